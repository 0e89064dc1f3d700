"""Tables, metrics and grades: what fits, and what is said of what does not."""

# ruff: noqa: E501 - a mistake a line

from __future__ import annotations

import pytest

from tests.semantics.inline import FRAMEWORK, analysed, problems

TABLE = """
table survey "Survey" {
  guest : text key
  shop : text instance
  score : count 0 .. 10 blank 11
  taste : count 1 .. 5
  visit : one of first-time, regular
  asked : date
  answered : time
  again : truth
  weight : number
}
"""


def _model(text: str, table: str = TABLE) -> str:
    return "model m version 1.0.0\n" + FRAMEWORK + table + text + '\ncapability A "A" { criterion 1 "One" }\n'


def _metric(body: str, rows: str = "survey", unit: str = "number") -> str:
    return _model(f"metric x from {rows} : {unit} {{ {body} }}")


def _told(text: str) -> list[tuple[str, str]]:
    return [(each[0], each[1]) for each in problems(text)]


# ------------------------------------------------------------------------------------------ tables


def test_columns_as_declared() -> None:
    analysis = analysed(_model(""))
    assert not analysis.diagnostics
    table = analysis.ruleset.tables["survey"]
    assert [(each.name, each.type, each.role) for each in table.columns][:3] == [
        ("guest", "text", "key"),
        ("shop", "text", "instance"),
        ("score", "count", ""),
    ]
    score = table.column("score")
    assert (score.low, score.high, score.blanks, score.source) == ("0", "10", ("11",), "score")
    assert table.column("visit").choices == ("first-time", "regular")


def test_a_column_twice() -> None:
    assert _told(_model("", "table t { a : text a : date }")) == [
        ("CX0202", "The table t has two columns a.")
    ]


def test_columns_may_go_below_zero() -> None:
    analysis = analysed(_model("", "table t { change : number -100 .. 100 blank -999 }"))
    assert not analysis.diagnostics
    change = analysis.ruleset.tables["t"].column("change")
    assert (change.low, change.high, change.blanks) == ("-100", "100", ("-999",))


def test_an_optional_column() -> None:
    analysis = analysed(_model("", "table t { name : text key nickname : text optional }"))
    assert not analysis.diagnostics
    assert [each.optional for each in analysis.ruleset.tables["t"].columns] == [False, True]
    assert _told(_model("", "table t { name : text key optional }")) == [
        ("CX0306", "name tells rows apart, so no file can lack it.")
    ]


def test_bounds_of_a_column_run_upwards() -> None:
    assert _told(_model("", "table t { change : number -5 .. -10 }")) == [
        ("CX0306", "The bounds of change do not run upwards.")
    ]


# ----------------------------------------------------------------------------------------- metrics


def test_a_metric_below_zero() -> None:
    analysis = analysed(
        _metric("share of rows where balance at least -2.5 plus -3%", "t", "percent").replace(
            "metric x", "table t { balance : number } metric x"
        )
    )
    assert not analysis.diagnostics
    share = ("share", ("at-least", ("column", "balance"), "-2.5"), None)
    assert analysis.ruleset.metrics["x"].body == ("plus", share, ("number", "-3/100"))


