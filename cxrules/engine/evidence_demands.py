"""Whether the evidence of a rating is what a model demands, and what is missing where it is not.

Each piece of evidence is looked at alone; then the pieces that are as demanded are counted, or their kinds or
people. Age and validity are those on the assessment's day.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxrules.model.demand import Demand
from cxrules.model.speech import ENGLISH, Speech
from cxrules.plan.calendar import Age, age, is_older
from cxrules.plan.values import NO, OPEN, OUTSIDE, YES, Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from cxrules.model.assessment import Assessment, Evidence, Given


def meets(
    demand: Demand, evidence: Sequence[Evidence], date: date | None, say: Speech = ENGLISH
) -> tuple[int, tuple[str, ...]]:
    """How many of these pieces count, and of each other piece of the right kind why it does not.

    Where `demand` asks for different kinds or people, those are counted. Without a date nothing has an age.
    """
    counted: list[Evidence] = []
    reasons: list[str] = []
    for each in evidence:
        if not _is_of_kind(demand, each):
            continue
        reason = next(_failings(demand, each, date, say), "")
        if reason:
            reasons.append(reason)
        else:
            counted.append(each)
    if demand.different == "kinds":
        return len({each.kind.casefold() for each in counted}), tuple(reasons)
    if demand.different == "people":
        people = {each.by.casefold() for each in counted if each.by}
        reasons += [say("{} does not say who it is by", each.id) for each in counted if not each.by]
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


def explained(
    row: Sequence[Any], given: Iterable[Given], assessment: Assessment, say: Speech = ENGLISH
) -> str:
    """A sentence that tells what is demanded, how much of it is there, and why the rest does not count."""
    demand = Demand.from_row(row)
    count, reasons = meets(demand, attached(given, assessment), assessment.date, say)
    there = say("none is there") if not count else say("{} is there" if count == 1 else "{} are there", count)
    why = [there, *reasons] if count < demand.count else [there]
    words = f"{asked(demand, say)}; {', '.join(why)}."
    return words[:1].upper() + words[1:]


def attached(given: Iterable[Given], assessment: Assessment) -> list[Evidence]:
    """The evidence that ratings refer to, each piece once."""
    names = dict.fromkeys(name for each in given for name in each.evidence)
    return [assessment.evidence[name] for name in names if name in assessment.evidence]


def asked(demand: Demand, say: Speech = ENGLISH) -> str:
    """A demand as a sentence: ``2 documents not older than 12 months are asked for``."""
    many = bool(demand.kinds) if demand.different else demand.count != 1
    return say("{} are asked for" if many else "{} is asked for", demand.in_words(say))


def _is_of_kind(demand: Demand, each: Evidence) -> bool:
    return not demand.kinds or each.kind.casefold() in {kind.casefold() for kind in demand.kinds}


def _failings(demand: Demand, each: Evidence, today: date | None, say: Speech) -> Iterator[str]:
    """What keeps a piece of the right kind from counting."""
    name = each.id
    if demand.title and demand.title.casefold() not in each.title.casefold():
        yield say("{} is called “{}”", name, each.title) if each.title else say("{} has no title", name)
    if demand.role and demand.role.casefold() != each.role.casefold():
        yield say("{} has the role “{}”", name, each.role) if each.role else say("{} has no role", name)
    if demand.independent and not each.independent:
        unsaid = each.independent is None
        yield say("{} does not say whether it is independent" if unsaid else "{} is not independent", name)
    if demand.state and demand.state.casefold() != each.state.casefold():
        yield say("{} is in the state “{}”", name, each.state) if each.state else say("{} has no state", name)
    if demand.linked and not each.ref:
        yield say("{} has no reference", name)
    if demand.valid:
        yield from _run_out(each, today, say)
    if demand.within:
        yield from _aged(demand.within, each, today, say)


def _run_out(each: Evidence, today: date | None, say: Speech) -> Iterator[str]:
    """What does not say how long it is valid does not run out."""
    if each.valid_until is None:
        return
    until = say.date(each.valid_until)
    if today is None:
        yield say("{} is valid until {}, and the assessment has no date", each.id, until)
    elif today > each.valid_until:
        yield say("{} was valid until {}", each.id, until)


def _aged(within: tuple[int, str], each: Evidence, today: date | None, say: Speech) -> Iterator[str]:
    made, name = each.date, each.id
    if made is None:
        yield say("{} has no date", name)
    elif today is None:
        yield say("{} is of {}, and the assessment has no date", name, say.date(made))
    elif made > today:
        yield say("{} is dated {}, after the assessment", name, say.date(made))
    elif is_older(made, *within, today):
        yield say("{} is {} old", name, _old(made, today, within, say))


def _old(made: date, today: date, within: tuple[int, str], say: Speech) -> str:
    """How old something is, in days only where they make the difference."""
    number, unit = within
    if unit == "days":
        return say("{} days", (today - made).days)
    months, days = age(made, today)
    beyond = months > number * (12 if unit == "years" else 1)
    return _age_text(Age(months, 0 if beyond else days), say)


def _age_text(age_: Age, say: Speech) -> str:
    if say is ENGLISH:
        return str(age_)
    months, days = age_
    parts = [say("{} month" if months == 1 else "{} months", months)] if months else []
    parts += [say("{} day" if days == 1 else "{} days", days)] if days or not months else []
    return say(" and ").join(parts)
