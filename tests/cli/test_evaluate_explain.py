"""`evaluate` and `explain`, from the file to what an assessor reads."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run

PAGE = """\
Corner shop, first look (corner-shop)
bakery 1.2.0 · 2026-11-20 · audit reading · method R2 · draft

Process       Level                Target     1.1
BAK.1  Bread  1, up to 5 possible  1 met     ███F
BAK.2  Cake   0 Incomplete         1 missed  █··P
Process attribute PA.1.1: N Not achieved, P Partially achieved, L Largely achieved,
F Fully achieved, ? open.
"""


def test_the_levels_of_an_assessment(run: Run, bakery: Path) -> None:
    ran = run("evaluate", "shop.yaml")
    assert (ran.code, ran.err) == (1, "")
    assert ran.out.startswith(PAGE)
    assert "BAK.1.RL.1: BAK.1.PA.1.1 is rated F" in ran.out
    assert "Target shop is missed: 1 of 2 processes does not reach it (BAK.2 at 0 of 1)." in ran.out
    assert ran.out.endswith("Why? cxrules explain shop.yaml BAK.2 --why-not 1\n")


def test_the_hint_at_the_end_is_a_command_that_works(run: Run, bakery: Path) -> None:
    hint = run("evaluate", "shop.yaml", "--method", "mean").out.splitlines()[-1]
    assert hint == "Why? cxrules explain shop.yaml --method mean BAK.2 --why-not 1"
    ran = run(*hint.removeprefix("Why? cxrules ").split())
    assert (ran.code, ran.err) == (0, "")


def test_the_result_as_json(run: Run, bakery: Path) -> None:
    ran = run("evaluate", "shop.yaml", "--format", "json")
    assert ran.code == 1
    document = json.loads(ran.out)
    assert document["format"] == "cxrules-result/1"
    assert [(each["id"], each["level"], each["met"]) for each in document["capabilities"]] == [
        ("BAK.1", 1, True),
        ("BAK.2", 0, False),
    ]


def test_without_a_target_the_verdict_is_never_negative(run: Run, bakery: Path) -> None:
    text = (bakery / "shop.yaml").read_text(encoding="utf-8")
    (bakery / "shop.yaml").write_text(text.replace("target: shop\n", ""), encoding="utf-8")
    assert run("evaluate", "shop.yaml").code == 0
    assert run("evaluate", "shop.yaml", "--target", "shop").code == 1


def test_a_target_that_is_met(run: Run, bakery: Path) -> None:
    text = (bakery / "shop.yaml").read_text(encoding="utf-8")
    (bakery / "shop.yaml").write_text(text.replace("BAK.2.PA.1.1: P", "BAK.2.PA.1.1: L"), encoding="utf-8")
    ran = run("evaluate", "shop.yaml")
    assert ran.code == 0
    assert "Target shop is met: all it asks of 2 processes is reached." in ran.out


def test_a_table_of_ratings_with_a_model(run: Run, bakery: Path) -> None:
    (bakery / "ratings.csv").write_text("subject,rating\nBAK.1.PA.1.1,L\n", encoding="utf-8")
    ran = run("evaluate", "ratings.csv", "--model", "bakery")
    assert (ran.code, ran.err) == (0, "")
    assert "BAK.1  Bread" in ran.out
    assert "--model bakery BAK.1" in ran.out.splitlines()[-1]


def test_a_table_of_ratings_without_a_model(run: Run, bakery: Path) -> None:
    (bakery / "ratings.csv").write_text("subject,rating\nBAK.1.PA.1.1,L\n", encoding="utf-8")
    ran = run("evaluate", "ratings.csv")
    assert (ran.code, ran.out) == (2, "")
    assert "--model" in ran.err


def test_errors_in_the_assessment_go_to_standard_error(run: Run, bakery: Path) -> None:
    (bakery / "shop.yaml").write_text("cxrules: 1\nassessment: a\nmodel: bakery\nratings: {BAK.3: L}\n")
    ran = run("evaluate", "shop.yaml", "--format", "json")
    assert (ran.code, ran.out) == (2, "")
    assert "BAK.3" in ran.err


@pytest.mark.parametrize("option", ["--reading", "--method", "--target"])
def test_a_wrong_name_is_told(option: str, run: Run, bakery: Path) -> None:
    ran = run("evaluate", "shop.yaml", option, "nonsense")
    assert (ran.code, ran.out) == (2, "")
    assert "nonsense" in ran.err


def test_the_other_reading(run: Run, bakery: Path) -> None:
    ran = run("evaluate", "shop.yaml", "--reading", "derive", "--method", "lowest")
    assert "derive reading · method lowest" in ran.out


def test_a_warning_about_the_model_is_left_to_check(run: Run, bakery: Path) -> None:
    with (bakery / "bakery" / "model.cxr").open("a", encoding="utf-8") as file:
        file.write('\ncause stale "The flour was stale"\n')
    assert run("check", "bakery").out.count("warning") > 0
    assert run("evaluate", "shop.yaml").err == ""
    assert run("show", "bakery").err == ""


def test_why_a_capability_is_at_its_level(run: Run, bakery: Path) -> None:
    ran = run("explain", "shop.yaml", "BAK.2")
    assert (ran.code, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert lines[0] == "BAK.2 (Cake) is at level 0 (Incomplete)."
    assert any(line.strip().startswith("BAK.2.PA.1.1 (Process performance) is P") for line in lines)
    assert re.search(r"\[iso-33020/levels\.cxr:\d+\]$", ran.out, re.MULTILINE)


def test_why_not_higher(run: Run, bakery: Path) -> None:
    ran = run("explain", "shop.yaml", "BAK.2", "--why-not", "1")
    assert ran.code == 0
    assert "BAK.2 (Cake) does not reach level 1 (Performed)" in ran.out
    assert "BAK.2.PA.1.1" in ran.out


def test_depth_cuts_and_says_so(run: Run, bakery: Path) -> None:
    ran = run("explain", "shop.yaml", "BAK.2", "--depth", "0")
    first, empty, last = ran.out.splitlines()
    assert first == "BAK.2 (Cake) is at level 0 (Incomplete)."
    assert empty == ""
    assert re.fullmatch(r"\d+ further steps? (is|are) not shown; --depth 1 shows more\.", last)


def test_an_explanation_in_markdown(run: Run, bakery: Path) -> None:
    out = run("explain", "shop.yaml", "BAK.2", "--format", "markdown").out
    assert out.startswith(
        "# Why: BAK.2\n\nCorner shop, first look (corner-shop), 2026-11-20. Model bakery 1.2.0, "
    )
    assert "\n**BAK.2 (Cake) is at level 0 (Incomplete).**\n" in out
    assert "\n- Level 1 (Performed) is not reached." in out


def test_an_explanation_as_json(run: Run, bakery: Path) -> None:
    document = json.loads(run("explain", "shop.yaml", "BAK.2", "--format", "json").out)
    assert document["format"] == "cxrules-explanation/1"
    assert document["subject"] == "BAK.2"
    assert [each["id"] for each in document["capabilities"]] == ["BAK.2"]
    (because,) = document["because"]
    assert because["id"] == "BAK.2"
    assert because["children"]
    keys = {"id", "operation", "value", "sentence", "source", "limit", "figures", "children"}
    assert set(because) == keys


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["BAK.1.PB1"], "Nothing in bakery has the id 'BAK.1.PB1'. Did you mean BAK.1.BP1?"),
        (["BAK.1", "--why-not", "9"], "There is no level 9 to ask for; there are 1, 2, 3, 4, 5."),
        (["BAK.1.BP1", "--why-not", "2"], "Only a capability has a level. Try BAK.1 --why-not 2."),
    ],
)
def test_a_question_that_has_no_answer(arguments: list[str], message: str, run: Run, bakery: Path) -> None:
    assert run("explain", "shop.yaml", *arguments) == (2, "", f"Error: {message}\n")


@pytest.mark.parametrize("subject", ["BAK.1.RL.1", "BAK.1.PA.1.1", "BAK.1.BP1", "BAK.1.BP2"])
def test_whatever_has_an_id_is_explained(subject: str, run: Run, bakery: Path) -> None:
    ran = run("explain", "shop.yaml", subject)
    assert (ran.code, ran.err) == (0, "")
    assert subject in ran.out
