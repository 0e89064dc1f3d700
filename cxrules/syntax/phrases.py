"""Names, texts, numbers and conditions as they are written: the printer's small parts.

A phrase is a list of pieces with a space between them; a line may break between pieces and nowhere else.
"""

from __future__ import annotations

import re
from functools import singledispatch
from typing import TYPE_CHECKING

from cxrules.syntax import tree

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Pieces = list[str]

BARE = re.compile(
    r"[A-Za-z_][A-Za-z0-9_]*(?:[.\-][A-Za-z0-9_]+)*(?:[+\-])?|[0-9]+(?:\.[0-9]+)?|[0-9]+(?:-[0-9]+)+"
)
_ESCAPES = str.maketrans({"\\": r"\\", '"': r"\"", "\n": r"\n"})
"""What a name may look like that stands without quotes."""

# Words that win over a name where both could stand; a name that is spelled like one is quoted there.
_SUBJECT = frozenset({"it"})
_CONDITION = frozenset({"it", "not", "finding", "any", "all", "at", "every", "some", "no"})
_RATING = frozenset({"parameter"})
_IS = frozenset({"parameter", "at", "below", "above", "not", "one"})
_IS_NOT = frozenset({"parameter", "applicable"})
AFTER_LEVEL = frozenset({"by"})
AFTER_PRACTICES = frozenset({"from", "achievements", "practice", "item"})


def name(leaf: tree.Leaf, reserved: frozenset[str] = frozenset()) -> str:
    """Write a name, in single quotes only where it would not be read as a name otherwise."""
    text = leaf.text
    return text if BARE.fullmatch(text) and text not in reserved else f"'{text}'"


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


def names(found: Sequence[tree.Leaf | tree.NameRange], reserved: frozenset[str] = frozenset()) -> Pieces:
    """Write a list of names and ranges; `reserved` counts for the first."""
    return listed(_name_item(each, frozenset() if index else reserved) for index, each in enumerate(found))


def _name_item(item: tree.Leaf | tree.NameRange, reserved: frozenset[str]) -> str:
    if isinstance(item, tree.NameRange):
        return f"{name(item.first, reserved)} .. {name(item.last)}"
    return name(item, reserved)


def subjects(found: Sequence[tree.Subject], reserved: frozenset[str] = _SUBJECT) -> Pieces:
    """Write what a rule bounds or a condition is about."""
    return listed(subject(each, reserved) for each in found)


def subject(found: tree.Subject, reserved: frozenset[str] = _SUBJECT) -> str:
    """Write a name, or `it`."""
    return "it" if isinstance(found, tree.It) else name(found, reserved)


def rating(found: tree.RatingValue, reserved: frozenset[str] = _RATING) -> str:
    """Write a rating, or the parameter that holds it."""
    return f"parameter {name(found.name)}" if found.parameter else name(found.name, reserved)


def numbers(found: Sequence[tree.Leaf]) -> Pieces:
    """Write a list of numbers."""
    return listed(leaf.text for leaf in found)


def steps(leaf: tree.Leaf) -> str:
    """Write a number of steps."""
    return f"{leaf.text} {'step' if leaf.text == '1' else 'steps'}"


def clause(found: tree.Clause) -> Pieces:
    """Write a clause of a criterion."""
    match found:
        case tree.Tagged():
            return after("tagged", names(found.names))
        case tree.Shows():
            return after(f"shows {found.word}", numbers(found.numbers))
        case tree.Weight():
            return [f"weight {found.value.text}"]
        case tree.AtLevel():
            return [f"at level {found.level.text}"]


def filters(found: Iterable[tree.Filter]) -> Pieces:
    """Write the filters of a template or a quantifier."""
    pieces: Pieces = []
    for each in found:
        if each.word in {"at", "below", "up to"}:
            level = each.names[0]
            pieces.append(f"{each.word} level {level.text if isinstance(level, tree.Leaf) else ''}")
        else:
            pieces += after(each.word, names(each.names))
    return pieces


# ------------------------------------------------------------------------------------- conditions


@singledispatch
def condition(found: tree.Condition) -> Pieces:
    """Write a condition."""
    raise TypeError(found)


@condition.register
def _(found: tree.Claim) -> Pieces:
    about = found.about
    needs_is = isinstance(about, tree.Elements)
    return glued(_about(about), _predicate(found.predicate, needs_is=needs_is))


@condition.register
def _(found: tree.Asserted) -> Pieces:
    return [f"finding {name(found.name)}"]


@condition.register
def _(found: tree.Not) -> Pieces:
    inner = condition(found.part)
    return after("not", _parenthesised(inner) if isinstance(found.part, tree.And | tree.Or) else inner)


@condition.register
def _(found: tree.And) -> Pieces:
    return _joined("and", found.parts, tree.And | tree.Or)


@condition.register
def _(found: tree.Or) -> Pieces:
    return _joined("or", found.parts, tree.Or)


def _joined(word: str, parts: Iterable[tree.Condition], parenthesised: type | object) -> Pieces:
    pieces: Pieces = []
    for part in parts:
        inner = condition(part)
        if isinstance(part, parenthesised):  # type: ignore[arg-type]  # a class or a union of classes
            inner = _parenthesised(inner)
        pieces += after(word, inner) if pieces else inner
    return pieces


def _parenthesised(pieces: Pieces) -> Pieces:
    pieces = [f"({pieces[0]}", *pieces[1:]]
    return [*pieces[:-1], f"{pieces[-1]})"]


def _about(about: tree.Subject | tree.Elsewhere | tree.Listed | tree.Elements) -> Pieces:
    match about:
        case tree.Elsewhere():
            return [_elsewhere(about, _CONDITION)]
        case tree.Listed():
            count = f" {about.count.text}" if about.count else ""
            return after(f"{about.word}{count} of", subjects(about.subjects))
        case tree.Elements():
            return [f"{about.word} {about.kind}", *filters(about.filters)]
        case _:
            return [subject(about, _CONDITION)]


def _elsewhere(found: tree.Elsewhere, reserved: frozenset[str]) -> str:
    reach = "every" if found.every else "any"
    other = " other" if found.other else ""
    return f"{name(found.name, reserved)} of {reach}{other} capability"


def _predicate(found: tree.Predicate, *, needs_is: bool) -> Pieces:
    match found:
        case tree.Compare():
            said = _compare(found, needs_is=needs_is)
            return [*said, *after("for cause", names(found.causes))] if found.causes else said
        case tree.NotApplicable():
            return ["is not applicable"]
        case tree.Reaches():
            return [f"reaches level {_level(found.level)}"]
        case tree.Differs():
            return _differs(found)


def _level(found: tree.RatingValue) -> str:
    return f"parameter {name(found.name)}" if found.parameter else found.name.text


def _compare(found: tree.Compare, *, needs_is: bool) -> Pieces:
    match found.word:
        case "is":
            return [f"is {rating(found.ratings[0], _IS)}"]
        case "is not":
            return [f"is not {rating(found.ratings[0], _IS_NOT)}"]
        case "one of":
            return after("is one of", listed(rating(each) for each in found.ratings))
        case bound:
            return [f"{'is ' * needs_is}{bound} {rating(found.ratings[0])}"]


def _differs(found: tree.Differs) -> Pieces:
    other = found.other
    where = _elsewhere(other, _SUBJECT) if isinstance(other, tree.Elsewhere) else subject(other)
    return [f"differs from {where}", *([f"by more than {steps(found.steps)}"] if found.steps else [])]
