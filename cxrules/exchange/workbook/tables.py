"""The tree of an assessment, and what a model asks for, as tables of texts: a table for each sheet.

Reading these tables gives the tree again. How they look, and which cells offer a choice, is for `write`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxrules.exchange.tree import Mapping, Node, Scalar, Sequence
from cxrules.exchange.workbook.head import HEAD_ROWS, STRUCTURED
from cxrules.exchange.workbook.layout import (
    BESIDE,
    DEVIATIONS,
    FINDINGS,
    HEAD,
    INSTANCES,
    JUDGEMENTS,
    OPENERS,
    RATINGS,
    SHEETS,
    TABLES,
    VALUES,
    Column,
    SheetForm,
)
from cxrules.exchange.write_tree import in_one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence as Series

    from cxrules.exchange.workbook.form import Ask, Form

Fields = dict[str, Node]
Row = dict[str, str]
_SHORT = {"findings": "answer", "values": "value", "tables": "file", "deviations": "reason"}
"""What a text alone stands for where a map may stand, by the key of the sheet."""
_SPLIT = {"words": " ,;\n\t\r", "list": ",;\n\r", "lines": "\n\r"}


class Table(NamedTuple):
    """A sheet: its form, the columns that it has, its rows by key (or by heading), and what each row asks."""

    form: SheetForm
    columns: Series[Column]
    rows: Series[Row]
    asks: Series[Ask | None] = ()


def tables_of(tree: Mapping, form: Form) -> Iterator[Table]:
    """The tables for a tree, in the order of the sheets, but for what is neither asked nor said."""
    yield _head(tree, form)
    asked = {
        "ratings": form.ratings,
        "findings": form.findings,
        "values": form.values,
        "judgements": form.judgements,
        "tables": form.tables,
    }
    optional = {
        FINDINGS.key: bool(form.findings),
        VALUES.key: bool(form.values),
        JUDGEMENTS.key: bool(form.judgements),
        TABLES.key: bool(form.tables),
        INSTANCES.key: form.instances,
        DEVIATIONS.key: bool(form.rules),
    }
    for sheet in SHEETS:
        entry = tree.entries.get(sheet.key)
        node = entry[1] if entry else None
        if optional.get(sheet.key, True) or (isinstance(node, Mapping) and node.entries):
            yield _table(sheet, node, asked.get(sheet.key, ()), form)


def _table(sheet: SheetForm, node: Node | None, asks: Series[Ask], form: Form) -> Table:
    entries = node.entries if isinstance(node, Mapping) else {}
    given = {name: list(_fields(sheet, value)) for name, (_, value) in entries.items()}
    known = {ask.id: ask for ask in asks}
    rows: list[tuple[str, Ask | None, Fields]] = []
    for name in dict.fromkeys((*known, *given)):
        rows += [(name, known.get(name), fields) for fields in given.get(name) or [{}]]
    columns = _columns(sheet, [fields for *_, fields in rows], form)
    return Table(sheet, columns, [_row(columns, *row) for row in rows], [ask for _, ask, _ in rows])


def _columns(sheet: SheetForm, rows: Series[Fields], form: Form) -> list[Column]:
    """The columns of a sheet: rare ones only where something stands in them, and further answers."""
    used = {key for fields in rows for key in fields}
    columns = [each for each in sheet.columns if not each.rare or each.key in used]
    if sheet is RATINGS:
        known = {each.key for each in sheet.columns}
        names = dict.fromkeys(
            (*(name for name, *_ in form.facets), *(key for key in used if key not in known))
        )
        place = columns.index(sheet.column("rating") or columns[0]) + 1
        columns[place:place] = [Column(name, f"{BESIDE}{name}", "id", 12) for name in names]
    return columns


def _row(columns: Series[Column], name: str, ask: Ask | None, fields: Fields) -> Row:
    row = {each.key: cell_text(fields[each.key], each.kind) for each in columns if each.key in fields}
    row["id"] = name
    if ask is not None:
        title, *_ = [
            each.heading for each in columns if each.kind == "guide" and each.heading != "Belongs to"
        ]
        row |= {"Belongs to": ask.belongs, title: ask.title, "What it asks": ask.guide}
    return row


# ------------------------------------------------------------------------------- entries as rows


def _fields(sheet: SheetForm, node: Node) -> Iterator[Fields]:
    """The rows of an entry, each as what stands under its keys."""
    if sheet is RATINGS:
        yield from _rated(node)
        return
    for item in node.items if isinstance(node, Sequence) else [node]:
        if isinstance(item, Mapping):
            yield {key: value for key, (_, value) in item.entries.items()}
        elif isinstance(item, Scalar) and not item.empty and sheet.key in _SHORT:
            yield {_SHORT[sheet.key]: item}
        else:
            yield {}


def _rated(node: Node) -> Iterator[Fields]:
    """The ratings of a subject, one by one, each with its instance."""
    if isinstance(node, Mapping) and "instances" in node.entries:
        inner = node.entries["instances"][1]
        for name, value in inner.entries.values() if isinstance(inner, Mapping) else ():
            yield from ({**fields, "instance": name} for fields in _rated(value))
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _rated(item)
    elif isinstance(node, Mapping):
        yield {key: value for key, (_, value) in node.entries.items()}
    else:
        yield {} if node.empty else {"rating": node}


# ----------------------------------------------------------------------------------------- texts


def cell_text(node: Node, kind: str, *, structured: bool = False) -> str:
    """What stands in a cell of some kind for a node; see `cxrules.exchange.workbook.nodes`."""
    if isinstance(node, Scalar):
        if node.empty:
            return ""
        if kind in _SPLIT:
            return _listed([node], kind)
        return in_one_line(node) if structured and node.text.strip().startswith(OPENERS) else node.text
    if isinstance(node, Sequence) and kind in _SPLIT:
        return _listed(node.items, kind)
    return in_one_line(node)


def _listed(items: Series[Node], kind: str) -> str:
    """Members with commas, or line breaks, between them; as in YAML where one could be taken for two."""
    if not items:
        return "[]" if kind == "list" else ""  # a scope without anything in it is not the same as none
    texts = [item.text for item in items if isinstance(item, Scalar)]
    plain = all(
        text.strip() == text != "" and not any(sign in text for sign in _SPLIT[kind]) for text in texts
    )
    if len(texts) < len(items) or not plain or (texts and texts[0].startswith("[")):
        return in_one_line(Sequence(list(items), 0, 0))
    return ("\n" if kind == "lines" else ", ").join(texts)


def _head(tree: Mapping, form: Form) -> Table:
    """The first sheet: keys and values, with what they mean."""
    rows = []
    for each in HEAD_ROWS:
        entry = tree.entries.get(each.key)
        if entry is None and not each.always and each.key not in form.head:
            continue
        text = cell_text(entry[1], each.kind, structured=each.key in STRUCTURED) if entry else ""
        words = form.head.get(each.key, ())
        meaning = f"{each.help} Known here: {', '.join(words)}." if words else each.help
        rows.append({"key": each.key, "value": text, "What it means": meaning})
    return Table(HEAD, HEAD.columns, rows)
