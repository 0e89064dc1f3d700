"""Every kind of file gives what plain loops over the rows give, for metrics of every form."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from cxrules.model.metrics import Kept, Metric, Window
from cxrules.workspace.tables import Asked, By, Limits, read_table
from cxrules.workspace.tables.columns import EARLY
from tests.workspace.tables.oracle import answers, counted
from tests.workspace.tables.survey import NAMES, ROWS, TABLE, WRITERS

if TYPE_CHECKING:
    from cxrules.model.metrics import Tree
    from tests.workspace.tables.survey import Row

TODAY = date(2026, 11, 30)

_VALUES = st.sampled_from(
    [
        *(("column", name) for name in ("score", "csat", "amount", "part")),
        ("days", "answered", "today"),
        ("days", "opened", "answered"),
        ("hours", "opened", "today"),
    ]
)
_SIGNS = st.sampled_from(["at-least", "at-most", "below", "above"])
_LEAVES: st.SearchStrategy[Tree] = st.one_of(
    st.tuples(_SIGNS, _VALUES, st.sampled_from(["9", "4", "0.5", "50%", "7/3", "-1"])),
    st.tuples(_SIGNS, _VALUES, _VALUES),
    st.tuples(_SIGNS, st.just(("column", "answered")), st.just("2026-03-01")),
    st.tuples(_SIGNS, st.just(("column", "opened")), st.just("2026-01-04")),
    st.tuples(
        st.sampled_from(["is", "is-not"]), st.just(("column", "channel")), st.just(("web", 'in, "quotes"'))
    ),
    st.tuples(st.sampled_from(["is", "is-not"]), st.just(("column", "score")), st.just(("9", "10"))),
    st.tuples(st.just("is"), st.just(("column", "used")), st.just(("yes",))),
    st.tuples(st.just("blank"), st.sampled_from(["score", "channel", "amount", "answered", "respondent"])),
)
_CONDITIONS: st.SearchStrategy[Tree] = st.recursive(
    _LEAVES,
    lambda inner: st.tuples(st.just("not"), inner) | st.tuples(st.sampled_from(["and", "or"]), inner, inner),
    max_leaves=3,
)
_WHERE = st.none() | _CONDITIONS
_AGGREGATES: st.SearchStrategy[Tree] = st.one_of(
    st.tuples(st.just("count"), _WHERE),
    st.tuples(st.just("distinct"), st.sampled_from(["respondent", "score", "amount", "answered"]), _WHERE),
    st.tuples(st.just("share"), _CONDITIONS, _WHERE),
    st.tuples(st.sampled_from(["sum", "mean", "lowest", "highest"]), _VALUES, _WHERE),
    st.tuples(st.just("quantile"), _VALUES, _WHERE, st.sampled_from(["1/2", "9/10", "1/4"])),
)
_WINDOWS = st.none() | st.builds(
    Window,
    st.sampled_from(["answered", "opened"]),
    st.integers(1, 12),
    st.sampled_from(["days", "months", "years"]),
    st.just(""),
    st.just(""),
    st.sampled_from([0, 0, 1, 3]),
    st.sampled_from(["months", "years"]),
)
_OF_A_KEY = _AGGREGATES.filter(lambda tree: tree[0] != "quantile")
_KEYS: st.SearchStrategy[Tree] = st.tuples(
    st.just("keys"),
    st.sampled_from(["respondent", "channel", "score", "answered"]),
    _OF_A_KEY,
    _WHERE,
    _WINDOWS.map(lambda window: ("window", *window) if window else None),
    _SIGNS,
    st.sampled_from(["2", "1", "0", "-1", "7/3", "0.5"]),
)
_OF_KEYS = st.builds(
    Metric,
    name=st.just("m"),
    title=st.just(""),
    table=st.just("survey"),
    unit=st.just("percent"),
    body=_KEYS | st.tuples(st.just("minus"), _KEYS, _AGGREGATES),
    where=_WHERE,
    kept=st.none(),
    window=_WINDOWS,
    weight=st.just(""),
    least=st.just(1),
    confidence=st.just("19/20"),
)
_METRICS = _OF_KEYS | st.builds(
    Metric,
    name=st.just("m"),
    title=st.just(""),
    table=st.just("survey"),
    unit=st.just("points"),
    body=_AGGREGATES | st.tuples(st.just("minus"), _AGGREGATES, _AGGREGATES),
    where=_WHERE,
    kept=st.none()
    | st.builds(
        Kept,
        st.sampled_from(["first", "last"]),
        st.just("respondent"),
        st.sampled_from(["answered", "opened", "score"]),
    ),
    window=_WINDOWS,
    weight=st.sampled_from(["", "weight"]),
    least=st.just(1),
    confidence=st.sampled_from(["19/20", "4/5"]),
)
_BY = st.sampled_from(
    [
        (),
        (),
        (By("channel"),),
        (By("used"), By("answered", "quarter")),
        (By("score"),),
        (By("opened", "month"),),
        (By("answered", "year"),),
    ]
)
_ASKED = st.lists(st.builds(Asked, _METRICS, _BY), min_size=1, max_size=4)


_WAYS = {
    "gathered": (5000, (False, True)),
    "row by row": (-1, (False, True)),
    "in large numbers": (-1, (True,)),
}


@pytest.mark.parametrize("kind", list(WRITERS))
@settings(suppress_health_check=[HealthCheck.too_slow])
@given(rows=ROWS, asked=_ASKED, way=st.sampled_from(sorted(_WAYS)))
def test_each_kind_of_file_gives_what_the_rows_say(
    kind: str, rows: list[Row], asked: list[Asked], way: str
) -> None:
    kinds, carriers = _WAYS[way]
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr("cxrules.workspace.tables.scan.KINDS", kinds)
        patch.setattr("cxrules.workspace.tables.reading.WIDTHS", carriers)
        path = Path(folder) / f"survey.{kind}"
        WRITERS[kind](path, rows, NAMES)
        reading = read_table(path, TABLE, asked, TODAY, limits=Limits(threads=1))
    assert reading.problems == ()
    assert reading.rows == len(
        [row for row in rows if kind != "xlsx" or any(cell is not None for cell in row.values())]
    )
    expected = answers(rows, TABLE)
    for each in asked:
        found = {
            names: samples
            for names, samples in reading.samples[each].items()
            if not each.by or any(sample.base.rows for sample in samples.values())
        }
        wanted = {
            names: samples
            for names, samples in counted(expected, each, TODAY).items()
            if not each.by or any(sample.base.rows for sample in samples.values())
        }
        assert found == wanted


def test_the_survey_has_columns_of_every_type() -> None:
    types = {column.type for column in TABLE.columns}
    assert types >= EARLY | {"text", "choice", "truth", "count"}
