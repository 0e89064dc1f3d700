"""Generated assessments of drafted models: ratings per instance, gaps, disagreement, findings, deviations."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from hypothesis import strategies as st

from cxrules.model.assessment import Assessment, Deviation, Finding, Given, Instance
from tests.strategies.models import CAUSE, FINDING, Draft, drafts

if TYPE_CHECKING:
    from collections.abc import Sequence

WEIGHTS = (Fraction(1), Fraction(1), Fraction(2), Fraction(3, 2))


@st.composite
def assessments(draw: st.DrawFn, draft: Draft, *, whole: bool = False, gaps: int = 3) -> Assessment:
    """Any assessment of a drafted model, with all of its capabilities in scope.

    `whole`: everything is rated, by one assessor, or stated not to apply, and nothing is left open.
    Otherwise about `gaps` in ten subjects are not rated at all.
    """
    instances = draw(_instances(draft))
    ratings: list[Given] = []
    subjects = draft.subjects()
    fates = draw(st.lists(st.integers(0, 19), min_size=len(subjects), max_size=len(subjects)))
    for subject, fate in zip(subjects, fates, strict=True):
        if not whole and fate < 2 * gaps:
            continue
        criterion = ".A." not in subject
        if fate == 19 and criterion:
            ratings.append(Given(subject, None, not_applicable="it is not there"))
        elif fate == 18 and not whole:
            ratings += [draw(_ratings(draft, subject, by=name)) for name in ("lead", "co")]
        elif fate >= 16 and instances:
            ratings += draw(_per_instance(draft, subject, list(instances), whole=whole))
        else:
            ratings.append(draw(_ratings(draft, subject)))
    if draw(st.integers(0, 9)) == 0:
        out = draw(st.sampled_from(draft.capabilities)).name
        ratings.append(Given(out, None, not_applicable="nobody does this"))
    return Assessment(
        "drafted",
        "drafted",
        instances=instances,
        ratings=tuple(ratings),
        findings=draw(_findings(draft, whole=whole)),
        deviations=draw(_deviations(draft)),
        scope=tuple(each.name for each in draft.capabilities),
        up_to_level=draw(st.sampled_from([None, None, None, draft.levels[0]])),
        target={each.name: draw(st.sampled_from(draft.levels)) for each in draft.capabilities},
    )


def _instances(draft: Draft) -> st.SearchStrategy[dict[str, Instance]]:
    if draft.instances is None and draft.together is None:
        return st.just({})
    weights = st.lists(st.sampled_from(WEIGHTS), max_size=3)
    return weights.map(lambda each: {f"i{n}": Instance(f"i{n}", weight) for n, weight in enumerate(each)})


@st.composite
def _ratings(
    draw: st.DrawFn, draft: Draft, subject: str, *, instance: str | None = None, by: str | None = None
) -> Given:
    """One rating; below the top it has a cause as often as not."""
    *lower, _ = values = draft.given.ratings
    rating = draw(st.sampled_from(values))
    causes = (CAUSE,) if rating in lower and draw(st.booleans()) else ()
    return Given(subject, rating, instance, by, causes)


@st.composite
def _per_instance(
    draw: st.DrawFn, draft: Draft, subject: str, instances: Sequence[str], *, whole: bool
) -> list[Given]:
    """A rating for each instance; where not all must be rated, some have none of their own."""
    found = [
        draw(_ratings(draft, subject, instance=name)) for name in instances if whole or draw(st.booleans())
    ]
    general = draw(st.booleans())
    return [*found, draw(_ratings(draft, subject))] if general else found


@st.composite
def _findings(draw: st.DrawFn, draft: Draft, *, whole: bool) -> dict[str, Finding]:
    answer = draw(st.sampled_from(["", "yes", "no", "no" if whole else "open"]))
    if not answer:
        return {}
    about = [each.name for each in draft.capabilities] + draft.subjects()
    return {FINDING: Finding(FINDING, answer, tuple(draw(st.lists(st.sampled_from(about), max_size=2))))}


@st.composite
def _deviations(draw: st.DrawFn, draft: Draft) -> tuple[Deviation, ...]:
    if not draft.rules or draw(st.integers(0, 3)):
        return ()
    rule = draw(st.sampled_from(draft.rules))
    subjects = draw(st.sampled_from([(), rule.subjects]))
    return (Deviation(rule.name, "agreed with the sponsor", subjects=() if "it" in subjects else subjects),)


class Case(NamedTuple):
    """A model, an assessment of it, and the reading."""

    draft: Draft
    assessment: Assessment
    reading: str


@st.composite
def cases(
    draw: st.DrawFn,
    *,
    reading: str | None = None,
    steady: bool = False,
    whole: bool = False,
    gaps: int = 3,
) -> Case:
    """Any small model with an assessment, in either reading unless one is asked for."""
    draft = draw(drafts(steady=steady))
    read_as = reading or draw(st.sampled_from(["audit", "derive"]))
    return Case(draft, draw(assessments(draft, whole=whole, gaps=gaps)), read_as)
