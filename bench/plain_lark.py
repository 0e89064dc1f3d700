"""The grammar run by plain lark: LALR, contextual lexer, positions, a tree and nothing more.

Not used by cxrules, which ships tables of its own. Keywords end at a word boundary, as the grammar's comments
want it; that is all that is added.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from lark import Lark
from lark.lexer import PatternRE, PatternStr

if TYPE_CHECKING:
    from lark.lexer import TerminalDef

GRAMMAR = Path(__file__).resolve().parents[1] / "grammar" / "cxrules.lark"
_ABOVE_ALL = 10


def plain_lark() -> Lark:
    """A parser for ruleset text, made anew."""
    return Lark(
        GRAMMAR.read_text(encoding="utf-8"),
        parser="lalr",
        propagate_positions=True,
        maybe_placeholders=False,
        edit_terminals=_end_at_a_word_boundary,
    )


def _end_at_a_word_boundary(terminal: TerminalDef) -> None:
    pattern = terminal.pattern
    if isinstance(pattern, PatternStr) and pattern.value.replace("-", "").isalpha():
        terminal.pattern = PatternRE(pattern.value + r"(?![A-Za-z0-9_]|[.\-][A-Za-z0-9_])")
        terminal.priority = _ABOVE_ALL
