"""Which element of an older version became which in a newer one.

What a map says holds; then what the new text says of its own past; then ids, where title and links agree with
them; and for what is left, likeness. An id that is there in both versions and seems to mean another thing is
told as suspected of being used again, never matched by its number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from cxrules.compare.versions.element import RATED, Element, Key
from cxrules.compare.versions.elements import elements
from cxrules.compare.versions.likeness import WHOLE, Likeness
from cxrules.plan.graph import pairing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from cxrules.model.changes import Changed, Fate, RenameMap
    from cxrules.model.ruleset import Ruleset

By: TypeAlias = Literal["map", "text", "id", "likeness"]
"""What a match rests on."""

_SAME_ID = 20  # an id that stays speaks a little for the same element
_PAIRED = 350  # two elements below this are not the same
_PART = 350  # an element that is left over is part of the one it is most like, unless it is less like it
_SPLIT = 550
_ELSEWHERE = 700  # in another place, or of a kind that lies in nothing, the words have to be nearly the same
_WORDLESS = 50  # titles that share less than this share nothing

_OUTER = ("group", "capability", "attribute", "part")
_INNER = ("criterion", "practice")


class Became(NamedTuple):
    """What became of an element; `likeness` in thousandths where the match rests on that."""

    old: Key
    fate: Fate
    new: tuple[Key, ...] = ()
    by: By = "id"
    likeness: int = WHOLE
    certainty: str = ""
    note: str = ""


class Matching(NamedTuple):
    """What became of every element of `old`; `added` are those of `new` to which nothing leads.

    `reused` are keys that are in both and mean something else in the new version.
    """

    old: Mapping[Key, Element]
    new: Mapping[Key, Element]
    rows: Mapping[Key, Became]
    added: tuple[Key, ...]
    reused: tuple[Key, ...]

    def pairs(self) -> Iterator[tuple[Element, Element]]:
        """Elements that are the same in both versions, under whatever id."""
        for row in self.rows.values():
            if row.fate in {"same", "renamed", "moved"} and len(row.new) == 1:
                yield self.old[row.old], self.new[row.new[0]]


def match(old: Ruleset, new: Ruleset, known: RenameMap | None = None) -> Matching:
    """Match two versions of a model; `known` is a map of what became of what, as far as that is known."""
    return _Matcher(elements(old), elements(new)).matched(known.rows if known else {})


class _Matcher:
    def __init__(self, old: Mapping[Key, Element], new: Mapping[Key, Element]) -> None:
        self.old, self.new = old, new
        self.rows: dict[Key, Became] = {}
        self.reached: set[Key] = set()
        self.likeness = Likeness((*old.values(), *new.values()))

    def matched(self, known: Mapping[str, Changed]) -> Matching:
        self._by_map(known)
        self._by_text()
        self._unchanged()
        kinds = dict.fromkeys(key.kind for key in (*self.old, *self.new))
        for kind in (*_OUTER, *_INNER, *(kind for kind in kinds if kind not in {*_OUTER, *_INNER})):
            if kind in _INNER:
                self._inside(kind)
            self._anywhere(kind)
            if kind in _INNER:
                self._parts(kind)
        for key in self.old:
            if key not in self.rows:
                self.rows[key] = Became(key, "removed")
        rows = {key: self.rows[key] for key in self.old}
        added = tuple(key for key in self.new if key not in self.reached)
        reused = tuple(key for key, row in rows.items() if key in self.new and key not in row.new)
        return Matching(self.old, self.new, rows, added, reused)

    # -------------------------------------------------------------------------------- what is known

    def _by_map(self, known: Mapping[str, Changed]) -> None:
        old_keys, new_keys = _by_id(self.old), _by_id(self.new)
        for row in known.values():
            key = old_keys.get(row.old)
            if key is None:
                continue
            leads = [new_keys[name] for name in row.new or self._itself(row) if name in new_keys]
            self._became(Became(key, row.fate, tuple(leads), "map", WHOLE, row.certainty, row.note))

    @staticmethod
    def _itself(row: Changed) -> tuple[str, ...]:
        return (row.old,) if row.fate == "same" else ()

    def _by_text(self) -> None:
        """What the new text says an element was called before."""
        for key, element in self.new.items():
            for name in element.was:
                before = Key(key.kind, name)
                if before in self.old and before not in self.rows:
                    self._one(before, key, "text")

    def _unchanged(self) -> None:
        """Elements with the same id that say the same, wherever they lie."""
        for key, one in self.old.items():
            other = self.new.get(key)
            if key in self.rows or other is None or key in self.reached:
                continue
            if one.title == other.title and (one.title or one.text == other.text):
                self._one(key, key, "id")

    # --------------------------------------------------------------------------------- what is alike

    def _inside(self, kind: str) -> None:
        """Pair what lies in an element with what lies in the element that it became."""
        groups: dict[str, list[Key]] = {}
        for key in self._left(kind):
            groups.setdefault(self.old[key].within, []).append(key)
        for within, keys in groups.items():
            there = self._container(kind, within)
            free = [key for key in self._free(kind) if self.new[key].within in there]
            self._pair(keys, free, self._worth, _PAIRED)

    def _container(self, kind: str, within: str) -> set[str]:
        """Where the things in an element of the old version lie in the new one."""
        kinds = ("attribute",) if kind == "practice" else ("part", "capability")
        for each in kinds:
            row = self.rows.get(Key(each, within))
            if row is not None:
                return {key.id for key in row.new}
        return {within}

    def _anywhere(self, kind: str) -> None:
        """Pair what is left with what is free, where their words are nearly the same."""
        left, free = self._left(kind), self._free(kind)
        floor = _PAIRED if kind in {"capability", "attribute", "part"} else _ELSEWHERE
        same = [key for key in left if key in free]
        for key in same:
            if kind not in _INNER and self._worth(self.old[key], self.new[key]) >= _PAIRED:
                self._one(key, key, "id")
        left, free = self._left(kind), self._free(kind)
        if left and free:
            self._pair(left, free, self._words, max(floor, _ELSEWHERE))

    def _parts(self, kind: str) -> None:
        """What is left over may be a part of something else now, or something else may have been divided."""
        for key in self._left(kind):
            there = self._container(kind, self.old[key].within)
            inside = [
                each
                for each in self.new
                if each.kind == kind and self.new[each].within in there and not self._is_as_it_was(each)
            ]
            best = self._best(inside, lambda each, one=self.old[key]: self._worth(one, self.new[each]))  # type: ignore[misc]
            if best is not None and best[1] >= _PART:
                self._became(Became(key, "merged", (best[0],), "likeness", best[1]))
        for key in self._free(kind):
            one = self.new[key]
            before = [
                row.old
                for row in self.rows.values()
                if row.by == "likeness"
                and row.fate in {"renamed", "same"}
                and row.old.kind == kind
                and {self.new[each].within for each in row.new} == {one.within}
            ]
            best = self._best(before, lambda each, one=one: self._worth(self.old[each], one))  # type: ignore[misc]
            if best is not None and best[1] >= _SPLIT:
                row = self.rows[best[0]]
                self._became(row._replace(fate="split", new=(*row.new, key), likeness=best[1]))

    def _is_as_it_was(self, key: Key) -> bool:
        """Whether an element says exactly what it said before; then nothing has become a part of it."""
        one, other = self.old.get(key), self.new[key]
        return one is not None and (one.title, one.says) == (other.title, other.says)

    @staticmethod
    def _best(keys: Iterable[Key], worth: Callable[[Key], int]) -> tuple[Key, int] | None:
        return max(((key, worth(key)) for key in keys), key=lambda each: each[1], default=None)

    def _worth(self, one: Element, other: Element) -> int:
        found = self.likeness.of(one, other) + (_SAME_ID if one.key == other.key else 0)
        if one.title and other.title and self.likeness.titles(one.title, other.title) < _WORDLESS:
            return found // 2
        return found

    def _words(self, one: Element, other: Element) -> int:
        if one.title and other.title:
            return self.likeness.titles(one.title, other.title)
        return self.likeness.titles(one.text, other.text) if one.text and other.text else 0

    def _pair(
        self,
        left: Sequence[Key],
        free: Sequence[Key],
        worth: Callable[[Element, Element], int],
        least: int,
    ) -> None:
        found = {
            (here, there): worth(self.old[left[here]], self.new[free[there]])
            for here in range(len(left))
            for there in range(len(free))
        }
        chosen = pairing({pair: gain - least for pair, gain in found.items()})
        for here, there in chosen.items():
            self._one(left[here], free[there], "likeness", min(found[here, there], WHOLE))

    # ------------------------------------------------------------------------------------- the rows

    def _one(self, old: Key, new: Key, by: By, likeness: int = WHOLE) -> None:
        """One element became one."""
        fate: Fate = "same" if old.id == new.id else "renamed"
        if self._moved(self.old[old], self.new[new]):
            fate = "moved"
        self._became(Became(old, fate, (new,), by, likeness))

    def _moved(self, one: Element, other: Element) -> bool:
        if one.key.kind not in {"capability", "criterion", "practice", "part", "group"}:
            return False
        if not one.within and not other.within:
            return False
        kind = "group" if one.key.kind in {"capability", "group"} else one.key.kind
        if kind == "group":
            row = self.rows.get(Key("group", one.within))
            there = {key.id for key in row.new} if row else {one.within}
        else:
            there = self._container(kind, one.within)
        return other.within not in there

    def _became(self, row: Became) -> None:
        self.rows[row.old] = row
        self.reached.update(row.new)

    def _left(self, kind: str) -> list[Key]:
        return [key for key in self.old if key.kind == kind and key not in self.rows]

    def _free(self, kind: str) -> list[Key]:
        return [key for key in self.new if key.kind == kind and key not in self.reached]


def _by_id(found: Iterable[Key]) -> dict[str, Key]:
    """Keys by id; what is rated comes before what only has the same name."""
    out: dict[str, Key] = {}
    for key in sorted(found, key=lambda each: each.kind not in RATED):
        out.setdefault(key.id, key)
    return out
