"""Assessments with tables: measured from a file, of the whole and of each instance, and what can be wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cxrules.engine.because import explain
from cxrules.workspace.assessing import evaluate_path

if TYPE_CHECKING:
    from pathlib import Path

    from cxrules.engine import Evaluation

MODEL = """
model kiosk version 1.0.0
  title "Kiosk"
  source "Made up"
scale nplf met from L { N value 0 P value 1 L value 2 F value 3 }
method lowest { criteria lowest instances lowest }
attribute GOOD "Good" at level 1 { from criteria of capability }
levels cumulative from 0 { 0 "No" 1 "Yes" requires GOOD at least L }
table survey "Survey" {
  answer : text key
  shop : text instance
  taste : count 1 .. 5 blank 0
}
metric liked "Likes the taste" from survey : percent {
  share of rows where taste at least 4
  needs 4 rows
  interval wilson 95%
}
metric gap from survey : percent { highest of liked over shop minus lowest of liked over shop }
grade sampled of x at least t {
  F when lower bound of x at least t
  L when x at least t
  P when upper bound of x at least t
  otherwise N
}
capability GUESTS "Guests" {
  criterion taste "The coffee is liked" { rate by sampled of liked at least 50% }
}
"""
HEAD = """
cxrules: 1
assessment: kiosk
model: model
date: 2026-11-20
reading: derive
scope: [GUESTS]
"""
ROWS = [f"h{number},harbour,5" for number in range(8)] + [
    *(f"s{number},station,{taste}" for number, taste in enumerate([5, 4, 4, 2, 0, 1])),
]


@pytest.fixture
def kiosk(tmp_path: Path) -> Path:
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "model.cxr").write_text(MODEL, encoding="utf-8")
    return tmp_path


def _evaluated(kiosk: Path, more: str, rows: list[str] = ROWS) -> tuple[Evaluation | None, list[str]]:
    (kiosk / "survey.csv").write_text("\n".join(["answer,shop,taste", *rows]) + "\n", encoding="utf-8")
    (kiosk / "a.yaml").write_text(HEAD + more, encoding="utf-8")
    evaluation, problems = evaluate_path(kiosk / "a.yaml")
    return evaluation, [f"{each.code}: {each.message}" for each in problems]


def test_a_criterion_is_rated_by_what_was_measured(kiosk: Path) -> None:
    evaluation, problems = _evaluated(kiosk, "tables: {survey: survey.csv}\n")
    assert problems == []
    assert evaluation is not None
    liked, gap = evaluation.result()["measures"]
    # 11 of 13 answers; the blank one is in neither. Wilson's interval by statsmodels: 0.5777 to 0.9567.
    assert (liked["value"], liked["n"], liked["low"], liked["high"]) == ("84.62", 13, "57.77", "95.67")
    assert gap["value"] == "40.00"
    assert evaluation.levels() == {"GUESTS": (1, 1)}
    (criterion,) = evaluation.result()["capabilities"][0]["criteria"]
    assert (criterion["rating"], criterion["derived"], criterion["counts"]) == ("F", "F", "derived")


def test_each_instance_is_measured_by_its_own_rows(kiosk: Path) -> None:
    more = "instances: {harbour: , station: , airport: }\ntables: {survey: survey.csv}\n"
    evaluation, problems = _evaluated(kiosk, more)
    assert problems == []
    assert evaluation is not None
    found = {
        (row["id"], row["instance"]): (row["value"], row["n"], row["reason"])
        for row in evaluation.result()["measures"]
    }
    assert found == {
        ("liked", None): ("84.62", 13, ""),
        ("liked", "harbour"): ("100.00", 8, ""),
        ("liked", "station"): ("60.00", 5, ""),
        ("liked", "airport"): (None, 0, "no row counts"),
        ("gap", None): ("40.00", 13, ""),
    }
    assert evaluation.levels() == {"GUESTS": (0, 1)}  # of the airport nothing is known


def test_too_few_rows_are_not_rated(kiosk: Path) -> None:
    evaluation, _ = _evaluated(kiosk, "tables: {survey: survey.csv}\n", ROWS[:3])
    assert evaluation is not None
    liked = evaluation.result()["measures"][0]
    assert (liked["value"], liked["reason"]) == (None, "3 rows count, 4 are needed")
    assert evaluation.levels() == {"GUESTS": (0, 1)}


def test_without_its_table_a_metric_is_open(kiosk: Path) -> None:
    evaluation, problems = _evaluated(kiosk, "")
    assert problems == []
    assert evaluation is not None
    assert {row["reason"] for row in evaluation.result()["measures"]} == {
        "not measured: the table survey is not given"
    }
    assert evaluation.levels() == {"GUESTS": (0, 1)}


@pytest.mark.parametrize(
    ("more", "rows", "told"),
    [
        ("tables: {surveys: survey.csv}\n", ROWS, "CX0544: kiosk has no table surveys."),
        (
            "tables: {survey: survay.csv}\n",
            ROWS,
            "CX0541: The file of the table survey is not there: 'survay.csv'.",
        ),
        (
            "tables: {survey: ../survey.csv}\n",
            ROWS,
            "CX0510: The file of the table survey lies outside the assessment's folder.",
        ),
        (
            "tables: {survey: {file: survey.csv, sha256: 00}}\n",
            ROWS,
            "CX0541: The file of the table survey has changed since its checksum was recorded.",
        ),
        (
            "tables: {survey: survey.csv}\n",
            ["a1,harbour,5", "a2,harbour,7"],
            (
                "CX0543: In the table survey (survey.csv) a value of taste is not among those it allows: "
                "row 3 '7'."
            ),
        ),
    ],
)
def test_what_is_wrong_with_a_table(kiosk: Path, more: str, rows: list[str], told: str) -> None:
    evaluation, problems = _evaluated(kiosk, more, rows)
    assert evaluation is None
    assert problems == [told]


def test_a_rating_of_its_own_in_each_instance_is_told_of_each(kiosk: Path) -> None:
    more = "instances: {harbour: , station: }\ntables: {survey: survey.csv}\n"
    evaluation, _ = _evaluated(kiosk, more)
    assert evaluation is not None
    told = explain(evaluation, "GUESTS.taste")
    assert told.sentence == "GUESTS.taste (The coffee is liked), by instance: harbour F, station L."
    assert [child.value for child in told.children] == ["F", "L"]
