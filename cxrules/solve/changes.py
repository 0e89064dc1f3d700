"""The smallest sets of changes that reach a goal or lose it, and the smallest reasons that block it.

A change is another answer to one input of the plan. What is open counts at its worst where something is to
be reached, and at its best where something is to be ruled out, so that what is told holds whatever the open
answers turn out to be.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxrules.solve.highs import solve
from cxrules.solve.search import Search, Sets, better, kept, lower, settled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxrules.engine.evaluation import Evaluation
    from cxrules.solve.answers import Change


class Fall(NamedTuple):
    """So many steps down lose a level, with these changes; `proven` where no fewer do."""

    steps: int
    changes: Sequence[Change]
    proven: bool = True


def ways_to(evaluation: Evaluation, nodes: Sequence[int], most: int = 10, limit: float | None = None) -> Sets:
    """The smallest sets of better answers with which all of some truths surely hold, at most so many of them.

    An empty set: they hold. No set: no answers reach it. Of sets of more than `MANY` changes one is told.
    `limit` are the seconds that the solver may take.
    """
    if all(evaluation.value(node)[0] for node in nodes):
        return Sets([()], complete=True, seconds=0.0)
    return Search(evaluation, nodes, "worst", better).sets(most, limit, hold=True)


def ways_down(
    evaluation: Evaluation, nodes: Sequence[int], most: int = 10, limit: float | None = None
) -> Sets:
    """The smallest sets of lower ratings with which one of some truths that hold would not."""
    return Search(evaluation, nodes, "worst", lower).sets(most, limit, hold=False)


def steps_to_fall(evaluation: Evaluation, nodes: Sequence[int], limit: float | None = None) -> Fall | None:
    """How many steps down, taken together over all ratings, make one of some truths fail; None: none do.

    Raises Unsolved where the time was over before any were found.
    """
    search = Search(evaluation, nodes, "worst", lower)
    search.require(hold=False)
    solution = solve(search.program, search.steps, limit)
    if solution is None:
        return None
    return Fall(round(solution.cost), search.changes(solution.values), solution.optimal)


def blockers(
    evaluation: Evaluation, nodes: Sequence[int], most: int = 10, limit: float | None = None
) -> Sets:
    """The smallest sets of present answers which, as they are, rule a goal out whatever else is answered.

    A change here tells what blocks (`before`) and the best it could be (`after`). An empty set: nothing that
    is answered could be changed so that the goal is reached.
    """
    search = Search(evaluation, nodes, "best", kept)
    return search.sets(most, limit, hold=False, sure=search.blocks)


def proofs(evaluation: Evaluation, nodes: Sequence[int], most: int = 10, limit: float | None = None) -> Sets:
    """The smallest sets of open answers that would settle that some truths hold, each with its least."""
    return Search(evaluation, nodes, "worst", settled).sets(most, limit, hold=True)


def refutations(
    evaluation: Evaluation, nodes: Sequence[int], most: int = 10, limit: float | None = None
) -> Sets:
    """The smallest sets of open answers that would settle that some truth fails, each with its best."""
    search = Search(evaluation, nodes, "best", settled)
    return search.sets(most, limit, hold=False, sure=search.refutes)
