"""The signed envelope (DSSE 1.0) around a statement: sealed, opened, and its signature checked.

An envelope is written in one way only, with one signature, so that a changed byte anywhere in it is a
change. What the statement says is no matter of this module.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from securesystemslib.dsse import Envelope
from securesystemslib.exceptions import FormatError, VerificationError
from securesystemslib.signer import CryptoSigner, SSlibKey  # type: ignore[attr-defined] # not said to be so

from cxrules.exchange.proof.canonical import NoSpelling, canonical
from cxrules.exchange.proof.keys import key_id

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

PAYLOAD_TYPE = "application/vnd.in-toto+json"


class NoEnvelope(Exception):  # noqa: N818 - it says what the matter is
    """A text that is no envelope; the message says why."""


class Opened(NamedTuple):
    """An envelope that was read; nothing of it is proved yet.

    `key_id` names the key that it says it was signed with. `untouched`: its bytes are those that are written
    for what it holds.
    """

    payload: bytes
    payload_type: str
    key_id: str
    envelope: Envelope
    untouched: bool


def sealed(payload: bytes, key: Ed25519PrivateKey) -> bytes:
    """The envelope around a payload, signed: the same bytes for the same payload and key."""
    public = SSlibKey.from_crypto(key.public_key(), key_id(key.public_key()))
    envelope = Envelope(payload, PAYLOAD_TYPE, {})
    envelope.sign(CryptoSigner(key, public))
    return _written(envelope)


def opened(content: bytes) -> Opened:
    """Read an envelope. Raises NoEnvelope."""
    try:
        data: Any = json.loads(content)
        envelope = Envelope.from_dict(data)
        signatures = list(envelope.signatures.values())
        untouched = len(signatures) == 1 and _written(envelope) == content
    except (
        ValueError,
        TypeError,
        KeyError,
        AttributeError,
        RecursionError,
        FormatError,
        NoSpelling,
    ) as error:
        raise NoEnvelope("it is no signed envelope, or it was damaged.") from error
    if len(signatures) != 1:
        many = f"it has {len(signatures)} signatures, and cxrules writes one."
        raise NoEnvelope(many if signatures else "it is not signed.")
    return Opened(envelope.payload, envelope.payload_type, signatures[0].keyid, envelope, untouched)


def fits(envelope: Opened, key: Ed25519PublicKey) -> bool:
    """Whether the signature is one of this key, over this payload and type."""
    try:
        envelope.envelope.verify([SSlibKey.from_crypto(key, envelope.key_id)], 1)
    except VerificationError:
        return False
    return True


def _written(envelope: Envelope) -> bytes:
    """The one way to write an envelope: these keys alone, whatever else the library lets through."""
    data = envelope.to_dict()
    signatures = [{key: each[key] for key in ("keyid", "sig")} for each in data["signatures"]]
    return canonical({**data, "signatures": signatures}) + b"\n"
