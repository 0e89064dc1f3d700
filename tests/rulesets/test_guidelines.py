"""The rules of the guidelines held against the reference: each rule, its effect, targets and condition."""

from __future__ import annotations

import re
from typing import Any

import pytest

from cxrules.syntax import tree
from tests.rulesets.guideline_cases import asserted, rating_of, subjects
from tests.rulesets.reading import ROOT, read, reference, texts

GUIDELINES = "automotive-spice/guidelines"
SOURCE = "VDA Automotive SPICE Guidelines, 2nd edition, 2023, rule "
RULES = 253
INDICATOR = re.compile(r"[A-Z]{3}\.\d+\.BP\d+|BP\d+|GP \d\.\d\.\d|[A-Z]{3}\.\d+ PA \d\.\d|PA \d\.\d")
EFFECTS = {
    "ND": "protect", "D": "lower", "CAP": "cap", "FIX": "fix", "LE": "keep", "ALIGN": "align",
    "NOUSE": "not used",
}  # fmt: skip
TEMPLATES = {
    "all practices tagged trace": ("criterion", [("tagged", ["trace"])]),
    "all practices tagged comm": ("criterion", [("tagged", ["comm"])]),
    "indicator of that use case": ("criterion", []),
    "perform practices of SWE.4, SWE.5, SWE.6, SYS.4, SYS.5": (
        "criterion",
        [("tagged", ["perform"]), ("in", ["SWE", "SYS"])],
    ),
}


def _facts() -> list[dict[str, Any]]:
    rules: list[dict[str, Any]] = reference("automotive-spice-4.0-rules.yaml")["rules"]
    return rules


def _rules() -> dict[str, tree.Rule]:
    return {each.name.text: each for each in read(GUIDELINES).all(tree.Rule)}


def _pairs(*kinds: str) -> list[tuple[dict[str, Any], tree.Rule]]:
    rules = _rules()
    return [(fact, rules[fact["id"]]) for fact in _facts() if not kinds or fact["kind"] in kinds]


def _words(word: str) -> dict[str, tree.Word]:
    return {each.name.text: each for each in read(GUIDELINES).all(tree.Word) if each.word == word}


def _indicators(text: str, home: str = "") -> list[str]:
    """Ids named in a sentence, dotted; a practice without its process is one of `home`."""
    found = [each.replace(" ", ".") for each in INDICATOR.findall(text)]
    return [f"{home}.{each}" if each.startswith("BP") else each for each in found]


def test_every_rule_is_there_and_no_other() -> None:
    assert len(_facts()) == RULES
    assert sorted(_rules()) == sorted(fact["id"] for fact in _facts())
    assert len(read(GUIDELINES).all(tree.Rule)) == RULES


def test_effects() -> None:
    for fact, rule in _pairs():
        word, _, rest = fact["effect"].replace(":", " ").partition(" ")
        effect = rule.effect
        assert effect.word == EFFECTS[word], fact["id"]
        if word in {"CAP", "FIX"}:
            assert effect.rating == tree.RatingValue(tree.Leaf(rest), parameter=False), fact["id"]
        if word in {"LE", "ALIGN"}:
            assert effect.other == tree.Leaf(rest.replace(" ", ".")), fact["id"]


def test_what_is_bounded() -> None:
    for fact, rule in _pairs():
        wanted = ["it"] if fact["targets"] in TEMPLATES else _indicators(fact["targets"])
        assert subjects(rule) == wanted, fact["id"]


def test_for_whom_a_rule_is_written() -> None:
    for fact, rule in _pairs():
        general = fact["targets"].startswith(("GP ", "PA ")) or fact["id"] == "GEN.RL.1"
        wanted = TEMPLATES.get(fact["targets"], ("capability", []) if general else None)
        template = rule.template
        found = template and (
            getattr(template.kind, "text", template.kind),
            [(each.word, [getattr(name, "text", "") for name in each.names]) for each in template.filters],
        )
        assert found == wanted, fact["id"]


# ----------------------------------------------------------------------------------- conditions


