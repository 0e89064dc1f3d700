"""Overlays title what is worked out, judged and stated beside ratings, and elements, views and contexts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cxrules import api
from cxrules.exchange.overlay import read_overlay
from cxrules.text import Source
from cxrules.workspace.overlaid import over_plan, over_ruleset
from cxrules.workspace.overlays import names_in_plan, names_of, strange_names
from tests.cli import grown

if TYPE_CHECKING:
    from pathlib import Path

    from cxrules.model.overlay import Overlay

NAMES = (
    *("P.1.B.1", "fine", "state", "together", "neglected", "rain", "tools", "sure"),
    *("spring", "drought", "fungus", "roses", "small", "club"),
)


@pytest.fixture
def garden(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The place of the model."""
    monkeypatch.setenv("CXRULES_CACHE", "off")
    (tmp_path / "garden.cxr").write_text(grown.MODEL, encoding="utf-8")
    return tmp_path / "garden.cxr"


@pytest.fixture
def overlay() -> Overlay:
    """A title of ours for each of the names."""
    titles = ", ".join(f"{name}: Our {name}" for name in NAMES)
    found, problems = read_overlay(Source("o.yaml", f"model: garden\ntitles: {{{titles}}}\n"), "o.yaml")
    assert not problems
    assert found is not None
    return found


def test_every_title_of_a_model_is_replaced(garden: Path, overlay: Overlay) -> None:
    ruleset = api.ruleset(garden)
    assert not strange_names(overlay, names_of(ruleset))
    laid = over_ruleset(ruleset, [overlay])
    titles = {part.id: part.title for each in laid.capabilities.values() for part in each.parts}
    titles |= {each.id: each.title for each in (*laid.values, *laid.decisions)}
    for named in (laid.judgements, laid.inputs, laid.facets, laid.scopes, laid.profiles, laid.organisations):
        titles |= {name: each.title for name, each in named.items()}
    titles |= {**laid.contexts, **laid.findings, **laid.set_titles}
    assert {name: titles[name] for name in NAMES} == {name: f"Our {name}" for name in NAMES}
    assert titles["P.1.B.2"] == "Wild roses"


def test_every_title_of_a_plan_is_replaced(garden: Path, overlay: Overlay) -> None:
    plan = api.load(garden).plan
    strange = {each.message.split()[-1].rstrip(".") for each in strange_names(overlay, names_in_plan(plan))}
    assert strange == {"roses", "small"}  # these a plan does not name
    laid = over_plan(plan, [overlay])
    assert laid.title("P.1.B.1") == "Our P.1.B.1"
    assert {each.title for each in laid.values if each.name == "fine"} == {"Our fine"}
    assert laid.organisations[0].title == "Our club"
    assert laid.answers.contexts["drought"] == "Our drought"
    assert laid.answers.inputs["rain"][3] == "Our rain"
    assert laid.answers.inputs["P.1.tools"][3] == "Our tools"
    assert [each.node for each in laid.values] == [each.node for each in plan.values]
