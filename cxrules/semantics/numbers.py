"""Numbers that nobody means: a declaration with one of hundreds of digits is reported and left out.

All further passes may then take every number of a tree at its word; Python itself refuses to read numbers
of more than some thousand digits.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from cxrules.semantics.leaves import leaves
from cxrules.syntax import tree

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxrules.semantics.package import Package
    from cxrules.semantics.report import Report
    from cxrules.text import Source

MOST_DIGITS = 100
_ENDLESS = re.compile(rf"[0-9]{{{MOST_DIGITS + 1}}}")
_SAMPLES = 5
_DIGITS = re.compile(rf"[0-9]{{{_SAMPLES}}}")
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)*%?")


def without_endless_numbers(packages: Sequence[Package], report: Report) -> Sequence[Package]:
    """The same packages without declarations that hold a number of more than `MOST_DIGITS` digits."""
    if not any(_may_hold_endless(source.text) for package in packages for source, _ in package.files):
        return packages
    return [
        replace(
            package, files=tuple((source, _checked(source, file, report)) for source, file in package.files)
        )
        for package in packages
    ]


def _may_hold_endless(text: str) -> bool:
    """Quickly, by a sample: an endless number covers some neighbours among every twentieth character."""
    return _DIGITS.search(text[:: MOST_DIGITS // _SAMPLES]) is not None


def _checked(source: Source, file: tree.File, report: Report) -> tree.File:
    if not _ENDLESS.search(source.text):
        return file
    kept = [
        each
        for each in file.declarations
        if isinstance(each, tree.Header) or not _has_endless(source, each, report)
    ]
    return replace(file, declarations=kept)


def _has_endless(source: Source, declaration: tree.Declaration, report: Report) -> bool:
    found = [
        leaf for leaf in leaves(declaration) if isinstance(leaf, tree.Leaf) and _is_endless(source, leaf)
    ]
    for leaf in found:
        digits = sum(each.isdigit() for each in leaf.text)
        message = f"This number has {digits} digits; one of at most {MOST_DIGITS} is expected."
        report.add("CX0106", message, source, leaf)
    return bool(found)


def _is_endless(source: Source, leaf: tree.Leaf) -> bool:
    """Whether a leaf is a number of too many digits; a quoted title may consist of as many as it likes."""
    if not _ENDLESS.search(leaf.text) or source.text[leaf.start : leaf.start + 1] == '"':
        return False
    return _NUMBER.fullmatch(leaf.text) is not None
