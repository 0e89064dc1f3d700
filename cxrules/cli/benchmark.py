"""`cxrules benchmark`: an assessment held against values of others and against peers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cxrules.cli import WRONG_USAGE
from cxrules.cli.inputs import existing, existing_path
from cxrules.cli.options import audience_option, format_option
from cxrules.cli.output import look, say, say_json, warn

if TYPE_CHECKING:
    from cxrules.engine import Evaluation
    from cxrules.exchange.references import Reference
    from cxrules.workspace.benchmark import Group

_FEWEST = 2


@click.command(
    "benchmark", epilog="\b\nExample:\n  cxrules benchmark shop.yaml --against trade.csv --peers shops"
)
@click.argument("assessment", type=click.Path())
@click.option(
    "--against",
    "tables",
    multiple=True,
    metavar="FILE",
    type=click.Path(),
    help="Values of an industry or of competitors (CSV: metric, name, value, source, date); may be repeated.",
)
@click.option(
    "--peers", metavar="FOLDER", type=click.Path(), help="Other assessments, all below this folder."
)
@click.option(
    "--min-group",
    "least",
    default=5,
    show_default=True,
    metavar="N",
    type=click.IntRange(min=_FEWEST),
    help="How many peers a spread takes at least.",
)
@audience_option
@format_option("text", "json")
def command(
    assessment: str, tables: tuple[str, ...], peers: str | None, least: int, audience: str | None, form: str
) -> None:
    """Hold an ASSESSMENT against values of others, and against peers by the same model.

    Of peers there is only a spread, with one's own place in it, and none is named. Each value of others says
    where it is from and of which day.
    """
    from cxrules.cli.assessing import evaluated
    from cxrules.workspace.benchmark import benchmark

    if not tables and peers is None:
        raise click.UsageError("Say against what: --against FILE.csv, --peers FOLDER, or both.")
    evaluation = evaluated(assessment, audience=audience)
    references = _references(tables, evaluation)
    found = benchmark(evaluation, references, _peers(peers, evaluation), least)
    if form == "json":
        from cxrules.reports.benchmark import benchmark_data

        say_json(benchmark_data(found))
    else:
        from cxrules.reports.benchmark_text import benchmark_text

        say(benchmark_text(found, look()))


def _references(tables: tuple[str, ...], evaluation: Evaluation) -> list[Reference]:
    """All values in these tables; ends the command where something is wrong with one."""
    from cxrules.workspace.data_files import references_in

    found, problems = references_in(existing(tables), evaluation.plan.metrics)
    warn(problems)
    if problems:
        raise click.exceptions.Exit(WRONG_USAGE)
    return found


def _peers(folder: str | None, evaluation: Evaluation) -> Group | None:
    from cxrules.workspace.peers import peers_below

    if folder is None:
        return None
    path = existing_path(folder)
    if not path.is_dir():
        raise click.ClickException(f"{folder} is a file; name the folder with the other assessments.")
    return peers_below(path, evaluation)
