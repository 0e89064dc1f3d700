"""`cxrules migrate`: an assessment carried over to another version of its model."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cxrules.cli import WRONG_USAGE
from cxrules.cli.options import complete_model
from cxrules.cli.output import say, warn, write_new

if TYPE_CHECKING:
    from cxrules.compare.migration.migrate import Migrated
    from cxrules.compare.versions.difference import Difference
    from cxrules.workspace.versions import Version, Versions

_SECONDS = 20.0


@click.command(
    "migrate",
    epilog="\b\nExample:\n  cxrules migrate brake-2022.yaml --to automotive-spice@4.0 -o brake-2023.yaml",
)
@click.argument("assessment", type=click.Path())
@click.option(
    "--to",
    "wanted",
    metavar="MODEL",
    required=True,
    shell_complete=complete_model,
    help="The version of the model: name@version, or a path.",
)
@click.option(
    "--map",
    "map_file",
    metavar="FILE",
    help="What became of what (a rename map); without it the one the new version brings along.",
)
@click.option("-o", "--output", metavar="FILE", type=click.Path(), help="Write into this file.")
@click.option("--force", is_flag=True, help="Overwrite the file.")
def command(assessment: str, wanted: str, map_file: str | None, output: str | None, force: bool) -> None:
    """Carry an ASSESSMENT over to another version of its model, and lose nothing.

    Ratings of what is the same are carried over under its new id, and marked. What has no place in the new
    version stands under 'migrated' in the new file, as it was, and so does what to rate anew. Comments stay.
    """
    from cxrules.cli.inputs import assessment_path
    from cxrules.workspace.migrating import carried_over, model_of

    path = assessment_path(assessment)
    root, problems = model_of(path)
    if root is None:
        warn(problems)
        raise click.exceptions.Exit(WRONG_USAGE)
    found = _versions(str(root), wanted, map_file)
    folder = Path(output).parent if output else Path()
    new = found.new.ruleset
    name = Path(output).stem if output else f"{path.stem}-{new.version}"
    migrated, problems = carried_over(path, found, _difference(found), name, _reference(found.new, folder))
    if migrated is None:
        warn([each for each in problems if each.severity == "error"])
        raise click.exceptions.Exit(WRONG_USAGE)
    if output is None:
        say(migrated.text)
        return
    write_new(Path(output), migrated.text, force=force)
    say(_told(output, migrated))


def _versions(old: str, new: str, file: str | None) -> Versions:
    from cxrules.cli.inputs import existing_path
    from cxrules.workspace.versions import NO_MAP, versions

    if file is not None and file != NO_MAP:
        existing_path(file)
    found, problems = versions(old, new, file)
    warn(problems)
    if found is None:
        raise click.exceptions.Exit(WRONG_USAGE)
    if found.old.plan is None or found.new.plan is None:
        raise click.ClickException(
            f"{new} cannot be assessed: it has no capabilities, or no levels for them."
        )
    if found.old.ruleset.id != found.new.ruleset.id:
        message = f"The assessment is of {found.old.ruleset.id}, and {new} is another model. "
        raise click.ClickException(f"{message}`cxrules carry` holds it against another model.")
    return found


def _difference(found: Versions) -> Difference:
    """The difference; what is stricter is told only where a solver is there to prove it."""
    from cxrules.solve.highs import MissingSolver

    try:
        return found.difference(_SECONDS)
    except MissingSolver:
        return found.difference(seconds=0)


def _reference(version: Version, folder: Path) -> str:
    """How the new file names its model: as it was named here, a path as seen from the file."""
    name = version.name
    return os.path.relpath(name, folder) if Path(name).exists() else name


def _told(output: str, migrated: Migrated) -> str:
    left = migrated.left.get("ratings")
    behind = len(left) if isinstance(left, dict) else 0
    carried, asked = len(migrated.carried), len(migrated.questions)
    stays = "has no place in the new version and stands" if behind == 1 else "have no place there and stand"
    lines = [
        f"{output} carries over {carried} rating{'s' * (carried != 1)}; {behind} {stays} under 'migrated'."
    ]
    if asked:
        stand = "One question stands" if asked == 1 else f"{asked} questions stand"
        lines.append(f"{stand} there, too: what to rate anew.")
    if not migrated.kept:
        lines.append("The file could not be edited in place: its comments are in the old file only.")
    return "".join(f"{line}\n" for line in lines)
