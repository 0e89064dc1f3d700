"""What a criterion says of itself, what evidence is demanded, and what an organisation needs."""

from __future__ import annotations

import pytest

from cxrules.model.demand import Demand
from cxrules.semantics.demands import KINDS
from cxrules.semantics.terms import walk
from tests.semantics.inline import FRAMEWORK, analysed, problems

MODEL = (
    "model m version 1.0.0\n"
    + FRAMEWORK
    + """
finding f "F"  context c "C"
input money "Money" of criterion : number 0 .. 10
capability B "B" { criterion 1 "One" }
"""
)


def _criterion(parts: str) -> str:
    return f'{MODEL} capability A "A" {{ criterion 1 "One" {{ {parts} }} criterion 2 "Two" }}'


# ---------------------------------------------------------------------------------- applicability


def test_a_criterion_applies_under_its_condition() -> None:
    analysis = analysed(_criterion("applies when context c and B.1 at least L"))
    assert analysis.elements.applies == {
        "A.1": ("asked-when", "A.1", ("all", (("finding", "c", ()), ("test", "at-least", "B.1", 2))))
    }
    assert ("subject", "B.1") in analysis.dependencies.edges["subject", "A.1"]


def test_two_conditions_are_both_asked() -> None:
    analysis = analysed(_criterion("applies when context c  applies when finding f"))
    assert analysis.elements.applies["A.1"][0] == "all"
    assert len(analysis.elements.applies["A.1"][1]) == 2


def test_what_applies_by_itself_is_a_circle() -> None:
    (found,) = problems(_criterion("applies when it at least L"))
    assert found[0] == "CX0601"
    assert found[1].startswith("A.1 rests on itself")


# ------------------------------------------------------------------------------------------ rates


def test_a_rating_follows_from_data_in_the_order_of_its_rows() -> None:
    analysis = analysed(_criterion("rate F when money at least 8  L when money at least 4  otherwise N"))
    assert not analysis.diagnostics
    word, rows, *_ = analysis.rates["A.1"].term
    assert word == "decide"
    assert [outcome[1] for _, outcome in rows] == [3, 2, 0]
    assert rows[-1][0] == ("all", ())


RATES = [
    ("rate F when money at least 8", "CX0410", "1 decides nothing when A.1.money is 7.", "1"),
    ("rate M when money at least 8 otherwise N", "CX0301", "M is not a rating of the scale nplf.", "M"),
    (
        "rate F when mony at least 8 otherwise N",
        "CX0201",
        "There is no criterion, practice or attribute",
        "mony",
    ),
    ("rate F when it at least L otherwise N", "CX0601", "A.1 rests on itself", "1"),
]


@pytest.mark.parametrize(("parts", "code", "message", "underlined"), RATES)
def test_mistakes_in_a_rate(parts: str, code: str, message: str, underlined: str) -> None:
    (found,) = problems(_criterion(parts))
    assert (found[0], found[2]) == (code, underlined)
    assert found[1].startswith(message)


# ---------------------------------------------------------------------------------------- demands


def _needed(demand: str) -> Demand:
    analysis = analysed(_criterion(f"needs {demand}"))
    assert not analysis.diagnostics, analysis.diagnostics
    (rule,) = [each for each in analysis.rules if each.effect == "demand"]
    assert (rule.rule, rule.subject) == ("A.1.needs", "A.1")
    assert rule.bound is not None
    assert rule.bound.rank == 1  # one below what counts as met
    assert rule.bound.when is not None
    (evidence,) = [each for each in walk(rule.bound.when) if each[0] == "evidence"]
    assert evidence[1] == "A.1"
    return Demand.from_row(evidence[2])


DEMANDS = [
    ("document", Demand(("document",))),
    ("2 document", Demand(("document",), 2)),
    ('document "Plan"', Demand(("document",), title="Plan")),
    ("evidence", Demand()),
    ("record not older than 12 months", Demand(("record",), within=(12, "months"))),
    ('interview with role "Lead"', Demand(("interview",), role="Lead")),
    ("evidence of 2 kinds", Demand(count=2, different="kinds")),
    ("interview from 3 people", Demand(("interview",), 3, different="people")),
    ("document in state approved", Demand(("document",), state="approved")),
    (
        "document independent still valid with link",
        Demand(("document",), independent=True, valid=True, linked=True),
    ),
]


@pytest.mark.parametrize(("demand", "expected"), DEMANDS)
def test_what_is_demanded(demand: str, expected: Demand) -> None:
    assert _needed(demand) == expected