def test_facts_are_asked_for_exactly_where_a_rule_states_one() -> None:
    for fact, rule in _pairs("S"):
        assert {each.word for each in asserted(rule.condition)} <= {"finding", "context"}, fact["id"]
        assert "finding" in {each.word for each in asserted(rule.condition)}, fact["id"]
    for fact, rule in _pairs("C"):
        assert "context" in {each.word for each in asserted(rule.condition)}, fact["id"]
    for fact, rule in _pairs("R", "RS"):
        assert not asserted(rule.condition), fact["id"]


def test_a_rule_asks_for_one_fact_except_where_several_are_stated() -> None:
    joined = {fact["id"]: rule.condition for fact, rule in _pairs("S") if len(asserted(rule.condition)) > 1}
    assert {name: type(condition) for name, condition in joined.items()} == {
        "MAN.3.RL.5": tree.Or,
        "MAN.3.RL.7": tree.And,
        "MAN.3.RL.10": tree.And,
    }
    assert len(asserted(joined["MAN.3.RL.5"])) == 3


def test_a_finding_names_its_subjects_where_the_rule_leaves_the_target_to_the_assessor() -> None:
    wanted: set[str] = set()
    for fact, rule in _pairs():
        left_open = fact["targets"] == "indicator of that use case" or " or " in fact["targets"]
        if left_open or "respectively" in fact.get("note", ""):
            wanted |= {each.name.text for each in asserted(rule.condition)}
    assert {name for name, word in _words("finding").items() if word.names_subjects} == wanted


def _claim(rule: tree.Rule) -> tree.Claim:
    assert isinstance(rule.condition, tree.Claim), rule.name.text
    return rule.condition


@pytest.mark.parametrize("kind", ["R", "RS"])
def test_conditions_read_the_ratings_that_the_rule_names(kind: str) -> None:
    for fact, rule in _pairs(kind):
        if rule.condition is None or rule.effect.word == "not used":
            continue
        stated = re.split(r" downrated| is P or N| is N or P", fact["if"])[0]
        home = re.split(r"\.BP", fact["targets"])[0]
        about = _claim(rule).about
        listed = about.subjects if isinstance(about, tree.Listed) else [about]
        assert [getattr(each, "text", "") for each in listed] == _indicators(stated, home), fact["id"]
        if isinstance(about, tree.Listed):
            assert about.word == "any", fact["id"]


def test_conditions_hold_at_the_stated_rating() -> None:
    for fact, rule in _pairs("R", "RS"):
        if rule.condition is None:
            assert "unconditional" in fact["if"]
            continue
        predicate = _claim(rule).predicate
        assert isinstance(predicate, tree.Compare)
        wanted = ("below", "F") if "downrated" in fact["if"] else ("at most", "P")
        assert (predicate.word, rating_of(predicate)) == wanted, fact["id"]


def test_a_cause_is_read_exactly_where_the_rule_states_one() -> None:
    for fact, rule in _pairs("R", "RS"):
        if rule.condition is None:
            continue
        predicate = _claim(rule).predicate
        assert isinstance(predicate, tree.Compare)
        assert bool(predicate.causes) == (fact["kind"] == "RS"), fact["id"]


def test_the_one_weakness_that_may_not_be_used() -> None:
    rule = _rules()["GEN.RL.1"]
    assert [getattr(each, "text", "") for each in rule.effect.causes] == ["weakness-of-another-process"]
    assert _claim(rule).about == tree.Elsewhere(tree.Leaf("PA.1.1"), every=False, other=True)


# --------------------------------------------------------------------------------------- wording


def test_rules_can_be_cited() -> None:
    for name, rule in _rules().items():
        parts = {part.word: part.value.text for part in rule.parts}
        assert parts["source"] == SOURCE + name
        assert 30 < len(parts["because"]) < 110, name


def test_rules_of_different_effect_have_different_reasons() -> None:
    found: dict[str, set[str]] = {}
    for rule in _rules().values():
        because = next(part.value.text for part in rule.parts if part.word == "because")
        found.setdefault(because, set()).add(rule.effect.word)
    assert {because: words for because, words in found.items() if len(words) > 1} == {}


