"""Which versions a range takes."""

from __future__ import annotations

import pytest

from cxrules.model.version import full_version, within
from cxrules.syntax import tree
from cxrules.syntax.parse import parse
from cxrules.text import Source

RANGES = [
    # the range; versions it takes; versions it does not
    ("^4.1", "4.1.0 4.1.9 4.2.0 4.99.0", "4.0.9 5.0.0 3.9.9"),
    ("^4", "4.0.0 4.9.9", "3.9.9 5.0.0"),
    ("^2019", "2019.0.0 2019.1.0", "2020.0.0 2018.9.9"),
    ("^4.1.2", "4.1.2 4.2.0", "4.1.1 5.0.0"),
    ("~4.1", "4.1.0 4.1.7", "4.0.9 4.2.0 5.1.0"),
    ("~4.1.3", "4.1.3 4.1.9", "4.1.2 4.2.0"),
    ("~4", "4.0.0 4.9.0", "5.0.0"),
    ("4.1", "4.1.0 4.1.9", "4.0.0 4.2.0"),
    ("4", "4.0.0 4.7.1", "3.0.0 5.0.0"),
    ("4.1.2", "4.1.2", "4.1.1 4.1.3"),
    (">=4.1", "4.1.0 4.2.0 9.0.0", "4.0.9"),
    ("<4.5", "4.4.9 0.1.0", "4.5.0 5.0.0"),
    (">=4.1 <4.5", "4.1.0 4.4.9", "4.0.9 4.5.0"),
    ("^0.2", "0.2.0 0.2.9", "0.3.0 0.1.9"),
    (">=4.9", "4.10.0", "4.8.0"),
]


@pytest.mark.parametrize(("written", "inside", "outside"), RANGES)
def test_a_range_takes_these_versions_and_not_those(written: str, inside: str, outside: str) -> None:
    range_ = _range(written)
    assert [version for version in inside.split() if not within(version, range_)] == []
    assert [version for version in outside.split() if within(version, range_)] == []


@pytest.mark.parametrize(
    ("written", "full"), [("4", "4.0.0"), ("4.1", "4.1.0"), ("4.1.2", "4.1.2"), ("04.1", "4.1.0")]
)
def test_a_version_is_filled_up_to_three_numbers(written: str, full: str) -> None:
    assert full_version(written) == full


def _range(written: str) -> list[tuple[str, str]]:
    text = f"model small version 1.0.0\n  uses framework other version {written}\n"
    file, found = parse(Source("model.cxr", text))
    assert not found
    (header,) = [each for each in file.declarations if isinstance(each, tree.Header)]
    (use,) = [part for part in header.parts if isinstance(part, tree.Use)]
    return [(operator, leaf.text) for operator, leaf in use.range.parts]
