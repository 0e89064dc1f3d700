"""CMMI 3.0 holds every id, level, stage, count and title of the published model, and its rating rules."""

from __future__ import annotations

from itertools import combinations_with_replacement
from typing import Any

import pytest

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

MODEL = "cmmi"
SCALE = ["NC", "NY", "DM", "PM", "LM", "FM"]
AREAS, PRACTICES = 31, 276
HALF = 2


def _facts() -> Any:  # noqa: ANN401 - data of a shape that only the tests know
    return reference("cmmi-3.0.yaml")


def _areas() -> list[dict[str, Any]]:
    areas: list[dict[str, Any]] = _facts()["model"]["practice_areas"]
    return areas


def test_counts() -> None:
    totals = _facts()["model"]["totals"]
    held = ruleset(MODEL).capabilities
    assert len(held) == totals["areas"] == AREAS
    assert sum(len(each.criteria) for each in held.values()) == totals["practices"] == PRACTICES
    dev = [held[name] for name in ruleset(MODEL).scopes["development"].capabilities]
    assert len(dev) == totals["dev_areas"]
    levels = [each.level for area in dev for each in area.criteria]
    assert {level: levels.count(level) for level in totals["dev_practices_per_level"]} == totals[
        "dev_practices_per_level"
    ]
    assert len(levels) == totals["dev_practices"]


def test_areas_with_name_top_stage_and_place() -> None:
    held = ruleset(MODEL)
    found = {
        name: (
            each.title,
            each.top,
            each.numbers.get("stage"),
            held.groups[each.group].title if each.group else None,
        )
        for name, each in held.capabilities.items()
    }
    assert found == {
        each["id"]: (each["name"], each["max_level"], each["staged_ml"], each["capability_area"])
        for each in _areas()
    }
    category = {
        name: held.groups[held.groups[each.group].parent or ""].title
        for name, each in held.capabilities.items()
        if each.group
    }
    assert category == {each["id"]: each["category"] for each in _areas() if each["category"]}


def test_practices_with_title_and_level() -> None:
    held = {
        each.id: (each.title, each.level)
        for area in ruleset(MODEL).capabilities.values()
        for each in area.criteria
    }
    wanted = {}
    for area in _areas():
        for each in area["practices"]:
            number = each["id"].split()[1]
            unpublished = f"Practice {number}, title not published openly"
            wanted[dotted(area["id"], each["id"])] = (each.get("title", unpublished), int(number[0]))
    assert held == wanted
    assert max(len(title) for title, _ in held.values()) < HIGHEST_TITLE


def test_practice_groups_hold_the_practices_of_their_level() -> None:
    for area in _areas():
        held = {part.id: len(part.criteria) for part in ruleset(MODEL).capabilities[area["id"]].parts}
        assert held == {
            f"{area['id']}.PG.{level}": count for level, count in area["counts_per_level"].items()
        }
        for part in ruleset(MODEL).capabilities[area["id"]].parts:
            assert all(each.startswith(f"{area['id']}.{part.id[-1]}.") for each in part.criteria)


def test_views() -> None:
    views = _facts()["model"]["model_views"]
    held = {
        name: set(each.capabilities) for name, each in ruleset(MODEL).scopes.items() if each.kind == "view"
    }
    core = set(views["core"])
    assert held.pop("core") == core
    suppliers = set(views["domains"]["Suppliers"])
    assert held.pop("development-with-suppliers") == core | suppliers | set(views["domains"]["Development"])
    assert held == {name.lower(): core | set(areas) for name, areas in views["domains"].items()}
    assert next(iter(model(MODEL).plan.answers.views)) == "core"


def test_the_number_of_unstaged_areas_is_told() -> None:
    (text,) = (text for name, text in texts(MODEL) if name == "maturity.cxr")
    comment = text[: text.index("property stage")]
    assert all(each["id"] in comment for each in _areas() if each["staged_ml"] is None)


# --------------------------------------------------------------------------------------- the rules


def _row_of(values: tuple[str, ...]) -> tuple[str, str]:
    """The table, read again from the words of the reference."""
    held, weak = set(values), sum(value in {"PM", "DM"} for value in values)
    if "NC" in held or len(held) == 1:
        return (min(values, key=SCALE.index),) * 2
    if held & {"LM", "FM"} and weak:
        return ("PM", "PM") if HALF * weak >= len(values) else ("PM", "LM")
    if "PM" in held:
        return ("DM", "PM")
    one = next(value for value in ("LM", "DM", "FM") if value in held)
    return (one, one)


@pytest.mark.parametrize("count", [2, 3, 4])
def test_every_mixture_of_instances(count: int) -> None:
    mixtures = list(combinations_with_replacement(SCALE, count))
    assert rolled_up(MODEL, SCALE, mixtures) == {mixture: _row_of(mixture) for mixture in mixtures}


def test_the_published_example() -> None:
    assert "(NY,FM,PM)" in _facts()["rules"]["ou_note"]
    example = ("NY", "FM", "PM")
    assert rolled_up(MODEL, SCALE, [example]) == {example: ("PM", "LM")}


def test_what_maturity_level_5_asks_of_each_area() -> None:
    """Each area at its own highest level, and not one practice less."""
    targets = {name: level for name, level in _facts()["rules"]["ml5_targets"].items() if name != "certainty"}
    held = ruleset(MODEL).capabilities
    assert targets == {name: held[name].top for name in targets}
    areas = ruleset(MODEL).scopes["development-with-suppliers"].capabilities
    assert set(targets) == set(areas)
    ratings = {each.id: "FM" for name in areas for each in held[name].criteria}
    view = "development-with-suppliers"
    assert organisation(evaluated(MODEL, ratings, view=view))["staged"] == (5, 5)


@pytest.mark.parametrize("stage", [2, 3])
def test_areas_count_from_their_stage_on(stage: int) -> None:
    view = "development-with-suppliers"
    held = ruleset(MODEL).capabilities
    areas = ruleset(MODEL).scopes[view].capabilities
    ratings = {each.id: "FM" for name in areas for each in held[name].criteria}
    for area in _areas():
        if area["staged_ml"] == stage and area["id"] in areas and area["id"] not in {"II", "GOV"}:
            found = organisation(evaluated(MODEL, {**ratings, f"{area['id']}.1.1": "DM"}, view=view))
            assert found["staged"] == (stage - 1, stage - 1), area["id"]
            assert found["profile"] == (0, 0), area["id"]


def test_areas_with_practices_of_level_4_and_5() -> None:
    rules = _facts()["rules"]
    tops = {name: each.top or 0 for name, each in ruleset(MODEL).capabilities.items()}
    fours = [name for name, top in tops.items() if top >= 4]
    assert sorted(fours) == sorted(rules["areas_with_level_4_practices"])
    assert sorted(name for name, top in tops.items() if top == 5) == sorted(
        rules["areas_with_level_5_practices"]
    )


def test_a_view_without_ratings_is_open_and_not_failed() -> None:
    ratings = {each.id: "FM" for each in ruleset(MODEL).capabilities["CM"].criteria}
    levels = organisation(evaluated(MODEL, ratings, view="development"))
    assert levels == {"staged": (0, 5), "profile": (0, 3)}
