"""A tree that is printed and parsed is the same tree, whatever its names and texts."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given, strategies as st

from cxrules.syntax import tree
from cxrules.syntax.parse import parse
from cxrules.syntax.printer import print_declaration, print_file
from cxrules.text import Source
from tests.strategies.trees import DECLARATIONS, files


def reparsed(text: str) -> tree.File:
    file, diagnostics = parse(Source("printed.cxr", text))
    assert diagnostics == [], text
    return file


def test_the_strategies_make_every_kind_of_declaration() -> None:
    assert set(DECLARATIONS) == set(get_args(tree.Declaration))


@pytest.mark.parametrize("kind", DECLARATIONS, ids=lambda kind: kind.__name__)
def test_a_declaration_survives_printing(kind: type) -> None:
    @given(DECLARATIONS[kind])
    def survives(declaration: tree.Declaration) -> None:
        assert reparsed(print_declaration(declaration)).declarations == [declaration]

    survives()


@given(files)
def test_a_file_survives_printing(file: tree.File) -> None:
    text = print_file(file)
    again = reparsed(text)
    assert again == file
    assert print_file(again) == text


@given(files, st.data())
def test_lines_are_at_most_100_columns_where_a_piece_fits(file: tree.File, data: st.DataObject) -> None:
    """Only a piece that is too long by itself may stand out: here none is."""
    assert all(len(line) <= 110 for line in print_file(file).splitlines())
