"""A history as a page of text: a commit after the other, with what it moved and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.reports.columns import wrap
from cxrules.reports.history import commit_text, facts, head_text, now_text, remarks_of, rest_text
from cxrules.reports.trend_brief import told_in_brief

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxrules.reports.names import Look
    from cxrules.workspace.history import Happening, History, Told


def history_text(told: Told, look: Look, *, every: bool = False) -> str:
    """The page, ending with a line break; `every`: with the commits that moved no level."""
    blocks = [list(_history(each, look, every=every)) for each in told.histories]
    blocks.append([line for each in remarks_of(told) for line in wrap(each, look.columns)])
    return "\n\n".join("\n".join(line.rstrip() for line in block) for block in blocks if block) + "\n"


def _history(history: History, look: Look, *, every: bool) -> Iterator[str]:
    yield from wrap(head_text(history), look.columns)
    shown = [each for each in history.happenings if every or each.tells]
    for each in shown:
        yield from _happening(each, look, every=every)
    for line in (rest_text(len(history.happenings) - len(shown)), now_text(history)):
        if line:
            yield from wrap(line, look.columns, "  ", "    ")


def _happening(happening: Happening, look: Look, *, every: bool) -> Iterator[str]:
    yield from wrap(commit_text(happening), look.columns, "  ", "    ")
    for each in facts(happening, every=every):
        yield from wrap(each, look.columns, "    ", "      ")
    narrow = look._replace(columns=look.columns - 2)
    for line in told_in_brief(happening.moves, narrow, below=True):
        yield f"  {line}"
