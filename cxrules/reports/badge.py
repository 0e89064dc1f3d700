"""A badge: one level of an assessment in a small picture, or as data for a service that draws badges.

Which level: that of the capability asked for; else that of the organisation, where the model has one; else
the lowest of all capabilities that are in scope and apply. It is always the level that is certain; where
open ratings still allow a higher one, the badge says so.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any, NamedTuple

from cxrules.reports.columns import clean, width
from cxrules.reports.level_table import standing

if TYPE_CHECKING:
    from collections.abc import Mapping

GREEN, AMBER, RED, BLUE, GREY = "1a7f37", "8a5a00", "b42318", "1f5fa8", "57606a"
"""White letters can be read on each of these: contrast is at least 4.5 to 1 (WCAG 2.1, 1.4.3)."""
_LABEL = "444444"
_PADDING, _HEIGHT = 7, 20
_COLUMN, _NARROW, _WIDE = 6.9, 4.2, 9.8
"""How wide letters of 11 pixels are, about: most of them, those like ``i``, and those like ``m``."""

_NOTHING = {"not-applicable": "not applicable", "out-of-scope": "out of scope", "not-rated": "not rated"}


class Badge(NamedTuple):
    """What a badge says, and its colour; `reached`: whether the level asked for is, None without one."""

    label: str
    message: str
    colour: str
    reached: bool | None


class _Level(NamedTuple):
    """A level, certain and possible, with what is said of it; None: there is none."""

    level: int | None
    possible: int | None
    message: str


def badge(
    result: Mapping[str, Any], lowest: int, *, capability: str | None, least: int | None, label: str | None
) -> Badge:
    """The badge of a result; `lowest` is the lowest level of the model, `least` the level asked for.

    `capability` is one of the result's. Without `least` the colour tells how the target stands.
    """
    entries = {each["id"]: each for each in result["capabilities"]}
    found = _of_capability(entries[capability]) if capability else _of_whole(result, lowest)
    name = result["model"]["id"]
    said = label if label is not None else f"{name} {capability}" if capability else name
    if least is None:
        colour = _by_target(result, entries[capability] if capability else None, found)
        return Badge(clean(said), found.message, colour, None)
    reached = found.level is not None and found.level >= least
    may = found.possible is not None and found.possible >= least
    return Badge(clean(said), found.message, GREEN if reached else AMBER if may else RED, reached)


def _of_capability(entry: Mapping[str, Any]) -> _Level:
    if entry["level"] is None:
        return _Level(None, entry["possible"], _NOTHING[entry["state"]])
    return _level(entry["level"], entry["possible"])


def _of_whole(result: Mapping[str, Any], lowest: int) -> _Level:
    organisation = result["organisation"]
    if organisation is not None and organisation["level"] is not None:
        return _level(organisation["level"], organisation["possible"])
    asked = [each for each in result["capabilities"] if each["state"] in {"rated", "open", "not-rated"}]
    if all(each["level"] is None for each in asked):
        return _Level(None, None, _NOTHING["not-rated"])
    level = min(lowest if each["level"] is None else each["level"] for each in asked)
    return _level(level, min(each["possible"] for each in asked))


def _level(level: int, possible: int) -> _Level:
    return _Level(
        level, possible, f"level {level}" if level == possible else f"level {level}, {possible} possible"
    )


def _by_target(result: Mapping[str, Any], entry: Mapping[str, Any] | None, found: _Level) -> str:
    """The colour that tells how the target stands, as far as there is one."""
    asked = [entry] if entry is not None else result["capabilities"]
    standings = {standing(each) for each in asked} - {""}
    for how, colour in (("missed", RED), ("open", AMBER), ("met", GREEN)):
        if how in standings:
            return colour
    return GREY if found.level is None else BLUE


def to_json(badge: Badge) -> dict[str, Any]:
    """The badge as data in the endpoint schema of shields, version 1."""
    return {
        "schemaVersion": 1,
        "label": badge.label,
        "message": badge.message,
        "color": badge.colour,
        "isError": badge.reached is False,
    }


def to_svg(badge: Badge) -> str:
    """The badge as a picture, ending with a line break."""
    left = _room(badge.label) if badge.label else 0
    right = _room(badge.message)
    said = escape(f"{badge.label}: {badge.message}" if badge.label else badge.message)
    size = f'width="{left + right}" height="{_HEIGHT}" viewBox="0 0 {left + right} {_HEIGHT}"'
    font = 'font-family="Verdana, DejaVu Sans, Helvetica, Arial, sans-serif" font-size="11" fill="#fff"'
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-label="{said}">',
        f"<title>{said}</title>",
        f'<rect width="{left + right}" height="{_HEIGHT}" rx="3" fill="#{badge.colour}"/>',
        f'<path d="M3 0H{left}V20H3A3 3 0 0 1 0 17V3A3 3 0 0 1 3 0Z" fill="#{_LABEL}"/>' if left else "",
        f'<g {font} text-anchor="middle" aria-hidden="true">',
        _text(badge.label, 0, left) if left else "",
        _text(badge.message, left, right),
        "</g>",
        "</svg>",
    ]
    return "\n".join(filter(None, lines)) + "\n"


def _room(text: str) -> int:
    wide = sum(
        _NARROW if each in " .,:;|!'()fijlrt-" else _WIDE if each in "mwMW" else _COLUMN * width(each)
        for each in text
    )
    return round(wide) + 2 * _PADDING


def _text(text: str, start: int, room: int) -> str:
    fitted = f'textLength="{room - 2 * _PADDING}" lengthAdjust="spacingAndGlyphs"'
    return f'<text x="{start + room / 2:g}" y="14" {fitted}>{escape(text)}</text>'
