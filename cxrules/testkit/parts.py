"""The parts of rules, levels, values and tables as written once: what coverage asks every outcome of.

A part is a rule, a requirement of a level, a value, a row of a table, or an operand of `and`, `or` or `not`
in any of these. Where the parts are in a plan is found in `places`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxrules.semantics.elements import criteria_in
from cxrules.semantics.leaves import leaves
from cxrules.semantics.levels import words_of
from cxrules.syntax import phrases, tree
from cxrules.syntax.blocks import clauses_of
from cxrules.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cxrules.semantics import Package
    from cxrules.text import Source

BOTH = ("yes", "no")
ONCE = ("yes",)


class Part(NamedTuple):
    """A part as written: what it is (rule, requirement, condition, value, row, maturity), and of what.

    `ways` are the outcomes that tests must see: yes and no; of a number or of `otherwise` that it is there.
    """

    kind: str
    of: str
    source: Source
    span: Span
    words: str
    ways: tuple[str, ...] = BOTH


class Root(NamedTuple):
    """Something that is looked up in a plan as a whole: a part, its condition, and the tree it stands in.

    `owner` is the capability of a requirement ("" for all), the name of the organisation's levels, or the
    criterion that has a prerequisite.
    """

    part: Part
    condition: tree.Condition | None
    written: object
    owner: str = ""
    order: int = 0


def roots_of(package: Package) -> Iterator[Root]:
    """Everything that a package writes down and tests should see, in order."""
    for source, each in package.declarations():
        match each:
            case tree.Rule():
                name = each.name
                part = Part("rule", name.text, source, name.span, f"rule {name.text}")
                yield Root(part, each.condition, each)
            case tree.Levels():
                yield from _levels(source, each.levels, "requirement", "")
            case tree.Maturity():
                yield from _levels(source, each.levels, "maturity", each.name.text if each.name else "")
            case tree.Capability():
                yield from _own_levels(source, each)
                yield from _demanded(source, each)
            case tree.Value():
                yield _value(source, each)
            case tree.Decide():
                yield from _rows(source, each)


def _levels(
    source: Source, levels: Sequence[tree.Level | tree.EachLevel], kind: str, owner: str
) -> Iterator[Root]:
    whose = f"maturity {owner}".strip() + ", " if kind == "maturity" else ""
    for level in levels:
        if isinstance(level, tree.EachLevel):
            part = _part(kind, f"{whose}every level {level.name.text}", source, level.condition)
            yield Root(part, level.condition, level, owner)
        elif level.condition is not None:
            part = _part(kind, f"{whose}level {level.order.text}", source, level.condition)
            yield Root(part, level.condition, level, owner, int(level.order.text))


def _own_levels(source: Source, capability: tree.Capability) -> Iterator[Root]:
    for each in capability.parts:
        if isinstance(each, tree.Requirement):
            of = f"level {each.order.text} of {capability.name.text}"
            part = _part("requirement", of, source, each.condition)
            yield Root(part, each.condition, each, capability.name.text, int(each.order.text))


def _demanded(source: Source, capability: tree.Capability) -> Iterator[Root]:
    """Prerequisites and needs of criteria, which are rules."""
    for criterion in criteria_in(capability.parts):
        name = f"{capability.name.text}.{criterion.name.text}"
        for each in criterion.parts:
            if isinstance(each, (tree.Prerequisite, tree.Need)):
                words = " ".join(piece for clause in clauses_of(each) for piece in clause)
                part = Part("rule", f"{name}, {words}", source, Span(each.begin, each.end), words)
                yield Root(part, None, each, name)


def _part(kind: str, of: str, source: Source, condition: tree.Condition) -> Part:
    return Part(kind, of, source, span_of(condition), words_of(condition))


def _value(source: Source, value: tree.Value) -> Root:
    condition = value.body if isinstance(value.body, tree.Condition) else None
    words = words_of(condition) if condition else " ".join(phrases.expression(value.body))  # type: ignore[arg-type] # no condition
    ways = BOTH if condition else ONCE
    part = Part("value", f"value {value.name.text}", source, value.name.span, words, ways)
    return Root(part, condition, value)


def _rows(source: Source, decide: tree.Decide) -> Iterator[Root]:
    for place, row in enumerate(decide.rows):
        words = f"when {words_of(row.condition)}" if row.condition is not None else "otherwise"
        span, ways = Span(row.begin, row.end), BOTH if row.condition is not None else ONCE
        part = Part("row", f"decide {decide.name.text}", source, span, words, ways)
        yield Root(part, row.condition, decide, order=place)


# ---------------------------------------------------------------------------------------- operands


def parts_of(root: Root) -> list[Part]:
    """The root's own part, and each operand in its condition."""
    found = [root.part]
    if root.condition is not None:
        found += [operand(root, each) for each in _operands(root.condition)]
    return found


def operand(root: Root, condition: tree.Condition) -> Part:
    """The part that an operand within a root's condition is."""
    return _part("condition", root.part.of, root.part.source, condition)


def _operands(condition: tree.Condition) -> Iterator[tree.Condition]:
    """Every operand below a condition, outermost first."""
    for each in inside(condition):
        yield each
        yield from _operands(each)


def inside(condition: tree.Condition) -> Sequence[tree.Condition]:
    """What `and`, `or` and `not` join; nothing of any other condition."""
    if isinstance(condition, (tree.And, tree.Or)):
        return condition.parts
    return [condition.part] if isinstance(condition, tree.Not) else ()


def span_of(found: object) -> Span:
    """The characters from the first leaf of a piece of tree to its last."""
    places = [(each.start, each.end) for each in leaves(found) if each.end]
    return Span(min(start for start, _ in places), max(end for _, end in places)) if places else Span(0, 0)
