"""A case that was made up, written and read again."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from fractions import Fraction
from typing import Any

from cxrules.exchange.assessment import read_assessment
from cxrules.exchange.case_file import write_case
from cxrules.model.assessment import (
    Assessment,
    Assessor,
    Deviation,
    Evidence,
    Finding,
    Given,
    Instance,
    Judgement,
    Stated,
)
from cxrules.text import Source

FULL = Assessment(
    "case",
    "bakery@1.2.0",
    title="A case: made up",
    date=date(2026, 1, 1),
    reading="derive",
    method="strict",
    scope=("BAK.1", "BAK.2"),
    assessors={"lead": Assessor("lead", "lead")},
    instances={"east": Instance("east", Fraction(3, 2)), "west": Instance("west")},
    evidence={
        "E1": Evidence("E1", "document", "Plan", "a/b.pdf", date=date(2025, 1, 1), state="approved"),
        "E2": Evidence("E2", "interview", "Talk", role="owner", by="person 1", independent=True),
        "E3": Evidence("E3", "record", "Log", independent=False, valid_until=date(2026, 5, 1)),
    },
    ratings=(
        Given("BAK.1.1", "F"),
        Given("BAK.1.2", "P", causes=("haste",), evidence=("E1", "E2"), note="said so", weaknesses=("slow",)),
        Given("BAK.2.1", "L", "east", facets={"severity": "3"}),
        Given("BAK.2.1", "N", "west"),
    ),
    findings={"late": Finding("late", "yes", ("BAK.1",)), "lost": Finding("lost", "yes")},
    deviations=(
        Deviation("R.1", "agreed", "lead", ("BAK.1",)),
        Deviation("R.1", "agreed", "lead", ("BAK.2",)),
    ),
    judgements={"BAK.1.weak": Judgement("BAK.1.weak", "no", "lead", "part of the case")},
    values={"share": Stated("share", "92.5%"), "known": Stated("known", "yes")},
)


def test_a_case_is_read_as_it_was_written() -> None:
    text = write_case(FULL, ["First line", "", "a\nb"])
    assert text.startswith("# First line\n#\n# a b\ncxrules: 1\n")
    found, problems = read_assessment(Source("case.yaml", text))
    assert not problems
    assert found is not None
    assert _bare(found) == _bare(FULL)


def _bare(made: Assessment) -> dict[str, Any]:
    """All that it says, without places in a text."""
    said = {each.name: getattr(made, each.name) for each in fields(made) if each.name != "places"}
    for name, part in said.items():
        if isinstance(part, dict):
            said[name] = {key: _plain(each) for key, each in part.items()}
        elif isinstance(part, tuple):
            said[name] = [_plain(each) for each in part]
    return said


def _plain(each: Any) -> Any:  # noqa: ANN401 - a part of any kind
    """The values of a part by name, but for its places."""
    if not hasattr(each, "_asdict"):
        return each
    return {name: value for name, value in each._asdict().items() if "span" not in name}
