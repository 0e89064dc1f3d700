"""An overlay file, YAML or JSON, read into an overlay: its structure only.

Whether its ids are those of the model is for whoever has the model at hand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.exchange import values
from cxrules.exchange.document import read_tree
from cxrules.exchange.fields import Fields
from cxrules.exchange.problems import Problems, shortened
from cxrules.exchange.tree import Mapping, kind
from cxrules.model.overlay import Overlay
from cxrules.model.version import read_range

if TYPE_CHECKING:
    from cxrules.diagnostics import Diagnostic
    from cxrules.text import Source, Span

SECTIONS = ("titles", "texts", "attributes", "levels", "ratings")
KEYS = ("model", "version", "language", "title", *SECTIONS)


def read_overlay(source: Source, name: str) -> tuple[Overlay | None, list[Diagnostic]]:
    """Read an overlay that is called `name`; None where anything is wrong, which is told."""
    node, found = read_tree(source)
    problems = Problems(source)
    problems.found = found
    if not isinstance(node, Mapping):
        if node is not None:
            problems.add("CX0504", f"An overlay is a map of keys and values, not {kind(node)}.", node.span)
        return None, found
    fields = Fields(node, KEYS, "the overlay", problems)
    places: dict[tuple[str, str], Span] = {}
    sections = {section: _section(fields, section, places) for section in SECTIONS}
    for key in ("model", "version"):
        place = fields.span(key)
        if place is not None:
            places["", key] = place
    overlay = Overlay(
        name=name,
        model=fields.needed("model", "this overlay") or "",
        range=_range(fields),
        language=fields.text("language") or "",
        title=fields.text("title") or "",
        titles=sections["titles"],
        texts=sections["texts"],
        attributes=sections["attributes"],
        levels=_orders(fields, sections["levels"], places),
        ratings=sections["ratings"],
        places=places,
        source=source,
    )
    return (None if found else overlay), found


def _section(fields: Fields, section: str, places: dict[tuple[str, str], Span]) -> dict[str, str]:
    """Read a map from ids to texts; a blank text is left out."""
    node = fields.mapping(section)
    if node is None:
        return {}
    said: dict[str, str] = {}
    for name, (key, value) in node.entries.items():
        text = values.text(value, name, fields.problems)
        if text is not None:
            said[name] = text
            places[section, name] = key.span
    return said


def _range(fields: Fields) -> tuple[tuple[str, str], ...]:
    """Read the versions of the model that the overlay is for."""
    written = fields.text("version")
    if written is None:
        return ()
    parts = read_range(written)
    if parts is None:
        message = f"'version' must be a range of versions, not {shortened(written)}."
        fields.problems.add(
            "CX0504", message, fields.span("version"), "Write it as in ^4, ~4.0 or >=4.0 <4.2."
        )
    return parts or ()


def _orders(fields: Fields, levels: dict[str, str], places: dict[tuple[str, str], Span]) -> dict[int, str]:
    """Read the numbers of levels."""
    kept = {}
    for name, text in levels.items():
        if name.isascii() and name.isdigit() and len(name) < len("1000"):
            kept[int(name)] = text
        else:
            message = f"A level is a whole number such as 2, not {shortened(name)}."
            fields.problems.add("CX0504", message, places["levels", name])
    return kept
