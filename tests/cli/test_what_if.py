"""`--set`: what would be if something were rated or answered otherwise."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import jsonschema
import pytest

from cxrules.exchange.formats import schema

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run

DIFFERENCE = """\
What if: BAK.2.PA.1.1=L. Nothing is written.
  BAK.2, level: 0 -> 1
  Target shop: not met -> met

Corner shop, first look (corner-shop)
"""

ITSELF = (
    "BAK.2 is rated by its criteria and attributes, not by itself. "
    "Of itself only not-applicable or applicable can be set."
)
BESIDE = (
    "BAK.2.BP1 has no rating that this could stand beside. "
    "Set its rating, too, before this: --set BAK.2.BP1=RATING."
)
LISTED = (
    "There is no evidence 'E1'. "
    "Write present, absent, a day as 2026-11-20, or ids of evidence that is listed."
)


def test_the_difference_that_a_rating_would_make(run: Run, bakery: Path) -> None:
    before = (bakery / "shop.yaml").read_bytes()
    ran = run("evaluate", "shop.yaml", "--set", "BAK.2.PA.1.1=L")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(DIFFERENCE)
    assert (bakery / "shop.yaml").read_bytes() == before


def test_a_broken_rule_would_be_kept(run: Run, bakery: Path) -> None:
    ran = run("evaluate", "shop.yaml", "--set", "BAK.1.BP1=F")
    assert "  Rule BAK.1.RL.1 on BAK.1.PA.1.1: broken -> not-triggered\n" in ran.out


def test_open_takes_a_rating_away(run: Run, bakery: Path) -> None:
    ran = run("evaluate", "shop.yaml", "--set", "BAK.2.PA.1.1=open")
    assert "  BAK.2, level: 0 -> not rated\n" in ran.out


def test_what_changes_nothing_says_so(run: Run, bakery: Path) -> None:
    assert (
        "\nNo level, rule, value or target changes.\n"
        in run("evaluate", "shop.yaml", "--set", "BAK.1.BP2=F").out
    )


def test_both_results_as_json(run: Run, bakery: Path) -> None:
    ran = run("evaluate", "shop.yaml", "--set", "BAK.2.PA.1.1=L", "--format", "json")
    document = json.loads(ran.out)
    jsonschema.validate(document, schema("result"))
    told = document["what-if"]
    assert told["set"] == ["BAK.2.PA.1.1=L"]
    assert (document["target"]["met"], told["before"]["target"]["met"]) == (True, False)
    assert {"what": "target", "id": "shop", "before": "not met", "after": "met"} in told["differences"]


def test_an_explanation_of_what_would_be(run: Run, bakery: Path) -> None:
    ran = run("explain", "shop.yaml", "BAK.2", "--set", "BAK.2.PA.1.1=L")
    assert ran.out.startswith(
        "What if: BAK.2.PA.1.1=L. As recorded: BAK.2 (Cake) is at level 0 (Incomplete).\n\n"
    )
    assert "BAK.2 (Cake) is at level 1 (Performed)" in ran.out
    document = json.loads(
        run("explain", "shop.yaml", "BAK.2", "--set", "BAK.2.PA.1.1=L", "--format", "json").out
    )
    jsonschema.validate(document, schema("explanation"))
    assert document["what-if"]["because"][0]["value"] == "0 (Incomplete)"


@pytest.mark.parametrize(
    ("setting", "told"),
    [
        (
            "BAK.2.PA.1.1=Q",
            "There is no rating of BAK.2.PA.1.1 'Q'. There are: N, P, L, F, not-applicable and open.",
        ),
        (
            "BAK.2.PA.1.2=F",
            "bakery has nothing to set that is called 'BAK.2.PA.1.2'. Did you mean BAK.2.PA.1.1?",
        ),
        (
            "BAK.2=F",
            ITSELF,
        ),
        (
            "BAK.2.BP1.evidence=absent",
            BESIDE,
        ),
        (
            "BAK.1.BP1.evidence=E1",
            LISTED,
        ),
        ("waivers=on", "There is no answer for waivers 'on'. There are: off."),
        ("BAK.1.BP1.waiver=off", "BAK.1.BP1 has no waiver."),
        ("BAK.2.PA.1.1@=F", "'BAK.2.PA.1.1@=F' sets nothing. Write SUBJECT=RATING, as SWE.1.PA.1.1=F."),
        ("BAK.2.PA.1.1@here=F", "There is no instance of BAK.2.PA.1.1 'here'. There are none."),
        ("BAK.2.PA.1.1", "'BAK.2.PA.1.1' sets nothing. Write SUBJECT=RATING, as SWE.1.PA.1.1=F."),
    ],
)
def test_what_cannot_be_set_is_told(run: Run, bakery: Path, setting: str, told: str) -> None:
    for verb in (["evaluate", "shop.yaml"], ["explain", "shop.yaml", "BAK.2"]):
        ran = run(*verb, "--set", setting)
        assert (ran.code, ran.out, ran.err) == (2, "", f"Error: {told}\n")


def test_files_for_servers_hold_only_what_was_recorded(run: Run, bakery: Path) -> None:
    ran = run("evaluate", "shop.yaml", "--set", "BAK.2.PA.1.1=L", "--format", "junit")
    assert (ran.code, ran.err) == (2, "Error: --set goes with --format text or json.\n")


def test_a_stated_value(run: Run, garden: Path) -> None:
    from cxrules import api

    evaluation = api.evaluate(garden / "season.yaml")
    inputs = evaluation.plan.answers.inputs
    name = next(key for key, asked in inputs.items() if asked[0] in {"number", "count", "percent"})
    other = api.what_if(evaluation, {name: "1%" if inputs[name][0] == "percent" else "1"})
    assert other.assessment.values[name].text.startswith("1")
    with pytest.raises(api.CxrulesError, match=f"The value {name} must be"):
        api.what_if(evaluation, {name: "many"})


def test_a_rating_in_one_instance_leaves_the_others(project: Path) -> None:
    from cxrules import api

    evaluation = api.evaluate(project / "examples" / "brake-ecu" / "assessment.yaml")
    assert api.what_if(evaluation, {"SWE.1.PA.1.1@app": "L"}).levels()["SWE.1"] == (2, 2)
    assert api.what_if(evaluation, {"SWE.2.PA.1.1@app": "N"}).levels()["SWE.2"] == (1, 1)
    assert api.what_if(evaluation, {"SWE.2.PA.1.1": "N"}).levels()["SWE.2"] == (0, 0)
