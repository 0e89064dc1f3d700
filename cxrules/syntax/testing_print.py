"""What a test and its lines look like; the rest of the layout is in `printer`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cxrules.syntax import phrases, spelling, testing_tree as tests
from cxrules.syntax.blocks import Lines, block, clauses_of, write
from cxrules.syntax.spelling import Pieces, literal, name, string

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxrules.syntax.parts import Leaf, NameRange

# Words that win over a name where both could stand.
_GIVEN = frozenset(
    {"measure", "context", "deviation", "every", "evidence", "finding", "judged", "value", "waiver"}
)
_RATED = frozenset({"every"})
_IS = frozenset({"not"})
_SIGN = frozenset({"minus"})
_NUMBER = re.compile(r"(-?)([0-9]+(?:\.[0-9]+)?)(?:/([0-9]+))?")
_EXPECTED = {"level": "level of", "rating": "rating of", "value": "value", "maturity": "maturity"}


@write.register
def _(found: tests.Test, width: int) -> Lines:
    return block(found, [[f"test {string(found.title)}"]], found.lines, width)


@clauses_of.register
def _(found: tests.Setting) -> list[Pieces]:
    bare = found.word in {"date", "up to level"}
    return [[f"{found.word} {found.value.text if bare else name(found.value)}"]]


@clauses_of.register
def _(found: tests.ScopeLine) -> list[Pieces]:
    return [spelling.after("scope", spelling.names(found.names))]


@clauses_of.register
def _(found: tests.Instances) -> list[Pieces]:
    members = [
        f"{name(each.name)} weight {each.weight.text}" if each.weight else name(each.name)
        for each in found.instances
    ]
    return [spelling.after("instances", spelling.listed(members))]


# ----------------------------------------------------------------------------------- what is given


@clauses_of.register
def _(found: tests.GivenRatings) -> list[Pieces]:
    pieces: Pieces = []
    for each in found.ratings:
        said = _rated(each, _RATED if pieces else _GIVEN)
        pieces = [*pieces[:-1], f"{pieces[-1]},", *said] if pieces else spelling.after("given", said)
    if found.causes:
        pieces += spelling.after("for cause", spelling.names(found.causes))
    return [pieces]


def _rated(found: tests.Rated, reserved: frozenset[str]) -> Pieces:
    about = _about(found.about, reserved)
    where = f" in {name(found.instance)}" if found.instance else ""
    said = f"is {name(found.rating, _IS) if found.rating else found.said}"
    beside = [f"with {name(each.name)} {each.value.text}" for each in found.facets]
    return [*about[:-1], f"{about[-1]}{where} {said}", *beside]


def _about(about: Leaf | NameRange | tests.Every, reserved: frozenset[str]) -> Pieces:
    if isinstance(about, tests.Every):
        return [f"every {spelling.word(about.kind)}", *phrases.filters(about.filters)]
    return spelling.names([about], reserved)


@clauses_of.register
def _(found: tests.GivenFact) -> list[Pieces]:
    answer = [f"is {name(found.answer)}"] if found.answer else []
    return [[f"given {found.word} {name(found.name)}", *_on(found.subjects), *answer]]


@clauses_of.register
def _(found: tests.GivenDeviation) -> list[Pieces]:
    head = f"given deviation {name(found.rule)}"
    return [[head, *_on(found.subjects), f"because {string(found.reason)}"]]


def _on(names: Sequence[Leaf]) -> Pieces:
    return spelling.after("on", spelling.names(names)) if names else []


@clauses_of.register
def _(found: tests.GivenAnswer) -> list[Pieces]:
    answer = name(found.answer) if found.word == "judged" else _signed(found.answer)
    return [[f"given {found.word} {name(found.name)} is {answer}"]]


@clauses_of.register
def _(found: tests.GivenMeasure) -> list[Pieces]:
    where = f" in {name(found.instance)}" if found.instance else ""
    pieces = [f"given measure {name(found.metric)}{where} = {_signed(found.value)}"]
    if found.low and found.high:
        pieces.append(f"between {_signed(found.low)} and {_signed(found.high)}")
    if found.rows:
        pieces.append(f"from {found.rows.text} rows")
    return [pieces]


@clauses_of.register
def _(found: tests.GivenEvidence) -> list[Pieces]:
    head = [f"given evidence {name(found.kind)}", *spelling.title(found.title)]
    return [[*head, *map(_part, found.parts), *spelling.after("for", spelling.names(found.subjects))]]


def _part(found: tests.EvidencePart) -> str:
    match found.word, found.value:
        case "role", value if value:
            return f"with role {string(value)}"
        case "state", value if value:
            return f"in state {name(value)}"
        case "link", _:
            return "with link"
        case word, value if value:
            return f"{word} {name(value)}"
    return found.word


@clauses_of.register
def _(found: tests.GivenWaiver) -> list[Pieces]:
    head = f"given waiver of {name(found.subject)} is {name(found.rating)}"
    dates = f"from {found.begins.text} until {found.until.text}"
    return [[head, dates, f"because {string(found.reason)}"]]


# --------------------------------------------------------------------------------- what is expected


@clauses_of.register
def _(found: tests.Expect) -> list[Pieces]:
    said = [*(["stated"] if found.stated else []), _EXPECTED[found.word]]
    if found.name:
        said += ["of"] * (found.word == "maturity") + [name(found.name)]
    if found.about:
        said += ["of"] * (found.word == "value") + [name(found.about)]
    if found.level:
        said.append(f"on level {found.level.text}")
    if found.instance:
        said.append(f"in {name(found.instance)}")
    return [[f"expect {' '.join(said)} {_found(found.found)}"]]


def _found(found: tests.Found) -> str:
    if found.low is None:
        return f"is {found.said}"
    return f"= {_signed(found.low)}" + (f" to {_signed(found.high)}" if found.high else "")


def _signed(leaf: Leaf) -> str:
    """Write a value; one number divided by another in words."""
    found = _NUMBER.fullmatch(leaf.text)
    if found is None or not found[3]:
        return literal(leaf, _SIGN)
    return f"{'minus ' * bool(found[1])}{found[2]}{f' divided by {found[3]}' if found[3] else ''}"


@clauses_of.register
def _(found: tests.ExpectBecause) -> list[Pieces]:
    return [spelling.after("expect because", spelling.names(found.names))]


@clauses_of.register
def _(found: tests.ExpectRule) -> list[Pieces]:
    subject = f" on {name(found.subject)}" if found.subject else ""
    instance = f" in {name(found.instance)}" if found.instance else ""
    return [[f"expect rule {name(found.rule)}{subject}{instance} is {found.outcome}"]]


@clauses_of.register
def _(_found: tests.ExpectNoViolation) -> list[Pieces]:
    return [["expect no violation"]]


@clauses_of.register
def _(found: tests.ExpectTarget) -> list[Pieces]:
    return [[f"expect target is {'met' if found.met else 'not met'}"]]


@clauses_of.register
def _(found: tests.ExpectError) -> list[Pieces]:
    return [[f"expect error {string(found.text)}"]]
