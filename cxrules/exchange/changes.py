"""Rename maps: what became of every element of an older version of a model, read from YAML and written to it.

Only the file's own form is looked at; whether its ids are those of the versions is for
`cxrules.compare.versions.mapped`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.exchange.document import read_tree
from cxrules.exchange.fields import Fields
from cxrules.exchange.problems import Problems, listed
from cxrules.exchange.tree import Mapping, Scalar, kind
from cxrules.exchange.values import words
from cxrules.exchange.write import quoted
from cxrules.model.changes import FATES, Changed, Fate, RenameMap

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cxrules.diagnostics import Diagnostic
    from cxrules.exchange.tree import Node
    from cxrules.text import Source

KEY = "cxrules-changes"
VERSION = "1"
_KEYS = (KEY, "model", "from", "to", "source", "changes", "added")
_ROW = ("fate", "to", "certainty", "note")
CERTAINTIES = ("seen", "inferred", "recalled")
_SEVERAL = 2


def read_changes(source: Source) -> tuple[RenameMap | None, list[Diagnostic]]:
    """Read a rename map; None where nothing can be made of the file. All that is wrong with it is told."""
    node, found = read_tree(source)
    problems = Problems(source)
    problems.found = found
    if not isinstance(node, Mapping):
        if node is not None:
            problems.add("CX0504", f"A rename map is a map of keys and values, not {kind(node)}.", node.span)
        return None, found
    fields = Fields(node, _KEYS, "the rename map", problems)
    version = fields.needed(KEY, "the rename map")
    if version not in {None, VERSION}:
        message = f"Version {version} of the format is not known."
        problems.add("CX0530", message, fields.span(KEY), f"This cxrules reads version {VERSION}.")
        return None, found
    model, old, new = (fields.needed(key, "the rename map") for key in ("model", "from", "to"))
    rows = fields.mapping("changes")
    if rows is None:
        problems.add("CX0503", "The rename map lacks 'changes'.", fields.span("changes") or node.span)
    if model is None or old is None or new is None or rows is None:
        return None, found
    said = [_row(name, key, value, problems) for name, (key, value) in rows.entries.items()]
    added, places = fields.words("added")
    return RenameMap(
        model,
        old,
        new,
        {row.old: row for row in said if row is not None},
        added if "added" in node.entries else None,
        fields.text("source") or "",
        source,
        places,
    ), found


def _row(name: str, key: Scalar, value: Node, problems: Problems) -> Changed | None:
    if isinstance(value, Scalar):
        fate = _fate(value.text, value, problems)
        row = None if fate is None else Changed(name, fate, span=key.span)
    elif isinstance(value, Mapping):
        fields = Fields(value, _ROW, f"what became of {name}", problems)
        word = fields.needed("fate", f"what became of {name}")
        there = fields.value("fate")
        fate = None if word is None else _fate(word, there or value, problems)
        to = fields.value("to")
        new, places = words(to, "to", problems) if to is not None else ((), ())
        certainty = fields.choice("certainty", CERTAINTIES) or ""
        note = fields.text("note") or ""
        row = None if fate is None else Changed(name, fate, new, certainty, note, key.span, places)
    else:
        message = f"What became of {name} is a word or a map, not {kind(value)}."
        problems.add("CX0504", message, value.span)
        return None
    return None if row is None else _leading(row, problems)


def _fate(word: str, place: Node, problems: Problems) -> Fate | None:
    if word in FATES:
        return word
    problems.add(
        "CX0528",
        f"'{word}' is nothing that becomes of an element.",
        place.span,
        problems.meant(word, FATES, f"There are {listed(FATES)}."),
    )
    return None


def _leading(row: Changed, problems: Problems) -> Changed:
    """The row, whose fate has to fit where it leads."""
    message = None
    if row.fate == "removed" and row.new:
        message = f"{row.old} was removed, and yet leads to {listed(row.new)}."
    elif row.fate == "same" and row.new not in {(), (row.old,)}:
        message = f"{row.old} is the same, and yet leads to {listed(row.new)}."
    elif row.fate == "split" and len(row.new) < _SEVERAL:
        message = f"{row.old} was split, which leads to several; it says {len(row.new) or 'none'}."
    elif row.fate not in {"removed", "same"} and not row.new:
        message = f"It is not said where {row.old} leads."
    elif row.fate in {"renamed", "moved", "new-meaning"} and len(row.new) > 1:
        message = f"{row.old} leads to {listed(row.new)}; what leads to several was split or merged."
    if message is None:
        return row._replace(new=(row.old,)) if row.fate == "same" else row
    hint = "Write under 'to' what it became, or choose another fate."
    problems.add("CX0592", message, row.new_spans[0] if row.new_spans else row.span, hint)
    return row


# -------------------------------------------------------------------------------------------- writing


def write_changes(
    changes: RenameMap, titles: Iterable[tuple[str, str]] = (), doubts: Sequence[str] = ()
) -> str:
    """Write a rename map as YAML; `titles` go into comments, `doubts` are told at its head."""
    return "\n".join(_lines(changes, dict(titles), doubts)) + "\n"


def _lines(changes: RenameMap, titles: dict[str, str], doubts: Sequence[str]) -> Iterator[str]:
    yield f"# What became of everything in {changes.model} {changes.old} in {changes.new}."
    yield from (f"# {_plain(doubt)}" for doubt in doubts)
    yield ""
    yield f"{KEY}: {VERSION}"
    yield f"model: {quoted(changes.model)}"
    yield f"from: {changes.old}"
    yield f"to: {changes.new}"
    if changes.note:
        yield f"source: {quoted(changes.note)}"
    yield "changes:" if changes.rows else "changes: {}"
    for row in changes.rows.values():
        line = f"  {quoted(row.old)}: {_written(row)}"
        title = _plain(titles.get(row.old, ""))
        yield f"{line}  # {title}" if title else line
    if changes.added is not None:
        yield f"added: [{', '.join(quoted(name) for name in changes.added)}]"


def _plain(text: str) -> str:
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())


def _written(row: Changed) -> str:
    parts = [f"fate: {row.fate}"]
    leads = row.new if row.new != (row.old,) or row.fate != "same" else ()
    if len(leads) == 1:
        parts.append(f"to: {quoted(leads[0])}")
    elif leads:
        parts.append(f"to: [{', '.join(quoted(name) for name in leads)}]")
    if row.certainty:
        parts.append(f"certainty: {row.certainty}")
    if row.note:
        parts.append(f"note: {quoted(row.note)}")
    return row.fate if len(parts) == 1 else f"{{{', '.join(parts)}}}"
