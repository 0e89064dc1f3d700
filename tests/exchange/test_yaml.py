"""YAML with positions: plain text stays text, and what may not stand in a file is told at its place."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from cxrules.exchange.tree import Mapping, Scalar, Sequence, kind, plain
from cxrules.exchange.yaml import read_yaml
from cxrules.text import Source
from tests.exchange.telling import Told, tell


def tree(text: str) -> object:
    node, found = read_yaml(Source("a.yaml", text))
    assert node is not None
    assert not found
    return plain(node)


def told(text: str) -> list[Told]:
    return tell(read_yaml(Source("a.yaml", text))[1])


@pytest.fixture(params=["C parser", "Python parser"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    if request.param == "Python parser":
        monkeypatch.setattr("yaml.__with_libyaml__", False)
    return str(request.param)


def test_plain_scalars_stay_text(parser: str) -> None:
    text = "a: no\nb: 1.10\nc: 2026-02-30\nd: 0o17\ne: yes\nf: 1e3\ng: .inf\nh: =\n"
    assert tree(text) == {
        "a": "no",
        "b": "1.10",
        "c": "2026-02-30",
        "d": "0o17",
        "e": "yes",
        "f": "1e3",
        "g": ".inf",
        "h": "=",
    }


def test_blank_places_are_nothing(parser: str) -> None:
    assert tree("a:\nb: ~\nc: null\nd: ''\ne: 'null'\n") == {
        "a": None,
        "b": None,
        "c": None,
        "d": "",
        "e": "null",
    }


def test_kinds_in_words() -> None:
    node, _ = read_yaml(Source("a.yaml", "[a, ~, [], {}]"))
    assert isinstance(node, Sequence)
    assert [kind(item) for item in node.items] == ["text", "nothing", "a list", "a map"]


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_places_are_character_offsets(parser: str, mark: str, end: str) -> None:
    text = mark + end.join(
        ["näme: ünder", "list: [é, '漢', \"😀\"]", "fold: >", "  one", "  two", "", "z: 1", ""]
    )
    source = Source("a.yaml", text)
    node, found = read_yaml(source)
    assert not found
    assert isinstance(node, Mapping)
    places = {
        key: (source.slice(at.span), source.slice(value.span)) for key, (at, value) in node.entries.items()
    }
    assert places["näme"] == ("näme", "ünder")
    assert places["list"] == ("list", "[é, '漢', \"😀\"]")
    assert places["fold"][1].split() == [">", "one", "two"]
    assert places["z"] == ("z", "1")
    items = node.entries["list"][1]
    assert isinstance(items, Sequence)
    assert [source.slice(item.span) for item in items.items] == ["é", "'漢'", '"😀"']


def test_a_map_without_braces_ends_with_its_last_value() -> None:
    source = Source("a.yaml", "a:\n  b: 1\n  c: 2   # remark\n\nd: 3\n")
    node, _ = read_yaml(source)
    assert isinstance(node, Mapping)
    assert source.slice(node.entries["a"][1].span) == "b: 1\n  c: 2"


def test_every_duplicate_key_is_told(parser: str) -> None:
    source = Source("a.yaml", "a: 1\nb: {c: 1, c: 2}\n'a': 3\n")
    _, found = read_yaml(source)
    assert tell(found) == [
        Told("CX0505", "c", "The key 'c' is written twice."),
        Told("CX0505", "'a'", "The key 'a' is written twice."),
    ]
    first = found[1].related[0]
    assert (first.message, first.span) == ("It was first written here.", (0, 1))


def test_anchors_aliases_and_tags_are_refused(parser: str) -> None:
    text = "a: &x 1\nb: *x\nc: !!str d\ne: &y {f: !z [1]}\ng: !<tag:h> i\n"
    found = told(text)
    assert [(one.code, one.under) for one in found] == [
        ("CX0511", "&x"),
        ("CX0511", "*x"),
        ("CX0511", "!!str"),
        ("CX0511", "&y"),
        ("CX0511", "!z"),
        ("CX0511", "!<tag:h>"),
    ]
    assert found[0].message == "The anchor '&x' is not allowed in these files."
    assert found[1].hint == "Write the text out where it is needed."


def test_a_merge_key_is_just_a_key() -> None:
    assert tree("<<: {a: 1}\n") == {"<<": {"a": "1"}}


@pytest.mark.parametrize("key", ["[1, 2]", "{a: 1}"])
def test_keys_must_be_text(parser: str, key: str) -> None:
    assert told(f"? {key}\n: x\n") == [Told("CX0501", key, "A key must be text, not a list or a map.")]


def test_one_document(parser: str) -> None:
    assert told("a: 1\n---\nb: 2\n") == [
        Told("CX0501", "---", "A second document begins here; only one is allowed in a file.")
    ]


@pytest.mark.parametrize("text", ["", "\n\n", "# only a remark\n", "\ufeff"])
def test_an_empty_file(parser: str, text: str) -> None:
    assert told(text) == [Told("CX0501", "1:1", "There is nothing in this file.")]


QUOTE = "Put the text in double quotes."


@pytest.mark.parametrize(
    ("text", "under", "message", "hint"),
    [
        ("a:\n\tb: 1", "\t", "YAML does not take a tab here.", "Indent with spaces."),
        ("a: @b", "@", "A text may not begin with this character.", QUOTE),
        ("a: 'b", "1:6", "A quoted text is not closed.", "Close it with the same quote."),
        ('a: "\\q"', "\\", "This escape is not known.", "Write a backslash as two, or use single quotes."),
        (
            "a: [b, c]]",
            "]",
            "This line is not indented as its neighbours are, or a bracket or quote before it is not closed.",
            "Give all keys of one map the same indentation.",
        ),
        (
            "a: b: c",
            ":",
            "A second ': ' on this line is not understood.",
            "Put a text that holds ': ' in double quotes, and look whether the line is indented too far.",
        ),
    ],
)
def test_what_is_no_yaml(text: str, under: str, message: str, hint: str) -> None:
    assert told(text) == [Told("CX0501", under, message, hint)]


@pytest.mark.parametrize(
    "text",
    [
        "a: [1\nb: 2",
        "a: {b: 1\nc: 2",
        "- a\nb: 1",
        "a: *",
        "a: |x",
        "a: %b",
        "? a\nb",
        "a: !x!y z",
        "k\nz: 1",
        "a: `b`",
    ],
)
def test_both_parsers_are_understood(parser: str, text: str) -> None:
    (one,) = told(text)
    assert one.code == "CX0501"
    assert one.message.endswith(".")


def test_an_unclosed_bracket_shows_where_it_opens() -> None:
    source = Source("a.yaml", "a: [1\nb: 2\n")
    _, (one,) = read_yaml(source)
    assert one.message == "A list in brackets is not closed, or lacks a comma."
    assert (one.related[0].message, source.slice(one.related[0].span)) == ("This begins here.", "[")


@pytest.mark.parametrize(
    ("char", "name"), [("\0", "U+0000"), ("\ud800", "U+D800"), ("\x1b", "U+001B"), ("\ufffe", "U+FFFE")]
)
def test_characters_that_yaml_does_not_have(char: str, name: str) -> None:
    hint = "Take it out, or write it as an escape in double quotes."
    assert told(f"a: b{char}c") == [
        Told("CX0501", char, f"The character {name} may not stand in YAML.", hint)
    ]


def test_escapes_are_read(parser: str) -> None:
    assert tree('a: "\\u00e9 \\/ \\U0001f600 \\x41"') == {"a": "é / 😀 A"}


@given(st.text())
def test_no_text_crashes(text: str) -> None:
    node, found = read_yaml(Source("a.yaml", text))
    assert node is not None or found


words = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"]), max_size=8)


@given(
    st.recursive(words, lambda below: st.lists(below, max_size=3) | st.dictionaries(words, below, max_size=3))
)
def test_json_of_any_tree_reads_back(data: object) -> None:
    import json

    node, found = read_yaml(Source("a.yaml", json.dumps(data, ensure_ascii=False)))
    assert not found
    assert node is not None
    assert plain(node) == data


def test_scalars_know_their_quotes() -> None:
    node, _ = read_yaml(Source("a.yaml", "[a, 'b', \"c\"]"))
    assert isinstance(node, Sequence)
    assert [item.quotes or "" for item in node.items if isinstance(item, Scalar)] == ["", "'", '"']
