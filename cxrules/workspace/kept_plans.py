"""Plans kept in memory while many assessments are evaluated, whose models may change in between.

What lies in the folder of a history is made from its text and stored nowhere: that folder is there only once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cxrules.plan.serial import dump
from cxrules.workspace.cache import as_stored, compiled, origin_of, plan_at

if TYPE_CHECKING:
    from pathlib import Path

    from cxrules.diagnostics import Diagnostic
    from cxrules.plan import Plan
    from cxrules.workspace.lock import Lock
    from cxrules.workspace.tailored import Tailored


@dataclass(slots=True)
class _Kept:
    plan: Plan | None
    problems: list[Diagnostic]
    roots: list[str]
    origin: dict[str, Any]
    state: int


class KeptPlans:
    """A way to plans (`cxrules.workspace.assessing.Making`).

    Whoever changes rulesets in the folder gives `state` another number. `own` tells whether the model that
    was asked for last lies in the folder.
    """

    def __init__(self, folder: Path) -> None:
        """Take the folder whose rulesets may change."""
        self.state = 0
        self.own = False
        self._folder = folder.resolve()
        self._kept: dict[tuple[str | None, ...], _Kept] = {}

    def __call__(
        self, root: Path, method: str | None, reading: str, *, lock: Lock | None, tailored: Tailored
    ) -> tuple[Plan | None, list[Diagnostic]]:
        """The plan, or None with what is wrong with the model; see `plan_at` for what is raised."""
        self.own = root.resolve().is_relative_to(self._folder)
        key = (str(root), method, reading, str(lock and lock.path), *tailored.key())
        kept = self._kept.get(key)
        day = tailored.day.isoformat() if tailored.day else None
        if kept is not None and (kept.plan is None or kept.plan.tailoring.holds_on(day)):
            if kept.state == self.state:
                return kept.plan, kept.problems
            if kept.origin == origin_of(root, kept.roots, "", lock):
                kept.state = self.state
                return kept.plan, kept.problems
        if not self.own:
            plan, problems = plan_at(root, method, reading, lock=lock, tailored=tailored)
            roots = [str(root)]
        else:
            data, loaded, problems = compiled(root, method, reading, lock=lock, tailored=tailored)
            plan = None if data is None else as_stored(dump(data, {}))
            roots = [str(each) for each in loaded.roots]
        origin = origin_of(root, roots, "", lock)
        self._kept[key] = _Kept(plan, problems, roots, origin, self.state)
        return plan, problems
