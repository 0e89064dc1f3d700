"""What a proof is about: every file that an assessment and its rules are read from, and the result they give.

Nothing is read but the files of the assessment's own folder and of the packages that its model is made of,
and no stored plan is used: the result is worked out from these very texts.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING

from cxrules.diagnostics import Diagnostic, Refusal, diagnose, has_errors
from cxrules.exchange.evidence_files import evidence_files
from cxrules.exchange.proof.canonical import NoSpelling
from cxrules.exchange.proof.envelope import sealed
from cxrules.exchange.proof.keys import key_id, public_text
from cxrules.exchange.proof.statement import Facts, PackageFacts, statement
from cxrules.plan.serial import dump
from cxrules.workspace.assessing import evaluate_path, plan_for, read_file
from cxrules.workspace.cache import as_stored, compiled
from cxrules.workspace.evidence_files import beside, checksum
from cxrules.workspace.lock import LOCK_FILE, lock_over
from cxrules.workspace.packages import content_of, package_at

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from cxrules.engine import Evaluation
    from cxrules.exchange.proof.keys import PrivateKey
    from cxrules.model.assessment import Assessment
    from cxrules.plan import Plan
    from cxrules.text import Source
    from cxrules.workspace.lock import Lock
    from cxrules.workspace.tailored import Tailored


class Unsigned(Refusal):
    """An assessment that cannot be signed; `diagnostics` are its errors."""


@dataclass(slots=True)
class Basis:
    """What is there: digests of files by the names of subjects, packages, and the evaluation.

    `evaluation` is None where there are errors, which are among the `problems`. The first of `packages` is
    the model; there are none where no model was found.
    """

    files: dict[str, str] = field(default_factory=dict)
    packages: list[PackageFacts] = field(default_factory=list)
    evaluation: Evaluation | None = None
    problems: list[Diagnostic] = field(default_factory=list)


class _Anew:
    """Makes plans from text and stores none; `roots` are where the packages lie, as far as they are known."""

    def __init__(self) -> None:
        self.roots: tuple[Path, ...] = ()

    def __call__(
        self, root: Path, method: str | None, reading: str, *, lock: Lock | None, tailored: Tailored
    ) -> tuple[Plan | None, list[Diagnostic]]:
        self.roots = (root,)
        data, loaded, problems = compiled(root, method, reading, lock=lock, tailored=tailored)
        self.roots = loaded.roots
        return None if data is None else as_stored(dump(data, {})), problems


def basis_of(path: Path) -> Basis:
    """Everything that an assessment's file rests on, and its evaluation.

    Raises OSError for a file that may not be read.
    """
    found = Basis({f"assessment/{path.name}": checksum(path)})
    assessment, source, found.problems = read_file(path)
    if assessment is None:
        return found
    found.files.update(_files_beside(assessment, path.parent))
    found.files.update(_lock_beside(path))
    outside = _profile_outside(assessment, path.parent, source)
    if outside is not None:
        found.problems.append(outside)
        return found
    anew = _Anew()
    plan, problems = plan_for(assessment, source, path, made=anew)
    found.packages = [_package(root, path.parent) for root in anew.roots]
    found.problems += problems
    if plan is not None and not has_errors(found.problems):
        found.evaluation, problems = evaluate_path(path, plan=plan)
        found.problems += [each for each in problems if each not in found.problems]
    return found


def _files_beside(assessment: Assessment, folder: Path) -> Iterator[tuple[str, str]]:
    """The files in the assessment's folder that it names and that are there."""
    named = [("table", each.file) for each in assessment.tables.values()]
    named += [("evidence", each.ref) for each in evidence_files(assessment)]
    if assessment.profile is not None and assessment.profile.endswith(".cxr"):
        named.append(("profile", assessment.profile))
    base = folder.resolve()
    for kind, ref in named:
        file, state, _ = beside(folder, ref)
        if state == "there":
            yield f"{kind}/{file.relative_to(base).as_posix()}", checksum(file)


def _lock_beside(path: Path) -> Iterator[tuple[str, str]]:
    """The lockfile in the folder of an assessment, where it holds for that, or is so damaged that it may."""
    file = path.parent / LOCK_FILE
    if file.is_file():
        lock, problems = lock_over(path)
        if problems or (lock is not None and lock.path.samefile(file)):
            yield f"lock/{LOCK_FILE}", checksum(file)


def _profile_outside(assessment: Assessment, folder: Path, source: Source | None) -> Diagnostic | None:
    profile = assessment.profile
    if profile is None or not profile.endswith(".cxr") or beside(folder, profile).state == "there":
        return None
    message = f"The profile {profile} is not in the assessment's folder."
    hint = "Put it beside the assessment; nothing outside of its folder is proved but packages."
    return diagnose("CX0510", message, source, assessment.places.get(("profile",)), hint)


def _package(root: Path, folder: Path) -> PackageFacts:
    header = package_at(root)
    kind, name, version = (header.kind, header.name, header.version) if header else ("model", root.stem, "")
    return PackageFacts(kind, name, version, _place(root, folder), digests_in(root))


def digests_in(root: Path) -> dict[str, str]:
    """The digests of the files of a package, by their paths from its folder."""
    return {name: sha256(content).hexdigest() for name, content in content_of(root)}


def _place(root: Path, folder: Path) -> str | None:
    """The folder of a package as seen from the assessment's, where it lies in that."""
    place, base = root.resolve(), folder.resolve()
    return place.relative_to(base).as_posix() if place.is_relative_to(base) else None


def sign(path: Path, key: PrivateKey, day: date | None, program: str) -> tuple[bytes, list[Diagnostic]]:
    """The attestation of an assessment's file, and what there is to warn of; nothing is written.

    `day` is what the attestation is to state; None: the day of the assessment. Raises Unsigned, and OSError.
    """
    basis = basis_of(path)
    if basis.evaluation is None:
        errors = [each for each in basis.problems if each.severity == "error"]
        raise Unsigned(f"{path} cannot be evaluated.", diagnostics=errors)
    result, public = basis.evaluation.result(), key.public_key()
    stated = day.isoformat() if day is not None else result["date"]
    facts = Facts(
        path.name, basis.files, basis.packages, result, program, stated, key_id(public), public_text(public)
    )
    try:
        return sealed(statement(facts), key), basis.problems
    except NoSpelling as error:
        raise Unsigned(f"{path} holds text that cannot be signed: {error}.") from error
