"""A roadmap as text for a terminal, and as Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from cxrules.reports.columns import clean, counted, listed, wrap
from cxrules.reports.explanation_markdown import escaped
from cxrules.reports.roadmap_words import priced

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cxrules.reports.names import Look

Document: TypeAlias = "Mapping[str, Any]"


# ---------------------------------------------------------------------------------------- what is said


def about(document: Document) -> list[str]:
    """Which assessments it is of."""
    out = []
    for each in document["assessments"]:
        name = each["assessment"]
        title = f"{each['title']} ({name})" if each["title"] else name
        date = f", {each['date']}" if each["date"] else ""
        model = each["model"]
        out.append(f"{title}{date}. Model {model['id']} {model['version']}, {each['reading']} reading.")
    return out


def verdict(document: Document) -> list[str]:
    """What the plan comes to, first of all."""
    aims, missed = len(document["reached"]), document["missed"]
    goal = f"To reach: {document['goal']}."
    if not document["phases"]:
        if missed:
            return [goal, f"{_short(document)} for none of {counted(len(missed), 'aim')}."]
        return [goal, "It is reached already; nothing has to be done."]
    steps = sum(len(phase["items"]) for phase in document["phases"])
    lasts = _lasts(document)
    cost = f"The plan costs {priced(document['cost'], document['unit']).removeprefix('cost ')}"
    fewer = f" (at least {document['least']})" if document["least"] < document["periods"] else ""
    first = f"{cost} ({counted(steps, 'item')}) and takes {lasts}{fewer}."
    reached = f"It reaches {_all(aims, aims + len(missed))}."
    out = [goal, f"{first} {reached} {_proof(document)}"]
    if missed:
        several = len(document["assessments"]) > 1
        names = listed([_aim(each, several=several) for each in missed], 10)
        short = _short(document)
        out.append(f"Missed, because {short[0].lower()}{short[1:]} for no more: {names}.")
    for each in document["goals"]:
        state = "reached" if each["reached"] else "missed"
        out.append(f"Business goal {each['id']}{_in_brackets(each['title'])}: {state}.")
    return out


def _aim(aim: Document, *, several: bool) -> str:
    return f"{aim['subject']} level {aim['level']}" + (f" in {aim['assessment']}" if several else "")


def _all(reached: int, asked: int) -> str:
    if reached == asked:
        return "the goal" if asked == 1 else f"all {asked} aims"
    return f"{reached} of {counted(asked, 'aim')}"


def _short(document: Document) -> str:
    """What there is too little of."""
    limits = document["limits"]
    if "periods" not in limits:
        return "The budget pays"
    return "Budget and time are enough" if "budget" in limits else "There is time"


def _proof(document: Document) -> str:
    if document["optimal"] and document["missed"]:
        return (
            f"{_short(document)} for no plan that reaches more, and none that reaches as much is cheaper: "
            "that is proven."
        )
    if document["optimal"]:
        return f"No plan{_in_time(document)} is cheaper: that is proven."
    unit = document["unit"]
    return (
        f"It is not proven that no plan{_in_time(document)} is cheaper; none costs less than "
        f"{priced(document['bound'], unit)}."
    )


def _in_time(document: Document) -> str:
    """Of which plans it is the cheapest, where time is limited."""
    if document["late"]:
        return " that keeps as many deadlines"
    return " that is done in time" if {"periods", "deadlines"} & {*document["limits"]} else ""


def _lasts(document: Document) -> str:
    return _periods(document, document["periods"])


def _periods(document: Document, count: int) -> str:
    return counted(count, document["period"] or "period")


def _in_brackets(title: str) -> str:
    return f" ({title})" if title else ""


def late(document: Document) -> list[str]:
    """Deadlines that are missed."""
    period = document["period"] or "period"
    out = []
    for each in document["late"]:
        where = f" in {each['assessment']}" if len(document["assessments"]) > 1 else ""
        asked = f"{each['subject']}{where} should be at level {each['level']}"
        asked = f"{asked} by the end of {period} {each['by']}"
        if each["reached"] is None:
            out.append(f"{asked}; this plan does not lead there.")
        else:
            alone = f" {each['longest']} alone lasts longer." if each["longest"] else ""
            out.append(f"{asked}; it is at the end of {period} {each['reached']}.{alone}")
    return out


def heading(document: Document, phase: Document, at: int) -> str:
    """The heading of a phase."""
    period = document["period"] or "period"
    cost = priced(phase["cost"], document["unit"])
    return f"Phase {at}, to the end of {period} {phase['end']}: {cost}"


def reached(document: Document, phase: Document) -> str:
    """The levels that have changed after a phase."""
    several = len(document["assessments"]) > 1
    rises = [
        f"{each['subject']}{' in ' + each['assessment'] if several else ''} at level {each['to']} "
        f"(before: {each['from']})"
        for each in phase["rises"]
    ]
    return f"Then: {listed(rises)}." if rises else "Then all levels are as before."


def item_text(document: Document, item: Document) -> str:
    """An item, and what it costs."""
    several = len(document["assessments"]) > 1
    where = f" [{item['assessment']}]" if several and item["assessment"] else ""
    name = f"{item['subject']}: {item['title'] or 'measure'}" if item["measure"] else item["text"]
    return f"{name}{where} ({priced(item['cost'], document['unit'])}{_times(document, item)})"


def _times(document: Document, item: Document) -> str:
    period = document["period"] or "period"
    if item["begin"] == item["end"]:
        return f", {period} {item['begin']}"
    return f", {period} {item['begin']} to {item['end']}"


def below(document: Document, item: Document) -> Iterator[str]:
    """What a measure raises; and why an item is there, where that was asked."""
    several = len(document["assessments"]) > 1
    for each in item["raises"]:
        yield _raised(each, several=several)
    if item["without"] is not None:
        yield from item["because"]
        yield item["without"]["text"]


def _raised(raised: Document, *, several: bool) -> str:
    return f"{raised['text']}{' [' + raised['assessment'] + ']' if several else ''}"


# -------------------------------------------------------------------------------------------- as text


def render(document: Document, look: Look) -> str:
    """As text, ending with a line break."""
    lines: list[str] = []
    for text in (*about(document), *verdict(document), *late(document)):
        lines += wrap(clean(text), look.columns)
    bullet = f"{look.signs.bullet} "
    if document["assumptions"]:
        lines += ["", "What it rests on"]
        for text in document["assumptions"]:
            lines += wrap(clean(text), look.columns, f"  {bullet}", "    ")
    for at, phase in enumerate(document["phases"], 1):
        lines += ["", *wrap(clean(heading(document, phase, at)), look.columns)]
        for item in phase["items"]:
            lines += wrap(clean(item_text(document, item)), look.columns, f"  {bullet}", "    ")
            for text in below(document, item):
                lines += wrap(clean(text), look.columns, "      ")
        lines += wrap(clean(reached(document, phase)), look.columns, "  ")
    return "\n".join(lines) + "\n"


# ---------------------------------------------------------------------------------------- as Markdown


def markdown(document: Document) -> str:
    """As Markdown, with a table for each phase."""
    return "\n".join(_markdown(document)).rstrip() + "\n"


def _markdown(document: Document) -> Iterator[str]:
    title = document["title"] or f"Roadmap: {document['goal']}"
    yield from (f"# {escaped(title)}", "")
    for text in (*about(document), *verdict(document), *late(document)):
        yield from (escaped(text), "")
    if document["assumptions"]:
        yield from ("## What it rests on", "")
        yield from (f"- {escaped(text)}" for text in document["assumptions"])
        yield ""
    for at, phase in enumerate(document["phases"], 1):
        yield from (f"## {escaped(heading(document, phase, at))}", "")
        yield from table(document, phase)
        yield from ("", escaped(reached(document, phase)), "")


def table(document: Document, phase: Document) -> Iterator[str]:
    """The items of a phase as a table."""
    period = document["period"] or "period"
    cost = f"cost ({document['unit']})" if document["unit"] else "cost"
    several = len(document["assessments"]) > 1
    project = (" project |", "---|") if several else ("", "")
    yield f"|{project[0]} what | {escaped(cost)} | {escaped(period)} | why |"
    yield f"|{project[1]}---|---:|---|---|"
    for item in phase["items"]:
        name = f"{item['subject']}: {item['title']}" if item["measure"] else item["text"]
        raised = "; ".join(_raised(each, several=several) for each in item["raises"])
        what = escaped(f"{name}{': ' + raised if raised else ''}")
        when = str(item["begin"]) if item["begin"] == item["end"] else f"{item['begin']} to {item['end']}"
        why = [*item["because"], *([item["without"]["text"]] if item["without"] else [])]
        own = f" {escaped(item['project'] or 'shared')} |" if several else ""
        yield f"|{own} {what} | {item['cost']} | {when} | {escaped(' '.join(why))} |"
