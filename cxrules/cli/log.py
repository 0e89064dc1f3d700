"""`cxrules log`: the levels of assessments over the commits of their repository."""

from __future__ import annotations

from pathlib import Path

import click

from cxrules.cli.options import format_option
from cxrules.cli.output import look, say


@click.command(
    "log",
    epilog="\b\nExamples:\n  cxrules log assessments\n  cxrules log wiper.yaml --since 2026-01-01 --to SUP.8",
)
@click.argument("place", metavar="FOLDER|FILE", type=click.Path())
@click.option("--since", metavar="REV|DATE", help="Only what came after a commit, or on that day and later.")
@click.option("--to", "subject", metavar="ID", help="Only the level of this capability.")
@click.option("--all", "every", is_flag=True, help="Also the commits that moved no level (JSON has them).")
@format_option("text", "json", "markdown")
def command(place: str, since: str | None, subject: str | None, every: bool, form: str) -> None:
    """Tell what each commit made of the levels of an assessment, or of all in a folder, and why.

    The repository is read by git, along first parents. Assessment, tables and a model of the repository count
    as they were at each commit; nothing is checked out. A file is followed through renames.
    """
    from cxrules.workspace.git import NoHistory
    from cxrules.workspace.history import history

    try:
        found = history(Path(place), since, subject)
    except NoHistory as error:
        raise click.ClickException(str(error)) from error
    if form == "json":
        from cxrules.reports.history import history_data
        from cxrules.reports.json_text import written

        say(written(history_data(found), 5))
    elif form == "markdown":
        from cxrules.reports.history_markdown import history_markdown

        say(history_markdown(found, every=every))
    else:
        from cxrules.reports.history_text import history_text

        say(history_text(found, look(), every=every))
