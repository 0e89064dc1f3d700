"""A tree written as YAML reads back as the same tree."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, strategies as st

from cxrules.exchange.document import read_tree
from cxrules.exchange.tree import Mapping, Node, Scalar, Sequence, plain
from cxrules.exchange.write_tree import write_tree
from cxrules.text import Source

TRICKY = ["true", "no", "null", "~", "1.10", "a: b", "a #b", "- x", "", "2026-11-20", "[a]", "{", "'", '"']
text = st.text(st.characters(exclude_categories=["Cs"]), max_size=8) | st.sampled_from(TRICKY)
content = st.recursive(
    st.none() | text,
    lambda below: st.lists(below, max_size=3) | st.dictionaries(text, below, max_size=3),
    max_leaves=12,
)


def node(value: Any) -> Node:  # noqa: ANN401  # whatever a file can hold
    if isinstance(value, list):
        return Sequence([node(each) for each in value], 0, 0)
    if isinstance(value, dict):
        return Mapping({key: (Scalar(key, 0, 0, '"'), node(each)) for key, each in value.items()}, 0, 0)
    return Scalar("", 0, 0) if value is None else Scalar(value, 0, 0, '"')


@given(st.dictionaries(text, content, min_size=1, max_size=3))
def test_what_is_written_reads_back(tree: dict[str, Any]) -> None:
    root = node(tree)
    assert isinstance(root, Mapping)
    read, problems = read_tree(Source("a.yaml", write_tree(root)))
    assert not problems
    assert read is not None
    assert plain(read) == tree


@pytest.mark.parametrize(
    "line",
    ["status: true", "date: 2026-11-20", "x: {a: F, b: [c, d]}", "x:", "x: []", "x: {}", "x: 1.10"],
)
def test_what_is_plain_stays_plain(line: str) -> None:
    root, _ = read_tree(Source("a.yaml", line))
    assert isinstance(root, Mapping)
    assert write_tree(root) == line + "\n"
