"""The units of a history: assessment files, followed through renames, and over a time when they were gone.

A unit is one file. Which of its contents is an assessment is told by the first and the last of them.
"""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from cxrules.workspace.checking import ASSESSMENTS, says_assessment
from cxrules.workspace.project import PROJECT_FILE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cxrules.workspace.git import Change, Contents

_TOLD_BY_NAME = frozenset({".xlsx"})


class Unit:
    """A file over time: `paths` by the number of the step from which it has that path, None: it is gone."""

    def __init__(self, step: int, path: str, blob: str) -> None:
        """Begin at a step, with a content."""
        self.paths: dict[int, str | None] = {step: path}
        self.first = self.last = blob

    @property
    def path(self) -> str:
        """The newest path that it had."""
        return next(path for path in reversed(self.paths.values()) if path is not None)

    @property
    def known_as(self) -> set[str]:
        """Every path that it had."""
        return {path for path in self.paths.values() if path is not None}


def units_in(place: str, start: Mapping[str, str], steps: Sequence[Iterable[Change]]) -> list[Unit]:
    """The files at a path of the repository or below it ("" for all), from step 0 with these files on.

    A file is known by the newest path that it had. Where none has the path, the last that had it is meant.
    """
    every = _every(start, steps)
    own = [each for each in every if each.path == place]
    if own:
        return own[-1:]
    below = [each for each in every if _is_below(each.path, place)]
    return (
        sorted(below, key=lambda each: each.path) or [each for each in every if place in each.known_as][-1:]
    )


def assessments_among(units: Iterable[Unit], contents: Contents, *, named: bool) -> list[Unit]:
    """Those that are assessments; `named`: the user named the file, so that a workbook is one, too."""
    return [
        each
        for each in units
        if (named and posixpath.splitext(each.path)[1].lower() in _TOLD_BY_NAME)
        or any(says_assessment(contents.of(blob)) for blob in dict.fromkeys((each.last, each.first)))
    ]


def _every(start: Mapping[str, str], steps: Sequence[Iterable[Change]]) -> list[Unit]:
    here = {path: Unit(0, path, blob) for path, blob in start.items() if _may_be(path)}
    units, gone = list(here.values()), dict[str, Unit]()
    for step, changes in enumerate(steps, start=1):
        moved = {each.path: here.pop(each.earlier) for each in changes if each.earlier in here}
        for change in changes:
            path, blob = change.path, change.blob
            if not _may_be(path) or blob is None:
                left = moved.pop(path, None) or here.pop(path, None)
                if left is not None:
                    left.paths[step] = None
                    gone[change.earlier or path] = left
                continue
            unit = moved.get(path) or here.get(path) or gone.pop(path, None)
            if unit is None:
                unit = Unit(step, path, blob)
                units.append(unit)
            elif here.get(path) is not unit:
                unit.paths[step] = path
            here[path], unit.last = unit, blob
    return units


def _may_be(path: str) -> bool:
    name = posixpath.basename(path)
    return posixpath.splitext(name)[1].lower() in ASSESSMENTS and name != PROJECT_FILE


def _is_below(path: str, folder: str) -> bool:
    """Whether a path lies below a folder, and not in one whose name begins with a dot."""
    inside = path.removeprefix(f"{folder}/" if folder else "")
    return (inside != path or not folder) and not any(part.startswith(".") for part in inside.split("/"))
