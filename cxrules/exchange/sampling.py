"""How the instances of an assessment were chosen, read from its file. What rules ask is elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.exchange import values
from cxrules.exchange.fields import Fields
from cxrules.exchange.tree import Mapping, Node, Scalar, Sequence
from cxrules.model.record import Sampling, Subgroup, Support

if TYPE_CHECKING:
    from cxrules.exchange.problems import Problems

SAMPLING_KEYS = ("rationale", "population", "subgroups", "support")
SUBGROUP_KEYS = ("units", "sampled", "why")
SUPPORT_KEYS = ("serves",)


def read_sampling(node: Node, problems: Problems) -> Sampling | None:
    """Read ``{rationale: "…", population: 12, subgroups: {rail: {units: 4, sampled: [app], why: "…"}}}``.

    A text is short for the rationale alone.
    """
    if isinstance(node, Scalar):
        return None if node.empty else Sampling(node.text)
    if isinstance(node, Sequence):
        problems.add("CX0504", "'sampling' must be text or a map, not a list.", node.span)
        return None
    fields = Fields(node, SAMPLING_KEYS, "the sampling", problems)
    return Sampling(
        fields.text("rationale") or "",
        fields.whole("population"),
        _subgroups(part, problems) if (part := fields.mapping("subgroups")) else {},
        _support(part, problems) if (part := fields.mapping("support")) else {},
        fields.span("population"),
    )


def _subgroups(node: Mapping, problems: Problems) -> dict[str, Subgroup]:
    found = {}
    for name, (key, value) in node.entries.items():
        inner = values.mapping(value, name, problems)
        if inner is None:
            problems.add("CX0503", f"The subgroup {name} lacks 'units', how many it has.", key.span)
            continue
        fields = Fields(inner, SUBGROUP_KEYS, f"the subgroup {name}", problems)
        before = len(problems.found)
        units = fields.whole("units")
        if units is None and len(problems.found) == before:
            problems.add("CX0503", f"The subgroup {name} lacks 'units', how many it has.", key.span)
        sampled, spans = fields.words("sampled")
        found[name] = Subgroup(name, units or 0, sampled, fields.text("why") or "", key.span, spans)
    return found


def _support(node: Mapping, problems: Problems) -> dict[str, Support]:
    found = {}
    for name, (key, value) in node.entries.items():
        inner = values.mapping(value, name, problems)
        fields = Fields(inner, SUPPORT_KEYS, f"the support function {name}", problems) if inner else None
        serves, spans = fields.words("serves") if fields else ((), ())
        found[name] = Support(name, serves, key.span, spans)
    return found
