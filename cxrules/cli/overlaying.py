"""The titles and texts of a user's own that a command shows. Not a command."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cxrules.cli import WRONG_USAGE
from cxrules.cli.inputs import existing
from cxrules.cli.output import warn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxrules.diagnostics import Diagnostic
    from cxrules.engine import Evaluation
    from cxrules.model.overlay import Overlay
    from cxrules.model.ruleset import Ruleset


def laid_over_ruleset(ruleset: Ruleset, files: Sequence[str]) -> tuple[Ruleset, list[Overlay]]:
    """A model with the titles of the overlays that are to be shown, and these.

    Ends the command where one of them has errors or does not fit the model.
    """
    overlays = _chosen(ruleset.id, ruleset.version, files, None)
    if not overlays:
        return ruleset, []
    from cxrules.workspace.overlaid import over_ruleset
    from cxrules.workspace.overlays import names_of, strange_names

    names = names_of(ruleset)
    _end_with([problem for each in overlays for problem in strange_names(each, names)])
    return over_ruleset(ruleset, overlays), overlays


def laid_over_evaluation(
    evaluation: Evaluation, files: Sequence[str], model: str | None, assessment: str
) -> tuple[Evaluation, list[Overlay]]:
    """An evaluation told with the titles of the overlays that are to be shown, and these.

    `assessment` is its file, and `model` what the command names in place of what that does. Ends the command
    where an overlay has errors or does not fit the model.
    """
    plan, folder = evaluation.plan, Path(assessment).parent
    overlays = _chosen(plan.model_id, plan.model_version, files, folder)
    if not overlays:
        return evaluation, []
    from cxrules.workspace.overlaid import over_evaluation
    from cxrules.workspace.overlays import names_in_plan, names_of, strange_names

    names = names_in_plan(plan)
    if any(strange_names(each, names) for each in overlays):  # it may still be a group or an item
        from cxrules.workspace.loading import load_ruleset

        where = None if model else folder
        ruleset, _ = load_ruleset(model or evaluation.assessment.model, where)
        names = names_of(ruleset) if ruleset is not None else names
        _end_with([problem for each in overlays for problem in strange_names(each, names)])
    return over_evaluation(evaluation, overlays), overlays


def _chosen(model: str, version: str, files: Sequence[str], folder: Path | None) -> list[Overlay]:
    from cxrules.workspace.overlays import overlays_for

    overlays, problems = overlays_for(model, version, existing(files), folder)
    _end_with(problems)
    return overlays


def _end_with(problems: Sequence[Diagnostic]) -> None:
    warn(problems)
    if problems:
        raise click.exceptions.Exit(WRONG_USAGE)


def text_below(overlays: Sequence[Overlay], columns: int, *names: str) -> str:
    """What overlays add below a page: the text for the first of some ids, and whose titles these are."""
    if not overlays:
        return ""
    from cxrules.reports.overlay import footnote, text_block
    from cxrules.workspace.overlaid import text_of

    text = text_of(overlays, *names) if names else ""
    return text_block(text, columns) + footnote([each.name for each in overlays], columns)


def marked(document: dict[str, Any], overlays: Sequence[Overlay]) -> dict[str, Any]:
    """A document that says under ``overlay`` whose titles it holds, so that nobody passes it on unaware."""
    return {**document, "overlay": [each.name for each in overlays]} if overlays else document
