"""`cxrules show`: a model, or one thing in it, as text or as data."""

from __future__ import annotations

import click

from cxrules.cli.options import (
    complete_named,
    complete_subject,
    format_option,
    overlay_option,
    profile_option,
)
from cxrules.cli.output import look, say, say_json


@click.command(
    "show",
    epilog="\b\nExample:\n  cxrules show automotive-spice SWE.1",
)
@click.argument("model", shell_complete=complete_named)
@click.argument("name", metavar="[ID]", required=False, shell_complete=complete_subject)
@format_option("text", "json")
@profile_option
@overlay_option
def command(
    model: str, name: str | None, form: str, profile: str | None, overlay_files: tuple[str, ...]
) -> None:
    """Show a model, or what ID means in it; or a mapping, or what it says of an element of either model.

    ID is whatever has one: a capability, an element or criterion of it, an attribute, practice, rule, target,
    scope, group, set, value, decision, input, judgement, profile, parameter, finding, scale, and so on.
    `levels` and `maturity` are the levels of capabilities and of the organisation.
    """
    from cxrules.workspace.mappings import is_mapping

    if not is_mapping(model):
        _model(model, name, form, profile, overlay_files)
    elif profile or overlay_files:
        raise click.UsageError(f"{model} is a mapping, which has neither profiles nor overlays.")
    else:
        _mapping(model, name, form)


def _model(
    model: str, name: str | None, form: str, profile: str | None, overlay_files: tuple[str, ...]
) -> None:
    """Show a model, or one thing in it."""
    from cxrules.cli.inputs import ruleset_of, unknown
    from cxrules.cli.overlaying import laid_over_ruleset, marked, text_below
    from cxrules.reports import model_json, model_text, subjects

    ruleset, overlays = laid_over_ruleset(ruleset_of(model, profile), overlay_files)
    if name is None:
        if form == "json":
            say_json(marked(model_json.model(ruleset), overlays))
        else:
            say(model_text.overview(ruleset, look()) + text_below(overlays, look().columns))
        return
    found = subjects.find(ruleset, name)
    if not found:
        what = f"{ruleset.id} has nothing with the id"
        raise unknown(
            what, name, subjects.nearest(ruleset, name), f"`cxrules show {model}` lists what there is."
        )
    if form == "json":
        say_json(marked(model_json.part(ruleset, found), overlays))
    else:
        names = [name for each in found for name in (each.id, getattr(each.thing, "id", each.id))]
        say(model_text.thing_pages(ruleset, found, look()) + text_below(overlays, look().columns, *names))


def _mapping(reference: str, name: str | None, form: str) -> None:
    """Show a mapping, or its rows about one element."""
    from cxrules.cli.inputs import mapping_of, unknown
    from cxrules.reports import mapping_json, mapping_text
    from cxrules.reports.mapping_names import about, titles
    from cxrules.text import near

    read = mapping_of(reference)
    mapping, models = read.mapping, (read.bound.from_model.ruleset, read.bound.to_model.ruleset)
    rows = None
    if name is not None:
        known = {**titles(models[0]), **titles(models[1])}
        rows = about(mapping, name, models)
        if not rows:
            close = None if name in known else near(name, known)
            raise unknown(f"{mapping.id} says nothing of", name, close)
    if form == "json":
        say_json(mapping_json.document(mapping, rows))
    elif name is None:
        say(mapping_text.overview(mapping, models, look()))
    else:
        say(mapping_text.element(mapping, name, models, look()))
