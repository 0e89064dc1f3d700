"""Models and their tests as text in a test, run without any file. Tests nothing itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.syntax.parse import parse
from cxrules.testkit.case import Case, cases_of
from cxrules.testkit.coverage import Coverage, coverage
from cxrules.testkit.mutating import MutantRun, Mutating, told
from cxrules.testkit.running import Ran, run
from cxrules.testkit.tested import Tested
from cxrules.text import Source
from tests.semantics.inline import FRAMEWORK, package, underlined

if TYPE_CHECKING:
    from cxrules.testkit.mutating import Mutant, Verdict

MODEL = f"""
model small version 1.0.0
{FRAMEWORK}
group G "The first"
tag hard "What is hard"
cause late "It came late"
cause thin "It is thin"
finding known "It is known"
context urgent "It is urgent"

capability A "First" in G {{
  criterion 1 "One" tagged hard
  criterion 2 "Two"
}}
capability B "Second" {{
  criterion 1 "One" {{ prerequisite A.1 }}
}}

rule gap cap A.PA.1 at L when A.1 at most P source "s"
rule both lower A.2 when A.1 below F and not finding known source "s"
rule why lower B.1 when A.2 below F for cause late source "s"

target first "First" {{ A reaches level 1 }}
"""


class Suite:
    """A model with tests that ran: what came of them."""

    def __init__(self, tests: str, model: str = MODEL, *others: str) -> None:
        """Run tests on a model, both given as text, with the texts of packages that it uses."""
        self.package = package(model)
        used = [package(other, f"other{place}.cxr") for place, other in enumerate(others)]
        self.tested = Tested([self.package, *used])
        assert self.tested.analysis.complete, self.tested.analysis.diagnostics
        file, problems = parse(Source("tests.cxr", tests))
        assert not problems, problems
        self.cases, self.problems = cases_of([(Source("tests.cxr", tests), file)])
        self.ran = [run(case, self.tested) for case in self.cases]

    def failures(self) -> list[tuple[str, str]]:
        """What was expected and what came out, of everything that failed."""
        assert not any(each.problems for each in self.ran), [each.problems for each in self.ran]
        return [(failure.expected, failure.found) for each in self.ran for failure in each.failures]

    def mistakes(self) -> list[tuple[str, str, str]]:
        """Code, message and underlined text of all mistakes in the tests."""
        found = [*self.problems, *(problem for each in self.ran for problem in each.problems)]
        return [(each.code, each.message, underlined(each)) for each in found]

    def coverage(self) -> Coverage:
        """What the tests have seen."""
        (found,) = coverage([self.package], self.tested, self.ran)
        return found

    def uncovered(self) -> set[tuple[str, str, tuple[str, ...]]]:
        """What is not covered: of what, in which words, and which outcomes were never seen."""
        return {(each.part.of, each.part.words, each.missing) for each in self.coverage().uncovered}

    def mutating(self) -> Mutating:
        """The mutants of the model."""
        return Mutating([self.package], self.package, self.tested, self.ran)

    def verdicts(self) -> list[tuple[Mutant, Verdict]]:
        """Every mutant with what becomes of it."""
        mutating = self.mutating()
        return [(each, mutating.verdict(each)) for each in mutating.mutants()]

    def mutants(self) -> MutantRun:
        """What becomes of all mutants."""
        found = self.verdicts()
        return told(self.package, [mutant for mutant, _ in found], [verdict for _, verdict in found])


def failing(lines: str, model: str = MODEL) -> list[tuple[str, str]]:
    """The failures of one test with these lines."""
    return Suite(f'test "one" {{ {lines} }}', model).failures()


def mistaken(lines: str, model: str = MODEL) -> list[tuple[str, str, str]]:
    """The mistakes in one test with these lines."""
    return Suite(f'test "one" {{ {lines} }}', model).mistakes()


__all__ = ["MODEL", "Case", "Ran", "Suite", "failing", "mistaken"]
