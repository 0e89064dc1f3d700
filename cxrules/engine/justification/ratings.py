"""The ratings of a capability: what counts and why, with strengths, weaknesses and notes."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from cxrules.engine.justification.statement import (
    NOTHING,
    Argument,
    Named,
    Quote,
    Statement,
    most,
    state,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cxrules.engine.justification.known import Known
    from cxrules.model.assessment import Given


def ratings(known: Known, name: str) -> Iterator[Statement]:
    """Each attribute, a count of the criteria, what the model decides, and who differed."""
    entry = known.entries[name]
    asked = set(known.subjects(name))
    for each in entry["attributes"]:
        subject = f"{name}.{each['id']}"
        if subject in asked and known.plan.answers.decided.get(subject) is None:
            yield from _attribute(known, subject, each)
    yield from _summaries(known, entry, asked)
    for row in known.result["values"]:
        if (
            row["name"] == "rating"
            and known.plan.capability_of(row["subject"]) == name
            and row["level"] is None
        ):
            yield from _decided(known, row, asked)
    yield from disagreements(known, name)
    if all(each["rating"] is None for each in (*entry["attributes"], *entry["criteria"])):
        yield state("rating.none")


def _attribute(known: Known, name: str, entry: Mapping[str, Any]) -> Iterator[Statement]:
    subject = known.subject(name)
    if not entry["applicable"]:
        yield state("rating.not-applicable", subject=subject)
    elif entry["rating"] is None:
        yield state("rating.open", subject=subject, possible=known.rating(entry["possible"]), tone="open")
    elif entry["waived"]:
        given = known.rating(entry["given"]) if entry["given"] else Named("rating", "?")
        yield state(
            "rating.waived", subject=subject, rating=known.rating(entry["rating"]), given=given, tone="warn"
        )
    elif entry["counts"] == "derived":
        joined = _derived_in(known, name)
        yield state("rating.derived", subject=subject, rating=known.rating(entry["rating"]), instances=joined)
    else:
        yield as_given(known, name, entry["rating"])
    if known.plan.reading == "audit" and _differs(entry):
        yield state(
            "rating.differs",
            subject=subject,
            given=known.rating(entry["given"]),
            derived=known.rating(entry["derived"]),
            tone="warn",
        )


def _differs(entry: Mapping[str, Any]) -> bool:
    return bool(entry["given"] and entry["derived"] and entry["given"] != entry["derived"])


def as_given(known: Known, name: str, rating: str) -> Statement:
    """A rating that was given, by whom and on which evidence, joined over instances where they differ."""
    said = [each for _, told in known.given.get(name, ()) for each in told]
    places = known.given.get(name, ())
    joined: Argument = NOTHING
    if len({each.rating for _, told in places for each in told}) > 1 and len(places) > 1:
        joined = state(
            "phrase.joined",
            instances=tuple(
                state(
                    "phrase.instance-rating",
                    rating=Named("rating", told[0].rating or "?"),
                    instance=Named("instance", place),
                )
                for place, told in places
            ),
        )
    return state(
        "rating.given",
        subject=known.subject(name),
        rating=known.rating(rating),
        people=known.by(each.by for each in said if each.by != "consensus"),
        evidence=known.on(each for one in said for each in one.evidence),
        instances=joined,
    )


def _derived_in(known: Known, name: str) -> Argument:
    """The derived ratings of instances where they are not all the same."""
    node = known.plan.subjects[name].counts
    words = known.story.words
    found = [
        (str(place), words.value(node, values[node]))
        for place, values in zip(known.bound.instances, known.bound.arrays, strict=True)
        if place is not None
    ]
    if len({word for _, word in found}) < 2:  # noqa: PLR2004 - one word for all
        return NOTHING
    return state(
        "phrase.joined",
        instances=tuple(
            state("phrase.instance-rating", rating=Named("rating", word), instance=Named("instance", place))
            for place, word in found
        ),
    )


def _summaries(known: Known, entry: Mapping[str, Any], asked: set[str]) -> Iterator[Statement]:
    """How many criteria, and how many practices, have which rating."""
    groups: dict[str, list[Mapping[str, Any]]] = {}
    for each in entry["criteria"]:
        if each["id"] in asked and each["applicable"]:
            groups.setdefault(known.plan.subjects[each["id"]].kind, []).append(each)
    order = [name for name, _ in reversed(known.plan.scale_values)]
    for kind, found in groups.items():
        counts = Counter(each["rating"] for each in found)
        if counts[None] == len(found):
            continue
        told: list[Statement] = [
            state("phrase.counted", count=counts[each], rating=known.rating(each))
            for each in order
            if counts[each]
        ]
        told += [
            state("phrase.counted", count=count, rating=known.rating(each))
            for each, count in counts.items()
            if each is not None and each not in order
        ]
        if counts[None]:
            told.append(state("phrase.counted-open", count=counts[None]))
        yield state(
            "rating.summary", count=len(found), what=known.term(kind, len(found)), ratings=tuple(told)
        )


def _decided(known: Known, row: Mapping[str, Any], asked: set[str]) -> Iterator[Statement]:
    """What the model decides, unless it waits for nothing that was asked in this assessment."""
    if row["value"] is not None:
        yield state("rating.decided", subject=known.subject(row["subject"]), value=Quote(row["value"]))
    elif row["possible"] is not None and known.rests_on(row["subject"], asked):
        yield state(
            "rating.open", subject=known.subject(row["subject"]), possible=Quote(row["possible"]), tone="open"
        )


def disagreements(known: Known, name: str) -> Iterator[Statement]:
    """Who gave which rating, where assessors gave different ones, and what counts."""
    for each in known.result["disagreements"]:
        if known.plan.capability_of(each["subject"]) != name:
            continue
        voices = tuple(
            state(
                "phrase.voice",
                people=known.person(one["by"] or "?"),
                rating=Named("rating", one["rating"] or "–"),  # noqa: RUF001 - an en dash: none
            )
            for one in each["ratings"]
        )
        counts = state("phrase.not-settled")
        if each["decided"]:
            counts = state(
                "phrase.counts-as",
                rating=Named("rating", each["counts"] or "–"),  # noqa: RUF001 - the same
                reason=Quote(each["because"].rstrip(".")),
            )
        yield state(
            "rating.disagreement",
            subject=known.subject(each["subject"]),
            voices=voices,
            counts=counts,
            tone="" if each["decided"] else "open",
        )


# ---------------------------------------------------------------------- strengths, weaknesses, notes


def strengths(known: Known, name: str) -> Iterator[Statement]:
    """Every strength that is noted on a rating of a capability."""
    found = False
    for one in _recorded(known, name):
        for text in one.strengths:
            found = True
            yield state("strength.noted", **_remark(known, one, text), tone="good")
    if not found:
        yield state("strength.none")


def weaknesses(known: Known, name: str) -> Iterator[Statement]:
    """Every weakness that is noted, with the causes that are recorded for the rating."""
    found = False
    causes = {**known.plan.findings, **known.plan.causes}
    for one in _recorded(known, name):
        named = most([Named("finding", each, causes.get(each, "")) for each in one.causes])
        tail: Argument = state("phrase.recorded-cause", causes=named) if named else NOTHING
        for text in one.weaknesses:
            found = True
            yield state("weakness.noted", **_remark(known, one, text), causes=tail, tone="bad")
            tail = NOTHING
        if tail:
            found = True
            where, seen = known.within(one.instance), known.on(one.evidence, "phrase.seen-in")
            subject = known.subject(one.subject)
            yield state(
                "weakness.cause", subject=subject, instance=where, causes=named, evidence=seen, tone="bad"
            )
    if not found:
        yield state("weakness.none")


def notes(known: Known, name: str) -> Iterator[Statement]:
    """What else assessors noted on ratings."""
    for one in _recorded(known, name):
        if one.note:
            yield state(
                "note.noted",
                subject=known.subject(one.subject),
                instance=known.within(one.instance),
                text=Quote(one.note),
            )


def _recorded(known: Known, name: str) -> Iterator[Given]:
    for subject in known.subjects(name):
        yield from known.remarked.get(subject, ())


def _remark(known: Known, one: Given, text: str) -> dict[str, Argument]:
    return {
        "subject": known.subject(one.subject),
        "instance": known.within(one.instance),
        "text": Quote(text.rstrip(".")),
        "evidence": known.on(one.evidence, "phrase.seen-in"),
    }
