"""`cxrules report` and `cxrules justify`: a file and a text out, and what is refused."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from cxrules.exchange.formats import schema

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run

jsonschema = pytest.importorskip("jsonschema", reason="needs jsonschema")


def refusal(run: Run, *arguments: str) -> str:
    ran = run(*arguments)
    assert (ran.code, ran.out) == (2, "")
    return " ".join(ran.err.split())


def test_a_page(run: Run, bakery: Path) -> None:
    ran = run("report", "shop.yaml", "-o", "shop.html")
    assert (ran.code, ran.out) == (0, "Wrote shop.html.\n")
    text = (bakery / "shop.html").read_text(encoding="utf-8")
    assert text.startswith('<!DOCTYPE html>\n<html lang="en">')
    assert "<h1>Corner shop, first look</h1>" in text
    assert str(bakery) not in text


def test_markdown_in_german(run: Run, bakery: Path) -> None:
    assert run("report", "shop.yaml", "-o", "shop.md", "--language", "de").code == 0
    text = (bakery / "shop.md").read_text(encoding="utf-8")
    assert "- **Datum**: 20.11.2026\n" in text
    assert "**✕ Verfehlt** – Das Ziel shop (To open the shop) ist verfehlt: verlangt sind 2 Prozesse" in text


def test_with_the_assessment_before_and_a_roadmap(run: Run, bakery: Path) -> None:
    older = (bakery / "shop.yaml").read_text(encoding="utf-8").replace("2026-11-20", "2025-11-20")
    (bakery / "older.yaml").write_text(older.replace("PA.1.1: F", "PA.1.1: P"), encoding="utf-8")
    plan = {"to": "level 1", "cost": "3", "optimal": True, "phases": [{"end": "2027-01-31", "items": []}]}
    (bakery / "plan.json").write_text(json.dumps(plan), encoding="utf-8")
    ran = run("report", "shop.yaml", "-o", "shop.md", "--since", "older.yaml", "--roadmap", "plan.json")
    assert ran.code == 0
    text = (bakery / "shop.md").read_text(encoding="utf-8")
    assert "\n## Since the last assessment\n" in text
    assert "BAK.1 Bread rose from level 0 to 1 by 2026-11-20" in text
    assert "\n## Roadmap\n" in text


def test_with_titles_of_ones_own(run: Run, bakery: Path) -> None:
    overlay = "model: bakery\ntitles:\n  BAK.1: Brot\n"
    (bakery / "own.yaml").write_text(overlay, encoding="utf-8")
    assert run("report", "shop.yaml", "-o", "shop.md", "--overlay", "own.yaml").code == 0
    text = (bakery / "shop.md").read_text(encoding="utf-8")
    assert "### BAK.1 Brot (" in text
    assert "- **Titles shown are those of**: own.yaml\n" in text


def test_for_an_audience(run: Run, bakery: Path) -> None:
    path = bakery / "shop.yaml"
    text = path.read_text(encoding="utf-8")
    private = "  BAK.1.BP1: {rating: P, weaknesses: [Sour dough], confidential: true}\n"
    text = text.replace("  BAK.1.BP1: P\n", private) + "audiences:\n  guests: {sees: []}\n"
    path.write_text(text, encoding="utf-8")
    for name, arguments in (("all.md", ()), ("guests.md", ("--audience", "guests"))):
        assert run("report", "shop.yaml", "-o", name, *arguments).code == 0
    assert "Sour dough" in (bakery / "all.md").read_text(encoding="utf-8")
    assert "Sour dough" not in (bakery / "guests.md").read_text(encoding="utf-8")


@pytest.mark.usefixtures("bakery")
def test_what_a_report_is_refused_for(run: Run, bakery: Path) -> None:
    assert "tells no form of a report. There are: .html" in refusal(run, "report", "shop.yaml", "-o", "x.odt")
    told = refusal(run, "report", "shop.yaml", "-o", "x.html", "--language", "fr")
    assert "There are no words in the language 'fr'. There are: de, en." in told
    (bakery / "plan.json").write_text("[]", encoding="utf-8")
    told = refusal(run, "report", "shop.yaml", "-o", "x.html", "--roadmap", "plan.json")
    assert told == "Error: plan.json is no roadmap in the format cxrules-roadmap/1."
    told = refusal(run, "report", "shop.yaml", "-o", "x.html", "--since", "shop.yaml")
    assert "are both of 2026-11-20" in told
    newer = (bakery / "shop.yaml").read_text(encoding="utf-8").replace("2026-11-20", "2027-11-20")
    (bakery / "newer.yaml").write_text(newer, encoding="utf-8")
    told = refusal(run, "report", "shop.yaml", "-o", "x.html", "--since", "newer.yaml")
    assert "newer.yaml is of 2027-11-20, later than shop.yaml" in told
    assert not (bakery / "x.html").exists()


@pytest.mark.usefixtures("bakery")
def test_a_justification(run: Run) -> None:
    ran = run("justify", "shop.yaml", "BAK.1")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("BAK.1 Bread\n===========\n\nScope:\n")
    assert "• Rule BAK.1.RL.1 is broken: BAK.1.PA.1.1 (Process performance) is rated F" in ran.out
    assert "• Level 1 (Performed) is reached, for the requirement “PA.1.1 at least L” is met" in ran.out
    assert "BAK.2" not in ran.out


@pytest.mark.usefixtures("bakery")
def test_all_of_them_as_markdown_in_german(run: Run) -> None:
    ran = run("justify", "shop.yaml", "--format", "markdown", "--language", "de")
    assert ran.code == 0
    assert [line for line in ran.out.splitlines() if line.startswith("## ")] == [
        "## BAK.1 Bread",
        "## BAK.2 Cake",
        "## Woran dies gebunden ist",
    ]


@pytest.mark.usefixtures("bakery")
def test_as_json_with_the_ids_of_each_sentence(run: Run) -> None:
    document = json.loads(run("justify", "shop.yaml", "BAK.1", "--format", "json").out)
    jsonschema.validate(document, schema("justification"))
    parts = {each["id"]: each["sentences"] for each in document["capabilities"][0]["parts"]}
    broken = next(each for each in parts["rules"] if each["id"] == "rule.broken")
    assert (broken["rules"], broken["subjects"]) == (["BAK.1.RL.1"], ["BAK.1.PA.1.1"])
    assert [each["id"] for each in document["bound-to"]] == ["model", "assessment", "evidence"]
    assert document["bound-to"][0]["digest"] == document["model"]["digest"]


@pytest.mark.usefixtures("bakery")
def test_what_a_justification_is_refused_for(run: Run, bakery: Path) -> None:
    assert "Did you mean BAK.2" in refusal(run, "justify", "shop.yaml", "BAK.22")
    (bakery / "bakery" / "wording").mkdir()
    words = 'level.reached: "{capability} is at {levle}"\n'
    (bakery / "bakery" / "wording" / "en.yaml").write_text(words, encoding="utf-8")
    told = refusal(run, "justify", "shop.yaml")
    assert "error CX0575" in told
    assert "'level.reached' has no place {levle}." in told
    assert "CX0575" in run("check", "bakery").out
