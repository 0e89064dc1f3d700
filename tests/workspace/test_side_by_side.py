"""Two versions of one model: each is found, and keeps what its own packages bring along."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from cxrules import api
from cxrules.workspace.cache import plan_at
from cxrules.workspace.loading import load_ruleset
from cxrules.workspace.locate import find_model
from cxrules.workspace.roots import roots_of
from cxrules.workspace.wishes import wishes_for
from cxrules.workspace.wording import wording_for
from tests.workspace.shelves import put, put_assessment, put_model

if TYPE_CHECKING:
    from pathlib import Path

    from cxrules.plan import Plan


def plan(root: Path) -> Plan:
    found, problems = plan_at(root)
    assert found is not None, problems
    return found


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two versions of a model, each with costs, words, and rules in a version of their own."""
    for version, cost in (("3.1.0", 3), ("4.0.0", 4)):
        first = version[0]
        put(tmp_path / f"house-{first}", "house", version)
        root = put_model(tmp_path / f"m-{first}", "m", version, f"uses rules house version ^{first}")
        (root / "roadmap.yaml").write_text(f"cxrules-wishes: 1\ncosts: {{default: {cost}}}\n", "utf-8")
        (root / "wording").mkdir()
        (root / "wording" / "en.yaml").write_text(f"strength.none: Nothing in {version}.\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_roadmap_takes_the_costs_of_the_version_of_each_assessment(shelf: Path) -> None:
    files = [put_assessment(shelf / f"{each[0]}.yaml", f"m@{each}") for each in ("3.1", "4.0")]
    evaluations = [api.evaluate(each) for each in files]
    found = wishes_for(evaluations, None)
    assert found.wishes is not None
    costs = [
        found.wishes.costs_for(each.plan.reference).of("A.BP1", "criterion", "F") for each in evaluations
    ]
    assert [each.cost for each in costs] == [Fraction(3), Fraction(4)]


def test_words_are_those_of_the_version(shelf: Path) -> None:
    for version in ("3.1.0", "4.0.0"):
        wording = wording_for(plan(shelf / f"m-{version[0]}"), "en").wording
        assert wording is not None
        assert wording.template("strength.none") == f"Nothing in {version}."


def test_what_a_version_uses_is_found_in_the_version_it_uses(shelf: Path) -> None:
    for first, other in (("3", "4"), ("4", "3")):
        roots = [*roots_of(plan(shelf / f"m-{first}"), f"m@{first}", shelf)]
        assert roots[-1] == shelf / f"m-{first}"
        assert shelf / f"house-{first}" in roots
        assert shelf / f"house-{other}" not in roots


def test_ratings_without_a_file_are_of_the_version_they_were_read_with(shelf: Path) -> None:
    table = shelf / "ratings.csv"
    table.write_text("subject,rating\nA.BP1,F\n", "utf-8")
    evaluation = api.evaluate(table, api.load("m@3.1"))
    assert evaluation.assessment.model == "m@3.1.0"
    assert evaluation.result()["model"]["version"] == "3.1.0"


# ------------------------------------------------------------------------------ the shipped ones


@pytest.mark.parametrize(
    ("reference", "version", "subject"),
    [
        ("automotive-spice", "4.0.0", "VAL.1"),
        ("automotive-spice@4", "4.0.0", "VAL.1"),
        ("automotive-spice@3", "3.1.0", "SUP.7"),
        ("automotive-spice@3.1", "3.1.0", "SUP.7"),
        ("automotive-spice@3.1.0", "3.1.0", "SUP.7"),
    ],
)
def test_a_version_of_automotive_spice_by_name(reference: str, version: str, subject: str) -> None:
    ruleset, problems = load_ruleset(reference)
    assert problems == []
    assert ruleset is not None
    assert ruleset.version == version
    assert subject in ruleset.capabilities


def test_the_guidelines_are_for_4_0_and_not_for_3_1() -> None:
    old, new = (load_ruleset(f"automotive-spice@{each}")[0] for each in ("3.1", "4.0"))
    assert old is not None
    assert new is not None
    assert old.rules == {}
    assert len(new.rules) == 253
    guidelines, _ = load_ruleset("automotive-spice-guidelines")
    assert guidelines is not None


def test_both_rest_on_the_same_levels_and_attributes() -> None:
    old, new = (load_ruleset(f"automotive-spice@{each}")[0] for each in ("3.1", "4.0"))
    assert old is not None
    assert new is not None
    assert old.levels == new.levels
    names = [
        {each.id: (each.title, each.level) for each in model.attributes.values()} for model in (old, new)
    ]
    assert set(names[0].items()) ^ set(names[1].items()) == {
        ("PA.2.1", ("Performance management", 2)),
        ("PA.2.1", ("Process performance management", 2)),
    }


def test_a_version_that_does_not_ship_is_told_with_those_that_do() -> None:
    root, (problem,) = find_model("automotive-spice@3.0")
    assert root is None
    assert problem.message == "automotive-spice is here in version 4.0.0, 3.1.0, not 3.0."
