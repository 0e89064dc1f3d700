"""Every verdict, on shipped rulesets in which one thing was changed by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from cxrules.engine.evaluation import evaluate
from tests.compare.variants import RULESETS, Edit, changed, difference, document, verdicts

if TYPE_CHECKING:
    from pathlib import Path

SPICE = RULESETS / "automotive-spice"
SWE = "automotive-spice/processes/swe.cxr"
ACQ = "automotive-spice/guidelines/acq-spl.cxr"
LEVELS = "iso-33020/levels.cxr"
LEVEL_2 = "every attribute at level 2 is at least L and every attribute below level 2 is F"


def spice(folder: Path, *edits: Edit, beside: tuple[str, ...] = ()) -> dict[str, Any]:
    return document(SPICE, changed(folder, "automotive-spice", *edits, beside=beside))


def test_a_copy_differs_in_nothing(tmp_path: Path) -> None:
    found = spice(tmp_path)
    assert not found["differs"]
    assert (found["changed"], found["altered"], found["reasons"]) == ([], [], [])
    assert {each["fate"] for each in found["elements"]} == {"same"}
    assert found["proof"]["alike"] == found["proof"]["claims"] > 2000


@pytest.mark.parametrize(
    ("before", "after", "verdict", "grade"),
    [
        ("cap SPL.2.BP1 at P", "cap SPL.2.BP1 at N", "stricter", "breaking"),
        ("cap SPL.2.BP1 at P", "cap SPL.2.BP1 at L", "laxer", "additive"),
        (
            "finding release-scope-not-itemised\n",
            "finding release-notes-without-changes\n",
            "incomparable",
            "breaking",
        ),
    ],
    ids=["tightened", "loosened", "turned"],
)
def test_a_rule_that_asks_for_something_else(
    tmp_path: Path, before: str, after: str, verdict: str, grade: str
) -> None:
    text = (RULESETS / ACQ).read_text(encoding="utf-8")
    rule = text[text.index("rule SPL.2.RL.1") : text.index("rule SPL.2.RL.2")]
    assert before in rule
    found = spice(tmp_path, (ACQ, rule, rule.replace(before, after, 1)))
    assert verdicts(found) == {("rule", "SPL.2.RL.1"): verdict}
    assert (found["version"], found["honoured"]) == (grade, False)
    witness = found["changed"][0]["witness"]
    assert (
        set(witness)
        == {"stricter": {"lost"}, "laxer": {"gained"}, "incomparable": {"lost", "gained"}}[verdict]
    )


def test_a_rule_written_otherwise_means_the_same(tmp_path: Path) -> None:
    before = "lower ACQ.4.BP2 when ACQ.4.BP1 below F for cause exchange-agreements-incomplete"
    text = (RULESETS / ACQ).read_text(encoding="utf-8")
    rule = text[text.index("rule ACQ.4.RL.1") :].partition("\n  source")[0]
    assert " ".join(rule.partition("\n")[2].split()) == before
    after = rule.replace("below F", "at most L", 1)
    found = spice(tmp_path, (ACQ, rule, after))
    assert [(each["id"], each["verdict"]) for each in found["changed"]] == [("ACQ.4.RL.1", "equal")]
    assert (found["version"], found["least"]) == ("patch", "4.0.1")


@pytest.mark.parametrize(
    ("after", "verdict", "grade"),
    [
        ("every attribute at level 2 is at least L", "laxer", "additive"),
        (f"{LEVEL_2[:-1]}at least L", "laxer", "additive"),
        ("every attribute at level 2 is F and every attribute below level 2 is F", "stricter", "breaking"),
        (
            "every attribute at level 2 is F and every attribute below level 2 is at least L",
            "incomparable",
            "breaking",
        ),
    ],
    ids=["dropped", "loosened", "tightened", "turned"],
)
def test_a_level_that_requires_something_else(tmp_path: Path, after: str, verdict: str, grade: str) -> None:
    found = spice(tmp_path, (LEVELS, f"requires {LEVEL_2}", f"requires {after}"), beside=("iso-33020",))
    told = verdicts(found)
    assert told["level", "2"] == verdict
    assert told["capability", "SWE.1"] == verdict
    assert found["version"] == grade
    assert found["proof"]["open"] == 0


def test_a_moved_threshold_is_followed_to_what_rests_on_it(tmp_path: Path) -> None:
    area = "cx-areas/areas/measurement.cxr"
    new = changed(tmp_path, "cx", (area, ": count = 4", ": count = 5"), beside=("cx-areas",))
    found = document(RULESETS / "cx", new)
    told = verdicts(found)
    assert told["parameter", "kpi_periods_target"] == told["criterion", "CX.MEA.2.1"] == "stricter"
    assert (
        told["level", "2"] == told["capability", "CX.MEA"] == told["maturity level", "staged:2"] == "stricter"
    )
    assert ("capability", "CX.STR") not in told
    assert found["version"] == "breaking"


def test_a_title_reworded_is_a_patch(tmp_path: Path) -> None:
    found = spice(tmp_path, (SWE, "Build units that follow the design", "Build the units as designed"))
    assert verdicts(found) == {("criterion", "SWE.3.BP3"): "reworded"}
    assert (found["version"], found["least"], found["reused"]) == ("patch", "4.0.1", [])


def test_an_id_used_again_is_suspected(tmp_path: Path) -> None:
    found = spice(tmp_path, (SWE, "Build units that follow the design", "Train the staff in welding"))
    assert found["reused"] == ["SWE.3.BP3"]
    assert "SWE.3.BP3" in found["added"]
    assert found["version"] == "breaking"


def test_a_criterion_under_another_id(tmp_path: Path) -> None:
    used = [
        (name.relative_to(RULESETS).as_posix(), "SWE.3.BP3", "SWE.3.BP9")
        for name in sorted((SPICE / "guidelines").glob("*.cxr"))
        for _ in range(name.read_text(encoding="utf-8").count("SWE.3.BP3"))
    ]
    line = 'criterion BP3 "Build units that follow the design"'
    silent = spice(tmp_path / "silent", *used, (SWE, line, line.replace("BP3", "BP9")))
    assert silent["renamed"] == [["SWE.3.BP3", "SWE.3.BP9"]]
    assert silent["version"] == "breaking"
    told = spice(tmp_path / "told", *used, (SWE, line, f"{line.replace('BP3', 'BP9')} renamed from BP3"))
    assert told["renamed"] == [["SWE.3.BP3", "SWE.3.BP9"]]
    assert told["version"] == "additive"
    assert not [each for each in told["changed"] if each["verdict"] != "equal"]


def test_a_criterion_that_was_split(tmp_path: Path) -> None:
    line = '  criterion BP2 "Order and prioritise software requirements" shows outcome 2\n'
    first = line.replace("Order and prioritise", "Order")
    second = line.replace("BP2", "BP7").replace("Order and prioritise", "Prioritise")
    found = spice(tmp_path, (SWE, line, first + second))
    assert found["split"] == [["SWE.1.BP2", "SWE.1.BP2"], ["SWE.1.BP2", "SWE.1.BP7"]]
    assert found["version"] == "breaking"


def test_criteria_that_were_merged(tmp_path: Path) -> None:
    first = (
        '  criterion BP6 "Publish agreed requirements and environment impact" shows outcome 7 tagged comm\n'
    )
    second = '  criterion BP7 "Publish requirements and their environment impact again" shows outcome 7\n'
    old = changed(tmp_path / "old", "automotive-spice", (SWE, first, first + second))
    merged = first.replace("Publish agreed", "Publish and publish again agreed")
    new = changed(tmp_path / "new", "automotive-spice", (SWE, first, merged))
    found = document(old, new)
    assert found["merged"] == [["SWE.1.BP7", "SWE.1.BP6"]]
    assert found["version"] == "breaking"


def test_a_criterion_that_moved(tmp_path: Path) -> None:
    line = '  criterion BP2 "Order and prioritise software requirements" shows outcome 2\n'
    old = changed(
        tmp_path / "old",
        "automotive-spice",
        (SWE, line, line + line.replace("BP2", "BP9").replace("Order and prioritise", "Weigh and discard")),
    )
    goes = '  criterion BP5 "Publish the agreed software architecture" shows outcome 4 tagged comm\n'
    moved = goes + line.replace("BP2", "BP9").replace("Order and prioritise", "Weigh and discard")
    new = changed(tmp_path / "new", "automotive-spice", (SWE, goes, moved))
    found = document(old, new)
    assert found["moved"] == [["SWE.1.BP9", "SWE.2.BP9"]]


def test_targets_and_what_is_gone(tmp_path: Path) -> None:
    file = "automotive-spice/targets.cxr"
    text = (RULESETS / file).read_text(encoding="utf-8")
    start = text.index("target base-cl3")
    later = text[:start] + text[start:].partition("}\n")[2]
    found = spice(tmp_path, (file, text, later.replace("reach level 1", "reach level 2", 1)))
    assert found["others"]["removed"] == [
        {"kind": "target", "id": "base-cl3", "title": found["others"]["removed"][0]["title"]}
    ]
    assert "stricter" in {each["verdict"] for each in found["changed"] if each["kind"] == "target"}
    assert found["version"] == "breaking"


def test_witnesses_are_what_they_are_said_to_be(tmp_path: Path) -> None:
    """The engine evaluates each case under both versions: in one it holds, and in the other it does not."""
    new = changed(
        tmp_path,
        "automotive-spice",
        (LEVELS, f"requires {LEVEL_2}", "requires every attribute at level 2 is at least L"),
        (ACQ, "cap SPL.2.BP1 at P", "cap SPL.2.BP1 at N"),
        beside=("iso-33020",),
    )
    found = difference(SPICE, new)
    assert found.plans is not None
    looked_at = 0
    for each in found.judged or ():
        for witness, holds in ((each.lost, (True, False)), (each.gained, (False, True))):
            if witness is None or each.claim.kind != "level":
                continue
            sides = (witness.left, witness.right)
            levels = [
                evaluate(plan, case, case.scope).levels()[each.claim.new][0]  # type: ignore[arg-type]
                for plan, case in zip(found.plans, sides, strict=True)
            ]
            assert tuple(level >= (each.claim.level or 0) for level in levels) == holds
            looked_at += 1
    assert looked_at >= 32
