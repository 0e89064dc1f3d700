"""The one way in which asking for a tailored model can fail."""

from __future__ import annotations

from cxrules.text import near


class UnknownProfile(Exception):  # noqa: N818 - it names what was asked for
    """The packages have no profile of this name; `known` are those they have."""

    def __init__(self, name: str, known: list[str]) -> None:
        """Keep the name and the known ones."""
        super().__init__(name)
        self.name, self.known = name, known

    @property
    def hint(self) -> str:
        """The near name, or all there are."""
        guess = near(self.name, self.known)
        if guess:
            return f"Did you mean {guess}?"
        return f"Its profiles are {', '.join(self.known)}." if self.known else "It has no profiles."
