"""What is worked out beside the levels of capabilities: levels of the organisation, and named values."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, TypeAlias

from cxrules.plan.figures import number_text, percent_text
from cxrules.reports.columns import clean, left, listed, width, wrap
from cxrules.reports.names import noun, plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cxrules.plan.plan import ValueNodes
    from cxrules.reports.names import Look, Names

Row: TypeAlias = "Mapping[str, Any]"

_MOST = 6
_WORDED = {"truth", "rating"}
_TRUTHS = ("no", "yes")


def organisation_lines(result: Row, look: Look) -> list[str]:
    """A line for each list of levels of the organisation; none where the model has none."""
    first = result["organisation"]
    if not first:
        return []
    rows = [
        (clean(each["title"] or each["id"] or "Level"), _level(each)) for each in (first, *first["others"])
    ]
    widest = max(width(title) for title, _ in rows)
    return [line for title, level in rows for line in wrap(level, look.columns, f"{left(title, widest)}  ")]


def _level(entry: Row) -> str:
    name = f"{entry['level']} {clean(entry['name'])}".rstrip()
    return name if entry["possible"] == entry["level"] else f"{name}, up to {entry['possible']} possible"


def value_lines(result: Row, entries: Sequence[Row], names: Names, look: Look, *, every: bool) -> list[str]:
    """A line for each named value: how often it came out how, or its numbers.

    Left out are values on each level and those without a title, which are steps on the way to others, unless
    `every`; and those of capabilities in `entries` of which nothing is rated.
    """
    most = result["up-to-level"]
    rows = [each for each in result["values"] if most is None or names.level_of(each["subject"]) <= most]
    if not rows:
        return []
    declared = {(each.subject, each.name, each.level): each for each in names.values}
    unrated = {entry["id"] for entry in entries if entry["state"] == "not-rated"}
    groups: dict[tuple[str, str, int | None], list[tuple[Row, ValueNodes]]] = {}
    for row in rows:
        known = declared[row["subject"], row["name"], row["level"]]
        shown = every or (known.title and known.level is None)
        if shown and names.capability_of(row["subject"]) not in unrated:
            kind = names.kind(row["subject"])
            groups.setdefault((known.title or known.name, kind, known.level), []).append((row, known))
    return [
        line
        for (title, kind, level), found in groups.items()
        for line in wrap(
            f"{_label(title, kind, level, found, names)}: {_told(found, kind, every=every)}.",
            look.columns,
            "",
            "  ",
        )
    ]


def _label(
    title: str, kind: str, level: int | None, found: Sequence[tuple[Row, ValueNodes]], names: Names
) -> str:
    """What a line is about: the things that are rated, or the value by its title."""
    if found[0][1].name == "rating":
        things = noun(names, kind) if len(found) == 1 else plural(names, kind)
        return (things[:1].upper() + things[1:]).replace("-", " ")
    return clean(title) if level is None else f"{clean(title)}, level {level}"


def _told(found: Sequence[tuple[Row, ValueNodes]], kind: str, *, every: bool) -> str:
    row, first = found[0]
    if kind == "model":  # of which there is one, that need not be named
        return _number(row) if first.type not in _WORDED else row["value"] or "open"
    if first.type not in _WORDED:
        numbers = [f"{_of(row)}{_number(row)}" for row, _ in found]
        return listed(numbers, 0 if every else 4 * _MOST)
    order = [*(first.words or _TRUTHS), None]
    best = order[-2]
    by_outcome: dict[str | None, list[str]] = {word: [] for word in (best, *reversed(order[:-2]), None)}
    for row, _ in found:
        by_outcome[row["value"]].append(clean(row["subject"]))
    parts = [
        f"{len(subjects)} {word or 'open'}"
        + ("" if word in {best, None} and not every else f" ({_named(subjects, every=every)})")
        for word, subjects in by_outcome.items()
        if subjects
    ]
    return ", ".join(parts)


def _named(subjects: list[str], *, every: bool) -> str:
    return listed(subjects, 0 if every else _MOST)


def _of(row: Row) -> str:
    return f"{clean(row['subject'])} "


def _number(row: Row) -> str:
    """A number, or the range of one."""
    if row["value"] is None:
        return "does not apply"
    written = {"percent": percent_text, "date": None}.get(row["type"], number_text)
    ends: Iterator[str] = (
        each if written is None else written(Fraction(each))
        for each in dict.fromkeys((row["value"], row["possible"]))
    )
    return " to ".join(ends)
