"""The format of a lockfile: ``cxrules-lock/1``, what `cxrules lock` writes."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from cxrules.exchange.formats.base import Open

Hash = Annotated[str, StringConstraints(pattern=r"^sha256:[0-9a-f]{64}$")]


class LockedPackage(Open):
    """A package; `from` is the kind of place it was found in, `digest` is over the hashes of its files."""

    name: str
    version: str
    kind: Literal["framework", "model", "rules"]
    from_: Annotated[str, Field(alias="from")]
    digest: Hash
    files: dict[str, Hash]


class LockFile(Open):
    """Which packages may be used; `for` is what it was made for, as paths from its folder."""

    format: Literal["cxrules-lock/1"]
    for_: Annotated[list[str], Field(alias="for")]
    packages: list[LockedPackage]
