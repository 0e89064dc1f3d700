"""What each level of the organisation requires, as terms."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from cxrules.semantics.conditions import Conditions
from cxrules.semantics.frameworks import rows_of
from cxrules.semantics.levels import Required, words_of
from cxrules.syntax import tree

if TYPE_CHECKING:
    from cxrules.model.ruleset import Scale
    from cxrules.semantics.declared import Declared
    from cxrules.semantics.elements_index import Elements
    from cxrules.semantics.report import Report

Organisations: TypeAlias = dict[str, dict[int, list[Required]]]
"""By the name of the organisation's levels, by level: what is required there."""


def organisations_of(declared: Declared, elements: Elements, scale: Scale, report: Report) -> Organisations:
    """The requirements of each level but the lowest, for each list of levels that a model declares."""
    out: Organisations = {}
    for source, each in declared.of(tree.Maturity):
        place = Conditions(elements.ruleset, elements, scale, report, source, at=elements.ruleset.id)
        rows: dict[int, list[Required]] = {}
        for row in rows_of(each):
            required = rows.setdefault(int(row.order.text), [])
            if row.condition is not None:
                required.append(
                    Required(place.term(row.condition), source, row.order, words_of(row.condition))
                )
        rows.pop(int(each.start.text), None)
        out.setdefault(each.name.text if each.name else "", rows)
    return out
