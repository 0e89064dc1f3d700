"""`cxrules test`: what it prints, what it ends with, and what it counts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from jsonschema import Draft202012Validator

from cxrules.exchange.formats import schema

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run

FINE, NEGATIVE, WRONG_USAGE = 0, 1, 2
GOOD = """\
test "bread is no better than its flour" {
  given BAK.1.BP1 is P, BAK.1.PA.1.1 is F
  expect rule BAK.1.RL.1 on BAK.1.PA.1.1 is broken
  expect because BAK.1.BP1
}

test "good flour allows all" {
  given BAK.1.BP1 is L, BAK.1.PA.1.1 is F
  expect rule BAK.1.RL.1 is not triggered
  expect level of BAK.1 = 1 to 5
}

test "cake rests on the flour" {
  given BAK.1.BP1 is P, BAK.2.BP1 is L
  expect rule BAK.2.BP1.prerequisite.BAK.1.BP1 is broken
}

test "good flour makes good cake" {
  given BAK.1.BP1 is L, BAK.2.BP1 is L
  expect no violation
}
"""
OPEN = """\

test "the shop opens" {
  target shop
  given every attribute is N, BAK.1.PA.1.1 is L, BAK.2.PA.1.1 is L
  expect target is met
}

test "without cake it does not" {
  target shop
  given BAK.1.PA.1.1 is L, BAK.2.PA.1.1 is P
  expect target is not met
}
"""
BAD = """\
test "cake is always well" {
  given BAK.2.PA.1.1 is P
  expect level of BAK.2 = 1
}
"""
MISTAKEN = """\
test "there is no third" {
  given BAK.3.PA.1.1 is P
  expect no violation
}
"""


@pytest.fixture
def tested(bakery: Path) -> Path:
    """The folder of tests of the bakery's model; one test passes in it."""
    folder = bakery / "bakery" / "tests"
    folder.mkdir()
    (folder / "bread.cxr").write_text(GOOD, encoding="utf-8")
    return folder


def test_what_passes(run: Run, tested: Path) -> None:
    found = run("test", "bakery")
    assert found.code == FINE
    assert found.err == ""
    assert found.out.startswith("bakery 1.2.0 (bakery): 4 tests, all passed\n")
    assert "Coverage of bakery: 100% (4 of 4 outcomes; rules 2 of 2).\n" in found.out
    assert "Beside it, of iso-33020:" in found.out
    assert found.out.endswith("4 tests passed.\n")


FAILED = """\
bakery 1.2.0 (bakery): 5 tests, 1 failed

failed: cake is always well
 --> bakery/tests/cake.cxr:3:3
  |
3 |   expect level of BAK.2 = 1
  |   ^^^^^^^^^^^^^^^^^^^^^^^^^
  expected: level 1 of BAK.2
  came out: it is 0
  because:
    BAK.2 (Cake) is at level 0 (Incomplete).
      Level 1 (Performed) is not reached."""


def test_what_fails_is_shown_with_its_place_and_reason(run: Run, tested: Path) -> None:
    (tested / "cake.cxr").write_text(BAD, encoding="utf-8")
    found = run("test", "bakery")
    assert found.code == NEGATIVE
    assert found.out.startswith(FAILED)
    assert found.out.endswith("1 of 5 tests failed.\n")


def test_a_mistake_in_a_test_is_told_as_check_tells_it(run: Run, tested: Path) -> None:
    (tested / "third.cxr").write_text(MISTAKEN, encoding="utf-8")
    found = run("test", "bakery")
    assert found.code == WRONG_USAGE
    assert "error CX0506" in found.err
    assert "bakery/tests/third.cxr:2:9" in found.err
    assert "1 of 5 tests could not be run.\n" in found.out
    checked = run("check", "bakery/tests/third.cxr")
    assert checked.code == NEGATIVE
    assert "error CX0506" in checked.out


def test_a_filter_and_a_single_file(run: Run, tested: Path) -> None:
    (tested / "cake.cxr").write_text(BAD, encoding="utf-8")
    assert run("test", "bakery", "--filter", "FLOUR").code == FINE
    assert run("test", str(tested / "bread.cxr")).code == FINE
    assert run("test", str(tested / "cake.cxr")).code == NEGATIVE


def test_least_coverage(run: Run, tested: Path) -> None:
    (tested / "bread.cxr").write_text(GOOD.partition("\n\n")[0] + "\n", encoding="utf-8")
    assert run("test", "bakery", "--coverage-min", "25").code == FINE
    found = run("test", "bakery", "--coverage-min", "26")
    assert found.code == NEGATIVE
    assert "bakery/model.cxr:33: BAK.1.RL.1 never silent\n" in found.out


