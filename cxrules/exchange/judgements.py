"""The recorded judgements of an assessment file: a choice, who made it and why.

Which judgements a model asks for, and which answers it allows, is checked in `against`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.exchange import values
from cxrules.exchange.fields import Fields
from cxrules.exchange.tree import Mapping, Scalar
from cxrules.model.assessment import Judgement

if TYPE_CHECKING:
    from cxrules.exchange.problems import Problems
    from cxrules.exchange.tree import Node

JUDGEMENT_KEYS = ("answer", "by", "because", "evidence", "confidential")
_NEEDED = ("answer", "by", "because")
_HINT = 'Write it in full: {answer: …, by: who decided, because: "…"}.'


def read_judgements(node: Node, problems: Problems) -> dict[str, Judgement]:
    """Read ``{SUBJECT.NAME: {answer: no, by: lead, because: "…"}}``; left blank, nothing is decided yet."""
    found = {}
    entries = values.mapping(node, "judgements", problems)
    for name, (key, value) in entries.entries.items() if entries else ():
        if isinstance(value, Mapping):
            judgement = _judgement(name, key, value, problems)
            if judgement is not None:
                found[name] = judgement
        elif not (isinstance(value, Scalar) and value.empty):
            message = f"The judgement {name} does not say who decided it, and why."
            problems.add("CX0533", message, value.span, _HINT)
    return found


def _judgement(name: str, key: Scalar, node: Mapping, problems: Problems) -> Judgement | None:
    fields = Fields(node, JUDGEMENT_KEYS, f"the judgement {name}", problems)
    evidence, evidence_spans = fields.words("evidence")
    fields.flag("confidential")
    complete = fields.complete(_NEEDED, f"the judgement {name}", key.span, "CX0533", _HINT)
    answer, by, because = (fields.text(each) for each in _NEEDED)
    if not complete or not answer or not by or not because:
        return None
    spans = (key.span, fields.span("answer"), fields.span("by"), evidence_spans)
    return Judgement(name, answer, by, because.strip(), evidence, *spans)
