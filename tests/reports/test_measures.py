"""What metrics come to, as text, data and picture: numbers, bars and scales, and text that means harm."""

from __future__ import annotations

from fractions import Fraction
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, strategies as st

from cxrules.exchange.formats.measures import Measures as Published
from cxrules.model.measured import Measurement
from cxrules.model.metrics import Column, Metric, Table
from cxrules.model.surd import Surd
from cxrules.reports.columns import ASCII, UNICODE
from cxrules.reports.measures import measures_data, shown
from cxrules.reports.measures_scale import scale_over
from cxrules.reports.measures_svg import MOST_MARKS, TooManyMarks, measures_svg
from cxrules.reports.measures_text import measures_text
from cxrules.reports.names import Look
from cxrules.workspace.measures import Change, Measure, Measured, Measures
from cxrules.workspace.metric_models import MetricModel
from cxrules.workspace.tables import By

NASTY = "<script>\"&' \x1b[31m\n日本"
TABLE = Table("survey", "", (Column("score", "", "count", "score"), Column("seen", "", "date", "seen")))
METRIC = Metric("nps", "Score", "survey", "points", ("share",), least=30, interval="adjusted-wald")
MODEL = MetricModel("shop", "1.0.0", "sha256:0", {"survey": TABLE}, {"nps": METRIC})
WIDE, PLAIN = Look(100, UNICODE), Look(100, ASCII)


def found(value: int | Fraction, n: int = 100, spread: int = 5) -> Measurement:
    """A value with an interval around it that ends at roots."""
    exact = Fraction(value)
    ends = Surd(exact, spread, -1), Surd(exact, spread)
    return Measurement("nps", None, exact, n, Fraction(n), *ends)


def few(n: int) -> Measurement:
    return Measurement("nps", None, None, n, Fraction(n), reason=f"{n} rows count, 30 are needed")


def measures(*rows: Measure, metric: Metric = METRIC, by: str = "", period: str = "") -> Measures:
    changes = [Change(None, "2025", "2026", found(3))] if period else []
    return Measures(
        MODEL,
        [Measured(metric, rows, changes)],
        file="survey.csv",
        table=TABLE,
        rows=1234,
        by=By(by) if by else None,
        period=By(period, "year") if period else None,
    )


GROUPS = measures(
    Measure(None, None, found(10)),
    Measure(NASTY, None, found(-20, 1234)),
    Measure("b", None, few(12)),
    by="score",
)
PERIODS = measures(
    Measure(None, None, found(10)),
    Measure(None, "2025", found(9)),
    Measure(None, "2026", found(12)),
    Measure(None, "2027", few(0)._replace(reason="no row counts")),
    period="seen",
)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "0.0"),
        (Fraction(-1, 100), "0.0"),
        (Fraction(123456789, 100), "1,234,567.9"),
        (Fraction(-1234567, 1000), "-1,234.6"),
        (Surd(0, 2), "1.4"),
    ],
)
def test_numbers(number: int | Fraction | Surd, text: str) -> None:
    assert shown(number) == text


def test_a_change_shows_its_sign() -> None:
    assert [shown(Fraction(each), 1, signed=True) for each in ("3", "-3", "0.04")] == ["+3.0", "-3.0", "0.0"]


@given(st.fractions(min_value=-(10**9), max_value=10**9))
def test_a_shown_number_is_near(number: Fraction) -> None:
    assert abs(Fraction(shown(number).replace(",", "")) - number) <= Fraction(1, 20)


def test_text_of_groups() -> None:
    lines = measures_text(GROUPS, WIDE).splitlines()
    assert lines[0] == "survey.csv: 1,234 rows of the table survey of shop 1.0.0."
    assert lines[2:4] == ["Score (nps)", "  points, 95% interval: adjusted-wald, 30 rows needed"]
    assert "too few: 12 of 30 needed" in lines[7]
    assert "-20.0  -22.2 to -17.8      1,234" in lines[6]
    assert "\x1b" not in "".join(lines)
    assert measures_text(GROUPS._replace(by=By("x" * 90)), PLAIN).count("\n") == len(lines)


def test_text_of_periods() -> None:
    lines = measures_text(PERIODS, WIDE).splitlines()
    assert [line.split()[0] for line in lines[4:]] == ["seen", "all", "2025", "2026", "since", "2027"]
    assert lines[8].split() == ["since", "2025", "+3.0", "+0.8", "to", "+5.2"]
    assert "no row counts" in lines[9]
    assert not any(line.endswith(" ") for line in lines)


def test_an_end_that_is_missing() -> None:
    half = Measurement("q", None, Fraction(3), 5, Fraction(5), None, Fraction(9), "no lower bound: too few")
    text = measures_text(measures(Measure(None, None, half), metric=METRIC._replace(least=1)), WIDE)
    assert "– to 9.0" in text
    assert text.endswith("  no lower bound: too few.\n")


def test_what_is_not_rated_is_named() -> None:
    def unrated(n: int) -> Measurement:
        return found(7, n)._replace(reason=f"not rated: {n} rows count, 100 are needed")

    rows = [
        Measure(None, None, found(7)),
        Measure("web", None, unrated(47)),
        Measure("web", "2026", unrated(47)),
        Measure("phone", None, unrated(48)),
    ]
    lines = measures_text(measures(*rows, by="score"), WIDE).splitlines()
    assert lines[-2:] == [
        "  web, web 2026: not rated: 47 rows count, 100 are needed.",
        "  phone: not rated: 48 rows count, 100 are needed.",
    ]


