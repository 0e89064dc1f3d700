"""What an element of a model was called in earlier versions, as its text says it.

Which id of which version that is, is worked out where two versions are compared.
"""

from __future__ import annotations

from typing import NamedTuple


class Past(NamedTuple):
    """What an element was called before, as its text says it, and since which version it is deprecated.

    Within a capability such a name may leave out that of the capability: `earlier` writes both out.
    """

    renamed_from: tuple[str, ...] = ()
    deprecated_since: str | None = None

    def earlier(self, capability: str) -> tuple[str, ...]:
        """All that the earlier names may mean, for an element of a capability (empty: of none)."""
        within = (f"{capability}.{name}" for name in self.renamed_from) if capability else ()
        return (*within, *self.renamed_from)
