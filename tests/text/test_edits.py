"""Changes to a text: which of them fit together, and what they make of it."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from cxrules.text import Source, Span
from cxrules.text.edits import Edit, chosen, edited, whole_lines

SOURCE = Source("a.cxr", "one two three\n")


def edit(start: int, end: int, text: str) -> Edit:
    return Edit(SOURCE, Span(start, end), text)


def test_edits_are_made_in_the_order_of_their_places() -> None:
    assert edited(SOURCE, [edit(8, 13, "3"), edit(0, 3, "1"), edit(3, 3, " and")]) == "1 and two 3\n"


def test_only_the_edits_of_this_source_are_made() -> None:
    assert edited(SOURCE, [Edit(Source("b.cxr", ""), Span(0, 0), "x")]) == SOURCE.text


def test_overlapping_edits_are_refused() -> None:
    with pytest.raises(ValueError, match=r"two edits of a\.cxr overlap at 2"):
        edited(SOURCE, [edit(0, 3, ""), edit(2, 5, "")])


def test_a_group_that_meets_an_earlier_one_is_left_out_as_a_whole() -> None:
    first, second, third = [edit(0, 3, "")], [edit(3, 4, ""), edit(8, 13, "")], [edit(8, 13, "3")]
    assert chosen([first, second, third]) == [*first, *third]


@pytest.mark.parametrize(
    ("text", "taken", "left"),
    [
        ("a\nb\nc\n", "b", "a\nc\n"),
        ("a\n  b  \nc\n", "b", "a\nc\n"),
        ("a\r\nb\r\nc\r\n", "b", "a\r\nc\r\n"),
        ("a b c\n", "b", "a c\n"),
        ("a  b\nc\n", "b", "a\nc\n"),
        ("a\nb", "b", "a\n"),
        ("b c\n", "b", " c\n"),
    ],
)
def test_what_is_taken_out_leaves_no_empty_line(text: str, taken: str, left: str) -> None:
    source = Source("a.cxr", text)
    start = text.index(taken)
    span = whole_lines(source, Span(start, start + len(taken)))
    assert edited(source, [Edit(source, span, "")]) == left


@given(st.lists(st.tuples(st.integers(0, 14), st.integers(0, 14), st.text(max_size=3)), max_size=8))
def test_whatever_is_chosen_can_be_made(drawn: list[tuple[int, int, str]]) -> None:
    groups = [[edit(min(one, other), max(one, other), text)] for one, other, text in drawn]
    taken = chosen(groups)
    removed = sum(each.span.end - each.span.start for each in taken)
    added = sum(len(each.text) for each in taken)
    assert len(edited(SOURCE, taken)) == len(SOURCE.text) - removed + added
