"""Checking a path: a ruleset file, a package, a folder of packages, an assessment, or a table of ratings."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from cxrules.diagnostics import Diagnostic, by_place, diagnose, has_errors
from cxrules.workspace.loading import Reader, load, read_package
from cxrules.workspace.packages import ENDING, HEADER_FILES, Found, is_package, packages_below

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_ASSESSMENT = re.compile(rb'^\s*"?cxrules"?\s*:', re.MULTILINE)
_GLANCE = 4096
ASSESSMENTS = frozenset({".yaml", ".yml", ".json", ".csv"})


def check_path(path: Path, model: str | None = None) -> list[Diagnostic]:
    """Everything wrong at a path, each problem once, sorted by place. `model` is for tables of ratings.

    Raises OSError where something cannot be read.
    """
    if not path.exists():
        raise FileNotFoundError(f"there is no file or folder {path}")
    if path.is_file() and path.suffix.lower() in ASSESSMENTS:
        return _once(_check_assessment(path, model))
    if path.is_file():
        return _once(_check_file(path))
    found = list(packages_below(path))
    if found:
        return _once(_check_packages(found))
    assessments = _assessments_below(path)
    if not assessments:
        return _once(_check_loose(path))
    return _once(problem for each in assessments for problem in _check_assessment(each, model))


def check_package(root: Path, reader: Reader | None = None) -> list[Diagnostic]:
    """Everything wrong in one package and in what it uses."""
    return list(load(root, reader or Reader(shown)).diagnostics)


def _check_packages(found: Iterable[Found]) -> Iterator[Diagnostic]:
    """Models first: a framework or rules that a checked model uses need no check of their own."""
    reader = Reader(shown)
    done: set[Path] = set()
    for each in sorted(found, key=lambda each: each.kind != "model"):
        if each.root.resolve() in done:
            continue
        loaded = load(each.root, reader)
        yield from loaded.diagnostics
        done.update(root.resolve() for root in loaded.roots)


def _assessments_below(folder: Path) -> list[Path]:
    """The files in a folder and below that say they are assessments."""
    files = (each for each in sorted(folder.rglob("*")) if each.suffix.lower() in ASSESSMENTS - {".csv"})
    return [each for each in files if _ASSESSMENT.search(each.read_bytes()[:_GLANCE])]


def shown(root: Path, name: str) -> str:
    """A file's path as people open it: relative to where they are, if it lies below."""
    path = root if root.is_file() else root / name
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()


def _check_file(path: Path) -> list[Diagnostic]:
    """A file of a package is checked with its package; any other stands alone."""
    if path.suffix != ENDING:
        hint = f"Rulesets end in {ENDING}; assessments in .yaml, .json or .csv."
        return [diagnose("CX0204", f"{path} is neither a ruleset nor an assessment.", hint=hint)]
    for folder in path.resolve().parents:
        if is_package(folder) and path.name not in HEADER_FILES:
            name = shown(path, "")
            return [each for each in check_package(folder) if each.source is None or each.source.name == name]
    return check_package(path.parent if path.name in HEADER_FILES else path)


def _check_loose(path: Path) -> list[Diagnostic]:
    """A folder without a header file: one package with its header in another file, or none."""
    package, problems = read_package(path, shown)
    if package is None or package.header is None:
        return problems
    return check_package(path)


def _check_assessment(path: Path, model: str | None) -> list[Diagnostic]:
    from cxrules.workspace.assessing import check_assessment, plan_for, read_file
    from cxrules.workspace.evidence_files import check_evidence_files

    assessment, source, problems = read_file(path, model)
    if assessment is None:
        return problems
    if source is not None:
        problems = problems + check_evidence_files(assessment, path.parent, source)
    plan, trouble = plan_for(assessment, source, None if model else path.parent)
    if plan is None:
        return problems + trouble
    _, found = check_assessment(assessment, source, plan)
    return problems + (trouble if has_errors(trouble) else []) + found


def _once(problems: Iterable[Diagnostic]) -> list[Diagnostic]:
    return by_place(dict.fromkeys(problems))
