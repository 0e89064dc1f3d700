"""Levels of the organisation and named values as lines of a report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxrules.plan.plan import ValueNodes
from cxrules.reports.columns import UNICODE
from cxrules.reports.names import Look
from cxrules.reports.valued import organisation_lines, value_lines
from tests.reports.samples import NAMES, result

if TYPE_CHECKING:
    from collections.abc import Sequence

LOOK = Look(100, UNICODE)
VERDICT = ("unsatisfied", "not-rated", "satisfied")


def _level(name: str, level: int, possible: int, word: str) -> dict[str, Any]:
    return {"id": name, "title": f"The {name} level", "level": level, "possible": possible, "name": word}


def _lines(
    rows: Sequence[tuple[ValueNodes, str | None, str | None]], *, every: bool = False, most: int | None = None
) -> list[str]:
    values = [
        {
            "subject": each.subject,
            "name": each.name,
            "level": each.level,
            "type": each.type,
            "value": value,
            "possible": possible,
        }
        for each, value, possible in rows
    ]
    found = {**result(), "values": values, "up-to-level": most}
    names = NAMES._replace(values=tuple(each for each, _, _ in rows))
    return value_lines(found, found["capabilities"], names, LOOK, every=every)


def _goal(name: str) -> ValueNodes:
    return ValueNodes(name, "rating", None, 0, "rating", VERDICT, "Rating")


def _score(name: str, kind: str = "number", title: str = "Score") -> ValueNodes:
    return ValueNodes(name, "score", None, 0, kind, (), title)


def test_without_levels_of_the_organisation_there_is_no_line() -> None:
    assert organisation_lines(result(), LOOK) == []


def test_each_list_of_levels_has_a_line() -> None:
    first = {**_level("staged", 1, 3, "Initial"), "others": [_level("other", 2, 2, "Managed")]}
    assert organisation_lines({**result(), "organisation": first}, LOOK) == [
        "The staged level  1 Initial, up to 3 possible",
        "The other level   2 Managed",
    ]


def test_ratings_are_counted_and_those_below_the_best_are_named() -> None:
    rows = [
        (_goal("SWE.1.G.1"), "satisfied", "satisfied"),
        (_goal("SWE.1.G.2"), "unsatisfied", "unsatisfied"),
        (_goal("SWE.1.G.3"), None, "satisfied"),
        (_goal("SWE.2.G.1"), "not-rated", "not-rated"),
        (_goal("SWE.2.G.2"), "unsatisfied", "unsatisfied"),
    ]
    assert _lines(rows) == [
        "Goals: 1 satisfied, 1 not-rated (SWE.2.G.1), 2 unsatisfied (SWE.1.G.2 and SWE.2.G.2), 1 open."
    ]
    assert _lines(rows, every=True)[0].startswith("Goals: 1 satisfied (SWE.1.G.1), 1 not-rated (SWE.2.G.1)")


def test_one_thing_is_told_in_the_singular() -> None:
    assert _lines([(_goal("SWE.1.G.1"), "satisfied", "satisfied")]) == ["Goal: 1 satisfied."]


def test_what_holds_or_not_is_counted_too() -> None:
    rows = [
        (_score("SWE.1", "truth", "Ready"), "yes", "yes"),
        (_score("SWE.2", "truth", "Ready"), "no", "no"),
    ]
    assert _lines(rows) == ["Ready: 1 yes, 1 no (SWE.2)."]


def test_numbers_are_told_for_each_thing() -> None:
    rows = [
        (_score("SWE.1"), "5/2", "5/2"),
        (_score("SWE.2"), "1", "2"),
        (_score("SWE.3"), None, None),
    ]
    assert _lines(rows) == ["Score: SWE.1 2.5, SWE.2 1 to 2 and SWE.3 does not apply."]
    assert _lines([(_score("SWE.1", "percent"), "25/2", "25/2")]) == ["Score: SWE.1 12.5 %."]
    assert _lines([(_score("SWE.1", "date"), "2026-11-20", "2026-11-20")]) == ["Score: SWE.1 2026-11-20."]


def test_what_is_worked_out_of_the_model_needs_no_name() -> None:
    assert _lines([(_score("model", "percent"), "60", "100")]) == ["Score: 60 % to 100 %."]
    assert _lines([(_score("model", "truth", "Thrifty"), None, "yes")]) == ["Thrifty: open."]
    assert _lines([(_score("model", "truth", "Thrifty"), "no", "no")]) == ["Thrifty: no."]


def test_steps_on_the_way_are_shown_on_request() -> None:
    step = (_score("SWE.1", title=""), "1", "1")
    on_level = (ValueNodes("SWE.1", "done", 2, 0, "truth", (), "Done"), "yes", "yes")
    assert _lines([step, on_level]) == []
    assert _lines([step, on_level], every=True) == ["score: SWE.1 1.", "Done, level 2: 1 yes (SWE.1)."]


def test_nothing_is_said_of_what_is_not_rated_at_all() -> None:
    assert _lines([(_score("SUP.1"), "1", "1")]) == []


def test_nothing_is_said_of_what_lies_above_the_levels_assessed() -> None:
    rows = [(_score("SWE.1.PA.2.1"), "1", "1"), (_score("SWE.1.PA.3.1"), "2", "2")]
    assert _lines(rows, most=2) == ["Score: SWE.1.PA.2.1 1."]
