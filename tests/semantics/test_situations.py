"""A template is bound once where it says the same everywhere: nothing shows of it but the time it takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, strategies as st

from cxrules.semantics.rules import WrittenOut
from cxrules.semantics.situations import Alike, Move, Place
from tests.semantics.inline import FRAMEWORK, analysed, problems

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxrules.semantics import Analysis

MODEL = (
    "model m version 1.0.0\n"
    + FRAMEWORK
    + """
tag t "Tag"  finding f "Finding"  cause c "Cause"
group G "Group"
capability A "A" in G { criterion BP1 "One" tagged t  criterion BP2 "Two" }
capability B "B" in G { criterion BP1 "One"  criterion BP2 "Two" tagged t  criterion BP3 "Three" }
capability C.1 "C" { criterion BP1 "One" tagged t  criterion BP10 "Ten" }
capability word "Named like a word of a term" { criterion BP1 "One" }
"""
)
TEMPLATES = (
    "for every capability lower GP.1",
    "for every capability lower GP.1 when GP.2 below F for cause c",
    "for every capability lower GP.1 when B.GP.1 below F",
    "for every capability lower GP.1 when B reaches level 1",
    "for every capability lower GP.1 when it reaches level 1",
    "for every capability lower GP.1 when finding f and PA.1 at most P",
    "for every capability lower GP.1 when every attribute at level 1 is at least L",
    "for every capability lower GP.1 when every criterion is at least L",
    "for every capability lower GP.1 when every criterion tagged t is at least L",
    "for every capability lower GP.1 when PA.1 of any other capability at most P",
    "for every capability lower GP.1 when some capability in G reaches level 1",
    "for every capability in G lower GP.1 when any of GP.2, BP1 below F",
    "for every capability in G keep GP.1 at most GP.2 when BP2 differs from BP1",
    "for every capability align GP.1 with GP.2 within 1 step",
    "for every capability demand 2 document for GP.1 when finding f",
    "for every capability warn when GP.1 is not applicable",
    "for every criterion lower it",
    "for every criterion lower it when GP.1 below F",
    "for every criterion lower it when it at most P and BP1 at most P",
    "for every criterion protect it from cause c when finding f",
    "for every criterion tagged t fix it at N when finding f and B.BP2 below F",
    "for every practice cap it at L when PA.2 at most P",
    "for every attribute cap it at L when it is F and BP1 below F",
)


def _alone(_: Alike, __: object, places: Sequence[Place]) -> list[list[Place]]:
    return [[place] for place in places]


def _both(text: str, patch: pytest.MonkeyPatch) -> tuple[Analysis, Analysis]:
    """The analysis as it is, and one that binds every text at each of its places."""
    together = analysed(text)
    with patch.context() as within:
        within.setattr(Alike, "groups", _alone)
        return together, analysed(text)


def _model(*rules: str) -> str:
    return MODEL + "\n".join(f'rule R{number} {rule} source "s"' for number, rule in enumerate(rules))


@pytest.mark.parametrize("rule", TEMPLATES)
def test_what_a_rule_says_is_the_same_as_bound_at_each_place(
    rule: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    together, apart = _both(_model(rule), monkeypatch)
    assert list(together.rules) == list(apart.rules)
    assert together.diagnostics == apart.diagnostics
    assert _edges(together) == _edges(apart)


def _edges(analysis: Analysis) -> dict[object, set[object]]:
    return {thing: set(on) for thing, on in analysis.dependencies.edges.items()}


@given(st.lists(st.sampled_from(TEMPLATES), max_size=4))
def test_so_are_several_rules_and_what_rests_on_them(rules: list[str]) -> None:
    together, apart = _both(_model(*rules), pytest.MonkeyPatch())
    assert list(together.rules) == list(apart.rules)
    assert together.diagnostics == apart.diagnostics
    assert _edges(together) == _edges(apart)
    assert (together.order is None) == (apart.order is None)


@pytest.mark.parametrize(
    "condition",
    [
        "every attribute at level 2 is at least L",
        "every criterion is at least L",
        "BP1 at least L",
        "PA.1 at least L and B.PA.1 at least L",
        "PA.1 of every capability at least L",
        "it reaches level 1 and B reaches level 1",
    ],
)
def test_so_is_what_levels_require(condition: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text = MODEL.replace(
        '2 "Managed"   requires every attribute', f'2 "Managed" requires {condition} and every attribute'
    )
    together, apart = _both(text, monkeypatch)
    terms = [
        {key: [each.term for each in required] for key, required in analysis.requirements.items()}
        for analysis in (together, apart)
    ]
    assert list(terms[0].items()) == list(terms[1].items())
    assert together.diagnostics == apart.diagnostics


def test_a_rule_is_bound_once_where_it_says_the_same() -> None:
    analysis = analysed(_model("for every capability lower GP.1 when GP.2 below F"))
    found = [[place.capability for place in each.places] for each in analysis.situations if each.rule == "R0"]
    assert found == [["A", "B", "C.1"], ["word"]]  # names that could be words of a term are never moved


def test_a_rule_that_names_one_of_its_places_says_something_else_there() -> None:
    analysis = analysed(_model("for every capability in G lower GP.1 when B.GP.2 below F"))
    found = [[place.capability for place in each.places] for each in analysis.situations if each.rule == "R0"]
    assert found == [["A"], ["B"]]


def test_a_mistake_at_some_places_is_reported_at_the_first_of_them() -> None:
    found = problems(_model("for every capability in G lower BP3"))
    assert [message for _, message, _ in found] == ["There is no criterion, practice or attribute in A BP3."]


def test_rules_are_written_out_when_somebody_looks() -> None:
    analysis = analysed(_model("for every criterion lower it"))
    rules = WrittenOut(analysis.situations)
    assert len(rules) == 8
    assert [rule.subject for rule in rules[:2]] == ["A.BP1", "A.BP2"]
    assert rules[-1].subject == "word.BP1"


def test_a_name_moves_with_its_place_and_no_other_does() -> None:
    move = Move(Place(0, "A", "A.BP1"), Place(1, "B", "B.BP2"))
    assert move.name("A.BP1") == "B.BP2"
    assert move.name("A.BP1.note") == "B.BP2.note"
    assert move.name("A.BP10") == "B.BP10"
    assert move.name("A") == "B"
    assert move.name("AB.BP1") == "AB.BP1"
    assert move.term(("all", (("test", "at-least", "A.GP.1", 1), ("finding", "f", ("A.BP1", "A"))))) == (
        "all",
        (("test", "at-least", "B.GP.1", 1), ("finding", "f", ("B.BP2", "B"))),
    )


CIRCLES = [
    # two templates, and what is shown of the circle
    (
        (
            "for every capability lower GP.1 when GP.2 below F",
            "for every capability lower GP.2 when GP.1 below F",
        ),
        {"A.GP.1", "A.GP.2"},
    ),
    (
        ("for every capability lower GP.1 when GP.2 below F", "lower B.GP.2 when B.GP.1 below F"),
        {"B.GP.1", "B.GP.2"},
    ),
    (("for every capability cap PA.1 at L when B.PA.1 below F",), {"B.PA.1"}),
    (("for every criterion lower it when PA.1 below F",), {"PA.1", "BP1"}),
]


@pytest.mark.parametrize(("rules", "named"), CIRCLES)
def test_a_circle_through_a_template_is_found(rules: tuple[str, ...], named: set[str]) -> None:
    found = [each for each in analysed(_model(*rules)).diagnostics if each.code == "CX0601"]
    assert found
    assert any(all(name in each.message for name in named) for each in found)


def test_a_circle_shows_every_place_that_is_part_of_it() -> None:
    text = _model("for every capability lower GP.1 when GP.2 below F", "lower B.GP.2 when B.GP.1 below F")
    (found,) = [each for each in analysed(text).diagnostics if each.code == "CX0601"]
    assert found.source is not None
    assert found.span is not None
    shown = {found.source.slice(found.span), *(each.source.slice(each.span) for each in found.related)}
    assert shown == {"R0", "R1"}
