"""`evaluate --format junit` and `sarif`, and `badge`: what build servers and code hosts read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
from jsonschema import Draft202012Validator

from cxrules.exchange.formats import schema

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run


def cases(ran_out: str, suite: str) -> dict[str, ET.Element]:
    root = ET.fromstring(ran_out)  # noqa: S314 - what was just written here
    (found,) = [each for each in root if each.get("name", "").endswith(suite)]
    counted = {key: int(found.get(key, "")) for key in ("tests", "failures", "skipped", "errors")}
    made = found.findall("testcase")
    assert counted == {
        "tests": len(made),
        "failures": len(found.findall("testcase/failure")),
        "skipped": len(found.findall("testcase/skipped")),
        "errors": 0,
    }
    named = {each.get("name", ""): each for each in made}
    assert len(named) == len(made)
    return named


def test_junit_has_a_case_for_each_demand_and_each_rule(run: Run, bakery: Path) -> None:
    ran = run("evaluate", "shop.yaml", "--format", "junit")
    assert (ran.code, ran.err) == (1, "")
    levels, rules = cases(ran.out, ".levels"), cases(ran.out, ".rules")
    assert list(levels) == ["BAK.1 reaches level 1", "BAK.2 reaches level 1"]
    assert levels["BAK.1 reaches level 1"].find("failure") is None
    failure = levels["BAK.2 reaches level 1"].find("failure")
    assert failure is not None
    assert (failure.get("type"), failure.get("message")) == ("missed", "level 0, 1 is asked for")
    assert failure.text == "BAK.2.PA.1.1 (Process performance) is P; at least L is required: rated P."
    assert list(rules) == ["BAK.1.RL.1 on BAK.1.PA.1.1", "BAK.2.BP1.prerequisite.BAK.1.BP1 on BAK.2.BP1"]
    broken = rules["BAK.1.RL.1 on BAK.1.PA.1.1"].find("failure")
    assert broken is not None
    assert (broken.get("type"), broken.text) == ("broken", "Source: House rules, 3")


def test_junit_says_why_a_case_has_no_verdict(run: Run, bakery: Path) -> None:
    text = (bakery / "shop.yaml").read_text(encoding="utf-8").replace("target: shop\n", "")
    text = (
        text.replace("  BAK.1.BP1: P\n", "")
        + 'deviations: {BAK.1.RL.1: {reason: "<&>\x85", by: x}}\nassessors: {x: {}}\n'
    )
    (bakery / "shop.yaml").write_text(text, encoding="utf-8")
    ran = run("evaluate", "shop.yaml", "--format", "junit")
    assert ran.code == 0, ran.err
    levels, rules = cases(ran.out, ".levels"), cases(ran.out, ".rules")
    skipped = [each.find("skipped") for each in (*levels.values(), *rules.values())]
    assert [each.get("message") for each in skipped if each is not None] == [
        "level 1, up to 5 is possible; no level is asked for",
        "level 0; no level is asked for",
        "BAK.1.PA.1.1: cannot be decided before BAK.1.BP1 is known.",
        "BAK.2.BP1: cannot be decided before BAK.1.BP1, BAK.2.BP1 are known.",
    ]


def run_of(out: str) -> dict[str, Any]:
    log = json.loads(out)
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("sarif-schema-2.1.0.json")
    (one,) = log["runs"]
    for result in one["results"]:
        assert one["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in {"error", "warning"}
        assert result["message"]["text"]
    found: dict[str, Any] = one
    return found


def test_sarif_points_at_the_rating_and_at_the_target(run: Run, bakery: Path) -> None:
    ran = run("evaluate", "shop.yaml", "--format", "sarif")
    assert (ran.code, ran.err) == (1, "")
    broken, missed = run_of(ran.out)["results"]
    place = broken["locations"][0]["physicalLocation"]
    assert (broken["ruleId"], broken["level"]) == ("BAK.1.RL.1", "error")
    assert place["artifactLocation"] == {"uri": "shop.yaml"}
    assert place["region"] == {"startLine": 9, "startColumn": 17, "endLine": 9, "endColumn": 18}
    (rule,) = broken["relatedLocations"]
    assert rule["physicalLocation"]["artifactLocation"] == {"uri": "bakery/model.cxr", "uriBaseId": "RULES"}
    assert rule["physicalLocation"]["region"]["startLine"] == 33
    assert missed["ruleId"] == "target"
    assert missed["message"]["text"].startswith("BAK.2: level 0, 1 is asked for. BAK.2.PA.1.1 ")
    assert missed["locations"][0]["physicalLocation"]["region"]["startLine"] == 6
    assert missed["locations"][0]["logicalLocations"] == [{"fullyQualifiedName": "BAK.2", "kind": "resource"}]


def test_sarif_suppresses_what_is_deviated_from(run: Run, bakery: Path) -> None:
    with (bakery / "shop.yaml").open("a", encoding="utf-8") as file:
        file.write('deviations: {BAK.1.RL.1: {reason: "For once", by: x}}\nassessors: {x: {role: lead}}\n')
    ran = run("evaluate", "shop.yaml", "--format", "sarif")
    deviated, missed = run_of(ran.out)["results"]
    assert deviated["suppressions"][0]["kind"] == "external"
    assert "For once" in deviated["message"]["text"]
    assert "suppressions" not in missed


def test_sarif_without_faults_is_empty(run: Run, bakery: Path) -> None:
    text = (bakery / "shop.yaml").read_text(encoding="utf-8")
    text = text.replace("BAK.1.BP1: P", "BAK.1.BP1: F").replace("BAK.2.PA.1.1: P", "BAK.2.PA.1.1: F")
    (bakery / "shop.yaml").write_text(text, encoding="utf-8")
    ran = run("evaluate", "shop.yaml", "--format", "sarif")
    assert ran.code == 0
    found = run_of(ran.out)
    assert (found["results"], found["tool"]["driver"]["rules"]) == ([], [])


def badge(run: Run, *options: str) -> tuple[int, str, str]:
    ran = run("badge", "shop.yaml", *options, "--format", "json")
    data = json.loads(ran.out)
    Draft202012Validator(schema("badge")).validate(data)
    return ran.code, f"{data['label']}: {data['message']}", data["color"]


def test_the_badge_shows_the_lowest_level_in_scope(run: Run, bakery: Path) -> None:
    assert badge(run) == (0, "bakery: level 0", "b42318")
    assert badge(run, "--min-level", "1") == (1, "bakery: level 0", "b42318")
    assert badge(run, "--min-level", "0") == (0, "bakery: level 0", "1a7f37")
    code, text, colour = badge(run, "--capability", "BAK.1", "--min-level", "1", "--label", "Bread")
    assert (code, text, colour) == (0, "Bread: level 1, 5 possible", "1a7f37")
    assert badge(run, "--capability", "BAK.1", "--min-level", "2")[::2] == (1, "8a5a00")


def test_the_badge_is_written_by_the_ending_of_its_file(run: Run, bakery: Path) -> None:
    assert run("badge", "shop.yaml", "-o", "badge.svg") == (0, "", "")
    assert run("badge", "shop.yaml", "-o", "badge.json", "--min-level", "3") == (1, "", "")
    assert json.loads((bakery / "badge.json").read_text(encoding="utf-8"))["isError"] is True
    root = ET.fromstring((bakery / "badge.svg").read_text(encoding="utf-8"))  # noqa: S314 - just written
    assert root.get("role") == "img"
    assert root.findtext("{http://www.w3.org/2000/svg}title") == "bakery: level 0"
    assert run("badge", "shop.yaml", "-o", "badge.png").code == 2


def test_a_badge_of_what_is_not_there(run: Run, bakery: Path) -> None:
    ran = run("badge", "shop.yaml", "--capability", "BAK.3")
    assert (ran.code, ran.err) == (2, "Error: bakery has no capability 'BAK.3'. Did you mean BAK.1?\n")


@pytest.mark.parametrize("text", ["<script>", "\"&'", "a\nb\x1b[0m", "漢字"])
def test_labels_are_escaped(run: Run, bakery: Path, text: str) -> None:
    ran = run("badge", "shop.yaml", "--label", text)
    root = ET.fromstring(ran.out)  # noqa: S314 - what was just written here
    assert "script" not in {each.tag.rpartition("}")[2] for each in root.iter()}
    assert "\x1b" not in ran.out
