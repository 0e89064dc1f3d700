"""The net promoter score: telling its form, and whether it may be asked of a scale."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from cxrules.measuring.forms import form_of

if TYPE_CHECKING:
    from cxrules.model.metrics import Tree

_PROMOTERS = {("at-least", Fraction(9)), ("above", Fraction(8))}
_DETRACTORS = {("at-most", Fraction(6)), ("below", Fraction(7))}
_LOWEST, _HIGHEST = Fraction(0), Fraction(10)


def nps_column(body: Tree) -> str | None:
    """The column whose net promoter score a body is, or None.

    It is one where the share of at most 6 is taken from the share of at least 9, by whatever factor.
    """
    form = form_of(body)
    if form is None or form.kind != "shares":
        return None
    (_, more, _), (_, less, _) = form.parts
    of_form = _limit(more) in _PROMOTERS and _limit(less) in _DETRACTORS
    return str(more[1][1]) if of_form and more[1][0] == "column" else None


def _limit(condition: Tree) -> tuple[str, Fraction] | None:
    """The word and the number of a condition that compares with one."""
    if condition[0] not in {"at-least", "above", "at-most", "below"} or not isinstance(condition[2], str):
        return None
    try:
        return condition[0], Fraction(condition[2])
    except ValueError:
        return None


def nps_problem(body: Tree, column: str, low: str | None, high: str | None) -> str | None:
    """Why a net promoter score may not be asked of a column from `low` to `high`, numbers as text.

    None where it may, and where the body is no net promoter score of this column. The score is defined for
    answers from 0 to 10 alone (Reichheld 2003, *The one number you need to grow*).
    """
    if nps_column(body) != column:
        return None
    rule = "a net promoter score needs answers from exactly 0 to 10"
    if low is None or high is None:
        return f"{rule}, but the scale of {column} is not stated"
    if (Fraction(low), Fraction(high)) == (_LOWEST, _HIGHEST):
        return None
    return f"{rule}, but {column} goes from {low} to {high}, where 9 and 6 mean something else"
