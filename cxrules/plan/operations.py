"""The operations a plan is made of: each defined once, as one row of one table.

A row gives the types of the operands and of the result, in which direction the result follows each operand,
the meaning on exact values (the reference), the meaning on ranges, which operands were decisive, the
sentence that explains it, and the places for a column form (portfolios) and a solver form. To add an
operation is to add a row; a test fails when a row lacks one of these.

Inputs are no operation: what they ask is said in `cxrules.plan.plan`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxrules.plan import aggregates, choices, decisive, meaning, numbers, ranges, sentences
from cxrules.plan.types import Decisive, Direction, Meaning, Operation, Ranges, Says, Telling, Type

if TYPE_CHECKING:
    from collections.abc import Callable

    from cxrules.plan.aggregates import Aggregate


def _as_stored(param: Any) -> Any:
    return param


def _percent(param: Any) -> Any:
    """As of any aggregate; a truth that holds counts 100."""
    return aggregates.prepared(param, whole=100)


def _row(  # noqa: PLR0913, PLR0917 - a row of a table has its columns
    name: str,
    takes: tuple[Type, ...],
    gives: Type,
    follows: tuple[Direction, ...],
    means: Meaning,
    on_ranges: Ranges | None,
    decides: Decisive,
    says: Says,
    prepare: Callable[[Any], Any] = _as_stored,
    **more: Any,
) -> Operation:
    """A row; without a form on ranges of its own it gets the one that follows from its directions."""
    found = on_ranges or ranges.by_ends(means, follows)
    return Operation(name, takes, gives, follows, means, found, decides, says, None, prepare, **more)


def _aggregate(
    name: str,
    takes: tuple[Type, ...],
    gives: Type,
    aggregate: Aggregate,
    says: Says,
    prepare: Callable[[Any], Any] = aggregates.prepared,
) -> Operation:
    """A row for an aggregate, which rises with its members; whether one applies may count either way."""
    return _row(
        name, takes, gives, _UP, aggregate.meaning, aggregate.ranges, decisive.for_members, says, prepare
    )


def _joining(row: Operation) -> Operation:
    """The same over instances instead of over operands."""
    says = sentences.joined_truth if row.gives == "truth" else row.says
    return row._replace(name=f"join-{row.name}", says=says, joins=True)


_TRUTHS: tuple[Type, ...] = ("truth",)
_RATINGS: tuple[Type, ...] = ("rating",)
_TWO: tuple[Type, ...] = ("rating", "rating")
_NUMBER: tuple[Type, ...] = ("number",)
_NUMBERS: tuple[Type, ...] = ("number", "number")
_ANY: tuple[Type, ...] = ("any",)
_BOUNDED: tuple[Type, ...] = ("rating", "truth", "truth")
_KEPT: tuple[Type, ...] = ("rating", "rating", "truth", "truth")
_DECIDED: tuple[Type, ...] = ("truth", "any")
_CHOSEN: tuple[Type, ...] = ("truth", "rating", "rating")
_UP: tuple[Direction, ...] = ("rises",)
_DOWN: tuple[Direction, ...] = ("falls",)
_FREE: tuple[Direction, ...] = ("either",)

# fmt: off
_ROWS = (
    # what is stated, and what numbers stand for ratings
    _row("constant", (), "any", (), numbers.constant, numbers.constant_range,
         decisive.everything, sentences.constant, numbers.prepared_constant),
    _row("code", _RATINGS, "number", _UP, numbers.code, None,
         decisive.everything, sentences.collapse, aggregates.prepared),
    # comparisons of ratings, and of numbers where nothing but their order counts
    _row("at-least", _ANY, "truth", _UP, meaning.at_least, ranges.at_least,
         decisive.everything, sentences.compared(sentences.AT_LEAST), aggregates.exact),
    _row("at-most", _ANY, "truth", _DOWN, meaning.at_most, ranges.at_most,
         decisive.everything, sentences.compared(sentences.AT_MOST), aggregates.exact),
    _row("one-of", _RATINGS, "truth", _FREE, meaning.one_of, ranges.one_of,
         decisive.everything, sentences.one_of),
    _row("applies", _ANY, "truth", _FREE, meaning.applies, ranges.applies,
         decisive.everything, sentences.applies),
    _row("not-above", ("any", "any"), "truth", ("falls", "rises"), meaning.not_above, None,
         decisive.everything, sentences.not_above),
    _row("close", _TWO, "truth", _FREE, meaning.close, ranges.close,
         decisive.everything, sentences.close),
    _row("apart", _TWO, "truth", _FREE, meaning.apart, ranges.apart,
         decisive.everything, sentences.apart),
    _row("same", _ANY, "truth", _FREE, choices.same, choices.same_range,
         decisive.everything, sentences.same),
    # truths
    _row("not", _TRUTHS, "truth", _DOWN, meaning.negation, ranges.negation,
         decisive.everything, sentences.negation),
    _row("all", _TRUTHS, "truth", _UP, meaning.conjunction, ranges.conjunction, decisive.for_all,
         sentences.gathered("All of these hold.", "Not all of these hold.", "Not all are known yet.")),
    _row("any", _TRUTHS, "truth", _UP, meaning.disjunction, ranges.disjunction, decisive.for_any,
         sentences.gathered("This holds.", "None of these holds.", "None of these is known to hold yet.")),
    _row("every", _TRUTHS, "truth", _UP, aggregates.EVERY.meaning, ranges.every, decisive.for_every,
         sentences.gathered("Each of these holds.", "Not each of these holds.", "Not each is known yet."),
         aggregates.prepared),
    _row("at-least-k", _TRUTHS, "truth", _UP, meaning.at_least_k, ranges.at_least_k,
         decisive.everything, sentences.counted),
    _row("refuse", _TRUTHS, "truth", _UP, meaning.itself, None,
         decisive.everything, sentences.refuse),
    _aggregate("count", _TRUTHS, "number", aggregates.COUNT, sentences.count),
    _aggregate("share", _TRUTHS, "number", aggregates.SHARE, sentences.share, _percent),
    # several values become one
    _row("mean", _RATINGS, "number", _UP, aggregates.MEAN.meaning, ranges.mean,
         decisive.for_members, sentences.aggregated("The mean"), aggregates.prepared),
    _aggregate("average", _NUMBER, "number", aggregates.MEAN, sentences.aggregated("The mean")),
    _aggregate("sum", _NUMBER, "number", aggregates.SUM, sentences.aggregated("The sum")),
    _aggregate("median", _ANY, "number", aggregates.MEDIAN, sentences.aggregated("The median")),
    _aggregate("lowest", _ANY, "any", aggregates.LOWEST, sentences.aggregated("The lowest")),
    _aggregate("highest", _ANY, "any", aggregates.HIGHEST, sentences.aggregated("The highest")),
    _aggregate("kth-highest", _ANY, "any", aggregates.KTH_HIGHEST, sentences.kth_highest),
    _row("that", _ANY, "any", _UP, choices.that, choices.that_range,
         decisive.applicable, sentences.that, tight=False),
    _row("leading", _NUMBER, "number", _UP, numbers.leading, numbers.leading_range,
         decisive.for_members, sentences.leading, aggregates.prepared),
    _row("nearest", _NUMBER, "rating", _UP, meaning.nearest, ranges.nearest,
         decisive.everything, sentences.nearest, aggregates.prepared),
    _row("band", _NUMBER, "rating", _UP, meaning.band, None,
         decisive.everything, sentences.band, aggregates.prepared),
    _row("collapse", _RATINGS, "rating", _UP, meaning.collapse, None,
         decisive.everything, sentences.collapse),
    _row("join", _RATINGS, "rating", _UP, meaning.join, None,
         decisive.applicable, sentences.join, aggregates.prepared, joins=True, alone=True),
    # numbers
    _row("plus", _NUMBER, "number", _UP, numbers.plus, None,
         decisive.everything, sentences.worked_out(" plus ")),
    _row("minus", _NUMBERS, "number", ("rises", "falls"), numbers.minus, None,
         decisive.everything, sentences.worked_out(" minus ")),
    _row("times", _NUMBERS, "number", _FREE, numbers.times, None,
         decisive.everything, sentences.worked_out(" times ")),
    _row("divide", _NUMBER, "number", _FREE, numbers.divide, None,
         decisive.everything, sentences.divide, numbers.prepared_divisor),
    _row("age", _NUMBERS, "number", ("falls", "rises"), numbers.age, None,
         decisive.everything, sentences.age),
    _row("round", _NUMBER, "number", _UP, numbers.round_to, None,
         decisive.everything, sentences.rounded, aggregates.prepared),
    # rules that bound a rating: the rating, for keep the other one, the condition, the recorded deviation
    _row("cap", _BOUNDED, "rating", ("rises", "falls", "rises"), meaning.cap, ranges.cap,
         decisive.for_bound, sentences.bounded("at most {}")),
    _row("floor", _BOUNDED, "rating", ("rises", "rises", "falls"), meaning.raised, None,
         decisive.for_bound, sentences.bounded("at least {}")),
    _row("fix", _BOUNDED, "rating", ("rises", "either", "either"), meaning.fix, None,
         decisive.for_bound, sentences.bounded("fixed at {}")),
    _row("keep", _KEPT, "rating", ("rises", "rises", "falls", "rises"), meaning.keep, None,
         decisive.for_bound, sentences.bounded("not above {}")),
    _row("step-down", _RATINGS, "rating", _UP, meaning.step_down, None,
         decisive.everything, sentences.step_down),
    # one of several values
    _row("choose", _CHOSEN, "rating", ("either", "rises", "rises"), choices.choose, choices.choose_range,
         decisive.for_choice, sentences.plain),
    _row("decide", _DECIDED, "any", ("either", "rises"), choices.decide, choices.decide_range,
         decisive.for_decision, sentences.decide, repeats=2),
    # levels
    _row("level", _TRUTHS, "level", _UP, meaning.highest_level, ranges.highest_level,
         decisive.for_level, sentences.level),
    _row("first-stop", _TRUTHS, "level", _UP, meaning.first_stop, None,
         decisive.for_level, sentences.level),
)
# fmt: on

_OVER_INSTANCES = (
    "any",
    "every",
    "count",
    "share",
    "same",
    "that",
    "average",
    "sum",
    "median",
    "lowest",
    "highest",
)
"""Operations that are also there as ``join-…``, over the instances of one operand."""

OPERATIONS: dict[str, Operation] = {row.name: row for row in _ROWS}
"""Every operation by its name."""
OPERATIONS |= {f"join-{name}": _joining(OPERATIONS[name]) for name in _OVER_INSTANCES}

__all__ = ["OPERATIONS", "Operation", "Telling"]
