"""What tables, metrics and grades look like: the part of `printer` that measures."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cxrules.syntax import phrases, spelling, tree
from cxrules.syntax.blocks import Lines, block_and_reasons, clauses_of, write
from cxrules.syntax.spelling import Pieces, after, glued, parenthesised, string, title

if TYPE_CHECKING:
    from collections.abc import Sequence

# Words that win over a name somewhere in a table or a metric; a name spelled like one is quoted in all of it.
_WORDS = frozenset(
    (
        *("key", "instance", "blank", "unit", "from", "where", "first", "last", "weighted", "within", "not"),
        *("days", "hours", "today", "one", "is", "at", "below", "above", "and", "or", "among", "over"),
        *("plus", "minus", "times", "divided", "needs", "interval", "share", "count", "sum", "mean", "to"),
        *("median", "lowest", "highest", "quantile", "distinct", "by", "in", "rows", "parameter"),
        *("optional", "ending", "ago", "expected"),
    )
)
_BELOW_ZERO = re.compile(r"-[0-9]+(?:\.[0-9]+)?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_RATING = spelling.AFTER_CONDITION | spelling.RATING | {"otherwise"}


def _name(leaf: tree.Leaf) -> str:
    return f"'{leaf.text}'" if _DATE.fullmatch(leaf.text) else spelling.name(leaf, _WORDS)


def _literal(leaf: tree.Leaf) -> str:
    return spelling.literal(leaf, _WORDS)


# ------------------------------------------------------------------------------------------ tables


@write.register
def _(found: tree.Table, width: int) -> Lines:
    head = [f"table {_name(found.name)}", *title(found.title)]
    return block_and_reasons(found, [head], found.columns, found.parts, width)


@clauses_of.register
def _(found: tree.Column) -> list[Pieces]:
    kind = after("one of", spelling.names(found.choices, _WORDS)) if found.choices else [found.type]
    if found.low and found.high:
        kind.append(f"{found.low.text} .. {found.high.text}")
    named = f"'{found.name.text}'" if found.name.text[:1].isdigit() else _name(found.name)
    head = [named, *title(found.title), *after(":", kind)]
    return [head, *(_column_part(part) for part in found.clauses)]


def _column_part(found: tree.ColumnPart) -> Pieces:
    if found.word == "blank":
        return after("blank", spelling.listed(map(_code, found.texts)))
    return [" ".join([found.word, *map(string, found.texts)])]


def _code(leaf: tree.Leaf) -> str:
    """Write a code as a name where it looks like one, otherwise as a text."""
    text = leaf.text
    bare = spelling.BARE.fullmatch(text) and not _DATE.fullmatch(text) and text not in _WORDS
    return text if bare or _BELOW_ZERO.fullmatch(text) else string(leaf)


# ------------------------------------------------------------------------------------- rows of it


def _rows(found: tree.RowsOf) -> list[Pieces]:
    return [[f"from {_name(found.table)}"], *map(_rows_part, found.parts)]


def _rows_part(found: tree.RowsPart) -> Pieces:
    texts = [_name(each) for each in found.leaves]
    match found.word:
        case "where" if found.condition:
            return after("where", _condition(found.condition))
        case "weighted":
            return [f"weighted by {texts[0]}"]
        case "within":
            ended = f" ending {' '.join(texts[3:])} ago" if texts[3:] else ""
            return [f"within {' '.join(texts[:2])}{ended} by {texts[2]}"]
        case "between":
            return [f"from {found.leaves[0].text} to {found.leaves[1].text} by {texts[2]}"]
        case which:
            return [f"{which} row per {texts[0]} by {texts[1]}"]


def _condition(found: tree.RowCondition) -> Pieces:
    match found:
        case tree.RowCompare():
            return _compare(found)
        case tree.RowNot():
            return after("not", _within(found.part, (tree.RowAnd, tree.RowOr)))
        case tree.RowAnd():
            return _joined("and", found.parts, (tree.RowAnd, tree.RowOr))
        case tree.RowOr():
            return _joined("or", found.parts, (tree.RowOr,))


def _joined(word: str, parts: Sequence[tree.RowCondition], weaker: tuple[type, ...]) -> Pieces:
    pieces: Pieces = []
    for part in parts:
        pieces += after(word, _within(part, weaker)) if pieces else _within(part, weaker)
    return pieces


def _within(part: tree.RowCondition, weaker: tuple[type, ...]) -> Pieces:
    return parenthesised(_condition(part)) if isinstance(part, weaker) else _condition(part)


def _compare(found: tree.RowCompare) -> Pieces:
    about = _value(found.value)
    match found.word:
        case "blank" | "not blank":
            return [f"{about} is {found.word}"]
        case "one of":
            return [f"{about} is one of", *spelling.listed(map(_code, found.codes))]
        case "is" | "is not":
            return [f"{about} {found.word} {_code(found.codes[0])}"]
        case bound:
            return [f"{about} {bound} {_limit(found.limit)}"]


def _limit(found: tree.RowLimit | None) -> str:
    if isinstance(found, tree.RatingValue):
        return f"parameter {_name(found.name)}"
    return _literal(found) if found else ""


def _value(found: tree.RowValue) -> str:
    if isinstance(found, tree.RowSpan):
        until = _name(found.until) if found.until else "today"
        return f"{found.unit} from {_name(found.since)} to {until}"
    return _name(found)


# ----------------------------------------------------------------------------------------- metrics


@write.register
def _(found: tree.Metric, width: int) -> Lines:
    rows = _rows(found.rows) if found.rows else []
    head = [[f"metric {_name(found.name)}", *title(found.title)], *rows]
    head[-1] = glued(head[-1], [f": {found.unit}"])
    return block_and_reasons(found, head, found.lines, found.parts, width)


@clauses_of.register
def _(found: tree.MetricBody) -> list[Pieces]:
    return [_sum(found.body)]


@clauses_of.register
def _(found: tree.RowsNeeded) -> list[Pieces]:
    shown = f", {found.shown.text} to show" if found.shown else ""
    return [[f"needs {found.count.text} rows{' in each group' * found.in_group}{shown}"]]


@clauses_of.register
def _(found: tree.Interval) -> list[Pieces]:
    return [[f"interval {_name(found.name)} {found.confidence.text}"]]


def _sum(found: tree.RowSum) -> Pieces:
    if isinstance(found, tree.RowCalculation) and found.word in {"plus", "minus"}:
        return [*_sum(found.left), *after(found.word, _product(found.right))]
    return _product(found)


def _product(found: tree.RowSum) -> Pieces:
    if isinstance(found, tree.RowCalculation) and found.word in {"times", "divided by"}:
        return [*_product(found.left), *after(found.word, _factor(found.right))]
    return _factor(found)


def _factor(found: tree.RowSum) -> Pieces:
    match found:
        case tree.RowCalculation():
            return parenthesised(_sum(found))
        case tree.Aggregate():
            return _aggregate(found)
        case tree.OverGroups():
            return [f"{found.word} of {_name(found.metric)} over {_name(found.column)}"]
        case tree.ShareOver():
            over = f"share of {_name(found.metric)} over {_name(found.column)}"
            return [f"{over} {found.word} {_limit(found.limit)}"]
        case tree.ExpectedSum():
            return _expected(found)
        case leaf:
            return [leaf.text if spelling.FIGURE.fullmatch(leaf.text) else _name(leaf)]


def _expected(found: tree.ExpectedSum) -> Pieces:
    return [
        f"expected sum of {_name(found.of)}",
        f"per {_name(found.per)} by {_name(found.by)}",
        f"over {found.length.text} {_name(found.unit)}",
        f"discounted {found.discount.text} a year",
    ]


def _aggregate(found: tree.Aggregate) -> Pieces:
    if found.word == "share":
        pieces = after("share of rows where", _condition(found.where)) if found.where else []
        return [*pieces, *(after("among rows where", _condition(found.among)) if found.among else [])]
    if found.of is None:
        pieces = ["count of rows"]
    elif found.word == "distinct":
        pieces = [f"count of distinct {_value(found.of)}"]
    else:
        fraction = f" {found.fraction.text}" if found.fraction else ""
        pieces = [f"{found.word}{fraction} of {_value(found.of)}"]
    return [*pieces, *(after("where", _condition(found.where)) if found.where else [])]


# ------------------------------------------------------------------------------------------ grades


@write.register
def _(found: tree.Grade, width: int) -> Lines:
    head = [f"grade {_name(found.name)}", *title(found.title)]
    head += [f"of {_name(found.of)}", f"{found.word} {_name(found.limit)}"]
    return block_and_reasons(found, [head], found.rows, found.parts, width)


@clauses_of.register
def _(found: tree.Otherwise) -> list[Pieces]:
    return [[f"otherwise {spelling.rating(found.rating, _RATING)}"]]


@clauses_of.register
def _(found: tree.RateBy) -> list[Pieces]:
    return _joined_grades(found.body, "rate by")


def _joined_grades(found: tree.Grading, before: str = "") -> list[Pieces]:
    """Write what `and` or `or` joins, each part for itself with the word before it."""
    if isinstance(found, tree.Graded):
        pieces = phrases.graded(found)
        return [after(before, pieces) if before else pieces]
    is_any = isinstance(found, tree.GradedAny)
    weaker = (tree.GradedAny,) if is_any else (tree.GradedAny, tree.GradedAll)
    first, *rest = (_grading(part, weaker) for part in found.parts)
    word = "or" if is_any else "and"
    return [after(before, first) if before else first, *(after(word, each) for each in rest)]


def _grading(found: tree.Grading, weaker: tuple[type, ...]) -> Pieces:
    pieces = [piece for part in _joined_grades(found) for piece in part]
    return parenthesised(pieces) if isinstance(found, weaker) else pieces
