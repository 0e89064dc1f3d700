"""A model with two tables and nothing to assess, a file for each, and how a refusal reads.."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run

TABLES = """\
model shop version 1.0.0
  title "Two tables"
  source "Own work"
  uses framework iso-33020 version ^2019

table survey {
  guest : text key
  stars : count 1 .. 5 blank 0
  seen : date
}

table sales {
  bill : text key
  opened : date
  paid : date
  amount : number
  guest : text
}

metric liked "Liked" from survey : percent { share of rows where stars at least 4 interval wilson 90% }

metric disliked from survey : percent { share of rows where stars at most 2 interval wilson 90% }

metric spread : points { liked minus disliked }

metric revenue from sales : number { sum of amount }

metric bills from sales : count { count of rows }

metric age from sales : days { mean of days from paid to today }

metric each : number { revenue divided by bills }

metric fans : number { bills times liked }
"""

SURVEY = "guest,stars,seen\na,5,2026-01-05\nb,4,2026-02-05\nc,1,2026-02-06\nd,0,2026-02-07\n"
SALES = "bill,opened,paid,amount,guest\n1,2026-01-05,2026-01-06,1234.5,a\n2,2026-01-05,2026-03-06,10,b\n"


def write_shop(folder: Path) -> Path:
    """Write all of it into a new folder."""
    (folder / "shop").mkdir(parents=True)
    (folder / "shop" / "model.cxr").write_text(TABLES, encoding="utf-8")
    (folder / "survey.csv").write_text(SURVEY, encoding="utf-8")
    (folder / "sales.csv").write_text(SALES, encoding="utf-8")
    return folder


def refusal(run: Run, *arguments: str) -> str:
    """What is said where nothing is measured, on one line."""
    ran = run("measure", *arguments)
    assert (ran.code, ran.out) == (2, "")
    return " ".join(ran.err.split())
