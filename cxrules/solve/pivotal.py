"""Ratings on which a level hangs: one step up or down changes it; and how far each level is from falling."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxrules.engine.link import link
from cxrules.engine.ripple import Ripple
from cxrules.engine.valued import orders_of
from cxrules.plan.values import OUTSIDE
from cxrules.solve.answers import Change, answered_together
from cxrules.solve.changes import steps_to_fall
from cxrules.solve.derived import following, is_by_hand
from cxrules.solve.goals import Aim, assessed
from cxrules.solve.highs import Unsolved

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from cxrules.engine.evaluation import Evaluation
    from cxrules.engine.ripple import Place
    from cxrules.plan.values import Value


class Effect(NamedTuple):
    """A level, guaranteed and possible, of a capability or of the organisation, before and after."""

    subject: str
    before: tuple[int, int]
    after: tuple[int, int]

    @property
    def rises(self) -> bool:
        """Whether the level is higher afterwards."""
        return self.after > self.before


class Pivot(NamedTuple):
    """One step of one rating, and the levels that it changes."""

    changes: Sequence[Change]
    up: bool
    effects: Sequence[Effect]


class Hold(NamedTuple):
    """How firmly a level is held: the fewest steps down that lose it, and the changes that do; None: none do.

    Where one step is enough there are `falls`, one set for each rating that alone does it. Not `proven`: the
    solver's time was over, and there may be fewer steps.
    """

    aim: Aim
    steps: int | None
    falls: Sequence[Sequence[Change]]
    proven: bool = True


def level_nodes(evaluation: Evaluation) -> dict[str, int]:
    """The nodes of all levels: of capabilities that are assessed, and of the organisation, by their names."""
    plan, inside = evaluation.plan, assessed(evaluation)
    nodes = {name: each.level for name, each in plan.capabilities.items() if name in inside}
    return nodes | {each.name: each.level for each in plan.organisations}


def pivots(evaluation: Evaluation, levels: Mapping[str, int] | None = None) -> list[Pivot]:
    """Every known rating that changes a level when it moves by one step, in the order of the model.

    `levels` are the nodes of the levels that are looked at, by name; None: all of `level_nodes`.
    """
    nodes = level_nodes(evaluation) if levels is None else levels
    ripple = Ripple(evaluation, list(nodes.values()))
    top = len(evaluation.plan.given_values) - 1
    return [
        found
        for places in _rated(evaluation)
        for step in (1, -1)
        if (found := _pivot(evaluation, ripple, list(nodes), places, (step, top)))
    ]


def _rated(evaluation: Evaluation) -> Iterator[Sequence[Place]]:
    """The inputs of known ratings; those of all instances together where they are given together."""
    together, arrays = answered_together(evaluation), evaluation.bound.arrays
    for node in link(evaluation.plan).ratings.values():
        instances = range(len(arrays))
        groups = [list(instances)] if node in together else [[each] for each in instances]
        for group in groups:
            inside = [each for each in group if arrays[each][node] != OUTSIDE]
            known = inside and len(set(arrays[inside[0]][node])) == 1
            if known and is_by_hand(evaluation, (node, inside[0])):
                yield [(node, each) for each in inside]


def _pivot(
    evaluation: Evaluation,
    ripple: Ripple,
    names: Sequence[str],
    places: Sequence[Place],
    way: tuple[int, int],
) -> Pivot | None:
    (node, instance), (step, top) = places[0], way
    rank = int(evaluation.bound.arrays[instance][node][0] or 0)
    after = rank + step
    if not 0 <= after <= top:
        return None
    changed: dict[Place, Value] = dict.fromkeys(places, (after, after))
    effects = effects_of(ripple, names, {**changed, **following(evaluation, changed)})
    if not effects:
        return None
    return Pivot([Change(*place, rank, after, open=False) for place in places], step > 0, effects)


def effects_of(ripple: Ripple, names: Sequence[str], changed: Mapping[Place, Value]) -> list[Effect]:
    """The levels that other answers change."""
    rows = zip(names, ripple.now, ripple.after(changed), strict=True)
    return [Effect(name, _whole(before), _whole(after)) for name, before, after in rows if before != after]


def _whole(value: Value) -> tuple[int, int]:
    return int(value[0] or 0), int(value[1] or 0)


def holds(
    evaluation: Evaluation, known: Sequence[Pivot], names: Collection[str], seconds: float | None = None
) -> list[Hold]:
    """For each level of some names that is surely reached, above the lowest, how many steps down lose it.

    `known` are the pivots of the evaluation, which tell where one step is enough. `seconds` limit each
    question to the solver; see `cxrules.solve.changes`.
    """
    return [_hold(evaluation, aim, known, seconds) for aim in reached(evaluation) if aim.subject in names]


def reached(evaluation: Evaluation) -> Iterator[Aim]:
    """The level that each capability, and the organisation, surely reaches above the lowest."""
    plan, inside = evaluation.plan, assessed(evaluation)
    for name, capability in plan.capabilities.items():
        low = evaluation.value(capability.level)[0]
        if name in inside and low is not None and int(low) in plan.orders:
            yield Aim(name, int(low), capability.reaches[plan.orders.index(int(low))])
    for each in plan.organisations:
        low, orders = evaluation.value(each.level)[0], orders_of(each)
        if low is not None and int(low) in orders:
            yield Aim(each.name, int(low), each.reaches[orders.index(int(low))])


def _hold(evaluation: Evaluation, aim: Aim, known: Sequence[Pivot], seconds: float | None) -> Hold:
    falls = [
        each.changes
        for each in known
        if not each.up
        and any(effect.subject == aim.subject and effect.after[0] < aim.level for effect in each.effects)
    ]
    if falls:
        return Hold(aim, 1, falls)
    try:
        found = steps_to_fall(evaluation, [aim.node], seconds)
    except Unsolved:
        return Hold(aim, None, (), proven=False)
    return Hold(aim, None, ()) if found is None else Hold(aim, found.steps, [found.changes], found.proven)
