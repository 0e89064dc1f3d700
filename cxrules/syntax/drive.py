"""The parser's loop: from text to tree along the tables, in one pass over the characters.

Tokens are never made as objects: a name, a text or a number becomes its leaf at once, a keyword stays a
word. What a mistake means is said elsewhere; here only where it is and what the parser had seen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from cxrules.syntax.tree import Leaf

if TYPE_CHECKING:
    from cxrules.syntax.tables import Tables, Value

DEEPEST = 200
"""The parser's stack may not grow higher: a tree deeper than that could not be walked by simple recursion."""

_NAME, _MARK, _STRING, _QUOTED = 1, 2, 3, 4


class Failure(NamedTuple):
    """Where the parser could not go on: the token's kind and place, and what it had seen.

    `kind` is a keyword's own text where one stands; ``$STRANGE`` for a character that begins no token,
    ``$END`` at the end, ``$DEEP`` where the nesting is too deep. `states`, `values` and `starts` are the
    parser's stack.
    """

    kind: str
    start: int
    end: int
    states: list[int]
    values: list[Value]
    starts: list[int]


class Driven(NamedTuple):
    """What the parser's loop made: the tree, or a failure; and the places of all comments up to there."""

    value: Value
    failure: Failure | None
    comments: list[tuple[int, int]]


def drive(tables: Tables, text: str, begin: int, end: int) -> Driven:  # noqa: C901, PLR0912, PLR0915  # one loop, for speed
    """Parse the characters of `text` from `begin` up to `end`."""
    all_actions, gotos, rules, state, final, tokens, kinds, _, _ = tables
    comment_group = kinds.index("$COMMENT")
    comments: list[tuple[int, int]] = []
    states = [state]
    values: list[Value] = []
    starts: list[int] = []
    actions = all_actions[state]
    last = begin
    for match in tokens.finditer(text, begin, end):
        group: Any = match.lastindex  # the pattern always has one
        start, stop = match.span(group)
        value: Value
        if group == _NAME:
            kind = value = text[start:stop]
            action = actions.get(kind)
            if action is None:
                kind = "$NAME"
                action = actions.get(kind)
                value = Leaf(value, start, stop)
        elif group == _MARK:
            kind = value = text[start:stop]
            action = actions.get(kind)
        elif group == _STRING:
            kind = "$STRING"
            action = actions.get(kind)
            value = text[start + 1 : stop - 1]
            if "\\" in value:
                value = _unescaped(value)
            value = Leaf(value, start, stop)
        elif group == comment_group:
            comments.append((start, stop))
            continue
        else:
            kind = kinds[group]
            action = actions.get(kind)
            if group == _QUOTED:
                value = Leaf(text[start + 1 : stop - 1], start, stop)
            else:
                if action is None and kind == "$DATE":
                    kind = "$CODE"
                    action = actions.get(kind)
                value = Leaf(text[start:stop], start, stop)
        while True:
            if action is None:
                if group == _NAME and kind != "$NAME":  # the tables took it for a keyword too early
                    kind = "$NAME"
                    value = Leaf(value, start, stop)
                    action = actions.get(kind)
                    continue
                return Driven(None, Failure(kind, start, stop, states, values, starts), comments)
            if action >= 0:
                break
            origin, length, build, place = rules[~action]
            if build is not None:
                if length:
                    result = build(values[-length:])
                    first = starts[-length]
                    del values[-length:], states[-length:], starts[-length:]
                else:
                    result = build([])
                    first = start
                if place is not None:
                    place(result, first, last)
                values.append(result)
                starts.append(first)
            else:
                states.pop()
            state = gotos[states[-1]][origin]
            states.append(state)
            if state == final and group == comment_group + 1:
                return Driven(values[-1], None, comments)
            actions = all_actions[state]
            action = actions.get(kind)
        states.append(action)
        if len(states) > DEEPEST:
            return Driven(None, Failure("$DEEP", start, stop, states, values, starts), comments)
        actions = all_actions[action]
        values.append(value)
        starts.append(start)
        last = stop
    raise AssertionError("the pattern of tokens always ends with the end of the text")


def _unescaped(text: str) -> str:
    """Give the text that a quoted text with escapes stands for."""
    out: list[str] = []
    letters = iter(text)
    for letter in letters:
        if letter != "\\":
            out.append(letter)
            continue
        after = next(letters, "")
        out.append("\n" if after == "n" else after)
    return "".join(out)
