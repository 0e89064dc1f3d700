"""The outcome of tests as data: the format ``cxrules-tests/1``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxrules.diagnostics.json import as_data
from cxrules.reports.explanation_json import node

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxrules.testkit.coverage import Coverage
    from cxrules.testkit.failure import Failure
    from cxrules.testkit.mutating import Mutant, MutantRun
    from cxrules.testkit.running import Ran
    from cxrules.testkit.tally import Tally
    from cxrules.text import Source, Span

FORMAT = "cxrules-tests/1"
_REASONS = 3


def document(tallies: Sequence[Tally]) -> dict[str, Any]:
    """Everything about the tests of some packages."""
    return {
        "format": FORMAT,
        "tests": sum(len(tally.ran) for tally in tallies),
        "failed": sum(len(tally.failed) for tally in tallies),
        "errors": sum(len(tally.broken) for tally in tallies),
        "packages": [_package(tally) for tally in tallies],
    }


def _package(tally: Tally) -> dict[str, Any]:
    return {
        "id": tally.package,
        "version": tally.version,
        "where": tally.where,
        "tests": [_test(ran) for ran in tally.ran],
        "coverage": _coverage(tally.coverage) if tally.coverage is not None else None,
        "beside": [_coverage(each) for each in tally.beside],
        "mutants": _mutants(tally.mutants) if tally.mutants is not None else None,
        "problems": [as_data(each) for each in tally.problems],
    }


def _test(ran: Ran) -> dict[str, Any]:
    outcome = "error" if any(each.severity == "error" for each in ran.problems) else "passed"
    return {
        "title": ran.case.title,
        "file": ran.case.source.name,
        "line": ran.case.line,
        "outcome": "failed" if ran.failures else outcome,
        "failures": [_failure(ran.case.source, each) for each in ran.failures],
    }


def _failure(source: Source, failure: Failure) -> dict[str, Any]:
    return {
        **_place(source, failure.span),
        "expected": failure.expected,
        "found": failure.found,
        "because": [node(failure.because, _REASONS)] if failure.because is not None else [],
    }


def _place(source: Source, span: Span) -> dict[str, Any]:
    position = source.position(span.start)
    return {"file": source.name, "line": position.line, "column": position.column}


def _coverage(found: Coverage) -> dict[str, Any]:
    return {
        "package": found.package,
        "percent": found.percent,
        "outcomes": found.outcomes,
        "seen": found.seen,
        "rules": found.rules,
        "rules-covered": found.rules_covered,
        "uncovered": [
            {
                **_place(each.part.source, each.part.span),
                "kind": each.part.kind,
                "of": each.part.of,
                "words": each.part.words,
                "missing": list(each.missing),
            }
            for each in found.uncovered
        ],
    }


def _mutants(run: MutantRun) -> dict[str, Any]:
    return {
        "made": run.made,
        "invalid": run.invalid,
        "equivalent": run.equivalent,
        "noticed": run.noticed,
        "survived": [_mutant(each) for each in run.unexplained],
        "accepted": [{**_mutant(each), "because": because} for each, because in run.accepted],
    }


def _mutant(mutant: Mutant) -> dict[str, Any]:
    return {
        **_place(mutant.source, mutant.span),
        "change": mutant.change,
        "of": mutant.of,
        "before": mutant.before,
        "after": mutant.after,
    }
