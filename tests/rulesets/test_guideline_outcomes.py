"""Every rule of the guidelines in real assessments: kept, broken, deviated, not triggered, undecidable."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

from cxrules import api
from cxrules.engine.outcome import outcomes
from cxrules.model.assessment import Assessment, Deviation, Finding, Given, Instance
from cxrules.syntax import tree
from tests.rulesets import guideline_cases as cases
from tests.rulesets.guideline_cases import TOP, Facts, Rated
from tests.rulesets.reading import ROOT, read

if TYPE_CHECKING:
    from collections.abc import Mapping

RULES = {each.name.text: each for each in read("automotive-spice/guidelines").all(tree.Rule)}
NARROWED = {
    each.name.text for each in read("automotive-spice/guidelines").all(tree.Word) if each.names_subjects
}


@cache
def _model() -> api.Model:
    return api.load(ROOT / "rulesets" / "automotive-spice")


@cache
def _bounded() -> dict[str, dict[str, str]]:
    """The subjects of each rule in the model, with their processes; of a template the first."""
    found: dict[str, dict[str, str]] = {}
    for each in _model().plan.rules:
        subjects = found.setdefault(each.rule, {})
        if RULES[each.rule].template is None or (not subjects and each.capability != cases.ELSEWHERE):
            subjects[each.subject] = each.capability
    return found


class Trial:
    """One rule at one of its subjects, with the facts that make it ask."""

    def __init__(self, rule: tree.Rule, subject: str, capability: str, way: Facts) -> None:
        self.rule, self.subject, self.capability, self.way = rule, subject, capability, way
        self.other = cases.full(getattr(rule.effect.other, "text", ""), capability)

    def _findings(self, answer: str, about: str) -> dict[str, Finding]:
        return {
            name: Finding(name, answer, (about,) if name in NARROWED else ()) for name in self.way.findings
        }

    def outcome(
        self,
        rated: Rated,
        *,
        ratings: Mapping[str, tuple[str, tuple[str, ...]]] | None = None,
        answer: str = "yes",
        about: str = "",
        deviates: bool = False,
    ) -> str:
        """What becomes of the rule in an assessment that records just this."""
        held = dict(self.way.ratings if ratings is None else ratings)
        if rated.other:
            held[self.other] = (rated.other, ())
        if rated.rating:
            held[self.subject] = (rated.rating, rated.causes)
        name = self.rule.name.text
        asked = [*self.way.ratings, *([self.other] if rated.other else [])]
        assessment = Assessment(
            id="trial",
            model="automotive-spice",
            ratings=cases.given(held),
            findings=self._findings(answer, about or self.subject) if answer else {},
            deviations=(Deviation(name, "Agreed with the sponsor"),) if deviates else (),
            scope=(self.capability, *(_model().plan.subjects[each].capability for each in asked)),
        )
        found = {
            each.outcome
            for each in outcomes(api.evaluate(assessment, _model()))
            if (each.rule.rule, each.rule.subject) == (name, self.subject)
        }
        assert len(found) == 1, f"{name} on {self.subject}: {found}"
        return found.pop()


def _trials(name: str) -> list[Trial]:
    rule = RULES[name]
    return [
        Trial(rule, subject, capability, way)
        for subject, capability in _bounded()[name].items()
        for way in cases.ways(rule.condition, capability)
    ]


@pytest.mark.parametrize("name", RULES)
def test_broken_kept_and_deviated(name: str) -> None:
    for trial in _trials(name):
        verdicts = cases.verdicts(trial.rule, trial.way, trial.capability)
        for rated in verdicts.broken:
            assert trial.outcome(rated) == "broken", (trial.subject, rated)
        for rated in verdicts.kept:
            assert trial.outcome(rated) == "kept", (trial.subject, rated)
        for rated in verdicts.undecidable:
            assert trial.outcome(rated) == "undecidable", (trial.subject, rated)
        assert trial.outcome(verdicts.broken[0], deviates=True) == "deviated", trial.subject


@pytest.mark.parametrize("name", [name for name in RULES if RULES[name].condition is not None])
def test_not_triggered_while_nothing_makes_it_ask(name: str) -> None:
    for trial in _trials(name):
        rated = cases.verdicts(trial.rule, trial.way, trial.capability).broken[0]
        fine = dict.fromkeys(trial.way.ratings, (TOP, ()))
        assert trial.outcome(rated, ratings=fine, answer="") == "not-triggered", trial.subject
        if trial.way.findings:
            assert trial.outcome(rated, answer="no") == "not-triggered", trial.subject
            if set(trial.way.findings) <= NARROWED:
                assert trial.outcome(rated, about="SPL.2.BP8") == "not-triggered", trial.subject


@pytest.mark.parametrize("name", RULES)
def test_undecidable_while_something_is_open(name: str) -> None:
    for trial in _trials(name):
        rated = cases.verdicts(trial.rule, trial.way, trial.capability).broken[0]
        assert trial.outcome(Rated("", (), rated.other)) == "undecidable", trial.subject
        if trial.way.findings:
            assert trial.outcome(rated, answer="open") == "undecidable", trial.subject
        elif trial.way.ratings:
            assert trial.outcome(rated, ratings={}) == "undecidable", trial.subject


def _reads_causes(rule: tree.Rule) -> bool:
    return any(causes for way in cases.ways(rule.condition, "SWE.1") for _, causes in way.ratings.values())


@pytest.mark.parametrize("name", [name for name, rule in RULES.items() if _reads_causes(rule)])
def test_a_rating_for_another_reason_does_not_make_it_ask(name: str) -> None:
    for trial in _trials(name):
        rated = cases.verdicts(trial.rule, trial.way, trial.capability).broken[0]
        others = {
            subject: (rating, (cases.FOREIGN_CAUSE,)) for subject, (rating, _) in trial.way.ratings.items()
        }
        assert trial.outcome(rated, ratings=others) == "not-triggered", trial.subject


def test_rules_written_once_bound_every_process() -> None:
    processes = list(_model().plan.capabilities)
    for name, rule in RULES.items():
        if rule.template is not None and rule.template.kind == "capability":
            bounded = [each.capability for each in _model().plan.rules if each.rule == name]
            assert list(dict.fromkeys(bounded)) == processes, name
            assert len(bounded) == len(processes) * len(rule.effect.subjects), name


def _subjects(name: str) -> list[str]:
    return [each.subject for each in _model().plan.rules if each.rule == name]


def test_rules_about_links_and_communication_bound_the_practices_that_do_this() -> None:
    criteria = {
        f"{capability.name.text}.{part.name.text}": part
        for capability in read("automotive-spice").all(tree.Capability)
        for part in capability.parts
        if isinstance(part, tree.Criterion)
    }
    for tag, names in (("trace", ("TAC.RL.1", "TAC.RL.2", "TAC.RL.3")), ("comm", ("COM.RL.1",))):
        wanted = [name for name, part in criteria.items() if tag in cases.tags(part)]
        for name in names:
            assert _subjects(name) == wanted, name
    for name in ("MBD.RL.1", "MBD.RL.2", "MBD.RL.3", "MBD.RL.4"):
        assert _subjects(name) == list(criteria), name


def test_wrong_samples_lower_the_practices_that_run_checks() -> None:
    assert sorted(_subjects("APA.RL.5")) == [
        "SWE.4.BP3", "SWE.5.BP4", "SWE.5.BP5", "SWE.6.BP3", "SYS.4.BP3", "SYS.5.BP3",
    ]  # fmt: skip


def test_a_rule_that_several_facts_break_is_broken_once() -> None:
    """Three findings lower the same practice: it is below the top, and not three steps below it."""
    names = ("partner-plans-inconsistent", "release-dates-miss-scope", "subproject-plans-inconsistent")
    assessment = Assessment(
        id="trial",
        model="automotive-spice",
        ratings=cases.given({"MAN.3.BP9": ("L", ()), "MAN.3.BP8": ("L", ())}),
        findings={name: Finding(name, "yes") for name in names},
    )
    ended = {
        each.rule.rule: each.outcome
        for each in outcomes(api.evaluate(assessment, _model()))
        if each.rule.subject == "MAN.3.BP9"
    }
    assert {ended[name] for name in ("DEX.RL.2", "MAN.3.RL.12", "MAN.3.RL.15")} == {"kept"}


def test_ratings_are_held_against_a_rule_in_each_instance() -> None:
    """Joined, the two instances are below the top; one by one, the first is not."""
    rated = {"a": "F", "b": "N"}
    assessment = Assessment(
        id="trial",
        model="automotive-spice",
        method="mean",
        instances={name: Instance(name) for name in rated},
        ratings=tuple(Given("MAN.3.BP9", rating, name) for name, rating in rated.items()),
        findings={"partner-plans-inconsistent": Finding("partner-plans-inconsistent", "yes")},
    )
    (found,) = (each for each in outcomes(api.evaluate(assessment)) if each.rule.rule == "DEX.RL.2")
    assert (found.outcome, found.by_instance) == ("broken", {"a": "broken", "b": "kept"})
