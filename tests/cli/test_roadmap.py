"""`roadmap`, from the files to what people read."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import jsonschema
import pytest

from cxrules.exchange.formats import schema

if TYPE_CHECKING:
    from tests.cli.conftest import Run

pytest.importorskip("highspy")

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"

PAGE = """\
Corner shop, first look (corner-shop), 2026-11-20. Model bakery 1.2.0, audit reading.
To reach: To open the shop.
The plan costs 1 (1 item) and takes 1 period. It reaches all 2 aims. No plan is cheaper: that is
proven.

What it rests on
  • No capacity or deadline is stated: a phase begins when the one before it ends.

Phase 1, to the end of period 1: cost 1
  • BAK.2.PA.1.1 (Process performance): from P to L (cost 1, period 1)
  Then: BAK.2 at level 1 (before: 0).
"""

WISHES = """\
cxrules-wishes: 1
title: The shop opens
model: bakery
unit: hours
period: week
costs:
  default: 4
  kinds:
    attribute: {L: 10, F: {cost: 12.5, duration: 2}}
  subjects:
    BAK.1.PA.2.1: 7
measures:
  course:
    title: A course for all bakers
    cost: 9
    duration: 2
    raises: {BAK.2.PA.1.1: F, BAK.1.PA.2.2: L}
    after: [books]
  books: {cost: 1/2, duration: 0, project: buying}
goals:
  bread: {title: Good bread, weight: 2, levels: {BAK.1: 2}}
capacity: [12, 10]
capacities: {buying: 1}
deadlines:
  BAK.1: {level: 2, by: 2}
  BAK.2: [{level: 1, by: 2}]
