"""How an assessment was done: what is said of consensus, status, weaknesses and the record."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cxrules.exchange.conducted import check_record
from cxrules.exchange.scope import expand_scope
from cxrules.text import Source
from tests.exchange.telling import HEAD, SMALL, Told, of_fit, read, tell

TEAM = "assessors: {lead: {role: lead}, co: {role: co-assessor}}\n"


def of_record(text: str, weakness_below: str | None = None) -> list[Told]:
    """Tell what the record of an assessment lacks."""
    source = Source("a.yaml", HEAD + text)
    assessment = read(HEAD + text)
    words = replace(SMALL, weakness_below=weakness_below)
    scope, _ = expand_scope(assessment, words, source)
    return tell(check_record(assessment, words, scope, source))


# ----------------------------------------------------------------------------------------- consensus


def test_a_rule_that_nobody_can_apply() -> None:
    (told,) = of_fit("consensus: lead-decides\nassessors: {a: {role: tester}}\n")
    assert told[:3] == ("CX0550", "lead-decides", "The lead decides, but no assessor has the role lead.")


def test_a_quorum_that_is_never_reached() -> None:
    (told,) = of_fit(TEAM + "consensus: {rule: lowest, quorum: 3}\n")
    assert told[:3] == ("CX0550", "3", "A quorum of 3 is never reached: there are 2 assessors.")


def test_a_rule_for_a_subject_that_is_not_there() -> None:
    (told,) = of_fit(TEAM + "consensus: {rule: lowest, SWE.1.BP9: highest}\n")
    assert told[:2] == ("CX0506", "SWE.1.BP9")
    (told,) = of_fit(TEAM + "consensus: {rul: lowest}\n")
    assert told.hint == "Did you mean rule?"


def test_consensus_is_no_assessor_and_needs_no_entry() -> None:
    text = 'ratings: {SWE.1.BP1: [{rating: L, by: lead}, {rating: P, by: consensus, because: "so"}]}\n'
    assert of_fit(TEAM + text) == []
    (told,) = of_fit(TEAM + "findings: {risk-handled: {answer: yes, by: consensus}}\n")
    assert told.code == "CX0517"


# -------------------------------------------------------------------------------------------- status


def test_what_is_consolidated_has_no_open_disagreement() -> None:
    text = TEAM + "ratings: {SWE.1.BP1: [{rating: L, by: lead}, {rating: P, by: co}]}\n"
    assert of_fit(text) == []
    (told,) = of_fit("status: consolidated\n" + text)
    assert told == Told(
        "CX0551",
        "SWE.1.BP1",
        "SWE.1.BP1 is still open, though the assessment is consolidated: the discussion is pending.",
        "It was rated L by lead and P by co. Add a rating by: consensus, or go back to status: draft.",
    )
    assert of_fit("status: consolidated\nconsensus: lowest\n" + text) == []


def test_a_rating_that_each_instance_replaces_may_stay_open() -> None:
    text = "status: consolidated\ninstances: {a: , b: }\n" + TEAM
    text += "ratings: {SWE.1.BP1: {instances: {a: L, b: [{rating: L, by: lead}, {rating: P, by: co}]}}}\n"
    (told,) = of_fit(text)
    assert told.message.startswith("SWE.1.BP1 is still open for b, though")


# ------------------------------------------------------------------------------- carried, weaknesses


def test_a_carried_rating_needs_what_it_was_carried_from() -> None:
    text = "ratings: {SWE.1.BP1: {rating: L, carried: true}, SWE.1.BP2: {rating: L, carried: true}}\n"
    (told,) = of_fit(text)
    assert told[:2] == ("CX0557", "SWE.1.BP1")
    assert of_fit("based-on: earlier\n" + text) == []


def test_a_low_rating_needs_a_weakness_where_the_model_wants_one() -> None:
    text = 'ratings: {SWE.1.BP1: P, SWE.1.BP2: F, SWE.1.BP3: {rating: P, weaknesses: ["x"]}}\n'
    assert of_record(text) == []
    (told,) = of_record(text, "F")
    assert told[:3] == ("CX0556", "P", "SWE.1.BP1 is rated P without a weakness.")


# --------------------------------------------------------------------------------------- ISO/IEC 33002

RECORDED = """\
date: 2026-11-20
purpose: Choose a supplier
sponsor: Purchasing
context: Body electronics
confidentiality: Both companies
plan: plan.pdf
independence: A
scope: [SWE.1]
assessors: {lead: {role: lead}, co: {role: co-assessor}}
evidence: {D: {kind: document}, I: {kind: interview}}
"""
RATED = "ratings: {SWE.1.PA.1.1: {rating: L, evidence: [D, I]}}\n"


def test_without_a_class_nothing_is_asked_for() -> None:
    assert of_record("purpose: Choose a supplier\n") == []


@pytest.mark.parametrize(
    ("key", "message"),
    [
        ("purpose", "state its purpose (4.4)"),
        ("sponsor", "name its sponsor (4.4)"),
        ("scope", "state its scope (4.4)"),
        ("context", "describe its context (4.4)"),
        ("confidentiality", "say what is confidential (4.4)"),
        ("plan", "have a plan (4.2.1)"),
        ("date", "be dated (4.5)"),
        ("assessors", "name a lead assessor (4.3)"),
        ("independence", "tell how independent its body, lead and members are (Annex A)"),
    ],
)
def test_each_missing_part_of_the_record_is_told(key: str, message: str) -> None:
    lines = [line for line in RECORDED.splitlines() if not line.startswith(f"{key}:")]
    (told,) = of_record("class: 3\n" + "\n".join(lines) + "\n" + RATED)
    assert told[:3] == ("CX0554", "3", f"ISO/IEC 33002 wants a class 3 assessment to {message}.")
    assert told.hint


def test_a_complete_record_of_class_3() -> None:
    assert of_record("class: 3\n" + RECORDED + RATED) == []


def test_members_need_a_category_only_where_there_are_any() -> None:
    text = RECORDED.replace("independence: A", "independence: {body: A, lead: B}")
    assert len(of_record("class: 3\n" + text + RATED)) == 1
    alone = text.replace(", co: {role: co-assessor}", "")
    assert of_record("class: 3\n" + alone + RATED) == []


@pytest.mark.parametrize(("number", "needed"), [(1, 4), (2, 2)])
def test_a_class_asks_for_instances_unless_there_are_no_more(number: int, needed: int) -> None:
    (told,) = of_record(f"class: {number}\n" + RECORDED + RATED)
    assert told.message.endswith(f"look at {needed} instances of each process (4.6).")
    assert of_record(f"class: {number}\nsampling: {{population: 1}}\n" + RECORDED + RATED) == []


def test_the_choice_of_instances_has_a_reason() -> None:
    text = "class: 2\ninstances: {a: , b: }\n" + RECORDED + RATED
    (told,) = of_record(text)
    assert told.message.endswith("say why its instances were chosen (4.6).")
    assert of_record(text + "sampling: The largest two\n") == []


def test_class_1_wants_two_assessors() -> None:
    text = "class: 1\nsampling: {population: 1}\n" + RECORDED.replace(", co: {role: co-assessor}", "")
    (told,) = of_record(text + RATED)
    assert told.message.endswith("have 2 assessors or more (4.6).")


@pytest.mark.parametrize(
    ("number", "evidence", "message"),
    [
        (1, "[D]", "The ratings of SWE.1 at level 1 rest on no interviews (ISO/IEC 33002, 4.6)."),
        (
            1,
            "[I]",
            (
                "The ratings of SWE.1 at level 1 rest on no documents, records or observations "
                "(ISO/IEC 33002, 4.6)."
            ),
        ),
        (1, "[]", "The ratings of SWE.1 at level 1 rest on no evidence (ISO/IEC 33002, 4.6)."),
        (2, "[]", "The ratings of SWE.1 at level 1 rest on no evidence (ISO/IEC 33002, 4.6)."),
        (2, "[D]", ""),
        (3, "[]", ""),
    ],
)
def test_a_class_asks_for_sources_of_evidence(number: int, evidence: str, message: str) -> None:
    text = f"class: {number}\nsampling: {{population: 1}}\n" + RECORDED
    found = of_record(text + f"ratings: {{SWE.1.PA.1.1: {{rating: L, evidence: {evidence}}}}}\n")
    assert [each.message for each in found] == ([message] if message else [])


def test_sources_are_asked_for_in_each_instance() -> None:
    text = "class: 2\ninstances: {a: , b: }\nsampling: All there are\n" + RECORDED
    text += "ratings: {SWE.1.PA.1.1: {instances: {a: {rating: L, evidence: D}, b: L}}}\n"
    (told,) = of_record(text)
    assert told[1:3] == (
        "SWE.1.PA.1.1",
        "The ratings of SWE.1 at level 1 in b rest on no evidence (ISO/IEC 33002, 4.6).",
    )


# ------------------------------------------------------------------------------------------ sampling


def test_a_sample_names_instances_and_capabilities_that_there_are() -> None:
    text = "instances: {a: }\nsampling: {subgroups: {rail: {units: 1, sampled: [a, b]}}, "
    found = of_fit(text + "support: {office: {serves: [SWE.99]}}}\n")
    assert [each[:2] for each in found] == [("CX0516", "office"), ("CX0516", "b"), ("CX0506", "SWE.99")]


def test_a_sample_that_is_too_small_is_told_at_its_subgroup() -> None:
    text = "instances: {a: }\nscope: [SWE.1]\nevidence: {D: {kind: document}, I: {kind: interview}}\n"
    text += "sampling: {subgroups: {rail: {units: 9, sampled: [a]}, road: {units: 1, sampled: [a]}}}\n"
    rated = ", ".join(
        f"{subject}: {{rating: F, evidence: [D, I]}}"
        for subject in SMALL.subjects
        if subject.startswith("SWE.1.") and SMALL.subjects[subject] != "attribute"
    )
    (told,) = of_record(text + f"ratings: {{{rated}}}\n")
    assert told[:3] == ("CX0555", "rail", "The subgroup rail has 1 of 2 units that its size asks for.")
