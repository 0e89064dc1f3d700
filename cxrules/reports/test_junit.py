"""The outcome of tests as JUnit XML, which build servers show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.reports.junit_text import quoted, text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cxrules.testkit.running import Ran
    from cxrules.testkit.tally import Tally


def render(tallies: Sequence[Tally]) -> str:
    """One suite a package, one case a test; how much is covered stands in the output of the suite."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', "<testsuites>"]
    for tally in tallies:
        lines += _suite(tally)
    return "\n".join([*lines, "</testsuites>"]) + "\n"


def _suite(tally: Tally) -> Iterator[str]:
    counts = {"tests": len(tally.ran), "failures": len(tally.failed), "errors": len(tally.broken)}
    attributes = " ".join(f'{name}="{count}"' for name, count in counts.items())
    yield f"  <testsuite name={quoted(tally.package)} {attributes}>"
    for ran in tally.ran:
        yield from _case(ran, tally.package)
    if tally.coverage is not None:
        yield f"    <system-out>coverage {tally.coverage.percent}%</system-out>"
    yield "  </testsuite>"


def _case(ran: Ran, package: str) -> Iterator[str]:
    where = f"file={quoted(ran.case.source.name)} line={quoted(str(ran.case.line))}"
    head = f"    <testcase classname={quoted(package)} name={quoted(ran.case.title)} {where}"
    errors = [problem for problem in ran.problems if problem.severity == "error"]
    if not errors and not ran.failures:
        yield f"{head}/>"
        return
    yield f"{head}>"
    for problem in errors:
        place = ran.case.source.position(problem.span.start).line if problem.span else ran.case.line
        yield _part("error", problem.code, problem.message, ran, place)
    for failure in ran.failures:
        line = ran.case.source.position(failure.span.start).line
        yield _part("failure", "expectation", f"expected {failure.expected}; {failure.found}", ran, line)
    yield "    </testcase>"


def _part(tag: str, kind: str, message: str, ran: Ran, line: int) -> str:
    where = text(f"{ran.case.source.name}:{line}")
    return f"      <{tag} type={quoted(kind)} message={quoted(message)}>{where}</{tag}>"
