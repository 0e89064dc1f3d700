"""What the passes found out about a model: all that is needed to write a plan of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cxrules.diagnostics import Diagnostic
    from cxrules.model.ruleset import Ruleset, Scale
    from cxrules.semantics.dependencies import Dependencies, Thing
    from cxrules.semantics.elements_index import Elements
    from cxrules.semantics.kinds import Typed
    from cxrules.semantics.levels import Requirements
    from cxrules.semantics.organisation import Organisations
    from cxrules.semantics.package import Package
    from cxrules.semantics.rates import Rate
    from cxrules.semantics.rules import Situation, Written
    from cxrules.semantics.table_checks import Table
    from cxrules.semantics.values import Worked
    from cxrules.text import Source


@dataclass(frozen=True, slots=True)
class Analysis:
    """A checked model with the packages it is made of, the first one being the one it is named for.

    `rules` are written out for every subject when somebody looks at them; `situations` are what they are
    written out from. `complete` is false where errors leave nothing that a plan could be made from.
    """

    packages: Sequence[Package]
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
    values: Sequence[Worked] = ()
    rates: Mapping[str, Rate] = field(default_factory=dict)
    organisations: Organisations = field(default_factory=dict)
    decisions: Mapping[str, Typed] = field(default_factory=dict)
    tables: Sequence[Table] = ()
    situations: Sequence[Situation] = ()

    def cite(self, source: Source, at: int, words: str) -> list[Any]:
        """File, line and words of what is written there."""
        return [source.name, source.position(at).line, words]
