"""The tables of an assessment file: which file each table of the model is read from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.exchange import values
from cxrules.exchange.fields import Fields
from cxrules.exchange.tree import Mapping, Scalar, kind
from cxrules.model.assessment import TableFile

if TYPE_CHECKING:
    from cxrules.exchange.problems import Problems
    from cxrules.exchange.tree import Node

TABLE_KEYS = ("file", "sheet", "sha256")


def read_tables(node: Node, problems: Problems) -> dict[str, TableFile]:
    """Read ``{survey: {file: survey.csv}}`` or ``{survey: survey.csv}``; the file is not opened here."""
    found = {}
    entries = values.mapping(node, "tables", problems)
    for name, (key, value) in entries.entries.items() if entries else ():
        if isinstance(value, Mapping):
            table = _described(name, key, value, problems)
            if table is not None:
                found[name] = table
        elif not isinstance(value, Scalar):
            problems.add(
                "CX0504", f"The table {name} must be a file or a map, not {kind(value)}.", value.span
            )
        elif not value.empty:
            found[name] = TableFile(name, value.text.strip(), span=key.span, file_span=value.span)
    return found


def _described(name: str, key: Scalar, node: Mapping, problems: Problems) -> TableFile | None:
    fields = Fields(node, TABLE_KEYS, f"the table {name}", problems)
    file = fields.text("file")
    if file is None:
        if "file" not in node.entries:
            problems.add("CX0503", f"The table {name} lacks 'file'.", key.span)
        return None
    sha256 = fields.text("sha256")
    sheet = fields.text("sheet")
    return TableFile(name, file.strip(), sheet, sha256, key.span, fields.span("file"))