def test_mutants(run: Run, tested: Path) -> None:
    found = run("test", "bakery", "--mutants")
    assert found.code == NEGATIVE
    assert (
        "bakery/model.cxr:33: rule BAK.1.RL.1: cap BAK.1.PA.1.1 at L → fix BAK.1.PA.1.1 at L\n" in found.out
    )
    kept = GOOD + 'test "kept" { given BAK.1.BP1 is P, BAK.1.PA.1.1 is N expect rule BAK.1.RL.1 is kept }\n'
    kept += 'test "kept, too" { given BAK.1.BP1 is P, BAK.1.PA.1.1 is L expect rule BAK.1.RL.1 is kept }\n'
    (tested / "bread.cxr").write_text(kept + OPEN, encoding="utf-8")
    found = run("test", "bakery", "--mutants")
    assert found.code == FINE, found.out
    assert "0 survive, 0 accepted with a reason.\n" in found.out


def test_an_accepted_mutant(run: Run, tested: Path) -> None:
    model = tested.parent / "model.cxr"
    text = model.read_text(encoding="utf-8")
    accepted = "".join(
        f'# cxrules: mutant "{words}" because "The house rules say no more"\n'
        for words in ("fix BAK.1.PA.1.1 at L", "cap BAK.1.PA.1.1 at P", "BAK.1.BP1 at most Q")
    )
    model.write_text(text.replace("rule BAK.1.RL.1", f"{accepted}rule BAK.1.RL.1"), encoding="utf-8")
    (tested / "shop.cxr").write_text(OPEN, encoding="utf-8")
    found = run("test", "bakery", "--mutants")
    assert found.code == FINE, found.out
    assert "0 survive, 2 accepted with a reason.\n" in found.out
    assert "warning CX0705: Nothing here can be changed to “BAK.1.BP1 at most Q”." in found.err


def test_as_data(run: Run, tested: Path) -> None:
    (tested / "cake.cxr").write_text(BAD, encoding="utf-8")
    (tested / "third.cxr").write_text(MISTAKEN, encoding="utf-8")
    document = json.loads(run("test", "bakery", "--format", "json").out)
    Draft202012Validator(schema("tests")).validate(document)
    assert (document["tests"], document["failed"], document["errors"]) == (6, 1, 1)
    (package,) = document["packages"]
    assert [each["outcome"] for each in package["tests"]] == [
        "passed",
        "passed",
        "passed",
        "passed",
        "failed",
        "error",
    ]
    ((failure,),) = [each["failures"] for each in package["tests"] if each["failures"]]
    assert (failure["line"], failure["expected"], failure["found"]) == (3, "level 1 of BAK.2", "it is 0")
    assert package["coverage"]["percent"] == 100
    assert package["mutants"] is None


def test_mutants_as_data(run: Run, tested: Path) -> None:
    document = json.loads(run("test", "bakery", "--mutants", "--format", "json").out)
    Draft202012Validator(schema("tests")).validate(document)
    mutants = document["packages"][0]["mutants"]
    assert mutants["made"] == mutants["noticed"] + len(mutants["survived"]) + mutants["equivalent"]


def test_as_junit(run: Run, tested: Path) -> None:
    (tested / "cake.cxr").write_text(BAD, encoding="utf-8")
    (tested / "third.cxr").write_text(MISTAKEN, encoding="utf-8")
    root = ET.fromstring(run("test", "bakery", "--format", "junit").out)  # noqa: S314 - our own
    (suite,) = root
    assert suite.attrib == {"name": "bakery", "tests": "6", "failures": "1", "errors": "1"}
    told = {case.attrib["name"]: [part.tag for part in case] for case in suite.iter("testcase")}
    assert told == {
        "bread is no better than its flour": [],
        "good flour allows all": [],
        "cake rests on the flour": [],
        "good flour makes good cake": [],
        "cake is always well": ["failure"],
        "there is no third": ["error"],
    }


def test_without_tests(run: Run, bakery: Path) -> None:
    found = run("test", "bakery")
    assert (found.code, found.out) == (FINE, "There are no tests here.\n")


def test_what_has_errors_cannot_be_tested(run: Run, tested: Path) -> None:
    model = tested.parent / "model.cxr"
    model.write_text(model.read_text(encoding="utf-8").replace("BAK.1.BP1 at most", "BAK.9.BP1 at most"))
    found = run("test", "bakery")
    assert found.code == WRONG_USAGE
    assert "bakery 1.2.0 (bakery): not tested, since it has errors\n" in found.out
    assert "What has errors cannot be tested.\n" in found.out
