"""How an assessment was done, as sentences of the page."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from cxrules.reports.agreement import agreement_text, decimal
from cxrules.reports.columns import ASCII
from cxrules.reports.conduct import conduct_lines, disagreement_lines
from cxrules.reports.names import Look

LOOK = Look(200, ASCII)
NOTHING: dict[str, Any] = {
    "redacted-for": None,
    "signed-off": [],
    "supersedes": None,
    "based-on": None,
    "carried": [],
    "sampling": None,
    "record": {"class": None, "purpose": "", "sponsor": "", "independence": {}},
}


def told(**more: Any) -> list[str]:  # noqa: ANN401  # parts of a result
    keys = {key.replace("_", "-"): value for key, value in more.items()}
    return conduct_lines({**NOTHING, **keys}, LOOK)


def test_nothing_said_nothing_told() -> None:
    assert told() == []


def test_who_signed_and_what_it_supersedes() -> None:
    signed = [
        {"by": "lead", "role": "lead", "date": "2026-11-30"},
        {"by": "anna", "role": "sponsor", "date": None},
    ]
    assert told(signed_off=signed, supersedes="first") == [
        "Signed off by lead on 2026-11-30 and anna (sponsor).",
        "Supersedes first.",
    ]


def test_the_record_in_one_sentence() -> None:
    record = {
        "class": 2,
        "purpose": "Choose a supplier.",
        "sponsor": {"name": "Purchasing", "relation": "customer"},
        "independence": {"body": "A", "lead": "B"},
    }
    assert told(record=record) == [
        (
            "Class 2 assessment; purpose: Choose a supplier; sponsor: Purchasing (relation: customer); "
            "independence: body A, lead B."
        )
    ]
    assert told(record={**NOTHING["record"], "sponsor": ["A", "B"]}) == ["Sponsor: A, B."]


def test_what_was_carried_over() -> None:
    carried = [{"subject": f"A.{number}", "instance": None} for number in range(9)]
    assert told(carried=carried, based_on="first") == [
        "9 ratings are carried over from first: A.0, A.1, A.2, A.3, A.4, A.5 and 3 more."
    ]
    assert told(carried=[{"subject": "A.1", "instance": "app"}]) == ["1 rating is carried over: A.1 in app."]


def test_what_a_sample_lacks_and_for_whom_it_is_redacted() -> None:
    lacks = [{"message": f"Rule {number} is broken."} for number in range(8)]
    first, second = told(redacted_for="press", sampling={"lacks": lacks})
    assert first == "For press: confidential details are left out."
    assert second.startswith("The sample does not cover the organisation: Rule 0 is broken. Rule 1")
    assert second.endswith("Rule 5 is broken. And 2 more.")
    assert told(sampling={"lacks": []}) == []


def entry(subject: str, counts: str | None, *voices: tuple[str, str | None], decided: bool) -> dict[str, Any]:
    return {
        "subject": subject,
        "instance": None,
        "ratings": [{"by": by, "rating": rating} for by, rating in voices],
        "rule": "majority",
        "decided": decided,
        "counts": counts,
        "because": "that is how it is",
    }


def test_disagreements_open_and_decided() -> None:
    entries = [
        entry("A", None, ("x", "L"), ("y", "P"), decided=False),
        entry("B", None, ("x", "L"), decided=False),
        entry("C", "L", ("x", "L"), ("y", None), decided=True),
        entry("D", None, ("x", None), ("y", "L"), decided=True),
    ]
    assert disagreement_lines({"disagreements": entries}, LOOK) == [
        "Assessors disagree on 2 ratings: A (x L, y P) and B (x L; that is how it is).",
        (
            "Decided between assessors, 2 ratings: C counts as L "
            "(x L, y not applicable; that is how it is) and "
            "D counts as not applicable (x not applicable, y L; that is how it is)."
        ),
    ]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(1, 3), "0.3333"),
        (Fraction(2, 3), "0.6667"),
        (Fraction(-1, 3), "-0.3333"),
        (Fraction(1, 20000), "0.0001"),
        (Fraction(-1, 40000), "0.0000"),
        (Fraction(1), "1.0000"),
        (Fraction(-3, 2), "-1.5000"),
    ],
)
def test_four_decimals(value: Fraction, text: str) -> None:
    assert decimal(value) == text


def test_an_undefined_statistic_says_why() -> None:
    nothing = {"value": None, "exact": None, "subjects": 2, "undefined": "all are the same"}
    one = {"value": "1.0000", "exact": "1", "subjects": 2, "undefined": None}
    pair = {
        "assessors": ["x", "y"],
        "equal": one,
        "kappa": nothing,
        "linear-kappa": nothing,
        "quadratic-kappa": nothing,
    }
    data = {
        "assessment": "case",
        "assessors": ["x", "y"],
        "subjects": 2,
        "equal": one,
        "fleiss-kappa": nothing,
        "krippendorff-alpha": nothing,
        "pairs": [pair],
        "disagreements": [],
    }
    assert agreement_text(data, LOOK) == (
        "case: 2 assessors, 2 subjects rated by two or more of them.\n\n"
        "Equal ratings                  1.0000 (2 subjects)\n"
        "Fleiss' kappa                  undefined: all are the same\n"
        "Krippendorff's alpha, ordinal  undefined: all are the same\n\n"
        "Pair      subjects      equal      kappa     linear  quadratic\n"
        "x and y          2     1.0000  undefined  undefined  undefined\n"
        "Undefined for x and y: all are the same.\n\n"
        "No disagreements.\n"
    )
