"""A report as one HTML file that needs nothing else: no network, and without scripts all of it is readable.

The looks are in ``page.css``, folding, searching and the choice of light or dark in ``page.js``. Everything
that comes from a report is escaped here.
"""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from html import escape
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, assert_never

from cxrules.reports.audit.content import (
    Cell,
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
from cxrules.reports.audit.svg import draw
from cxrules.reports.audit.svg.heat import shade
from cxrules.reports.audit.svg.paper import SIGNS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cxrules.reports.audit.content import Block, Entry, Figure, Reason, Report, Row, Run, Section, Text

_HERE = Path(__file__).parent
_WIDE = 4
"""From so many columns on a table does not fit a narrow screen and is moved sideways there."""
_ON_A_PAGE = {"profile", "findings", "roadmap", "capabilities", "measures", "evidence", "method"}


def render(report: Report) -> str:
    """The file, ending with a line break."""
    style = (_HERE / "page.css").read_text(encoding="utf-8")
    script = (_HERE / "page.js").read_text(encoding="utf-8")
    page = _Page(report)
    lines = [
        "<!DOCTYPE html>",
        f'<html lang="{escape(report.language)}">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_policy(style, script)}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="referrer" content="no-referrer">',
        '<meta name="generator" content="cxrules">',
        f"<title>{escape(report.title)}: {escape(report.kind)}</title>",
        f"<style>{style}</style>",
        "</head>",
        "<body>",
        *page.head(),
        '<div class="layout">',
        *page.contents(),
        '<main id="content" tabindex="-1">',
        *page.body(),
        "</main>",
        "</div>",
        f'<footer><p>{page.word("made-with")} · <a href="#top">{page.word("top")}</a></p></footer>',
        f"<script>{script}</script>",
        "</body>",
        "</html>",
    ]
    return "\n".join(lines) + "\n"


def _policy(style: str, script: str) -> str:
    """Nothing may be loaded, and only this style and this script may act."""
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


class _Page:
    """Writes one report."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self._numbers = count(1)

    def word(self, key: str) -> str:
        """A word of the page itself."""
        return escape(self.report.words.get(key, ""))

    # ------------------------------------------------------------------------------------ frame

    def head(self) -> Iterator[str]:
        """Title, facts and tools."""
        yield f'<a class="skip" href="#content">{self.word("skip")}</a>'
        yield '<header class="head" id="top">'
        yield f'<p class="kind">{escape(self.report.kind)}</p>'
        yield f"<h1>{escape(self.report.title)}</h1>"
        rows = (
            f"<div><dt>{escape(name)}</dt><dd>{text(value)}</dd></div>" for name, value in self.report.about
        )
        yield f'<dl class="about">{"".join(rows)}</dl>'
        yield "</header>"
        yield f'<div class="tools" role="search" aria-label="{self.word("search")}" hidden>'
        yield (
            f'<label><span class="unseen">{self.word("search")}</span>'
            f'<input id="search" type="search" placeholder="{self.word("search")}" '
            f'title="{self.word("search-hint")}" autocomplete="off"></label>'
        )
        yield f'<button id="open-all" type="button">{self.word("open-all")}</button>'
        yield f'<button id="close-all" type="button">{self.word("close-all")}</button>'
        names = " ".join(f'data-{each}="{self.word(f"theme-{each}")}"' for each in ("auto", "light", "dark"))
        theme = self.word("theme")
        yield f'<button id="theme" type="button" data-name="{theme}" {names}>{theme}</button>'
        told = f'data-found="{self.word("found")}" data-none="{self.word("nothing-found")}"'
        yield f'<output id="found" for="search" aria-live="polite" {told}></output>'
        yield "</div>"

    def contents(self) -> Iterator[str]:
        """The list of contents."""
        yield f'<nav class="contents" aria-label="{self.word("contents")}">'
        yield f"<details open><summary>{self.word('contents')}</summary>"
        yield _contents(self.report.sections, 2)
        yield "</details></nav>"

    def body(self) -> Iterator[str]:
        """All sections."""
        for section in self.report.sections:
            page = ' class="page"' if section.anchor in _ON_A_PAGE else ""
            yield f'<section id="{escape(section.anchor)}"{page}>'
            yield f"<h2>{escape(section.title)}</h2>"
            for block in section.blocks:
                yield from self.block(block, 3)
            for part in section.sections:
                yield from self._part(part)
            yield "</section>"

    def _part(self, section: Section) -> Iterator[str]:
        yield f'<details class="part" id="{escape(section.anchor)}" open>'
        chip = _chip(section.word, section.tone) if section.word else ""
        yield f"<summary><h3>{escape(section.title)}</h3>{chip}</summary>"
        yield '<div class="inside">'
        for block in section.blocks:
            yield from self.block(block, 4)
        for below in section.sections:
            yield f'<h4 id="{escape(below.anchor)}">{escape(below.title)}</h4>'
            for block in below.blocks:
                yield from self.block(block, 5)
        yield "</div></details>"

    # ----------------------------------------------------------------------------------- blocks

    def block(self, block: Block, depth: int) -> Iterator[str]:
        """Any block; `depth` is that of a heading within it."""
        if isinstance(block, Paragraph):
            yield f"<p{_id(block.anchor)}{_kind(block.tone)}{_rests(block.rests_on)}>{text(block.text)}</p>"
        elif isinstance(block, Listing):
            yield from _listing(block, depth)
        elif isinstance(block, Verdict):
            word = f"<b>{_sign(block.tone)}{escape(block.word)}</b>"
            yield f'<div class="verdict {escape(block.tone)}">{word}<p>{text(block.text)}</p></div>'
        elif isinstance(block, Figures):
            yield f'<ul class="figures">{"".join(map(_figure, block.figures))}</ul>'
        elif isinstance(block, Facts):
            rows = (f"<div><dt>{escape(name)}</dt><dd>{text(value)}</dd></div>" for name, value in block.rows)
            yield f'<dl class="facts">{"".join(rows)}</dl>'
        elif isinstance(block, Table):
            yield from _table(block)
        elif isinstance(block, Chart):
            yield from self._chart(block)
        elif isinstance(block, Fold):
            yield from self._fold(block, depth)
        elif isinstance(block, Reasons):
            yield from self._reasons(block)
        else:
            assert_never(block)

    def _chart(self, chart: Chart) -> Iterator[str]:
        name = f"chart-{next(self._numbers)}"
        yield f"<figure><figcaption>{escape(chart.title)}</figcaption>"
        yield f'<div class="scroll" role="group" tabindex="0" aria-label="{escape(chart.title)}">'
        yield draw(chart, name=name)
        yield "</div></figure>"
        yield f'<details class="fold table"><summary>{self.word("as-table")}</summary>'
        yield from _table(chart.table)
        yield "</details>"

    def _fold(self, fold: Fold, depth: int) -> Iterator[str]:
        steps = " steps" if any(isinstance(each, Reasons) for each in fold.blocks) else ""
        yield f'<details class="fold{steps}"{_id(fold.anchor)}><summary>{escape(fold.title)}</summary>'
        for block in fold.blocks:
            yield from self.block(block, depth)
        yield "</details>"

    def _reasons(self, block: Reasons) -> Iterator[str]:
        other = block.language and block.language != self.report.language
        if other:
            yield f'<p class="quiet">{self.word("steps-note")}</p>'
        language = f' lang="{escape(block.language)}"' if other else ""
        yield f'<ul class="why first"{language}>{"".join(map(_reason, block.reasons))}</ul>'


def _contents(sections: Iterable[Section], depth: int) -> str:
    rows = []
    for each in sections:
        below = _contents(each.sections, depth - 1) if depth > 1 and each.sections else ""
        rows.append(f'<li><a href="#{escape(each.anchor)}">{escape(each.title)}</a>{below}</li>')
    return f"<ol>{''.join(rows)}</ol>"


def text(runs: Text) -> str:
    """A text, escaped, with its links and marks."""
    return "".join(map(_run, runs))


def _run(run: Run) -> str:
    words = escape(run.text)
    if run.mark == "strong":
        words = f"<strong>{words}</strong>"
    elif run.mark:
        words = f'<span class="{escape(run.mark)}">{words}</span>'
    if run.language:
        words = f'<span lang="{escape(run.language)}">{words}</span>'
    return f'<a href="#{escape(run.target)}">{words}</a>' if run.target else words


def _id(anchor: str) -> str:
    return f' id="{escape(anchor)}"' if anchor else ""


def _kind(tone: str) -> str:
    return f' class="{escape(tone)}"' if tone else ""


def _rests(names: Sequence[str]) -> str:
    return f' data-rests-on="{escape(" ".join(names))}"' if names else ""


def _sign(tone: str) -> str:
    return f'<span class="sign {tone}" aria-hidden="true">{SIGNS[tone]}</span>' if tone in SIGNS else ""


def _chip(words: str, tone: str) -> str:
    sign = f'<span aria-hidden="true">{SIGNS[tone]} </span>' if tone in SIGNS else ""
    return f'<span class="chip {escape(tone)}">{sign}{escape(words)}</span>'


def _listing(block: Listing, depth: int) -> Iterator[str]:
    if block.title:
        yield f"<h{depth}{_id(block.anchor)}>{escape(block.title)}</h{depth}>"
    at = "" if block.title else _id(block.anchor)
    yield f'<ul class="said"{at}>{"".join(map(_entry, block.entries))}</ul>'


def _entry(entry: Entry) -> str:
    sign = _sign(entry.tone)
    kind = ' class="tone"' if sign else ""
    return f"<li{kind}{_rests(entry.rests_on)}>{sign}{text(entry.text)}</li>"


def _figure(figure: Figure) -> str:
    inside = f"<b>{escape(figure.number)}</b><span>{escape(figure.label)}</span>"
    if figure.target:
        inside = f'<a href="#{escape(figure.target)}">{inside}</a>'
    return f"<li{_kind(figure.tone)}>{inside}</li>"


def _table(table: Table) -> Iterator[str]:
    wide = ' class="wide"' if len(table.columns) >= _WIDE else ""
    yield f'<div class="scroll" role="group" tabindex="0" aria-label="{escape(table.caption)}">'
    yield f'<table{wide}><caption class="unseen">{escape(table.caption)}</caption><thead><tr>'
    yield "".join(f'<th scope="col" class="{each.kind}">{escape(each.title)}</th>' for each in table.columns)
    yield "</tr></thead><tbody>"
    kinds = [each.kind for each in table.columns]
    for row in table.rows:
        yield _row(row, kinds)
    yield "</tbody></table></div>"


def _row(row: Row, kinds: Sequence[str]) -> str:
    first, *others = row.cells
    cells = [f'<th scope="row" class="{kinds[0]}">{_cell(first)}</th>']
    cells += [f'<td class="{kind}">{_cell(each)}</td>' for each, kind in zip(others, kinds[1:], strict=True)]
    return f"<tr{_id(row.anchor)}>{''.join(cells)}</tr>"


def _cell(cell: Cell) -> str:
    words = text(cell.text)
    if cell.rank is not None:
        rank, top = cell.rank
        return f'<span class="rate r{shade(rank, top + 1)}">{words}</span>'
    if cell.tone and words:
        sign = f'<span aria-hidden="true">{SIGNS[cell.tone]} </span>' if cell.tone in SIGNS else ""
        return f'<span class="chip {escape(cell.tone)}">{sign}{words}</span>'
    return words


def _reason(reason: Reason) -> str:
    source = f' <span class="source">{escape(reason.source)}</span>' if reason.source else ""
    below = f'<ul class="why">{"".join(map(_reason, reason.reasons))}</ul>' if reason.reasons else ""
    return f"<li>{text(reason.text)}{source}{below}</li>"
