"""The published schema of how an assessment was done says what the reader does."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, strategies as st
from pydantic import ValidationError

from cxrules.diagnostics import has_errors
from cxrules.exchange import about, audiences, consensus, sampling, signoff
from cxrules.exchange.assessment import PROCESS_KEYS, read_assessment
from cxrules.exchange.formats import process
from cxrules.exchange.formats.assessment import AssessmentFile
from cxrules.exchange.formats.base import Strict  # noqa: TC001  # beside its neighbours
from cxrules.text import Source
from tests.strategies.process import PROCESS

HEAD = {"cxrules": 1, "assessment": "a", "model": "m"}


def keys(part: type[Strict]) -> set[str]:
    return {field.alias or name for name, field in part.model_fields.items()}


def test_the_keys_are_the_same() -> None:
    assert keys(process.Process) == set(PROCESS_KEYS) == set(PROCESS)
    assert keys(process.OneRule) == set(consensus.CONSENSUS_KEYS)
    assert keys(process.Independence) == set(about.INDEPENDENT)
    assert keys(process.Confidentiality) == set(about.CONFIDENTIALITY_KEYS)
    assert keys(process.LogEntry) == set(about.LOG_KEYS)
    assert keys(process.Sampling) == set(sampling.SAMPLING_KEYS)
    assert keys(process.Subgroup) == set(sampling.SUBGROUP_KEYS)
    assert keys(process.Support) == set(sampling.SUPPORT_KEYS)
    assert keys(process.Audience) == set(audiences.AUDIENCE_KEYS)
    assert keys(process.SignOff) == set(signoff.SIGN_OFF_KEYS)


@given(st.fixed_dictionaries({}, optional=PROCESS))
def test_reader_and_schema_take_the_same(tree: dict[str, Any]) -> None:
    AssessmentFile.model_validate({**HEAD, **tree})
    _, found = read_assessment(Source("a.json", json.dumps({**HEAD, **tree})))
    assert not has_errors(found), found


REFUSED: list[dict[str, Any]] = [
    {"class": 4},
    {"independence": "E"},
    {"independence": ["A"]},
    {"independence": {"team": "A"}},
    {"purpose": ["a"]},
    {"sponsor": {"name": ["a"]}},
    {"confidentiality": {"keys": ["ratings"]}},
    {"sampling": ["a"]},
    {"sampling": {"projects": 2}},
    {"sampling": {"subgroups": {"rail": {}}}},
    {"sampling": {"subgroups": {"rail": None}}},
    {"sampling": {"support": {"qa": {"serves": {"a": "b"}}}}},
    {"log": "kick-off"},
    {"log": [{"date": "2026-11-20"}]},
    {"log": [["a"]]},
    {"consensus": "lead"},
    {"consensus": ["majority"]},
    {"consensus": {"tie": "highest"}},
    {"consensus": {"SWE.1": "lead"}},
    {"audiences": ["customer"]},
    {"audiences": {"customer": {"sees": ["all"]}}},
    {"signed-off": {"by": "lead"}},
    {"signed-off": ["lead"]},
    {"signed-off": [{"by": "lead"}]},
    {"signed-off": [{"by": "lead", "digest": "sha256:1"}]},
    {"based-on": ["a"]},
]


@pytest.mark.parametrize("mistake", REFUSED, ids=json.dumps)
def test_reader_and_schema_refuse_the_same(mistake: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        AssessmentFile.model_validate({**HEAD, **mistake})
    _, found = read_assessment(Source("a.json", json.dumps({**HEAD, **mistake})))
    assert has_errors(found)
