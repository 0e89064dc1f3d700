"""What metrics come to, as tables of text with a bar for each interval."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxrules.model.metrics import counted_by
from cxrules.reports.columns import UNICODE, clean, clip, left, right, width, wrap
from cxrules.reports.measures import called, confidence, drawn, missing, needed, places_of, reach, shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cxrules.model.measured import Measurement
    from cxrules.model.metrics import Metric
    from cxrules.reports.names import Look
    from cxrules.workspace.measures import Measured, Measures

_BETWEEN = "  "
_WIDEST_BAR, _NARROWEST_BAR = 30, 11
_WIDEST_LABEL = 32
_UNITS = {"number": "value", "count": "count"}


class _Line(NamedTuple):
    """A line of a table: its label, what it tells, and its name where it stands elsewhere."""

    label: str
    found: Measurement
    name: str
    change: bool = False


class _Bars(NamedTuple):
    """Where bars are drawn: from which number to which, in how many columns, with which signs."""

    low: float
    high: float
    columns: int
    signs: str

    def draw(self, found: Measurement) -> str:
        """A dot at the value between the ends of its interval."""
        if found.value is None:
            return ""
        cells = [" "] * self.columns
        end, line, other, dot = tuple(self.signs)
        if found.low is not None and found.high is not None:
            first, last = self._at(drawn(found.low)), self._at(drawn(found.high))
            cells[first : last + 1] = line * (last - first + 1)
            cells[first], cells[last] = end, other
        cells[self._at(drawn(found.value))] = dot
        return "".join(cells).rstrip()

    def _at(self, number: float) -> int:
        share = (number - self.low) / (self.high - self.low)
        return min(max(round(share * (self.columns - 1)), 0), self.columns - 1)


def measures_text(measures: Measures, look: Look) -> str:
    """A page of text, ending with a line break."""
    blocks = [_head(measures, look)]
    blocks += [_block(measures, each, look) for each in measures.metrics]
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def _head(measures: Measures, look: Look) -> list[str]:
    model = f"{measures.model.id} {measures.model.version}"
    day = f", on {measures.date}" if measures.date else ""
    if measures.table is None:
        return wrap(f"{clean(measures.assessment)}: the metrics of {model}{day}.", look.columns)
    rows = f"{measures.rows:,} row{'s' * (measures.rows != 1)}"
    text = f"{clean(measures.file)}: {rows} of the table {measures.table.name} of {model}{day}."
    return wrap(text, look.columns)


def _block(measures: Measures, measured: Measured, look: Look) -> list[str]:
    metric = measured.metric
    head = [clip(called(metric), look.columns, look.signs.more), *wrap(_about(metric), look.columns, "  ")]
    if not measured.measures:
        return [*head, "  not measured: its table is not given"]
    lines = list(_lines(measures, measured))
    return [*head, *_Table(measures, measured, lines, look).texts()]


def _about(metric: Metric) -> str:
    parts = [f"weighted by {metric.weight}"] if metric.weight else []
    parts += [f"{confidence(metric)} interval: {metric.interval}"] if metric.interval else []
    return ", ".join([metric.unit, *parts, *needed(metric)])


def _lines(measures: Measures, measured: Measured) -> Iterator[_Line]:
    """A line for each group and period, and below it how it differs from the period before."""
    changes = {(each.group, each.period): each for each in measured.changes}
    apart = measures.by is not None or not measures.table
    for each in measured.measures:
        name = clean(each.group) if each.group is not None else "all"
        inner = "  " if apart else ""
        full = " ".join(clean(part) for part in (each.group, each.period) if part is not None) or "all"
        yield _Line(name if each.period is None else f"{inner}{each.period}", each.found, full)
        change = changes.get((each.group, each.period)) if each.period is not None else None
        if change is not None:
            since = f"since {change.since}"
            yield _Line(f"{inner}  {since}", change.found, f"{full} {since}", change=True)


class _Table:
    """The lines of one metric as columns: label, value, interval, rows, effective size, bar."""

    def __init__(self, measures: Measures, measured: Measured, lines: Sequence[_Line], look: Look) -> None:
        self._metric, self._lines, self._look = measured.metric, lines, look
        self._places = places_of(measured)
        self._weighted = any(
            each.found.effective is not None and each.found.effective != each.found.n for each in lines
        )
        labels = ["all", _told_apart(measures), *(each.label for each in lines)]
        self._label = min(max(map(width, labels)), _WIDEST_LABEL)
        self._head = _told_apart(measures)
        self._values = [_UNITS.get(measured.metric.unit, measured.metric.unit)]
        self._values += [self._number(each, each.found.value) for each in lines]
        self._value = max(map(width, self._values))
        ends = [self._ends(each) for each in lines]
        self._low, self._high = (max((width(each[at]) for each in ends), default=0) for at in (0, 1))
        self._bars = self._scale(reach(measured))

    def texts(self) -> list[str]:
        """All lines, the names of the columns first."""
        return [self._names(), *(self._text(each) for each in self._lines), *self._remarks()]

    def _names(self) -> str:
        cells = [left(self._head, self._label), right(self._values[0], self._value)]
        if self._across:
            cells.append(left(f"{confidence(self._metric)} interval", self._across))
        counted = clean(counted_by(self._metric.body)) or "rows"
        cells.append(right(clip(counted, 9, self._look.signs.more), 9))
        cells += [right("effective", 9)] if self._weighted else []
        if self._bars:
            low, high = (f"{end:,.{self._places}f}" for end in (self._bars.low, self._bars.high))
            cells.append(low + right(high, self._bars.columns - width(low)))
        return f"  {_BETWEEN.join(cells)}"

    def _text(self, line: _Line) -> str:
        label = left(clip(line.label, self._label, self._look.signs.more), self._label)
        found = line.found
        if found.value is None:
            span = self._value + (len(_BETWEEN) + self._across if self._across else 0)
            why = clean(missing(self._metric, found))
            fits = width(why) <= span
            text = f"{left(why, span)}{_BETWEEN}{self._rows(line)}" if fits else why
            return f"  {label}{_BETWEEN}{text}".rstrip()
        cells = [label, right(self._number(line, found.value), self._value)]
        if self._across:
            cells.append(left(self._interval(line), self._across))
        cells.append(self._rows(line))
        if self._bars and not line.change:
            cells.append(self._bars.draw(found))
        return f"  {_BETWEEN.join(cells)}".rstrip()

    def _rows(self, line: _Line) -> str:
        """How many rows count; nothing for a change, which is of the rows of both periods."""
        found = line.found
        rows = "" if line.change or found.n is None else f"{found.n:,}"
        if not self._weighted:
            return right(rows, 9)
        effective = "" if line.change or found.effective is None else shown(found.effective)
        return right(rows, 9) + _BETWEEN + right(effective, 9)

    def _number(self, line: _Line, number: object) -> str:
        return "" if number is None else shown(number, self._places, signed=line.change)  # type: ignore[arg-type]

    def _ends(self, line: _Line) -> tuple[str, str]:
        """The ends of an interval, a dash for one that there is not."""
        found = line.found
        if found.value is None or not self._metric.interval:
            return "", ""
        dash = self._look.signs.dash
        low, high = (
            dash if end is None else shown(end, 1, signed=line.change) for end in (found.low, found.high)
        )
        return low, high

    @property
    def _across(self) -> int:
        return max(self._low + 4 + self._high, 12) if self._low else 0

    def _interval(self, line: _Line) -> str:
        low, high = self._ends(line)
        return f"{right(low, self._low)} to {right(high, self._high)}"

    def _scale(self, reached: tuple[float, float] | None) -> _Bars | None:
        """Where bars are drawn; not at all for one value, nor where there is no room."""
        numbers = [each for each in self._lines if each.found.value is not None and not each.change]
        if reached is None or len(numbers) < 2 or reached[0] == reached[1]:  # noqa: PLR2004 - one is no comparison
            return None
        used = 2 + self._label + self._value + self._across + 9 + (11 if self._weighted else 0)
        room = min(self._look.columns - used - 2 * 4, _WIDEST_BAR)
        signs = "├─┤●" if self._look.signs == UNICODE else "|-|o"
        return _Bars(*reached, room, signs) if room >= _NARROWEST_BAR else None

    def _remarks(self) -> list[str]:
        """Why bounds are missing, and what is shown but not rated: each reason once, with where it holds."""
        where: dict[str, list[str]] = {}
        for each in self._lines:
            if each.found.value is not None and each.found.reason:
                where.setdefault(each.found.reason, []).append(each.name)
        texts = [
            f"{', '.join(names)}: {clean(reason)}." if len(self._lines) > 1 else f"{clean(reason)}."
            for reason, names in where.items()
        ]
        return [line for text in texts for line in wrap(text, self._look.columns, "  ")]


def _told_apart(measures: Measures) -> str:
    """What the labels of lines are."""
    if measures.table is None:
        return ""
    period = measures.period
    by = [measures.by.column] if measures.by else []
    by += [f"{period.column} by {period.unit}" if period.unit else period.column] if period else []
    return ", ".join(by)
