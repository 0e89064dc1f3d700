"""Versions of packages: how they are filled up, compared, and held against a range.

A version has up to three numbers; a range is pairs of an operator and a version. Where ranges stand in text
is known to the grammar, and in other files to whoever reads those.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable

Numbers: TypeAlias = tuple[int, int, int]

_NUMBER = re.compile(r"[0-9]{1,100}")
_PART = re.compile(r"\s*(\^|~|>=|<)?\s*([0-9]{1,100}(?:\.[0-9]{1,100}){0,2})(?=\s|$|[\^~<>])")


def full_version(text: str) -> str:
    """``4`` and ``4.0`` are ``4.0.0``."""
    return ".".join(str(number) for number in numbers(text))


def numbers(text: str) -> Numbers:
    """The three numbers of a version, by which versions are ordered."""
    first, second, third = [*map(int, _NUMBER.findall(text)), 0, 0, 0][:3]
    return first, second, third


def fits(version: str, operator: str, bound: str) -> bool:
    """Whether a version lies in one part of a range.

    `^4.1` is from 4.1 up to below 5, `~4.1` from 4.1 up to below 4.2, a bare `4.1` any 4.1.x.
    """
    here, low = numbers(version), numbers(bound)
    written = len(_NUMBER.findall(bound))
    if operator == ">=":
        return here >= low
    if operator == "<":
        return here < low
    if operator == "^":
        same = 1 if low[0] or written == 1 else 2
    elif operator == "~":
        same = min(written, 2)
    else:
        same = written
    return here >= low and here[:same] == low[:same]


def compatible(one: str, other: str) -> bool:
    """Whether what has an id in one version means the same in the other.

    So it is within a major version, and before 1.0 within a minor one.
    """
    first, second = numbers(one), numbers(other)
    same = 1 if first[0] else 2
    return first[:same] == second[:same]


def within(version: str, parts: Iterable[tuple[str, str]]) -> bool:
    """Whether a version lies in a range, all parts of which must hold; no parts take every version."""
    return all(fits(version, operator, bound) for operator, bound in parts)


def read_range(text: str) -> tuple[tuple[str, str], ...] | None:
    """The parts of a range as people write it, ``>=4.1 <4.5``; None for what is no range."""
    parts: list[tuple[str, str]] = []
    place, text = 0, text.strip()
    while place < len(text):
        found = _PART.match(text, place)
        if found is None:
            return None
        parts.append((found[1] or "", found[2]))
        place = found.end()
    return tuple(parts) or None
