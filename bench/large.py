"""The shipped model grown to about two thousand criteria: its processes, its rules, and criteria made up.

Each process gets as many further criteria as it takes, in the shapes of those it has. The rules stay as they
are, so that templates meet more criteria than they were written for.
"""

from __future__ import annotations

import re
from shutil import copytree
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

CRITERIA = 2_000
_CAPABILITY = re.compile(r"^capability (\S+) .*?^}$", re.MULTILINE | re.DOTALL)
_LAST_CRITERION = re.compile(r".*^  criterion [^\n]*\n", re.MULTILINE | re.DOTALL)
_OUTCOMES = re.compile(r"^  outcomes ([0-9]+)$", re.MULTILINE)
_TAGS = ("", "", "", " tagged trace", "", "", " tagged comm", "", " tagged perform", "")


def write_large(rulesets: Path, folder: Path, criteria: int = CRITERIA) -> Path:
    """Write the model, with what it uses beside it, into a folder; gives the folder of the model."""
    for name in ("iso-33020", "automotive-spice"):
        copytree(rulesets / name, folder / name)
    model = folder / "automotive-spice"
    files = sorted((model / "processes").glob("*.cxr"))
    texts = {file: file.read_text(encoding="utf-8") for file in files}
    many = sum(len(_CAPABILITY.findall(text)) for text in texts.values())
    for file, text in texts.items():
        grown = _CAPABILITY.sub(lambda found: _grown(found[0], found[1], -(-criteria // many)), text)
        file.write_text(grown, encoding="utf-8")
    return model


def _grown(capability: str, name: str, criteria: int) -> str:
    """The text of a capability with criteria added after those it has."""
    outcomes = _OUTCOMES.search(capability)
    last = _LAST_CRITERION.match(capability)
    assert outcomes is not None
    assert last is not None
    first = capability.count("\n  criterion ") + 1
    added = "".join(
        f'  criterion BP{number} "Do part {number} of the work of {name}"'
        f" shows outcome {number % int(outcomes[1]) + 1}{_TAGS[number % len(_TAGS)]}\n"
        for number in range(first, criteria + 1)
    )
    return capability[: last.end()] + added + capability[last.end() :]
