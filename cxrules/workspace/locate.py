"""Where packages lie: the places that are searched, in their order, and models by name or path.

Nothing is parsed here but headers, by a glance. Which versions go together is decided in `resolution`.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cxrules.diagnostics import Diagnostic, diagnose
from cxrules.model.version import Numbers, full_version, numbers, within
from cxrules.text import near
from cxrules.workspace.installed import offers
from cxrules.workspace.lock import Lock, differing, lock_over, misfit, verified
from cxrules.workspace.packages import (
    ENDING,
    HEADER_FILES,
    Found,
    package_at,
    packages_below,
    packages_in,
)
from cxrules.workspace.project import project_of
from cxrules.workspace.shipped import shipped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cxrules.workspace.project import Project

Range = tuple[tuple[str, str], ...]


class Surroundings(NamedTuple):
    """The packages that can be used from a place, nearest first, and what is wrong with its project."""

    packages: tuple[Found, ...]
    problems: tuple[Diagnostic, ...] = ()

    def of(self, kind: str, name: str) -> list[Found]:
        """The packages of one name and kind, the highest version first; of equal versions the nearest."""
        found = [each for each in self.packages if each.name == name and each.kind == kind]
        return sorted(found, key=lambda each: numbers(each.version), reverse=True)

    def all(self) -> list[Found]:
        """Every package, models first, then by name and version."""
        return sorted(self.packages, key=_by_kind)


def around_package(root: Path) -> Surroundings:
    """What the package at `root` can use: within it, beside it, in its project, installed, or shipped."""
    beside = root.parent if root.name not in {"", ".."} else root.resolve().parent
    within = [("within", root)] if root.is_dir() else []
    return _searched([*within, ("beside", beside)], root)


def around_folder(folder: Path) -> Surroundings:
    """What can be named in a folder, as assessments and people do."""
    return _searched([("beside", folder)], folder)


def _searched(places: Sequence[tuple[str, Path]], start: Path) -> Surroundings:
    project = project_of(start)
    seen: set[str] = set()
    packages = []
    for origin, found in _in_order(places, project):
        place = os.path.realpath(found.root)
        if place not in seen:
            seen.add(place)
            packages.append(found._replace(origin=origin))
    return Surroundings(tuple(packages), project.problems if project else ())


def _in_order(places: Sequence[tuple[str, Path]], project: Project | None) -> Iterator[tuple[str, Found]]:
    for origin, folder in places:
        yield from ((origin, found) for found in packages_in(folder))
    if project is not None:
        yield from (("project", found) for found in packages_in(project.folder))
        for folder in project.rulesets:
            yield from (("project", found) for found in packages_below(folder, files=True))
    for offer in offers():
        if offer.folder is not None:
            yield from (("installed", found) for found in packages_below(offer.folder, files=True))
    yield from (("shipped", found) for found in packages_below(shipped("rulesets")))


def found_hint(packages: Sequence[Found]) -> str:
    """The hint that tells which versions were found, and where: ``1.4.0 (beside), 2.0.0 (installed)``."""
    told = ", ".join(f"{full_version(each.version)} ({each.origin})" for each in packages)
    return f"Found: {told}." if told else ""


def not_offered() -> str:
    """What installed distributions promise and do not hold, as a sentence; empty where all is there."""
    missing = [f"{each.distribution} offers {each.value}" for each in offers() if each.folder is None]
    return f"The installed {'; '.join(missing)}, which is not there." if missing else ""


def _by_kind(found: Found) -> tuple[bool, str, str, Numbers]:
    return found.kind != "model", found.kind, found.name, numbers(found.version)


def find_model(
    reference: str, base: Path | None = None, lock: Lock | None = None
) -> tuple[Path | None, list[Diagnostic]]:
    """Where a model lies: `automotive-spice`, `automotive-spice@4.0`, or a path relative to `base`.

    Of several versions that fit the highest is taken, and with a lock one that is locked. A folder that has
    the name of no model is a path, too.
    """
    path = (base or Path()) / reference
    written_as_path = (
        reference in {".", ".."} or reference.endswith(ENDING) or "/" in reference or "\\" in reference
    )
    if written_as_path and path.exists():
        return _at_path(path, lock)
    around = around_folder(base or Path())
    if written_as_path:
        hint = _there_are(around, reference)
        return None, [diagnose("CX0204", f"There is no model at {reference}.", hint=hint)]
    name, _, version = reference.partition("@")
    root, problems = find_package(name, (("", version),) if version else (), around, lock)
    if root is None and path.is_dir() and problems[0].code == "CX0204":
        return _at_path(path, lock)
    return root, [*around.problems, *problems]


def find_named(
    reference: str, folder: Path | None = None
) -> tuple[Path | None, Lock | None, list[Diagnostic]]:
    """As `find_model`, under the lock of the folder where that speaks of the model; it is given, too."""
    lock, problems = lock_over(folder or Path())
    if problems:
        return None, None, problems
    if lock is not None and not lock.of(reference.partition("@")[0]):
        lock = None
    root, problems = find_model(reference, folder, lock)
    return root, lock, problems


def find_package(
    name: str, range_: Range, around: Surroundings, lock: Lock | None = None
) -> tuple[Path | None, list[Diagnostic]]:
    """The package of a name whose version lies in a range, whatever its kind; models come first."""
    found = [each for kind in ("model", "framework", "rules") for each in around.of(kind, name)]
    if not found:
        return None, [diagnose("CX0204", f"There is no model {name}.", hint=_there_are(around, name))]
    fitting = [each for each in found if within(each.version, range_)]
    if not fitting:
        return None, [_other_version(name, range_, found)]
    if lock is None:
        return fitting[0].root, []
    locked = lock.choose(fitting)
    if not locked:
        return None, [misfit(lock, name, fitting)]
    problem = differing(lock, locked[0])
    return (None, [problem]) if problem else (locked[0].root, [])


def _other_version(name: str, range_: Range, found: Sequence[Found]) -> Diagnostic:
    wanted = " ".join(operator + bound for operator, bound in range_)
    here = ", ".join(dict.fromkeys(full_version(each.version) for each in found))
    best = full_version(found[0].version)
    message = f"{name} is here in version {here}, not {wanted}."
    return diagnose("CX0205", message, hint=f"Write {name}@{best}, or install version {wanted}.")


def _at_path(path: Path, lock: Lock | None) -> tuple[Path | None, list[Diagnostic]]:
    root, problems = _checked_root(path)
    if root is not None and lock is not None:
        problems = verified(lock, root)
    return (None if problems else root), problems


def _checked_root(path: Path) -> tuple[Path | None, list[Diagnostic]]:
    if path.is_file() and path.name in HEADER_FILES:
        path = path.parent
    found = package_at(path)
    if found is not None and found.kind == "mapping":
        hint = f"It speaks of two models: cxrules show {found.name}"
        return None, [diagnose("CX0204", f"{path} is a mapping, not a model.", hint=hint)]
    if path.is_dir() and not any((path / name).is_file() for name in HEADER_FILES):
        hint = f"A package is a folder with a file {', '.join(HEADER_FILES[:-1])} or {HEADER_FILES[-1]}."
        return None, [diagnose("CX0204", f"{path} is not a package.", hint=hint)]
    return path, []


def _there_are(around: Surroundings, name: str) -> str:
    if any(each.name == name for each in around.packages):
        return f"{name} is a mapping between models: cxrules show {name}"
    guess = near(name, dict.fromkeys(each.name for each in around.packages if each.kind != "mapping"))
    if guess:
        return f"Did you mean {guess}?"
    models = sorted({each.name for each in around.packages if each.kind == "model"})
    hint = f"There are: {', '.join(models)}. Or give the path of a model."
    return " ".join(filter(None, [hint, not_offered()]))