"""


def _document(run: Run, *arguments: str) -> dict[str, Any]:
    ran = run("roadmap", *arguments, "--format", "json")
    assert (ran.code, ran.err) == (0, "")
    document: dict[str, Any] = json.loads(ran.out)
    jsonschema.validate(document, schema("roadmap"))
    return document


def test_the_way_to_a_target(run: Run, bakery: Path) -> None:
    ran = run("roadmap", "shop.yaml")
    assert (ran.code, ran.err, ran.out) == (0, "", PAGE)


def test_a_goal_that_is_reached_asks_for_nothing(run: Run, bakery: Path) -> None:
    ran = run("roadmap", "shop.yaml", "--to", "BAK.1:1")
    assert ran.out.endswith("To reach: BAK.1 at level 1.\nIt is reached already; nothing has to be done.\n")
    document = _document(run, "shop.yaml", "--to", "BAK.1:1")
    assert (document["cost"], document["optimal"], document["phases"]) == ("0", True, [])


def test_wishes_are_respected(run: Run, bakery: Path) -> None:
    (bakery / "plan.yaml").write_text(WISHES, encoding="utf-8")
    assert run("check", "plan.yaml").code == 0
    document = _document(run, "shop.yaml", "--to", "2", "--plan", "plan.yaml")
    planned = [each for phase in document["phases"] for each in phase["items"]]
    items = {each["subject"]: each for each in planned}
    assert (document["unit"], document["period"], document["title"]) == ("hours", "week", "The shop opens")
    assert items["course"]["begin"] >= items["books"]["end"]
    assert items["books"]["cost"] == "0.5"
    assert {each["subject"] for each in items["course"]["raises"]} == {"BAK.2.PA.1.1", "BAK.1.PA.2.2"}
    assert sum(map(float, (each["cost"] for each in planned))) == float(document["cost"])
    assert document["phases"][-1]["levels"] == {"BAK.1": 2, "BAK.2": 2}
    assert [(each["subject"], each["level"], each["by"]) for each in document["late"]] == [("BAK.1", 2, 2)]
    assert document["goals"] == [{"id": "bread", "title": "Good bread", "weight": "2", "reached": True}]


def test_the_same_bytes_whatever_the_order_of_files_and_keys(run: Run, bakery: Path) -> None:
    text = (bakery / "shop.yaml").read_text(encoding="utf-8")
    other = text.replace("corner-shop", "another-shop").replace("BAK.1.PA.1.1: F", "BAK.1.PA.1.1: P")
    (bakery / "other.yaml").write_text(other, encoding="utf-8")
    head, _, ratings = text.partition("ratings:\n")
    lines = sorted(ratings.splitlines(keepends=True), reverse=True)
    (bakery / "turned.yaml").write_text(f"{head}ratings:\n{''.join(lines)}", encoding="utf-8")
    (bakery / "plan.yaml").write_text(WISHES, encoding="utf-8")
    start, _, costs = WISHES.partition("costs:\n")
    body, _, rest = costs.partition("measures:\n")
    turned = f"{start}measures:\n{rest}costs:\n{body}"
    (bakery / "turned-plan.yaml").write_text(turned, encoding="utf-8")
    first = run("roadmap", "shop.yaml", "other.yaml", "--to", "2", "--plan", "plan.yaml", "--format", "json")
    assert first.code == 0
    for files, plan in (
        (("shop.yaml", "other.yaml"), "plan.yaml"),
        (("other.yaml", "turned.yaml"), "turned-plan.yaml"),
    ):
        assert run("roadmap", *files, "--to", "2", "--plan", plan, "--format", "json").out == first.out


def test_a_shared_measure_counts_in_each_assessment(run: Run, bakery: Path) -> None:
    text = (bakery / "shop.yaml").read_text(encoding="utf-8")
    (bakery / "other.yaml").write_text(text.replace("corner-shop", "another-shop"), encoding="utf-8")
    wishes = "cxrules-wishes: 1\nmeasures:\n  oven: {cost: 1.5, raises: {BAK.2.PA.1.1: F}}\n"
    (bakery / "plan.yaml").write_text(wishes, encoding="utf-8")
    assert _document(run, "shop.yaml", "--plan", "plan.yaml")["cost"] == "1"
    both = _document(run, "shop.yaml", "other.yaml", "--plan", "plan.yaml")
    (item,) = both["phases"][0]["items"]
    assert (both["cost"], item["subject"], item["measure"]) == ("1.5", "oven", True)
    assert [each["assessment"] for each in item["raises"]] == ["another-shop", "corner-shop"]
    assert both["phases"][0]["levels"]["corner-shop BAK.2"] == 1
    ran = run("roadmap", "shop.yaml", "shop.yaml", "other.yaml", "--plan", "plan.yaml")
    assert "BAK.2 in another-shop at level 1 (before: 0)" in " ".join(ran.out.split())


def test_two_assessments_of_one_id_are_refused(run: Run, bakery: Path) -> None:
    (bakery / "other.yaml").write_text((bakery / "shop.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    ran = run("roadmap", "shop.yaml", "other.yaml")
    assert (ran.code, ran.out) == (2, "")
    assert "Two of the assessments have the id corner-shop." in ran.err


def test_why_an_item_is_in_the_plan(run: Run, bakery: Path) -> None:
    wishes = "cxrules-wishes: 1\nmeasures:\n  oven: {cost: 1/2, raises: {BAK.2.PA.1.1: F}}\n"
    (bakery / "plan.yaml").write_text(wishes, encoding="utf-8")
    told = " ".join(run("roadmap", "shop.yaml", "--plan", "plan.yaml", "--explain").out.split())
    assert "Without it BAK.2 level 1 is missed." in told
    assert "The cheapest plan without it costs cost 1" not in told
    assert "The cheapest plan without it: cost 1, 0.5 more." in told
    assert "Nothing else makes up for it." in run("roadmap", "shop.yaml", "--explain", "BAK.2.PA.1.1").out
    ran = run("roadmap", "shop.yaml", "--explain", "BAK.2.PA.1.2")
    assert (ran.code, ran.out) == (2, "")
    assert "The plan has no item 'BAK.2.PA.1.2'. Did you mean BAK.2.PA.1.1?" in ran.err


def test_a_budget_pays_for_what_weighs_most(run: Run, bakery: Path) -> None:
    wishes = (
        "cxrules-wishes: 1\nbudget: 3\ngoals:\n  bread: {weight: 1, levels: {BAK.1: 2}}\n"
        "  cake: {weight: 5, levels: {BAK.2: 1}}\n"
    )
    (bakery / "plan.yaml").write_text(wishes, encoding="utf-8")
    document = _document(run, "shop.yaml", "--to", "2", "--plan", "plan.yaml")
    assert {each["id"]: each["reached"] for each in document["goals"]} == {"bread": False, "cake": True}
    assert float(document["cost"]) <= 3
    assert {each["subject"] for each in document["missed"]} == {"BAK.1", "BAK.2"}
    out = run("roadmap", "shop.yaml", "--to", "2", "--plan", "plan.yaml").out
    assert "Missed, because the budget pays for no more: BAK.1 level 2 and BAK.2 level 2." in out


_HURRY = """\
cxrules-wishes: 1
measures:
  helpers:
    cost: 12
    raises: {BAK.1.PA.2.1: F, BAK.1.PA.2.2: F, BAK.2.PA.1.1: F, BAK.2.PA.2.1: F, BAK.2.PA.2.2: F}
