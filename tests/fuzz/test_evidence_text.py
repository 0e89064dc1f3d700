"""No evidence text brings the reader or the engine down."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from cxrules import api
from cxrules.diagnostics import Diagnostic, has_errors, text as as_text
from cxrules.engine import evaluate
from cxrules.engine.because import explain
from cxrules.exchange.assessment import read_assessment
from cxrules.exchange.document import decode
from cxrules.exchange.ratings_table import read_ratings_table
from cxrules.text import Source
from cxrules.workspace.assessing import check_assessment
from tests.fuzz.mutating import mutated

SMALL = """cxrules: 1
assessment: small
title: "A small one"
model: automotive-spice@4.0
date: 2026-11-20
reading: audit
method: R2
target: {SWE.1: 2, SUP.1: 1}
scope: [SWE.1 .. SWE.3, SUP.1, plug-in-sys]
up-to-level: 3
assessors: {lead: {role: lead}, co: {role: co-assessor}}
instances: {platform: {weight: 2}, app: {weight: 1}}
evidence:
  E1: {kind: document, title: SRS 2.3, ref: docs/srs.pdf, date: 2026-09-01}
  I3: {kind: interview, role: developer, date: 2026-11-18}
ratings:
  SWE.1.BP1: L
  SWE.1.BP3: {rating: P, causes: [feasibility-missing], evidence: [E1, I3], by: lead, note: "…"}
  SWE.1.PA.2.1: F
  SWE.1.BP2: [{rating: L, by: lead}, {rating: P, by: co}]
  SWE.2.PA.1.1: {instances: {platform: F, app: L}}
  SWE.3: {not-applicable: "no units", approved-by: lead}
  SUP.1.BP3: P
  SUP.1.PA.1.1: F
deviations:
  SUP.1.RL.3: {reason: "…", by: lead}
"""
EXAMPLE = Path(__file__).parents[2] / "examples" / "brake-ecu" / "assessment.yaml"
TABLE = (
    'subject,rating,instance,assessor,evidence,causes,note\nSWE.1.BP1,F,,,,,\nSWE.1.BP2,L,,lead,,,"a, b"\n'
)
MANY = 3 * settings().max_examples
WORDS = sorted({word for word in SMALL.replace(",", " ").split() if len(word) < 30})


@pytest.fixture(scope="module")
def model() -> api.Model:
    return api.load("automotive-spice")


def _told(problems: list[Diagnostic]) -> None:
    for problem in problems:
        assert problem.message
        if problem.source is not None and problem.span is not None:
            assert 0 <= problem.span.start <= problem.span.end <= len(problem.source.text)
    assert as_text.render(problems) is not None


def _evaluated(text: str, model: api.Model) -> None:
    source = Source("fuzz.yaml", text)
    assessment, problems = read_assessment(source)
    _told(problems)
    if assessment is None:
        assert has_errors(problems)
        return
    scope, found = check_assessment(assessment, source, model.plan)
    _told(found)
    if has_errors([*problems, *found]):
        return
    evaluation = evaluate(model.plan, assessment, scope, problems, source)
    result = evaluation.result()
    for capability in result["capabilities"]:
        if capability["level"] is not None:
            assert capability["level"] <= capability["possible"]
    for name in evaluation.levels():
        assert explain(evaluation, name).sentence


@settings(max_examples=MANY, suppress_health_check=[HealthCheck.too_slow])
@given(text=mutated([SMALL, SMALL, EXAMPLE.read_text("utf-8")], WORDS))
def test_almost_right_yaml(text: str, model: api.Model) -> None:
    _evaluated(text, model)


@given(text=st.text(max_size=200))
def test_any_text(text: str, model: api.Model) -> None:
    _evaluated(text, model)


@given(text=mutated([TABLE], ["subject", "rating", "SWE.1.BP1", "F", "L", "instance", ";", "\t", '"']))
def test_almost_right_tables(text: str) -> None:
    assessment, problems = read_ratings_table(Source("fuzz.csv", text), "automotive-spice")
    _told(problems)
    assert assessment is not None or has_errors(problems)


@given(st.binary(max_size=200))
def test_any_bytes(data: bytes) -> None:
    found = decode("fuzz.yaml", data)
    if isinstance(found, Source):
        read_assessment(found)
    else:
        _told([found])
