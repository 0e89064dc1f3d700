"""No text whatever makes the parser fail: it gives a tree and diagnostics that point into the text."""

from __future__ import annotations

import gc

import pytest
from hypothesis import example, given, strategies as st

from cxrules.fmt.format import format_text
from cxrules.syntax.parse import MOST, parse
from cxrules.syntax.printer import print_file
from cxrules.text import Source
from tests.strategies.words import KEYWORDS

MARKS = ["{", "}", "(", ")", ",", "..", ":", "=", ">", "^", "~", ">=", "<", "\n", "\n\n", " # note\n", "\t"]
WORDS = [
    "SWE.1",
    "BP1",
    "L",
    "'a b'",
    '"text"',
    "15%",
    "2027-06-30",
    "17-00",
    "1.0.0",
    "2.5",
    "7",
    '"',
    "'",
    "“a”",
    "\0",
]
soups = st.lists(st.sampled_from([*KEYWORDS, *MARKS, *WORDS]), max_size=40).map(" ".join)


def check(text: str) -> None:
    source = Source("any.cxr", text)
    file, diagnostics = parse(source)
    for each in diagnostics:
        assert each.source is source
        assert each.span is not None
        assert 0 <= each.span.start <= each.span.end <= len(text)
        assert each.message
    again, problems = parse(Source("again.cxr", print_file(file)))
    assert (again, problems) == (file, [])
    if not diagnostics:
        format_text(source)


@given(st.text())
@example("\ufeffmodel m version 1.0.0")
@example('model m version 1.0.0 \r# a lone carriage return ends a line\rgroup A "a"')
def test_any_characters(text: str) -> None:
    check(text)


@given(soups)
def test_any_sequence_of_words(text: str) -> None:
    check(text)


@pytest.mark.parametrize(
    "mark",
    ["{", "}", "(", '"', "'", "\0", "“", "}a", "\n}", "capability ", "rule R lower A when not\n", "not ("],
)
def test_a_megabyte_of_one_thing(mark: str) -> None:
    text = mark * (1_000_000 // len(mark))
    _, diagnostics = parse(Source("large.cxr", text))
    assert 1 <= len(diagnostics) <= MOST + 1


@pytest.mark.parametrize("opener", ["not ", "(", "not (", "(A is F or "])
def test_deep_nesting_is_said_not_suffered(opener: str) -> None:
    depth = 20_000
    text = f"rule R lower X when {opener * depth}A is F{')' * opener.count('(') * depth}\nrule S warn"
    file, diagnostics = parse(Source("deep.cxr", text))
    assert [each.message for each in diagnostics] == ["This is nested too deeply."]
    assert [each.begin for each in file.declarations] == [len(text) - len("rule S warn")]


@pytest.mark.parametrize("opener", ["not ", "(", "not (", "(A is F or "])
def test_nesting_that_is_accepted_can_be_walked(opener: str) -> None:
    for depth in range(20, 200, 20):
        check(f"rule R lower X when {opener * depth}A is F{')' * opener.count('(') * depth}")


EXPRESSIONS = [
    ("(", "1", ")"),
    ("1 plus ", "1", ""),
    ("1 times ", "1", ""),
    ("lowest of (1 and ", "1", ")"),
    ("if A is F then 1 otherwise ", "1", ""),
    ("(mean of ", "1", " over every a)"),
    ("every a where (", "A is F", ") is F"),
    ("(count of every a where (", "A is F", ")) at least 1"),
]


@pytest.mark.parametrize(("before", "inner", "after"), EXPRESSIONS)
def test_deep_expressions_are_said_not_suffered(before: str, inner: str, after: str) -> None:
    depth = 20_000
    file, diagnostics = parse(Source("deep.cxr", f"value x of y = {before * depth}{inner}{after * depth}"))
    assert [each.message for each in diagnostics] == ["This is nested too deeply."]
    assert file.declarations == []


@pytest.mark.parametrize(("before", "inner", "after"), EXPRESSIONS)
def test_expressions_that_are_accepted_can_be_walked(before: str, inner: str, after: str) -> None:
    for depth in range(10, 110, 10):
        check(f"value x of y = {before * depth}{inner}{after * depth}")


@pytest.mark.parametrize("depth", [10, 20_000])
def test_deep_elements(depth: int) -> None:
    check('capability C "c" {' + 'goal G "g" {' * depth + "}" * depth + "}")


def test_the_garbage_collector_runs_again_after_any_parse() -> None:
    assert gc.isenabled()
    parse(Source("good.cxr", 'group A "a"'))
    parse(Source("bad.cxr", "group"))
    assert gc.isenabled()
