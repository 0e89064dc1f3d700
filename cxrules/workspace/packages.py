"""Packages on disk: which folders are packages, which files they hold, and reading them.

A package is a folder with a file `model.cxr`, `framework.cxr` or `rules.cxr`, together with all `.cxr` files
below it except those of packages further down; or a single `.cxr` file with a header.
"""

from __future__ import annotations

import os
import re
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

HEADER_FILES = ("model.cxr", "framework.cxr", "rules.cxr")
ENDING = ".cxr"
_DEPTH = 6
_HEADER = re.compile(
    r"^[ \t]*(framework|model|rules)\s+(?:'([^'\n]+)'|([^\s\"{]+))\s+version\s+([0-9.]+)", re.MULTILINE
)
_TITLE = re.compile(r'^\s*title\s+"([^"\n]*)"', re.MULTILINE)


class Found(NamedTuple):
    """A package as its header file shows it, without parsing."""

    kind: str
    name: str
    version: str
    title: str
    root: Path


def is_package(folder: Path) -> bool:
    """Whether a folder has a header file of its own."""
    return any(os.path.isfile(f"{folder}/{name}") for name in HEADER_FILES)  # noqa: PTH113 - asked very often


def files_of(root: Path) -> list[Path]:
    """The `.cxr` files of the package at `root` (a folder or a single file), sorted by path."""
    if root.is_file():
        return [root]
    return sorted(_walk(root, 0))


def _walk(folder: Path, depth: int) -> Iterator[Path]:
    with os.scandir(folder) as entries:
        listed = sorted(entries, key=lambda entry: entry.name)
    for entry in listed:
        path = Path(entry.path)
        if entry.is_dir() and depth < _DEPTH and not entry.name.startswith("."):
            if not is_package(path):
                yield from _walk(path, depth + 1)
        elif entry.name.endswith(ENDING):
            yield path


def discover(roots: Iterable[Path]) -> dict[str, Found]:
    """The packages below some folders by name; where two have one name, the folder listed first wins.

    A folder that is no package itself is searched only for packages that lie directly in it: it may be
    anything, such as somebody's home.
    """
    found: dict[str, Found] = {}
    for root in roots:
        within = [root] if root.is_file() or is_package(root) else _children(root)
        for folder in within:
            for each in packages_below(folder) if is_package(folder) else ():
                found.setdefault(each.name, each)
    return found


def _children(folder: Path) -> list[Path]:
    with os.scandir(folder) as entries:
        return sorted(
            Path(entry.path) for entry in entries if entry.is_dir() and not entry.name.startswith(".")
        )


def packages_below(folder: Path, depth: int = 0) -> Iterator[Found]:
    """The packages in a folder and below, itself included."""
    for name in HEADER_FILES:
        if (folder / name).is_file():
            header = glance(folder / name)
            if header is not None:
                yield header._replace(root=folder)
            break
    if depth >= _DEPTH or not folder.is_dir():
        return
    for path in _children(folder):
        yield from packages_below(path, depth + 1)


def glance(path: Path) -> Found | None:
    """The header of a file without parsing it, or None where it has none."""
    text = path.read_text(encoding="utf-8", errors="replace")
    match = _HEADER.search(text)
    if match is None:
        return None
    title = _TITLE.search(text, match.end())
    return Found(match[1], match[2] or match[3], match[4], title[1] if title else "", path)


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
