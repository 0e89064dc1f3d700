"""Assessments by the rulesets of customer experience, with tables of their own, and what they measure."""

from __future__ import annotations

import csv
from functools import cache
from typing import TYPE_CHECKING, Any

from cxrules import api
from tests.rulesets.reading import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from cxrules.engine import Evaluation

DAY = "2026-11-20"
SURVEY = "respondent channel journey invited answered score csat ces problem repeated weight"
TICKETS = "ticket channel opened first_answer due closed reopened reassigned escalated complaint acknowledged"


def write(path: Path, columns: str, rows: Iterable[Sequence[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([columns.split(), *rows])


def assessment(folder: Path, model: str, tables: Iterable[str], more: str = "") -> Path:
    """An assessment of the tables that lie in a folder, each under its name."""
    given = ", ".join(f"{name}: {name}.csv" for name in tables)
    path = folder / f"{model}.yaml"
    path.write_text(
        f"cxrules: 1\nassessment: shop\nmodel: {ROOT / 'rulesets' / model}\ndate: {DAY}\nreading: derive\n"
        f"tables: {{{given}}}\n{more}",
        "utf-8",
    )
    return path


@cache
def model_of(name: str) -> api.Model:
    return api.load(ROOT / "rulesets" / name, None, "derive")


def evaluated(path: Path) -> Evaluation:
    return api.evaluate(path, model_of(path.stem))


def measures(path: Path) -> dict[tuple[str, str | None], dict[str, Any]]:
    found = evaluated(path).result()["measures"]
    return {(each["id"], each["instance"]): each for each in found}
