"""Findings and deviations of an assessment file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.exchange import values
from cxrules.exchange.fields import Fields
from cxrules.exchange.tree import Mapping, Scalar, Sequence
from cxrules.model.assessment import Deviation, Finding

if TYPE_CHECKING:
    from cxrules.exchange.problems import Problems
    from cxrules.exchange.tree import Node

FINDING_KEYS = ("answer", "subjects", "evidence", "by", "note", "confidential")
DEVIATION_KEYS = ("reason", "by", "subjects", "confidential")
ANSWERS = ("yes", "no", "open")


def read_findings(node: Node, problems: Problems) -> dict[str, Finding]:
    """Read ``{name: {answer: yes, subjects: [SYS.2], evidence: [E7]}}``; ``{name: yes}`` is short for it."""
    found = {}
    entries = values.mapping(node, "findings", problems)
    for name, (key, value) in entries.entries.items() if entries else ():
        if isinstance(value, Mapping):
            finding = _finding(name, key, value, problems)
        else:
            answer = values.choice(value, name, ANSWERS, problems)
            finding = Finding(name, answer, span=key.span) if answer else None
        if finding is not None:
            found[name] = finding
    return found


def _finding(name: str, key: Scalar, node: Mapping, problems: Problems) -> Finding | None:
    fields = Fields(node, FINDING_KEYS, f"the finding {name}", problems)
    answer = fields.choice("answer", ANSWERS)
    subjects, subject_spans = fields.words("subjects")
    evidence, evidence_spans = fields.words("evidence")
    by, note = fields.text("by"), fields.text("note") or ""
    fields.flag("confidential")
    if "answer" not in node.entries:
        problems.add("CX0503", f"The finding {name} lacks 'answer': yes, no or open.", key.span)
    if answer is None:  # wrong, which is told, or left blank, which is as good as not listed
        return None
    spans = (key.span, fields.span("by"), subject_spans, evidence_spans)
    return Finding(name, answer, subjects, evidence, by, note, *spans)


def read_deviations(node: Node, problems: Problems) -> tuple[Deviation, ...]:
    """Read ``{rule: {reason: "…", by: lead}}``; a list of these where a rule has several deviations."""
    found: list[Deviation] = []
    entries = values.mapping(node, "deviations", problems)
    for rule, (key, value) in entries.entries.items() if entries else ():
        for item in value.items if isinstance(value, Sequence) else (value,):
            deviation = _deviation(rule, key, item, problems)
            if deviation is not None:
                found.append(deviation)
    return tuple(found)


def _deviation(rule: str, key: Scalar, node: Node, problems: Problems) -> Deviation | None:
    if isinstance(node, Scalar) and not node.empty and node.text.strip():
        return Deviation(rule, node.text.strip(), span=key.span)
    if not isinstance(node, Mapping):
        problems.add("CX0521", f"The deviation from {rule} lacks its reason.", key.span)
        return None
    fields = Fields(node, DEVIATION_KEYS, f"the deviation from {rule}", problems)
    before = len(problems.found)
    reason = (fields.text("reason") or "").strip()
    if not reason and len(problems.found) == before:
        place = fields.span("reason") or key.span
        problems.add("CX0521", f"The deviation from {rule} lacks its reason.", place)
    subjects, subject_spans = fields.words("subjects")
    by = fields.text("by")
    fields.flag("confidential")
    if not reason:
        return None
    return Deviation(rule, reason, by, subjects, key.span, fields.span("by"), subject_spans)
