"""Kinds of values: what a term comes to, what kinds can stand together, and where to point if not.

A kind is ``number``, ``percent``, ``count``, ``date``, ``truth`` or ``rating`` (of a scale, or of the words
of an input), or ``bound``, the end of an interval, which is only held
against numbers and never calculated with; nothing where a mistake was reported, which fits everything.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from cxrules.semantics.leaves import leaves
from cxrules.syntax import tree
from cxrules.text import Span

if TYPE_CHECKING:
    from cxrules.semantics.terms import Term

_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_AS = {"count": "number", "bound": "number", "bound in percent": "percent"}
"""What a kind can be held against as if it were."""
NUMBERS = frozenset({"number", "count", "percent", "date"})


class Typed(NamedTuple):
    """A term and its type; `words`: the ids of a rating's scale or an input's words, lowest first."""

    term: Term
    type: str
    words: tuple[str, ...] = ()


NOTHING = Typed(("number", "0"), "")
"""What stands where a mistake was reported; it fits everything, so that one mistake is told once."""


def kinds_of(*found: Typed) -> set[str]:
    """The kinds of some values; a count is a number."""
    return {_AS.get(each.type, each.type) for each in found} - {""}


def kind_of(*found: Typed) -> str:
    """The kind of what is made of values of one kind; counts alone give a count."""
    kinds = {each.type for each in found} - {""}
    return "number" if kinds == {"count", "number"} else min(kinds, default="")


def a_kind(kind: str) -> str:
    """A kind of value in a sentence."""
    return {"truth": "yes or no", "rating": "a rating", "percent": "a percentage"}.get(kind, f"a {kind}")


def is_number(text: str) -> bool:
    """Whether a text is a number as it is written: whole or with decimals, with a minus sign below zero."""
    return _NUMBER.fullmatch(text) is not None


def is_percentage(text: str) -> bool:
    """Whether a text is a number with a percent sign behind it."""
    return text.endswith("%") and is_number(text[:-1])


def day_of(text: str) -> int | None:
    """The number of a day, None for what is none."""
    try:
        return date.fromisoformat(text).toordinal()
    except ValueError:
        return None


def somewhere(written: object) -> tree.Leaf | None:
    """A leaf of an expression, to point at."""
    found = [leaf for leaf in leaves(written) if isinstance(leaf, tree.Leaf)]
    return min(found, key=lambda leaf: leaf.start, default=None)


def span_of(phrase: tree.TheSame | tree.NotRated | tree.Elements) -> Span | None:
    """The characters of a phrase that knows where it stands; None for one that is not from a file."""
    return Span(phrase.start, phrase.end) if phrase.end else None
