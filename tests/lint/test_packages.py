"""Advice about packages on disk: whose they are, and what only all models together can tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cxrules.lint import Selection
from cxrules.workspace.checking import check_path

if TYPE_CHECKING:
    from pathlib import Path

MODEL = """\
model base version 1.0.0
  uses framework iso-33020 version ^2019

finding reused "Taken over from an earlier project"

capability A "One" {
  criterion 1 "First"
}
"""
RULES = """\
rules {name} version 1.0.0
  for model base version ^1

rule {name}.1 protect A.1 when finding {finding}
  source "Made up"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "base"
    place.mkdir()
    (place / "model.cxr").write_text(MODEL, "utf-8")
    return tmp_path


def add_rules(folder: Path, name: str, finding: str = "reused") -> Path:
    place = folder / name
    place.mkdir()
    (place / "rules.cxr").write_text(RULES.format(name=name, finding=finding), "utf-8")
    return place


def codes(path: Path, advice: Selection | None = None) -> list[str]:
    return [each.code for each in check_path(path, advice=advice)]


def test_a_finding_that_no_package_asks_for(folder: Path) -> None:
    assert codes(folder) == ["CX1003"]
    assert codes(folder / "base") == ["CX1003"]


def test_a_finding_that_another_package_below_the_same_folder_asks_for(folder: Path) -> None:
    add_rules(folder, "one")
    assert codes(folder) == []
    assert codes(folder / "base") == ["CX1003"], "of the rules nothing is known there"


def test_what_another_package_lacks_is_said_where_that_is_checked(folder: Path) -> None:
    rules = add_rules(folder, "one")
    text = (rules / "rules.cxr").read_text("utf-8")
    (rules / "rules.cxr").write_text(text.replace('  source "Made up"\n', ""), "utf-8")
    assert codes(folder / "base") == ["CX1003"]
    assert codes(rules) == ["CX1002"]
    assert codes(folder) == ["CX1002"]


def test_the_shipped_framework_is_not_the_users(folder: Path) -> None:
    everything = Selection(("CX1",), ("CX1003",))
    found = check_path(folder, advice=everything)
    assert {each.code for each in found} == {"CX1020"}
    assert {each.source.name for each in found if each.source} == {(folder / "base/model.cxr").as_posix()}


def test_a_package_of_which_a_file_cannot_be_read_gets_advice_on_its_text_alone(folder: Path) -> None:
    (folder / "base" / "broken.cxr").write_text("rule R lower A.1\nrule S lower A.1 when finding\n", "utf-8")
    assert codes(folder) == ["CX1002", "CX0105"]


def test_a_single_file_of_a_package_gets_its_own_advice(folder: Path) -> None:
    (folder / "base" / "more.cxr").write_text("rule R lower A.1\n", "utf-8")
    assert codes(folder / "base" / "more.cxr") == ["CX1002"]
