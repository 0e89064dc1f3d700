"""Wording files: what is right is read, and everything wrong is told with its place."""

from __future__ import annotations

from hypothesis import given, strategies as st

from cxrules.exchange.wording import read_wording
from cxrules.model.wording import Wording, loose_brace, pieces, places
from cxrules.text import Source

KNOWN = {"one.said": ("subject", "rating"), "one.counted": ("count", "names"), "part.scope": ()}


def read(text: str, *, whole: bool = False) -> tuple[Wording | None, list[tuple[str, str, str]]]:
    source = Source("en.yaml", text)
    wording, problems = read_wording(source, "en", KNOWN, whole=whole)
    return wording, [
        (each.code, each.message, source.slice(each.span) if each.span else "") for each in problems
    ]


def test_sentences_and_plural_forms() -> None:
    wording, problems = read(
        'one.said: "{subject} is {rating:id}."\none.counted: {one: "a {names}", other: b}\n'
    )
    assert problems == []
    assert wording is not None
    assert wording.template("one.said") == "{subject} is {rating:id}."
    assert [wording.template("one.counted", count) for count in (0, 1, 2)] == ["b", "a {names}", "b"]
    assert wording.template("part.scope") is None


def test_words_of_models_may_have_any_name() -> None:
    wording, problems = read("term.branch: {one: Filiale, other: Filialen}\nkind.photo: Foto\n")
    assert problems == []
    assert wording is not None
    assert wording.template("term.branch", 2) == "Filialen"


def test_a_key_that_there_is_not() -> None:
    _, problems = read("one.sayd: x\n")
    assert problems == [("CX0502", "No sentence has the key 'one.sayd'.", "one.sayd")]


def test_a_place_that_there_is_not() -> None:
    _, problems = read('one.said: "{subjekt} is {rating}"\n')
    assert problems == [("CX0575", "'one.said' has no place {subjekt}.", '"{subjekt} is {rating}"')]


def test_a_place_where_there_is_none() -> None:
    _, problems = read('part.scope: "Scope of {subject}"\n')
    assert [each[:2] for each in problems] == [("CX0575", "'part.scope' has no place {subject}.")]


def test_a_name_written_as_nothing_known() -> None:
    _, problems = read('one.said: "{subject:shout}"\n')
    assert [each[:2] for each in problems] == [
        ("CX0575", "A name cannot be written as 'shout' in 'one.said'.")
    ]


def test_a_brace_that_stands_alone() -> None:
    _, problems = read('one.said: "{subject} is }"\n')
    assert [each[:2] for each in problems] == [("CX0575", "A brace in 'one.said' stands alone.")]


def test_plural_forms_that_are_missing_or_of_no_use() -> None:
    _, problems = read("one.counted: {one: a}\none.said: {one: a, other: b}\n")
    assert [each[:2] for each in problems] == [
        ("CX0503", "The plural form 'other' of 'one.counted' is missing."),
        ("CX0504", "'one.said' counts nothing, so it has no plural forms."),
    ]
    _, problems = read("one.counted: {one: a, few: b, other: c}\n")
    assert [each[:2] for each in problems] == [("CX0502", "'few' is no plural form.")]


def test_a_wording_that_must_be_whole() -> None:
    wording, problems = read("one.said: x\npart.scope: y\n", whole=True)
    assert wording is None
    assert [each[:2] for each in problems] == [("CX0503", "The key 'one.counted' is missing.")]


def test_no_words_at_all() -> None:
    _, problems = read("one.said:\n")
    assert [each[:2] for each in problems] == [("CX0503", "'one.said' has no words.")]
    _, problems = read("- a list\n")
    assert [each[:2] for each in problems] == [
        ("CX0504", "A wording is a map of keys and sentences, not a list.")
    ]


def test_one_over_another() -> None:
    own, shipped = Wording("de", {"a": "A"}), Wording("de", {"a": "x", "b": "B"})
    assert own.over(shipped).forms == {"a": "A", "b": "B"}


@given(st.text("ab{}", max_size=12))
def test_a_template_is_its_pieces(template: str) -> None:
    if loose_brace(template) < 0:
        told = "".join(
            text.replace("{", "{{").replace("}", "}}") + ("" if place is None else f"{{{place}}}")
            for text, place, _ in pieces(template)
        )
        assert told == template
        assert [place for _, place, _ in pieces(template) if place is not None] == [
            place for place, _, _ in places(template)
        ]
