"""The format of the outcome of tests: ``cxrules-tests/1``, what `cxrules test --format json` prints."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from cxrules.exchange.formats.base import Open
from cxrules.exchange.formats.diagnostics import OneDiagnostic  # noqa: TC001  # for pydantic
from cxrules.exchange.formats.explanation import Reason  # noqa: TC001  # the same

Number = Annotated[int, Field(ge=0)]


class Stands(Open):
    """Where something is written: line and column from 1."""

    file: str
    line: Annotated[int, Field(ge=1)]
    column: Annotated[int, Field(ge=1)]


class Unmet(Stands):
    """An expectation that was not met: what was expected, what came out, and why."""

    expected: str
    found: str
    because: list[Reason]


class OneTest(Open):
    """A test and how it ended; `error`: it has mistakes and was not run."""

    title: str
    file: str
    line: Annotated[int, Field(ge=1)]
    outcome: Literal["passed", "failed", "error"]
    failures: list[Unmet]


class Missed(Stands):
    """A part of which tests have not seen every outcome: `missing` are those that they have not."""

    kind: Literal["rule", "requirement", "condition", "maturity", "value", "row"]
    of: str
    words: str
    missing: list[Literal["yes", "no"]]


class PackageCoverage(Open):
    """What tests have seen of a package."""

    package: str
    percent: Annotated[int, Field(ge=0, le=100)]
    outcomes: Number
    seen: Number
    rules: Number
    rules_covered: Number
    uncovered: list[Missed]


class OneMutant(Stands):
    """A change that no test notices; `because`: why that is accepted."""

    change: str
    of: str
    before: str
    after: str
    because: str = ""


class Mutants(Open):
    """What became of all changes: how many there were, and which survive."""

    made: Number
    invalid: Number
    equivalent: Number
    noticed: Number
    survived: list[OneMutant]
    accepted: list[OneMutant]


class TestedPackage(Open):
    """The tests of a package; `beside` is the coverage of the packages that it uses."""

    id: str
    version: str
    where: str
    tests: list[OneTest]
    coverage: PackageCoverage | None
    beside: list[PackageCoverage]
    mutants: Mutants | None
    problems: list[OneDiagnostic]


class Tests(Open):
    """The outcome of the tests of some packages."""

    format: Literal["cxrules-tests/1"]
    tests: Number
    failed: Number
    errors: Number
    packages: list[TestedPackage]