def test_a_metric_as_data() -> None:
    text = _metric(
        "share of rows where taste at least 4 among rows where visit is regular "
        "needs 30 rows interval wilson 95%",
        "survey where again is yes last row per guest by asked weighted by weight within 6 months by asked",
        "percent",
    )
    analysis = analysed(text)
    assert not analysis.diagnostics
    metric = analysis.ruleset.metrics["x"]
    assert metric.body == (
        "share",
        ("at-least", ("column", "taste"), "4"),
        ("is", ("column", "visit"), ("regular",)),
    )
    assert metric.where == ("is", ("column", "again"), ("yes",))
    assert metric.kept is not None
    assert tuple(metric.kept) == ("last", "guest", "asked")
    assert metric.window is not None
    assert (metric.window.length, metric.window.unit) == (6, "months")
    assert (metric.weight, metric.least, metric.interval, metric.confidence) == (
        "weight",
        30,
        "wilson",
        "19/20",
    )


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("mean of tast", ("CX0201", "There is no column of survey tast.")),
        ("mean of guest", ("CX0304", "A mean is taken of a count, a number, a percent or a span of time; guest is a text.")),
        ("share of rows where taste at least asked", ("CX0304", "`at least` is taken of a count, a number or a percent; asked is a date.")),
        ("share of rows where asked at least 3", ("CX0304", "3 cannot be compared with here; a date, or a column of dates is expected.")),
        ("share of rows where visit is often", ("CX0201", "There is no choice of visit often.")),
        ("share of rows where taste is good", ("CX0304", "taste is a count; good is none.")),
        ("share of rows where again is perhaps", ("CX0304", "again is yes or no; perhaps is neither.")),
        ("taste", ("CX0201", "There is no metric taste.")),
        ("y plus 1", ("CX0201", "There is no metric y.")),
        ("mean of days from asked to taste", ("CX0304", "A span of time is taken of a date or a time; taste is a count.")),
        ("median of taste interval wilson 95%", ("CX0412", "The interval wilson does not fit what x computes.")),
        ("mean of taste interval wilsen 95%", ("CX0201", "There is no interval wilsen.")),
        ("mean of taste interval normal 96%", ("CX0306", "96% is not a level of confidence that is known here.")),
    ],
)  # fmt: skip
def test_what_does_not_fit_a_metric(body: str, told: tuple[str, str]) -> None:
    assert _told(_metric(body)) == [told]


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("surveys", ("CX0201", "There is no table surveys.")),
        ("survey weighted by guest", ("CX0304", "A weight is taken of a number or a count; guest is a text.")),
        ("survey within 3 weeks by asked", ("CX0201", "There is no unit of time weeks.")),
        ("survey within 3 months ending 3 weeks ago by asked", ("CX0201", "There is no unit of time weeks.")),
        ("survey within 3 months by taste", ("CX0304", "A window is taken of a date or a time; taste is a count.")),
        ("survey from 2026-02-30 to 2026-03-01 by asked", ("CX0106", "2026-02-30 is not a day of the calendar.")),
        ("survey last row per gast by asked", ("CX0201", "There is no column of survey gast.")),
    ],
)  # fmt: skip
def test_what_does_not_fit_its_rows(rows: str, told: tuple[str, str]) -> None:
    assert _told(_metric("mean of taste", rows)) == [told]


def test_metrics_come_after_what_they_rest_on() -> None:
    text = _model(
        "metric c : number { b minus a }"
        "metric b : number { a plus 1 }"
        "metric a from survey : number { mean of taste }"
    )
    assert list(analysed(text).ruleset.metrics) == ["a", "b", "c"]


def test_a_circle_of_metrics() -> None:
    text = _model("metric a : number { b plus 1 } metric b : number { a plus 1 }")
    assert _told(text)[0] == ("CX0601", "A metric rests on itself: a > b > a.")


LAST_YEAR = (
    "metric now from survey within 12 months by asked : number { mean of taste interval normal 95% }"
    "metric then from survey within 12 months ending 1 year ago by asked : number "
    "{ mean of taste interval normal 95% }"
    "metric all from survey : number { mean of taste interval normal 95% }"
    "metric first from survey where visit is first-time : number { mean of taste interval normal 95% }"
    "metric known from survey where visit is regular : number { mean of taste interval normal 95% }"
)


def test_fewer_rows_are_needed_to_show() -> None:
    metric = analysed(_metric("mean of taste needs 100 rows, 30 to show")).ruleset.metrics["x"]
    assert (metric.least, metric.shown) == (100, 30)
    assert _told(_metric("mean of taste needs 30 rows, 100 to show")) == [
        ("CX0306", "With 100 rows a value is shown, and rated with 30.")
    ]


