"""Two models seen from each other: what ties them, what only one of them asks, and every pair of texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.compare.comparison import name_of
from cxrules.compare.coverage import METS
from cxrules.compare.words import RELATION
from cxrules.reports.audit.content import Block, Column, Facts, Fold, Paragraph, Section, said
from cxrules.reports.audit.ground import anchor, cell, row, table
from cxrules.reports.columns import clean, counted
from cxrules.reports.comparison.charts import flow, matrix
from cxrules.reports.comparison.words import MET, TONE, origin
from cxrules.reports.names import noun, plural

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cxrules.compare.comparison import Comparison, Pair, Side
    from cxrules.compare.coverage import Coverage, Standing
    from cxrules.model.mapping import Mapped


def of_pair(comparison: Comparison, pair: Pair) -> list[Section]:
    """The sections about two models that a mapping ties."""
    sides = {name_of(side.ruleset, comparison.sides): side for side in comparison.sides}
    first, second = sides[pair.first], sides[pair.second]
    title = f"{pair.first} and {pair.second}"
    blocks = (
        Paragraph(
            said(
                f"Each box tells the strongest relation between a unit of {pair.first} and one of "
                f"{pair.second}, and how many rows of the mapping tie them. Columns without any are left "
                "out; the gaps below name them."
            )
        ),
        matrix(pair, first, second),
        flow(pair, first, second),
    )
    return [
        Section(f"{title}: coverage", anchor_of(pair.there, "coverage"), blocks),
        _gaps(pair, first, second),
        _texts(pair, first, second),
    ]


def anchor_of(seen: Coverage, what: str) -> str:
    """Where a section about one model seen from another begins."""
    return anchor(what, f"{seen.from_model}-{seen.to_model}")


def _gaps(pair: Pair, first: Side, second: Side) -> Section:
    parts = tuple(_gaps_of(seen, side) for seen, side in ((pair.there, first), (pair.back, second)))
    lead = Paragraph(said("What one model asks and the other does not, or of which nobody has said yet."))
    return Section(
        f"{pair.first} and {pair.second}: gaps",
        anchor("gaps-both", f"{pair.first}-{pair.second}"),
        (lead,),
        parts,
    )


def _gaps_of(seen: Coverage, side: Side) -> Section:
    counts = table(
        f"{seen.from_model} looked for in {seen.to_model}",
        [Column(_word(side, "capability")), *(Column(MET[met], "number") for met in METS)],
        [
            row(
                f"{unit.id} {unit.title}",
                *(str(count) if count else "" for count in seen.counts(unit.id).values()),
            )
            for unit in side.elements.units.values()
            if unit.elements
        ],
    )
    gaps = seen.gaps()
    rows = [
        row(
            f"{each.element.id} {each.element.title}",
            cell(MET[each.met], tone=TONE[each.met]),
            " ".join(line.because for line in each.rows),
        )
        for each in gaps
    ]
    listed = table(
        f"What only {seen.from_model} asks",
        [Column(_word(side, "criterion")), Column("In the other", "short"), Column("Why")],
        rows,
    )
    count = counted(len(gaps), _plain(side, "criterion"), plural(side.ruleset, "criterion"))
    title = f"Asked by {seen.from_model}, not by {seen.to_model}"
    blocks: tuple[Block, ...] = (
        counts,
        *((Fold(f"{count} without a counterpart", (listed,)),) if rows else ()),
    )
    return Section(title, anchor_of(seen, "gaps"), blocks)


def _word(side: Side, kind: str) -> str:
    word = _plain(side, kind)
    return word[:1].upper() + word[1:]


def _plain(side: Side, kind: str) -> str:
    return noun(side.ruleset, kind)


def _texts(pair: Pair, first: Side, second: Side) -> Section:
    standings: dict[str, list[Standing]] = {}
    for each in pair.there.standings:
        standings.setdefault(each.element.unit, []).append(each)
    whole: dict[str, list[Mapped]] = {}
    for tie in pair.there.ties.values():
        for claim in tie.rows:
            element = first.elements.by_id[str(claim.from_id)]
            if not element.asked:
                whole.setdefault(tie.from_unit, []).append(claim)
    parts = []
    for unit in first.elements.units.values():
        blocks = [*_claims(whole.get(unit.id, ()), first, second)]
        for each in standings.get(unit.id, ()):
            if each.met not in {"unit", "unsaid"}:
                blocks += _claims(each.rows, first, second)
        if blocks:
            title = f"{unit.id} {unit.title}"
            parts.append(Section(title, anchor(f"unit-{pair.first}-{pair.second}", unit.id), tuple(blocks)))
    lead = Paragraph(
        said(f"Every claim of the mapping, with the texts of both models, in the order of {pair.first}.")
    )
    title = f"{pair.first} and {pair.second}: element by element"
    return Section(title, anchor("texts", f"{pair.first}-{pair.second}"), (lead,), tuple(parts))


def _claims(rows: Iterable[Mapped], first: Side, second: Side) -> list[Block]:
    """Each claim as a sentence behind which both texts stand."""
    found: list[Block] = []
    for each in rows:
        here, there = _named(first, each.from_id), _named(second, each.to_id)
        title = f"{here} {RELATION[each.relation]}" + (f" {there}" if each.relation != "none" else "")
        facts = [("Why", said(clean(each.because))), ("Source", said(clean(origin(each))))]
        facts += [
            (str(name), said(text_of(side, str(name))))
            for side, name in ((first, each.from_id), (second, each.to_id))
            if name is not None
        ]
        found.append(Fold(title, (Facts(tuple((name, words) for name, words in facts if words)),)))
    return found


def _named(side: Side, name: str | None) -> str:
    if name is None:
        return ""
    element = side.elements.by_id.get(name)
    return f"{name} ({element.title})" if element is not None and element.title else name


def text_of(side: Side, name: str) -> str:
    """What a model says of an element: its title, purpose, and what an assessor has to see."""
    element = side.elements.by_id.get(name)
    if element is None:
        return ""
    said_of = [element.title]
    capability = side.ruleset.capabilities.get(name)
    if capability is not None:
        said_of.append(capability.purpose)
    clauses = side.ruleset.clauses.get(name)
    if clauses is not None:
        said_of += [f"needs {each}" for each in clauses.needs]
        said_of += [f"{rating} when {text}" for rating, text in clauses.rates]
        said_of += [each.text for each in clauses.graded]
    if element.level is not None:
        said_of.append(f"level {element.level}")
    return clean(". ".join(each.rstrip(".") for each in said_of if each) + ".")
