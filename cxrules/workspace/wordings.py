"""The wording files of packages: which there are, and whether they fit. Reading them is in `wording`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.workspace.packages import is_package

if TYPE_CHECKING:
    from pathlib import Path

    from cxrules.diagnostics import Diagnostic

FOLDER = "wording"
_ENDINGS = frozenset({".yaml", ".yml"})


def is_wording(path: Path) -> bool:
    """Whether a file is the wording of a package, by where it lies."""
    folder = path.resolve().parent
    return path.suffix.lower() in _ENDINGS and folder.name == FOLDER and is_package(folder.parent)


def check_wordings(root: Path) -> list[Diagnostic]:
    """Everything wrong with the words that a package brings along."""
    folder = root / FOLDER
    if not folder.is_dir():
        return []
    files = sorted(each for each in folder.iterdir() if each.suffix.lower() in _ENDINGS)
    return [problem for each in files for problem in check_wording_file(each)]


def check_wording_file(path: Path) -> list[Diagnostic]:
    """Everything wrong with one wording file."""
    from cxrules.workspace.wording import read_own

    return list(read_own(path).problems)
