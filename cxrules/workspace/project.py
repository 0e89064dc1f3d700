"""The project file, `cxrules.yaml`: where a project keeps its rulesets, and which overlays it shows.

It holds for everything in its folder and below. A project needs none.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cxrules.diagnostics import Diagnostic
from cxrules.workspace.packages import shown

if TYPE_CHECKING:
    from cxrules.exchange.fields import Fields

PROJECT_FILE = "cxrules.yaml"
KEYS = ("rulesets", "overlays")


class Project(NamedTuple):
    """A project: its folder, the folders with its rulesets, its overlays, and what is wrong with its file."""

    folder: Path
    rulesets: tuple[Path, ...] = ()
    overlays: tuple[Path, ...] = ()
    problems: tuple[Diagnostic, ...] = ()


def project_of(place: Path) -> Project | None:
    """The project that a folder or file lies in: the nearest folder above, or itself, with a project file."""
    place = Path(os.path.abspath(place))  # noqa: PTH100 - symbolic links stay what people see
    for folder in (place, *place.parents):
        if (folder / PROJECT_FILE).is_file():
            return read_project(folder / PROJECT_FILE)
    return None


def read_project(path: Path) -> Project:
    """A project file as read. Raises OSError where it cannot be."""
    fields, found = _fields(path)
    if fields is None:
        return Project(path.parent, problems=tuple(found))
    folders = _paths(fields, "rulesets", path.parent, "folder")
    files = _paths(fields, "overlays", path.parent, "file")
    return Project(path.parent, folders, files, tuple(found))


def overlays_named(path: Path) -> tuple[str, ...]:
    """The overlays of a project file as it names them, whether they are there or not.

    Raises OSError where it cannot be read.
    """
    fields, _ = _fields(path)
    return fields.words("overlays")[0] if fields is not None else ()


def _fields(path: Path) -> tuple[Fields | None, list[Diagnostic]]:
    """What a project file says, None where that is nothing; the list grows with what is wrong in it."""
    from cxrules.exchange.document import decode, read_tree
    from cxrules.exchange.fields import Fields
    from cxrules.exchange.problems import Problems
    from cxrules.exchange.tree import Mapping

    source = decode(shown(path), path.read_bytes())
    if isinstance(source, Diagnostic):
        return None, [source]
    if all(line.startswith("#") for line in source.text.split("\n") if line.strip()):
        return None, []  # it marks the folder, and says nothing more
    node, found = read_tree(source)
    problems = Problems(source)
    problems.found = found
    if not isinstance(node, Mapping):
        if not found:
            problems.add("CX0504", f"A project file is a map of {' and '.join(KEYS)}.", None)
        return None, found
    return Fields(node, KEYS, "the project file", problems), found


def _paths(fields: Fields, key: str, base: Path, what: str) -> tuple[Path, ...]:
    """The paths of a list, those that are there; the others are noted."""
    kept = []
    for word, span in zip(*fields.words(key), strict=True):
        path = base / word
        if path.is_dir() if what == "folder" else path.is_file():
            kept.append(path)
        else:
            fields.problems.add("CX0212", f"There is no {what} {word}, which '{key}' names.", span)
    return tuple(kept)
