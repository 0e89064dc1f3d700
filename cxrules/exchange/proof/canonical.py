"""One spelling for JSON (RFC 8785), so that the same data always have the same bytes and the same digest."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

import rfc8785


class NoSpelling(Exception):  # noqa: N818 - it says what the matter is
    """Data that JSON cannot hold exactly, such as half of a character."""


def canonical(data: Any) -> bytes:  # noqa: ANN401 - whatever JSON can hold
    """The bytes of some data. Raises NoSpelling."""
    try:
        return rfc8785.dumps(data)
    except (rfc8785.CanonicalizationError, RecursionError) as error:
        raise NoSpelling(str(error)) from error


def digest(data: Any) -> str:  # noqa: ANN401 - the same
    """The SHA-256 of the bytes of some data, in hexadecimal digits. Raises NoSpelling."""
    return sha256(canonical(data)).hexdigest()
