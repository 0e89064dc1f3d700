"""The outcome of tests as text: what failed and why, what is not covered, and which mutants survived."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.diagnostics import has_errors
from cxrules.diagnostics.excerpt import draw
from cxrules.reports import explanation
from cxrules.reports.columns import clean, counted, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cxrules.testkit.coverage import Coverage
    from cxrules.testkit.failure import Failure
    from cxrules.testkit.mutating import MutantRun
    from cxrules.testkit.parts import Part
    from cxrules.testkit.running import Ran
    from cxrules.testkit.tally import Tally
    from cxrules.text import Source, Span

_REASONS = 3
_STEP = "  "


def render(tallies: Sequence[Tally], *, columns: int) -> str:
    """Everything as text that ends with a line break."""
    lines: list[str] = []
    for tally in tallies:
        lines += [*_package(tally, columns), ""]
    lines.append(_summary(tallies))
    return "\n".join(lines) + "\n"


def _package(tally: Tally, columns: int) -> Iterator[str]:
    name = f"{tally.package} {tally.version}".strip()
    yield f"{name} ({tally.where}): {_count(tally)}"
    for ran in tally.failed:
        for failure in ran.failures:
            yield ""
            yield from _failure(ran, failure, columns)
    if tally.coverage is not None:
        yield ""
        yield from _coverage(tally.coverage)
    for each in tally.beside:
        yield f"Beside it, of {each.package}: {each.percent}%."
    if tally.mutants is not None:
        yield ""
        yield from _mutants(tally.mutants)


def _mutants(found: MutantRun) -> Iterator[str]:
    yield (
        f"Mutants: {counted(found.made, 'change')}; tests notice {found.noticed}, {found.equivalent} change "
        f"nothing, {found.invalid} make no sense; {len(found.unexplained)} survive, "
        f"{len(found.accepted)} accepted with a reason."
    )
    for each in found.unexplained:
        line = each.source.position(each.span.start).line
        yield _STEP + clean(f"{each.source.name}:{line}: {each.of}: {each.before} → {each.after}")


def _count(tally: Tally) -> str:
    if has_errors(tally.diagnostics) and not tally.ran:
        return "not tested, since it has errors"
    said = [counted(len(tally.ran), "test")]
    if tally.failed:
        said.append(f"{len(tally.failed)} failed")
    if tally.broken:
        said.append(f"{len(tally.broken)} could not be run")
    return ", ".join(said) if len(said) > 1 or not tally.ran else f"{said[0]}, all passed"


def _failure(ran: Ran, failure: Failure, columns: int) -> Iterator[str]:
    yield f"failed: {clean(ran.case.title)}"
    yield from _excerpt(ran.case.source, failure.span)
    if failure.expected:
        yield from wrap(f"expected: {failure.expected}", columns, _STEP, _STEP * 3)
    yield from wrap(f"came out: {failure.found}", columns, _STEP, _STEP * 3)
    if failure.because is not None:
        yield f"{_STEP}because:"
        told = explanation.render(failure.because, columns=columns - 2 * len(_STEP), depth=_REASONS)
        for line in told.splitlines():
            if "--depth" not in line and line:
                yield f"{_STEP * 2}{line}"


def _excerpt(source: Source, span: Span) -> Iterator[str]:
    position = source.position(span.start)
    margin = len(str(source.position(span.end).line))
    yield f"{' ' * margin}--> {source.name}:{position.line}:{position.column}"
    yield f"{' ' * margin} |"
    for drawn in draw(source, span):
        number = "" if drawn.number is None else str(drawn.number)
        yield f"{number:>{margin}} | {drawn.text}".rstrip()
        yield f"{' ' * margin} | {drawn.underline}".rstrip()


def _coverage(found: Coverage) -> Iterator[str]:
    rules = f"; rules {found.rules_covered} of {found.rules}" if found.rules else ""
    yield f"Coverage of {found.package}: {found.percent}% ({found.seen} of {found.outcomes} outcomes{rules})."
    for each in found.uncovered:
        part = each.part
        line = part.source.position(part.span.start).line
        never = " and never ".join(_missed(part)[way] for way in each.missing)
        words = "" if part.kind == "rule" else f": {part.words}"
        yield _STEP + clean(f"{part.source.name}:{line}: {part.of} never {never}{words}")


_MISSED = {
    "rule": {"yes": "fired", "no": "silent"},
    "requirement": {"yes": "met", "no": "missed"},
    "condition": {"yes": "true", "no": "false"},
    "maturity": {"yes": "met", "no": "missed"},
    "value": {"yes": "true", "no": "false"},
    "row": {"yes": "fits", "no": "passed over"},
}


def _missed(part: Part) -> dict[str, str]:
    """The words for what a part never was."""
    if len(part.ways) == 1:
        return {"yes": "reached" if part.kind == "row" else "worked out"}
    return _MISSED[part.kind]


def _summary(tallies: Sequence[Tally]) -> str:
    total = sum(len(tally.ran) for tally in tallies)
    failed = sum(len(tally.failed) for tally in tallies)
    broken = sum(len(tally.broken) for tally in tallies)
    if any(has_errors(tally.diagnostics) for tally in tallies):
        return "What has errors cannot be tested."
    if not total:
        return "There are no tests here."
    if not failed and not broken:
        return f"{counted(total, 'test')} passed."
    said = [f"{failed} of {counted(total, 'test')} failed"] if failed else []
    if broken:
        said.append(f"{broken} of {counted(total, 'test')} could not be run")
    return "; ".join(said) + "."
