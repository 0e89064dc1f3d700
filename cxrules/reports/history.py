"""A history as data (``cxrules-history/1``), with the words that its other forms share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxrules.reports.columns import clean, counted
from cxrules.reports.trend import because, level_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxrules.workspace.history import Happening, History, Level, Told

FORMAT = "cxrules-history/1"
UNCOMMITTED = "not committed"


def history_data(told: Told) -> dict[str, Any]:
    """Every commit that touched what an assessment rests on, as plain data."""
    return {
        "format": FORMAT,
        "remarks": list(told.remarks),
        "histories": [
            {
                "path": each.path,
                "title": each.title,
                "installed": each.installed or None,
                "happenings": [_happening(one) for one in each.happenings],
            }
            for each in told.histories
        ],
    }


def _happening(happening: Happening) -> dict[str, Any]:
    commit = happening.commit
    return {
        "commit": None
        if commit is None
        else {
            "hash": commit.hash,
            "short": commit.short,
            "date": commit.day.isoformat(),
            "author": commit.author,
            "subject": commit.subject,
        },
        "before": happening.before,
        "path": happening.path,
        "earlier-path": happening.earlier_path or None,
        "touched": list(happening.touched),
        "state": happening.state,
        "error": happening.error or None,
        "line": happening.line,
        "model": happening.model or None,
        "remarks": list(happening.remarks),
        "levels": [
            {"id": each.id, "title": each.title, **each.reached._asdict()} for each in happening.levels
        ],
        "changes": [
            {
                "id": course.id,
                "title": course.title,
                "change": move.direction,
                "old": move.old,
                "new": move.new,
                "sure": move.sure,
                "because": because(move),
                "left-out": move.left_out,
            }
            for course, move in happening.moves
        ],
    }


# ------------------------------------------------------------------------------------------ words


def head_text(history: History) -> str:
    """``Wiper control, wiper.yaml: 6 commits``."""
    commits = sum(each.commit is not None and not each.before for each in history.happenings)
    name = f"{history.title}, {history.path}" if history.title else history.path
    return clean(f"{name}: {counted(commits, 'commit')}")


def commit_text(happening: Happening) -> str:
    """``2026-11-20  1a2b3c4  Anna Example: Look again``."""
    commit = happening.commit
    if commit is None:
        return UNCOMMITTED
    return f"{commit.day}  {commit.short}  {clean(commit.author)}: {clean(commit.subject)}"


def facts(happening: Happening, *, every: bool) -> list[str]:
    """What a commit did beside moving levels, a sentence each; `every`: with the files it touched."""
    told = []
    if happening.earlier_path:
        told.append(f"Renamed from {clean(happening.earlier_path)} to {clean(happening.path)}.")
    if every and happening.touched:
        told.append(f"Touched {clean(', '.join(happening.touched))}.")
    told += [clean(each) for each in happening.remarks]
    if happening.state == "gone":
        told.append("The file is gone.")
    if happening.state == "error":
        place = f"line {happening.line}: " if happening.line is not None else ""
        told.append(f"It cannot be evaluated: {place}{clean(happening.error)}")
    elif happening.state == "evaluated" and happening.again:
        told.append("It can be evaluated again.")
    if happening.state == "evaluated" and (happening.first or happening.again or happening.before):
        word = "Levels up to then" if happening.before else "Levels"
        told.append(f"{word}: {levels_text(happening.levels)}")
    elif happening.state == "evaluated" and not happening.moves:
        told.append("No level rose or fell.")
    return told


def levels_text(levels: Sequence[Level]) -> str:
    """``SUP.1 1, SUP.8 1-2``; what is in no scope, or in no model any more, is left out."""
    shown = [each for each in levels if each.reached.state not in {"out-of-scope", "not-in-model"}]
    told = [f"{clean(each.id) or 'organisation'} {level_text(each.reached, '-')}" for each in shown]
    return ", ".join(told) or "none"


def rest_text(hidden: int) -> str:
    """How many commits are not told."""
    return f"{counted(hidden, 'more commit')} moved no level; --all tells them." if hidden else ""


def now_text(history: History) -> str:
    """The levels at the end, where more than one state was told; else nothing."""
    last = history.happenings[-1]
    if last.state != "evaluated" or not any(each.moves for each in history.happenings):
        return ""
    when = "Now" if last.commit is not None else "Now, not committed"
    return f"{when}: {levels_text(last.levels)}"


def remarks_of(told: Told) -> list[str]:
    """What holds for all: of the repository, and of models that are not in it."""
    outside = list(dict.fromkeys(each.installed for each in told.histories if each.installed))
    names = ", ".join(outside)
    kept = [f"Not in the repository, and taken as installed now: {names}."] if outside else []
    return [clean(each) for each in (*told.remarks, *kept)]
