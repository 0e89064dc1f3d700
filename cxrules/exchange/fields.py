"""The keys of one map, read one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.exchange import values

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from cxrules.exchange.problems import Problems
    from cxrules.exchange.tree import Mapping, Node
    from cxrules.text import Span


class Fields:
    """Gives what stands under the keys of a map; a missing key, a blank or a wrong value is None."""

    __slots__ = ("_entries", "node", "problems")

    def __init__(self, node: Mapping, known: Sequence[str], where: str, problems: Problems) -> None:
        """Note the keys that are not among the `known` ones; `where` names the map in words."""
        self.node = node
        self.problems = problems
        self._entries = node.entries
        for key in node.entries:
            if key not in known:
                values.unknown_keys(node, known, where, problems)
                break

    def value(self, key: str) -> Node | None:
        """Give the value as it stands."""
        entry = self._entries.get(key)
        return entry[1] if entry else None

    def key_span(self, key: str) -> Span | None:
        """Give the place of the key."""
        entry = self._entries.get(key)
        return entry[0].span if entry else None

    def span(self, key: str) -> Span | None:
        """Give the place of the value; of the key where the value is blank."""
        entry = self._entries.get(key)
        if entry is None:
            return None
        return entry[1].span if entry[1].end > entry[1].start else entry[0].span

    def text(self, key: str) -> str | None:
        """Give a text."""
        entry = self._entries.get(key)
        return values.text(entry[1], key, self.problems) if entry else None

    def needed(self, key: str, owner: str) -> str | None:
        """Give a text that may not be missing; `owner` is what lacks it, in words."""
        before = len(self.problems.found)
        found = self.text(key)
        if not found and len(self.problems.found) == before:
            place = self.span(key) or self.node.span
            self.problems.add("CX0503", f"{owner[0].upper()}{owner[1:]} lacks '{key}'.", place)
        return found or None

    def words(self, key: str) -> tuple[tuple[str, ...], tuple[Span, ...]]:
        """Give the texts of a list, and their places."""
        entry = self._entries.get(key)
        return values.words(entry[1], key, self.problems) if entry else ((), ())

    def flag(self, key: str) -> bool:
        """Give a truth value, which is false where nothing is said."""
        entry = self._entries.get(key)
        return bool(entry and values.flag(entry[1], key, self.problems))

    def day(self, key: str) -> date | None:
        """Give a date."""
        entry = self._entries.get(key)
        return values.day(entry[1], key, self.problems) if entry else None

    def whole(self, key: str) -> int | None:
        """Give a whole number."""
        entry = self._entries.get(key)
        return values.whole(entry[1], key, self.problems) if entry else None

    def choice(self, key: str, allowed: Sequence[str], code: str = "CX0528") -> str | None:
        """Give one of the allowed words."""
        entry = self._entries.get(key)
        return values.choice(entry[1], key, allowed, self.problems, code) if entry else None

    def mapping(self, key: str) -> Mapping | None:
        """Give a map."""
        entry = self._entries.get(key)
        return values.mapping(entry[1], key, self.problems) if entry else None
