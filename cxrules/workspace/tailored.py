"""Which profile tailors a model, and for which day: what is asked beside the model itself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date


class Tailored(NamedTuple):
    """A profile by its name, or by the file it stands in; `day` decides the values of dated parameters."""

    name: str | None = None
    file: Path | None = None
    day: date | None = None

    def key(self) -> list[str]:
        """What tells this tailoring from others, the day left aside; nothing where there is no profile.

        Raises OSError where the file cannot be read.
        """
        if self.file is not None:
            return [str(self.file.resolve()), self.file.read_text(encoding="utf-8")]
        return [] if self.name is None else [self.name]


AS_IT_IS = Tailored()
"""A model without a profile, as it begins."""


def tailored_by(profile: str | None, base: Path | None, day: date | None) -> Tailored:
    """What is asked for: the name of a profile, or the path of a file with one.

    The path is seen from the folder `base`; None: from the one we are in.
    """
    if profile is not None and profile.endswith(".cxr"):
        return Tailored(None, (base or Path()) / profile, day)
    return Tailored(profile, None, day)
