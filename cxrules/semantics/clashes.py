"""Full ids that would stand for two things.

Criteria, practices and attributes of a capability share one series of ids with each other, and with the
capabilities whose ids begin alike. That the same kind of thing is declared twice is found elsewhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.diagnostics import Related

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxrules.model.ruleset import Attribute, Capability, Criterion, Place, Ruleset
    from cxrules.semantics.report import Report


def check_clashes(ruleset: Ruleset, report: Report) -> None:
    """Report each second thing of one full id."""
    shared: dict[str, tuple[str, Place | None]] = {}
    for kind, each in _shared(ruleset):
        _claim(shared, each.id, kind, each.place, report)
    for capability in ruleset.capabilities.values():
        for criterion in capability.criteria:
            short = criterion.id[len(capability.id) + 1 :]
            if short in shared:
                first = (f"{shared[short][0]} of every capability", shared[short][1])
                _report(criterion.id, "criterion", criterion.place, first, report)
    for capability in ruleset.capabilities.values():
        _check_capability(capability, ruleset, shared, report)


def _shared(ruleset: Ruleset) -> Iterator[tuple[str, Attribute | Criterion]]:
    """What every capability has."""
    for attribute in ruleset.attributes.values():
        yield "attribute", attribute
        for practice in attribute.practices:
            yield "practice", practice


def _claim(
    known: dict[str, tuple[str, Place | None]], name: str, kind: str, place: Place | None, report: Report
) -> None:
    if name in known:
        _report(name, kind, place, known[name], report)
    else:
        known[name] = (kind, place)


def _check_capability(
    capability: Capability, ruleset: Ruleset, shared: dict[str, tuple[str, Place | None]], report: Report
) -> None:
    """A capability must not have the id of what another one consists of."""
    head, _, tail = capability.id.partition(".")
    while tail:
        other = ruleset.capabilities.get(head)
        if other is not None:
            found = {each.id: ("criterion", each.place) for each in other.criteria}.get(capability.id)
            first = found or shared.get(tail)
            if first is not None:
                _report(capability.id, "capability", capability.place, first, report)
        more, _, tail = tail.partition(".")
        head = f"{head}.{more}"


def _report(
    name: str, kind: str, place: Place | None, first: tuple[str, Place | None], report: Report
) -> None:
    message = f"The {kind} {name} has the id of {_article(first[0])}."
    related = () if first[1] is None else (Related("first declared here", first[1].source, first[1].span),)
    source, span = place if place is not None else (None, None)
    report.add("CX0202", message, source, span, "Give one of them another id.", related)


def _article(kind: str) -> str:
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"
