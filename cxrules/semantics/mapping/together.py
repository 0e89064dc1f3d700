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


def contradictions(bounds: Sequence[Bound]) -> list[Diagnostic]:
    """What is wrong between the claims of some mappings: within each, and along chains through several."""
    report = Report()
    claims = [claim for bound in bounds for claim in claims_of(bound)]
    wrong = pair_problems(claims, bounds, report)
    chain_problems(claims, wrong, report)
    return report.diagnostics
