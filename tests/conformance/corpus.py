"""Reads the conformance cases. Tests nothing itself, and knows nothing of how cases are run."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

Case = dict[str, Any]

FOLDER = Path(__file__).resolve().parent / "cases"


@cache
def files() -> dict[str, Any]:
    """The content of each file of cases, by its name without ending."""
    return {path.stem: json.loads(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.json"))}


def cases() -> list[Case]:
    """Every case of every file."""
    return [case for file in files().values() for case in file["cases"]]
