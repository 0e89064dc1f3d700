"""What the assessment says to an input of a plan, in words: who stated it, where, and what is missing.

The sentences stand in explanations; the names of what is missing also in the result.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxrules.engine.evidence_demands import explained
from cxrules.engine.words import truth
from cxrules.plan.values import YES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cxrules.engine.because import Because, Story
    from cxrules.text import Span

_RECORDED = {
    "note-length": "The note on {} has {} characters.",
    "evidence-count": "Evidence listed for {}: {}.",
    "link-count": "Evidence with a reference listed for {}: {}.",
    "weakness-count": "Weaknesses recorded for {}: {}.",
}
_MISSING = {
    "rating": "{}",
    "finding": "the finding {}",
    "cause": "the causes of {}",
    "only-causes": "the causes of {}",
    "value": "the value {}",
    "judged": "the judgement {}",
    "choice": "the judgement {}",
    "evidence": "the evidence of {}",
    "today": "the date of the assessment",
}


def missing(question: Sequence[Any]) -> str:
    """What must be recorded before an input is known, by what the input asks."""
    kind, *rest = question
    return _MISSING.get(kind, "{}").format(*rest[:1])


def because(story: Story, node: int, instance: int) -> Because:
    """What an input asks, and what the assessment says to it in an instance."""
    from cxrules.engine.because import Because

    kind, *rest = story.plan.nodes[node].param
    value = story.evaluation.value(node, instance)
    words = story.words.value(node, value)
    if kind == "within":
        sentence = f"The assessment {'covers' if value == YES else 'does not cover'} level {rest[0]}."
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
    said = {"yes": "is asserted", "no": "is not asserted"}.get(words, "is left open")
    plan = story.plan
    title = plan.findings.get(rest[0]) or plan.answers.contexts.get(rest[0], "")
    found = story.evaluation.assessment.findings.get(rest[0])
    return f"The finding {rest[0]} ({title}) {said}.", found.span if found else None


def _cause(story: Story, rest: list[Any], words: str, _: int) -> tuple[str, Span | None]:
    said = {"yes": "is recorded as a cause", "no": "is not recorded as a cause"}.get(words, "may be a cause")
    causes = " or ".join(story.plan.causes.get(each, each) for each in rest[1:])
    return f"For {story.called(rest[0])}, “{causes}” {said}.", None


def _evidence(story: Story, rest: list[Any], words: str, instance: int) -> tuple[str, Span | None]:
    said = story.bound.said(rest[0], instance)
    told = explained(rest[1], said, story.evaluation.assessment)
    if not said:
        told = f"{told.partition(';')[0]}; {'not rated yet' if words == 'open' else 'not asked for'}."
    return f"Evidence of {story.called(rest[0])}: {told}", said[0].span if said else None


def _judgement(story: Story, rest: list[Any], _: str, __: int) -> tuple[str, Span | None]:
    found = story.evaluation.assessment.judgements.get(rest[0])
    if found is None:
        return f"The judgement {rest[0]} is not recorded yet.", None
    reason = found.because.rstrip(".")
    return f"The judgement {rest[0]} is {found.answer}, decided by {found.by}: {reason}.", found.span


def _value(story: Story, rest: list[Any], words: str, instance: int) -> tuple[str, Span | None]:
    name, kind = rest[:2]
    if kind == "facet":
        subject, _, facet = name.rpartition(".")
        said = [each for each in story.bound.said(subject, instance) if each.facets.get(facet)]
        if not said:
            return f"The {facet} of {story.called(subject)} is not stated.", None
        return f"The {facet} of {story.called(subject)} is {words}.", said[0].span
    found = story.evaluation.assessment.values.get(name)
    if name not in story.plan.answers.inputs or (found is None and name in story.plan.metrics):
        from cxrules.engine.measured import told  # most models measure nothing

        own = story.bound.instances[instance]
        return told(story.plan, story.evaluation.assessment, name, own), None
    if found is None:
        return f"The value {name} is not stated.", None
    by = f" by {found.by}" if found.by else ""
    return f"The value {name} is stated{by} as {found.text}.", found.span


def _applies(story: Story, rest: list[Any], words: str, _: int) -> tuple[str, Span | None]:
    does = {"yes": "applies", "no": "does not apply"}.get(words, "may apply")
    return f"{story.called(rest[0])} {does}.", None


def _in_view(story: Story, rest: list[Any], words: str, _: int) -> tuple[str, Span | None]:
    lies = "lies" if words == "yes" else "does not lie"
    view = story.evaluation.assessment.view
    return f"{story.called(rest[0])} {lies} in the view{f' {view}' if view else ''}.", None


def _assessed(story: Story, rest: list[Any], words: str, _: int) -> tuple[str, Span | None]:
    return f"{story.called(rest[0])} is {'' if words == 'yes' else 'not '}assessed.", None


def _recorded(story: Story, rest: list[Any], words: str, instance: int) -> tuple[str, Span | None]:
    said = story.bound.said(rest[0], instance)
    return _RECORDED[rest[1]].format(story.called(rest[0]), words), said[0].span if said else None


def _today(story: Story, _: list[Any], words: str, __: int) -> tuple[str, Span | None]:
    dated = story.evaluation.assessment.date is not None
    return (f"The assessment is of {words}." if dated else "The assessment has no date."), None


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
