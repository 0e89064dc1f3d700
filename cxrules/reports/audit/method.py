"""How the assessment was done: its record, method, tailoring, sample, scale, and what it is bound to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxrules.reports.audit.content import Block, Entry, Facts, Listing, Paragraph, Section, Text, said
from cxrules.reports.audit.ground import Ground, cell, row, table
from cxrules.reports.columns import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

_RECORD = ("purpose", "class", "sponsor", "independence", "context", "confidentiality", "plan")


def about(ground: Ground) -> tuple[tuple[str, Text], ...]:
    """The facts below the title of the report."""
    result, plan = ground.result, ground.plan
    model = f"{plan.model_title or plan.model_id} ({plan.model_id} {plan.model_version})"
    rows = [
        ("about.assessment", result["assessment"]),
        ("about.date", ground.saying.day(result["date"]) if result["date"] else ""),
        ("about.model", model),
        ("about.scope", ground.word("about.scope-of", len(ground.entries), what=_things(ground))),
        ("about.assessors", ", ".join(_people(ground))),
        ("about.status", ground.saying.wording.template(f"status.{result['status']}") or result["status"]),
    ]
    return tuple((ground.word(key), said(clean(value))) for key, value in rows if value)


def _things(ground: Ground) -> str:
    return ground.term("capability", len(ground.entries))


def method(ground: Ground) -> Section:
    """Method, tailoring, sample and record."""
    blocks: list[Block] = [Facts(tuple(_method(ground)))]
    record = tuple(_record(ground))
    sections = [Section(ground.word("method.record"), "record", (Facts(record),))] if record else []
    for each in (_tailoring(ground), _sample(ground), _log(ground)):
        sections += [each] if each is not None else []
    sections.append(_scales(ground))
    return Section(ground.word("section.method"), "method", tuple(blocks), tuple(sections))


def _method(ground: Ground) -> Iterator[tuple[str, Text]]:
    result, plan = ground.result, ground.plan
    rows = [
        ("method.reading", ground.word(f"reading-told.{plan.reading}")),
        ("method.method", plan.method_title or plan.method),
        ("method.up-to", "" if result["up-to-level"] is None else ground.level_name(result["up-to-level"])),
        ("method.view", result["view"] or ""),
        ("method.profile", result["profile"] or ""),
        (
            "method.instances",
            ground.saying.names([clean(_instance(ground, each)) for each in result["instances"]]),
        ),
        (
            "method.consensus",
            ground.saying.wording.template(f"consensus.{result['consensus']}") or result["consensus"],
        ),
        ("method.packages", ", ".join(f"{each['id']} {each['version']}" for each in result["packages"])),
        ("method.redacted", result["redacted-for"] or ""),
        ("method.based-on", result["based-on"] or ""),
        ("method.supersedes", result["supersedes"] or ""),
        ("method.signed", ", ".join(_signed(ground))),
    ]
    if len(ground.assessment.assessors) < 2:  # noqa: PLR2004 - one agrees with himself
        rows = [each for each in rows if each[0] != "method.consensus"]
    yield from ((ground.word(key), said(clean(value))) for key, value in rows if value)


def _instance(ground: Ground, name: str) -> str:
    found = ground.assessment.instances.get(name)
    if found is None:
        return name
    title = f"{name} ({found.title})" if found.title else name
    return (
        title if found.weight == 1 else f"{title}, {ground.word('method.weight', weight=str(found.weight))}"
    )


def _signed(ground: Ground) -> Iterator[str]:
    for each in ground.result["signed-off"]:
        role = f" ({each['role']})" if each["role"] not in {"", each["by"]} else ""
        yield clean(f"{each['by']}{role}{', ' + ground.saying.day(each['date']) if each['date'] else ''}")


def _people(ground: Ground) -> Iterator[str]:
    for each in ground.assessment.assessors.values():
        name = each.name or each.id
        yield clean(f"{name} ({each.role})" if each.role else name)


def _record(ground: Ground) -> Iterator[tuple[str, Text]]:
    record = ground.result["record"]
    for key in _RECORD:
        value = _statement(record[key])
        if value:
            yield ground.word(f"record.{key}"), said(clean(value))


def _statement(value: Any) -> str:  # noqa: ANN401 - a text, a list or a map, as JSON has them
    if not value:
        return ""
    if isinstance(value, dict):
        return "; ".join(f"{name}: {text}" for name, text in value.items())
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _tailoring(ground: Ground) -> Section | None:
    changes = ground.result["tailoring"]
    if not changes:
        return None
    columns = ground.columns(("column.change", "short"), "column.of", "column.because")
    caption = ground.word("method.tailoring")
    rows = (row(each["change"], each["of"], each["because"]) for each in changes)
    return Section(caption, "tailoring", (table(caption, columns, rows),))


def _sample(ground: Ground) -> Section | None:
    sampling = ground.result["sampling"]
    if sampling is None:
        return None
    blocks: list[Block] = []
    if sampling["rationale"]:
        blocks.append(Paragraph(said(clean(sampling["rationale"]))))
    if sampling["subgroups"]:
        columns = ground.columns(
            "column.subgroup", ("column.units", "number"), ("column.needed", "number"), "column.sampled"
        )
        rows = (
            row(each["id"], str(each["units"]), str(each["needed"]), ", ".join(each["sampled"]))
            for each in sampling["subgroups"]
        )
        blocks.append(table(ground.word("method.sample"), columns, rows))
    if sampling["lacks"]:
        entries = tuple(Entry(said(clean(each["message"])), (), "warn") for each in sampling["lacks"])
        blocks.append(Listing(entries, ground.word("method.sample-lacks")))
    return Section(ground.word("method.sample"), "sample", tuple(blocks)) if blocks else None


def _log(ground: Ground) -> Section | None:
    log = ground.result["record"]["log"]
    if not log:
        return None
    columns = ground.columns(("column.date", "short"), "column.by", "column.what")
    rows = (
        row(cell(ground.saying.day(each["date"]) if each["date"] else ""), each["who"], each["what"])
        for each in log
    )
    return Section(ground.word("method.log"), "log", (table(ground.word("method.log"), columns, rows),))


def _scales(ground: Ground) -> Section:
    """What the short names of ratings and levels stand for."""
    plan = ground.plan
    ratings = table(
        ground.word("method.ratings"),
        ground.columns(("column.rating", "short"), "column.meaning"),
        (row(name, title) for name, title in plan.scale_values),
    )
    levels = table(
        ground.word("method.levels"),
        ground.columns(("column.level", "short"), "column.meaning"),
        (row(str(order), name) for order, name in plan.level_names.items()),
    )
    return Section(ground.word("method.scales"), "scales", (ratings, levels))


def binding(ground: Ground) -> Section:
    """The digests of model, assessment and evidence."""
    lead = Paragraph(said(ground.word("bound.lead")))
    entries = tuple(ground.entry(each) for each in ground.known.bound_to)
    return Section(ground.word("part.bound"), "bound", (lead, Listing(entries)))
