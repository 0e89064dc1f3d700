"""`cxrules models`: which models can be named, and where they come from."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cxrules.cli.options import format_option
from cxrules.cli.output import look, say, say_json, warn

if TYPE_CHECKING:
    from cxrules.workspace.packages import Found


@click.command("models", epilog="\b\nExample:\n  cxrules models --format json")
@format_option("text", "json")
def command(form: str) -> None:
    """List the models, frameworks, rules and mappings that can be named here.

    Those beside, of the project, installed, and those that come with cxrules. Any of them is named by its
    name alone, or with its version: automotive-spice@4.0.
    """
    from cxrules.workspace.locate import around_folder, not_offered

    around = around_folder(Path())
    warn(around.problems)
    if missing := not_offered():
        click.echo(missing, err=True)
    found = around.all()
    if form == "json":
        say_json({"format": "cxrules-models/1", "models": [_entry(each) for each in found]})
        return
    from cxrules.reports.columns import clean, left, wrap

    widest = max((len(f"{each.name} {each.version}") for each in found), default=0)
    kinds = max((len(each.kind) for each in found), default=0)
    origins = max((len(each.origin) for each in found), default=0)
    for each in found:
        named = f"{left(f'{each.name} {each.version}', widest)}  {left(each.kind, kinds)}"
        start = f"{named}  {left(each.origin, origins)}  "
        say("\n".join(wrap(clean(each.title), look().columns, start)) + "\n")


def _entry(found: Found) -> dict[str, str]:
    return {
        "id": found.name,
        "version": found.version,
        "kind": found.kind,
        "title": found.title,
        "from": found.origin,
        "path": str(found.root),
    }
