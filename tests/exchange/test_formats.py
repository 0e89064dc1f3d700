"""The published schemas say what the reader does: the same keys, the same words, the same files taken."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, strategies as st
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from cxrules.diagnostics import diagnose, has_errors
from cxrules.diagnostics.json import render
from cxrules.exchange import (
    assessment,
    evidence,
    findings,
    header,
    judgements,
    people,
    stated_values,
    tables,
    waivers,
)
from cxrules.exchange.assessment import read_assessment
from cxrules.exchange.formats import FORMATS, assessment as published, names, schema
from cxrules.exchange.formats.assessment import AssessmentFile
from cxrules.exchange.formats.cases import CaseFile
from cxrules.exchange.formats.diagnostics import DiagnosticList
from cxrules.model import vocabulary
from cxrules.text import Source, Span
from tests.strategies.process import PROCESS

if TYPE_CHECKING:
    from pathlib import Path

    from cxrules.exchange.formats.base import Strict


def keys(*parts: type[Strict]) -> set[str]:
    return {field.alias or name for part in parts for name, field in part.model_fields.items()}


def test_the_keys_are_the_same() -> None:
    assert keys(AssessmentFile) == set(assessment.KEYS)
    assert keys(published.Assessor) == set(people.ASSESSOR_KEYS)
    assert keys(published.Instance) == set(people.INSTANCE_KEYS)
    assert keys(published.Evidence) == set(evidence.EVIDENCE_KEYS)
    assert keys(published.Rated, published.NotApplicable) == set(vocabulary.RATING_KEYS)
    assert keys(published.Finding) == set(findings.FINDING_KEYS)
    assert keys(published.Judgement) == set(judgements.JUDGEMENT_KEYS)
    assert keys(published.Waiver) == set(waivers.WAIVER_KEYS)
    assert keys(published.StatedValue) == set(stated_values.VALUE_KEYS)
    assert keys(published.TableFile) == set(tables.TABLE_KEYS)
    assert keys(published.Deviation) == set(findings.DEVIATION_KEYS)


def test_the_words_are_the_same() -> None:
    properties = schema("assessment")["properties"]
    assert properties["reading"]["anyOf"][0]["enum"] == list(header.READINGS)
    assert properties["status"]["anyOf"][0]["enum"] == list(header.STATUSES)
    assert properties["cxrules"]["const"] == int(header.VERSION)


@pytest.mark.parametrize("name", names())
def test_every_schema_is_one(name: str) -> None:
    Draft202012Validator.check_schema(schema(name))
    assert schema(name)["description"]


def test_an_unknown_format() -> None:
    with pytest.raises(KeyError):
        schema("other")


text = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=5)
maybe = st.none() | text
plain = maybe | st.integers(-9, 9) | st.floats(-9, 9) | st.booleans()
words = st.none() | text | st.lists(text, max_size=2)
reason = text.filter(lambda word: word.strip() and word not in {"true", "false", "yes", "no"})
said = {
    "causes": words,
    "evidence": words,
    "note": maybe,
    "strengths": words,
    "weaknesses": words,
    "confidential": st.none() | st.booleans(),
    "carried": st.none() | st.booleans(),
    "approved-by": maybe,
}
one = (
    st.none()
    | text
    | st.fixed_dictionaries({"rating": maybe}, optional={**said, "by": maybe, "confidence": plain})
    | st.fixed_dictionaries({"not-applicable": reason}, optional={**said, "by": maybe})
)
several = st.lists(
    st.fixed_dictionaries({"rating": text, "by": text}), max_size=3, unique_by=lambda item: item["by"]
)
rating = (
    one | several | st.fixed_dictionaries({"instances": st.dictionaries(text, one | several, max_size=2)})
)
day = st.dates().map(str)
level = st.integers(0, 9)
answer = st.sampled_from(["yes", "no", "open"])
finding = (
    answer
    | st.none()
    | st.fixed_dictionaries(
        {"answer": answer}, optional={"subjects": words, "evidence": words, "by": maybe, "note": maybe}
    )
)
deviation = reason | st.fixed_dictionaries({"reason": reason}, optional={"by": maybe, "subjects": words})
hidden = {"confidential": st.none() | st.booleans()}
judgement = st.fixed_dictionaries(
    {"answer": reason, "by": reason, "because": reason}, optional={"evidence": words, **hidden}
)
waiver = st.fixed_dictionaries(
    {
        "rating": reason,
        "reason": reason,
        "approved-by": reason,
        "from": st.dates(max_value=date(2026, 1, 1)).map(str),
        "until": st.dates(date(2026, 1, 1)).map(str),
    },
    optional=hidden,
)
weight = st.integers(1, 99) | st.sampled_from([0.5, 1.25]) | st.sampled_from(["2/3", "7", "0.1"])
assessments = st.fixed_dictionaries(
    {"cxrules": st.just(1), "assessment": text, "model": text},
    optional={
        "title": maybe,
        "date": day,
        "reading": st.sampled_from(header.READINGS),
        "status": st.sampled_from(header.STATUSES),
        "method": maybe,
        "up-to-level": level,
        "target": maybe | st.dictionaries(text, level, max_size=2),
        "scope": words,
        "assessors": st.dictionaries(
            text, st.none() | st.fixed_dictionaries({}, optional={"role": maybe, "name": maybe})
        ),
        "instances": st.dictionaries(
            text,
            st.none() | st.fixed_dictionaries({}, optional={"weight": weight, "title": maybe}),
            max_size=2,
        ),
        "evidence": st.dictionaries(
            text,
            st.fixed_dictionaries(
                {},
                optional={
                    "kind": maybe,
                    "title": maybe,
                    "ref": maybe,
                    "sha256": maybe,
                    "date": day,
                    "role": maybe,
                    "note": maybe,
                    "by": maybe,
                    "independent": st.none() | st.booleans() | st.sampled_from(["yes", "no"]),
                    "valid-until": day,
                    "state": maybe,
                },
            ),
            max_size=2,
        ),
        "ratings": st.dictionaries(text, rating, max_size=3),
        "findings": st.dictionaries(text, finding, max_size=2),
        "deviations": st.dictionaries(
            text, deviation | st.lists(deviation, min_size=1, max_size=2), max_size=2
        ),
        "profile": maybe,
        "view": maybe,
        "judgements": st.dictionaries(text, st.none() | judgement, max_size=2),
        "waivers": st.dictionaries(text, st.none() | waiver | st.lists(waiver, max_size=2), max_size=2),
        "values": st.dictionaries(
            text,
            plain
            | st.fixed_dictionaries(
                {"value": plain}, optional={"by": maybe, "evidence": words, "note": maybe, **hidden}
            ),
            max_size=2,
        ),
        **PROCESS,
    },
)
VALIDATOR = Draft202012Validator(schema("assessment"))


@given(assessments)
def test_reader_and_schema_take_the_same_assessments(tree: dict[str, Any]) -> None:
    AssessmentFile.model_validate(tree)
    assert VALIDATOR.is_valid(tree)
    _, found = read_assessment(Source("a.json", json.dumps(tree)))
    assert not has_errors(found), found


REFUSED: list[dict[str, Any]] = [
    {"titel": "x"},
    {"cxrules": 2},
    {"model": None},
    {"reading": "read"},
    {"status": 1},
    {"date": "20.11.2026"},
    {"up-to-level": -1},
    {"target": {"A": "two"}},
    {"scope": {"a": "b"}},
    {"assessors": ["a"]},
    {"instances": {"a": {"weight": 0}}},
    {"evidence": {"E": "x"}},
    {"ratings": {"A": {"by": "x"}}},
    {"ratings": {"A": {"rating": "L", "confidential": "yes"}}},
    {"ratings": {"A": {"rating": "L", "not-applicable": "x"}}},
    {"ratings": {"A": {"not-applicable": ""}}},
    {"ratings": {"A": {"instances": {}, "note": "x"}}},
    {"ratings": {"A": [["L"]]}},
    {"findings": {"f": "maybe"}},
    {"deviations": {"r": {"by": "x"}}},
    {"waivers": ["x"]},
    {"waivers": {"A": "L"}},
    {"waivers": {"A": {"rating": "L", "reason": "r", "approved-by": "b", "from": "2026-01-01"}}},
    {"judgements": {"A.x": "no"}},
    {"judgements": {"A.x": {"answer": "no", "by": "x", "because": " "}}},
    {"values": {"v": ["1"]}},
    {"values": {"v": {"by": "x"}}},
    {"evidence": {"E": {"independent": "maybe"}}},
    {"ratings": {"A": {"rating": "L", "confidence": [4]}}},
]


@pytest.mark.parametrize("mistake", REFUSED, ids=json.dumps)
def test_reader_and_schema_refuse_the_same_mistakes(mistake: dict[str, Any]) -> None:
    tree = {"cxrules": 1, "assessment": "a", "model": "m", **mistake}
    with pytest.raises(ValidationError):
        AssessmentFile.model_validate(tree)
    assert not VALIDATOR.is_valid(tree)
    _, found = read_assessment(Source("a.json", json.dumps(tree)))
    assert has_errors(found)


def test_diagnostics_fit_their_format() -> None:
    source = Source("a.yaml", "a: b\n")
    found = [diagnose("CX0502", "Unknown.", source, Span(0, 1), "Known."), diagnose("CX0522", "Not text.")]
    DiagnosticList.model_validate_json(render(found))


def test_the_conformance_cases_fit_their_format(project: Path) -> None:
    files = sorted((project / "tests" / "conformance" / "cases").glob("*.json"))
    assert files
    for file in files:
        CaseFile.model_validate_json(file.read_text("utf-8"))


def test_every_format_is_listed() -> None:
    assert names() == tuple(FORMATS)
    assert {"assessment", "result", "explanation", "model", "diagnostics", "cases"} <= set(names())
