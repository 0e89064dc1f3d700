"""Measures of an assessment held against values of others, and levels and measures against those of peers.

No peer is named: what leaves this module about them is a spread, and only of groups that are large enough.
"""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003 - the type of a field
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from cxrules.workspace.spread import Rank, Spread, rank_of, spread_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from fractions import Fraction

    from cxrules.engine import Evaluation
    from cxrules.exchange.references import Reference
    from cxrules.model.measured import Measurement
    from cxrules.model.metrics import Metric

Side: TypeAlias = Literal["below", "within", "above"]


class Held(NamedTuple):
    """The value of somebody else beside one's own.

    `difference` is one's own less theirs; `side`: where theirs lies of the own interval. None: one's own
    value or interval is not known.
    """

    reference: Reference
    difference: Fraction | None
    side: Side | None


class AgainstOthers(NamedTuple):
    """A metric, one's own value, and those of others."""

    metric: Metric
    own: Measurement | None
    others: Sequence[Held]


class AgainstPeers(NamedTuple):
    """A level or a measure among those of peers; no spread where too few have one, and `reason` says so.

    `own` None: not known. `unit` is that of a metric, empty for levels; `known` tells how many peers have it.
    """

    kind: Literal["capability", "organisation", "measure"]
    id: str
    title: str
    unit: str
    own: Fraction | int | None
    spread: Spread | None
    rank: Rank | None
    reason: str = ""


class Group(NamedTuple):
    """The peers that count, and how many files of the folder do not, by reason.

    `other_versions`: how many peers are by versions of the model in which an id may mean something else.
    """

    peers: Sequence[Evaluation]
    other_model: int = 0
    unreadable: int = 0
    superseded: int = 0
    own: int = 0
    other_versions: Mapping[str, int] = MappingProxyType({})


class Benchmark(NamedTuple):
    """An assessment held against others; `group` None: no peers were asked for."""

    evaluation: Evaluation
    against: Sequence[AgainstOthers]
    group: Group | None
    least: int
    peers: Sequence[AgainstPeers]


def benchmark(
    evaluation: Evaluation, references: Iterable[Reference], group: Group | None, least: int
) -> Benchmark:
    """Hold an assessment against values of others, and against peers where there are at least so many."""
    peers = [] if group is None else _among(evaluation, group, least)
    return Benchmark(evaluation, _against(evaluation, references), group, least, peers)


# ------------------------------------------------------------------------------- values of others


def _against(evaluation: Evaluation, references: Iterable[Reference]) -> list[AgainstOthers]:
    by_metric: dict[str, list[Reference]] = {}
    for each in sorted(references, key=lambda each: (each.kind != "industry", each.name, each.date)):
        by_metric.setdefault(each.metric, []).append(each)
    found = evaluation.assessment.measured.found
    return [
        AgainstOthers(metric, own, [held_against(own, each) for each in by_metric[name]])
        for name, metric in evaluation.plan.metrics.items()
        if name in by_metric
        for own in [found.get((None, name))]
    ]


def held_against(own: Measurement | None, reference: Reference) -> Held:
    """The value of somebody else beside one's own."""
    if own is None or own.value is None:
        return Held(reference, None, None)
    return Held(reference, own.value - reference.value, _side(own, reference.value))


def _side(own: Measurement, value: Fraction) -> Side | None:
    if own.low is None or own.high is None:
        return None
    if own.low > value:
        return "below"
    return "above" if own.high < value else "within"


# ------------------------------------------------------------------------------------------ peers


def _among(evaluation: Evaluation, group: Group, least: int) -> list[AgainstPeers]:
    own = levels_of(evaluation)
    theirs = [levels_of(each) for each in group.peers]
    rows = [_level(evaluation, key, (level, theirs), least) for key, level in own.items()]
    return [*rows, *_measures(evaluation, group, least)]


def levels_of(evaluation: Evaluation) -> dict[tuple[str, str], int | None]:
    """The certain level of each capability in scope and of the organisation; None where it is open."""
    result = evaluation.result()
    found: dict[tuple[str, str], int | None] = {
        ("capability", each["id"]): each["level"] if each["level"] == each["possible"] else None
        for each in result["capabilities"]
        if each["state"] in {"rated", "open"}
    }
    whole = result["organisation"]
    for each in [] if whole is None else [whole, *whole["others"]]:
        level = each["level"] if each["level"] == each["possible"] else None
        found["organisation", each["id"]] = level
    return found


def _level(
    evaluation: Evaluation,
    key: tuple[str, str],
    levels: tuple[int | None, Sequence[Mapping[tuple[str, str], int | None]]],
    least: int,
) -> AgainstPeers:
    kind, name = key
    own, theirs = levels
    known = [level for each in theirs if (level := each.get(key)) is not None]
    if kind == "organisation":
        titles = {each.name: each.title for each in evaluation.plan.organisations}
        row = AgainstPeers("organisation", name, titles.get(name, ""), "", own, None, None)
    else:
        row = AgainstPeers("capability", name, evaluation.plan.title(name), "", own, None, None)
    return _filled(row, known, least)


def _measures(evaluation: Evaluation, group: Group, least: int) -> Iterable[AgainstPeers]:
    for name, metric in evaluation.plan.metrics.items():
        own = evaluation.assessment.measured.found.get((None, name))
        known = [value for each in group.peers if (value := _value(each, metric)) is not None]
        value = None if own is None else own.value
        if value is not None or known:
            row = AgainstPeers("measure", name, metric.title, metric.unit, value, None, None)
            yield _filled(row, known, least)


def _value(peer: Evaluation, metric: Metric) -> Fraction | None:
    theirs = peer.plan.metrics.get(metric.name)
    if theirs is None or theirs.unit != metric.unit:
        return None
    found = peer.assessment.measured.found.get((None, metric.name))
    return None if found is None else found.value


def _filled(row: AgainstPeers, known: Sequence[Fraction | int], least: int) -> AgainstPeers:
    """The spread of a group, unless it is so small that it would tell of single peers."""
    if len(known) < least:
        return row._replace(reason=f"fewer than {least} peers have it")
    rank = None if row.own is None else rank_of(row.own, known)
    return row._replace(spread=spread_of(known, steps=row.kind != "measure"), rank=rank)
