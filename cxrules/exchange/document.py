"""From bytes to a tree: is it text, is it JSON or YAML?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.diagnostics import Diagnostic, diagnose
from cxrules.exchange.limits import too_large
from cxrules.text import Source

if TYPE_CHECKING:
    from cxrules.exchange.tree import Node

OTHER_WORKBOOKS = frozenset((".xls", ".xlsm", ".xlsb", ".ods"))
"""Endings of files that people may take for a workbook that is read."""


class TreeSource(Source):
    """A source whose tree was made of something else than its text, such as the cells of a workbook.

    The text only shows people where a thing stands. `tree` and `found` are what `read_tree` gives.
    """

    __slots__ = ("found", "tree")

    def __init__(self, name: str, text: str) -> None:
        """Begin without a tree."""
        super().__init__(name, text)
        self.tree: Node | None = None
        self.found: list[Diagnostic] = []


def decode(name: str, data: bytes) -> Source | Diagnostic:
    """Make a source of the bytes of a file called `name`; they must be UTF-8, a byte order mark may lead.

    The mark stays in the text, so that offsets are those of the file. What is too large or no UTF-8 is told
    by a diagnostic (CX0512, CX0522).
    """
    large = too_large(name, len(data))
    if large is not None:
        return large
    try:
        return Source(name, data.decode("utf-8"))
    except UnicodeDecodeError as error:
        return diagnose(
            "CX0522",
            _not_utf8(data, error.start),
            Source(name, ""),
            hint="Save the file as UTF-8.",
        )


def _not_utf8(data: bytes, start: int) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "This file is UTF-16, not UTF-8."
    line = data.count(b"\n", 0, start) + 1
    return f"This file is not UTF-8 text: byte {data[start]:#04x} in line {line}."


def read_tree(source: Source) -> tuple[Node | None, list[Diagnostic]]:
    """Read YAML, or JSON where the name or the text says so; see `read_yaml` for what comes back.

    A text that begins with a brace may be either; it is JSON where it can be read as that.
    """
    if isinstance(source, TreeSource):
        return source.tree, list(source.found)
    named = source.name.endswith(".json")
    if named or source.text[:200].lstrip("\ufeff \t\r\n").startswith("{"):
        from cxrules.exchange.json import read_json

        node, problems = read_json(source)
        if named or node is not None or problems[-1].code == "CX0512":  # it would be too large as YAML, too
            return node, problems
    from cxrules.exchange.yaml import read_yaml

    return read_yaml(source)
