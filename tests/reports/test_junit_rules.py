"""JUnit XML keeps to the form that build servers read: of evaluations, and of tests that pass and fail."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cxrules import api
from cxrules.reports import evaluation_junit, test_junit as of_tests
from tests.reports.junit_rules import faults

if TYPE_CHECKING:
    from pathlib import Path

ODD = "\x0b <&>\"' \ud800 \U0001f600 ]]> "
MODEL = """\
model odd version 1.0.0
  title "Odd"
  source "Made up for this test"
  uses framework iso-33020 version ^2019
capability A "One" { criterion BP1 "First" }
"""
TESTS = """\
test "<fails> & is told" { given A.PA.1.1 is F  expect level of A = 0  expect level of A = 2 }
test "is wrong" { given A.PA.1.9 is F  expect level of A = 1 }
test "passes" { given A.PA.1.1 is N  expect level of A = 0 }
"""


@pytest.mark.parametrize("name", ["brake-ecu", "signal-works", "ferry-tickets", "coffee-kiosk"])
def test_every_example_evaluated(project: Path, name: str) -> None:
    evaluation = api.evaluate(project / "examples" / name / "assessment.yaml")
    assert faults(evaluation_junit.render(evaluation, [ODD])) == []


def test_tests_that_pass_and_fail(project: Path, tmp_path: Path) -> None:
    assert faults(of_tests.render(api.run_tests(project / "rulesets" / "iso-33020"))) == []
    (tmp_path / "tests").mkdir()
    (tmp_path / "model.cxr").write_text(MODEL, encoding="utf-8")
    (tmp_path / "tests" / "odd.cxr").write_text(TESTS, encoding="utf-8")
    tallies = api.run_tests(tmp_path)
    assert [len(tally.ran) for tally in tallies] == [3]
    text = of_tests.render(tallies)
    assert "<failure" in text
    assert "<error" in text
    assert faults(text) == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('failures="', 'failures="1', "failures is"),
        ("<testcase classname=", "<testcase colour=", "testcase has colour"),
        ("    <properties>", "    <extra/><properties>", None),
    ],
)
def test_what_is_wrong_is_found(project: Path, old: str, new: str, told: str | None) -> None:
    text = evaluation_junit.render(api.evaluate(project / "examples" / "coffee-kiosk" / "assessment.yaml"))
    spoiled = text.replace(old, new, 1)
    if told is None:
        with pytest.raises(KeyError):
            faults(spoiled)
    else:
        assert any(told in each for each in faults(spoiled))
