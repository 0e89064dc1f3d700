"""Waivers: what those in force change, and for which ratings they make the difference.

A waiver makes its subject count with a better rating than it has. Where the rating is an input, the input is
raised; where it is worked out, in the derive reading, its node is held at least at the waived rating.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from cxrules.model.speech import ENGLISH, Speech
from cxrules.plan.values import OUTSIDE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from cxrules.engine.evaluation import Evaluation
    from cxrules.engine.link import Link, Step
    from cxrules.model.assessment import Assessment, Given, Waiver
    from cxrules.plan import Plan
    from cxrules.plan.types import Ranges
    from cxrules.plan.values import Value


class Waived(NamedTuple):
    """The waiver in force that is best for each subject, and the ranks at which nodes are held."""

    by: Mapping[str, Waiver]
    floors: Mapping[int, int]


NOTHING = Waived({}, {})


def in_force(assessment: Assessment, day: date | None = None) -> tuple[Waiver, ...]:
    """The waivers in force on a day, which is the assessment's where none is named; none without a day."""
    when = day or assessment.date
    if when is None:
        return ()
    return tuple(each for each in assessment.waivers if each.state(when) == "in-force")


def waive(
    plan: Plan,
    made: Link,
    waivers: Iterable[Waiver],
    arrays: Sequence[list[Value]],
    ratings: Sequence[Mapping[str, Sequence[Given]]],
) -> Waived:
    """Raise the inputs of waived subjects; `arrays` and `ratings` are those of each instance.

    A subject that is not rated counts with the waived rating; one that does not apply stays as it is. Of
    several waivers of a subject the best rating counts. What the plan does not know is passed over.
    """
    best = _best(made, waivers)
    floors = {}
    for name, waiver in best.items():
        node = made.ratings[name]
        rank = _rank(made, waiver)
        for values, chosen in zip(arrays, ratings, strict=True):
            is_rated = name in chosen or values[node] == OUTSIDE
            values[node] = raised(values[node], rank) if is_rated else (rank, rank)
        if plan.subjects[name].counts != node:
            floors[plan.subjects[name].counts] = rank
    return Waived(best, floors)


def _best(made: Link, waivers: Iterable[Waiver]) -> dict[str, Waiver]:
    best: dict[str, Waiver] = {}
    for each in waivers:
        if each.subject not in made.ratings or each.rating not in made.ranks:
            continue
        other = best.get(each.subject)
        if other is None or _worth(made, other) < _worth(made, each):
            best[each.subject] = each
    return best


def _worth(made: Link, waiver: Waiver) -> tuple[int, date]:
    return _rank(made, waiver), waiver.until


def _rank(made: Link, waiver: Waiver) -> int:
    return int(made.ranks[waiver.rating][0] or 0)


def raised(value: Value, rank: int) -> Value:
    """A rating held at least at a rank; what is outside stays outside."""
    low, high = value
    return value if low is None or high is None else (max(low, rank), max(high, rank))


def floored(steps: Sequence[Step], floors: Mapping[int, int]) -> Sequence[Step]:
    """The same steps, with the nodes of waived ratings held at their ranks."""
    if not floors:
        return steps
    return [
        step if step[0] not in floors else (step[0], partial(_raised, step[1], floors[step[0]]), *step[2:])
        for step in steps
    ]


def _raised(ranges: Ranges, rank: int, param: Any, values: Sequence[Value], args: Sequence[int]) -> Value:
    return raised(ranges(param, values, args), rank)


def applied(evaluation: Evaluation, subject: str, instance: int) -> Waiver | None:
    """The waiver without which a subject would count with a lower rating in an instance."""
    waiver = evaluation.bound.waived.by.get(subject)
    if waiver is None:
        return None
    node = evaluation.plan.subjects[subject].counts
    before, now = evaluation.unwaived().value(node, instance), evaluation.value(node, instance)
    rank = evaluation.plan.given_values.index(waiver.rating)
    return waiver if before != now and now[0] == rank else None


def said(waiver: Waiver, say: Speech = ENGLISH) -> str:
    """A waiver in words that follow a rating."""
    reason, until = waiver.reason.rstrip("."), say.date(waiver.until)
    return say("under a waiver until {} approved by {}: {}", until, waiver.approved_by, reason)
