"""Who may see which confidential things, read from a file. Taking out the rest is for `redaction`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.exchange import values
from cxrules.exchange.fields import Fields
from cxrules.model.record import Audience

if TYPE_CHECKING:
    from cxrules.exchange.problems import Problems
    from cxrules.exchange.tree import Node

AUDIENCE_KEYS = ("sees",)
KINDS = ("people", "notes", "reasons", "evidence", "strengths", "weaknesses", "record", "everything")


def read_audiences(node: Node, problems: Problems) -> dict[str, Audience]:
    """Read ``{customer: {sees: [weaknesses]}, press:}``; who sees nothing confidential has an empty entry."""
    found = {}
    entries = values.mapping(node, "audiences", problems)
    for name, (_, value) in entries.entries.items() if entries else ():
        inner = values.mapping(value, name, problems)
        sees = []
        if inner is not None:
            fields = Fields(inner, AUDIENCE_KEYS, f"the audience {name}", problems)
            listed = fields.value("sees")
            words = values.word_list(listed, "sees", problems) if listed else ()
            sees = [each for word in words if (each := values.choice(word, "sees", KINDS, problems))]
        found[name] = Audience(name, tuple(sees))
    return found
