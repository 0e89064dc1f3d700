"""One assessment: evaluate it, tell why, and what would be if something were otherwise."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cxrules.api.errors import CxrulesError, refusals
from cxrules.api.models import Model, text_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from cxrules.engine import Evaluation
    from cxrules.engine.agreement import Agreement
    from cxrules.engine.because import Because
    from cxrules.model.assessment import Assessment


def evaluate(  # noqa: PLR0913 - what may be asked differently from what the file says
    assessment: str | Path | Assessment,
    model: str | Path | Model | None = None,
    *,
    reading: str | None = None,
    method: str | None = None,
    target: str | None = None,
    profile: str | Path | None = None,
    view: str | None = None,
    date: date | None = None,
) -> Evaluation:
    """Evaluate an assessment file (YAML, JSON, or a CSV of ratings with `model`), or an Assessment value.

    What is given takes the place of what the assessment says. A Model that `load` gave is used as it is: its
    method, reading and profile are its own.
    Raises CxrulesError where the assessment or its model has errors, OSError where a file cannot be read.
    """
    from cxrules.workspace.assessing import Instead, evaluate_path, evaluate_value

    plan = model.plan if isinstance(model, Model) else None
    name = None if isinstance(model, Model) else text_of(model)
    instead = Instead(name, reading, method, target, text_of(profile), view, date)
    if isinstance(assessment, (str, Path)):
        evaluation, problems = evaluate_path(Path(assessment), instead, plan=plan)
    else:
        evaluation, problems = evaluate_value(assessment, instead, plan=plan)
    if evaluation is None:
        raise CxrulesError(
            "the assessment cannot be evaluated", [each for each in problems if each.severity == "error"]
        )
    return evaluation


def explain(evaluation: Evaluation, subject: str, *, why_not: int | None = None) -> Because:
    """Why a capability is at its level, a rating what it is, or a rule ended as it did.

    With `why_not`, what keeps a capability from that level. Raises CxrulesError for an unknown id or level.
    """
    from cxrules.engine.because import explain as tell
    from cxrules.engine.whynot import why_not as tell_why_not

    with refusals():
        return tell(evaluation, subject) if why_not is None else tell_why_not(evaluation, subject, why_not)


def what_if(evaluation: Evaluation, answers: Mapping[str, str]) -> Evaluation:
    """The same assessment evaluated with other answers: ``{"SWE.1.PA.1.1": "F", "SWE.2.BP1@app": "L"}``.

    The keys are subjects, behind an @ an instance, and names of values, metrics, judgements and findings, all
    that ``--set`` takes; ``open`` takes an answer away. What is given already changes nothing. Raises
    CxrulesError for what the model does not have, or refuses.
    """
    from cxrules.workspace.whatif import read_setting, what_if as evaluate_with

    with refusals():
        settings = [read_setting(f"{name}={answer}") for name, answer in answers.items()]
        return evaluate_with(evaluation, settings)


def agreement(evaluation: Evaluation) -> Agreement:
    """How well the assessors of an evaluated assessment agree: exact statistics for each pair and for all."""
    from cxrules.engine.agreement import agreement as agree, units_of

    return agree(units_of(evaluation)[0])