def test_a_window_that_ended_a_year_ago() -> None:
    then = analysed(_model(LAST_YEAR)).ruleset.metrics["then"]
    assert then.window == ("asked", 12, "months", "", "", 1, "years")
    assert then.needs_day


@pytest.mark.parametrize("body", ["now minus then", "first minus known", "then minus now"])
def test_a_difference_of_different_rows(body: str) -> None:
    assert not _told(_model(f"{LAST_YEAR} metric x : number {{ {body} interval difference 95% }}"))


@pytest.mark.parametrize(
    ("body", "told"),
    [("now minus all", "now and all"), ("first minus then", "first and then")],
)
def test_a_difference_of_the_same_rows(body: str, told: str) -> None:
    assert _told(_model(f"{LAST_YEAR} metric x : number {{ {body} interval difference 95% }}")) == [
        ("CX0412", f"{told} may be measured from some of the same rows of survey.")
    ]


def test_groups_are_of_the_same_table() -> None:
    text = _model(
        "table other { shop : text taste : count 1 .. 5 }"
        "metric a from survey : number { mean of taste }"
        "metric b from other : number { highest of a over shop }"
    )
    assert _told(text) == [("CX0306", "a is measured from another table.")]


@pytest.mark.parametrize(
    ("rows", "word"),
    [
        ("where visit is regular", "where"),
        ("within 12 months by asked", "within"),
        ("from 2026-01-01 to 2026-06-30 by asked", "from"),
        ("last row per guest by asked", "last row"),
        ("weighted by weight", "weighted"),
    ],
)
@pytest.mark.parametrize("body", ["highest of a over visit", "highest of a over visit minus 2", "a times 2"])
def test_rows_that_nothing_is_taken_of_are_not_narrowed_down(rows: str, word: str, body: str) -> None:
    text = (
        f"metric a from survey : number {{ mean of taste }} metric x from survey {rows} : number {{ {body} }}"
    )
    assert _told(_model(text)) == [
        ("CX0306", f"x is made of other metrics alone; `{word}` chooses none of their rows.")
    ]


def test_where_to_narrow_rows_down_is_said() -> None:
    over = "metric x from survey where visit is regular : number { %s }"
    text = "metric a from survey : number { mean of taste }" + over
    (told,) = analysed(_model(text % "mean of a over shop")).diagnostics
    assert told.hint == "Rows are chosen where they are counted: write it in a, or in another metric like it."
    assert not analysed(_model(text % "mean of a over shop minus mean of taste")).diagnostics


KEYS = "metric taken from survey within 3 months by asked : count { count of distinct asked }"


def test_a_share_of_keys() -> None:
    text = _model(
        KEYS + " metric x from survey : percent { share of taken over guest at least 2 interval wilson 95% }"
    )
    analysis = analysed(text)
    assert not analysis.diagnostics
    window = ("window", *(analysis.ruleset.metrics["taken"].window or ()))
    counted = ("distinct", "asked", None)
    assert analysis.ruleset.metrics["x"].body == ("keys", "guest", counted, None, window, "at-least", "2")
    assert analysis.ruleset.metrics["x"].needs_day


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("share of takn over guest at least 2", ("CX0201", "There is no metric takn.")),
        ("share of taken over gest at least 2", ("CX0201", "There is no column of survey gest.")),
        ("share of taken over weight at least 2", ("CX0304", "A share of keys is taken of a text, a choice, a count or a date; weight is a number.")),
        ("share of taken over guest at least 2%", ("CX0304", "2% cannot be compared with taken; a number is expected.")),
        ("share of liked over guest at least 2", ("CX0304", "2 cannot be compared with liked; a percentage is expected.")),
        ("share of middle over guest at least 2", ("CX0306", "middle is not counted for each guest by itself.")),
        ("share of heavy over guest at least 2", ("CX0306", "heavy is not counted for each guest by itself.")),
        ("share of many over guest at least 2", ("CX0306", "many is not counted for each guest by itself.")),
    ],
)  # fmt: skip
def test_what_does_not_fit_a_share_of_keys(body: str, told: tuple[str, str]) -> None:
    others = (
        KEYS
        + " metric liked from survey : percent { share of rows where taste at least 4 }"
        + " metric middle from survey : number { median of taste }"
        + " metric heavy from survey weighted by weight : number { mean of taste }"
        + " metric many from survey : number { mean of taste needs 30 rows }"
    )
    assert _told(_model(f"{others} metric x from survey : percent {{ {body} }}")) == [told]


