"""`--set`: what would be if something were rated or answered otherwise. Not a command."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxrules.cli.options import Command
    from cxrules.engine import Evaluation
    from cxrules.workspace.whatif import Setting


def set_option(function: Command) -> Command:
    """`--set SUBJECT=RATING`."""
    option = click.option(
        "--set",
        "settings",
        multiple=True,
        metavar="SUBJECT=RATING",
        help="What if it were so? Also SUBJECT@INSTANCE=RATING, SUBJECT=not-applicable, "
        "SUBJECT.evidence=absent, waivers=off, and NAME=ANSWER for a value, metric, judgement or finding; "
        "=open leaves it open. May be repeated; nothing is written.",
    )
    return option(function)


def set_in(evaluation: Evaluation, texts: Sequence[str]) -> tuple[Evaluation, list[str]]:
    """The evaluation with these answers, and what was set as it is written; raises NoSetting."""
    if not texts:
        return evaluation, []
    from cxrules.workspace.whatif import read_setting, what_if

    settings: list[Setting] = [read_setting(text) for text in texts]
    return what_if(evaluation, settings), [each.text for each in settings]
