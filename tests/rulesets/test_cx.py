"""The rulesets of customer experience hold every criterion of the reference, and compute their measures."""

from __future__ import annotations

import csv
from collections import Counter
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from cxrules.syntax import tree
from tests.rulesets.cmmi_cases import ruleset
from tests.rulesets.cx_cases import SURVEY, TICKETS, assessment, evaluated, measures, model_of, write
from tests.rulesets.reading import REFERENCE, read

if TYPE_CHECKING:
    from pathlib import Path


MODELS = {
    "cx": ["Initial", "Managed", "Defined", "Quantified", "Embedded"],
    "cx-motex": ["Initial", "Managed", "Defined", "Optimized", "Advanced"],
    "cx-fiveable": ["Initial", "Managed", "Defined", "Quantified", "Optimized"],
}
CRITERIA, AREAS, PREREQUISITES, ACROSS = 91, 8, 112, 58
LETTERS = {
    "D": "document", "I": "interview", "R": "record", "O": "observation", "S": "survey", "K": "kpi",
}  # fmt: skip


@cache
def _facts() -> list[dict[str, str]]:
    path = REFERENCE / "cx-criteria.csv"
    if not path.is_file():
        pytest.skip("the reference data is not here: no ../shared/reference/cx-criteria.csv")
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _criteria() -> dict[str, Any]:
    return {each.id: each for area in ruleset("cx").capabilities.values() for each in area.criteria}


# ------------------------------------------------------------------------------- against the reference


def test_counts() -> None:
    held = _criteria()
    needs = [(name, need) for name, each in held.items() for need, _ in each.prerequisites]
    assert (len(held), len(ruleset("cx").capabilities)) == (CRITERIA, AREAS)
    assert len(needs) == PREREQUISITES
    assert sum(name.split(".")[1] != need.split(".")[1] for name, need in needs) == ACROSS


def test_criteria_with_level_statement_and_prerequisites() -> None:
    held = {
        name: (each.level, each.title, {need for need, _ in each.prerequisites})
        for name, each in _criteria().items()
    }
    assert held == {
        row["id"]: (int(row["level"]), row["statement"], set(row["prerequisites"].split()))
        for row in _facts()
    }


def test_kinds_of_evidence() -> None:
    kinds = set(LETTERS.values())
    for row in _facts():
        wanted = {LETTERS[letter] for letter in row["evidence"].split()}
        assert kinds & set(_criteria()[row["id"]].tags) == wanted, row["id"]


def test_evidence_is_demanded_and_what_is_measured_is_rated_by_it() -> None:
    clauses = ruleset("cx").clauses
    measured = {
        f"{area.name.text}.{each.name.text}"
        for area in read("cx-areas").all(tree.Capability)
        for each in area.parts
        if isinstance(each, tree.Criterion)
        and any(isinstance(part, tree.Rate | tree.RateBy) for part in each.parts)
    }
    for row in _facts():
        letters = set(row["evidence"].split())
        said = clauses.get(row["id"])
        demanded = {word for need in said.needs for word in need.split(" and ")} if said else set()
        for letter in letters & set("DIRO"):
            assert LETTERS[letter] in demanded, row["id"]
        assert demanded <= {LETTERS[each] for each in letters & set("DIRO")} | {"measure"}, row["id"]
        assert (row["id"] in measured) == bool(row["kpi_rule"]), row["id"]


def test_every_number_has_an_origin() -> None:
    parameters = ruleset("cx").parameters
    assert [name for name, each in parameters.items() if not each.source] == []


def test_names_of_levels() -> None:
    for name, names in MODELS.items():
        plan = model_of(name).plan
        assert [plan.level_names[level] for level in range(1, 6)] == names
        assert [each.levels for each in plan.organisations] == [plan.level_names]


def test_three_models_over_the_same_areas() -> None:
    held = [ruleset(name) for name in MODELS]
    for part in ("capabilities", "parameters", "inputs", "tables"):
        assert all(list(getattr(each, part)) == list(getattr(held[0], part)) for each in held), part


# ------------------------------------------------------------------------------------- one evidence file


def _survey(path: Path) -> None:
    """240 invitations, 200 answers: on the web 60 of 100 satisfied, in the shop 80 of 100."""
    rows = [
        (
            *(f"r{n}", "web" if n < 100 else "shop", "buying", "2026-06-01", "2026-06-02"),
            *((10, 8, 3)[n % 3 if n < 198 else 1], 5 if n % 10 < (6 if n < 100 else 8) else 2, 1 + n % 7),
            *(("yes", "no", "no", "no", "unknown")[n % 5], "yes" if n % 10 == 0 else "no", 1),
        )
        for n in range(200)
    ]
    late = [(f"r{n}", "shop", "buying", "2026-06-01", *[""] * 6, 1) for n in range(200, 240)]
    write(path, SURVEY, [*rows, *late])


