"""From the text of a tree to what a key wants: words, dates, truth values, numbers.

Each function notes what is wrong and gives None (or nothing) then. A blank place is nothing, without a word:
whether a key may be missing is asked elsewhere.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cxrules.exchange.problems import Problems, listed, shortened
from cxrules.exchange.tree import Mapping, Node, Scalar, Sequence, kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence as Series
    from datetime import date
    from fractions import Fraction

    from cxrules.text import Span

_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_WHOLE = re.compile(r"[0-9]{1,9}")
_WEIGHT = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,9}|/[0-9]{1,9})?")
_MONTHS = 12


def text(node: Node, key: str, problems: Problems) -> str | None:
    """Give the text of a scalar."""
    if isinstance(node, Scalar):
        return None if node.empty else node.text
    problems.add("CX0504", f"'{key}' must be text, not {kind(node)}.", node.span)
    return None


def word_list(node: Node, key: str, problems: Problems) -> list[Scalar]:
    """Give the members of a list of texts; a single text stands for a list of one."""
    if isinstance(node, Scalar):
        return [] if node.empty else [node]
    if isinstance(node, Mapping):
        problems.add("CX0504", f"'{key}' must be a list or text, not a map.", node.span)
        return []
    words = []
    for item in node.items:
        if isinstance(item, Scalar) and not item.empty:
            words.append(item)
        else:
            problems.add("CX0504", f"Each member of '{key}' must be text, not {kind(item)}.", item.span)
    return words


def words(node: Node, key: str, problems: Problems) -> tuple[tuple[str, ...], tuple[Span, ...]]:
    """Give the texts of a list and their places."""
    found = word_list(node, key, problems)
    return tuple([word.text for word in found]), tuple([word.span for word in found])


def mapping(node: Node, key: str, problems: Problems) -> Mapping | None:
    """Give a map."""
    if isinstance(node, Mapping):
        return node
    if isinstance(node, Sequence) or not node.empty:
        problems.add("CX0504", f"'{key}' must be a map of keys and values, not {kind(node)}.", node.span)
    return None


def flag(node: Node, key: str, problems: Problems) -> bool | None:
    """Give a truth value, which is written ``true`` or ``false`` and in no other way."""
    if isinstance(node, Scalar):
        if node.text in {"true", "false"}:
            return node.text == "true"
        if node.empty:
            return None
    written = shortened(node.text) if isinstance(node, Scalar) else kind(node)
    problems.add("CX0504", f"'{key}' is either true or false, not {written}.", node.span)
    return None


def answer(node: Node, key: str, problems: Problems) -> bool | None:
    """Give yes or no; ``true`` and ``false`` are the same in JSON's words."""
    word = choice(node, key, ("yes", "no", "true", "false"), problems)
    return None if word is None else word in {"yes", "true"}


def whole(node: Node, key: str, problems: Problems) -> int | None:
    """Give a whole number from 0."""
    if isinstance(node, Scalar):
        if _WHOLE.fullmatch(node.text):
            return int(node.text)
        if node.empty:
            return None
    written = shortened(node.text) if isinstance(node, Scalar) else kind(node)
    problems.add("CX0504", f"'{key}' must be a whole number such as 2, not {written}.", node.span)
    return None


def weight(node: Node, key: str, problems: Problems) -> Fraction | int | None:
    """Give an exact number above 0, written ``2``, ``1.5`` or ``3/2``."""
    if isinstance(node, Scalar):
        if node.empty:
            return None
        if _WEIGHT.fullmatch(node.text) and not re.search(r"/0+$|^[0./]+$|^0+/", node.text):
            if node.text.isdigit():
                return int(node.text)
            from fractions import Fraction

            return Fraction(node.text)
    written = shortened(node.text) if isinstance(node, Scalar) else kind(node)
    message = f"'{key}' must be a number above 0, such as 2, 1.5 or 3/2, not {written}."
    problems.add("CX0504", message, node.span)
    return None


def choice(
    node: Node, key: str, allowed: Series[str], problems: Problems, code: str = "CX0528"
) -> str | None:
    """Give one of the allowed words."""
    word = text(node, key, problems)
    if word is None or word in allowed:
        return word
    message = f"'{key}' is {listed(allowed, 'or')}, not {shortened(word)}."
    problems.add(code, message, node.span, problems.meant(word, allowed))
    return None


def day(node: Node, key: str, problems: Problems) -> date | None:
    """Give a date of the calendar, written as ISO 8601 has it: 2026-11-20."""
    word = text(node, key, problems)
    if word is None:
        return None
    found = _DATE.fullmatch(word)
    if found is None:
        message = f"'{key}' must be a date, not {shortened(word)}."
        problems.add("CX0509", message, node.span, "Write year, month and day, as in 2026-11-20.")
        return None
    from datetime import date

    year, month, number = (int(part) for part in found.groups())
    try:
        return date(year, month, number)
    except ValueError:
        problems.add("CX0509", f"There is no {word}: {_why_no_day(year, month)}.", node.span)
        return None


def _why_no_day(year: int, month: int) -> str:
    if not year:
        return "the calendar begins with the year 1"
    if not 1 <= month <= _MONTHS:
        return "a year has the months 01 to 12"
    from calendar import month_name, monthrange

    return f"{month_name[month]} {year} has the days 01 to {monthrange(year, month)[1]}"


def unknown_keys(node: Mapping, known: Iterable[str], where: str, problems: Problems) -> None:
    """Note every key that nobody asks for."""
    for key, (place, _) in node.entries.items():
        if key not in known and not key.startswith("\0"):  # of those, the reader of the tree has spoken
            hint = problems.meant(key, known, f"Known here: {listed(known, most=30)}.")
            problems.add("CX0502", f"Unknown key {shortened(key)} in {where}.", place.span, hint)
