"""The files of a commit laid into a folder of their own, as far as assessments rest on them.

The folder is carried from one commit to the next, so that each costs what it changed. What git tracks beside
files is not laid: links, which may lead anywhere, and other repositories. Nothing is evaluated here.
"""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from cxrules.workspace.lock import LOCK_FILE
from cxrules.workspace.packages import ENDING
from cxrules.workspace.project import PROJECT_FILE, overlays_named

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from cxrules.workspace.git import Change, Contents


def is_rules(path: str) -> bool:
    """Whether a file can decide which model is meant or what it says."""
    return path.endswith(ENDING) or posixpath.basename(path) in {PROJECT_FILE, LOCK_FILE}


def seen_from(path: str, reference: str) -> str:
    """The path in the repository of what a file refers to, from that file's folder."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), reference.replace("\\", "/")))


class Laid:
    """A folder with files as they were at one commit.

    `tracked` are all of that commit, by path, with the hash of their content. `rules` tells one state of all
    files of rulesets from another.
    """

    def __init__(self, folder: Path, contents: Contents) -> None:
        """Begin with an empty folder and without any commit."""
        self.folder = folder
        self.tracked: dict[str, str] = {}
        self.rules = 0
        self._contents = contents
        self._laid: dict[str, str] = {}

    def begin(self, tracked: dict[str, str]) -> None:
        """Lay the rulesets of a first commit."""
        self.tracked = dict(tracked)
        self._lay_rules(self.tracked)

    def go_on(self, changes: Iterable[Change]) -> None:
        """Go on to the next commit."""
        touched: dict[str, None] = {}
        for change in changes:
            for path in filter(None, (change.earlier, change.path)):
                self.tracked.pop(path, None)
                touched[path] = None
        for change in changes:
            if change.blob is not None:
                self.tracked[change.path] = change.blob
        for path in touched:
            if path in self._laid:
                self.lay(path)
        self._lay_rules(touched)

    def lay(self, path: str) -> Path:
        """Lay a file, or take it away where the commit has none; the path is given either way."""
        place = self.folder / path
        blob = self.tracked.get(path)
        if self._laid.get(path) == blob:
            return place
        if path in self._laid:
            place.unlink()
            del self._laid[path]
        if blob is not None:
            self._make_room(place)
            place.write_bytes(self._contents.of(blob))
            self._laid[path] = blob
        return place

    def _make_room(self, place: Path) -> None:
        """Make the folder of a file; what lies in the way is an empty folder, or a file that became one."""
        for above in reversed(place.relative_to(self.folder).parents):
            folder = self.folder / above
            if folder.is_file():
                self._laid.pop(above.as_posix(), None)
                folder.unlink()
        place.parent.mkdir(parents=True, exist_ok=True)
        if place.is_dir():
            _remove_empty(place)

    def _lay_rules(self, paths: Iterable[str]) -> None:
        found = [path for path in paths if is_rules(path)]
        self.rules += bool(found)
        for path in found:
            self.lay(path)
        for path in found:
            if posixpath.basename(path) == PROJECT_FILE and path in self.tracked:
                for name in overlays_named(self.folder / path):
                    if seen_from(path, name) in self.tracked:
                        self.lay(seen_from(path, name))


def _remove_empty(folder: Path) -> None:
    for each in folder.iterdir():
        _remove_empty(each)
    folder.rmdir()
