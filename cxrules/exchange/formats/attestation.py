"""The format of an attestation: an in-toto statement (v1) with what it says, ``cxrules-attestation/1``.

`cxrules sign` writes it into a signed envelope, and `cxrules verify` reads it from there.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, ValidationError

from cxrules.exchange.formats.base import Open, Strict
from cxrules.exchange.formats.result import ModelReference, State  # noqa: TC001  # pydantic looks them up

Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class Digests(Strict):
    """The digest of the bytes of a file, or of a result in the spelling of RFC 8785."""

    sha256: Digest


class Subject(Strict):
    """Something that is attested. `name` begins with what it is.

    ``assessment/FILE``, ``table/FILE``, ``evidence/FILE``, ``profile/FILE`` and ``lock/FILE`` have paths from
    the folder of the assessment, ``model/NAME/FILE``, ``framework/NAME/FILE`` and ``rules/NAME/FILE`` from
    the folder of the package; there is one ``result``.
    """

    name: str
    digest: Digests


class AttestedAssessment(Open):
    """Which assessment it is; `file` is its name without a folder."""

    id: str
    title: str
    file: str
    date: str | None
    status: str


class AttestedPackage(Open):
    """A package of rules; `place` is its folder as seen from the assessment's, null where it is elsewhere."""

    kind: Literal["framework", "model", "rules"]
    name: str
    version: str
    place: str | None


class AttestedCapability(Open):
    """The level of a capability."""

    id: str
    state: State
    level: int | None
    possible: int | None
    target: int | None
    met: bool | None


class AttestedOrganisation(Open):
    """The level of the whole."""

    id: str
    level: int | None
    possible: int | None


class AttestedTarget(Open):
    """Whether the target is met."""

    id: str | None
    met: bool


class AttestedResult(Open):
    """The result: its levels, and the digest of each part of it, by the part's name.

    A part is a key of the result, or ``capabilities ID``.
    """

    capabilities: list[AttestedCapability]
    organisation: AttestedOrganisation | None
    target: AttestedTarget | None
    parts: dict[str, Digest]


class Signer(Open):
    """The key that the envelope is signed with: its id, and itself as PEM."""

    keyid: Digest
    public_key: str


class Predicate(Open):
    """What is attested: that these files gave this result.

    `date` is what the signer stated, or the date of the assessment; no clock is read.
    """

    format: Literal["cxrules-attestation/1"]
    cxrules: str
    date: str | None
    assessment: AttestedAssessment
    model: ModelReference
    packages: Annotated[list[AttestedPackage], Field(min_length=1)]
    reading: Literal["audit", "derive"]
    method: str
    profile: str | None
    view: str | None
    result: AttestedResult
    signer: Signer


class Statement(Strict):
    """The statement in the envelope."""

    type: Annotated[Literal["https://in-toto.io/Statement/v1"], Field(alias="_type")]
    subject: list[Subject]
    predicate_type: Annotated[Literal["urn:cxrules:attestation:1"], Field(alias="predicateType")]
    predicate: Predicate


def read_statement(payload: bytes) -> Statement | None:
    """The statement in these bytes; None where they hold none of this type, or one with a subject twice."""
    try:
        found = Statement.model_validate_json(payload)
    except ValidationError:
        return None
    names = {each.name for each in found.subject}
    return found if len(names) == len(found.subject) else None
