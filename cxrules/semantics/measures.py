"""Tables and metrics: trees to the data that is measured by, with every name, type and interval checked."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from cxrules.measuring.forms import fitting_intervals
from cxrules.measuring.nps import nps_problem
from cxrules.model import ruleset as model
from cxrules.model.measured import asked_of_metric
from cxrules.model.metrics import (
    Column,
    Kept,
    Metric,
    Table,
    Window,
    groups_in,
    keys_in,
    of_instances,
    reads_rows,
)
from cxrules.semantics.differences import rows_shared
from cxrules.semantics.expressions import UNITS
from cxrules.semantics.kinds import day_of, is_number, somewhere
from cxrules.semantics.rows import Rows
from cxrules.syntax import tree

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cxrules.model.metrics import Tree
    from cxrules.semantics.declared import Declared
    from cxrules.semantics.report import Report
    from cxrules.text import Source

CONFIDENCES = {"80%": "4/5", "90%": "9/10", "95%": "19/20", "99%": "99/100"}
INTERVALS = ("wilson", "adjusted-wald", "normal", "order", "difference")
_MOST = Fraction(10) ** 12
_BETWEEN = {"percent": (Fraction(0), Fraction(100)), "points": (Fraction(-100), Fraction(100))}
"""Between which numbers a metric of a unit lies; all others from 0 or minus as much to a million millions."""


def tables_of(declared: Declared, report: Report) -> dict[str, Table]:
    """The tables of a model by name."""
    return {
        each.name.text: Table(each.name.text, _text(each.title), tuple(_columns(source, each, report)))
        for source, each in declared.of(tree.Table)
    }


def _text(leaf: tree.Leaf | None) -> str:
    return leaf.text if leaf else ""


def _columns(source: Source, table: tree.Table, report: Report) -> Iterator[Column]:
    seen: set[str] = set()
    for each in table.columns:
        name = each.name.text
        if name in seen:
            message = f"The table {table.name.text} has two columns {name}."
            report.add("CX0202", message, source, each.name)
            continue
        seen.add(name)
        said = {part.word: part.texts for part in each.clauses}
        if "optional" in said and said.keys() & {"key", "instance"}:
            message = f"{name} tells rows apart, so no file can lack it."
            report.add("CX0306", message, source, each.name, "Take `optional` out.")
        if each.low and each.high and Fraction(each.low.text) > Fraction(each.high.text):
            message = f"The bounds of {name} do not run upwards."
            report.add("CX0306", message, source, each.low, "Write the lower one first.")
        choices = tuple(leaf.text for leaf in _single(each.choices, source, report))
        yield Column(
            name=name,
            title=_text(each.title),
            type="choice" if choices else each.type,
            source=said["from"][0].text if "from" in said else name,
            low=each.low.text if each.low else None,
            high=each.high.text if each.high else None,
            choices=choices,
            blanks=tuple(leaf.text for leaf in said.get("blank", ())),
            unit=said["unit"][0].text if "unit" in said else "",
            role="key" if "key" in said else "instance" if "instance" in said else "",
            optional="optional" in said,
        )


def _single(
    names: Sequence[tree.Leaf | tree.NameRange], source: Source, report: Report
) -> Iterator[tree.Leaf]:
    for each in names:
        if isinstance(each, tree.NameRange):
            report.add("CX0306", "The choices of a column are listed one by one.", source, each.first)
        else:
            yield each


class Known(NamedTuple):
    """What metrics are made of; `metrics` are those found so far."""

    written: Mapping[str, tuple[Source, tree.Metric]]
    tables: Mapping[str, Table]
    parameters: Mapping[str, model.Parameter]
    metrics: dict[str, Metric]


def metrics_of(
    declared: Declared,
    tables: Mapping[str, Table],
    parameters: Mapping[str, model.Parameter],
    report: Report,
) -> dict[str, Metric]:
    """The metrics of a model by name, each after those it rests on; what is wrong is left out."""
    written = {each.name.text: (source, each) for source, each in declared.of(tree.Metric)}
    known = Known(written, tables, parameters, {})
    for name in written:
        _resolve(name, known, (), report)
    return known.metrics


def _resolve(name: str, known: Known, above: tuple[str, ...], report: Report) -> None:
    if name in known.metrics:
        return
    source, each = known.written[name]
    for leaf in _rests_on(each.lines[0]):
        if leaf.text in {*above, name}:
            circle = " > ".join([*above, name, leaf.text])
            report.add("CX0601", f"A metric rests on itself: {circle}.", source, leaf)
            return
        if leaf.text in known.written:
            _resolve(leaf.text, known, (*above, name), report)
    made = _metric(source, each, known, report)
    if made is not None:
        known.metrics[name] = made


def _rests_on(body: object) -> Iterator[tree.Leaf]:
    """The names of metrics in a body."""
    match body:
        case tree.MetricBody():
            yield from _rests_on(body.body)
        case tree.RowCalculation():
            yield from _rests_on(body.left)
            yield from _rests_on(body.right)
        case tree.OverGroups() | tree.ShareOver():
            yield body.metric
        case tree.Leaf() if not is_number(body.text.removesuffix("%")):
            yield body


def _metric(source: Source, written: tree.Metric, known: Known, report: Report) -> Metric | None:
    table = None
    if written.rows is not None:
        table = report.find("table", known.tables, written.rows.table, source)
        if table is None:
            return None
    rows = Rows(table, known.metrics, known.parameters, report, source)
    body = rows.body(written.lines[0].body) if isinstance(written.lines[0], tree.MetricBody) else None
    if body is None:
        return None
    made = Metric(written.name.text, _text(written.title), table.name if table else "", written.unit, body)
    for part in written.rows.parts if written.rows else ():
        made = _narrowed(made, part, rows)
    for line in written.lines[1:]:
        made = _with_line(made, line, source, report)
    _check(made, written, rows, report)
    return made


def _narrowed(metric: Metric, part: tree.RowsPart, rows: Rows) -> Metric:
    match part.word:
        case "where" if part.condition is not None:
            where = rows.condition(part.condition)
            return metric._replace(where=("and", metric.where, where) if metric.where else where)
        case "weighted":
            rows.column(part.leaves[0], ("number", "count"), "A weight")
            if _expects(metric.body):
                message = "What is expected of customers counts each of them once: rows have no weight here."
                rows.report.add("CX0306", message, rows.source, part.leaves[0])
            return metric._replace(weight=part.leaves[0].text)
        case "within":
            return metric._replace(window=_within(part, rows))
        case "between":
            since, until, by = part.leaves
            rows.column(by, ("date", "time"), "A window")
            for day in (since, until):
                if day_of(day.text) is None:
                    rows.report.add("CX0106", f"{day.text} is not a day of the calendar.", rows.source, day)
            return metric._replace(window=Window(by.text, since=since.text, until=until.text))
        case which:
            key, by = part.leaves
            rows.column(key, (), "")
            rows.column(by, ("date", "time", "number", "count"), "An order")
            return metric._replace(kept=Kept(which, key.text, by.text))


def _expects(body: Tree) -> bool:
    return body[0] == "expected" or any(isinstance(part, tuple) and _expects(part) for part in body)


def _within(part: tree.RowsPart, rows: Rows) -> Window | None:
    count, unit, by, *ending = part.leaves
    rows.column(by, ("date", "time"), "A window")
    for each in (unit, *ending[1:]):
        if each.text not in UNITS:
            rows.report.unknown("unit of time", each.text, UNITS, rows.source, each)
            return None
    window = Window(by.text, int(count.text), UNITS[unit.text])
    return window._replace(ago=int(ending[0].text), ago_unit=UNITS[ending[1].text]) if ending else window


def _with_line(metric: Metric, line: tree.Statement, source: Source, report: Report) -> Metric:
    match line:
        case tree.RowsNeeded():
            return _with_rows_needed(metric, line, source, report)
        case tree.Interval():
            if line.name.text not in INTERVALS:
                report.unknown("interval", line.name.text, INTERVALS, source, line.name)
                return metric
            if line.confidence.text not in CONFIDENCES:
                message = f"{line.confidence.text} is not a level of confidence that is known here."
                hint = f"Write one of {', '.join(CONFIDENCES)}."
                report.add("CX0306", message, source, line.confidence, hint)
                return metric
            confidence = CONFIDENCES[line.confidence.text]
            return metric._replace(interval=line.name.text, confidence=confidence)
        case _:
            return metric


def _with_rows_needed(metric: Metric, line: tree.RowsNeeded, source: Source, report: Report) -> Metric:
    count, shown = int(line.count.text), int(line.shown.text) if line.shown else 0
    if line.in_group:
        return metric._replace(least_in_group=count)
    if line.shown and shown >= count:
        message = f"With {shown} rows a value is shown, and rated with {count}."
        report.add("CX0306", message, source, line.shown, "To show a value fewer rows are needed.")
        shown = 0
    return metric._replace(least=count, shown=shown)


def _check(metric: Metric, written: tree.Metric, rows: Rows, report: Report) -> None:
    """What only the whole of a metric can tell: whether its interval fits, and whether it is a true NPS."""
    fitting = fitting_intervals(metric.body, {name: each.body for name, each in rows.metrics.items()})
    if (metric.weight or metric.kept) and any(keys_in(metric.body)):
        message = f"{metric.name} counts keys, which have no weights, and of which all rows are looked at."
        report.add("CX0306", message, rows.source, written.name)
    _check_narrowing(metric, written, rows)
    line = next((each for each in written.lines if isinstance(each, tree.Interval)), None)
    if metric.interval and line is not None and metric.interval not in fitting:
        message = f"The interval {metric.interval} does not fit what {metric.name} computes."
        fits = f"What fits is {' or '.join(fitting)}." if fitting else "No interval is known for it."
        report.add("CX0412", message, rows.source, line.name, fits)
    elif line is not None and (pair := rows_shared(metric.body, rows.metrics)):
        names = f"{pair[0].name} and {pair[1].name}"
        message = f"{names} may be measured from some of the same rows of {pair[0].table}."
        hint = (
            "An interval of a difference needs different rows: other windows (`within 12 months ending 12 "
            "months ago`), or conditions of which only one can hold."
        )
        report.add("CX0412", message, rows.source, line.name, hint)
    for column in rows.table.columns if rows.table else ():
        problem = nps_problem(metric.body, column.name, column.low, column.high)
        if problem is not None:
            hint = "Measure something else of this scale, such as the share of the best answers."
            report.add("CX0413", f"{problem[0].upper()}{problem[1:]}.", rows.source, written.name, hint)


def _check_narrowing(metric: Metric, written: tree.Metric, rows: Rows) -> None:
    """What only names other metrics takes nothing of its own rows, so that it cannot narrow them down."""
    if reads_rows(metric.body):
        return
    for part in written.rows.parts if written.rows else ():
        called = next((name for name, _ in groups_in(metric.body)), "each of them")
        word = {"first": "first row", "last": "last row", "between": "from"}.get(part.word, part.word)
        message = f"{metric.name} is made of other metrics alone; `{word}` chooses none of their rows."
        hint = f"Rows are chosen where they are counted: write it in {called}, or in another metric like it."
        leaf = part.leaves[0] if part.leaves else somewhere(part.condition)
        rows.report.add("CX0306", message, rows.source, leaf, hint)


def inputs_of(metrics: Mapping[str, Metric]) -> Iterator[model.Input]:
    """What a model's conditions may ask of a metric: its value, the bounds of its interval, how many rows."""
    for metric in metrics.values():
        kind = metric.unit if metric.unit in {"percent", "count"} else "number"
        low, high = _BETWEEN.get(metric.unit, (-_MOST if metric.unit == "number" else Fraction(0), _MOST))
        yield model.Input(metric.name, metric.title, kind, (), low, high)
        if metric.interval:
            bounds = "percent" if kind == "percent" else "number"
            yield model.Input(asked_of_metric(metric.name, "low"), "", bounds, (), low, high)
            yield model.Input(asked_of_metric(metric.name, "high"), "", bounds, (), low, high)
        yield model.Input(asked_of_metric(metric.name, "n"), "", "count", (), Fraction(0), _MOST)


def measured_by_instance(tables: Mapping[str, Table], metrics: Mapping[str, Metric]) -> frozenset[str]:
    """The inputs of metrics that each instance has for itself: its rows of the table alone are measured."""
    own = of_instances(tables, metrics)
    return frozenset(each.id for each in inputs_of({name: metrics[name] for name in own}))
