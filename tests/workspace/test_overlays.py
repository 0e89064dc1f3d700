"""Overlays change what is read and nothing else. The texts here are invented."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from cxrules import api
from cxrules.exchange.overlay import read_overlay
from cxrules.text import Source
from cxrules.workspace.cache import plan_at
from cxrules.workspace.checking import check_path
from cxrules.workspace.loading import load_ruleset
from cxrules.workspace.locate import find_model
from cxrules.workspace.overlaid import over_evaluation, over_plan, over_ruleset, text_of
from cxrules.workspace.overlays import names_in_plan, names_of, overlays_for, strange_names

if TYPE_CHECKING:
    from pathlib import Path

    from cxrules.model.overlay import Overlay
    from cxrules.plan import Plan

WORDS = "Zanzibar"


def overlay(text: str, name: str = "o.yaml") -> Overlay:
    """An overlay that stands as text in a test."""
    read, problems = read_overlay(Source(name, f"model: automotive-spice\n{text}\n"), name)
    assert read is not None, problems
    return read


ALL = overlay(
    f"""
title: {WORDS} model
titles: {{SWE.1: {WORDS} process, SWE.1.BP1: {WORDS} practice, GP.2.1.1: {WORDS} generic,
  vda-cl2: {WORDS} aim, SUP.1.RL.3: {WORDS} rule, SWE: {WORDS} group, trace: {WORDS} tag}}
