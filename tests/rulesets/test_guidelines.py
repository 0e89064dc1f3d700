"""The rules of the guidelines: every rule that ratings decide, its effect, its condition, its source."""

from __future__ import annotations

import re
from typing import Any

import pytest

from cxrules.syntax import tree
from tests.rulesets.reading import read, reference

GUIDELINES = "automotive-spice/guidelines"
SOURCE = "VDA Automotive SPICE Guidelines, 2nd edition, 2023, rule "
INDICATOR = re.compile(r"[A-Z]{3}\.\d+\.BP\d+|BP\d+|GP \d\.\d\.\d|PA \d\.\d|[A-Z]{3}\.\d+ PA \d\.\d")


def _facts() -> list[dict[str, Any]]:
    rules = reference("automotive-spice-4.0-rules.yaml")["rules"]
    return [rule for rule in rules if rule["kind"] in {"R", "RS"}]


def _rules() -> dict[str, tree.Rule]:
    return {each.name.text: each for each in read(GUIDELINES).all(tree.Rule)}


def _pairs() -> list[tuple[dict[str, Any], tree.Rule]]:
    return [(fact, _rules()[fact["id"]]) for fact in _facts()]


def _subjects(text: str, home: str = "") -> list[str]:
    """Ids named in a sentence, dotted; a practice without its process is one of `home`."""
    found = [each.replace(" ", ".") for each in INDICATOR.findall(text)]
    return [f"{home}.{each}" if each.startswith("BP") else each for each in found]


def _names(subjects: list[tree.Subject]) -> list[str]:
    return [each.text for each in subjects if isinstance(each, tree.Leaf)]


def test_every_rule_that_ratings_decide_is_there_and_no_other() -> None:
    assert len(_facts()) == 35
    assert sorted(_rules()) == sorted(fact["id"] for fact in _facts())
    assert len(read(GUIDELINES).all(tree.Rule)) == 35


def test_effects() -> None:
    for fact, rule in _pairs():
        word, _, rest = fact["effect"].replace(":", " ").partition(" ")
        effect = rule.effect
        wanted = {"D": "lower", "CAP": "cap", "LE": "keep", "ALIGN": "align", "NOUSE": "not used"}[word]
        assert effect.word == wanted, fact["id"]
        if word == "CAP":
            assert effect.rating == tree.RatingValue(tree.Leaf(rest), parameter=False)
        if word in {"LE", "ALIGN"}:
            assert effect.other == tree.Leaf(rest.replace(" ", "."))


def test_what_is_bounded() -> None:
    for fact, rule in _pairs():
        assert _names(rule.effect.subjects) == _subjects(fact["targets"]), fact["id"]


def _claim(rule: tree.Rule) -> tree.Claim:
    assert isinstance(rule.condition, tree.Claim), rule.name.text
    return rule.condition


@pytest.mark.parametrize("kind", ["R", "RS"])
def test_conditions_read_the_ratings_that_the_rule_names(kind: str) -> None:
    for fact, rule in _pairs():
        if fact["kind"] != kind or rule.condition is None or rule.effect.word == "not used":
            continue
        stated = re.split(r" downrated| is P or N| is N or P", fact["if"])[0]
        home = re.split(r"\.BP", fact["targets"])[0]
        claim = _claim(rule)
        about = claim.about
        named = _names(about.subjects) if isinstance(about, tree.Listed) else [getattr(about, "text", "")]
        assert named == _subjects(stated, home), fact["id"]
        if isinstance(about, tree.Listed):
            assert about.word == "any", fact["id"]


def test_conditions_hold_at_the_stated_rating() -> None:
    for fact, rule in _pairs():
        if rule.condition is None:
            assert "unconditional" in fact["if"]
            continue
        predicate = _claim(rule).predicate
        assert isinstance(predicate, tree.Compare)
        rating = predicate.ratings[0].name.text
        wanted = ("below", "F") if "downrated" in fact["if"] else ("at most", "P")
        assert (predicate.word, rating) == wanted, fact["id"]


def test_a_cause_is_read_exactly_where_the_rule_states_one() -> None:
    for fact, rule in _pairs():
        if rule.condition is None:
            continue
        predicate = _claim(rule).predicate
        assert isinstance(predicate, tree.Compare)
        assert bool(predicate.causes) == (fact["kind"] == "RS"), fact["id"]


def test_the_one_weakness_that_may_not_be_used() -> None:
    rule = _rules()["GEN.RL.1"]
    assert _names(rule.effect.subjects) == ["PA.1.1"]
    assert [getattr(each, "text", "") for each in rule.effect.causes] == ["weakness-of-another-process"]
    assert _claim(rule).about == tree.Elsewhere(tree.Leaf("PA.1.1"), every=False, other=True)


def test_rules_about_generic_practices_hold_for_every_process() -> None:
    for fact, rule in _pairs():
        general = fact["targets"].startswith("GP ") or fact["id"] == "GEN.RL.1"
        assert (rule.template is not None) == general, fact["id"]
        if rule.template:
            assert (rule.template.kind, rule.template.filters) == ("capability", [])


def test_rules_can_be_cited() -> None:
    for name, rule in _rules().items():
        parts = {part.word: part.value.text for part in rule.parts}
        assert parts["source"] == SOURCE + name
        assert len(parts["because"]) > 40
    reasons = [part.value.text for rule in _rules().values() for part in rule.parts if part.word == "because"]
    assert len(reasons) == len(set(reasons))


def test_causes_are_declared_once_and_used() -> None:
    declared = [each.name.text for each in read(GUIDELINES).all(tree.Word) if each.word == "cause"]
    used: set[str] = set()
    for rule in _rules().values():
        used |= {getattr(each, "text", "") for each in rule.effect.causes}
        if isinstance(rule.condition, tree.Claim) and isinstance(rule.condition.predicate, tree.Compare):
            used |= {getattr(each, "text", "") for each in rule.condition.predicate.causes}
    assert len(declared) == len(set(declared))
    assert set(declared) == used


def test_the_package_serves_the_model_and_the_model_can_do_without() -> None:
    (rules,) = read(GUIDELINES).all(tree.Header)
    (model,) = read("automotive-spice").all(tree.Header)
    (serves,) = (part for part in rules.parts if isinstance(part, tree.Use))
    assert (serves.word, serves.name.text) == ("for", model.name.text)
    uses = {part.name.text: part.optional for part in model.parts if isinstance(part, tree.Use)}
    assert uses == {"iso-33020": False, rules.name.text: True}
