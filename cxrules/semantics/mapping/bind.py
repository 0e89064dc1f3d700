"""From the tree of a mapping to its values, every name bound in one of the two rulesets."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple, TypedDict, TypeVar

from cxrules.model.mapping import (
    CONFIDENCES,
    RELATIONS,
    Confidence,
    Correspondence,
    Mapped,
    MappedLevel,
    MappedRating,
    ModelEnd,
    Relation,
)
from cxrules.model.ruleset import Place
from cxrules.semantics.mapping.mappable import Mappable
from cxrules.syntax import tree
from cxrules.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cxrules.model.ruleset import Ruleset
    from cxrules.semantics.mapping.header import End
    from cxrules.semantics.package import Package
    from cxrules.semantics.report import Report
    from cxrules.text import Source

T = TypeVar("T")
Row = tree.Mapped | tree.MappedLevel | tree.Unmapped
_RELATIONS: dict[str, Relation] = {each: each for each in RELATIONS}
_CONFIDENCES: dict[str, Confidence] = {each: each for each in CONFIDENCES}


class Bound(NamedTuple):
    """A mapping with both its models, in the direction of its text."""

    mapping: Correspondence
    from_model: Mappable
    to_model: Mappable


class _Said(TypedDict):
    """What a row says beside its relation."""

    because: str
    confidence: Confidence | None
    published: str | None
    reviewer: str | None
    place: Place | None


def bind(package: Package, ends: tuple[End, End], models: tuple[Ruleset, Ruleset], report: Report) -> Bound:
    """The values of a mapping between two models. What does not fit is reported and left out."""
    first, second = Mappable(models[0]), Mappable(models[1])
    if first.name == second.name:
        message = f"The mapping {package.name} goes from {first.name} to itself."
        report.add(
            "CX0711", message, ends[1].source, ends[1].written.name, "Name the other model behind `to`."
        )
    binder = _Binder(package, first, second, report)
    rows, levels = binder.rows(), binder.levels()
    mapping = Correspondence(
        package.name,
        package.version,
        _header_text(package, "title"),
        _header_text(package, "source"),
        ModelEnd(models[0].id, models[0].version, ends[0].written_range),
        ModelEnd(models[1].id, models[1].version, ends[1].written_range),
        rows=tuple(each for each in rows if each.from_id is not None),
        levels=tuple(levels),
        rated=tuple(binder.ratings()),
        unmapped=tuple(each for each in rows if each.from_id is None),
        note=_header_text(package, "note"),
    )
    return Bound(mapping, first, second)


def _header_text(package: Package, word: str) -> str:
    parts = package.header.parts if package.header else ()
    found = (part for part in parts if isinstance(part, tree.Property) and part.word == word)
    return next((part.value.text for part in found), "")


class _Binder:
    """One walk through the rows of a package for each kind of them."""

    def __init__(self, package: Package, first: Mappable, second: Mappable, report: Report) -> None:
        self.first, self.second, self.report = first, second, report
        self.declarations = list(package.declarations())
        self.defaults: dict[str, tree.ClaimPart] = {}
        header = (
            [part for part in package.header.parts if isinstance(part, tree.ClaimPart)]
            if package.header
            else []
        )
        if package.header_source is not None:
            self.defaults = self._parts(header, package.header_source)

    def rows(self) -> list[Mapped]:
        """The rows of elements, those that nothing meets among them."""
        return list(self._rows())

    def _rows(self) -> Iterator[Mapped]:
        for source, each in self.declarations:
            if isinstance(each, tree.Mapped):
                said, relation = self._said(each, source), _RELATIONS[each.relation]
                names = self.first.names(each.names, source, self.report)
                targets = self.second.names(each.targets, source, self.report)
                alone = len(names) * max(len(targets), 1) == 1
                for name, to, leaf in _paired(names, targets, relation):
                    yield Mapped(name, to, relation, **_at(said, leaf, alone=alone))
            elif isinstance(each, tree.Unmapped) and each.names:
                said = self._said(each, source)
                names = self.second.names(each.names, source, self.report)
                for name, leaf in names:
                    yield Mapped(None, name, "none", **_at(said, leaf, alone=len(names) == 1))

    def levels(self) -> Iterator[MappedLevel]:
        """The rows of levels."""
        for source, each in self.declarations:
            if isinstance(each, tree.MappedLevel):
                said, relation = self._said(each, source), _RELATIONS[each.relation]
                orders = self._orders(self.first, each.levels, source)
                targets = self._orders(self.second, each.targets, source)
                alone = len(orders) * max(len(targets), 1) == 1
                for order, to, leaf in _paired(orders, targets, relation):
                    yield MappedLevel(order, to, relation, **_at(said, leaf, alone=alone))
            elif isinstance(each, tree.Unmapped) and each.levels:
                said = self._said(each, source)
                orders = self._orders(self.second, each.levels, source)
                for order, leaf in orders:
                    yield MappedLevel(None, order, "none", **_at(said, leaf, alone=len(orders) == 1))

    def _orders(
        self, model: Mappable, leaves: Sequence[tree.Leaf], source: Source
    ) -> list[tuple[int, tree.Leaf]]:
        found = ((model.level(leaf, source, self.report), leaf) for leaf in leaves)
        return [(order, leaf) for order, leaf in found if order is not None]

    def ratings(self) -> Iterator[MappedRating]:
        """The words of the second scale for ratings of the first; they must not turn the order around."""
        pairs = [
            (source, pair)
            for source, each in self.declarations
            if isinstance(each, tree.MappedRatings)
            for pair in each.pairs
        ]
        bound = []
        for source, pair in pairs:
            rating = self.first.rating(pair.rating, source, self.report)
            word = self.second.rating(pair.word, source, self.report)
            if rating is not None and word is not None:
                bound.append((source, pair))
                span = Span(pair.rating.start, pair.word.end)
                yield MappedRating(rating, word, Place(source, span))
        self._check_order(bound)

    def _check_order(self, pairs: Sequence[tuple[Source, tree.RatingPair]]) -> None:
        words: dict[str, str] = {}
        for source, pair in pairs:
            rating, word = pair.rating.text, pair.word.text
            if words.setdefault(rating, word) != word:
                message = f"{rating} of {self.first.name} is {words[rating]}, and {word} here."
                self.report.add(
                    "CX0722", message, source, pair.word, "A rating has one word in the other scale."
                )
                return
        lower, upper = self.first.scale_of([*words]), self.second.scale_of([*words.values()])
        if lower is None or upper is None:
            return
        rising = sorted(pairs, key=lambda row: lower.rank(row[1].rating.text) or 0)
        for (_, one), (source, other) in pairwise(rising):
            if (upper.rank(one.word.text) or 0) > (upper.rank(other.word.text) or 0):
                below = f"{other.word.text} is below {one.word.text}"
                message = f"{other.rating.text} is above {one.rating.text}, but {below}."
                hint = "A better rating cannot become a worse one."
                self.report.add("CX0722", message, source, other.word, hint)

    # ----------------------------------------------------------------------- where claims come from

    def _parts(self, parts: Sequence[tree.ClaimPart], source: Source) -> dict[str, tree.ClaimPart]:
        """What is said of a claim, by the question it answers; a second answer is reported."""
        found: dict[str, tree.ClaimPart] = {}
        for part in parts:
            question = "origin" if part.word in {"own reading", "published"} else part.word
            if question in found:
                self.report.add(
                    "CX0721", _TWICE[question], source, Span(part.begin, part.end), "Keep one of them."
                )
            found.setdefault(question, part)
        return found

    def _said(self, row: Row, source: Source) -> _Said:
        parts = {**self.defaults, **self._parts(row.parts, source)}
        origin = parts.get("origin")
        head = row.parts[0].begin if row.parts else row.end
        span = Span(row.begin, len(source.slice(Span(row.begin, head)).rstrip()) + row.begin)
        if origin is None:
            hint = "Write ‘own reading’, or published and its source in double quotes; here or in the header."  # noqa: RUF001 - curly quotes are meant
            self.report.add("CX0721", "This claim does not say where it comes from.", source, span, hint)
        confidence = _text(parts.get("confidence"))
        return {
            "because": _text(parts.get("because")) or "",
            "confidence": _CONFIDENCES[confidence] if confidence else None,
            "published": _text(origin),
            "reviewer": _text(parts.get("reviewer")),
            "place": Place(source, span),
        }


def _paired(
    one: Sequence[tuple[T, tree.Leaf]], other: Sequence[tuple[T, tree.Leaf]], relation: Relation
) -> Iterator[tuple[T, T | None, tree.Leaf]]:
    """Each with each, or alone where there is no other side; with the leaf that tells it apart."""
    if relation == "none":
        yield from ((each, None, leaf) for each, leaf in one)
    for each, own in one:
        yield from ((each, to, leaf if len(other) > 1 else own) for to, leaf in other)


def _at(said: _Said, leaf: tree.Leaf, *, alone: bool) -> _Said:
    """What a row says, at one of its names where it has several."""
    place = said["place"]
    if alone or place is None:
        return said
    return {**said, "place": Place(place.source, leaf.span)}


def _text(part: tree.ClaimPart | None) -> str | None:
    return part.value.text if part is not None and part.value is not None else None


_TWICE = {
    "origin": "Where this comes from is said twice.",
    "confidence": "How sure this is, is said twice.",
    "because": "Why this is so is said twice.",
    "reviewer": "Who has looked at this is said twice.",
}
