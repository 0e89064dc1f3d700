"""The file of an assessment whose ratings are carried over from one under another model.

What is carried as one rating is marked as carried. What is only bounded is recorded as two: the least that it
is and the most that it may be, as two who differ would say it, so that everything between stays open.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxrules.exchange.tree import Mapping, Node, Scalar, Sequence
from cxrules.exchange.write_tree import write_tree

if TYPE_CHECKING:
    from collections.abc import Mapping as Map, Sequence as List

    from cxrules.model.assessment import Evidence

LEAST, MOST = "at-least", "at-most"
"""Who is said to have given the two bounds of a rating."""


class Bounds(NamedTuple):
    """A rating between two words of the scale; equal where it is known.

    `note` says where it comes from; `evidence` are the ids of what was seen for it
    there, `weaknesses` what was told of it.
    """

    subject: str
    low: str
    high: str
    note: str
    evidence: tuple[str, ...] = ()
    weaknesses: tuple[str, ...] = ()


class Head(NamedTuple):
    """The head of the file: its id and title, its model, the day, the scope, and what it was carried from."""

    id: str
    title: str
    model: str
    date: str
    scope: tuple[str, ...]
    based_on: str
    reading: str = ""
    method: str = ""


def write_carried(head: Head, ratings: List[Bounds], known: Map[str, Evidence]) -> str:
    """The text of the file; of the `known` evidence it lists what the ratings name.

    The files of that evidence stay with the assessment that it was seen for: only what it is goes along.
    """
    found = {each.subject: _rating(each) for each in ratings}
    named = dict.fromkeys(name for each in ratings for name in each.evidence)
    entries: dict[str, Node] = {
        "cxrules": Scalar("1", 0, 0),
        "assessment": _text(head.id),
        "title": _text(head.title),
        "model": _text(head.model),
        "date": _text(head.date),
        "based-on": _text(head.based_on),
        "reading": _text(head.reading),
        "method": _text(head.method),
        "status": _text("draft"),
        "scope": Sequence([_text(each) for each in head.scope], 0, 0),
    }
    entries = {key: node for key, node in entries.items() if not (isinstance(node, Scalar) and not node.text)}
    if any(isinstance(each, Sequence) for each in found.values()):
        entries["assessors"] = _map(
            {
                LEAST: _map({"role": _text("carried over: the least that it is")}),
                MOST: _map({"role": _text("carried over: the most that it may be")}),
            }
        )
    if named:
        entries["evidence"] = _map({name: _evidence(known[name]) for name in named})
    if found:
        entries["ratings"] = _map(found)
    return write_tree(_map(entries))


def _evidence(each: Evidence) -> Node:
    facts = {
        "kind": each.kind,
        "title": each.title,
        "date": each.date.isoformat() if each.date else "",
        "role": each.role,
        "note": each.note,
    }
    return _map({key: _text(value) for key, value in facts.items() if value})


def _rating(each: Bounds) -> Node:
    if each.low == each.high:
        return _given(each.low, each)
    return Sequence([_given(each.low, each, LEAST), _given(each.high, each, MOST)], 0, 0)


def _given(rating: str, each: Bounds, by: str = "") -> Node:
    entries: dict[str, Node] = {"rating": _text(rating)}
    if by:
        entries["by"] = _text(by)
    entries["carried"] = Scalar("true", 0, 0)
    if each.evidence and by != MOST:
        entries["evidence"] = Sequence([_text(name) for name in each.evidence], 0, 0)
    if each.weaknesses and by != MOST:
        entries["weaknesses"] = Sequence([_text(words) for words in each.weaknesses], 0, 0)
    if each.note and by != MOST:
        entries["note"] = _text(each.note)
    return _map(entries)


def _text(text: str) -> Scalar:
    return Scalar(text, 0, 0, '"')


def _map(entries: dict[str, Node]) -> Mapping:
    return Mapping({key: (Scalar(key, 0, 0), value) for key, value in entries.items()}, 0, 0)
