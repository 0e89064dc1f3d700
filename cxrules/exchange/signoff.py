"""Sign-offs of an assessment file: read, and held against what the file says now.

Writing them is `cxrules.exchange.release`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cxrules.exchange.digest import release_digest
from cxrules.exchange.fields import Fields
from cxrules.exchange.problems import Problems, shortened
from cxrules.exchange.tree import Mapping, Node, Scalar, Sequence, kind
from cxrules.model.record import SignOff

if TYPE_CHECKING:
    from cxrules.diagnostics import Diagnostic
    from cxrules.model.assessment import Assessment
    from cxrules.text import Source

SIGN_OFF_KEYS = ("by", "role", "date", "model", "digest")
_DIGEST = re.compile(r"sha256:[0-9a-f]{64}")


def read_sign_offs(node: Node, problems: Problems) -> tuple[SignOff, ...]:
    """Read ``[{by: lead, date: 2026-11-30, model: automotive-spice@4.0.0, digest: "sha256:…"}]``."""
    if isinstance(node, Scalar) and node.empty:
        return ()
    if not isinstance(node, Sequence):
        problems.add("CX0504", f"'signed-off' must be a list of sign-offs, not {kind(node)}.", node.span)
        return ()
    found = []
    for item in node.items:
        if not isinstance(item, Mapping):
            problems.add("CX0504", f"A sign-off is a map, not {kind(item)}.", item.span)
            continue
        fields = Fields(item, SIGN_OFF_KEYS, "the sign-off", problems)
        by, digest = fields.needed("by", "a sign-off"), fields.needed("digest", "a sign-off") or ""
        if digest and not _DIGEST.fullmatch(digest):
            hint = "It is written by `cxrules release`, as sha256: and 64 hexadecimal digits."
            message = f"{shortened(digest)} is not the digest of an assessment."
            problems.add("CX0504", message, fields.span("digest"), hint)
        if by:
            role, model = fields.text("role") or "", fields.text("model") or ""
            found.append(SignOff(by, role, fields.day("date"), model, digest, item.span, fields.span("by")))
    return tuple(found)


def check_sign_offs(
    assessment: Assessment, model: str, version: str, source: Source | None
) -> list[Diagnostic]:
    """Hold the sign-offs of an assessment against its status, its content and the model it is read with."""
    problems = Problems(source)
    released = assessment.status == "released"
    if released and not assessment.signed_off and not assessment.redacted_for:
        hint = "Write status: consolidated; `cxrules release` then signs it off."
        message = f"{assessment.id} is released, but nobody has signed it off."
        problems.add("CX0552", message, assessment.places.get(("status",)), hint)
    for each in assessment.signed_off:
        if not released:
            message = f"{assessment.id} was signed off by {each.by}, but its status is {assessment.status}."
            problems.add("CX0552", message, assessment.places.get(("status",)), _SUPERSEDE)
            break
        if not _holds(each, assessment, f"{model}@{version}", problems):
            break
    return problems.found


_SUPERSEDE = (
    "A released assessment is not changed, only superseded: restore it, and write another one that says "
    "supersedes: with its id."
)


def _holds(sign_off: SignOff, assessment: Assessment, model: str, problems: Problems) -> bool:
    """Tell whether the digest of a sign-off is that of what is there now, and note it where it is not."""
    if not assessment.content_digest or not _DIGEST.fullmatch(sign_off.digest):
        return True
    name, _, version = model.rpartition("@")
    if sign_off.digest == release_digest(assessment.content_digest, name, version):
        return True
    when = f" on {sign_off.date}" if sign_off.date else ""
    message = f"{assessment.id} has changed since {sign_off.by} signed it off{when}."
    hint = _SUPERSEDE
    signed, _, its_version = sign_off.model.rpartition("@")
    if sign_off.digest == release_digest(assessment.content_digest, signed, its_version):
        message = f"{sign_off.by} signed {assessment.id} off under {sign_off.model}; this is {model}."
        hint = f"Evaluate it with {sign_off.model}, or supersede it by an assessment under {model}."
    problems.add("CX0553", message, sign_off.span, hint)
    return False