def _customers(path: Path) -> None:
    """50 who joined long ago, of whom 10 left this year and 5 before it, and 20 who are new."""
    rows = [
        (f"c{n}", "2020-01-01", "2026-05-05" if n < 10 else "2024-05-05" if n < 15 else "") for n in range(50)
    ]
    write(path, "customer joined left", [*rows, *((f"n{n}", "2026-05-05", "") for n in range(20))])


def _purchases(path: Path) -> None:
    """40 customers; 10 buy on two days, 10 twice on one day, for 5 each time."""
    first = [(f"c{n}", "2026-05-05", 5) for n in range(40)]
    again = [(f"c{n}", "2026-07-05" if n < 10 else "2026-05-05", 5) for n in range(20)]
    write(path, "customer bought margin", [*first, *again])


def _tickets(path: Path) -> None:
    """100 contacts by chat, each answered after half an hour or after two; some late or passed on."""
    rows = [
        (
            *(f"t{n}", "chat", "2026-06-01 10:00", "2026-06-01 10:30" if n % 2 else "2026-06-01 12:00"),
            *("2026-06-02 10:00", "2026-06-02 09:00" if n % 10 else "2026-06-02 11:00", "no"),
            *("yes" if n % 5 == 0 else "no", "no", "yes"),
            "2026-06-01 11:00" if n % 4 else "2026-06-05 11:00",
        )
        for n in range(100)
    ]
    write(path, TICKETS, rows)


def _evidence(folder: Path, model: str, more: str = "") -> Path:
    writers = {"survey": _survey, "customers": _customers, "purchases": _purchases, "tickets": _tickets}
    for name, writer in writers.items():
        writer(folder / f"{name}.csv")
    ratings = "ratings: {CX.STR.1.1: F, CX.GOV.1.1: F, CX.DES.1.1: F}\n"
    return assessment(folder, model, writers, more + ratings)


KPIS: dict[str, Fraction | int] = {
    "nps": 0,
    "csat": 70,
    "csat_mean": Fraction(41, 10),
    "problem_incidence": 25,
    "had_to_repeat": 10,
    "channel_gap": 20,
    "answers_in_year": 200,
    "answers_of_weakest_journey": 200,
    "response_rate": Fraction(250, 3),
    "retention": Fraction(700, 9),
    "churn": Fraction(200, 9),
    "repeat_purchase_rate": 25,
    "clv": Fraction(15, 2),
    "first_response_median": Fraction(5, 4),
    "first_response_p90": 2,
    "resolution_median": 23,
    "resolution_p90": 24,
    "sla_attainment": 90,
    "first_answer_in_limit": 50,
    "first_contact_resolution": 80,
    "reopened": 0,
    "escalation_rate": 0,
    "complaints_acknowledged": 75,
    "complaints_resolved": 100,
}


def test_kpis_of_a_small_shop(tmp_path: Path) -> None:
    found = measures(_evidence(tmp_path, "cx"))
    for name, wanted in KPIS.items():
        assert found[name, None]["value"] == f"{float(wanted):.2f}", name


def test_what_is_not_given_is_not_known(tmp_path: Path) -> None:
    found = measures(_evidence(tmp_path, "cx"))
    assert {name for (name, _), each in found.items() if each["value"] is None} >= {
        "nps_before",
        "nps_change",
        "problem_change",
        "strategy_awareness",
        "training_coverage",
    }


def test_channels_have_their_own_measures_and_the_gap_is_of_the_whole(tmp_path: Path) -> None:
    found = measures(_evidence(tmp_path, "cx", "instances: {web: {}, shop: {}}\n"))
    assert {place: found["csat", place]["value"] for place in (None, "web", "shop")} == {
        None: "70.00",
        "web": "60.00",
        "shop": "80.00",
    }
    assert [place for name, place in found if name == "channel_gap"] == [None]


def test_three_models_evaluate_one_evidence_file(tmp_path: Path) -> None:
    levels = [evaluated(_evidence(tmp_path, name)).levels() for name in MODELS]
    assert levels[0] == levels[1] == levels[2]
    assert levels[0] == {"CX.STR": (0, 0), "CX.GOV": (0, 0), "CX.DES": (0, 0)}, "rated, with nothing to show"


def test_all_tables_have_a_key_or_rows_of_their_own() -> None:
    keys = Counter(column.role for table in ruleset("cx").tables.values() for column in table.columns)
    assert keys["key"] == len(ruleset("cx").tables) - 1, "a purchase alone has no key"