def test_keys_have_no_weights() -> None:
    text = (
        f"{KEYS} metric x from survey weighted by weight : percent {{ share of taken over guest at least 2 }}"
    )
    assert _told(_model(text)) == [
        ("CX0306", "x counts keys, which have no weights, and of which all rows are looked at.")
    ]


def test_a_parameter_in_a_condition_on_rows() -> None:
    parameter = '\nparameter enough : count = 4 source "x"\nparameter day : date = 2026-01-31 source "x"\n'
    rows = "share of rows where taste at least parameter enough among rows where asked below parameter day"
    text = _model(f"{parameter} metric x from survey : percent {{ {rows} }}")
    analysis = analysed(text)
    assert not analysis.diagnostics
    liked, before = ("at-least", ("column", "taste"), "4"), ("below", ("column", "asked"), "2026-01-31")
    assert analysis.ruleset.metrics["x"].body == ("share", liked, before)


@pytest.mark.parametrize(
    ("limit", "told"),
    [
        ("parameter enogh", ("CX0201", "There is no parameter enogh.")),
        ("parameter day", ("CX0304", "2026-01-31 cannot be compared with here; a number, or a column of numbers is expected.")),
    ],
)  # fmt: skip
def test_a_parameter_that_does_not_fit(limit: str, told: tuple[str, str]) -> None:
    parameter = '\nparameter day : date = 2026-01-31 source "x"\n'
    text = f"{parameter} metric x from survey : percent {{ share of rows where taste at least {limit} }}"
    assert _told(_model(text)) == [told]


# ------------------------------------------------------------------------------------------ grades

GRADED = """
metric nps from survey : points {
  share of rows where score at least 9 minus share of rows where score at most 6
  interval adjusted-wald 95%
}
metric plain from survey : number { mean of taste }
grade sampled of x at least t {
  F when lower bound of x at least t
  L when x at least t
  otherwise N
}
"""


def _graded(written: str) -> str:
    return (
        "model m version 1.0.0\n"
        + FRAMEWORK
        + TABLE
        + GRADED
        + f'\ncapability A "A" {{ criterion 1 "One" {{ {written} }} }}\n'
    )


def test_a_grade_is_written_out_where_it_is_used() -> None:
    analysis = analysed(_graded("rate by sampled of nps at least 30"))
    assert not analysis.diagnostics
    word, rows, *_ = analysis.rates["A.1"].term
    assert word == "decide"
    asked = [row[0] for row in rows]
    assert asked[0] == (
        "compare",
        "at-least",
        ("measured", "lower bound of nps", "number", "-100", "100"),
        "30",
    )
    assert [row[1][1] for row in rows] == [3, 2, 0]


def test_a_threshold_below_zero() -> None:
    parameter = '\nparameter trade : number = -6.1 source "x"'
    text = _graded("rate by sampled of nps at least parameter trade")
    analysis = analysed(text.replace("\ncapability", f"{parameter}\ncapability"))
    assert not analysis.diagnostics
    assert [row[0][3] for row in analysis.rates["A.1"].term[1][:2]] == ["-61/10", "-61/10"]


def test_of_several_grades_the_lowest_counts() -> None:
    analysis = analysed(_graded("rate by sampled of nps at least 30 and sampled of nps at least 40"))
    assert analysis.rates["A.1"].term[:2] == ("aggregate", "lowest")


