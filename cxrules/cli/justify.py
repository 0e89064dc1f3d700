"""`cxrules justify`: why each capability is at its level, as an auditor writes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from cxrules.cli.options import (
    assessment_options,
    audience_option,
    complete_subject,
    format_option,
    overlay_option,
)
from cxrules.cli.output import look, say, say_json
from cxrules.cli.wording import language_option, wording_of

if TYPE_CHECKING:
    from cxrules.plan import Plan

_DEEP = 100


@click.command(
    "justify",
    epilog="\b\nExample:\n  cxrules justify examples/brake-ecu/assessment.yaml SWE.1 --language de",
)
@assessment_options
@click.argument("capabilities", nargs=-1, metavar="[CAPABILITY...]", shell_complete=complete_subject)
@language_option
@format_option("text", "markdown", "json")
@overlay_option
@audience_option
def command(
    assessment: str,
    capabilities: tuple[str, ...],
    language: str,
    form: str,
    overlay_files: tuple[str, ...],
    audience: str | None,
    **instead: Any,  # noqa: ANN401 - options as click gives them
) -> None:
    """Tell why each CAPABILITY of an ASSESSMENT is at its level; without one, all in scope.

    What was assessed, on which evidence, with which strengths and weaknesses, which rules were applied, what
    was deviated from, what decided the level, and what is open. Every sentence is tied to ids, and the whole
    to the digests of model, assessment and evidence.
    """
    from cxrules.cli.assessing import evaluated
    from cxrules.cli.overlaying import laid_over_evaluation, marked
    from cxrules.engine.justification import justifications
    from cxrules.model.speech import speech_in
    from cxrules.reports import justification
    from cxrules.reports.saying import Saying

    evaluation = evaluated(assessment, **instead, audience=audience)
    evaluation, overlays = laid_over_evaluation(evaluation, overlay_files, instead["model"], assessment)
    for name in capabilities:
        _known(name, evaluation.plan)
    saying = Saying(wording_of(evaluation, language, instead["model"], assessment))
    found = justifications(evaluation, capabilities, speech_in(language))
    if form == "json":
        document = justification.data(found, saying, evaluation.result())
        say_json(marked(document, overlays), _DEEP)
    elif form == "markdown":
        say(justification.markdown(found, saying))
    else:
        say(justification.render(found, saying, look()))


def _known(name: str, plan: Plan) -> None:
    """Raise click.ClickException for what is no capability of the model."""
    from cxrules.cli.inputs import unknown
    from cxrules.text import near

    if name not in plan.capabilities:
        guess = near(name, plan.capabilities)
        raise unknown(f"{plan.model_id} has no {plan.terms.get('capability', 'capability')}", name, guess)
