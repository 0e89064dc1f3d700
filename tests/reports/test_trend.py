"""The way to a target, and what a trend looks like where text means harm."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, strategies as st

from cxrules.reports.trend import cause_text, level_text, progress_text
from cxrules.workspace.progress import progress
from cxrules.workspace.standing import Cause
from cxrules.workspace.trend import Reached

LEVELS = st.integers(0, 9)
MAYBE = st.none() | LEVELS


@given(LEVELS, LEVELS, LEVELS)
def test_the_share_is_that_of_the_way(baseline: int, current: int, target: int) -> None:
    found = progress(baseline, current, target)
    if baseline >= target:
        assert found.share is None
        assert found.reason
    else:
        assert found.share is not None
        assert baseline + found.share * (target - baseline) == current


@given(LEVELS, LEVELS)
def test_none_at_first_and_all_at_the_target(baseline: int, target: int) -> None:
    if baseline < target:
        assert progress(baseline, baseline, target).share == 0
        assert progress(baseline, target, target).share == 1


@given(LEVELS, LEVELS, LEVELS, LEVELS)
def test_a_higher_level_is_never_less_progress(baseline: int, one: int, other: int, target: int) -> None:
    low, high = (progress(baseline, each, target).share for each in sorted((one, other)))
    assert (low is None) == (high is None)
    assert low is None or high is None or low <= high


@given(MAYBE, MAYBE, LEVELS)
def test_the_target_is_met_or_not_or_not_known(
    baseline: int | None, current: int | None, target: int
) -> None:
    found = progress(baseline, current, target)
    assert found.met == (None if current is None else current >= target)
    assert (found.share is None) == bool(found.reason)
    text = progress_text(found)
    assert ("undefined" in text) == (found.share is None)
    if found.met and found.share is not None:
        assert text == "100 %, target met"


@pytest.mark.parametrize(
    ("baseline", "current", "target", "text"),
    [
        (0, 1, 3, "33.3 %"),
        (1, 0, 3, "-50 %"),
        (0, 3, 2, "100 %, target met"),
        (2, 2, 2, "target met; undefined: the first level is the target"),
        (3, 1, 2, "target missed; undefined: the first level is above the target"),
        (None, 1, 2, "target missed; undefined: there is no first level"),
        (0, None, 2, "undefined: there is no level"),
    ],
)
def test_progress_in_words(baseline: int | None, current: int | None, target: int, text: str) -> None:
    assert progress_text(progress(baseline, current, target)) == text


def test_progress_is_exact() -> None:
    assert progress(0, 1, 3).share == Fraction(1, 3)


def test_levels_in_few_characters() -> None:
    assert [
        level_text(Reached(state, level, possible), "-")
        for state, level, possible in (
            ("rated", 2, 2),
            ("open", 1, 3),
            ("not-rated", None, 3),
            ("not-applicable", None, None),
            ("out-of-scope", None, None),
        )
    ] == ["2", "1-3", "?", "n/a", "-"]


def test_text_that_would_steer_a_terminal() -> None:
    cause = Cause(
        "rating", "A\x1b[31m", "b\nc", "P", "F", decides=True, evidence=("E\x07",), notes=("n\x1b",)
    )
    assert cause_text(cause).isprintable()
