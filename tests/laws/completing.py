"""What is still open in a case, and every way to settle it. Tests nothing itself."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from cxrules.model.assessment import Assessment, Given
from tests.strategies.models import CAUSE, FINDING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.strategies.assessments import Case
    from tests.strategies.models import DraftAttribute, DraftCapability


class Gap(NamedTuple):
    """A subject that is open in an instance, and the ratings that may close it, lowest first."""

    subject: str
    instance: str | None
    ratings: tuple[Given, ...]


class Completing:
    """Knows what is open in a case.

    Criteria beneath an attribute that was rated as a whole are not open: with the first of them rated, the
    derive reading would put what it derives in the place of what was given.
    """

    def __init__(self, case: Case) -> None:
        """Take a case."""
        self.case, self.assessment = case, case.assessment
        self.instances: Sequence[str | None] = list(case.assessment.instances) or [None]
        names = {each.name for each in case.draft.capabilities}
        self.stated = [each for each in self.assessment.ratings if each.subject in names]
        self.settled = {
            (name, instance)
            for capability in case.draft.capabilities
            for attribute in case.draft.attributes
            for name, instance in self._settled(capability, attribute)
        }
        self.gaps = [
            gap
            for name in case.draft.subjects()
            for instance in self.instances
            if (gap := self._gap(name, instance)) is not None
        ]
        finding = self.assessment.findings.get(FINDING)
        self.answers = ("no", "yes") if finding is not None and finding.answer == "open" else ()

    def count(self) -> int:
        """In how many ways all of it can be settled."""
        ways = max(len(self.answers), 1)
        for gap in self.gaps:
            ways *= len(gap.ratings)
        return ways

    def every(self) -> Iterator[Assessment]:
        """The assessment settled in every way."""
        for number in range(self.count()):
            yield self.way(number)

    def way(self, number: int) -> Assessment:
        """One way of settling everything, by its number."""
        chosen = []
        for gap in self.gaps:
            number, place = divmod(number, len(gap.ratings))
            chosen.append(gap.ratings[place])
        answer = self.answers[number % len(self.answers)] if self.answers else ""
        return self._settle(chosen, answer)

    def lowest(self) -> Assessment:
        """Everything open rated as low as it can be."""
        return self._settle([gap.ratings[0] for gap in self.gaps])

    def highest(self) -> Assessment:
        """Everything open rated as high as it can be."""
        return self._settle([gap.ratings[-1] for gap in self.gaps])

    def _settle(self, chosen: Sequence[Given], answer: str = "") -> Assessment:
        closed = {(each.subject, each.instance): each for each in chosen}
        ratings = [*self.stated, *chosen]
        for name, instance in product(self.case.draft.subjects(), self.instances):
            if (name, instance) not in closed:
                ratings += [each._replace(instance=instance) for each in self.said(name, instance)]
        findings = dict(self.assessment.findings)
        if answer:
            findings[FINDING] = findings[FINDING]._replace(answer=answer)
        return replace(self.assessment, ratings=tuple(ratings), findings=findings)

    def said(self, subject: str, instance: str | None) -> list[Given]:
        """What counts in an instance: its own ratings, else those for all."""
        said = [each for each in self.assessment.ratings if each.subject == subject]
        own = [each for each in said if each.instance == instance]
        return own or [each for each in said if each.instance is None]

    def _gap(self, subject: str, instance: str | None) -> Gap | None:
        values, said = self.case.draft.given.ratings, self.said(subject, instance)
        if not said and (subject, instance) not in self.settled:
            every = [Given(subject, value, instance, causes=(CAUSE,)) for value in values[:-1]]
            return Gap(subject, instance, (*_with_and_without(every), Given(subject, values[-1], instance)))
        ranks = sorted({values.index(each.rating) for each in said if each.rating is not None})
        if len(ranks) < 2:
            return None
        causes = tuple(dict.fromkeys(cause for each in said for cause in each.causes))
        between = values[ranks[0] : ranks[-1] + 1]
        return Gap(
            subject, instance, tuple(Given(subject, each, instance, causes=causes) for each in between)
        )

    def _settled(
        self, capability: DraftCapability, attribute: DraftAttribute
    ) -> Iterator[tuple[str, str | None]]:
        draft, name = self.case.draft, f"{capability.name}.{attribute.name}"
        if self.case.reading == "audit" or not (draft.criteria or draft.together):
            return
        beneath = draft.beneath(capability, attribute)
        for group in [self.instances] if draft.together else [[each] for each in self.instances]:
            rated = any(
                each.rating is not None
                for one in beneath
                for instance in group
                for each in self.said(one, instance)
            )
            if not rated and any(self.said(name, instance) for instance in group):
                yield from product(beneath, group)


def derived_throughout(case: Case) -> Case:
    """The same case with something rated beneath each attribute everywhere, where ratings are derived."""
    draft, found = case.draft, case
    if draft.criteria is None and draft.together is None:
        return case
    for capability, attribute in product(draft.capabilities, draft.attributes):
        beneath = draft.beneath(capability, attribute)
        for place in Completing(case).instances:
            if not any(each.rating for one in beneath for each in Completing(found).said(one, place)):
                others = [
                    each
                    for each in found.assessment.ratings
                    if (each.subject, each.instance) != (beneath[0], place)
                ]
                ratings = (*others, Given(beneath[0], draft.given.ratings[0], place))
                found = found._replace(assessment=replace(found.assessment, ratings=ratings))
    return found


def _with_and_without(ratings: Sequence[Given]) -> list[Given]:
    """Each rating with its cause, then without."""
    return [way for each in ratings for way in (each, each._replace(causes=()))]
