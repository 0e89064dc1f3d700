"""The rows of the sheet Ratings as an assessment file has them: by subject, then by instance, then a list."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxrules.exchange.problems import shortened
from cxrules.exchange.tree import Mapping, Node, Scalar, Sequence
from cxrules.exchange.workbook.entries import at, lacks_its_id, mapping_of, whole
from cxrules.exchange.workbook.layout import RATINGS
from cxrules.exchange.workbook.nodes import stripped

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cxrules.exchange.problems import Problems
    from cxrules.exchange.workbook.entries import Entries
    from cxrules.exchange.workbook.pages import Row


class _Rated(NamedTuple):
    """A row: the instance it is for, if any, and what it says."""

    instance: Scalar | None
    node: Mapping


def subjects(rows: Iterable[Row], problems: Problems) -> Mapping:
    """What is recorded for each subject; rows that hold only what is asked are passed over."""
    keys: dict[str, Scalar] = {}
    found: dict[str, list[_Rated]] = {}
    for row in rows:
        if "id" not in row:
            lacks_its_id(RATINGS, row, problems)
            continue
        key = stripped(row["id"])
        fields = {name: cell for name, cell in row.items() if name not in {"id", "instance"}}
        if fields:
            instance = stripped(row["instance"]) if "instance" in row else None
            node = mapping_of(RATINGS, key, fields, problems)
            if "not-applicable" in fields and "rating" not in fields:
                del node.entries["rating"]
            keys.setdefault(key.text, key)
            found.setdefault(key.text, []).append(_Rated(instance, node))
    return whole({name: (keys[name], _subject(name, said, problems)) for name, said in found.items()})


def _subject(name: str, said: list[_Rated], problems: Problems) -> Node:
    general = [each for each in said if each.instance is None]
    if len(general) == len(said):
        return _list(general)
    named: Entries = {}
    groups: dict[str, list[_Rated]] = {}
    for each in said:
        if each.instance is not None:
            groups.setdefault(each.instance.text, []).append(each)
    for instance, members in groups.items():
        named[instance] = (members[0].instance or at("", 0), _list(members))
    if general:
        of = next(iter(groups))
        message = f"{shortened(name)} is rated for every instance here, and elsewhere for {of} alone."
        place = next(iter(named.values()))[0].span
        problems.add_second("CX0520", message, general[0].node.span, place, "The rating of the instance.")
    inner = whole(named)
    return Mapping({"instances": (at("instances", inner.start), inner)}, inner.start, inner.end)


def _list(said: list[_Rated]) -> Node:
    if len(said) == 1:
        return said[0].node
    return Sequence([each.node for each in said], said[0].node.start, said[-1].node.end)
