"""What a drafted model means, worked out the plain way: no plan, no ranges, only exact numbers.

The oracle reads a `Draft`, never the text, and knows nothing of the program. It takes assessments in which
nothing is left open; None stands for what does not apply.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from tests.strategies.models import CAUSE, FINDING, TAG

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cxrules.model.assessment import Assessment, Given
    from tests.strategies.models import (
        Aggregate,
        Condition,
        Draft,
        DraftAttribute,
        DraftCapability,
        DraftCriterion,
        DraftRule,
        DraftScale,
    )

Rank: TypeAlias = "int | None"
_WORST = ("broken", "undecidable", "deviated", "kept", "not-triggered")


class Place(NamedTuple):
    """Where a condition is read: whose short names are meant, and which ratings and findings count."""

    capability: str
    about: tuple[str, ...]
    rating: Callable[[str], Rank]
    caused: Callable[[str], bool]


class Bounding(NamedTuple):
    """A rule written out for one subject."""

    rule: str
    effect: str
    subject: str
    capability: str
    limit: int = 0
    other: str = ""
    steps: int = 0
    when: Condition | None = None


class Oracle:
    """Levels and outcomes of one whole assessment."""

    def __init__(self, draft: Draft, assessment: Assessment, reading: str) -> None:
        """Work everything out."""
        self.draft, self.assessment, self.reading = draft, assessment, reading
        self.instances: list[str | None] = list(assessment.instances) or [None]
        self.weights = [Fraction(each.weight) for each in assessment.instances.values()] or [Fraction(1)]
        self.out = {each.subject for each in assessment.ratings if each.subject in self._capabilities()}
        self.counts: dict[str, list[Rank]] = {}
        self.joined_before: set[str] = set()  # attributes that are one rating of all instances from the start
        self.reached: dict[str, dict[int, bool]] = {}
        self.rows = [row for rule in draft.rules for row in self._written(rule)]
        self.rows += [row for each in draft.capabilities for row in self._prerequisites(each)]
        for capability in draft.capabilities:
            self._work_out(capability)

    # -------------------------------------------------------------------------------- the answers

    def levels(self) -> dict[str, int]:
        """The level of each capability that applies."""
        return {name: self._level(reached) for name, reached in self.reached.items() if name not in self.out}

    def outcomes(self) -> list[tuple[str, str, str]]:
        """Rule, subject and what became of it, sorted."""
        found = []
        for row in self.rows:
            if row.capability not in self.out and self._is_assessed(row.subject):
                each = [self._outcome(row, place) for place in range(len(self.instances))]
                found.append((row.rule, row.subject, min(each, key=_WORST.index)))
        return sorted(found)

    def _is_assessed(self, subject: str) -> bool:
        """Whether a subject lies within the levels that the assessment covers."""
        most = self.assessment.up_to_level
        capability = next(
            (each for each in self.draft.capabilities if subject.startswith(f"{each.name}.")), None
        )
        if most is None or capability is None:
            return True
        levels = [
            attribute.level
            for attribute in self.draft.attributes
            if subject in {f"{capability.name}.{attribute.name}", *self.draft.beneath(capability, attribute)}
        ]
        return min(levels, default=most) <= most

    def _level(self, own: dict[int, bool]) -> int:
        """The highest level reached; where levels build on each other only up to the first that is not."""
        level = self.draft.bottom
        for order, holds in own.items():
            if holds:
                level = order
            elif self.draft.mode != "independent":
                break
        return level

    # ------------------------------------------------------------------------------------- ratings

    def _capabilities(self) -> list[str]:
        return [each.name for each in self.draft.capabilities]

    def _said(self, subject: str, place: int) -> Given | None:
        """What counts in an instance: its own rating, else the one for all."""
        instance = self.instances[place]
        said = [each for each in self.assessment.ratings if each.subject == subject]
        own = [each for each in said if each.instance == instance and instance is not None]
        return next(iter(own or [each for each in said if each.instance is None]), None)

    def _given(self, subject: str, place: int) -> Rank:
        said = self._said(subject, place)
        if said is None or said.rating is None or self._capability_of(subject) in self.out:
            return None
        return self.draft.given.ratings.index(said.rating)

    def _is_rated(self, subject: str, place: int) -> bool:
        said = self._said(subject, place)
        return said is not None and said.rating is not None

    def _capability_of(self, subject: str) -> str:
        return next((name for name in self._capabilities() if subject.startswith(f"{name}.")), "")

    def _work_out(self, capability: DraftCapability) -> None:
        attributes = {f"{capability.name}.{each.name}": each for each in self.draft.attributes}
        for subject in self.draft.of(capability):
            ratings = [self._given(subject, place) for place in range(len(self.instances))]
            if self.reading == "derive":
                if subject in attributes:
                    ratings = self._derived(capability, attributes[subject], ratings)
                ratings = [self._bounded(subject, rank, place) for place, rank in enumerate(ratings)]
            self.counts[subject] = ratings
        self.reached[capability.name] = {}
        for order, asked in zip(self.draft.levels, self.draft.requirements, strict=True):
            here = Place(capability.name, (capability.name,), self._whole, self._caused_anywhere)
            wanted = [asked] if asked else []
            wanted += [condition for level, condition in capability.requires if level == order]
            most = self.assessment.up_to_level
            holds = (most is None or order <= most) and all(self._holds(each, here) for each in wanted)
            if self.draft.mode != "independent":
                holds = holds and self.reached[capability.name].get(order - 1, True)
            self.reached[capability.name][order] = holds

    def _derived(
        self, capability: DraftCapability, attribute: DraftAttribute, given: list[Rank]
    ) -> list[Rank]:
        beneath = self.draft.beneath(capability, attribute)
        places = range(len(self.instances))
        rated = [any(self._is_rated(name, place) for name in beneath) for place in places]
        weights = [self._weight(capability, name) for name in beneath]
        if self.draft.together:
            self.joined_before.add(f"{capability.name}.{attribute.name}")
            if not any(rated):
                return [self._joined(given)] * len(given)
            ranks = [self.counts[name][place] for name in beneath for place in places]
            both = [one * other for one in weights for other in self.weights]
            return [aggregated(self.draft.together, self.draft.given, ranks, both)] * len(given)
        if self.draft.criteria is None:
            return given
        return [
            aggregated(
                self.draft.criteria, self.draft.given, [self.counts[name][place] for name in beneath], weights
            )
            if rated[place]
            else given[place]
            for place in places
        ]

    @staticmethod
    def _weight(capability: DraftCapability, subject: str) -> Fraction:
        weights = {f"{capability.name}.{each.name}": each.weight for each in capability.criteria}
        return weights.get(subject, Fraction(1))

    def _joined(self, ranks: list[Rank]) -> Rank:
        how = self.draft.instances or self.draft.together
        if how is None or not self.assessment.instances:
            return ranks[0]
        return aggregated(how, self.draft.given, ranks, self.weights)

    def _base(self, rank: Rank) -> Rank:
        return None if rank is None else self.draft.given.base[rank]

    def _whole(self, subject: str) -> Rank:
        ranks = self.counts[subject]
        if subject not in self.joined_before:
            return self._base(self._joined(ranks))
        return self._base(min((rank for rank in ranks if rank is not None), default=None))

    def _caused_anywhere(self, subject: str) -> bool:
        return any(self._caused(subject, place) for place in range(len(self.instances)))

    def _caused(self, subject: str, place: int) -> bool:
        said = self._said(subject, place)
        return said is not None and CAUSE in said.causes

    # --------------------------------------------------------------------------------------- rules

    def _written(self, rule: DraftRule) -> list[Bounding]:
        draft, top = self.draft, len(self.draft.scale.ratings) - 1
        limit = top - 1 if rule.effect == "lower" else rule.rank
        rest = (limit, rule.other, rule.steps, rule.when)
        if rule.effect == "warn":
            places = self._capabilities() if rule.over else [""]
            return [Bounding(rule.name, "warn", name, name, *rest) for name in places]
        if rule.over == "criterion":
            tagged = [
                (each.name, criterion.name)
                for each in draft.capabilities
                for criterion in each.criteria
                if criterion.tagged
            ]
            return [Bounding(rule.name, rule.effect, f"{of}.{name}", of, *rest) for of, name in tagged]
        if rule.over:
            return [
                Bounding(rule.name, rule.effect, f"{of}.{name}", of, *rest)
                for of in self._capabilities()
                for name in rule.subjects
            ]
        return [
            Bounding(rule.name, rule.effect, name, self._capability_of(name), *rest) for name in rule.subjects
        ]

    def _prerequisites(self, capability: DraftCapability) -> list[Bounding]:
        return [row for criterion in capability.criteria for row in self._needed(capability.name, criterion)]

    def _needed(self, capability: str, criterion: DraftCriterion) -> list[Bounding]:
        subject = f"{capability}.{criterion.name}"
        return [
            Bounding(
                f"{subject}.prerequisite.{need}",
                "cap",
                subject,
                capability,
                rank - 1,
                when=("rated", need, "below", (rank,)),
            )
            for need, wanted in criterion.prerequisites
            if (rank := self.draft.met if wanted is None else wanted)
        ]

    def _place(self, row: Bounding, place: int) -> Place:
        about = tuple(name for name in (row.subject, row.capability) if name)
        return Place(
            row.capability,
            about,
            lambda subject: self._base(self.counts[subject][place]),
            lambda subject: self._caused(subject, place),
        )

    def _is_triggered(self, row: Bounding, place: int) -> bool:
        return row.when is None or self._holds(row.when, self._place(row, place))

    def _is_deviated(self, row: Bounding) -> bool:
        return any(
            each.rule == row.rule
            and (not each.subjects or {row.subject, row.capability} & set(each.subjects))
            for each in self.assessment.deviations
        )

    def _bounded(self, subject: str, rank: Rank, place: int) -> Rank:
        rows = [each for each in self.rows if each.subject == subject and each.effect in _BOUNDS]
        for row in sorted(rows, key=lambda each: (each.effect == "fix", each.rule)):
            if rank is None or self._is_deviated(row) or not self._is_triggered(row, place):
                continue
            highest = max(n for n, base in enumerate(self.draft.given.base) if base <= max(row.limit, 0))
            if row.effect == "fix":
                rank = highest
            elif row.effect == "keep":
                other = self.counts[row.other][place]
                rank = rank if other is None else min(rank, other)
            else:
                rank = min(rank, highest)
        return rank

    def _outcome(self, row: Bounding, place: int) -> str:
        if not self._is_triggered(row, place):
            return "not-triggered"
        found = self._kept(row, place)
        if found == "broken" and self._is_deviated(row):
            return "deviated"
        return found

    def _kept(self, row: Bounding, place: int) -> str:
        if row.effect == "warn":
            return "broken"
        here = self._place(row, place)
        rank, top = here.rating(row.subject), len(self.draft.scale.ratings) - 1
        if row.effect in {"protect", "not used"}:
            return self._weakness(row, place, below=rank is not None and rank < top)
        other = here.rating(row.other) if row.other else None
        if rank is None or (row.effect in {"keep", "align"} and other is None):
            return "kept"
        kept = {
            "fix": rank == row.limit,
            "keep": other is not None and rank <= other,
            "align": other is not None and abs(rank - other) <= row.steps,
        }.get(row.effect, rank <= row.limit)
        return "kept" if kept else "broken"

    def _weakness(self, row: Bounding, place: int, *, below: bool) -> str:
        """Protected or unusable weaknesses: the only cause there is stands for all of them."""
        if not below:
            return "kept"
        if row.effect == "protect" and not self._caused(row.subject, place):
            return "undecidable"
        return "broken" if self._caused(row.subject, place) else "kept"

    # ---------------------------------------------------------------------------------- conditions

    def _holds(self, condition: Condition, here: Place) -> bool:  # noqa: PLR0911 - a case a kind
        kind, *rest = condition
        if kind == "not":
            return not self._holds(rest[0], here)
        if kind == "and":
            return all(self._holds(part, here) for part in rest[0])
        if kind == "or":
            return any(self._holds(part, here) for part in rest[0])
        if kind == "finding":
            return self._is_asserted(here.about)
        if kind == "reaches":
            return self.reached[rest[0]].get(rest[1], True)
        if kind == "inapplicable":
            return here.rating(self._full(rest[0], here)) is None
        if kind == "differs":
            one, other = here.rating(rest[0]), here.rating(rest[1])
            return one is not None and other is not None and abs(one - other) > rest[2]
        if kind == "caused":
            return self._compared(rest[0], here, *rest[1:3]) is True and here.caused(rest[0])
        return self._counted(kind, rest, here)

    def _counted(self, kind: str, rest: Sequence[Any], here: Place) -> bool:
        found = [self._compared(name, here, *rest[-2:]) for name in self._meant(kind, rest, here)]
        asked = [each for each in found if each is not None]
        quantifier: Any = "any" if kind == "rated" else {0: "every", 1: "any"}.get(rest[0], rest[0])
        if quantifier == "every":
            return all(asked) and (bool(asked) or not found)
        if quantifier == "no":
            return not any(asked)
        return any(asked) if quantifier in {"any", "some"} else sum(asked) >= quantifier

    def _meant(self, kind: str, rest: Sequence[Any], here: Place) -> list[str]:
        if kind == "listed":
            return list(rest[1])
        if kind == "rated":
            return [self._full(rest[0], here)]
        if kind == "elsewhere":
            return [f"{name}.{rest[1]}" for name in self._capabilities() if name != here.capability]
        return [f"{here.capability}.{name}" for name in self._filtered(rest[2], here.capability)]

    def _filtered(self, words: str, capability: str) -> list[str]:
        if words == f"tagged {TAG}":
            own = next(each for each in self.draft.capabilities if each.name == capability)
            return [each.name for each in own.criteria if each.tagged]
        how, _, order = words.split()
        return [
            each.name
            for each in self.draft.attributes
            if (each.level == int(order) if how == "at" else each.level < int(order))
        ]

    def _full(self, name: str, here: Place) -> str:
        return name if name in self.counts else f"{here.capability}.{name}"

    def _compared(self, name: str, here: Place, word: str, ranks: tuple[int, ...]) -> bool | None:
        """Whether a rating is as asked; None where there is none to compare."""
        rank = here.rating(name)
        if rank is None:
            return None
        return {
            "at least": rank >= ranks[0],
            "at most": rank <= ranks[0],
            "below": rank < ranks[0],
            "above": rank > ranks[0],
            "is": rank == ranks[0],
            "is not": rank != ranks[0],
            "is one of": rank in ranks,
        }[word]

    def _is_asserted(self, about: tuple[str, ...]) -> bool:
        finding = self.assessment.findings.get(FINDING)
        if finding is None or finding.answer != "yes":
            return False
        return not finding.subjects or not about or bool(set(finding.subjects) & set(about))


_BOUNDS = {"cap", "lower", "fix", "keep"}


def aggregated(how: Aggregate, scale: DraftScale, ranks: Sequence[Rank], weights: Sequence[Fraction]) -> Rank:
    """Several ratings as one, exactly; what does not apply is left out."""
    there = [(rank, weight) for rank, weight in zip(ranks, weights, strict=True) if rank is not None]
    if not there:
        return None
    lowest_first = sorted(rank for rank, _ in there)
    if how.word == "lowest":
        return lowest_first[0]
    if how.word == "highest":
        return lowest_first[-1]
    if how.word == "at least":
        reached = [
            rank
            for rank in range(len(scale.ratings))
            if sum(each >= rank for each in lowest_first) >= how.least
        ]
        return max(reached, default=0)
    starts = (Fraction(0), *scale.ends[:-1])
    numbers = (
        [(low + high) / 2 for low, high in zip(starts, scale.ends, strict=True)]
        if how.percent
        else scale.codes
    )
    if how.word == "median":
        middle = [numbers[rank] for rank in lowest_first]
        number = (middle[(len(middle) - 1) // 2] + middle[len(middle) // 2]) / 2
    else:
        shares = [weight if how.word == "weighted mean" else Fraction(1) for _, weight in there]
        whole = sum(
            (numbers[rank] * share for (rank, _), share in zip(there, shares, strict=True)), Fraction(0)
        )
        number = whole / sum(shares, Fraction(0))
    if how.percent:
        return sum(number > end for end in scale.ends)
    return rounded(number, scale.codes, how.rounding)


def rounded(number: Fraction, codes: Sequence[Fraction], rounding: str) -> int:
    """The rank whose number is nearest; of two equally near the one that the rounding names."""
    distance = min(abs(number - code) for code in codes)
    near = [rank for rank, code in enumerate(codes) if abs(number - code) == distance]
    if rounding == "even":
        return next((rank for rank in near if rank % 2 == 0), near[0]) if len(near) > 1 else near[0]
    return near[-1] if rounding == "up" else near[0]
