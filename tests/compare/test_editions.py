"""Automotive SPICE 3.1 and 4.0: with the rename map as the facts have it, and how well it goes without."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from cxrules.compare.versions.element import RATED
from cxrules.compare.versions.matching import match
from cxrules.reports.difference import data
from cxrules.workspace.versions import Versions, versions
from tests.rulesets.reading import reference

if TYPE_CHECKING:
    import pytest

    from cxrules.compare.versions.matching import Matching

FATES = {
    "same": "same",
    "renamed_to": "renamed",
    "merged_into": "merged",
    "split_into": "split",
    "dropped": "removed",
    "new_meaning": "new-meaning",
}


class Fact(NamedTuple):
    fate: str
    to: tuple[str, ...]
    id_in_new: str


def facts() -> dict[str, Fact]:
    """What became of each id; skips the test where the facts are not beside the project."""
    rows = reference("automotive-spice-3.1.yaml")["changes_to_4_0"]["items"]
    return {
        dotted(row["from"]): Fact(FATES[row["fate"]], tuple(map(dotted, row["to"])), row["id_in_4_0"])
        for row in rows
    }


def dotted(name: str) -> str:
    return name.replace(" ", ".")


@cache
def both(changes: str | None) -> Versions:
    found, problems = versions("automotive-spice@3.1", "automotive-spice@4.0", changes)
    assert found is not None, problems
    return found


@cache
def matching(changes: str | None) -> Matching:
    found = both(changes)
    return match(found.old.ruleset, found.new.ruleset, found.known)


class Score(NamedTuple):
    """Shares of what is told that is right, and of what is right that is told."""

    matches_precision: float
    matches_recall: float
    reuse_precision: float
    reuse_recall: float


def score() -> Score:
    """How well ids are matched without the map, and how well reuse is suspected."""
    known, found = facts(), matching("none")
    rows = {key.id: row for key, row in found.rows.items() if key.kind in RATED}
    told = {(name, key.id) for name in known for key in rows[name].new}
    right = {(name, to) for name, fact in known.items() for to in fact.to}
    suspected = {key.id for key in found.reused if key.kind in RATED}
    reused = {name for name, fact in known.items() if fact.id_in_new == "reused"}
    return Score(
        len(told & right) / len(told),
        len(told & right) / len(right),
        len(suspected & reused) / len(suspected),
        len(suspected & reused) / len(reused),
    )


def test_with_the_map_all_ids_are_as_the_facts_have_them() -> None:
    rows = {key.id: row for key, row in matching(None).rows.items() if key.kind in RATED}
    told = {name: (row.fate, tuple(key.id for key in row.new)) for name, row in rows.items()}
    assert told == {name: (fact.fate, fact.to) for name, fact in facts().items()}
    assert len(told) == 348


def test_with_the_map_reuse_is_as_the_facts_have_it() -> None:
    reused = {key.id for key in matching(None).reused if key.kind in RATED}
    assert reused == {name for name, fact in facts().items() if fact.id_in_new == "reused"}
    assert len(reused) == 98


def test_without_the_map_most_matches_and_nearly_all_reuse_are_found(
    capsys: pytest.CaptureFixture[str],
) -> None:
    found = score()
    with capsys.disabled():
        told = ", ".join(f"{name.replace('_', ' ')} {value:.3f}" for name, value in found._asdict().items())
        print(f"\n3.1 to 4.0 without a rename map: {told}")  # noqa: T201 - what is measured
    assert found.matches_precision >= 0.85
    assert found.matches_recall >= 0.72
    assert found.reuse_precision >= 0.86
    assert found.reuse_recall >= 0.90


def test_verdicts_need_no_solver_where_the_measurement_framework_is_one() -> None:
    difference = both(None).difference()
    document: dict[str, Any] = data(difference)
    assert document["proof"]["alike"] == document["proof"]["claims"]
    assert document["version"] == "breaking"
    assert document["honoured"]
    assert len(document["removed"]) == 112
    assert len(document["renamed"]) == 75
    assert len(document["reused"]) == 98
    assert {pair[0] for pair in document["split"]} == {
        name for name, fact in facts().items() if fact.fate == "split"
    }
