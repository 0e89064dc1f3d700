"""Ratings in each of their forms."""

from __future__ import annotations

import pytest

from cxrules.exchange.assessment import read_assessment
from cxrules.model.assessment import Given
from cxrules.text import Source
from tests.exchange.telling import HEAD, Told, of_body, read


def given(text: str) -> list[Given]:
    """Read ratings that are fine, without their places."""
    found = read(f"{HEAD}ratings:\n  {text}\n").ratings
    return [Given(*one[:13]) for one in found]


def test_a_rating() -> None:
    assert given("A.1: L") == [Given("A.1", "L")]


def test_a_rating_with_what_is_said_about_it() -> None:
    text = (
        'A.1: {rating: P, causes: c, evidence: [E1, I3], by: lead, note: "…", strengths: [s], '
        "weaknesses: [v, w], confidential: true, carried: false}"
    )
    assert given(text) == [
        Given("A.1", "P", None, "lead", ("c",), ("E1", "I3"), "…", ("s",), ("v", "w"), confidential=True)
    ]


def test_several_assessors() -> None:
    assert given("A.1: [{rating: L, by: lead}, {rating: P, by: co}, N]") == [
        Given("A.1", "L", by="lead"),
        Given("A.1", "P", by="co"),
        Given("A.1", "N"),
    ]


def test_instances() -> None:
    text = "A.1: {instances: {x: F, y: {rating: L, note: n}, z: [{rating: P, by: a}, {rating: N, by: b}]}}"
    assert given(text) == [
        Given("A.1", "F", "x"),
        Given("A.1", "L", "y", note="n"),
        Given("A.1", "P", "z", "a"),
        Given("A.1", "N", "z", "b"),
    ]


def test_not_applicable() -> None:
    assert given('A: {not-applicable: "no suppliers", approved-by: lead}') == [
        Given("A", None, not_applicable="no suppliers", approved_by="lead")
    ]
    assert given("A.1: {instances: {x: {not-applicable: why}}}") == [
        Given("A.1", None, "x", not_applicable="why")
    ]


@pytest.mark.parametrize(
    "blank", ["", "~", "{rating: , note: later}", "[]", "{instances: {x: , y: }}", "{instances: }"]
)
def test_left_blank_is_not_rated_yet(blank: str) -> None:
    assert given(f"A.1: {blank}") == []


def test_what_is_recorded_without_a_rating_is_no_rating() -> None:
    text = "ratings:\n  A.1: {evidence: [E1], note: seen}\n  B.1: {instances: {x: {note: here}}}\n"
    found, problems = read_assessment(Source("a.yaml", HEAD + text))
    assert found is not None
    assert (problems, found.ratings) == ([], ())
    said = [(each.subject, each.instance, each.evidence, each.note) for each in found.recorded]
    assert said == [("A.1", None, ("E1",), "seen"), ("B.1", "x", (), "here")]


def test_a_quoted_nothing_is_a_rating_and_fits_no_scale() -> None:
    assert given("A.1: ''") == [Given("A.1", "")]


def test_places() -> None:
    source = Source(
        "a.yaml",
        HEAD + "ratings:\n  A.1: {instances: {x: {rating: L, by: b, causes: c, evidence: [d, e]}}}\n",
    )
    found, _ = read_assessment(source)
    assert found is not None
    (one,) = found.ratings
    spans = [one.span, one.instance_span, one.rating_span, one.by_span, *one.cause_spans, *one.evidence_spans]
    assert [source.slice(span) for span in spans if span] == ["A.1", "x", "L", "b", "c", "d", "e"]


MISTAKES = [
    ("A: {}", "CX0503", "{}", "The rating of A lacks 'rating'.", ""),
    ("A: {by: x}", "CX0503", "{by: x}", "The rating of A lacks 'rating'.", ""),
    ("A: {rating: [L]}", "CX0504", "[L]", "'rating' must be text, not a list.", ""),
    (
        "A: {rating: L, confidential: yes}",
        "CX0504",
        "yes",
        "'confidential' is either true or false, not 'yes'.",
        "",
    ),
    (
        "A: {rating: L, evidense: [E1]}",
        "CX0502",
        "evidense",
        "Unknown key 'evidense' in the rating of A.",
        "Did you mean evidence?",
    ),
    (
        "A: {not-applicable: }",
        "CX0521",
        "not-applicable",
        "'not-applicable' of A lacks its reason.",
        'Write why, as in not-applicable: "no suppliers".',
    ),
    (
        "A: {not-applicable: true}",
        "CX0521",
        "true",
        "'not-applicable' of A lacks its reason.",
        'Write why, as in not-applicable: "no suppliers".',
    ),
    ("A: {not-applicable: [a]}", "CX0504", "[a]", "'not-applicable' must be text, not a list.", ""),
    (
        "A: {rating: L, not-applicable: b}",
        "CX0520",
        "b",
        "A is rated and said not to apply; only one can be.",
        "",
    ),
    (
        "A: [{rating: L, by: x}, {rating: P, by: x}]",
        "CX0520",
        "P",
        "A is rated twice by x; give each rating an assessor of its own as 'by'.",
        "",
    ),
    (
        "A: {instances: {i: [L, P]}}",
        "CX0520",
        "P",
        "A is rated twice for i without saying by whom; give each rating an assessor of its own as 'by'.",
        "",
    ),
    ("A: [[L]]", "CX0504", "[L]", "A rating of A must be text or a map, not a list in a list.", ""),
    ("A: {instances: [x]}", "CX0504", "[x]", "'instances' must be a map of keys and values, not a list.", ""),
    (
        "A: {instances: {x: L}, note: y}",
        "CX0502",
        "note",
        "Unknown key 'note' in the map of instances of A.",
        "Known here: instances.",
    ),
    ("A: L\n  A: P", "CX0505", "A", "The key 'A' is written twice.", ""),
]


@pytest.mark.parametrize(
    ("line", "code", "under", "message", "hint"), MISTAKES, ids=[row[0] for row in MISTAKES]
)
def test_one_mistake(line: str, code: str, under: str, message: str, hint: str) -> None:
    assert of_body(f"ratings:\n  {line}\n") == [Told(code, under, message, hint)]


def test_the_first_of_two_ratings_is_shown_and_kept() -> None:
    source = Source("a.yaml", HEAD + "ratings:\n  A: [{rating: L, by: x}, {rating: P, by: x}]\n")
    found, (one,) = read_assessment(source)
    assert found is not None
    assert [each.rating for each in found.ratings] == ["L"]
    assert [(each.message, source.slice(each.span)) for each in one.related] == [("The first rating.", "L")]
