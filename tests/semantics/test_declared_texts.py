"""The texts of values, decisions, inputs, profiles and requirements, as a model keeps them for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cxrules.model.ruleset import Change, CriterionText
from cxrules.syntax.parse import parse
from cxrules.text import Source
from tests.cli import grown
from tests.semantics.small import analysed

if TYPE_CHECKING:
    from pathlib import Path

    from cxrules.model.ruleset import Ruleset


@pytest.fixture
def garden(tmp_path: Path) -> Ruleset:
    """The garden club's model."""
    return analysed(tmp_path, grown.MODEL, "")[0].ruleset


def test_a_text_parses_to_what_was_written(garden: Ruleset) -> None:
    written = [*garden.values, *garden.decisions, *garden.asked.values(), *garden.profiles.values()]
    again, problems = parse(Source("again.cxr", "\n".join(each.text for each in written)))
    assert not problems
    assert [getattr(each, "name").text for each in again.declarations] == [each.id for each in written]  # noqa: B009 - all of these have one
    assert len(written) == 3 + 2 + 2 + 1


def test_a_value_tells_of_what_it_is_and_where_it_is_from(garden: Ruleset) -> None:
    fine, score, share = garden.values
    assert (fine.id, fine.title, fine.of) == ("fine", "In order", ("bed",))
    assert fine.because == "The club looks at beds as a whole"
    assert score.text.endswith("rounded half up to 0.1")
    assert "on each level n" in share.text
    assert fine.place is not None
    assert fine.place.source.slice(fine.place.span) == "fine"


def test_filters_belong_to_what_a_value_is_of(tmp_path: Path) -> None:
    criterion = 'tag t "Tagged"\ncapability A "One" { criterion 1 "First" tagged t }\n'
    text = f"{criterion}value v of criterion tagged t = 1"
    assert analysed(tmp_path, text)[0].ruleset.values[0].of == ("criterion tagged t",)


def test_a_decision_keeps_its_rows(garden: Ruleset) -> None:
    together, state = garden.decisions
    assert (together.order, together.scale, together.source) == ("first fit", "", "Club rules, 4")
    assert together.rows == (
        ("every instance is the same", "that"),
        ("some instance is none", "judgement { none, some } but none when every instance is at most some"),
        ("otherwise", 'open because "The club has not said"'),
    )
    assert (state.order, state.scale, state.of) == ("", "answer", ("capability",))


def test_a_level_keeps_what_it_requires(garden: Ruleset) -> None:
    assert [each.requires for each in garden.levels] == [
        "",
        "every bed is fine",
        "score at least 2 and tools is own",
    ]
    club = garden.organisations["club"]
    assert [each.requires for each in club.levels] == ["", "every capability of roses reaches level 2"]
    assert garden.requirements == {"P.1": ((2, "finding fungus or P.1.C.1 is all"),)}


def test_a_line_for_every_level_is_kept_for_each(tmp_path: Path) -> None:
    text = """\
levels cumulative from 0 {
  0 "None"
  every level n requires every criterion at level n is at least L
  1 "One"
  2 "Two" requires A.1 is F
}
capability A "One" { criterion 1 "First" at level 1 }
"""
    header = "model small version 1.0.0\nscale s met from L { N value 0 L value 1 F value 2 }\n"
    _, one, two = analysed(tmp_path, text, header)[0].ruleset.levels
    assert one.requires == "every criterion at level 1 is at least L"
    assert two.requires == "every criterion at level 2 is at least L; A.1 is F"


def test_a_criterion_keeps_what_it_asks(garden: Ruleset) -> None:
    assert garden.clauses == {
        "P.1.C.1": CriterionText(needs=('record "cutting plan" not older than 12 months',)),
        "P.1.C.2": CriterionText(applies="rain below parameter dry"),
        "P.2.C.1": CriterionText(rates=(("all", "rain at least 500"), ("some", "otherwise"))),
    }


def test_a_parameter_keeps_all_its_values(garden: Ruleset) -> None:
    assert garden.parameters["dry"].dated == (("", "300"), ("2027-01-01", "350"))


def test_a_profile_keeps_its_changes(garden: Ruleset) -> None:
    profile = garden.profiles["small"]
    assert (profile.title, profile.of) == ("A small club", ("garden",))
    assert [each[:3] for each in profile.changes] == [
        ("set", "dry = 200", "Clay"),
        ("drop", "P.2", "No herbs"),
        ("extend", "P.1", "There is a hedge"),
        ("replace", "P.1.R.1", "Resistant roses"),
    ]
    assert profile.changes[1] == Change("drop", "P.2", "No herbs", 'drop P.2 because "No herbs"')
