"""The parts of a plan's data that are only looked up: names, texts, targets, scopes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxrules.model.demand import Demand
from cxrules.semantics.terms import walk

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxrules.model.ruleset import Place, Ruleset
    from cxrules.semantics.rules import Written


def cite_of(place: Place | None, text: str = "") -> list[Any] | None:
    """Where something is written: file, line, words."""
    if place is None:
        return None
    return [place.source.name, place.source.position(place.span.start).line, text]


def packages_row(ruleset: Ruleset) -> list[list[str]]:
    """Name and version of each package."""
    return [[name, version] for name, version, _ in ruleset.packages]


def level_rows(ruleset: Ruleset) -> list[Any]:
    """The bottom level, the levels' names and places, and what level attributes and criteria have."""
    bottom = min((level.order for level in ruleset.levels), default=0)
    names = [[level.order, level.title] for level in ruleset.levels]
    cites = [[level.order, cite_of(level.place)] for level in ruleset.levels if level.place]
    levels = {each.id: each.level for each in ruleset.attributes.values()}
    for capability in ruleset.capabilities.values():
        levels.update((each.id, each.level) for each in capability.criteria if each.level is not None)
    return [bottom, names, cites, levels]


def rule_rows(ruleset: Ruleset, rules: Sequence[Written]) -> dict[str, list[Any]]:
    """Each rule as written, prerequisites included."""
    out: dict[str, list[Any]] = {}
    for rule in ruleset.rules.values():
        out[rule.id] = [rule.effect, rule.title, rule.source, rule.because, rule.text, cite_of(rule.place)]
    for written in rules:
        if written.effect == "prerequisite":
            need = written.rule.split(".prerequisite.", 1)[1]
            text = f"{written.subject} rests on {need}"
            line = written.source.position(written.at.start).line
            out[written.rule] = ["prerequisite", "", "", "", text, [written.source.name, line, text]]
        elif written.rule not in out:  # what a criterion itself needs
            rows = [each[2] for each in walk(written.holds or ("all", ())) if each[0] == "evidence"]
            demanded = " and ".join(Demand.from_row(row).in_words() for row in reversed(rows))
            text = f"{written.subject} needs {demanded}"
            line = written.source.position(written.at.start).line
            out[written.rule] = ["demand", "", "", "", text, [written.source.name, line, text]]
    return out


def words_rows(ruleset: Ruleset) -> dict[str, Any]:
    """Findings and contexts (answered alike), causes, parameters, targets and scopes."""
    parameters = {each.id: each.value for each in ruleset.parameters.values()}
    return {
        "words": [{**ruleset.findings, **ruleset.contexts}, ruleset.causes, parameters],
        "targets": {each.id: [each.title, each.levels, each.by] for each in ruleset.targets.values()},
        "scopes": {each.id: list(each.capabilities) for each in ruleset.scopes.values()},
    }
