"""Which cells of a workbook offer a choice or hold to bounds: data validations, as XlsxWriter takes them.

The words of a choice stand on a sheet of their own, and a choice is a range of it: so a word may hold a
comma, and there may be as many words as a model has.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from cxrules.exchange.workbook.layout import (
    ASSESSORS,
    BESIDE,
    DEVIATIONS,
    EVIDENCE,
    HEAD,
    INSTANCES,
    RATINGS,
    WAIVERS,
)
from cxrules.exchange.workbook.scan import cell_name
from cxrules.model.stated import allowed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxrules.exchange.workbook.form import Ask, Form
    from cxrules.exchange.workbook.layout import Column, SheetForm

KINDS_OF_EVIDENCE = ("document", "interview", "record", "observation", "measure")
_SPARE = 1000
_MOST = 250  # characters of a message beside a cell
_FIRST_DAY = date(1950, 1, 1)

Check = dict[str, Any]


class Choices:
    """Gives the check for a column or a cell, and keeps the lists of words that these refer to."""

    def __init__(self, form: Form, sheets: Sequence[str]) -> None:
        """Take what is asked, and the names of the sheets there are."""
        self._form = form
        self._sheets = sheets
        self.lists: dict[str, tuple[tuple[str, ...], ...]] = {}

    def of_column(self, sheet: SheetForm, column: Column) -> Check | None:
        """The check for all cells of a column; None where anything may stand."""
        form = self._form
        if column.kind == "day":
            return _day()
        if column.kind == "answer":
            words = ("yes", "no") if sheet is EVIDENCE else ("yes", "no", "open")
            return self._one_of("Answers" if len(words) > 2 else "Yes or no", [(word, "") for word in words])  # noqa: PLR2004
        if column.key == "rating" and sheet in {RATINGS, WAIVERS}:
            return self._one_of("Ratings", form.scale)
        if column.key == "causes":
            return self._offered("Causes", form.causes, "Several: with commas between them.")
        if column.key == "kind" and sheet is EVIDENCE:
            return self._offered("Kinds of evidence", [(word, "") for word in KINDS_OF_EVIDENCE])
        return self._listed_elsewhere(sheet, column)

    def _listed_elsewhere(self, sheet: SheetForm, column: Column) -> Check | None:
        if column.key == "instance" and INSTANCES.name in self._sheets:
            return _range(INSTANCES.name, "An id from the sheet Instances; blank: for all of them.")
        if column.key == "by" and sheet is not EVIDENCE:
            return _range(ASSESSORS.name, "An id from the sheet Assessors.")
        if column.key == "evidence":
            return _range(EVIDENCE.name, "Ids from the sheet Evidence, with commas between them.")
        if column.key == "id" and sheet is DEVIATIONS:
            return self._offered("Rules", self._form.rules)
        if column.heading.startswith(BESIDE):
            bounds = {name: (str(low), str(high)) for name, low, high in self._form.facets}
            return _whole(*bounds[column.key]) if column.key in bounds else None
        return None

    def of_ask(self, ask: Ask) -> Check | None:
        """The check for the answer to a value or a judgement."""
        if ask.type in {"number", "percent"}:
            return _decimal(ask.low, ask.high, percent=ask.type == "percent")
        if ask.type == "count":
            return _whole(ask.low or "0", ask.high)
        if ask.type == "date":
            return _day()
        words = ask.words or allowed(ask.type) or (("yes", "no") if ask.type == "truth" else ())
        return self._one_of(" or ".join(words), [(word, "") for word in words]) if words else None

    def of_key(self, key: str) -> Check | None:
        """The check for a value of the first sheet."""
        if key == "date":
            return _day()
        words = [(word, "") for word in self._form.head.get(key, ())]
        strict = key in {"reading", "status", "method"}
        return (self._one_of if strict else self._offered)(key, words) if words else None

    def _one_of(self, name: str, words: Sequence[tuple[str, str]]) -> Check | None:
        """A choice beside which nothing else may stand."""
        if not words:
            return None
        titled = "; ".join(f"{word}: {title}" if title else word for word, title in words)
        return {
            **self._list(name, words),
            "error_title": "Not one of the list",
            "error_message": _short(f"One of these: {', '.join(word for word, _ in words)}."),
            "input_message": _short(titled),
        }

    def _offered(self, name: str, words: Sequence[tuple[str, str]], message: str = "") -> Check | None:
        """A choice beside which something else may stand, such as several of the words."""
        if not words:
            return None
        told = {"input_message": message} if message else {}
        return {**self._list(name, words), "show_error": False, **told}

    def _list(self, name: str, words: Sequence[tuple[str, str]]) -> Check:
        self.lists[name] = tuple((word, title) for word, title in words)
        column = 2 * list(self.lists).index(name)
        ends = [_fixed(cell_name(row, column)) for row in (1, len(words))]
        return {"validate": "list", "source": f"=Lists!{ends[0]}:{ends[1]}"}


def _fixed(name: str) -> str:
    letters = name.rstrip("0123456789")
    return f"${letters}${name[len(letters) :]}"


def _range(sheet: str, message: str) -> Check:
    """A choice among the ids of a sheet; the reader tells of others, with the near one."""
    source = f"={sheet}!$A$2:$A${_SPARE + 1}"
    return {"validate": "list", "source": source, "show_error": False, "input_message": message}


def _day() -> Check:
    message = "A date such as 2026-11-20."
    return {
        "validate": "date",
        "criteria": ">=",
        "value": _FIRST_DAY,
        "error_title": "Not a date",
        "error_message": message,
        "input_message": message,
    }


def _whole(low: str, high: str | None = None) -> Check:
    return _between("integer", low, high, "A whole number", "")


def _decimal(low: str | None, high: str | None, *, percent: bool) -> Check:
    return _between("decimal", low, high, "A percent" if percent else "A number", "%" if percent else "")


def _between(kind: str, low: str | None, high: str | None, what: str, sign: str) -> Check:
    """A number between two bounds, either of which may be missing."""
    scale = 100 if sign else 1
    least, most = (None if end is None else float(Fraction(end) / scale) for end in (low, high))
    found: Check = {"validate": kind, "criteria": "between", "minimum": least, "maximum": most}
    if least is None and most is None:
        found |= {"minimum": -1e15, "maximum": 1e15}
        words = what
    elif most is None:
        found |= {"criteria": ">=", "value": least}
        words = f"{what}, at least {low}{sign}"
    elif least is None:
        found |= {"criteria": "<=", "value": most}
        words = f"{what}, at most {high}{sign}"
    else:
        words = f"{what} from {low}{sign} to {high}{sign}"
    return {
        **found,
        "error_title": "Not what is asked",
        "error_message": _short(f"{words}."),
        "input_message": _short(f"{words}."),
    }


def _short(text: str) -> str:
    return text if len(text) <= _MOST else f"{text[: _MOST - 1]}…"


def checked(sheet: SheetForm) -> bool:
    """Whether each row of a sheet has a check of its own."""
    return sheet is HEAD or sheet.key in {"values", "judgements"}
