"""Every family of published models can be written: its model checks clean, and its tests notice every change.

A folder is a family: a small model of our own making in the shape of its kind, and tests in the language. A
test that would pass without the feature it is about lets a mutant live, and then this fails.
"""

from pathlib import Path

import pytest

from cxrules import api
from cxrules.workspace.testing import Suite, run_suite, suites_at

HERE = Path(__file__).resolve().parent
FAMILIES = sorted(path.parent.name for path in HERE.glob("*/model.cxr"))


def _suite(family: str) -> Suite:
    (suite,) = suites_at(HERE / family)
    return suite


def test_there_are_families() -> None:
    assert len(FAMILIES) >= 12


@pytest.mark.parametrize("family", FAMILIES)
def test_a_family_checks_clean(family: str) -> None:
    assert [(each.code, each.message) for each in api.check(HERE / family)] == []


@pytest.mark.parametrize("family", FAMILIES)
def test_its_tests_pass_cover_all_and_notice_every_change(family: str) -> None:
    tally = run_suite(_suite(family), mutants=True)
    assert [failure.expected for each in tally.ran for failure in each.failures] == []
    assert list(tally.problems) == []
    assert tally.coverage is not None
    assert [f"{each.part.words}: {each.missing}" for each in tally.coverage.uncovered] == []
    assert tally.mutants is not None
    assert [f"{each.before} -> {each.after}" for each in tally.mutants.unexplained] == []


@pytest.mark.parametrize(("rule", "verdict"), [("lowest", "1"), ("highest", "3"), ("majority", "2")])
def test_assessors_are_joined_before_anything_is_worked_out(tmp_path: Path, rule: str, verdict: str) -> None:
    file = tmp_path / "tasting.yaml"
    given = zip("abcde", (1, 2, 2, 3, 2), strict=True)
    marks = f"[{', '.join(f'{{rating: {mark}, by: {who}}}' for who, mark in given)}]"
    file.write_text(
        "cxrules: 1\nassessment: tasting\n"
        f"model: {HERE / 'panel'}\nreading: derive\nmethod: after\nconsensus: {rule}\n"
        "assessors: {a: {role: lead}, b: {}, c: {}, d: {}, e: {}}\n"
        f"ratings:\n  RYE.crust: {marks}\n  RYE.crumb: 4\n",
        "utf-8",
    )
    (bread,) = api.evaluate(file).result()["capabilities"]
    assert [each["rating"] for each in bread["attributes"]] == [verdict]


def test_the_published_result_stands_beside_what_is_guaranteed_and_possible(tmp_path: Path) -> None:
    file = tmp_path / "supplier.yaml"
    file.write_text(
        "cxrules: 1\nassessment: supplier\n"
        f"model: {HERE / 'deductions'}\nratings:\n  ACCESS.reviewed: partly\n  PATCH.quick: yes\n",
        "utf-8",
    )
    result = api.evaluate(file).result()
    (score,) = [each for each in result["values"] if each["name"] == "score"]
    assert (score["value"], score["possible"], score["stated"]) == ("97", "104", "97")
    listing = result["organisation"]
    assert (listing["level"], listing["possible"], listing["stated"]) == (1, 2, 1)
