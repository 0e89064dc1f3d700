"""In the derive reading changes name what can be changed by hand, and do what they say in an assessment.

Each set of changes is put into the assessment, which is then evaluated anew: what is rated beneath an
attribute decides whether it is derived, and an evaluation finds that out by itself.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, product
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import assume, event, given, strategies as st

from cxrules import api
from cxrules.engine import evaluate
from cxrules.engine.link import support
from cxrules.model.assessment import Given
from cxrules.model.wishes import Measure, Wishes
from cxrules.plan.values import YES
from cxrules.roadmap.roadmap import Planner
from cxrules.solve.answers import answered_together
from cxrules.solve.changes import proofs, ways_to
from cxrules.solve.gap import gap
from cxrules.solve.goals import goal
from cxrules.solve.interview import questions
from cxrules.solve.unfold import OF_ALL
from tests.laws.running import compiled, evaluated, scope_of, solved
from tests.strategies.assessments import Case, cases
from tests.strategies.models import CAUSE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from cxrules.engine import Evaluation
    from cxrules.model.assessment import Assessment
    from cxrules.solve.answers import Change

pytest.importorskip("highspy")

FEW = 400


class Place(NamedTuple):
    """A subject, and the instance in which it is rated; None: in all of them."""

    subject: str
    instance: str | None


# ------------------------------------------------------------------------- changes of an assessment


def _rated(case: Case, answers: Mapping[Place, str]) -> Iterator[Assessment]:
    """The assessment with other ratings; what was not rated may come with its cause, or without."""
    ways: list[list[Given]] = []
    ratings = list(case.assessment.ratings)
    for place, rating in answers.items():
        before = _said(case, place)
        ratings = [each for each in ratings if each not in before or each.instance != place.instance]
        known = [each for each in before if each.rating is not None]
        causes = tuple(dict.fromkeys(cause for each in known for cause in each.causes))
        given = Given(place.subject, rating, place.instance, causes=causes)
        ways.append([given] if known else [given, given._replace(causes=(CAUSE,))])
    for chosen in product(*ways):
        yield replace(case.assessment, ratings=(*ratings, *chosen))


def _said(case: Case, place: Place) -> list[Given]:
    """What is rated of a subject in an instance: there, or where nothing is, in all of them."""
    said = [each for each in case.assessment.ratings if each.subject == place.subject]
    own = [each for each in said if each.instance is not None and each.instance == place.instance]
    return own or [each for each in said if each.instance is None]


def _surely(case: Case, evaluation: Evaluation, answers: Mapping[Place, str], node: int) -> bool:
    scope = scope_of(case.assessment)
    return all(evaluate(evaluation.plan, each, scope).value(node) == YES for each in _rated(case, answers))


def _places(case: Case) -> dict[str, list[Place]]:
    """Where each subject is rated: in each instance where any has a rating of its own, else once for all."""
    apart = {each.subject for each in case.assessment.ratings if each.instance is not None}
    found = {}
    for subject in case.draft.subjects():
        labels = list(case.assessment.instances) if subject in apart else [None]
        found[subject] = [Place(subject, label) for label in labels]
    return found


def _is_rated(case: Case, place: Place) -> bool:
    if place.instance is None and case.assessment.instances:
        return any(_said(case, Place(place.subject, each)) for each in case.assessment.instances)
    return any(each.rating is not None for each in _said(case, place))


def _by_hand(case: Case) -> dict[Place, list[str]]:
    """What an assessor can rate otherwise, and better: not what is derived from what lies beneath it."""
    draft, values = case.draft, list(case.draft.given.ratings)
    worked_out: set[Place] = set()
    places = _places(case)
    if draft.criteria or draft.together:
        for capability, attribute in product(draft.capabilities, draft.attributes):
            beneath = draft.beneath(capability, attribute)
            name = f"{capability.name}.{attribute.name}"
            if beneath:
                worked_out |= {each for each in places[name] if not _is_given(case, each, beneath)}
    out = {}
    for place in (each for found in places.values() for each in found if each not in worked_out):
        said = _said(case, place)
        if any(each.not_applicable for each in said):
            continue
        ranks = sorted({values.index(each.rating) for each in said if each.rating is not None})
        out[place] = values[ranks[0] + (len(ranks) == 1) if ranks else 0 :]
    return out


def _is_given(case: Case, place: Place, beneath: Sequence[str]) -> bool:
    """Whether an attribute is rated as a whole, and nothing beneath it."""
    return _is_rated(case, place) and not any(
        _is_rated(case, place._replace(subject=each)) for each in beneath
    )


def _named(evaluation: Evaluation, case: Case, changes: Sequence[Change]) -> dict[Place, str]:
    """Changes as an assessor would write them down."""
    places = _places(case)
    found = {}
    for each in changes:
        kind, subject, *_ = evaluation.plan.nodes[each.node].param
        assert kind == "rating"
        label = evaluation.bound.instances[each.instance]
        (place,) = [one for one in places[subject] if one.instance in {None, label}]
        found[place] = list(case.draft.given.ratings)[int(each.after)]
    return found


@solved
@given(st.data(), cases(reading="derive", gaps=6))
def test_changes_reach_a_level_in_the_assessment_and_no_fewer_do(data: st.DataObject, case: Case) -> None:
    assume(case.draft.criteria or case.draft.together)
    assume(not case.assessment.instances)
    evaluation = evaluated(case, compiled(case)[0])
    capability = data.draw(st.sampled_from(sorted(evaluation.plan.capabilities)))
    node = data.draw(st.sampled_from(evaluation.plan.capabilities[capability].reaches))
    assume(evaluation.value(node) != YES and not _is_asked_beside(evaluation, node))
    found = ways_to(evaluation, [node], 4)
    by_hand = _by_hand(case)
    for changes in found.found:
        answers = _named(evaluation, case, changes)
        assert answers.keys() <= by_hand.keys()
        assert _surely(case, evaluation, answers, node)
    size = len(found.found[0]) if found.found else 3
    event(f"sets of {size}" if found.found else "no way")
    fewer = [
        dict(zip(chosen, ratings, strict=True))
        for count in range(min(size, 3))
        for chosen in combinations(by_hand, count)
        for ratings in product(*(by_hand[each] for each in chosen))
    ]
    assume(len(fewer) <= FEW)
    assert not any(_surely(case, evaluation, each, node) for each in fewer)


def _is_asked_beside(evaluation: Evaluation, node: int) -> bool:
    """Whether a truth rests on findings, which are changes as well."""
    rows = evaluation.plan.nodes.walk()
    return any(
        rows[each][0] == "input" and rows[each][2][0] == "finding"
        for each in support(evaluation.plan, [node])
    )


@solved
@given(st.data(), cases(reading="derive", gaps=6))
def test_in_instances_changes_reach_a_level_in_the_assessment(data: st.DataObject, case: Case) -> None:
    assume(case.draft.criteria or case.draft.together)
    assume(case.assessment.instances)
    evaluation = evaluated(case, compiled(case)[0])
    capability = data.draw(st.sampled_from(sorted(evaluation.plan.capabilities)))
    node = data.draw(st.sampled_from(evaluation.plan.capabilities[capability].reaches))
    assume(evaluation.value(node) != YES and not _is_asked_beside(evaluation, node))
    found = [*ways_to(evaluation, [node], 3).found, *proofs(evaluation, [node], 3).found]
    for changes in found:
        event(f"set of {min(len(changes), 4)}")
        assert _surely(case, evaluation, _named(evaluation, case, changes), node)


# --------------------------------------------------------------------------------------- examples


def _derived(project: Path, name: str, method: str | None = None) -> Evaluation:
    return api.evaluate(project / "examples" / f"{name}.yaml", reading="derive", method=method)


def _settings(evaluation: Evaluation, changes: Sequence[Change]) -> dict[str, str]:
    """Changes as they are set in an assessment."""
    plan, out = evaluation.plan, {}
    together = answered_together(evaluation)
    for each in changes:
        kind, name, *rest = plan.nodes[each.node].param
        label = evaluation.bound.instances[each.instance]
        alike = each.node in together or kind in OF_ALL or plan.nodes[each.node].whole
        if kind in {"rating", "choice"}:
            text = (plan.given_values if kind == "rating" else rest[1])[int(each.after)]
        elif kind == "judged":
            text = "yes" if each.after else "no"
        else:
            text = f"{each.after}%" if rest[0] == "percent" else f"{each.after}"
        out[name if alike or label is None else f"{name}@{label}"] = text
    return out


@pytest.mark.parametrize(
    ("name", "method", "wanted", "levels"),
    [
        ("brake-ecu/assessment", None, "SWE.1:2", {"SWE.1": 2}),
        ("brake-ecu/assessment", None, "SYS.5:1", {"SYS.5": 1}),
        ("brake-ecu/assessment", "lowest", "SYS.5:1", {"SYS.5": 1}),
        ("brake-ecu/assessment", "R1", "SYS.5:1", {"SYS.5": 1}),
        ("signal-works/assessment", None, "PMC:2", {"PMC": 2}),
        ("ferry-tickets/assessment", None, "II:2", {"II": 2}),
        ("harbour-hotels/2025", None, "CX.OMN:3", {"CX.OMN": 3}),
    ],
)
def test_the_changes_told_of_an_example_reach_its_level(
    project: Path, name: str, method: str | None, wanted: str, levels: Mapping[str, int]
) -> None:
    evaluation = _derived(project, name, method)
    aims = goal(evaluation, wanted).aims
    found = ways_to(evaluation, [aim.node for aim in aims]).found
    assert found
    for changes in found:
        for each in changes:
            kind, subject, *_ = evaluation.plan.nodes[each.node].param
            assert kind != "rating" or evaluation.plan.subjects[subject].kind != "attribute"
        again = api.what_if(evaluation, _settings(evaluation, changes)).levels()
        assert {name: again[name][0] for name in levels} == levels


def test_of_what_is_not_rated_at_all_criteria_are_asked(project: Path) -> None:
    evaluation = _derived(project, "brake-ecu/assessment")
    found = gap(evaluation, goal(evaluation, "SYS.5:2"))
    criteria = {name for name, each in evaluation.plan.subjects.items() if each.kind != "attribute"}
    (missing,) = found.missing
    assert missing.settling is not None
    assert missing.settling.rests is not None
    assert {each.question.name for each in found.interview} <= criteria
    assert {each.name for each in missing.settling.rests} <= criteria
    assert {f"SYS.5.BP{number}" for number in range(1, 6)} <= {each.name for each in missing.settling.rests}


def test_what_is_rated_as_a_whole_is_changed_as_a_whole(project: Path) -> None:
    """An attribute that has a rating of its own, and none beneath it, counts as it is rated."""
    evaluation = api.what_if(_derived(project, "brake-ecu/assessment"), {"SYS.5.PA.1.1": "P"})
    node = goal(evaluation, "SYS.5:1").aims[0].node
    (way,) = ways_to(evaluation, [node]).found
    assert _settings(evaluation, way) == {"SYS.5.PA.1.1": "L"}
    assert not {each.name for each in questions(evaluation, [node])}


def test_a_roadmap_rates_criteria_and_reaches_the_level(project: Path) -> None:
    evaluation = _derived(project, "brake-ecu/assessment")
    plan = Planner([(evaluation, goal(evaluation, "SYS.5:2"))], Wishes()).roadmap()
    ranks: dict[str, int] = {}
    for step in plan.chosen.everything:
        assert evaluation.plan.subjects[step.subject].kind != "attribute"
        ranks[step.subject] = max(int(step.after or 0), ranks.get(step.subject, 0))
    answers = {name: evaluation.plan.given_values[rank] for name, rank in ranks.items()}
    assert api.what_if(evaluation, answers).levels()["SYS.5"][0] == 2


def test_a_measure_may_rate_what_would_be_worked_out(project: Path) -> None:
    evaluation = _derived(project, "brake-ecu/assessment")
    asked = [(evaluation, goal(evaluation, "SYS.5:1"))]
    measures = {"m": Measure("m", "", 1, 1, {"SYS.5.PA.1.1": "L"})}
    assert [item.id for item in Planner(asked, Wishes(measures=measures)).roadmap().items] == ["m"]
    hurried = Wishes(measures=measures, deadlines={("SYS.5", 1): 1})
    assert [item.id for item in Planner(asked, hurried).roadmap().items] == ["m"]


def test_an_attribute_that_has_to_rise_does_so_by_its_criteria(project: Path) -> None:
    evaluation = _derived(project, "brake-ecu/assessment")
    asked = [(evaluation, goal(evaluation, "SYS.5:1"))]
    plan = Planner(asked, Wishes(fixed=["SYS.5.PA.2.2"])).roadmap()
    named = {step.subject for step in plan.chosen.everything}
    assert any(name.startswith("SYS.5.GP.2.2") for name in named)
