"""`cxrules schema`: the published JSON Schemas."""

from __future__ import annotations

import click

from cxrules.cli.output import say, say_json


@click.command("schema", epilog="\b\nExample:\n  cxrules schema result > result.schema.json")
@click.argument("name", required=False)
def command(name: str | None) -> None:
    """Print the JSON Schema of a format; without a NAME, list the formats."""
    from cxrules.cli.inputs import unknown
    from cxrules.exchange.formats import names, schema
    from cxrules.text import near

    if name is None:
        say("".join(f"{each}\n" for each in names()))
        return
    if name not in names():
        raise unknown("There is no format", name, near(name, names()), f"There are: {', '.join(names())}.")
    say_json(schema(name))
