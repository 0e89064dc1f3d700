"""The sheets of a workbook and their columns: one table for writing and for reading.

The first column of a sheet with entries is what an entry is called by. Columns of the kind ``guide`` are for
people, and are not read.
"""

from __future__ import annotations

from typing import NamedTuple

WIDE = 40
BROAD = 30


class Column(NamedTuple):
    """A column: its key in the tree, its heading, what stands in it and how wide it is (in characters).

    `kind`: guide; id; text; day; answer (yes, no, …); flag (true or false); words (ids with commas between
    them); lines (texts, one a line). `rare`: only there where something stands in it. `asked`: that it is
    blank is worth saying where anything else stands in the row.
    """

    key: str
    heading: str
    kind: str = "text"
    width: int = 14
    rare: bool = False
    asked: bool = False


class SheetForm(NamedTuple):
    """A sheet: its name, its key in the tree, its columns, and in a word what a row of it is.

    `bare`: an id alone is an entry, too. `several`: an id may have several entries.
    """

    name: str
    key: str
    columns: tuple[Column, ...]
    entry: str
    bare: bool = False
    several: bool = False

    def column(self, heading: str) -> Column | None:
        """The column with a heading, in whatever case; None where there is none."""
        wanted = " ".join(heading.split()).casefold()
        for each in self.columns:
            if wanted in {each.heading.casefold(), each.key}:
                return each
        return None


_HIDDEN = Column("confidential", "Confidential", "flag", 13, rare=True)
_BY = Column("by", "Assessor", "id", 13)
_EVIDENCE = Column("evidence", "Evidence", "words", 16)
_TITLE = Column("", "Title", "guide", WIDE)

HEAD = SheetForm(
    "Assessment",
    "",
    (
        Column("key", "Key", "id", 18),
        Column("value", "Value", "text", 50),
        Column("", "What it means", "guide", 70),
    ),
    "key",
)
ASSESSORS = SheetForm(
    "Assessors",
    "assessors",
    (
        Column("id", "Id", "id", 18),
        Column("role", "Role", width=24),
        Column("name", "Name", width=32),
        _HIDDEN,
    ),
    "assessor",
    bare=True,
)
INSTANCES = SheetForm(
    "Instances",
    "instances",
    (Column("id", "Id", "id", 18), Column("weight", "Weight", "id"), Column("title", "Title", width=WIDE)),
    "instance",
    bare=True,
)
RATINGS = SheetForm(
    "Ratings",
    "ratings",
    (
        Column("", "Belongs to", "guide", 24),
        Column("id", "Id", "id", 18),
        _TITLE._replace(width=34),
        Column("", "What it asks", "guide", WIDE),
        Column("rating", "Rating", "id", 9, asked=True),
        Column("instance", "Instance", "id", 13),
        _BY,
        _EVIDENCE,
        Column("causes", "Causes", "words", 22),
        Column("weaknesses", "Weaknesses", "lines", WIDE),
        Column("strengths", "Strengths", "lines", BROAD),
        Column("note", "Note", width=BROAD),
        Column("not-applicable", "Not applicable because", width=24),
        Column("approved-by", "Approved by"),
        Column("because", "Agreed because", width=BROAD, rare=True),
        Column("carried", "Carried over", "flag", 13, rare=True),
        _HIDDEN,
    ),
    "rating",
)
EVIDENCE = SheetForm(
    "Evidence",
    "evidence",
    (
        Column("id", "Id", "id", 10),
        Column("kind", "Kind", width=14),
        Column("title", "Title", width=WIDE),
        Column("ref", "File or reference", width=BROAD),
        Column("date", "Date", "day", 12),
        Column("role", "Role", width=22),
        Column("by", "By", width=16),
        Column("independent", "Independent", "answer", 13),
        Column("valid-until", "Valid until", "day", 12),
        Column("state", "State"),
        Column("note", "Note", width=BROAD),
        Column("sha256", "SHA-256", "id", 18),
        _HIDDEN,
    ),
    "evidence",
    bare=True,
)
FINDINGS = SheetForm(
    "Findings",
    "findings",
    (
        Column("id", "Id", "id", 34),
        _TITLE._replace(width=56),
        Column("answer", "Answer", "answer", 10, asked=True),
        Column("subjects", "Subjects", "words", 22),
        _EVIDENCE,
        _BY,
        Column("note", "Note", width=BROAD),
        _HIDDEN,
    ),
    "finding",
)
VALUES = SheetForm(
    "Values",
    "values",
    (
        Column("id", "Id", "id", 34),
        Column("", "What is asked", "guide", 56),
        Column("value", "Value", "text", 16, asked=True),
        _BY,
        _EVIDENCE,
        Column("note", "Note", width=BROAD),
        _HIDDEN,
    ),
    "value",
)
JUDGEMENTS = SheetForm(
    "Judgements",
    "judgements",
    (
        Column("id", "Id", "id", 34),
        Column("", "What is judged", "guide", 56),
        Column("answer", "Answer", "id", 16, asked=True),
        _BY._replace(asked=True),
        Column("because", "Because", width=WIDE, asked=True),
        _EVIDENCE,
        _HIDDEN,
    ),
    "judgement",
)
TABLES = SheetForm(
    "Tables",
    "tables",
    (
        Column("id", "Table", "id", 24),
        Column("", "What it holds", "guide", 56),
        Column("file", "File", width=WIDE, asked=True),
        Column("sheet", "Sheet", width=16),
        Column("sha256", "SHA-256", "id", 18, rare=True),
    ),
    "table",
)
WAIVERS = SheetForm(
    "Waivers",
    "waivers",
    (
        Column("id", "Subject", "id", 18),
        Column("rating", "Rating", "id", 9, asked=True),
        Column("reason", "Reason", width=WIDE, asked=True),
        Column("approved-by", "Approved by", width=18, asked=True),
        Column("from", "From", "day", 12, asked=True),
        Column("until", "Until", "day", 12, asked=True),
        _HIDDEN,
    ),
    "waiver",
    bare=True,
    several=True,
)
DEVIATIONS = SheetForm(
    "Deviations",
    "deviations",
    (
        Column("id", "Rule", "id", 22),
        Column("reason", "Reason", width=60, asked=True),
        _BY,
        Column("subjects", "Subjects", "words", 22),
        _HIDDEN,
    ),
    "deviation",
    bare=True,
    several=True,
)

SHEETS = (
    ASSESSORS,
    INSTANCES,
    RATINGS,
    EVIDENCE,
    FINDINGS,
    VALUES,
    JUDGEMENTS,
    TABLES,
    WAIVERS,
    DEVIATIONS,
)
READ_ME = "Read me"
LISTS = "Lists"
UNREAD = (READ_ME, LISTS)
BESIDE = "Also: "
"""What the heading of a further answer beside a rating begins with; its name follows."""
OPENERS = ("{", "[", '"')
"""How a cell begins that holds more than a text, or a list of words, in the way of YAML."""
