"""A history as Markdown: a list of commits for each assessment, for a page of a wiki or a review."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.reports.explanation_markdown import escaped
from cxrules.reports.history import commit_text, facts, head_text, now_text, remarks_of, rest_text
from cxrules.reports.trend import cause_text, move_text, no_cause
from cxrules.reports.trend_brief import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxrules.workspace.history import Happening, History, Told


def history_markdown(told: Told, *, every: bool = False) -> str:
    """The page, ending with a line break; `every`: with the commits that moved no level."""
    lines = [line for each in told.histories for line in _history(each, every=every)]
    lines += [line for each in remarks_of(told) for line in (escaped(each), "")]
    return "\n".join(lines).rstrip() + "\n"


def _history(history: History, *, every: bool) -> Iterator[str]:
    yield from (f"## {escaped(head_text(history))}", "")
    shown = [each for each in history.happenings if every or each.tells]
    for each in shown:
        yield from _happening(each, every=every)
    yield ""
    for line in (rest_text(len(history.happenings) - len(shown)), now_text(history)):
        if line:
            yield from (escaped(line), "")


def _happening(happening: Happening, *, every: bool) -> Iterator[str]:
    yield f"- **{escaped(commit_text(happening))}**"
    for each in facts(happening, every=every):
        yield f"  - {escaped(each)}"
    for course, move in sorted(happening.moves, key=lambda each: each[1].direction != "fell"):
        yield f"  - {escaped(move_text(course, move))}"
        causes, _ = nearest(course, move)
        for cause in causes:
            yield f"    - {escaped(cause_text(cause))}"
            below = (each for each in move.causes if each.turned and each.by == cause.subject)
            yield from (f"      - {escaped(cause_text(each))}" for each in below if each not in causes)
        if not causes:
            yield f"    - {escaped(no_cause(move))}"
