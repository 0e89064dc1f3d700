"""What became of each rule: kept, broken, deviated, not triggered, undecidable.

In the audit reading the given ratings are held against the rule; in the derive reading the rule has already
bound what is derived, and what was applied ends as kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxrules.engine.asked import CAUSES_OF, missing
from cxrules.engine.bind import is_deviated
from cxrules.engine.words import Words
from cxrules.model.speech import ENGLISH, Speech
from cxrules.plan.decisive import for_decision
from cxrules.plan.values import NO, OPEN, OUTSIDE, YES, Value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from cxrules.engine.evaluation import Evaluation
    from cxrules.model.assessment import Deviation
    from cxrules.plan.plan import RuleNodes

WORST = ("broken", "undecidable", "deviated", "kept", "not-triggered")


class Outcome(NamedTuple):
    """A rule for one subject; `by_instance` is empty without instances, `missing` is what must be rated."""

    rule: RuleNodes
    outcome: str
    by_instance: dict[str, str]
    message: str
    deviation: Deviation | None
    missing: tuple[str, ...]


def outcomes(evaluation: Evaluation) -> list[Outcome]:
    """Each rule whose subject lies in scope and at a level that is assessed, in the order of the model."""
    return list(_outcomes(evaluation))


def _outcomes(evaluation: Evaluation) -> Iterator[Outcome]:
    plan, bound = evaluation.plan, evaluation.bound
    words = Words(plan)
    assessed = _assessed(evaluation)
    places = range(len(bound.arrays))
    for rule in plan.rules:
        if not assessed(rule):
            continue
        found = [_outcome(evaluation, rule, place) for place in places]
        worst = found[0] if len(found) == 1 else min(found, key=WORST.index)
        names = {str(name): one for name, one in zip(bound.instances, found, strict=True) if name is not None}
        if worst in {"kept", "not-triggered"}:  # nearly all rules, and nothing more to say of them
            yield Outcome(rule, worst, names, "", None, ())
            continue
        deviation = _deviation(evaluation, rule) if worst == "deviated" else None
        missing = missing_for(evaluation, rule) if worst == "undecidable" else ()
        outcome = Outcome(rule, worst, names, "", deviation, missing)
        yield outcome._replace(message=_message(evaluation, words, outcome, found.index(worst)))


def _assessed(evaluation: Evaluation) -> Callable[[RuleNodes], bool]:
    """Tell whether the subject of a rule lies in scope and at a level that is assessed."""
    plan, bound = evaluation.plan, evaluation.bound
    inside = (bound.scope - bound.not_applicable.keys()) | {""}
    most = evaluation.assessment.up_to_level
    if most is None:
        return lambda rule: rule.capability in inside
    deep_enough = {
        name: plan.level_of(name) <= most
        for name in {rule.subject for rule in plan.rules if rule.capability in inside}
    }
    return lambda rule: rule.capability in inside and deep_enough[rule.subject]


def _outcome(evaluation: Evaluation, rule: RuleNodes, instance: int) -> str:
    when = evaluation.value(rule.when, instance) if rule.when >= 0 else YES
    holds = evaluation.value(rule.holds, instance) if rule.holds >= 0 else NO
    if when in {NO, OUTSIDE}:
        return "not-triggered"
    if holds in {YES, OUTSIDE}:
        return "kept"
    if OPEN in {when, holds}:
        return "undecidable"
    if _is_waived(evaluation, rule, instance):
        return "kept"
    return (
        "deviated"
        if is_deviated(evaluation.assessment, rule.rule, rule.subject, evaluation.plan)
        else "broken"
    )


def _is_waived(evaluation: Evaluation, rule: RuleNodes, instance: int) -> bool:
    """Whether what was given keeps a rule, and only a waiver lifts the rating above it."""
    if rule.holds < 0 or rule.subject not in evaluation.bound.waived.by:
        return False
    return evaluation.unwaived().value(rule.holds, instance) in {YES, OUTSIDE}


def _deviation(evaluation: Evaluation, rule: RuleNodes) -> Deviation | None:
    names = {rule.subject, rule.capability}
    for each in evaluation.assessment.deviations:
        if each.rule == rule.rule and (not each.subjects or names.intersection(each.subjects)):
            return each
    return None


def missing_for(evaluation: Evaluation, rule: RuleNodes, say: Speech = ENGLISH) -> tuple[str, ...]:
    """What must be rated or recorded before a rule can be decided."""
    found: dict[str, None] = {}
    for instance in range(len(evaluation.bound.arrays)):
        for node in (rule.when, rule.holds):
            if node >= 0:
                found.update(dict.fromkeys(open_inputs(evaluation, node, instance, say)))
    causes = say(CAUSES_OF, "")
    rated = {name for name in found if not name.startswith(causes)}
    return tuple(name for name in found if name in rated or name.removeprefix(causes) not in rated)


def open_inputs(evaluation: Evaluation, node: int, instance: int = 0, say: Speech = ENGLISH) -> list[str]:
    """The open inputs that a node's open value rests on, in words; none for a known value."""
    nodes = evaluation.plan.nodes
    found = _open_inputs(evaluation, node, instance, set())
    return list(dict.fromkeys(missing(nodes[each].param, say) for each in found))


