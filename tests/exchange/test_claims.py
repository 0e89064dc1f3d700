"""Judgements, waivers, stated values and further answers: what they give, and what is wrong."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from cxrules.exchange.against import check_against
from cxrules.exchange.assessment import read_assessment
from cxrules.model.assessment import Assessment, Given, Judgement, Stated, Waiver
from cxrules.text import Source
from tests.exchange.telling import HEAD, SMALL, Told, of_body, read, tell

ASKS = replace(
    SMALL,
    judgements={"SWE.1.significant-weakness": ("yes", "no"), "SYS.1.roll-up": ("LM", "PM")},
    inputs={
        "share-owned": "percent",
        "SWE.1.size": "number",
        "teams": "count",
        "since": "date",
        "outsourced": "truth",
        "colour": "one of red amber green",
        "remark": "text",
    },
    bounds={"share-owned": ("0", "100"), "SWE.1.size": (None, None)},
    facets={"confidence": (1, 5)},
    views=("core", "development"),
)
FITS = """\
date: 2026-11-20
profile: retail
view: core
assessors: {lead: {role: lead}}
evidence: {E1: {kind: document}}
ratings: {SWE.1.BP1: {rating: L, confidence: 4}}
judgements: {SYS.1.roll-up: {answer: PM, by: lead, because: "They endanger it.", evidence: E1}}
waivers:
  SWE.1.BP2: {rating: L, reason: "New tool", approved-by: sponsor, from: 2026-10-01, until: 2027-01-31}
  SWE.1.BP3:
    - {rating: F, reason: a, approved-by: b, from: 2026-01-01, until: 2026-12-31}
    - {rating: L, reason: c, approved-by: d, from: 2026-11-20, until: 2026-11-20}
values:
  share-owned: 92%
  SWE.1.size: {value: -12.5, by: lead, evidence: [E1], note: "counted"}
  teams: 3
  since: 2024-02-29
  outsourced: no
  colour: amber
  remark: "anything: at all"
