"""Who assesses and what is assessed several times: the assessors and the instances of an assessment file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.exchange import values
from cxrules.exchange.fields import Fields
from cxrules.exchange.tree import Mapping, Scalar
from cxrules.model.assessment import Assessor, Instance

if TYPE_CHECKING:
    from cxrules.exchange.problems import Problems
    from cxrules.exchange.tree import Node

ASSESSOR_KEYS = ("role", "name", "confidential")
INSTANCE_KEYS = ("weight", "title")


def read_assessors(node: Node, problems: Problems) -> dict[str, Assessor]:
    """Read ``{lead: {role: lead}, co: {role: co-assessor}}``."""
    found = {}
    entries = values.mapping(node, "assessors", problems)
    for name, (_, value) in entries.entries.items() if entries else ():
        fields = _member(value, ASSESSOR_KEYS, f"the assessor {name}", problems)
        if fields is None:
            found[name] = Assessor(name)
        else:
            fields.flag("confidential")
            found[name] = Assessor(name, fields.text("role") or "", fields.text("name") or "")
    return found


def read_instances(node: Node, problems: Problems) -> dict[str, Instance]:
    """Read ``{platform: {weight: 2}, app: {weight: 1}}``; an instance without a weight has the weight 1."""
    found = {}
    entries = values.mapping(node, "instances", problems)
    for name, (_, value) in entries.entries.items() if entries else ():
        fields = _member(value, INSTANCE_KEYS, f"the instance {name}", problems)
        if fields is None:
            found[name] = Instance(name)
            continue
        given = fields.value("weight")
        weight = values.weight(given, "weight", problems) if given else None
        found[name] = Instance(name, 1 if weight is None else weight, fields.text("title") or "")
    return found


def _member(node: Node, known: tuple[str, ...], what: str, problems: Problems) -> Fields | None:
    """Give the keys of a member; None where nothing is said of it."""
    if isinstance(node, Mapping):
        return Fields(node, known, what, problems)
    if not (isinstance(node, Scalar) and node.empty):
        problems.add(
            "CX0504", f"{what[0].upper()}{what[1:]} must be a map, such as {{{known[0]}: …}}.", node.span
        )
    return None
