"""Every sentence that the engine says, read out of its own text."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2] / "cxrules"
PARTS = ("model", "plan", "engine", "reports")
_SAYS = {"say", "phrase", "gathered", "aggregated", "worked_out", "bounded"}
_ALL_PARTS = {"gathered"}


def sentences() -> dict[str, str]:
    """Each sentence with the file that says it."""
    found: dict[str, str] = {}
    for part in PARTS:
        for path in sorted((ROOT / part).rglob("*.py")):
            for text in _said(ast.parse(path.read_text(encoding="utf-8"))):
                found.setdefault(text, path.relative_to(ROOT).as_posix())
    return found


def _said(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _name(node.func) in _SAYS and node.args:
            several = _name(node.func) in _ALL_PARTS
            for each in node.args if several else node.args[:1]:
                yield from _texts(each)


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _texts(node: ast.expr) -> Iterator[str]:
    """A text, or both of which one is chosen."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _texts(node.body)
        yield from _texts(node.orelse)
