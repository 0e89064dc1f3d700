"""Versions and ranges as people write them outside rulesets."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from cxrules.model.version import fits, full_version, numbers, read_range, within

version = st.tuples(*[st.integers(0, 30)] * 3).map(lambda each: ".".join(map(str, each)))


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("^4", (("^", "4"),)),
        ("4.1", (("", "4.1"),)),
        (" >= 4.1  <4.5 ", ((">=", "4.1"), ("<", "4.5"))),
        (">=4.1<4.5", ((">=", "4.1"), ("<", "4.5"))),
        ("~4.1.2", (("~", "4.1.2"),)),
    ],
)
def test_a_range_is_read(text: str, parts: tuple[tuple[str, str], ...]) -> None:
    assert read_range(text) == parts


@pytest.mark.parametrize("text", ["", "  ", "four", "^", "4.1.2.3", "4.", "4 or 5", "=4", "^4x", ">4"])
def test_what_is_no_range(text: str) -> None:
    assert read_range(text) is None


def test_no_range_takes_everything() -> None:
    assert within("9.9.9", ())


@given(version, version)
def test_a_bound_from_below_is_the_order_of_versions(one: str, other: str) -> None:
    assert fits(one, ">=", other) is (numbers(one) >= numbers(other))
    assert fits(one, "<", other) is not fits(one, ">=", other)


@given(version, version)
def test_the_narrower_a_range_the_less_it_takes(one: str, other: str) -> None:
    taken = [fits(one, operator, other) for operator in ("", "~", "^", ">=")]
    assert taken == sorted(taken)


@given(version)
def test_a_full_version_stays_and_fits_itself(text: str) -> None:
    assert full_version(text) == text
    assert all(fits(text, operator, text) for operator in ("", "~", "^", ">="))
