"""Rulesets that installed Python distributions offer, by the entry point group ``cxrules.rulesets``.

The value names a Python package whose folder holds rulesets, ``acme_rules``, or a folder inside it,
``acme_rules:models``. Nothing is imported to find them: neither the distribution's code nor Python's own
reader of metadata, which takes longer than evaluating an assessment.
"""

from __future__ import annotations

import os
import sys
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

GROUP = "cxrules.rulesets"
_ENDINGS = (".dist-info", ".egg-info")
_MARK = GROUP.encode()


class Offer(NamedTuple):
    """What a distribution offers: its name and version, the value it states, and the folder that means."""

    distribution: str
    value: str
    folder: Path | None


def offers(paths: Sequence[str] | None = None) -> Sequence[Offer]:
    """What is offered on a search path for Python code (default: `sys.path`), in its order.

    Of a distribution that is there twice the first counts. `Offer.folder` is None where nothing is there.
    """
    places = dict.fromkeys(sys.path if paths is None else paths)
    return _offers(tuple((place, _changed(place)) for place in places))


def _changed(place: str) -> int:
    """When something was last installed into a folder; 0 where it is none."""
    try:
        return os.stat(place or ".").st_mtime_ns  # noqa: PTH116 - every command asks
    except OSError:
        return 0


@lru_cache(maxsize=8)  # a command looks around more than once
def _offers(paths: tuple[tuple[str, int], ...]) -> Sequence[Offer]:
    places = [place for place, _ in paths]
    seen: set[str] = set()
    found: list[Offer] = []
    for place in places:
        for name, stated in _stated_in(place):
            called = name.partition("-")[0].replace("_", "-").lower()
            if called not in seen:
                seen.add(called)
                told = name.removesuffix(".dist-info").removesuffix(".egg-info").replace("-", " ", 1)
                found += [Offer(told, value, _folder(value, [place, *places])) for value in stated]
    return found


def _stated_in(place: str) -> Iterator[tuple[str, list[str]]]:
    """The distributions in one folder that offer rulesets, each with what it states."""
    try:
        with os.scandir(place or ".") as entries:
            names = sorted(entry.name for entry in entries if entry.name.endswith(_ENDINGS))
    except OSError:  # no folder: a zip file, or something that is not there any more
        return
    for name in names:
        try:
            with open(f"{place or '.'}/{name}/entry_points.txt", "rb") as file:  # noqa: PTH123 - hundreds
                content = file.read()
        except OSError:  # most distributions have no entry points
            continue
        if _MARK in content:
            yield name, _values(content.decode("utf-8", "replace"))


def _values(text: str) -> list[str]:
    """The values of the group in a file of entry points."""
    values, group = [], ""
    for line in map(str.strip, text.splitlines()):
        if line.startswith("["):
            group = line.strip("[]").strip()
        elif group == GROUP and "=" in line and not line.startswith(("#", ";")):
            value = line.partition("=")[2].partition("[")[0].strip()
            if value:
                values.append(value)
    return values


def _folder(value: str, places: Sequence[str]) -> Path | None:
    """The folder that a value means: where Python code is imported from, or where an import leads."""
    package, _, inside = value.partition(":")
    parts = [*package.strip().split("."), *inside.strip().replace(".", "/").split("/")]
    parts = [part for each in parts for part in each.split("/") if part]
    if not parts or ".." in value:
        return None
    for place in places:
        path = Path(place, *parts)
        if path.is_dir():
            return path
    return _where_imported(parts)


def _where_imported(parts: Sequence[str]) -> Path | None:
    """As `_folder`, for code that is installed to be edited; the package itself is not imported."""
    from importlib.util import find_spec

    try:
        spec = find_spec(parts[0])
    except (ImportError, ValueError):  # whoever answers for this name cannot
        return None
    for place in (spec.submodule_search_locations or ()) if spec else ():
        path = Path(place, *parts[1:])
        if path.is_dir():
            return path
    return None
