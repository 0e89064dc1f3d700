"""`implies`, from mappings in files to what people read and to cases that other commands open."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import jsonschema
import pytest

from cxrules.exchange.assessment import read_assessment
from cxrules.exchange.formats import schema
from cxrules.text import Source
from tests.compare.two_models import SHOP, WORKSHOP

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run

pytest.importorskip("highspy")

MAPPING = """\
mapping workshop-to-shop version 1.0.0
  title "The workshop, seen from the shop"
  source "test"
  from model workshop version ^1
  to model shop version ^1
  own reading

ratings all = B, most = C, some = C, no = D

map ORD.agreed superset SAL.promised
  because "What is agreed is known to both"
map ORD.traced equivalent SAL.found
  because "Both ask where an order is"
map DSK.filed intersects BCK.paper
  because "Filing helps"
"""

PAGE = """\
Given level 1 of every capability in workshop 1.0.0: what follows in shop 1.0.0

SAL at level 1 or higher follows. That is proven. The proof needs these rows:
  • ORD.agreed superset SAL.promised (workshop-to-shop)
  • ORD.traced equivalent SAL.found (workshop-to-shop)

BCK at level 1 or higher does not follow. Here is a case:
  • workshop: 3 rated all.
  • shop: BCK.paper D.
  • BCK.paper may be D: no row carries a rating to it.
"""


@pytest.fixture
def models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder we are in, with two models and a mapping between them."""
    for name, text in (("workshop/model", WORKSHOP), ("shop/model", SHOP), ("seen/mapping", MAPPING)):
        file = tmp_path / f"{name}.cxr"
        file.parent.mkdir()
        file.write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_what_follows_is_proven_and_what_does_not_has_a_case(run: Run, models: Path) -> None:
    ran = run("implies", "workshop", "shop", "--given", "1", "--to", "SAL:1", "--to", "BCK:1", "-o", "cases")
    assert ran.code == 1
    assert ran.out.startswith(PAGE), ran.out
    for name, capability, level in (("workshop", "ORD", "2 (Good)"), ("shop", "BCK", "0 (Open)")):
        file = models / "cases" / "BCK-1" / f"{name}.yaml"
        assert not read_assessment(Source(file.name, file.read_text(encoding="utf-8")))[1]
        told = run("explain", str(file), capability, "--model", name)
        assert (told.code, told.err) == (0, "")
        assert f"level {level}" in told.out
    again = run("implies", "workshop", "shop", "--given", "1", "--to", "BCK:1", "-o", "cases")
    assert again.code == 2
    assert "--force" in again.err


def test_the_highest_levels_stand_in_the_order_of_the_model(run: Run, models: Path) -> None:
    ran = run("implies", "workshop", "shop", "--given", "sound", "--mapping", str(models / "seen"))
    assert ran.code == 0
    assert "  • staged (Maturity): level 1 (First).\n  • SAL (Sales): level 1 (Fair).\n" in ran.out
    assert "Mapping: workshop-to-shop 1.0.0; 2 rows that carry a rating, 1 that carry none." in ran.out


def test_the_mapping_is_read_from_either_end(run: Run, models: Path) -> None:
    assert models.exists()
    ran = run("implies", "shop", "workshop", "--given", "2", "--to", "ORD.traced=all")
    assert ran.code == 0
    assert "  • SAL.found equivalent ORD.traced (workshop-to-shop)\n" in ran.out


@pytest.mark.parametrize(
    "arguments",
    [
        ("workshop", "shop", "--given", "1"),
        ("workshop", "shop", "--given", "1", "--to", "SAL:1", "--to", "BCK:1"),
        ("workshop", "shop", "--same-ids", "--equivalent"),
        ("workshop", "shop", "--equivalent"),
        ("shop", "shop", "--same-ids", "--given", "SAL:1", "--to", "staged:1", "--to", "staged:2"),
    ],
)
def test_the_document_follows_its_schema(run: Run, models: Path, arguments: tuple[str, ...]) -> None:
    assert models.exists()
    ran = run("implies", *arguments, "--format", "json")
    document = json.loads(ran.out)
    jsonschema.validate(document, schema("implies"))
    text, markdown = (run("implies", *arguments, "--format", form).out for form in ("text", "markdown"))
    assert text.splitlines()[0] == markdown.splitlines()[0].removeprefix("# ").replace("\\", "")


