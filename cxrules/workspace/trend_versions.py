"""What may be compared by its id between versions of a model.

Within one major version an id means the same. From one to the next it may be used for something else: then
only what has the same title is taken for the same. What became of ids is not looked up here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.model.version import compatible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cxrules.plan import Plan
    from cxrules.workspace.standing import Cause, Standing

_BY_ID = frozenset({"rating", "level", "waiver"})


def is_same(old: Standing, new: Standing, name: str) -> bool:
    """Whether an id may be taken to mean the same in the models of two assessments."""
    before, after = old.evaluation.plan, new.evaluation.plan
    if compatible(before.model_version, after.model_version):
        return True
    names = (name, after.capability_of(name) or name)
    return all(_words(before, each) == _words(after, each) for each in names)


def _words(plan: Plan, name: str) -> list[str]:
    kept = "".join(char if char.isalnum() else " " for char in plan.title(name).casefold())
    return kept.split()


def comparable(old: Standing, new: Standing, causes: Sequence[Cause]) -> list[Cause]:
    """The causes whose ids mean the same in both models."""
    return [each for each in causes if each.kind not in _BY_ID or is_same(old, new, each.answer.subject)]


def doubts(old: Standing, new: Standing) -> Iterator[str]:
    """What cannot be compared by its id, as sentences; nothing within one major version."""
    before, after = old.evaluation.plan, new.evaluation.plan
    if compatible(before.model_version, after.model_version):
        return
    yield (
        f"Between {before.model_version} and {after.model_version} an id may have got another meaning: only "
        "what has the same title in both is compared."
    )
    both = [*before.capabilities, *before.subjects]
    known = after.capabilities.keys() | after.subjects.keys()
    others = [name for name in both if name in known and not is_same(old, new, name)]
    if others:
        few = ", ".join(others[:3])
        more = f" and {len(others) - 3} more" if len(others) > 3 else ""  # noqa: PLR2004 - as many as are named
        yield f"Not compared for another title: {few}{more}."
