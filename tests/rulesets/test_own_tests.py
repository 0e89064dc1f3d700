"""The shipped packages pass their own tests, which see everything there is to see."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cxrules.workspace.packages import packages_below
from cxrules.workspace.shipped import shipped
from cxrules.workspace.testing import run_suite, suites_at

if TYPE_CHECKING:
    from pathlib import Path

    from cxrules.testkit.tally import Tally

PACKAGES = {
    f"{each.name}@{each.version}": each.root
    for each in packages_below(shipped("rulesets"))
    if each.kind != "mapping"
}


def tally(root: Path, *, mutants: bool = False) -> Tally:
    (suite,) = [each for each in suites_at(root) if each.root.samefile(root)]
    return run_suite(suite, mutants=mutants)


@pytest.mark.parametrize("name", PACKAGES)
def test_a_package_passes_its_own_tests(name: str) -> None:
    found = tally(PACKAGES[name])
    assert found.ran
    assert [each.message for each in found.problems if each.severity == "error"] == []
    assert [(each.case.title, each.failures[0].found) for each in found.failed] == []
    lacking = found.coverage.uncovered if found.coverage is not None else ()
    assert [(each.part.of, each.part.words, each.missing) for each in lacking] == []


def test_nothing_in_the_framework_could_change_unnoticed() -> None:
    """The other packages take too long for every run; `cxrules test rulesets/ --mutants` does them all."""
    found = tally(PACKAGES["iso-33020@2019.0.0"], mutants=True).mutants
    assert found is not None
    assert [(each.of, each.before, each.after) for each in found.unexplained] == []
