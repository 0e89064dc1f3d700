"""The report of a full assessment as HTML: all 32 processes, every practice and attribute rated.

Half of the ratings name evidence, and those below the top a weakness. The baseline is the evaluation itself.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from bench.assessments import full_assessment
from bench.timing import in_process, rows, show
from cxrules import api
from cxrules.model.assessment import Assessment, Evidence
from cxrules.reports.audit.build import Settings, report
from cxrules.reports.audit.html import render
from cxrules.workspace.wording import wording_for

if TYPE_CHECKING:
    from cxrules.engine import Evaluation
    from cxrules.model.assessment import Given

MOST_SECONDS, MOST_BYTES = 2.0, 2_000_000
_PIECES = 60
_BASELINE, _REPORT = "evaluation with its result", "report as HTML"


def run(rounds: int = 10) -> None:
    """Measure and print."""
    model = api.load("automotive-spice")
    assessment = told(full_assessment().assessment)
    evaluation = api.evaluate(assessment, model)
    candidates = {
        _BASELINE: lambda: api.evaluate(assessment, model).result(),
        _REPORT: lambda: written(evaluation),
    }
    times = in_process(candidates, rounds)
    show(f"A report of 32 processes ({rounds} rounds)", rows(times, _BASELINE))
    size = len(written(evaluation).encode())
    print(f"  at most {MOST_SECONDS:g} s; {size / 1e3:,.0f} kB (at most {MOST_BYTES / 1e3:,.0f} kB)")


def told(assessment: Assessment) -> Assessment:
    """The same ratings with evidence and weaknesses."""
    evidence = {
        f"E{n}": Evidence(
            f"E{n}", "document", f"A document of the project, number {n}", date=date(2026, 9, 1)
        )
        for n in range(_PIECES)
    }
    ratings = tuple(_told(given, n) for n, given in enumerate(assessment.ratings))
    return replace(assessment, evidence=evidence, ratings=ratings, date=date(2026, 11, 20))


def _told(given: Given, n: int) -> Given:
    named = (f"E{n % _PIECES}", f"E{n * 7 % _PIECES}") if n % 2 else ()
    weak = () if given.rating == "F" else (f"What was seen in review {n} lacks a part that was planned",)
    return given._replace(evidence=tuple(dict.fromkeys(named)), weaknesses=weak)


def written(evaluation: Evaluation) -> str:
    """The report in English."""
    wording = wording_for(evaluation.plan, "en").wording
    assert wording is not None
    return render(report(evaluation, Settings(wording)))


if __name__ == "__main__":
    run()
