"""The airport survey: scores and satisfaction by year, weighted and not, against statsmodels and loops."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from cxrules.cli import main
from tests.data.reading import found, near, rows

if TYPE_CHECKING:
    from pathlib import Path

    from tests.data.conftest import Run

proportion = pytest.importorskip("statsmodels.stats.proportion", reason="needs statsmodels")
weightstats = pytest.importorskip("statsmodels.stats.weightstats", reason="needs statsmodels")

SURVEY = """\
table survey "Passengers" {
  year : count key from "YEAR"
  passenger : text key from "RESPNUM"
  score : count 0 .. 10 blank 11 from "NETPRO"
  overall : count 1 .. 5 blank 0, 6, "Blank", "BLANK" from "Q7ALL"
  weight : number from "WEIGHT"
}

metric nps "Net promoter score" from survey WEIGHTED : points {
  share of rows where score at least 9 minus share of rows where score at most 6
  needs 100 rows
  interval adjusted-wald 95%
}

metric csat "Satisfied" from survey WEIGHTED : percent {
  share of rows where overall at least 4
  needs 100 rows
  interval wilson 95%
}
"""

TREND = """\
table answers "Questions asked in all years" {
  year : count key
  passenger : text key from "respnum"
  overall : count 1 .. 5 blank 0, 6, "Blank", "BLANK"
  easy : count 1 .. 5 blank 0, 6 from "ease_wayfinding"
  problem : count 1 .. 3 blank 0
  weight : number
}

metric csat "Satisfied" from answers : percent { share of rows where overall at least 4 interval wilson 95% }

metric overall_mean "Overall" from answers : number { mean of overall interval normal 95% }

metric problems "Problem" from answers : percent { share of rows where problem is 1 interval wilson 95% }

