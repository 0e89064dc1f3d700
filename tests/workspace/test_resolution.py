"""Which versions go together, and what is told where none do."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import given, strategies as st

from cxrules.model.version import read_range, within
from tests.workspace.shelves import chosen, put, told, underlined

if TYPE_CHECKING:
    from pathlib import Path


def test_the_highest_version_that_fits_is_taken(tmp_path: Path) -> None:
    for version in ("1.0.0", "1.4.0", "1.10.0", "2.0.0"):
        put(tmp_path / f"b-{version}", "b", version)
    assert chosen(put(tmp_path / "a", "a", "1.0.0", "uses rules b version ^1")) == ({"b": "1.10.0"}, [])
    assert chosen(put(tmp_path / "c", "c", "1.0.0", "uses rules b version >=1")) == ({"b": "2.0.0"}, [])


def test_everyone_who_asks_has_a_say(tmp_path: Path) -> None:
    for version in ("1.2.0", "1.4.0", "1.6.0"):
        put(tmp_path / f"b-{version}", "b", version)
    put(tmp_path / "c", "c", "1.0.0", "uses rules b version <1.5")
    root = put(tmp_path / "a", "a", "1.0.0", "uses rules b version ^1", "uses rules c version ^1")
    assert chosen(root) == ({"b": "1.4.0", "c": "1.0.0"}, [])


def test_a_lower_version_is_taken_where_the_higher_leads_nowhere(tmp_path: Path) -> None:
    put(tmp_path / "b", "b", "1.0.0")
    put(tmp_path / "c1", "c", "1.0.0", "uses rules b version ^1")
    put(tmp_path / "c2", "c", "1.1.0", "uses rules b version ^2")
    put(tmp_path / "c3", "c", "1.2.0", "uses rules gone version ^1")
    root = put(tmp_path / "a", "a", "1.0.0", "uses rules c version ^1")
    assert chosen(root) == ({"c": "1.0.0", "b": "1.0.0"}, [])


def test_a_conflict_names_who_asks_for_what_and_what_was_found(tmp_path: Path) -> None:
    put(tmp_path / "b1", "b", "1.4.0")
    put(tmp_path / "b2", "b", "2.0.0")
    put(tmp_path / "c", "c", "1.0.0", "uses rules b version ^2")
    root = put(tmp_path / "a", "a", "1.0.0", "uses rules b version ^1", "uses rules c version ^1")
    _, (problem,) = chosen(root)
    message = "No version of b fits all who use it: a asks for ^1, c asks for ^2."
    assert (problem.code, problem.message) == ("CX0208", message)
    assert problem.hint == "Found: 2.0.0 (beside), 1.4.0 (beside)."
    assert underlined(problem) == [("c/rules.cxr", "b"), ("a/rules.cxr", "b")]
    assert [each.message for each in problem.related] == ["a asks for ^1 here"]


def test_everything_that_cannot_be_had_is_told_at_once(tmp_path: Path) -> None:
    put(tmp_path / "b", "b", "1.4.0")
    uses = ("uses rules b version ^2", "uses rules e version ^1", "uses model b version ^1")
    _, problems = chosen(put(tmp_path / "a", "a", "1.0.0", *uses))
    assert told(problems) == [
        ("CX0205", "b is here in version 1.4.0; version ^2 is asked for."),
        ("CX0204", "The rules e is not found."),
        ("CX0204", "The model b is not found."),
    ]


def test_what_need_not_be_there_is_left_out(tmp_path: Path) -> None:
    root = put(tmp_path / "a", "a", "1.0.0", "uses rules b version ^1 if installed")
    assert chosen(root) == ({}, [])
    put(tmp_path / "b", "b", "1.0.0")
    assert chosen(root) == ({"b": "1.0.0"}, [])


def test_rules_go_with_the_model_that_they_are_made_for(tmp_path: Path) -> None:
    root = put(tmp_path / "m", "m", "4.0.0", "uses rules r version >=1", kind="model")
    put(tmp_path / "r1", "r", "1.0.0", "for model m version ^4")
    put(tmp_path / "r2", "r", "2.0.0", "for model m version ^5")
    assert chosen(root) == ({"r": "1.0.0"}, [])
    (tmp_path / "r1" / "rules.cxr").unlink()
    _, (problem,) = chosen(root)
    assert problem.message == "r is made for m ^5; this is 4.0.0."
    assert underlined(problem) == [("r2/rules.cxr", "m")]


@pytest.mark.parametrize("length", [1, 2, 4])
def test_a_circle_is_shown_as_its_path(length: int, tmp_path: Path) -> None:
    names = [f"p{place}" for place in range(length)]
    for place, name in enumerate(names):
        following = names[(place + 1) % length]
        put(tmp_path / name, name, "1.0.0", f"uses rules {following} version ^1")
    _, (problem,) = chosen(tmp_path / "p0")
    path = " → ".join([*names, "p0"])
    assert (problem.code, problem.message) == ("CX0209", f"p0 uses itself: {path}.")
    assert len(underlined(problem)) == length


def test_rules_that_are_checked_alone_make_no_circle_with_their_model(tmp_path: Path) -> None:
    put(tmp_path / "m", "m", "4.0.0", "uses rules r version ^1", kind="model")
    root = put(tmp_path / "r", "r", "1.0.0", "for model m version ^4")
    assert chosen(root) == ({"m": "4.0.0"}, [])


def test_a_diamond_that_fits_is_one_package(tmp_path: Path) -> None:
    put(tmp_path / "d", "d", "1.5.0")
    put(tmp_path / "b", "b", "1.0.0", "uses rules d version ^1")
    put(tmp_path / "c", "c", "1.0.0", "uses rules d version ~1.5")
    root = put(tmp_path / "a", "a", "1.0.0", "uses rules b version ^1", "uses rules c version ^1")
    assert chosen(root) == ({"b": "1.0.0", "c": "1.0.0", "d": "1.5.0"}, [])


# --------------------------------------------------------- against every combination there is

NAMES = ("b", "c", "d")
VERSIONS = ("1.0.0", "1.1.0", "2.0.0")
RANGES = ("^1", "^2", ">=1", "<2", "1.0")


class Shelf(NamedTuple):
    """What each version of each package uses, by name and version; `main` is used by nobody."""

    main: dict[str, str]
    others: dict[tuple[str, str], dict[str, str]]


uses = st.dictionaries(st.sampled_from(NAMES), st.sampled_from(RANGES), max_size=2)
shelves = st.builds(
    Shelf, uses, st.dictionaries(st.tuples(st.sampled_from(NAMES), st.sampled_from(VERSIONS)), uses)
)


def _holds(asked: dict[str, str], taken: dict[str, str]) -> bool:
    return all(
        name in taken and within(taken[name], read_range(range_) or ()) for name, range_ in asked.items()
    )


def _combinations(shelf: Shelf) -> list[dict[str, str]]:
    """Every choice of versions in which all who are there have what they ask for."""
    there = [[None, *(version for name, version in shelf.others if name == wanted)] for wanted in NAMES]
    all_of = [
        {name: version for name, version in zip(NAMES, each, strict=True) if version}
        for each in product(*there)
    ]
    return [
        taken
        for taken in all_of
        if all(
            _holds(asked, taken) for asked in (shelf.main, *(shelf.others[each] for each in taken.items()))
        )
    ]


@given(shelves)
def test_what_can_be_had_is_found_and_nothing_else_is(
    tmp_path_factory: pytest.TempPathFactory, shelf: Shelf
) -> None:
    folder = tmp_path_factory.mktemp("shelf")
    for (name, version), asked in shelf.others.items():
        put(folder / f"{name}-{version}", name, version, *_lines(asked))
    root = put(folder / "a", "a", "1.0.0", *_lines(shelf.main))
    taken, problems = chosen(root)
    wrong = [each for each in problems if each.code != "CX0209"]
    possible = _combinations(shelf)
    assert bool(wrong) is not bool(possible)
    if possible:
        assert taken in possible
        first = next(iter(shelf.main), None)  # the first that is asked for is as high as it can be
        if first is not None:
            assert taken[first] == max(each[first] for each in possible if first in each)


def _lines(asked: dict[str, str]) -> list[str]:
    return [f"uses rules {name} version {range_}" for name, range_ in asked.items()]