def _open_inputs(evaluation: Evaluation, node: int, instance: int, seen: set[int]) -> dict[int, None]:
    found: dict[int, None] = {}
    stack = [node]
    while stack:
        each = stack.pop()
        value: Value = evaluation.value(each, instance)
        if each in seen or value[0] == value[1]:
            continue
        seen.add(each)
        op, args, _, _ = evaluation.plan.nodes[each]
        if op == "input":
            found[each] = None
        elif op == "decide":
            found.update(_undecided(evaluation, args, instance, seen))
        else:
            stack.extend(reversed(args))
    return found


def _undecided(evaluation: Evaluation, args: Sequence[int], instance: int, seen: set[int]) -> dict[int, None]:
    """What is open below a decision; nobody is asked to judge before the facts are known."""
    found: dict[int, None] = {}
    for place in for_decision(None, [evaluation.value(arg, instance) for arg in args]):
        found.update(_open_inputs(evaluation, args[place], instance, seen))
    nodes = evaluation.plan.nodes
    facts = {each: None for each in found if nodes[each].param[0] not in {"judged", "choice"}}
    return facts or found


def message_of(evaluation: Evaluation, found: Outcome, say: Speech) -> str:
    """What an outcome says, in a language; empty of a rule that is kept or not triggered."""
    if not found.message or say.language == ENGLISH.language:
        return found.message
    places = range(len(evaluation.bound.arrays))
    ended = [_outcome(evaluation, found.rule, place) for place in places]
    return _message(evaluation, Words(evaluation.plan, say), found, ended.index(found.outcome))


def _message(evaluation: Evaluation, words: Words, found: Outcome, instance: int) -> str:
    rule, outcome, say = found.rule, found.outcome, words.say
    plan = evaluation.plan
    text = plan.rule_texts[rule.rule]
    about = rule.subject or plan.model_id
    if outcome == "undecidable":
        if len(found.missing) == 1:
            (what,) = missing_for(evaluation, rule, say)
            return say("{}: cannot be decided before {} is known.", about, what)
        what = ", ".join(missing_for(evaluation, rule, say)) if found.missing else say("more ratings")
        return say("{}: cannot be decided before {} are known.", about, what)
    sentence = _but(evaluation, words, rule, instance, text.text)
    if rule.holds < 0:
        sentence = f"{about}: {text.because or text.text}.".replace("..", ".")
    if found.deviation is not None:
        sentence += say(" Deviation recorded: {}.", found.deviation.reason.rstrip("."))
    return sentence


def _but(evaluation: Evaluation, words: Words, rule: RuleNodes, instance: int, text: str) -> str:
    """What is the case, and what the rule says to that."""
    subject = evaluation.plan.subjects.get(rule.subject)
    if subject is None:
        return words.say("{}, but the rule says: {}.", rule.subject or evaluation.plan.model_id, text)
    rating = words.rating(evaluation.value(subject.counts, instance), words.names(subject.counts))
    return words.say("{} is rated {}, but the rule says: {}.", rule.subject, rating, text)