def test_a_change_without_bounds_is_named() -> None:
    change = found(3)._replace(low=None, high=None, reason="no interval: x")
    told = PERIODS._replace(
        metrics=[PERIODS.metrics[0]._replace(changes=[Change(None, "2025", "2026", change)])]
    )
    assert measures_text(told, WIDE).endswith("  2026 since 2025: no interval: x.\n")


def test_customers_are_not_called_rows() -> None:
    keys = ("keys", "customer_number", ("count", None), None, None, "at-least", "2")
    metric = METRIC._replace(unit="percent", body=keys, interval="", least=50, shown=30)
    lines = measures_text(measures(Measure(None, None, found(7)), metric=metric), WIDE).splitlines()
    needed = "50 values of customer_number needed, 30 values of customer_number to show"
    assert lines[3] == f"  percent, {needed}"
    assert lines[4].endswith(" customer…")


def test_whole_things_have_no_decimals() -> None:
    metric = METRIC._replace(unit="count", interval="", least=1)
    whole = Measurement("n", None, Fraction(1200), 1200)
    assert "  all  1,200      1,200\n" in measures_text(
        measures(Measure(None, None, whole), metric=metric), WIDE
    )
    half = whole._replace(value=Fraction(2401, 2))
    assert "  all  1,200.5" in measures_text(measures(Measure(None, None, half), metric=metric), WIDE)


@pytest.mark.parametrize("look", [WIDE, PLAIN, Look(40, ASCII), Look(60, UNICODE)])
@given(values=st.lists(st.fractions(min_value=-(10**6), max_value=10**6), min_size=1, max_size=6))
def test_bars_hold_any_values(look: Look, values: list[Fraction]) -> None:
    rows = [Measure(str(at), None, found(each)) for at, each in enumerate(values)]
    text = measures_text(measures(*rows, by="score"), look)
    assert text.count("●") in {0, len(values)}
    if look is WIDE:
        assert ("●" in text) == (len(values) > 1)
        assert max(map(len, text.splitlines())) <= 100


def test_data_is_exact() -> None:
    data = measures_data(PERIODS)
    Published.model_validate(data)
    assert data["period"] == {"unit": "year", "column": "seen"}
    assert data["metrics"][0]["measures"][0]["high"] == "12.24"
    assert data["metrics"][0]["measures"][3] == {
        "group": None,
        "period": "2027",
        "value": None,
        "exact": None,
        "low": None,
        "high": None,
        "n": 0,
        "effective": "0.00",
        "reason": "no row counts",
    }
    assert data["metrics"][0]["changes"][0]["since"] == "2025"


@pytest.mark.parametrize(
    "of",
    [
        GROUPS,
        PERIODS,
        measures(),
        measures(Measure(None, None, few(1))),
        measures(Measure(None, None, found(1))),
    ],
)
def test_a_picture_is_accessible_and_still(of: Measures) -> None:
    text = measures_svg(of)
    picture = ET.fromstring(text)  # noqa: S314 - our own text
    space = "{http://www.w3.org/2000/svg}"
    assert picture.get("role") == "img"
    assert [each.tag for each in picture[:2]] == [f"{space}title", f"{space}desc"]
    assert picture.get("aria-labelledby") == f"{picture[0].get('id')} {picture[1].get('id')}"
    assert "prefers-color-scheme:dark" in text
    assert "script" not in {each.tag.removeprefix(space) for each in picture.iter()}
    assert "\x1b" not in text
    assert not any(name.startswith("on") for each in picture.iter() for name in each.keys())  # noqa: SIM118
    drawn = [each for each in of.metrics[0].measures if each.found.value is not None]
    if all(each.period is None for each in of.metrics[0].measures):
        assert len(picture.findall(f".//{space}circle")) == len(drawn)


def test_a_picture_says_all_in_words() -> None:
    told = ET.fromstring(measures_svg(GROUPS))[1].text  # noqa: S314 - our own text
    assert told is not None
    assert "all: 10.0 (7.8 to 12.2), n = 100; " in told
    assert "b: too few: 12 of 30 needed" in told
    assert '<script>"&' in told  # as text: no element of that name is there


def test_groups_with_periods_have_a_panel_each() -> None:
    rows = [Measure(group, period, found(5)) for group in (None, "a") for period in (None, "2025", "2026")]
    picture = ET.fromstring(measures_svg(measures(*rows, by="score", period="seen")))  # noqa: S314
    texts = [each.text for each in picture.iter("{http://www.w3.org/2000/svg}text")]
    assert texts.count("all") == texts.count("a") == 1
    assert texts.count("2025") == 2


def test_a_picture_of_too_much() -> None:
    rows = [Measure(str(at), None, found(at)) for at in range(MOST_MARKS + 1)]
    with pytest.raises(TooManyMarks, match="151 values are more than a chart can show"):
        measures_svg(measures(*rows, by="score"))


@given(
    st.floats(-1e9, 1e9).flatmap(
        lambda low: st.tuples(st.just(low), st.floats(0, 1e9).map(lambda more: low + more))
    )
)
def test_a_scale_holds_its_numbers(ends: tuple[float, float]) -> None:
    low, high = (round(each, 6) for each in ends)
    scale = scale_over(low, high, 0, 100)
    assert scale.low <= low <= high <= scale.high
    assert 2 <= len(scale.ticks) <= 8
    assert -1e-6 <= scale.at(low) <= scale.at(high) <= 100 + 1e-6
    assert len({scale.label(tick) for tick in scale.ticks}) == len(scale.ticks)
