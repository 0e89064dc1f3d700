"""What is written as a workbook is read back as what the same tree says in YAML, whatever texts it holds."""

from __future__ import annotations

import re
from dataclasses import fields
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import given, settings, strategies as st

from cxrules.exchange.assessment import read_assessment
from cxrules.exchange.document import read_tree
from cxrules.exchange.tree import Mapping, Node, Scalar, Sequence
from cxrules.exchange.workbook.read import read_workbook
from cxrules.exchange.workbook.write import write_workbook
from cxrules.exchange.write_tree import write_tree
from cxrules.model.assessment import Assessment
from cxrules.text import Source

EXAMPLES = sorted((Path(__file__).parents[3] / "examples").glob("*/assessment.yaml"))
NASTY = (
    "=1+1",
    "+cmd|' /C calc'!A0",
    "@SUM(A1)",
    "-2",
    '=HYPERLINK("http://x.y";"z")',
    "{=1}",
    "\t=1",
    "'=1",
)
LINKS = ("http://example.org", "mailto:a@b.c", "internal:Sheet!A1", "file:///etc/passwd")
ODD = (
    "_x0041_",
    "null",
    "~",
    "1.10",
    "007",
    "1e5",
    "no",
    "2026-11-20",
    "[a]",
    "{a: b}",
    '"a"',
    "a, b",
    "#N/A",
)

_IDS = st.one_of(
    st.sampled_from([*NASTY, *LINKS, *ODD]).map(str.strip),
    st.from_regex(r"[A-Z]{1,3}\.[0-9](\.BP[0-9])?", fullmatch=True),
)
# What YAML and XML can both hold, so that there is something to compare.
_CHARS = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff\u2028\u2029\ufeff")
_TEXTS = st.one_of(
    st.sampled_from([*NASTY, *LINKS, *ODD, "two\nlines", " around ", "a\x01b\x1f"]),
    st.text(_CHARS, min_size=1, max_size=12).filter(lambda text: bool(text.strip())),
)
_DAYS = st.dates(min_value=date(1901, 1, 1)).map(lambda day: day.isoformat())
_WORDS = st.lists(_IDS, max_size=3)
_LINES = st.lists(_TEXTS, max_size=3)
_FLAGS = st.sampled_from(["true", "false"])


def _some(**keys: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional={name.replace("_", "-"): each for name, each in keys.items()})


_SAID = st.one_of(
    st.tuples(
        st.fixed_dictionaries({"rating": _IDS}),
        _some(
            evidence=_WORDS,
            causes=_WORDS,
            note=_TEXTS,
            strengths=_LINES,
            weaknesses=_LINES,
            sure=_IDS,
            confidential=_FLAGS,
            carried=_FLAGS,
        ),
    ).map(lambda pair: pair[0] | pair[1]),
    st.fixed_dictionaries({"not-applicable": _TEXTS.filter(lambda text: text not in {"no", "~", "null"})}),
)
_VOICES = st.lists(_SAID, min_size=1, max_size=3).map(
    lambda said: [each | {"by": f"a{at}"} for at, each in enumerate(said)]
)
_RATED = st.one_of(
    _IDS,
    _SAID,
    _VOICES,
    st.dictionaries(_IDS, st.one_of(_SAID, _VOICES), min_size=1, max_size=2).map(
        lambda each: {"instances": each}
    ),
)
_TREES = _some(
    title=_TEXTS,
    date=_DAYS,
    target=st.one_of(_IDS, st.dictionaries(_IDS, st.integers(0, 5).map(str), min_size=1, max_size=2)),
    scope=_WORDS,
    purpose=_TEXTS,
    sponsor=st.one_of(_TEXTS, st.lists(_TEXTS, min_size=1, max_size=2)),
    log=st.lists(st.fixed_dictionaries({"what": _TEXTS, "date": _DAYS}), min_size=1, max_size=2),
    assessors=st.dictionaries(_IDS, _some(role=_TEXTS, name=_TEXTS), min_size=1, max_size=2),
    instances=st.dictionaries(
        _IDS, _some(weight=st.sampled_from(["2", "1.5", "3/2"])), min_size=1, max_size=2
    ),
    evidence=st.dictionaries(
        _IDS,
        _some(
            kind=_IDS,
            title=_TEXTS,
            ref=_TEXTS,
            date=_DAYS,
            by=_TEXTS,
            independent=st.sampled_from(["yes", "no"]),
        ),
        max_size=3,
    ),
    ratings=st.dictionaries(_IDS, _RATED, max_size=5),
    findings=st.dictionaries(
        _IDS,
        st.one_of(
            st.sampled_from(["yes", "no", "open"]),
            st.tuples(
                st.fixed_dictionaries({"answer": st.sampled_from(["yes", "no", "open"])}),
                _some(subjects=_WORDS, evidence=_WORDS, note=_TEXTS),
            ).map(lambda pair: pair[0] | pair[1]),
        ),
        max_size=3,
    ),
    values=st.dictionaries(
        _IDS, st.one_of(_IDS, st.fixed_dictionaries({"value": _IDS, "note": _TEXTS})), max_size=3
    ),
    judgements=st.dictionaries(
        _IDS,
        st.fixed_dictionaries({"answer": _IDS, "by": _IDS, "because": _TEXTS, "evidence": _WORDS}),
        max_size=2,
    ),
    tables=st.dictionaries(
        _IDS, st.one_of(_TEXTS, st.fixed_dictionaries({"file": _TEXTS, "sheet": _TEXTS})), max_size=2
    ),
    waivers=st.dictionaries(
        _IDS,
        st.lists(
            st.fixed_dictionaries(
                {
                    "rating": _IDS,
                    "reason": _TEXTS,
                    "approved-by": _TEXTS,
                    "from": st.just("2026-01-01"),
                    "until": st.just("2026-02-01"),
                }
            ),
            min_size=1,
            max_size=2,
        ),
        max_size=2,
    ),
    deviations=st.dictionaries(
        _IDS, st.one_of(_TEXTS, st.fixed_dictionaries({"reason": _TEXTS, "subjects": _WORDS})), max_size=2
    ),
)
HEAD = {"cxrules": "1", "assessment": "=a1", "model": "small"}


