"""What running the tests of one package has shown, ready to be told."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxrules.diagnostics import has_errors

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxrules.diagnostics import Diagnostic
    from cxrules.testkit.coverage import Coverage
    from cxrules.testkit.mutating import MutantRun
    from cxrules.testkit.running import Ran


class Tally(NamedTuple):
    """The tests of a package: what was run, what the package covers, and which mutants survived.

    `coverage` is that of the package under test, `beside` that of the packages it uses.
    """

    package: str
    version: str
    where: str
    ran: Sequence[Ran]
    diagnostics: Sequence[Diagnostic]
    coverage: Coverage | None = None
    beside: Sequence[Coverage] = ()
    mutants: MutantRun | None = None

    @property
    def failed(self) -> list[Ran]:
        """The tests that did not come out as expected."""
        return [each for each in self.ran if each.failures]

    @property
    def broken(self) -> list[Ran]:
        """The tests that could not be run, since there are mistakes in them."""
        return [each for each in self.ran if has_errors(each.problems)]

    @property
    def problems(self) -> list[Diagnostic]:
        """Everything wrong with the package, with its files of tests, and in single tests."""
        found = [*self.diagnostics, *(problem for each in self.ran for problem in each.problems)]
        return [*found, *(self.mutants.problems if self.mutants is not None else ())]
