"""`cxrules diff`: what changed between two versions of a model, by meaning."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cxrules.cli import FINE, NEGATIVE, WRONG_USAGE
from cxrules.cli.options import complete_model, format_option
from cxrules.cli.output import look, say, say_json, warn, write

if TYPE_CHECKING:
    from cxrules.compare.versions.difference import Difference
    from cxrules.workspace.versions import Versions

_DEEP = 3


@click.command(
    "diff",
    epilog="\b\nExample:\n  cxrules diff automotive-spice@3.1 automotive-spice@4.0\n"
    "  cxrules diff automotive-spice@3.1 automotive-spice@4.0 SYS.2",
)
@click.argument("old", shell_complete=complete_model)
@click.argument("new", shell_complete=complete_model)
@click.argument("element", required=False)
@format_option("text", "markdown", "json", "html")
@click.option("-o", "output", metavar="FILE", type=click.Path(), help="Write into this file.")
@click.option(
    "--map",
    "map_file",
    metavar="FILE",
    help="What became of what (a rename map); without it the one NEW brings along, none: not even that.",
)
@click.option(
    "--propose", metavar="FILE", type=click.Path(), help="Write a rename map to look through and correct."
)
@click.option(
    "--witness",
    "witness_folder",
    metavar="FOLDER",
    type=click.Path(),
    help="Write the cases that prove a change as assessments of both versions.",
)
@click.option(
    "--impact",
    "impact_folder",
    metavar="FOLDER",
    type=click.Path(),
    help="Tell what becomes of the assessments in a folder.",
)
@click.option("--full", is_flag=True, help="Tell of every element.")
@click.option("--method", metavar="NAME", help="The rating method of verdicts, one of both versions.")
@click.option(
    "--reading",
    type=click.Choice(["audit", "derive"]),
    default="audit",
    show_default=True,
    help="The reading of verdicts.",
)
@click.option(
    "--seconds",
    type=click.FloatRange(min=0),
    default=60.0,
    show_default=True,
    help="How long the solver may take for all verdicts.",
)
def command(
    old: str,
    new: str,
    element: str | None,
    form: str,
    output: str | None,
    map_file: str | None,
    propose: str | None,
    witness_folder: str | None,
    impact_folder: str | None,
    full: bool,
    method: str | None,
    reading: str,
    seconds: float,
) -> int:
    """Tell what changed from the version OLD of a model to the version NEW, or only about one ELEMENT.

    Elements are matched by a rename map, or by ids, titles, links and place. Each criterion, rule and level
    is stricter, laxer, equal, or neither: that is proven, with a case that shows it. The verdict is breaking,
    additive or patch; the exit code is 1 where the version of NEW promises less. Verdicts need a solver,
    which is installed with pip install "cxrules[solve]".
    """
    from cxrules.cli.solving import solving
    from cxrules.reports.difference import data

    found = _versions(old, new, map_file, method, reading)
    with solving("--seconds gives it more."):
        difference = found.difference(seconds)
    _known(difference, element)
    if propose is not None:
        _propose(difference, propose)
    if witness_folder is not None:
        _witnesses(difference, found, Path(witness_folder))
    document = data(difference, element)
    if impact_folder is not None:
        return _impact(difference, found, impact_folder, form)
    if form == "json" and output is None:
        say_json(document, _DEEP)
    else:
        text = _rendered(document, form, full=full)
        if output is None:
            say(text)
        else:
            write(Path(output), text)
            say(f"Wrote {output}.\n")
    return FINE if difference.following.honoured else NEGATIVE


def _versions(old: str, new: str, file: str | None, method: str | None, reading: str) -> Versions:
    from cxrules.cli.inputs import existing_path
    from cxrules.workspace.cache import UnknownMethod
    from cxrules.workspace.versions import NO_MAP, versions

    if file is not None and file != NO_MAP:
        existing_path(file)
    try:
        found, problems = versions(old, new, file, method, reading)
    except UnknownMethod as error:
        message = f"There is no method {error.name!r}. There are: {', '.join(error.known)}."
        raise click.ClickException(message) from error
    warn(problems)
    if found is None:
        raise click.exceptions.Exit(WRONG_USAGE)
    return found


def _known(difference: Difference, element: str | None) -> None:
    if element is None:
        return
    from cxrules.cli.inputs import unknown
    from cxrules.text import near

    names = {key.id for key in (*difference.matching.old, *difference.matching.new)}
    if element not in names and not any(name.startswith(f"{element}.") for name in names):
        raise unknown("Neither version has an element", element, near(element, names))


def _rendered(document: dict[str, object], form: str, *, full: bool) -> str:
    if form == "text":
        from cxrules.reports.difference_pages import render

        return render(document, look(), full=full)
    if form == "json":
        from cxrules.reports.json_text import written

        return written(document, _DEEP)
    from cxrules.reports.audit import html, markdown
    from cxrules.reports.difference_report import report

    made = report(document, _page_words())
    return html.render(made) if form == "html" else markdown.render(made)


def _page_words() -> dict[str, str]:
    from cxrules.workspace.wording import shipped_wording

    wording = shipped_wording("en").wording
    forms = wording.forms if wording is not None else {}
    return {
        key.removeprefix("page."): each
        for key, each in forms.items()
        if key.startswith("page.") and isinstance(each, str)
    }


def _propose(difference: Difference, file: str) -> None:
    from cxrules.compare.versions.mapped import proposed
    from cxrules.exchange.changes import write_changes

    changes = proposed(difference.matching, difference.old, difference.new)
    titles = [(key.id, element.title) for key, element in difference.matching.old.items()]
    doubts = [
        "Proposed by cxrules diff. Look through what is inferred: it was matched by likeness of titles,",
        "links and place, or nothing like it was found.",
    ]
    write(Path(file), write_changes(changes, titles, doubts))
    inferred = sum(row.certainty == "inferred" for row in changes.rows.values())
    say(f"Wrote {file}: {len(changes.rows)} elements, {inferred} of them inferred. Look through these.\n")


def _witnesses(difference: Difference, found: Versions, folder: Path) -> None:
    """Write the case of each change; a model called by its path is named as seen from the folder."""
    from cxrules.compare.versions.witness import cases
    from cxrules.exchange.recorded import written

    folder.mkdir(parents=True, exist_ok=True)
    count = 0
    for case in cases(difference):
        version = found.old if case.side == "old" else found.new
        name = version.name
        if Path(name).exists():
            name = os.path.relpath(name, folder)
        write(folder / f"{case.name}.yaml", written(case.of(name), case.comments))
        count += 1
    say(f"Wrote {count} assessments into {folder}.\n")


def _impact(difference: Difference, found: Versions, folder: str, form: str) -> int:
    from cxrules.cli.inputs import existing_path
    from cxrules.reports import impact as pages
    from cxrules.workspace.migrating import impact

    document = pages.data(impact(difference, found, existing_path(folder)))
    if form == "json":
        say_json(document, _DEEP)
    elif form == "text":
        say(pages.render(document, look()))
    elif form == "markdown":
        say(pages.markdown(document))
    else:
        raise click.ClickException("--impact is told as text, markdown or json.")
    return FINE
