"""The stated levels: what they are where a blank counts as the model says, beside those that are sure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from cxrules.reports.columns import clean, wrap

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cxrules.reports.names import Look

Result: TypeAlias = "Mapping[str, Any]"


def stated_lines(result: Result, entries: Sequence[Result], look: Look) -> list[str]:
    """One sentence with every level that blanks decide; none where nothing is blank or nothing is stated."""
    told = [
        f"{clean(entry['id'])} {entry['stated']}"
        for entry in entries
        if entry["stated"] is not None and entry["level"] != entry["possible"]
    ]
    whole = result["organisation"]
    for each in [whole, *whole["others"]] if whole else []:
        if each["stated"] is not None and each["level"] != each["possible"]:
            name = clean(each["title"] or each["id"] or "the organisation")
            told.append(f"{name} {each['stated']}")
    if not told:
        return []
    return wrap(f"Levels with blanks counted as the model states: {', '.join(told)}.", look.columns)
