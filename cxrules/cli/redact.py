"""`cxrules redact`: an assessment without what an audience may not see."""

from __future__ import annotations

from pathlib import Path

import click

from cxrules.cli.output import say, write_new


@click.command(
    "redact", epilog="\b\nExample:\n  cxrules redact assessment.yaml --audience customer -o for-customer.yaml"
)
@click.argument("assessment", type=click.Path())
@click.option("--audience", required=True, metavar="NAME", help="One of the file's 'audiences'.")
@click.option("-o", "--output", type=click.Path(), help="A file to write to, instead of standard output.")
@click.option("--force", is_flag=True, help="Overwrite the file.")
def command(assessment: str, audience: str, output: str | None, force: bool) -> None:
    """Write an ASSESSMENT without what is marked as confidential and NAME may not see.

    Ratings and levels stay. Comments are left out, and so are sign-offs, which are of the whole file.
    """
    from cxrules.cli.assessing import evaluated
    from cxrules.workspace.redacting import changed_levels, redacted_text

    evaluation = evaluated(assessment)
    text = redacted_text(evaluation, audience)
    if output is None:
        say(text)
    else:
        write_new(Path(output), text, force=force)
    if changed := changed_levels(evaluation, text):
        message = f"Without what is left out, levels differ for {', '.join(changed)}."
        click.echo(f"{message} Hand on the result of `cxrules evaluate --audience {audience}` too.", err=True)
