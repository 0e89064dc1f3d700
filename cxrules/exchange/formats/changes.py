"""The format of a rename map: what became of every element of an older version of a model."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from cxrules.exchange.formats.base import Strict

Fate: TypeAlias = Literal["same", "renamed", "moved", "merged", "split", "new-meaning", "removed"]


class ChangedRow(Strict):
    """What became of an element, where it leads, and how sure that is."""

    fate: Fate
    to: str | list[str] | None = None
    certainty: Literal["seen", "inferred", "recalled"] | None = None
    note: str | None = None


class ChangesFile(Strict):
    """A rename map, as YAML or JSON."""

    cxrules_changes: Literal[1]
    model: str
    from_: Annotated[str, Field(pattern=r"^[0-9]+(\.[0-9]+){0,2}$")]
    to: Annotated[str, Field(pattern=r"^[0-9]+(\.[0-9]+){0,2}$")]
    source: str | None = None
    changes: dict[str, Fate | ChangedRow]
    added: list[str] | None = None
