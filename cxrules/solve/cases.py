"""Cases as assessments: a blank one to begin with, and one in which every answer of a case is recorded.

What is recorded is only what the answers ask for. Evidence is made up so that it meets the demands that hold
in the case, and no others as far as that can be; who uses a case has the engine say what comes of it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from cxrules.engine.evaluation import evaluate
from cxrules.engine.evidence_demands import meets
from cxrules.model.assessment import (
    Assessment,
    Assessor,
    Deviation,
    Evidence,
    Finding,
    Given,
    Instance,
    Judgement,
    Stated,
)
from cxrules.model.demand import Demand
from cxrules.model.measured import Measured, Measurement, taken_apart
from cxrules.model.stated import allowed
from cxrules.solve.asked import OTHER, Atom

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from cxrules.engine.evaluation import Evaluation
    from cxrules.plan import Plan
    from cxrules.plan.aggregation import Number
    from cxrules.solve.asked import Side

DAY = date(2026, 1, 1)
"""The day of a case, unless another one is asked for."""

LEAD = "lead"
_WHY = "part of the case"
_YES = 1


def blank(
    plan: Plan,
    scope: Collection[str] | None = None,
    instances: Sequence[str] = (),
    day: date | None = DAY,
) -> Evaluation:
    """An assessment by a plan in which nothing is answered yet, evaluated.

    `scope` are the capabilities assessed; None: all that the plan has. The assessment's name is the model's.
    """
    names = (
        list(plan.capabilities) if scope is None else [name for name in plan.capabilities if name in scope]
    )
    assessment = Assessment(
        plan.model_id,
        f"{plan.model_id}@{plan.model_version}",
        date=day,
        reading=plan.reading,
        method=plan.method or None,
        profile=plan.tailoring.profile,
        scope=tuple(names),
        assessors={LEAD: Assessor(LEAD, "lead")},
        instances={name: Instance(name) for name in instances},
    )
    return evaluate(plan, assessment, names)


class Attached(NamedTuple):
    """Evidence of one subject, and how much else is recorded of it."""

    evidence: Sequence[Evidence] = ()
    note: str = ""
    weaknesses: tuple[str, ...] = ()


def assessment_of(
    side: Side,
    answers: Mapping[Atom, Number],
    attached: Mapping[tuple[str, str | None], Attached],
) -> Assessment:
    """The assessment that records some answers, and nothing else.

    `attached` is what stands beside ratings, by subject and instance.
    """
    blank_one, plan = side.evaluation.assessment, side.plan
    kinds: dict[str, dict[Atom, Number]] = {}
    for atom, number in sorted(answers.items(), key=lambda each: each[0][:2]):
        kinds.setdefault(atom.kind, {})[atom] = number
    told = _told(side, kinds.get("value", {}))
    day = next((date.fromordinal(int(number)) for number in kinds.get("today", {}).values()), blank_one.date)
    evidence = {piece.id: piece for each in attached.values() for piece in each.evidence}
    ratings, recorded = _ratings(side, kinds, attached)
    return replace(
        blank_one,
        date=day,
        evidence=evidence,
        ratings=ratings,
        recorded=recorded,
        findings=_findings(side, kinds.get("finding", {})),
        deviations=tuple(
            Deviation(atom.name, _WHY, LEAD, (atom.detail[0],) if atom.detail[0] else ())
            for atom, number in kinds.get("deviated", {}).items()
            if number == _YES
        ),
        judgements={
            atom.name: Judgement(atom.name, "yes" if number == _YES else "no", LEAD, _WHY)
            for atom, number in kinds.get("judged", {}).items()
        }
        | {
            atom.name: Judgement(atom.name, (side.names(atom) or ())[int(number)], LEAD, _WHY)
            for atom, number in kinds.get("choice", {}).items()
        },
        values={each.name: each for each in told},
        measured=_measured(plan, kinds.get("value", {})),
    )


def _ratings(
    side: Side,
    kinds: Mapping[str, Mapping[Atom, Number]],
    attached: Mapping[tuple[str, str | None], Attached],
) -> tuple[tuple[Given, ...], tuple[Given, ...]]:
    """The ratings with what is said about them; what the model rates itself is recorded without one."""
    plan = side.plan
    causes: dict[tuple[str, str | None], list[str]] = {}
    for atom, number in kinds.get("cause", {}).items():
        said = causes.setdefault((atom.name, atom.instance), [])
        if number == _YES:
            said.append(str(side.other_cause(atom.name)) if atom.detail[0] == OTHER else atom.detail[0])
    facets: dict[tuple[str, str | None], dict[str, str]] = {}
    for atom, number in kinds.get("value", {}).items():
        if side.asked.values[atom.name][2] == "facet":
            subject, _, name = atom.name.rpartition(".")
            facets.setdefault((subject, atom.instance), {})[name] = str(number)
    order = {name: place for place, name in enumerate(plan.subjects)}
    unrated = {(atom.name, atom.instance) for atom, number in kinds.get("given", {}).items() if not number}
    ranks = {
        (atom.name, atom.instance): int(number)
        for atom, number in kinds.get("rating", {}).items()
        if (atom.name, atom.instance) not in unrated
    }
    ratings, recorded = list[Given](), list[Given]()
    places = {*ranks, *causes, *facets, *attached}
    for place in sorted(places, key=lambda each: (order[each[0]], each[1] or "")):
        subject, instance = place
        own = attached.get(place, Attached())
        rates_itself = subject in plan.answers.computed and place not in ranks
        given = Given(
            subject,
            None if rates_itself else plan.given_values[ranks.get(place, len(plan.given_values) - 1)],
            instance,
            causes=tuple(causes.get(place, ())),
            evidence=tuple(each.id for each in own.evidence),
            note=own.note,
            weaknesses=own.weaknesses,
            facets=facets.get(place, {}),
        )
        (recorded if rates_itself else ratings).append(given)
    return tuple(ratings), tuple(recorded)


def _findings(side: Side, answers: Mapping[Atom, Number]) -> dict[str, Finding]:
    found: dict[str, list[str]] = {}
    for atom, number in answers.items():
        if number == _YES:
            found.setdefault(atom.name, []).append(atom.detail[0])
    made = {}
    for name, about in found.items():
        subjects = [each for each in about if each in side.plan.subjects or each in side.plan.capabilities]
        if not subjects:
            outside = side.else_about(name)
            named = side.asked.findings[name] - {OTHER} or name in side.plan.answers.naming
            subjects = [outside] if named and outside is not None else []
        made[name] = Finding(name, "yes", tuple(subjects), by=LEAD)
    return made


# ------------------------------------------------------------------------------------------------ values


def _told(side: Side, answers: Mapping[Atom, Number]) -> Iterable[Stated]:
    for atom, number in answers.items():
        type_ = side.asked.values[atom.name][2]
        if type_ != "facet" and atom.name in side.plan.answers.inputs:
            yield Stated(atom.name, as_text(number, type_), LEAD)


def _measured(plan: Plan, answers: Mapping[Atom, Number]) -> Measured:
    """What no file states, since it is measured from tables."""
    parts: dict[str, dict[str, Number]] = {}
    for atom, number in answers.items():
        metric, part = taken_apart(atom.name)
        if metric in plan.metrics and atom.name not in plan.answers.inputs:
            parts.setdefault(metric, {})[part] = number
    found: dict[tuple[str | None, str], Measurement] = {}
    for metric, said in parts.items():
        whole = {**said, **({"n": int(said["n"])} if "n" in said else {})}
        found[None, metric] = Measurement(metric, None, **{"value": None, **whole})  # type: ignore[arg-type]
    return Measured(found)


def as_text(number: Number, type_: str) -> str:
    """A number as an assessment states it."""
    if type_ == "date":
        return date.fromordinal(int(number)).isoformat()
    if type_ == "truth":
        return "yes" if number else "no"
    words = allowed(type_)
    if words:
        return words[int(number)]
    return f"{_decimal(number)}%" if type_ == "percent" else _decimal(number)


def _decimal(number: Number) -> str:
    from fractions import Fraction

    exact = Fraction(number)
    for digits in range(7):
        if (exact * 10**digits).denominator == 1:
            return f"{float(exact):.{digits}f}"
    return str(exact)


# ---------------------------------------------------------------------------------------------- evidence


def pieces(demand: Demand, day: date, first: int, kind: str = "record") -> list[Evidence]:
    """The least that meets a demand: as old as it may be, and with nothing that it does not ask for.

    `kind` is that of each piece where the demand allows it.
    """
    found = []
    for place in range(demand.count):
        of = kind
        if demand.kinds and kind not in demand.kinds:
            of = demand.kinds[0]
        if demand.different == "kinds":
            of = demand.kinds[place % len(demand.kinds)] if demand.kinds else f"kind {place + 1}"
        found.append(
            Evidence(
                f"E{first + place}",
                of,
                title=demand.title,
                ref=f"case/{first + place}" if demand.linked else "",
                date=_oldest(demand, day),
                role=demand.role,
                by=f"person {place + 1}" if demand.different == "people" else None,
                independent=True if demand.independent else None,
                valid_until=None if demand.valid else day - timedelta(days=1),
                state=demand.state,
            )
        )
    return found


def _oldest(demand: Demand, day: date) -> date | None:
    """The first day on which something may be made that is not too old."""
    if demand.within is None:
        return None
    number, unit = demand.within
    if unit == "days":
        return day - timedelta(days=number)
    months = number * (12 if unit == "years" else 1)
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(max(year, 1), month + 1, min(day.day, 28))


def follows(first: Demand, then: Demand) -> bool:
    """Whether whatever meets one demand meets the other, too."""
    kinds = first.kinds if first.kinds and not first.different else ("no kind at all",)
    return all(meets(then, pieces(first, DAY, 1, kind), DAY)[0] >= then.count for kind in kinds)


def attach(demands: Iterable[Demand], counted: Mapping[str, int], day: date, first: int) -> Attached:
    """What stands beside a rating so that these demands are met, and so much is recorded."""
    evidence: list[Evidence] = []
    for demand in sorted(demands, key=lambda each: each.count):
        if meets(demand, evidence, day)[0] < demand.count:
            evidence += pieces(demand, day, first + len(evidence))
    for _ in range(counted.get("evidence-count", 0) - len(evidence)):
        filler = Demand(("further record",))
        evidence += pieces(filler, day, first + len(evidence), "further record")
    links = counted.get("link-count", 0) - sum(bool(each.ref) for each in evidence)
    for place, each in enumerate(evidence):
        if links > 0 and not each.ref:
            evidence[place], links = each._replace(ref=f"case/{each.id}"), links - 1
    note = "x" * counted.get("note-length", 0)
    weaknesses = tuple(f"weakness {place + 1}" for place in range(counted.get("weakness-count", 0)))
    return Attached(evidence, note, weaknesses)
