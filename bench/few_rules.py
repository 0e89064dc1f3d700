"""The shipped model with only the rules that `by_hand` knows: both sides of the bench then do the same work.

The other rules rest on findings, which the baseline has none of.
"""

from __future__ import annotations

import re
from shutil import copytree
from typing import TYPE_CHECKING

from bench import by_hand
from bench.assessments import full_assessment

if TYPE_CHECKING:
    from pathlib import Path

_RULE = re.compile(r"^rule (\S+).*?(?=^[a-z#]|\Z)", re.MULTILINE | re.DOTALL)


def write_few(rulesets: Path, folder: Path) -> Path:
    """Write the model, with what it uses beside it, into a folder; gives the folder of the model."""
    for name in ("iso-33020", "automotive-spice"):
        copytree(rulesets / name, folder / name)
    model = folder / "automotive-spice"
    full = full_assessment()
    known = {rule for rule, _ in by_hand.outcomes(full.ranks, full.causes)}
    for file in sorted((model / "guidelines").glob("*.cxr")):
        text = file.read_text(encoding="utf-8")
        kept = _RULE.sub(lambda found: found[0] if found[1] in known else "", text)
        file.write_text(kept, encoding="utf-8")
    return model
