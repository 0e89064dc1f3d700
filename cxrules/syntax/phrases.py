"""Conditions, expressions and demands as they are written, each with parentheses only where they are needed.

How names, texts and lists are written is in `spelling`.
"""

from __future__ import annotations

from functools import singledispatch
from typing import TYPE_CHECKING

from cxrules.syntax import tree
from cxrules.syntax.spelling import (
    RATING,
    SUBJECT,
    Pieces,
    after,
    glued,
    listed,
    literal,
    name,
    names,
    numbers,
    owned,
    parenthesised,
    rating,
    steps,
    string,
    subject,
    subjects,
    title,
    word,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# Words that win over a name where both could stand.
_FACTOR = frozenset({"it", "parameter", "level", "age", "leading", "lower", "upper"})
_EXPRESSION = _FACTOR | {"if", "lowest", "highest", "sum", "mean", "weighted", "median", "count", "share"}
_CONDITION = _FACTOR | {
    *("not", "finding", "context", "judged", "any", "all", "at", "every", "some", "no"),
}
_OF = frozenset({"it", "any", "every"})
_IS = frozenset({"parameter", "at", "below", "above", "not", "one", "the", "shown"})
_IS_NOT = frozenset({"parameter", "applicable", "rated"})

_SUM = ("plus", "minus")
_CAUSES = "for cause"


# ---------------------------------------------------------------------------------- filters, demands


def filters(found: Iterable[tree.Filter]) -> Pieces:
    """Write the filters of a template, a quantifier or a value."""
    pieces: Pieces = []
    for each in found:
        pieces += _filter(each)
    return pieces


def _filter(found: tree.Filter) -> Pieces:
    match found.word:
        case "at" | "below" | "up to":
            return [f"{found.word} level {''.join(names(found.names))}"]
        case "of" | "feeding":
            return after(found.word, names(found.names, SUBJECT))
        case "with":
            limit = found.limit.text if found.limit else ""
            return [f"with {''.join(names(found.names))} {found.bound} {limit}"]
        case "where" if found.condition:
            return after("where", parenthesised(condition(found.condition)))
        case other:
            return after(other, names(found.names))


def template(found: tree.Template) -> Pieces:
    """Write `for every criterion tagged a` and its like."""
    return [f"for every {word(found.kind)}", *filters(found.filters)]


def elements(found: tree.Elements) -> Pieces:
    """Write `every criterion tagged a` and its like."""
    return [f"{found.word} {word(found.kind)}", *filters(found.filters)]


def demands(found: Iterable[tree.Demand]) -> Pieces:
    """Write what evidence is asked for."""
    pieces: Pieces = []
    for each in found:
        pieces += after("and", demand(each)) if pieces else demand(each)
    return pieces


def demand(found: tree.Demand) -> Pieces:
    """Write one demand on evidence."""
    count = f"{found.count.text} " if found.count else ""
    head = " ".join([f"{count}{found.kind.text}", *title(found.title)])
    return [head, *map(_demand_part, found.parts)]


def _demand_part(found: tree.DemandPart) -> str:
    number = found.number.text if found.number else ""
    if found.parameter is not None:
        number = f"parameter {name(found.parameter.name)}"
    text = found.text or tree.Leaf("")
    if found.word == "role":
        return f"with role {string(text)}"
    words = {
        "older": f"not older than {number} {name(text)}",
        "link": "with link",
        "state": f"in state {name(text)}",
        "valid": "still valid",
        "kinds": f"of {number} kinds",
        "people": f"from {number} people",
    }
    return words.get(found.word, found.word)


def clause(found: tree.Clause) -> Pieces:
    """Write a clause of a criterion."""
    if isinstance(found, tree.Past):
        return past(found)
    match found:
        case tree.Tagged():
            return after("tagged", names(found.names))
        case tree.Shows():
            return after(f"shows {found.word}", numbers(found.numbers))
        case tree.Weight():
            return [f"weight {found.value.text}"]
        case tree.AtLevel():
            return [f"at level {found.level.text}"]
        case tree.Carrying():
            return after("with", listed(f"{name(each.name)} {each.value.text}" for each in found.items))


def past(found: tree.Past) -> Pieces:
    """Write what something was called, and since when it is deprecated."""
    if isinstance(found, tree.Renamed):
        return after("renamed from", names(found.names))
    return [f"deprecated since {found.since.text}"]


# ------------------------------------------------------------------------------------- conditions


@singledispatch
def condition(found: tree.Condition, reserved: frozenset[str] = _CONDITION) -> Pieces:  # noqa: ARG001 - for all
    """Write a condition; `reserved` are the words that no name at its beginning may be spelled like."""
    raise TypeError(found)


def body(found: tree.Condition | tree.Expression) -> Pieces:
    """Write what a value is: a condition or an expression."""
    if isinstance(found, tree.Condition):
        return condition(found, _CONDITION | _EXPRESSION)
    return expression(found, _CONDITION | _EXPRESSION)


@condition.register
def _(found: tree.Claim, reserved: frozenset[str] = _CONDITION) -> Pieces:
    about = found.about
    needs_is = isinstance(about, tree.Elements)
    return glued(_about(about, reserved), predicate(found.predicate, needs_is=needs_is))


@condition.register
def _(found: tree.Asserted, _: frozenset[str] = _CONDITION) -> Pieces:
    return [f"{found.word} {name(found.name)}"]


@condition.register
def _(found: tree.Judged, _: frozenset[str] = _CONDITION) -> Pieces:
    return [f"judged {name(found.name)}"]


@condition.register
def _(found: tree.Not, _: frozenset[str] = _CONDITION) -> Pieces:
    return after("not", _within(found.part, tree.And | tree.Or))


@condition.register
def _(found: tree.And, reserved: frozenset[str] = _CONDITION) -> Pieces:
    return _joined("and", found.parts, tree.And | tree.Or, reserved)


@condition.register
def _(found: tree.Or, reserved: frozenset[str] = _CONDITION) -> Pieces:
    return _joined("or", found.parts, tree.Or, reserved)


def _joined(
    word: str, parts: Iterable[tree.Condition], weaker: type | object, reserved: frozenset[str]
) -> Pieces:
    pieces: Pieces = []
    for part in parts:
        pieces += after(word, _within(part, weaker)) if pieces else _within(part, weaker, reserved)
    return pieces


def _within(part: tree.Condition, weaker: type | object, reserved: frozenset[str] = _CONDITION) -> Pieces:
    """Write a part of a condition, in parentheses where it would be taken apart otherwise."""
    if isinstance(part, weaker):  # type: ignore[arg-type]  # a class or a union of classes
        return parenthesised(condition(part, _CONDITION | _EXPRESSION))
    return condition(part, reserved)


def _about(
    about: tree.Expression | tree.Elsewhere | tree.Listed | tree.Elements, reserved: frozenset[str]
) -> Pieces:
    match about:
        case tree.Elsewhere():
            return [_elsewhere(about, reserved)]
        case tree.Listed():
            count = f" {about.count.text}" if about.count else ""
            return after(f"{about.word}{count} of", subjects(about.subjects))
        case tree.Elements():
            return elements(about)
        case _:
            return _sum(about, reserved)


def _elsewhere(found: tree.Elsewhere, reserved: frozenset[str]) -> str:
    reach = "every" if found.every else "any"
    other = " other" if found.other else ""
    return f"{owned(found.name, reserved)} of {reach}{other} capability"


# ------------------------------------------------------------------------------------- predicates


def predicate(found: tree.Predicate, *, needs_is: bool = True) -> Pieces:  # noqa: PLR0911 - one for each kind
    """Write what is said of something; `needs_is` where a comparison begins with `is`."""
    match found:
        case tree.Compare():
            said = _compare(found, needs_is=needs_is)
            return [*said, *after(_CAUSES, names(found.causes))] if found.causes else said
        case tree.NotApplicable():
            return ["is not applicable"]
        case tree.NotRated():
            return ["is not rated"]
        case tree.TheSame():
            return ["is the same"]
        case tree.Shown():
            return after("is shown by", demand(found.demand))
        case tree.Has():
            return after(f"has {name(found.name)}", predicate(found.compare, needs_is=False))
        case tree.Reaches():
            return _reaches(found)
        case tree.Differs():
            return _differs(found)


def _reaches(found: tree.Reaches) -> Pieces:
    level = f"parameter {name(found.level.name)}" if found.level.parameter else found.level.name.text
    if found.lowest:
        level = f"lowest of ({level} and its {name(found.lowest)})"
    if not found.excused:
        return [f"reaches level {level}"]
    excused = names(found.excused)
    return [f"reaches level {level},", *glued(excused, ["may be not applicable"])]


def _compare(found: tree.Compare, *, needs_is: bool) -> Pieces:
    held: Sequence[tree.RatingValue | tree.Expression] = found.ratings
    match found.word:
        case "is":
            return after("is", _rated(held[0], _IS))
        case "is not":
            return after("is not", _rated(held[0], _IS_NOT))
        case "one of":
            return after("is one of", listed(" ".join(_rated(each, RATING)) for each in held))
        case bound:
            return after(f"{'is ' * needs_is}{bound}", _held(held[0]))


def _rated(found: tree.RatingValue | tree.Expression, reserved: frozenset[str]) -> Pieces:
    if not isinstance(found, tree.RatingValue):
        return _sum(found, reserved)
    below_zero = not found.parameter and found.name.text.startswith("-")
    return [literal(found.name) if below_zero else rating(found, reserved)]


def _held(found: tree.RatingValue | tree.Expression) -> Pieces:
    """Write what something is held against: here a number or percentage may stand for a rating."""
    if isinstance(found, tree.RatingValue) and not found.parameter:
        return [literal(found.name, _FACTOR)]
    return _sum(found, _FACTOR)


def _differs(found: tree.Differs) -> Pieces:
    other = found.other
    where = _elsewhere(other, SUBJECT) if isinstance(other, tree.Elsewhere) else subject(other)
    return [f"differs from {where}", *([f"by more than {steps(found.steps)}"] if found.steps else [])]


# ------------------------------------------------------------------------------------- expressions


def expression(found: tree.Expression, reserved: frozenset[str] = _EXPRESSION) -> Pieces:
    """Write an expression; `reserved` are the words that no name at its beginning may be spelled like."""
    match found:
        case tree.Conditional():
            return [
                *after("if", condition(found.condition)),
                *after("then", expression(found.then)),
                *after("otherwise", expression(found.otherwise)),
            ]
        case tree.ExtremeOf():
            parts = expression(found.parts[0])
            for part in found.parts[1:]:
                parts += after("and", expression(part))
            return after(f"{found.word} of", parenthesised(parts))
        case tree.AggregateOver():
            over = after("over", elements(found.elements))
            return [*after(f"{found.word} of", _sum(found.what, _FACTOR)), *over, *_policies(found.policies)]
        case tree.CountOver():
            that = after("that", predicate(found.that)) if found.that else []
            return [*after(f"{found.word} of", elements(found.elements)), *that, *_policies(found.policies)]
        case _:
            return _sum(found, reserved)


def _policies(found: Sequence[tree.Policy]) -> Pieces:
    return parenthesised(listed(map(_policy, found))) if found else []


def _policy(found: tree.Policy) -> str:
    number = found.number.text if found.number else ""
    match found.word:
        case "blank left out":
            return "blank is left out"
        case "outside counts":
            return f"not applicable counts {number}"
        case "none left open":
            return "none left is open"
        case counted:
            return f"{counted} {number}"


def _sum(found: tree.Expression, reserved: frozenset[str]) -> Pieces:
    if isinstance(found, tree.Calculation) and found.word in _SUM:
        return [*_sum(found.left, reserved), *after(found.word, _product(found.right, _FACTOR))]
    return _product(found, reserved)


def _product(found: tree.Expression, reserved: frozenset[str]) -> Pieces:
    if isinstance(found, tree.Calculation) and found.word not in _SUM:
        return [*_product(found.left, reserved), *after(found.word, _factor(found.right, _FACTOR))]
    return _factor(found, reserved)


def graded(found: tree.Graded) -> Pieces:
    """Write `sampled of nps at least 30`."""
    compared = glued(_sum(found.of, _OF), predicate(found.compare, needs_is=False))
    return after(f"{name(found.name)} of", compared)


def _factor(found: tree.Expression, reserved: frozenset[str]) -> Pieces:  # noqa: PLR0911 - one for each kind
    match found:
        case tree.Leaf():
            return [literal(found, reserved)]
        case tree.It():
            return ["it"]
        case tree.RatingValue():
            return [rating(found)]
        case tree.ValueOf():
            return [f"{owned(found.name, reserved)} of {subject(found.subject, _OF)}"]
        case tree.ValueAt():
            level = f"level {found.level.text}" if found.level else "the level before"
            return [f"{owned(found.name, reserved)} on {level}"]
        case tree.LevelOf():
            return [f"level of {subject(found.subject)}"]
        case tree.AgeOf():
            return [f"age of {subject(found.subject)} in {name(found.unit)}"]
        case tree.BoundOf():
            return [f"{found.end} bound of {name(found.metric)}"]
        case tree.Leading():
            return [f"leading {name(found.name)}"]
        case _:
            return parenthesised(expression(found, reserved | _EXPRESSION))
