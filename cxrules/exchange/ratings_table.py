"""Ratings as a table: CSV with a row for each rating, read into an assessment that needs no YAML.

The columns are ``subject, rating`` and, in any order, ``instance, assessor, evidence, causes, note``. Any
other one holds a second answer beside each rating; whether the model asks for it is found out with all else
that it asks for. What is not rated has an empty rating. The splitting into cells is in `cells`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cxrules.diagnostics import diagnose
from cxrules.exchange import limits
from cxrules.exchange.cells import MOST_COLUMNS, Cell, rows
from cxrules.exchange.problems import Problems, listed, shortened
from cxrules.model.assessment import Assessment, Assessor, Evidence, Given, Instance
from cxrules.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cxrules.diagnostics import Diagnostic
    from cxrules.text import Source

COLUMNS = ("subject", "rating", "instance", "assessor", "evidence", "causes", "note")
_REQUIRED = COLUMNS[:2]
_WORD = re.compile(r"[^\s,;]+")

Row = dict[str, Cell]


def read_ratings_table(source: Source, model: str) -> tuple[Assessment | None, list[Diagnostic]]:
    """Read a table of ratings of `model` (a name, name@version, or a path).

    Returns the assessment, which is called as the file is, and everything that is wrong; rows that are right
    survive. None stands for a table without a usable header. Instances, assessors and evidence are those that
    the rows name.
    """
    problems = Problems(source)
    if not limits.small_enough(source, problems):
        return None, problems.found
    table = rows(source.text, COLUMNS, problems)
    return read_rows(table, (source.name, model), problems), problems.found


def nameless(source: Source) -> Diagnostic:
    """Tell that nobody said which model a table is for."""
    message = "A table of ratings does not say which model it is for."
    return diagnose("CX0503", message, source, None, "Name it: --model automotive-spice")


def read_rows(table: Iterator[list[Cell]], names: tuple[str, str], problems: Problems) -> Assessment | None:
    """Read the rows of a table, the header first; `names` are those of its file and of its model.

    See `read_ratings_table`.
    """
    header = next(table, None)
    if header is None:
        problems.add("CX0519", "There is nothing in this table.", Span(0, 0), _wanted())
        return None
    columns = _columns(header, problems)
    if columns is None:
        return None
    reader = _Rows(problems, {cell.text: cell.span for cell in header})
    for row in table:
        reader.read(row, columns)
    name, model = names
    return reader.assessment(_stem(name), model)


def _wanted() -> str:
    return f"The columns are {listed(_REQUIRED)}, and optionally {listed(COLUMNS[2:])}."


def _stem(name: str) -> str:
    """Give the name of a file without its folder and ending."""
    last = re.split(r"[/\\]", name)[-1]
    return last.rpartition(".")[0] or last


def _columns(header: list[Cell], problems: Problems) -> list[str] | None:
    """Give the names of the columns; None where the table cannot be read by them."""
    names: list[str] = []
    missing = [f"'{name}'" for name in _REQUIRED if all(cell.text != name for cell in header)]
    for cell in header:
        name = cell.text
        if name in names:
            problems.add("CX0519", f"The column {shortened(name)} stands here twice.", cell.span)
        elif name not in COLUMNS and (missing or not name or problems.near(name, COLUMNS)):
            what = f"There is no column {shortened(name)}" if name else "A column has no name"
            problems.add("CX0519", f"{what}.", cell.span, problems.meant(name, COLUMNS, _wanted()))
        names.append(name)
    if missing:
        whole = Span(header[0].span.start, header[-1].span.end)
        problems.add("CX0519", f"This table lacks the column {listed(missing)}.", whole, _wanted())
    return None if problems.found else names


class _Rows:
    """Turns rows into ratings."""

    __slots__ = ("_assessors", "_evidence", "_given", "_header", "_instances", "_of", "_problems")

    def __init__(self, problems: Problems, header: Mapping[str, Span]) -> None:
        self._problems = problems
        self._header = header
        self._given: list[Given] = []
        self._of: dict[str, list[Given]] = {}
        self._assessors: dict[str, Assessor] = {}
        self._instances: dict[str, Instance] = {}
        self._evidence: dict[str, Evidence] = {}

    def assessment(self, name: str, model: str) -> Assessment:
        """Give what all the rows say."""
        return Assessment(
            name,
            model,
            assessors=self._assessors,
            instances=self._instances,
            evidence=self._evidence,
            ratings=tuple(self._given),
        )

    def read(self, row: list[Cell], columns: list[str]) -> None:
        """Take one row."""
        if not self._fits(row, columns):
            return
        cells = {name: cell for name, cell in zip(columns, row, strict=True) if cell.text}
        subject, rating = cells.get("subject"), cells.get("rating")
        if subject is None:
            self._problems.add(
                "CX0519", "This row lacks its subject.", Span(row[0].span.start, row[-1].span.end)
            )
        elif rating is not None:
            given = self._rating(subject, rating, cells)
            if self._first_of_its_kind(given):
                self._keep(given)

    def _fits(self, row: list[Cell], columns: list[str]) -> bool:
        """Tell whether a row has a cell for each column, and note where it has not."""
        have, want = len(row), len(columns)
        if have > want:
            place = Span(row[want].span.start, row[-1].span.end)
            many = f"more than {MOST_COLUMNS}" if have > MOST_COLUMNS else str(have)
            message = f"This row has {many} cells; the header has {want}."
            self._problems.add("CX0519", message, place, "Put a text that holds the delimiter in quotes.")
        elif have < want:
            place = Span(row[0].span.start, row[-1].span.end)
            message = f"This row has {have} cell{'s' * (have > 1)}; the header has {want}."
            self._problems.add("CX0519", message, place, "Leave a cell empty, but keep its delimiter.")
        return have == want

    def _rating(self, subject: Cell, rating: Cell, cells: Row) -> Given:
        instance, assessor, note = cells.get("instance"), cells.get("assessor"), cells.get("note")
        causes, cause_spans = _words(cells.get("causes"))
        evidence, evidence_spans = _words(cells.get("evidence"))
        facets = {name: cell for name, cell in cells.items() if name not in COLUMNS}
        return Given(
            subject.text,
            rating.text,
            instance.text if instance else None,
            assessor.text if assessor else None,
            causes,
            evidence,
            note.text if note else "",
            span=subject.span,
            rating_span=rating.span,
            instance_span=instance.span if instance else None,
            by_span=assessor.span if assessor else None,
            cause_spans=cause_spans,
            evidence_spans=evidence_spans,
            facets={name: cell.text for name, cell in facets.items()},
            facet_spans=tuple((self._header[name], cell.span) for name, cell in facets.items()),
        )

    def _first_of_its_kind(self, given: Given) -> bool:
        """Tell whether a rating is the first of its subject, instance and assessor."""
        for first in self._of.setdefault(given.subject, []):
            if first.by != given.by:
                continue
            if first.instance == given.instance:
                self._twice(given, first, f" for {given.instance}" if given.instance else "")
                return False
            if first.instance is None or given.instance is None:
                named = given.instance or first.instance
                self._twice(given, first, f", for every instance and for {named}")
                return False
        return True

    def _twice(self, given: Given, first: Given, how: str) -> None:
        who = f" by {given.by}" if given.by else ""
        message = f"{given.subject} is rated twice{who}{how}."
        self._problems.add_second("CX0520", message, given.span, first.span, "The first rating.")

    def _keep(self, given: Given) -> None:
        self._given.append(given)
        self._of[given.subject].append(given)
        if given.by:
            self._assessors.setdefault(given.by, Assessor(given.by))
        if given.instance:
            self._instances.setdefault(given.instance, Instance(given.instance))
        for name, span in zip(given.evidence, given.evidence_spans, strict=True):
            self._evidence.setdefault(name, Evidence(name, "", span=span))


def _words(cell: Cell | None) -> tuple[tuple[str, ...], tuple[Span, ...]]:
    """Split a cell at blanks, commas and semicolons."""
    if cell is None:
        return (), ()
    found = list(_WORD.finditer(cell.text))
    start = cell.span.start
    spans = [Span(start + one.start(), start + one.end()) if cell.exact else cell.span for one in found]
    return tuple(one.group() for one in found), tuple(spans)
