"""Claims about the same two things: contradictions, repetitions, and what only one of two mappings says."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from cxrules.diagnostics import Related
    from cxrules.semantics.mapping.claims import Claim, Node
    from cxrules.semantics.report import Report

Pair = tuple["Node", "Node"]
Within: TypeAlias = "Callable[[Node], Iterable[Node]]"
SAME = frozenset({"equal", "equivalent"})


def pair_problems(
    claims: Sequence[Claim], ends: Mapping[str, tuple[str, str]], within: Within, report: Report
) -> set[frozenset[Claim]]:
    """Report what is wrong between single claims; gives those that contradict each other.

    `ends` are the two models of each mapping; `within` gives what an element lies in.
    """
    wrong = _relations(claims, report)
    wrong |= _none(claims, within, report)
    _same_as_one(claims, report)
    disputed = {claim for pair in wrong for claim in pair}
    _one_sided([each for each in claims if each not in disputed], claims, ends, report)
    return wrong


def oriented(claim: Claim) -> Claim:
    """A claim with two sides, read in one direction whichever mapping makes it."""
    return claim if claim.to is None or claim.start <= claim.to else claim.inverse()


def _add(report: Report, code: str, message: str, at: Claim, hint: str, related: tuple[Related, ...]) -> None:
    source, span = at.place or (None, None)
    report.add(code, message, source, span, hint, related)


def _relations(claims: Iterable[Claim], report: Report) -> set[frozenset[Claim]]:
    """Two relations between the same two, and the same claim twice in one mapping."""
    first: dict[Pair, list[Claim]] = {}
    wrong = set()
    for claim in claims:
        if claim.to is None:
            continue
        turned = oriented(claim)
        assert turned.to is not None  # noqa: S101 - it has two sides, as the claim has
        before = first.setdefault((turned.start, turned.to), [])
        other = next((each for each in before if oriented(each).relation != turned.relation), None)
        again = next((each for each in before if each.mapping == claim.mapping), None)
        if other is not None:
            said = other if other.start == claim.start else other.inverse()
            message = f"{claim.said} is said here, and {said.relation} elsewhere."
            hint = "Between two elements one relation holds: choose one."
            _add(report, "CX0715", message, claim, hint, other.related())
            wrong.add(frozenset({claim, other}))
        elif again is not None:
            _add(report, "CX0719", f"{claim.said} is said twice.", claim, "Leave one out.", again.related())
        before.append(claim)
    return wrong


def _none(claims: Sequence[Claim], within: Within, report: Report) -> set[frozenset[Claim]]:
    """Something has no counterpart, and a row gives one to it, or to what lies in it."""
    lacking: dict[tuple[Node, str], Claim] = {}
    for claim in claims:
        if claim.to is None:
            before = lacking.setdefault((claim.start, claim.other), claim)
            if before is not claim and before.mapping == claim.mapping:
                message = f"{claim.said}: that is said twice."
                _add(report, "CX0719", message, claim, "Leave one out.", before.related())
    wrong = set()
    for claim in claims:
        if claim.to is None:
            continue
        for side in (claim, claim.inverse()):
            for each in (side.start, *within(side.start)):
                none = lacking.get((each, side.other))
                if none is not None and frozenset({claim, none}) not in wrong:
                    _tell_none(none, side, report)
                    wrong.add(frozenset({claim, none}))
    return wrong


def _tell_none(none: Claim, row: Claim, report: Report) -> None:
    gap = f"{none.start.said} is said to have no counterpart in {none.other}"
    if none.start == row.start:
        message = f"{gap}, but here is one: {row.said}."
        hint = "Leave one of both out."
    else:
        message = f"{gap}, but {row.start.local} in it has one: {row.said}."
        hint = f"Say `none` of those elements of {none.start.local} that have no counterpart."
    _add(report, "CX0716", message, row, hint, none.related())


def _same_as_one(claims: Iterable[Claim], report: Report) -> None:
    """Two elements of one model are said to be the same as one of the other, so they would be the same."""
    first: dict[tuple[Node, str], Claim] = {}
    for claim in claims:
        if claim.to is None or claim.relation not in SAME or claim.start.kind == "level":
            continue
        for side in (claim, claim.inverse()):
            before = first.setdefault((side.start, side.other), side)
            if before.to != side.to and before.to is not None and side.to is not None:
                message = (
                    f"{side.start.said} is the same as {side.to.said}, and as {before.to.local}: "
                    f"{side.to.model.partition(' ')[0]} would ask for the same twice."
                )
                hint = "Where it is parted or joined, write `superset` or `subset`."
                _add(report, "CX0720", message, claim, hint, before.related())


def _one_sided(
    looked_at: Iterable[Claim], claims: Iterable[Claim], ends: Mapping[str, tuple[str, str]], report: Report
) -> None:
    """Where there is a mapping in each direction, a claim that only one of them makes."""
    said: dict[str, set[object]] = {}
    for claim in claims:
        said.setdefault(claim.mapping, set()).add(_about(claim))
    for claim in looked_at:
        one, other = ends[claim.mapping]
        back = [name for name, between in ends.items() if between == (other, one) and name != claim.mapping]
        if back and not any(_about(claim) in said.get(name, ()) for name in back):
            message = f"{claim.said}, but {' and '.join(back)}, the other way round, does not say so."
            hint = f"Say it there, too: {_other_way(claim)}."
            _add(report, "CX0718", message, claim, hint, ())


def _about(claim: Claim) -> object:
    return (claim.start, claim.other) if claim.to is None else frozenset({claim.start, claim.to})


def _other_way(claim: Claim) -> str:
    if claim.to is None:
        return f"map {claim.start.id} none" if claim.turned else f"unmapped {claim.start.local}"
    back = claim.inverse()
    word = "" if claim.start.kind == "level" else "map "
    return f"{word}{back.start.local} {back.relation} {claim.start.id}"
