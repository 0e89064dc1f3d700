"""`gap` and `evaluate --exact`, from the file to what an assessor reads."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import jsonschema
import pytest

from cxrules.exchange.formats import schema

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run

pytest.importorskip("highspy")

PAGE = """\
Corner shop, first look (corner-shop), 2026-11-20. Model bakery 1.2.0, audit reading.
To reach: To open the shop.
1 of 2 aims surely reached and 1 missed.

BAK.2 Cake: level 1 Performed (now 0)
  What lacks:
    • BAK.2.PA.1.1 (Process performance) is P; at least L is required: rated P.
  If BAK.2.PA.1.1 (Process performance) were at least L instead of P, this alone would be enough.
  Whatever else is rated or answered, it stays out of reach as long as BAK.2.PA.1.1 (Process
  performance) is P.
"""

SETTLED = """\
  It depends on 2 open answers:
    • BAK.1.PA.2.1 (Performance management)
    • BAK.1.PA.2.2 (Work product management)
  It is reached for sure with BAK.1.PA.2.1 (Performance management) at least L and BAK.1.PA.2.2
  (Work product management) at least L.
  It is ruled out by any one of these:
"""

TWICE = """\
model twice version 1.0.0
  title "One rating that counts in two directions"
  source "Made up"
  uses framework iso-33020 version ^2019

capability A "Either way" {
  criterion BP1 "Choose one way"
  level 1 requires BP1 at least L or BP1 at most P
}
"""


def test_what_lacks_for_a_target(run: Run, bakery: Path) -> None:
    ran = run("gap", "shop.yaml")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(PAGE)
    assert "    • If BAK.2.PA.1.1 (Process performance) were L instead of P: BAK.2 from 0 to 1.\n" in ran.out
    assert "BAK.1, level 1, is 2 steps from falling: BAK.1.PA.1.1 from F to P.\n" in ran.out
    assert "    1. BAK.1.PA.2.1 (Performance management): 2.75\n" in ran.out


def test_how_an_open_level_is_settled(run: Run, bakery: Path) -> None:
    ran = run("gap", "shop.yaml", "--to", "BAK.1:2")
    assert ran.code == 0
    assert "To reach: BAK.1 at level 2.\nIt is still open.\n" in ran.out
    assert SETTLED in ran.out
    assert "    • BAK.1.PA.2.1 (Performance management) at most P\n" in ran.out
    assert "BAK.2" not in ran.out, "who asks for one thing is told of nothing else"


def test_without_a_target_the_next_level_of_each_is_meant(run: Run, bakery: Path) -> None:
    text = (bakery / "shop.yaml").read_text(encoding="utf-8").replace("target: shop\n", "")
    (bakery / "shop.yaml").write_text(text, encoding="utf-8")
    ran = run("gap", "shop.yaml")
    assert (
        "To reach: the next level of everything assessed.\n0 of 2 aims surely reached, 1 missed and 1 open."
        in ran.out
    )
    ran = run("gap", "shop.yaml", "--to", "target")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "Error: The assessment has no target. Name a level, as 2, or a target of the model.\n"


def test_levels_that_are_not_assessed_are_the_reason(run: Run, bakery: Path) -> None:
    with (bakery / "shop.yaml").open("a", encoding="utf-8") as file:
        file.write("up-to-level: 1\n")
    ran = run("gap", "shop.yaml", "--to", "BAK.1:2")
    told = "No answer reaches it as long as this stays so: The assessment goes no higher than level 1"
    assert told in " ".join(ran.out.split())


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        ("BAK.3:1", "There is nothing to reach called 'BAK.3:1'. Did you mean BAK.1:1?"),
        ("shops", "There is nothing to reach called 'shops'. Did you mean shop?"),
        ("7", "There is nothing to reach called '7'. There are: target, shop, 1, 2, 3, 4, 5, and a level of"),
    ],
)
def test_what_cannot_be_reached_gets_the_near_name(run: Run, bakery: Path, wanted: str, told: str) -> None:
    ran = run("gap", "shop.yaml", "--to", wanted)
    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err


def test_a_gap_as_json_follows_its_schema(run: Run, bakery: Path) -> None:
    document = json.loads(run("gap", "shop.yaml", "--to", "2", "--format", "json").out)
    jsonschema.validate(document, schema("gap"))
    cake = next(each for each in document["missing"] if each["subject"] == "BAK.2")
    (change, *_) = cake["ways"]["sets"][0]
    assert (change["subject"], change["now"], change["bound"], change["value"]) == (
        "BAK.2.PA.1.1",
        "P",
        "exactly",
        "F",
    )
    assert cake["now"] == {"level": 0, "possible": 0}


def test_a_gap_as_markdown(run: Run, bakery: Path) -> None:
    lines = run("gap", "shop.yaml", "--format", "markdown").out.splitlines()
    assert lines[0] == "# What lacks: To open the shop"
    assert "## BAK.2 Cake: level 1 Performed (now 0)" in lines


def test_titles_are_escaped(run: Run, bakery: Path) -> None:
    model = bakery / "bakery" / "model.cxr"
    model.write_text(model.read_text(encoding="utf-8").replace('"Cake"', '"<b>*Cake*"'), encoding="utf-8")
    assert r"## BAK.2 \<b\>\*Cake\*: level 1" in run("gap", "shop.yaml", "--format", "markdown").out


def test_without_the_solver_it_says_how_to_get_it(
    run: Run, bakery: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "highspy", None)
    for arguments in (["gap", "shop.yaml"], ["evaluate", "shop.yaml", "--exact"]):
        ran = run(*arguments)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err == 'Error: This needs a solver. pip install "cxrules[solve]" installs it.\n'


def test_exact_levels_say_where_they_are_tighter(run: Run, bakery: Path) -> None:
    (bakery / "twice").mkdir()
    (bakery / "twice" / "model.cxr").write_text(TWICE, encoding="utf-8")
    text = "cxrules: 1\nassessment: t\nmodel: twice\nup-to-level: 1\nratings:\n  A.PA.1.1: F\n"
    (bakery / "t.yaml").write_text(text, encoding="utf-8")
    assert "0, up to 1 possible" in run("evaluate", "t.yaml").out
    ran = run("evaluate", "t.yaml", "--exact")
    assert "1 Performed" in ran.out
    assert ran.out.endswith(
        "Exact levels, proven by a solver, are tighter than evaluation alone tells:\n  A: 1, not 0 to 1\n"
    )
    document = json.loads(run("evaluate", "t.yaml", "--exact", "--format", "json").out)
    jsonschema.validate(document, schema("result"))
    assert document["exact"] == {
        "tighter": [{"id": "A", "level": 1, "possible": 1, "before": {"level": 0, "possible": 1}}]
    }
    assert [(each["state"], each["open"]) for each in document["capabilities"]] == [("rated", [])]
    assert "No open answer makes a difference to it any more" in run("gap", "t.yaml").out


def test_exact_levels_that_are_no_tighter_are_said_to_be_right(run: Run, bakery: Path) -> None:
    assert run("evaluate", "shop.yaml", "--exact").out.endswith(
        "Exact levels: every level told is one that can still come about.\n"
    )
