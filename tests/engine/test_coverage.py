"""Coverage of an organisation by a sample: the size, and each rule kept and broken."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, strategies as st

from cxrules.engine.coverage import Coverage, covered, sample_size
from cxrules.model.assessment import Assessment, Evidence, Given
from cxrules.model.record import Sampling, Subgroup, Support

if TYPE_CHECKING:
    from collections.abc import Iterable

AREAS = {"REQM": ["REQM.1", "REQM.2"], "CM": ["CM.1"]}
EVIDENCE = {"D": Evidence("D", "document"), "I": Evidence("I", "interview")}
BOTH = ("D", "I")


@pytest.mark.parametrize(
    ("subgroups", "units", "population", "needed"),
    [(2, 8, 12, 1), (2, 9, 12, 2), (3, 1, 30, 1), (4, 10, 20, 2), (2, 3, 12, 1), (1, 7, 7, 1), (5, 0, 0, 1)],
)
def test_the_size_of_a_sample(subgroups: int, units: int, population: int, needed: int) -> None:
    assert sample_size(subgroups, units, population) == needed


@given(st.integers(1, 20), st.integers(0, 200), st.integers(0, 400))
def test_the_size_is_the_rounded_share_and_at_least_one(s: int, units: int, population: int) -> None:
    share = Fraction(s * units, max(population, units, 1))
    found = sample_size(s, units, population)
    assert found >= 1
    assert found == 1 or abs(found - share) <= Fraction(1, 2)


def rated(unit: str | None, evidence: Iterable[str], *subjects: str) -> list[Given]:
    return [Given(subject, "F", unit, evidence=tuple(evidence)) for subject in subjects]


def check(sampling: Sampling, *ratings: list[Given]) -> Coverage:
    given_ratings = tuple(each for some in ratings for each in some)
    return covered(Assessment("a", "m", evidence=EVIDENCE, ratings=given_ratings), sampling, AREAS)


def broken(sampling: Sampling, *ratings: list[Given]) -> list[tuple[str, str]]:
    return [(each.rule, each.where) for each in check(sampling, *ratings).lacks]


ALL = ("REQM.1", "REQM.2", "CM.1")
ONE = Sampling(subgroups={"rail": Subgroup("rail", 2, ("a",))})


def test_a_unit_with_both_for_all_areas_covers_its_subgroup() -> None:
    found = check(ONE, rated("a", BOTH, *ALL))
    assert found.lacks == ()
    assert (found.population, found.subgroups[0].needed) == (2, 1)


def test_without_subgroups_nothing_is_checked() -> None:
    assert check(Sampling("why not")).lacks == ()


def test_a_subgroup_may_need_more_units() -> None:
    two = Sampling(subgroups={"rail": Subgroup("rail", 9, ("a",)), "road": Subgroup("road", 3, ("b",))})
    found = broken(two, rated("a", BOTH, *ALL), rated("b", BOTH, *ALL))
    assert found == [("sample size", "rail")]


def test_a_practice_that_nobody_rated() -> None:
    assert broken(ONE, rated("a", BOTH, "REQM.1", "CM.1")) == [("all practices", "REQM")]


def test_an_area_that_a_subgroup_does_not_cover() -> None:
    two = Sampling(subgroups={"rail": Subgroup("rail", 1, ("a",)), "road": Subgroup("road", 1, ("b",))})
    found = broken(two, rated("a", BOTH, *ALL), rated("b", BOTH, "REQM.1"))
    assert found == [("a unit for each area", "road"), ("one unit for all areas", "road")]


def test_half_of_the_units_must_give_both_and_every_unit_something() -> None:
    three = Sampling(subgroups={"rail": Subgroup("rail", 3, ("a", "b", "c"))})
    ratings = [rated("a", BOTH, *ALL), rated("b", ("D",), "CM.1"), rated("c", (), "CM.1")]
    assert broken(three, *ratings) == [("half of the units", "rail"), ("every unit", "c")]


def test_a_support_function_covers_an_area_for_all() -> None:
    sampling = ONE._replace(support={"office": Support("office", ("CM",))})
    unit, office = rated("a", BOTH, *ALL), rated("office", BOTH, "CM.1")
    assert broken(sampling, unit, office) == []
    assert broken(sampling, unit, rated("office", ("D",), "CM.1")) == [("support functions", "office")]


def test_a_rating_for_all_instances_is_one_of_each() -> None:
    assert broken(ONE, rated(None, BOTH, *ALL)) == []
