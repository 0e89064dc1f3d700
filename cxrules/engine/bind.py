"""What an assessment answers to each input of a plan, per instance.

A rating without instance holds for every instance that has none of its own. Assessors who disagree leave the
value open between the lowest and the highest of their ratings. What is out of scope or not applicable is
outside: no comparison with it holds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxrules.engine.joins import Joins
from cxrules.engine.link import Link, data_beneath, link
from cxrules.engine.waivers import NOTHING, Waived, in_force, waive
from cxrules.plan.values import NO, OPEN, OUTSIDE, YES, Value

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from fractions import Fraction

    from cxrules.model.assessment import Assessment, Finding, Given, Waiver
    from cxrules.plan import Plan


class Bound(NamedTuple):
    """Input values and, per instance, the ratings that count there by subject."""

    instances: Sequence[str | None]
    weights: Sequence[Fraction | int]
    arrays: list[list[Value]]
    ratings: list[dict[str, list[Given]]]
    scope: Collection[str]
    not_applicable: Mapping[str, Given]
    joins: Joins
    waived: Waived = NOTHING
    recorded: Sequence[Mapping[str, Sequence[Given]]] = ()

    def said(self, subject: str, instance: int) -> Sequence[Given]:
        """What is recorded of a subject in an instance: its ratings, and what has none."""
        said = self.ratings[instance].get(subject, ())
        return (*said, *self.recorded[instance].get(subject, ())) if self.recorded else said


def bind(
    plan: Plan,
    assessment: Assessment,
    scope: Collection[str] | None = None,
    waivers: Sequence[Waiver] | None = None,
) -> Bound:
    """Answer the plan's inputs. Without a scope it is what is rated, and what the view and the target name.

    `waivers` are those that count; None: those in force on the assessment's day.

    Names the plan does not know are passed over here: reading the assessment has reported them.
    """
    made = link(plan)
    covered = _scope(plan, made, assessment) if scope is None else frozenset(scope)
    instances: Sequence[str | None] = tuple(assessment.instances) or (None,)
    stated = _inapplicable(plan, assessment)
    not_applicable = _left_out(plan)
    not_applicable |= {
        name: next(iter(said.values()))
        for name, said in stated.items()
        if None in said or all(instance in said for instance in instances)
    }
    weights = [each.weight for each in assessment.instances.values()] or [1]
    arrays, ratings = [], []
    outside = [name for name in plan.capabilities if name not in covered or name in not_applicable]
    for instance in instances:
        values = made.blank.copy()
        chosen = _chosen(assessment.ratings, instance)
        decided = _decided(made, assessment, chosen)
        _rate(made, values, decided)
        for name in [*outside, *(each for each, said in stated.items() if instance in said)]:
            for node in made.of_capability.get(name, ()):
                values[node] = OUTSIDE
        for node, subjects in made.beneath:
            values[node] = YES if any(_is_rated(decided.get(name, ())) for name in subjects) else NO
        arrays.append(values)
        ratings.append(chosen)
    _answer_whole(plan, made, assessment, arrays)
    recorded = [_chosen(assessment.recorded, each) for each in instances] if assessment.recorded else ()
    bound = Bound(
        instances, weights, arrays, ratings, covered, not_applicable, Joins(weights), recorded=recorded
    )
    if made.stated:
        from cxrules.engine.stated import answer_stated

        answer_stated(plan, made, assessment, bound)
        _answer_known(plan, made, arrays)
    counting = in_force(assessment) if waivers is None else waivers
    return bound._replace(waived=waive(plan, made, counting, arrays, ratings)) if counting else bound


def _answer_known(plan: Plan, made: Link, arrays: Sequence[list[Value]]) -> None:
    """What is rated by stated or measured values is derived from, as soon as one of them is known."""
    for node, subjects in made.by_data:
        places = data_beneath(plan, made, node, subjects)
        known = [values for values in arrays if any(_is_known(made, values, place) for place in places)]
        for values in arrays if known and plan.nodes[node].whole else known:
            values[node] = YES


def _is_known(made: Link, values: Sequence[Value], place: int) -> bool:
    return values[place] not in {made.blank[place], OUTSIDE}


def _left_out(plan: Plan) -> dict[str, Given]:
    """The capabilities that a profile leaves out, with its reason."""
    dropped = plan.tailoring.dropped() if plan.tailoring.profile else {}
    if not dropped:
        return {}
    from cxrules.model.assessment import Given

    said = f"left out by the profile {plan.tailoring.profile}"
    return {
        name: Given(name, None, not_applicable=f"{said}: {reason}")
        for name, reason in dropped.items()
        if name in plan.capabilities
    }


def _inapplicable(plan: Plan, assessment: Assessment) -> dict[str, dict[str | None, Given]]:
    """Capabilities that are stated not to apply: in an instance, or under None in all of them."""
    stated: dict[str, dict[str | None, Given]] = {}
    for each in assessment.ratings:
        if each.not_applicable is not None and each.subject in plan.capabilities:
            stated.setdefault(each.subject, {})[each.instance] = each
    return stated


def _scope(plan: Plan, made: Link, assessment: Assessment) -> frozenset[str]:
    of = made.capability_of
    said = (*assessment.ratings, *assessment.recorded)
    rated = {of[each.subject] for each in said if each.subject in of}
    if assessment.values and plan.answers.inputs:
        stated = {plan.capability_of(name.rpartition(".")[0]) for name in assessment.values}
        rated.update(name for name in stated if name is not None)
        if None in stated:  # what is stated for the whole model speaks of all of it
            rated.update(plan.capabilities)
    if assessment.view is not None:
        rated.update(plan.scopes.get(assessment.view, ()))
    return frozenset(rated.union(target_levels(plan, assessment)))


def target_levels(plan: Plan, assessment: Assessment) -> Mapping[str, int]:
    """The level demanded of each capability, none where the assessment has no target."""
    target = assessment.target
    if target is None:
        return {}
    if isinstance(target, str):
        return plan.targets[target].levels if target in plan.targets else {}
    return target


def _chosen(ratings: Sequence[Given], instance: str | None) -> dict[str, list[Given]]:
    """The ratings that count in an instance: its own, and where it has none those for all."""
    if instance is None:
        once = {each.subject: [each] for each in ratings}
        if len(once) == len(ratings):
            return once
    chosen: dict[str, list[Given]] = {}
    own: dict[str, list[Given]] = {}
    for each in ratings:
        if each.instance is None:
            chosen.setdefault(each.subject, []).append(each)
        elif each.instance == instance:
            own.setdefault(each.subject, []).append(each)
    chosen.update(own)
    return chosen


def _decided(
    made: Link, assessment: Assessment, chosen: Mapping[str, Sequence[Given]]
) -> Mapping[str, Sequence[Given]]:
    """The ratings that count where several assessors rated, or a rule says who decides."""
    if assessment.consensus is None and all(len(said) == 1 for said in chosen.values()):
        return chosen
    from cxrules.engine.consensus import settled_ratings

    return settled_ratings(assessment, chosen, made.ranks)


def _rate(made: Link, values: list[Value], chosen: Mapping[str, Sequence[Given]]) -> None:
    ratings, ranks, causes = made.ratings, made.ranks, made.causes
    for name, said in chosen.items():
        node = ratings.get(name)
        if node is None:
            continue
        rating = said[0].rating
        value = OUTSIDE if rating is None else ranks.get(rating)
        if value is None:
            continue
        values[node] = value if len(said) == 1 else _spread(said, ranks, values[node])
        if name in causes:
            recorded = {cause for each in said for cause in each.causes} if len(said) > 1 else said[0].causes
            for place, only, wanted in causes[name]:
                if recorded:
                    values[place] = _caused(frozenset(recorded), wanted, only=only)
                else:
                    values[place] = OPEN if only else NO


def _is_rated(said: Sequence[Given]) -> bool:
    """Whether there is a rating; a statement that something does not apply is none."""
    return any(each.rating is not None for each in said)


def _spread(said: Sequence[Given], ranks: Mapping[str, Value], unknown: Value) -> Value:
    """Several assessors: their common rating, or the range between them."""
    given = (each.rating for each in said if each.rating is not None)
    found = [ranks[rating] for rating in given if rating in ranks]
    if not found:
        return OUTSIDE if all(each.rating is None for each in said) else unknown
    return (min(low for low, _ in found), max(high for _, high in found))  # type: ignore[type-var] # ranks


def _caused(recorded: frozenset[str], wanted: frozenset[str], *, only: bool) -> Value:
    """Whether a wanted cause is recorded; with `only`, whether no other is."""
    return YES if (recorded <= wanted if only else recorded & wanted) else NO


def _answer_whole(plan: Plan, made: Link, assessment: Assessment, arrays: list[list[Value]]) -> None:
    """What is the same for every instance: findings, deviations, how far up the assessment goes."""
    answers = _findings(made, assessment)
    if assessment.deviations:
        for node, rule, subject in made.deviated:
            if is_deviated(assessment, rule, subject, plan):
                answers.append((node, YES))
    if assessment.up_to_level is not None:
        answers += [(node, NO) for node, order in made.within if order > assessment.up_to_level]
    for node in made.whole_causes:
        found = [values[node] for values in arrays]
        answers.append((node, (max(low for low, _ in found), max(high for _, high in found))))  # type: ignore[type-var] # truths
    for node, _ in made.beneath:
        if plan.nodes[node].whole and any(values[node] == YES for values in arrays):
            answers.append((node, YES))
    for values in arrays:
        for node, value in answers:
            values[node] = value


def _findings(made: Link, assessment: Assessment) -> list[tuple[int, Value]]:
    answers: list[tuple[int, Value]] = []
    for name, finding in assessment.findings.items():
        answer = {"yes": YES, "open": OPEN}.get(finding.answer, NO)
        answers += [
            (node, answer) for node, asked in made.findings.get(name, ()) if _is_asked(finding, asked)
        ]
    return answers


def _is_asked(finding: Finding, asked: Collection[str]) -> bool:
    """Whether a finding speaks of a subject that a rule asks for; without subjects it always does."""
    return not finding.subjects or not asked or any(subject in asked for subject in finding.subjects)


def is_deviated(assessment: Assessment, rule: str, subject: str, plan: Plan) -> bool:
    """Whether a deviation from a rule is recorded that covers a subject, or the subject's capability."""
    known = plan.subjects.get(subject)
    names = {subject, known.capability if known else subject}
    return any(
        each.rule == rule and (not each.subjects or names.intersection(each.subjects))
        for each in assessment.deviations
    )
