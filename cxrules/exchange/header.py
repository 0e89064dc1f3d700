"""The head of an assessment file: what it is, of which model, when, how read and with which aim."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxrules.exchange import values
from cxrules.exchange.problems import shortened
from cxrules.exchange.tree import Mapping, Scalar

if TYPE_CHECKING:
    from datetime import date

    from cxrules.exchange.fields import Fields
    from cxrules.text import Span

VERSION = "1"
READINGS = ("audit", "derive")
STATUSES = ("draft", "consolidated", "released")
PLAIN_KEYS = (
    "cxrules",
    "assessment",
    "title",
    "model",
    "date",
    "reading",
    "method",
    "status",
    "up-to-level",
    "profile",
    "view",
)
RECORD_KEYS = (  # what ISO/IEC 33002 asks an assessment to record
    "purpose",
    "class",
    "sponsor",
    "independence",
    "context",
    "confidentiality",
    "plan",
    "sampling",
    "log",
)

Scope = tuple[str | tuple[str, str], ...]
Places = dict[tuple[str, ...], "Span"]


class Header(NamedTuple):
    """The head of an assessment file as read."""

    id: str
    model: str
    title: str
    date: date | None
    reading: str
    method: str | None
    profile: str | None
    view: str | None
    target: str | dict[str, int] | None
    scope: Scope | None
    up_to_level: int | None
    status: str
    places: Places


def read_header(fields: Fields) -> Header:
    """Read the head; what is missing or wrong is noted, and blank in the result."""
    check_version(fields)
    places: Places = {}
    for key in fields.node.entries:
        place = fields.span(key)
        if place is not None:
            places[key,] = place
    return Header(
        id=fields.needed("assessment", "this assessment") or "",
        model=fields.needed("model", "this assessment") or "",
        title=fields.text("title") or "",
        date=fields.day("date"),
        reading=fields.choice("reading", READINGS, "CX0518") or READINGS[0],
        method=fields.text("method"),
        profile=fields.text("profile"),
        view=fields.text("view"),
        target=_target(fields, places),
        scope=_scope(fields, places),
        up_to_level=fields.whole("up-to-level"),
        status=fields.choice("status", STATUSES) or STATUSES[0],
        places=places,
    )


def check_version(fields: Fields) -> bool:
    """Tell whether the file says that it is of the version that is read here."""
    version = fields.needed("cxrules", "this assessment")
    if version is None or version == VERSION:
        return True
    fields.problems.add(
        "CX0530",
        f"Version {shortened(version)} of the file format is not known.",
        fields.span("cxrules"),
        f"Write cxrules: {VERSION}.",
    )
    return False


def _target(fields: Fields, places: Places) -> str | dict[str, int] | None:
    """Read the name of a target, or a map from capabilities to levels."""
    node = fields.value("target")
    if node is None:
        return None
    if not isinstance(node, Mapping):
        return fields.text("target")
    levels: dict[str, int] = {}
    for capability, (key, value) in node.entries.items():
        level = values.whole(value, capability, fields.problems)
        if level is not None:
            levels[capability] = level
            places["target", capability] = key.span
            places["target", capability, "level"] = value.span
    return levels


def _scope(fields: Fields, places: Places) -> Scope | None:
    """Read ids, names of scopes and ranges such as ``SWE.1 .. SWE.6``."""
    node = fields.value("scope")
    if node is None or (isinstance(node, Scalar) and node.empty):
        return None
    scope: list[str | tuple[str, str]] = []
    for word in values.word_list(node, "scope", fields.problems):
        first, dots, last = word.text.partition("..")
        places["scope", str(len(scope))] = word.span
        scope.append((first.strip(), last.strip()) if dots else word.text)
    return tuple(scope)
