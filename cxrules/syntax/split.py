"""Where one declaration ends and the next begins, found without understanding either.

Only a text with a mistake is split: each declaration is then parsed alone, so that a mistake in one never
hides the others. What counts is where a line begins, which word stands there, and the braces.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cxrules.syntax.tables import Tables

# What a declaration looks like whose first word may also stand inside of another one.
_DECLARED = re.compile(
    r"""(?: (?:framework|model|rules|mapping) [ \t]+ (?:'[^'\n]+'|\S+) [ \t]+ version\b
          | practices [ \t]+ of\b
          | level [ \t]+ [0-9]+ (?:[ \t]*,[ \t]*[0-9]+)* [ \t]+
            (?: equal | equivalent | subset | superset | intersects | none )\b
          | ratings [ \t]+ (?:'[^'\n]+'|[^\s"'{}(),:=]+) [ \t]* =
          | rule [ \t]+ (?:'[^'\n]+'|[^\s"'{}(),:=]+)
          | blank [ \t]+ ratings\b
          | test [ \t]+ ["“]
          | maturity [ \t]+ (?: (?:'[^'\n]+'|[^\s"'{}(),:=]+) [ \t]+ )?
            (?: ["“] | cumulative\b | independent\b | first\b )
          | [a-z-]+ [ \t]+ (?:'[^'\n]+'|[^\s"'{}(),:=]+) [ \t]* (?: ["“{:=] | (?:met|of|in|as)\b ) )""",
    re.VERBOSE,
)
# After these a line break is no end of anything.
UNFINISHED = frozenset(
    (
        *("when", "and", "or", "not", "of", "every", "some", "no", "any", "all", "uses", "term", "for"),
        *("from", "cause", "at", "least", "most", "below", "above", "is", "in", "except", "tagged", "with"),
        *("than", "by", "to", "as", "parameter", "finding", "reach", "reaches", "level", "requires", ","),
        *("plus", "minus", "times", "divided", "over", "that", "if", "then", "otherwise", "where", "has"),
        *("context", "judged", "shown", "needs", "feeds", "feeding", "rounded", "=", "->", "("),
    )
)
_CLOSED = re.compile("[”“’\n\r]")  # noqa: RUF001 - curly quotes are meant


def split(tables: Tables, text: str) -> list[tuple[int, int]]:
    """Split a text into stretches of one declaration each; what stands before the first is a stretch too."""
    begins = _begins(tables, text)
    ends = [*begins[1:], len(text)]
    return [(begin, end) for begin, end in zip(begins, ends, strict=True) if text[begin:end].strip()]


def _begins(tables: Tables, text: str) -> list[int]:
    openers = frozenset(tables.actions[tables.start]) - {"$END"}
    outer = frozenset(word for word in openers if _only_outside(tables, word))
    begins, depth, stray, skipped, before = [0], 0, False, 0, ""
    for match in tables.tokens.finditer(text):
        group = match.lastindex or 0
        start = match.start(group)
        kind = tables.kinds[group]
        if start < skipped or kind == "$COMMENT":
            continue
        word = match[group]
        if kind == "$STRANGE":
            skipped = _end_of_broken_text(text, start)
        elif kind == "$PUNCTUATION":
            if word == "}" and not depth and not stray:  # nobody's brace: it must not spoil what is before it
                begins.append(start)
            stray = word == "}" and not depth
            depth += (word == "{") - (word == "}" and depth > 0)
        elif (
            kind == "$NAME"
            and (column := _column(text[match.start() : start], first=match.start() == 0)) >= 0
        ):
            inside = depth > 0 or before in UNFINISHED
            if word in openers:
                likely = word in outer or _DECLARED.match(text, start) is not None
                starts = likely if column == 0 else likely and not inside
                starts = starts or (column == 0 and not inside)
            else:  # perhaps a declaration whose first word is misspelt
                starts = column == 0 and not inside and word not in tables.keywords
            if starts:
                begins.append(start)
                depth = 0
        before = word
    return begins


def _only_outside(tables: Tables, word: str) -> bool:
    """Tell whether a word can only begin a declaration, never stand inside of one."""
    own = tables.actions[tables.start][word]
    return all(row.get(word, own) == own or row[word] < 0 for row in tables.actions)


def _column(space: str, *, first: bool) -> int:
    """Give how far a word that comes first on its line is indented, or -1 where something stands before it.

    `space` is what lies between the word and the one before it.
    """
    after = max(space.rfind("\n"), space.rfind("\r")) + 1
    return len(space) - after if after or first else -1


def _end_of_broken_text(text: str, start: int) -> int:
    """Give where a text ends that a quotation mark opened and none closed: with the line, or a curly mark."""
    if text[start] not in "\"'“„‘":  # noqa: RUF001 - curly quotes are meant
        return start + 1
    end = _CLOSED.search(text, start + 1)
    return end.end() if end else len(text)
