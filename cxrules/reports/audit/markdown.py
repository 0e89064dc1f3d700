"""A report as Markdown: headings, lists and tables; a chart is its table. No text can become markup."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, assert_never

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
    plain,
)
from cxrules.reports.audit.svg.paper import SIGNS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cxrules.reports.audit.content import Block, Cell, Reason, Report, Section, Text

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&])")
_AT_START = re.compile(r"^(\s*)([-+=]|\d+[.)])", re.MULTILINE)


def render(report: Report) -> str:
    """The file, ending with a line break."""
    lines = [f"# {escaped(report.title)}", "", f"{escaped(report.kind)}", ""]
    lines += [f"- **{escaped(name)}**: {text(value)}" for name, value in report.about]
    for depth, section in report.walk():
        lines += _section(section, depth)
    return "\n".join(_spaced(lines)) + "\n"


def escaped(words: str) -> str:
    """A text in which nothing is markup."""
    return _AT_START.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", words))


def text(runs: Text) -> str:
    """A text with its strong parts; links inside the report are left out."""
    return "".join(f"**{escaped(run.text)}**" if run.mark == "strong" else _inner(run.text) for run in runs)


def _inner(words: str) -> str:
    return _SPECIAL.sub(r"\\\1", words)


def _section(section: Section, depth: int) -> Iterator[str]:
    word = f" ({escaped(section.word)})" if section.word else ""
    yield from ("", f"{'#' * min(depth + 1, 6)} {escaped(section.title)}{word}", "")
    for block in section.blocks:
        yield from _block(block)
        yield ""


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield _at_start(text(block.text))
    elif isinstance(block, Listing):
        if block.title:
            yield from (f"**{escaped(block.title)}**", "")
        yield from (f"- {_sign(each.tone)}{_at_start(text(each.text))}" for each in block.entries)
    elif isinstance(block, Verdict):
        yield f"**{_sign(block.tone)}{escaped(block.word)}** – {text(block.text)}"  # noqa: RUF001 - an en dash
    elif isinstance(block, Figures):
        yield from (f"- **{escaped(each.number)}** {escaped(each.label)}" for each in block.figures)
    elif isinstance(block, Facts):
        yield from (f"- **{escaped(name)}**: {text(value)}" for name, value in block.rows)
    else:
        yield from _larger(block)


def _larger(block: Table | Chart | Fold | Reasons) -> Iterator[str]:
    if isinstance(block, Table):
        yield from _table(block)
    elif isinstance(block, Chart):
        yield from (f"**{escaped(block.title)}**", "", *_table(block.table))
    elif isinstance(block, Fold):
        yield from (f"**{escaped(block.title)}**", "")
        for each in block.blocks:
            yield from (*_block(each), "")
    elif isinstance(block, Reasons):
        yield from _reasons(block.reasons, 0)
    else:
        assert_never(block)


def _at_start(words: str) -> str:
    return _AT_START.sub(r"\1\\\2", words)


def _sign(tone: str) -> str:
    return f"{SIGNS[tone]} " if tone in SIGNS else ""


def _table(table: Table) -> Iterator[str]:
    yield f"| {' | '.join(_inner(each.title) for each in table.columns)} |"
    yield f"|{'|'.join('---:' if each.kind == 'number' else '---' for each in table.columns)}|"
    for row in table.rows:
        yield f"| {' | '.join(map(_cell, row.cells))} |"


def _cell(cell: Cell) -> str:
    words = _inner(plain(cell.text))
    return f"{_sign(cell.tone)}{words}" if words else ""


def _reasons(reasons: Iterable[Reason], depth: int) -> Iterator[str]:
    for each in reasons:
        source = f" [{_inner(each.source)}]".replace("[", "\\[").replace("]", "\\]") if each.source else ""
        yield f"{'  ' * depth}- {_at_start(text(each.text))}{source}"
        yield from _reasons(each.reasons, depth + 1)


def _spaced(lines: Iterable[str]) -> Iterator[str]:
    """No more than one empty line at a time."""
    empty = False
    for line in lines:
        if line or not empty:
            yield line
        empty = not line
