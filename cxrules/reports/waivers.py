"""What waivers do to the levels of a result: with them, without them, and when a level falls."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from cxrules.reports.columns import clean, counted, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cxrules.reports.names import Look

Entry: TypeAlias = "Mapping[str, Any]"


def waiver_lines(result: Mapping[str, Any], look: Look) -> list[str]:
    """A line for each capability whose level rests on waivers, then one for each waiver; none without any."""
    waivers = result["waivers"]
    if not waivers:
        return []
    lines = [_heading(waivers)]
    for sentence in [*_levels(result), *map(_waiver, waivers)]:
        lines += wrap(sentence, look.columns, f"  {look.signs.bullet} ")
    return lines


def _heading(waivers: list[Entry]) -> str:
    counts = sum(each["state"] == "in-force" for each in waivers)
    return f"{counted(len(waivers), 'waiver')}, {counts or 'none'} in force:"


def _levels(result: Mapping[str, Any]) -> Iterator[str]:
    """What changes with the waivers; where none changes a level, this is said too."""
    whole = result["organisation"]
    entries = [*result["capabilities"], *([whole, *whole["others"]] if whole else [])]
    found = [each for each in entries if each["falls"] or _level(each) != _level(each["without-waivers"])]
    for each in found:
        now, before, falls = _level(each), _level(each["without-waivers"]), each["falls"]
        then = f"falls on {falls}" if falls else "does not fall when they end"
        name = clean(each["id"] or each["title"]) or "The organisation"
        yield f"{name}: {now} with waivers, {before} without; {then}."
    if not found and any(each["state"] == "in-force" for each in result["waivers"]):
        yield "No level depends on them."


def _level(entry: Entry) -> str:
    """``level 1``, ``level 0 (up to 2 possible)``, ``not rated``."""
    level, possible = entry["level"], entry["possible"]
    if level is None:
        return "not rated"
    return f"level {level}" + (f" (up to {possible} possible)" if possible != level else "")


def _waiver(waiver: Entry) -> str:
    about = f"{clean(waiver['subject'])} as {clean(waiver['rating'])}"
    why = f"approved by {clean(waiver['approved-by'])}: {clean(waiver['reason']).rstrip('.')}"
    when = {
        "expired": f"expired on {waiver['until']}",
        "not-yet": f"not in force before {waiver['from']}",
    }.get(waiver["state"], f"until {waiver['until']}")
    return f"{about}, {when}, {why}."
