"""What everything rests on: the register of evidence, and the measures with their rows and intervals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxrules.plan.figures import measured_text
from cxrules.reports.audit.capabilities import linked
from cxrules.reports.audit.charts import Range, Ranges
from cxrules.reports.audit.content import Block, Cell, Chart, Fold, Paragraph, Row, Section, Table
from cxrules.reports.audit.ground import Ground, anchor, cell, row, table
from cxrules.reports.columns import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cxrules.model.assessment import Evidence

Measure = "Mapping[str, Any]"
_MOST_DRAWN = 24
_BOUNDS = {"percent": (0.0, 100.0), "points": (-100.0, 100.0)}


def evidence(ground: Ground) -> Section | None:
    """Every piece of evidence, and the ratings that name it."""
    register = ground.assessment.evidence
    if not register:
        return None
    named: dict[str, dict[str, None]] = {}
    for given in ground.assessment.ratings:
        for each in given.evidence:
            named.setdefault(each, {})[given.subject] = None
    columns = ground.columns(
        ("column.id", "short"),
        ("column.kind", "short"),
        "column.title",
        ("column.date", "short"),
        "column.about-evidence",
        "column.named-by",
    )
    rows = [_piece(ground, each, named.get(each.id, {})) for each in register.values()]
    unused = [each for each in register if each not in named]
    blocks: list[Block] = [Paragraph(ground.sentence("register.lead", len(register)))]
    if unused:
        blocks.append(
            Paragraph((*ground.sentence("register.unused", len(unused)), *linked(ground, "evidence", unused)))
        )
    blocks.append(table(ground.word("section.evidence"), columns, rows))
    return Section(ground.word("section.evidence"), "evidence", tuple(blocks))


def _piece(ground: Ground, each: Evidence, named: Iterable[str]) -> Row:
    kind = ground.saying.wording.template(f"kind.{each.kind}", 1) or each.kind
    about = [each.ref, each.state, f"sha256:{each.sha256[:12]}…" if each.sha256 else "", each.note]
    if each.valid_until:
        about.append(ground.word("register.valid-until", day=ground.saying.day(each.valid_until.isoformat())))
    subjects = list(named)
    links = linked(ground, "subject", subjects[:8])
    if len(subjects) > 8:  # noqa: PLR2004 - as many as fit
        links = (*links, *ground.sentence("findings.more", len(subjects) - 8))
    return row(
        cell(each.id),
        cell(kind),
        cell(" – ".join(filter(None, [each.title, each.role, each.by or ""])) or "–"),  # noqa: RUF001 - en dashes
        cell(ground.saying.day(each.date.isoformat()) if each.date else ""),
        cell(" · ".join(filter(None, about))),
        Cell(links),
        at=anchor("evidence", each.id),
    )


# ------------------------------------------------------------------------------------------- measures


def measures(ground: Ground) -> Section | None:
    """Every measure of the whole with its rows and interval, drawn by unit; those of instances behind it."""
    rows: Sequence[Mapping[str, Any]] = ground.result["measures"]
    known = [each for each in rows if each["value"] is not None]
    if not rows:
        return None
    blocks: list[Block] = [Paragraph(ground.sentence("measures.lead", len({each["id"] for each in known})))]
    whole = [each for each in known if each["instance"] is None]
    for unit in dict.fromkeys(each["unit"] for each in whole):
        chart = _chart(ground, unit, [each for each in whole if each["unit"] == unit])
        if chart is not None:
            blocks.append(chart)
    blocks.append(_table(ground, ground.word("measures.table"), _of_whole(rows)))
    apart = [each for each in rows if each["instance"] is not None and each["value"] is not None]
    if apart:
        caption = ground.word("measures.by-instance", len(apart))
        blocks.append(
            Fold(caption, (_table(ground, caption, apart, instances=True),), "measures-by-instance")
        )
    return Section(ground.word("section.measures"), "measures", tuple(blocks))


def _of_whole(rows: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """One row a measure: that of the whole, or the first there is."""
    found: dict[str, Mapping[str, Any]] = {}
    for each in rows:
        if each["instance"] is None or each["id"] not in found:
            found[each["id"]] = each
    return list(found.values())


def _table(
    ground: Ground, caption: str, rows: Sequence[Mapping[str, Any]], *, instances: bool = False
) -> Table:
    titles: list[tuple[str, str] | str] = ["column.measure"]
    titles += [("column.instance", "short")] if instances else []
    titles += [("column.value", "number"), ("column.interval", "number"), ("column.n", "number")]
    confidence = {
        ground.plan.metrics[each["id"]].confidence for each in rows if each["id"] in ground.plan.metrics
    }
    columns = list(ground.columns(*titles))
    if len(confidence) == 1:
        percent = _percent(next(iter(confidence)))
        columns[-2] = columns[-2]._replace(title=ground.word("column.interval-of", percent=percent))
    return table(caption, columns, (_measure(ground, each, instances=instances) for each in rows))


def _percent(fraction: str) -> str:
    from fractions import Fraction

    return f"{float(Fraction(fraction)) * 100:g}"


def _measure(ground: Ground, each: Mapping[str, Any], *, instances: bool) -> Row:
    name = f"{each['title']} ({each['id']})" if each["title"] else each["id"]
    value = value_of(ground, each["value"], each["unit"]) or each["reason"]
    interval = ""
    if each["low"] is not None and each["high"] is not None:
        interval = ground.word(
            "measures.from-to",
            low=value_of(ground, each["low"], each["unit"]),
            high=value_of(ground, each["high"], each["unit"]),
        )
    count = "" if each["n"] is None else ground.saying.number(str(each["n"]))
    cells = [cell(name), *([cell(each["instance"] or "")] if instances else [])]
    cells += [cell(value, "", "" if each["value"] is not None else "quiet"), cell(interval), cell(count)]
    return row(*cells, at="" if instances else anchor("measure", each["id"]))


def value_of(ground: Ground, published: str | None, unit: str) -> str:
    """A measured number as the language writes it, with its unit; empty for none."""
    from fractions import Fraction

    if published is None:
        return ""
    text = measured_text(Fraction(published), unit)
    number, gap, rest = text.partition(" ")
    words = (ground.saying.wording.template(f"unit.{rest}") or rest) if rest else ""
    return f"{ground.saying.number(number.replace(',', ''))}{gap}{words}"


def _chart(ground: Ground, unit: str, rows: Sequence[Mapping[str, Any]]) -> Chart | None:
    """Values with their intervals; a single value needs no drawing."""
    shown = rows[:_MOST_DRAWN]
    if len(shown) < 2:  # noqa: PLR2004 - one is no comparison
        return None
    ranges = tuple(_range(ground, each) for each in shown)
    numbers = [end for each in ranges for end in (each.value, each.low, each.high) if end is not None]
    lowest, highest = _BOUNDS.get(unit, (min(0.0, *numbers), max(numbers)))
    lowest, highest = min(lowest, *numbers), max(highest, *numbers)
    if lowest == highest:
        return None
    words = ground.saying.wording.template(f"unit.{unit}") or unit
    title = ground.word("chart.measures", unit=words or ground.word("unit.number"))
    told = " ".join(f"{each.label}: {each.told}." for each in ranges)
    return Chart(title, told, Ranges(unit, lowest, highest, ranges), _table(ground, title, shown))


def _range(ground: Ground, each: Mapping[str, Any]) -> Range:
    value, low, high = (_bare(ground, each[end], each["unit"]) for end in ("value", "low", "high"))
    told = ground.word("measures.told", value=value, low=low, high=high) if low and high else value
    ends = (None if each[end] is None else float(each[end]) for end in ("value", "low", "high"))
    return Range(clean(each["title"] or each["id"]), told, *ends)


def _bare(ground: Ground, published: str | None, unit: str) -> str:
    """A measured number without its unit, which stands above the chart."""
    return value_of(ground, published, unit).partition(" ")[0]
