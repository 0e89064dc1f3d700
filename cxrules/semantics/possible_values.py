"""What the values that a decision asks about can be, and which of them rest on the same.

Cases are made of everything that is asked about, each thing by itself. That shows only cases that can be
where a number stays within its ends, whole numbers stay whole, and nothing is asked about twice in different
words.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from cxrules.semantics.extents import Extents
from cxrules.semantics.terms import both, needs, walk

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from cxrules.model.ruleset import Scale
    from cxrules.semantics.terms import Term
    from cxrules.semantics.values import Worked

_WHOLE = frozenset({"recorded", "level-of", "age", "rank", "open", "choice", "refused"})
_WHOLE_INPUTS = ("count", "date", "truth", "one of")
_OF_WHOLES = frozenset({"plus", "minus", "times"})
_WHOLE_AGGREGATES = frozenset({"sum", "lowest", "highest"})


class PossibleValues:
    """Tells what the values of one model can be."""

    def __init__(self, scale: Scale, worked: Iterable[Worked], applies: Mapping[str, Term]) -> None:
        """Take the base scale, everything that was worked out, and when criteria apply."""
        self._applies = applies
        self._terms: Mapping[str, Term] = {each.key: each.term for each in worked}
        codes = [each.code for each in scale.values] or [Fraction(0)]
        self._codes_are_whole = all(code.denominator == 1 for code in codes)
        self._extents = Extents(codes, self._terms.__getitem__)

    def asked_for(self, term: Term, it: str | None) -> Term:
        """The same condition, where a comparison holds only of what is asked for; `it` surely is."""
        word, *rest = term
        if word == "test" and rest[1] != it and rest[1] in self._applies:
            return both(self._applies[rest[1]], term)
        if word == "not":
            return ("not", self.asked_for(rest[0], it))
        if word in {"all", "any"}:
            return (word, tuple([self.asked_for(part, it) for part in rest[0]]))
        if word == "count":
            return (word, rest[0], tuple([self.asked_for(part, it) for part in rest[1]]))
        return term

    def around(self, term: Term, bounds: Sequence[Fraction], *, ranks: bool) -> list[Fraction]:
        """A value at each bound, between two of them, below all and above all, as far as it can be that.

        `ranks`: it is held against ratings, which are whole.
        """
        low, high = self._extents.of(term)
        whole = ranks or self._is_whole(term)
        found = [bounds[0] - 1, bounds[-1] + 1]
        for one, other in zip(bounds, (*bounds[1:], bounds[-1]), strict=True):
            between = (one + other) / 2
            found += [one, between] if not whole else map(Fraction, (one // 1, -(-one // 1), between // 1))
        return sorted({min(max(each, low), high) for each in found})

    def _is_whole(self, term: Term) -> bool:
        word, *rest = term
        if word in _WHOLE:
            return True
        if word == "number":
            return Fraction(rest[0]).denominator == 1
        if word == "code":
            return self._codes_are_whole
        if word == "value":
            return self._is_whole(self._terms[rest[0]])
        if word in {"input", "measured"}:
            return str(rest[1]).startswith(_WHOLE_INPUTS)
        if word == "aggregate":
            return rest[0] == "count" or (
                rest[0] in _WHOLE_AGGREGATES
                and all(self._is_whole(part) for part, _ in rest[1])
                and all(
                    Fraction(said).denominator == 1
                    for key, said in rest[2]
                    if key in {"blank", "na", "empty"}
                )
            )
        if word == "round":
            return Fraction(rest[1][1]).denominator == 1
        if word == "when":
            return self._is_whole(rest[1])
        if word == "decide":
            return all(self._is_whole(outcome) for _, outcome in rest[0])
        return word in _OF_WHOLES and all(map(self._is_whole, rest))

    def meet(self, asked: Iterable[tuple[Any, ...]]) -> bool:
        """Whether two of the things that are asked about rest on the same, so that one tells of the other."""
        seen: set[Any] = set()
        for each in asked:
            own = set(self._roots(each))
            if not own.isdisjoint(seen):
                return True
            seen |= own
        return False

    def _roots(self, asked: tuple[Any, ...]) -> Iterator[Any]:
        kind, of = asked
        if kind == "rating":
            yield "subject", of
        elif kind == "level":
            yield "level", of
        elif of[0] != "applies":
            yield from self._beneath(of)

    def _beneath(self, term: Term) -> Iterator[Any]:
        for thing in needs(term):
            if thing[0] == "value":
                yield from self._beneath(self._terms[thing[1]])
            else:
                yield thing[:2]
        for each in walk(term):
            if each[0] in {"input", "measured", "recorded", "judged", "finding", "evidence"}:
                yield each[:2]
