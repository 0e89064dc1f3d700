"""Comments and blank lines: which statement they belong to, and that none is ever lost."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, strategies as st

from cxrules.fmt.format import format_text
from cxrules.syntax import tree
from cxrules.syntax.layout import comments_in, comments_of
from cxrules.syntax.parse import parse
from cxrules.syntax.printer import print_file
from cxrules.syntax.tables import tables
from cxrules.text import Source
from tests.strategies.trees import files


def parsed(text: str) -> tree.File:
    file, diagnostics = parse(Source("a.cxr", text))
    assert diagnostics == []
    return file


def layout(statement: object) -> tree.Layout:
    assert isinstance(statement, tree.Statement)
    assert statement.layout is not None
    return statement.layout


def test_own_lines_belong_to_what_comes_after() -> None:
    file = parsed('# first\n\n# second\ngroup A "a"\n\n# third\ngroup B "b"\n')
    assert layout(file.declarations[0]) == tree.Layout(["# first", "", "# second"])
    assert layout(file.declarations[1]) == tree.Layout(["# third"], blank=True)


def test_a_comment_behind_a_statement_belongs_to_it() -> None:
    file = parsed('group A "a" # one\ngroup B "b" # two')
    assert [layout(each).after for each in file.declarations] == ["# one", "# two"]


def test_the_last_comments_belong_to_the_file() -> None:
    assert parsed('group A "a"\n\n# end\n\n').layout.closing == ["", "# end"]
    assert parsed("# nothing else").layout.closing == ["# nothing else"]


BODY = """\
capability A "a" {  # head
  # before
  criterion B "b"  # behind

  # closing
}  # after
"""


def test_comments_of_a_body() -> None:
    (capability,) = parsed(BODY).declarations
    assert isinstance(capability, tree.Capability)
    assert layout(capability) == tree.Layout(after="# head", closing=["", "# closing", "# after"])
    assert layout(capability.parts[0]) == tree.Layout(["# before"], "# behind")


def test_comments_inside_of_a_statement_move_before_it() -> None:
    file = parsed("rule R # one\n  lower A # two\n  when B # three\n is F # four\n")
    assert layout(file.declarations[0]) == tree.Layout(["# one", "# two", "# three"], "# four")
    file = parsed('scope s "s" {\n  A, # one\n  B # two\n}\n')
    assert layout(file.declarations[0]) == tree.Layout(["# one", "# two"])


def test_comments_around_the_parts_of_a_rule() -> None:
    text = 'rule R\n  lower A\n  when B is F  # head\n  # why\n  because "x"  # behind\n'
    (rule,) = parsed(text).declarations
    assert isinstance(rule, tree.Rule)
    assert layout(rule).after == "# head"
    assert layout(rule.parts[0]) == tree.Layout(["# why"], "# behind")
    assert format_text(Source("a.cxr", text)) == (text, [])


@pytest.mark.parametrize(
    "text",
    ['capability A "a" { # only\n}', 'capability A "a" {\n# only\n}', "levels cumulative from 0 {# only\n}"],
)
def test_comments_of_an_empty_body(text: str) -> None:
    assert comments_of(parsed(text)) == ["# only"]
    check(text)


def check(text: str) -> None:
    source = Source("a.cxr", text)
    file = parsed(text)
    assert sorted(comments_of(file)) == sorted(comments_in(text))
    formatted, diagnostics = format_text(source)
    assert diagnostics == []
    assert formatted is not None
    assert parsed(formatted) == file


@given(files, st.data())
def test_a_comment_between_any_two_words_is_kept(file: tree.File, data: st.DataObject) -> None:
    text = print_file(file)
    places = [match.start() for match in tables().tokens.finditer(text)]
    chosen = data.draw(st.lists(st.sampled_from(places), max_size=6, unique=True))
    spaces = st.sampled_from(["\n", "\n\n", " "])
    for number, place in enumerate(sorted(chosen, reverse=True)):
        comment = (
            f"{data.draw(spaces)}# {number}{data.draw(st.sampled_from(['', ' {', ' }', chr(34), ' x']))}\n"
        )
        text = text[:place] + comment + data.draw(spaces) + text[place:]
    check(text)


@given(files)
def test_line_breaks_of_any_kind_are_understood(file: tree.File) -> None:
    text = print_file(file)
    for line_break in ("\r\n", "\r"):
        assert parsed(re.sub("\n", line_break, text)) == file
