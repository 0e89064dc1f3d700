"""A report as a Word document (DOCX) to edit and to comment: headings, lists and tables are the format's."""

from __future__ import annotations

from io import BytesIO
from itertools import count
from typing import TYPE_CHECKING, Any, assert_never

from docx import Document
from docx.shared import Mm

from cxrules.reports.audit.content import (
    Chart,
    Facts,
    Figures,
    Fold,
    Listing,
    Paragraph,
    Reasons,
    Table,
    Verdict,
)
from cxrules.reports.audit.printing import (
    COLOURS,
    TONES,
    anchors,
    look,
    picture,
    printed,
    shown,
    signed,
)
from cxrules.reports.audit.typeset import png
from cxrules.reports.audit.word_styles import CELL, CHART, FIGURE, language_of, set_up, style_id
from cxrules.reports.audit.word_tables import WIDTH, cell, grid, row, widths
from cxrules.reports.audit.word_xml import bookmark, field, link, looks, paragraph, run, same_bytes, w

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cxrules.reports.audit.content import Block, Cell, Entry, Figure, Reason, Report, Section, Text

_DEEPEST, _LISTED = 4, 2
_LINK = "0B5394"
_LISTS = ("List Bullet", "List Bullet 2", "List Bullet 3")
_WIDEST = 170.0  # millimetres between the margins
_SIZE_OF_FIGURE = 18.0
_BESIDE = 6  # figures in a row
_ON_THE_SAME_PAGE = {"bound"}


def render(report: Report) -> bytes:
    """The file. The same report gives the same bytes."""
    document = Document()
    set_up(document, report)
    body = _Body(report, document)
    body.fill()
    made = BytesIO()
    document.save(made)
    return same_bytes(made.getvalue())


