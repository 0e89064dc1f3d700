"""Whether a sample of an organisation's units covers it: the coverage rules of CMMI appraisals.

Source: SCAMPI Method Definition Document 1.3, data coverage (the size of a sample is described there in
words; the form of the formula is ours, a half counting up). Artifacts are documents, records, observations
and measures; affirmations are interviews.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from cxrules.model.assessment import Assessment
    from cxrules.model.record import Sampling, Subgroup

AFFIRMATION, ARTIFACT = "affirmation", "artifact"
_BOTH = {AFFIRMATION, ARTIFACT}
_MOST = 4


class Lack(NamedTuple):
    """A rule of coverage that the sample does not keep, and where: a subgroup, an instance or an area."""

    rule: str
    where: str
    message: str


class Sampled(NamedTuple):
    """A subgroup with the number of units it needs in the sample."""

    id: str
    units: int
    needed: int
    sampled: tuple[str, ...]


class Coverage(NamedTuple):
    """How a sample stands: the population, its subgroups, and what is lacking."""

    population: int
    subgroups: tuple[Sampled, ...]
    lacks: tuple[Lack, ...]


def sample_size(subgroups: int, units: int, population: int) -> int:
    """How many units of a subgroup must be looked at: its share of as many units as there are subgroups.

    ``max(1, round(S * n / N))``, a half counting up. There are `subgroups` of them, this one has `units`, all
    together `population` units; a population that is smaller than a subgroup is taken for the subgroup.
    """
    population = max(population, units, 1)
    return max(1, (2 * subgroups * units + population) // (2 * population))


def source_of(kind: str) -> str:
    """What a kind of evidence is to an appraiser: an affirmation, or an artifact."""
    return AFFIRMATION if kind == "interview" else ARTIFACT


def sources(assessment: Assessment) -> dict[tuple[str, str | None], set[str]]:
    """For each subject and instance that has ratings, the sources of the evidence these rest on."""
    kinds = {name: source_of(each.kind) for name, each in assessment.evidence.items()}
    found: dict[tuple[str, str | None], set[str]] = {}
    for each in (*assessment.ratings, *assessment.recorded):
        known = found.setdefault((each.subject, each.instance), set())
        known.update(kinds[name] for name in each.evidence if name in kinds)
    return found


def covered(assessment: Assessment, sampling: Sampling, areas: Mapping[str, Sequence[str]]) -> Coverage:
    """Hold a sample against the rules; `areas` are those in scope, each with its practices.

    Without subgroups there is nothing to hold it against.
    """
    groups = list(sampling.subgroups.values())
    population = sampling.population or sum(each.units for each in groups)
    sampled = tuple(
        Sampled(each.id, each.units, sample_size(len(groups), each.units, population), each.sampled)
        for each in groups
    )
    lacks = tuple(_Check(assessment, sampling, areas).lacks(sampled)) if groups else ()
    return Coverage(population, sampled, lacks)


def owner(subject: str, capabilities: Collection[str]) -> str | None:
    """The capability that a subject belongs to; None where it is none of these."""
    name = subject
    while name and name not in capabilities:
        name = name.rpartition(".")[0]
    return name or None


class _Check:
    """Holds one sample against each rule."""

    def __init__(
        self, assessment: Assessment, sampling: Sampling, areas: Mapping[str, Sequence[str]]
    ) -> None:
        self.sampling, self.areas = sampling, areas
        self.served = {area for each in sampling.support.values() for area in each.serves}
        known = sources(assessment)
        self.rated = {subject for subject, _ in known}
        self.given: dict[tuple[str, str | None], set[str]] = {}
        for (subject, instance), given in known.items():
            area = owner(subject, areas)
            if area is not None:
                self.given.setdefault((area, instance), set()).update(given)

    def lacks(self, subgroups: Sequence[Sampled]) -> Iterator[Lack]:
        yield from self._sizes(subgroups)
        yield from self._practices()
        yield from self._areas()
        for group in self.sampling.subgroups.values():
            yield from self._subgroup(group)
        yield from self._support()

    def _sizes(self, subgroups: Sequence[Sampled]) -> Iterator[Lack]:
        for each in subgroups:
            have = len(set(each.sampled))
            if have < each.needed:
                message = f"The subgroup {each.id} has {have} of {each.needed} units that its size asks for."
                yield Lack("sample size", each.id, message)

    def _practices(self) -> Iterator[Lack]:
        """All practices of every area in scope are covered."""
        for area, practices in self.areas.items():
            missing = [name for name in practices if name not in self.rated]
            if missing:
                yield Lack("all practices", area, f"{area} is not covered: {_listed(missing)} not rated.")

    def _areas(self) -> Iterator[Lack]:
        """An area is covered by a unit of each subgroup, or by a support function that serves it."""
        for area in self.areas:
            if area in self.served:
                continue
            for group in self.sampling.subgroups.values():
                if not any(self._sources(unit, area) is not None for unit in group.sampled):
                    message = (
                        f"No unit of the subgroup {group.id} covers {area}, and no support function does."
                    )
                    yield Lack("a unit for each area", group.id, message)

    def _subgroup(self, group: Subgroup) -> Iterator[Lack]:
        complete = {unit: self._complete(unit) for unit in group.sampled}
        if group.sampled and not any(set(self.areas) <= areas for areas in complete.values()):
            message = f"No unit of the subgroup {group.id} gives artifacts and affirmations for all areas."
            yield Lack("one unit for all areas", group.id, message)
        enough = sum(bool(areas) for areas in complete.values())
        if 2 * enough < len(complete):
            message = (
                f"{enough} of {len(complete)} units of the subgroup {group.id} give artifacts and "
                "affirmations for an area; half of them must."
            )
            yield Lack("half of the units", group.id, message)
        for unit in group.sampled:
            if not any(self._sources(unit, area) for area in self.areas):
                message = f"{unit} gives neither artifacts nor affirmations for any area."
                yield Lack("every unit", unit, message)

    def _support(self) -> Iterator[Lack]:
        """A support function gives both for each area that it serves."""
        for each in self.sampling.support.values():
            lacking = [area for area in each.serves if (self._sources(each.id, area) or set()) != _BOTH]
            if lacking:
                message = f"{each.id} does not give artifacts and affirmations for {_listed(lacking)}."
                yield Lack("support functions", each.id, message)

    def _complete(self, unit: str) -> set[str]:
        """The areas for which a unit gives artifacts and affirmations."""
        return {area for area in self.areas if self._sources(unit, area) == _BOTH}

    def _sources(self, unit: str, area: str) -> set[str] | None:
        """What a unit gives for an area; None where it has no rating there."""
        found = [self.given[area, each] for each in (unit, None) if (area, each) in self.given]
        return set().union(*found) if found else None


def _listed(names: Sequence[str]) -> str:
    shown = list(names[:_MOST])
    more = [f"{len(names) - _MOST} more"] if len(names) > _MOST else []
    return ", ".join(shown + more)
