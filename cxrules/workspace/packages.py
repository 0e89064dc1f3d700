"""Packages on disk: which folders are packages, which files they hold, and reading them.

A package is a folder with a file `model.cxr`, `framework.cxr`, `rules.cxr` or `mapping.cxr`, together with
all `.cxr` files below it except those of packages further down and those in folders called `tests`; or a
single `.cxr` file with a header. What lies in `tests` asks about the package and is no part of it.
"""

from __future__ import annotations

import os
import re
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MAPPING_FILE = "mapping.cxr"
HEADER_FILES = ("model.cxr", "framework.cxr", "rules.cxr", MAPPING_FILE)
ENDING = ".cxr"
TESTS = "tests"
_DEPTH = 6
_HEADER = re.compile(
    r"^[ \t]*(framework|model|rules|mapping)\s+(?:'([^'\n]+)'|([^\s\"{]+))\s+version\s+([0-9.]+)",
    re.MULTILINE,
)
_TITLE = re.compile(r'^\s*title\s+"([^"\n]*)"', re.MULTILINE)


class Found(NamedTuple):
    """A package as its header file shows it, without parsing.

    `origin` tells in which of the places that are searched it was found: ``within`` the package that uses it,
    ``beside`` that, in the ``project``, ``installed``, or ``shipped``.
    """

    kind: str
    name: str
    version: str
    title: str
    root: Path
    origin: str = ""


def is_package(folder: Path) -> bool:
    """Whether a folder has a header file of its own."""
    return any(os.path.isfile(f"{folder}/{name}") for name in HEADER_FILES)  # noqa: PTH113 - asked very often


def files_of(root: Path) -> list[Path]:
    """The `.cxr` files of the package at `root` (a folder or a single file), sorted by path."""
    if root.is_file():
        return [root]
    return sorted(_walk(root, 0))


def package_tested_by(path: Path) -> Path | None:
    """The package whose tests a file is among, by the folders it lies in; None where it is no test."""
    folders = list(path.resolve().parents)
    for place, folder in enumerate(folders):
        if is_package(folder):
            return folder if any(each.name == TESTS for each in folders[:place]) else None
    return None


def _walk(folder: Path, depth: int) -> Iterator[Path]:
    with os.scandir(folder) as entries:
        listed = sorted(entries, key=lambda entry: entry.name)
    for entry in listed:
        path = Path(entry.path)
        if entry.is_dir() and depth < _DEPTH and not entry.name.startswith("."):
            if entry.name != TESTS and not is_package(path):
                yield from _walk(path, depth + 1)
        elif entry.name.endswith(ENDING):
            yield path


def packages_in(folder: Path) -> Iterator[Found]:
    """The packages that a folder is, or that lie directly in it, with all that lie below these.

    Looking no further is for folders that may be anything, such as somebody's home.
    """
    if is_package(folder):
        yield from packages_below(folder)
        return
    yield from _single_files(folder)
    for each in _children(folder):
        if is_package(each):
            yield from packages_below(each)


def packages_below(
    folder: Path, depth: int = 0, *, inside: bool = False, files: bool = False
) -> Iterator[Found]:
    """The packages in a folder and below, itself included; `files`: those of a single file, too.

    `inside` another package a folder of tests offers none.
    """
    header = _header_of(folder)
    if header is not None:
        yield header
    elif files and not inside and not is_package(folder):
        yield from _single_files(folder)
    inside = inside or header is not None
    if depth >= _DEPTH or not folder.is_dir():
        return
    for path in _children(folder):
        if not (inside and path.name == TESTS):
            yield from packages_below(path, depth + 1, inside=inside, files=files)


def package_at(root: Path) -> Found | None:
    """The package that a folder or a single file is; None where it is none."""
    return glance(root) if root.is_file() else _header_of(root)


def _header_of(folder: Path) -> Found | None:
    for name in HEADER_FILES:
        if os.path.isfile(f"{folder}/{name}"):  # noqa: PTH113 - asked very often
            header = glance(folder / name)
            return header._replace(root=folder) if header is not None else None
    return None


def _single_files(folder: Path) -> Iterator[Found]:
    with os.scandir(folder) as entries:
        names = sorted(entry.name for entry in entries if entry.name.endswith(ENDING) and entry.is_file())
    for name in names:
        header = glance(folder / name)
        if header is not None:
            yield header


def _children(folder: Path) -> list[Path]:
    with os.scandir(folder) as entries:
        return sorted(
            Path(entry.path) for entry in entries if entry.is_dir() and not entry.name.startswith((".", "__"))
        )


def glance(path: Path) -> Found | None:
    """The header of a file without parsing it, or None where it has none."""
    text = path.read_text(encoding="utf-8-sig", errors="replace")
    match = _HEADER.search(text)
    if match is None:
        return None
    title = _TITLE.search(text, match.end())
    return Found(match[1], match[2] or match[3], match[4], title[1] if title else "", path)


def shown(root: Path, name: str = "") -> str:
    """A file's path as people open it: relative to where they are, if it lies below."""
    path = root if root.is_file() else root / name
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()


def read(path: Path) -> bytes:
    """The bytes of a file. Raises OSError where it cannot be read."""
    return path.read_bytes()


def digest_of(files: Sequence[tuple[str, bytes]]) -> str:
    """One digest over the names and contents of files."""
    total = sha256()
    for name, content in files:
        total.update(f"{name}\0{len(content)}\0".encode())
        total.update(content)
    return total.hexdigest()


def content_of(root: Path) -> list[tuple[str, bytes]]:
    """Name (relative to the package) and content of each file of a package."""
    base = root.parent if root.is_file() else root
    return [(path.relative_to(base).as_posix(), read(path)) for path in files_of(root)]
