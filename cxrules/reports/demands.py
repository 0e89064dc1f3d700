"""What a target asks of each capability, whether it is reached, and what is lacking, for other programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxrules.reports.columns import clean
from cxrules.reports.level_table import standing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxrules.engine import Evaluation


class Demand(NamedTuple):
    """A capability and the level asked of it.

    `standing` is ``met``, ``missed``, or ``open`` where open ratings still allow it. `found` says in words
    how it stands, and `lacks` what is lacking, a sentence each.
    """

    id: str
    level: int
    standing: str
    found: str
    lacks: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """What is asked, in words that stay the same from one evaluation to the next."""
        return f"{clean(self.id)} reaches level {self.level}"


def demands(evaluation: Evaluation) -> Iterator[Demand]:
    """Everything that the target asks, in the order of the model; nothing of what does not apply."""
    for entry in evaluation.result()["capabilities"]:
        how = standing(entry)
        if how:
            lacks = () if how == "met" else tuple(_lacks(evaluation, entry["id"], entry["target"]))
            found = _found(how, entry["level"], entry["possible"], entry["target"])
            yield Demand(entry["id"], entry["target"], how, found, lacks)


def _found(how: str, level: int | None, possible: int | None, asked: int) -> str:
    if level is None:
        return f"not rated, level {asked} is asked for"
    if how == "open":
        return f"level {level} is certain, up to {possible} is possible, {asked} is asked for"
    return f"level {level} is reached" if how == "met" else f"level {level}, {asked} is asked for"


def _lacks(evaluation: Evaluation, capability: str, level: int) -> Iterator[str]:
    """Each requirement of a level that is not surely met, as a sentence."""
    from cxrules.engine.because import Story
    from cxrules.engine.whynot import unmet

    plan, story = evaluation.plan, Story(evaluation)
    if level not in plan.orders:
        return
    node = plan.capabilities[capability].reaches[plan.orders.index(level)]
    for each in story.strictest(unmet(story, node)):
        yield clean(story.told(each, required=True).sentence)
