"""Laws of coverage: nothing is counted twice or lost, and both directions tell the same."""

from __future__ import annotations

from hypothesis import given

from cxrules.compare.coverage import coverage, strongest
from cxrules.compare.elements import Elements
from cxrules.model.mapping import INVERSE, RELATIONS, Correspondence
from tests.compare.claims import claimed

Case = tuple[Elements, Elements, Correspondence]


@given(claimed())
def test_every_element_that_is_asked_stands_somewhere_once(case: Case) -> None:
    first, second, mapping = case
    found = coverage(first, second, ("a", "b"), [mapping])
    assert [each.element.id for each in found.standings] == [each.id for each in first.asked()]
    assert sum(found.counts().values()) == len(first.asked())
    by_unit = [found.counts(name) for name in first.units]
    assert {met: sum(each[met] for each in by_unit) for met in found.counts()} == found.counts()


@given(claimed())
def test_seen_from_the_other_model_the_same_units_are_tied_by_the_inverse(case: Case) -> None:
    first, second, mapping = case
    there = coverage(first, second, ("a", "b"), [mapping])
    back = coverage(second, first, ("b", "a"), [mapping.inverse()])
    assert all(tie.relation != "none" for tie in there.ties.values())
    assert {(to, here) for here, to in there.ties} == set(back.ties)
    for (here, to), tie in there.ties.items():
        assert len(back.ties[to, here].rows) == len(tie.rows)
        assert back.ties[to, here].relation in {
            INVERSE[tie.relation],
            tie.relation,  # of subset and superset, both of which a unit may have, neither is stronger
        }


@given(claimed())
def test_all_of_an_element_is_asked_where_a_row_says_so(case: Case) -> None:
    first, second, mapping = case
    found = coverage(first, second, ("a", "b"), [mapping])
    for each in found.standings:
        said = {row.relation for row in mapping.rows if row.from_id == each.element.id}
        assert (each.met == "full") == bool(said & {"equal", "equivalent", "subset"})
        assert (each.met == "part") == (
            bool(said & {"superset", "intersects"}) and not said & {"equal", "equivalent", "subset"}
        )


@given(claimed())
def test_a_gap_is_what_no_row_leads_away_from(case: Case) -> None:
    first, second, mapping = case
    found = coverage(first, second, ("a", "b"), [mapping])
    led = {row.from_id for row in mapping.rows if row.relation != "none"}
    denied = {row.from_id for row in mapping.rows if row.to_id is None}
    gaps = {each.element.id: each.met for each in found.gaps()}
    for each in first.asked():
        own = each.id if each.id in led | denied else each.unit
        assert (each.id in gaps) == (own not in led)
        if each.id in gaps:
            assert gaps[each.id] == ("none" if own in denied else "unsaid")


def test_the_strongest_relation_says_most() -> None:
    assert strongest(RELATIONS) == "equal"
    assert strongest(["none", "intersects"]) == "intersects"
    assert strongest([]) == "none"
