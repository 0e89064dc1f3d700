"""A package: the parsed files of a framework, a model, a set of rules, or a mapping, with its header.

Finding and reading the files is the work of the workspace.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cxrules.model.version import full_version

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxrules.syntax import tree
    from cxrules.text import Source


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
        """``framework``, ``model``, ``rules`` or ``mapping``; empty without a header."""
        return self.header.word if self.header else ""

    def declarations(self) -> Iterator[tuple[Source, tree.Declaration]]:
        """All declarations but the header, file by file."""
        for source, file in self.files:
            for declaration in file.declarations:
                if declaration is not self.header:
                    yield source, declaration
