"""The models of a comparison beside each other: sizes, words, scales, levels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.compare.comparison import demands, sizes
from cxrules.compare.words import RELATION
from cxrules.reports.audit.content import Block, Column, Facts, Fold, Paragraph, Section, said
from cxrules.reports.audit.ground import row, table
from cxrules.reports.columns import clean
from cxrules.reports.comparison.words import TERMS, origin
from cxrules.reports.names import noun

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxrules.compare.comparison import Comparison, Pair


_SIZES = {
    "levels": "Levels",
    "groups": "Groups",
    "capabilities": "Capabilities (processes, areas)",
    "criteria": "Criteria (practices) of capabilities",
    "attributes": "Attributes",
    "practices": "Practices of attributes",
    "rules": "Rules",
    "measures": "Measures",
    "parameters": "Parameters",
    "targets": "Targets",
}


def models(comparison: Comparison, names: Sequence[str]) -> Section:
    """What each model is made of, and what it calls things."""
    sides = comparison.sides
    columns = [Column("")] + [Column(name) for name in names]
    counts = [sizes(side.ruleset) for side in sides]
    found = [
        row(label, *(str(each[kind]) for each in counts))
        for kind, label in _SIZES.items()
        if any(each[kind] for each in counts)
    ]
    terms = [row(f"a {kind}", *(noun(side.ruleset, kind) for side in sides)) for kind in TERMS]
    scales = [
        row(
            "Scales of ratings",
            *(
                "; ".join(
                    f"{scale.id}: {', '.join(value.id for value in scale.values)}"
                    for scale in side.ruleset.scales.values()
                )
                for side in sides
            ),
        )
    ]
    blocks = (
        Paragraph(said("What each model is made of.")),
        table(
            "What each model is made of",
            [*columns[:1], *(each._replace(kind="number") for each in columns[1:])],
            found,
        ),
        Paragraph(said("What each model calls it.")),
        table("What each model calls it", columns, [*terms, *scales]),
    )
    return Section("The models", "models", blocks)


def levels(comparison: Comparison, names: Sequence[str]) -> Section:
    """The levels of all models by their order, and what each of them demands."""
    found = [demands(side.ruleset) for side in comparison.sides]
    orders = sorted({order for each in found for order in each})
    named = table(
        "The levels",
        [Column("Level", "number"), *map(Column, names)],
        [row(str(order), *(each[order][0] if order in each else "" for each in found)) for order in orders],
    )
    blocks: list[Block] = [Paragraph(said("Levels by their order; their names are labels.")), named]
    for name, side in zip(names, found, strict=True):
        rows = tuple(
            (f"{order} {title}".strip(), said(clean(requires) if requires else "nothing"))
            for order, (title, requires) in side.items()
        )
        blocks.append(Fold(f"What each level of {name} demands", (Facts(rows),)))
    blocks += [_level_rows(pair) for pair in comparison.pairs if pair.levels]
    return Section("Levels", "levels", tuple(blocks))


def _level_rows(pair: Pair) -> Block:
    rows = [
        row(
            "none" if each.from_level is None else str(each.from_level),
            RELATION[each.relation],
            "none" if each.to_level is None else str(each.to_level),
            each.because,
            origin(each),
        )
        for each in pair.levels
    ]
    columns = [
        Column(f"Level of {pair.first}", "short"),
        Column("Relation"),
        Column(f"Level of {pair.second}", "short"),
        Column("Why"),
        Column("Source"),
    ]
    return table(f"Levels of {pair.first} and {pair.second}", columns, rows)
