"""The files that evidence refers to: are they where they may be, are they there, are they unchanged?

Only files within the assessment's own folder are opened, and only to compare their checksum.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Literal, NamedTuple

from cxrules.diagnostics import Diagnostic, diagnose
from cxrules.exchange.evidence_files import FileReference, evidence_files, leaves_folder
from cxrules.exchange.problems import shortened

if TYPE_CHECKING:
    from pathlib import Path

    from cxrules.model.assessment import Assessment
    from cxrules.text import Source

_BLOCK = 1 << 20


def check_evidence_files(
    assessment: Assessment, folder: Path, source: Source | None = None
) -> list[Diagnostic]:
    """Check every file that the evidence refers to; `folder` is where the assessment's file lies.

    References that are addresses (``https://…``) are left alone. A file outside the folder is an error
    (CX0510); one that is missing, cannot be read or has another checksum is a warning (CX0524).
    """
    found = []
    for reference in evidence_files(assessment):
        diagnostic = _check(reference, folder, source)
        if diagnostic is not None:
            found.append(diagnostic)
    return found


class Beside(NamedTuple):
    """A file that should lie in the folder of an assessment, or below it.

    `state`: there, missing, outside of the folder, or strange, with what the system said of it.
    """

    path: Path
    state: Literal["there", "missing", "outside", "strange"]
    error: str = ""


def beside(folder: Path, ref: str) -> Beside:
    """Look a file up; nothing outside of the folder is touched."""
    try:
        base = folder.resolve()
        path = (base / ref.replace("\\", "/")).resolve()
        if leaves_folder(ref) or not path.is_relative_to(base):
            return Beside(path, "outside")
        return Beside(path, "there" if path.is_file() else "missing")
    except (OSError, ValueError, RuntimeError) as error:  # a name that no file can have, links in a circle
        return Beside(folder, "strange", str(error))


def _check(reference: FileReference, folder: Path, source: Source | None) -> Diagnostic | None:
    name, ref = reference.evidence, reference.ref
    path, state, error = beside(folder, ref)
    if state == "strange":
        return diagnose("CX0524", f"The file of {name} cannot be looked at: {error}.", source, reference.span)
    if state == "outside":
        message = f"The file of {name} lies outside the assessment's folder."
        hint = "Put it beside the assessment, or give an address."
        return diagnose("CX0510", message, source, reference.span, hint)
    if state == "missing":
        message = f"The file of {name} is not there: {shortened(ref)}."
        return diagnose("CX0524", message, source, reference.span)
    return _compare(reference, path, source) if reference.sha256 else None


def _compare(reference: FileReference, path: Path, source: Source | None) -> Diagnostic | None:
    """Compare the checksum of a file with the recorded one."""
    name = reference.evidence
    try:
        actual = checksum(path)
    except OSError as error:
        message = f"The file of {name} cannot be read: {error.strerror}."
        return diagnose("CX0524", message, source, reference.span)
    if actual == reference.sha256:
        return None
    message = f"The file of {name} has changed since its checksum was recorded."
    return diagnose("CX0524", message, source, reference.sha256_span, f"It now has {actual}.")


def checksum(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal digits."""
    total = sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            total.update(block)
    return total.hexdigest()
