"""Making a lockfile: what the packages and assessments at a path use, and what has changed since it was made.

What is in a lockfile is told in `lock`. A package that lies at the path itself is not locked for its own
sake, since it is being written; what it uses is, wherever that lies.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxrules.diagnostics import Diagnostic, has_errors
from cxrules.model.version import full_version, numbers
from cxrules.workspace.checking import ASSESSMENTS, assessments_below
from cxrules.workspace.loading import Reader
from cxrules.workspace.locate import around_folder, find_model
from cxrules.workspace.lock import (
    FORMAT,
    LOCK_FILE,
    Lock,
    Locked,
    differing,
    digest_of_files,
    hashes,
    read_lock,
)
from cxrules.workspace.mappings import KIND, models_of
from cxrules.workspace.packages import HEADER_FILES, Found, package_at, packages_below, shown
from cxrules.workspace.resolution import resolve

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path


class Drawn(NamedTuple):
    """A lockfile as it would be now: where it goes, what it says, and the one that is there, if any."""

    path: Path
    text: str
    packages: tuple[Locked, ...]
    before: Lock | None

    def changes(self) -> list[str]:
        """How it differs from the one that is there, a line each; empty where it says the same."""
        old = {each.key for each in self.before.packages} if self.before else set()
        new = {each.key for each in self.packages}
        added = [f"+ {name} {version}" for name, version, _ in sorted(new - old)]
        return [f"- {name} {version}" for name, version, _ in sorted(old - new)] + added


def draw(path: Path, *, update: bool = False) -> tuple[Drawn | None, list[Diagnostic]]:
    """The lockfile for a path: a package, a folder with packages and assessments, or an assessment.

    Versions that are locked already are kept where they still fit, and with `update` no more. None where
    something has errors, or is not as it was locked. Raises OSError where a file cannot be read.
    """
    place = _lockfile_for(path)
    before, problems = read_lock(place) if place.is_file() else (None, [])
    if problems and not update:
        return None, problems
    roots = _roots(path, place, before)
    drawing = _Drawing(None if update else before)
    for each in roots:
        drawing.add(place.parent / each)
    packages = drawing.packages()
    problems = [*dict.fromkeys(drawing.problems)]
    if has_errors(problems):
        return None, problems
    return Drawn(place, _written(roots, packages), packages, before), problems


def out_of_date(path: Path) -> tuple[str, list[Diagnostic]]:
    """Why the lockfile for a path does not hold as it is, in words and as problems; nothing where it does."""
    place = _lockfile_for(path)
    if not place.is_file():
        return f"There is no {shown(place)}.", []
    drawn, problems = draw(path)
    if drawn is None:
        return f"{shown(place)} does not hold.", problems
    changes = drawn.changes()
    covered = drawn.before is not None and set(_roots(path, place, None)) <= {*drawn.before.roots}
    if covered and not changes:
        return "", problems
    told = "\n".join([f"{shown(place)} is out of date:", *(f"  {each}" for each in changes)])
    return told if changes else f"{shown(place)} was not made for this.", problems


def _lockfile_for(path: Path) -> Path:
    return (path if path.is_dir() else path.parent) / LOCK_FILE


def _roots(path: Path, place: Path, before: Lock | None) -> list[str]:
    """What the lockfile is for: the path, and what it was for before, as paths from its folder."""
    if path.is_dir() or path.name in HEADER_FILES:
        return ["."]
    others = before.roots if before is not None else ()
    here = [each for each in others if (place.parent / each).exists()]
    return ["."] if "." in here else sorted({*here, path.name})


class _Drawing:
    """Gathers what is used, root by root."""

    def __init__(self, before: Lock | None) -> None:
        self.before = before
        self.reader = Reader(shown)
        self.problems: list[Diagnostic] = []
        self._locked: dict[tuple[str, str, str], Locked] = {}

    def packages(self) -> tuple[Locked, ...]:
        """What was gathered, sorted by name and version."""
        return tuple(sorted(self._locked.values(), key=lambda each: (each.name, numbers(each.version))))

    def add(self, path: Path) -> None:
        """Gather what a package, an assessment, or everything in a folder uses."""
        if path.is_file() and path.suffix.lower() in ASSESSMENTS:
            self._assessment(path)
        elif path.is_file():
            self._package(path)
        else:
            for found in packages_below(path, files=True):
                self._package(found.root)
            for each in assessments_below(path):
                self._assessment(each)

    def _assessment(self, path: Path) -> None:
        from cxrules.workspace.assessing import read_file

        assessment, source, problems = read_file(path)
        self.problems += [each for each in problems if each.severity == "error"]
        if assessment is None:
            return
        base = path.parent
        root = None
        if self.before is not None and self.before.of(assessment.model.partition("@")[0]):
            root, _ = find_model(assessment.model, base, self.before)
        if root is None:
            root, problems = find_model(assessment.model, base)
            span = assessment.places.get(("model",))
            self.problems += [each._replace(source=each.source or source, span=span) for each in problems]
        if root is not None:
            self._keep(_as_found(root, base))
            self._package(root)

    def _package(self, root: Path) -> None:
        main, problems = self.reader.package(root)
        self.problems += problems
        if main is None or main.header is None:
            return
        if main.kind == KIND:
            chosen = models_of(main, root, self.reader, self.before)
        else:
            chosen = [resolve(main, root, self.reader, prefer=self.before)]
        for used, problems in chosen:
            self.problems += problems
            for found in used:
                self._keep(found)

    def _keep(self, found: Found) -> None:
        files = hashes(found.root)
        version, digest = full_version(found.version), digest_of_files(files)
        locked = Locked(found.name, version, found.kind, found.origin, digest, files)
        self._locked.setdefault(locked.key, locked)
        if self.before is not None and self.before.choose([found]):
            changed = differing(self.before, found)
            if changed is not None:
                self.problems.append(changed)


def _as_found(root: Path, base: Path) -> Found:
    """A model with the kind of place it was found in; ``path`` where only its path leads there."""
    place = root.resolve()
    for each in around_folder(base).packages:
        if each.root.resolve() == place:
            return each
    found = package_at(root)
    return (found or Found("", root.name, "", "", root))._replace(root=root, origin="path")


def _written(roots: Sequence[str], packages: Sequence[Locked]) -> str:
    import json

    return json.dumps(dict(_document(roots, packages)), indent=2, ensure_ascii=False) + "\n"


def _document(roots: Sequence[str], packages: Sequence[Locked]) -> Iterator[tuple[str, object]]:
    yield "format", FORMAT
    yield "for", list(roots)
    keys = ("name", "version", "kind", "from", "digest", "files")
    yield "packages", [dict(zip(keys, each[:6], strict=True)) for each in packages]


__all__ = ["Drawn", "draw", "out_of_date"]
