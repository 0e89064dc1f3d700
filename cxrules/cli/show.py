"""`cxrules show`: a model, or one thing in it, as text or as data."""

from __future__ import annotations

import click

from cxrules.cli.options import complete_model, complete_subject, format_option
from cxrules.cli.output import look, say, say_json


@click.command(
    "show",
    epilog="\b\nExample:\n  cxrules show automotive-spice SWE.1",
)
@click.argument("model", shell_complete=complete_model)
@click.argument("name", metavar="[ID]", required=False, shell_complete=complete_subject)
@format_option("text", "json")
def command(model: str, name: str | None, form: str) -> None:
    """Show a model, or what ID means in it.

    ID is a capability, criterion, attribute, practice, rule, target, scope, group, tag, information
    item, cause, finding or parameter.
    """
    from cxrules.cli.inputs import ruleset_of, unknown
    from cxrules.reports import model_json, model_text, subjects

    ruleset = ruleset_of(model)
    if name is None:
        if form == "json":
            say_json(model_json.model(ruleset))
        else:
            say(model_text.overview(ruleset, look()))
        return
    found = subjects.find(ruleset, name)
    if found is None:
        what = f"{ruleset.id} has nothing with the id"
        raise unknown(
            what, name, subjects.nearest(ruleset, name), f"`cxrules show {model}` lists what there is."
        )
    if form == "json":
        say_json(model_json.part(ruleset, found))
    else:
        say(model_text.thing_page(ruleset, found, look()))
