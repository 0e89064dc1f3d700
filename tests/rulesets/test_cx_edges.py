"""The edges of the measures of customer experience: what is counted, and what counts nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.rulesets.cx_cases import DAY, SURVEY, TICKETS, assessment, measures, write

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path


def _measured(folder: Path, table: str, columns: str, rows: Iterable[Sequence[object]]) -> dict[str, Any]:
    """The measures of one table, each row 60 times; the first column is a key where it is empty."""
    many = [(row[0] or f"k{n}-{at}", *row[1:]) for n in range(60) for at, row in enumerate(rows)]
    write(folder / f"{table}.csv", columns, many)
    found = measures(assessment(folder, "cx", [table]))
    return {name: each for (name, _), each in found.items()}


def _told(measure: dict[str, Any]) -> tuple[str | None, int]:
    return measure["value"], measure["n"]


def test_retention_is_of_those_who_were_there(tmp_path: Path) -> None:
    """Of seven: two stay (one leaves tomorrow), two are gone, and three were not there a year ago."""
    rows = [
        ("", "2025-11-20", ""),
        ("", "2020-01-01", "2026-11-21"),
        ("", "2020-01-01", "2026-11-20"),
        ("", "2020-01-01", "2025-11-21"),
        ("", "2020-01-01", "2025-11-20"),
        ("", "2025-11-21", ""),
        ("", "2026-01-01", "2026-02-01"),
    ]
    found = _measured(tmp_path, "customers", "customer joined left", rows)
    assert _told(found["retention"]) == _told(found["churn"]) == ("50.00", 240)
    assert found["retention"]["low"] == found["churn"]["low"] == "43.72"


def test_without_customers_at_the_start_nothing_is_retained(tmp_path: Path) -> None:
    found = _measured(tmp_path, "customers", "customer joined left", [("", "2026-01-01", "")])
    assert _told(found["retention"]) == _told(found["churn"]) == (None, 0)


def test_complaints_count_once_their_limit_has_passed(tmp_path: Path) -> None:
    """Of six contacts: one is no complaint, and two can still be solved in time, one of them acknowledged."""
    old, late = "2026-10-20 10:00", "2026-10-21 10:00"
    rows = [
        ("", "web", old, "", "", "2026-11-19 10:00", "", "", "", "yes", "2026-10-22 10:00"),
        ("", "web", old, "", "", "2026-11-20 10:00", "", "", "", "yes", "2026-10-22 10:01"),
        ("", "web", old, "", "", "", "", "", "", "yes", ""),
        ("", "web", old, "", "", "2026-10-21 10:00", "", "", "", "no", ""),
        ("", "web", late, "", "", "2026-10-23 10:00", "", "", "", "yes", "2026-10-21 11:00"),
        ("", "web", "2026-11-18 10:00", "", "", "", "", "", "", "yes", ""),
    ]
    found = _measured(tmp_path, "tickets", TICKETS, rows)
    assert _told(found["complaints_resolved"]) == ("33.33", 180)
    assert _told(found["complaints_acknowledged"]) == ("50.00", 240)


def test_what_is_late_and_open_is_missed_and_what_has_time_is_out(tmp_path: Path) -> None:
    before, after = "2026-11-19 12:00", "2026-11-20 12:00"
    rows = [
        ("", "web", "2026-11-01 10:00", "2026-11-01 11:00", before, before, "no", "no", "no", "no", ""),
        ("", "web", "2026-11-01 10:00", "", before, after, "no", "yes", "no", "no", ""),
        ("", "web", "2026-11-01 10:00", "", before, "", "", "", "", "no", ""),
        ("", "web", "2026-11-19 22:00", "", after, "", "", "", "", "no", ""),
        ("", "social", "2026-11-19 22:30", "", after, "", "", "", "", "no", ""),
        ("", "social", "2026-11-19 21:30", "", after, "", "", "", "", "no", ""),
        ("", "chat", "2026-11-19 22:30", "", after, "", "", "", "", "no", ""),
    ]
    found = _measured(tmp_path, "tickets", TICKETS, rows)
    assert _told(found["sla_attainment"]) == ("33.33", 180)
    assert _told(found["first_answer_in_limit"]) == ("20.00", 300)
    assert _told(found["first_contact_resolution"]) == ("50.00", 120)
    assert (_told(found["waiting"])[0], _told(found["unsolved"])[0]) == ("360.00", "300.00")
    assert _told(found["first_response_median"]) == ("1.00", 60)


def test_answers_that_are_none_count_nowhere(tmp_path: Path) -> None:
    rows = [
        ("", "web", "a", DAY, DAY, 9, 4, 5, "yes", "yes", 1),
        ("", "web", "a", DAY, DAY, 8, 3, 4, "no", "", 1),
        ("", "web", "a", DAY, DAY, 6, 3, 4, "no", "", 1),
        ("", "web", "a", DAY, DAY, "", "", "", "unknown", "", 1),
        ("", "web", "a", DAY, "", "", "", "", "", "", 1),
    ]
    found = _measured(tmp_path, "survey", SURVEY, rows)
    assert _told(found["nps"]) == ("0.00", 180)
    assert _told(found["csat"]) == _told(found["ces"]) == _told(found["problem_incidence"]) == ("33.33", 180)
    assert _told(found["had_to_repeat"]) == (None, 60), "fewer than 100"
    assert _told(found["response_rate"]) == ("80.00", 300)
    assert found["channel_gap"]["value"] is None, "one channel has nothing to be apart from"


def test_no_answer_is_of_this_year_and_of_the_year_before(tmp_path: Path) -> None:
    days = {DAY: 9, "2025-11-20": 9, "2025-11-19": 0, "2024-11-20": 8, "2024-11-19": 10, "2026-11-21": 10}
    rows = [("", "web", "a", "2024-01-01", day, score, *[""] * 4, 1) for day, score in days.items()]
    found = _measured(tmp_path, "survey", SURVEY, rows)
    assert _told(found["nps"]) == ("100.00", 120)
    assert _told(found["nps_before"]) == ("-50.00", 120)
    assert found["nps_change"]["value"] == "150.00"


def test_who_bought_longer_ago_is_no_customer_of_the_window(tmp_path: Path) -> None:
    rows = [(f"{n} {who}", day) for n in range(40) for who, days in _BUYERS.items() for day in days]
    write(tmp_path / "purchases.csv", "customer bought", rows)
    found = measures(assessment(tmp_path, "cx", ["purchases"]))
    assert _told(found["repeat_purchase_rate", None]) == ("33.33", 120)
    assert found["clv", None]["value"] is None, "without a column of margins"


_BUYERS = {
    "back": ("2026-01-01", "2026-05-05"),
    "twice on one day": ("2026-01-01", "2026-01-01"),
    "once this year": ("2025-01-01", "2026-01-01"),
    "long ago": ("2024-01-01", "2024-05-05"),
}


def test_of_columns_that_nobody_keeps_nothing_is_known(tmp_path: Path) -> None:
    rows = [("", "web", DAY, 9, 1)]
    found = _measured(tmp_path, "survey", "respondent channel answered score weight", rows)
    assert {name for name, each in found.items() if each["n"]} == {
        "nps",
        "answers_in_quarter",
        "answers_in_year",
    }


def test_staff_without_a_result_have_proved_nothing(tmp_path: Path) -> None:
    rows = [
        ("", "yes", "2026-01-01", "yes"),
        ("", "yes", "2026-01-01", ""),
        ("", "yes", "", "no"),
        ("", "yes", "", ""),
        ("", "no", "2026-01-01", "yes"),
    ]
    found = _measured(tmp_path, "training", "employee customer_facing trained passed", rows)
    assert _told(found["training_coverage"]) == ("50.00", 240)
    assert _told(found["training_proven"]) == ("25.00", 240)
