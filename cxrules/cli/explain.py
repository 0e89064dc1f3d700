"""`cxrules explain`: why a level or rating is what it is, or why not higher."""

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
from cxrules.cli.setting import set_in, set_option
from cxrules.model.speech import ENGLISH, LANGUAGES, speech_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxrules.engine import Evaluation
    from cxrules.engine.because import Because
    from cxrules.model.overlay import Overlay
    from cxrules.model.speech import Speech
    from cxrules.plan import Plan

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
@click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    default=ENGLISH.language,
    show_default=True,
    help="The language of the sentences; titles and what people wrote stay as they are.",
)
@overlay_option
@audience_option
@set_option
def command(
    assessment: str,
    subject: str,
    why_not: int | None,
    depth: int | None,
    form: str,
    language: str,
    overlay_files: tuple[str, ...],
    audience: str | None,
    settings: tuple[str, ...],
    **instead: Any,  # noqa: ANN401 - options as click gives them
) -> None:
    """Tell why SUBJECT of an ASSESSMENT is what it is, so that it can be read aloud.

    SUBJECT is a capability, an attribute, a criterion, an element of a kind of the model's own, a value such
    as A.score (or score, where it is one of the model), a rule, or `maturity`: the level of the organisation.
    """
    from cxrules.cli.assessing import evaluated
    from cxrules.cli.overlaying import laid_over_evaluation, marked

    evaluation = evaluated(assessment, **instead, audience=audience)
    evaluation, overlays = laid_over_evaluation(evaluation, overlay_files, instead["model"], assessment)
    recorded = evaluation
    evaluation, told = set_in(evaluation, settings)
    speech = speech_in(language)
    because = _told(evaluation, subject, why_not, speech)
    before = _told(recorded, subject, why_not, speech) if told else because
    if form == "json":
        from cxrules.reports.explanation_json import explanation

        result = evaluation.result()
        document = explanation(because, result, subject=subject, why_not=why_not, depth=depth)
        if told:
            from cxrules.reports.explanation_json import node
            from cxrules.reports.whatif import recorded as what_if

            kept = what_if(told, recorded.result(), result)
            document["what-if"] = {**kept, "because": [node(before, depth)]}
        say_json(marked(document, overlays), _DEEP)
    elif form == "markdown":
        from cxrules.reports import explanation_markdown

        heading = explanation_markdown.heading(subject, why_not, speech)
        about = explanation_markdown.about(evaluation, speech) + _what_if(told, before, speech)
        page = explanation_markdown.render(because, heading=heading, about=about, depth=depth, say=speech)
        say(page)
        say(_below(evaluation, overlays, subject))
    else:
        from cxrules.reports import explanation as explanation_text

        if told:
            from cxrules.reports.columns import wrap

            say("\n".join(wrap(_what_if(told, before, speech).strip(), look().columns)) + "\n\n")
        say(explanation_text.render(because, columns=look().columns, depth=depth, say=speech))
        say(_below(evaluation, overlays, subject))


def _told(evaluation: Evaluation, subject: str, level: int | None, speech: Speech) -> Because:
    """The explanation.

    Raises UnknownSubject and NoSuchLevel, and click.ClickException for what has nothing to explain.
    """
    from cxrules.engine.because import UnknownSubject, explain
    from cxrules.engine.whynot import why_not

    model, subjects = evaluation.plan.model_id, evaluation.plan.subjects
    if level is not None and subject in subjects:
        capability = subjects[subject].capability
        raise click.ClickException(f"Only a capability has a level. Try {capability} --why-not {level}.")
    if any((each.subject, each.name) == (model, subject) for each in evaluation.plan.values):
        subject = f"{model}.{subject}"
    try:
        if level is None:
            return explain(evaluation, subject, speech)
        return why_not(evaluation, subject, level, speech)
    except UnknownSubject as error:
        if error.name in _recorded(evaluation.plan):
            message = f"{error.name} is stated in the assessment and not worked out: it rests on nothing."
            raise click.ClickException(message) from error
        raise


def _what_if(told: Sequence[str], before: Because, speech: Speech) -> str:
    """What was set, and what is so without it."""
    if not told:
        return ""
    from cxrules.reports.explanation_markdown import what_if

    return what_if(told, before, speech)


def _recorded(plan: Plan) -> set[str]:
    """What an assessment states and nothing is worked out of."""
    answers = plan.answers
    return {*plan.findings, *plan.causes, *answers.contexts, *answers.judgements, *answers.inputs}


def _below(evaluation: Evaluation, overlays: Sequence[Overlay], subject: str) -> str:
    """What overlays add: the text of the subject, or else of the attribute or practice that it is."""
    from cxrules.cli.overlaying import text_below

    known = evaluation.plan.subjects.get(subject)
    relative = subject.removeprefix(f"{known.capability}.") if known is not None else subject
    return text_below(overlays, look().columns, subject, relative)
