"""What is carried over, in the terminal: at least, at most, and what is still to be asked."""

from __future__ import annotations

from fractions import Fraction
from itertools import islice
from typing import TYPE_CHECKING, Any

from cxrules.compare.words import RELATION
from cxrules.plan.figures import number_text
from cxrules.reports.columns import clean, left, width, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cxrules.reports.names import Look

_SHOWN = 10


def render(document: Mapping[str, Any], look: Look, *, every: bool = False) -> str:
    """The text; `every` shows lists to their ends."""
    blocks = [
        _head(document, look),
        _levels(document, look),
        _list("Carried over", document["carried"], _carried, look, every=every),
        _list(
            "Still to be asked, what narrows the levels most first (by how many levels, on average)",
            document["questions"],
            _asked,
            look,
            every=every,
        ),
        _list("No word on the other scale", document["wordless"], _clue, look, every=every),
        wrap("What this rests on: " + " ".join(document["assumptions"]), look.columns),
    ]
    return "\n\n".join("\n".join(line.rstrip() for line in block) for block in blocks if block) + "\n"


def _head(document: Mapping[str, Any], look: Look) -> list[str]:
    here, there = document["from"], document["to"]
    read = ", ".join(f"{each['id']} {each['version']}" for each in document["mappings"])
    words = (
        f"{clean(document['title'] or document['assessment'])} ({document['assessment']}), assessed under "
        f"{here['id']} {here['version']} and carried over into {there['id']} {there['version']} by {read}, "
        f"{document['reading']} reading."
    )
    return wrap(words, look.columns)


def _levels(document: Mapping[str, Any], look: Look) -> list[str]:
    rows = [(f"{each['id']} {each['title']}", each) for each in document["capabilities"]]
    if document["organisation"]:
        rows.append(("The organisation", document["organisation"]))
    known = [(name, each) for name, each in rows if each["level"] is not None]
    widest = max((width(clean(name)) for name, _ in known), default=0)
    lines = []
    for name, each in known:
        low, high = each["level"], each["possible"]
        told = f"level {low}" if low == high else f"at least level {low}, at most {high}"
        lines.append(f"  {left(clean(name), widest)}  {told}")
    if not lines:
        return wrap("Nothing is carried, so every level is open.", look.columns)
    if len(known) < len(rows):
        lines += wrap("Nothing is carried of the others: their levels are open.", look.columns, "  ")
    return ["Levels:", *lines]


def _list(title: str, entries: Sequence[Any], told: Any, look: Look, *, every: bool) -> list[str]:  # noqa: ANN401
    if not entries:
        return []
    lines = [f"{title}:"]
    for each in entries if every else islice(entries, _SHOWN):
        lines += told(each, look)
    if len(entries) > _SHOWN and not every:
        lines.append(f"  {look.signs.bullet} and {len(entries) - _SHOWN} more (--all lists them)")
    return lines


def _carried(each: Mapping[str, Any], look: Look) -> Iterator[str]:
    low, high = each["rating"], each["possible"]
    told = low if low == high else f"at least {low}" if each["agrees"] else f"between {low} and {high}"
    sources = "; ".join(
        f"{clue['subject']} is {clue['rating']} and {RELATION[clue['relation']]} it" for clue in each["clues"]
    )
    clash = "" if each["agrees"] else ", which do not agree"
    yield from _bullet(f"{each['subject']} {clean(each['title'])}: {told} ({sources}{clash})", look)


def _asked(each: Mapping[str, Any], look: Look) -> Iterator[str]:
    hints = "; ".join(_seen(clue) for clue in each["look"] if clue["rating"])
    worth = number_text(Fraction(each["worth"]))
    named = f"{each['subject']} {clean(each['title'])}".strip()
    yield from _bullet(f"{named}: {worth}", look)
    if hints:
        yield from wrap(f"Look at what was seen for {hints}.", look.columns, "      ", "      ")


def _seen(clue: Mapping[str, Any]) -> str:
    evidence = f", with {', '.join(clue['evidence'])}" if clue["evidence"] else ""
    return f"{clue['subject']} (rated {clue['rating']}{evidence})"


def _clue(each: Mapping[str, Any], look: Look) -> Iterator[str]:
    yield from _bullet(f"{each['subject']} is {each['rating']}", look)


def _bullet(words: str, look: Look) -> list[str]:
    return wrap(words, look.columns, f"  {look.signs.bullet} ", "    ")
