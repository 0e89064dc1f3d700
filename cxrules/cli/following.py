"""A re-assessment: a new file from an earlier one. Not a command; `new` does it when asked to."""

from __future__ import annotations

import os
from pathlib import Path

import click

from cxrules.cli import WRONG_USAGE
from cxrules.cli.inputs import assessment_path
from cxrules.cli.output import say, warn, write_new


def write_follow_up(
    earlier: str, output: str | None, model: str | None, *, supersedes: bool, force: bool
) -> None:
    """Write an assessment with the ratings of an earlier one, each marked as carried over.

    `model` takes the place of the earlier one's. Ends the command where the earlier file has errors.
    """
    from cxrules.exchange.document import read_tree
    from cxrules.exchange.follow_up import follow_up
    from cxrules.exchange.tree import Mapping
    from cxrules.workspace.assessing import read_file

    path = assessment_path(earlier)
    assessment, source, problems = read_file(path, "")
    errors = [each for each in problems if each.severity == "error"]
    warn(errors)
    tree = read_tree(source)[0] if source is not None and not errors else None
    if assessment is None or not isinstance(tree, Mapping):
        raise click.exceptions.Exit(WRONG_USAGE)
    name = Path(output).stem if output else f"{assessment.id}-follow-up"
    folder = Path(output).parent if output else Path()
    text = follow_up(tree, name, model or _seen_from(assessment.model, path, folder), supersedes=supersedes)
    if output is None:
        say(text)
        return
    write_new(Path(output), text, force=force)
    count = sum(each.rating is not None for each in assessment.ratings)
    say(f"{output} carries over {count} ratings from {assessment.id}; rate anew what has changed.\n")


def _seen_from(model: str, path: Path, folder: Path) -> str:
    """How a file in another folder names a model that the earlier file names by its path."""
    place = path.parent / model
    if Path(model).is_absolute() or not place.exists():
        return model
    return Path(os.path.relpath(place, folder)).as_posix()