def node(value: Any) -> Node:  # noqa: ANN401
    """Make a node whose texts are texts, whatever they look like."""
    if isinstance(value, dict):
        return Mapping({key: (Scalar(key, 0, 0, '"'), node(each)) for key, each in value.items()}, 0, 0)
    if isinstance(value, list):
        return Sequence([node(each) for each in value], 0, 0)
    return Scalar(value, 0, 0, '"')


def tree(value: dict[str, Any]) -> Mapping:
    """Make the tree of an assessment."""
    found = node(HEAD | value)
    assert isinstance(found, Mapping)
    return found


def content(value: Any) -> Any:  # noqa: ANN401
    """Give an assessment without the places in its file."""
    if isinstance(value, Assessment):
        return {
            each.name: content(getattr(value, each.name)) for each in fields(value) if each.name != "places"
        }
    if hasattr(value, "_asdict"):
        return {
            key: content(each) for key, each in value._asdict().items() if not key.endswith(("span", "spans"))
        }
    if isinstance(value, dict):
        return {key: content(each) for key, each in value.items()}
    return [content(each) for each in value] if isinstance(value, tuple | list) else value


def told(found: list[Any]) -> list[tuple[str, str]]:
    return sorted((each.code, each.message) for each in found)


@settings(max_examples=60, deadline=None)
@given(_TREES)
def test_a_workbook_says_what_the_same_tree_says_in_yaml(value: dict[str, Any]) -> None:
    root = tree(value)
    as_yaml, of_yaml = read_assessment(Source("a.yaml", write_tree(root)))
    as_cells, _, of_cells = read_workbook("a.xlsx", write_workbook(root))
    assert told(of_cells) == told(of_yaml)
    assert content(as_cells) == content(as_yaml)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.parent.name)
def test_an_example_survives_as_a_workbook(path: Path) -> None:
    source = Source(str(path), path.read_text(encoding="utf-8"))
    root, _ = read_tree(source)
    assert isinstance(root, Mapping)
    found, _, problems = read_workbook("a.xlsx", write_workbook(root))
    assert problems == []
    assert content(found) == content(read_assessment(source)[0])


@settings(max_examples=40, deadline=None)
@given(st.lists(st.one_of(_TEXTS, st.text(min_size=1, max_size=20)), min_size=1, max_size=5))
def test_no_text_ever_becomes_a_formula_or_a_link(texts: list[str]) -> None:
    notes = {f"S.{at}": {"rating": text, "note": text, "by": text} for at, text in enumerate(texts)}
    data = write_workbook(
        tree({"title": texts[0], "ratings": notes, "evidence": {texts[0]: {"ref": texts[0]}}})
    )
    with ZipFile(BytesIO(data)) as archive:
        assert not [
            name for name in archive.namelist() if "vba" in name.lower() or "external" in name.lower()
        ]
        for name in archive.namelist():
            xml = archive.read(name)
            assert not re.search(rb"<f[ />]|<hyperlink|TargetMode=.External|<sheetProtection", xml), name


@pytest.mark.parametrize("text", [*NASTY, *LINKS, *ODD, "a\x00b", "a\x01b", "\r", "x\r\ny", "\x7f"])
def test_a_text_comes_back_as_it_was(text: str) -> None:
    data = write_workbook(tree({"ratings": {"S.1": {"rating": "F", "note": f"{text}."}}}))
    found, _, problems = read_workbook("a.xlsx", data)
    assert found is not None
    assert problems == []
    assert [each.note for each in found.ratings] == [f"{text}."]


def test_what_no_xml_can_hold_is_replaced() -> None:
    found, _, _ = read_workbook("a.xlsx", write_workbook(tree({"title": "a\ufffeb\ud800c"})))
    assert found is not None
    assert found.title == "a\N{REPLACEMENT CHARACTER}b\N{REPLACEMENT CHARACTER}c"


def test_the_same_tree_gives_the_same_bytes() -> None:
    root = tree({"ratings": {"S.1": "F"}})
    assert write_workbook(root) == write_workbook(root)
