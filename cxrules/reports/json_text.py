"""JSON that people can read too, written fast: what holds nothing but plain values stands on one line."""

from __future__ import annotations

import json
from typing import Any

_encode = json.JSONEncoder().encode


def written(document: Any, depth: int = 4) -> str:  # noqa: ANN401 - whatever JSON can hold
    """The document in ASCII, ending with a line break.

    Objects and lists get a line an entry down to `depth`; below that, each stands on one line.
    """
    return _written(document, depth, "") + "\n"


def _written(value: Any, depth: int, indent: str) -> str:  # noqa: ANN401 - the same
    inner = indent + "  "
    if isinstance(value, dict):
        if depth == 0 or not any(map(_holds_more, value.values())):
            return _encode(value)
        entries = [
            f"{inner}{_encode(key)}: {_written(each, depth - 1, inner)}" for key, each in value.items()
        ]
        return "{\n" + ",\n".join(entries) + f"\n{indent}}}"
    if depth == 0 or not isinstance(value, (list, tuple)) or not any(map(_holds_more, value)):
        return _encode(value)
    entries = [inner + _written(each, depth - 1, inner) for each in value]
    return "[\n" + ",\n".join(entries) + f"\n{indent}]"


def _holds_more(value: object) -> bool:
    """Whether a value is an object or list that is not empty."""
    return bool(value) and isinstance(value, (dict, list, tuple))
