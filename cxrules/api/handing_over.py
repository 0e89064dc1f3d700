"""Handing an assessment over: sign-off, redaction, attestations."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cxrules.api.errors import CxrulesError, refusals

if TYPE_CHECKING:
    from datetime import date

    from cxrules.engine import Evaluation
    from cxrules.workspace.verifying import Verified


def release(path: str | Path, by: str, day: date) -> str:
    """The text of an assessment file, signed off by one of its assessors on a day; nothing is written.

    Raises CxrulesError where it cannot be released, with the reason, OSError where it cannot be read.
    """
    from cxrules.workspace.releasing import release as sign_off

    with refusals():
        return sign_off(Path(path), by, day).text


def redact(evaluation: Evaluation, audience: str) -> str:
    """The file of an evaluated assessment without what one of its audiences may not see; nothing is written.

    Raises CxrulesError where it has no such audience, or was not read from a file.
    """
    from cxrules.workspace.redacting import redacted_text

    with refusals():
        return redacted_text(evaluation, audience)


def sign(path: str | Path, key: bytes, *, password: str = "", day: date | None = None) -> bytes:
    """The attestation of an assessment file, with its rules, evidence and result; nothing is written.

    `key` is a private key as PEM, `day` what the attestation states (default: the day of the assessment).
    Needs the extra ``sign``. Raises CxrulesError for an assessment with errors or a text that is no key, and
    OSError where a file cannot be read.
    """
    from cxrules import __version__
    from cxrules.exchange.proof.keys import BadKey, private_key
    from cxrules.workspace.proving import sign as attest

    try:
        secret = private_key(key, password)
    except BadKey as error:
        raise CxrulesError(f"the key {error}") from error
    with refusals():
        return attest(Path(path), secret, day, __version__)[0]


def verify(
    attestation: str | Path, assessment: str | Path | None = None, *, key: str | Path | None = None
) -> Verified:
    """Check an attestation against the files that are there now, and evaluate the assessment again.

    It is `fine`, or has `differences`, each with what it is about. `assessment` is beside it unless given;
    `key` is the file of the public key of who should have signed. Needs the extra ``sign``. Raises
    CxrulesError where something is not what it should be, OSError where a file cannot be read.
    """
    from cxrules.workspace.verifying import verify as check_attestation

    named = None if assessment is None else Path(assessment)
    with refusals():
        return check_attestation(Path(attestation), named, None if key is None else Path(key))
