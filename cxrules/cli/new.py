"""`cxrules new`: an assessment to fill in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cxrules.cli.options import complete_model, overlay_option, profile_option
from cxrules.cli.output import say, write_new

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cxrules.model.ruleset import Capability, Ruleset

_READY = "{0} is ready to fill in; `cxrules evaluate {0}` tells the levels at any time.\n"


@click.command(
    "new",
    epilog="\b\nExamples:\n  cxrules new automotive-spice --scope vda --target vda-cl2 -o assessment.yaml"
    "\n  cxrules new automotive-spice --scope SWE --format xlsx -o assessment.xlsx",
)
@click.argument("model", shell_complete=complete_model, required=False)
@click.option(
    "--scope", "scopes", multiple=True, metavar="NAME|ID", help="What is assessed; may be repeated."
)
@click.option("--target", metavar="NAME", help="A target of the model; without --scope, also the scope.")
@click.option("--method", metavar="NAME", help="The rating method, one of the model's.")
@profile_option
@click.option("--view", metavar="NAME", help="A view of the model; without --scope, also the scope.")
@click.option("--up-to-level", type=int, metavar="N", help="Leave out what belongs to higher levels.")
@click.option(
    "--practices/--no-practices", default=True, show_default=True, help="With the practices of attributes."
)
@click.option(
    "--based-on",
    metavar="FILE",
    type=click.Path(),
    help="An earlier assessment to carry all ratings over from.",
)
@click.option(
    "--supersedes", is_flag=True, help="With --based-on: the new one takes the earlier one's place."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["yaml", "xlsx"]),
    help="A text, or a workbook to fill in; without it, what the ending of the file says.",
)
@click.option("-o", "--output", type=click.Path(), help="A file to write to, instead of standard output.")
@overlay_option
@click.option("--force", is_flag=True, help="Overwrite the file.")
def command(
    model: str | None,
    scopes: tuple[str, ...],
    target: str | None,
    method: str | None,
    profile: str | None,
    view: str | None,
    up_to_level: int | None,
    practices: bool,
    based_on: str | None,
    supersedes: bool,
    form: str | None,
    output: str | None,
    overlay_files: tuple[str, ...],
    force: bool,
) -> None:
    """Write an assessment to fill in: YAML or an XLSX workbook, with everything that is asked in a scope.

    That is every rating, and where the model asks for more: numbers and facts, judgements, findings.

    NAME|ID is a scope of the model, a capability, or a range of them as in SWE.1..SWE.6. Without any, the
    whole model is written. With --based-on the file is a re-assessment: what the earlier one says, with every
    rating marked as carried over; MODEL then takes the place of the earlier one's model.
    """
    as_workbook = _as_workbook(form, output)
    if based_on is not None:
        from cxrules.cli.following import write_follow_up

        if scopes or target or method or profile or view or up_to_level is not None:
            raise click.UsageError("A re-assessment has the scope, target and method of the earlier one.")
        write_follow_up(based_on, output, model, supersedes=supersedes, force=force)
        return
    if supersedes:
        raise click.UsageError("--supersedes belongs to --based-on: it says which one is superseded.")
    if model is None:
        raise click.UsageError("Name a MODEL, or an earlier assessment with --based-on.")
    from cxrules.cli.asking import Asking, beside, dropped, sections
    from cxrules.cli.inputs import plan_of, ruleset_of
    from cxrules.cli.overlaying import laid_over_ruleset
    from cxrules.exchange.write import Blank, write_assessment

    ruleset, overlays = laid_over_ruleset(ruleset_of(model, profile), overlay_files)
    _check(ruleset, target, method, view, up_to_level)
    left_out = dropped(ruleset)
    chosen = [each for each in _chosen(ruleset, scopes, target, view) if each.id not in left_out]
    plan = plan_of(model, method, profile)
    asking = Asking(ruleset, plan, chosen, up_to_level, practices)
    folder = Path(output).parent if output else Path()
    blank = Blank(
        id=Path(output).stem if output else "new-assessment",
        model=_reference(model, ruleset, folder),
        method=method or "",
        target=target or "",
        scope=[each.id for each in chosen] if scopes or target or view else (),
        ratings=plan.given_values,
        up_to_level=up_to_level,
        view=view or "",
        views=_views(ruleset),
        profile=_seen_from(profile, folder) if profile and profile.endswith(".cxr") else profile or "",
        profiles=list(ruleset.profiles),
        instances=plan.join is not None,
        weakness=ruleset.weakness_below or "",
        beside=beside(asking),
    )
    if as_workbook and output is not None:
        from cxrules.cli.asking_workbook import form_of, head_of, with_texts, workbook

        data = workbook(head_of(blank), with_texts(form_of(asking), overlays))
        write_new(Path(output), data, force=force)
        say(_READY.format(output))
        return
    text = write_assessment(blank, sections(asking))
    if overlays:
        from cxrules.reports.overlay import notice

        text = f"# {notice([each.name for each in overlays])}\n{text}"
    if output is None:
        say(text)
    else:
        write_new(Path(output), text, force=force)
        say(_READY.format(output))


def _as_workbook(form: str | None, output: str | None) -> bool:
    """Whether a workbook is wanted: by its name, or by the ending of the file."""
    named = output is not None and output.lower().endswith(".xlsx")
    if form == "xlsx" and not named:
        raise click.UsageError("A workbook goes into a file: -o FILE.xlsx.")
    if form == "yaml" and named:
        raise click.UsageError("A file that ends in .xlsx is a workbook: --format xlsx.")
    return named


def _check(
    ruleset: Ruleset, target: str | None, method: str | None, view: str | None, level: int | None
) -> None:
    from cxrules.cli.inputs import unknown
    from cxrules.text import near

    names = (
        ("target", target, ruleset.targets),
        ("method", method, ruleset.methods),
        ("view", view, _views(ruleset)),
    )
    for what, name, known in names:
        if name is not None and name not in known:
            raise unknown(f"{ruleset.id} has no {what}", name, near(name, known), _there_are(known))
    orders = [each.order for each in ruleset.levels]
    if level is not None and level not in orders:
        raise click.ClickException(f"{ruleset.id} has no level {level}. {_there_are(map(str, orders))}")


def _views(ruleset: Ruleset) -> list[str]:
    return [scope.id for scope in ruleset.scopes.values() if scope.kind == "view"]


def _there_are(names: Iterable[str]) -> str:
    listed = ", ".join(names)
    return f"There are: {listed}." if listed else "There are none."


def _chosen(
    ruleset: Ruleset, scopes: Sequence[str], target: str | None, view: str | None
) -> list[Capability]:
    """The capabilities that were asked for, in the order of the model."""
    if scopes:
        wanted = {name for scope in scopes for name in _members(ruleset, scope)}
    elif target:
        wanted = set(ruleset.targets[target].levels)
    elif view:
        wanted = set(ruleset.scopes[view].capabilities)
    else:
        return list(ruleset.capabilities.values())
    return [each for name, each in ruleset.capabilities.items() if name in wanted]


def _members(ruleset: Ruleset, scope: str) -> Sequence[str]:
    """What a scope, a group, a capability or a range of capabilities stands for."""
    if scope in ruleset.scopes:
        return ruleset.scopes[scope].capabilities
    if scope in ruleset.groups:
        return [name for name, each in ruleset.capabilities.items() if each.group == scope]
    first, dots, last = scope.partition("..")
    names = list(ruleset.capabilities)
    ends = [_known(ruleset, each.strip()) for each in ((first, last) if dots else (scope, scope))]
    start, stop = (names.index(end) for end in ends)
    if stop < start:
        raise click.ClickException(f"The range {scope} runs backwards: {ends[1]} stands before {ends[0]}.")
    return names[start : stop + 1]


def _known(ruleset: Ruleset, name: str) -> str:
    if name in ruleset.capabilities:
        return name
    from cxrules.cli.inputs import unknown
    from cxrules.text import near

    known = [*ruleset.scopes, *ruleset.groups, *ruleset.capabilities]
    raise unknown(f"{ruleset.id} has no scope or capability", name, near(name, known))


def _reference(model: str, ruleset: Ruleset, folder: Path) -> str:
    """How a file in `folder` names the model: by path as seen from there, or with major and minor version."""
    if Path(model).exists():
        return _seen_from(model, folder)
    return model if "@" in model else f"{model}@{'.'.join(ruleset.version.split('.')[:2])}"


def _seen_from(path: str, folder: Path) -> str:
    """A path as a file in `folder` writes it."""
    import os

    return path if Path(path).is_absolute() else Path(os.path.relpath(path, folder)).as_posix()
