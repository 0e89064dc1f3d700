"""Keys of ed25519 as text in PEM: made, read, and named by their digest. Reading files is done elsewhere."""

from __future__ import annotations

from hashlib import sha256
from typing import TypeAlias

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

PrivateKey: TypeAlias = Ed25519PrivateKey
PublicKey: TypeAlias = Ed25519PublicKey

_PRIVATE = b"PRIVATE KEY-----"
_LOCKED = b"ENCRYPTED PRIVATE KEY-----"


class BadKey(Exception):  # noqa: N818 - it says what the matter is
    """A text that is not the key that is wanted; the message says why."""


def new_pair(password: str = "") -> tuple[bytes, bytes]:
    """A new private key, locked with the password unless that is empty, and its public key; both as PEM."""
    key = Ed25519PrivateKey.generate()
    lock = BestAvailableEncryption(password.encode()) if password else NoEncryption()
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, lock), public_text(key.public_key()).encode()


def is_locked(text: bytes) -> bool:
    """Whether a private key needs a password."""
    return _LOCKED in text


def private_key(text: bytes, password: str = "") -> PrivateKey:
    """The private key in a text. Raises BadKey."""
    if _PRIVATE not in text:
        hint = " It is a public key; sign with the private one." if b"PUBLIC KEY-----" in text else ""
        raise BadKey(f"is not a private key.{hint}")
    try:
        key = load_pem_private_key(text, password.encode() if is_locked(text) else None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        reason = "cannot be opened with this password" if is_locked(text) else "cannot be read as a key"
        raise BadKey(f"{reason}.") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise BadKey("is a key of another kind than ed25519. `cxrules sign --new-key NAME` makes one.")
    return key


def public_key(text: bytes) -> PublicKey:
    """The public key in a text, which must be written in the one way there is. Raises BadKey."""
    if _PRIVATE in text:
        raise BadKey("is a private key, which nobody else should have. Verify with the public one.")
    try:
        key = load_pem_public_key(text)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise BadKey("is not a public key, or was damaged.") from error
    if not isinstance(key, Ed25519PublicKey):
        raise BadKey("is a key of another kind than ed25519.")
    if text.replace(b"\r\n", b"\n").rstrip(b"\n") != public_text(key).encode().rstrip(b"\n"):
        raise BadKey("was damaged, or holds more than a public key.")
    return key


def public_text(key: PublicKey) -> str:
    """A public key as PEM."""
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode("ascii")


def key_id(key: PublicKey) -> str:
    """The name of a key: the SHA-256 of its DER form, as ``openssl pkey -pubin -outform DER`` gives it."""
    return sha256(key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).hexdigest()
