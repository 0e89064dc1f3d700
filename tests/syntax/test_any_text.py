"""No text whatever makes the parser fail: it gives a tree and diagnostics that point into the text."""

from __future__ import annotations

import gc

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cxrules.fmt.format import format_text
from cxrules.syntax.parse import MOST, parse
from cxrules.syntax.printer import print_file
from cxrules.text import Source
from tests.strategies.trees import KEYWORDS

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
    assert [each.message for each in diagnostics] == ["This condition is nested too deeply."]
    assert [each.begin for each in file.declarations] == [len(text) - len("rule S warn")]


@pytest.mark.parametrize("opener", ["not ", "(", "not (", "(A is F or "])
def test_nesting_that_is_accepted_can_be_walked(opener: str) -> None:
    for depth in range(20, 200, 20):
        check(f"rule R lower X when {opener * depth}A is F{')' * opener.count('(') * depth}")


def test_the_garbage_collector_runs_again_after_any_parse() -> None:
    assert gc.isenabled()
    parse(Source("good.cxr", 'group A "a"'))
    parse(Source("bad.cxr", "group"))
    assert gc.isenabled()
