"""What the assessment says to an input of a plan, in words: who stated it, where, and what is missing.

The sentences stand in explanations; the names of what is missing also in the result.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxrules.engine.evidence_demands import explained
from cxrules.engine.words import truth
from cxrules.model.speech import ENGLISH, Speech, phrase
from cxrules.plan.values import YES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cxrules.engine.because import Because, Story
    from cxrules.text import Span

_RECORDED = {
    "note-length": phrase("The note on {} has {} characters."),
    "evidence-count": phrase("Evidence listed for {}: {}."),
    "link-count": phrase("Evidence with a reference listed for {}: {}."),
    "weakness-count": phrase("Weaknesses recorded for {}: {}."),
}
CAUSES_OF = phrase("the causes of {}")
BY = phrase(" by {}")
_MISSING = {
    "rating": "{}",
    "finding": phrase("the finding {}"),
    "cause": CAUSES_OF,
    "only-causes": CAUSES_OF,
    "value": phrase("the value {}"),
    "judged": phrase("the judgement {}"),
    "choice": phrase("the judgement {}"),
    "evidence": phrase("the evidence of {}"),
    "today": phrase("the date of the assessment"),
}
_FINDINGS = {
    "yes": phrase("The finding {} ({}) is asserted."),
    "no": phrase("The finding {} ({}) is not asserted."),
    "open": phrase("The finding {} ({}) is left open."),
}
_CAUSES = {
    "yes": phrase("For {}, “{}” is recorded as a cause."),
    "no": phrase("For {}, “{}” is not recorded as a cause."),
    "open": phrase("For {}, “{}” may be a cause."),
}
_APPLIES = {"yes": phrase("{} applies."), "no": phrase("{} does not apply."), "open": phrase("{} may apply.")}


def missing(question: Sequence[Any], say: Speech = ENGLISH) -> str:
    """What must be recorded before an input is known, by what the input asks."""
    kind, *rest = question
    return say(_MISSING.get(kind, "{}"), *rest[:1])


def because(story: Story, node: int, instance: int) -> Because:
    """What an input asks, and what the assessment says to it in an instance."""
    from cxrules.engine.because import Because

    kind, *rest = story.plan.nodes[node].param
    value = story.evaluation.value(node, instance)
    words = story.words.value(node, value)
    if kind == "within":
        covers = phrase("The assessment covers level {}.")
        sentence = story.say(
            covers if value == YES else phrase("The assessment does not cover level {}."), rest[0]
        )
        return Because(f"level {rest[0]}", "input", truth(value), sentence)
    told = _KINDS.get(kind)
    if told is None:
        return Because(str(rest[0]), "input", words, f"{kind} {' '.join(map(str, rest))}: {words}.")
    sentence, span = told(story, rest, words, instance)
    name = str(rest[0]) if rest else "date"
    made = Because(name, "input", words, sentence.replace("..", "."), story.ratings.cite(span))
    if kind != "value" or not story.plan.metrics:
        return made
    from cxrules.engine.measured import figures  # most models measure nothing

    own = story.bound.instances[instance]
    return made._replace(figures=figures(story.plan, story.evaluation.assessment, name, own))


def _finding(story: Story, rest: list[Any], words: str, _: int) -> tuple[str, Span | None]:
    plan = story.plan
    title = plan.findings.get(rest[0]) or plan.answers.contexts.get(rest[0], "")
    found = story.evaluation.assessment.findings.get(rest[0])
    sentence = story.say(_FINDINGS.get(words, _FINDINGS["open"]), rest[0], title)
    return sentence, found.span if found else None


def _cause(story: Story, rest: list[Any], words: str, _: int) -> tuple[str, Span | None]:
    causes = story.say(" or ").join(story.plan.causes.get(each, each) for each in rest[1:])
    return story.say(_CAUSES.get(words, _CAUSES["open"]), story.called(rest[0]), causes), None


def _evidence(story: Story, rest: list[Any], words: str, instance: int) -> tuple[str, Span | None]:
    said = story.bound.said(rest[0], instance)
    told = explained(rest[1], said, story.evaluation.assessment, story.say)
    if not said:
        ends = story.say("not rated yet") if words == "open" else story.say("not asked for")
        told = f"{told.partition(';')[0]}; {ends}."
    return story.say("Evidence of {}: {}", story.called(rest[0]), told), said[0].span if said else None


def _judgement(story: Story, rest: list[Any], _: str, __: int) -> tuple[str, Span | None]:
    found = story.evaluation.assessment.judgements.get(rest[0])
    if found is None:
        return story.say("The judgement {} is not recorded yet.", rest[0]), None
    reason, answer = found.because.rstrip("."), story.words.said(str(found.answer))
    sentence = story.say("The judgement {} is {}, decided by {}: {}.", rest[0], answer, found.by, reason)
    return sentence, found.span


def _value(story: Story, rest: list[Any], words: str, instance: int) -> tuple[str, Span | None]:
    name, kind = rest[:2]
    if kind == "facet":
        subject, _, facet = name.rpartition(".")
        said = [each for each in story.bound.said(subject, instance) if each.facets.get(facet)]
        if not said:
            return story.say("The {} of {} is not stated.", facet, story.called(subject)), None
        return story.say("The {} of {} is {}.", facet, story.called(subject), words), said[0].span
    found = story.evaluation.assessment.values.get(name)
    if name not in story.plan.answers.inputs or (found is None and name in story.plan.metrics):
        from cxrules.engine.measured import told  # most models measure nothing

        own = story.bound.instances[instance]
        return told(story.plan, story.evaluation.assessment, name, own, story.say), None
    if found is None:
        return story.say("The value {} is not stated.", name), None
    by = story.say(BY, found.by) if found.by else ""
    return story.say("The value {} is stated{} as {}.", name, by, found.text), found.span


def _applies(story: Story, rest: list[Any], words: str, _: int) -> tuple[str, Span | None]:
    return story.say(_APPLIES.get(words, _APPLIES["open"]), story.called(rest[0])), None


def _in_view(story: Story, rest: list[Any], words: str, _: int) -> tuple[str, Span | None]:
    view = story.evaluation.assessment.view
    inside = phrase("{} lies in the view{}.") if words == "yes" else phrase("{} does not lie in the view{}.")
    return story.say(inside, story.called(rest[0]), f" {view}" if view else ""), None


def _assessed(story: Story, rest: list[Any], words: str, _: int) -> tuple[str, Span | None]:
    assessed = phrase("{} is assessed.") if words == "yes" else phrase("{} is not assessed.")
    return story.say(assessed, story.called(rest[0])), None


def _recorded(story: Story, rest: list[Any], words: str, instance: int) -> tuple[str, Span | None]:
    said = story.bound.said(rest[0], instance)
    return story.say(_RECORDED[rest[1]], story.called(rest[0]), words), said[0].span if said else None


def _today(story: Story, _: list[Any], words: str, __: int) -> tuple[str, Span | None]:
    dated = story.evaluation.assessment.date is not None
    sentence = (
        story.say("The assessment is of {}.", words) if dated else story.say("The assessment has no date.")
    )
    return sentence, None


_KINDS: dict[str, Callable[[Story, list[Any], str, int], tuple[str, Span | None]]] = {
    "finding": _finding,
    "cause": _cause,
    "only-causes": _cause,
    "evidence": _evidence,
    "judged": _judgement,
    "choice": _judgement,
    "value": _value,
    "asked": _applies,
    "in-view": _in_view,
    "assessed": _assessed,
    "recorded": _recorded,
    "today": _today,
}
