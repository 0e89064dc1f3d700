"""`cxrules release`: an assessment is signed off."""

from __future__ import annotations

import click

from cxrules.cli import WRONG_USAGE
from cxrules.cli.output import say, warn, write


@click.command("release", epilog="\b\nExample:\n  cxrules release assessment.yaml --by lead")
@click.argument("assessment", type=click.Path())
@click.option("--by", required=True, metavar="ASSESSOR", help="Who signs it off: an id under 'assessors'.")
@click.option(
    "--date",
    "day",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="The day of the sign-off, as in 2026-11-30; today without it.",
)
def command(assessment: str, by: str, day: object) -> None:
    """Sign an ASSESSMENT off: write who, when and a digest into its file, which otherwise stays as it is.

    It must be consolidated: no disagreement between assessors may be open. From then on `check` and
    `evaluate` refuse it when it has been changed; a later assessment supersedes it. Several people may sign.
    """
    from datetime import datetime

    from cxrules.cli.inputs import assessment_path
    from cxrules.workspace.releasing import Refused, release

    path = assessment_path(assessment)
    when = day if isinstance(day, datetime) else datetime.now().astimezone()
    try:
        done = release(path, by, when.date())
    except Refused as refusal:
        warn(refusal.diagnostics)
        click.echo(f"Not released: {refusal}", err=True)
        raise click.exceptions.Exit(WRONG_USAGE) from refusal
    write(path, done.text)
    say(f"{done.assessment.id} is released, signed off by {by} on {when.date()}.\n")
