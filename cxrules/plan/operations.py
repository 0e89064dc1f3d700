"""The operations a plan is made of: each defined once, as one row of one table.

A row gives the types of the operands and of the result, in which direction the result follows each operand,
the meaning on exact values (the reference), the meaning on ranges, which operands were decisive, the
sentence that explains it, and the places for a column form (portfolios) and a solver form. To add an
operation is to add a row; a test fails when a row lacks one of these.

Inputs are no operation: what they ask is said in `cxrules.plan.plan`.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from cxrules.plan import decisive, meaning, ranges, sentences
from cxrules.plan.types import Decisive, Direction, Meaning, Operation, Ranges, Says, Telling, Type

if TYPE_CHECKING:
    from collections.abc import Callable


def _as_stored(param: Any) -> Any:
    return param


def _exact(param: Any) -> Any:
    """Numbers of a stored plan are text such as ``"65/2"``; here they become exact again."""
    out = dict(param)
    for key in ("codes", "weights", "ends", "criteria"):
        if out.get(key) is not None:
            numbers = [Fraction(number) for number in out[key]]
            out[key] = [int(number) if number.denominator == 1 else number for number in numbers]
    return out


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
) -> Operation:
    """A row; without a form on ranges of its own it gets the one that follows from its directions."""
    found = on_ranges or ranges.by_ends(means, follows)
    return Operation(name, takes, gives, follows, means, found, decides, says, None, None, prepare)


_TRUTHS: tuple[Type, ...] = ("truth",)
_RATINGS: tuple[Type, ...] = ("rating",)
_TWO: tuple[Type, ...] = ("rating", "rating")
_NUMBER: tuple[Type, ...] = ("number",)
_BOUNDED: tuple[Type, ...] = ("rating", "truth", "truth")
_KEPT: tuple[Type, ...] = ("rating", "rating", "truth", "truth")
_CHOSEN: tuple[Type, ...] = ("truth", "rating", "rating")
_UP: tuple[Direction, ...] = ("rises",)
_DOWN: tuple[Direction, ...] = ("falls",)
_FREE: tuple[Direction, ...] = ("either",)

# fmt: off
_ROWS = (
    # comparisons of ratings
    _row("at-least", _RATINGS, "truth", _UP, meaning.at_least, ranges.at_least,
         decisive.everything, sentences.compared(sentences.AT_LEAST)),
    _row("at-most", _RATINGS, "truth", _DOWN, meaning.at_most, ranges.at_most,
         decisive.everything, sentences.compared(sentences.AT_MOST)),
    _row("one-of", _RATINGS, "truth", _FREE, meaning.one_of, ranges.one_of,
         decisive.everything, sentences.one_of),
    _row("applies", _RATINGS, "truth", _FREE, meaning.applies, ranges.applies,
         decisive.everything, sentences.applies),
    _row("not-above", _TWO, "truth", ("falls", "rises"), meaning.not_above, None,
         decisive.everything, sentences.not_above),
    _row("close", _TWO, "truth", _FREE, meaning.close, ranges.close,
         decisive.everything, sentences.close),
    _row("apart", _TWO, "truth", _FREE, meaning.apart, ranges.apart,
         decisive.everything, sentences.apart),
    # truths
    _row("not", _TRUTHS, "truth", _DOWN, meaning.negation, ranges.negation,
         decisive.everything, sentences.negation),
    _row("all", _TRUTHS, "truth", _UP, meaning.conjunction, ranges.conjunction, decisive.for_all,
         sentences.gathered("All of these hold.", "Not all of these hold.", "Not all are known yet.")),
    _row("any", _TRUTHS, "truth", _UP, meaning.disjunction, ranges.disjunction, decisive.for_any,
         sentences.gathered("This holds.", "None of these holds.", "None of these is known to hold yet.")),
    _row("every", _TRUTHS, "truth", _UP, meaning.every, ranges.every, decisive.for_every,
         sentences.gathered("Each of these holds.", "Not each of these holds.", "Not each is known yet.")),
    _row("at-least-k", _TRUTHS, "truth", _UP, meaning.at_least_k, ranges.at_least_k,
         decisive.everything, sentences.counted),
    # several ratings become one
    _row("mean", _RATINGS, "number", _UP, meaning.mean, ranges.mean,
         decisive.applicable, sentences.aggregated("The mean of the {n} ratings"), _exact),
    _row("median", _RATINGS, "number", _UP, meaning.median, None,
         decisive.applicable, sentences.aggregated("The median of the {n} ratings"), _exact),
    _row("lowest", _RATINGS, "rating", _UP, meaning.lowest, None,
         decisive.applicable, sentences.aggregated("The lowest of the {n} ratings")),
    _row("highest", _RATINGS, "rating", _UP, meaning.highest, None,
         decisive.applicable, sentences.aggregated("The highest of the {n} ratings")),
    _row("kth-highest", _RATINGS, "rating", _UP, meaning.kth_highest, None,
         decisive.applicable, sentences.kth_highest),
    _row("nearest", _NUMBER, "rating", _UP, meaning.nearest, ranges.nearest,
         decisive.everything, sentences.nearest, _exact),
    _row("band", _NUMBER, "rating", _UP, meaning.band, None,
         decisive.everything, sentences.band, _exact),
    _row("collapse", _RATINGS, "rating", _UP, meaning.collapse, None,
         decisive.everything, sentences.collapse),
    _row("join", _RATINGS, "rating", _UP, meaning.join, None,
         decisive.applicable, sentences.join, _exact),
    # rules that bound a rating: the rating, for keep the other one, the condition, the recorded deviation
    _row("cap", _BOUNDED, "rating", ("rises", "falls", "rises"), meaning.cap, ranges.cap,
         decisive.for_bound, sentences.bounded("at most {}")),
    _row("fix", _BOUNDED, "rating", ("rises", "either", "either"), meaning.fix, None,
         decisive.for_bound, sentences.bounded("fixed at {}")),
    _row("keep", _KEPT, "rating", ("rises", "rises", "falls", "rises"), meaning.keep, None,
         decisive.for_bound, sentences.bounded("not above {}")),
    _row("choose", _CHOSEN, "rating", ("either", "rises", "rises"), meaning.choose, ranges.choose,
         decisive.for_choice, sentences.plain),
    # levels
    _row("level", _TRUTHS, "level", _UP, meaning.highest_level, ranges.highest_level,
         decisive.for_level, sentences.level),
    _row("first-stop", _TRUTHS, "level", _UP, meaning.first_stop, None,
         decisive.for_level, sentences.level),
)
# fmt: on

OPERATIONS: dict[str, Operation] = {row.name: row for row in _ROWS}
"""Every operation by its name."""

__all__ = ["OPERATIONS", "Operation", "Telling"]
