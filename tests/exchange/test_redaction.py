"""Redaction: ratings stay, and nothing that is marked reaches an audience that may not see it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, strategies as st

from cxrules.exchange.assessment import read_assessment
from cxrules.exchange.document import read_tree
from cxrules.exchange.redaction import redacted
from cxrules.exchange.tree import Mapping, plain
from cxrules.exchange.write_tree import write_tree
from cxrules.model.record import Audience
from cxrules.text import Source

if TYPE_CHECKING:
    from collections.abc import Sequence

HEAD = {"cxrules": "1", "assessment": "a", "model": "m"}


def redact(tree: dict[str, Any], *sees: str) -> dict[str, Any]:
    """The tree as an audience sees it."""
    root, problems = read_tree(Source("a.json", json.dumps({**HEAD, **tree})))
    assert not problems
    assert isinstance(root, Mapping)
    left = redacted(root, Audience("press", sees))
    _, found = read_assessment(Source("a.yaml", write_tree(left)))
    assert not found, found
    content = plain(left)
    assert isinstance(content, dict)
    return content


MARKED = {
    "rating": "L",
    "by": "co",
    "note": "n",
    "strengths": ["s"],
    "weaknesses": ["w"],
    "evidence": ["E1"],
    "causes": ["c"],
    "confidential": True,
}
TEAM = {"lead": {"role": "lead"}, "co": {"role": "co-assessor"}}


def test_a_marked_rating_keeps_its_rating_and_causes() -> None:
    left = redact({"assessors": TEAM, "ratings": {"A": MARKED, "B": {**MARKED, "confidential": False}}})
    assert left["ratings"]["A"] == {
        "rating": "L",
        "by": "co-assessor-1",
        "causes": ["c"],
        "confidential": "true",
    }
    assert left["ratings"]["B"]["note"] == "n"
    assert left["assessors"]["co-assessor-1"] == {"role": "co-assessor"}
    assert left["redacted-for"] == "press"


@pytest.mark.parametrize(
    ("kind", "keys"),
    [
        ("people", {"by"}),
        ("notes", {"note"}),
        ("strengths", {"strengths"}),
        ("weaknesses", {"weaknesses"}),
        ("evidence", {"evidence"}),
        ("everything", {"by", "note", "strengths", "weaknesses", "evidence"}),
    ],
)
def test_an_audience_sees_what_it_may(kind: str, keys: set[str]) -> None:
    left = redact({"assessors": TEAM, "ratings": {"A": MARKED}}, kind)["ratings"]["A"]
    assert {key for key, value in left.items() if value == MARKED[key]} - {"rating", "causes"} == keys


def test_reasons_become_a_word() -> None:
    left = redact(
        {
            "ratings": {"A": {"not-applicable": "too dear", "approved-by": "x", "confidential": True}},
            "deviations": {"r": {"reason": "agreed in private", "confidential": True}},
        }
    )
    assert left["ratings"]["A"]["not-applicable"] == "confidential"
    assert left["ratings"]["A"]["approved-by"] == "person-1"
    assert left["deviations"]["r"]["reason"] == "confidential"


def test_a_marked_assessor_has_another_name_everywhere() -> None:
    team = {**TEAM, "kim": {"role": "co-assessor", "name": "Kim Example", "confidential": True}}
    left = redact(
        {
            "assessors": team,
            "ratings": {"A": [{"rating": "L", "by": "kim", "note": "Kim Example saw it"}]},
            "log": [{"what": "Interviews", "who": "kim"}],
        }
    )
    assert left["assessors"] == {**TEAM, "co-assessor-1": {"role": "co-assessor"}}
    assert left["ratings"]["A"] == [{"rating": "L", "by": "co-assessor-1", "note": "co-assessor-1 saw it"}]
    assert left["log"] == [{"what": "Interviews", "who": "co-assessor-1"}]


def test_marked_evidence_keeps_only_its_kind_and_dates() -> None:
    evidence = {"kind": "interview", "title": "t", "note": "n", "role": "r", "date": "2026-01-02"}
    left = redact(
        {
            "evidence": {"E": {**evidence, "confidential": True}},
            "ratings": {"A": {"rating": "L", "evidence": "E"}},
        }
    )
    assert left["evidence"] == {
        "evidence-1": {"kind": "interview", "date": "2026-01-02", "confidential": "true"}
    }
    assert left["ratings"]["A"]["evidence"] == "evidence-1"


def test_confidential_parts_of_the_record_are_left_out() -> None:
    tree = {
        "sponsor": "S",
        "plan": "P",
        "confidentiality": {"keys": ["sponsor"]},
        "log": [{"what": "a", "confidential": True}, {"what": "b"}],
        "audiences": {"press": {}},
    }
    left = redact(tree)
    assert not {"sponsor", "audiences"} & set(left)
    assert (left["plan"], left["log"]) == ("P", [{"what": "b"}])
    assert redact(tree, "record")["sponsor"] == "S"


secret = st.integers(0, 10**6).map(lambda number: f"secret{number}secret")
texts = st.lists(secret, max_size=2)


def marked(**parts: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({"confidential": st.just(value=True)}, optional=parts)


ratings = marked(
    note=secret, strengths=texts, weaknesses=texts, by=secret, because=secret, **{"approved-by": secret}
).map(lambda said: {"rating": "L", **said})
trees = st.fixed_dictionaries(
    {},
    optional={
        "ratings": st.dictionaries(st.sampled_from("ABC"), ratings | st.lists(ratings, max_size=1)),
        "evidence": st.dictionaries(
            secret, marked(title=secret, ref=secret, note=secret, role=secret, by=secret), max_size=2
        ),
        "assessors": st.dictionaries(secret, marked(name=secret), max_size=2),
        "deviations": st.dictionaries(
            st.just("r"), marked(by=secret).map(lambda said: {"reason": "secret1secret", **said})
        ),
        "findings": st.dictionaries(
            st.just("f"), marked(by=secret, note=secret).map(lambda said: {"answer": "yes", **said})
        ),
        "sponsor": secret,
        "log": st.lists(marked(who=secret).map(lambda said: {"what": "secret2secret", **said}), max_size=2),
        "confidentiality": st.just({"keys": ["sponsor"]}),
    },
).map(lambda tree: {**tree, "confidentiality": {"keys": ["sponsor"]}})


@given(trees)
def test_nothing_that_is_marked_is_left(tree: dict[str, Any]) -> None:
    assert "secret" not in json.dumps(redact(tree))


@given(trees)
def test_ratings_and_their_number_stay(tree: dict[str, Any]) -> None:
    assert _ratings(redact(tree).get("ratings", {})) == _ratings(tree.get("ratings", {}))


@given(trees)
def test_who_sees_everything_loses_nothing(tree: dict[str, Any]) -> None:
    left = redact(tree, "everything")
    del left["redacted-for"]
    root, _ = read_tree(Source("a.json", json.dumps({**HEAD, **tree})))
    assert root is not None
    assert left == plain(root)


def _ratings(tree: dict[str, Any]) -> dict[str, Sequence[str]]:
    return {
        name: [each["rating"] for each in (said if isinstance(said, list) else [said])]
        for name, said in tree.items()
    }
