"""Shared by the tests of the two CMMI models: the loaded model, ids of the reference, and assessments."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from cxrules import api
from cxrules.model.assessment import Assessment, Given, Instance
from cxrules.workspace.loading import load_ruleset
from tests.rulesets.reading import ROOT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cxrules.engine import Evaluation
    from cxrules.model.ruleset import Ruleset

HIGHEST_TITLE = 60
"""Characters: titles are short paraphrases, and no sentence of a published text."""


@cache
def ruleset(name: str) -> Ruleset:
    """A shipped model as the checker sees it."""
    found, problems = load_ruleset(str(ROOT / "rulesets" / name))
    assert found is not None, problems
    assert problems == []
    return found


@cache
def model(name: str, method: str | None = None) -> api.Model:
    """A shipped model, ready to evaluate."""
    return api.load(ROOT / "rulesets" / name, method)


def dotted(capability: str, name: str) -> str:
    """The full id of `SP 1.1` or `CAR 1.1` in a capability."""
    return f"{capability}.{name.removeprefix(capability).strip().replace(' ', '.')}"


def evaluated(
    name: str, ratings: Mapping[str, str], *, without: tuple[str, ...] = (), view: str | None = None
) -> Evaluation:
    """An assessment with these ratings, and with capabilities that are stated not to apply."""
    given = [Given(subject, rating) for subject, rating in ratings.items()]
    given += [Given(each, None, not_applicable="There is none", approved_by="lead") for each in without]
    return api.evaluate(Assessment(id="trial", model=name, ratings=tuple(given), view=view), model(name))


def organisation(evaluation: Evaluation) -> dict[str, tuple[int, int]]:
    """The guaranteed and the possible level of each list of levels of the organisation."""
    found = evaluation.result()["organisation"]
    return {each["id"]: (each["level"], each["possible"]) for each in (found, *found["others"])}


def rolled_up(
    name: str, scale: Sequence[str], mixtures: Sequence[tuple[str, ...]], method: str | None = None
) -> dict[tuple[str, ...], tuple[str, str]]:
    """What becomes of mixtures over several instances: each is a practice of one assessment."""
    held = model(name, method)
    subjects = [each for each in held.plan.subjects if held.plan.kind(each) == "criterion"]
    of = dict(zip(mixtures, subjects, strict=False))
    assert len(of) == len(mixtures), "there are more mixtures than practices"
    instances = [f"i{place}" for place in range(len(mixtures[0]))]
    given = [
        Given(subject, value, instance)
        for mixture, subject in of.items()
        for instance, value in zip(instances, mixture, strict=True)
    ]
    assessment = Assessment(
        id="trial", model=name, instances={each: Instance(each) for each in instances}, ratings=tuple(given)
    )
    evaluation = api.evaluate(assessment, held)
    found = {}
    for mixture, subject in of.items():
        low, high = evaluation.value(held.plan.subjects[subject].whole)
        found[mixture] = (scale[int(low or 0)], scale[int(high or 0)])
    return found
