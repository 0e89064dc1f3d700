"""How like two elements of two versions are, in thousandths: by words, tags, place, and what they show.

The numbers are whole, so that nothing hangs on how a machine rounds. The shares of the parts were set by
hand; what comes of them is measured where the fate of each element is known (tests/compare).
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from math import isqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cxrules.compare.versions.element import Element

WHOLE = 1000
_TITLE, _TAGS, _PLACE, _SHOWS, _LINKS, _CONTENT = 60, 20, 20, 10, 10, 40
_STOP = frozenset(
    (
        *("a", "an", "and", "are", "as", "at", "be", "by", "do", "does", "for", "from", "has", "have", "how"),
        *("in", "into", "is", "it", "its", "no", "not", "of", "on", "or", "per", "that", "the", "their"),
        *("them", "they", "this", "to", "what", "when", "where", "which", "who", "whom", "why", "with"),
    )
)
_ENDINGS = (
    *("isations", "isation", "ements", "ement", "ments", "ment", "ations", "ation", "ities", "ity", "ings"),
    *("ing", "ies", "ied", "ives", "ive", "ions", "ion", "ers", "er", "ed", "es", "e", "s", "y"),
)
_SHORTEST = 4
_WORD = re.compile(r"[^\W_]+")


@lru_cache(maxsize=20_000)
def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return word.removesuffix(ending)
    return word


@lru_cache(maxsize=20_000)
def words(text: str) -> frozenset[str]:
    """The words of a text that carry its meaning, without their endings."""
    found = (word for word in _WORD.findall(text.casefold()) if word not in _STOP)
    return frozenset(map(_stem, found))


class Likeness:
    """Holds elements of two versions against each other; rare words count for more than common ones."""

    def __init__(self, all_elements: Iterable[Element]) -> None:
        """Learn from all elements of both versions which words are rare."""
        counted: Counter[str] = Counter()
        total = 0
        for each in all_elements:
            counted.update(words(each.title))
            total += 1
        self._rarity: Mapping[str, int] = {
            word: (WHOLE * (total + count) // count).bit_length() for word, count in counted.items()
        }
        self._commonest = (2 * WHOLE).bit_length()

    def titles(self, one: str, other: str) -> int:
        """How like two titles are: 1000 for the same words."""
        return self._alike(words(one), words(other))

    def of(self, one: Element, other: Element) -> int:
        """How like two elements are; what neither of them has does not count."""
        parts = [(_TITLE, self.titles(one.title, other.title)), (_PLACE, _places(one, other))]
        if one.tags or other.tags:
            parts.append((_TAGS, WHOLE if one.tags == other.tags else 0))
        else:
            parts.append((_TAGS, WHOLE // 2))
        if one.shows is not None and other.shows is not None:
            parts.append((_SHOWS, _shown(one.shows, other.shows)))
        if one.links and other.links:
            parts.append((_LINKS, _shared(one.links, other.links)))
        if one.content and other.content:
            parts.append((_CONTENT, self._alike(_all(one.content), _all(other.content))))
        if one.text and other.text and not (one.title and other.title):
            parts.append((_TITLE, self._alike(words(one.text), words(other.text))))
        return sum(share * value for share, value in parts) // sum(share for share, _ in parts)

    def _alike(self, one: frozenset[str], other: frozenset[str]) -> int:
        """The cosine of two sets of words, each as heavy as it is rare."""
        if one == other:
            return WHOLE
        both, first, second = (self._weight(each) for each in (one & other, one, other))
        return WHOLE * both // isqrt(first * second) if first and second else 0

    def _weight(self, some: Iterable[str]) -> int:
        return sum((self._rarity.get(word, self._commonest) - self._commonest + 1) ** 2 for word in some)


def _all(titles: Iterable[str]) -> frozenset[str]:
    return frozenset().union(*map(words, titles))


def _places(one: Element, other: Element) -> int:
    """How near the places of two elements are among their neighbours."""
    here = WHOLE * (2 * one.place + 1) // (2 * one.among)
    there = WHOLE * (2 * other.place + 1) // (2 * other.among)
    return WHOLE - abs(here - there)


def _shown(one: tuple[int, int, int], other: tuple[int, int, int]) -> int:
    """How near the middles of the outcomes are that two elements show."""
    here, there = (WHOLE * total // (count * of) for total, count, of in (one, other))
    return max(WHOLE - abs(here - there), 0)


def _shared(one: frozenset[str], other: frozenset[str]) -> int:
    return WHOLE * len(one & other) // len(one | other)
