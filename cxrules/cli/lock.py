"""`cxrules lock`: which packages are used, in which version and with which content."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cxrules.cli import FINE, NEGATIVE, WRONG_USAGE
from cxrules.cli.output import say, warn, write

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from cxrules.diagnostics import Diagnostic
    from cxrules.workspace.locking import Drawn


@click.command("lock", epilog="\b\nExamples:\n  cxrules lock my-model\n  cxrules lock --check .")
@click.argument("path", default=".", type=click.Path())
@click.option(
    "--check", is_flag=True, help="Write nothing; the exit code is 1 when the lockfile does not hold."
)
@click.option("--update", is_flag=True, help="Take the highest versions that fit, and contents as they are.")
def command(path: str, check: bool, update: bool) -> int:
    """Write cxrules.lock: the version and content of every package that is used at PATH.

    PATH is a package, a folder with packages and assessments, or an assessment; the lockfile lies in that
    folder, or beside that file. Versions that are locked already stay. Where there is a lockfile, every
    command uses what is locked, and refuses what has changed.
    """
    from cxrules.cli.inputs import existing_path

    if check and update:
        raise click.UsageError("--check writes nothing, so there is nothing to --update.")
    place = existing_path(path)
    return _checked(place) if check else _locked(place, update=update)


def _checked(path: Path) -> int:
    from cxrules.workspace.locking import out_of_date

    reason, problems = out_of_date(path)
    warn(problems)
    if not reason:
        say(f"{_named(path)} holds.\n")
        return FINE
    say(f"{reason}\n")
    return NEGATIVE


def _locked(path: Path, *, update: bool) -> int:
    from cxrules.workspace.locking import draw

    drawn, problems = draw(path, update=update)
    warn(problems)
    if drawn is None:
        return _verdict(problems)
    if not drawn.path.is_file() or drawn.text != drawn.path.read_text(encoding="utf-8"):
        write(drawn.path, drawn.text)
    say(_told(drawn, _named(path)))
    return FINE


def _verdict(problems: Sequence[Diagnostic]) -> int:
    """A changed package is a verdict on the packages; anything else is input that cannot be locked."""
    return NEGATIVE if all(each.code == "CX0210" for each in problems) else WRONG_USAGE


def _told(drawn: Drawn, name: str) -> str:
    from cxrules.reports.columns import left

    widest = max((len(f"{each.name} {each.version}") for each in drawn.packages), default=0)
    lines = [f"  {left(f'{each.name} {each.version}', widest)}  {each.origin}" for each in drawn.packages]
    return "\n".join([f"{name}:", *lines, ""]) if lines else f"{name}: nothing is used.\n"


def _named(path: Path) -> str:
    from cxrules.workspace.lock import LOCK_FILE
    from cxrules.workspace.packages import shown

    return shown(path if path.is_dir() else path.parent, LOCK_FILE)
