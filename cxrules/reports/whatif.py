"""What other answers change: levels, the organisation, rules and the target, before and after."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from cxrules.reports.columns import clean, listed, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cxrules.reports.names import Look

Result: TypeAlias = "Mapping[str, Any]"

_STATES = {"not-rated": "not rated", "not-applicable": "not applicable", "out-of-scope": "out of scope"}


def differences(before: Result, after: Result) -> list[dict[str, Any]]:
    """What differs between two results of one model: ``what`` of which ``id``, before and after."""
    return [
        {"what": what, "id": name, "before": old, "after": new}
        for what, told in (("level", _levels), ("organisation", _organisation), ("rule", _rules))
        for (name, old), new in _paired(told(before), told(after))
        if old != new
    ] + _target(before, after)


def _paired(before: dict[str, str], after: dict[str, str]) -> Iterator[tuple[tuple[str, str], str]]:
    for name, new in after.items():
        yield (name, before.get(name, "not asked")), new


def _levels(result: Result) -> dict[str, str]:
    return {each["id"]: _level(each) for each in result["capabilities"]}


def _level(each: Result) -> str:
    level, possible = each["level"], each["possible"]
    if level is None:
        return _STATES.get(each.get("state", ""), "open")
    return str(level) if possible in {None, level} else f"{level}, up to {possible} possible"


def _organisation(result: Result) -> dict[str, str]:
    first = result["organisation"]
    every = [] if first is None else [first, *first.get("others", ())]
    return {each["title"] or each["id"]: _level(each) for each in every}


def _rules(result: Result) -> dict[str, str]:
    return {
        f"{each['rule']} on {each['subject']}" if each["subject"] else each["rule"]: each["outcome"]
        for each in result["rules"]
    }


def _target(before: Result, after: Result) -> list[dict[str, Any]]:
    old, new = before["target"], after["target"]
    if not old or not new or old["met"] == new["met"]:
        return []
    words = {True: "met", False: "not met"}
    row = {"what": "target", "id": new["id"] or "", "before": words[old["met"]], "after": words[new["met"]]}
    return [row]


def difference_lines(settings: Sequence[str], found: Sequence[Result], look: Look) -> list[str]:
    """What was set, and what that changes, in words."""
    lines = wrap(f"What if: {clean(listed(list(settings)))}. Nothing is written.", look.columns)
    if not found:
        return [*lines, "No level, rule or target changes."]
    for each in found:
        lines += wrap(f"{_called(each)}: {each['before']} -> {each['after']}", look.columns, "  ", "    ")
    return lines


def _called(each: Result) -> str:
    name = clean(each["id"])
    return {"level": f"{name}, level", "organisation": name, "rule": f"Rule {name}"}.get(
        each["what"], f"Target {name}".strip()
    )


def recorded(settings: Sequence[str], before: Result, after: Result) -> dict[str, Any]:
    """The part ``what-if`` of a document: what was set, what differs, and the result as recorded."""
    return {"set": list(settings), "differences": differences(before, after), "before": dict(before)}
