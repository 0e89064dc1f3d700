"""Versions of a model side by side, by meaning."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.api.errors import CxrulesError, refusals

if TYPE_CHECKING:
    from pathlib import Path

    from cxrules.compare.versions.difference import Difference


def diff(
    old: str | Path,
    new: str | Path,
    *,
    changes: str | Path | None = None,
    method: str | None = None,
    reading: str = "audit",
    seconds: float = 60.0,
) -> Difference:
    """What changed between two versions of a model, by meaning, with verdicts that are proven.

    `changes` is the path of a rename map; without it the one that `new` brings along, ``none``: not even
    that. `seconds` limit the solver in all. `cxrules.reports.difference.data` gives it as plain data. Needs
    the extra ``solve``. Raises CxrulesError where a version or the map has errors, there is no such method,
    or the solver is missing; OSError where a file cannot be read.
    """
    from cxrules.workspace.versions import versions

    with refusals():
        named = None if changes is None else str(changes)
        found, problems = versions(str(old), str(new), named, method, reading)
        if found is None:
            raise CxrulesError(f"{old} and {new} cannot be compared", problems)
        return found.difference(seconds)
