"""`cxrules models`: what comes with cxrules."""

from __future__ import annotations

import click

from cxrules.cli.options import format_option
from cxrules.cli.output import look, say, say_json


@click.command("models", epilog="\b\nExample:\n  cxrules models --format json")
@format_option("text", "json")
def command(form: str) -> None:
    """List the models, frameworks and rules that come with cxrules.

    Any of them is named by its name alone, or with its version: automotive-spice@4.0.
    """
    from cxrules.workspace.loading import shipped_models

    found = list(shipped_models())
    if form == "json":
        keys = ("id", "version", "kind", "title", "path")
        models = [dict(zip(keys, map(str, each), strict=True)) for each in found]
        say_json({"format": "cxrules-models/1", "models": models})
        return
    from cxrules.reports.columns import clean, left, wrap

    widest = max((len(f"{name} {version}") for name, version, *_ in found), default=0)
    kinds = max((len(kind) for _, _, kind, *_ in found), default=0)
    for name, version, kind, title, _ in found:
        start = f"{left(f'{name} {version}', widest)}  {left(kind, kinds)}  "
        say("\n".join(wrap(clean(title), look().columns, start)) + "\n")
