"""The format of a check of an attestation: ``cxrules-verification/1``, of `cxrules verify --format json`."""

from __future__ import annotations

from typing import Literal

from cxrules.exchange.formats.base import Open

Kind = Literal[
    "attestation",
    "key",
    "signature",
    "assessment",
    "table",
    "evidence",
    "profile",
    "lock",
    "ruleset",
    "package",
    "result",
]


class VerifyingKey(Open):
    """The key that the signature was checked with; `given` false: it is the attestation's own."""

    id: str
    given: bool


class Difference(Open):
    """Something that is not as it was signed.

    `name` tells which: a subject of the statement, a capability, a part of the result. `expected` and `found`
    are digests, levels or ids of keys; null where there is none.
    """

    kind: Kind
    name: str
    what: Literal["changed", "missing", "new", "differs", "invalid", "failed"]
    expected: str | None
    found: str | None
    message: str


class Checked(Open):
    """How many files of a kind are as they were signed."""

    assessment: int
    table: int
    evidence: int
    profile: int
    lock: int
    ruleset: int


class Verification(Open):
    """What became of the check; `cxrules` is the version that signed, `date` what the attestation states."""

    format: Literal["cxrules-verification/1"]
    attestation: str
    assessment: str
    id: str | None
    date: str | None
    cxrules: str | None
    fine: bool
    key: VerifyingKey
    checked: Checked
    differences: list[Difference]
