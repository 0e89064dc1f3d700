"""cxrules against the conformance cases: the same levels, ratings, outcomes and reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cxrules import api
from tests.conformance.corpus import Case, cases
from tests.conformance.running import Runner, differences, unnamed

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def runner(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Runner]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CXRULES_CACHE", "off")
        yield Runner(tmp_path_factory.mktemp("conformance"))


def _name(case: Case) -> str:
    return str(case["id"])


def _evaluated() -> list[Case]:
    return [case for case in cases() if not case["expect"].get("refused")]


def _refused() -> list[Case]:
    return [case for case in cases() if case["expect"].get("refused")]


def _explained() -> list[Case]:
    return [case for case in cases() if "because" in case["expect"]]


@pytest.mark.parametrize("case", _evaluated(), ids=_name)
def test_result(case: Case, runner: Runner) -> None:
    assert differences(case["expect"], runner.evaluate(case).result()) == [], case["about"]


@pytest.mark.parametrize("case", _explained(), ids=_name)
def test_explanation(case: Case, runner: Runner) -> None:
    assert unnamed(runner.evaluate(case), case["expect"]["because"]) == [], case["about"]


@pytest.mark.parametrize("case", _refused(), ids=_name)
def test_refusal(case: Case, runner: Runner) -> None:
    with pytest.raises(api.CxrulesError) as refused:
        runner.evaluate(case)
    assert refused.value.diagnostics
