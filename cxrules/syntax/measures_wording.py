"""What is said about slips in tables, metrics and grades, seen from the words around them.

What stands here tells in the words of the text what is missing; all other messages are in `wording`.
"""

# ruff: noqa: RUF001 - messages quote words in curly quotes
from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cxrules.syntax.saying import Said, blamed, declared, whole
from cxrules.syntax.scene import NAMES
from cxrules.text import near

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxrules.syntax.scene import Scene

_TYPES = ("text", "one of", "truth", "count", "number", "percent", "date", "time")
_UNITS = ("percent", "points", "count", "number", "days", "hours")
_KNOWN_AS = {
    **dict.fromkeys(("int", "integer", "whole"), "count"),
    **dict.fromkeys(("str", "string", "varchar", "id"), "text"),
    **dict.fromkeys(("bool", "boolean", "flag"), "truth"),
    **dict.fromkeys(("float", "double", "decimal", "real", "money"), "number"),
    **dict.fromkeys(("datetime", "timestamp"), "time"),
    **dict.fromkeys(("enum", "choice", "category"), "one of"),
    **dict.fromkeys(("average", "avg"), "mean"),
    **dict.fromkeys(("max", "maximum"), "highest"),
    **dict.fromkeys(("min", "minimum"), "lowest"),
    **dict.fromkeys(("total",), "sum"),
    **dict.fromkeys(("percentile",), "quantile 90%"),
    **dict.fromkeys(("ratio", "rate", "proportion", "percentage"), "share"),
}
_OF_ROWS = ("sum", "mean", "median", "lowest", "highest")
_HELD = frozenset({"above", "at", "below"})
_SIGNS = {"=": "is", "==": "is", "<": "below", ">": "above", ">=": "at least", "<=": "at most"}


def measuring(here: Scene) -> Said | None:
    """Say what a mistake in a table, a metric, a grade or a `rate by` lacks; None where nothing is known."""
    word = re.compile(r"[a-z]+").match(here.text, here.begin)
    tells = {
        "table": (_column, _bounds),
        "metric": (_head, _rows_of, _needs, _interval, _aggregate, _compared),
        "grade": (_grade, _compared),
        "capability": (_rate_by,),
        "profile": (_rate_by,),
    }.get(word[0] if word else "", ())
    return next((said for tell in tells for said in tell(here)), None)


def _words(here: Scene) -> tuple[str, str, str]:
    """The last three words before the mistake, the nearest last."""
    first, second, last = ["", "", "", *(seen.text for seen in here.before)][-3:]
    return first, second, last


def _said(here: Scene, message: str, hint: str = "") -> Said:
    return Said("CX0101", message, blamed(here), hint)


# ------------------------------------------------------------------------------------------ tables


def _column(here: Scene) -> Iterator[Said]:
    last = _words(here)[-1]
    if ":" in here.fitting and here.last is not None and here.last.kind in NAMES | {"$STRING"}:
        if here.found.text in _TYPES or here.found.text == "one":
            yield _said(here, "Between a column and its type stands a colon.", f"Write : {here.found.text}.")
        if last not in {"{", declared(here).rpartition(" ")[2]}:
            yield _said(here, f"The type of the column {last} is missing.", _types(last))
    if "truth" in here.fitting and not _is_near(here):
        column = _words(here)[1]
        if here.found.kind != "$NAME":
            yield _said(here, f"The type of the column {column} is missing.", _types(column))
        known = _KNOWN_AS.get(here.found.text.lower(), "")
        hint = f"Write ‘{known}’." if known in _TYPES else _types(column)
        yield _said(here, f"‘{here.found.text}’ is no type of a column.", hint)
    if here.fitting == {"of"} and last == "one":
        hint = (
            f"Write one of {here.found.text}, …."
            if here.found.kind in NAMES
            else "Write one of first, second."
        )
        yield _said(here, "After ‘one’ the word ‘of’ is missing.", hint)
    if here.found.kind == "," and "instance" in here.fitting:
        yield _said(here, "Columns have no comma between them.", "Take it away.")


