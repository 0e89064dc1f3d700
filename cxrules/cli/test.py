"""`cxrules test`: the tests of rulesets, what they cover, and what no test would notice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cxrules.cli import FINE, NEGATIVE, WRONG_USAGE
from cxrules.cli.options import format_option
from cxrules.cli.output import look, say, say_json, warn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxrules.testkit.tally import Tally


@click.command("test", epilog="\b\nExample:\n  cxrules test rulesets/iso-33020 --mutants")
@click.argument("paths", metavar="PATH…", nargs=-1, required=True, type=click.Path())
@click.option("--filter", "wanted", metavar="TEXT", default="", help="Only tests with TEXT in their title.")
@click.option(
    "--mutants", is_flag=True, help="Change the rules one thing at a time; tell what no test notices."
)
@click.option(
    "--coverage-min", type=click.IntRange(0, 100), metavar="N", help="Fail below N percent of coverage."
)
@format_option("text", "json", "junit")
def command(paths: tuple[str, ...], wanted: str, mutants: bool, coverage_min: int | None, form: str) -> int:
    """Run the tests of the packages at each PATH.

    A PATH is a package with a folder of tests, a folder of packages, or a file of tests. The exit code is 1
    when a test fails, coverage is below the minimum, or a mutant survives that is not accepted with a
    reason; it is 2 when there are errors in the text.
    """
    from cxrules.cli.inputs import existing
    from cxrules.diagnostics import has_errors
    from cxrules.workspace.testing import run_suites, suites_at

    suites = [suite for path in existing(paths) for suite in suites_at(path)]
    tallies = run_suites(suites, wanted=wanted, mutants=mutants)
    if wanted and not any(tally.ran or tally.diagnostics for tally in tallies):
        raise click.ClickException(f"No test here has “{wanted}” in its title.")
    problems = [problem for tally in tallies for problem in tally.problems if problem.severity == "error"]
    stale = [problem for tally in tallies if tally.mutants for problem in tally.mutants.problems]
    warn([*problems, *stale])
    _tell(tallies, form)
    if has_errors(problems):
        return WRONG_USAGE
    return NEGATIVE if any(_is_negative(tally, coverage_min) for tally in tallies) else FINE


def _tell(tallies: Sequence[Tally], form: str) -> None:
    if form == "json":
        from cxrules.reports import test_json

        say_json(test_json.document(tallies))
    elif form == "junit":
        from cxrules.reports import test_junit

        say(test_junit.render(tallies))
    else:
        from cxrules.reports import test_text

        say(test_text.render(tallies, columns=look().columns))


def _is_negative(tally: Tally, coverage_min: int | None) -> bool:
    if tally.failed or (tally.mutants is not None and tally.mutants.unexplained):
        return True
    return coverage_min is not None and tally.coverage is not None and tally.coverage.percent < coverage_min
