"""The parts of a plan's data about values, the organisation, and what is answered beside ratings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxrules.semantics.measures import inputs_of
from cxrules.semantics.rates import decided_alone
from cxrules.semantics.terms import walk

if TYPE_CHECKING:
    from cxrules.semantics.lower import Lowering


def value_rows(lowering: Lowering) -> dict[str, Any]:
    """See the module."""
    analysis, ruleset = lowering.analysis, lowering.ruleset
    return {
        "values": [
            [
                value.thing,
                value.name,
                value.level,
                lowering.values[value.key],
                value.type,
                list(value.words),
                value.written.tree.title.text if value.written.tree.title else "",
            ]
            for value in analysis.values
        ],
        "things": _things(lowering),
        "organisations": [_organisation(lowering, name) for name in ruleset.organisations],
        "answers": [
            _judgements(lowering),
            _inputs(lowering),
            {each.id: [each.low, each.high] for each in ruleset.facets.values()},
            [scope.id for scope in ruleset.scopes.values() if scope.kind == "view"],
            _blank(lowering),
            ruleset.weakness_below,
            sorted(ruleset.naming),
            ruleset.contexts,
            [value.id for value in lowering.base.values if value.outside],
            decided_alone(analysis),
            sorted(analysis.rates),
            {each.id: each.title for each in ruleset.judgements.values() if each.title},
        ],
        "measures": [list(ruleset.tables.values()), list(ruleset.metrics.values())],
        "refusals": [[node, *said] for node, said in lowering.refusals.items()],
        "tailoring": [ruleset.profile, list(ruleset.validity), [list(each) for each in ruleset.tailoring]],
    }


def _blank(lowering: Lowering) -> list[str] | None:
    """The ratings that a blank one counts as: under a finer scale all parts of the one that is named."""
    rank = lowering.base.rank(lowering.ruleset.blank) if lowering.ruleset.blank else None
    if rank is None:
        return None
    bases = lowering.scale.collapse or range(len(lowering.scale.values))
    return [value.id for value, base in zip(lowering.scale.values, bases, strict=True) if base == rank]


def _things(lowering: Lowering) -> dict[str, list[str]]:
    """Kind and title of everything else that has a value or is judged."""
    ruleset, values = lowering.ruleset, lowering.analysis.values
    found = {
        part.id: [part.kind, part.title] for each in ruleset.capabilities.values() for part in each.parts
    }
    if values:
        valued = {value.thing for value in values}
        found.update(
            (each.id, [each.kind, each.title]) for each in ruleset.groups.values() if each.id in valued
        )
        if ruleset.id in valued:
            found[ruleset.id] = ["model", ruleset.title]
    return found


def _organisation(lowering: Lowering, name: str) -> list[Any]:
    """Name, title, level names, the node of the level, and for each level the node of its truth."""
    known = lowering.ruleset.organisations[name]
    bottom, *orders = [level.order for level in known.levels] or [0]
    required = lowering.analysis.organisations.get(name, {})
    reaches: list[int] = []
    for order in orders:
        parts = []
        for each in required.get(order, ()):
            node = lowering.term(each.term, whole=True)
            lowering.cites.setdefault(node, lowering.analysis.cite(each.source, each.at.start, each.words))
            parts.append(node)
        if known.mode != "independent" and reaches:
            parts.insert(0, reaches[-1])
        reaches.append(lowering.nodes.add("all", parts, whole=True))
    op = "first-stop" if known.mode == "first stop" else "level"
    level = lowering.nodes.add(op, reaches, [bottom, *orders], whole=True)
    names = [[each.order, each.title] for each in known.levels]
    return [name, known.title, names, level, reaches]


def _judgements(lowering: Lowering) -> dict[str, list[str]]:
    """What is judged, by the id under which it is recorded, and the answers that are allowed."""
    things = lowering.elements.things if lowering.ruleset.judgements else None
    out: dict[str, list[str]] = {}
    for judgement in lowering.ruleset.judgements.values():
        for kind in judgement.of:
            for thing in things.of_kind(kind) if things else ():
                out[f"{thing}.{judgement.id}"] = ["yes", "no"]
    for value in lowering.analysis.values:
        _choices(value.term, "", out)
    for decision in lowering.analysis.decisions.values():
        for subject in lowering.elements.by_id:
            _choices(decision.term, f"{subject}.", out)
    return out


def _choices(term: Any, prefix: str, out: dict[str, list[str]]) -> None:
    for each in walk(term):
        if each[0] == "choice":
            key, words = prefix + each[1], each[3]
            allowed = {*out.get(key, ()), *(words[rank] for rank in each[2])}  # of all rows of the table
            out[key] = [word for word in words if word in allowed]


def _inputs(lowering: Lowering) -> dict[str, list[Any]]:
    """What is stated beside ratings, by the name under which it is recorded: type, lowest, highest, title."""
    out: dict[str, list[Any]] = {}
    metrics = lowering.ruleset.metrics
    own = {each.id for each in inputs_of(metrics)} - metrics.keys()  # never stated, only measured
    for asked in lowering.ruleset.inputs.values():
        if asked.id in own:
            continue
        low = None if asked.low is None else str(asked.low)
        high = None if asked.high is None else str(asked.high)
        for key in [f"{thing}.{asked.id}" for thing in asked.of] or [asked.id]:
            out[key] = [asked.type, low, high, asked.title]
    return out
