"""`cxrules explain`: why a level or rating is what it is, or why not higher."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cxrules.cli.options import assessment_options, complete_subject, format_option
from cxrules.cli.output import look, say, say_json

if TYPE_CHECKING:
    from cxrules.engine import Evaluation
    from cxrules.engine.because import Because

_DEEP = 100


@click.command(
    "explain",
    epilog="\b\nExample:\n  cxrules explain examples/brake-ecu/assessment.yaml SWE.1 --why-not 2",
)
@assessment_options
@click.argument("subject", shell_complete=complete_subject)
@click.option("--why-not", type=int, metavar="LEVEL", help="Tell what keeps a capability from this level.")
@click.option("--depth", type=click.IntRange(min=0), metavar="N", help="How many steps of reasons to show.")
@format_option("text", "markdown", "json")
def command(
    assessment: str,
    subject: str,
    model: str | None,
    reading: str | None,
    method: str | None,
    why_not: int | None,
    depth: int | None,
    form: str,
) -> None:
    """Tell why SUBJECT of an ASSESSMENT is what it is, so that it can be read aloud.

    SUBJECT is a capability, an attribute, a criterion, or a rule.
    """
    from cxrules.cli.assessing import evaluated

    evaluation = evaluated(assessment, model=model, reading=reading, method=method)
    because = _told(evaluation, subject, why_not)
    if form == "json":
        from cxrules.reports.explanation_json import explanation

        result = evaluation.result()
        document = explanation(because, result, subject=subject, why_not=why_not, depth=depth)
        say_json(document, _DEEP)
    elif form == "markdown":
        from cxrules.reports import explanation_markdown

        heading = f"Why not level {why_not}: {subject}" if why_not is not None else f"Why: {subject}"
        about = _about(evaluation)
        say(explanation_markdown.render(because, heading=heading, about=about, depth=depth))
    else:
        from cxrules.reports import explanation as explanation_text

        say(explanation_text.render(because, columns=look().columns, depth=depth))


def _told(evaluation: Evaluation, subject: str, level: int | None) -> Because:
    """The explanation.

    Raises click.ClickException for an unknown subject or level.
    """
    from cxrules.cli.inputs import unknown
    from cxrules.engine.because import UnknownSubject, explain
    from cxrules.engine.whynot import NoSuchLevel, why_not
    from cxrules.text import near

    model, subjects = evaluation.plan.model_id, evaluation.plan.subjects
    if level is not None and subject in subjects:
        capability = subjects[subject].capability
        raise click.ClickException(f"Only a capability has a level. Try {capability} --why-not {level}.")
    try:
        return explain(evaluation, subject) if level is None else why_not(evaluation, subject, level)
    except UnknownSubject as error:
        raise unknown(f"Nothing in {model} has the id", error.name, near(error.name, error.known)) from error
    except NoSuchLevel as error:
        known = ", ".join(map(str, error.known))
        raise click.ClickException(
            f"There is no level {error.order} to ask for; there are {known}."
        ) from error


def _about(evaluation: Evaluation) -> str:
    """Which assessment an explanation is of."""
    assessment, plan = evaluation.assessment, evaluation.plan
    name = f"{assessment.title} ({assessment.id})" if assessment.title else assessment.id
    date = f", {assessment.date.isoformat()}" if assessment.date else ""
    model = f"Model {plan.model_id} {plan.model_version}"
    return f"{name}{date}. {model}, {plan.reading} reading, method {plan.method}."
