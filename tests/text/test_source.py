"""Sources: offsets, lines and columns, for every kind of line break and at every edge."""

import pytest
from hypothesis import given, strategies as st

from cxrules.text import Position, Source, Span

TEXTS = st.text(alphabet="ab\t\r\n漢é ", max_size=40)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", [""]),
        ("one", ["one"]),
        ("one\n", ["one", ""]),
        ("one\r\ntwo", ["one", "two"]),
        ("one\rtwo\r", ["one", "two", ""]),
        ("\n\r\n\r", ["", "", "", ""]),
        ("a\n\rb", ["a", "", "b"]),
    ],
)
def test_lines_end_with_any_line_break(text: str, lines: list[str]) -> None:
    source = Source("s", text)
    assert [source.line(number) for number in range(1, source.line_count + 1)] == lines


def test_columns_count_characters_whatever_their_width() -> None:
    source = Source("s", "\t漢字x")
    assert source.position(source.text.index("x")) == Position(1, 4)


def test_the_end_of_the_text_has_a_position() -> None:
    assert Source("s", "").position(0) == Position(1, 1)
    assert Source("s", "ab").position(2) == Position(1, 3)
    assert Source("s", "ab\n").position(3) == Position(2, 1)


def test_an_offset_outside_the_text_counts_as_its_nearer_end() -> None:
    source = Source("s", "ab\ncd")
    assert source.position(99) == Position(2, 3)
    assert source.position(-1) == Position(1, 1)


def test_a_line_and_column_outside_the_text_count_as_the_nearer_end() -> None:
    source = Source("s", "ab\r\ncd")
    assert source.offset(1, 99) == 2
    assert source.offset(9, 1) == 6
    assert source.offset(0, 0) == 0


def test_a_line_that_does_not_exist_is_empty() -> None:
    source = Source("s", "ab")
    assert source.line(0) == source.line(2) == ""


def test_slice_gives_the_text_of_a_span() -> None:
    assert Source("s", "SWE.1 at L").slice(Span(0, 5)) == "SWE.1"


def test_sources_are_equal_by_name_and_text() -> None:
    assert Source("s", "a") == Source("s", "a")
    assert hash(Source("s", "a")) == hash(Source("s", "a"))
    assert Source("s", "a") != Source("t", "a")
    assert Source("s", "a") != Source("s", "b")
    assert Source("s", "a") != "a"


def test_repr_does_not_show_a_large_text() -> None:
    assert repr(Source("s", "a" * 9)) == "Source('s', 9 characters)"


def test_positions_are_computed_only_when_asked() -> None:
    assert Source("s", "a\nb")._starts is None  # noqa: SLF001  # laziness cannot be seen from outside


@given(TEXTS)
def test_every_offset_comes_back_from_its_position(text: str) -> None:
    source = Source("s", text)
    for offset in range(len(text) + 1):
        if offset and text[offset - 1 : offset + 1] == "\r\n":
            continue  # between the two characters of one line break: nobody points there
        assert source.offset(*source.position(offset)) == offset


@given(TEXTS)
def test_lines_are_those_of_python(text: str) -> None:
    source = Source("s", text)
    lines = [source.line(number) for number in range(1, source.line_count + 1)]
    *before, last = (text + "|").splitlines()  # the mark keeps a last empty line
    assert lines == [*before, last[:-1]]
