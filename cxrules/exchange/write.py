"""An assessment file to fill in: every criterion of a scope with its title beside it, and no rating yet.

Reading the file back gives an assessment without ratings, and no message.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from cxrules.exchange.problems import listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

# What needs no quotes, not even for readers that turn plain words into numbers, dates or truth values.
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_./@+-]*(?: [A-Za-z0-9_./@+-]+)*")
_CONVERTED = frozenset(("y", "n", "yes", "no", "on", "off", "true", "false", "null"))
_COMMENT_COLUMN = 24


class Section(NamedTuple):
    """A capability with the subjects to rate, each with its id and title."""

    id: str
    name: str
    subjects: Sequence[tuple[str, str]]


class Blank(NamedTuple):
    """What is known of an assessment before it begins."""

    id: str
    model: str
    title: str = ""
    date: str = ""
    method: str = ""
    target: str = ""
    scope: Sequence[str] = ()
    ratings: Sequence[str] = ()
    up_to_level: int | None = None


def write_assessment(blank: Blank, sections: Iterable[Section]) -> str:
    """Write the YAML of an assessment that holds a line for every subject.

    `blank.date` is written YYYY-MM-DD; `blank.ratings` are the values of the scale, for the comment.
    """
    return "\n".join([*_head(blank), *_ratings(blank, sections)]) + "\n"


def _head(blank: Blank) -> Iterator[str]:
    yield "cxrules: 1"
    yield f"assessment: {quoted(blank.id)}"
    yield f"title: {quoted(blank.title)}" if blank.title else "title:"
    yield f"model: {quoted(blank.model)}"
    yield f"date: {blank.date}" if blank.date else _remarked("date:", "year-month-day, as in 2026-11-20")
    yield _remarked("reading: audit", "or derive: compute what has a method")
    if blank.method:
        yield f"method: {quoted(blank.method)}"
    if blank.target:
        yield f"target: {quoted(blank.target)}"
    if blank.scope:
        yield f"scope: [{', '.join(quoted(name) for name in blank.scope)}]"
    if blank.up_to_level is not None:
        yield f"up-to-level: {blank.up_to_level}"
    yield "status: draft"
    yield "assessors:"
    yield "  lead: {role: lead}"
    yield _remarked("evidence:", "E1: {kind: document, title: …, ref: …, date: …}")


def _ratings(blank: Blank, sections: Iterable[Section]) -> Iterator[str]:
    values = f" ({listed(blank.ratings, 'or')})" if blank.ratings else ""
    yield f"# Write each rating{values} after its colon, or in full: {{rating: …, evidence: [E1], note: …}}."
    yield "# What is left blank is not rated."
    yield "ratings:"
    for section in sections:
        yield ""
        yield f"  # {_one_line(f'{section.id} {section.name}')}"
        for subject, title in section.subjects:
            yield _remarked(f"  {quoted(subject)}:", title)


def _remarked(line: str, remark: str) -> str:
    """Put a comment beside a line."""
    text = _one_line(remark)
    return f"{line:<{_COMMENT_COLUMN - 1}} # {text}" if text else line


def _one_line(text: str) -> str:
    """Make a text fit for a comment, which ends with its line."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())


def quoted(text: str) -> str:
    """Write a text as a YAML scalar: plain where every reader takes it for text, else in double quotes."""
    if _PLAIN.fullmatch(text) and text.casefold() not in _CONVERTED:
        return text
    return '"' + "".join(map(_escaped, text)) + '"'


def _escaped(char: str) -> str:
    if char in '"\\':
        return "\\" + char
    if char.isprintable():
        return char
    number = ord(char)
    if 0xD800 <= number < 0xE000:  # noqa: PLR2004  # half of a character cannot be written at all
        return "\ufffd"
    return f"\\U{number:08x}"