"""


def test_what_each_part_gives() -> None:
    found = read(HEAD + FITS)
    assert (found.profile, found.view) == ("retail", "core")
    (judgement,) = found.judgements.values()
    assert judgement[:5] == ("SYS.1.roll-up", "PM", "lead", "They endanger it.", ("E1",))
    assert [each[:6] for each in found.waivers] == [
        ("SWE.1.BP2", "L", "New tool", "sponsor", date(2026, 10, 1), date(2027, 1, 31)),
        ("SWE.1.BP3", "F", "a", "b", date(2026, 1, 1), date(2026, 12, 31)),
        ("SWE.1.BP3", "L", "c", "d", date(2026, 11, 20), date(2026, 11, 20)),
    ]
    assert {name: each.text for name, each in found.values.items()} == {
        "share-owned": "92%",
        "SWE.1.size": "-12.5",
        "teams": "3",
        "since": "2024-02-29",
        "outsourced": "no",
        "colour": "amber",
        "remark": "anything: at all",
    }
    assert found.values["SWE.1.size"][2:5] == ("lead", ("E1",), "counted")
    assert found.ratings[0].facets == {"confidence": "4"}


def test_what_fits() -> None:
    assert _of_fit(FITS) == []


def test_places() -> None:
    source = Source("a.yaml", HEAD + FITS)
    found, _ = read_assessment(source)
    assert found is not None
    judgement, waiver, stated = (
        found.judgements["SYS.1.roll-up"],
        found.waivers[0],
        found.values["SWE.1.size"],
    )
    spans = [
        *(judgement.span, judgement.answer_span, judgement.by_span, *judgement.evidence_spans),
        *(waiver.span, waiver.rating_span, waiver.begins_span, waiver.until_span),
        *(stated.span, stated.text_span, stated.by_span, *stated.evidence_spans),
        *found.ratings[0].facet_spans[0],
    ]
    assert [source.slice(span) for span in spans if span] == [
        *("SYS.1.roll-up", "PM", "lead", "E1"),
        *("SWE.1.BP2", "L", "2026-10-01", "2027-01-31"),
        *("SWE.1.size", "-12.5", "lead", "E1"),
        *("confidence", "4"),
    ]


def test_evidence_says_who_and_how_long() -> None:
    evidence = read(
        HEAD
        + "evidence:\n"
        + "  E1: {kind: record, by: QA, independent: yes, valid-until: 2027-01-01, state: approved}\n"
        + "  E2: {kind: record, independent: no}\n"
        + "  E3: {kind: record}\n"
    ).evidence
    first = evidence["E1"]
    assert (first.by, first.independent, first.valid_until, first.state) == (
        "QA",
        True,
        date(2027, 1, 1),
        "approved",
    )
    assert (evidence["E2"].independent, evidence["E3"].independent) == (False, None)


BLANK = ["judgements: {}", "judgements: {a: }", "waivers: {A: }", "waivers: {A: []}", "values: {a: }"]


@pytest.mark.parametrize("body", BLANK)
def test_what_is_left_blank_is_not_said_yet(body: str) -> None:
    found = read(HEAD + body)
    assert not found.judgements
    assert not found.waivers
    assert not found.values


IN_FULL = 'Write it in full: {answer: …, by: who decided, because: "…"}.'
WAIVED = 'Write it in full: {rating: L, reason: "…", approved-by: …, from: 2026-10-01, until: 2027-01-31}.'
FORM = [
    ("judgements: [a]", "CX0504", "[a]", "'judgements' must be a map of keys and values, not a list.", ""),
    ("judgements: {a: no}", "CX0533", "no", "The judgement a does not say who decided it, and why.", IN_FULL),
    (
        "judgements: {a: [no]}",
        "CX0533",
        "[no]",
        "The judgement a does not say who decided it, and why.",
        IN_FULL,
    ),
    (
        "judgements: {a: {answer: no, because: ' '}}",
        "CX0533",
        "a",
        "The judgement a lacks 'by' and 'because'.",
        IN_FULL,
    ),
    (
        "judgements: {a: {anwer: no, answer: no, by: x, because: y}}",
        "CX0502",
        "anwer",
        "Unknown key 'anwer' in the judgement a.",
        "Did you mean answer?",
    ),
    (
        "judgements: {a: {answer: [no], by: x, because: y}}",
        "CX0504",
        "[no]",
        "'answer' must be text, not a list.",
        "",
    ),
    (
        "waivers: {A: L}",
        "CX0533",
        "L",
        "The waiver of A does not say who approved it, why, and for how long.",
        WAIVED,
    ),
    (
        "waivers: {A: {rating: L, from: 2026-01-01, until: }}",
        "CX0533",
        "A",
        "The waiver of A lacks 'reason', 'approved-by' and 'until'.",
        WAIVED,
    ),
    (
        "waivers: {A: {rating: L, reason: r, approved-by: b, from: 2026-02-01, until: 2026-01-31}}",
        "CX0534",
        "2026-01-31",
        "The waiver of A ends on 2026-01-31, before it begins on 2026-02-01.",
        "Are 'from' and 'until' interchanged?",
    ),
    (
        "waivers: {A: {rating: L, reason: r, approved-by: b, from: 2026-02-30, until: 2026-03-31}}",
        "CX0509",
        "2026-02-30",
        "There is no 2026-02-30: February 2026 has the days 01 to 28.",
        "",
    ),
    ("values: {a: [1]}", "CX0504", "[1]", "The value a must be text or a map, not a list.", ""),
    ("values: {a: {by: x}}", "CX0503", "a", "The value a lacks 'value'.", ""),
    (
        "evidence: {E: {kind: document, independent: maybe}}",
        "CX0528",
        "maybe",
        "'independent' is yes, no, true or false, not 'maybe'.",
        "",
    ),
]


@pytest.mark.parametrize(("body", "code", "under", "message", "hint"), FORM, ids=[row[0] for row in FORM])
def test_a_wrong_form(body: str, code: str, under: str, message: str, hint: str) -> None:
    assert of_body(body + "\n") == [Told(code, under, message, hint)]


def _in_force(subject: str, rating: str) -> str:
    dates = "from: 2026-10-01, until: 2027-01-31"
    return (
        f"date: 2026-11-20\nwaivers: {{{subject}: {{rating: {rating}, reason: r, approved-by: b, {dates}}}}}"
    )


LEAD = "assessors: {lead: {role: lead}}\n"
UNFIT = [
    (
        LEAD + "judgements: {SWE.1.significant-weaknes: {answer: no, by: lead, because: b}}",
        "CX0532",
        "SWE.1.significant-weaknes",
        "There is no judgement 'SWE.1.significant-weaknes'.",
        "Did you mean SWE.1.significant-weakness?",
    ),
    (
        LEAD + "judgements: {SYS.1.roll-up: {answer: FM, by: lead, because: b}}",
        "CX0528",
        "FM",
        "The judgement SYS.1.roll-up is LM or PM, not 'FM'.",
        "Did you mean LM?",
    ),
    (
        LEAD + "judgements: {SYS.1.roll-up: {answer: LM, by: laed, because: b}}",
        "CX0517",
        "laed",
        "There is no assessor 'laed'.",
        "Did you mean lead?",
    ),
    (
        LEAD + "judgements: {SYS.1.roll-up: {answer: LM, by: lead, because: b, evidence: [E9]}}",
        "CX0508",
        "E9",
        "There is no evidence 'E9'.",
        "List it under 'evidence'.",
    ),
    (
        _in_force("SWE.1.BP9", "L"),
        "CX0506",
        "SWE.1.BP9",
        "SWE.1 has no criterion or attribute 'BP9'.",
        "Did you mean SWE.1.BP1? SWE.1 has BP1, BP2 and BP3.",
    ),
    (
        _in_force("SWE.1.BP1", "X"),
        "CX0507",
        "X",
        "'X' is not a rating of this model.",
        "The ratings are N, P, L and F.",
    ),
    (
        _in_force("SWE.1", "L"),
        "CX0529",
        "L",
        "SWE.1 is rated by its criteria and attributes, not by itself.",
        'Of a capability only not-applicable: "a reason" can be said.',
    ),
    (
        _in_force("SWE.1.BP1", "L").removeprefix("date: 2026-11-20\n"),
        "CX0535",
        "SWE.1.BP1",
        "Whether the waiver of SWE.1.BP1 is in force depends on the assessment's date.",
        "Add date: year-month-day.",
    ),
    (
        _in_force("SWE.1.BP1", "L").replace("2026-11-20", "2027-02-01"),
        "CX0536",
        "2027-01-31",
        "The waiver of SWE.1.BP1 expired on 2027-01-31; on 2027-02-01 it changes nothing.",
        "",
    ),
    (
        _in_force("SWE.1.BP1", "L").replace("2026-11-20", "2026-09-30"),
        "CX0536",
        "2026-10-01",
        "The waiver of SWE.1.BP1 begins on 2026-10-01; on 2026-09-30 it changes nothing.",
        "",
    ),
    (
        "values: {share-ownd: 92%}",
        "CX0537",
        "share-ownd",
        "There is no value 'share-ownd'.",
        "Did you mean share-owned?",
    ),
    (
        "values: {share-owned: 92}",
        "CX0504",
        "92",
        "The value share-owned must be a percent such as 92%, not '92'.",
        "",
    ),
    (
        "values: {share-owned: 100.1%}",
        "CX0504",
        "100.1%",
        "The value share-owned must be at most 100%, not '100.1%'.",
        "",
    ),
    (
        "values: {colour: blue}",
        "CX0504",
        "blue",
        "The value colour must be red, amber or green, not 'blue'.",
        "",
    ),
    (
        "values: {teams: {value: 3, by: me}}",
        "CX0517",
        "me",
        "There is no assessor 'me'.",
        "List them under 'assessors'.",
    ),
    (
        "ratings: {SWE.1.BP1: {rating: L, confidense: 4}}",
        "CX0502",
        "confidense",
        "Unknown key 'confidense' in the rating of SWE.1.BP1.",
        "Did you mean confidence?",
    ),
    (
        "ratings: {SWE.1.BP1: {rating: L, confidence: 6}}",
        "CX0504",
        "6",
        "'confidence' is a whole number from 1 to 5, not '6'.",
        "",
    ),
    ("view: cor", "CX0518", "cor", "There is no view 'cor'.", "Did you mean core?"),
]


@pytest.mark.parametrize(("body", "code", "under", "message", "hint"), UNFIT, ids=[row[0] for row in UNFIT])
def test_what_does_not_fit(body: str, code: str, under: str, message: str, hint: str) -> None:
    assert _of_fit(body + "\n") == [Told(code, under, message, hint)]


def test_a_model_that_asks_for_nothing() -> None:
    found = Assessment(
        "a",
        "small",
        view="v",
        judgements={"x": Judgement("x", "no", "lead", "so")},
        values={"v": Stated("v", "1")},
        ratings=(Given("SWE.1.BP1", "L", facets={"confidence": "1"}),),
    )
    assert [(each.code, each.hint) for each in check_against(found, SMALL, None)] == [
        ("CX0518", "small has no views."),
        ("CX0502", tell(check_against(found, SMALL, None))[1].hint),
        ("CX0532", "small has no judgements."),
        ("CX0517", "List them under 'assessors'."),
        ("CX0537", "small has no values."),
    ]


def test_the_days_of_a_waiver() -> None:
    waiver = Waiver("A", "L", "r", "b", date(2026, 10, 1), date(2027, 1, 31))
    days = [date(2026, 9, 30), date(2026, 10, 1), date(2027, 1, 31), date(2027, 2, 1)]
    assert [waiver.state(day) for day in days] == ["not-yet", "in-force", "in-force", "expired"]


def _of_fit(body: str) -> list[Told]:
    source = Source("a.yaml", HEAD + body)
    return tell(check_against(read(source.text), ASKS, source))
