"""A sign-off written into a file, and what is said when the file is no longer what was signed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, strategies as st

from cxrules.exchange.assessment import read_assessment
from cxrules.exchange.release import Signature, released
from cxrules.exchange.signoff import check_sign_offs
from cxrules.text import Source
from tests.exchange.telling import Told, tell

if TYPE_CHECKING:
    from cxrules.diagnostics import Diagnostic

BLOCK = """\
# What we found
cxrules: 1          # the form
assessment: shop
model: bakery
status: consolidated   # at last

ratings:
  # bread
  BAK.1.BP1: L
  BAK.1.BP2: F   # and why
# the end
"""
PLAIN = "cxrules: 1\nassessment: shop\nmodel: bakery\nstatus: consolidated\nratings:\n  BAK.1.BP1: L\n"
JSON = '{\n  "cxrules": 1,\n  "assessment": "shop",\n  "model": "bakery",\n  "status": "consolidated"\n}\n'
FLOW = "{cxrules: 1, assessment: shop, model: bakery, status: 'consolidated', ratings: {BAK.1.BP1: L}}"
INDENTED = "  cxrules: 1\n  assessment: shop\n  model: bakery\n  status: consolidated"
LEAD = Signature("lead", "lead", date(2026, 11, 30), "bakery", "1.2.0")
CO = LEAD._replace(by="co", role="")


def sign(text: str, *signatures: Signature, name: str = "a.yaml") -> str:
    for each in signatures:
        signed = released(Source(name, text), each)
        assert signed is not None
        text = signed
    return text


def check(text: str, version: str = "1.2.0", name: str = "a.yaml") -> list[Diagnostic]:
    source = Source(name, text)
    assessment, found = read_assessment(source)
    assert assessment is not None
    assert not found, tell(found)
    return check_sign_offs(assessment, "bakery", version, source)


@pytest.mark.parametrize(
    ("text", "name"),
    [(PLAIN, "a.yaml"), (JSON, "a.json"), (FLOW, "a.yaml"), (INDENTED, "a.yaml")],
    ids=["block", "json", "flow", "indented"],
)
def test_only_the_status_and_the_sign_off_are_new(text: str, name: str) -> None:
    once = sign(text, LEAD, name=name)
    assert check(once, name=name) == []
    twice = sign(once, CO, name=name)
    assert check(twice, name=name) == []
    assert once.replace("released", "consolidated").startswith(text.rstrip("\n}")[:40])
    assessment, _ = read_assessment(Source(name, twice))
    assert assessment is not None
    assert [(each.by, each.role, each.model) for each in assessment.signed_off] == [
        ("lead", "lead", "bakery@1.2.0"),
        ("co", "", "bakery@1.2.0"),
    ]


def test_comments_and_layout_stay() -> None:
    signed = sign(BLOCK, LEAD, CO)
    without = [line for line in signed.splitlines() if "sha256" not in line and "signed-off" not in line]
    assert "\n".join(without) + "\n" == BLOCK.replace("consolidated", "released")


def test_a_layout_that_cannot_be_kept_is_left_alone() -> None:
    assert released(Source("a.yaml", PLAIN.replace("status: consolidated\n", "")), LEAD) is None
    assert released(Source("a.yaml", "- not a map"), LEAD) is None


def test_a_changed_rating_is_found() -> None:
    changed = sign(PLAIN, LEAD).replace("BP1: L", "BP1: F")
    (told,) = tell(check(changed))
    assert told[:3] == (
        "CX0553",
        changed[changed.index("{by") :].strip(),
        "shop has changed since lead signed it off on 2026-11-30.",
    )
    assert "supersedes" in told.hint


def test_another_version_of_the_model_is_found() -> None:
    (told,) = tell(check(sign(PLAIN, LEAD), version="1.3.0"))
    assert told.message == "lead signed shop off under bakery@1.2.0; this is bakery@1.3.0."


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("BP1: L", "BP1:   L   # still"),
        ("cxrules: 1\nassessment: shop\n", "assessment: 'shop'\ncxrules: 1\n"),
        ("ratings:\n", "title:\nratings:\n"),
        ("ratings:\n  BAK.1.BP1: L", "ratings: {BAK.1.BP1: L}"),
    ],
    ids=["comment", "order", "blank key", "layout"],
)
def test_what_does_not_change_the_content_is_not_found(old: str, new: str) -> None:
    assert check(sign(PLAIN, LEAD).replace(old, new)) == []


def test_released_without_a_sign_off() -> None:
    found = tell(check(PLAIN.replace("consolidated", "released")))
    assert [each[:3] for each in found] == [
        ("CX0552", "released", "shop is released, but nobody has signed it off.")
    ]


def test_signed_off_and_reopened() -> None:
    (told,) = tell(check(sign(PLAIN, LEAD).replace("status: released", "status: draft")))
    assert isinstance(told, Told)
    assert told.message == "shop was signed off by lead, but its status is draft."


def test_a_redacted_copy_needs_no_sign_off() -> None:
    assert check(PLAIN.replace("consolidated", "released") + "redacted-for: press\n") == []


words = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=6)


@given(st.dictionaries(words, words, min_size=1, max_size=4), words, words)
def test_any_change_of_a_rating_after_a_release_is_found(
    ratings: dict[str, str], subject: str, value: str
) -> None:
    lines = "".join(f'  "{name}": "{rating}"\n' for name, rating in ratings.items())
    signed = sign(PLAIN.replace("  BAK.1.BP1: L\n", lines), LEAD)
    after = {**ratings, subject: value}
    text = signed.replace(lines, "".join(f'  "{name}": "{rating}"\n' for name, rating in after.items()))
    assert bool(check(text)) == (after != ratings)
