"""What lacks for a goal, aim by aim; on which ratings levels hang; what to ask next where things are open.

Whoever shows it puts it into words with `cxrules.solve.said`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxrules.engine.because import Because, Story
from cxrules.engine.link import support
from cxrules.engine.whynot import lacking
from cxrules.plan.values import NO, YES
from cxrules.solve.changes import blockers, proofs, refutations, ways_to
from cxrules.solve.ends import helps
from cxrules.solve.highs import Unsolved
from cxrules.solve.interview import deciding, worths
from cxrules.solve.obstacles import Obstacle, obstacle
from cxrules.solve.pivotal import holds, level_nodes, pivots
from cxrules.solve.search import Sets

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cxrules.engine.evaluation import Evaluation
    from cxrules.solve.ends import Helps
    from cxrules.solve.goals import Aim, Goal
    from cxrules.solve.interview import Question, Worth
    from cxrules.solve.pivotal import Hold, Pivot

SECONDS = 5.0
"""How long the solver may take for one question, unless said."""


class Missing(NamedTuple):
    """What lacks for one aim.

    `ways` are the smallest sets of changes that reach it, `blocks` the smallest sets of answers that rule it
    out. Where there is no way, `obstacle` says why; where it is decided by what is still open, `settling`.
    """

    aim: Aim
    level: tuple[int | None, int | None]
    lacks: Sequence[Because]
    ways: Sets
    blocks: Sets
    obstacle: Obstacle | None
    settling: Settling | None


class Settling(NamedTuple):
    """How an open aim can be decided.

    `proofs` and `refutations` are the smallest sets of open answers that show it reached, or not. `rests` are
    the open questions on which it really depends, of `asked` on which it might; None: not proven in time.
    `helps` tells of each input whether a higher answer helps the aim (1) or harms it (-1).
    """

    proofs: Sets
    refutations: Sets
    rests: Sequence[Question] | None
    asked: int
    helps: Mapping[int, Helps]


class Gap(NamedTuple):
    """Everything between an assessment and a goal."""

    goal: Goal
    reached: Sequence[Aim]
    missing: Sequence[Missing]
    pivots: Sequence[Pivot]
    holds: Sequence[Hold]
    interview: Sequence[Worth]


def gap(evaluation: Evaluation, goal: Goal, seconds: float = SECONDS) -> Gap:
    """What lies between an assessment and a goal; `seconds` limit each question to the solver.

    Raises MissingSolver where it is not installed, and TooWide for numbers that cannot be written out.
    """
    reached = [aim for aim in goal.aims if evaluation.value(aim.node) == YES]
    levels = level_nodes(evaluation)
    if len(goal.aims) == 1:  # who asks for one thing is told of nothing else
        levels = {name: node for name, node in levels.items() if name == goal.aims[0].subject}
    worth = worths(evaluation, levels.values())
    found = _Gap(evaluation, [each.question for each in worth], seconds)
    pivotal = pivots(evaluation, levels)
    return Gap(
        goal,
        reached,
        [found.missing(aim) for aim in goal.aims if aim not in reached],
        pivotal,
        holds(evaluation, pivotal, levels, seconds),
        worth,
    )


class _Gap:
    def __init__(self, evaluation: Evaluation, asked: Sequence[Question], seconds: float) -> None:
        self.evaluation, self.asked, self.seconds = evaluation, asked, seconds
        self.story = Story(evaluation)
        self.levels = level_nodes(evaluation)

    def missing(self, aim: Aim) -> Missing:
        ways = ways_to(self.evaluation, [aim.node], limit=self.seconds)
        blocks = Sets((), complete=True, seconds=0.0)
        if ways.found and self.evaluation.value(aim.node) == NO:
            blocks = blockers(self.evaluation, [aim.node], limit=self.seconds)
        node = self.levels.get(aim.subject)
        low, high = (None, None) if node is None else self.evaluation.value(node)
        return Missing(
            aim,
            (None if low is None else int(low), None if high is None else int(high)),
            lacking(self.story, aim.subject, aim.node),
            ways,
            blocks,
            None if ways.found else self._obstacle(aim, ways),
            self._settling(aim),
        )

    def _obstacle(self, aim: Aim, ways: Sets) -> Obstacle:
        if not ways.proven:
            return Obstacle("time")
        try:
            return obstacle(self.evaluation, aim, self.seconds)
        except Unsolved:
            return Obstacle("time")

    def _settling(self, aim: Aim) -> Settling | None:
        low, high = self.evaluation.value(aim.node)
        if low == high:
            return None
        inputs = support(self.evaluation.plan, [aim.node])
        below = [each for each in self.asked if any(node in inputs for node, _ in each.places)]
        try:
            rests: Sequence[Question] | None = deciding(self.evaluation, aim.node, below, self.seconds)
        except Unsolved:
            rests = None
        return Settling(
            proofs(self.evaluation, [aim.node], limit=self.seconds),
            refutations(self.evaluation, [aim.node], limit=self.seconds),
            rests,
            len(below),
            helps(self.evaluation.plan, [aim.node]),
        )
