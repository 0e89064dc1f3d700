"""The rows of a sheet as entries of a map, as an assessment file has them: by their ids."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.exchange.problems import shortened
from cxrules.exchange.tree import Mapping, Node, Scalar, Sequence
from cxrules.exchange.workbook.nodes import node_of, stripped

if TYPE_CHECKING:
    from cxrules.exchange.problems import Problems
    from cxrules.exchange.workbook.layout import SheetForm
    from cxrules.exchange.workbook.pages import Row

Entries = dict[str, tuple[Scalar, Node]]


def at(text: str, place: int) -> Scalar:
    """A text that stands in no cell of its own, at the place of one."""
    return Scalar(text, place, place)


def entries_of(form: SheetForm, rows: list[Row], problems: Problems) -> Mapping:
    """The entries of a sheet by their ids."""
    entries: Entries = {}
    for row in rows:
        if "id" not in row:
            lacks_its_id(form, row, problems)
            continue
        key, fields = stripped(row["id"]), {name: cell for name, cell in row.items() if name != "id"}
        if not fields and not form.bare:
            continue
        node = mapping_of(form, key, fields, problems)
        if key.text not in entries:
            entries[key.text] = (key, node)
        elif form.several:
            first, known = entries[key.text]
            items = known.items if isinstance(known, Sequence) else [known]
            entries[key.text] = (first, Sequence([*items, node], first.start, node.end))
        else:
            message = f"The {form.entry} {shortened(key.text)} stands here twice."
            problems.add_second("CX0505", message, key.span, entries[key.text][0].span, "The first one.")
    return whole(entries)


def lacks_its_id(form: SheetForm, row: Row, problems: Problems) -> None:
    """Tell of a row that does not say what it is about."""
    first = next(iter(row.values()))
    heading = next(each.heading for each in form.columns if each.key == "id")
    problems.add("CX0503", f"This row lacks its '{heading}'.", first.span)


def mapping_of(form: SheetForm, key: Scalar, fields: Row, problems: Problems) -> Mapping:
    """The fields of a row as a map; what is asked and blank is there, too, without a text."""
    entries: Entries = {}
    kinds = {each.key: each.kind for each in form.columns}
    for name, cell in fields.items():
        entries[name] = (at(name, cell.start), node_of(cell, kinds.get(name, "id"), problems))
    for column in form.columns:
        if column.asked and column.key not in entries:
            entries[column.key] = (Scalar(column.key, key.start, key.end), at("", key.end))
    ends = [cell.end for cell in fields.values()]
    return Mapping(entries, key.start, max([key.end, *ends]))


def whole(entries: Entries) -> Mapping:
    """A map with the place of all that is in it."""
    start = min((key.start for key, _ in entries.values()), default=0)
    return Mapping(entries, start, max((value.end for _, value in entries.values()), default=start))
