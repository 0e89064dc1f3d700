"""Ratings as a table."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given, strategies as st

from cxrules.exchange.against import check_against
from cxrules.exchange.ratings_table import COLUMNS, read_ratings_table
from cxrules.model.assessment import Assessment, Given
from cxrules.text import Source
from tests.exchange.telling import SMALL, Told, of_table, tell

COLUMN_NAMES = (
    "The columns are subject and rating, and optionally instance, assessor, evidence, causes and note."
)


def table(text: str) -> Assessment:
    found, problems = read_ratings_table(Source("some/folder/ratings.q4.csv", text), "small@1")
    assert found is not None
    assert not problems, tell(problems)
    return found


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_the_usual_forms(delimiter: str, end: str, mark: str) -> None:
    rows = ["subject,rating,note", 'SWE.1.BP1,L,"a, b; ""c"""', "", "SWE.1.BP2,P,", "SWE.1.BP3,,later", ",,"]
    text = mark + end.join(row if '"' in row else row.replace(",", delimiter) for row in rows)
    text = text.replace("SWE.1.BP1,L,", delimiter.join(["SWE.1.BP1", "L", ""]))
    found = table(text)
    assert (found.id, found.model) == ("ratings.q4", "small@1")
    assert [Given(*one[:13]) for one in found.ratings] == [
        Given("SWE.1.BP1", "L", note='a, b; "c"'),
        Given("SWE.1.BP2", "P"),
    ]


def test_any_other_column_is_a_second_answer() -> None:
    text = "subject,sure,rating\nSWE.1.BP1,4,L\nSWE.1.BP2,,L\nSWE.1.BP3,9,L\n"
    found = table(text)
    assert [one.facets for one in found.ratings] == [{"sure": "4"}, {}, {"sure": "9"}]
    words = replace(SMALL, facets={"sure": (1, 5)})
    source = Source("ratings.csv", text)
    (told,) = tell(check_against(found, words, source))
    assert told[:3] == ("CX0504", "9", "'sure' is a whole number from 1 to 5, not '9'.")


def test_a_column_that_the_model_does_not_ask_for_is_told_once() -> None:
    text = "subject,colour,rating\nSWE.1.BP1,red,L\nSWE.1.BP2,red,L\n"
    (told,) = tell(check_against(table(text), SMALL, Source("ratings.csv", text)))
    assert told[:3] == ("CX0502", "colour", "Unknown key 'colour' in the rating of SWE.1.BP1.")


def test_all_columns_in_another_order() -> None:
    text = (
        'causes; note ;evidence;assessor;instance;rating;subject\nc1 c2; n ;"E1, E2;E3";lead;x;L;SWE.1.BP1\n'
    )
    source = Source("ratings.csv", text)
    found, problems = read_ratings_table(source, "small")
    assert found is not None
    assert not problems
    (one,) = found.ratings
    assert Given(*one[:13]) == Given("SWE.1.BP1", "L", "x", "lead", ("c1", "c2"), ("E1", "E2", "E3"), "n")
    spans = [one.span, one.rating_span, one.instance_span, one.by_span, *one.cause_spans, *one.evidence_spans]
    assert [source.slice(span) for span in spans if span] == [
        "SWE.1.BP1",
        "L",
        "x",
        "lead",
        "c1",
        "c2",
        "E1",
        "E2",
        "E3",
    ]
    assert list(found.assessors) == ["lead"]
    assert list(found.instances) == ["x"]
    assert list(found.evidence) == ["E1", "E2", "E3"]


def test_a_table_is_held_against_the_model_cell_by_cell() -> None:
    source = Source("ratings.csv", "subject,rating,causes\nSWE.1.BP1,G,\nSWE.1.BP9,L,links-mising\n")
    found, _ = read_ratings_table(source, "small")
    assert found is not None
    told = check_against(found, SMALL, source)
    assert [(one.code, one.under) for one in tell(told)] == [
        ("CX0507", "G"),
        ("CX0506", "SWE.1.BP9"),
        ("CX0514", "links-mising"),
    ]
    assert source.position(told[0].span[0] if told[0].span else 0) == (2, 11)


def test_quoted_cells_may_hold_line_breaks() -> None:
    found = table('subject,rating,note\n"SWE.1.BP1","L","one\ntwo"\nSWE.1.BP2,P,\n')
    assert [(one.subject, one.note) for one in found.ratings] == [
        ("SWE.1.BP1", "one\ntwo"),
        ("SWE.1.BP2", ""),
    ]


