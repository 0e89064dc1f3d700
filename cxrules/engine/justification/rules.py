"""What became of the rules that bear on a capability, and what was deviated from or waived."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from cxrules.engine.justification.missing import named
from cxrules.engine.justification.statement import (
    NOTHING,
    Argument,
    Day,
    Named,
    Quote,
    Statement,
    Word,
    most,
    state,
)
from cxrules.engine.outcome import WORST

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cxrules.engine.justification.known import Known
    from cxrules.engine.outcome import Outcome

_MOST_UNDECIDABLE = 5


def rules(known: Known, name: str) -> Iterator[Statement]:
    """Rules broken and undecidable one by one, those kept by their ids, the others by their number."""
    found = known.outcomes.get(name, ())
    counts = Counter(each.outcome for each in found)
    silent = counts.pop("not-triggered", 0)
    if not counts:
        if silent:
            yield state("rule.silent", count=silent)
        else:
            yield state("rule.none", capability=known.subject(name))
        return
    yield state(
        "rule.applied",
        count=sum(counts.values()),
        outcomes=tuple(
            state("phrase.outcome", count=counts[each], outcome=Word(f"outcome.{each}", each))
            for each in WORST
            if counts[each]
        ),
        silent=state("phrase.silent", count=silent) if silent else NOTHING,
    )
    for each in found:
        if each.outcome == "broken":
            yield broken(known, each)
    yield from _undecidable(known, found)
    kept = list(dict.fromkeys(each.rule.rule for each in found if each.outcome == "kept"))
    if kept:
        yield state("rule.kept", rules=tuple(Named("rule", each) for each in kept), tone="good")


def broken(known: Known, found: Outcome) -> Statement:
    """A rule that is broken: what the subject is rated, what the rule says, and why."""
    text = known.plan.rule_texts[found.rule.rule]
    parts: dict[str, Argument] = {
        "rule": known.rule(found.rule.rule),
        "text": Quote(text.text),
        "because": known.because(text.because),
        "instances": _instances(known, found),
    }
    subject = known.plan.subjects.get(found.rule.subject)
    if subject is None or found.rule.holds < 0:
        about = found.rule.subject or known.plan.model_id
        return state("rule.not-followed", subject=known.subject(about), **parts, tone="bad")
    place = _worst_place(known, found)
    rating = known.story.words.value(subject.counts, known.evaluation.value(subject.counts, place))
    return state(
        "rule.broken",
        subject=known.subject(found.rule.subject),
        rating=Named("rating", rating),
        **parts,
        tone="bad",
    )


def _worst_place(known: Known, found: Outcome) -> int:
    """The first instance in which a rule ended as it did."""
    for place, instance in enumerate(known.bound.instances):
        if found.by_instance.get(str(instance)) == found.outcome:
            return place
    return 0


def _instances(known: Known, found: Outcome) -> Argument:
    worst = [name for name, outcome in found.by_instance.items() if outcome == found.outcome]
    if not worst or len(worst) == len(known.bound.instances):
        return NOTHING
    return state("phrase.in-instances", instances=tuple(Named("instance", each) for each in worst))


def _undecidable(known: Known, found: Sequence[Outcome]) -> Iterator[Statement]:
    by_rule: dict[str, list[Outcome]] = {}
    for each in found:
        if each.outcome == "undecidable":
            by_rule.setdefault(each.rule.rule, []).append(each)
    for name, group in list(by_rule.items())[:_MOST_UNDECIDABLE]:
        subjects = dict.fromkeys(each.rule.subject for each in group if each.rule.subject)
        missing = named(known, dict.fromkeys(one for each in group for one in each.missing))
        yield state(
            "rule.undecidable",
            rule=known.rule(name),
            subjects=known.subject_list(subjects or [known.plan.model_id]),
            missing=most(missing, 4),
            tone="open",
        )
    if len(by_rule) > _MOST_UNDECIDABLE:
        yield state("rule.more-undecidable", count=len(by_rule) - _MOST_UNDECIDABLE, tone="open")


# ------------------------------------------------------------------------------- deviations, waivers


def deviations(known: Known, name: str) -> Iterator[Statement]:
    """Rules knowingly not followed, ratings waived, and what the level would be without waivers."""
    told = [*recorded(known, name), *_waivers(known, name)]
    yield from told or [state("deviation.none")]


def recorded(known: Known, name: str) -> Iterator[Statement]:
    """Rules knowingly not followed, with the reason; of the whole model for no name."""
    for each in known.outcomes.get(name, ()):
        if each.outcome == "deviated" and each.deviation is not None:
            yield state(
                "deviation.recorded",
                rule=known.rule(each.rule.rule),
                subject=known.subject(each.rule.subject or name or known.plan.model_id),
                reason=Quote(each.deviation.reason.rstrip(".")),
                people=known.by([each.deviation.by]),
                tone="warn",
            )


def _waivers(known: Known, name: str) -> Iterator[Statement]:
    found = [each for each in known.result["waivers"] if known.plan.capability_of(each["subject"]) == name]
    for each in found:
        yield state(
            f"waiver.{each['state']}",
            subject=known.subject(each["subject"]),
            rating=known.rating(each["rating"]),
            day=Day(each["from"] if each["state"] == "not-yet" else each["until"]),
            reason=Quote(each["reason"].rstrip(".")),
            approved=known.person(each["approved-by"]),
            tone="warn" if each["state"] == "in-force" else "",
        )
    entry = known.entries[name]
    without = entry["without-waivers"]["level"]
    if found and without is not None and without != entry["level"]:
        yield state("waiver.effect", capability=known.subject(name), level=known.level(without), tone="warn")
    if entry["falls"]:
        yield state("waiver.falls", capability=known.subject(name), day=Day(entry["falls"]), tone="warn")
