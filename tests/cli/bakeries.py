"""A bakery that was assessed several times, and other bakeries that are its peers."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

MODEL = """\
model bakery version 1.2.0
  title "Small bakery model"
  source "Own work"
  uses framework iso-33020 version ^2019
  term capability "process"

table survey { guest : text key  stars : count 1 .. 5 blank 0 }

metric liked "Likes it" from survey : percent {
  share of rows where stars at least 4
  needs 4 rows
  interval wilson 90%
}

capability BAK.1 "Bread" {
  criterion BP1 "Choose the flour"
}

capability BAK.2 "Cake" {
  criterion BP1 "Beat the eggs"
}

maturity shop "The shop" cumulative from 0 {
  0 "Closed"
  1 "Open" requires every capability reaches level 1
}

target opening "To open the shop" {
  BAK.1 reach level 2
  BAK.2 reach level 1
}

target easy "To begin" {
  BAK.1 reach level 1
}
"""


def write_model(folder: Path, text: str = MODEL) -> None:
    """Write the model into a new folder `bakery`."""
    (folder / "bakery").mkdir(parents=True)
    (folder / "bakery" / "model.cxr").write_text(text, encoding="utf-8")


def assessment(name: str, day: str, ratings: str, more: str = "") -> str:
    """An assessment with the ratings of BAK.1's PA.1.1 and BP1, of PA.2.1 and PA.2.2, and of BAK.2's PA.1.1.

    A dash leaves one blank.
    """
    keys = ("BAK.1.PA.1.1", "BAK.1.BP1", "BAK.1.PA.2.1", "BAK.1.PA.2.2", "BAK.2.PA.1.1")
    rated = [
        f"  {key}: {{rating: {rating}, evidence: [E1], note: 'as of <{day}>'}}\n"
        for key, rating in zip(keys, ratings, strict=True)
        if rating != "-"
    ]
    head = f"cxrules: 1\nassessment: {name}\ntitle: 'Shop {name}'\nmodel: ./bakery\ndate: {day}\n"
    scope = "scope: [BAK.1, BAK.2]\nup-to-level: 2\nevidence: {E1: {kind: document, title: Book}}\n"
    return f"{head}{scope}{more}ratings:\n{''.join(rated)}"


def survey(*stars: int) -> str:
    """A table of answers."""
    return "guest,stars\n" + "".join(f"g{at},{each}\n" for at, each in enumerate(stars))


def write_years(folder: Path) -> None:
    """Write the model and three years of one bakery: 2024.yaml, 2025.yaml and 2026.yaml."""
    write_model(folder)
    years = (
        ("2024", "PPPPF", (5, 1, 1, 1, 1, 2)),
        ("2025", "LLPPL", (5, 5, 4, 1, 1, 2)),
        ("2026", "FFLLP", (5, 5, 5, 5, 5, 5)),
    )
    for year, ratings, stars in years:
        (folder / f"{year}.csv").write_text(survey(*stars), encoding="utf-8")
        more = f"target: opening\ntables: {{survey: {year}.csv}}\n"
        text = assessment(f"shop-{year}", f"{year}-11-20", ratings, more)
        (folder / f"{year}.yaml").write_text(text, encoding="utf-8")


def write_peers(folder: Path, count: int) -> None:
    """Write other bakeries by the model beside the folder: peer-0.yaml and so on, each with its survey."""
    folder.mkdir(parents=True, exist_ok=True)
    for at in range(count):
        name = f"peer-{at}"
        (folder / f"{name}.csv").write_text(survey(*[5] * (at + 1), *[1] * (9 - at)), encoding="utf-8")
        more = f"tables: {{survey: {name}.csv}}\n"
        text = assessment(name, "2026-01-01", f"{'PLF'[at % 3]}-LLP", more)
        (folder / f"{name}.yaml").write_text(text.replace("./bakery", "../bakery"), encoding="utf-8")
