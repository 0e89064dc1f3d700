"""The story of what is worked out beside ratings: declared values, and the levels of the organisation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.engine.decided import decided, is_decision
from cxrules.engine.words import NOT_APPLICABLE, truth
from cxrules.model.speech import phrase
from cxrules.plan.operations import OPERATIONS
from cxrules.plan.values import OUTSIDE

if TYPE_CHECKING:
    from cxrules.engine.because import Because, Story
    from cxrules.plan import Plan
    from cxrules.plan.plan import OrganisationNodes, ValueNodes

RATING = "rating"
"""The value that is a thing's rating needs no name beside the thing's."""
ORGANISATION = ("maturity", "organisation")
"""What the first list of the organisation's levels may be called, beside its own name."""


def called(story: Story, value: ValueNodes) -> str:
    """A value as sentences name it."""
    thing = story.called(value.subject)
    if is_rating(story.plan, value):
        return thing
    if value.level is None:
        return story.say("{} of {}", value.name, thing)
    return story.say("{} of {} on level {}", value.name, thing, value.level)


def of_value(story: Story, value: ValueNodes) -> Because:
    """Why a value is what it is."""
    from cxrules.engine.because import Because

    capability = story.plan.capability_of(value.subject)
    if capability is not None and capability not in story.bound.scope:
        return story.capability(capability)
    node = story.plan.body_of(value.node)
    if node != value.node and story.evaluation.value(value.node) == OUTSIDE:
        return _outside(story, value)
    op, _, _, _ = story.plan.nodes[node]
    words = story.words.value(node, story.evaluation.value(node))
    name = called(story, value)
    if is_decision(story, node):
        found = decided(story, node, 0)
        return Because(key(value), op, words, found.told(name), found.source, found.children)
    source = story.plan.cites.get(node)
    children = tuple(story.told(each) for each in story.decisive(node))
    said = "" if op == "input" else f" {OPERATIONS[op].says(story.telling(node, 0, about=name))}"
    shown = story.words.shown(node, words)
    said = said if shown in said else ""
    return Because(key(value), op, words, f"{story.say('{} is {}.', name, shown)}{said}", source, children)


def _outside(story: Story, value: ValueNodes) -> Because:
    """A value of what does not apply."""
    from cxrules.engine.because import Because

    thing, source = value.subject, story.plan.cites.get(value.node)
    rated = thing in story.plan.subjects and not is_rating(story.plan, value)
    children = (story.subject(thing),) if rated else ()
    sentence = story.say("{} does not apply, for {} does not.", called(story, value), thing)
    return Because(key(value), "decide", story.say(NOT_APPLICABLE), sentence, source, children)


def asked_for(story: Story, name: str) -> Because | None:
    """What can be told of a name of a thing, a value, or levels of the organisation; None for nothing."""
    plan = story.plan
    if name in plan.things or any(each.subject == name for each in plan.values):
        return of_thing(story, name)
    found = next((each for each in plan.values if key(each) == name), None)
    if found is not None:
        return of_value(story, found)
    levels = organisation(story, name)
    return None if levels is None else of_organisation(story, levels)


def known(plan: Plan) -> list[str]:
    """The names of which `asked_for` can tell something."""
    return [*plan.things, *map(key, plan.values), *organisations(plan)]


def organisations(plan: Plan) -> list[str]:
    """The names under which levels of the organisation may be asked for."""
    names = [each.name for each in plan.organisations if each.name]
    return [*names, *(ORGANISATION if plan.organisations else ())]


def orders_of(nodes: OrganisationNodes) -> list[int]:
    """The levels above the lowest, rising; `reaches` is in this order."""
    return list(nodes.levels)[len(nodes.levels) - len(nodes.reaches) :]


def rating_of(plan: Plan, name: str) -> ValueNodes | None:
    """The value that is the rating of a thing; None where it has none, or is rated itself."""
    return next((each for each in plan.values if each.subject == name and is_rating(plan, each)), None)


def is_rating(plan: Plan, value: ValueNodes) -> bool:
    """Whether a value is what a thing is rated; of what assessors rate only one on another scale is."""
    if value.name != RATING or value.subject not in plan.subjects:
        return value.name == RATING
    return value.type == "rating" and list(value.words) != [name for name, _ in plan.scale_values]


def key(value: ValueNodes) -> str:
    """The id under which a value may be asked for."""
    return f"{value.subject}.{value.name}" + ("" if value.level is None else f"@{value.level}")


def of_thing(story: Story, name: str) -> Because:
    """The values of a thing; one alone by itself."""
    from cxrules.engine.because import Because

    capability = story.plan.capability_of(name)
    if capability is not None and capability not in story.bound.scope:
        return story.capability(capability)
    values = [each for each in story.plan.values if each.subject == name]
    shown = [each for each in values if each.title] or values
    told = tuple(of_value(story, each) for each in shown)
    if len(told) == 1:
        return told[0]
    if not told:
        sentence = story.say("{} has no rating and no value of its own.", story.called(name))
        return Because(name, "thing", "", sentence)
    sentence = story.say("{} has {} values.", story.called(name), len(told))
    return Because(name, "values", "", sentence, None, told)


def organisation(story: Story, name: str) -> OrganisationNodes | None:
    """The list of levels of the organisation that a name means."""
    found = story.plan.organisations
    if found and name in ORGANISATION:
        return found[0]
    return next((each for each in found if each.name == name), None)


def of_organisation(story: Story, nodes: OrganisationNodes) -> Because:
    """Why the organisation is at its level."""
    from cxrules.engine.because import Because

    low, high = story.evaluation.value(nodes.level)
    places = OPERATIONS["level"].decisive(None, [story.evaluation.value(each) for each in nodes.reaches])
    orders = orders_of(nodes)
    words = [f"{order} ({nodes.levels[int(order or 0)]})" for order in dict.fromkeys((low, high))]
    title = nodes.title or nodes.name or story.say("Level of the organisation")
    sentence = f"{title}: {words[0]}."
    if low != high:
        open_still = phrase("{}: {} for sure; with what is still open, {} is possible.")
        sentence = story.say(open_still, title, words[0], words[1])
    children = tuple(reach(story, nodes, orders[place], nodes.reaches[place]) for place in places)
    return Because(nodes.name or ORGANISATION[0], "level", words[0], sentence, None, children)


def reach(story: Story, nodes: OrganisationNodes, order: int, node: int) -> Because:
    """Why the organisation reaches a level, or not."""
    from cxrules.engine.because import REACHED, Because

    value = truth(story.evaluation.value(node))
    children = tuple(_required(story, nodes, each) for each in story.decisive(node))
    if value == "yes":  # each capability tells by itself why it has reached what is asked of it
        children = tuple(each._replace(children=()) for each in children if each.operation != "level")
    sentence = story.say(REACHED[value], f"{order} ({nodes.levels[order]})")
    return Because(f"{nodes.name or ORGANISATION[0]} level {order}", "all", value, sentence, None, children)


def _required(story: Story, nodes: OrganisationNodes, node: int) -> Because:
    if node in nodes.reaches:
        return reach(story, nodes, orders_of(nodes)[nodes.reaches.index(node)], node)
    return story.required(nodes.name or ORGANISATION[0], node)
