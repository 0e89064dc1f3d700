"""What makes levels rise or fall beside the answers to a model: waivers, findings, and the text of the model.

The answers themselves are compared in `trend_causes`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.engine.evaluation import evaluate
from cxrules.engine.link import support
from cxrules.exchange.against import check_against
from cxrules.workspace.standing import ABSENT, Cause, Standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cxrules.engine import Evaluation
    from cxrules.model.assessment import Assessment
    from cxrules.plan import Plan


def waivers_between(old: Standing, new: Standing, subjects: Iterable[str]) -> Iterator[Cause]:
    """The waivers of these subjects that counted for one assessment and not, or not so, for the other."""
    for subject in sorted(subjects):
        before, after = (each.evaluation.bound.waived.by.get(subject) for each in (old, new))
        if (before and before.rating) == (after and after.rating):
            continue
        one, other = (_waiver(each.evaluation.assessment, subject) for each in (old, new))
        if one == other:
            one, other = (ABSENT if each is None else f"{each.rating}" for each in (before, after))
        title = new.evaluation.plan.title(subject)
        reason = after.reason if after is not None else ""
        yield Cause("waiver", subject, title, one, other, decides=True, notes=(reason,) if reason else ())


def _waiver(assessment: Assessment, subject: str) -> str:
    """The waiver of a subject that lasts longest, and how it stands on the day: ``L until 2027-01-31``."""
    waivers = [each for each in assessment.waivers if each.subject == subject]
    if not waivers:
        return ABSENT
    day = assessment.date
    best = max(waivers, key=lambda each: (day is not None and each.state(day) == "in-force", each.until))
    state = best.state(day) if day is not None else "not-yet"
    return {
        "in-force": f"{best.rating} until {best.until}",
        "expired": f"run out on {best.until}",
        "not-yet": f"{best.rating} not before {best.begins}",
    }[state]


def findings_between(old: Standing, new: Standing, names: Iterable[str]) -> Iterator[Cause]:
    """The findings of these names that are answered otherwise, or of other things."""
    plan = new.evaluation.plan
    for name in sorted(names):
        before, after = (each.evaluation.assessment.findings.get(name) for each in (old, new))
        one, other = (
            ABSENT if each is None else " of ".join(filter(None, [each.answer, ", ".join(each.subjects)]))
            for each in (before, after)
        )
        if one != other:
            said = after.evidence if after is not None else ()
            notes = (after.note,) if after is not None and after.note else ()
            title = plan.findings.get(name, "") or plan.answers.contexts.get(name, "")
            yield Cause("finding", name, title, one, other, True, said, notes)  # noqa: FBT003


# --------------------------------------------------------------------------- the text of the model


def texts_between(
    old: Standing, new: Standing, nodes: Sequence[Sequence[int]], levels: Sequence[int]
) -> list[Cause]:
    """What a level rests on in the text of two models and reads differently: rules, and what is demanded.

    `nodes`, of the old and of the new plan, tell whether the levels between are reached; `levels` are the
    nodes of the level itself. It decides where the new assessment has another level by the old text.
    """
    if old.result["model"]["digest"] == new.result["model"]["digest"]:
        return []
    before, after = (_texts(each.evaluation.plan, own) for each, own in zip((old, new), nodes, strict=True))
    differing = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    decides = bool(differing) and _decided(old.evaluation, new.evaluation, levels)
    return [
        Cause("text", name, "", before.get(name, ABSENT), after.get(name, ABSENT), decides)
        for name in differing
    ]


def _texts(plan: Plan, nodes: Sequence[int]) -> dict[str, str]:
    """The words below nodes by what they are of: the id of a rule, "" for what is demanded otherwise."""
    below = support(plan, nodes)
    subjects = {
        name
        for name, each in plan.subjects.items()
        if below & {each.given, each.derived, each.counts, each.whole}
    }
    found = {each.rule: plan.rule_texts[each.rule].text for each in plan.rules if each.subject in subjects}
    demands = dict.fromkeys(cite.text for node, cite in plan.cites.items() if node in below and cite.text)
    rules = set(found.values())
    return {**found, "": "; ".join(each for each in demands if each not in rules) or ABSENT}


def _decided(old: Evaluation, new: Evaluation, levels: Sequence[int]) -> bool:
    """Whether the new assessment would have another level by the old text; so, too, where nobody can tell."""
    if any(each.severity == "error" for each in check_against(new.assessment, old.plan.vocabulary(), None)):
        return True
    scope = [name for name in new.bound.scope if name in old.plan.capabilities]
    tried = evaluate(old.plan, new.assessment, scope)
    return tried.value(levels[0]) != new.value(levels[1])
