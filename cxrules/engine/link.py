"""A plan made ready to run: functions instead of names, and the inputs sorted by what they ask.

Done once a plan and kept with it; running a plan many times pays for this only once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias

from cxrules.plan.aggregates import exact
from cxrules.plan.operations import OPERATIONS
from cxrules.plan.values import NO, OPEN, YES, Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cxrules.plan import Plan
    from cxrules.plan.types import Ranges


_LAST_DAY = 3_652_059
"""The ordinal of 9999-12-31, the last day that a date can be."""

BY_DATA = frozenset({"value", "judged", "choice"})
"""What asks for something by which a rating can follow without being given."""

_MOST_RECORDED = 10 * 1024 * 1024
"""How long a note is at most, and how many there are of anything: an assessment's file has no more bytes."""

Joining: TypeAlias = Literal["", "always", "several"]
"""Whether a node joins instances: not at all, even a single one, or only several, one being what it is."""

Step: TypeAlias = "tuple[int, Ranges, tuple[int, ...], Any, bool, Joining]"
"""One node to evaluate: where its value goes, the meaning, operands, parameter, is it whole, does it join."""


def joining(op: str, param: Any) -> Joining:
    """Whether a node of an operation joins instances."""
    if not OPERATIONS[op].joins:
        return ""
    return "several" if OPERATIONS[op].alone and param["criteria"] is None else "always"


class Link(NamedTuple):
    """See the module. `blank` holds the value each node has before anything is known."""

    blank: list[Value]
    steps: list[Step]
    ranks: dict[str, Value]
    ratings: dict[str, int]
    of_capability: dict[str, list[int]]
    capability_of: dict[str, str]
    causes: dict[str, list[tuple[int, bool, frozenset[str]]]]
    findings: dict[str, list[tuple[int, Sequence[str]]]]
    deviated: list[tuple[int, str, str]]
    beneath: list[tuple[int, list[str]]]
    by_data: list[tuple[int, list[str]]]
    within: list[tuple[int, int]]
    whole_causes: list[int]
    stated: list[tuple[int, str, list[Any]]]


def unknown(kind: str, rest: Sequence[Any]) -> Value:
    """What an input may be before anything is recorded, where it is not simply no."""
    if kind == "value":
        _, type_, low, high = rest
        if type_ == "truth":
            return OPEN
        if type_ == "date":
            return (1, _LAST_DAY)
        return (exact(low), exact(high))
    if kind == "choice":
        return (min(rest[1]), max(rest[1]))
    if kind == "recorded":
        return (0, _MOST_RECORDED)
    if kind == "today":
        return (1, _LAST_DAY)
    return {"judged": OPEN, "evidence": OPEN, "asked": YES, "in-view": YES, "assessed": YES}.get(kind, NO)


def link(plan: Plan) -> Link:
    """The plan made ready, from what it keeps if that was done before."""
    made = plan.linked.get("link")
    if made is None:
        made = plan.linked["link"] = _link(plan)
    return made


def _link(plan: Plan) -> Link:
    open_rating = (0, len(plan.given_values) - 1)
    blank: list[Value] = [NO] * len(plan.nodes)
    made = Link(blank, [], {}, {}, {}, {}, {}, {}, [], [], [], [], [], [])
    meant = {name: (row.ranges, row.joins) for name, row in OPERATIONS.items()}
    keep = made.steps.append
    for place, (op, args, param, whole) in enumerate(plan.nodes.walk()):
        if op != "input":
            ranges, joins = meant[op]
            keep((place, ranges, args, param, whole, joining(op, param) if joins else ""))
        elif param[0] == "finding":
            made.findings.setdefault(param[1], []).append((place, param[2:]))
        elif param[0] == "rating":
            blank[place] = open_rating
            made.ratings[param[1]] = place
        else:
            blank[place] = _sort_input(made, place, param, whole=whole)
    for name, subject in plan.subjects.items():
        made.of_capability.setdefault(subject.capability, []).append(made.ratings[name])
        made.capability_of[name] = subject.capability
    made.capability_of.update((name, name) for name in plan.capabilities)
    made.ranks.update({value: (rank, rank) for rank, value in enumerate(plan.given_values)})
    return made


def level_steps(plan: Plan) -> list[Step]:
    """Only the steps that levels rest on, worked out once a plan."""
    made: list[Step] | None = plan.linked.get("level_steps")
    if made is None:
        wanted = support(plan, (capability.level for capability in plan.capabilities.values()))
        made = plan.linked["level_steps"] = [step for step in link(plan).steps if step[0] in wanted]
    return made


def _sort_input(made: Link, place: int, param: Sequence[Any], *, whole: bool) -> Value:
    """Remember what answers an input; gives what it may be before that."""
    kind, *rest = param
    if kind in {"cause", "only-causes"}:
        made.causes.setdefault(rest[0], []).append((place, kind == "only-causes", frozenset(rest[1:])))
        if whole:
            made.whole_causes.append(place)
        return OPEN
    if kind == "within":
        made.within.append((place, rest[0]))
        return YES
    if kind == "deviated":
        made.deviated.append((place, rest[0], rest[1]))
    elif kind in {"rated-beneath", "known-beneath"}:
        made.beneath.append((place, rest))
        if kind == "known-beneath":
            made.by_data.append((place, rest))
    else:
        made.stated.append((place, kind, rest))
    return unknown(kind, rest)


def data_beneath(plan: Plan, made: Link, node: int, subjects: Sequence[str]) -> Sequence[int]:
    """The inputs with values and judgements by which some subjects are rated; none where all are by hand."""
    found: dict[int, list[int]] = plan.linked.setdefault("data beneath", {})
    if node not in found:
        stated = {place for place, kind, _ in made.stated if kind in BY_DATA}
        derived = [plan.subjects[name].derived for name in subjects if name in plan.subjects]
        wanted = support(plan, [each for each in derived if each >= 0]) if stated else set()
        found[node] = sorted(wanted & stated)
    return found[node]


def support(plan: Plan, nodes: Iterable[int]) -> set[int]:
    """Everything that some nodes rest on, themselves included."""
    found: set[int] = set()
    stack = list(nodes)
    while stack:
        node = stack.pop()
        if node not in found:
            found.add(node)
            stack.extend(plan.nodes[node].args)
    return found
