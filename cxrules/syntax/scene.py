"""The scene of a mistake: the tokens before it, what could have stood there, what is still open.

Only looked at when there is a mistake. What to say about it is in `mistakes`.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, NamedTuple

from cxrules.syntax.drive import drive

if TYPE_CHECKING:
    from cxrules.syntax.drive import Failure
    from cxrules.syntax.tables import Tables

NAMES = frozenset({"$NAME", "$QUOTED", "$INT", "$DECIMAL", "$CODE"})
BELOW_ZERO = frozenset({"$NEGATIVE", "$NEGATIVE_PERCENT"})
SHAPES = frozenset(
    {*NAMES, *BELOW_ZERO, "$STRING", "$PERCENT", "$DATE", "$VERSION", "$END", "$STRANGE", "$DEEP"}
)


class Seen(NamedTuple):
    """A token of the text: its kind, its text, and where it stands."""

    kind: str
    text: str
    start: int
    end: int


class Scene(NamedTuple):
    """All that there is to know about a mistake before a word is said.

    `found` is the token that does not fit, `before` those before it (the last at most three, the nearest
    last), `fitting` the kinds of token that would have fitted, `begin` where the declaration begins.
    """

    text: str
    begin: int
    failure: Failure
    found: Seen
    before: tuple[Seen, ...]
    fitting: frozenset[str]

    @property
    def last(self) -> Seen | None:
        """The token before the mistake, None where the declaration begins with it."""
        return self.before[-1] if self.before else None

    @property
    def same_line(self) -> bool:
        """Whether the token before stands on the line of the mistake."""
        last = self.last
        between = self.text[last.end : self.found.start] if last else ""
        return self.found.kind != "$END" and "\n" not in between and "\r" not in between

    def open(self, opener: str, closer: str) -> list[int]:
        """Give the places of the braces or parentheses that are open at the mistake, the innermost last."""
        places: list[int] = []
        for value, place in zip(self.failure.values, self.failure.starts, strict=True):
            if value == opener:
                places.append(place)
            elif value == closer and places:
                places.pop()
        return places


def scene(tables: Tables, text: str, begin: int, failure: Failure) -> Scene:
    """Look around a failure of the declaration that begins at `begin`."""
    word = text[failure.start : failure.end]
    found = Seen(kind_of(tables, failure, word), word, failure.start, failure.end)
    before = _before(tables, text, begin, failure.start)
    return Scene(text, begin, failure, found, before, fitting(tables, failure.states))


def kind_of(tables: Tables, failure: Failure, word: str) -> str:
    """Give the kind of the token that does not fit; a keyword is one wherever it stands."""
    return word if failure.kind == "$NAME" and word in tables.keywords else failure.kind


def step_back(tables: Tables, here: Scene) -> Scene | None:
    """Look one token earlier, as if the token there did not fit; None where there is none."""
    last = here.last
    if last is None:
        return None
    failure = drive(tables, here.text, here.begin, last.start).failure
    if failure is None:
        return None
    failure = failure._replace(kind=last.kind, start=last.start, end=last.end)
    return scene(tables, here.text, here.begin, failure)


def fitting(tables: Tables, states: list[int]) -> frozenset[str]:
    """Give the kinds of token that the parser could take from here.

    The tables name a few more for a state than can follow in fact, so each is tried.
    """
    return frozenset(kind for kind in tables.actions[states[-1]] if _fits(tables, states, kind))


def _fits(tables: Tables, states: list[int], kind: str) -> bool:
    stack = list(states)
    while True:
        action = tables.actions[stack[-1]].get(kind)
        if action is None:
            return False
        if action >= 0:
            return True
        rule = tables.rules[~action]
        if rule.length:
            del stack[-rule.length :]
        stack.append(tables.gotos[stack[-1]][rule.origin])
        if stack[-1] == tables.end:
            return kind == "$END"


def _before(tables: Tables, text: str, begin: int, end: int) -> tuple[Seen, ...]:
    seen: deque[Seen] = deque(maxlen=3)
    for match in tables.tokens.finditer(text, begin, end):
        group = match.lastindex or 0
        kind = tables.kinds[group]
        if kind not in {"$COMMENT", "$END"}:
            seen.append(Seen(kind, match[group], *match.span(group)))
    return tuple(seen)
