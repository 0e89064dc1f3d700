"""CMMI for Development holds every id, level and count of the published model, and its rating rules."""

from __future__ import annotations

from itertools import combinations_with_replacement
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from cxrules.workspace.checking import check_path
from tests.rulesets.cmmi_cases import (
    HIGHEST_TITLE,
    dotted,
    evaluated,
    model,
    organisation,
    rolled_up,
    ruleset,
)
from tests.rulesets.reading import reference, texts

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

MODEL = "cmmi-dev"
SCALE = ["NY", "NI", "PI", "LI", "FI"]
AREAS, GOALS, PRACTICES, GENERIC = 22, 49, 167, 13


def _facts() -> Any:  # noqa: ANN401 - data of a shape that only the tests know
    return reference("cmmi-dev-1.3.yaml")


def _areas() -> list[dict[str, Any]]:
    areas: list[dict[str, Any]] = _facts()["model"]["process_areas"]
    return areas


def test_counts() -> None:
    counts = _facts()["model"]["counts"]
    held = ruleset(MODEL)
    areas = held.capabilities.values()
    assert len(held.capabilities) == counts["process_areas"] == AREAS
    assert sum(len(each.parts) for each in areas) == counts["specific_goals"] == GOALS
    assert sum(len(each.criteria) for each in areas) == counts["specific_practices"] == PRACTICES
    assert len(held.attributes) == counts["generic_goals"]
    generic = sum(len(each.practices) for each in held.attributes.values())
    assert generic == counts["generic_practices"] == GENERIC


def test_areas_with_name_and_category() -> None:
    held = ruleset(MODEL)
    found = {
        name: (each.title, held.groups[each.group or ""].title) for name, each in held.capabilities.items()
    }
    assert found == {each["id"]: (each["name"], each["category"]) for each in _areas()}
    for category, names in _facts()["model"]["areas_per_category"].items():
        assert sorted(names) == sorted(name for name, (_, group) in found.items() if group == category)


def test_goals_with_their_practices() -> None:
    held = {
        goal.id: (goal.kind, goal.title, list(goal.criteria))
        for each in ruleset(MODEL).capabilities.values()
        for goal in each.parts
    }
    assert held == {
        dotted(area["id"], goal["id"]): (
            "goal",
            goal["title"],
            [dotted(area["id"], each["id"]) for each in goal["practices"]],
        )
        for area in _areas()
        for goal in area["goals"]
    }
    for area in _areas():
        assert (len(area["goals"]), sum(len(goal["practices"]) for goal in area["goals"])) == (
            area["n_goals"],
            area["n_practices"],
        )


def test_titles_of_practices() -> None:
    held = {each.id: each.title for area in ruleset(MODEL).capabilities.values() for each in area.criteria}
    assert held == {
        dotted(area["id"], each["id"]): each["title"]
        for area in _areas()
        for goal in area["goals"]
        for each in goal["practices"]
    }
    assert max(map(len, held.values())) < HIGHEST_TITLE


def test_generic_goals_with_their_practices() -> None:
    held = {
        each.id: (each.title, each.level, [(one.id, one.title) for one in each.practices])
        for each in ruleset(MODEL).attributes.values()
    }
    assert held == {
        goal["id"].replace(" ", "."): (
            goal["title"],
            goal["capability_level"],
            [(each["id"].replace(" ", "."), each["title"]) for each in goal["practices"]],
        )
        for goal in _facts()["model"]["generic_goals"]
    }


def test_areas_of_each_maturity_level() -> None:
    stages = _facts()["model"]["areas_per_maturity_level"]
    sets = ruleset(MODEL).sets
    assert {level: sorted(names) for level, names in stages.items()} == {
        level: sorted(sets[f"ml{level}"]) for level in stages
    }
    for area in _areas():
        assert area["id"] in sets[f"ml{area['maturity_level']}"]


def test_names_of_levels() -> None:
    facts, plan = _facts()["model"], model(MODEL).plan
    assert plan.level_names == facts["capability_levels"]
    for each in plan.organisations:
        assert each.levels == facts["maturity_levels"]


def test_targets_ask_for_what_equivalent_staging_asks() -> None:
    rows = {row["ml"]: row["min_cl"] for row in _facts()["rules"]["equivalent_staging"]["rows"]}
    stages = _facts()["model"]["areas_per_maturity_level"]
    for name, target in model(MODEL).plan.targets.items():
        wanted = int(name.removeprefix("ml"))
        areas = [area for level, names in stages.items() if level <= wanted for area in names]
        assert target.levels == dict.fromkeys(areas, rows[wanted]), name


def test_support_of_generic_practices_is_told() -> None:
    """As advice: in comments beside the practices."""
    (text,) = (text for name, text in texts(MODEL) if name == "generic-practices.cxr")
    for row in _facts()["model"]["generic_practice_support"]["rows"]:
        by = row["by_area"] if row["by_practice"] is None else dotted(row["by_area"], row["by_practice"])
        line = text.index(f"practice {row['gp'].replace(' ', '.')} ")
        before = text[text[:line].rfind("}") + 1 : line]
        assert by in before, row


