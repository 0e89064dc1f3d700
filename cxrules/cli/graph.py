"""`cxrules graph`: a drawing of what rests on what."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cxrules.cli.options import complete_model, complete_subject, format_option
from cxrules.cli.output import say, write_new

if TYPE_CHECKING:
    from cxrules.plan.drawing import Drawing


@click.command(
    "graph", epilog="\b\nExample:\n  cxrules graph automotive-spice SWE.1 --format svg -o swe1.svg"
)
@click.argument("model", shell_complete=complete_model)
@click.argument("name", metavar="[ID]", required=False, shell_complete=complete_subject)
@format_option("dot", "mermaid", "svg")
@click.option("-o", "--output", type=click.Path(), help="A file to write to, instead of standard output.")
@click.option("--force", is_flag=True, help="Overwrite the file.")
def command(model: str, name: str | None, form: str, output: str | None, force: bool) -> None:
    """Draw what rests on what: criteria, practices, elements, attributes, values, levels and rules.

    With an ID, only what it rests on and what rests on it: a capability, an element, a value, a rule, the
    organisation (`maturity`, where it has no name of its own). Without one, the whole model except for the
    practices, which are the same everywhere. Dashed arrows are rules.
    """
    from cxrules.cli.inputs import plan_of, ruleset_of, unknown
    from cxrules.plan.boxes import drawing
    from cxrules.plan.drawing import around, named, outline
    from cxrules.text import near

    ruleset, plan = ruleset_of(model), plan_of(model)
    drawn = drawing(ruleset, plan)
    title = f"{ruleset.id} {ruleset.version}"
    if name is None:
        drawn = outline(drawn)
    elif boxes := named(drawn, name):
        drawn, title = around(drawn, boxes), f"{title}: {name}"
    else:
        raise unknown(
            f"{ruleset.id} has nothing to draw with the id",
            name,
            near(name, [*drawn.boxes, *(box.name for box in drawn.boxes.values())]),
        )
    text = _rendered(drawn, form, title)
    if output is None:
        say(text)
    else:
        write_new(Path(output), text, force=force)


def _rendered(drawn: Drawing, form: str, title: str) -> str:
    if form == "dot":
        from cxrules.reports.drawing_dot import to_dot

        return to_dot(drawn, title)
    if form == "mermaid":
        from cxrules.reports.drawing_mermaid import to_mermaid

        return to_mermaid(drawn, title)
    from cxrules.plan.drawing import layers
    from cxrules.reports.drawing_svg import to_svg

    return to_svg(drawn, layers(drawn), title)
