"""Which elements a quantifier speaks of: each filter by itself, and what is wrong with one."""

from __future__ import annotations

import pytest

from cxrules.semantics.terms import needs, walk
from tests.semantics.inline import FRAMEWORK, analysed, hints, problems

MODEL = (
    "model m version 1.0.0\n"
    + FRAMEWORK
    + """
kind goal in capability
property stage of capability : number = 1  property points of criterion : number
tag trace "Trace"  tag core "Core"  finding f "F"
group G "G"  group H "H" in G
capability A "A" in H tagged core with stage 2 {
  goal SG "Goal" {
    criterion 1 "One" tagged trace with points 3
    criterion 2 "Two" at level 1 { feeds GP.1 weight 2  feeds C at level 2 }
  }
  criterion 3 "Three" at level 2 { applies when finding f }
}
capability B "B" in G { criterion 1 "One" tagged trace }
capability C "C" { criterion 1 "One" with points 5 { prerequisite A.1  prerequisite B.1 at least F } }
set pair "Two" = { A, C }
set some "Some" = { A.SG, B.1 }
scope v "View" view { A, B }
"""
)


def members(elements: str, of: str = "m") -> list[str]:
    """What `every criterion …` is said of, in order."""
    analysis = analysed(f"{MODEL} value v of {of} = count of {elements}")
    assert not analysis.diagnostics, analysis.diagnostics
    (value,) = analysis.values
    counted = next(each for each in walk(value.term) if each[0] == "aggregate")
    return [str(guard) if guard else "" for _, guard in counted[2]]


def named(elements: str, of: str = "m") -> list[str]:
    """The ids of what `every criterion …` speaks of."""
    analysis = analysed(f"{MODEL} value v of {of} = mean of it over {elements}")
    assert not analysis.diagnostics, analysis.diagnostics
    (value,) = analysis.values
    found = next(each for each in walk(value.term) if each[0] == "aggregate")
    return [str(next(needs(part))[1]) for part, _ in found[2]]


SPOKEN_OF = [
    # elements, of what the value is, which ones
    ("every criterion", "m", ["A.1", "A.2", "A.3", "B.1", "C.1"]),
    ("every criterion", "G", ["A.1", "A.2", "A.3", "B.1"]),
    ("every criterion", "H", ["A.1", "A.2", "A.3"]),
    ("every criterion", "A", ["A.1", "A.2", "A.3"]),
    ("every criterion", "A.SG", ["A.1", "A.2"]),
    ("every practice", "A.PA.2", ["A.GP.1", "A.GP.2"]),
    ("every criterion", "A.PA.1", ["A.1", "A.2", "A.3"]),
    ("every attribute at level 2", "A", ["A.PA.2"]),
    ("every attribute below level 2", "A", ["A.PA.1"]),
    ("every attribute up to level 2", "A", ["A.PA.1", "A.PA.2"]),
    ("every criterion at level 2", "m", ["A.3"]),
    ("every criterion tagged trace", "m", ["A.1", "B.1"]),
    ("every criterion except A.1, B.1", "m", ["A.2", "A.3", "C.1"]),
    ("every criterion except some", "m", ["A.1", "A.2", "A.3", "C.1"]),
    ("every criterion except 1", "A", ["A.2", "A.3"]),
    ("every criterion in G", "m", ["A.1", "A.2", "A.3", "B.1"]),
    ("every criterion in pair", "m", ["A.1", "A.2", "A.3", "C.1"]),
    ("every criterion in some", "m", ["A.1", "A.2", "B.1"]),
    ("every criterion of A, C", "m", ["A.1", "A.2", "A.3", "C.1"]),
    ("every criterion of pair", "m", ["A.1", "A.2", "A.3", "C.1"]),
    ("every criterion of A.SG", "m", ["A.1", "A.2"]),
    ("every criterion of it", "A", ["A.1", "A.2", "A.3"]),
    ("every criterion feeding GP.1", "A", ["A.2"]),
    ("every criterion feeding C", "m", ["A.2"]),
    ("every criterion with points at least 4", "m", ["C.1"]),
    ("every criterion with points below 4", "m", ["A.1"]),
    ("every criterion tagged trace in G except B.1", "m", ["A.1"]),
    ("every prerequisite", "C", ["A.1", "B.1"]),
]


@pytest.mark.parametrize(("elements", "of", "expected"), SPOKEN_OF)
def test_a_filter_leaves_what_it_says(elements: str, of: str, expected: list[str]) -> None:
    assert named(elements, of) == expected


def test_a_property_has_its_default_where_nothing_is_carried() -> None:
    assert len(members("every capability with stage at least 1")) == 3
    assert len(members("every capability with stage above 1")) == 1


def test_tags_of_capabilities_filter_them() -> None:
    assert len(members("every capability tagged core")) == 1


def test_what_applies_under_a_condition_counts_under_it() -> None:
    assert members("every criterion", "A")[:2] == ["", ""]
    assert "'finding', 'f'" in members("every criterion", "A")[2]


def test_where_and_view_guard_each_member() -> None:
    guards = members("every capability where (PA.1 at least L)")
    assert [f"'{name}.PA.1'" in guard for name, guard in zip("ABC", guards, strict=True)] == [True] * 3
    assert [guard for guard in members("every capability in view") if "in-view" in guard] == [
        "('in-view', 'A')",
        "('in-view', 'B')",
        "('in-view', 'C')",
    ]


def test_what_is_fed_on_one_level_counts_there_only() -> None:
    text = f"{MODEL} value v of C on each level n = count of every criterion feeding it"
    first, second = analysed(text).values
    assert [
        len(list(each[2])) for value in (first, second) for each in walk(value.term) if each[0] == "aggregate"
    ] == [
        0,
        1,
    ]


def test_a_link_carries_its_weight() -> None:
    text = f"{MODEL} value v of A = weighted mean of it over every criterion feeding GP.1, PA.1"
    (value,) = analysed(text).values
    found = next(each for each in walk(value.term) if each[0] == "aggregate")
    assert dict(found[3])["weights"] == ("2",)


MISTAKES = [
    ("every criterion tagged trce", "CX0201", "There is no tag trce.", "trce"),
    ("every criterion in K", "CX0201", "There is no group or set K.", "K"),
    ("every criterion except A.9", "CX0201", "There is no element A.9.", "A.9"),
    ("every criterion of Z", "CX0201", "There is no element Z.", "Z"),
    ("every criterion feeding Z", "CX0201", "There is no element Z.", "Z"),
    ("every criterion at level 5", "CX0303", "There is no level 5.", "5"),
    ("every criterion with size at least 4", "CX0201", "There is no property size.", "size"),
    ("every criterion with points at least trace", "CX0304", "A number is asked for here.", "trace"),
    ("every gaol", "CX0201", "There is no kind of element gaol.", "every gaol"),
    ("every criterion where (finding g)", "CX0201", "There is no finding g.", "g"),
]


@pytest.mark.parametrize(("elements", "code", "message", "underlined"), MISTAKES)
def test_what_a_filter_names_is_there(elements: str, code: str, message: str, underlined: str) -> None:
    assert problems(f"{MODEL} value v of m = count of {elements}") == [(code, message, underlined)]


def test_the_near_name_is_offered() -> None:
    assert hints(f"{MODEL} value v of m = count of every criterion tagged trce") == ["Did you mean trace?"]


def test_it_is_said_whose_elements_are_meant() -> None:
    text = f'{MODEL} rule R lower A.1 when every criterion is at least L source "s"'
    assert problems(text) == [("CX0207", "It is not said whose criterion is meant.", "every criterion")]
