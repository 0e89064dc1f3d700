"""Pairs that are worth most together, held against trying all of them."""

from __future__ import annotations

from itertools import permutations

from hypothesis import given, strategies as st

from cxrules.plan.graph import pairing

SIDE = st.integers(0, 3)


@given(st.dictionaries(st.tuples(SIDE, SIDE), st.integers(-5, 20)))
def test_no_other_pairs_are_worth_more(worth: dict[tuple[int, int], int]) -> None:
    chosen = pairing(worth)
    assert len(set(chosen.values())) == len(chosen)
    assert all(worth[pair] > 0 for pair in chosen.items())
    best = max(
        sum(max(worth.get(pair, 0), 0) for pair in enumerate(order)) for order in permutations(range(4))
    )
    assert sum(worth[pair] for pair in chosen.items()) == best


@given(st.dictionaries(st.tuples(SIDE, SIDE), st.integers(-5, 20)))
def test_the_order_in_which_they_are_told_does_not_count(worth: dict[tuple[int, int], int]) -> None:
    assert pairing(dict(reversed(worth.items()))) == pairing(worth)
