"""What decided the level of a capability, how that stands to the target, and what is still open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.engine.justification.missing import named
from cxrules.engine.justification.statement import (
    NOTHING,
    Argument,
    Named,
    Quote,
    Statement,
    most,
    state,
)
from cxrules.engine.words import NOT_RATED, truth
from cxrules.plan.kinds import kind_of
from cxrules.plan.operations import OPERATIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxrules.engine.justification.known import Known

_MET = {"yes": ("level.met", "good"), "no": ("level.missed", "bad")}
_LEAVES = 6


def level(known: Known, name: str) -> Iterator[Statement]:
    """The level, the requirements of the highest level reached and of the first that is not, the target."""
    entry, capability = known.entries[name], known.subject(name)
    if entry["state"] == "not-rated":
        yield state("level.not-rated", capability=capability, tone="open")
        yield from _target(known, name)
        return
    if entry["level"] == entry["possible"]:
        yield state("level.reached", capability=capability, level=known.level(entry["level"]))
    else:
        yield state(
            "level.open",
            capability=capability,
            level=known.level(entry["level"]),
            possible=known.level(entry["possible"]),
            tone="open",
        )
    yield from _deciding(known, name)
    yield from _target(known, name)


def _deciding(known: Known, name: str) -> Iterator[Statement]:
    nodes = known.nodes(name)
    values = [known.evaluation.value(node) for node in nodes.reaches]
    top = known.assessment.up_to_level
    for place in OPERATIONS["level"].decisive(None, values):
        order = known.plan.orders[place]
        if top is not None and order > top:
            yield state("level.limited", level=known.level(top))
            continue
        yield from _reached(known, name, order, nodes.reaches[place])


def _reached(known: Known, name: str, order: int, node: int) -> Iterator[Statement]:
    """The requirements that made a level what it is, each in the words of the model."""
    story, reaches = known.story, known.nodes(name).reaches
    for each in story.decisive(node):
        if each in reaches or known.plan.nodes[each].op == "input":
            continue
        cite = known.plan.cites.get(each)
        value = truth(known.evaluation.value(each))
        key, tone = _MET.get(value, ("level.undecided", "open"))
        leaves = story.strictest(story.leaves(each)) if known.plan.nodes[each].args else []
        told = [found for leaf in leaves if (found := _leaf(known, leaf)) is not None]
        text = cite.text if cite is not None else ""
        if text or told:
            yield state(
                key,
                order=known.level(order),
                text=Quote(text),
                leaves=state("phrase.leaves", leaves=most(told, _LEAVES)) if told else NOTHING,
                tone=tone,
            )


def _leaf(known: Known, node: int) -> Statement | None:
    """One condition: what it speaks of, its value, and what is required of it."""
    story, plan = known.story, known.plan
    about = _about(known, node)
    if about is not None:
        return state("phrase.is", subject=about, value=_value(known, node))
    op, args, param, _ = plan.nodes[node]
    of = next(((arg, found) for arg in args if (found := _about(known, arg)) is not None), None)
    if of is None:
        return None
    arg, subject = of
    value = _value(known, arg)
    if op == "at-least":
        key = "phrase.at-least" if truth(known.evaluation.value(node)) == "yes" else "phrase.below"
        return state(key, subject=subject, value=value, required=Quote(story.words.parameter(arg)(param)))
    return state("phrase.is", subject=subject, value=value)


def _about(known: Known, node: int) -> Named | None:
    """The subject or value that a node tells of."""
    story, plan = known.story, known.plan
    names, values = story.node_names(), story.valued()
    if node in names:
        return Named("subject", names[node], plan.title(names[node]))
    if node in values:
        found = values[node]
        name = found.subject if found.name == "rating" else f"{found.subject}.{found.name}"
        return Named("value", name, found.title or plan.title(found.subject))
    if node in story.reached_by():
        capability, _ = story.reached_by()[node]
        return Named("subject", capability, plan.title(capability))
    return None


def _value(known: Known, node: int) -> Argument:
    value = known.evaluation.value(node)
    words = known.story.words.value(node, value)
    if kind_of(known.plan.nodes, node) == "rating" and value[0] == value[1] and value[0] is not None:
        return Named("rating", words, known.titles.get(words, ""))
    if truth(value) == "open" or words == known.story.say(NOT_RATED):
        from cxrules.engine.justification.statement import Word

        return Word("state.open", words)
    return Quote(known.story.words.shown(node, words))


def _target(known: Known, name: str) -> Iterator[Statement]:
    entry = known.entries[name]
    wanted = entry["target"]
    if wanted is None:
        return
    target, level_ = known.target(), known.level(wanted)
    if entry["met"]:
        yield state("level.target-met", target=target, level=level_, tone="good")
    elif (entry["possible"] or 0) >= wanted:
        yield state("level.target-open", target=target, level=level_, tone="open")
    else:
        yield state("level.target-missed", target=target, level=level_, tone="bad")


def open_points(known: Known, name: str) -> Iterator[Statement]:
    """What is not known and could still change the level, then what else is not rated."""
    entry = known.entries[name]
    deciding = list(dict.fromkeys(entry["open"]))
    if deciding:
        yield state("open.ratings", count=len(deciding), subjects=most(named(known, deciding)), tone="open")
    asked = known.subjects(name)
    rated = known.given
    unrated = [
        each for each in asked if each not in rated and each not in deciding and _is_asked(known, each)
    ]
    if unrated and len(unrated) < len(asked) and known.plan.reading == "audit":
        yield state("open.unrated", count=len(unrated), subjects=known.subject_list(unrated))
    left = _left_open(known, name)
    if left:
        yield state("open.findings", count=len(left), findings=tuple(left), tone="open")
    if not deciding and not left:
        yield state("open.none")


def _is_asked(known: Known, name: str) -> bool:
    """Whether a rating is wanted from the assessors: it is not one that the model decides."""
    return name not in known.plan.answers.decided


def _left_open(known: Known, name: str) -> list[Named]:
    """Findings that assessors left open, as far as rules of this capability wait for them."""
    waiting = {
        each.removeprefix("the finding ")
        for outcome in known.outcomes.get(name, ())
        for each in outcome.missing
        if each.startswith("the finding ")
    }
    return [
        Named("finding", each.id, known.plan.findings.get(each.id, ""))
        for each in known.assessment.findings.values()
        if each.answer == "open" and each.id in waiting
    ]
