"""Agreement: published examples, an independent count of the same ratings, and where nothing can be said."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, strategies as st
from nltk.metrics.agreement import AnnotationTask  # type: ignore[import-untyped]  # it has no types

from cxrules.engine.agreement import (
    agreement,
    cohen_kappa,
    equal_share,
    fleiss_kappa,
    ordinal_alpha,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cxrules.engine.agreement import Statistic

RATERS = ("a", "b", "c", "d")
ranks = st.integers(0, 3)
units = st.lists(st.dictionaries(st.sampled_from(RATERS), ranks, min_size=1), min_size=1, max_size=12)
complete = st.lists(st.fixed_dictionaries(dict.fromkeys(RATERS[:3], ranks)), min_size=1, max_size=12)


def task(
    rated: Sequence[dict[str, int]], distance: Callable[[int, int], float] | None = None
) -> AnnotationTask:
    data = [(name, number, rank) for number, unit in enumerate(rated) for name, rank in unit.items()]
    return AnnotationTask(data=data) if distance is None else AnnotationTask(data=data, distance=distance)


def close(ours: Fraction | None, theirs: float) -> None:
    assert ours is not None
    assert float(ours) == pytest.approx(theirs, abs=1e-9)


def of_two(rated: Sequence[dict[str, int]]) -> list[dict[str, int]]:
    return [{"a": unit["a"], "b": unit["b"]} for unit in rated]


@given(complete)
def test_kappa_of_a_pair_is_that_of_an_independent_count(rated: list[dict[str, int]]) -> None:
    (pair,) = agreement(of_two(rated)).pairs
    if pair.kappa.value is not None:
        close(pair.kappa.value, task(rated).kappa_pairwise("a", "b"))


def steps(one: int, other: int) -> int:
    return abs(one - other)


def squared(one: int, other: int) -> int:
    return (one - other) ** 2


@given(complete)
def test_weighted_kappa_is_that_of_an_independent_count(rated: list[dict[str, int]]) -> None:
    two = of_two(rated)
    (pair,) = agreement(two).pairs
    for ours, distance in ((pair.linear, steps), (pair.quadratic, squared)):
        if ours.value is not None:
            other = task(two, distance)
            close(ours.value, other.weighted_kappa_pairwise("a", "b", max_distance=1.0))


@given(complete)
def test_fleiss_kappa_is_that_of_an_independent_count(rated: list[dict[str, int]]) -> None:
    ours = fleiss_kappa(rated)
    if ours.value is not None:
        close(ours.value, task(rated).pi())


@given(units)
def test_alpha_is_that_of_an_independent_count(rated: list[dict[str, int]]) -> None:
    ours = ordinal_alpha(rated)
    if ours.value is None:
        return
    shared = [unit for unit in rated if len(unit) > 1]
    totals = {rank: sum(list(unit.values()).count(rank) for unit in shared) for rank in range(4)}

    def distance(one: int, two: int) -> float:
        low, high = sorted((one, two))
        return (sum(totals[rank] for rank in range(low, high + 1)) - (totals[low] + totals[high]) / 2) ** 2

    close(ours.value, task(shared, distance).alpha())


# Krippendorff's own example: four observers, twelve units, with gaps; ordinal alpha 0.815.
KRIPPENDORFF = (
    (1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None),
    (1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3),
    (None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None),
    (1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None),
)


def test_the_published_example_of_alpha() -> None:
    rated = [
        {name: rank for name, rank in zip(RATERS, column, strict=True) if rank is not None}
        for column in zip(*KRIPPENDORFF, strict=True)
    ]
    found = ordinal_alpha(rated)
    assert found.value is not None
    assert (round(float(found.value), 3), found.units) == (0.815, 11)


# Fourteen raters, ten subjects, five categories, by how many chose each: kappa 0.210.
FLEISS = (
    (0, 0, 0, 0, 14),
    (0, 2, 6, 4, 2),
    (0, 0, 3, 5, 6),
    (0, 3, 9, 2, 0),
    (2, 2, 8, 1, 1),
    (7, 7, 0, 0, 0),
    (3, 2, 6, 3, 0),
    (2, 5, 3, 2, 2),
    (6, 5, 2, 1, 0),
    (0, 2, 2, 3, 7),
)


def test_a_published_example_of_fleiss_kappa() -> None:
    rated = []
    for row in FLEISS:
        given_ranks = [rank for rank, count in enumerate(row) for _ in range(count)]
        rated.append({f"rater {number}": rank for number, rank in enumerate(given_ranks)})
    found = fleiss_kappa(rated)
    assert found.value is not None
    assert round(float(found.value), 3) == 0.210


def test_a_published_example_of_cohens_kappa() -> None:
    """Fifty proposals: 20 yes-yes, 5 yes-no, 10 no-yes, 15 no-no; kappa 0.4."""
    both = [(1, 1)] * 20 + [(1, 0)] * 5 + [(0, 1)] * 10 + [(0, 0)] * 15
    assert cohen_kappa(both).value == Fraction(2, 5)


def test_the_share_of_equal_ratings() -> None:
    assert equal_share([{"a": 1, "b": 1, "c": 2}, {"a": 0, "b": 0}]).value == Fraction(4, 8)


@pytest.mark.parametrize("statistic", [fleiss_kappa, ordinal_alpha, equal_share])
def test_one_assessor_alone_does_not_agree_with_anybody(statistic: Callable[..., Statistic]) -> None:
    found = statistic([{"a": 1}, {"a": 2}])
    assert (found.value, found.undefined) == (None, "nothing was rated by two assessors")


def test_where_all_ratings_are_the_same_nothing_can_be_said() -> None:
    found = agreement([{"a": 2, "b": 2}, {"a": 2, "b": 2}])
    assert found.equal.value == 1
    (pair,) = found.pairs
    for each in (found.fleiss, found.alpha, pair.kappa, pair.linear, pair.quadratic):
        assert each.value is None
        assert each.undefined == "all ratings are the same, so that chance alone would agree"


def test_assessors_who_share_nothing() -> None:
    found = agreement([{"a": 1}, {"b": 2}])
    (pair,) = found.pairs
    assert pair.kappa.undefined == "nothing was rated by both"
    assert found.fleiss.undefined == "nothing was rated by all assessors"


def test_nothing_at_all() -> None:
    found = agreement([])
    assert (found.assessors, found.units, found.pairs) == ((), 0, ())


@given(units)
def test_no_statistic_is_above_one_and_full_agreement_is_one(rated: list[dict[str, int]]) -> None:
    found = agreement(rated)
    values = [found.equal, found.fleiss, found.alpha]
    values += [each for pair in found.pairs for each in (pair.kappa, pair.linear, pair.quadratic)]
    for each in values:
        assert (each.value is None) == bool(each.undefined)
        assert each.value is None or each.value <= 1
    alike = [dict.fromkeys(unit, number % 2) for number, unit in enumerate(rated)]
    again = agreement(alike)
    assert {each.value for each in (again.fleiss, again.alpha, again.equal)} <= {None, 1}


@given(units)
def test_the_order_of_subjects_and_assessors_does_not_count(rated: list[dict[str, int]]) -> None:
    turned = [dict(reversed(unit.items())) for unit in reversed(rated)]
    one, other = agreement(rated), agreement(turned)
    assert (one.equal, one.fleiss, one.alpha) == (other.equal, other.fleiss, other.alpha)


def test_every_small_pair_of_two_ratings() -> None:
    """With two subjects kappa can be written down by hand: 1, 0, -1, or undefined."""
    for one, two in product(product((0, 1), repeat=2), repeat=2):
        found = cohen_kappa([(one[0], two[0]), (one[1], two[1])]).value
        if one == two:
            assert found == (None if one[0] == one[1] else 1)
        elif one[0] != one[1] and two[0] != two[1]:
            assert found == -1
        else:
            assert found == 0
