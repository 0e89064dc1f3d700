"""What other answers change: levels, the organisation, rules, values and the target, before and after."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, TypeAlias

from cxrules.plan.figures import measured_text, number_text, percent_text
from cxrules.reports.columns import clean, listed, wrap

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from cxrules.reports.names import Look

Result: TypeAlias = "Mapping[str, Any]"

_STATES = {"not-rated": "not rated", "not-applicable": "not applicable", "out-of-scope": "out of scope"}


def differences(before: Result, after: Result) -> list[dict[str, Any]]:
    """What differs between two results of one model: ``what`` of which ``id``, before and after."""
    return [
        {"what": what, "id": name, "before": old, "after": new}
        for what, told in _TOLD
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


def _measures(result: Result) -> dict[str, str]:
    return {
        f"{each['id']} of {each['instance']}" if each["instance"] else each["id"]: _measure(each)
        for each in result["measures"]
    }


def _measure(each: Result) -> str:
    """``35.2 points (25.5 to 44.0, 227 rows)``; a value without an interval of its own is exact."""
    if each["value"] is None:
        return "open"
    value = measured_text(Fraction(each["value"]), each["unit"])
    low, high = each["low"], each["high"]
    more = [] if each["n"] is None else [f"{each['n']:,} row{'s' * (each['n'] != 1)}"]
    if low is not None and high is not None:
        exact = low == high == each["value"]
        more = ["exact"] if exact else [" to ".join(_plain(end) for end in (low, high)), *more]
    return f"{value} ({', '.join(more)})" if more else value


def _plain(text: str) -> str:
    return measured_text(Fraction(text), "number")


def _values(result: Result) -> dict[str, str]:
    found = {}
    for each in result["values"]:
        level = "" if each["level"] is None else f" on level {each['level']}"
        found[f"{each['subject']}.{each['name']}{level}"] = _value(each)
    return found


def _value(each: Result) -> str:
    low, high = each["value"], each["possible"]
    if low is None:
        return "open" if high is not None else "does not apply"
    return _shown(each, low) if low == high else f"{_shown(each, low)} to {_shown(each, high)}"


def _shown(each: Result, text: str) -> str:
    if each["type"] == "percent":
        return percent_text(Fraction(text))
    return number_text(Fraction(text)) if each["type"] in {"number", "count"} else text


_TOLD = (
    ("level", _levels),
    ("organisation", _organisation),
    ("rule", _rules),
    ("measure", _measures),
    ("value", _values),
)


def _target(before: Result, after: Result) -> list[dict[str, Any]]:
    old, new = before["target"], after["target"]
    if not old or not new or old["met"] == new["met"]:
        return []
    words = {True: "met", False: "not met"}
    row = {"what": "target", "id": new["id"] or "", "before": words[old["met"]], "after": words[new["met"]]}
    return [row]


def difference_lines(
    settings: Sequence[str], found: Sequence[Result], look: Look, shown: Collection[str] | None = None
) -> list[str]:
    """What was set, and what that changes, in words; of values only those `shown`, None: all."""
    lines = wrap(f"What if: {clean(listed(list(settings)))}. Nothing is written.", look.columns)
    if not found:
        return [*lines, "No level, rule, value or target changes."]
    told = [each for each in found if each["what"] != "value" or shown is None or each["id"] in shown]
    if not told:
        return [*lines, "No level, rule or target changes."]
    for each in told:
        lines += wrap(f"{_called(each)}: {each['before']} -> {each['after']}", look.columns, "  ", "    ")
    return lines


def _called(each: Result) -> str:
    name = clean(each["id"])
    start, end = _CALLED.get(each["what"], ("", ""))
    return f"{start}{name}{end}".strip()


_CALLED = {"level": ("", ", level"), "rule": ("Rule ", ""), "target": ("Target ", "")}


def recorded(settings: Sequence[str], before: Result, after: Result) -> dict[str, Any]:
    """The part ``what-if`` of a document: what was set, what differs, and the result as recorded."""
    return {"set": list(settings), "differences": differences(before, after), "before": dict(before)}
