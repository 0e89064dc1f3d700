"""Test cases as they stand in files, and what is wrong with the files themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxrules.diagnostics import Related, diagnose
from cxrules.syntax import tree
from cxrules.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cxrules.diagnostics import Diagnostic
    from cxrules.syntax.testing_tree import Test
    from cxrules.text import Source


class Case(NamedTuple):
    """One test, and the file it stands in."""

    source: Source
    test: Test

    @property
    def title(self) -> str:
        """What the test says about itself."""
        return self.test.title.text

    @property
    def line(self) -> int:
        """The line of the file in which the test begins, from 1."""
        return self.source.position(self.test.begin).line


def cases_of(files: Iterable[tuple[Source, tree.File]]) -> tuple[list[Case], list[Diagnostic]]:
    """The tests in some files, in order; reported are titles used twice and tests that expect nothing."""
    cases = [
        Case(source, each)
        for source, file in files
        for each in file.declarations
        if isinstance(each, tree.Test)
    ]
    return cases, [*_twice(cases), *_expecting_nothing(cases)]


def _twice(cases: Sequence[Case]) -> Iterator[Diagnostic]:
    first: dict[str, Case] = {}
    for case in cases:
        known = first.setdefault(case.title, case)
        if known is not case:
            related = (Related("this one has it too", known.source, known.test.title.span),)
            message = f"Two tests are called “{case.title}”."
            hint = "Say what is special in this one."
            yield diagnose("CX0202", message, case.source, case.test.title.span, hint, related)


def _expecting_nothing(cases: Sequence[Case]) -> Iterator[Diagnostic]:
    for case in cases:
        if not any(type(line).__name__.startswith("Expect") for line in case.test.lines):
            hint = "Write what is to come out, such as `expect level of SWE.1 = 1`."
            yield diagnose("CX0702", "This test expects nothing.", case.source, case.test.title.span, hint)


def strays(files: Iterable[tuple[Source, tree.File]], *, tests: bool) -> Iterator[Diagnostic]:
    """What stands in the wrong place: anything but tests among `tests`, or a test among the rest."""
    for source, file in files:
        for each in file.declarations:
            if isinstance(each, tree.Test) != tests:
                yield _stray(source, each, tests=tests)


def _stray(source: Source, each: tree.Declaration, *, tests: bool) -> Diagnostic:
    if isinstance(each, tree.Test):
        message = "A test is no part of a package."
        hint = "Move it to a file in the folder ‘tests’ of the package."  # noqa: RUF001 - curly quotes are meant
        return diagnose("CX0701", message, source, each.title.span, hint)
    message = "Beside tests only tests may stand."
    hint = "A folder of tests that brings a model of its own begins with a header in model.cxr."
    return diagnose("CX0701", message, source, Span(each.begin, each.end), hint if tests else "")
