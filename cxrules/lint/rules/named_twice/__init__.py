"""CX1017: the same name, or the same condition, twice in one list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.diagnostics import Diagnostic, Fix, Related, diagnose
from cxrules.lint.rule import Rule
from cxrules.lint.walk import nodes_in
from cxrules.semantics.report import numbered
from cxrules.syntax import tree
from cxrules.text.edits import Edit
from cxrules.text.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cxrules.lint.facts import Facts
    from cxrules.text import Source

_LISTS: tuple[tuple[type[object], str], ...] = (
    (tree.Tagged, "names"),
    (tree.From, "names"),
    (tree.Shows, "numbers"),
    (tree.Prerequisite, "names"),
    (tree.Filter, "names"),
    (tree.Scope, "names"),
    (tree.SetOf, "names"),
    (tree.Effect, "subjects"),
    (tree.Effect, "causes"),
    (tree.Listed, "subjects"),
    (tree.Compare, "causes"),
)
"""Where lists stand in which a second mention says nothing new. What a target names twice is an error."""


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Report each second mention, also of what lies in a range, and each condition that is repeated."""
    for kind, field in _LISTS:
        for source, each in facts.own_nodes(kind):
            names = getattr(each, field)
            if len(names) > 1:
                counted = isinstance(each, tree.Listed) and each.count is not None
                yield from _names(source, names, counted=counted)
    for source, joined in facts.own_nodes(tree.And):
        yield from _conditions(source, joined.parts)
    for source, either in facts.own_nodes(tree.Or):
        yield from _conditions(source, either.parts)


def _names(source: Source, names: Sequence[object], *, counted: bool) -> Iterator[Diagnostic]:
    seen: dict[str, tree.Leaf] = {}
    ranges: list[tree.NameRange] = [each for each in names if isinstance(each, tree.NameRange)]
    for place, each in enumerate(names):
        if not isinstance(each, tree.Leaf):
            continue
        first = seen.setdefault(each.text, each)
        within = next((names for names in ranges if _within(each.text, names)), None)
        if first is not each or within is not None:
            where = Span(within.first.start, within.last.end) if within and first is each else first.span
            yield _reported(source, each, where, _without(source, names, place), counted=counted)


def _reported(
    source: Source, each: tree.Leaf, first: Span, edit: Edit | None, *, counted: bool
) -> Diagnostic:
    message = f"{each.text} is named twice."
    hint = "Both count: name it once." if counted else "Name it once."
    found = diagnose("CX1017", message, source, each.span, hint, (Related("also here", source, first),))
    if edit is None:
        return found
    fix = Fix((edit,), "unsafe" if counted else "safe", f"Name {each.text} once")
    return found._replace(fix=fix)


def _within(name: str, names: tree.NameRange) -> bool:
    own, first, last = numbered(name), numbered(names.first.text), numbered(names.last.text)
    if own is None or first is None or last is None:
        return False
    return own[0] == first[0] == last[0] and first[1] <= own[1] <= last[1]


def _without(source: Source, names: Sequence[object], place: int) -> Edit | None:
    """Take one of a list out, with the comma; nothing where a comment stands between."""
    if place:
        span = Span(_end(names[place - 1]), _end(names[place]))
    else:
        span = Span(_start(names[0]), _start(names[1]))
    return None if "#" in source.slice(span) else Edit(source, span, "")


def _start(name: object) -> int:
    return next(leaf.start for leaf in nodes_in(name, tree.Leaf))


def _end(name: object) -> int:
    if isinstance(name, tree.It):
        return name.end
    return max(leaf.end for leaf in nodes_in(name, tree.Leaf))


def _conditions(source: Source, parts: Sequence[tree.Condition]) -> Iterator[Diagnostic]:
    for place, each in enumerate(parts):
        if any(each == other for other in parts[:place]):
            found = list(nodes_in(each, tree.Leaf))
            span = Span(min(leaf.start for leaf in found), max(leaf.end for leaf in found)) if found else None
            yield diagnose("CX1017", "The same condition stands twice.", source, span, "Write it once.")


RULE = Rule("CX1017", check)
