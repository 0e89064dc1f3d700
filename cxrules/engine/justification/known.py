"""What all parts of a justification ask of one evaluation, found once: its result by subject, its names."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from cxrules.engine.because import Story
from cxrules.engine.justification.binding import bound_to
from cxrules.engine.justification.statement import NOTHING, Argument, Named, Quote, Word, most, state
from cxrules.engine.link import link, support
from cxrules.engine.outcome import Outcome, outcomes
from cxrules.model.speech import ENGLISH, Speech

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from cxrules.engine.evaluation import Evaluation
    from cxrules.engine.justification.statement import Statement
    from cxrules.model.assessment import Given
    from cxrules.plan.plan import CapabilityNodes

_PLURALS = ("s", "x", "ch", "sh")


class Known:
    """One evaluation, and how its things are named."""

    def __init__(self, evaluation: Evaluation, say: Speech = ENGLISH) -> None:
        """Take the evaluation that is justified, and the language of what is told of values."""
        self.evaluation, self.plan, self.bound = evaluation, evaluation.plan, evaluation.bound
        self.assessment = evaluation.assessment
        self.result = evaluation.result()
        self.story = Story(evaluation, say)

    @cached_property
    def entries(self) -> Mapping[str, Mapping[str, Any]]:
        """What the result says of each capability."""
        return {each["id"]: each for each in self.result["capabilities"]}

    @cached_property
    def outcomes(self) -> Mapping[str, Sequence[Outcome]]:
        """What became of the rules, by capability; those of the whole model under no name."""
        found: dict[str, list[Outcome]] = {}
        for each in outcomes(self.evaluation):
            found.setdefault(each.rule.capability, []).append(each)
        return found

    @cached_property
    def given(self) -> Mapping[str, Sequence[tuple[str, Sequence[Given]]]]:
        """For each subject the ratings that were given, once where all instances share them."""
        found: dict[str, dict[str, Sequence[Given]]] = {}
        for name, chosen in zip(self.bound.instances, self.bound.ratings, strict=True):
            for subject, said in chosen.items():
                place = "" if name is None or said[0].instance is None else name
                found.setdefault(subject, {}).setdefault(place, said)
        return {subject: tuple(places.items()) for subject, places in found.items()}

    @cached_property
    def remarked(self) -> Mapping[str, Sequence[Given]]:
        """The recorded ratings of each subject, in the order of the file."""
        found: dict[str, list[Given]] = {}
        for each in self.assessment.ratings:
            found.setdefault(each.subject, []).append(each)
        return found

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """The titles of ratings."""
        return dict(self.plan.scale_values)

    @cached_property
    def bound_to(self) -> tuple[Statement, ...]:
        """What everything said here is bound to."""
        return bound_to(self.evaluation)

    # ------------------------------------------------------------------------------------ subjects

    def subjects(self, name: str) -> list[str]:
        """The attributes and criteria of a capability whose levels are assessed."""
        nodes, top = self.plan.capabilities[name], self.assessment.up_to_level
        found = [*nodes.attributes, *nodes.criteria]
        return found if top is None else [each for each in found if self.plan.level_of(each) <= top]

    def is_attribute(self, name: str) -> bool:
        """Whether a subject is an attribute of its capability."""
        known = self.plan.subjects.get(name)
        return known is not None and known.kind == "attribute"

    def nodes(self, name: str) -> CapabilityNodes:
        """The nodes of a capability."""
        return self.plan.capabilities[name]

    def rests_on(self, name: str, asked: Collection[str]) -> bool:
        """Whether a rating that the model decides rests on one of these subjects."""
        nodes = [each.node for each in self.plan.values if (each.subject, each.name) == (name, "rating")]
        below, made = support(self.plan, nodes), link(self.plan)
        return any(made.ratings.get(each) in below for each in asked)

    # --------------------------------------------------------------------------------------- names

    def subject(self, name: str) -> Named:
        """A subject with its title."""
        return Named("subject", name, self.plan.title(name))

    def subject_list(self, names: Iterable[str]) -> tuple[Argument, ...]:
        """Subjects by their ids."""
        return most([Named("subject", name) for name in names])

    def evidence(self, name: str) -> Named:
        """A piece of evidence with its title, an interview with the role that was asked."""
        found = self.assessment.evidence.get(name)
        return Named("evidence", name, (found.title or found.role or found.note) if found else "")

    def evidence_ids(self, names: Iterable[str]) -> tuple[Argument, ...]:
        """Evidence by its ids."""
        return most([Named("evidence", name) for name in dict.fromkeys(names)])

    def person(self, name: str) -> Named:
        """An assessor; with the name where it is known."""
        found = self.assessment.assessors.get(name)
        return Named("person", (found.name if found and found.name else name))

    def rule(self, name: str) -> Named:
        """A rule with its title."""
        text = self.plan.rule_texts.get(name)
        return Named("rule", name, text.title if text else "")

    def rating(self, name: str | None) -> Named:
        """A rating with its title."""
        return Named("rating", name or "?", self.titles.get(name or "", ""))

    def level(self, order: int | None) -> Named:
        """A level with its name."""
        return Named("level", str(order), self.plan.level_names.get(order or 0, ""))

    def instance(self, name: str) -> Named:
        """An instance with its title."""
        found = self.assessment.instances.get(name)
        return Named("instance", name, found.title if found else "")

    def target(self) -> Named:
        """The target of the assessment."""
        told = self.result["target"] or {}
        return Named("target", told.get("id") or "", told.get("title") or "")

    def term(self, kind: str, count: int) -> Word:
        """The model's own word for things of a kind, as many as there are."""
        word = self.plan.terms.get(kind, kind)
        return Word(f"term.{word}", word if count == 1 else _plural(word), count)

    # ------------------------------------------------------------------------------------- phrases

    def by(self, names: Iterable[str | None]) -> Argument:
        """Who rated, as a phrase; nothing where nobody is named."""
        people = tuple(self.person(each) for each in dict.fromkeys(names) if each)
        return state("phrase.by", people=people) if people else NOTHING

    def on(self, names: Iterable[str], key: str = "phrase.on-evidence") -> Argument:
        """The evidence, as a phrase; nothing where there is none."""
        found = self.evidence_ids(names)
        return state(key, evidence=found) if found else NOTHING

    def within(self, instance: str | None) -> Argument:
        """In which instance, as a phrase; nothing where there is only one, or all are meant."""
        return state("phrase.in", instance=Named("instance", instance)) if instance else NOTHING

    @staticmethod
    def because(reason: str) -> Argument:
        """The reason of a rule, as a phrase."""
        return state("phrase.because", reason=Quote(reason.rstrip("."))) if reason else NOTHING


def _plural(word: str) -> str:
    if word == "criterion":
        return "criteria"
    if word.endswith(_PLURALS):
        return f"{word}es"
    return f"{word[:-1]}ies" if word.endswith("y") and word[-2:-1] not in "aeiou" else f"{word}s"
