"""What the models of all formats share: keys with dashes, and whether unknown keys are taken."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


def dashed(name: str) -> str:
    """Give the key in a file for a name in Python: ``up-to-level`` for ``up_to_level``."""
    return name.strip("_").replace("_", "-")


class Strict(BaseModel):
    """A part of a file that people write: an unknown key is a mistake."""

    model_config = ConfigDict(alias_generator=dashed, extra="forbid", strict=True)


class Open(BaseModel):
    """A part of a file that cxrules writes: a later version may add keys."""

    model_config = ConfigDict(alias_generator=dashed, extra="allow", strict=True)
