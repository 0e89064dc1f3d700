"""Why not: everything that a level still lacks, and the single ratings that would turn it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cxrules.diagnostics import Refusal
from cxrules.engine import valued
from cxrules.engine.because import Because, Story, UnknownSubject
from cxrules.engine.evaluation import rerun, retried
from cxrules.engine.link import link, support
from cxrules.engine.ratings import IN
from cxrules.model.assessment import Given
from cxrules.model.speech import ENGLISH, Speech, phrase
from cxrules.plan.values import NO, YES

if TYPE_CHECKING:
    from cxrules.engine.evaluation import Evaluation


_LACKS = {
    (True, True): phrase("{} does not reach level {}: {} requirement is not met."),
    (False, True): phrase("{} does not reach level {}: {} requirements are not met."),
    (True, False): phrase("{} does not surely reach level {}: {} requirement is not met or open."),
    (False, False): phrase("{} does not surely reach level {}: {} requirements are not met or open."),
}
"""By whether it is one, and whether it surely is not reached."""


class NoSuchLevel(Refusal):
    """The model has no such level above its lowest; `known` are those it has."""

    def __init__(self, order: int, known: list[int]) -> None:
        """Keep the level and the known ones."""
        told = ", ".join(map(str, known))
        super().__init__(f"There is no level {order} to ask for; there are {told}.")
        self.order, self.known = order, known


def why_not(evaluation: Evaluation, capability: str, order: int, say: Speech = ENGLISH) -> Because:
    """What keeps a capability from a level: each unmet requirement, and what single rating would turn it.

    For levels of the organisation, asked for by their name, only what is not met is told.

    Raises UnknownSubject for what has no levels, NoSuchLevel for a level that cannot be asked for.
    """
    plan = evaluation.plan
    if capability not in plan.capabilities:
        return _of_organisation(Story(evaluation, say), capability, order)
    if order not in plan.orders:
        raise NoSuchLevel(order, plan.orders)
    story = Story(evaluation, say)
    if capability not in evaluation.bound.scope or capability in evaluation.bound.not_applicable:
        return story.capability(capability)
    nodes = plan.capabilities[capability]
    node = nodes.reaches[plan.orders.index(order)]
    value = evaluation.value(node)
    called, level = story.called(capability), story.words.level(order)
    if value == YES:
        sentence = say("{} does reach level {}.", called, level)
        return story.reach(capability, order, node)._replace(sentence=sentence)
    leaves = story.strictest(unmet(story, node))
    single = turning(evaluation, capability, node, say)
    sentence = say(_LACKS[len(leaves) == 1, value == NO], called, level, len(leaves))
    children = list(lacking(story, capability, node))
    children += [Because(name, "change", to, text) for name, to, text in single]
    if not single and len(leaves) > 1:
        text = say("No single rating would turn it; all of the above must change.")
        children.append(Because(capability, "change", "none", text))
    return Because(
        f"{capability} level {order}",
        "why-not",
        "no" if value == NO else "open",
        sentence,
        plan.level_cites.get(order),
        tuple(children),
    )


def _of_organisation(story: Story, name: str, order: int) -> Because:
    """What keeps the organisation from a level; what lies below is for each capability to tell."""
    plan = story.plan
    levels = valued.organisation(story, name)
    if levels is None:
        raise UnknownSubject(plan.model_id, name, [*plan.capabilities, *valued.organisations(plan)])
    orders = valued.orders_of(levels)
    if order not in orders:
        raise NoSuchLevel(order, orders)
    node = levels.reaches[orders.index(order)]
    value = story.evaluation.value(node)
    if value == YES:
        return valued.reach(story, levels, order, node)
    lacks = (
        phrase("{}: level {} is not reached.")
        if value == NO
        else phrase("{}: level {} is not surely reached.")
    )
    sentence = story.say(lacks, levels.title or name, f"{order} ({levels.levels[order]})")
    children = lacking(story, name, node)
    return Because(
        f"{name} level {order}", "why-not", "no" if value == NO else "open", sentence, None, children
    )


def lacking(story: Story, subject: str, node: int) -> tuple[Because, ...]:
    """Each requirement for a level, of a capability or of the organisation, that does not surely hold."""
    of_capability = subject in story.plan.capabilities
    leaves = story.strictest(unmet(story, node)) if of_capability else story.leaves(node)
    return tuple(story.told(each, required=True) for each in leaves)


def unmet(story: Story, node: int) -> list[int]:
    """Every requirement below a level that does not surely hold, those of lower levels first."""
    plan, evaluation = story.plan, story.evaluation
    found: dict[int, None] = {}
    stack = [node]
    while stack:
        each = stack.pop()
        op, args, _, _ = plan.nodes[each]
        value = evaluation.value(each)
        if value == YES or value[0] is None:
            continue
        if op in {"all", "every"} and args:
            stack.extend(reversed(args))
        else:
            found[each] = None
    return list(found)


def _asked_for(story: Story, capability: str, node: int) -> list[str]:
    """The ratings that a truth rests on, those of its own capability first."""
    below, made = support(story.plan, [node]), link(story.plan)
    found = [name for name in story.plan.subjects if made.ratings[name] in below]
    return sorted(found, key=lambda name: story.plan.subjects[name].capability != capability)


def turning(
    evaluation: Evaluation, capability: str, node: int, say: Speech = ENGLISH
) -> list[tuple[str, str, str]]:
    """The single ratings that would make a truth hold: subject, the rating needed, and a sentence.

    With instances, a rating of one instance is tried before the same rating of all of them.
    """
    out = []
    for name in _asked_for(Story(evaluation), capability, node):
        places = range(len(evaluation.bound.arrays))
        found = [each for place in places if (each := _turned(evaluation, name, node, [place], say))]
        if not found and len(places) > 1:
            found = [each for each in [_turned(evaluation, name, node, list(places), say)] if each]
        out += found
    return out


def _turned(
    evaluation: Evaluation, name: str, node: int, instances: list[int], say: Speech
) -> tuple[str, str, str] | None:
    """The lowest rating above the present one that, given in these instances, makes a truth hold."""
    bound, names = evaluation.bound, evaluation.plan.given_values
    place = link(evaluation.plan).ratings[name]
    held = [bound.arrays[instance][place] for instance in instances]
    if any(low is None for low, _ in held):
        return None
    known = all(low == high for low, high in held)
    lowest = min(int(low or 0) for low, _ in held)
    for rank in range(lowest + 1 if known else lowest, len(names)):
        turns = rerun(evaluation, {place: (rank, rank)}, instances)[0][node] == YES
        if turns and _holds_with(evaluation, name, names[rank], instances, node):
            label = bound.instances[instances[0]]
            where = (
                "" if label is None else say(IN, label) if len(instances) == 1 else say(" in every instance")
            )
            instead = say(" instead of {}", names[lowest]) if len(set(held)) == 1 else ""
            rated = phrase("If {} is rated {}{}, this alone would be enough.")
            sentence = say(rated, name, names[rank], where)
            if known:
                were = phrase("If {} were {}{}{}, this alone would be enough.")
                sentence = say(were, name, names[rank], where, instead)
            return (name, names[rank], sentence)
    return None


def _holds_with(evaluation: Evaluation, name: str, rating: str, instances: list[int], node: int) -> bool:
    """Whether a truth holds in the same assessment with another rating, its recorded causes kept.

    The node's value alone does not tell: what is rated for the first time also counts as rated elsewhere.
    """
    bound, assessment = evaluation.bound, evaluation.assessment
    everywhere = len(instances) == len(bound.instances)
    label = None if everywhere else bound.instances[instances[0]]
    before = [each for each in bound.ratings[instances[0]].get(name, ()) if each.rating is not None]
    causes = tuple(dict.fromkeys(cause for each in before for cause in each.causes))
    kept = [
        each
        for each in assessment.ratings
        if each.subject != name or (not everywhere and each.instance != label)
    ]
    changed = replace(assessment, ratings=(*kept, Given(name, rating, label, causes=causes)))
    return retried(evaluation, changed)[0][node] == YES
