"""A package: the parsed files of a framework, a model, or a set of rules, with its header.

Finding and reading the files is the work of the workspace.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxrules.syntax import tree
    from cxrules.text import Source

_NUMBER = re.compile(r"[0-9]{1,100}")


@dataclass(frozen=True, slots=True)
class Package:
    """One package. `header` is None where no file has one, which loading has reported."""

    files: tuple[tuple[Source, tree.File], ...]
    header: tree.Header | None
    header_source: Source | None
    digest: str = ""

    @property
    def name(self) -> str:
        """The name in the header, empty without one."""
        return self.header.name.text if self.header else ""

    @property
    def version(self) -> str:
        """The version in the header, filled up to three numbers."""
        return full_version(self.header.version.text) if self.header else "0.0.0"

    @property
    def kind(self) -> str:
        """``framework``, ``model`` or ``rules``; empty without a header."""
        return self.header.word if self.header else ""

    def declarations(self) -> Iterator[tuple[Source, tree.Declaration]]:
        """All declarations but the header, file by file."""
        for source, file in self.files:
            for declaration in file.declarations:
                if declaration is not self.header:
                    yield source, declaration


def full_version(text: str) -> str:
    """``4`` and ``4.0`` are ``4.0.0``."""
    numbers = [*_NUMBER.findall(text), "0", "0", "0"][:3]
    return ".".join(str(int(number)) for number in numbers)


def version_fits(version: str, range_: tree.Range) -> bool:
    """Whether a version lies in a range.

    `^4.1` is from 4.1 up to below 5, `~4.1` from 4.1 up to below 4.2, a bare `4.1` any 4.1.x; several parts
    must all hold.
    """
    return all(_fits(_numbers(version), operator, leaf.text) for operator, leaf in range_.parts)


def _numbers(version: str) -> tuple[int, int, int]:
    first, second, third = full_version(version).split(".")
    return int(first), int(second), int(third)


def _fits(version: tuple[int, int, int], operator: str, bound: str) -> bool:
    low = _numbers(bound)
    written = len(_NUMBER.findall(bound))
    if operator == ">=":
        return version >= low
    if operator == "<":
        return version < low
    if operator == "^":
        same = 1 if low[0] or written == 1 else 2
    elif operator == "~":
        same = min(written, 2)
    else:
        same = written
    return version >= low and version[:same] == low[:same]
