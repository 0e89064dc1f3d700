"""Text in columns of a terminal: display widths, padding, clipping and wrapping.

Widths are display columns: a wide character takes two, a combining mark none.
"""

from __future__ import annotations

from typing import NamedTuple

from cxrules.diagnostics.excerpt import visible


class Signs(NamedTuple):
    """The characters that a report draws with."""

    full: str
    empty: str
    dot: str
    dash: str
    more: str
    bullet: str


UNICODE = Signs("█", "·", " · ", "–", "…", "•")  # noqa: RUF001 - an en dash is meant
ASCII = Signs("#", ".", ", ", "-", "..", "-")


def clean(text: str) -> str:
    """A text on one line, with nothing in it that would steer a terminal."""
    return visible(" ".join(text.split()))


def width(text: str) -> int:
    """The display columns that a text takes."""
    return len(text) if text.isascii() else sum(_character_width(char) for char in text)


def clip(text: str, columns: int, more: str) -> str:
    """The text, cut to so many columns; a cut text ends with `more`."""
    if width(text) <= columns:
        return text
    room = columns - width(more)
    kept = ""
    for char in text:
        if width(kept + char) > room:
            break
        kept += char
    return kept.rstrip() + more if room >= 0 else ""


def left(text: str, columns: int) -> str:
    """The text, filled up with blanks behind it."""
    return text + " " * (columns - width(text))


def right(text: str, columns: int) -> str:
    """The text, filled up with blanks before it."""
    return " " * (columns - width(text)) + text


def wrap(text: str, columns: int, first: str = "", rest: str | None = None) -> list[str]:
    """Break a text at blanks into lines of at most so many columns, where its words allow it.

    `first` goes before the first line and `rest` before the others (as many blanks where it is None).
    """
    indent = " " * width(first) if rest is None else rest
    lines, line, empty = [], first, True
    for word in text.split(" "):
        if not empty and width(line) + 1 + width(word) > columns:
            lines.append(line)
            line, empty = indent, True
        line += word if empty else " " + word
        empty = False
    return [*lines, line]


def counted(count: int, noun: str, plural: str = "") -> str:
    """A number with its noun: "1 rule", "3 rules"."""
    return f"{count} {noun if count == 1 else plural or noun + 's'}"


def listed(names: list[str], most: int = 0, last: str = "and") -> str:
    """Names as one reads them out: "a, b and c"; beyond `most` names only how many more there are."""
    if most and len(names) > most + 1:
        return f"{', '.join(names[:most])} {last} {len(names) - most} more"
    if len(names) <= 1:
        return "".join(names)
    return f"{', '.join(names[:-1])} {last} {names[-1]}"


def _character_width(char: str) -> int:
    if char.isascii():
        return 1
    import unicodedata  # only where a text needs it

    if unicodedata.category(char) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in {"W", "F"} else 1
