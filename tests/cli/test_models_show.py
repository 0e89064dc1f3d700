"""`models` and `show`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run


def test_models_lists_what_is_shipped(run: Run) -> None:
    ran = run("models")
    assert ran.code == 0
    lines = [line.split() for line in ran.out.splitlines()]
    assert ["automotive-spice", "4.0.0", "model"] in [line[:3] for line in lines]
    assert ["iso-33020", "2019.0.0", "framework"] in [line[:3] for line in lines]


def test_models_as_json(run: Run) -> None:
    document = json.loads(run("models", "--format", "json").out)
    assert document["format"] == "cxrules-models/1"
    assert {"automotive-spice", "iso-33020"} <= {model["id"] for model in document["models"]}


def test_a_model_at_a_glance(run: Run, bakery: Path) -> None:
    ran = run("show", "bakery")
    assert (ran.code, ran.err) == (0, "")
    blocks = ran.out.split("\n\n")
    assert blocks[0] == "Small bakery model\nbakery 1.2.0"
    assert blocks[1] == "Source:   Own work\nBuilt on: iso-33020 2019.0.0"
    assert "BAK Baking:\n  BAK.1  Bread (2 base practices)\n  BAK.2  Cake (1 base practice)" in blocks
    assert "Scopes:\n  counter  What is sold over the counter" in blocks
    assert "Targets:\n  shop  To open the shop" in blocks
    assert blocks[-1] == "Rules:\n  BAK.1.RL.1  cap BAK.1.PA.1.1 at L when BAK.1.BP1 at most P\n"


PAGES = {
    "BAK.1": """\
Bread
process BAK.1

Purpose:     Bread that people come back for
Group:       BAK Baking
Outcomes:    2
Declared in: bakery/model.cxr:15

Base practices:
  BAK.1.BP1  Choose the flour (outcome 1)
  BAK.1.BP2  Knead the dough (outcomes 1 and 2; tagged dough)

Information items:
  01-01  Recipe (outcome 1)

Rules that name it:
  BAK.1.RL.1  cap BAK.1.PA.1.1 at L when BAK.1.BP1 at most P
""",
    "BAK.2.BP1": """\
Beat the eggs
base practice BAK.2.BP1

Belongs to:  BAK.2 Cake
Tagged:      dough (What touches the dough)
Needs first: BAK.1.BP1
Declared in: bakery/model.cxr:24
""",
    "PA.2.1": """\
Performance management
process attribute PA.2.1, level 2

Rests on:    its practices
Declared in: iso-33020/attributes.cxr:11

Practices:
  GP.2.1.1  Plan the baking
""",
    "BAK.1.RL.1": """\
rule BAK.1.RL.1, effect cap

Source:      House rules, 3
Because:     No bread is better than its flour
Declared in: bakery/model.cxr:33

  cap BAK.1.PA.1.1 at L when BAK.1.BP1 at most P
""",
    "counter": """\
What is sold over the counter
scope counter

In it:
  BAK.1  Bread
  BAK.2  Cake
""",
    "shop": """\
To open the shop
target shop

Asks for:
  BAK.1  level 1 by 2027-06-30: Bread
  BAK.2  level 1 by 2027-06-30: Cake
""",
    "dough": """\
What touches the dough
tag dough

Used by:
  BAK.1.BP2  Knead the dough
  BAK.2.BP1  Beat the eggs
""",
    "BAK": """\
Baking
group BAK

In it:
  BAK.1  Bread
  BAK.2  Cake
""",
}


@pytest.mark.parametrize("name", PAGES)
def test_the_page_on_a_thing(name: str, run: Run, bakery: Path) -> None:
    ran = run("show", "bakery", name)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == PAGES[name]


def test_a_practice_of_a_capability(run: Run, bakery: Path) -> None:
    assert "Belongs to:  PA.2.1 Performance management" in run("show", "bakery", "BAK.1.GP.2.1.1").out


def test_an_unknown_id_gets_the_near_one(run: Run, bakery: Path) -> None:
    ran = run("show", "bakery", "BAK.1.PB1")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "Error: bakery has nothing with the id 'BAK.1.PB1'. Did you mean BAK.1.BP1?\n"


def test_an_unknown_model_gets_the_near_one(run: Run) -> None:
    ran = run("show", "automotive-spise")
    assert ran.code == 2
    assert "Did you mean automotive-spice?" in ran.err


def test_a_model_as_json(run: Run, bakery: Path) -> None:
    document = json.loads(run("show", "bakery", "--format", "json").out)
    assert document["format"] == "cxrules-model/1"
    assert (document["id"], document["version"]) == ("bakery", "1.2.0")
    assert document["levels"][1] == {"order": 1, "name": "Performed", "requires": "PA.1.1 at least L"}
    bread = document["capabilities"][0]
    assert (bread["id"], bread["name"], bread["group"]) == ("BAK.1", "Bread", "BAK")
    assert [each["id"] for each in bread["criteria"]] == ["BAK.1.BP1", "BAK.1.BP2"]
    practices = {each["id"]: each["practices"] for each in document["attributes"]}
    assert practices["PA.2.1"] == ["GP.2.1.1"]
    assert [(rule["id"], rule["effect"]) for rule in document["rules"]] == [("BAK.1.RL.1", "cap")]
    assert document["targets"][0]["levels"] == {"BAK.1": 1, "BAK.2": 1}
    assert document["parameters"] == []
    assert document["past"] == []


@pytest.mark.parametrize(
    ("name", "key", "found"),
    [
        ("BAK.2", "capabilities", "BAK.2"),
        ("BAK.2.BP1", "capabilities", "BAK.2"),
        ("PA.1.1", "attributes", "PA.1.1"),
        ("BAK.1.PA.1.1", "attributes", "PA.1.1"),
        ("GP.2.1.1", "attributes", "PA.2.1"),
        ("BAK.2.GP.2.1.1", "attributes", "PA.2.1"),
        ("BAK.1.RL.1", "rules", "BAK.1.RL.1"),
        ("shop", "targets", "shop"),
        ("counter", "scopes", "counter"),
        ("BAK", "groups", "BAK"),
    ],
)
def test_a_part_as_json_is_the_same_document_with_that_part_only(
    name: str, key: str, found: str, run: Run, bakery: Path
) -> None:
    document = json.loads(run("show", "bakery", name, "--format", "json").out)
    whole = json.loads(run("show", "bakery", "--format", "json").out)
    assert document.keys() == whole.keys()
    assert [each["id"] for each in document[key]] == [found]
    rest = {"levels", "attributes", "capabilities", "rules", "targets", "parameters"} - {key}
    assert not any(document[other] for other in rest)


@pytest.mark.parametrize(("name", "key"), [("dough", "tags"), ("01-01", "items")])
def test_a_word_of_the_model_as_json(name: str, key: str, run: Run, bakery: Path) -> None:
    assert list(json.loads(run("show", "bakery", name, "--format", "json").out)[key]) == [name]
