"""`cxrules check`: everything that is wrong, at once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cxrules.cli import FINE, NEGATIVE
from cxrules.cli.options import complete_model, format_option
from cxrules.cli.output import say, write

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from cxrules.diagnostics import Diagnostic
    from cxrules.lint import Selection

_ROUNDS = 100
"""More rounds of mending than any file needs; each mends something."""


@click.command(
    "check",
    epilog="\b\nExamples:\n  cxrules check rulesets/ examples/brake-ecu/assessment.yaml\n"
    "  cxrules check --ignore CX1010,CX1011 --strict rulesets/\n  cxrules check --fix rulesets/",
)
@click.argument("paths", metavar="PATH…", nargs=-1, required=True, type=click.Path())
@click.option("--model", shell_complete=complete_model, help="The model of tables of ratings (CSV).")
@click.option(
    "--select",
    metavar="CODES",
    multiple=True,
    help="Give only this advice: CX1004, or CX101 for all of these.",
)
@click.option("--ignore", metavar="CODES", multiple=True, help="Leave this advice out.")
@click.option("--strict", is_flag=True, help="Take warnings for errors.")
@click.option("--fix", is_flag=True, help="Mend what can be mended without changing what is meant.")
@click.option(
    "--unsafe-fixes", is_flag=True, help="Mend also what may change what is meant; look at the result."
)
@format_option("text", "json", "sarif", "github")
def command(
    paths: tuple[str, ...],
    model: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    strict: bool,
    fix: bool,
    unsafe_fixes: bool,
    form: str,
) -> int:
    """Report everything that is wrong with each PATH, with advice where a ruleset is legal but odd.

    A PATH is a ruleset file or folder, a folder of rulesets, an assessment (YAML or JSON), or a table of
    ratings (CSV). The exit code is 1 when there is an error; warnings do not count, unless --strict.
    """
    from cxrules.cli.inputs import existing
    from cxrules.diagnostics import has_errors
    from cxrules.workspace.checking import check_paths

    there, advice = existing(paths), _selection(select, ignore)

    def look() -> list[Diagnostic]:
        return check_paths(there, model, advice)

    found = _mended(look, unsafe=unsafe_fixes) if fix or unsafe_fixes else look()
    if strict:
        found = [each._replace(severity="error") if each.severity == "warning" else each for each in found]
    say(_rendered(found, form))
    return NEGATIVE if has_errors(found) else FINE


def _selection(select: Iterable[str], ignore: Iterable[str]) -> Selection:
    """The advice that is asked for; ends the command where there is no such code."""
    from cxrules.lint import CODES, Selection

    chosen = Selection(_codes(select), _codes(ignore))
    for each in (*chosen.select, *chosen.ignore):
        if not any(code.startswith(each) for code in CODES):
            raise click.UsageError(f"There is no advice {each}; the codes are {CODES[0]} .. {CODES[-1]}.")
    return chosen


def _codes(listed: Iterable[str]) -> tuple[str, ...]:
    return tuple(code.upper() for each in listed for code in each.replace(",", " ").split())


def _mended(look: Callable[[], list[Diagnostic]], *, unsafe: bool) -> list[Diagnostic]:
    """Mend files, round after round, as one change may make room for another; what is left then."""
    from cxrules.lint.mending import mend

    count, files = 0, set()
    found = look()
    for _ in range(_ROUNDS):
        done = mend(found, unsafe=unsafe)
        if not done.texts:
            break
        for source, text in done.texts.items():
            write(Path(source.name), text)
            files.add(source.name)
        count += done.done
        found = look()
    if count:
        click.echo(f"Mended: {count} in {', '.join(sorted(files))}", err=True)
    return found


def _rendered(diagnostics: Sequence[Diagnostic], form: str) -> str:
    if form == "json":
        from cxrules.diagnostics import json

        return json.render(diagnostics)
    if form == "sarif":
        from cxrules import __version__
        from cxrules.diagnostics import sarif

        return sarif.render(diagnostics, version=__version__)
    if form == "github":
        from cxrules.diagnostics import github

        return github.render(diagnostics)
    import sys

    from cxrules.cli.output import coloured
    from cxrules.diagnostics import text

    return text.render(diagnostics, colour=coloured(sys.stdout)) or "No problems found.\n"
