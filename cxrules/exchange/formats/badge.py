"""The format of a badge: what `cxrules badge -o FILE.json` writes, the endpoint schema of shields."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from cxrules.exchange.formats.base import Open


class Badge(Open):
    """A badge; `color` is six hexadecimal digits, `isError` that a level asked for is not reached."""

    schema_version: Annotated[Literal[1], Field(alias="schemaVersion")]
    label: str
    message: str
    color: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{6}$")]
    is_error: Annotated[bool, Field(alias="isError")]
