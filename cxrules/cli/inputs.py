"""Reading what a command was pointed at: models, and ids in them. Not a command."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cxrules.cli import WRONG_USAGE
from cxrules.cli.output import warn

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cxrules.diagnostics import Diagnostic
    from cxrules.model.ruleset import Ruleset
    from cxrules.plan import Plan
    from cxrules.workspace.mappings import ReadMapping


def ruleset_of(reference: str, profile: str | None = None) -> Ruleset:
    """The model with this name or path, resolved; ends the command where it cannot be read.

    `profile` tailors it: the name of one of its profiles, or a file with one.
    """
    from cxrules.workspace.loading import load_ruleset
    from cxrules.workspace.tailored import tailored_by

    ruleset, diagnostics = load_ruleset(reference, tailored=tailored_by(profile, None, None))
    warn(_errors(diagnostics))
    if ruleset is None:
        raise click.exceptions.Exit(WRONG_USAGE)
    return ruleset


def mapping_of(reference: str) -> ReadMapping:
    """The mapping with this name or path; ends the command where it cannot be read."""
    from cxrules.workspace.mappings import Mappings, find_mapping

    root, diagnostics = find_mapping(reference)
    read = None
    if root is not None:
        read, diagnostics = Mappings().read(root)
    warn(_errors(diagnostics))
    if read is None:
        raise click.exceptions.Exit(WRONG_USAGE)
    return read


def plan_of(
    reference: str, method: str | None = None, profile: str | None = None, reading: str = "audit"
) -> Plan:
    """The plan of the model with this name or path; see `ruleset_of`."""
    from cxrules.workspace.cache import plan_at
    from cxrules.workspace.locate import find_named
    from cxrules.workspace.tailored import tailored_by

    root, lock, diagnostics = find_named(reference)
    plan = None
    if root is not None:
        plan, more = plan_at(root, method, reading, lock=lock, tailored=tailored_by(profile, None, None))
        diagnostics = [*diagnostics, *more]
    warn(_errors(diagnostics))
    if plan is None:
        raise click.exceptions.Exit(WRONG_USAGE)
    return plan


def existing(paths: Iterable[str]) -> list[Path]:
    """The paths, all of which are there.

    Raises click.ClickException for one that is not, with the near name in its folder.
    """
    return [existing_path(path) for path in paths]


def existing_path(name: str) -> Path:
    """The path, which is there; see `existing`."""
    path = Path(name)
    if path.exists():
        return path
    from cxrules.text import near

    siblings = [each.name for each in path.parent.iterdir()] if path.parent.is_dir() else []
    close = near(path.name, siblings)
    hint = f" Did you mean {path.parent / close}?" if close else ""
    raise click.ClickException(f"There is no file or folder {name}.{hint}")


def assessment_path(name: str) -> Path:
    """The path of an assessment, which is a file and no ruleset; see `existing`."""
    path = existing_path(name)
    if path.is_dir():
        raise click.ClickException(f"{name} is a folder. Name the file of an assessment in it.")
    if path.suffix == ".cxr":
        message = f"{name} is text of a ruleset, not an assessment. `cxrules check {name}` reads it."
        raise click.ClickException(message)
    return path


def unknown(what: str, name: str, close: str | None, otherwise: str = "") -> click.ClickException:
    """The error for a name that is not known, with the near one."""
    hint = f" Did you mean {close}?" if close else f" {otherwise}" if otherwise else ""
    return click.ClickException(f"{what} {name!r}.{hint}")


def _errors(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Only the errors: warnings about a model are for those who write it, and `check` tells them."""
    return [each for each in diagnostics if each.severity == "error"]


def known_subjects(parameters: Mapping[str, Any]) -> list[str]:
    """Ids to complete: those of the model that the command line names, or that its assessment does."""
    from cxrules.engine.valued import known
    from cxrules.workspace.cache import plan_at
    from cxrules.workspace.locate import find_named
    from cxrules.workspace.mappings import Mappings, find_mapping, is_mapping

    reference = parameters.get("model") or _model_named_in(parameters.get("assessment"))
    if not reference:
        return []
    if is_mapping(reference):
        root, _ = find_mapping(reference)
        read = Mappings().read(root)[0] if root is not None else None
        return (
            list(dict.fromkeys((*read.bound.from_model.elements, *read.bound.to_model.elements)))
            if read
            else []
        )
    root, lock, _ = find_named(reference)
    plan = plan_at(root, lock=lock)[0] if root is not None else None
    return [*plan.capabilities, *plan.subjects, *plan.rule_texts, *known(plan)] if plan is not None else []


def _model_named_in(assessment: str | None) -> str | None:
    """The model that an assessment file names, found without reading all of it."""
    import re

    if not assessment or not Path(assessment).is_file():
        return None
    with Path(assessment).open(encoding="utf-8", errors="replace") as file:
        found = re.search(r"""^\s*["']?model["']?\s*:\s*["']?([^\s"',#]+)""", file.read(20_000), re.MULTILINE)
    return found[1] if found else None
