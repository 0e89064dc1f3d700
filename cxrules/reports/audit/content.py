"""What stands in a report, as plain data: sections of paragraphs, lists, tables, charts and reasons.

Everything is said here, in the language of the report; a renderer lays it out and adds no fact. Texts are
plain: whoever writes them into a format escapes them. An anchor names a place in the report, and a run of
text may lead to one. A tone tells what something means, never how it looks: ``good``, ``bad``, ``open``,
``warn``, ``quiet``, or nothing; it is always said in words, too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxrules.reports.audit.charts import Drawing


class Run(NamedTuple):
    """A piece of text. `target` is the anchor it leads to; `mark` is ``strong``, ``quiet`` or nothing.

    `language` is that of the words where it is not the report's.
    """

    text: str
    target: str = ""
    mark: str = ""
    language: str = ""


Text: TypeAlias = tuple[Run, ...]


class Paragraph(NamedTuple):
    """A paragraph; `rests_on` are the ids of rules, subjects and evidence that its sentences are tied to."""

    text: Text
    tone: str = ""
    anchor: str = ""
    rests_on: tuple[str, ...] = ()


class Entry(NamedTuple):
    """A sentence in a list, with the ids of rules, subjects and evidence that it is tied to."""

    text: Text
    rests_on: tuple[str, ...] = ()
    tone: str = ""


class Listing(NamedTuple):
    """Sentences below each other; `title` stands above them where it is not empty."""

    entries: tuple[Entry, ...]
    title: str = ""
    anchor: str = ""


class Verdict(NamedTuple):
    """The sentence that matters most, and its one word (Met, Missed, Open) with its tone."""

    word: str
    text: Text
    tone: str = ""


class Figure(NamedTuple):
    """A number that a manager reads, what it counts, and the anchor of its reason."""

    number: str
    label: str
    target: str = ""
    tone: str = ""


class Figures(NamedTuple):
    """Numbers beside each other."""

    figures: tuple[Figure, ...]


class Facts(NamedTuple):
    """Named facts below each other."""

    rows: tuple[tuple[str, Text], ...]


class Column(NamedTuple):
    """A column of a table; `kind` is ``text``, ``short`` (a word, a rating, an id) or ``number``."""

    title: str
    kind: str = "text"


class Cell(NamedTuple):
    """A cell of a table: its text, what it means, and for a rating its rank and the highest there is."""

    text: Text
    tone: str = ""
    rank: tuple[int, int] | None = None


class Row(NamedTuple):
    """A row of a table; its first cell names it."""

    cells: tuple[Cell, ...]
    anchor: str = ""


class Table(NamedTuple):
    """A table: what it shows, its columns, its rows."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


class Chart(NamedTuple):
    """A chart as data (see `charts`): its title, all that it shows in words, and the same as a table."""

    title: str
    description: str
    drawing: Drawing
    table: Table


class Reason(NamedTuple):
    """A step of an explanation with the steps below it; `source` is where it is written."""

    text: Text
    source: str = ""
    reasons: tuple[Reason, ...] = ()


class Fold(NamedTuple):
    """Details behind their title, shut at first where a format can do that; all are shown in print."""

    title: str
    blocks: tuple[Block, ...]
    anchor: str = ""


class Reasons(NamedTuple):
    """An explanation, step by step; `language` is that of its sentences."""

    reasons: tuple[Reason, ...]
    language: str = ""


Block: TypeAlias = "Paragraph | Listing | Verdict | Figures | Facts | Table | Chart | Reasons | Fold"


class Section(NamedTuple):
    """A part of the report under its heading, with the parts below it."""

    title: str
    anchor: str
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()
    tone: str = ""
    word: str = ""  # what stands beside the heading: the level, for a capability


class Report(NamedTuple):
    """A whole report. `language` is ``en``, ``de``, …; `about` the facts that stand below the title.

    `words` are those of the page itself, such as the title of the list of contents, by their keys; `date` is
    that of the assessment, as ISO 8601 writes it, or empty.
    """

    language: str
    title: str
    kind: str
    about: tuple[tuple[str, Text], ...]
    sections: tuple[Section, ...]
    words: dict[str, str]
    date: str = ""

    def walk(self) -> Iterator[tuple[int, Section]]:
        """All sections with their depth, counted from 1, in the order in which they are read."""
        waiting = [(1, each) for each in reversed(self.sections)]
        while waiting:
            depth, section = waiting.pop()
            yield depth, section
            waiting += [(depth + 1, each) for each in reversed(section.sections)]


def plain(text: Text) -> str:
    """A text without its marks and where it leads."""
    return "".join(run.text for run in text)


def said(words: str, target: str = "", mark: str = "") -> Text:
    """A text of one run; of no words, none."""
    return (Run(words, target, mark),) if words else ()
