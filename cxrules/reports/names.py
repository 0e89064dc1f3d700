"""The names that a report shows for the ids in a result. A plan has them all."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cxrules.plan.plan import ValueNodes
    from cxrules.reports.columns import Signs


class Names(Protocol):
    """What a model calls its things; `cxrules.plan.Plan` fits."""

    def title(self, name: str, /) -> str:
        """The title of a capability, criterion or attribute; empty where there is none."""

    def kind(self, name: str, /) -> str:
        """The kind of thing that an id stands for: ``capability``, ``criterion``, one of the model's own."""

    def capability_of(self, name: str, /) -> str | None:
        """The capability that a thing is or lies in."""

    def level_of(self, name: str, /) -> int:
        """The level of the attribute that a thing is or belongs to; the lowest level for anything else."""

    @property
    def values(self) -> Sequence[ValueNodes]:
        """The values that the model declares."""

    @property
    def model_title(self) -> str:
        """The title of the model."""

    @property
    def terms(self) -> Mapping[str, str]:
        """The model's own word for a kind of thing: ``capability`` to ``process``."""

    @property
    def level_names(self) -> Mapping[int, str]:
        """The name of each level."""

    @property
    def scale_values(self) -> Sequence[tuple[str, str]]:
        """The ratings from lowest to highest, each with its title."""


class Look(NamedTuple):
    """How wide a report may be, in display columns, and what it draws with."""

    columns: int
    signs: Signs


class Terms(Protocol):
    """Whatever has words of its own for kinds of things: a plan, a ruleset."""

    @property
    def terms(self) -> Mapping[str, str]:
        """The model's own word for a kind of thing."""


def noun(names: Terms, kind: str) -> str:
    """The model's word for one thing of a kind."""
    return names.terms.get(kind, kind)


def plural(names: Terms, kind: str) -> str:
    """The model's word for several things of a kind."""
    word = noun(names, kind)
    if word == "criterion":
        return "criteria"
    if word.endswith(("s", "x", "ch", "sh")):
        return word + "es"
    return word[:-1] + "ies" if word.endswith("y") and word[-2:-1] not in "aeiou" else word + "s"
