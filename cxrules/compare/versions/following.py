"""What version follows from a change: breaking, additive or a patch, and whether the new header says so.

- Breaking: an assessment that was right may be wrong now, or may come out lower. Something that could be
  named is gone or means something else, or a level, rating or rule is stricter, or not proven not to be.
- Additive: every assessment stays right and no level falls. Something was added, or is laxer.
- Patch: only words, and text that is proven to mean the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from cxrules.model.version import numbers

if TYPE_CHECKING:
    from collections.abc import Iterable

Grade: TypeAlias = Literal["breaking", "additive", "patch"]

GRADES: tuple[Grade, ...] = ("patch", "additive", "breaking")


class Reason(NamedTuple):
    """Why a change is of its grade: a sentence, and how many and which elements it is about."""

    grade: Grade
    text: str
    ids: tuple[str, ...]


class Following(NamedTuple):
    """The grade of a change, the reasons, the least version that says so, and whether the new one does.

    `changed`: whether there is any change at all.
    """

    grade: Grade
    reasons: tuple[Reason, ...]
    least: str
    stated: str
    honoured: bool
    changed: bool


def following(old: str, new: str, reasons: Iterable[Reason]) -> Following:
    """What follows from the reasons for a version `old`; `new` is what the new header says."""
    found = tuple(sorted((each for each in reasons if each.ids), key=lambda each: -GRADES.index(each.grade)))
    grade: Grade = found[0].grade if found else "patch"
    least = _least(numbers(old), grade) if found else numbers(old)
    stated = numbers(new)
    honoured = stated >= least
    return Following(grade, found, _text(least), _text(stated), honoured, bool(found))


def _least(version: tuple[int, int, int], grade: Grade) -> tuple[int, int, int]:
    """The next version of a grade; before 1.0 the second number tells of breaking changes."""
    first, second, third = version
    if grade == "patch":
        return (first, second, third + 1)
    if grade == "additive":
        return (first, second + 1, 0) if first else (first, second, third + 1)
    return (first + 1, 0, 0) if first else (first, second + 1, 0)


def _text(version: tuple[int, int, int]) -> str:
    return ".".join(map(str, version))
