"""What ISO/IEC 33002 wants recorded of an assessment: purpose, class, sponsor, independence, plan, log.

Whether something is missing there is for `completeness`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.exchange import values
from cxrules.exchange.fields import Fields
from cxrules.exchange.header import RECORD_KEYS
from cxrules.exchange.tree import Mapping, Node, Scalar, Sequence, kind
from cxrules.model.record import NO_RECORD, LogEntry, Record, Statement

if TYPE_CHECKING:
    from cxrules.exchange.problems import Problems
    from cxrules.model.record import Sampling

CLASSES = ("1", "2", "3")
CATEGORIES = ("A", "B", "C", "D")
INDEPENDENT = ("body", "lead", "members")
CONFIDENTIALITY_KEYS = ("statement", "keys")
LOG_KEYS = ("date", "who", "what", "confidential")
HIDEABLE = tuple(key for key in RECORD_KEYS if key not in {"class", "confidentiality"})


def read_record(fields: Fields) -> Record | None:
    """Read the keys of the record; None where the file has none of them."""
    problems = fields.problems
    number = fields.choice("class", CLASSES)
    statement, hidden = _confidentiality(fields)
    record = Record(
        purpose=fields.text("purpose") or "",
        class_=int(number) if number else None,
        sponsor=_statement(fields, "sponsor"),
        independence=_independence(node, problems) if (node := fields.value("independence")) else {},
        context=_statement(fields, "context"),
        confidentiality=statement,
        hidden=hidden,
        plan=_statement(fields, "plan"),
        sampling=_sampling(node, problems) if (node := fields.value("sampling")) else None,
        log=_log(node, problems) if (node := fields.value("log")) else (),
    )
    return None if record == NO_RECORD._replace(independence={}) else record


def _sampling(node: Node, problems: Problems) -> Sampling | None:
    from cxrules.exchange.sampling import read_sampling

    return read_sampling(node, problems)


def _statement(fields: Fields, key: str) -> Statement:
    """Read a text, a list of texts, or a map of names to texts."""
    node = fields.value(key)
    if isinstance(node, Mapping):
        found = {}
        for name, (_, value) in node.entries.items():
            text = values.text(value, name, fields.problems)
            if text is not None:
                found[name] = text
        return found
    if isinstance(node, Sequence):
        return fields.words(key)[0]
    return fields.text(key) or ""


def _independence(node: Node, problems: Problems) -> dict[str, str]:
    """Read ``A``, which holds for everybody, or ``{body: A, lead: A, members: B}``."""
    if isinstance(node, Scalar):
        category = values.choice(node, "independence", CATEGORIES, problems)
        return dict.fromkeys(INDEPENDENT, category) if category else {}
    if isinstance(node, Sequence):
        message = "'independence' must be a category from A to D, or a map of these, not a list."
        problems.add("CX0504", message, node.span)
        return {}
    fields = Fields(node, INDEPENDENT, "the independence", problems)
    found = {name: fields.choice(name, CATEGORIES) for name in INDEPENDENT}
    return {name: category for name, category in found.items() if category}


def _confidentiality(fields: Fields) -> tuple[str, tuple[str, ...]]:
    """Read a text, or ``{statement: "…", keys: [sponsor, plan]}``; the keys are confidential themselves."""
    node = fields.value("confidentiality")
    if not isinstance(node, Mapping):
        return fields.text("confidentiality") or "", ()
    inner = Fields(node, CONFIDENTIALITY_KEYS, "the confidentiality", fields.problems)
    hidden = []
    for word in values.word_list(found, "keys", fields.problems) if (found := inner.value("keys")) else ():
        key = values.choice(word, "keys", HIDEABLE, fields.problems)
        if key is not None:
            hidden.append(key)
    return inner.text("statement") or "", tuple(hidden)


def _log(node: Node, problems: Problems) -> tuple[LogEntry, ...]:
    """Read ``[{date: 2026-11-18, who: lead, what: "Interviews"}]``; a text is short for what was done."""
    if isinstance(node, Scalar) and node.empty:
        return ()
    if not isinstance(node, Sequence):
        problems.add("CX0504", f"'log' must be a list of entries, not {kind(node)}.", node.span)
        return ()
    found = []
    for item in node.items:
        if isinstance(item, Mapping):
            fields = Fields(item, LOG_KEYS, "an entry of the log", problems)
            what = fields.needed("what", "an entry of the log") or ""
            fields.flag("confidential")
            found.append(LogEntry(what, fields.day("date"), fields.text("who") or ""))
        elif (text := values.text(item, "log", problems)) is not None:
            found.append(LogEntry(text))
    return tuple(found)
