"""What an explanation is made of: conclusions with their reasons. They are found in `because`."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxrules.diagnostics import Unknown

if TYPE_CHECKING:
    from cxrules.engine.measured import Figures
    from cxrules.plan.plan import Cite


class Because(NamedTuple):
    """One conclusion: what it is about, by which operation, its value, a sentence, source and reasons.

    `figures` are those of a metric that is asked for; `limit` is the exact number held against.
    """

    id: str
    operation: str
    value: str
    sentence: str
    source: Cite | None = None
    children: tuple[Because, ...] = ()
    figures: Figures | None = None
    limit: str = ""


class UnknownSubject(Unknown):
    """Nothing in the model has this id; `known` are the ids that could be meant."""

    def __init__(self, model: str, name: str, known: list[str]) -> None:
        """Keep the name and the known ones."""
        super().__init__(f"Nothing in {model} has the id", name, known, "")