def _types(column: str) -> str:
    return f"Write ‘{column} :’ and behind it {', '.join(_TYPES[:-1])} or {_TYPES[-1]}."


def _bounds(here: Scene) -> Iterator[Said]:
    if here.fitting == {".."}:
        hint = f"Write the lowest and the highest: {_words(here)[-1]} .. 10."
        yield _said(here, "Bounds have two dots between them.", hint)


def _is_near(here: Scene) -> bool:
    """Whether a word is so near to one that fits that this one is offered."""
    return here.found.kind == "$NAME" and near(here.found.text, sorted(here.fitting)) is not None


# ----------------------------------------------------------------------------------------- metrics


def _head(here: Scene) -> Iterator[Said]:
    units = f"A unit is {', '.join(_UNITS[:-1])} or {_UNITS[-1]}."
    if here.found.kind == "{" and (":" in here.fitting or "points" in here.fitting):
        yield _said(
            here, f"The {declared(here)} says no unit.", f"Write ‘: percent’ before the brace. {units}"
        )
    if "points" in here.fitting and here.found.kind == "$NAME" and not _is_near(here):
        yield _said(here, f"‘{here.found.text}’ is no unit of a metric.", units)
    if here.fitting == {"{"} and here.found.text in {"from", "where", "within", "weighted", "first", "last"}:
        yield _said(here, "Which rows are measured stands before the colon.", "Write it before ‘: percent’.")
    if (_words(here)[1] == "{" and _words(here)[2] == "needs") or (
        _words(here)[2] == "{" and here.found.kind == "}"
    ):
        hint = "Write it first, such as ‘share of rows where score at least 9’."
        yield _said(here, f"The {declared(here)} does not say what is measured.", hint)


def _rows_of(here: Scene) -> Iterator[Said]:
    _, second, last = _words(here)
    if here.fitting == {"by", "ending"}:
        hint = f"Write within {second} {last} by and the column with the date."
        yield _said(here, "By which date rows lie in the window is missing.", hint)
    if last == "within" and here.found.kind != "$INT":
        yield _said(here, "The length of the window is missing.", "Write ‘within 12 months by’ and a column.")
    if here.fitting == {"ago"}:
        yield _said(
            here, "After when the window ended ‘ago’ is missing.", f"Write ending {second} {last} ago."
        )
    if here.fitting == {"row"}:
        hint = f"Write ‘{last} row per’ a column ‘by’ another one."
        yield _said(here, f"After ‘{last}’ the word ‘row’ is missing.", hint)
    if here.fitting == {"by"} and last == "weighted":
        yield _said(here, "After ‘weighted’ the word ‘by’ is missing.", "Write ‘weighted by’ and a column.")
    if here.fitting == {"by"} and second == "per":
        hint = f"Write ‘per {last} by’ and a column such as a date."
        yield _said(here, "By what rows are put in order is missing.", hint)


def _needs(here: Scene) -> Iterator[Said]:
    _, second, last = _words(here)
    if here.fitting == {"rows"} and second == "needs":
        yield _said(here, f"After ‘needs {last}’ the word ‘rows’ is missing.", f"Write needs {last} rows.")
    if here.fitting == {"$INT"} and last == "needs":
        yield _said(here, "How many rows are needed is missing.", "Write ‘needs 100 rows’.")
    if last == "rows" and here.found.text == "to" and "," in here.fitting:
        hint = f"Write ‘needs {second} rows, 30 to show’."
        yield _said(here, "How many rows are needed to show a value follows a comma.", hint)


def _interval(here: Scene) -> Iterator[Said]:
    _, second, last = _words(here)
    if last == "interval" and here.found.kind not in NAMES:
        which = "wilson, adjusted-wald, normal, order or difference"
        yield _said(here, "Which interval is meant is missing.", f"Write interval, then {which}, then 95%.")
    if second == "interval" and here.found.kind not in {"$INT", "$DECIMAL"}:
        yield _said(here, "How sure the interval is to be is missing.", f"Write interval {last} 95%.")