def test_what_is_recalled_says_so() -> None:
    held = dict(texts(MODEL))
    rules = _facts()["rules"]
    assert rules["ou_aggregation_v1_3"]["certainty"] == "recalled, check"
    assert held["roll-up.cxr"].count('source "Recalled, to be checked') == len(model(MODEL).plan.methods)
    assert held["maturity.cxr"].count('source "Recalled, to be checked') == 2
    assert held["checks.cxr"].count('source "Recalled, to be checked') == len(model(MODEL).plan.rule_texts)
    assert rules["instance_v1_3"]["certainty"] == "recalled, check"
    remark = held["checks.cxr"].partition("\nweakness needed")[0].rpartition("\n\n")[2]
    assert "Recalled, to be checked" in remark


# --------------------------------------------------------------------------------------- the rules


def _row_of(values: tuple[str, ...]) -> tuple[str, str]:
    """The table of version 1.3, read again from the words of the reference."""
    held = set(values)
    if len(held) == 1:
        return (values[0], values[0])
    if held & {"LI", "FI"} and held & {"PI", "NI"}:
        return ("PI", "LI")
    one = next(value for value in ("PI", "LI", "NI", "FI") if value in held)
    return (one, one)


@pytest.mark.parametrize("count", [2, 3, 4])
def test_every_mixture_of_instances(count: int) -> None:
    mixtures = list(combinations_with_replacement(SCALE, count))
    assert rolled_up(MODEL, SCALE, mixtures) == {mixture: _row_of(mixture) for mixture in mixtures}


def _rows(table: str, method: str, cases: Mapping[str, tuple[str, ...]]) -> None:
    """Each row of a table of the reference at a mixture of three that falls under it."""
    rows = {row["if"]: row["then"] for row in _facts()["rules"][table]["rows"]}
    assert sorted(rows) == sorted(cases)
    found = rolled_up(MODEL, SCALE, list(cases.values()), method)
    for row, mixture in cases.items():
        said = rows[row].partition(" by ")[0].replace(",", " or").replace("that value", mixture[0])
        words = sorted(said.split(" or "), key=SCALE.index)
        assert found[mixture] == (words[0], words[-1]), row


def test_rows_of_the_reference() -> None:
    cases = {
        "all same": ("LI", "LI", "LI"),
        "all FI or NY, >=1 FI": ("FI", "NY", "NY"),
        "all LI, FI or NY, >=1 LI": ("LI", "FI", "NY"),
        ">=1 of LI/FI and >=1 of PI/NI": ("FI", "NY", "PI"),
        "all PI, NI or NY, >=1 PI": ("PI", "NI", "NY"),
        "all NI or NY, >=1 NI": ("NI", "NI", "NY"),
        "all NY": ("NY", "NY", "NY"),
    }
    _rows("ou_aggregation_v1_3", "scampi-1.3", cases)


def test_older_rows_of_the_reference() -> None:
    cases = {
        "all same": ("PI", "PI", "PI"),
        "all FI or LI, not all same": ("LI", "FI", "FI"),
        "any PI, no NI": ("LI", "PI", "FI"),
        "any NI": ("FI", "NI", "PI"),
    }
    _rows("ou_aggregation_v1_1_v1_2", "scampi-1.2", cases)


_RATINGS = st.sampled_from(["FI", "FI", "FI", "FI", "FI", "LI", "PI", "NY", None])


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.data())
def test_both_ways_to_a_maturity_level_come_to_the_same(data: st.DataObject) -> None:
    plan = model(MODEL).plan
    ratings = dict.fromkeys((name for name in plan.subjects if plan.kind(name) != "attribute"), "FI")
    without = ("SAM",) if data.draw(st.booleans()) else ()
    for name in data.draw(st.lists(st.sampled_from(sorted(ratings)), max_size=3)):
        drawn = data.draw(_RATINGS)
        if drawn is None:
            del ratings[name]
        else:
            ratings[name] = drawn
    given = {name: rating for name, rating in ratings.items() if not name.startswith(without or ("?",))}
    levels = organisation(evaluated(MODEL, given, without=without))
    assert levels["staged"] == levels["equivalent"]


def test_capability_levels_follow_the_generic_goals() -> None:
    plan = model(MODEL).plan
    everything = {name: "FI" for name, each in plan.subjects.items() if each.capability == "CM"}
    for failing, level in (("CM.SP.1.1", 0), ("CM.GP.2.1", 1), ("CM.GP.3.1", 2)):
        assert evaluated(MODEL, {**everything, failing: "NI"}).levels()["CM"] == (level, level)
    assert evaluated(MODEL, everything).levels()["CM"] == (3, 3)


def test_a_weakness_is_wanted_below_the_top_and_not_of_what_is_not_reached(tmp_path: Path) -> None:
    path = tmp_path / "assessment.yaml"
    path.write_text(
        f"cxrules: 1\nassessment: a\nmodel: {model(MODEL).root}\n"
        "ratings: {CM.SP.1.1: LI, CM.SP.1.2: NY, CM.SP.1.3: FI, CM.GP.2.1: NI}\n",
        "utf-8",
    )
    assert [(each.code, each.message.split()[0]) for each in check_path(path)] == [
        ("CX0556", "CM.SP.1.1"),
        ("CX0556", "CM.GP.2.1"),
    ]


def test_a_generic_goal_is_not_rated_by_hand() -> None:
    """Its rating in the result is the one that its practices decide."""
    plan = model(MODEL).plan
    practices = {name: "FI" for name in plan.subjects if name.startswith("CM.GP.2.")}
    entry = next(each for each in evaluated(MODEL, practices).result()["capabilities"] if each["id"] == "CM")
    held = {each["id"]: each["rating"] for each in entry["attributes"]}
    assert held == {"GG.1": None, "GG.2": "satisfied", "GG.3": None}
