"""Assessments carried over to another version: what is the same moves, and nothing is lost."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

import yaml
from hypothesis import HealthCheck, given, settings, strategies as st

from cxrules.compare.migration.migrate import Migrated, migrate
from cxrules.exchange.assessment import read_assessment
from cxrules.text import Source
from cxrules.workspace.migrating import impact
from tests.compare.test_editions import both
from tests.compare.variants import RULESETS, changed, pair

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cxrules.compare.versions.difference import Difference
    from cxrules.plan import Plan

TEXT = """\
# Our second one
cxrules: 1
assessment: brake-2022   # as agreed
title: Brake
model: automotive-spice@3.1
date: 2022-05-01
target: {SYS.2: 2, ACQ.3: 1}
scope: [SYS.1 .. SYS.3, ACQ.3]
status: draft
assessors: {lead: {role: lead}}
evidence:
  E1: {kind: document, title: SRS}
ratings:
  # What the customer wants
  SYS.1.BP1: F
  SYS.1.BP2: L   # was hard
  SYS.1.BP3: {rating: P, evidence: [E1], note: "short"}
  SYS.2.BP1:
    rating: L
    note: >
      folded
      text
  SYS.2.BP8: [{rating: L, by: lead}]
  SYS.2.PA.1.1: F
  SYS.2.GP.2.1.7: F
  SYS.2.GP.2.1.3: P
  ACQ.3.BP1: N  # gone by then
"""


@cache
def ground() -> tuple[Difference, tuple[Plan, Plan]]:
    found = both(None)
    assert found.old.plan is not None
    assert found.new.plan is not None
    return found.difference(), (found.old.plan, found.new.plan)


def carried(text: str, name: str = "brake.yaml") -> Migrated:
    made, problems = migrate(Source(name, text), *ground(), "brake-2026", "automotive-spice@4.0")
    assert made is not None, problems
    return made


def words(node: Any) -> Iterator[str]:  # noqa: ANN401 - data of any shape
    """Every key and every text in a document."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield str(key)
            yield from words(value)
    elif isinstance(node, list):
        for each in node:
            yield from words(each)
    else:
        yield str(node)


def test_what_is_the_same_moves_and_is_marked() -> None:
    made = yaml.safe_load(carried(TEXT).text)
    assert made["ratings"]["SYS.1.BP1"] == {"rating": "F", "carried": True}
    assert made["ratings"]["SYS.1.BP2"] == {
        "rating": "P",
        "evidence": ["E1"],
        "note": "short",
        "carried": True,
    }
    assert made["ratings"]["SYS.2.BP6"] == [{"rating": "L", "by": "lead", "carried": True}]
    assert made["ratings"]["SYS.2.GP.2.1.6"] == {"rating": "F", "carried": True}
    assert (made["assessment"], made["based-on"], made["model"]) == (
        "brake-2026",
        "brake-2022",
        "automotive-spice@4.0",
    )


def test_what_has_no_place_stays_behind_as_it_was() -> None:
    left = yaml.safe_load(carried(TEXT).text)["migrated"]["left"]
    assert left["ratings"] == {"SYS.1.BP2": "L", "SYS.2.GP.2.1.3": "P", "ACQ.3.BP1": "N"}
    assert left["target"] == {"ACQ.3": 1}
    assert left["scope"] == ["SYS.1 .. SYS.3", "ACQ.3"]


def test_an_id_used_again_gets_no_rating_by_its_number() -> None:
    made = carried(TEXT.replace('SYS.1.BP3: {rating: P, evidence: [E1], note: "short"}', "SYS.1.BP4: F"))
    assert "SYS.1.BP4" not in made.carried
    assert made.left["ratings"]["SYS.1.BP4"] == "F"  # type: ignore[index]


def test_questions_name_what_was_rated_before() -> None:
    asked = {each.subject: each for each in carried(TEXT).questions}
    assert dict(asked["SYS.1.BP2"].before) == {"SYS.1.BP3": "P", "SYS.1.BP2": "L"}
    assert asked["SYS.1.BP2"].carried
    assert dict(asked["SYS.2.GP.2.1.5"].before) == {"SYS.2.GP.2.1.3": "P"}
    assert "what it is rated by has changed" in asked["SYS.2.PA.1.1"].why


def test_comments_and_layout_stay() -> None:
    made = carried(TEXT)
    assert made.kept
    for comment in (
        "# Our second one",
        "# as agreed",
        "# What the customer wants",
        "was hard",
        "gone by then",
    ):
        assert comment in made.text
    assert "    note: >\n      folded\n      text\n" in made.text


def test_json_is_carried_over_without_its_layout() -> None:
    document = yaml.safe_load(TEXT)
    document["date"] = "2022-05-01"
    made = carried(json.dumps(document), "brake.json")
    assert not made.kept
    assert yaml.safe_load(made.text)["ratings"]["SYS.1.BP1"] == {"rating": "F", "carried": True}