def test_models_of_one_family_are_held_against_each_other(run: Run, models: Path) -> None:
    stricter = models / "other"
    stricter.mkdir()
    text = SHOP.replace("model shop", "model other").replace("BCK.paper at least B", "BCK.paper at least C")
    (stricter / "model.cxr").write_text(text, encoding="utf-8")
    ran = run("implies", "shop", "other", "--same-ids", "--equivalent")
    assert ran.code == 1
    assert "staged at level 2 (Second): other asks for less than shop." in ran.out
    assert (
        "  • shop: BCK.paper C and 1 other rated B.\n  • other: BCK.paper C and 1 other rated B.\n" in ran.out
    )


def test_levels_are_held_against_each_other_both_ways(run: Run, models: Path) -> None:
    assert models.exists()
    ran = run("implies", "workshop", "shop", "--equivalent", "--format", "json")
    assert ran.code == 1
    document = json.loads(ran.out)
    assert document["equivalent"] is False
    for each in document["dominance"]:
        other = "shop" if each["model"] == "workshop" else "workshop"
        given = ("implies", each["model"], other, "--given", _whole(each["model"], each["level"]))
        if each["implies"]:
            assert run(*given, "--to", _whole(other, each["implies"])).code == 0
        if each["above"] is not None:
            assert run(*given, "--to", each["above"]["claim"]).code == 1


def _whole(model: str, level: int) -> str:
    return f"staged:{level}" if model == "shop" else str(level)


def test_a_model_in_other_words_is_equivalent(run: Run, models: Path) -> None:
    (models / "twin").mkdir()
    text = SHOP.replace("model shop", "model twin")
    (models / "twin" / "model.cxr").write_text(text, encoding="utf-8")
    rows = "".join(
        f'map {each} equivalent {each} because "In other words"\n'
        for each in ("SAL.promised", "SAL.found", "BCK.paper")
    )
    (models / "shop-to-twin").mkdir()
    (models / "shop-to-twin" / "mapping.cxr").write_text(
        'mapping shop-to-twin version 1.0.0\n  title "Twins"\n  source "Own"\n  from model shop version ^1\n'
        f"  to model twin version ^1\n  own reading\n\nratings B = B, C = C, D = D\n\n{rows}",
        encoding="utf-8",
    )
    ran = run("implies", "shop", "twin", "--equivalent")
    assert ran.code == 0, ran.out + ran.err
    assert "They are equivalent under the mapping, level by level. That is proven." in ran.out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("workshop", "shop"), "--given 3"),
        (("workshop", "shop", "--given", "9"), "There are: 0, 1, 2."),
        (("workshop", "shop", "--given", "ORDD:1"), "Did you mean ORD?"),
        (("workshop", "shop", "--given", "1", "--to", "SAL:9"), "SAL:9"),
        (("workshop", "workshop", "--given", "1"), "--same-ids"),
        (("workshop", "shop", "--equivalent", "--given", "1"), "leave --given and --to out"),
        (("workshop", "shop", "--given", "1", "--method", "askd"), "Did you mean asked?"),
        (("workshop", "shop", "--given", "1", "--same-ids", "--mapping", "seen"), "leave --mapping out"),
    ],
)
def test_what_cannot_be_asked_is_told(
    run: Run, models: Path, arguments: tuple[str, ...], message: str
) -> None:
    assert models.exists()
    ran = run("implies", *arguments)
    assert ran.code == 2
    assert message in ran.err
