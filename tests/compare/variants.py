"""Shipped rulesets with something in them changed, and what `diff` finds. Tests nothing itself."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cxrules.reports.difference import data
from cxrules.workspace.versions import Versions, versions

if TYPE_CHECKING:
    from cxrules.compare.versions.difference import Difference

ROOT = Path(__file__).resolve().parents[2]
RULESETS = ROOT / "rulesets"
Edit = tuple[str, str, str]
"""A file below the rulesets, a text in it, and what takes its place, once."""


def changed(folder: Path, package: str, *edits: Edit, beside: tuple[str, ...] = ()) -> Path:
    """A copy of a shipped package, and of some beside it, with edits; where the package lies."""
    for name in (package, *beside):
        ignored = shutil.ignore_patterns("tests", "changes")
        shutil.copytree(RULESETS / name, folder / name, ignore=ignored, dirs_exist_ok=True)
    for name, before, after in edits:
        file = folder / name
        text = file.read_text(encoding="utf-8")
        assert text.count(before) >= 1, f"{name} has no {before!r}"
        file.write_text(text.replace(before, after, 1), encoding="utf-8")
    return folder / package


def pair(old: Path | str, new: Path | str, changes: str = "none") -> Versions:
    """Both, loaded without a rename map unless one is named."""
    found, problems = versions(str(old), str(new), changes)
    assert found is not None, problems
    return found


def difference(old: Path | str, new: Path | str, changes: str = "none") -> Difference:
    """What changed between two packages."""
    return pair(old, new, changes).difference()


def document(old: Path | str, new: Path | str, changes: str = "none") -> dict[str, Any]:
    """The same as data."""
    return data(difference(old, new, changes))


def verdicts(document: dict[str, Any]) -> dict[tuple[str, str], str]:
    """The verdicts by kind and id, without those that are equal."""
    return {
        (each["kind"], each["id"]): each["verdict"]
        for each in document["changed"]
        if each["verdict"] != "equal"
    }
