"""All mappings that are checked together, held against each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.semantics.mapping.chains import chain_problems
from cxrules.semantics.mapping.claims import claims_of
from cxrules.semantics.mapping.pairs import pair_problems
from cxrules.semantics.report import Report

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxrules.diagnostics import Diagnostic
    from cxrules.semantics.mapping.bind import Bound
    from cxrules.semantics.mapping.claims import Node


def contradictions(bounds: Sequence[Bound]) -> list[Diagnostic]:
    """What is wrong between the claims of some mappings: within each, and along chains through several."""
    report = Report()
    names = _names(bounds)
    claims = [claim for name, bound in zip(names, bounds, strict=True) for claim in claims_of(bound, name)]
    ends = {
        name: (bound.from_model.name, bound.to_model.name) for name, bound in zip(names, bounds, strict=True)
    }
    models = {each.name: each for bound in bounds for each in (bound.from_model, bound.to_model)}

    def within(node: Node) -> list[Node]:
        outer = models[node.model].within.get(node.id, ()) if node.kind == "element" else ()
        return [node._replace(id=name) for name in outer]

    wrong = pair_problems(claims, ends, within, report)
    chain_problems(claims, wrong, report)
    return report.diagnostics


def _names(bounds: Sequence[Bound]) -> list[str]:
    """How messages name each mapping: by its name, and by its version where others have the same name."""
    ids = [bound.mapping.id for bound in bounds]
    return [
        bound.mapping.id
        if ids.count(bound.mapping.id) == 1
        else f"{bound.mapping.id} {bound.mapping.version}"
        for bound in bounds
    ]
