"""JSON reads into the same tree as YAML, also where YAML's own parsers fail."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, strategies as st

from cxrules.exchange.document import read_tree
from cxrules.exchange.json import read_json
from cxrules.exchange.tree import Mapping, plain
from cxrules.text import Source
from tests.exchange.telling import HEAD, Told, of_file, read, tell


def told(text: str) -> list[Told]:
    return tell(read_json(Source("a.json", text))[1])


def test_the_same_tree_as_yaml() -> None:
    as_yaml = read(
        HEAD + "ratings:\n  SWE.1.BP1: L\n  SWE.1.BP2: {rating: P, note: é 😀, confidential: true}\n"
    )
    tree = {
        "cxrules": 1,
        "assessment": "brake",
        "model": "small",
        "ratings": {"SWE.1.BP1": "L", "SWE.1.BP2": {"rating": "P", "note": "é 😀", "confidential": True}},
    }
    for text in (json.dumps(tree), json.dumps(tree, ensure_ascii=False, indent="\t")):
        as_json = read(text, "a.json")
        assert [one[:13] for one in as_json.ratings] == [one[:13] for one in as_yaml.ratings]


def test_escapes_and_breaks_that_yaml_does_not_take() -> None:
    text = '\ufeff\t{"a"\n:\t"\\ud83d\\ude00\\/",\r\n"b":[1.10,-0.5e+3,true,null]}'
    source = Source("a.json", text)
    node, found = read_json(source)
    assert not found
    assert isinstance(node, Mapping)
    assert plain(node) == {"a": "😀/", "b": ["1.10", "-0.5e+3", "true", None]}
    assert source.slice(node.entries["a"][1].span) == '"\\ud83d\\ude00\\/"'
    assert source.slice(node.entries["b"][0].span) == '"b"'


def test_every_duplicate_key_is_told() -> None:
    assert told('{"a": 1, "a": 2, "b": {"c": 1, "c": 2}}') == [
        Told("CX0505", '"a"', "The key 'a' is written twice."),
        Told("CX0505", '"c"', "The key 'c' is written twice."),
    ]


@pytest.mark.parametrize(
    ("text", "under", "message"),
    [
        ("", "1:1", "This is not a value of JSON."),
        ('{"a": }', "}", "A value is missing here."),
        ('{"a": nil}', "n", "This is not a value of JSON."),
        ('{"a": 01}', "0", "This is not a value of JSON."),
        ('{"a" 1}', "1", "A colon is missing after the key."),
        ("{a: 1}", "a", "A key in double quotes is missing here."),
        ('{"a": 1,}', "}", "A key in double quotes is missing here."),
        ('["a" "b"]', '"', "A comma or ']' is missing here."),
        ('["a', "1:5", "This text in quotes is not closed, or holds a wrong escape or a line break."),
        ('["\\ud83d"]', '"', "This text holds half of a character (a lone surrogate)."),
        ("[1] 2", "2", "Nothing may follow the end of the document."),
    ],
)
def test_what_is_no_json(text: str, under: str, message: str) -> None:
    (one,) = told(text)
    assert (one.code, one.message) == ("CX0501", message)
    assert one.under == under or (text == '["a' and one.under in {'"', under})


def test_a_brace_may_begin_yaml_too() -> None:
    node, found = read_tree(Source("a.yaml", "{a: b, c: no}"))
    assert not found
    assert node is not None
    assert plain(node) == {"a": "b", "c": "no"}


def test_a_json_file_is_not_tried_as_yaml() -> None:
    assert [one.message for one in of_file("{cxrules: 1}", "a.json")] == [
        "A key in double quotes is missing here."
    ]


@given(st.text())
def test_no_text_crashes(text: str) -> None:
    node, found = read_json(Source("a.json", text))
    assert node is not None or found


trees = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda below: st.lists(below, max_size=4) | st.dictionaries(st.text(), below, max_size=4),
)


@given(trees, st.booleans())
def test_reads_what_json_writes(data: object, ascii_only: bool) -> None:  # noqa: FBT001
    text = json.dumps(data, ensure_ascii=ascii_only)
    node, found = read_json(Source("a.json", text))
    if found:
        assert "surrogate" in found[0].message
        return
    assert node is not None
    assert plain(node) == as_text(data)


def as_text(data: object) -> object:
    """Give a tree as it is read: numbers and truth values as the text that stands in the file."""
    if isinstance(data, dict):
        return {key: as_text(value) for key, value in data.items()}
    if isinstance(data, list):
        return [as_text(value) for value in data]
    return data if data is None or isinstance(data, str) else json.dumps(data)
