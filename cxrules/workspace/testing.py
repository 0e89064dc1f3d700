"""Tests on disk: which packages have a folder `tests`, and loading them together with the package under test.

A folder of tests holds only tests, which run against the package that it lies in. A framework, or rules that
speak of no model, bring a small model of their own: then the folder has a header (`model.cxr`), is a
package itself, and its tests run against that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxrules.diagnostics import Diagnostic, has_errors
from cxrules.testkit.case import Case, cases_of, strays
from cxrules.testkit.coverage import coverage
from cxrules.testkit.mutating import Mutating
from cxrules.testkit.running import problems_of, run
from cxrules.testkit.tally import Tally
from cxrules.testkit.tested import Tested
from cxrules.workspace.loading import Reader, load
from cxrules.workspace.mutants import run_mutants
from cxrules.workspace.packages import TESTS, content_of, is_package, packages_below, shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from cxrules.semantics import Package
    from cxrules.syntax import tree
    from cxrules.text import Source


class Suite(NamedTuple):
    """A package with tests: where it lies, where they lie, and the file meant where only one is."""

    root: Path
    folder: Path
    only: Path | None = None


class Loading(NamedTuple):
    """A suite as read: its tests, the package under test, and all that is wrong with either.

    `tested` is None where the package has errors. `package` is what the tests are for; `packages` are all
    that the tested model is made of, the one that is evaluated first.
    """

    suite: Suite
    cases: Sequence[Case]
    tested: Tested | None
    package: Package | None
    packages: Sequence[Package]
    diagnostics: Sequence[Diagnostic]


def suites_at(path: Path) -> list[Suite]:
    """The packages with tests at a path: a package, a folder of them, a folder of tests, or a file in it."""
    if path.is_file():
        folder = next((each for each in path.resolve().parents if is_tests(each)), None)
        return [Suite(folder.parent, folder, path)] if folder is not None else []
    if is_tests(path):
        return [Suite(path.resolve().parent, path)]
    roots = [each.root for each in packages_below(path)]
    return [Suite(root, root / TESTS) for root in roots if is_tests(root / TESTS)]


def is_tests(folder: Path) -> bool:
    """Whether a folder holds the tests of the package that it lies in."""
    return folder.name == TESTS and folder.is_dir() and is_package(folder.resolve().parent)


def load_suite(suite: Suite, reader: Reader | None = None) -> Loading:
    """Read the tests and the package under test. Raises OSError where a file cannot be read."""
    reader = reader or Reader(shown)
    own = is_package(suite.folder)
    loaded = load(suite.folder if own else suite.root, reader)
    problems = list(loaded.diagnostics)
    packages = [package for root in loaded.roots if (package := reader.package(root)[0]) is not None]
    if own:
        files = list(packages[0].files) if packages else []
    else:
        files, trouble = _files(suite.folder)
        problems += [*trouble, *strays(files, tests=True)]
    cases, trouble = cases_of(files)
    if suite.only is not None:
        meant = shown(suite.only)
        cases = [case for case in cases if case.source.name == meant]
    complete = loaded.analysis is not None and loaded.analysis.complete and not has_errors(loaded.diagnostics)
    tested = Tested(packages, loaded.analysis) if complete and loaded.analysis is not None else None
    under_test, _ = reader.package(suite.root)
    return Loading(suite, cases, tested, under_test, packages, [*problems, *trouble])


def _files(folder: Path) -> tuple[list[tuple[Source, tree.File]], list[Diagnostic]]:
    """Parse the files of a folder that is no package."""
    from cxrules.exchange.document import decode
    from cxrules.syntax.parse import parse

    files: list[tuple[Source, tree.File]] = []
    problems: list[Diagnostic] = []
    for name, raw in content_of(folder):
        source = decode(shown(folder, name), raw)
        if isinstance(source, Diagnostic):
            problems.append(source)
            continue
        file, trouble = parse(source)
        problems += trouble
        files.append((source, file))
    return files, problems


def run_suite(
    suite: Suite, reader: Reader | None = None, *, wanted: str = "", mutants: bool = False
) -> Tally:
    """Run the tests of a package whose titles hold `wanted` (whatever the case of the letters).

    With `mutants` the package is changed, one thing at a time, to see what the tests would notice.
    """
    loading = load_suite(suite, reader)
    package = loading.package
    name, version = (package.name, package.version) if package else (suite.root.name, "")
    where = shown(suite.root)
    if loading.tested is None:
        return Tally(name, version, where, (), loading.diagnostics)
    cases = [case for case in loading.cases if wanted.casefold() in case.title.casefold()]
    ran = [run(case, loading.tested) for case in cases]
    own_model = is_package(suite.folder)
    found = coverage(loading.packages[own_model:], loading.tested, ran)
    own = next((each for each in found if each.package == name), None)
    beside = [each for each in found if each.package != name]
    tally = Tally(name, version, where, ran, loading.diagnostics, own, beside)
    if not mutants or package is None or not all(each.passed for each in ran):
        return tally
    return tally._replace(mutants=run_mutants(Mutating(loading.packages, package, loading.tested, ran)))


def run_suites(suites: Sequence[Suite], *, wanted: str = "", mutants: bool = False) -> list[Tally]:
    """Run the tests of some packages; a package that several of them use is read once."""
    reader = Reader(shown)
    return [run_suite(suite, reader, wanted=wanted, mutants=mutants) for suite in suites]


def check_suite(suite: Suite, reader: Reader) -> Iterator[Diagnostic]:
    """Everything wrong in files of tests: what they give and expect must be in the model. None is run."""
    loading = load_suite(suite, reader)
    yield from loading.diagnostics
    if loading.tested is None:
        return
    for case in loading.cases:
        yield from problems_of(case, loading.tested)
