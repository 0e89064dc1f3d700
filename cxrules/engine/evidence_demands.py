"""Whether the evidence of a rating is what a model demands, and what is missing where it is not.

Each piece of evidence is looked at alone; then the pieces that are as demanded are counted, or their kinds or
people. Age and validity are those on the assessment's day.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxrules.model.demand import Demand
from cxrules.plan.calendar import Age, age, is_older
from cxrules.plan.values import NO, OPEN, OUTSIDE, YES, Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from cxrules.model.assessment import Assessment, Evidence, Given


def meets(demand: Demand, evidence: Sequence[Evidence], date: date | None) -> tuple[int, tuple[str, ...]]:
    """How many of these pieces count, and of each other piece of the right kind why it does not.

    Where `demand` asks for different kinds or people, those are counted. Without a date nothing has an age.
    """
    counted: list[Evidence] = []
    reasons: list[str] = []
    for each in evidence:
        if not _is_of_kind(demand, each):
            continue
        reason = next(_failings(demand, each, date), "")
        if reason:
            reasons.append(f"{each.id} {reason}")
        else:
            counted.append(each)
    if demand.different == "kinds":
        return len({each.kind.casefold() for each in counted}), tuple(reasons)
    if demand.different == "people":
        people = {each.by.casefold() for each in counted if each.by}
        reasons += [f"{each.id} does not say who it is by" for each in counted if not each.by]
        return len(people), tuple(reasons)
    return len(counted), tuple(reasons)


def answer(row: Sequence[Any], given: Iterable[Given], assessment: Assessment) -> Value:
    """Whether the evidence of a subject's ratings in an instance meets a demand, written as in a plan.

    Open where nothing is rated yet, or where the assessment has no date and the demand needs one; outside
    where the subject does not apply.
    """
    said = list(given)
    if not said:
        return OPEN
    if all(each.not_applicable is not None for each in said):
        return OUTSIDE
    demand = Demand.from_row(row)
    evidence = attached(said, assessment)
    if meets(demand, evidence, assessment.date)[0] >= demand.count:
        return YES
    if assessment.date is None and (demand.within or demand.valid):
        timeless = demand._replace(within=None, valid=False)
        return OPEN if meets(timeless, evidence, None)[0] >= demand.count else NO
    return NO


def explained(row: Sequence[Any], given: Iterable[Given], assessment: Assessment) -> str:
    """A sentence that tells what is demanded, how much of it is there, and why the rest does not count."""
    demand = Demand.from_row(row)
    count, reasons = meets(demand, attached(given, assessment), assessment.date)
    there = f"{count or 'none'} {'is' if count in {0, 1} else 'are'} there"
    why = [there, *reasons] if count < demand.count else [there]
    words = f"{asked(demand)}; {', '.join(why)}."
    return words[:1].upper() + words[1:]


def attached(given: Iterable[Given], assessment: Assessment) -> list[Evidence]:
    """The evidence that ratings refer to, each piece once."""
    names = dict.fromkeys(name for each in given for name in each.evidence)
    return [assessment.evidence[name] for name in names if name in assessment.evidence]


def asked(demand: Demand) -> str:
    """A demand as a sentence: ``2 documents not older than 12 months are asked for``."""
    many = bool(demand.kinds) if demand.different else demand.count != 1
    return f"{demand.in_words()} {'are' if many else 'is'} asked for"


def _is_of_kind(demand: Demand, each: Evidence) -> bool:
    return not demand.kinds or each.kind.casefold() in {kind.casefold() for kind in demand.kinds}


def _failings(demand: Demand, each: Evidence, today: date | None) -> Iterator[str]:
    """What keeps a piece of the right kind from counting, in words that follow its id."""
    if demand.title and demand.title.casefold() not in each.title.casefold():
        yield f"is called “{each.title}”" if each.title else "has no title"
    if demand.role and demand.role.casefold() != each.role.casefold():
        yield f"has the role “{each.role}”" if each.role else "has no role"
    if demand.independent and not each.independent:
        yield "is not independent" if each.independent is False else "does not say whether it is independent"
    if demand.state and demand.state.casefold() != each.state.casefold():
        yield f"is in the state “{each.state}”" if each.state else "has no state"
    if demand.linked and not each.ref:
        yield "has no reference"
    if demand.valid:
        yield from _run_out(each, today)
    if demand.within:
        yield from _aged(*demand.within, each.date, today)


def _run_out(each: Evidence, today: date | None) -> Iterator[str]:
    """What does not say how long it is valid does not run out."""
    if each.valid_until is None:
        return
    if today is None:
        yield f"is valid until {each.valid_until}, and the assessment has no date"
    elif today > each.valid_until:
        yield f"was valid until {each.valid_until}"


def _aged(number: int, unit: str, made: date | None, today: date | None) -> Iterator[str]:
    if made is None:
        yield "has no date"
    elif today is None:
        yield f"is of {made}, and the assessment has no date"
    elif made > today:
        yield f"is dated {made}, after the assessment"
    elif is_older(made, number, unit, today):
        yield f"is {_old(made, today, number, unit)} old"


def _old(made: date, today: date, number: int, unit: str) -> str:
    """How old something is, in days only where they make the difference."""
    if unit == "days":
        return f"{(today - made).days} days"
    months, days = age(made, today)
    beyond = months > number * (12 if unit == "years" else 1)
    return str(Age(months, 0 if beyond else days))
