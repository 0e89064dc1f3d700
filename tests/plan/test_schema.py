"""A plan is written in its published form."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cxrules.exchange.formats.plan import Plan
from cxrules.semantics import compile_plan
from cxrules.workspace.loading import load
from cxrules.workspace.shipped import shipped


@pytest.mark.parametrize("reading", ["audit", "derive"])
@pytest.mark.parametrize("method", ["R2", "mean", "matrix-weighted-mean", "percent-mean-refined"])
def test_a_plan_fits_its_schema(method: str, reading: str) -> None:
    loaded = load(Path(shipped("rulesets")) / "automotive-spice")
    assert loaded.analysis is not None
    written = json.dumps(compile_plan(loaded.analysis, method, reading))
    assert Plan.model_validate_json(written).model[0] == "automotive-spice"
