"""The result of an evaluation as a page of text: levels, rules, what is open, and the target's verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from cxrules.reports.columns import clean, counted, listed, wrap
from cxrules.reports.conduct import conduct_lines, disagreement_lines
from cxrules.reports.level_table import level_table, standing
from cxrules.reports.names import Look, Names, noun, plural
from cxrules.reports.outcomes import outcome_lines
from cxrules.reports.stated import stated_lines
from cxrules.reports.tailoring import tailoring_lines
from cxrules.reports.valued import organisation_lines, value_lines
from cxrules.reports.waivers import waiver_lines

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Result: TypeAlias = "Mapping[str, Any]"

_MOST = 6


def render(
    result: Result,
    names: Names,
    look: Look,
    *,
    ask: str,
    deciding: Mapping[str, Sequence[str]] | None = None,
    every: bool = False,
) -> str:
    """The page, ending with a line break.

    `ask` is the command that explains a subject, to which the hint adds one. `deciding` are, for each
    capability, the open ratings that decide its target, and its level where none is asked. `every` shows
    the capabilities out of scope, all attributes and all rules too.
    """
    entries = [each for each in result["capabilities"] if every or each["state"] != "out-of-scope"]
    blocks = [
        [*_heading(result, look), *conduct_lines(result, look), *tailoring_lines(result, look)],
        _table(entries, names, look, every=every),
        [*organisation_lines(result, look), *value_lines(result, entries, names, look, every=every)],
        stated_lines(result, entries, look),
        outcome_lines(result["rules"], look, every=every),
        waiver_lines(result, look),
        [*disagreement_lines(result, look), *_open(entries, deciding, names, look)],
        [*_verdict(result, entries, names, look), *_hint(entries, ask)],
    ]
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _heading(result: Result, look: Look) -> list[str]:
    title, name = clean(result["title"]), clean(result["assessment"])
    model = result["model"]
    facts = [
        f"{clean(model['id'])} {clean(model['version'])}",
        clean(result["date"] or "no date"),
        f"{result['reading']} reading",
        f"method {clean(result['method'])}",
        clean(result["status"]),
    ]
    first = f"{title} ({name})" if title else name
    return [*wrap(first, look.columns), *wrap(look.signs.dot.join(facts), look.columns)]


def _table(entries: Sequence[Result], names: Names, look: Look, *, every: bool) -> list[str]:
    if not entries:
        return [f"No {noun(names, 'capability')} is rated, and none is in scope."]
    return level_table(entries, names, look, every_attribute=every)


def _open(
    entries: Sequence[Result], deciding: Mapping[str, Sequence[str]] | None, names: Names, look: Look
) -> list[str]:
    """What must be rated before the target, or the levels where none is asked, can be told."""
    ratings, capabilities = [], []
    asked = any(standing(entry) for entry in entries)
    for entry in entries:
        if entry["state"] == "not-rated":
            capabilities.append(clean(entry["id"]))
        elif entry["state"] == "open" and (standing(entry) == "open" or not asked):
            found = entry["open"] if deciding is None else deciding.get(entry["id"], ())
            ratings += [clean(name) for name in found]
    lines = []
    if ratings:
        decides = "decides" if len(ratings) == 1 else "decide"
        what = f"{decides} the target" if asked else "can still change a level"
        count = counted(len(ratings), "open rating")
        lines += wrap(f"{count} {what}: {listed(ratings, _MOST)}.", look.columns)
    if capabilities:
        kind = noun(names, "capability") if len(capabilities) == 1 else plural(names, "capability")
        lines += wrap(f"Not rated at all: {kind} {listed(capabilities, _MOST)}.", look.columns)
    return lines


def _verdict(result: Result, entries: Sequence[Result], names: Names, look: Look) -> list[str]:
    """The target's verdict in one sentence."""
    target = result.get("target")
    if not target:
        return []
    asked = [entry for entry in entries if standing(entry)]
    missed = [_short(entry) for entry in asked if standing(entry) == "missed"]
    still = [_short(entry) for entry in asked if standing(entry) == "open"]
    subject = f"Target {clean(target['id'])}" if target.get("id") else "The target"
    kind = noun(names, "capability") if len(asked) == 1 else plural(names, "capability")
    if target["met"]:
        sentence = f"{subject} is met: all it asks of {len(asked)} {kind} is reached."
    elif missed:
        more = f"; open: {listed(still, _MOST)}" if still else ""
        reach = "does" if len(missed) == 1 else "do"
        sentence = f"{subject} is missed: {len(missed)} of {len(asked)} {kind} {reach} not reach it"
        sentence += f" ({listed(missed, _MOST)}){more}."
    else:
        sentence = f"{subject} is not met yet: open for {len(still)} of {len(asked)} {kind}"
        sentence += f" ({listed(still, _MOST)})."
    return wrap(sentence, look.columns)


def _short(entry: Result) -> str:
    if entry["level"] is None:
        return f"{clean(entry['id'])} not rated"
    return f"{clean(entry['id'])} at {entry['level']} of {entry['target']}"


def _hint(entries: Sequence[Result], ask: str) -> list[str]:
    """How to ask why, for what a reader most likely wants to know."""
    for wanted in ("missed", "open"):
        for entry in entries:
            if standing(entry) == wanted and entry["level"] is not None:
                return [f"Why? {ask} {clean(entry['id'])} --why-not {entry['target']}"]
    return [f"Why? {ask} {clean(entry['id'])}" for entry in entries if entry["level"] is not None][:1]
