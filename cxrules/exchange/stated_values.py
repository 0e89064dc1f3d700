"""The values that an assessment file states: numbers, dates and answers that a model asks for by name.

They stay as written; of which type each must be is the model's to say, and is checked in `against`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.exchange import values
from cxrules.exchange.fields import Fields
from cxrules.exchange.tree import Mapping, Scalar, kind
from cxrules.model.assessment import Stated

if TYPE_CHECKING:
    from cxrules.exchange.problems import Problems
    from cxrules.exchange.tree import Node

VALUE_KEYS = ("value", "by", "evidence", "note", "confidential")


def read_values(node: Node, problems: Problems) -> dict[str, Stated]:
    """Read ``{name: 92%}`` or ``{name: {value: 92%, by: lead, evidence: [E1]}}``; blank: not known yet."""
    found = {}
    entries = values.mapping(node, "values", problems)
    for name, (key, value) in entries.entries.items() if entries else ():
        if isinstance(value, Mapping):
            stated = _described(name, key, value, problems)
            if stated is not None:
                found[name] = stated
        elif not isinstance(value, Scalar):
            problems.add("CX0504", f"The value {name} must be text or a map, not {kind(value)}.", value.span)
        elif not value.empty:
            found[name] = Stated(name, value.text.strip(), span=key.span, text_span=value.span)
    return found


def _described(name: str, key: Scalar, node: Mapping, problems: Problems) -> Stated | None:
    fields = Fields(node, VALUE_KEYS, f"the value {name}", problems)
    evidence, evidence_spans = fields.words("evidence")
    by, note = fields.text("by"), fields.text("note") or ""
    fields.flag("confidential")
    if "value" not in node.entries:
        problems.add("CX0503", f"The value {name} lacks 'value'.", key.span)
    text = fields.text("value")
    if text is None:
        return None
    spans = (key.span, fields.span("value"), fields.span("by"), evidence_spans)
    return Stated(name, text.strip(), by, evidence, note, *spans)
