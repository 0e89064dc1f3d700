"""A report as a tagged PDF (PDF/UA-1) for paper and for screen readers.

The template ``pdf.typ`` lays out; it gets the report as data. No text of a report is read as markup.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias, assert_never

from cxrules.reports.audit.charts import Radar
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
    line,
    look,
    picture,
    printed,
    shares,
    shown,
    signed,
)
from cxrules.reports.audit.typeset import pdf
from cxrules.reports.columns import clip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxrules.reports.audit.content import Block, Cell, Entry, Figure, Reason, Report, Row, Section, Text

Node: TypeAlias = dict[str, Any]

_TEMPLATE = Path(__file__).with_name("pdf.typ")
_WORD = re.compile(r"\S{21,}")
_JOINT = re.compile(r"(?<=[/\\_.,:;=&?#@-])(?=\w)|(?<=[^\W_]{12})(?=\w)")
_BREAK = "\N{ZERO WIDTH SPACE}"
_RUNNING = 90  # letters of the title at the head of a page
_ON_THE_SAME_PAGE = {"bound"}


def render(report: Report) -> bytes:
    """The file. The same report gives the same bytes."""
    page = _Page(report)
    return pdf(_TEMPLATE.read_bytes(), page.whole(), page.pictures)


def wrapped(words: str) -> str:
    """A text whose long words may be broken: behind a sign, or else after some letters."""
    return _WORD.sub(lambda word: _JOINT.sub(_BREAK, word[0]), words)


_ROUND = 68
"""How wide a round chart is, in percent of a line: it is as high as it is wide."""


class _Page:
    """A report as the data that the template takes, with its pictures beside it."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.pictures: list[str] = []
        self._places = anchors(report)
        self._free = set(self._places)

    def whole(self) -> Node:
        """The data of the whole report."""
        report = self.report
        return {
            "language": report.language,
            "title": shown(report.title),
            "running": clip(shown(report.title), _RUNNING, "…"),
            "printed": wrapped(shown(report.title)),
            "kind": shown(report.kind),
            "date": _day(report.date),
            "about": [self._fact(name, value) for name, value in report.about],
            "contents": shown(report.words.get("contents", "")),
            "made": shown(report.words.get("made-with", "")),
            "colours": COLOURS,
            "tones": TONES,
            "sections": [self._section(section, depth) for depth, section in report.walk()],
        }

    def _section(self, section: Section, depth: int) -> Node:
        return {
            "title": wrapped(shown(section.title)),
            "level": depth,
            "new": depth == 1 and section.anchor not in _ON_THE_SAME_PAGE,
            "word": signed(shown(section.word), section.tone),
            "tone": section.tone,
            "place": self._place(section.anchor),
            "blocks": self._blocks(section.blocks, depth + 1),
        }

    def _blocks(self, blocks: Sequence[Block], level: int) -> list[Node]:
        return [
            {"is": type(block).__name__, "level": level, **self._block(block, level)}
            for block in printed(blocks)
        ]

    def _block(self, block: Block, level: int) -> Node:
        if isinstance(block, Paragraph):
            return {"text": self._text(block.text), "tone": block.tone, "place": self._place(block.anchor)}
        if isinstance(block, Listing):
            entries = [self._entry(each) for each in block.entries]
            return {"title": shown(block.title), "place": self._place(block.anchor), "entries": entries}
        if isinstance(block, Verdict):
            word = signed(shown(block.word), block.tone)
            return {"word": word, "text": self._text(block.text), "tone": block.tone}
        if isinstance(block, Figures):
            return {"figures": [self._figure(each) for each in block.figures]}
        if isinstance(block, Facts):
            return {"rows": [self._fact(name, value) for name, value in block.rows]}
        return self._larger(block, level)

    def _larger(self, block: Table | Chart | Fold | Reasons, level: int) -> Node:
        if isinstance(block, Table):
            return self._table(block)
        if isinstance(block, Chart):
            self.pictures.append(picture(block, len(self.pictures)))
            told = f"{shown(block.title)}. {shown(block.description)}"
            place = len(self.pictures) - 1
            width = _ROUND if isinstance(block.drawing, Radar) else 100
            node = {"title": shown(block.title), "told": told, "at": place, "width": width}
            return node | {"table": self._table(block.table)}
        if isinstance(block, Fold):
            place_name = self._place(block.anchor)
            inner = self._blocks(block.blocks, level + 1)
            return {"title": shown(block.title), "place": place_name, "blocks": inner}
        if isinstance(block, Reasons):
            return {"language": block.language, "reasons": self._reasons(block.reasons)}
        assert_never(block)

    def _reasons(self, reasons: Sequence[Reason]) -> list[Node]:
        return [
            {
                "text": self._text(each.text),
                "source": shown(each.source),
                "below": self._reasons(each.reasons),
            }
            for each in reasons
        ]

    def _table(self, table: Table) -> Node:
        columns = [
            {"title": wrapped(shown(each.title)), "number": each.kind == "number"} for each in table.columns
        ]
        rows = [self._row(each) for each in table.rows]
        return {"caption": shown(table.caption), "columns": columns, "shares": shares(table), "rows": rows}

    def _row(self, row: Row) -> Node:
        return {"place": self._place(row.anchor), "cells": [self._cell(each) for each in row.cells]}

    def _cell(self, cell: Cell) -> Node:
        ink, ground = look(cell) or ("", "")
        sign = "" if cell.rank is not None else signed(" ", cell.tone).strip() if cell.text else ""
        return {"text": self._text(cell.text), "sign": sign, "ink": ink, "ground": ground}

    def _entry(self, entry: Entry) -> Node:
        return {"text": self._text(entry.text), "sign": signed(" ", entry.tone).strip(), "tone": entry.tone}

    def _figure(self, figure: Figure) -> Node:
        target = self._places.get(figure.target, "")
        number, label = wrapped(shown(figure.number)), wrapped(shown(figure.label))
        return {"number": number, "label": label, "target": target, "tone": figure.tone}

    def _fact(self, name: str, value: Text) -> Node:
        return {"name": wrapped(shown(name)), "text": self._text(value), "plain": line(value)}

    def _text(self, text: Text) -> list[Node]:
        return [
            {
                "text": wrapped(shown(run.text)),
                "target": self._places.get(run.target, ""),
                "mark": run.mark,
                "language": run.language,
            }
            for run in text
        ]

    def _place(self, anchor: str) -> str:
        """The name of a place, the first time that something stands there."""
        if anchor not in self._free:
            return ""
        self._free.remove(anchor)
        return self._places[anchor]


def _day(written: str) -> list[int]:
    """Year, month and day of a date, or nothing."""
    try:
        day = date.fromisoformat(written)
    except ValueError:
        return []
    return [day.year, day.month, day.day]