def _aggregate(here: Scene) -> Iterator[Said]:
    last, fitting = _words(here)[-1], here.fitting
    if fitting == {"from"} and last in {"days", "hours"}:
        hint = (
            f"A column of that name stands in single quotes: '{last}'. A span is written {last} from A to B."
        )
        yield _said(here, f"‘{last}’ begins a span of time here.", hint)
    if last == "rows" and fitting == {"where"} and here.found.text == "over":
        yield _said(here, "A metric named rows stands in quotes.", "Write share of 'rows' over ….")
    if last == "rows" and fitting == {"where"}:
        yield _said(here, "After ‘rows’ the word ‘where’ is missing.", "Write share of rows where ….")
    if (fitting == {"of"} and last == "share") or (fitting == {"over"} and here.last is not None):
        hint = "Write ‘share of rows where’ and a condition, or ‘share of’ a metric ‘over’ a column."
        yield _said(here, "Of what the share is taken is not understood.", hint)
    if fitting == {"distinct", "rows"} and here.found.kind in NAMES:
        hint = f"Write ‘count of distinct {here.found.text}’, or ‘count of rows’."
        yield _said(here, "Counted are rows, or what is distinct.", hint)
    if fitting == {"of"} and last in _OF_ROWS:
        yield _said(here, f"After ‘{last}’ the word ‘of’ is missing.", f"Write {last} of and a column.")
    if here.found.text == "of" and "plus" in fitting and here.last is not None and here.last.kind == "$NAME":
        known = _KNOWN_AS.get(last.lower(), "")
        hint = (
            f"Write ‘{known} of’." if known else f"Write share, count, quantile 90%, {', '.join(_OF_ROWS)}."
        )
        yield Said("CX0101", f"‘{last}’ is nothing that is taken of rows.", whole(here.last), hint)


def _compared(here: Scene) -> Iterator[Said]:
    _, second, last = _words(here)
    if second == "at" and last in {"least", "most"} and here.found.kind in {"}", ":", "{", ")", "and", "or"}:
        hint = "Write a number, a date, a column, or ‘parameter’ and its name."
        yield _said(here, f"After ‘at {last}’ what it is held against is missing.", hint)
    if not (here.fitting <= {*_HELD, "is"} and here.fitting >= _HELD):
        return
    sign = _SIGNS.get(here.found.text)
    if sign is not None and (sign == "is") <= ("is" in here.fitting):
        yield Said("CX0101", "Values are compared in words.", whole(here.found), f"Write ‘{sign}’.")
    if second == "of":
        hint = f"Write ‘of {last} at least’ and a name for what it is held against."
        yield _said(here, f"How {last} is held against something is missing.", hint)
    if second == "over":
        hint = f"Write ‘over {last} at least’ and a number."
        yield _said(here, f"What must hold for each {last} is missing.", hint)
    if "is" in here.fitting:
        hint = "Write ‘is’, ‘at least’, ‘at most’, ‘below’ or ‘above’ behind it."
        yield _said(here, f"What must hold for ‘{last}’ is missing.", hint)


# ------------------------------------------------------------------------------------------ grades


def _grade(here: Scene) -> Iterator[Said]:
    last = _words(here)[-1]
    if here.found.kind == "}" and "otherwise" in here.fitting:
        hint = "Write ‘otherwise’ and the rating where no row fits."
        yield _said(here, f"The {declared(here)} has no last line.", hint)
    if "of" in here.fitting and here.fitting <= {"of", "$STRING"} and here.last is not None:
        hint = f"Write ‘grade {last} of x at least t’."
        yield _said(here, f"What the grade {last} is of is missing.", hint)


def _rate_by(here: Scene) -> Iterator[Said]:
    first, second, last = _words(here)
    if here.fitting == {"of"} and second in {"by", "and", "or", "("} and here.found.kind in NAMES:
        hint = f"Write ‘{last} of {here.found.text}’."
        yield _said(here, f"After the grade {last} the word ‘of’ is missing.", hint)
    if here.fitting == _HELD and second == "of" and first:
        hint = f"Write ‘{first} of {last} at least’ and a number."
        yield _said(here, f"What {last} is held against is missing.", hint)
