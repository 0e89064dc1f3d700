"""`cxrules badge`: the level of an assessment as a badge, and as a gate for pipelines."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cxrules.cli import FINE, NEGATIVE
from cxrules.cli.options import assessment_options
from cxrules.cli.output import say, write

if TYPE_CHECKING:
    from cxrules.engine import Evaluation

_FORMS = ("svg", "json")


@click.command(
    "badge",
    epilog="\b\nExamples:\n  cxrules badge examples/brake-ecu/assessment.yaml -o badge.svg\n"
    "  cxrules badge examples/brake-ecu/assessment.yaml --capability SWE.1 --min-level 2 -o badge.json",
)
@assessment_options
@click.option("--capability", metavar="ID", help="The level of this one, instead of the whole.")
@click.option(
    "--min-level", "least", type=int, metavar="N", help="End with 1 where this level is not certain."
)
@click.option("--label", metavar="TEXT", help="What stands on the left, instead of the model's id.")
@click.option(
    "--format",
    "form",
    type=click.Choice(_FORMS),
    help="What to write; without it, what the ending of FILE says.",
)
@click.option("-o", "--output", type=click.Path(), help="A file to write to, instead of standard output.")
def command(
    assessment: str,
    capability: str | None,
    least: int | None,
    label: str | None,
    form: str | None,
    output: str | None,
    **instead: Any,  # noqa: ANN401 - options as click gives them
) -> int:
    """Draw a badge with the level of an ASSESSMENT; an older one is overwritten.

    It shows the level of the organisation where the model has one, and otherwise the lowest level of all
    capabilities in scope: the level that is certain, and beside it what open ratings still allow. The json is
    what shields.io takes as an endpoint.

    The exit code is 1 where the level is below --min-level, and 0 otherwise.
    """
    from cxrules.cli.assessing import evaluated
    from cxrules.reports import badge

    form = form or _form_of(output)
    evaluation = evaluated(assessment, **instead)
    if capability is not None:
        _hold(evaluation, capability)
    lowest = evaluation.plan.bottom_level
    made = badge.badge(evaluation.result(), lowest, capability=capability, least=least, label=label)
    if form == "svg":
        text = badge.to_svg(made)
    else:
        from cxrules.reports.json_text import written

        text = written(badge.to_json(made))
    if output is None:
        say(text)
    else:
        write(Path(output), text)
    return NEGATIVE if made.reached is False else FINE


def _form_of(output: str | None) -> str:
    """What a file is to hold by its ending. Raises click.UsageError."""
    ending = Path(output).suffix.lower().removeprefix(".") if output is not None else "svg"
    if ending not in _FORMS:
        message = f"A badge is a picture (.svg) or data (.json), not {Path(output or '').name}."
        raise click.UsageError(message)
    return ending


def _hold(evaluation: Evaluation, capability: str) -> None:
    """Raises click.ClickException where the model has no such capability."""
    from cxrules.cli.inputs import unknown
    from cxrules.text import near

    known = evaluation.plan.capabilities
    if capability not in known:
        raise unknown(f"{evaluation.plan.model_id} has no capability", capability, near(capability, known))