class _Body:
    """Fills the body of a document, from its beginning to its end."""

    def __init__(self, report: Report, document: Any) -> None:  # noqa: ANN401 - python-docx's own class
        self.report = report
        self.document = document
        self._places = anchors(report)
        self._free = set(self._places)
        self._numbers = count(1)
        self._body = document.element.body

    def fill(self) -> None:
        """Write everything."""
        report = self.report
        kind = run(shown(report.kind).upper(), *looks(bold=True, ink=COLOURS["quiet"]))
        self._add(self._paragraph("Normal", [kind]))
        self._add(self._paragraph("Title", [run(shown(report.title))]))
        self._facts(report.about)
        self._contents()
        for depth, section in report.walk():
            self._section(section, depth)

    # -------------------------------------------------------------------------------------- frame

    def _add(self, element: Any) -> None:  # noqa: ANN401
        """Put an element behind all others, before what tells of the page."""
        self._body.sectPr.addprevious(element)

    def _paragraph(self, style: str, inside: Iterable[Any], *properties: Any) -> Any:  # noqa: ANN401
        return paragraph(style_id(self.document, style), inside, *properties)

    def _contents(self) -> None:
        """The list of contents: links now, page numbers when a word processor renews it."""
        title = run(
            shown(self.report.words.get("contents", "")), *looks(bold=True, ink=COLOURS["accent"], size=14)
        )
        self._add(self._paragraph("Normal", [title], w("spacing", before=480, after=120)))
        listed = [(depth, each) for depth, each in self.report.walk() if depth <= _LISTED]
        rows = [
            (depth, link(self._places[each.anchor], [run(shown(each.title), *looks(bold=depth == 1))]))
            for depth, each in listed
        ]
        marks = field(f'TOC \\o "1-{_LISTED}" \\h \\z \\u', [])
        for at, (depth, each) in enumerate(rows):
            before = marks[:3] if at == 0 else []
            after = marks[3:] if at == len(rows) - 1 else []
            inset = w("ind", left=360 * (depth - 1))
            space = w("spacing", before=80 if depth == 1 else 0, after=20)
            self._add(self._paragraph("Normal", [*before, each, *after], space, inset))

    def _section(self, section: Section, depth: int) -> None:
        apart = [w("pageBreakBefore")] if depth == 1 and section.anchor not in _ON_THE_SAME_PAGE else []
        ink, ground = TONES.get(section.tone, (COLOURS["quiet"], COLOURS["ground"]))
        word = signed(shown(section.word), section.tone)
        beside = [run("   "), run(f" {word} ", *looks(ink=ink, ground=ground, size=9))] if word else []
        self._heading(section.title, section.anchor, depth, beside, apart)
        self._blocks(section.blocks, depth + 1)

    def _heading(
        self, title: str, anchor: str, level: int, beside: Sequence[Any] = (), apart: Sequence[Any] = ()
    ) -> None:
        inside = [*self._place(anchor), run(shown(title)), *beside]
        self._add(self._paragraph(f"Heading {min(level, _DEEPEST)}", inside, *apart))

    # ------------------------------------------------------------------------------------- blocks

    def _blocks(self, blocks: Sequence[Block], level: int) -> None:
        for block in printed(blocks):
            self._block(block, level)

    def _block(self, block: Block, level: int) -> None:
        if isinstance(block, Paragraph):
            ink = TONES[block.tone][0] if block.tone in TONES else ""
            self._add(
                self._paragraph("Normal", [*self._place(block.anchor), *self._text(block.text, ink=ink)])
            )
        elif isinstance(block, Listing):
            self._listing(block, level)
        elif isinstance(block, Verdict):
            self._verdict(block)
        elif isinstance(block, Figures):
            self._figures(block.figures)
        elif isinstance(block, Facts):
            self._facts(block.rows)
        elif isinstance(block, Table):
            self._table(block)
        elif isinstance(block, Chart):
            self._chart(block)
        elif isinstance(block, Fold):
            self._heading(block.title, block.anchor, level)
            self._blocks(block.blocks, level + 1)
        elif isinstance(block, Reasons):
            self._reasons(block.reasons, 0)
        else:
            assert_never(block)

    def _listing(self, block: Listing, level: int) -> None:
        if block.title:
            self._heading(block.title, block.anchor, level)
        for at, each in enumerate(block.entries):
            place = self._place(block.anchor) if at == 0 and not block.title else []
            self._add(self._paragraph(_LISTS[0], [*place, *self._entry(each)]))

    def _entry(self, entry: Entry) -> list[Any]:
        sign = signed(" ", entry.tone).strip()
        ink = TONES[entry.tone][0] if sign else ""
        return [*([run(f"{sign} ", *looks(bold=True, ink=ink))] if sign else []), *self._text(entry.text)]

    def _verdict(self, block: Verdict) -> None:
        ink, ground = TONES.get(block.tone, (COLOURS["ink"], COLOURS["ground"]))
        for runs, after in (
            ([run(signed(shown(block.word), block.tone), *looks(bold=True, ink=ink, size=16))], 0),
            (self._text(block.text), 200),
        ):
            edge = w("pBdr", w("left", val="single", sz=24, space=8, color=ink))
            fill = w("shd", val="clear", color="auto", fill=ground)
            self._add(self._paragraph("Normal", runs, edge, fill, w("spacing", before=0, after=after)))

    def _figures(self, figures: Sequence[Figure]) -> None:
        lines = -(-len(figures) // _BESIDE) or 1
        beside = -(-len(figures) // lines) or 1
        wide = WIDTH // beside
        rows = []
        for first in range(0, len(figures), beside):
            cells = [self._figure(each, wide) for each in figures[first : first + beside]]
            empty = [cell(wide, [self._paragraph(FIGURE, [])]) for _ in range(beside - len(cells))]
            rows.append(row([*cells, *empty]))
        if rows:
            self._put_table(grid([wide] * beside, rows, head=False, ground=COLOURS["ground"]))

    def _figure(self, figure: Figure, width: int) -> Any:  # noqa: ANN401
        ink = TONES[figure.tone][0] if figure.tone in TONES else COLOURS["ink"]
        number = [run(shown(figure.number), *looks(bold=True, ink=ink, size=_SIZE_OF_FIGURE))]
        if figure.target in self._places:
            number = [link(self._places[figure.target], number)]
        label = [run(shown(figure.label), *looks(ink=COLOURS["quiet"]))]
        inside = [self._paragraph(FIGURE, number), self._paragraph(FIGURE, label)]
        return cell(width, inside, ground=COLOURS["ground"])

    def _facts(self, rows: Sequence[tuple[str, Text]]) -> None:
        columns = [WIDTH // 4, WIDTH - WIDTH // 4]
        made = []
        for name, value in rows:
            first = self._paragraph(CELL, [run(shown(name), *looks(ink=COLOURS["quiet"], size=10))])
            second = self._paragraph(CELL, self._text(value, size=10))
            made.append(row([cell(columns[0], [first]), cell(columns[1], [second])]))
        if made:
            self._put_table(grid(columns, made, head=False))

    def _table(self, table: Table) -> None:
        columns = widths(table)
        titles = [[run(shown(each.title), *looks(bold=True, ink=COLOURS["quiet"]))] for each in table.columns]
        rows = [self._row(table, columns, titles, head=True)]
        for each in table.rows:
            cells = [self._cell(one) for one in each.cells]
            cells[0] = [*self._place(each.anchor), *cells[0]]
            rows.append(self._row(table, columns, cells))
        self._put_table(grid(columns, rows, caption=shown(table.caption)))

    def _row(
        self, table: Table, columns: Sequence[int], cells: Sequence[list[Any]], *, head: bool = False
    ) -> Any:  # noqa: ANN401
        made = []
        for each, wide, inside in zip(table.columns, columns, cells, strict=True):
            properties = [w("keepNext")] if head else []
            properties += [w("jc", val="right")] if each.kind == "number" else []
            made.append(cell(wide, [self._paragraph(CELL, inside, *properties)], head=head))
        return row(made, head=head)

    def _cell(self, each: Cell) -> list[Any]:
        ink, ground = look(each) or ("", "")
        sign = signed(" ", each.tone).strip() if each.text and each.rank is None else ""
        before = [run(f"{sign} ", *looks(ink=ink, ground=ground))] if sign else []
        edge = [run(" ", *looks(ground=ground))] if each.rank is not None else []
        return [*edge, *before, *self._text(each.text, ink=ink, ground=ground), *edge]

    def _put_table(self, table: Any) -> None:  # noqa: ANN401
        """Add a table, with some room below."""
        self._add(table)
        self._add(self._paragraph(CELL, []))

    def _chart(self, chart: Chart) -> None:
        title = run(shown(chart.title), *looks(bold=True))
        self._add(self._paragraph(CHART, [title], w("keepNext")))
        number = next(self._numbers)
        holder = self.document.add_paragraph(style=CHART)
        shape = holder.add_run().add_picture(BytesIO(png(picture(chart, number))))
        if shape.width > Mm(_WIDEST):
            shape.height, shape.width = round(shape.height * Mm(_WIDEST) / shape.width), Mm(_WIDEST)
        told = shape._inline.docPr  # noqa: SLF001 - python-docx has no call for alternative text
        told.set("name", f"Chart {number}")
        told.set("title", shown(chart.title))
        told.set("descr", shown(chart.description))
        self._table(chart.table)

    def _reasons(self, reasons: Sequence[Reason], depth: int) -> None:
        for each in reasons:
            source = [run(f"  {shown(each.source)}", *looks(ink=COLOURS["quiet"]))] if each.source else []
            style = _LISTS[min(depth, len(_LISTS) - 1)]
            self._add(self._paragraph(style, [*self._text(each.text), *source]))
            self._reasons(each.reasons, depth + 1)

    # -------------------------------------------------------------------------------------- texts

    def _text(self, text: Text, *, ink: str = "", ground: str = "", size: float = 0) -> list[Any]:
        found = []
        for each in text:
            place = self._places.get(each.target, "")
            colour = ink or (_LINK if place else COLOURS["quiet"] if each.mark == "quiet" else "")
            language = language_of(each.language) if each.language else ""
            properties = looks(
                bold=each.mark == "strong", ink=colour, ground=ground, size=size, language=language
            )
            made = run(shown(each.text), *properties)
            found.append(link(place, [made]) if place else made)
        return found

    def _place(self, anchor: str) -> list[Any]:
        """A bookmark, the first time that something stands at an anchor."""
        if anchor not in self._free:
            return []
        self._free.remove(anchor)
        return bookmark(self._places[anchor], len(self._places) - len(self._free))
