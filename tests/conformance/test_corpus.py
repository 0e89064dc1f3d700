"""The corpus itself: well-formed, complete, and readable by a program that is not this one."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from cxrules.syntax import tree
from cxrules.syntax.parse import parse
from cxrules.text import Source
from tests.conformance.corpus import FOLDER, Case, cases, files
from tests.rulesets.guideline_cases import asserted
from tests.rulesets.reading import read

KEYS = ["id", "about", "source", "ruleset", "evidence", "expect"]
EXPECT = {"capabilities", "rules", "target", "because", "refused"}
CAPABILITY = {"level", "possible", "state", "target", "met", "attributes", "criteria"}
RATING = {"rating", "possible", "given", "derived", "counts"}
STATES = {"rated", "open", "not-rated", "not-applicable", "out-of-scope"}
OUTCOMES = {"kept", "broken", "deviated", "not-triggered", "undecidable"}
GUIDELINES = "automotive-spice/guidelines"


def _outcomes() -> dict[str, set[str]]:
    """The outcomes that cases with the shipped model expect of each rule."""
    found: dict[str, set[str]] = {}
    for case in cases():
        if case["ruleset"] == "automotive-spice":
            for row in case["expect"].get("rules", []):
                found.setdefault(row["rule"], set()).add(row["outcome"])
    return found


def test_there_are_enough_cases() -> None:
    assert len(cases()) >= 150


def test_files_say_what_they_are() -> None:
    assert set(files()) == {path.stem for path in FOLDER.iterdir()}
    for content in files().values():
        assert list(content) == ["format", "title", "cases"]
        assert content["format"] == "cxrules-cases/1"


def test_ids_are_unique() -> None:
    assert [name for name, count in Counter(case["id"] for case in cases()).items() if count > 1] == []


@pytest.mark.parametrize("file", sorted(files()))
def test_every_case_has_the_same_keys(file: str) -> None:
    for case in files()[file]["cases"]:
        assert list(case) == KEYS, case["id"]
        assert case["expect"], case["id"]
        assert set(case["expect"]) <= EXPECT, case["id"]
        assert re.fullmatch(r"[A-Z0-9(].{9,200}", case["about"]), case["id"]
        assert case["source"]


@pytest.mark.parametrize("file", sorted(files()))
def test_expectations_use_the_words_of_a_result(file: str) -> None:
    for case in files()[file]["cases"]:
        for expected in case["expect"].get("capabilities", {}).values():
            assert set(expected) <= CAPABILITY, case["id"]
            assert expected["state"] in STATES, case["id"]
            for part in ("attributes", "criteria"):
                for rating in expected.get(part, {}).values():
                    assert set(rating) <= RATING, case["id"]
        for row in case["expect"].get("rules", []):
            assert {"rule", "outcome"} <= set(row) <= {"rule", "subject", "outcome"}, case["id"]
            assert row["outcome"] in OUTCOMES, case["id"]


@pytest.mark.parametrize("file", sorted(files()))
def test_a_known_level_is_rated_and_an_open_one_is_not(file: str) -> None:
    for case in files()[file]["cases"]:
        for expected in case["expect"].get("capabilities", {}).values():
            if expected["state"] == "rated":
                assert expected["level"] == expected["possible"], case["id"]
            if expected["state"] == "open":
                assert expected["level"] < expected["possible"], case["id"]


def test_every_rule_that_ratings_decide_is_broken_once_and_kept_once() -> None:
    """Rules that rest on findings are tried in tests/rulesets, where the model's text is read."""
    decided = [rule for rule in read(GUIDELINES).all(tree.Rule) if not asserted(rule.condition)]
    rules = [rule.name.text for rule in decided]
    found = _outcomes()
    assert set(found) == set(rules)
    assert [name for name in rules if not {"broken", "kept", "deviated", "undecidable"} <= found[name]] == []
    unconditional = {rule.name.text for rule in decided if rule.condition is None}
    assert {name for name in rules if "not-triggered" not in found[name]} == unconditional


def test_every_method_of_the_framework_is_used() -> None:
    methods = {method.name.text for method in read("iso-33020").all(tree.Method)}
    used = {case["evidence"].get("method", "R2") for case in cases()}
    assert methods - used == set()


def test_every_attribute_decides_a_level_somewhere() -> None:
    attributes = {each.name.text for each in read("iso-33020").all(tree.Attribute)}
    named = {
        name
        for case in files()["levels"]["cases"]
        for name in case["expect"].get("because", {}).get("SWE.1", [])
    }
    assert {name.removeprefix("SWE.1.") for name in named} == attributes


def _given_as_text() -> list[Case]:
    return [case for case in cases() if isinstance(case["ruleset"], dict)]


@pytest.mark.parametrize("case", _given_as_text(), ids=lambda case: case["id"])
def test_rulesets_given_as_text_can_be_read(case: Case) -> None:
    assert set(case["ruleset"]) <= {"model", "framework"}
    for word, lines in case["ruleset"].items():
        file, problems = parse(Source(f"{word}.cxr", "\n".join(lines) + "\n"))
        assert problems == []
        header = file.declarations[0]
        assert isinstance(header, tree.Header)
        assert header.word == word


def test_shipped_rulesets_are_named_by_their_folder() -> None:
    assert {case["ruleset"] for case in cases() if isinstance(case["ruleset"], str)} == {"automotive-spice"}
