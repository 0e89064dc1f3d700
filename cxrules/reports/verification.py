"""What became of the check of an attestation, as text and as data (``cxrules-verification/1``)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxrules.reports.columns import clean, counted, listed, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxrules.reports.names import Look
    from cxrules.workspace.verifying import Difference, Verified

FORMAT = "cxrules-verification/1"
_FILES = {
    "assessment": ("the assessment", "assessments"),
    "table": ("1 table", "tables"),
    "evidence": ("1 file of evidence", "files of evidence"),
    "profile": ("the profile", "profiles"),
    "lock": ("the lockfile", "lockfiles"),
    "ruleset": ("1 file of rules", "files of rules"),
}
_MOST_PARTS = 8
_HEADS = {"key": "The key {}", "signature": "The signature of {}", "package": "The package {}"}


def verification_data(done: Verified) -> dict[str, Any]:
    """The check as plain data."""
    predicate = done.statement.predicate if done.statement is not None else None
    return {
        "format": FORMAT,
        "attestation": str(done.attestation),
        "assessment": str(done.assessment) if done.assessment is not None else "",
        "id": predicate and predicate.assessment.id,
        "date": predicate and predicate.date,
        "cxrules": predicate and predicate.cxrules,
        "fine": done.fine,
        "key": {"id": done.key, "given": done.given},
        "checked": dict(done.checked),
        "differences": [each._asdict() for each in done.differences],
    }


def render(done: Verified, look: Look, program: str) -> str:
    """The check as a page of text, ending with a line break; `program` is the version that runs."""
    lines = [*_verdict(done, look), *_differences(done, look), *_about(done, look, program)]
    return "\n".join(lines) + "\n"


def _verdict(done: Verified, look: Look) -> list[str]:
    name = done.statement.predicate.assessment.id if done.statement is not None else done.attestation.name
    if done.fine:
        return wrap(f"{clean(name)} is as it was signed.", look.columns)
    count = counted(len(done.differences), "difference")
    return wrap(f"{clean(name)} is not as it was signed: {count}.", look.columns)


def _differences(done: Verified, look: Look) -> Iterator[str]:
    parts = [clean(each.name) for each in done.differences if _is_part(each)]
    for each in done.differences:
        if _is_part(each):
            continue
        message = clean(each.message).rstrip(".")
        yield from wrap(f"{_head(each)} {message}.", look.columns, "  ", "    ")
        for word, value in (("signed", each.expected), ("now", each.found)):
            if value is not None and each.what != "differs":
                yield f"    {word}: {clean(value)}"
    if parts:
        told = listed(parts, _MOST_PARTS)
        yield from wrap(f"Other parts of the result than were signed: {told}.", look.columns, "  ", "    ")


def _is_part(difference: Difference) -> bool:
    """Whether a difference is in a part of the result for which there are no words but its name."""
    return difference.kind == "result" and difference.what in {"changed", "missing", "new"}


def _head(difference: Difference) -> str:
    name = clean(difference.name)
    if difference.kind == name == "result":
        return "The result"
    return _HEADS.get(difference.kind, "{}").format(name)


def _about(done: Verified, look: Look, program: str) -> Iterator[str]:
    whose = "the one given" if done.given else "its own; with --key FILE you learn whether it is the signer's"
    yield from wrap(f"Key: {done.key} ({whose})", look.columns)
    if done.statement is None:
        return
    predicate = done.statement.predicate
    day = f" for {clean(predicate.date)}" if predicate.date else ""
    yield from wrap(f"Signed{day} with cxrules {clean(predicate.cxrules)}", look.columns)
    files = [
        one if done.checked[kind] == 1 else f"{done.checked[kind]} {several}"
        for kind, (one, several) in _FILES.items()
        if done.checked[kind]
    ]
    if files:
        yield from wrap(f"Unchanged: {listed(files)}", look.columns)
    if not any(each.kind == "result" for each in done.differences) and done.assessment is not None:
        yield from wrap(f"Result: evaluated again with cxrules {program}, the same", look.columns)
