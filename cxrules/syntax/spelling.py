"""Names, texts and lists as they are written: the printer's smallest parts.

A phrase is a list of pieces with a space between them; a line may break between pieces and nowhere else.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cxrules.syntax import tree

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Pieces = list[str]

BARE = re.compile(
    r"[A-Za-z_][A-Za-z0-9_]*(?:[.\-][A-Za-z0-9_]+)*(?:[+\-])?|[0-9]+(?:\.[0-9]+)?|[0-9]+(?:-[0-9]+)+"
)
"""What a name may look like that stands without quotes."""
FIGURE = re.compile(r"-?[0-9]+(?:\.[0-9]+)?%|-[0-9]+(?:\.[0-9]+)?")
"""A percentage, or a number below zero: what stands without quotes though no name looks like it."""
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_ESCAPES = str.maketrans({"\\": r"\\", '"': r"\"", "\n": r"\n"})

# Words that win over a name where both could stand; a name that is spelled like one is quoted there.
SUBJECT = frozenset({"it"})
RATING = frozenset({"parameter"})
SCALE_LINE = frozenset({"outside"})
AFTER_LEVEL = frozenset({"by"})
AFTER_PRACTICES = frozenset({"from", "achievements", "practice", "item"})
# What could go on behind a condition, where the next thing begins with a name.
AFTER_CONDITION = frozenset(
    (
        *("and", "or", "plus", "minus", "times", "divided", "for", "of", "on", "by", "in", "not", "with"),
        *("from", "still", "independent"),
    )
)


def name(leaf: tree.Leaf, reserved: frozenset[str] = frozenset()) -> str:
    """Write a name, in single quotes only where it would not be read as a name otherwise."""
    return word(leaf.text, reserved)


def word(text: str, reserved: frozenset[str] = frozenset()) -> str:
    """Write a name that is given as its text."""
    return text if BARE.fullmatch(text) and text not in reserved else f"'{text}'"


def owned(leaf: tree.Leaf, reserved: frozenset[str] = frozenset()) -> str:
    """Write a name with `of` or `on` behind it, where one that looks like a date would be read as a date."""
    return f"'{leaf.text}'" if _DATE.fullmatch(leaf.text) else name(leaf, reserved)


def literal(leaf: tree.Leaf, reserved: frozenset[str] = frozenset()) -> str:
    """Write a name, number, date or percentage; what no name may look like stays bare."""
    return leaf.text if FIGURE.fullmatch(leaf.text) else name(leaf, reserved)


def string(leaf: tree.Leaf) -> str:
    """Write a text in double quotes."""
    return f'"{leaf.text.translate(_ESCAPES)}"'


def title(leaf: tree.Leaf | None) -> Pieces:
    """Write a title where there is one."""
    return [string(leaf)] if leaf else []


def listed(parts: Iterable[str]) -> Pieces:
    """Put commas after all parts but the last."""
    pieces = [f"{part}," for part in parts]
    pieces[-1] = pieces[-1][:-1]
    return pieces


def after(words: str, pieces: Pieces) -> Pieces:
    """Put words before a phrase, on the line of its first piece."""
    return [f"{words} {pieces[0]}", *pieces[1:]]


def glued(one: Pieces, other: Pieces) -> Pieces:
    """Join two phrases without a break between them."""
    return [*one[:-1], f"{one[-1]} {other[0]}", *other[1:]]


def parenthesised(pieces: Pieces) -> Pieces:
    """Put parentheses around a phrase."""
    pieces = [f"({pieces[0]}", *pieces[1:]]
    return [*pieces[:-1], f"{pieces[-1]})"]


def names(
    found: Sequence[tree.Leaf | tree.NameRange | tree.It], reserved: frozenset[str] = frozenset()
) -> Pieces:
    """Write a list of names and ranges; `reserved` counts for the first."""
    return listed(_name_item(each, frozenset() if index else reserved) for index, each in enumerate(found))


def _name_item(item: tree.Leaf | tree.NameRange | tree.It, reserved: frozenset[str]) -> str:
    if isinstance(item, tree.NameRange):
        return f"{name(item.first, reserved)} .. {name(item.last)}"
    return "it" if isinstance(item, tree.It) else name(item, reserved)


def subjects(found: Iterable[tree.Subject | tree.NameRange], reserved: frozenset[str] = SUBJECT) -> Pieces:
    """Write what a rule bounds or a condition is about."""
    return listed(_name_item(each, reserved) for each in found)


def subject(found: tree.Subject, reserved: frozenset[str] = SUBJECT) -> str:
    """Write a name, or `it`."""
    return _name_item(found, reserved)


def rating(found: tree.RatingValue, reserved: frozenset[str] = RATING) -> str:
    """Write a rating, or the parameter that holds it."""
    return f"parameter {name(found.name)}" if found.parameter else name(found.name, reserved)


def numbers(found: Iterable[tree.Leaf]) -> Pieces:
    """Write a list of numbers."""
    return listed(leaf.text for leaf in found)


def steps(leaf: tree.Leaf) -> str:
    """Write a number of steps."""
    return f"{leaf.text} {'step' if leaf.text == '1' else 'steps'}"
