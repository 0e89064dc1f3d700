"""CX1004: a level that nobody can reach.

What it requires cannot hold, or not together with what a lower level requires.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxrules.diagnostics import Diagnostic, Related, diagnose
from cxrules.lint.possible import Possible, is_above_the_top
from cxrules.lint.rule import Rule
from cxrules.syntax import tree

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cxrules.lint.facts import Facts
    from cxrules.semantics.levels import Required, Requirements

_HINT = "Look at the comparisons one by one: which of them cannot hold together?"


class _Unreachable(NamedTuple):
    """A level that a capability, or the organisation, cannot reach, and the lower requirement against it."""

    who: str
    order: int
    required: Required
    against: tuple[int, Required] | None


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Report each requirement by which its level is out of reach, once for all capabilities; and targets."""
    possible = Possible(facts)
    ruleset = facts.analysis.ruleset
    found = list(
        _unreachable(possible, facts.analysis.requirements, cumulative=ruleset.mode != "independent")
    )
    yield from _reported_once(facts, found, len(facts.analysis.elements.capabilities))
    for source, levels in facts.own_of(tree.Maturity):
        name = levels.name.text if levels.name else ""
        rows = {(name, order): each for order, each in facts.analysis.organisations.get(name, {}).items()}
        for each in _unreachable(possible, rows, cumulative=levels.mode != "independent"):
            if each.required.source is source:
                yield _reported([each], 1)
    yield from _targets(
        facts, {each.who: each.order for each in found} if ruleset.mode != "independent" else {}
    )


def _unreachable(
    possible: Possible, requirements: Requirements, *, cumulative: bool
) -> Iterator[_Unreachable]:
    """The lowest such level of each; those above are out of reach with it where levels are cumulative."""
    below: dict[str, list[tuple[int, Required]]] = {}
    done: set[str] = set()
    known: dict[tuple[tuple[int, str], ...], bool] = {}
    for (who, order), required in sorted(requirements.items(), key=lambda each: each[0][1]):
        if who in done or not required or any(is_above_the_top(each.term) for each in required):
            continue
        lower = below.setdefault(who, [])
        asked = [*required, *(each for _, each in lower if cumulative)]
        if _can_hold(possible, asked, known):
            lower += [(order, each) for each in required]
            continue
        yield _blamed(possible, who, order, required, lower if cumulative else [])
        if cumulative:
            done.add(who)


def _can_hold(
    possible: Possible, required: Sequence[Required], known: dict[tuple[tuple[int, str], ...], bool]
) -> bool:
    """Whether requirements can hold together; asked once for all capabilities of which they say the same."""
    if not all(each.like for each in required):
        return possible.holds(*(each.term for each in required))
    key = tuple([(id(each.at), each.like) for each in required])
    if key not in known:
        known[key] = possible.holds(*(each.term for each in required))
    return known[key]


def _reported_once(facts: Facts, found: Sequence[_Unreachable], everybody: int) -> Iterator[Diagnostic]:
    same: dict[tuple[int, int], list[_Unreachable]] = {}
    for each in found:
        if facts.is_own(each.required.source):
            same.setdefault((id(each.required.source), each.required.at.start), []).append(each)
    for group in same.values():
        yield _reported(group, everybody)


def _targets(facts: Facts, unreachable: Mapping[str, int]) -> Iterator[Diagnostic]:
    """Report what a target demands of a capability that goes up to a lower level, or cannot reach it."""
    limits = dict(unreachable)
    for (who, order), required in facts.analysis.requirements.items():
        if any(is_above_the_top(each.term) for each in required):
            limits[who] = min(order, limits.get(who, order))
    for source, target in facts.own_of(tree.Target) if limits else ():
        demanded = facts.analysis.ruleset.targets[target.name.text].levels
        beyond = [who for who, level in demanded.items() if who in limits and level >= limits[who]]
        if beyond:
            message = (
                f"The target {target.name.text} can never be met: it demands too much of {_listed(beyond)}."
            )
            hint = f"{beyond[0]} never reaches level {limits[beyond[0]]}."
            yield diagnose("CX1004", message, source, target.name.span, hint)


def _blamed(
    possible: Possible,
    who: str,
    order: int,
    required: Sequence[Required],
    lower: Sequence[tuple[int, Required]],
) -> _Unreachable:
    """The requirement that cannot hold; else the highest lower one that it cannot hold with."""
    alone = next((each for each in required if not possible.holds(each.term)), None)
    if alone is not None or not possible.holds(*(each.term for each in required)):
        return _Unreachable(who, order, alone or required[-1], None)
    for against in reversed(lower):
        for each in required:
            if not possible.holds(each.term, against[1].term):
                return _Unreachable(who, order, each, against)
    return _Unreachable(who, order, required[0], lower[-1])


def _reported(same: Sequence[_Unreachable], everybody: int) -> Diagnostic:
    first = same[0]
    whom = "" if len(same) == everybody else f" by {_listed([each.who for each in same])}"
    message = f"Level {first.order} can never be reached{whom}: "
    related: tuple[Related, ...] = ()
    if first.against is None:
        message += "what it requires cannot hold."
    else:
        order, lower = first.against
        message += f"what it requires cannot hold together with what level {order} requires."
        related = (Related(f"level {order} requires", lower.source, lower.at.span),)
    return diagnose("CX1004", message, first.required.source, first.required.at.span, _HINT, related)


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(names[:4])
    return shown if len(names) <= 4 else f"{shown} and {len(names) - 4} more"  # noqa: PLR2004 - enough to see whom


RULE = Rule("CX1004", check)
