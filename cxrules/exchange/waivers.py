"""The waivers of an assessment file: leave to count a subject with a rating for a time.

Whether one is in force on the assessment's day is for the engine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.exchange import values
from cxrules.exchange.fields import Fields
from cxrules.exchange.tree import Mapping, Scalar, Sequence
from cxrules.model.assessment import Waiver

if TYPE_CHECKING:
    from cxrules.exchange.problems import Problems
    from cxrules.exchange.tree import Node

_NEEDED = ("rating", "reason", "approved-by", "from", "until")
WAIVER_KEYS = (*_NEEDED, "confidential")
_HINT = 'Write it in full: {rating: L, reason: "…", approved-by: …, from: 2026-10-01, until: 2027-01-31}.'


def read_waivers(node: Node, problems: Problems) -> tuple[Waiver, ...]:
    """Read ``{SUBJECT: {rating, reason, approved-by, from, until}}``; a list of these for several of one."""
    found: list[Waiver] = []
    entries = values.mapping(node, "waivers", problems)
    for subject, (key, value) in entries.entries.items() if entries else ():
        for item in value.items if isinstance(value, Sequence) else (value,):
            if isinstance(item, Mapping):
                waiver = _waiver(subject, key, item, problems)
                if waiver is not None:
                    found.append(waiver)
            elif not (isinstance(item, Scalar) and item.empty):
                message = f"The waiver of {subject} does not say who approved it, why, and for how long."
                problems.add("CX0533", message, item.span, _HINT)
    return tuple(found)


def _waiver(subject: str, key: Scalar, node: Mapping, problems: Problems) -> Waiver | None:
    fields = Fields(node, WAIVER_KEYS, f"the waiver of {subject}", problems)
    complete = fields.complete(_NEEDED, f"the waiver of {subject}", key.span, "CX0533", _HINT)
    fields.flag("confidential")
    rating, reason, approved_by = (fields.text(each) for each in ("rating", "reason", "approved-by"))
    begins, until = fields.day("from"), fields.day("until")
    if not complete or not rating or not reason or not approved_by or begins is None or until is None:
        return None
    if begins > until:
        message = f"The waiver of {subject} ends on {until}, before it begins on {begins}."
        problems.add("CX0534", message, fields.span("until"), "Are 'from' and 'until' interchanged?")
        return None
    spans = (fields.span("rating"), fields.span("from"), fields.span("until"))
    return Waiver(subject, rating, reason.strip(), approved_by, begins, until, key.span, *spans)
