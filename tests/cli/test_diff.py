"""`diff` and `migrate`, from the files to what people read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import jsonschema
import pytest
import yaml

from cxrules.exchange.formats import schema
from tests.cli.conftest import MODEL

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run

ASSESSMENT = """\
cxrules: 1
assessment: shop-2025
model: old   # ours
date: 2025-05-01
assessors: {lead: {role: lead}}
ratings:
  BAK.1.BP1: F
  BAK.1.BP2: L   # sticky
  BAK.1.PA.1.1: L
  BAK.2.BP1: P
"""
NEW = (
    MODEL.replace("version 1.2.0", "version 1.3.0")
    .replace('criterion BP2 "Knead the dough"', 'criterion BP3 "Knead the dough"')
    .replace("cap BAK.1.PA.1.1 at L", "cap BAK.1.PA.1.1 at P")
    .replace('criterion BP1 "Beat the eggs"', 'criterion BP1 "Whip cream <b>fast</b>"')
)


@pytest.fixture
def bakeries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two versions of the bakery in the folder we are in, and an assessment of the older one."""
    for name, text in (("old", MODEL), ("new", NEW)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "model.cxr").write_text(text, encoding="utf-8")
    (tmp_path / "shop.yaml").write_text(ASSESSMENT.replace("old ", "./old "), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_verdict_comes_first(bakeries: Path, run: Run) -> None:
    ran = run("diff", "./old", "./new")
    assert ran.code == 1
    told = " ".join(ran.out.split())
    assert told.startswith("bakery: 1.2.0 to 1.3.0 The change is breaking. After 1.2.0 that is version 2.0.0")
    assert "The new version is 1.3.0, which promises less" in told
    assert "rule BAK.1.RL.1 (No bread is better than its flour): stricter" in told
    assert "BAK.1.BP2 -> BAK.1.BP3" in told
    assert "id used again (1): BAK.2.BP1" in told


def test_every_form_tells_it(bakeries: Path, run: Run) -> None:
    document = json.loads(run("diff", "./old", "./new", "--format", "json").out)
    jsonschema.validate(document, schema("difference"))
    assert document["renamed"] == [["BAK.1.BP2", "BAK.1.BP3"]]
    assert document["reused"] == ["BAK.2.BP1"]
    assert "BAK.2.BP1" in document["added"]
    (rule,) = [each for each in document["changed"] if each["kind"] == "rule"]
    assert rule["verdict"] == "stricter"
    assert rule["witness"]["lost"]["old"]["ratings"]
    markdown = run("diff", "./old", "./new", "--format", "markdown").out
    assert markdown.startswith("# Small bakery model: 1.2.0 to 1.3.0")
    assert "Whip cream \\<b\\>fast" in markdown
    page = run("diff", "./old", "./new", "--format", "html").out
    assert "<!DOCTYPE html>" in page
    assert "Whip cream &lt;b&gt;fast&lt;/b&gt;" in page
    assert "<b>fast" not in page


def test_an_element_narrows_it(bakeries: Path, run: Run) -> None:
    told = run("diff", "./old", "./new", "BAK.2").out
    assert "Whip cream" in told or "BAK.2.BP1" in told
    assert "BAK.1.RL.1" not in told
    ran = run("diff", "./old", "./new", "BAK.3")
    assert ran.code == 2
    assert "Did you mean" in ran.err


def test_witnesses_are_assessments(bakeries: Path, run: Run) -> None:
    run("diff", "./old", "./new", "--witness", "cases")
    before, after = (
        next((bakeries / "cases").glob(f"BAK.1.RL.1.kept.lost.{side}.yaml")) for side in ("old", "new")
    )
    for file, outcome in ((before, "kept"), (after, "broken")):
        result = json.loads(run("evaluate", str(file), "--format", "json").out)
        rules = {each["rule"]: each["outcome"] for each in result["rules"]}
        assert rules["BAK.1.RL.1"] == outcome
    assert "is kept in the old version" in before.read_text(encoding="utf-8")


def test_a_map_is_proposed_and_taken(bakeries: Path, run: Run) -> None:
    ran = run("diff", "./old", "./new", "--propose", "map.yaml")
    assert "Wrote map.yaml" in ran.out
    text = (bakeries / "map.yaml").read_text(encoding="utf-8")
    assert "BAK.1.BP2: {fate: renamed, to: BAK.1.BP3, certainty: inferred}  # Knead the dough" in text
    jsonschema.validate(yaml.safe_load(text), schema("changes"))
    mended = text.replace("to: BAK.1.BP3, certainty: inferred", "to: BAK.1.BP3, certainty: seen")
    (bakeries / "map.yaml").write_text(mended, encoding="utf-8")
    told = run("diff", "./old", "./new", "--map", "map.yaml", "--full").out
    assert "(Knead the dough; seen)" in told
    (bakeries / "map.yaml").write_text(mended.replace("to: BAK.1.BP3", "to: BAK.1.BP4"), encoding="utf-8")
    ran = run("diff", "./old", "./new", "--map", "map.yaml")
    assert ran.code == 2
    assert "Version 2.0.0 has no" in ran.err or "Version 1.3.0 has no BAK.1.BP4" in ran.err
    assert "Did you mean BAK.1.BP" in ran.err


def test_what_cannot_be_compared_is_told(bakeries: Path, run: Run) -> None:
    assert run("diff", "./old", "nowhere").code == 2
    ran = run("diff", "./old", "./new", "--map", "no.yaml")
    assert ran.code == 2
    assert "There is no file or folder no.yaml" in ran.err
    ran = run("diff", "./old", "./new", "--method", "R9")
    assert ran.code == 2
    assert "There is no method 'R9'" in ran.err
    same = run("diff", "./old", "./old")
    assert same.code == 0
    assert "Nothing differs." in same.out


def test_impact_tells_which_levels_change(bakeries: Path, run: Run) -> None:
    ran = run("diff", "./old", "./new", "--impact", ".")
    told = " ".join(ran.out.split())
    assert "1 assessment of bakery 1.2.0, carried over to 1.3.0." in told
    assert "shop-2025, shop.yaml:" in told
    assert "To revisit (1): BAK.2.BP1" in told
    document = json.loads(run("diff", "./old", "./new", "--impact", ".", "--format", "json").out)
    jsonschema.validate(document, schema("impact"))
    assert document["assessments"][0]["left"] == ["BAK.2.BP1"]
    assert run("diff", "./old", "./new", "--impact", ".", "--format", "markdown").out.startswith("# bakery")


def test_an_assessment_migrates(bakeries: Path, run: Run) -> None:
    (bakeries / "later").mkdir()
    ran = run("migrate", "shop.yaml", "--to", "./new", "-o", "later/shop-2026.yaml")
    assert ran.code == 0, ran.err
    assert "carries over 3 ratings; 1 has no place" in ran.out
    text = (bakeries / "later" / "shop-2026.yaml").read_text(encoding="utf-8")
    assert 'model: "../new"   # ours' in text
    made = yaml.safe_load(text)
    assert made["ratings"]["BAK.1.BP3"] == {"rating": "L", "carried": True}
    assert made["migrated"]["left"]["ratings"] == {"BAK.2.BP1": "P"}
    assert run("check", "later/shop-2026.yaml").out == "No problems found.\n"
    again = run("migrate", "shop.yaml", "--to", "./new", "-o", "later/shop-2026.yaml")
    assert again.code == 2
    assert "--force" in again.err
    assert "BAK.1.BP3" in run("migrate", "shop.yaml", "--to", "./new").out


def test_another_model_is_no_version(bakeries: Path, run: Run) -> None:
    ran = run("migrate", "shop.yaml", "--to", "cmmi")
    assert ran.code == 2
    assert "is another model" in ran.err
