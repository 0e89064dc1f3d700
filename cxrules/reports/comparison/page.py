"""A comparison as the content of a page: a summary, the models, the matrix, the gaps, every pair of texts.

It is laid out by what lays out the report of an assessment (`cxrules.reports.audit.forms`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.compare.comparison import name_of
from cxrules.compare.coverage import METS
from cxrules.reports.audit.content import (
    Block,
    Entry,
    Figure,
    Figures,
    Listing,
    Paragraph,
    Report,
    Section,
    said,
)
from cxrules.reports.columns import clean, counted
from cxrules.reports.comparison.models import levels, models
from cxrules.reports.comparison.pair import anchor_of, of_pair
from cxrules.reports.comparison.words import MET, TONE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cxrules.compare.comparison import Comparison


def page(comparison: Comparison, words: Mapping[str, str]) -> Report:
    """Everything; `words` are those of the page itself."""
    names = [name_of(side.ruleset, comparison.sides) for side in comparison.sides]
    about = tuple(
        (name, said(clean(f"{side.ruleset.title} {side.ruleset.version}")))
        for name, side in zip(names, comparison.sides, strict=True)
    )
    sections = [_summary(comparison), models(comparison, names), levels(comparison, names)]
    for pair in comparison.pairs:
        sections += of_pair(comparison, pair)
    sections.append(_sources(comparison))
    return Report("en", " and ".join(names), "Comparison of models", about, tuple(sections), dict(words))


# ------------------------------------------------------------------------------------------ summary


def _summary(comparison: Comparison) -> Section:
    blocks: list[Block] = []
    for pair in comparison.pairs:
        for seen in (pair.there, pair.back):
            counts = seen.counts()
            blocks += [
                Paragraph(said(f"What {seen.from_model} asks, looked for in {seen.to_model}:")),
                Figures(
                    tuple(
                        Figure(str(counts[met]), MET[met], anchor_of(seen, "gaps"), TONE[met])
                        for met in METS
                        if counts[met]
                    )
                ),
            ]
    blocks += [
        Paragraph(said(f"No mapping ties {one} and {other}, so their elements are not compared."), "open")
        for one, other in comparison.unmapped
    ]
    return Section("Summary", "summary", tuple(blocks))


# ------------------------------------------------------------------------------------------ sources


def _sources(comparison: Comparison) -> Section:
    entries = []
    for pair in comparison.pairs:
        for each in pair.mappings:
            told = [row for row in each.rows if row.relation != "none"]
            published = sum(row.published is not None for row in told)
            entries.append(
                Entry(
                    said(
                        clean(
                            f"{each.id} {each.version}, {each.title}: {counted(len(told), 'relation')}, "
                            f"{published} of them published, the others our own reading. {each.note}"
                        )
                    )
                )
            )
    for side in comparison.sides:
        parts = (side.ruleset.title, side.ruleset.source, side.ruleset.trademark)
        entries.append(Entry(said(clean(". ".join(each.rstrip(".") for each in parts if each) + "."))))
    lead = Paragraph(said("A mapping is somebody's reading of two models. None here is official."))
    return Section("Where this comes from", "sources", (lead, Listing(tuple(entries))))
