"""What values, decisions, inputs, demands and tailorings look like: the other half of `printer`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.syntax import phrases, spelling, tree
from cxrules.syntax.blocks import (
    STEP,
    Lines,
    block,
    block_and_reasons,
    clauses_of,
    comment_of,
    in_lines,
    indented,
    is_commented,
    members,
    optional_block,
    sentence,
    with_comment,
    write,
)
from cxrules.syntax.spelling import Pieces, literal, name, string, title

if TYPE_CHECKING:
    from collections.abc import Sequence

# Words that win over a name where both could stand.
_MODE = frozenset({"cumulative", "independent", "first"})
_OUTCOME = frozenset({"parameter", "that", "judgement", "open", "refuse"})
_RATE_ROW = (
    spelling.AFTER_CONDITION
    | spelling.RATING
    | {"otherwise", "prerequisite", "needs", "feeds", "rate", "applies"}
)


def carrying(found: tree.Group | tree.Capability | tree.Element) -> Sequence[tree.Carrying]:
    """Give the clause `with …`, where there is one."""
    return [found.carrying] if found.carrying else []


# ---------------------------------------------------------------------------------------- elements


@clauses_of.register
def _(found: tree.OutsideValue) -> list[Pieces]:
    return [[f"outside {name(found.name)}", *title(found.title)]]


@clauses_of.register
def _(found: tree.Kind) -> list[Pieces]:
    return [[f"kind {found.name.text} in {name(found.within)}"]]


@write.register
def _(found: tree.Element, width: int) -> Lines:
    head = [f"{found.kind.text} {name(found.name)}", string(found.title)]
    return optional_block(
        found, [head, *map(phrases.clause, (*carrying(found), *found.past))], found.parts, width
    )


@write.register
def _(found: tree.SetOf, width: int) -> Lines:
    return members(found, [f"set {name(found.name)}", *title(found.title), "= {"], found.names, width)


# ------------------------------------------------------------------------- what stands in a criterion


@clauses_of.register
def _(found: tree.Need) -> list[Pieces]:
    return [spelling.after("needs", phrases.demands(found.demands))]


@clauses_of.register
def _(found: tree.Feed) -> list[Pieces]:
    level = [f"at level {found.level.text}"] if found.level else []
    weight = [f"weight {found.weight.text}"] if found.weight else []
    return [[f"feeds {name(found.target)}", *level, *weight]]


@clauses_of.register
def _(found: tree.RateRow) -> list[Pieces]:
    return [[spelling.rating(found.rating, _RATE_ROW)], _when(found.condition)]


@write.register
def _(found: tree.Rate, width: int) -> Lines:
    alone = len(found.rows) == 1 and not found.otherwise
    closing = found.layout.closing if found.layout else []
    if alone and not closing and not comment_of(found) and not is_commented(found.rows[0]):
        line = " ".join(["rate", *(piece for clause in clauses_of(found.rows[0]) for piece in clause)])
        if len(line) <= width:
            return [line]
    lines = ["rate", *indented(in_lines(found.rows, width - len(STEP))), *indented(closing)]
    if found.otherwise:
        lines.append(f"{STEP}otherwise {spelling.rating(found.otherwise)}")
        return with_comment(lines, comment_of(found))
    return [*with_comment(lines[:1], comment_of(found)), *lines[1:]]


@clauses_of.register
def _(found: tree.Applies) -> list[Pieces]:
    return [["applies"], _when(found.condition)]


def _when(condition: tree.Condition) -> Pieces:
    return spelling.after("when", phrases.condition(condition))


# ------------------------------------------------------------------------ what an assessment answers


@write.register
def _(found: tree.Input, width: int) -> Lines:
    head = [f"input {name(found.name)}", *title(found.title)]
    if found.of:
        head += [*spelling.after("of", spelling.names(found.of)), *phrases.filters(found.filters)]
    kind = spelling.after("one of", spelling.names(found.choices)) if found.choices else [found.type]
    if found.low and found.high:
        kind.append(_bounds(found.low, found.high))
    return sentence(found, [[*head, *spelling.after(":", kind)]], found.parts, width)


def _bounds(low: tree.Leaf, high: tree.Leaf) -> str:
    return f"{low.text} .. {high.text}"


@clauses_of.register
def _(found: tree.Facet) -> list[Pieces]:
    bounds = _bounds(found.low, found.high)
    return [[f"facet {name(found.name)}", *title(found.title), f"of rating : count {bounds}"]]


@clauses_of.register
def _(found: tree.PropertyOf) -> list[Pieces]:
    default = f" = {found.default.text}" if found.default else ""
    of = spelling.after("of", spelling.names(found.of))
    return [[f"property {name(found.name)}", *title(found.title), *of, f": number{default}"]]


@clauses_of.register
def _(found: tree.Judgement) -> list[Pieces]:
    on = spelling.after("on", spelling.names(found.on))
    return [[f"judgement {name(found.name)}", string(found.title)], on]


@clauses_of.register
def _(found: tree.BlankRatings) -> list[Pieces]:
    return [[f"blank ratings count {spelling.rating(found.rating)}"]]


@clauses_of.register
def _(found: tree.WeaknessNeeded) -> list[Pieces]:
    return [[f"weakness needed below {spelling.rating(found.rating)}"]]


# ------------------------------------------------------------------------------ values and decisions


@write.register
def _(found: tree.Value, width: int) -> Lines:
    head = [f"value {name(found.name)}", *title(found.title), *_of(found)]
    if found.each_level:
        head.append(f"on each level {name(found.each_level)}")
    clauses = [head, spelling.after("=", phrases.body(found.body))]
    if found.rounded:
        clauses.append([f"rounded {found.rounded.mode} to {found.rounded.step.text}"])
    clauses += map(phrases.clause, found.past)
    return sentence(found, clauses, found.parts, width)


def _of(found: tree.Value | tree.Decide) -> Pieces:
    return [*spelling.after("of", spelling.names(found.of)), *phrases.filters(found.filters)]


@write.register
def _(found: tree.Decide, width: int) -> Lines:
    head = [f"decide {name(found.name)}", *title(found.title), *_of(found)]
    if found.scale:
        head.append(f"as {name(found.scale)}")
    if found.order:
        head.append(found.order)
    clauses = [head, *map(phrases.clause, found.past)]
    return block_and_reasons(found, clauses, found.rows, found.parts, width)


@clauses_of.register
def _(found: tree.Row) -> list[Pieces]:
    outcome = spelling.after("->", _outcome(found.outcome))
    if found.condition is None:
        return [spelling.glued(["otherwise"], outcome)]
    return [_when(found.condition), outcome]


def _outcome(found: tree.Outcome) -> Pieces:
    text = found.text or tree.Leaf("")
    match found.word:
        case "rating" if found.rating:
            return [spelling.rating(found.rating, _OUTCOME)]
        case "percent":
            return [text.text]
        case "judgement":
            forced = [piece for each in found.forced for piece in _forced(each)]
            return [*spelling.after("judgement {", spelling.names(found.names)), "}", *forced]
        case "open":
            return [f"open because {string(text)}"]
        case "refuse":
            return [f"refuse {string(text)}"]
        case other:
            return [other]


def _forced(found: tree.Forced) -> Pieces:
    return spelling.glued([f"but {spelling.rating(found.rating)}"], _when(found.condition))


@clauses_of.register
def _(found: tree.EachLevel) -> list[Pieces]:
    requires = spelling.after("requires", phrases.condition(found.condition))
    return [[f"every level {name(found.name)}"], requires]


@write.register
def _(found: tree.Maturity, width: int) -> Lines:
    said = [name(found.name, _MODE)] if found.name else []
    head = ["maturity", *said, *title(found.title), f"{found.mode} from {found.start.text}"]
    return block(found, [head], found.levels, width)


# ---------------------------------------------------------------------------------------- tailoring


@write.register
def _(found: tree.Profile, width: int) -> Lines:
    head = [f"profile {name(found.name)}", *title(found.title), f"of {name(found.of)}"]
    return block(found, [head], found.parts, width)


@write.register
def _(found: tree.ProfileSet, width: int) -> Lines:
    return sentence(found, [[f"set {name(found.name)} = {literal(found.value)}"]], found.parts, width)


@write.register
def _(found: tree.Drop, width: int) -> Lines:
    return sentence(found, [spelling.after("drop", spelling.names(found.names))], found.parts, width)


@write.register
def _(found: tree.Extend, width: int) -> Lines:
    return block_and_reasons(found, [[f"extend {name(found.name)}"]], found.parts, found.properties, width)


@write.register
def _(found: tree.Patch, width: int) -> Lines:
    """Write a rule behind one more word; a comment between the two goes before both."""
    own = [comment_of(found)] if comment_of(found) else []
    before = found.rule.layout.before if found.rule.layout else []
    rule = write(found.rule, width)
    return [*own, *before, f"{found.word} {rule[0]}", *rule[1:]]
