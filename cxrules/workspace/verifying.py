"""Is everything as it was signed? The signature, every file, and the result, evaluated again.

An attestation is not believed before its signature fits, and never tells which files to read: those are
found as they are for any evaluation, and then held against what was signed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from cxrules.diagnostics import Refusal
from cxrules.exchange.evidence_files import leaves_folder
from cxrules.exchange.formats.attestation import read_statement
from cxrules.exchange.proof.envelope import PAYLOAD_TYPE, NoEnvelope, Opened, fits, opened
from cxrules.exchange.proof.keys import BadKey, key_id, public_key, public_text
from cxrules.exchange.proof.statement import RESULT, Facts, statement as write_statement
from cxrules.workspace.proving import Basis, basis_of, digests_in
from cxrules.workspace.results_apart import differing_results, with_algorithm

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from cxrules.exchange.formats.attestation import AttestedPackage, Statement
    from cxrules.exchange.proof.keys import PublicKey
    from cxrules.exchange.proof.statement import PackageFacts

_MOST = 16 * 1024 * 1024
_LONGEST_NAME = 255
KINDS = ("assessment", "table", "evidence", "profile", "lock", "ruleset")
"""The kinds of files that are attested; files of packages are those of the ruleset."""


class Unverifiable(Refusal):
    """Something that cannot be read, so that nothing can be said; the message names it."""


class Difference(NamedTuple):
    """Something that is not as it was signed: what kind of thing, which, and what was expected and found."""

    kind: str
    name: str
    what: str
    expected: str | None
    found: str | None
    message: str


@dataclass(slots=True)
class Verified:
    """What became of a check. `key` is the id of the key that it was made with, `given` whether from outside.

    `statement` is None where what was signed cannot be read any more. `checked` counts the files that are as
    they were signed, by kind.
    """

    attestation: Path
    assessment: Path | None
    key: str
    given: bool
    statement: Statement | None
    checked: dict[str, int] = field(default_factory=lambda: dict.fromkeys(KINDS, 0))
    differences: list[Difference] = field(default_factory=list)

    @property
    def fine(self) -> bool:
        """Whether everything is as it was signed."""
        return not self.differences


def verify(attestation: Path, assessment: Path | None = None, key: Path | None = None) -> Verified:
    """Check an attestation against what is there now.

    Without `assessment`, the file of the attested name beside the attestation is taken; without `key` the
    attestation's own, which proves that nothing has changed since somebody signed, but not who that was.
    Raises Unverifiable, and OSError where a file may not be read.
    """
    if attestation.stat().st_size > _MOST:
        raise Unverifiable(f"{attestation} is too large for an attestation.")
    try:
        envelope = opened(attestation.read_bytes())
    except NoEnvelope as error:
        raise Unverifiable(f"{attestation} is no attestation: {error}") from error
    statement = read_statement(envelope.payload)
    used = _key(attestation, key, statement)
    done = Verified(attestation, assessment, key_id(used), key is not None, statement)
    done.differences += _of_signature(envelope, used, attestation, key)
    if statement is None:
        if done.fine:
            raise Unverifiable(f"{attestation} is signed, but states nothing that this program knows.")
        return done
    name = _file_name(attestation, statement)
    done.assessment = path = assessment or attestation.parent / name
    if not path.is_file():
        hint = "Name the assessment after it." if assessment is None else ""
        raise Unverifiable(f"There is no file {path}. {hint}".strip())
    basis = basis_of(path)
    basis.files[f"assessment/{name}"] = basis.files.pop(f"assessment/{path.name}")
    _hold(done, statement, basis, path.parent)
    if done.fine and _stated_anew(name, statement, basis, used) != envelope.payload:
        message = "states something else than what is found, or more"
        done.differences.append(Difference("attestation", attestation.name, "differs", None, None, message))
    return done


# ------------------------------------------------------------------------------ the signature


def _key(attestation: Path, given: Path | None, statement: Statement | None) -> PublicKey:
    if given is None and statement is None:
        message = "what it states cannot be read. Give the public key of its signer with --key to learn more."
        raise Unverifiable(f"{attestation} was damaged, or is of another kind: {message}")
    text = given.read_bytes() if given is not None else b""
    if given is None and statement is not None:
        text = statement.predicate.signer.public_key.encode("utf-8", "replace")
    try:
        return public_key(text)
    except BadKey as error:
        raise Unverifiable(f"{given or f'The key in {attestation}'} {error}") from error


def _of_signature(
    envelope: Opened, key: PublicKey, attestation: Path, given: Path | None
) -> Iterator[Difference]:
    name, own = attestation.name, key_id(key)
    if not envelope.untouched:
        message = "is not written as it was: bytes were changed, added or left out beside what it says"
        yield Difference("attestation", name, "changed", None, None, message)
    if envelope.payload_type != PAYLOAD_TYPE:
        message = "says that something else is in it"
        yield Difference("attestation", name, "changed", PAYLOAD_TYPE, envelope.payload_type, message)
    if envelope.key_id != own:
        which = given.name if given is not None else name
        message = "is not the key that the attestation names as its signer's"
        yield Difference("key", which, "differs", envelope.key_id, own, message)
    if not fits(envelope, key):
        message = "does not fit: what was signed, the signature or the key has been changed"
        yield Difference("signature", name, "invalid", None, None, message)


# ---------------------------------------------------------------------------------- the files


def _file_name(attestation: Path, statement: Statement) -> str:
    """The attested name of the assessment's file, without any folder that a forger may have put before it."""
    name = statement.predicate.assessment.file.replace("\\", "/").rpartition("/")[2]
    if not name.isprintable() or not 0 < len(name.encode("utf-8", "replace")) <= _LONGEST_NAME:
        raise Unverifiable(f"{attestation} does not name its assessment.")
    return name


