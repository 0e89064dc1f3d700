"""The charts of a comparison: a matrix of units, and the flows between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.compare.words import RELATION
from cxrules.reports.audit.charts import Band, Flow, HeatCell, HeatMap
from cxrules.reports.audit.content import Chart, Column
from cxrules.reports.audit.ground import row, table
from cxrules.reports.columns import clean, counted
from cxrules.reports.comparison.words import SIGN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxrules.compare.comparison import Pair, Side
    from cxrules.compare.coverage import Tie
    from cxrules.compare.elements import Unit
    from cxrules.model.mapping import Relation
    from cxrules.reports.audit.content import Table

_RANKS: dict[Relation, int] = {"intersects": 0, "subset": 1, "superset": 1, "equivalent": 2, "equal": 2}
_SCALE = (("∩", "some of it is the same"), ("⊂ ⊃", "one asks all of the other"), ("= ≡", "both ask the same"))
_BANDS: dict[Relation, str] = {
    "intersects": "part", "subset": "full", "superset": "full", "equivalent": "full", "equal": "full",
}  # fmt: skip
_LEGEND = (("full", "one asks all of the other, or the same"), ("part", "they overlap"))


def matrix(pair: Pair, first: Side, second: Side) -> Chart:
    """Units of both models against each other; the model with more units down the side."""
    turned = len(_shown(pair, second, 1)) > len(_shown(pair, first, 0))
    seen = pair.back if turned else pair.there
    down, across = (second, first) if turned else (first, second)
    rows = _shown(pair, down, int(turned))
    columns = [each for each in _shown(pair, across, int(not turned)) if _tied(pair, each, int(not turned))]
    cells = tuple(
        (
            unit.id,
            clean(unit.title),
            tuple(_cell(seen.ties.get((unit.id, other.id))) for other in columns),
        )
        for unit in rows
    )
    title = f"{seen.from_model} down, {seen.to_model} across"
    return Chart(
        title,
        f"{title}. {_told(list(seen.ties.values()))}",
        HeatMap(tuple((each.id, clean(each.title)) for each in columns), cells, _SCALE, mild=True),
        _table(title, list(seen.ties.values()), down, across),
    )


def flow(pair: Pair, first: Side, second: Side) -> Chart:
    """The units of the first model on the left, tied to those of the second."""
    ties = [each for each in pair.there.ties.values() if each.relation in _BANDS]
    left = [each for each in first.elements.units.values() if any(tie.from_unit == each.id for tie in ties)]
    right = [each for each in second.elements.units.values() if any(tie.to_unit == each.id for tie in ties)]
    bands = tuple(
        Band(
            each.from_unit,
            each.to_unit,
            sum(line.relation in _BANDS for line in each.rows),
            _BANDS[each.relation],
            _sentence(each),
        )
        for each in ties
    )
    title = f"From {pair.first} to {pair.second}"
    return Chart(
        title,
        f"{title}, a band for each two units that are tied, as broad as there are relations. {_told(ties)}",
        Flow(
            tuple((each.id, clean(each.title)) for each in left),
            tuple((each.id, clean(each.title)) for each in right),
            bands,
            _LEGEND,
        ),
        _table(title, ties, first, second),
    )


def _shown(pair: Pair, side: Side, end: int) -> list[Unit]:
    """The units of a model: its capabilities, and attributes where something is said of them."""
    return [
        each for each in side.elements.units.values() if each.kind == "capability" or _tied(pair, each, end)
    ]


def _tied(pair: Pair, unit: Unit, end: int) -> bool:
    return any(key[end] == unit.id for key in pair.there.ties)


def _cell(tie: Tie | None) -> HeatCell:
    if tie is None or tie.relation not in _RANKS:
        return HeatCell("", None)
    count = len(tie.rows)
    return HeatCell(f"{SIGN[tie.relation]} {count}", _RANKS[tie.relation], told=_sentence(tie))


def _sentence(tie: Tie) -> str:
    return (
        f"{tie.from_unit} and {tie.to_unit}: {counted(len(tie.rows), 'relation')}, "
        f"at the strongest one {RELATION[tie.relation]} the other"
    )


def _told(ties: Sequence[Tie]) -> str:
    return ". ".join(map(_sentence, ties)) + "." if ties else "Nothing is tied."


def _table(title: str, ties: Sequence[Tie], first: Side, second: Side) -> Table:
    units, others = first.elements.units, second.elements.units
    return table(
        title,
        [Column(""), Column("Strongest relation"), Column(""), Column("Relations", "number")],
        [
            row(
                f"{each.from_unit} {units[each.from_unit].title}",
                RELATION[each.relation],
                f"{each.to_unit} {others[each.to_unit].title}",
                str(len(each.rows)),
            )
            for each in ties
        ],
    )
