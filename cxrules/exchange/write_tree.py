"""A tree of an assessment written as YAML again: without comments, and in one layout.

Text that was written plain stays plain; what needs quotes has them. Maps without maps or lists in them stand
on one line. Reading the text back gives the same tree.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cxrules.exchange.tree import Mapping, Node, Scalar, Sequence
from cxrules.exchange.write import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

_FLOW = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_./@+%-]*(?: [A-Za-z0-9_./@+%-]+)*")
_COLUMNS = 100
_BROAD = 60


def write_tree(root: Mapping) -> str:
    """Write the tree of a file, with a line for each entry, ending with a line break."""
    return "".join(f"{line}\n" for line in _entries(root, ""))


def in_one_line(node: Node) -> str:
    """Write a node on one line, as it may stand within braces."""
    if isinstance(node, Scalar):
        if node.empty:
            return "null"
        plain = not node.quotes and _FLOW.fullmatch(node.text)
        return node.text if plain else _always_quoted(node.text)
    if isinstance(node, Sequence):
        return f"[{', '.join(map(in_one_line, node.items))}]"
    pairs = (f"{_key(name)}: {in_one_line(value)}" for name, (_, value) in node.entries.items())
    return f"{{{', '.join(pairs)}}}"


def _entries(node: Mapping, indent: str) -> Iterator[str]:
    for name, (_, value) in node.entries.items():
        yield from _under(f"{indent}{_key(name)}:", value, indent)


def _under(head: str, node: Node, indent: str) -> Iterator[str]:
    """What stands under a key or after a dash: on its line where that is short, else on lines of its own."""
    if isinstance(node, Scalar) and node.empty:
        yield head
        return
    line = in_one_line(node)
    room = _COLUMNS - len(head) - 1
    if isinstance(node, Scalar) or not _members(node) or (_is_flat(node) and len(line) <= max(room, _BROAD)):
        yield f"{head} {line}"
    elif isinstance(node, Mapping):
        yield head
        yield from _entries(node, indent + "  ")
    else:
        yield head
        for item in node.items:
            yield from _item(item, indent + "  ")


def _item(node: Node, indent: str) -> Iterator[str]:
    if isinstance(node, Mapping) and node.entries and not _is_flat(node):
        first, *rest = _entries(node, indent + "  ")
        yield f"{indent}- {first.lstrip()}"
        yield from rest
    else:
        yield f"{indent}- {in_one_line(node)}"


def _members(node: Mapping | Sequence) -> list[Node]:
    if isinstance(node, Sequence):
        return node.items
    return [value for _, value in node.entries.values()]


def _is_flat(node: Mapping | Sequence) -> bool:
    """Whether its members are texts, or short lists of them."""
    return all(
        isinstance(each, Scalar)
        or (isinstance(each, Sequence) and all(isinstance(item, Scalar) for item in each.items))
        for each in _members(node)
    )


def _key(name: str) -> str:
    return name if _FLOW.fullmatch(name) and len(name) <= _BROAD else _always_quoted(name)


def _always_quoted(text: str) -> str:
    """Write a text so that it stays text wherever it stands, quoted unless that is certain."""
    found = quoted(text)
    return found if found.startswith('"') or _FLOW.fullmatch(found) else f'"{found}"'
