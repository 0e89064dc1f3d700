"""The evidence records of an assessment file. Whether their files exist is the workspace's to see."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cxrules.exchange import values
from cxrules.exchange.fields import Fields
from cxrules.exchange.problems import shortened
from cxrules.exchange.tree import Mapping
from cxrules.model.assessment import Evidence

if TYPE_CHECKING:
    from cxrules.exchange.problems import Problems
    from cxrules.exchange.tree import Node

EVIDENCE_KEYS = (
    "kind",
    "title",
    "ref",
    "sha256",
    "date",
    "role",
    "note",
    "by",
    "independent",
    "valid-until",
    "state",
    "confidential",
)
_SHA256 = re.compile(r"[0-9a-fA-F]{64}")


def read_evidence(node: Node, problems: Problems) -> dict[str, Evidence]:
    """Read ``{E1: {kind: document, title: SRS 2.3, ref: docs/srs.pdf, sha256: …, date: 2026-09-01}}``."""
    found = {}
    entries = values.mapping(node, "evidence", problems)
    for name, (key, value) in entries.entries.items() if entries else ():
        if not isinstance(value, Mapping):
            problems.add(
                "CX0504", f"The evidence {name} must be a map, such as {{kind: document}}.", key.span
            )
            continue
        fields = Fields(value, EVIDENCE_KEYS, f"the evidence {name}", problems)
        fields.flag("confidential")  # which is for `redaction`
        found[name] = Evidence(
            name,
            fields.text("kind") or "",
            fields.text("title") or "",
            fields.text("ref") or "",
            _checksum(fields),
            fields.day("date"),
            fields.text("role") or "",
            fields.text("note") or "",
            key.span,
            fields.span("ref"),
            fields.span("sha256"),
            fields.span("date"),
            fields.text("by"),
            fields.answer("independent"),
            fields.day("valid-until"),
            fields.text("state") or "",
            fields.span("by"),
        )
    return found


def _checksum(fields: Fields) -> str:
    """Give the checksum in small letters; empty where there is none that can be compared."""
    given = fields.text("sha256")
    if given is None:
        return ""
    if _SHA256.fullmatch(given):
        return given.lower()
    message = f"{shortened(given)} is not a SHA-256 checksum, so the file cannot be compared."
    fields.problems.add("CX0531", message, fields.span("sha256"), "It has 64 hexadecimal digits.")
    return ""