MISTAKES = [
    ("", "CX0519", "1:1", "There is nothing in this table.", COLUMN_NAMES),
    ("\n \n", "CX0519", "1:1", "There is nothing in this table.", COLUMN_NAMES),
    ("subject\nA\n", "CX0519", "subject", "This table lacks the column 'rating'.", COLUMN_NAMES),
    (
        "SWE.1.BP1,L\n",
        "CX0519",
        "SWE.1.BP1",
        "There is no column 'SWE.1.BP1'.",
        COLUMN_NAMES,
    ),
    (
        "subject,rating,ratng\nA,L,\n",
        "CX0519",
        "ratng",
        "There is no column 'ratng'.",
        "Did you mean rating?",
    ),
    ("subject,rating,\nA,L,\n", "CX0519", "1:16", "A column has no name.", COLUMN_NAMES),
    ("subject,rating,rating\nA,L,L\n", "CX0519", "rating", "The column 'rating' stands here twice.", ""),
    (
        "subject,rating\nA,L,P,F\n",
        "CX0519",
        "P,F",
        "This row has 4 cells; the header has 2.",
        "Put a text that holds the delimiter in quotes.",
    ),
    (
        "subject,rating\nA\n",
        "CX0519",
        "A",
        "This row has 1 cell; the header has 2.",
        "Leave a cell empty, but keep its delimiter.",
    ),
    ("subject,rating\n,L\n", "CX0519", ",L", "This row lacks its subject.", ""),
    (
        'subject,rating\n"A,L\n',
        "CX0519",
        '"',
        "This cell begins with a quote that nothing closes.",
        "Write a quote within quotes twice.",
    ),
    (
        'subject,rating\n"A"x,L\n',
        "CX0519",
        "x",
        "After the closing quote only the end of the cell may follow.",
        "Write a quote within quotes twice.",
    ),
    ("subject,rating\nA,L\nA,P\n", "CX0520", "A", "A is rated twice.", ""),
    (
        "subject,rating,assessor,instance\nA,L,me,x\nA,P,me,x\n",
        "CX0520",
        "A",
        "A is rated twice by me for x.",
        "",
    ),
    (
        "subject,rating,instance\nA,L,x\nA,P,\n",
        "CX0520",
        "A",
        "A is rated twice, for every instance and for x.",
        "",
    ),
]


@pytest.mark.parametrize(
    ("text", "code", "under", "message", "hint"), MISTAKES, ids=[row[3] for row in MISTAKES]
)
def test_one_mistake(text: str, code: str, under: str, message: str, hint: str) -> None:
    assert of_table(text)[0] == Told(code, under, message, hint)


def test_several_ratings_of_one_subject() -> None:
    found = table("subject,rating,instance,assessor\nA,L,x,a\nA,P,y,a\nA,L,x,b\n")
    assert len(found.ratings) == 3


def test_rows_that_are_right_survive() -> None:
    found, problems = read_ratings_table(Source("r.csv", "subject,rating\nA,L,x\nB,P\nB,F\nC,N\n"), "m")
    assert found is not None
    assert [(one.subject, one.rating) for one in found.ratings] == [("B", "P"), ("C", "N")]
    assert len(problems) == 2
    assert problems[1].related[0].message == "The first rating."


def test_a_row_with_far_too_many_cells() -> None:
    (one,) = of_table("subject,rating\n" + "A," * 1000 + "\n")
    assert one.message == "This row has more than 64 cells; the header has 2."


@given(st.text())
def test_no_text_crashes(text: str) -> None:
    for shown in (text, "subject,rating\n" + text):
        found, problems = read_ratings_table(Source("r.csv", shown), "m")
        assert found is not None or problems


cells = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)


@given(st.lists(st.lists(cells, min_size=7, max_size=7), max_size=5), st.sampled_from(",;\t"))
def test_reads_what_csv_writes(rows: list[list[str]], delimiter: str) -> None:
    for number, row in enumerate(rows):
        row[0] = f"S{number}"
    written = io.StringIO()
    csv.writer(written, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows([COLUMNS, *rows])
    found, problems = read_ratings_table(Source("r.csv", written.getvalue()), "m")
    assert found is not None
    assert not problems
    expected = [(row[0], row[1].strip(), row[6].strip()) for row in rows if row[1].strip()]
    assert [(one.subject, one.rating, one.note) for one in found.ratings] == expected
