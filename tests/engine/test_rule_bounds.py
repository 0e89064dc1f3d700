"""What rules bound in the derive reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.engine.small import Make

MODEL = """
cause late "It came too late"
capability A "A process" {{ criterion 1 "One" criterion 2 "Two" criterion 3 "Three" }}
{rules}
"""

BOUNDS = [
    # ratings of A.1, A.2, A.3; what A.1 counts as
    ("cap A.1 at L when A.2 at most P", "F P ?", "L"),
    ("cap A.1 at L when A.2 at most P", "P P ?", "P"),
    ("cap A.1 at L when A.2 at most P", "F L ?", "F"),
    ("cap A.1 at L when A.2 at most P", "? P ?", "open, at most L"),
    ("cap A.1 at L when A.2 at most P", "F ? ?", "open, at most F"),
    ("cap A.1 at L when A.2 at most P", "L ? ?", "L"),
    ("cap A.1 at N", "F ? ?", "N"),
    ("lower A.1 when A.2 below F", "F L ?", "L"),
    ("lower A.1 when A.2 below F", "F N ?", "L"),
    ("lower A.1 when A.2 below F", "P N ?", "P"),
    ("lower A.1 when A.2 below F", "? N ?", "open, at most L"),
    ("fix A.1 at P when A.2 is N", "F N ?", "P"),
    ("fix A.1 at P when A.2 is N", "N N ?", "P"),
    ("fix A.1 at P when A.2 is N", "F P ?", "F"),
    ("keep A.1 at most A.3 when A.2 at most P", "F P L", "L"),
    ("keep A.1 at most A.3 when A.2 at most P", "N P L", "N"),
    ("keep A.1 at most A.3 when A.2 at most P", "F L N", "F"),
    ("keep A.1 at most A.3 when A.2 at most P", "? P L", "open, at most L"),
    ("keep A.1 at most A.3 when A.2 at most P", "F P ?", "open, at most F"),
]


@pytest.mark.parametrize(("rule", "ratings", "counts"), BOUNDS)
def test_what_a_rule_makes_of_a_rating(make: Make, rule: str, ratings: str, counts: str) -> None:
    seen = make(_model(rule)).evaluate(_rated(ratings), reading="derive", scope=["A"])
    assert seen.counts("A.1") == counts
    found = seen.rating("A.1")
    given = _rated(ratings).get("A.1")
    assert found["given"] == given
    if "open" not in counts:
        assert found["counts"] == ("given" if counts == given else "derived")


APPLIED = [row[:2] for row in BOUNDS if "?" not in row[1][:3] and "open" not in row[2]]


@pytest.mark.parametrize(("rule", "ratings"), APPLIED)
def test_a_rule_that_was_applied_ends_as_kept(make: Make, rule: str, ratings: str) -> None:
    seen = make(_model(rule)).evaluate(_rated(ratings), reading="derive", scope=["A"])
    assert seen.rule("R.1", "A.1")["outcome"] in {"kept", "not-triggered"}


@pytest.mark.parametrize(
    "rule",
    [
        "protect A.1 from cause late",
        "not used for A.1 cause late",
        "align A.1 with A.2",
        "warn when A.1 differs from A.2",
    ],
)
def test_rules_that_only_report_change_nothing(make: Make, rule: str) -> None:
    ratings = {"A.1": {"rating": "L", "causes": ["late"]}, "A.2": "N"}
    seen = make(_model(rule)).evaluate(ratings, reading="derive")
    assert seen.counts("A.1") == "L"
    assert seen.rating("A.1")["counts"] == "given"
    assert list(seen.outcomes("R.1").values()) == ["broken"]


def test_rules_do_not_add_up(make: Make) -> None:
    """Three rules that lower a rating bound it; they do not take three steps off."""
    rules = ["lower A.1 when A.2 below F", "lower A.1 when A.3 below F", "lower A.1"]
    seen = make(_model(*rules)).evaluate(_rated("F N N"), reading="derive")
    assert seen.counts("A.1") == "L"


def test_the_strictest_of_several_bounds_counts(make: Make) -> None:
    seen = make(_model("cap A.1 at L", "cap A.1 at P", "lower A.1")).evaluate(
        _rated("F ? ?"), reading="derive"
    )
    assert seen.counts("A.1") == "P"


def test_bounded_ratings_are_what_conditions_and_methods_read(make: Make) -> None:
    """A.3 is capped at N since A.2 is, and A.2 since A.1 is N; the mean of three N is N."""
    rules = ["cap A.2 at N when A.1 is N", "cap A.3 at N when A.2 is N"]
    seen = make(_model(*rules)).evaluate(_rated("N F F"), method="mean", reading="derive", up_to_level=1)
    assert [seen.counts(f"A.{number}") for number in (1, 2, 3)] == ["N", "N", "N"]
    assert seen.counts("A.PA.1.1") == "N"
    assert seen.level() == (0, 0)


def test_a_derived_attribute_is_bounded_after_it_was_derived(make: Make) -> None:
    """(3 + 3 + 2) / 3 = 8/3 is F; the rule caps it at L."""
    seen = make(_model("cap A.PA.1.1 at L when A.3 below F")).evaluate(
        _rated("F F L"), method="mean", reading="derive", up_to_level=2
    )
    found = seen.rating("A.PA.1.1")
    assert (found["rating"], found["derived"], found["counts"]) == ("L", "F", "derived")


def test_a_given_attribute_is_bounded_as_well(make: Make) -> None:
    seen = make(_model("cap A.PA.1.1 at L when A.3 below F")).evaluate(
        {"A.3": "P", "A.PA.1.1": "F"}, reading="derive"
    )
    assert seen.counts("A.PA.1.1") == "L"
    assert seen.rating("A.PA.1.1")["counts"] == "derived"


def test_a_deviation_switches_a_rule_off(make: Make) -> None:
    seen = make(_model("cap A.1 at L when A.2 at most P")).evaluate(
        _rated("F P ?"), reading="derive", deviations={"R.1": {"reason": "The customer asked for it."}}
    )
    assert seen.counts("A.1") == "F"
    assert seen.rating("A.1")["counts"] == "given"


def test_rules_are_applied_in_each_instance_before_instances_are_joined(make: Make) -> None:
    """In `one` A.1 is held to L, in `two` it stays F: 2.5 goes up to F. Joined first, it would be L."""
    ratings = {"A.1": "F", "A.2": {"instances": {"one": "P", "two": "F"}}}
    seen = make(_model("cap A.1 at L when A.2 at most P")).evaluate(
        ratings, reading="derive", instances={"one": {}, "two": {}}
    )
    assert seen.counts("A.1") == "F"
    assert seen.rule("R.1", "A.1")["instances"] == {"one": "kept", "two": "not-triggered"}


def _model(*rules: str) -> str:
    lines = [f'rule R.{number} {rule} source "Made up"' for number, rule in enumerate(rules, start=1)]
    return MODEL.format(rules="\n".join(lines))


def _rated(row: str) -> dict[str, object]:
    return {f"A.{number}": each for number, each in enumerate(row.split(), start=1) if each != "?"}
