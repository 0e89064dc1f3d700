"""The sentences of a roadmap: what changes, why, and what it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from cxrules.plan.figures import number_text
from cxrules.reports.columns import listed
from cxrules.roadmap.steps import OTHERS
from cxrules.roadmap.words import priced

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cxrules.model.wishes import Cost
    from cxrules.roadmap.roadmap import Roadmap
    from cxrules.solve.said import Said

_MOST = 4


def joined(titles: Sequence[str]) -> str:
    """Titles of goals as one text."""
    return listed(list(titles))


def changed(said: Said, still_open: bool) -> str:  # noqa: FBT001 - the one thing that is not in what is said
    """A change in words: ``SWE.1.BP1 (Specify requirements): from P to L``."""
    if said.kind == "evidence":
        return f"Provide {said.what}{said.where}"
    before = "from open" if still_open or said.now is None else f"from {said.now}"
    return f"{said.what}{said.where}: {before} to {said.wanted}"


def missed_without(aims: Sequence[Mapping[str, Any]], assessments: int) -> str:
    """Which aims are missed without an item."""
    if not aims:
        return ""
    names = [
        f"{aim['subject']} level {aim['level']}" + (f" in {aim['assessment']}" if assessments > 1 else "")
        for aim in aims
    ]
    return f"Without it {listed(names, _MOST)} {'is' if len(names) == 1 else 'are'} missed."


def waits(names: Sequence[str]) -> str:
    """What comes after an item."""
    return f"{listed(list(names), _MOST)} {'comes' if len(names) == 1 else 'come'} after it." if names else ""


def without(cost: Cost | None, now: Cost, unit: str) -> str:
    """What it costs to do without an item."""
    if cost is None:
        return "Nothing else makes up for it."
    more = cost - now
    if not more:
        return "The cheapest plan without it costs the same."
    return f"The cheapest plan without it: {priced(cost, unit)}, {number_text(more)} more."


class Assumed(NamedTuple):
    """What a plan takes for granted; `judged` are the attributes that rise with their criteria."""

    judged: list[str]
    open: bool
    untimed: bool
    measures: bool


def assumed(found: Roadmap) -> Assumed:
    """What the plan takes for granted."""
    return Assumed(
        list(dict.fromkeys(name for _, name in found.risen)),
        _has_open(found),
        not found.wishes.timed and bool(found.items),
        bool(found.wishes.measures),
    )


def assumptions(found: Roadmap) -> list[str]:
    """The same in sentences."""
    rests_on = assumed(found)
    out = []
    if rests_on.judged:
        out.append(
            "An attribute that is judged is taken to rise to a rating as soon as all its criteria that are "
            f"rated have reached that. So here: {listed(rests_on.judged, _MOST)}."
        )
    if rests_on.open:
        out.append("What is still open counts at its worst: the plan holds whatever it turns out to be.")
    if rests_on.untimed:
        out.append("No capacity or deadline is stated: a phase begins when the one before it ends.")
    if rests_on.measures:
        out.append("A measure raises what it names to the rating it states, and never lowers a rating.")
    return out


def _has_open(found: Roadmap) -> bool:
    return any(
        low != high
        for evaluation, goal in found.units
        for aim in goal.aims
        for low, high in (evaluation.value(aim.node),)
    )


__all__ = [
    "OTHERS",
    "Assumed",
    "assumed",
    "assumptions",
    "changed",
    "joined",
    "missed_without",
    "priced",
    "waits",
    "without",
]
