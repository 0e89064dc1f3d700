"""The digest of an assessment: the same for the same content, however its file is laid out.

Comments, layout, the order of keys, blank values and the sign-offs themselves do not count. Everything else
does, and so does the model with its exact version.
"""

from __future__ import annotations

from hashlib import sha256
from json import dumps
from typing import TYPE_CHECKING

from cxrules.exchange.tree import plain

if TYPE_CHECKING:
    from cxrules.exchange.tree import Mapping

SIGNED_OFF = "signed-off"


def content_digest(node: Mapping) -> str:
    """The digest, 64 hexadecimal digits, of the tree of an assessment file without its sign-offs."""
    content = {key: plain(value) for key, (_, value) in node.entries.items() if key != SIGNED_OFF}
    return _hash(dumps(_without_blanks(content), sort_keys=True, ensure_ascii=True, separators=(",", ":")))


def release_digest(content: str, model: str, version: str) -> str:
    """The digest that a sign-off records: of the content and the model it was evaluated with."""
    return f"sha256:{_hash(f'{content} {model}@{version}')}"


def _without_blanks(value: object) -> object:
    if isinstance(value, dict):
        return {key: _without_blanks(each) for key, each in value.items() if each is not None}
    if isinstance(value, list):
        return [_without_blanks(each) for each in value]
    return value


def _hash(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
