"""The shipped Automotive SPICE ruleset with a change in every rule; the same seed gives the same."""

from __future__ import annotations

import re
import shutil
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_RULE = re.compile(r"^( *)rule (\S+)[^\n]*\n(?:\1 +.*\n|\n(?=\1 +\S))*", re.MULTILINE)
_FINDING = re.compile(r"finding ([a-z][a-z0-9-]*)")
_EDITS = (
    (re.compile(r"\bat P\b"), "at L"),
    (re.compile(r"\bat L\b"), "at P"),
    (re.compile(r"\bat N\b"), "at P"),
    (re.compile(r"\blower (?=[A-Z])"), "keep-lower "),
    (re.compile(r"\bbelow F\b"), "below L"),
    (re.compile(r"\bat most P\b"), "at most L"),
    (re.compile(r"\bprotect "), "lower "),
    (re.compile(r"\balign (\S+) with"), r"keep \1 at most"),
    (re.compile(r"\bat most (?=[A-Z]{2})"), "at least "),
    (re.compile(r"\bfinding ([a-z][a-z0-9-]*)"), "finding-or"),
)


def write_changed(rulesets: Path, folder: Path, seed: int = 1) -> tuple[Path, list[str]]:
    """Copy the ruleset into a folder and change each of its rules; gives where it is, and their ids."""
    root = folder / "automotive-spice"
    shutil.copytree(rulesets / "automotive-spice", root, ignore=shutil.ignore_patterns("tests"))
    chance, changed = Random(seed), list[str]()  # noqa: S311 # made-up data
    for file in sorted(root.rglob("*.cxr")):
        text = file.read_text(encoding="utf-8")
        others = sorted(set(re.findall(r"^finding ([a-z][a-z0-9-]*)", text, re.MULTILINE)))

        def change(found: re.Match[str], others: list[str] = others) -> str:
            after = _changed(found[0], chance, others)
            changed.append(found[2])
            return after

        file.write_text(_RULE.sub(change, text), encoding="utf-8")
    return root, changed


def _changed(rule: str, chance: Random, findings: list[str]) -> str:
    """One rule with one change that can be made to it, chosen by chance."""
    named = _FINDING.search(rule)
    ways = [(pattern, new) for pattern, new in _EDITS if pattern.search(rule)]
    pattern, new = chance.choice(ways)
    if new == "finding-or":
        assert named is not None
        other = chance.choice([each for each in findings if each != named[1]] or [named[1]])
        return pattern.sub(f"(finding {named[1]} or finding {other})", rule, count=1)
    if new == "keep-lower ":
        line = re.search(r"\blower ([^\n]*)", rule)
        assert line is not None
        return rule.replace(line[0], f"cap {line[1]} at P", 1)
    return pattern.sub(new, rule, count=1)
