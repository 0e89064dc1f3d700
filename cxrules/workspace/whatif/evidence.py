"""Evidence set otherwise: what is there for a rating, and a document that is gone or of another day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import count
from typing import TYPE_CHECKING

from cxrules.engine.evidence_demands import attached, meets
from cxrules.model.assessment import Evidence, Given
from cxrules.model.demand import Demand
from cxrules.model.stated import exact
from cxrules.text import near
from cxrules.workspace.whatif.rated import beside, changed, recorded as changed_record
from cxrules.workspace.whatif.setting import NoSetting, Setting, whole

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from cxrules.model.assessment import Assessment
    from cxrules.plan import Plan

_SUFFIX = ".evidence"
_PRESENT, _ABSENT = "present", "absent"
_KINDS = ("document", "interview", "record", "observation", "measure")


def with_evidence(plan: Plan) -> list[str]:
    """``SUBJECT.evidence`` for everything that is rated."""
    return [f"{name}{_SUFFIX}" for name in plan.subjects]


def of_subject(assessment: Assessment, plan: Plan, setting: Setting) -> Assessment:
    """The evidence of a rating.

    ``absent``: there is none. ``present``: there is all that the model demands, made on the day of the
    assessment; a day: the same, made on that day. Or the ids of evidence that the assessment lists.
    """
    subject = setting.name.removesuffix(_SUFFIX)
    pieces = _pieces(assessment, plan, subject, setting)

    def put(before: Sequence[Given]) -> list[Given]:
        names = tuple(each.id for each in pieces)
        if setting.answer == _PRESENT and _is_there(assessment, plan, subject, before):
            return list(before)
        return [
            each if each.evidence == names else each._replace(evidence=names, evidence_spans=())
            for each in before
        ]

    new = [each for each in pieces if each.id not in assessment.evidence]
    there = replace(assessment, evidence={**assessment.evidence, **{each.id: each for each in new}})
    at = setting._replace(name=subject)
    if any(each.subject == subject for each in assessment.ratings):
        done = changed(there, at, put)
        return assessment if done.ratings == assessment.ratings else done
    if subject not in plan.answers.computed:
        beside(subject, ())
    record = next((each for each in assessment.recorded if each.subject == subject), Given(subject, None))
    done = changed_record(there, at, lambda before: put(before or [record]))
    return assessment if done.recorded == assessment.recorded else done


def _pieces(assessment: Assessment, plan: Plan, subject: str, setting: Setting) -> list[Evidence]:
    answer = setting.answer
    if answer == _ABSENT:
        return []
    day = _day(answer)
    if answer == _PRESENT or day is not None:
        return list(_made(_demands(plan, subject), day or assessment.date, assessment.evidence))
    names = [name.strip() for name in answer.split(",")]
    for name in names:
        if name not in assessment.evidence:
            close = near(name, [*assessment.evidence, _PRESENT, _ABSENT])
            there = f"Write {_PRESENT}, {_ABSENT}, a day as 2026-11-20, or ids of evidence that is listed."
            hint = f"Did you mean {close}? {there}" if close else there
            raise NoSetting(f"There is no evidence {name!r}.", hint)
    return [assessment.evidence[name] for name in names]


def _is_there(assessment: Assessment, plan: Plan, subject: str, given: Sequence[Given]) -> bool:
    """Whether all that is demanded is there; where nothing is demanded, whether there is any evidence."""
    pieces = attached(given, assessment)
    demands = _demands(plan, subject) or [Demand()]
    return all(meets(each, pieces, assessment.date)[0] >= each.count for each in demands)


def _demands(plan: Plan, subject: str) -> list[Demand]:
    """What the model demands of the evidence of a subject, each demand once."""
    asked = [param for op, _, param, _ in plan.nodes.walk() if op == "input" and param[0] == "evidence"]
    return list(dict.fromkeys(Demand.from_row(row) for _, name, row in asked if name == subject))


def _made(demands: Sequence[Demand], day: date | None, taken: Collection[str]) -> Iterator[Evidence]:
    """Evidence that meets demands, as far as its day allows; where nothing is demanded, a document."""
    numbers = (number for number in count(1) if f"what-if-{number}" not in taken)
    for demand in demands or [Demand()]:
        kinds = demand.kinds or _KINDS
        for at in range(demand.count):
            number = next(numbers)
            yield Evidence(
                f"what-if-{number}",
                kinds[at % len(kinds)] if demand.different == "kinds" else kinds[0],
                demand.title or "What if",
                "https://example.com/what-if" if demand.linked else "",
                date=day,
                role=demand.role,
                by=f"what if {number}",
                independent=True if demand.independent else None,
                state=demand.state,
            )


def recorded(assessment: Assessment, plan: Plan, setting: Setting) -> Assessment:  # noqa: ARG001 - as all here
    """A piece of evidence that is listed: ``absent``, or of another day."""
    whole(setting)
    known = assessment.evidence[setting.name]
    if setting.answer == _PRESENT:
        return assessment
    if setting.answer == _ABSENT:
        return _without(assessment, setting.name)
    day = _day(setting.answer)
    if day is None:
        message = f"The evidence {setting.name} can be {_PRESENT}, {_ABSENT} or of a day, as 2026-11-20"
        raise NoSetting(f"{message}, not {setting.answer!r}.")
    return replace(assessment, evidence={**assessment.evidence, setting.name: known._replace(date=day)})


def _without(assessment: Assessment, name: str) -> Assessment:
    """The assessment where nothing refers to a piece of evidence, and it is not listed."""

    def rest(names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(each for each in names if each != name)

    def freed(given: Given) -> Given:
        return given._replace(evidence=rest(given.evidence), evidence_spans=())

    return replace(
        assessment,
        evidence={key: each for key, each in assessment.evidence.items() if key != name},
        ratings=tuple(freed(each) if name in each.evidence else each for each in assessment.ratings),
        recorded=tuple(freed(each) if name in each.evidence else each for each in assessment.recorded),
        findings={
            key: each._replace(evidence=rest(each.evidence), evidence_spans=())
            for key, each in assessment.findings.items()
        },
        judgements={
            key: each._replace(evidence=rest(each.evidence), evidence_spans=())
            for key, each in assessment.judgements.items()
        },
        values={
            key: each._replace(evidence=rest(each.evidence), evidence_spans=())
            for key, each in assessment.values.items()
        },
    )


def _day(text: str) -> date | None:
    number = exact(text, "date")
    return date.fromordinal(int(number)) if number is not None else None
