"""What commands share that plan a roadmap: their options, and the plan by the solver. Not a command."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cxrules.cli import WRONG_USAGE
from cxrules.cli.output import warn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxrules.cli.options import Command
    from cxrules.engine import Evaluation
    from cxrules.model.wishes import Wishes
    from cxrules.roadmap.roadmap import Planner, Roadmap
    from cxrules.solve.goals import Goal


def planning_options(function: Command) -> Command:
    """`--to` and `--plan`: what is to be reached, and what a plan has to respect."""
    to = click.option(
        "--to",
        "wanted",
        metavar="GOAL",
        help="target, a target of the model, a level (2), or a level of one thing (SWE.1:2). "
        "Without it the target, or else the next level of each capability.",
    )
    plan = click.option(
        "--plan",
        "wishes_file",
        metavar="FILE",
        type=click.Path(),
        help="What to respect: costs, measures, order, capacity, budget, deadlines (a file of wishes).",
    )
    return to(plan(function))


def seconds_option(function: Command) -> Command:
    """`--seconds`: how long the solver may take."""
    option = click.option(
        "--seconds",
        type=click.FloatRange(min=0, min_open=True),
        default=60.0,
        show_default=True,
        help="How long the solver may take for the plan.",
    )
    return option(function)


def goals_of(evaluations: Sequence[Evaluation], wanted: str | None) -> list[tuple[Evaluation, Goal]]:
    """What is to be reached in each; of several assessments, those count that have such a thing.

    Raises UnknownGoal for what none of them has.
    """
    from cxrules.cli.gap import goal_of
    from cxrules.solve.goals import UnknownGoal

    found: list[tuple[Evaluation, Goal]] = []
    failed: list[UnknownGoal] = []
    for each in evaluations:
        try:
            found.append((each, goal_of(each, wanted)))
        except UnknownGoal as error:
            failed.append(error)
    if not found:
        raise failed[0]
    return found


def wishes_of(evaluations: Sequence[Evaluation], file: str | None, model: str | None) -> Wishes:
    """What a plan respects. Ends the command where the file of wishes has errors."""
    from cxrules.cli.inputs import existing_path
    from cxrules.workspace.wishes import wishes_for

    found = wishes_for(evaluations, None if file is None else existing_path(file), model)
    warn(found.problems)
    if found.wishes is None:
        raise click.exceptions.Exit(WRONG_USAGE)
    return found.wishes


def planned(
    goals: Sequence[tuple[Evaluation, Goal]], wishes: Wishes, seconds: float
) -> tuple[Planner, Roadmap]:
    """The plan. Raises NoPlan where there is none, and what `cxrules.solve` raises."""
    from cxrules.cli.solving import solving
    from cxrules.roadmap import planning

    with solving("--seconds gives it more."):
        return planning.planned(goals, wishes, seconds)
