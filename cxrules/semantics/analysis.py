"""What the passes found out about a model: all that is needed to write a plan of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxrules.diagnostics import Diagnostic
    from cxrules.model.ruleset import Ruleset, Scale
    from cxrules.semantics.dependencies import Dependencies, Thing
    from cxrules.semantics.elements_index import Elements
    from cxrules.semantics.levels import Requirements
    from cxrules.semantics.rules import Written
    from cxrules.text import Source


@dataclass(frozen=True, slots=True)
class Analysis:
    """A checked model. `complete` is false where errors leave nothing that a plan could be made from."""

    ruleset: Ruleset
    diagnostics: Sequence[Diagnostic]
    elements: Elements
    scale: Scale
    rules: Sequence[Written]
    requirements: Requirements
    dependencies: Dependencies
    order: Sequence[Thing]
    digest: str
    complete: bool

    def cite(self, source: Source, at: int, words: str) -> list[Any]:
        """File, line and words of what is written there."""
        return [source.name, source.position(at).line, words]