metric weighted "Satisfied, weighted" from answers weighted by weight : percent {
  share of rows where overall at least 4
  interval wilson 95%
}
"""

CLOSE = 0.00501  # what is published has two decimals
YEARS = ("2017", "2018")


@pytest.mark.parametrize("weighted", [False, True])
def test_scores_and_satisfaction(data: Path, measure: Run, weighted: bool) -> None:  # noqa: FBT001
    path = data / "airport_survey_2017_2018.csv"
    model = SURVEY.replace("WEIGHTED", "weighted by weight" if weighted else "")
    measures = measure(path, model, "--period", "year:year")
    assert measures.rows == 5640
    answers: dict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
    for row in rows(path):
        weight = float(row["WEIGHT"]) if weighted else 1.0
        if row["NETPRO"] and float(row["NETPRO"]) <= 10:
            answers["nps", row["YEAR"]].append((float(row["NETPRO"]), weight))
        if row["Q7ALL"] in "12345":
            answers["csat", row["YEAR"]].append((float(row["Q7ALL"]), weight))
    for (name, year), own in answers.items():
        one = found(measures, name, period=year)
        size = effective([weight for _, weight in own])
        theirs = net(own, size) if name == "nps" else satisfied(own, size)
        assert one.n == len(own)
        assert near(one.effective) == pytest.approx([size], abs=CLOSE)
        assert near(one.value, one.low, one.high) == pytest.approx(theirs, abs=CLOSE)


def test_the_numbers_themselves(data: Path, measure: Run) -> None:
    """As they were first counted, so that nothing moves unnoticed."""
    measures = measure(
        data / "airport_survey_2017_2018.csv", SURVEY.replace("WEIGHTED", ""), "--period", "year:year"
    )
    told = {
        (name, year): (one.value, one.low, one.high, one.n)
        for name in ("nps", "csat")
        for year in YEARS
        for one in [found(measures, name, period=year)]
    }
    assert told == NUMBERS


NUMBERS = {
    ("nps", "2017"): ("39.84", "37.18", "42.41", 2746),
    ("nps", "2018"): ("30.98", "28.12", "33.77", 2650),
    ("csat", "2017"): ("82.07", "80.57", "83.47", 2688),
    ("csat", "2018"): ("78.44", "76.82", "79.97", 2625),
}


def test_the_change_between_years(data: Path, measure: Run) -> None:
    path = data / "airport_survey_2017_2018.csv"
    measures = measure(path, SURVEY.replace("WEIGHTED", ""), "--period", "year:year", "--metric", "csat")
    counts = []
    for year in YEARS:
        own = [int(row["Q7ALL"]) for row in rows(path) if row["YEAR"] == year and row["Q7ALL"] in "12345"]
        counts.append((sum(each >= 4 for each in own), len(own)))
    (before, many), (after, more) = counts
    low, high = proportion.confint_proportions_2indep(
        after, more, before, many, method="agresti-caffo", compare="diff"
    )
    (change,) = measures.metrics[0].changes
    assert (change.since, change.period) == YEARS
    value, least, most = near(change.value, change.low, change.high)
    assert value == pytest.approx(100 * (after / more - before / many), abs=CLOSE)
    assert most - least == pytest.approx(100 * (high - low), abs=2 * CLOSE)
    assert most - value == pytest.approx(value - least, abs=2 * CLOSE)  # about the difference itself


def test_groups_add_up(data: Path, measure: Run) -> None:
    path = data / "airport_survey_2017_2018.csv"
    model = SURVEY.replace("WEIGHTED", "").replace(
        "  weight :", '  place : one of A, B, C, D, E, F, G from "BAREA"\n  weight :'
    )
    measures = measure(path, model, "--by", "place", "--period", "year:year")
    for metric in measures.metrics:
        for year in (None, *YEARS):
            parts = [each.n or 0 for each in metric.measures if each.group and each.period == year]
            assert len(parts) == 7
            assert sum(parts) == found(measures, metric.id, period=year).n


def test_nine_years(data: Path, measure: Run) -> None:
    path = data / "airport_trend_2010_2018.csv"
    arguments = ("--metric", "csat", "--metric", "overall_mean", "--period", "year:year")
    measures = measure(path, TREND, *arguments)
    years = [str(year) for year in range(2010, 2019)]
    answers: dict[str, list[int]] = {year: [] for year in years}
    for row in rows(path):
        if row["overall"] in "12345":
            answers[row["year"]].append(int(row["overall"]))
    for metric in measures.metrics:
        assert [each.period for each in metric.measures] == [None, *years]
        assert [(each.since, each.period) for each in metric.changes] == list(pairwise(years))
    for year, own in answers.items():
        one = found(measures, "csat", period=year)
        good = sum(each >= 4 for each in own)
        ends = proportion.proportion_confint(good, len(own), method="wilson")
        theirs = [100 * float(each) for each in (good / len(own), *ends)]
        assert near(one.value, one.low, one.high) == pytest.approx(theirs, abs=CLOSE)
        one = found(measures, "overall_mean", period=year)
        stats = weightstats.DescrStatsW(own)
        theirs = [float(each) for each in (stats.mean, *stats.zconfint_mean())]
        assert near(one.value, one.low, one.high) == pytest.approx(theirs, abs=CLOSE)


def refusal(data: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str], metric: str) -> str:
    from tests.data.conftest import HEADER

    (tmp_path / "trend").mkdir()
    (tmp_path / "trend" / "model.cxr").write_text(HEADER + TREND, encoding="utf-8")
    path = data / "airport_trend_2010_2018.csv"
    assert main(["measure", str(path), "--model", str(tmp_path / "trend"), "--metric", metric]) == 2
    return capfd.readouterr().err


def test_a_code_that_nobody_declared(data: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    told = refusal(data, tmp_path, capfd, "problems")
    assert "2 values of problem are not among those it allows" in told


def test_years_without_weights(data: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert "weight" in refusal(data, tmp_path, capfd, "weighted")


def effective(weights: list[float]) -> float:
    return sum(weights) ** 2 / sum(each**2 for each in weights)


def net(own: list[tuple[float, float]], size: float) -> list[float]:
    """A net promoter score in points, adjusted by three quarters of a row as Rocks 2016 says."""
    total = sum(weight for _, weight in own)
    more = sum(weight for score, weight in own if score >= 9) / total
    less = sum(weight for score, weight in own if score <= 6) / total
    counts = [more * size + 0.75, (1 - more - less) * size + 1.5, less * size + 0.75]
    scores = weightstats.DescrStatsW([1, 0, -1], weights=counts)
    half = 1.959964 * float(scores.std) / (size + 3) ** 0.5
    return [100 * each for each in (more - less, float(scores.mean) - half, float(scores.mean) + half)]


def satisfied(own: list[tuple[float, float]], size: float) -> list[float]:
    share = sum(weight for score, weight in own if score >= 4) / sum(weight for _, weight in own)
    low, high = proportion.proportion_confint(share * size, size, method="wilson")
    return [100 * float(each) for each in (share, low, high)]
