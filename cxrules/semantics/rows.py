"""What is said of the rows of a table: bodies of metrics and conditions on rows, as data, types checked."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from cxrules.semantics.kinds import day_of, is_number, is_percentage, somewhere
from cxrules.syntax import tree

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from cxrules.model.metrics import Column, Metric, Table, Tree
    from cxrules.model.ruleset import Parameter
    from cxrules.semantics.report import Report
    from cxrules.text import Source

_NUMBERS = ("count", "number", "percent")
_MEASURED = (*_NUMBERS, "span")
_ORDERED = (*_MEASURED, "date", "time")
_DAYS = ("date", "time")
_OF_A_KEY = ("count", "distinct", "sum", "mean", "lowest", "highest", "share")
_MONTHS = {"month": 1, "months": 1, "year": 12, "years": 12}
_FURTHEST = 600


class Rows:
    """Reads bodies and conditions of one metric; what does not fit is reported, and gives None."""

    def __init__(
        self,
        table: Table | None,
        metrics: Mapping[str, Metric],
        parameters: Mapping[str, Parameter],
        report: Report,
        source: Source,
    ) -> None:
        """Take the table whose rows are measured (None: other metrics are), and the metrics before it."""
        self.table, self.metrics, self.parameters = table, metrics, parameters
        self.report, self.source = report, source

    # ------------------------------------------------------------------------------------- bodies

    def body(self, written: tree.RowSum) -> Tree | None:
        """A body, or None with the problem reported."""
        match written:
            case tree.RowCalculation():
                left, right = self.body(written.left), self.body(written.right)
                if left is None or right is None:
                    return None
                return (written.word.removesuffix(" by"), left, right)
            case tree.Aggregate():
                return self._aggregate(written)
            case tree.OverGroups():
                return self._over(written)
            case tree.ShareOver():
                return self._share_over(written)
            case tree.ExpectedSum():
                return self._expected(written)
            case leaf:
                return self._number_or_metric(leaf)

    def _number_or_metric(self, leaf: tree.Leaf) -> Tree | None:
        if is_percentage(leaf.text):
            return ("number", str(Fraction(leaf.text[:-1]) / 100))
        if is_number(leaf.text):
            return ("number", str(Fraction(leaf.text)))
        if leaf.text not in self.metrics:
            hint = "Write what is taken of the column, such as `mean of`." if self._has(leaf.text) else ""
            message = f"There is no metric {leaf.text}."
            if hint:
                self.report.add("CX0201", message, self.source, leaf, hint)
            else:
                self.report.unknown("metric", leaf.text, self.metrics, self.source, leaf)
            return None
        return ("metric", leaf.text)

    def _has(self, name: str) -> bool:
        return self.table is not None and any(each.name == name for each in self.table.columns)

    def _over(self, written: tree.OverGroups) -> Tree | None:
        if written.word not in {"highest", "lowest", "mean"}:
            message = f"Over groups the lowest, highest or mean is taken, not the {written.word}."
            self.report.add("CX0306", message, self.source, written.metric)
            return None
        metric = self._of_this_table(written.metric)
        if metric is None or self.column(written.column, ("text", "choice", "truth"), "A group") is None:
            return None
        return ("over", written.word, metric.name, written.column.text)

    def _of_this_table(self, leaf: tree.Leaf) -> Metric | None:
        """Another metric of the same rows."""
        metric = self.report.find("metric", self.metrics, leaf, self.source)
        if metric is not None and (self.table is None or metric.table != self.table.name):
            message = f"{metric.name} is measured from another table."
            self.report.add("CX0306", message, self.source, leaf)
            return None
        return metric

    def _share_over(self, written: tree.ShareOver) -> Tree | None:
        metric = self._of_this_table(written.metric)
        types = ("text", "choice", "count", "date")
        if metric is None or self.column(written.column, types, "A share of keys") is None:
            return None
        if metric.body[0] not in _OF_A_KEY or metric.weight or metric.kept or metric.least > 1:
            message = f"{metric.name} is not counted for each {written.column.text} by itself."
            hint = (
                "Use a metric of one count, sum, mean, lowest, highest or share, without weights, `needs` "
                "or rows that are kept."
            )
            self.report.add("CX0306", message, self.source, written.metric, hint)
            return None
        limit = self._limit_of_metric(metric, written.limit)
        window = ("window", *metric.window) if metric.window else None
        word = written.word.replace(" ", "-")
        return ("keys", written.column.text, metric.body, metric.where, window, word, limit)

    def _limit_of_metric(self, metric: Metric, written: tree.RowLimit) -> str:
        """What a metric is held against: a percentage where it is one, otherwise a number."""
        text, leaf = self._stated(written)
        wanted = is_percentage(text) if metric.unit == "percent" else is_number(text)
        if text and not wanted:
            kind = "a percentage" if metric.unit == "percent" else "a number"
            message = f"{text} cannot be compared with {metric.name}; {kind} is expected."
            self.report.add("CX0304", message, self.source, leaf)
        if not wanted:
            return "0"
        return str(Fraction(text) / 100) if metric.unit == "points" else text

    def _stated(self, written: tree.RowLimit) -> tuple[str, tree.Leaf]:
        """The text of a limit, with that of a parameter for its name; empty where there is none."""
        if isinstance(written, tree.Leaf):
            return written.text, written
        leaf = written.name
        found = self.report.find("parameter", self.parameters, leaf, self.source)
        return (found.value if found is not None and found.type != "broken" else ""), leaf

    def _expected(self, written: tree.ExpectedSum) -> Tree | None:
        if self._without_table(written):
            return None
        value = self.column(written.of, _NUMBERS, "An expected sum")
        customer = self.column(written.per, (), "")
        day = self.column(written.by, _DAYS, "The day of a purchase")
        months = self._months(written)
        if value is None or customer is None or day is None or months is None:
            return None
        rate = str(Fraction(written.discount.text[:-1]) / 100)
        return (
            "expected",
            ("column", value.name),
            ("column", customer.name),
            ("column", day.name),
            months,
            rate,
        )

    def _months(self, written: tree.ExpectedSum) -> int | None:
        """How far ahead is looked, in months; None with the problem reported."""
        each = _MONTHS.get(written.unit.text)
        if each is None:
            self.report.unknown("unit of time", written.unit.text, _MONTHS, self.source, written.unit)
            return None
        months = int(written.length.text) * each
        if not 1 <= months <= _FURTHEST:
            message = (
                f"What is expected of a customer is asked over 1 to {_FURTHEST} months, not over {months}."
            )
            self.report.add("CX0306", message, self.source, written.length)
            return None
        return months

    def _without_table(self, written: tree.Aggregate | tree.ExpectedSum) -> bool:
        """Whether there is no table to measure from, which is reported."""
        if self.table is not None:
            return False
        message = "This is measured from rows; the metric does not say from which table."
        hint = "Write `from` and the name of a table before the colon."
        self.report.add("CX0306", message, self.source, somewhere(written), hint)
        return True

    def _aggregate(self, written: tree.Aggregate) -> Tree | None:
        if self._without_table(written):
            return None
        where = self.condition(written.where) if written.where is not None else None
        if written.word == "share":
            among = self.condition(written.among) if written.among is not None else None
            return ("share", where, among)
        if written.of is None:
            return ("count", where)
        if written.word == "distinct":
            column = self.column(written.of, (), "") if isinstance(written.of, tree.Leaf) else None
            return ("distinct", column.name, where) if column else None
        found = self._value(written.of, _MEASURED, f"A {written.word}")
        if found is None:
            return None
        if written.word in {"median", "quantile"}:
            share = Fraction(written.fraction.text[:-1]) / 100 if written.fraction else Fraction(1, 2)
            return ("quantile", found, where, str(share))
        return (written.word, found, where)

    # ------------------------------------------------------------------------------------ columns

    def column(self, leaf: tree.Leaf, types: Collection[str], what: str) -> Column | None:
        """A column of one of some types (none given: any), or None with the problem reported."""
        if self.table is None:
            return None
        known = {each.name: each for each in self.table.columns}
        found = known.get(leaf.text)
        if found is None:
            self.report.unknown(f"column of {self.table.name}", leaf.text, known, self.source, leaf)
        elif types and found.type not in types:
            message = f"{what} is taken of {_listed(types)}; {leaf.text} is {_a(found.type)}."
            self.report.add("CX0304", message, self.source, leaf)
            return None
        return found

    def _value(self, written: tree.RowValue, types: Collection[str], what: str) -> Tree | None:
        if isinstance(written, tree.RowSpan):
            ends = [written.since, *([written.until] if written.until else [])]
            if None in [self.column(each, _DAYS, "A span of time") for each in ends]:
                return None
            return (written.unit, written.since.text, written.until.text if written.until else "today")
        column = self.column(written, types, what)
        return ("column", column.name) if column else None

    # --------------------------------------------------------------------------------- conditions

    def condition(self, written: tree.RowCondition) -> Tree:
        """A condition; one that does not fit holds for no row, and is reported."""
        match written:
            case tree.RowNot():
                return ("not", self.condition(written.part))
            case tree.RowAnd():
                return ("and", *map(self.condition, written.parts))
            case tree.RowOr():
                return ("or", *map(self.condition, written.parts))
            case _:
                return self._comparison(written)

    def _comparison(self, written: tree.RowCompare) -> Tree:
        word = written.word
        if word in {"blank", "not blank"}:
            found = self.column(written.value, (), "") if isinstance(written.value, tree.Leaf) else None
            made: Tree = ("blank", found.name if found else "")
            return made if word == "blank" else ("not", made)
        if word in {"is", "is not", "one of"}:
            value = self._value(written.value, (), "")
            for code in written.codes:
                self._check_code(written.value, code)
            codes = tuple(code.text for code in written.codes)
            return ("is-not" if word == "is not" else "is", value or ("column", ""), codes)
        value = self._value(written.value, _ORDERED, f"`{word}`")
        return (word.replace(" ", "-"), value or ("column", ""), self._limit(written))

    def _check_code(self, value: tree.RowValue, code: tree.Leaf) -> None:
        """A code must be one that the column can hold."""
        column = self._column_of(value)
        if column is None:
            return
        if column.type == "choice" and code.text not in column.choices:
            self.report.unknown(f"choice of {column.name}", code.text, column.choices, self.source, code)
        elif column.type in _NUMBERS and not _is_limit(code.text):
            message = f"{column.name} is {_a(column.type)}; {code.text} is none."
            self.report.add("CX0304", message, self.source, code)
        elif column.type == "truth" and code.text not in {"yes", "no"}:
            message = f"{column.name} is yes or no; {code.text} is neither."
            self.report.add("CX0304", message, self.source, code)

    def _column_of(self, value: tree.RowValue) -> Column | None:
        if not isinstance(value, tree.Leaf) or self.table is None:
            return None
        return next((each for each in self.table.columns if each.name == value.text), None)

    def _limit(self, written: tree.RowCompare) -> str | Tree:
        assert written.limit is not None  # noqa: S101 - the grammar asks for one
        text, limit = self._stated(written.limit)
        column = self._column_of(written.value)
        is_day = column is not None and column.type in _DAYS
        if _is_limit(text) and not is_day:
            return text
        if day_of(text) is not None and is_day:
            return text
        if not text:
            return "0"
        if isinstance(written.limit, tree.Leaf) and self._has(limit.text):
            kinds = _DAYS if is_day else _NUMBERS
            self.column(limit, kinds, f"`{written.word}`")
            return ("column", limit.text)
        wanted = "a date, or a column of dates" if is_day else "a number, or a column of numbers"
        message = f"{text} cannot be compared with here; {wanted} is expected."
        self.report.add("CX0304", message, self.source, limit)
        return "0"


def _is_limit(text: str) -> bool:
    return is_number(text) or is_percentage(text)


def _a(kind: str) -> str:
    return {"choice": "a choice", "truth": "yes or no", "text": "a text"}.get(kind, f"a {kind}")


def _listed(types: Collection[str]) -> str:
    *most, last = [{"span": "span of time"}.get(each, each) for each in types]
    return f"{', '.join(f'a {each}' for each in most)} or a {last}" if most else f"a {last}"
