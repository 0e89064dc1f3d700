"""A report as the sheets of a workbook: tables as they are, and sentences as rows of a table of their own."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, NamedTuple

from cxrules.reports.audit.charts import HeatMap, Profile, Radar, Ranges
from cxrules.reports.audit.content import (
    Cell,
    Chart,
    Column,
    Facts,
    Figures,
    Fold,
    Listing,
    Paragraph,
    Reasons,
    Row,
    Table,
    Verdict,
    plain,
    said,
)
from cxrules.reports.audit.printing import printed, shown, signed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cxrules.reports.audit.content import Block, Report, Section

_LONGEST = 31  # characters of the name of a sheet
_FEW = 3  # sentences that get no sheet of their own beside tables
_NOT_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
_TAKEN = "history"  # spreadsheets keep this name for themselves


class Sheet(NamedTuple):
    """A sheet: its name and table; `levels` are drawn beside it, and `round` also around a centre."""

    name: str
    table: Table
    levels: Profile | None = None
    round: bool = False


class _Found(NamedTuple):
    """A table with the sections it stands in, from the outermost to the innermost."""

    top: Section
    inner: Section
    table: Table
    chart: Chart | None = None
    folded: bool = False


def sheets_of(report: Report) -> list[Sheet]:
    """All sheets, in the order in which the report is read."""
    names = _Names()
    found: list[Sheet] = []
    loose: list[Row] = []
    for top in report.sections:
        tables = _distinct(list(_tables(top)))
        rows = list(_sentences(top))
        first = not found
        told = bool(rows) and (first or not tables or len(rows) > _FEW)
        if told:
            found.append(Sheet(names.new(top.title), _told(report, top.title, rows)))
        else:
            loose += rows
        found += _sheets(report, top, tables, names, told=told)
    about = [_row(report.kind, "", report.title)]
    about += [_row(report.kind, name, plain(value)) for name, value in report.about]
    table = found[0].table
    found[0] = found[0]._replace(table=table._replace(rows=(*about, *table.rows, *loose)))
    return found


# ------------------------------------------------------------------------------------------ sentences


def _told(report: Report, caption: str, rows: Iterable[Row]) -> Table:
    keys = ("column-part", "column-about", "column-text", "column-rests-on")
    return Table(caption, tuple(Column(report.words.get(each, "")) for each in keys), tuple(rows))


def _row(part: str, about: str, words: str, rests_on: Sequence[str] = (), tone: str = "") -> Row:
    texts = (part, about, words, ", ".join(rests_on))
    return Row(tuple(Cell(said(each), tone if at == 2 else "") for at, each in enumerate(texts)))  # noqa: PLR2004 - the text


def _sentences(top: Section) -> Iterator[Row]:
    for section in _within(top):
        if section.word and section is not top:
            yield _row(section.title, "", section.word, tone=section.tone)
        yield from _rows(section, section.blocks)


def _rows(section: Section, blocks: Sequence[Block], about: str = "") -> Iterator[Row]:
    part = section.title
    for block in printed(blocks):
        if isinstance(block, Paragraph):
            yield _row(part, about, plain(block.text), block.rests_on, block.tone)
        elif isinstance(block, Listing):
            for entry in block.entries:
                yield _row(part, block.title or about, plain(entry.text), entry.rests_on, entry.tone)
        elif isinstance(block, Fold):
            yield from _rows(section, block.blocks, block.title)
        else:
            yield from _short(part, about, block)


def _short(part: str, about: str, block: Block) -> Iterator[Row]:
    if isinstance(block, Verdict):
        yield _row(part, about, block.word, tone=block.tone)
        yield _row(part, about, plain(block.text))
    elif isinstance(block, Figures):
        yield from (_row(part, each.label, each.number, tone=each.tone) for each in block.figures)
    elif isinstance(block, Facts):
        yield from (_row(part, name, plain(value)) for name, value in block.rows)


def _within(section: Section) -> Iterator[Section]:
    yield section
    for each in section.sections:
        yield from _within(each)


# --------------------------------------------------------------------------------------------- tables


def _tables(top: Section) -> Iterator[_Found]:
    for section in _within(top):
        yield from _in_blocks(top, section, section.blocks, folded=False)


def _in_blocks(top: Section, inner: Section, blocks: Sequence[Block], *, folded: bool) -> Iterator[_Found]:
    for block in blocks:
        if isinstance(block, Table):
            yield _Found(top, inner, block, None, folded)
        elif isinstance(block, Chart):
            yield _Found(top, inner, block.table, block, folded)
        elif isinstance(block, Fold) and not isinstance(block, Reasons):
            yield from _in_blocks(top, inner, block.blocks, folded=True)


def _distinct(found: list[_Found]) -> list[_Found]:
    """The tables without those beside charts that other tables hold, too."""
    whole = [each for each in found if each.chart is None]
    kept = []
    for each in found:
        drawing = each.chart.drawing if each.chart else None
        again = drawing is not None and any(_holds(other.table, each.table) for other in whole)
        if not again and not (isinstance(drawing, Ranges) and whole) and not isinstance(drawing, Radar):
            kept.append(each)
    return kept


def _holds(table: Table, other: Table) -> bool:
    rows = {tuple(plain(each.text) for each in row.cells) for row in table.rows}
    return all(tuple(plain(each.text) for each in row.cells) in rows for row in other.rows)


def _sheets(
    report: Report, top: Section, tables: Sequence[_Found], names: _Names, *, told: bool
) -> Iterator[Sheet]:
    around = any(isinstance(each, Chart) and isinstance(each.drawing, Radar) for each in top.blocks)
    below = [each for each in tables if each.folded and each.inner is not top]
    shared = [each for each in below if _alike(each, below)]
    for each in tables:
        if each not in shared:
            name = names.new(_name(report, each, tables, told=told))
            drawing = each.chart.drawing if each.chart else None
            levels = drawing if isinstance(drawing, Profile) else None
            yield Sheet(name, each.table, levels, around and levels is not None)
        elif each is shared[0]:
            yield Sheet(names.new(report.words.get("sheet-ratings", "")), _joined(report, top, shared))


def _alike(one: _Found, others: Sequence[_Found]) -> bool:
    """Whether other sections have a table of the same kind."""
    first = one.table.columns[:1]
    return any(each.inner is not one.inner and each.table.columns[:1] == first for each in others)


def _name(report: Report, found: _Found, tables: Sequence[_Found], *, told: bool) -> str:
    if found.chart and isinstance(found.chart.drawing, HeatMap):
        return report.words.get("sheet-heat", "")
    beside = [each for each in tables if each.inner is found.inner and not each.chart]
    if found.inner is not found.top:
        only = len(beside) <= 1
        return found.inner.title if only else f"{found.inner.title}, {found.table.caption}"
    first = not told and (found.chart is not None or beside[0] is found)
    return found.top.title if first else found.table.caption


def _joined(report: Report, top: Section, shared: Sequence[_Found]) -> Table:
    """One table of those of several sections, each row with the section it is of."""
    titles: list[Column] = []
    for each in shared:
        titles += [column for column in each.table.columns if column not in titles]
    titles.sort(key=lambda column: max(_at(column, each.table) for each in shared))
    rows = []
    for each in shared:
        for row in each.table.rows:
            cells = dict(zip(each.table.columns, row.cells, strict=True))
            others = (cells.get(column, Cell(())) for column in titles)
            rows.append(Row((Cell(said(each.inner.title)), *others)))
    part = Column(report.words.get("column-part", ""))
    return Table(top.title, (part, *titles), tuple(rows))


def _at(column: Column, table: Table) -> int:
    return table.columns.index(column) if column in table.columns else 0


class _Names:
    """The names of sheets, none twice and none that a spreadsheet refuses."""

    def __init__(self) -> None:
        self._taken = {_TAKEN}

    def new(self, title: str) -> str:
        """A name made of a title."""
        wanted = " ".join(shown(title).translate(_NOT_IN_NAMES).split()).strip("'") or "-"
        for number in count(1):
            end = f" {number}" if number > 1 else ""
            name = _cut(wanted, _LONGEST - len(end)) + end
            if name.casefold() not in self._taken:
                self._taken.add(name.casefold())
                return name
        raise AssertionError


def _cut(words: str, room: int) -> str:
    """The beginning of a text, counted as spreadsheets count: in units of UTF-16."""
    while len(words.encode("utf-16-le")) // 2 > room:
        words = words[:-1]
    return words.rstrip(" '")


def words_of(cell: Cell) -> str:
    """What stands in a cell, behind the sign of its tone."""
    words = shown(plain(cell.text)).strip()
    return words if cell.rank is not None else signed(words, cell.tone)