attributes: {{PA.2.1: {WORDS} attribute}}
levels: {{1: {WORDS} level}}
ratings: {{F: {WORDS} rating}}
texts: {{SWE.1.BP1: {WORDS} text}}
"""
)


@pytest.fixture(scope="module")
def plan() -> Plan:
    """The plan of the shipped model."""
    root, _ = find_model("automotive-spice")
    assert root is not None
    plan, _ = plan_at(root)
    assert plan is not None
    return plan


def test_every_kind_of_title_of_a_plan_is_replaced(plan: Plan) -> None:
    laid = over_plan(plan, [ALL])
    assert laid.model_title == f"{WORDS} model"
    assert laid.title("SWE.1") == f"{WORDS} process"
    assert laid.title("SWE.1.BP1") == f"{WORDS} practice"
    assert laid.title("SYS.2.PA.2.1") == laid.title("SWE.1.PA.2.1") == f"{WORDS} attribute"
    assert laid.title("SYS.2.GP.2.1.1") == f"{WORDS} generic"
    assert laid.level_names[1] == f"{WORDS} level"
    assert dict(laid.scale_values)["F"] == f"{WORDS} rating"
    assert laid.targets["vda-cl2"].title == f"{WORDS} aim"
    assert laid.rule_texts["SUP.1.RL.3"].title == f"{WORDS} rule"
    assert laid.title("SWE.1.BP2") == plan.title("SWE.1.BP2")


def test_every_kind_of_title_of_a_model_is_replaced() -> None:
    ruleset, _ = load_ruleset("automotive-spice")
    assert ruleset is not None
    laid = over_ruleset(ruleset, [ALL])
    assert laid.title == f"{WORDS} model"
    assert laid.capabilities["SWE.1"].title == f"{WORDS} process"
    assert laid.capabilities["SWE.1"].criteria[0].title == f"{WORDS} practice"
    assert laid.attributes["PA.2.1"].title == f"{WORDS} attribute"
    assert laid.attributes["PA.2.1"].practices[0].title == f"{WORDS} generic"
    assert laid.groups["SWE"].title == f"{WORDS} group"
    assert laid.tags["trace"] == f"{WORDS} tag"
    assert [level.title for level in laid.levels if level.order == 1] == [f"{WORDS} level"]
    assert [list(ruleset.capabilities), list(ruleset.rules)] == [list(laid.capabilities), list(laid.rules)]


def test_the_last_overlay_that_says_something_counts(plan: Plan) -> None:
    later = overlay("titles: {SWE.1: Later}\ntexts: {SWE.1: Later}")
    laid = over_plan(plan, [ALL, later])
    assert (laid.title("SWE.1"), laid.title("SWE.1.BP1")) == ("Later", f"{WORDS} practice")
    assert text_of([ALL, later], "SWE.1") == "Later"
    assert text_of([ALL, later], "SWE.1.GP.2.1.1", "SWE.1.BP1") == f"{WORDS} text"
    assert text_of([ALL], "SWE.2") == ""


def test_an_evaluation_stays_what_it_was(project: Path) -> None:
    evaluation = api.evaluate(project / "examples" / "brake-ecu" / "assessment.yaml")
    before = json.loads(json.dumps(evaluation.result()))
    laid = over_evaluation(evaluation, [ALL])
    assert _without_words(laid.result()) == _without_words(before)
    assert (laid.plan.digest, laid.levels()) == (evaluation.plan.digest, evaluation.levels())
    assert evaluation.result() == before
    assert WORDS not in json.dumps(before)
    assert over_evaluation(evaluation, []) is evaluation


def _without_words(result: dict[str, Any]) -> dict[str, Any]:
    """A result without what is only there to be read."""
    rules = [{key: each[key] for key in each if key != "message"} for each in result["rules"]]
    target = {**result["target"], "title": ""} if result["target"] else None
    return {**result, "rules": rules, "target": target}


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("titles: {SWE.1.BP99: a}", "automotive-spice has no id SWE.1.BP99.", "Did you mean SWE.1.BP1?"),
        ("texts: {SWE.11: a}", "automotive-spice has no id SWE.11.", "Did you mean SWE.1?"),
        ("attributes: {PA.9.1: a}", "automotive-spice has no attribute PA.9.1.", "Did you mean PA.1.1?"),
        ("attributes: {SWE.1: a}", "automotive-spice has no attribute SWE.1.", ""),
        ("levels: {7: a}", "automotive-spice has no level 7.", ""),
        ("ratings: {X: a}", "automotive-spice has no rating X.", ""),
    ],
)
def test_what_the_model_does_not_have_is_told(text: str, message: str, hint: str, plan: Plan) -> None:
    ruleset, _ = load_ruleset("automotive-spice")
    assert ruleset is not None
    (problem,) = strange_names(overlay(text), names_of(ruleset))
    assert (problem.code, problem.message, problem.hint) == ("CX0571", message, hint)
    assert len(strange_names(overlay(text), names_in_plan(plan))) == 1
    assert not strange_names(ALL, names_of(ruleset))


def test_a_plan_knows_all_but_groups_tags_and_items(plan: Plan) -> None:
    strange = [each.message for each in strange_names(ALL, names_in_plan(plan))]
    assert strange == ["automotive-spice has no id SWE.", "automotive-spice has no id trace."]


# ------------------------------------------------------------------------------------- which are shown


def put(folder: Path, name: str, text: str) -> Path:
    """Write an overlay."""
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def shown(folder: Path, *files: Path) -> list[str]:
    """The names of the overlays that are shown with a model in a folder."""
    overlays, problems = overlays_for("m", "1.2.0", files, folder)
    assert not problems
    return [each.name for each in overlays]


def test_the_command_goes_before_the_environment_and_that_before_the_project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two, three = (put(tmp_path, f"{each}.yaml", "model: m\ntitles: {}\n") for each in "abc")
    put(tmp_path, "other.yaml", "model: other\ntitles: {A: b}\n")
    put(tmp_path, "old.yaml", "model: m\nversion: ^0.1\ntitles: {A: b}\n")
    put(tmp_path, "cxrules.yaml", "overlays: [c.yaml, other.yaml, old.yaml]\n")
    monkeypatch.delenv("CXRULES_OVERLAY", raising=False)
    assert shown(tmp_path) == ["c.yaml"]
    monkeypatch.setenv("CXRULES_OVERLAY", f"{two}:{three}:{tmp_path / 'other.yaml'}")
    assert shown(tmp_path) == ["b.yaml", "c.yaml"]
    assert shown(tmp_path, one) == ["a.yaml"]
    monkeypatch.setenv("CXRULES_OVERLAY", "off")
    assert shown(tmp_path) == []


@pytest.mark.parametrize(
    ("head", "message", "underlined"),
    [
        ("model: other", "The overlay o.yaml is for other, not for m.", "other"),
        ("model: m\nversion: ^2", "The overlay o.yaml is for m ^2; this is m 1.2.0.", "^2"),
    ],
)
def test_an_overlay_that_is_named_must_fit(head: str, message: str, underlined: str, tmp_path: Path) -> None:
    file = put(tmp_path, "o.yaml", f"{head}\ntitles: {{A: b}}\n")
    overlays, (problem,) = overlays_for("m", "1.2.0", [file])
    assert not overlays
    assert (problem.code, problem.message) == ("CX0570", message)
    assert problem.source is not None
    assert problem.span is not None
    assert problem.source.slice(problem.span) == underlined


def test_checking_an_overlay(tmp_path: Path) -> None:
    file = put(tmp_path, "o.yaml", "model: automotive-spice\nversion: ^4\ntitles: {SWE.1.BP99: a}\n")
    assert [each.code for each in check_path(file)] == ["CX0571"]
    assert [each.code for each in check_path(tmp_path)] == ["CX0571"]
    put(tmp_path, "o.yaml", "model: automotive-spise\ntitles: {}\n")
    (problem,) = check_path(file)
    assert (problem.code, problem.hint) == ("CX0204", "Did you mean automotive-spice?")
    put(tmp_path, "o.yaml", "model: automotive-spice\nversion: ^9\ntitles: {SWE.1: a}\n")
    assert [each.code for each in check_path(file)] == ["CX0570"]
    put(tmp_path, "o.yaml", "model: automotive-spice\nversion: ~4.0\ntitles: {SWE.1: a, SWE: b}\n")
    assert check_path(file) == []
