"""The shipped mappings account for what they promise, and claim and count as their READMEs say.

That ids exist, and that no two rows contradict each other, is what `cxrules check` tells (see test_layout).
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import pytest

from cxrules.syntax.mapping_tree import Mapped
from tests.rulesets.cmmi_cases import ruleset
from tests.rulesets.reading import ROOT, listed, read, reference

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxrules.model.ruleset import Ruleset

FOLDER = ROOT / "rulesets" / "mappings"
PACKAGES = sorted(each.name for each in FOLDER.iterdir() if each.is_dir())
CARRYING = {"equal", "equivalent", "subset", "superset"}
CRITERIA_OF_CX, PRACTICES_OF_1_3 = 91, 167


class Row(NamedTuple):
    """One relation: a row with several targets is as many of them."""

    about: str
    relation: str
    target: str | None
    because: str
    published: str | None


@cache
def rows(package: str) -> tuple[Row, ...]:
    return tuple(_rows(package))


def _rows(package: str) -> Iterator[Row]:
    for row in read(f"mappings/{package}").all(Mapped):
        said = {part.word: part.value.text if part.value else "" for part in row.parts}
        for about in listed(row.names):
            targets: list[str | None] = [*listed(row.targets)]
            for target in targets or [None]:
                yield Row(about, row.relation, target, said.get("because", ""), said.get("published"))


def parts_of(model: Ruleset) -> set[str]:
    """Every id of a model that a row can be about, without its levels."""
    found = {*model.attributes, *model.capabilities}
    for attribute in model.attributes.values():
        found |= {each.id for each in attribute.practices}
    for area in model.capabilities.values():
        found |= {each.id for each in area.criteria} | {each.id for each in area.parts}
    return found


def left_out(package: str) -> str:
    """What the README of a package says of statements in its sources that have no row."""
    text = (FOLDER / package / "README.md").read_text("utf-8")
    return text.partition("## What was left out of the sources")[2].partition("\n## ")[0]


@pytest.mark.parametrize("package", ["cx-to-automotive-spice", "cx-to-cmmi"])
def test_every_criterion_of_cx_has_a_row(package: str) -> None:
    about = {row.about for row in rows(package)}
    areas = ruleset("cx").capabilities
    criteria = {each.id for area in areas.values() for each in area.criteria}
    assert len(criteria) == CRITERIA_OF_CX
    assert about == criteria | set(areas)


def test_every_part_of_1_3_has_a_row() -> None:
    about = {row.about for row in rows("cmmi-dev-to-cmmi")}
    assert about == parts_of(ruleset("cmmi-dev"))
    assert len([each for each in about if ".SP." in each]) == PRACTICES_OF_1_3


@pytest.mark.parametrize("package", ["iso-33020-to-cx", "iso-33020-to-cmmi"])
def test_every_attribute_has_a_row(package: str) -> None:
    assert {row.about for row in rows(package)} == set(ruleset("iso-33020").attributes)


@pytest.mark.parametrize("package", PACKAGES)
def test_every_row_says_why(package: str) -> None:
    assert [row for row in rows(package) if not row.because.strip()] == []
    assert [row for row in rows(package) if row.because.endswith((".", "!"))] == []
    claims = Counter((row.about, row.target) for row in rows(package))
    assert [pair for pair, times in claims.items() if times > 1] == []


def test_only_one_package_quotes_a_publication() -> None:
    assert {package for package in PACKAGES if any(row.published is not None for row in rows(package))} == {
        "cmmi-to-automotive-spice"
    }


def test_nothing_is_equal_where_no_text_was_compared() -> None:
    assert [row for package in PACKAGES for row in rows(package) if row.relation == "equal"] == []


def test_customer_experience_hardly_carries() -> None:
    carrying = {
        (row.about, row.relation, row.target)
        for package in PACKAGES
        if not package.startswith("cmmi")
        for row in rows(package)
        if row.relation in CARRYING
    }
    assert carrying == {("CX.IMP.1.1", "subset", "IRP.1.1")}


def test_generic_practices_share_a_matter_and_no_object() -> None:
    relations = {row.relation for row in rows("cmmi-dev-to-cmmi") if row.about.startswith(("GG.", "GP."))}
    assert relations == {"intersects"}


@pytest.mark.parametrize("package", PACKAGES)
def test_counts_in_the_readme(package: str) -> None:
    text = (FOLDER / package / "README.md").read_text("utf-8")
    told = {
        name.strip("*"): (int(published), int(own))
        for name, published, own in re.findall(r"^\| ([a-z*]+) \| (\d+) \| (\d+) \|$", text, re.MULTILINE)
    }
    found = {
        relation: (
            sum(row.relation == relation and row.published is not None for row in rows(package)),
            sum(row.relation == relation and row.published is None for row in rows(package)),
        )
        for relation in {row.relation for row in rows(package)}
    }
    in_all = (sum(each[0] for each in found.values()), sum(each[1] for each in found.values()))
    assert told == {**found, "all": in_all}
    listing = (FOLDER / "README.md").read_text("utf-8")
    assert f"| {sum(in_all)} | {in_all[0]} | {in_all[1]} |" in next(
        line for line in listing.splitlines() if f"]({package}/README.md)" in line
    )


# ------------------------------------------------------------------------- held against the sources


def _ids(words: list[str]) -> list[str]:
    """`RDM 2` as area, `CM 2.4` as practice, `MPM 1-2` as area."""
    return [re.sub(r" (\d+\.\d+)$", r".\1", re.sub(r" [\d-]+$", "", each)) for each in words]


def test_areas_of_1_3_go_where_the_comparison_says() -> None:
    pairs = {(row.about, row.target) for row in rows("cmmi-dev-to-cmmi")}
    areas = {(about, (target or "").partition(".")[0]) for about, target in pairs}
    for fact in reference("mappings.yaml")["cmmi-dev-1.3 to cmmi-3.0"]["rows"]:
        for about in fact["v13"].replace("GG", "GG.").split(", "):
            for target in fact["v3"]:
                assert (about, target.partition(" ")[0]) in areas, fact


def test_published_rows_are_there_or_left_out_by_name() -> None:
    package = "cmmi-to-automotive-spice"
    published = {(row.about, row.target) for row in rows(package) if row.published is not None}
    known = parts_of(ruleset("cmmi")), parts_of(ruleset("automotive-spice"))
    expected: set[tuple[str, str]] = set()
    for fact in reference("mappings.yaml")["cmmi-3.0 to automotive-spice"]["rows"]:
        if " " in fact["aspice"][0]:  # words instead of ids: no process, but generic practices
            generic = {target for about, target in published if about in fact["cmmi"]}
            assert generic
            assert all(target and target.startswith("PA.") for target in generic), fact
            continue
        for word, about in zip(fact["cmmi"], _ids(fact["cmmi"]), strict=True):
            for target in fact["aspice"]:
                if about in known[0] and target in known[1]:
                    expected.add((about, target))
                else:
                    missing = word if about not in known[0] else target
                    assert missing in left_out(package), fact
    generic_only = {pair for pair in published if (pair[1] or "").startswith("PA.")}
    assert published == expected | generic_only | {("DAR", None)}


def test_published_gaps_are_there_or_left_out_by_name() -> None:
    package = "cmmi-to-automotive-spice"
    none = {row.about for row in rows(package) if row.relation == "none" and row.published is not None}
    for fact in reference("mappings.yaml")["gaps"]["rows"]:
        said = f"{fact['from']} {fact['to']}"
        assert any(each in said for each in none) or any(
            word in said and word in left_out(package) for word in ("SUP.9", "maintenance", "IPPD")
        ), fact
