"""Every effect of a rule, with every way it can end in an audit.

Each table is about one rule. Its rows give the ratings of A.1, A.2 and A.3 (`?` is not rated, `-` does not
apply), how the rule ends, and, where it cannot be decided, what is missing. A.1 is what the rule is about.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.engine.small import Make

MODEL = """
cause late "It came too late"
cause poor "It was done badly"
finding alone "One person does it all"
capability A "A process" {{ criterion 1 "One" criterion 2 "Two" criterion 3 "Three" }}
rule R {rule} source "Made up"
"""

NUMBERED = [
    # cap: at most
    ("cap A.1 at L when A.2 at most P", "L P ?", "kept", ""),
    ("cap A.1 at L when A.2 at most P", "N N ?", "kept", ""),
    ("cap A.1 at L when A.2 at most P", "F P ?", "broken", ""),
    ("cap A.1 at L when A.2 at most P", "F L ?", "not-triggered", ""),
    ("cap A.1 at L when A.2 at most P", "? F ?", "not-triggered", ""),
    ("cap A.1 at L when A.2 at most P", "F ? ?", "undecidable", "A.2"),
    ("cap A.1 at L when A.2 at most P", "? P ?", "undecidable", "A.1"),
    ("cap A.1 at L when A.2 at most P", "? ? ?", "undecidable", "A.2 A.1"),
    ("cap A.1 at L when A.2 at most P", "L ? ?", "kept", ""),  # whatever A.2 turns out to be
    ("cap A.1 at L when A.2 at most P", "F - ?", "not-triggered", ""),  # a comparison with it is no
    ("cap A.1 at L when A.2 at most P", "- P ?", "kept", ""),
    ("cap A.1 at L when A.2 is not applicable", "F - ?", "broken", ""),
    ("cap A.1 at L when A.2 is not applicable", "F ? ?", "not-triggered", ""),
    ("cap A.1 at L when A.2 is not F", "F L ?", "broken", ""),
    ("cap A.1 at L when A.2 is not F", "F - ?", "not-triggered", ""),
    ("cap A.1 at L", "F ? ?", "broken", ""),  # without a condition it always holds
    ("cap A.1 at L", "L ? ?", "kept", ""),
    # lower: not the highest rating
    ("lower A.1 when A.2 below F", "L L ?", "kept", ""),
    ("lower A.1 when A.2 below F", "N N ?", "kept", ""),
    ("lower A.1 when A.2 below F", "F L ?", "broken", ""),
    ("lower A.1 when A.2 below F", "F F ?", "not-triggered", ""),
    ("lower A.1 when A.2 below F", "? N ?", "undecidable", "A.1"),
    ("lower A.1 when A.2 below F", "F ? ?", "undecidable", "A.2"),
    # fix, exactly this rating
    ("fix A.1 at P when A.2 is N", "P N ?", "kept", ""),
    ("fix A.1 at P when A.2 is N", "L N ?", "broken", ""),
    ("fix A.1 at P when A.2 is N", "N N ?", "broken", ""),
    ("fix A.1 at P when A.2 is N", "L P ?", "not-triggered", ""),
    ("fix A.1 at P when A.2 is N", "? N ?", "undecidable", "A.1"),
    ("fix A.1 at P when A.2 is N", "L ? ?", "undecidable", "A.2"),
    ("fix A.1 at P when A.2 is N", "P ? ?", "kept", ""),
    ("fix A.1 at N when A.2 is N", "P N ?", "broken", ""),
    ("fix A.1 at F when A.2 is N", "L N ?", "broken", ""),
    ("fix A.1 at F when A.2 is N", "F N ?", "kept", ""),
    # keep: not above another rating
    ("keep A.1 at most A.3 when A.2 at most P", "L P L", "kept", ""),
    ("keep A.1 at most A.3 when A.2 at most P", "P P F", "kept", ""),
    ("keep A.1 at most A.3 when A.2 at most P", "F P L", "broken", ""),
    ("keep A.1 at most A.3 when A.2 at most P", "F L N", "not-triggered", ""),
    ("keep A.1 at most A.3 when A.2 at most P", "L P ?", "undecidable", "A.3"),
    ("keep A.1 at most A.3 when A.2 at most P", "? P L", "undecidable", "A.1"),
    ("keep A.1 at most A.3 when A.2 at most P", "F ? L", "undecidable", "A.2"),
    ("keep A.1 at most A.3 when A.2 at most P", "N P ?", "kept", ""),  # nothing is below N
    ("keep A.1 at most A.3 when A.2 at most P", "? P F", "kept", ""),  # nothing is above F
    # align: the same, or nearly
    ("align A.1 with A.3 when A.2 at most P", "L P L", "kept", ""),
    ("align A.1 with A.3 when A.2 at most P", "L P F", "broken", ""),
    ("align A.1 with A.3 when A.2 at most P", "L L F", "not-triggered", ""),
    ("align A.1 with A.3 when A.2 at most P", "L P ?", "undecidable", "A.3"),
    ("align A.1 with A.3", "F ? L", "broken", ""),
    ("align A.1 with A.3 within 1 step", "F ? L", "kept", ""),
    ("align A.1 with A.3 within 1 step", "P ? L", "kept", ""),
    ("align A.1 with A.3 within 1 step", "F ? P", "broken", ""),
    ("align A.1 with A.3 within 1 step", "N ? F", "broken", ""),
    ("align A.1 with A.3 within 1 step", "N ? ?", "undecidable", "A.3"),
    ("align A.1 with A.3 within 3 steps", "? ? ?", "kept", ""),  # they cannot lie further apart
]


@pytest.mark.parametrize(("rule", "ratings", "outcome", "missing"), NUMBERED)
def test_outcome_of_a_rule_about_ratings(
    make: Make, rule: str, ratings: str, outcome: str, missing: str
) -> None:
    seen = make(MODEL.format(rule=rule)).evaluate(_rated(ratings), scope=["A"])
    row = seen.rule("R", "A.1")
    assert (row["outcome"], row["missing"]) == (outcome, missing.split())


CAUSED = [
    # rule, rating of A.1, its causes, the finding's answer, outcome, what is missing
    ("protect A.1 from cause late when finding alone", "L", ["late"], "yes", "broken", []),
    ("protect A.1 from cause late when finding alone", "N", ["late"], "yes", "broken", []),
    ("protect A.1 from cause late when finding alone", "L", ["alone"], "yes", "broken", []),
    ("protect A.1 from cause late when finding alone", "L", ["late", "alone"], "yes", "broken", []),
    ("protect A.1 from cause late when finding alone", "L", ["late", "poor"], "yes", "kept", []),
    ("protect A.1 from cause late when finding alone", "L", ["poor"], "yes", "kept", []),
    ("protect A.1 from cause late when finding alone", "F", [], "yes", "kept", []),
    ("protect A.1 from cause late when finding alone", "L", [], "yes", "undecidable", ["the causes of A.1"]),
    ("protect A.1 from cause late when finding alone", "?", [], "yes", "undecidable", ["A.1"]),
    ("protect A.1 from cause late when finding alone", "L", ["late"], "no", "not-triggered", []),
    ("protect A.1 from cause late when finding alone", "L", ["late"], "", "not-triggered", []),
    (
        "protect A.1 from cause late when finding alone",
        "L",
        ["late"],
        "open",
        "undecidable",
        ["the finding alone"],
    ),
    ("protect A.1 from cause late when finding alone", "F", [], "open", "kept", []),
    ("protect A.1 when finding alone", "L", ["alone"], "yes", "broken", []),
    ("protect A.1 when finding alone", "L", ["late"], "yes", "kept", []),
    ("protect A.1 from cause late", "L", ["late"], "", "broken", []),
    ("not used for A.1 cause late when finding alone", "L", ["late"], "yes", "broken", []),
    ("not used for A.1 cause late when finding alone", "L", ["late", "poor"], "yes", "broken", []),
    ("not used for A.1 cause late when finding alone", "L", ["poor"], "yes", "kept", []),
    ("not used for A.1 cause late when finding alone", "L", [], "yes", "kept", []),
    ("not used for A.1 cause late when finding alone", "F", [], "yes", "kept", []),
    ("not used for A.1 cause late when finding alone", "?", [], "yes", "undecidable", ["A.1"]),
    ("not used for A.1 cause late when finding alone", "L", ["late"], "no", "not-triggered", []),
    (
        "not used for A.1 cause late when finding alone",
        "L",
        ["late"],
        "open",
        "undecidable",
        ["the finding alone"],
    ),
    ("not used for A.1 cause late when finding alone", "L", ["poor"], "open", "kept", []),
    ("not used for A.1 cause late, poor", "L", ["poor"], "", "broken", []),
]


@pytest.mark.parametrize(("rule", "rating", "causes", "answer", "outcome", "missing"), CAUSED)
def test_outcome_of_a_rule_about_causes(  # noqa: PLR0913, PLR0917 - the columns of the table
    make: Make, rule: str, rating: str, causes: list[str], answer: str, outcome: str, missing: list[str]
) -> None:
    ratings = {} if rating == "?" else {"A.1": {"rating": rating, "causes": causes}}
    findings = {"alone": {"answer": answer}} if answer else {}
    seen = make(MODEL.format(rule=rule)).evaluate(ratings, scope=["A"], findings=findings)
    row = seen.rule("R", "A.1")
    assert (row["outcome"], row["missing"]) == (outcome, missing)


WARNED = [
    ("warn when A.1 differs from A.3 by more than 1 step", "F ? P", "broken"),
    ("warn when A.1 differs from A.3 by more than 1 step", "F ? L", "not-triggered"),
    ("warn when A.1 differs from A.3 by more than 1 step", "F ? ?", "undecidable"),
    ("warn when A.1 differs from A.3", "F ? L", "broken"),
    ("warn when A.1 differs from A.3", "F ? F", "not-triggered"),
    ("warn when any of A.1, A.2 is N", "N ? ?", "broken"),
    ("warn when all of A.1, A.2 at least L", "L F ?", "broken"),
    ("warn when at least 2 of A.1, A.2, A.3 below L", "P N F", "broken"),
    ("warn when at least 2 of A.1, A.2, A.3 below L", "P F F", "not-triggered"),
    ("warn when at least 2 of A.1, A.2, A.3 below L", "P ? F", "undecidable"),
    ("warn when A.1 is one of N, F", "F ? ?", "broken"),
    ("warn when A.1 is one of N, F", "L ? ?", "not-triggered"),
    ("warn when not A.1 is N and A.2 above P", "F L ?", "broken"),
    ("warn when A.1 is N or A.2 is N", "F ? ?", "undecidable"),
]


@pytest.mark.parametrize(("rule", "ratings", "outcome"), WARNED)
def test_outcome_of_a_warning(make: Make, rule: str, ratings: str, outcome: str) -> None:
    seen = make(MODEL.format(rule=rule)).evaluate(_rated(ratings), scope=["A"])
    assert list(seen.outcomes("R").values()) == [outcome]


@pytest.mark.parametrize(
    ("rule", "ratings"),
    [
        ("cap A.1 at L when A.2 at most P", "F P ?"),
        ("lower A.1 when A.2 below F", "F L ?"),
        ("fix A.1 at P when A.2 is N", "L N ?"),
        ("keep A.1 at most A.3 when A.2 at most P", "F P L"),
        ("align A.1 with A.3", "F ? L"),
    ],
)
def test_a_broken_rule_with_a_recorded_deviation_is_deviated_from(
    make: Make, rule: str, ratings: str
) -> None:
    deviations = {"R": {"reason": "The customer asked for it."}}
    seen = make(MODEL.format(rule=rule)).evaluate(_rated(ratings), deviations=deviations)
    row = seen.rule("R", "A.1")
    assert row["outcome"] == "deviated"
    assert row["message"].endswith("Deviation recorded: The customer asked for it.")


def test_a_deviation_changes_nothing_where_the_rule_is_kept_or_silent(make: Make) -> None:
    model = make(MODEL.format(rule="cap A.1 at L when A.2 at most P"))
    deviations = {"R": {"reason": "The customer asked for it."}}
    for ratings, outcome in (("L P ?", "kept"), ("F F ?", "not-triggered"), ("F ? ?", "undecidable")):
        seen = model.evaluate(_rated(ratings), deviations=deviations)
        assert seen.rule("R", "A.1")["outcome"] == outcome


def test_an_audit_never_changes_a_rating(make: Make) -> None:
    seen = make(MODEL.format(rule="fix A.1 at N")).evaluate({"A.1": "F"})
    assert seen.rule("R", "A.1")["outcome"] == "broken"
    found = seen.rating("A.1")
    assert (found["rating"], found["counts"]) == ("F", "given")


def test_a_broken_rule_says_what_is_rated_and_what_the_rule_says(make: Make) -> None:
    seen = make(MODEL.format(rule="cap A.1 at L when A.2 at most P")).evaluate(_rated("F P ?"))
    assert seen.rule("R", "A.1")["message"] == (
        "A.1 is rated F, but the rule says: cap A.1 at L when A.2 at most P."
    )


def test_an_undecidable_rule_says_what_must_be_known(make: Make) -> None:
    seen = make(MODEL.format(rule="cap A.1 at L when A.2 at most P")).evaluate(_rated("F ? ?"))
    assert seen.rule("R", "A.1")["message"] == "A.1: cannot be decided before A.2 is known."


def _rated(row: str) -> dict[str, object]:
    ratings: dict[str, object] = {}
    for number, rating in enumerate(row.split(), start=1):
        if rating == "-":
            ratings[f"A.{number}"] = {"not-applicable": "there is no such thing"}
        elif rating != "?":
            ratings[f"A.{number}"] = rating
    return ratings
