"""Models side by side: three shipped ones with their mappings, from their text to the page.

The baseline is reading the three models alone.
"""

from __future__ import annotations

from bench.timing import in_process, rows, show
from cxrules.compare.comparison import Comparison, compare
from cxrules.reports.audit.build import page_words
from cxrules.reports.audit.html import render
from cxrules.reports.comparison.page import page
from cxrules.workspace.loading import load_ruleset
from cxrules.workspace.mappings import mappings_between
from cxrules.workspace.wording import REFERENCE, shipped_wording

MOST = 3.0
_MODELS = ("cx", "automotive-spice", "cmmi")
_BASELINE, _PAGE = "reading the models", "comparison as HTML"


def run(rounds: int = 3) -> None:
    """Measure and print."""
    times = in_process({_BASELINE: models, _PAGE: written}, rounds)
    show(f"Three models side by side ({rounds} rounds)", rows(times, _BASELINE))
    print(f"  at most {MOST:g} s; {len(written().encode()) / 1e3:,.0f} kB")


def models() -> list[object]:
    """The rulesets, from their text."""
    return [load_ruleset(name)[0] for name in _MODELS]


def written() -> str:
    """The page."""
    wording = shipped_wording(REFERENCE).wording
    assert wording is not None
    return render(page(_compared(), page_words(wording)))


def _compared() -> Comparison:
    rulesets = [ruleset for ruleset, _ in map(load_ruleset, _MODELS) if ruleset is not None]
    return compare(rulesets, lambda first, second: mappings_between(first, second).correspondences)
