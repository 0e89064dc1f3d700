"""A re-assessment: a new file from an earlier one. Not a command; `new` does it when asked to."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cxrules.cli import WRONG_USAGE
from cxrules.cli.inputs import assessment_path
from cxrules.cli.output import say, warn, write_new

if TYPE_CHECKING:
    from cxrules.exchange.workbook.form import Form
    from cxrules.model.assessment import Assessment


def write_follow_up(
    earlier: str, output: str | None, model: str | None, *, supersedes: bool, force: bool
) -> None:
    """Write an assessment with the ratings of an earlier one, each marked as carried over.

    `model` takes the place of the earlier one's. Ends the command where the earlier file has errors.
    """
    from cxrules.exchange.document import read_tree
    from cxrules.exchange.follow_up import following
    from cxrules.exchange.tree import Mapping
    from cxrules.exchange.write_tree import write_tree
    from cxrules.workspace.assessing import read_file

    path = assessment_path(earlier)
    assessment, source, problems = read_file(path, "")
    errors = [each for each in problems if each.severity == "error"]
    warn(errors)
    tree = read_tree(source)[0] if source is not None and not errors else None
    if assessment is None or not isinstance(tree, Mapping):
        raise click.exceptions.Exit(WRONG_USAGE)
    if model is not None:
        _refuse_other_major(assessment, path, model)
    name = Path(output).stem if output else f"{assessment.id}-follow-up"
    folder = Path(output).parent if output else Path()
    named = model or _seen_from(assessment.model, path, folder)
    after = following(tree, name, named, supersedes=supersedes)
    if output is None:
        say(write_tree(after))
        return
    if output.lower().endswith(".xlsx"):
        from cxrules.cli.asking_workbook import workbook

        write_new(Path(output), workbook(after, _form(assessment, path, model)), force=force)
    else:
        write_new(Path(output), write_tree(after), force=force)
    count = sum(each.rating is not None for each in assessment.ratings)
    say(f"{output} carries over {count} ratings from {assessment.id}; rate anew what has changed.\n")


def _refuse_other_major(assessment: Assessment, path: Path, model: str) -> None:
    """End the command where ratings would go by their bare ids to a version in which these mean otherwise."""
    from cxrules.model.version import compatible, full_version
    from cxrules.workspace.locate import find_model, find_named
    from cxrules.workspace.packages import package_at

    places = find_model(assessment.model, path.parent)[0], find_named(model)[0]
    old, new = (package_at(each) if each is not None else None for each in places)
    if old is None:
        written, _, version = assessment.model.partition("@")
        before = (written, version)
    else:
        before = (old.name, old.version)
    if new is None or before[0] != new.name or not before[1] or compatible(before[1], new.version):
        return
    here, there = full_version(before[1]), full_version(new.version)
    raise click.ClickException(
        f"{path} is by {new.name} {here}. In {there} the same id may mean something else, so ratings are not "
        f"carried over by it. `cxrules migrate {path} --to {new.name}@{there}` carries over what means the "
        "same."
    )


def _form(assessment: Assessment, path: Path, model: str | None) -> Form:
    """What the model asks, as far as the earlier assessment went; ends the command where it has errors."""
    from cxrules.cli.asking import Asking
    from cxrules.cli.asking_workbook import form_of
    from cxrules.exchange.scope import expand_scope
    from cxrules.workspace.assessing import Instead, plan_for
    from cxrules.workspace.loading import load_ruleset

    assessment = Instead(model=model).of(assessment)
    plan, problems = plan_for(assessment, None, None if model else path)
    ruleset, more = load_ruleset(assessment.model, None if model else path.parent)
    errors = [each for each in (*problems, *more) if each.severity == "error"]
    warn(errors)
    if plan is None or ruleset is None or errors:
        raise click.exceptions.Exit(WRONG_USAGE)
    scope, _ = expand_scope(assessment, plan.vocabulary(), None)
    rated = {plan.capability_of(each.subject) for each in assessment.ratings}
    wanted = rated if scope is None else {*scope}
    chosen = [each for name, each in ruleset.capabilities.items() if name in wanted]
    return form_of(Asking(ruleset, plan, chosen, assessment.up_to_level, practices=True))


def _seen_from(model: str, path: Path, folder: Path) -> str:
    """How a file in another folder names a model that the earlier file names by its path."""
    place = path.parent / model
    if Path(model).is_absolute() or not place.exists():
        return model
    return Path(os.path.relpath(place, folder)).as_posix()
