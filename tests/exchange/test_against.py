"""An assessment held against a model: every strange name is told at its place, with the near one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, strategies as st

from cxrules.exchange.against import check_against
from cxrules.exchange.assessment import read_assessment
from cxrules.exchange.scope import expand_scope
from cxrules.model.assessment import Assessment, Finding, Given
from cxrules.text import Source
from tests.exchange.telling import HEAD, SMALL, Told, of_fit, read, tell

FITS = """\
date: 2026-11-20
method: R2
target: {SWE.1: 2, SYS.2: 0}
scope: [base, SWE.1 .. SWE.3]
up-to-level: 2
assessors: {lead: {role: lead}}
instances: {x: }
evidence: {E1: {kind: document, date: 2026-11-20}}
ratings:
  SWE.1.BP1: {rating: L, causes: [links-missing], evidence: [E1], by: lead}
  SWE.1.PA.2.1: F
  SWE.1.GP.2.1.1: N
  SWE.2.BP1: {instances: {x: P}}
  SYS.2: {not-applicable: "no system"}
findings: {risk-handled: {answer: yes, subjects: [SYS.2], evidence: E1, by: lead}}
deviations: {SWE.1.RL.1: {reason: "agreed", subjects: [SWE.1], by: lead}, align.qa: {reason: "agreed"}}
"""


def test_what_fits() -> None:
    assert of_fit(FITS) == []
    assert of_fit("target: oem\n") == []


def test_evidence_without_a_rating_needs_a_criterion_that_the_model_rates() -> None:
    text = "evidence: {E1: {kind: document}}\nratings: {SWE.1.BP1: {evidence: [E1]}}\n"
    assessment = read(HEAD + text)
    (found,) = check_against(assessment, SMALL, None)
    assert (found.code, found.message) == ("CX0503", "The rating of SWE.1.BP1 lacks 'rating'.")
    assert check_against(assessment, replace(SMALL, computed={"SWE.1.BP1"}), None) == []


def test_evidence_without_a_rating_must_exist() -> None:
    assessment = read(HEAD + "ratings: {SWE.1.BP1: {evidence: [E1]}}\n")
    found = check_against(assessment, replace(SMALL, computed={"SWE.1.BP1"}), None)
    assert [each.code for each in found] == ["CX0508"]


RATINGS = "The ratings are N, P, L and F."
MISTAKES = [
    ("method: R3", "CX0518", "R3", "There is no method 'R3'.", "Did you mean R2?"),
    ("method: other", "CX0518", "other", "There is no method 'other'.", "Known here: R2 and M1."),
    ("target: oen", "CX0518", "oen", "There is no target 'oen'.", "Did you mean oem?"),
    ("target: {SWE.9: 1}", "CX0506", "SWE.9", "There is no capability 'SWE.9'.", "Did you mean SWE.1?"),
    (
        "target: {SWE.1.BP1: 1}",
        "CX0506",
        "SWE.1.BP1",
        "SWE.1.BP1 is a criterion; a capability is wanted here.",
        "Did you mean SWE.1?",
    ),
    ("target: {SWE.1: 3}", "CX0303", "3", "small has no level 3.", "The levels are 0, 1 and 2."),
    ("up-to-level: 3", "CX0303", "3", "small has no level 3.", "The levels are 0, 1 and 2."),
    (
        "ratings: {SWE.1.BP4: L}",
        "CX0506",
        "SWE.1.BP4",
        "SWE.1 has no criterion or attribute 'BP4'.",
        "Did you mean SWE.1.BP1? SWE.1 has BP1, BP2 and BP3.",
    ),
    (
        "ratings: {SWE.1.PA.2.3: L}",
        "CX0506",
        "SWE.1.PA.2.3",
        "SWE.1 has no criterion or attribute 'PA.2.3'.",
        "Did you mean SWE.1.PA.2.1? SWE.1 has PA.1.1, PA.2.1 and PA.2.2.",
    ),
    (
        "ratings: {SWE.10.nothing-like-it: L}",
        "CX0506",
        "SWE.10.nothing-like-it",
        "SWE.10 has no criterion or attribute 'nothing-like-it'.",
        "SWE.10 has BP1, BP2 and BP3.",
    ),
    (
        "ratings: {SEW.1.BP1: L}",
        "CX0506",
        "SEW.1.BP1",
        "There is no subject 'SEW.1.BP1'.",
        "Did you mean SWE.1.BP1?",
    ),
    (
        "ratings: {quality: L}",
        "CX0506",
        "quality",
        "There is no subject 'quality'.",
        "small has SYS.1, SYS.2, SWE.1, SWE.2, SWE.3 and SWE.10.",
    ),
    (
        "ratings: {SWE.1: F}",
        "CX0529",
        "F",
        "SWE.1 is rated by its criteria and attributes, not by itself.",
        'Of a capability only not-applicable: "a reason" can be said.',
    ),
    (
        "ratings: {SWE.1.BP1: l}",
        "CX0507",
        "l",
        "'l' is not a rating of this model.",
        f"Did you mean L? {RATINGS}",
    ),
    ("ratings: {SWE.1.BP1: 85%}", "CX0507", "85%", "'85%' is not a rating of this model.", RATINGS),
    ("ratings: {SWE.1.BP1: ''}", "CX0507", "''", "'' is not a rating of this model.", RATINGS),
    (
        "ratings: {SWE.1.BP1: {rating: P+}}",
        "CX0523",
        "P+",
        "The rating P+ cannot be given here: the method R2 uses the scale nplf.",
        RATINGS,
    ),
    (
        "evidence: {E1: {kind: document}}\nratings: {SWE.1.BP1: {rating: L, evidence: [E1, E11]}}",
        "CX0508",
        "E11",
        "There is no evidence 'E11'.",
        "Did you mean E1?",
    ),
    (
        "ratings: {SWE.1.BP1: {rating: L, evidence: E1}}",
        "CX0508",
        "E1",
        "There is no evidence 'E1'.",
        "List it under 'evidence'.",
    ),
    (
        "ratings: {SWE.1.BP1: {rating: L, causes: [link-missing]}}",
        "CX0514",
        "link-missing",
        "There is no cause 'link-missing'.",
        "Did you mean links-missing?",
    ),
    (
        "ratings: {SWE.1.BP1: {rating: L, by: lead}}",
        "CX0517",
        "lead",
        "There is no assessor 'lead'.",
        "List them under 'assessors'.",
    ),
    (
        "ratings: {SWE.1.BP1: {instances: {x: L}}}",
        "CX0516",
        "x",
        "There is no instance 'x'; none is declared.",
        "List it under 'instances'.",
    ),
    (
        "instances: {platform: }\nratings: {SWE.1.BP1: {instances: {plattform: L}}}",
        "CX0516",
        "plattform",
        "There is no instance 'plattform'.",
        "Did you mean platform?",
    ),
    (
        "findings: {risk-handeld: yes}",
        "CX0513",
        "risk-handeld",
        "There is no finding 'risk-handeld'.",
        "Did you mean risk-handled?",
    ),
    (
        "findings: {risk-handled: {answer: no, subjects: [SYS.7]}}",
        "CX0506",
        "SYS.7",
        "There is no subject 'SYS.7'.",
        "Did you mean SYS.1?",
    ),
    (
        "findings: {risk-handled: {answer: no, evidence: E7}}",
        "CX0508",
        "E7",
        "There is no evidence 'E7'.",
        "List it under 'evidence'.",
    ),
    (
        "deviations: {SWE.1.RL.2: {reason: why}}",
        "CX0515",
        "SWE.1.RL.2",
        "There is no rule 'SWE.1.RL.2'.",
        "Did you mean SWE.1.RL.1?",
    ),
    (
        "deviations: {SWE.1.RL.1: {reason: why, subjects: SWE.2}}",
        "CX0515",
        "SWE.2",
        "SWE.1.RL.1 says nothing about SWE.2.",
        "It is about SWE.1.PA.1.1.",
    ),
    (
        "deviations: {SWE.1.RL.1: {reason: why, by: me}}",
        "CX0517",
        "me",
        "There is no assessor 'me'.",
        "List them under 'assessors'.",
    ),
    (
        "date: 2026-11-20\nevidence: {E1: {kind: record, date: 2026-11-21}}",
        "CX0527",
        "2026-11-21",
        "E1 is dated 2026-11-21, after the assessment (2026-11-20).",
        "",
    ),
    (
        "up-to-level: 1\nratings: {SWE.1.PA.1.1: F, SWE.1.PA.2.1: F}",
        "CX0526",
        "SWE.1.PA.2.1",
        "SWE.1.PA.2.1 is at level 2, above the levels that were assessed (up to 1).",
        "Raise up-to-level, or leave the rating out; what counts it as well is open then.",
    ),
    (
        "scope: [SWE.1.BP1]",
        "CX0506",
        "SWE.1.BP1",
        "SWE.1.BP1 is a criterion; a capability is wanted here.",
        "Did you mean SWE.1?",
    ),
    ("scope: [SWE.1, bas]", "CX0518", "bas", "There is no capability or scope 'bas'.", "Did you mean base?"),
    (
        "scope: all of it",
        "CX0518",
        "all of it",
        "There is no capability or scope 'all of it'.",
        "Write an id, a range such as A.1 .. A.6, or the name of a scope.",
    ),
    (
        "scope: [SWE.1 .. SWE.30]",
        "CX0506",
        "SWE.1 .. SWE.30",
        "There is no capability 'SWE.30'.",
        "Did you mean SWE.3?",
    ),
    (
        "scope: [SYS.1 .. SWE.3]",
        "CX0206",
        "SYS.1 .. SWE.3",
        "A range stays within one family; SYS.1 and SWE.3 are of two.",
        "Write two ranges.",
    ),
    (
        "scope: [SWE.3 .. SWE.1]",
        "CX0206",
        "SWE.3 .. SWE.1",
        "SWE.3 comes after SWE.1.",
        "Did you mean SWE.1 .. SWE.3?",
    ),
]


@pytest.mark.parametrize(
    ("text", "code", "under", "message", "hint"), MISTAKES, ids=[row[0] for row in MISTAKES]
)
def test_one_mistake(text: str, code: str, under: str, message: str, hint: str) -> None:
    assert of_fit(text + "\n") == [Told(code, under, message, hint)]


def test_everything_is_told_in_one_run() -> None:
    found = of_fit("method: x\nscope: y\nratings: {SWE.1.BP1: G, Z: L}\nfindings: {f: yes}\n")
    assert sorted(one.code for one in found) == ["CX0506", "CX0507", "CX0513", "CX0518", "CX0518"]


def test_a_finding_may_be_narrowed_to_a_criterion() -> None:
    assert of_fit("findings: {risk-handled: {answer: yes, subjects: [SYS.2.BP1, SWE.1.GP.2.1.1]}}\n") == []


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        ("[SWE.1 .. SWE.3]", ("SWE.1", "SWE.2", "SWE.3")),
        ("[SWE.2..SWE.10]", ("SWE.2", "SWE.3", "SWE.10")),
        ("SWE.3", ("SWE.3",)),
        ("[SWE.2, base, SWE.2]", ("SYS.2", "SWE.1", "SWE.2")),
        ("[SYS.1 .. SYS.1]", ("SYS.1",)),
        ("[]", ()),
        ("", None),
    ],
)
def test_scopes(scope: str, expected: tuple[str, ...] | None) -> None:
    assert expand_scope(read(HEAD + f"scope: {scope}\n"), SMALL) == (expected, [])


def test_an_assessment_that_a_program_built_has_no_places() -> None:
    built = Assessment(
        "a",
        "small",
        scope=("SWE.9",),
        ratings=(Given("SWE.1.BP9", "L", evidence=("E1",), causes=("c",)),),
        findings={"f": Finding("f", "yes", ("Z",))},
    )
    found = check_against(built, SMALL, None)
    assert [one.code for one in found] == ["CX0518", "CX0506", "CX0508", "CX0514", "CX0513", "CX0506"]
    assert {(one.source, one.span) for one in found} == {(None, None)}


names = (
    st.sampled_from([*SMALL.subjects, "x", "SWE.1.", ".", "SWE.1.BP1.x", "..", "lead", "L", "P+", ""])
    | st.text()
)


@given(st.dictionaries(names, names, max_size=4), st.lists(names, max_size=4), st.dictionaries(names, names))
def test_no_assessment_crashes(ratings: dict[str, str], scope: list[str], findings: dict[str, str]) -> None:
    import json

    tree = {
        "cxrules": 1,
        "assessment": "a",
        "model": "m",
        "ratings": ratings,
        "scope": scope,
        "findings": findings,
    }
    source = Source("a.json", json.dumps(tree))
    found, _ = read_assessment(source)
    if found is not None:
        assert tell(check_against(found, SMALL, source)) is not None