"""


def _costs(run: Run, folder: Path, *limits: str) -> tuple[str, int, int]:
    (folder / "plan.yaml").write_text(_HURRY + "\n".join(limits), encoding="utf-8")
    document = _document(run, "shop.yaml", "--to", "2", "--plan", "plan.yaml")
    assert document["optimal"]
    assert document["late"] == []
    return document["cost"], document["periods"], len(document["missed"])


def test_periods_and_deadlines_are_kept_at_a_higher_cost(run: Run, bakery: Path) -> None:
    steps = _costs(run, bakery)
    assert steps[2] == 0
    assert float(steps[0]) < 12
    assert steps[1] > 1
    assert _costs(run, bakery, "periods: 1") == ("12", 1, 0)
    assert _costs(run, bakery, "deadlines: {BAK.1: {level: 2, by: 1}, BAK.2: {level: 2, by: 1}}") == (
        "12",
        1,
        0,
    )
    assert _costs(run, bakery, "periods: 2") == (steps[0], 2, 0)


def test_what_takes_too_long_is_told_and_planned_around(run: Run, bakery: Path) -> None:
    oven = "oven: {cost: 0, duration: 3, raises: {BAK.2.PA.1.1: F}}"
    wishes = f"cxrules-wishes: 1\nmeasures:\n  {oven}\nperiods: 2\n"
    (bakery / "plan.yaml").write_text(wishes, encoding="utf-8")
    ran = run("roadmap", "shop.yaml", "--plan", "plan.yaml")
    assert ran.code == 0
    assert "CX0586: oven takes 3 periods; there are only 2." in ran.err
    assert "BAK.2.PA.1.1 (Process performance): from P to L (cost 1, period 1)" in ran.out


def test_where_time_is_short_it_reaches_what_weighs_most(run: Run, bakery: Path) -> None:
    wishes = "cxrules-wishes: 1\nperiods: 1\ncapacity: 1\ngoals: {cake: {levels: {BAK.2: 1}}}\n"
    (bakery / "plan.yaml").write_text(wishes, encoding="utf-8")
    arguments = ("shop.yaml", "--to", "2", "--plan", "plan.yaml")
    document = _document(run, *arguments)
    assert (document["goals"][0]["reached"], document["periods"]) == (True, 1)
    told = " ".join(run("roadmap", *arguments).out.split())
    assert "Missed, because there is time for no more: BAK.1 level 2 and BAK.2 level 2." in told
    (bakery / "plan.yaml").write_text(wishes + "fixed: [BAK.2.PA.2.1, BAK.2.PA.2.2]\n", encoding="utf-8")
    ran = run("roadmap", *arguments)
    assert ran.err == (
        "Error: What is fixed does not fit into the periods that there are: BAK.2.PA.2.1 and BAK.2.PA.2.2.\n"
    )


def test_what_is_fixed_is_done_even_if_no_aim_needs_it(run: Run, bakery: Path) -> None:
    (bakery / "plan.yaml").write_text("cxrules-wishes: 1\nfixed: [BAK.1.PA.2.2]\n", encoding="utf-8")
    document = _document(run, "shop.yaml", "--to", "BAK.2:1", "--plan", "plan.yaml")
    items = {each["subject"]: each for phase in document["phases"] for each in phase["items"]}
    assert items.keys() == {"BAK.1.PA.2.2", "BAK.2.PA.1.1"}
    assert items["BAK.1.PA.2.2"]["because"] == ["It was asked for."]


def test_a_judged_attribute_that_is_fixed_rises_with_its_criteria(run: Run, bakery: Path) -> None:
    text = (bakery / "shop.yaml").read_text(encoding="utf-8")
    (bakery / "shop.yaml").write_text(text.replace("BAK.1.PA.1.1: F", "BAK.1.PA.1.1: P"), encoding="utf-8")
    (bakery / "plan.yaml").write_text("cxrules-wishes: 1\nfixed: [BAK.1.PA.1.1]\n", encoding="utf-8")
    document = _document(run, "shop.yaml", "--to", "BAK.2:1", "--plan", "plan.yaml")
    items = [each["subject"] for phase in document["phases"] for each in phase["items"]]
    assert sorted(items) == ["BAK.1.BP1", "BAK.2.PA.1.1"]


def test_a_name_behind_an_assessment_means_that_one_only(run: Run, bakery: Path) -> None:
    text = (bakery / "shop.yaml").read_text(encoding="utf-8")
    (bakery / "other.yaml").write_text(text.replace("corner-shop", "another-shop"), encoding="utf-8")
    wishes = (
        "cxrules-wishes: 1\ncosts: {subjects: {another-shop BAK.2.PA.1.1: 5}}\n"
        "measures:\n  oven: {cost: 2, raises: {another-shop BAK.2.PA.1.1: L}, project: kitchen}\n"
        "deadlines: {corner-shop BAK.2: {level: 1, by: 1}}\ncapacity: 2\n"
    )
    (bakery / "plan.yaml").write_text(wishes, encoding="utf-8")
    assert run("check", "plan.yaml").code == 0
    arguments = ("shop.yaml", "other.yaml", "--plan", "plan.yaml", "--gantt", "plan.svg")
    document = _document(run, *arguments)
    items = {each["subject"]: each for phase in document["phases"] for each in phase["items"]}
    assert (document["cost"], document["late"], items["oven"]["begin"]) == ("3", [], 2)
    assert [each["assessment"] for each in items["oven"]["raises"]] == ["another-shop"]
    assert items["BAK.2.PA.1.1"]["assessment"] == "corner-shop"
    picture = (bakery / "plan.svg").read_text(encoding="utf-8")
    assert picture.index(">corner-shop<") < picture.index(">kitchen<")
    assert "| kitchen | oven" in run("roadmap", *arguments, "--format", "markdown").out
    (bakery / "plan.yaml").write_text(wishes.replace("{corner-shop ", "{corner-shp "), encoding="utf-8")
    ran = run("roadmap", *arguments)
    assert ran.code == 2
    assert "There is no assessment 'corner-shp'." in ran.err


@pytest.mark.parametrize(
    ("wishes", "wanted", "told"),
    [
        ("excluded: [BAK.2]", "target", "Nothing reaches this goal without what is excluded: BAK.2."),
        ("capacity: 0", "target", "BAK.2.PA.1.1 takes cost 1 in each period; in no period is that much left"),
        ("fixed: [BAK.9]", "target", "There is no subject or measure 'BAK.9'."),
        ("measures: {oven: {cost: 1, raises: {BAK.2.PA.1.1: X}}}", "target", "'X' is no rating"),
        ("deadlines: {BAK.3: {level: 1, by: 1}}", "target", "There is nothing with levels called 'BAK.3'."),
        ("capacities: {corner-shp: 1}", "target", "Did you mean corner-shop?"),
        ("budget: -1", "target", "'budget' is -1; it cannot be below 0."),
        ("coasts: {}", "target", "Unknown key 'coasts' in the wishes."),
    ],
)
def test_what_cannot_be_is_told(run: Run, bakery: Path, wishes: str, wanted: str, told: str) -> None:
    (bakery / "plan.yaml").write_text(f"cxrules-wishes: 1\n{wishes}\n", encoding="utf-8")
    ran = run("roadmap", "shop.yaml", "--to", wanted, "--plan", "plan.yaml")
    assert (ran.code, ran.out) == (2, "")
    assert told in " ".join(ran.err.split())


def test_how_far_the_assessment_goes_may_be_the_reason(run: Run, bakery: Path) -> None:
    with (bakery / "shop.yaml").open("a", encoding="utf-8") as file:
        file.write("up-to-level: 1\n")
    ran = run("roadmap", "shop.yaml", "--to", "BAK.1:2")
    assert ran.err == (
        "Error: Nothing reaches this goal. BAK.1 does not reach level 2: the assessment goes no higher than "
        "level 1 (up-to-level).\n"
    )


def test_a_measure_raises_an_attribute_that_is_judged_by_its_criteria(run: Run, bakery: Path) -> None:
    text = (bakery / "shop.yaml").read_text(encoding="utf-8")
    (bakery / "shop.yaml").write_text(text.replace("BAK.1.PA.1.1: F", "BAK.1.PA.1.1: P"), encoding="utf-8")
    without = _document(run, "shop.yaml", "--to", "BAK.1:1")
    items = [each["subject"] for phase in without["phases"] for each in phase["items"]]
    assert items == ["BAK.1.BP1"]
    assert "So here: BAK.1.PA.1.1." in without["assumptions"][0]
    wishes = (
        "cxrules-wishes: 1\ncosts: {default: 5}\nmeasures:\n  mill: {cost: 1, raises: {BAK.1.PA.1.1: L}}\n"
    )
    (bakery / "plan.yaml").write_text(wishes, encoding="utf-8")
    lifted = _document(run, "shop.yaml", "--to", "BAK.1:1", "--plan", "plan.yaml")
    assert lifted["phases"][-1]["levels"] == {"BAK.1": 1}
    assert "mill" in [each["subject"] for phase in lifted["phases"] for each in phase["items"]]


def test_in_the_derive_reading_criteria_rise(run: Run, bakery: Path) -> None:
    text = (bakery / "shop.yaml").read_text(encoding="utf-8").replace("  BAK.1.PA.1.1: F\n", "")
    (bakery / "shop.yaml").write_text(text, encoding="utf-8")
    document = _document(run, "shop.yaml", "--to", "BAK.1:1", "--reading", "derive", "--method", "lowest")
    assert document["phases"][-1]["levels"] == {"BAK.1": 1}
    assert {each["subject"] for phase in document["phases"] for each in phase["items"]} == {
        "BAK.1.BP1",
        "BAK.1.BP2",
    }


def test_what_is_waived_is_not_planned(run: Run, bakery: Path) -> None:
    with (bakery / "shop.yaml").open("a", encoding="utf-8") as file:
        file.write(
            'waivers:\n  BAK.2.PA.1.1:\n    rating: L\n    reason: "The owner bakes herself"\n'
            "    approved-by: owner\n    from: 2026-11-01\n    until: 2027-06-30\n"
        )
    document = _document(run, "shop.yaml")
    assert (document["cost"], document["before"]) == ("0", {"BAK.1": 1, "BAK.2": 1})


def test_it_is_drawn_and_told_as_a_table(run: Run, bakery: Path) -> None:
    (bakery / "plan.yaml").write_text(WISHES, encoding="utf-8")
    ran = run(
        "roadmap",
        "shop.yaml",
        "--to",
        "2",
        "--plan",
        "plan.yaml",
        "--gantt",
        "plan.svg",
        "--format",
        "markdown",
    )
    assert ran.code == 0
    picture = ET.fromstring((bakery / "plan.svg").read_text(encoding="utf-8"))  # noqa: S314 - our own
    assert picture.get("role") == "img"
    told = next(each.text for each in picture if each.tag.endswith("desc"))
    assert told is not None
    assert "course A course for all bakers (shared), measure, 9 hours: week" in told
    assert ran.out.startswith("# The shop opens\n")
    assert "| what | cost (hours) | week | why |" in ran.out
    assert "| books: " in ran.out


def test_the_report_of_an_assessment_takes_it(run: Run, bakery: Path) -> None:
    (bakery / "plan.yaml").write_text(WISHES, encoding="utf-8")
    ran = run("roadmap", "shop.yaml", "--to", "2", "--plan", "plan.yaml", "--format", "json")
    (bakery / "roadmap.json").write_text(ran.out, encoding="utf-8")
    assert run("report", "shop.yaml", "--roadmap", "roadmap.json", "-o", "report.md").code == 0
    text = (bakery / "report.md").read_text(encoding="utf-8")
    assert "lead to this goal: level 2 in everything that is assessed. They cost" in text
    assert "| raises BAK.2.PA.1.1 Process performance | P | F |" in text


def test_the_report_plans_by_itself_what_the_roadmap_plans(run: Run, bakery: Path) -> None:
    (bakery / "plan.yaml").write_text(WISHES, encoding="utf-8")
    ran = run("roadmap", "shop.yaml", "--to", "2", "--plan", "plan.yaml", "--format", "json")
    (bakery / "roadmap.json").write_text(ran.out, encoding="utf-8")
    for language in ("en", "de"):
        told = ("report", "shop.yaml", "--language", language, "-o")
        assert run(*told, "file.html", "--roadmap", "roadmap.json").code == 0
        assert run(*told, "own.html", "--to", "2", "--plan", "plan.yaml").code == 0
        assert run(*told, "again.html", "--to", "2", "--plan", "plan.yaml").code == 0
        pages = [(bakery / f"{name}.html").read_bytes() for name in ("file", "own", "again")]
        assert pages[0] == pages[1] == pages[2]
        assert b'id="roadmap"' in pages[0]


def _section(run: Run, bakery: Path, title: str, *arguments: str) -> str:
    """The roadmap of a report as Markdown."""
    assert run("report", "shop.yaml", "-o", "report.md", *arguments).code == 0
    text = (bakery / "report.md").read_text(encoding="utf-8")
    return text.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def test_a_report_tells_the_roadmap_in_its_language(run: Run, bakery: Path) -> None:
    (bakery / "plan.yaml").write_text(WISHES, encoding="utf-8")
    wanted = ("--to", "2", "--plan", "plan.yaml")
    text = _section(run, bakery, "Roadmap", *wanted)
    assert "It is proven that no way that keeps as many deadlines costs less." in text
    assert "- \u2715 BAK.1 level 2 should be reached by the end of week 2; it is at the end of week" in text
    assert "- \u2713 bread (Good bread) is reached." in text
    assert "| course A course for all bakers |" in text
    assert "Without it BAK.1 level 2 and BAK.2 level 2 are missed." in text
    assert "| Process | Now | Phase 1 |" in text
    german = _section(run, bakery, "Fahrplan", *wanted, "--language", "de")
    assert "Es ist bewiesen, dass kein Weg, der ebenso viele Fristen einhält, weniger kostet." in german
    assert "- \u2715 BAK.1 Stufe 2 ist verlangt bis: Woche 2. Erreicht wird es erst: Woche" in german
    assert "Ohne diesen Schritt werden BAK.1 Stufe 2 und BAK.2 Stufe 2 verfehlt." in german
    assert "| hebt BAK.2.PA.1.1 Process performance | P | F |" in german
    assert " Stunden" in german
    for english in ("Without", "measure ", "hours", "week ", "period", "comes", "open"):
        assert english not in german


def test_a_report_tells_what_the_budget_does_not_pay_for(run: Run, bakery: Path) -> None:
    (bakery / "plan.yaml").write_text("cxrules-wishes: 1\nbudget: 5\n", encoding="utf-8")
    wanted = ("--to", "2", "--plan", "plan.yaml")
    text = _section(run, bakery, "Roadmap", *wanted)
    assert "The budget does not pay for BAK.2 level 2." in text
    assert "It is proven that the budget pays for no more" in text
    german = _section(run, bakery, "Fahrplan", *wanted, "--language", "de")
    assert "Dafür reicht das Budget nicht: BAK.2 Stufe 2." in german
    (bakery / "plan.yaml").write_text("cxrules-wishes: 1\nbudget: 1\n", encoding="utf-8")
    text = _section(run, bakery, "Roadmap", *wanted)
    assert text.startswith("\nThe budget pays for no part of this goal: level 2 in everything")


def test_a_report_tells_what_there_is_no_time_for(run: Run, bakery: Path) -> None:
    wanted = ("--to", "2", "--plan", "plan.yaml")
    (bakery / "plan.yaml").write_text("cxrules-wishes: 1\ncapacity: 3\nperiods: 2\n", encoding="utf-8")
    text = _section(run, bakery, "Roadmap", *wanted)
    assert "There is not enough time for BAK.2 level 2." in text
    assert "It is proven that there is time for no more" in text
    german = _section(run, bakery, "Fahrplan", *wanted, "--language", "de")
    assert "Dafür reicht die Zeit nicht: BAK.2 Stufe 2." in german
    both = "cxrules-wishes: 1\nbudget: 1\ncapacity: 3\nperiods: 2\n"
    (bakery / "plan.yaml").write_text(both, encoding="utf-8")
    text = _section(run, bakery, "Roadmap", *wanted)
    assert text.startswith("\nBudget and time are not enough for any part of this goal: level 2 in")


def test_a_report_of_a_goal_that_is_reached(run: Run, bakery: Path) -> None:
    text = _section(run, bakery, "Roadmap", "--to", "BAK.1:1")
    assert text.strip() == "This goal is reached already, and nothing has to be done: BAK.1 Bread at level 1."


def test_what_a_report_with_a_roadmap_is_refused_for(
    run: Run, bakery: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran = run("report", "shop.yaml", "-o", "x.html", "--to", "2", "--roadmap", "roadmap.json")
    assert ran.code == 2
    assert "Give one of them." in ran.err
    ran = run("report", "shop.yaml", "-o", "x.html", "--to", "BAK.1:9")
    assert "There is nothing to reach called" in ran.err
    monkeypatch.setitem(sys.modules, "highspy", None)
    ran = run("report", "shop.yaml", "-o", "x.html", "--to", "2")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == 'Error: This needs a solver. pip install "cxrules[solve]" installs it.\n'
    assert not (bakery / "x.html").exists()


def test_titles_are_escaped(run: Run, bakery: Path) -> None:
    wishes = WISHES.replace("A course for all bakers", "<script>*x*|y")
    (bakery / "plan.yaml").write_text(wishes, encoding="utf-8")
    arguments = ("roadmap", "shop.yaml", "--to", "2", "--plan", "plan.yaml", "--gantt", "plan.svg")
    assert r"\<script\>\*x\*\|y" in run(*arguments, "--format", "markdown").out
    assert "<script>" not in (bakery / "plan.svg").read_text(encoding="utf-8")


def test_without_the_solver_it_says_how_to_get_it(
    run: Run, bakery: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "highspy", None)
    ran = run("roadmap", "shop.yaml")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == 'Error: This needs a solver. pip install "cxrules[solve]" installs it.\n'


def test_wishes_follow_their_schema() -> None:
    import yaml

    wishes = yaml.safe_load(WISHES)
    jsonschema.validate(wishes, schema("wishes"))
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**wishes, "coasts": {}}, schema("wishes"))


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("brake-ecu", ["examples/brake-ecu/assessment.yaml", "--to", "target"]),
        ("harbour-hotels-2025", ["examples/harbour-hotels/2025.yaml", "--to", "3", "--explain"]),
    ],
)
def test_the_examples_read_so(name: str, arguments: list[str]) -> None:
    """The installed command, end to end. To write the texts anew, run it and look at the difference."""
    ran = subprocess.run(
        [sys.executable, "-c", "from cxrules.cli import run; run()", "roadmap", *arguments],
        cwd=EXAMPLES.parent,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    golden = Path(__file__).parent / "golden" / f"roadmap-{name}.txt"
    assert ran.stdout == golden.read_text(encoding="utf-8")
