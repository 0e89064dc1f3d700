"""The one way in which asking for a tailored model can fail."""

from __future__ import annotations

from cxrules.diagnostics import Unknown


class UnknownProfile(Unknown):
    """The packages have no profile of this name; `known` are those they have."""

    def __init__(self, name: str, known: list[str]) -> None:
        """Keep the name and the known ones."""
        super().__init__("There is no profile", name, known)
