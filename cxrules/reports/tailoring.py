"""What a profile changed, in the words of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from cxrules.reports.columns import clean, wrap

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cxrules.reports.names import Look

Result: TypeAlias = "Mapping[str, Any]"

DONE = {
    "set": "sets",
    "drop": "leaves out",
    "extend": "adds to",
    "replace": "replaces the rule",
    "add": "adds the rule",
}
"""What each kind of change does."""


def tailoring_lines(result: Result, look: Look) -> list[str]:
    """A line for the profile and one for each of its changes with its reason; none without a profile."""
    if not result["profile"]:
        return []
    lines = wrap(f"Tailored by the profile {clean(result['profile'])}:", look.columns)
    for change in result["tailoring"]:
        reason = f": {clean(change['because'])}" if change["because"] else ""
        lines += wrap(f"- {DONE[change['change']]} {clean(change['of'])}{reason}", look.columns)
    return lines
