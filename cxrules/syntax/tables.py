"""The parser's tables: what the parser does in each state, as data that ships with the package.

`python -m cxrules.syntax.tables` makes them anew from grammar/cxrules.lark; making them is in
`generate`, walking them in `drive`. Nothing here needs lark.
"""

from __future__ import annotations

from collections.abc import Callable
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import re

FILE = "tables.json"

Value = Any
Build = Callable[[list[Value]], Value]
Place = Callable[[Value, int, int], None]


class Rule(NamedTuple):
    """What a reduction does: take `length` values, build one, go on as `goto` says for `origin`."""

    origin: str
    length: int
    build: Build | None
    place: Place | None


class Tables(NamedTuple):
    """The tables of the grammar.

    `actions` maps, for each state, a token's kind to the state it leads to, or to the complement of a
    rule's number (so below zero) where that rule is complete; `gotos` maps what a rule has built. A
    keyword's kind is its own text, any other kind begins with a dollar sign. `tokens` finds the next token,
    `kinds` names its groups. `labels` name the mistake for a state (as text) and a token, "" for any token.
    """

    actions: list[dict[str, int]]
    gotos: list[dict[str, int]]
    rules: list[Rule]
    start: int
    end: int
    tokens: re.Pattern[str]
    kinds: list[str]
    keywords: frozenset[str]
    labels: dict[str, dict[str, str]]


_loaded: list[Tables] = []


def tables() -> Tables:
    """Give the shipped tables, read once in a process."""
    if not _loaded:
        _loaded.append(_load())
    return _loaded[0]


def read() -> dict[str, Any]:
    """Read the shipped data as it is."""
    import json
    from pkgutil import get_data

    found: dict[str, Any] = json.loads(get_data(__package__ or "cxrules.syntax", FILE) or b"{}")
    return found


def _load() -> Tables:
    return prepare(read())


def prepare(data: dict[str, Any]) -> Tables:
    """Make tables that the parser can walk from their data."""
    import re

    from cxrules.syntax.build import Builder

    builder = Builder()
    rules = [_rule(builder, *row) for row in data["rules"]]
    tokens = re.compile(data["tokens"])
    keywords = frozenset(data["keywords"])
    start, end, kinds, labels = data["start"], data["end"], data["kinds"], data["labels"]
    return Tables(data["actions"], data["gotos"], rules, start, end, tokens, kinds, keywords, labels)


def _rule(builder: object, origin: str, length: int, method: str, kept: list[int], place: str) -> Rule:
    if method:
        return Rule(origin, length, _gathering(getattr(builder, method), length, kept), _PLACES.get(place))
    if origin.startswith("_"):
        return Rule(origin, length, _listing(kept), None)
    return Rule(origin, length, None if length == 1 else itemgetter(*kept), None)


def _gathering(call: Build, length: int, kept: list[int]) -> Build:
    """Give the function that takes what a rule found, keeps its parts, and hands them on."""
    if kept == list(range(length)):
        return call
    if len(kept) == 1:
        return _one(call, kept[0])
    if all(position >= 0 for position in kept):
        return _some(call, itemgetter(*kept)) if kept else lambda _: call([])
    gather = _listing(kept)
    return lambda found: call(gather(found))


def _one(call: Build, position: int) -> Build:
    if position >= 0:
        return lambda found: call([found[position]])
    position = ~position
    return lambda found: call(found[position])


def _some(call: Build, getter: Callable[[list[Value]], tuple[Value, ...]]) -> Build:
    return lambda found: call([*getter(found)])


def _listing(kept: list[int]) -> Build:
    """Give the function that makes a list, or lets the one in the first place grow."""
    first, rest = (~kept[0], kept[1:]) if kept and kept[0] < 0 else (None, kept)

    def gather(found: list[Value]) -> list[Value]:
        out: list[Value] = [] if first is None else found[first]
        for position in rest:
            if position >= 0:
                out.append(found[position])
            else:
                out += found[~position]
        return out

    return gather


def _place_statement(value: Value, begin: int, end: int) -> None:
    value.begin = begin
    value.end = end


def _place_phrase(value: Value, start: int, end: int) -> None:
    value.start = start
    value.end = end


_PLACES: dict[str, Place] = {"statement": _place_statement, "phrase": _place_phrase}


def main() -> None:
    """Make the tables anew from the grammar and the malformed examples of this checkout."""
    from cxrules.syntax.generate import regenerate

    here = __file__.rpartition("tables.py")[0]
    made = regenerate(f"{here}../../grammar")
    with open(here + FILE, "w", encoding="utf-8") as file:  # noqa: PTH123 - the core has no pathlib
        file.write(made)


if __name__ == "__main__":
    main()
