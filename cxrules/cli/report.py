"""`cxrules report`: the report of an assessment as a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cxrules.cli import WRONG_USAGE
from cxrules.cli.options import assessment_options, audience_option, overlay_option
from cxrules.cli.output import say, write
from cxrules.cli.planning import planning_options, seconds_option
from cxrules.cli.wording import language_option, wording_of

if TYPE_CHECKING:
    from cxrules.engine import Evaluation
    from cxrules.reports.audit.forms import Render
    from cxrules.reports.audit.planned import RoadmapData
    from cxrules.workspace.trend import Trend


@click.command(
    "report",
    epilog="\b\nExample:\n  cxrules report examples/brake-ecu/assessment.yaml -o report.html --language de",
)
@assessment_options
@click.option("--target", metavar="NAME", help="A target of the model, instead of the one in the file.")
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    required=True,
    type=click.Path(dir_okay=False),
    help="The file to write; its ending tells the form: .html, .md, .pdf, .docx, .xlsx.",
)
@language_option
@click.option(
    "--since",
    multiple=True,
    metavar="OLDER",
    type=click.Path(),
    help="An earlier assessment of the same unit, to tell what changed; may be repeated.",
)
@planning_options
@click.option(
    "--roadmap",
    "plan_file",
    metavar="FILE",
    type=click.Path(),
    help="A roadmap that is there already (JSON), instead of one worked out for --to or --plan.",
)
@seconds_option
@overlay_option
@audience_option
def command(
    assessment: str,
    target: str | None,
    output: str,
    language: str,
    since: tuple[str, ...],
    wanted: str | None,
    wishes_file: str | None,
    plan_file: str | None,
    seconds: float,
    overlay_files: tuple[str, ...],
    audience: str | None,
    **instead: Any,  # noqa: ANN401 - options as click gives them
) -> None:
    """Write the report of an ASSESSMENT: summary, levels, findings, justifications, evidence, method.

    The HTML file needs no network and no other file; it can be searched, folded, printed, and read with a
    keyboard or a screen reader. PDF and DOCX need pip install "cxrules[report]", XLSX needs "cxrules[xlsx]".

    With --to or --plan it has the roadmap: the cheapest proven way there, in phases. That needs a solver,
    which is installed with pip install "cxrules[solve]".
    """
    from cxrules.cli.assessing import evaluated
    from cxrules.cli.overlaying import laid_over_evaluation
    from cxrules.reports.audit.build import Settings, report

    render = renderer_of(output)
    if plan_file is not None and (wanted is not None or wishes_file is not None):
        raise click.UsageError(
            "--roadmap brings a roadmap along; --to and --plan work one out. Give one of them."
        )
    evaluation = evaluated(assessment, **instead, target=target, audience=audience)
    trend = _trend(assessment, evaluation, since, audience)
    shown, overlays = laid_over_evaluation(evaluation, overlay_files, instead["model"], assessment)
    roadmap = None if plan_file is None else _roadmap(plan_file)
    if wanted is not None or wishes_file is not None:
        roadmap = _planned(shown, wanted, wishes_file, seconds, instead["model"])
    wording = wording_of(evaluation, language, instead["model"], assessment)
    settings = Settings(wording, trend, roadmap, [each.name for each in overlays])
    write(Path(output), render(report(shown, settings)))
    say(f"Wrote {output}.\n")


def renderer_of(output: str) -> Render:
    """What writes the file, by its ending.

    Raises click.ClickException for an ending that stands for no form, and MissingLibraryError.
    """
    from cxrules.reports.audit.forms import FORMS, renderer

    ending = Path(output).suffix
    try:
        return renderer(ending)
    except KeyError as error:
        known = ", ".join(FORMS)
        message = f"The ending of {output} tells no form of a report. There are: {known}."
        raise click.ClickException(message) from error


def _trend(
    assessment: str, evaluation: Evaluation, since: tuple[str, ...], audience: str | None
) -> Trend | None:
    if not since:
        return None
    from cxrules.cli.assessing import evaluated
    from cxrules.workspace.trend import trend

    older = [(each, evaluated(each, audience=audience)) for each in since]
    found = trend([*older, (assessment, evaluation)])
    if found.standings[-1].file != assessment:
        newer = found.standings[-1]
        message = f"{newer.file} is of {newer.date}, later than {assessment}: it cannot be what came before."
        raise click.ClickException(message)
    return found


def _planned(
    evaluation: Evaluation, wanted: str | None, wishes_file: str | None, seconds: float, model: str | None
) -> RoadmapData:
    """The roadmap that the solver finds. Raises click.ClickException where there is none, and says why."""
    from cxrules.cli.planning import goals_of, planned, wishes_of
    from cxrules.reports.roadmap import for_report

    goals = goals_of([evaluation], wanted)
    _, found = planned(goals, wishes_of([evaluation], wishes_file, model), seconds)
    return for_report(found)


def _roadmap(path: str) -> RoadmapData:
    """The roadmap in a file. Ends the command where it is none."""
    import json

    from cxrules.reports.audit.planned import roadmap_of

    try:
        document = json.loads(Path(path).read_text(encoding="utf-8"))
        return roadmap_of(document)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        click.echo(f"Error: {path} is no roadmap in the format cxrules-roadmap/1.", err=True)
        raise click.exceptions.Exit(WRONG_USAGE) from error
