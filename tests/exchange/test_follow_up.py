"""The file of a re-assessment: every rating carried over and marked, in whatever form it is written."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from hypothesis import given, strategies as st

from cxrules.exchange.assessment import read_assessment
from cxrules.exchange.document import read_tree
from cxrules.exchange.follow_up import follow_up
from cxrules.exchange.tree import Mapping
from cxrules.text import Source
from tests.exchange.telling import read

if TYPE_CHECKING:
    from cxrules.model.assessment import Assessment

EARLIER = """\
cxrules: 1
assessment: first
model: small
date: 2025-11-20
status: released
log: [Done]
supersedes: zero
signed-off: [{by: lead, digest: "sha256:0000000000000000000000000000000000000000000000000000000000000000"}]
consensus: majority
ratings:
  A.1: L
  A.2: {rating: P, note: "why: so"}
  A.3: [{rating: L, by: lead}, {rating: P, by: co}]
  A.4: {instances: {one: F, two: [{rating: L, by: lead}]}}
  A.5: {not-applicable: "no suppliers"}
  A.6:
  A.7: {rating: }
  A.8: [{rating: N, by: lead, carried: true}, {rating: F, by: lead}]
"""


def follow(text: str, *, supersedes: bool = False, model: str = "small") -> tuple[str, Assessment]:
    root, _ = read_tree(Source("a.yaml", text))
    assert isinstance(root, Mapping)
    written = follow_up(root, "second", model, supersedes=supersedes)
    return written, read(written)


def test_what_was_given_is_carried_over_and_marked() -> None:
    _, found = follow(EARLIER)
    earlier = {
        (each.subject, each.instance, each.by, each.rating): each
        for each in read(EARLIER).ratings
        if not each.carried
    }
    assert {(each.subject, each.instance, each.by, each.rating) for each in found.ratings} == set(earlier)
    assert all(each.carried for each in found.ratings)
    for each in found.ratings:
        before = earlier[each.subject, each.instance, each.by, each.rating]
        assert (each.note, each.not_applicable) == (before.note, before.not_applicable)


def test_what_belongs_to_the_earlier_one_alone_is_left_out() -> None:
    text, found = follow(EARLIER)
    assert (found.id, found.based_on, found.status, found.date) == ("second", "first", "draft", None)
    assert (found.supersedes, found.signed_off, found.record) == (None, (), None)
    assert found.consensus is not None
    assert text.startswith("cxrules: 1\nassessment: second\nmodel: small\ndate:\nbased-on: first\n")
    assert "  A.6:\n" in text


def test_it_may_supersede_and_have_another_model() -> None:
    _, found = follow(EARLIER, supersedes=True, model="small@2.0")
    assert (found.supersedes, found.model) == ("first", "small@2.0")


words = st.text(st.characters(categories=["L", "P"]), min_size=1, max_size=5)
said = st.fixed_dictionaries(
    {"rating": words}, optional={"note": words, "weaknesses": st.lists(words, max_size=2)}
)
rating = words | said | st.fixed_dictionaries({"instances": st.dictionaries(words, words | said, max_size=2)})


@given(st.dictionaries(words, rating, max_size=4))
def test_any_ratings_survive(ratings: dict[str, Any]) -> None:
    tree = {"cxrules": 1, "assessment": "first", "model": "small", "ratings": ratings}
    text = json.dumps(tree)
    before, found = read_assessment(Source("a.json", text))
    assert before is not None
    assert not found
    _, after = follow(text)
    assert [each[:3] for each in after.ratings] == [each[:3] for each in before.ratings]
    assert [(each.note, each.weaknesses) for each in after.ratings] == [
        (each.note, each.weaknesses) for each in before.ratings
    ]
    assert all(each.carried for each in after.ratings)