def _hold(done: Verified, statement: Statement, basis: Basis, folder: Path) -> None:
    """Hold what is there against what was signed."""
    signed = {each.name: each.digest.sha256 for each in statement.subject}
    outer = {name: digest for name, digest in signed.items() if kind_of(name) not in {"ruleset", RESULT}}
    _compare(done, outer, basis.files)
    _hold_packages(done, statement, basis, folder)
    if basis.evaluation is None:
        errors = [each for each in basis.problems if each.severity == "error"]
        reason = f"cannot be evaluated any more: {errors[0].message}" if errors else "cannot be evaluated"
        done.differences.append(Difference("result", "result", "failed", None, None, reason))
        return
    found = differing_results(statement, signed.get(RESULT), basis.evaluation.result())
    done.differences += [Difference(*each) for each in found]


def _stated_anew(name: str, statement: Statement, basis: Basis, key: PublicKey) -> bytes:
    """What a statement about all that was found would be: what is signed must be this and nothing more.

    Only what cannot be found anew is taken over: the signer's program and day, and where packages lay.
    """
    predicate = statement.predicate
    places: dict[tuple[str, str], str | None] = {
        (each.kind, each.name): each.place for each in predicate.packages
    }
    packages = [each._replace(place=places.get((each.kind, each.name))) for each in basis.packages]
    result = basis.evaluation.result() if basis.evaluation is not None else {}
    facts = Facts(
        name, basis.files, packages, result, predicate.cxrules, predicate.date, key_id(key), public_text(key)
    )
    return write_statement(facts)


def kind_of(subject: str) -> str:
    """The kind of thing that a subject of a statement is."""
    first = subject.partition("/")[0]
    return "ruleset" if first in {"model", "framework", "rules"} else first


def _compare(done: Verified, signed: Mapping[str, str], found: Mapping[str, str]) -> None:
    for name in sorted({*signed, *found}):
        expected, digest = signed.get(name), found.get(name)
        if expected == digest:
            done.checked[kind_of(name)] += 1
        elif digest is None:
            done.differences.append(_of_file(name, expected, None, "is not there, or no longer used"))
        elif expected is None:
            done.differences.append(_of_file(name, None, digest, "was not there when it was signed"))
        else:
            done.differences.append(_of_file(name, expected, digest, "has changed"))


def _of_file(name: str, expected: str | None, found: str | None, message: str) -> Difference:
    what = "missing" if found is None else "new" if expected is None else "changed"
    return Difference(kind_of(name), name, what, with_algorithm(expected), with_algorithm(found), message)


# ------------------------------------------------------------------------------- the packages


def _hold_packages(done: Verified, statement: Statement, basis: Basis, folder: Path) -> None:
    signed = {each.name: each.digest.sha256 for each in statement.subject if kind_of(each.name) == "ruleset"}
    left = list(basis.packages)
    for place, package in enumerate(statement.predicate.packages):
        prefix = f"{package.kind}/{package.name}/"
        now = left.pop(0) if place == 0 and left else _taken(left, package)
        files = now.files if now is not None else {}
        if now is None or now.place != package.place:
            files = _lying_at(package, folder) or files
        own = {name: digest for name, digest in signed.items() if name.startswith(prefix)}
        if files:
            _compare(done, own, {f"{prefix}{name}": digest for name, digest in files.items()})
        elif place == 0 or basis.evaluation is not None:
            message = "is not found, or no longer used"
            done.differences.append(_of_package(package.name, package.version, None, message))
        signed = {name: digest for name, digest in signed.items() if name not in own}
    for more in left:
        message = "was not used when it was signed"
        done.differences.append(_of_package(more.name, None, more.version, message))
    _compare(done, signed, {})


def _of_package(name: str, expected: str | None, found: str | None, message: str) -> Difference:
    return Difference("package", name, "missing" if found is None else "new", expected, found, message)


def _taken(left: list[PackageFacts], package: AttestedPackage) -> PackageFacts | None:
    """The package of this kind and name, taken out of those that are left."""
    for each in left:
        if (each.kind, each.name) == (package.kind, package.name):
            left.remove(each)
            return each
    return None


def _lying_at(package: AttestedPackage, folder: Path) -> Mapping[str, str]:
    """The files where a package lay in the assessment's folder, though another one is used or none."""
    if package.place is None or leaves_folder(package.place):
        return {}
    try:
        base = folder.resolve()
        root = (base / package.place).resolve()
        return digests_in(root) if root.is_relative_to(base) and root.exists() else {}
    except (OSError, ValueError, RuntimeError):  # a name that no folder can have, links in a circle
        return {}
