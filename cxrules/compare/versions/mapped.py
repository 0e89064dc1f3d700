"""A rename map held against the two versions it is for; and a map made of what was found out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.compare.versions.element import RATED
from cxrules.compare.versions.elements import elements
from cxrules.exchange.problems import Problems, listed
from cxrules.model.changes import Changed, RenameMap
from cxrules.model.version import full_version

if TYPE_CHECKING:
    from collections.abc import Collection

    from cxrules.compare.versions.matching import Matching
    from cxrules.diagnostics import Diagnostic
    from cxrules.model.ruleset import Ruleset
    from cxrules.text import Span


def check_changes(changes: RenameMap, old: Ruleset, new: Ruleset) -> list[Diagnostic]:
    """Ids that there are not, with near names; what the map leaves out; what is wrongly called new."""
    problems = Problems(changes.source)
    for given, ruleset, key in ((changes.old, old, "from"), (changes.new, new, "to")):
        if full_version(given) != full_version(ruleset.version) or changes.model not in {old.id, new.id}:
            message = (
                f"The rename map is for {changes.model} {changes.old} and {changes.new}; '{key}' here is "
                f"{ruleset.id} {ruleset.version}."
            )
            problems.add("CX0590", message, None)
            return problems.found
    before, after = (
        {kind: [key.id for key in elements(each) if (key.kind in RATED) == kind] for kind in (True, False)}
        for each in (old, new)
    )
    for row in changes.rows.values():
        _known(problems, row.old, {*before[True], *before[False]}, changes.old, row.span)
        there = {*after[True], *after[False]}
        for place, name in enumerate(row.new):
            span = row.new_spans[place] if place < len(row.new_spans) else row.span
            _known(problems, name, there, changes.new, span)
    missing = [name for name in dict.fromkeys(before[True]) if name not in changes.rows]
    if missing:
        message = f"The rename map does not tell what became of {listed(missing)}."
        problems.add(
            "CX0591", message, None, "Give each a line; `removed` for what nothing asks for any more."
        )
    _check_added(problems, changes, dict.fromkeys(after[True]))
    return problems.found


def _known(problems: Problems, name: str, known: Collection[str], version: str, span: Span | None) -> None:
    if name not in known:
        problems.add("CX0590", f"Version {version} has no {name}.", span, problems.meant(name, known))


def _check_added(problems: Problems, changes: RenameMap, there: Collection[str]) -> None:
    if changes.added is None:
        return
    reached = {name for row in changes.rows.values() for name in row.new}
    for name, span in zip(changes.added, changes.added_spans, strict=True):
        _known(problems, name, there, changes.new, span)
        if name in reached:
            message = f"{name} is said to be added, and yet something leads to it."
            problems.add("CX0591", message, span)
    missing = [name for name in there if name not in reached and name not in changes.added]
    if missing:
        message = f"Nothing leads to {listed(missing)}, and 'added' does not name it."
        problems.add("CX0591", message, None)


def proposed(matching: Matching, old: Ruleset, new: Ruleset) -> RenameMap:
    """A rename map of what was found out, for people to look through; what rests on likeness says so."""
    rows: dict[str, Changed] = {}
    for row in matching.rows.values():
        if row.old.kind not in RATED and (row.fate == "same" or row.old.kind != "rule"):
            continue
        guessed = row.by == "likeness" or (row.fate == "removed" and row.by != "map")
        rows[row.old.id] = Changed(
            row.old.id,
            row.fate,
            tuple(key.id for key in row.new),
            row.certainty or ("inferred" if guessed else ""),
            row.note,
        )
    added = tuple(key.id for key in matching.added if key.kind in RATED)
    return RenameMap(old.id, full_version(old.version), full_version(new.version), rows, added)
