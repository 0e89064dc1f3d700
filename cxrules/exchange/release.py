"""A sign-off written into the text of an assessment, which otherwise stays as it is, comments and all."""

from __future__ import annotations

from json import dumps
from typing import TYPE_CHECKING, NamedTuple

from cxrules.exchange.digest import SIGNED_OFF, content_digest, release_digest
from cxrules.exchange.document import read_tree
from cxrules.exchange.tree import Mapping, Node, Scalar, Sequence, plain
from cxrules.exchange.write import quoted
from cxrules.text import Source, Span
from cxrules.text.edits import Edit, edited

if TYPE_CHECKING:
    from datetime import date

RELEASED = "released"


class Signature(NamedTuple):
    """Who signs an assessment off, as what and when, and the model it was evaluated with."""

    by: str
    role: str
    day: date
    model: str
    version: str

    def entry(self, digest: str) -> dict[str, str]:
        """What is written into the file."""
        found = {"by": self.by, "role": self.role, "date": self.day.isoformat()}
        found |= {"model": f"{self.model}@{self.version}", "digest": digest}
        return {key: value for key, value in found.items() if value}


def released(source: Source, signature: Signature) -> str | None:
    """The text of an assessment file with the status ``released`` and one more sign-off.

    None where the file is laid out so that this cannot be done without changing anything else.
    """
    text = _with_status(source)
    tree = None if text is None else _tree(source, text)
    if text is None or tree is None:
        return None
    digest = release_digest(content_digest(tree), signature.model, signature.version)
    entry = signature.entry(digest)
    signed = _with_entry(Source(source.name, text), tree, entry)
    after = _tree(source, signed)
    if after is None or content_digest(after) != content_digest(tree):
        return None
    return signed if _sign_offs(after) == [*_sign_offs(tree), entry] else None


def _tree(source: Source, text: str) -> Mapping | None:
    node, problems = read_tree(Source(source.name, text))
    return node if isinstance(node, Mapping) and not problems else None


def _sign_offs(tree: Mapping) -> list[object]:
    found = tree.entries.get(SIGNED_OFF)
    content = plain(found[1]) if found else None
    return content if isinstance(content, list) else []


def _with_status(source: Source) -> str | None:
    tree = _tree(source, source.text)
    status = tree.entries.get("status") if tree else None
    if status is None or not isinstance(status[1], Scalar) or status[1].empty:
        return None
    quote = status[1].quotes if status[1].quotes in {'"', "'"} else ""
    return edited(source, [Edit(source, status[1].span, f"{quote}{RELEASED}{quote}")])


def _with_entry(source: Source, tree: Mapping, entry: dict[str, str]) -> str:
    """Put an entry at the end of the sign-offs, or these at the end of the file."""
    known = tree.entries.get(SIGNED_OFF)
    flow = source.text[tree.start : tree.start + 1] == "{"
    if known is not None and isinstance(known[1], Sequence) and known[1].items:
        place, text = _after_last(source, known[1], entry)
    elif known is not None:
        place, text = known[1].span, f" {dumps([entry]) if flow else f'[{_line(entry)}]'}"
    elif flow:
        place, text = _at_end_of_braces(source, tree, entry)
    else:
        column = source.position(min(key.start for key, _ in tree.entries.values())).column
        indent = " " * (column - 1)
        place, text = _next_line(source, tree.end, f"{indent}{SIGNED_OFF}:\n{indent}  - {_line(entry)}")
    return edited(source, [Edit(source, place, text)])


def _after_last(source: Source, known: Sequence, entry: dict[str, str]) -> tuple[Span, str]:
    last = known.items[-1]
    if source.text[known.start : known.start + 1] == "[":
        return Span(last.end, last.end), f", {dumps(entry)}"
    indent = " " * (source.position(known.start).column - 1)
    return _next_line(source, _end(last), f"{indent}- {_line(entry)}")


def _end(node: Node) -> int:
    return node.end


def _at_end_of_braces(source: Source, tree: Mapping, entry: dict[str, str]) -> tuple[Span, str]:
    """Put the sign-offs before the closing brace, on a line of their own if the others have that."""
    first = min(key.start for key, _ in tree.entries.values())
    last = max(value.end for _, value in tree.entries.values())
    between = source.text[tree.start + 1 : first]
    gap = between if between.strip() == "" and "\n" in between else " "
    return Span(last, last), f",{gap}{dumps(SIGNED_OFF)}: {dumps([entry])}"


def _next_line(source: Source, after: int, line: str) -> tuple[Span, str]:
    """Put a line behind the one in which something ends."""
    end = source.text.find("\n", after)
    if end < 0:
        end = len(source.text)
        return Span(end, end), f"\n{line}\n"
    return Span(end + 1, end + 1), f"{line}\n"


def _line(entry: dict[str, str]) -> str:
    """An entry within braces; a date needs no quotes here."""
    pairs = (f"{key}: {value if key == 'date' else quoted(value)}" for key, value in entry.items())
    return f"{{{', '.join(pairs)}}}"