@pytest.mark.parametrize(
    ("demand", "message", "underlined"),
    [
        ("documnt", "There is no kind of evidence documnt.", "documnt"),
        ("document not older than 12 weeks", "There is no unit of time weeks.", "weeks"),
    ],
)
def test_a_demand_names_what_is_there(demand: str, message: str, underlined: str) -> None:
    assert problems(_criterion(f"needs {demand}")) == [("CX0201", message, underlined)]


@pytest.mark.parametrize(
    ("demand", "code", "message", "underlined"),
    [
        ("3 document from 2 people", "CX0202", "Of these, only the people are counted.", "3"),
        (
            "evidence of 2 kinds from 3 people",
            "CX0202",
            "This is demanded twice.",
            "3",
        ),
        (
            "document not older than 1 days not older than 2 days",
            "CX0202",
            "This is demanded twice.",
            "2",
        ),
        ("document with link with link", "CX0202", "This is demanded twice.", "document"),
        ("document of 2 kinds", "CX0408", "All of these are of one kind, document.", "2"),
        ("0 document", "CX0408", "Nothing is demanded by a number of 0.", "0"),
        ("document from 0 people", "CX0408", "Nothing is demanded by a number of 0.", "0"),
        ("document not older than parameter p days", "CX0201", "There is no parameter p.", "p"),
    ],
)
def test_a_demand_makes_sense(demand: str, code: str, message: str, underlined: str) -> None:
    assert problems(_criterion(f"needs {demand}")) == [(code, message, underlined)]


def test_the_age_of_evidence_is_a_count() -> None:
    text = _criterion("needs record not older than parameter fresh months")
    (demand,) = [
        each[2]
        for rule in analysed(f'{text} parameter fresh "x" : count = 6 source "s"').rules
        for each in walk(rule.holds or ())
        if each[0] == "evidence"
    ]
    assert Demand.from_row(demand) == Demand(("record",), within=(6, "months"))
    found = problems(f'{text} parameter fresh "x" : percent = 6% source "s"')
    assert found == [("CX0305", "The parameter fresh is a percent; a count is asked for here.", "fresh")]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_evidence_can_be_demanded_by_a_rule_too(kind: str) -> None:
    analysis = analysed(f'{MODEL} rule R demand {kind} for B.1, B.PA.1 when finding f source "s"')
    assert not analysis.diagnostics
    assert [each.subject for each in analysis.rules] == ["B.1", "B.PA.1"]


# ----------------------------------------------------------------------------------- organisation


def test_the_levels_of_the_organisation_require_what_capabilities_reach() -> None:
    analysis = analysed(
        f"""{MODEL}
        set both = {{ B }}
        maturity cumulative from 1 {{
          1 "One"
          2 "Two" requires every capability of both reaches level 2
          3 "Three" requires some capability reaches level 2, B may be not applicable
        }}
        """
    )
    assert not analysis.diagnostics
    (levels,) = analysis.organisations.values()
    assert list(levels) == [2, 3]
    assert levels[2][0].term == ("every", (("reaches", "B", 2),))
    assert levels[3][0].term == ("any", (("when", ("asked", "B"), ("reaches", "B", 2)),))
    assert levels[2][0].words == "every capability of both reaches level 2"


def test_every_level_may_require_the_same_of_itself() -> None:
    analysis = analysed(
        f"""{MODEL}
        maturity own "Own" independent from 0 {{
          0 "None"  1 "One"  2 "Two"
          every level n requires every capability reaches level n
        }}
        """
    )
    assert {
        order: required[0].term[1][0][2] for order, required in analysis.organisations["own"].items()
    } == {
        1: 1,
        2: 2,
    }


@pytest.mark.parametrize(
    ("rows", "code", "message", "underlined"),
    [
        ('1 "One" 2 "Two" requires Z reaches level 2', "CX0201", "There is no capability Z.", "Z"),
        ('1 "One" 2 "Two" requires B reaches level 7', "CX0303", "There is no level 7.", "7"),
        ('1 "One" 3 "Three"', "CX0403", "Level 3 stands where level 2 is due.", "3"),
        (
            '1 "One" 2 "Two" requires B.1 reaches level 2',
            "CX0304",
            "B.1 has a rating; only capabilities reach levels.",
            "B.1",
        ),
    ],
)
def test_mistakes_in_levels_of_the_organisation(rows: str, code: str, message: str, underlined: str) -> None:
    assert problems(f"{MODEL} maturity cumulative from 1 {{ {rows} }}") == [(code, message, underlined)]


def test_the_levels_of_the_organisation_are_declared_once() -> None:
    text = f'{MODEL} maturity cumulative from 1 {{ 1 "One" }} maturity cumulative from 0 {{ 0 "None" }}'
    assert problems(text) == [("CX0202", "The levels of the organisation are declared twice.", "0")]
