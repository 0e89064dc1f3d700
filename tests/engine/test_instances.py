"""Several instances, and how their ratings become one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cxrules import api
from cxrules.model.assessment import Assessment, Given, Instance

if TYPE_CHECKING:
    from tests.engine.small import Make

MODEL = 'capability A "A process" { criterion 1 "First" weight 2 criterion 2 "Second" }'

JOINED = [
    # N 0, P 1, L 2, F 3
    ("R2", "F L", "F", "2.5 is an exact half and goes up"),
    ("R2", "F P", "L", "the mean is 2"),
    ("R2", "L P", "L", "1.5 goes up"),
    ("R2", "N P", "P", "0.5 goes up"),
    ("R2", "F F N", "L", "the mean is 2"),
    ("R2", "F L P N", "L", "1.5 goes up"),
    ("R2", "N N P", "N", "a third is nearer to 0"),
    ("median", "N N F", "N", "the middle one"),
    ("median", "N P F F", "L", "the two in the middle have the mean 2"),
    ("median", "N P L F", "L", "the two in the middle have the mean 1.5, which goes up"),
    ("lowest", "F F P", "P", "the lowest"),
    ("two-instances", "F F N", "F", "two reach F"),
    ("two-instances", "F L P", "L", "two reach L"),
    ("two-instances", "F N N", "N", "only one is above N"),
    # The middle of each band: N 7.5 %, P 32.5 %, L 67.5 %, F 92.5 %
    ("percent-mean", "N P", "P", "20 %"),
    ("percent-mean", "N N N P", "N", "13.75 %"),
    ("percent-mean", "N F", "P", "50 % still belongs to P, where a mean of 0 and 3 would be L"),
    ("percent-mean", "P L", "P", "50 % again"),
    ("percent-mean", "L F", "L", "80 %, where a mean of 2 and 3 would be F"),
    ("percent-mean", "L F F F", "F", "86.25 %"),
    # N 0, P- 1, P+ 2, L- 3, L+ 4, F 5
    ("R2-refined", "F L-", "L", "the mean is 4, L+; on the plain scale F and L would be F"),
    ("R2-refined", "F L+", "F", "4.5 goes up to F"),
    ("R2-refined", "P+ L-", "L", "2.5 goes up to L-"),
    ("R2-refined", "P- L-", "P", "the mean is 2, P+"),
    ("percent-mean-refined", "P+ L-", "P", "41.25 % and 58.75 % make 50 %, which still is P+"),
]


@pytest.mark.parametrize(("method", "ratings", "joined", "why"), JOINED)
def test_ratings_of_instances_are_joined(
    make: Make, method: str, ratings: str, joined: str, why: str
) -> None:
    each = {f"i{number}": rating for number, rating in enumerate(ratings.split())}
    seen = make(MODEL).evaluate(
        {"A.PA.1.1": {"instances": each}}, method=method, instances={name: {} for name in each}
    )
    assert seen.counts("A.PA.1.1") == joined, why


WEIGHTED = [
    ("2 1", "L F", "L", "(2 x 2 + 3) / 3 = 7/3"),
    ("1 2", "L F", "F", "(2 + 2 x 3) / 3 = 8/3"),
    ("3 1", "F P", "F", "(3 x 3 + 1) / 4 = 2.5, which goes up"),
    ("3/2 1", "P L", "P", "(1.5 + 2) / 2.5 = 1.4"),
    ("1 3/2", "P L", "L", "(1 + 3) / 2.5 = 1.6"),
]


@pytest.mark.parametrize(("weights", "ratings", "joined", "why"), WEIGHTED)
def test_weights_count_where_the_method_weighs(
    make: Make, weights: str, ratings: str, joined: str, why: str
) -> None:
    names = ("one", "two")
    instances = {name: {"weight": weight} for name, weight in zip(names, weights.split(), strict=True)}
    each = dict(zip(names, ratings.split(), strict=True))
    seen = make(MODEL).evaluate(
        {"A.PA.1.1": {"instances": each}}, method="weighted-mean", instances=instances
    )
    assert seen.counts("A.PA.1.1") == joined, why


def test_weights_do_not_count_where_it_does_not(make: Make) -> None:
    seen = make(MODEL).evaluate(
        {"A.PA.1.1": {"instances": {"one": "F", "two": "L"}}},
        method="R2",
        instances={"one": {"weight": 1}, "two": {"weight": 9}},
    )
    assert seen.counts("A.PA.1.1") == "F"


def test_levels_are_read_from_the_joined_ratings_not_joined_themselves(make: Make) -> None:
    """`one` alone would be at level 2 and `two` at level 0, but there is no mean of levels."""
    ratings = {
        "A.PA.1.1": {"instances": {"one": "F", "two": "P"}},
        "A.PA.2.1": {"instances": {"one": "F", "two": "F"}},
        "A.PA.2.2": {"instances": {"one": "F", "two": "F"}},
    }
    seen = make(MODEL).evaluate(ratings, instances={"one": {}, "two": {}}, up_to_level=2)
    assert seen.counts("A.PA.1.1") == "L"
    assert seen.level() == (1, 1)


def test_criteria_are_joined_in_the_same_way_for_display(make: Make) -> None:
    seen = make(MODEL).evaluate(
        {"A.1": {"instances": {"one": "F", "two": "P"}}}, instances={"one": {}, "two": {}}
    )
    assert seen.counts("A.1") == "L"


def test_a_rating_without_instance_holds_for_each_that_has_none_of_its_own(make: Make) -> None:
    assessment = Assessment(
        "case",
        "small",
        method="lowest",
        instances={name: Instance(name) for name in ("one", "two")},
        ratings=(
            Given("A.PA.1.1", "N"),
            Given("A.PA.1.1", "F", instance="one"),
            Given("A.PA.1.1", "L", instance="two"),
            Given("A.PA.2.1", "F"),
            Given("A.PA.2.1", "P", instance="two"),
        ),
    )
    evaluation = api.evaluate(assessment, make(MODEL).load("lowest"))
    first, second, *_ = evaluation.result()["capabilities"][0]["attributes"]
    assert (first["id"], first["rating"]) == ("PA.1.1", "L")
    assert (second["id"], second["rating"]) == ("PA.2.1", "P")


def test_what_does_not_apply_in_an_instance_is_left_out(make: Make) -> None:
    each = {"one": "F", "two": {"not-applicable": "there is no such part"}}
    seen = make(MODEL).evaluate({"A.PA.1.1": {"instances": each}}, instances={"one": {}, "two": {}})
    assert seen.counts("A.PA.1.1") == "F"


def test_a_capability_may_not_apply_in_one_instance_only(make: Make) -> None:
    no = {"not-applicable": "there is no such part"}
    instances: dict[str, object] = {"one": {}, "two": {}}
    ratings: dict[str, object] = {"A.PA.1.1": "F", "A.1": {"instances": {"one": "F", "two": "N"}}}
    seen = make(MODEL).evaluate({**ratings, "A": {"instances": {"two": no}}}, instances=instances)
    assert (seen.state(), seen.counts("A.PA.1.1"), seen.counts("A.1")) == ("open", "F", "F")
    seen = make(MODEL).evaluate({**ratings, "A": {"instances": {"one": no, "two": no}}}, instances=instances)
    assert seen.state() == "not-applicable"
    assert seen.capability("A")["reason"] == "there is no such part"


def test_fewer_members_than_asked_for_give_the_lowest_rating(make: Make) -> None:
    each = {"one": "F", "two": {"not-applicable": "there is no such part"}}
    seen = make(MODEL).evaluate(
        {"A.PA.1.1": {"instances": each}}, method="two-instances", instances={"one": {}, "two": {}}
    )
    assert seen.counts("A.PA.1.1") == "N"


def test_an_instance_that_is_not_rated_leaves_a_range(make: Make) -> None:
    """F and an open one: from (3 + 0) / 2 = 1.5, L, to F; so level 1 is sure."""
    seen = make(MODEL).evaluate(
        {"A.PA.1.1": {"instances": {"one": "F"}}}, instances={"one": {}, "two": {}}, up_to_level=1
    )
    assert seen.counts("A.PA.1.1") == "open, at most F"
    assert seen.level() == (1, 1)


def test_instances_need_a_method_that_joins_them(make: Make) -> None:
    with pytest.raises(api.CxrulesError) as refused:
        make(MODEL).evaluate({"A.PA.1.1": "F"}, method="R3", instances={"one": {}, "two": {}})
    (problem,) = refused.value.diagnostics
    assert problem.code == "CX0518"
    assert problem.message.startswith("The method R3 does not say how instances are joined")


def test_one_instance_needs_no_joining(make: Make) -> None:
    seen = make(MODEL).evaluate({"A.PA.1.1": "F"}, method="R3", instances={"one": {}})
    assert seen.counts("A.PA.1.1") == "F"


MATRIX = {"A.1": {"instances": {"one": "F", "two": "N"}}, "A.2": {"instances": {"one": "F", "two": "F"}}}

AT_ONCE = [
    ("mean", "F", "F in one; 1.5, so L in two; and 2.5 of these goes up to F: two roundings"),
    ("matrix-mean", "L", "(3 + 3 + 0 + 3) / 4 = 2.25: nothing is rounded between"),
    ("matrix-median", "F", "0, 3, 3, 3"),
]


@pytest.mark.parametrize(("method", "derived", "why"), AT_ONCE)
def test_criteria_and_instances_may_be_joined_together(
    make: Make, method: str, derived: str, why: str
) -> None:
    instances: dict[str, object] = {"one": {}, "two": {}}
    audit = make(MODEL).evaluate(MATRIX, method=method, instances=instances)
    assert audit.rating("A.PA.1.1")["derived"] == derived, why
    seen = make(MODEL).evaluate(MATRIX, method=method, reading="derive", instances=instances)
    assert seen.counts("A.PA.1.1") == derived, why


def test_together_the_weights_of_criteria_and_instances_multiply(make: Make) -> None:
    """F and N for the first (2 x 1, 2 x 3), N and F for the second (1, 3): (6 + 9) / 12 = 1.25 is P."""
    ratings = {"A.1": {"instances": {"one": "F", "two": "N"}}, "A.2": {"instances": {"one": "N", "two": "F"}}}
    instances = {"one": {"weight": 1}, "two": {"weight": 3}}
    model = make(MODEL)
    seen = model.evaluate(ratings, method="matrix-weighted-mean", reading="derive", instances=instances)
    assert seen.counts("A.PA.1.1") == "P"
    plain = model.evaluate(ratings, method="matrix-mean", reading="derive", instances=instances)
    assert plain.counts("A.PA.1.1") == "L"


def test_weights_of_criteria_count_in_a_weighted_mean(make: Make) -> None:
    """The first counts twice: (2 x 0 + 3) / 3 = 1 is P; unweighted it is 1.5, so L."""
    ratings = {"A.1": "N", "A.2": "F"}
    model = make(MODEL)
    assert model.evaluate(ratings, method="weighted-mean", reading="derive").counts("A.PA.1.1") == "P"
    assert model.evaluate(ratings, method="mean", reading="derive").counts("A.PA.1.1") == "L"


REFINED = [("P-", "P", 0), ("P+", "P", 0), ("L-", "L", 1), ("L+", "L", 1), ("N", "N", 0), ("F", "F", 1)]


@pytest.mark.parametrize(("given", "read", "level"), REFINED)
def test_levels_read_refined_ratings_as_plain_ones(make: Make, given: str, read: str, level: int) -> None:
    seen = make(MODEL).evaluate({"A.PA.1.1": given}, method="R2-refined", up_to_level=1)
    assert seen.counts("A.PA.1.1") == read
    assert seen.level() == (level, level)


@pytest.mark.parametrize(
    ("method", "rating"),
    [("R2", "L+"), ("R2", "L-"), ("mean", "P+"), ("R2-refined", "L"), ("mean-refined", "P")],
)
def test_a_rating_of_the_other_scale_is_refused(make: Make, method: str, rating: str) -> None:
    with pytest.raises(api.CxrulesError) as refused:
        make(MODEL).evaluate({"A.PA.1.1": rating}, method=method)
    (problem,) = refused.value.diagnostics
    assert problem.code == "CX0523"
    assert problem.source is not None
    assert problem.span is not None
    assert problem.source.slice(problem.span) in {rating, f'"{rating}"'}
