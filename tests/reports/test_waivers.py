"""What a report says of waivers: the level with and without them, when it falls, and each of them."""

from __future__ import annotations

from typing import Any

from cxrules.reports.columns import UNICODE
from cxrules.reports.names import Look
from cxrules.reports.waivers import waiver_lines

LOOK = Look(60, UNICODE)
WAIVER = {
    "subject": "A.PA.1.1",
    "rating": "L",
    "reason": "A new tool.",
    "approved-by": "sponsor",
    "from": "2026-10-01",
    "until": "2027-01-31",
    "state": "in-force",
}


def _capability(
    name: str, level: int | None, without: int | None, falls: str | None = None, possible: int = 2
) -> dict[str, Any]:
    return {
        "id": name,
        "level": level,
        "possible": possible,
        "without-waivers": {"level": without, "possible": possible},
        "falls": falls,
    }


def test_without_waivers_nothing_is_said() -> None:
    assert waiver_lines({"waivers": [], "organisation": None, "capabilities": []}, LOOK) == []


def test_levels_with_and_without() -> None:
    capabilities = [
        _capability("A", 2, 1, "2027-02-01"),
        _capability("B", 1, None),
        _capability("C", 2, 2),
        _capability("D", None, None),
    ]
    assert waiver_lines({"waivers": [WAIVER], "organisation": None, "capabilities": capabilities}, LOOK) == [
        "1 waiver, 1 in force:",
        "  • A: level 2 with waivers, level 1 (up to 2 possible)",
        "    without; falls on 2027-02-01.",
        "  • B: level 1 (up to 2 possible) with waivers, not rated",
        "    without; does not fall when they end.",
        "  • A.PA.1.1 as L, until 2027-01-31, approved by sponsor: A",
        "    new tool.",
    ]


def test_the_level_of_the_organisation() -> None:
    whole = {**_capability("", 2, 1, "2027-02-01"), "title": "", "others": [_capability("staged", 2, 2)]}
    lines = waiver_lines({"waivers": [WAIVER], "organisation": whole, "capabilities": []}, Look(100, UNICODE))
    assert lines[1] == (
        "  • The organisation: level 2 with waivers, level 1 (up to 2 possible) without; falls on 2027-02-01."
    )


def test_waivers_that_change_no_level() -> None:
    assert waiver_lines(
        {"waivers": [WAIVER], "organisation": None, "capabilities": [_capability("C", 2, 2)]}, LOOK
    )[:2] == [
        "1 waiver, 1 in force:",
        "  • No level depends on them.",
    ]


def test_waivers_out_of_force_say_so() -> None:
    waivers = [{**WAIVER, "state": "expired"}, {**WAIVER, "state": "not-yet"}]
    assert waiver_lines(
        {"waivers": waivers, "organisation": None, "capabilities": []}, Look(100, UNICODE)
    ) == [
        "2 waivers, none in force:",
        "  • A.PA.1.1 as L, expired on 2027-01-31, approved by sponsor: A new tool.",
        "  • A.PA.1.1 as L, not in force before 2026-10-01, approved by sponsor: A new tool.",
    ]


def test_a_file_cannot_steer_the_terminal() -> None:
    lines = waiver_lines(
        {"waivers": [{**WAIVER, "reason": "\x1b[2J"}], "organisation": None, "capabilities": []}, LOOK
    )
    assert not any("\x1b" in line for line in lines)
