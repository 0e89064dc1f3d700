"""A mapping between two models: which element of one corresponds to which of the other, and how.

Only values and their inverse. `cxrules.semantics.mapping` makes them from text and holds them against both
models; `cxrules.workspace.mappings` finds them.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias, get_args

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cxrules.model.ruleset import Place

Relation: TypeAlias = Literal["equal", "equivalent", "subset", "superset", "intersects", "none"]
Confidence: TypeAlias = Literal["high", "medium", "low"]

RELATIONS: tuple[Relation, ...] = get_args(Relation)
CONFIDENCES: tuple[Confidence, ...] = get_args(Confidence)

INVERSE: Mapping[Relation, Relation] = MappingProxyType(
    {
        "equal": "equal",
        "equivalent": "equivalent",
        "subset": "superset",
        "superset": "subset",
        "intersects": "intersects",
        "none": "none",
    }
)
"""What holds from B to A, where something holds from A to B."""

CARRIES: frozenset[Relation] = frozenset({"equal", "equivalent", "superset"})
"""Relations in which a rating of the FROM element tells something sure of the TO element."""


class ModelEnd(NamedTuple):
    """One of the two models of a mapping: the version it was read with, and the range that it is for."""

    id: str
    version: str
    range: str = ""


@dataclass(frozen=True, slots=True)
class Mapped:
    """A relation between two elements, read from left to right.

    Elements have their full ids: a capability, criterion, attribute, practice or an element of a kind that
    the model declares. `to_id` None goes with ``none`` alone: the other model has nothing that meets this
    element. `from_id` None is the same the other way round, as ``unmapped`` has it. `published` is the source
    that states it; None: our own reading.
    """

    from_id: str | None
    to_id: str | None
    relation: Relation
    because: str = ""
    confidence: Confidence | None = None
    published: str | None = None
    reviewer: str | None = None
    place: Place | None = field(default=None, compare=False)

    def inverse(self) -> Mapped:
        """The same claim, read from the other model."""
        return replace(self, from_id=self.to_id, to_id=self.from_id, relation=INVERSE[self.relation])


@dataclass(frozen=True, slots=True)
class MappedLevel:
    """A relation between a level of one model and a level of the other; all as in `Mapped`."""

    from_level: int | None
    to_level: int | None
    relation: Relation
    because: str = ""
    confidence: Confidence | None = None
    published: str | None = None
    reviewer: str | None = None
    place: Place | None = field(default=None, compare=False)

    def inverse(self) -> MappedLevel:
        """The same claim, read from the other model."""
        return replace(
            self, from_level=self.to_level, to_level=self.from_level, relation=INVERSE[self.relation]
        )


@dataclass(frozen=True, slots=True)
class MappedRating:
    """A value of the FROM scale, in words of the TO scale: whoever has the one has the other."""

    from_value: str
    to_value: str
    place: Place | None = field(default=None, compare=False)

    def inverse(self) -> MappedRating:
        """The same claim, read from the other model."""
        return replace(self, from_value=self.to_value, to_value=self.from_value)


@dataclass(frozen=True, slots=True)
class Correspondence:
    """A mapping package: everything it claims of two models, in the order of its text.

    `rows` has a `Mapped` for each target of a row, and one with `to_id` None for each ``none``. `unmapped`
    are elements of the TO model that nothing of the FROM model meets. `inverted`: read against the direction
    of its text.
    """

    id: str
    version: str
    title: str
    source: str
    from_model: ModelEnd
    to_model: ModelEnd
    rows: tuple[Mapped, ...] = ()
    levels: tuple[MappedLevel, ...] = ()
    rated: tuple[MappedRating, ...] = ()
    unmapped: tuple[Mapped, ...] = ()
    inverted: bool = False
    note: str = ""

    @property
    def ratings(self) -> dict[str, str]:
        """Each value of the FROM scale that has a word in the TO scale.

        Where the text says two words of one value (only an inverse can), the value has none: nothing sure
        follows from it.
        """
        words: dict[str, set[str]] = {}
        for each in self.rated:
            words.setdefault(each.from_value, set()).add(each.to_value)
        return {value: next(iter(to)) for value, to in words.items() if len(to) == 1}

    def inverse(self) -> Correspondence:
        """The same claims, read from the other model; the inverse of the inverse is the mapping itself."""
        return replace(
            self,
            from_model=self.to_model,
            to_model=self.from_model,
            rows=tuple(each.inverse() for each in self.rows),
            levels=tuple(each.inverse() for each in self.levels),
            rated=tuple(each.inverse() for each in self.rated),
            unmapped=tuple(each.inverse() for each in self.unmapped),
            inverted=not self.inverted,
        )
