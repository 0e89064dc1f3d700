"""The statement that is signed, in the form of in-toto (Statement v1).

It is read again by `cxrules.exchange.formats.attestation`, which also publishes its schema.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from cxrules.exchange.proof.canonical import canonical, digest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

STATEMENT_TYPE = "https://in-toto.io/Statement/v1"
PREDICATE_TYPE = "urn:cxrules:attestation:1"
FORMAT = "cxrules-attestation/1"
RESULT = "result"
"""The name of the subject that is the result itself; all others are files."""

_LEVEL_KEYS = ("id", "state", "level", "possible", "target", "met")


class PackageFacts(NamedTuple):
    """A package: what it is, its folder as seen from the assessment's, and the digests of its files."""

    kind: str
    name: str
    version: str
    place: str | None
    files: Mapping[str, str]

    @property
    def prefix(self) -> str:
        """What the names of its files begin with."""
        return f"{self.kind}/{self.name}/"


class Facts(NamedTuple):
    """What a statement is made from.

    `file` is the name of the assessment's file, `files` the digests of it and of what lies with it, by the
    names of subjects; `date` what the signer states.
    """

    file: str
    files: Mapping[str, str]
    packages: Sequence[PackageFacts]
    result: Mapping[str, Any]
    program: str
    date: str | None
    key_id: str
    public_key: str


def statement(facts: Facts) -> bytes:
    """The bytes to be signed. Raises NoSpelling where the result cannot be written in one way only."""
    result = facts.result
    files = dict(facts.files)
    for package in facts.packages:
        files.update({f"{package.prefix}{name}": sha256 for name, sha256 in package.files.items()})
    subjects = [*sorted(files.items()), (RESULT, digest(result))]
    return canonical(
        {
            "_type": STATEMENT_TYPE,
            "subject": [{"name": name, "digest": {"sha256": sha256}} for name, sha256 in subjects],
            "predicateType": PREDICATE_TYPE,
            "predicate": {
                "format": FORMAT,
                "cxrules": facts.program,
                "date": facts.date,
                "assessment": {
                    "id": result["assessment"],
                    "title": result["title"],
                    "file": facts.file,
                    "date": result["date"],
                    "status": result["status"],
                },
                "model": result["model"],
                "packages": [
                    {"kind": each.kind, "name": each.name, "version": each.version, "place": each.place}
                    for each in facts.packages
                ],
                **{key: result[key] for key in ("reading", "method", "profile", "view")},
                "result": levels(result),
                "signer": {"keyid": facts.key_id, "public-key": facts.public_key},
            },
        }
    )


def levels(result: Mapping[str, Any]) -> dict[str, Any]:
    """What a statement tells of a result: its levels, and the digest of each part. Raises NoSpelling."""
    organisation, target = result["organisation"], result["target"]
    return {
        "capabilities": [{key: each[key] for key in _LEVEL_KEYS} for each in result["capabilities"]],
        "organisation": organisation and {key: organisation[key] for key in ("id", "level", "possible")},
        "target": target and {key: target[key] for key in ("id", "met")},
        "parts": dict(_parts(result)),
    }


def _parts(result: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for key, value in result.items():
        if key == "capabilities":
            yield from ((f"{key} {each['id']}", digest(each)) for each in value)
        else:
            yield key, digest(value)