SUBJECTS = ("SYS.1.BP1", "SYS.1.BP2", "SYS.1.BP3", "SYS.1.BP4", "SYS.2.BP6", "SYS.2.PA.1.1", "SYS.2.PA.2.1")
MORE = ("SYS.2.GP.2.1.3", "SYS.2.GP.2.1.7", "ACQ.3.BP1", "REU.2.BP5", "SUP.4.BP1", "SYS.4.BP1", "MAN.3.BP1")
RATING = st.sampled_from(["N", "P", "L", "F"])
NOTE = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=12)
RECORD = st.one_of(
    RATING,
    st.fixed_dictionaries({"rating": RATING}, optional={"note": NOTE, "by": st.just("lead")}),
    st.lists(
        st.fixed_dictionaries({"rating": RATING, "by": st.sampled_from(["lead", "co"])}),
        min_size=1,
        max_size=2,
        unique_by=lambda each: each["by"],
    ),
    st.fixed_dictionaries(
        {"instances": st.dictionaries(st.sampled_from(["one", "two"]), RATING, min_size=1)}
    ),
    st.just({"not-applicable": "nothing of the kind"}),
)
WAIVER = {
    "rating": "L",
    "reason": "a reason",
    "approved-by": "lead",
    "from": "2022-01-01",
    "until": "2022-12-31",
}


@given(
    st.dictionaries(st.sampled_from(SUBJECTS + MORE), RECORD, min_size=1),
    st.dictionaries(st.sampled_from(SUBJECTS + MORE), st.just(WAIVER), max_size=2),
    st.sampled_from([None, "vda-cl2", {"SYS.2": 2, "ACQ.3": 1}]),
    st.sampled_from([None, ["SYS.1 .. SYS.3"], ["SYS.1", "ACQ.3"], ["vda"], ["extended-vda"]]),
    st.booleans(),
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_everything_of_the_old_file_is_found_in_the_new_one(
    ratings: dict[str, Any],
    waivers: dict[str, Any],
    target: str | dict[str, int] | None,
    scope: list[str] | None,
    flow: bool,  # noqa: FBT001 - hypothesis chooses it
) -> None:
    document = {
        "cxrules": 1,
        "assessment": "old-one",
        "model": "automotive-spice@3.1",
        "date": "2022-05-01",
        "status": "consolidated",
        "assessors": {"lead": {"role": "lead"}, "co": {"role": "co"}},
        "ratings": ratings,
        "supersedes": "an earlier one",
        **({"target": target} if target else {}),
        **({"scope": scope} if scope else {}),
        **({"waivers": waivers} if waivers else {}),
    }
    apart = json.loads(json.dumps(document))  # or else YAML writes an anchor for what is one object
    text = yaml.safe_dump(apart, allow_unicode=True, sort_keys=False, default_flow_style=flow)
    made = carried(text)
    after = yaml.safe_load(made.text)
    there = list(words(after))
    for word in words(yaml.safe_load(text)):
        assert word in there, word
    again, problems = read_assessment(Source("new.yaml", made.text))
    assert again is not None
    assert not [each for each in problems if each.severity == "error"]
    assert {each.subject for each in again.ratings if each.carried} <= set(made.carried)


def test_the_impact_on_assessments_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "brake.yaml").write_text(TEXT, encoding="utf-8")
    (tmp_path / "later.yaml").write_text(TEXT.replace("@3.1", "@4.0"), encoding="utf-8")
    more = TEXT.replace("  SYS.2.PA.1.1: F\n", "  SYS.2.PA.1.1: F\n  ACQ.3.PA.1.1: L\n")
    (tmp_path / "signed.yaml").write_text(more.replace("brake-2022", "bus-2022"), encoding="utf-8")
    found = impact(ground()[0], both(None), tmp_path)
    effects = {path.name: each for path, each in found.effects}
    assert set(effects) == {"brake.yaml", "signed.yaml"}
    assert [each.file.name for each in found.skipped] == ["later.yaml"]
    (gone,) = [each for each in effects["signed.yaml"].moved if each.subject == "ACQ.3"]
    assert (gone.new, gone.before.level, gone.after) == (None, 1, None)
    assert "no ACQ.3" in gone.why[0]


def test_the_impact_names_the_requirement_that_a_level_now_misses(tmp_path: Path) -> None:
    before = "every attribute at level 2 is at least L and every attribute below level 2 is F"
    after = "every attribute at level 2 is F and every attribute below level 2 is F"
    edit = ("iso-33020/levels.cxr", f"requires {before}", f"requires {after}")
    new = changed(tmp_path, "automotive-spice", edit, beside=("iso-33020",))
    versions = pair(RULESETS / "automotive-spice", new)
    (tmp_path / "found").mkdir()
    text = """\
cxrules: 1
assessment: brake
model: automotive-spice@4.0
date: 2026-05-01
target: {SYS.2: 2}
assessors: {lead: {role: lead}}
ratings: {SYS.2.PA.1.1: F, SYS.2.PA.2.1: L, SYS.2.PA.2.2: F, SYS.3.PA.1.1: L}
"""
    (tmp_path / "found" / "brake.yaml").write_text(text, encoding="utf-8")
    ((_, effect),) = impact(versions.difference(), versions, tmp_path / "found").effects
    (moved,) = [each for each in effect.moved if each.subject == "SYS.2"]
    assert moved.after is not None
    assert (moved.before.level, moved.after.level) == (2, 1)
    assert f"Level 2 is stricter in the new version: it requires {after}." in moved.why
    assert any(each.startswith("Now:") and "SYS.2.PA.2.1" in each for each in moved.why)
    assert effect.target == (True, False)
