"""The keys of one map, read one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.exchange import values
from cxrules.exchange.problems import listed
from cxrules.exchange.tree import Scalar

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

    def complete(self, keys: Sequence[str], owner: str, place: Span, code: str, hint: str) -> bool:
        """Tell whether something stands under each key; what is missing is noted under `code`."""
        missing = [key for key in keys if self._is_blank(key)]
        if missing:
            what = listed([f"'{key}'" for key in missing])
            self.problems.add(code, f"{owner[0].upper()}{owner[1:]} lacks {what}.", place, hint)
        return not missing

    def _is_blank(self, key: str) -> bool:
        """Tell whether there is nothing to read under a key; what is no text is for its reader."""
        value = self.value(key)
        return value is None or (isinstance(value, Scalar) and (value.empty or not value.text.strip()))

    def words(self, key: str) -> tuple[tuple[str, ...], tuple[Span, ...]]:
        """Give the texts of a list, and their places."""
        entry = self._entries.get(key)
        return values.words(entry[1], key, self.problems) if entry else ((), ())

    def flag(self, key: str) -> bool:
        """Give a truth value, which is false where nothing is said."""
        entry = self._entries.get(key)
        return bool(entry and values.flag(entry[1], key, self.problems))

    def answer(self, key: str) -> bool | None:
        """Give yes or no, and None where nothing is said."""
        entry = self._entries.get(key)
        return values.answer(entry[1], key, self.problems) if entry else None

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
