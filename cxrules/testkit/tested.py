"""A model under test, made ready: analysed and compiled for each way in which tests want it read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from cxrules.plan.serial import from_data
from cxrules.semantics import analyse, compile_plan
from cxrules.syntax import tree
from cxrules.testkit.signature import numbers, signature

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from cxrules.model.vocabulary import Vocabulary
    from cxrules.plan import Plan
    from cxrules.semantics import Analysis, Package
    from cxrules.testkit.signature import Key


class Way(NamedTuple):
    """How a test wants its model read; None for what the model does by itself.

    `day` matters only where parameters have values that begin on a day.
    """

    method: str | None = None
    reading: str = "audit"
    profile: str | None = None
    day: date | None = None


class Tested:
    """A model with its plans."""

    def __init__(self, packages: Sequence[Package], analysis: Analysis | None = None) -> None:
        """Take the packages of a model, the one meant first; `analysis` where they have been analysed."""
        self.packages = packages
        self.analysis = analysis or analyse(packages)
        self._analyses: dict[tuple[str | None, date | None], Analysis] = {(None, None): self.analysis}
        self._data: dict[Way, dict[str, Any]] = {}
        self._plans: dict[Way, Plan] = {}
        self._words: dict[Way, Vocabulary] = {}
        self._numbers: dict[Way, list[int]] = {}
        self._signatures: dict[tuple[Way, bool], dict[Key, int]] = {}
        parameters = (each for package in packages for _, each in package.declarations())
        self.is_dated = any(isinstance(each, tree.Parameter) and each.since for each in parameters)

    def analysed(self, way: Way) -> Analysis:
        """The model as a profile tailors it, on a day. Raises UnknownProfile."""
        key = (way.profile, way.day)
        if key not in self._analyses:
            self._analyses[key] = analyse(self.packages, *key)
        return self._analyses[key]

    def plan(self, way: Way) -> Plan:
        """The plan for a way to read the model.

        Raises KeyError for a method that it does not have, UnknownProfile, and ValueError where a profile
        makes a mistake of it.
        """
        if way not in self._plans:
            self._plans[way] = from_data(self._written(way))
        return self._plans[way]

    def vocabulary(self, way: Way) -> Vocabulary:
        """The names that an assessment under the plan for a way may use."""
        if way not in self._words:
            self._words[way] = self.plan(way).vocabulary()
        return self._words[way]

    def numbers(self, way: Way) -> list[int]:
        """A number for each node of the plan for a way: what it computes."""
        if way not in self._numbers:
            self._numbers[way] = numbers(self._written(way))
        return self._numbers[way]

    def signature(self, way: Way, *, loose: bool = False) -> dict[Key, int]:
        """What the plan for a way tells of; see `cxrules.testkit.signature`."""
        key = (way, loose)
        if key not in self._signatures:
            data = self._written(way)
            nodes = numbers(data, loose=True) if loose else self.numbers(way)
            self._signatures[key] = signature(data, nodes)
        return self._signatures[key]

    def _written(self, way: Way) -> dict[str, Any]:
        if way not in self._data:
            self._data[way] = compile_plan(self.analysed(way), way.method, way.reading)
        return self._data[way]
