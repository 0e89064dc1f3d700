"""The shipped models under every method and both readings."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

from cxrules.diagnostics import has_errors
from cxrules.plan.serial import from_data
from cxrules.semantics import compile_plan
from cxrules.workspace.loading import load
from cxrules.workspace.locate import find_model
from tests.semantics.small import analysed

if TYPE_CHECKING:
    from pathlib import Path

    from cxrules.semantics import Analysis


@cache
def _automotive_spice() -> Analysis:
    root, _ = find_model("automotive-spice")
    assert root is not None
    loaded = load(root)
    assert loaded.analysis is not None
    assert not has_errors(loaded.diagnostics)
    return loaded.analysis


@pytest.mark.parametrize("reading", ["audit", "derive"])
def test_automotive_spice_compiles_under_every_method(reading: str) -> None:
    analysis = _automotive_spice()
    assert len(analysis.ruleset.methods) > 3
    for name in analysis.ruleset.methods:
        plan = from_data(compile_plan(analysis, name, reading))
        assert (plan.method, plan.reading) == (name, reading)
        assert len(plan.capabilities) == 32


def test_operands_come_before_what_is_made_of_them() -> None:
    plan = from_data(compile_plan(_automotive_spice(), reading="derive"))
    assert all(arg < place for place, (_, args, _, _) in enumerate(plan.nodes) for arg in args)


def test_the_first_method_is_the_default() -> None:
    analysis = _automotive_spice()
    assert compile_plan(analysis)["method"][0] == next(iter(analysis.ruleset.methods))


def test_a_method_that_is_not_there_is_refused() -> None:
    with pytest.raises(KeyError):
        compile_plan(_automotive_spice(), "no-such-method")


def test_a_model_with_errors_has_no_plan(tmp_path: Path) -> None:
    analysis, found = analysed(tmp_path, 'capability A "One" in NOWHERE')
    assert [each.code for each in found] == ["CX0201"]
    with pytest.raises(ValueError, match="a model with errors has no plan"):
        compile_plan(analysis)


def test_ratings_of_another_scale_are_refused_with_a_reason(tmp_path: Path) -> None:
    analysis, _ = analysed(tmp_path, 'capability A "One" { criterion 1 "First" }')
    plain = compile_plan(analysis, "R2")["scale"]
    refined = compile_plan(analysis, "R2-refined")["scale"]
    assert plain[1] == ["N", "P", "L", "F"]
    assert plain[2] == dict.fromkeys(["P-", "P+", "L-", "L+"], "it belongs to the scale nplf6; R2 uses nplf")
    assert refined[1] == ["N", "P-", "P+", "L-", "L+", "F"]
    assert refined[2] == dict.fromkeys(["P", "L"], "it belongs to the scale nplf; R2-refined uses nplf6")


def test_the_digest_follows_the_text(tmp_path: Path) -> None:
    first, _ = analysed(tmp_path, 'capability A "One"')
    again, _ = analysed(tmp_path, 'capability A "One"')
    other, _ = analysed(tmp_path, 'capability A "Two"')
    assert first.digest == again.digest
    assert first.digest != other.digest
