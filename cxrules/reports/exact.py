"""A result with the exact levels that a solver has proven, and where they are tighter than what was told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from cxrules.reports.columns import clean, wrap

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cxrules.reports.names import Look

Result: TypeAlias = "Mapping[str, Any]"
Levels: TypeAlias = "Mapping[str, tuple[int, int]]"


def with_exact(result: Result, levels: Levels) -> dict[str, Any]:
    """The result with exact levels, its states, open answers and target following from them.

    Under ``exact`` stands what was told before, of everything that is tighter now.
    """
    tighter: list[dict[str, Any]] = []
    capabilities = [_capability(each, levels, tighter) for each in result["capabilities"]]
    found = {**result, "capabilities": capabilities, "organisation": None}
    first = result["organisation"]
    if first is not None:
        others = [_exact(each, levels, tighter) for each in first.get("others", ())]
        found["organisation"] = {**_exact(first, levels, tighter), "others": others}
    if result["target"]:
        met = all(each["met"] is not False for each in capabilities if each["target"] is not None)
        found["target"] = {**result["target"], "met": met}
    return {**found, "exact": {"tighter": tighter}}


def _exact(entry: Result, levels: Levels, tighter: list[dict[str, Any]]) -> dict[str, Any]:
    """An entry with its exact level; where nothing is rated no level is told, as before."""
    found = levels.get(entry["id"])
    if found is None or entry["possible"] is None:
        return dict(entry)
    level = None if entry["level"] is None and found[0] != found[1] else found[0]
    before = {"level": entry["level"], "possible": entry["possible"]}
    if (level, found[1]) == (before["level"], before["possible"]):
        return dict(entry)
    tighter.append({"id": entry["id"], "level": level, "possible": found[1], "before": before})
    still = entry["open"] if found[0] != found[1] else []
    return {**entry, "level": level, "possible": found[1], "open": still}


def _capability(entry: Result, levels: Levels, tighter: list[dict[str, Any]]) -> dict[str, Any]:
    exact = _exact(entry, levels, tighter)
    if exact == entry:
        return exact
    level, wanted = exact["level"], exact["target"]
    exact["state"] = "rated" if level == exact["possible"] else exact["state"]
    exact["met"] = None if wanted is None else level is not None and level >= wanted
    return exact


def exact_lines(result: Result, look: Look) -> list[str]:
    """Where exact levels are tighter than what evaluation tells, in words."""
    tighter = result["exact"]["tighter"]
    if not tighter:
        return wrap("Exact levels: every level told is one that can still come about.", look.columns)
    lines = wrap("Exact levels, proven by a solver, are tighter than evaluation alone tells:", look.columns)
    for each in tighter:
        before = each["before"]
        text = f"{clean(each['id'])}: {_range(each)}, not {_range(before)}"
        lines += wrap(text, look.columns, "  ", "    ")
    return lines


def _range(levels: Result) -> str:
    level, possible = levels["level"], levels["possible"]
    if level is None:
        return f"not rated, up to {possible}"
    return str(level) if level == possible else f"{level} to {possible}"
