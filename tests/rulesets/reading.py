"""Reads the shipped rulesets as trees, and the reference data they are held against. Tests nothing itself."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import pytest
import yaml

from cxrules.syntax import tree
from cxrules.syntax.parse import parse
from cxrules.text import Source

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
REFERENCE = ROOT.parent / "shared" / "reference"

Kind = TypeVar("Kind")


@dataclass(frozen=True)
class Package:
    """The declarations of a package, with the file that each stands in."""

    declarations: list[tuple[str, tree.Declaration]]

    def all(self, kind: type[Kind]) -> list[Kind]:
        """Every declaration of a kind, in the order of files and lines."""
        return [each for _, each in self.declarations if isinstance(each, kind)]

    def words(self, word: str) -> dict[str, str]:
        """Titles of the tags, items, causes or findings."""
        return {each.name.text: each.title.text for each in self.all(tree.Word) if each.word == word}


def texts(package: str) -> Iterator[tuple[str, str]]:
    """Name and text of each file of a shipped package, without its tests and the packages inside it."""
    folder = ROOT / "rulesets" / package
    for path in sorted(folder.rglob("*.cxr")):
        if path.is_relative_to(folder / "guidelines") or path.is_relative_to(folder / "tests"):
            continue
        yield path.relative_to(folder).as_posix(), path.read_text("utf-8")


@cache
def read(package: str) -> Package:
    """Parses a shipped package, by its folder under rulesets/."""
    found: list[tuple[str, tree.Declaration]] = []
    for name, text in texts(package):
        file, problems = parse(Source(name, text))
        assert not problems, f"{package}/{name}: {problems}"
        found += [(name, declaration) for declaration in file.declarations]
    return Package(found)


@cache
def reference(name: str) -> Any:  # noqa: ANN401 - data of a shape that only the tests know
    """A file of reference data; skips the test where the data is not beside the project."""
    path = REFERENCE / name
    if not path.is_file():
        pytest.skip(f"the reference data is not here: no ../shared/reference/{name}")
    return yaml.safe_load(path.read_text("utf-8"))


def numbers(shows: tree.Shows | None) -> list[int]:
    """The outcomes or achievements that something shows."""
    return [int(each.text) for each in shows.numbers] if shows else []


def clause(criterion: tree.Criterion, kind: type[Kind]) -> Kind | None:
    """The clause of a kind that a criterion has, or None."""
    return next((each for each in criterion.clauses if isinstance(each, kind)), None)


def listed(names: tree.Names) -> list[str]:
    """Names with ranges spelt out, where a range runs over the last number of an id."""
    found: list[str] = []
    for name in names:
        if isinstance(name, tree.Leaf):
            found.append(name.text)
            continue
        stem, first = name.first.text.rsplit(".", 1)
        last = name.last.text.rsplit(".", 1)[1]
        found += [f"{stem}.{number}" for number in range(int(first), int(last) + 1)]
    return found