def test_of_alternatives_the_highest_counts() -> None:
    first, second, third = (f"sampled of nps at least {limit}" for limit in (30, 40, 50))
    analysis = analysed(_graded(f"rate by {first} or {second} and {third}"))
    word, how, (one, both), _ = analysis.rates["A.1"].term
    assert (word, how, one[0][0], both[0][:2]) == ("aggregate", "highest", "decide", ("aggregate", "lowest"))
    analysis = analysed(_graded(f"rate by ({first} or {second}) and {third}"))
    word, how, (either, one), _ = analysis.rates["A.1"].term
    assert (word, how, one[0][0], either[0][:2]) == (
        "aggregate",
        "lowest",
        "decide",
        ("aggregate", "highest"),
    )


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("rate by sample of nps at least 30", ("CX0201", "There is no grade sample.")),
        ("rate by sampled of nps at most 30", ("CX0306", "The grade sampled holds against `at least`.")),
        ("rate by sampled of plain at least 4", ("CX0306", "plain has no interval, and so no bounds.")),
        (
            "rate F when lower bound of nps plus 1 at least 4 otherwise N",
            ("CX0306", "These two do not go together."),
        ),
    ],
)
def test_what_does_not_fit_a_grade(written: str, told: tuple[str, str]) -> None:
    (found,) = _told(_graded(written))
    assert found[0] == told[0]
    if told[1] != "These two do not go together.":
        assert found == told


def test_a_name_that_a_grade_does_not_use() -> None:
    text = _model("grade g of x at least t { F when 3 at least t otherwise N }")
    assert _told(text) == [("CX0306", "x is nowhere used in the grade g.")]


# -------------------------------------------------------------------------------- what is expected

EXPECTED = "expected sum of taste per guest by asked over 2 years discounted 7.5% a year"


def test_what_is_expected_as_data() -> None:
    analysis = analysed(_metric(EXPECTED))
    assert not analysis.diagnostics
    assert analysis.ruleset.metrics["x"].body == (
        "expected",
        ("column", "taste"),
        ("column", "guest"),
        ("column", "asked"),
        24,
        "3/40",
    )


def test_a_metric_named_expected() -> None:
    text = "metric expected from survey : number { mean of taste }\nmetric x : number { 'expected' times 2 }"
    analysis = analysed(_model(text))
    assert not analysis.diagnostics
    assert analysis.ruleset.metrics["x"].body == ("times", ("metric", "expected"), ("number", "2"))


@pytest.mark.parametrize(
    ("body", "rows", "code", "message"),
    [
        (EXPECTED.replace("of taste", "of shop"), "survey", "CX0304", "An expected sum is taken of a count, a number or a percent; shop is a text."),
        (EXPECTED.replace("by asked", "by taste"), "survey", "CX0304", "The day of a purchase is taken of a date or a time; taste is a count."),
        (EXPECTED.replace("per guest", "per gest"), "survey", "CX0201", "There is no column of survey gest."),
        (EXPECTED.replace("2 years", "0 months"), "survey", "CX0306", "What is expected of a customer is asked over 1 to 600 months, not over 0."),
        (EXPECTED.replace("2 years", "60 years"), "survey", "CX0306", "What is expected of a customer is asked over 1 to 600 months, not over 720."),
        (EXPECTED.replace("years", "weeks"), "survey", "CX0201", "There is no unit of time weeks."),
        (EXPECTED, "survey weighted by weight", "CX0306", "What is expected of customers counts each of them once: rows have no weight here."),
        (f"{EXPECTED} interval normal 95%", "survey", "CX0412", "The interval normal does not fit what x computes."),
    ],
)  # fmt: skip
def test_what_is_expected_of_no_table(body: str, rows: str, code: str, message: str) -> None:
    assert _told(_metric(body, rows)) == [(code, message)]


def test_what_is_expected_needs_rows() -> None:
    (told,) = _told(_model(f"metric x : number {{ {EXPECTED} }}"))
    assert told == (
        "CX0306",
        "This is measured from rows; the metric does not say from which table.",
    )
