"""Checking a path: a ruleset file, a package, a folder of packages, an assessment, or a table of ratings.

An overlay, a wording, wishes for a roadmap, a rename map, a project file and a lockfile can be checked, too.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cxrules.diagnostics import Diagnostic, by_place, diagnose, has_errors
from cxrules.exchange.document import OTHER_WORKBOOKS
from cxrules.workspace.advice import Advice
from cxrules.workspace.loading import Reader, load, read_package, tailored_problems
from cxrules.workspace.lock import LOCK_FILE, read_lock
from cxrules.workspace.mappings import KIND, Mappings, ReadMapping, check_together
from cxrules.workspace.overlays import check_overlay_file, is_overlay
from cxrules.workspace.packages import (
    ENDING,
    HEADER_FILES,
    TESTS,
    Found,
    is_package,
    package_tested_by,
    packages_below,
    shown,
)
from cxrules.workspace.project import PROJECT_FILE, read_project
from cxrules.workspace.versions import check_changes_file, check_own_changes, is_changes
from cxrules.workspace.wishes import check_defaults, check_wishes_file, is_wishes
from cxrules.workspace.wordings import check_wording_file, check_wordings, is_wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from cxrules.lint import Selection

_ASSESSMENT = re.compile(rb'^\s*"?cxrules"?\s*:', re.MULTILINE)
_GLANCE = 4096
OWN_FILES = (PROJECT_FILE, LOCK_FILE)
ASSESSMENTS = frozenset({".yaml", ".yml", ".json", ".csv", ".xlsx"})
_NOT_LOOKED_FOR = frozenset({".csv", ".xlsx"})  # of these, only their readers can tell an assessment


def check_path(path: Path, model: str | None = None, advice: Selection | None = None) -> list[Diagnostic]:
    """Everything wrong at a path, each problem once, sorted by place. `model` is for tables of ratings.

    `advice` chooses the rules of advice; without it those run that run by default.
    Raises OSError where something cannot be read.
    """
    return check_paths([path], model, advice)


def check_paths(
    paths: Sequence[Path], model: str | None = None, advice: Selection | None = None
) -> list[Diagnostic]:
    """Everything wrong at some paths, as `check_path`; mappings are held against each other, too."""
    together = _Together()
    problems = [each for path in paths for each in _check(path, model, advice, together)]
    found = together.contradictions()
    return [*problems, *_once(found)] if len(paths) > 1 else _once([*problems, *found])


class _Together:
    """The mappings that are looked at in one go, each once."""

    def __init__(self) -> None:
        self._mappings: Mappings | None = None
        self._read: dict[Path, ReadMapping] = {}
        self._only: set[str] | None = set()

    def check(self, root: Path, reader: Reader, only: str | None = None) -> list[Diagnostic]:
        """What is wrong in one mapping alone; `only` one file of it is asked about."""
        if self._mappings is None:
            self._mappings = Mappings(reader)
        read, problems = self._mappings.read(root)
        if read is not None:
            self._read.setdefault(root.resolve(), read)
        if only is None:
            self._only = None
        elif self._only is not None:
            self._only.add(only)
        return problems

    def contradictions(self) -> list[Diagnostic]:
        """What is wrong between the claims of all of them."""
        found = check_together(self._read.values()) if self._read else []
        if self._only is None:
            return found
        return [each for each in found if each.source is not None and each.source.name in self._only]


def _check(path: Path, model: str | None, advice: Selection | None, together: _Together) -> list[Diagnostic]:
    if not path.exists():
        raise FileNotFoundError(f"there is no file or folder {path}")
    if path.is_file() and (path.name in OWN_FILES or path.suffix.lower() in ASSESSMENTS | OTHER_WORKBOOKS):
        return _once(_check_data(path, model))
    if path.is_file():
        return _once(_check_file(path, advice, together))
    found = list(packages_below(path))
    own = [path / name for name in OWN_FILES if (path / name).is_file()]
    files = own if found else [*own, *assessments_below(path), *_others_below(path)]
    problems = [problem for each in files for problem in _check_data(each, model)]
    if found:
        problems += _check_packages(found, Advice(path, advice), together)
    elif not files or (files == own and any(path.glob(f"*{ENDING}"))):
        problems += _check_loose(path, advice, together)
    return _once(problems)


def check_package(
    root: Path, reader: Reader | None = None, advice: Selection | None = None
) -> list[Diagnostic]:
    """Everything wrong in one package and in what it uses, with advice about the package itself."""
    together = _Together()
    return [*_check_package(root, reader or Reader(shown), advice, together), *together.contradictions()]


def _check_package(
    root: Path, reader: Reader, advice: Selection | None, together: _Together, only: str | None = None
) -> list[Diagnostic]:
    package, _ = reader.package(root)
    if package is not None and package.kind == KIND:
        return [*together.check(root, reader, only), *_about_tests(root, reader)]
    loaded = load(root, reader)
    collected = Advice(root, advice)
    collected.take(loaded)
    beside = [
        *_about_tests(root, reader),
        *check_wordings(root),
        *check_defaults(root),
        *check_own_changes(root),
    ]
    return [*loaded.diagnostics, *tailored_problems(loaded), *beside, *collected.given()]


def _check_packages(found: Sequence[Found], advice: Advice, together: _Together) -> Iterator[Diagnostic]:
    """Models first: a framework or rules that a checked model uses need no check of their own."""
    reader = Reader(shown)
    done: set[Path] = set()
    for each in found:
        if each.kind == KIND:
            yield from together.check(each.root, reader)
            done.add(each.root.resolve())
    for each in sorted(found, key=lambda each: each.kind != "model"):
        if each.root.resolve() in done:
            continue
        loaded = load(each.root, reader)
        yield from loaded.diagnostics
        yield from tailored_problems(loaded)
        advice.take(loaded)
        done.update(root.resolve() for root in loaded.roots)
    yield from _check_tests_of(found, reader)
    yield from advice.given()


def _check_tests_of(found: Iterable[Found], reader: Reader) -> Iterator[Diagnostic]:
    """What packages say of tests and in their own words, and what is wrong in their folders of tests."""
    for each in found:
        yield from _about_tests(each.root, reader)
        yield from check_wordings(each.root)
        yield from check_defaults(each.root)
        yield from check_own_changes(each.root)
        folder = each.root if each.root.name == TESTS else each.root / TESTS
        if folder.is_dir():
            from cxrules.workspace.testing import check_suite, suites_at

            for suite in suites_at(folder):
                yield from check_suite(suite, reader)


def _about_tests(root: Path, reader: Reader) -> Iterator[Diagnostic]:
    """Tests among the declarations of a package, and comments about mutants that say too little."""
    from cxrules.testkit.accepting import misread
    from cxrules.testkit.case import strays

    package, _ = reader.package(root)
    if package is not None and root.name != TESTS:
        yield from strays(package.files, tests=False)
        yield from misread(package)


def assessments_below(folder: Path) -> list[Path]:
    """The files in a folder and below that say they are assessments."""
    return [each for each in _data_below(folder) if says_assessment(each.read_bytes())]


def says_assessment(content: bytes) -> bool:
    """Whether the content of a file says that it is an assessment."""
    return _ASSESSMENT.search(content[:_GLANCE]) is not None


def _others_below(folder: Path) -> list[Path]:
    """Overlays, wishes and rename maps."""
    return [each for each in _data_below(folder) if is_overlay(each) or is_wishes(each) or is_changes(each)]


def _data_below(folder: Path) -> list[Path]:
    found = (each for each in folder.rglob("*") if each.suffix.lower() in ASSESSMENTS - _NOT_LOOKED_FOR)
    return sorted(each for each in found if not _is_hidden(each.relative_to(folder)))


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _check_data(path: Path, model: str | None) -> list[Diagnostic]:
    """Check a file that is no ruleset: by its name, by what it says, or else as an assessment."""
    if path.name == PROJECT_FILE:
        return list(read_project(path).problems)
    if path.name == LOCK_FILE:
        return read_lock(path)[1]
    if is_wording(path):
        return check_wording_file(path)
    if is_wishes(path):
        return check_wishes_file(path)
    if is_changes(path):
        return check_changes_file(path)
    return check_overlay_file(path) if is_overlay(path) else _check_assessment(path, model)


def _check_file(path: Path, advice: Selection | None, together: _Together) -> list[Diagnostic]:
    """A file of a package is checked with its package; any other stands alone."""
    if path.suffix != ENDING:
        hint = f"Rulesets end in {ENDING}; assessments in .yaml, .json, .csv or .xlsx."
        return [diagnose("CX0204", f"{path} is neither a ruleset nor an assessment.", hint=hint)]
    if package_tested_by(path) is not None:
        return _check_tests(path)
    for folder in path.resolve().parents:
        if is_package(folder) and path.name not in HEADER_FILES:
            name = shown(path)
            found = _check_package(folder, Reader(shown), advice, together, name)
            return [each for each in found if each.source is None or each.source.name == name]
    root = path.parent if path.name in HEADER_FILES else path
    return _check_package(root, Reader(shown), advice, together)


def _check_tests(path: Path) -> list[Diagnostic]:
    """A file of tests is no part of its package, and is held against it."""
    from cxrules.workspace.testing import check_suite, suites_at

    name = shown(path)
    found = [each for suite in suites_at(path) for each in check_suite(suite, Reader(shown))]
    return [each for each in found if each.source is not None and each.source.name == name]


def _check_loose(path: Path, advice: Selection | None, together: _Together) -> list[Diagnostic]:
    """A folder without a header file: one package with its header in another file, or none."""
    package, problems = read_package(path, shown)
    if package is None or package.header is None:
        return problems
    return _check_package(path, Reader(shown), advice, together)


def _check_assessment(path: Path, model: str | None) -> list[Diagnostic]:
    from cxrules.engine.evaluation import evaluate
    from cxrules.exchange.conducted import check_record
    from cxrules.workspace.assessing import check_assessment, plan_for, read_file, refusals_of
    from cxrules.workspace.evidence_files import check_evidence_files

    assessment, source, problems = read_file(path, model)
    if assessment is None:
        return problems
    if source is not None:
        problems = problems + check_evidence_files(assessment, path.parent, source)
    plan, trouble = plan_for(assessment, source, None if model else path)
    if plan is None:
        return problems + trouble
    scope, found = check_assessment(assessment, source, plan)
    lacking = check_record(assessment, plan.vocabulary(), scope, source)
    if assessment.tables:
        from cxrules.workspace.measuring import measured

        assessment, trouble_in_tables = measured(plan, assessment, path.parent, source)
        lacking += trouble_in_tables
    if plan.refusals and not has_errors([*problems, *found]):
        lacking += refusals_of(evaluate(plan, assessment, scope, (), source), source)
    return problems + (trouble if has_errors(trouble) else []) + found + lacking


def _once(problems: Iterable[Diagnostic]) -> list[Diagnostic]:
    return by_place(dict.fromkeys(problems))
