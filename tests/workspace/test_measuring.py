"""Assessments with tables: measured from a file, of the whole and of each instance, and what can be wrong."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from cxrules.engine.because import explain
from cxrules.exchange.formats.explanation import Explanation
from cxrules.reports.explanation_json import explanation
from cxrules.workspace.assessing import evaluate_path
from cxrules.workspace.measures import measures_of_assessment

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cxrules.engine import Evaluation
    from cxrules.engine.reason import Because
    from cxrules.exchange.formats.explanation import Reason

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


def test_groups_are_compared_by_the_rows_that_the_comparison_asks_for(kiosk: Path) -> None:
    """However many rows the metric itself asks for, to show it or to rate by it."""
    text = MODEL.replace("needs 4 rows", "needs 20 rows, 10 to show")
    text = text.replace(
        "lowest of liked over shop }", "lowest of liked over shop needs 5 rows in each group }"
    )
    (kiosk / "model" / "model.cxr").write_text(text, encoding="utf-8")
    evaluation, _ = _evaluated(kiosk, "tables: {survey: survey.csv}\n")
    assert evaluation is not None
    assert [(row["id"], row["value"]) for row in evaluation.result()["measures"]] == [
        ("liked", None),
        ("gap", "40.00"),
    ]


def test_rows_that_are_enough_to_show_are_not_rated(kiosk: Path) -> None:
    model = kiosk / "model" / "model.cxr"
    model.write_text(MODEL.replace("needs 4 rows", "needs 20 rows, 4 to show"), encoding="utf-8")
    evaluation, _ = _evaluated(kiosk, "tables: {survey: survey.csv}\n")
    assert evaluation is not None
    liked = evaluation.result()["measures"][0]
    assert (liked["value"], liked["low"], liked["n"]) == (None, None, 13)
    assert liked["reason"] == "13 rows count, 20 are needed"
    assert evaluation.levels() == {"GUESTS": (0, 1)}
    (measured,) = measures_of_assessment(evaluation, ["liked"]).metrics
    (only,) = measured.measures
    assert (only.found.value, only.found.reason) == (
        Fraction(1100, 13),
        "not rated: 13 rows count, 20 are needed",
    )
    found, _ = _evaluated(kiosk, "tables: {survey: survey.csv}\n", ROWS[:3])
    assert found is not None
    (few,) = measures_of_assessment(found, ["liked"]).metrics[0].measures
    assert (few.found.value, few.found.reason) == (None, "3 rows count, 4 are needed")


def test_a_profile_sets_a_limit_on_rows(kiosk: Path) -> None:
    model = kiosk / "model" / "model.cxr"
    text = MODEL.replace("taste at least 4\n", "taste at least parameter enough\n")
    text += (
        'parameter enough : count = 4 source "x"\nprofile strict of kiosk { set enough = 5 because "y" }\n'
    )
    model.write_text(text, encoding="utf-8")
    for more, value in (
        ("", "84.62"),
        ("profile: strict\n", "69.23"),
    ):  # of 13 answers 11 are 4 or 5, 9 are 5
        evaluation, problems = _evaluated(kiosk, f"{more}tables: {{survey: survey.csv}}\n")
        assert problems == []
        assert evaluation is not None
        assert evaluation.result()["measures"][0]["value"] == value


SHOP = """
table purchases "Purchases" {
  shop : text instance
  guest : text
  day : date
  voucher : text optional
}
metric days_here "Days on which a guest came" from purchases within 12 months by day : count {
  count of distinct day
}
metric again "Guests who came again" from purchases within 12 months by day : percent {
  share of days_here over guest at least 2
  needs 2 rows
  interval wilson 95%
}
metric before "Guests who had come again" from purchases within 12 months ending 1 year ago by day : percent {
  share of days_before over guest at least 2
  interval wilson 95%
}
metric days_before from purchases within 12 months ending 1 year ago by day : count { count of distinct day }
metric rise : points { again minus before interval difference 95% }
"""
BOUGHT = [
    *("harbour,a,2026-01-02", "harbour,a,2026-01-02", "harbour,a,2025-11-20", "harbour,b,2026-11-20"),
    *("harbour,b,2025-11-19", "harbour,c,2026-03-03", "harbour,c,2026-03-04", "harbour,,2026-03-05"),
    *("station,a,2026-05-05", "station,b,2026-06-06", "station,b,2024-11-19", "station,d,2025-01-01"),
    *("station,d,2025-01-02", "station,b,2025-02-01"),
]


def test_customers_are_counted_once_and_by_instance(kiosk: Path) -> None:
    model = kiosk / "model" / "model.cxr"
    model.write_text(MODEL + SHOP, encoding="utf-8")
    (kiosk / "bought.csv").write_text("\n".join(["shop,guest,day", *BOUGHT]) + "\n", encoding="utf-8")
    more = "instances: {harbour: , station: }\ntables: {purchases: bought.csv}\n"
    evaluation, problems = _evaluated(kiosk, more)
    assert problems == ["CX0545: bought.csv lacks the optional column voucher; it is blank in all rows."]
    assert evaluation is not None
    found = {
        (row["id"], row["instance"]): (row["value"], row["n"])
        for row in evaluation.result()["measures"]
        if row["id"] in {"again", "before", "rise"}
    }
    assert found == {
        ("again", None): ("100.00", 3),  # a, b and c; the blank one is nobody
        ("again", "harbour"): ("66.67", 3),  # b came once within the year, and the day before it began
        ("again", "station"): ("0.00", 2),
        ("before", None): ("100.00", 2),  # b in two shops, d; what was on 2024-11-19 is too long ago
        ("before", "harbour"): ("0.00", 1),
        ("before", "station"): ("50.00", 2),
        ("rise", None): ("0.00", 2),
        ("rise", "harbour"): ("66.67", 1),
        ("rise", "station"): ("-50.00", 2),
    }


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


NEEDS = MODEL.replace("rate by", 'needs document "plan"\n    rate by')
RECORD = """
tables: {survey: survey.csv}
evidence: {D1: {kind: document, title: "The plan"}, R1: {kind: record, title: "Till"}}
ratings: {GUESTS.taste: {evidence: [%s], note: "Seen at the counter"}}
"""


def test_evidence_is_recorded_of_what_the_data_rate(kiosk: Path) -> None:
    (kiosk / "model" / "model.cxr").write_text(NEEDS, encoding="utf-8")
    evaluation, problems = _evaluated(kiosk, RECORD % "D1")
    assert problems == []
    assert evaluation is not None
    result = evaluation.result()
    criterion = result["capabilities"][0]["criteria"][0]
    assert {key: criterion[key] for key in ("rating", "given", "derived", "counts")} == {
        "rating": "F",
        "given": None,
        "derived": "F",
        "counts": "derived",
    }
    assert [(each["subject"], each["note"]) for each in result["remarks"]] == [
        ("GUESTS.taste", "Seen at the counter")
    ]


def test_recorded_evidence_that_is_not_as_demanded_bounds_what_the_data_rate(kiosk: Path) -> None:
    (kiosk / "model" / "model.cxr").write_text(NEEDS, encoding="utf-8")
    evaluation, _ = _evaluated(kiosk, RECORD % "R1")
    assert evaluation is not None
    assert evaluation.result()["capabilities"][0]["criteria"][0]["rating"] == "P"
    sentence = explain(evaluation, "GUESTS.taste").sentence
    assert sentence == "GUESTS.taste (The coffee is liked) would be F, but is held to P."


def test_in_the_audit_reading_too_the_data_rate_what_is_only_recorded(kiosk: Path) -> None:
    more = RECORD.replace("tables:", "reading: audit\ntables:", 1)
    (kiosk / "survey.csv").write_text("answer,shop,taste\n" + "\n".join(ROWS) + "\n", encoding="utf-8")
    head = HEAD.replace("reading: derive\n", "")
    (kiosk / "a.yaml").write_text(head + more % "D1", encoding="utf-8")
    evaluation, problems = evaluate_path(kiosk / "a.yaml")
    assert problems == []
    assert evaluation is not None
    criterion = evaluation.result()["capabilities"][0]["criteria"][0]
    assert (criterion["given"], criterion["derived"], criterion["counts"]) == (None, "F", "derived")


def test_what_nothing_rates_needs_a_rating(kiosk: Path) -> None:
    text = MODEL.replace("criterion taste", 'criterion seen "Seen"\n  criterion taste')
    (kiosk / "model" / "model.cxr").write_text(text, encoding="utf-8")
    _, problems = _evaluated(kiosk, RECORD.replace("GUESTS.taste", "GUESTS.seen") % "D1")
    assert problems == ["CX0503: The rating of GUESTS.seen lacks 'rating'."]


def _all(because: Because) -> list[Because]:
    return [because, *(each for child in because.children for each in _all(child))]


def test_only_rows_up_to_the_one_that_holds_are_told(kiosk: Path) -> None:
    evaluation, _ = _evaluated(kiosk, "tables: {survey: survey.csv}\n")
    assert evaluation is not None
    told = [each.sentence for each in _all(explain(evaluation, "GUESTS.taste"))]
    assert any("lower bound of liked is 57.8 % (at least 50 %)" in each for each in told)
    assert not any("upper bound" in each for each in told)


def test_a_number_that_misses_its_limit_does_not_look_like_it(kiosk: Path) -> None:
    text = MODEL.replace("at least 50%", "at least 84.6%")
    (kiosk / "model" / "model.cxr").write_text(text, encoding="utf-8")
    evaluation, _ = _evaluated(kiosk, "tables: {survey: survey.csv}\n")
    assert evaluation is not None
    told = [each.sentence for each in _all(explain(evaluation, "GUESTS.taste"))]
    assert "liked is 84.62 % (at least 84.6 %)." in told


def test_an_explanation_carries_the_figures(kiosk: Path) -> None:
    evaluation, _ = _evaluated(kiosk, "instances: {harbour: , station: }\ntables: {survey: survey.csv}\n")
    assert evaluation is not None
    because = explain(evaluation, "GUESTS.taste")
    data = explanation(because, evaluation.result(), subject="GUESTS.taste", why_not=None, depth=None)
    nodes = list(_nodes(Explanation.model_validate(data).because))
    assert {each.limit for each in nodes if each.operation == "at-least"} == {"50"}
    found = [each.figures for each in nodes if each.figures is not None]
    assert {(each.metric, each.needs, each.interval, each.confidence) for each in found} == {
        ("liked", 4, "wilson", "19/20")
    }
    low = next(each for each in found if (each.instance, each.part) == ("station", "low"))
    assert (low.value, low.exact, low.low, low.high, low.n) == ("60.00", "60", "23.07", "88.24", 5)


def _nodes(reasons: list[Reason]) -> Iterator[Reason]:
    for each in reasons:
        yield each
        yield from _nodes(each.children)