def test_facts_and_causes_are_declared_once_and_used() -> None:
    declared = [each.name.text for each in read(GUIDELINES).all(tree.Word)]
    used: set[str] = set()
    for rule in _rules().values():
        used |= {getattr(each, "text", "") for each in rule.effect.causes}
        used |= {each.name.text for each in asserted(rule.condition)}
        if isinstance(rule.condition, tree.Claim) and isinstance(rule.condition.predicate, tree.Compare):
            used |= {getattr(each, "text", "") for each in rule.condition.predicate.causes}
    assert len(declared) == len(set(declared))
    assert set(declared) == used


def test_facts_that_serve_several_processes_stand_apart() -> None:
    """A finding of findings.cxr is asked for in rules of several groups or processes, and no other is."""
    apart = set(re.findall(r"^finding (\S+)", dict(texts(GUIDELINES))["findings.cxr"], re.MULTILINE))
    homes: dict[str, set[str]] = {}
    for name, rule in _rules().items():
        for each in asserted(rule.condition):
            homes.setdefault(each.name.text, set()).add(name.split(".RL.")[0])
    assert apart == {name for name, found in homes.items() if len(found) > 1}


def test_no_title_says_the_same_twice() -> None:
    titles = [each.title.text for each in read(GUIDELINES).all(tree.Word)]
    assert len(titles) == len(set(titles))
    assert all(10 < len(title) < 110 and not title.endswith(".") for title in titles)


def test_suspected_errata_are_listed_where_they_stand() -> None:
    """What the reference suspects has a remark at its rule, and a row in the list of the package."""
    suspected = {
        fact["id"]
        for fact in _facts()
        if "likely erratum" in fact.get("note", "") or "printed" in fact.get("note", "")
    }
    rules = _rules()
    remarked = {
        name
        for name, rule in rules.items()
        if rule.layout and any("rinted with" in each for each in rule.layout.before)
    }
    listed = (ROOT / "rulesets" / GUIDELINES / "README.md").read_text("utf-8")
    assert remarked == suspected
    assert {name for name in rules if f"| `{name}` |" in listed} == suspected


def test_a_profile_puts_right_the_targets_that_are_suspected() -> None:
    """The target that each note of the reference suggests; all else stays as printed."""
    (profile,) = read(GUIDELINES).all(tree.Profile)
    patches = [part for part in profile.parts if isinstance(part, tree.Patch)]
    rules = _rules()
    assert {patch.word for patch in patches} == {"replace"}
    replaced = {patch.rule.name.text: patch.rule for patch in patches}
    assert sorted(replaced) == sorted(
        fact["id"] for fact in _facts() if "likely erratum" in fact.get("note", "")
    )
    for name, patch in replaced.items():
        assert patch.condition == rules[name].condition, name
        assert (patch.effect.word, patch.effect.rating) == (
            rules[name].effect.word,
            rules[name].effect.rating,
        )
    assert {name: subjects(patch) for name, patch in replaced.items()} == {
        "DEX.RL.5": ["SWE.5.BP4", "SYS.4.BP3"],
        "SYS.3.RL.1": ["SYS.3.BP3"],
        "SYS.5.RL.3": ["SYS.5.BP4"],
        "SWE.1.RL.4": ["SWE.1.BP2"],
        "SWE.2.RL.1": ["SWE.2.BP3"],
        "HWE.3.RL.3": ["HWE.3.BP5"],
    }


def test_the_package_serves_the_model_and_the_model_can_do_without() -> None:
    (rules,) = read(GUIDELINES).all(tree.Header)
    (model,) = read("automotive-spice").all(tree.Header)
    (serves,) = (part for part in rules.parts if isinstance(part, tree.Use))
    assert (serves.word, serves.name.text) == ("for", model.name.text)
    uses = {part.name.text: part.optional for part in model.parts if isinstance(part, tree.Use)}
    assert uses == {"iso-33020": False, rules.name.text: True}
