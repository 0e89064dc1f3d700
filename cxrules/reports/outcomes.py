"""What the rules say of an assessment, in words: which are broken, deviated from, or undecidable."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from cxrules.reports.columns import clean, listed, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cxrules.reports.names import Look

Row: TypeAlias = "Mapping[str, Any]"

_WORDS = {
    "broken": "broken",
    "deviated": "deviated from",
    "undecidable": "undecidable",
    "kept": "kept",
    "not-triggered": "not triggered",
}
_HEADINGS = {
    "broken": "Broken rules",
    "deviated": "Deviations",
    "undecidable": "Cannot be decided yet",
    "kept": "Kept rules",
    "not-triggered": "Rules that were not triggered",
}
_MOST_UNDECIDABLE = 3
_MOST_NAMES = 2


def outcome_lines(rows: Sequence[Row], look: Look, *, every: bool) -> list[str]:
    """A line that counts outcomes, then what is behind those that ask for attention; `every`: behind all."""
    if not rows:
        return []
    outcomes = [row["outcome"] for row in rows]
    counts = [f"{outcomes.count(outcome)} {word}" for outcome, word in _WORDS.items() if outcome in outcomes]
    lines = wrap(f"Rules: {listed(counts)}.", look.columns)
    for outcome, heading in _HEADINGS.items():
        found = [row for row in rows if row["outcome"] == outcome]
        if found and (every or outcome in {"broken", "deviated", "undecidable"}):
            most = _MOST_UNDECIDABLE if outcome == "undecidable" and not every else 0
            lines += ["", f"{heading}:", *_block(found, look, most)]
    return lines


def _block(rows: Sequence[Row], look: Look, most: int) -> list[str]:
    told = list(_undecided(rows)) if rows[0]["outcome"] == "undecidable" else [_sentence(row) for row in rows]
    shown = told[:most] if most and len(told) > most + 1 else told
    lines = [line for sentence in shown for line in wrap(sentence, look.columns, "  ", "    ")]
    if len(shown) < len(told):
        lines.append(f"  and {len(told) - len(shown)} more (--all lists them)")
    return lines


def _undecided(rows: Sequence[Row]) -> Iterator[str]:
    """A sentence for each rule: where it is undecidable, and what is missing."""
    by_rule: dict[str, list[Row]] = {}
    for row in rows:
        by_rule.setdefault(row["rule"], []).append(row)
    for rule, each in by_rule.items():
        subjects = [clean(row["subject"]) for row in each if row["subject"]]
        missing = list(dict.fromkeys(clean(name) for row in each for name in row["missing"]))
        where = f" on {listed(subjects, _MOST_NAMES)}" if subjects else ""
        yield f"{clean(rule)}{where}: needs {listed(missing, _MOST_NAMES) or 'more ratings'}"


def _sentence(row: Row) -> str:
    """The rule, what it is about unless the message begins with that, and the message."""
    message, rule, subject = clean(row["message"]), clean(row["rule"]), clean(row["subject"])
    instances = row.get("instances") or {}
    worst = [clean(name) for name, outcome in instances.items() if outcome == row["outcome"]]
    where = f" in {listed(worst)}" if worst and len(worst) < len(instances) else ""
    named = message.startswith((f"{subject} ", f"{subject}:")) and not where
    head = rule if named or not subject else f"{rule} on {subject}{where}"
    return f"{head}: {message}" if message else head
