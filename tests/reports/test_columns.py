"""Text in columns: widths, wrapping, bars, and JSON that people can read."""

import json

import pytest
from hypothesis import given, strategies as st

from cxrules.reports.bars import Bars
from cxrules.reports.columns import ASCII, UNICODE, clean, clip, counted, left, listed, right, width, wrap
from cxrules.reports.json_text import written
from tests.reports.samples import attribute

NPLF = ["N", "P", "L", "F"]
WORDS = st.text(st.characters(codec="utf-8"), max_size=40)


@pytest.mark.parametrize(
    ("text", "columns"), [("", 0), ("abc", 3), ("项目", 4), ("e\N{COMBINING ACUTE ACCENT}", 1), ("█·", 2)]
)
def test_width(text: str, columns: int) -> None:
    assert width(text) == columns


@given(WORDS, st.integers(1, 30))
def test_a_clipped_text_fits(text: str, columns: int) -> None:
    clipped = clip(clean(text), columns, "…")
    assert width(clipped) <= columns
    assert width(left(clipped, columns)) == columns
    assert width(right(clipped, columns)) == columns


@given(WORDS)
def test_a_clean_text_is_one_line_that_can_be_shown(text: str) -> None:
    assert clean(text).isprintable()


@given(st.lists(st.text("abc项", min_size=1, max_size=12), min_size=1), st.integers(1, 40))
def test_wrapping_keeps_every_word_and_the_width(words: list[str], columns: int) -> None:
    lines = wrap(" ".join(words), columns, "  ")
    assert " ".join(lines).split() == words
    for line in lines:
        assert width(line) <= columns or len(line.split()) == 1


@pytest.mark.parametrize(
    ("names", "most", "said"),
    [
        ([], 0, ""),
        (["a"], 0, "a"),
        (["a", "b"], 0, "a and b"),
        (["a", "b", "c"], 0, "a, b and c"),
        (["a", "b", "c"], 2, "a, b and c"),
        (["a", "b", "c", "d"], 2, "a, b and 2 more"),
    ],
)
def test_listed(names: list[str], most: int, said: str) -> None:
    assert listed(names, most) == said


def test_counted() -> None:
    assert [counted(1, "rule"), counted(2, "rule"), counted(2, "process", "processes")] == [
        "1 rule",
        "2 rules",
        "2 processes",
    ]


@pytest.mark.parametrize(
    ("word", "drawn", "plain"),
    [
        ("N", "···N", "...N"),
        ("P", "█··P", "#..P"),
        ("L", "██·L", "##.L"),
        ("F", "███F", "###F"),
        ("?", "   ?", "   ?"),
        ("?-L", " ?-L", " ?-L"),
    ],
)
def test_bars(word: str, drawn: str, plain: str) -> None:
    assert Bars(NPLF, UNICODE).draw(attribute("PA.1.1", word)) == drawn
    assert Bars(NPLF, ASCII).draw(attribute("PA.1.1", word)) == plain


def test_bars_of_what_is_not_applicable_or_not_there() -> None:
    bars = Bars(NPLF, UNICODE)
    assert bars.draw({"rating": None, "possible": None, "applicable": False}) == " n/a"
    assert bars.draw(None) == "   \N{EN DASH}"
    assert Bars(NPLF, UNICODE, drawn=False).draw(attribute("PA.1.1", "L")) == "  L"


def test_bars_of_a_long_scale_stay_short() -> None:
    values = [str(rank) for rank in range(11)]
    bars = Bars(values, ASCII)
    assert [bars.draw(attribute("A", value)) for value in ("0", "5", "10")] == [
        ".....0".rjust(7),
        "###..5".rjust(7),
        "#####10",
    ]


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda below: st.lists(below, max_size=4) | st.dictionaries(st.text(max_size=5), below, max_size=4),
    max_leaves=20,
)


@given(VALUES, st.integers(0, 5))
def test_json_says_the_same_however_it_is_laid_out(value: object, depth: int) -> None:
    text = written(value, depth)
    assert json.loads(text) == value
    assert text.isascii()


def test_json_keeps_what_is_small_on_one_line() -> None:
    assert written({"a": [{"b": 1, "c": []}, {"b": 2, "c": []}], "d": {}}) == (
        '{\n  "a": [\n    {"b": 1, "c": []},\n    {"b": 2, "c": []}\n  ],\n  "d": {}\n}\n'
    )
