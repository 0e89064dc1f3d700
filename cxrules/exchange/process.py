"""How an assessment was done, read from its file: the keys beside ratings, evidence and findings.

Each part has a reader of its own; here they are called. None of this bears on how a file without these keys
is read, so that this module is loaded only for a file that has one of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from cxrules.exchange.about import read_record
from cxrules.exchange.header import RECORD_KEYS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cxrules.exchange.fields import Fields
    from cxrules.model.record import Audience, Consensus, Record, SignOff


class Process(TypedDict, total=False):
    """The fields of an assessment that tell how it was done; what a file does not speak of is absent."""

    consensus: Consensus | None
    record: Record | None
    audiences: Mapping[str, Audience]
    signed_off: tuple[SignOff, ...]
    content_digest: str
    supersedes: str | None
    based_on: str | None
    redacted_for: str | None


def read_process(fields: Fields) -> Process:
    """Read these keys; what is wrong is noted and left out."""
    process = Process(
        supersedes=fields.text("supersedes"),
        based_on=fields.text("based-on"),
        redacted_for=fields.text("redacted-for"),
    )
    if any(key in fields.node.entries for key in RECORD_KEYS):
        process["record"] = read_record(fields)
    if consensus := fields.value("consensus"):
        from cxrules.exchange.consensus import read_consensus

        process["consensus"] = read_consensus(consensus, fields.problems)
    if audiences := fields.value("audiences"):
        from cxrules.exchange.audiences import read_audiences

        process["audiences"] = read_audiences(audiences, fields.problems)
    if signed_off := fields.value("signed-off"):
        from cxrules.exchange.digest import content_digest
        from cxrules.exchange.signoff import read_sign_offs

        process["signed_off"] = found = read_sign_offs(signed_off, fields.problems)
        process["content_digest"] = content_digest(fields.node) if found else ""
    return process
