"""What if the evidence were there, or not, or of another day; and waivers, values and metrics in words."""

from __future__ import annotations

import shutil
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest

from cxrules import api
from cxrules.reports.whatif import differences

if TYPE_CHECKING:
    from pathlib import Path

    from cxrules.engine import Evaluation

MODEL = """\
model lifts version 1.0.0
  title "Whether a lift may run"
  source "Made up for this test"

scale mark met from fair { bad "Bad" value 0 fair "Fair" value 1 good "Good" value 2 }
method inspected { criteria judged }
levels cumulative from 0 {
  0 "Stands still"
  1 "Runs" requires every criterion is at least fair
}
capability LIFT "The lift" {
  criterion trial "The brakes were tried" {
    needs record "trial" not older than 12 months and interview with role "caretaker"
  }
  criterion approved "It is approved" {
    needs 2 document with link in state approved still valid from 2 people
  }
  criterion seen "Somebody has seen it run" {
    needs evidence of 3 kinds
  }
}
"""
ASSESSMENT = """\
cxrules: 1
assessment: lift-7
model: ./lifts
date: 2026-11-20
evidence:
  R1: {kind: record, title: Brake trial, date: 2026-10-01}
  I1: {kind: interview, role: caretaker}
ratings:
  LIFT.trial: {rating: good, evidence: [R1, I1]}
  LIFT.approved: good
  LIFT.seen: good
"""


@pytest.fixture
def lift(tmp_path: Path) -> Evaluation:
    (tmp_path / "lifts").mkdir()
    (tmp_path / "lifts" / "model.cxr").write_text(MODEL, encoding="utf-8")
    (tmp_path / "lift.yaml").write_text(ASSESSMENT, encoding="utf-8")
    return api.evaluate(tmp_path / "lift.yaml")


def broken(evaluation: Evaluation) -> set[str]:
    return {each["rule"] for each in evaluation.result()["rules"] if each["outcome"] == "broken"}


NEEDED = {"LIFT.approved.needs", "LIFT.seen.needs"}


@pytest.mark.parametrize(
    ("name", "answer", "expected"),
    [
        ("LIFT.approved.evidence", "present", {"LIFT.seen.needs"}),
        ("LIFT.seen.evidence", "present", {"LIFT.approved.needs"}),
        ("LIFT.trial.evidence", "present", NEEDED),
        ("LIFT.trial.evidence", "2026-01-31", NEEDED),
        ("LIFT.trial.evidence", "2025-01-31", {*NEEDED, "LIFT.trial.needs"}),
        ("LIFT.trial.evidence", "absent", {*NEEDED, "LIFT.trial.needs"}),
        ("LIFT.trial.evidence", "R1", {*NEEDED, "LIFT.trial.needs"}),
        ("LIFT.trial.evidence", "I1, R1", NEEDED),
        ("R1", "absent", {*NEEDED, "LIFT.trial.needs"}),
        ("R1", "2025-11-19", {*NEEDED, "LIFT.trial.needs"}),
        ("R1", "2025-11-20", NEEDED),
        ("R1", "present", NEEDED),
    ],
)
def test_evidence_that_were_there_or_not(
    lift: Evaluation, name: str, answer: str, expected: set[str]
) -> None:
    assert broken(lift) == NEEDED
    assert broken(api.what_if(lift, {name: answer})) == expected


def test_what_is_there_already_changes_nothing(lift: Evaluation) -> None:
    for name in ("LIFT.trial.evidence", "R1"):
        assert api.what_if(lift, {name: "present"}).assessment == lift.assessment


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ({"R1": "gone"}, "can be present, absent or of a day, as 2026-11-20, not 'gone'"),
        ({"LIFT.trial.evidence": "R2"}, "There is no evidence 'R2'. Did you mean R1?"),
        ({"LIFT.trial.evidance": "R1"}, "Did you mean LIFT.trial.evidence?"),
        ({"LIFT.trial.evidence@here": "R1"}, "There is no instance of LIFT.trial 'here'. There are none"),
    ],
)
def test_what_cannot_be_said_of_evidence(lift: Evaluation, answers: dict[str, str], told: str) -> None:
    with pytest.raises(api.CxrulesError) as refused:
        api.what_if(lift, answers)
    assert told in str(refused.value)


# ------------------------------------------------------------------------------------- metrics


@pytest.fixture
def kiosks(project: Path, tmp_path: Path) -> Evaluation:
    shutil.copytree(project / "examples" / "coffee-kiosk", tmp_path / "kiosk")
    return api.evaluate(tmp_path / "kiosk" / "assessment.yaml")


def ratings(evaluation: Evaluation) -> tuple[Any, ...]:
    (guests,) = evaluation.result()["capabilities"]
    return guests["level"], guests["possible"]


def test_a_metric_that_is_set_is_exact_unless_its_bounds_are_set(kiosks: Evaluation) -> None:
    changed = api.what_if(kiosks, {"nps@harbour": "15"})
    found = changed.assessment.measured.of("nps", "harbour")
    assert found is not None
    assert {found.value, found.low, found.high} == {Fraction(15)}
    assert found.n == 125
    assert ratings(kiosks) == (1, 1)
    assert ratings(changed) == (0, 0)
    wide = api.what_if(
        kiosks, {"nps@harbour": "15", "nps.low@harbour": "10", "nps.high@harbour": "20 points"}
    )
    assert [each["after"] for each in differences(kiosks.result(), wide.result())] == [
        "0",
        "15.0 points (10.0 to 20.0, 125 rows)",
    ]


def test_a_metric_of_all_is_that_of_each(kiosks: Evaluation) -> None:
    changed = api.what_if(kiosks, {"nps": "42"})
    assert {each["value"] for each in changed.result()["measures"] if each["id"] == "nps"} == {"42.00"}


def test_a_metric_as_it_was_measured_changes_nothing(kiosks: Evaluation) -> None:
    found = kiosks.assessment.measured.of("nps", "harbour")
    assert found is not None
    assert api.what_if(kiosks, {"nps@harbour": str(found.value)}).assessment == kiosks.assessment


@pytest.mark.parametrize(
    ("name", "answer", "told"),
    [
        ("nps", "lots", "nps is a number, as 42 or 42 points, or open, not 'lots'"),
        ("liked", "3 points", "liked is a number, as 42 or 42%, or open, not '3 points'"),
        ("nps.rows", "2.5", "nps.rows is a whole number, not '2.5'"),
        ("nps.low", "99", "The value of nps must lie between its bounds"),
        ("nps.low", "open", "Only a metric itself can be left open, not its lower bound"),
        ("nps.lo", "5", "Did you mean nps.low?"),
        ("nps@haven", "5", "There is no instance of nps 'haven'. There are: harbour and station"),
    ],
)
def test_what_cannot_be_said_of_a_metric(kiosks: Evaluation, name: str, answer: str, told: str) -> None:
    with pytest.raises(api.CxrulesError) as refused:
        api.what_if(kiosks, {name: answer})
    assert told in str(refused.value)
