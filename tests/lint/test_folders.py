"""Each rule of advice has a folder that holds all there is to it, and a page that is made from it.

After a wording has been changed on purpose, `python -m tests.lint.write CODE` writes anew what is held here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cxrules.diagnostics import CATALOGUE
from cxrules.lint.rules import RULES
from cxrules.syntax.parse import parse
from cxrules.text import Source
from tests.lint.folders import FOLDERS, PAGES, RULES_FOLDER, found, mended, page, shown

if TYPE_CHECKING:
    from pathlib import Path

    from cxrules.lint.rule import Rule

ALWAYS = {"__init__.py", "page.md", "bad.cxr", "good.cxr", "expected.txt"}
SECTIONS = ["## What it means", "## Why it matters", "## How to mend it"]
each_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)


def test_every_folder_is_a_rule_and_every_code_of_advice_has_one() -> None:
    folders = {each for each in RULES_FOLDER.iterdir() if each.is_dir() and each.name != "__pycache__"}
    assert folders == set(FOLDERS.values())
    assert [rule.code for rule in RULES] == [code for code in CATALOGUE if code.startswith("CX1")]


@each_rule
def test_a_folder_holds_what_belongs_to_a_rule(rule: Rule) -> None:
    names = {each.name for each in FOLDERS[rule.code].iterdir() if each.name != "__pycache__"}
    assert names - {"fixed.cxr"} == ALWAYS
    assert (FOLDERS[rule.code] / "__init__.py").read_text("utf-8").startswith(f'"""{rule.code}: ')
    text = (FOLDERS[rule.code] / "page.md").read_text("utf-8")
    assert [line for line in text.splitlines() if line.startswith("## ")] == SECTIONS


@each_rule
def test_the_bad_example_is_reported_exactly_so(rule: Rule) -> None:
    assert {each.code for each in found(rule, "bad.cxr")} == {rule.code}
    assert {each.severity for each in found(rule, "bad.cxr")} == {CATALOGUE[rule.code].severity}
    assert shown(rule, "bad.cxr") == (FOLDERS[rule.code] / "expected.txt").read_text("utf-8")


@each_rule
def test_nothing_is_said_about_the_good_example(rule: Rule) -> None:
    assert not found(rule, "good.cxr")


@each_rule
def test_mending_gives_what_is_written_in_the_folder(rule: Rule, tmp_path: Path) -> None:
    fixed = FOLDERS[rule.code] / "fixed.cxr"
    wanted = fixed if fixed.exists() else FOLDERS[rule.code] / "bad.cxr"
    assert mended(rule, tmp_path) == wanted.read_text("utf-8")
    if fixed.exists():
        assert not [each for each in found(rule, "fixed.cxr") if each.fix is not None]
        assert not parse(Source("fixed.cxr", wanted.read_text("utf-8")))[1]


@each_rule
def test_the_page_is_made_from_the_folder(rule: Rule) -> None:
    assert (PAGES / f"{rule.code}.md").read_text("utf-8") == page(rule)


def test_the_guide_lists_every_rule(project: Path) -> None:
    guide = (project / "docs" / "guide" / "advice.md").read_text("utf-8")
    for rule in RULES:
        note = "" if rule.by_default else "off unless selected "
        row = f"| [{rule.code}](../diagnostics/{rule.code}.md) | {CATALOGUE[rule.code].title} | {note}|"
        assert row in guide.splitlines()
