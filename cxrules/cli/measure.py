"""`cxrules measure`: what metrics come to in a data file, or in an assessment."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cxrules.cli import WRONG_USAGE
from cxrules.cli.inputs import existing_path
from cxrules.cli.options import complete_model, format_option
from cxrules.cli.output import look, say, warn, write

if TYPE_CHECKING:
    from datetime import date, datetime

    from cxrules.workspace.measures import Measures

_EXAMPLE = (
    "cxrules measure examples/coffee-kiosk/survey.csv --model examples/coffee-kiosk/kiosk --period quarter"
)


@click.command("measure", epilog=f"\b\nExample:\n  {_EXAMPLE} --date 2026-11-20")
@click.argument("file", type=click.Path())
@click.option("--model", shell_complete=complete_model, help="The model with the table and its metrics.")
@click.option("--metric", "metrics", multiple=True, metavar="NAME", help="Only this metric; may be repeated.")
@click.option("--table", default="", metavar="NAME", help="Which table of the model the file is.")
@click.option("--by", default="", metavar="COLUMN", help="Tell rows apart by a column of the table.")
@click.option(
    "--period",
    default="",
    metavar="UNIT[:COLUMN]",
    help="Tell rows apart by year, quarter or month of a date, and show changes: year, or year:answered.",
)
@click.option(
    "--date",
    "today",
    metavar="DATE",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day that windows such as `within 12 months` end on, as in 2026-11-30.",
)
@click.option("--sheet", default="", metavar="NAME", help="Which sheet of a workbook; the first without it.")
@format_option("text", "json", "svg")
@click.option("-o", "--output", metavar="FILE", type=click.Path(dir_okay=False), help="Write to this file.")
def command(
    file: str,
    model: str | None,
    metrics: tuple[str, ...],
    table: str,
    by: str,
    period: str,
    today: datetime | None,
    sheet: str,
    form: str,
    output: str | None,
) -> None:
    """Tell what metrics come to in a FILE, from how many rows, and how sure that is.

    FILE is a table of data (CSV, Parquet, JSON, XLSX) for the metrics of a model, or an assessment with its
    tables.
    """
    path, day = existing_path(file), today.date() if today else None
    if is_assessment(path):
        given = {"--table": table, "--by": by, "--period": period, "--sheet": sheet}
        unfit = [name for name, value in given.items() if value]
        if unfit:
            raise click.UsageError(f"{unfit[0]} is for a table of data, and {file} is an assessment.")
        measures = _of_assessment(file, model, metrics, day)
    else:
        measures = _of_file(path, model, (table, metrics, by, period), sheet, day)
    text = _written(measures, form)
    if output is None:
        say(text)
    else:
        write(Path(output), text)


def is_assessment(path: Path) -> bool:
    """Whether a file is an assessment: YAML, or a JSON object that says `cxrules`."""
    ending = path.suffix.lower()
    if ending != ".json":
        return ending in {".yaml", ".yml"}
    import json

    from cxrules.exchange.limits import too_large

    with path.open("rb") as file:
        starts = file.read(256).removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    if starts != b"{" or too_large(str(path), path.stat().st_size) is not None:
        return False
    try:
        found = json.loads(path.read_bytes())
    except (
        ValueError,
        RecursionError,
    ):  # objects one after the other, or no JSON at all: told where rows are read
        return False
    return isinstance(found, dict) and "cxrules" in found


def _of_assessment(file: str, model: str | None, metrics: tuple[str, ...], day: date | None) -> Measures:
    from cxrules.cli.assessing import evaluated
    from cxrules.workspace.measure_choices import named_metrics
    from cxrules.workspace.measures import measures_of_assessment
    from cxrules.workspace.metric_models import metric_model_of

    evaluation = evaluated(file, model=model, date=day)
    named = named_metrics(metric_model_of(evaluation.plan), metrics)
    return measures_of_assessment(evaluation, [each.name for each in named] or list(evaluation.plan.metrics))


def _of_file(
    path: Path,
    model: str | None,
    asked: tuple[str, tuple[str, ...], str, str],
    sheet: str,
    day: date | None,
) -> Measures:
    from cxrules.workspace.data_files import measured_file
    from cxrules.workspace.measure_choices import Wanted
    from cxrules.workspace.measures import Place
    from cxrules.workspace.metric_models import metric_model

    if model is None:
        raise click.UsageError(f"{path} does not say which model its metrics are of. Name it: --model MODEL.")
    found, problems = metric_model(model)
    warn([each for each in problems if each.severity == "error"])
    if found is None:
        raise click.exceptions.Exit(WRONG_USAGE)
    measures, faults = measured_file(found, Wanted(*asked), Place(path, sheet, day))
    warn(faults)
    if measures is None:
        raise click.exceptions.Exit(WRONG_USAGE)
    return measures


def _written(measures: Measures, form: str) -> str:
    if form == "json":
        from cxrules.reports.json_text import written
        from cxrules.reports.measures import measures_data

        return written(measures_data(measures))
    if form == "svg":
        from cxrules.reports.measures_svg import measures_svg

        return measures_svg(measures)
    from cxrules.reports.measures_text import measures_text

    return measures_text(measures, look())
