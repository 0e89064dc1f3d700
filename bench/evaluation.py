"""One full Automotive SPICE assessment, in one process: levels alone, and with the full trace.

32 processes, each of their practices and attributes rated. The baseline is `by_hand`, which is written for
this one model and the rules that rest on ratings alone; before anything is timed, both sides must find the
same levels and outcomes of rules.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from bench import by_hand
from bench.assessments import full_assessment
from bench.few_rules import write_few
from bench.timing import in_process, rows, show
from cxrules import api
from cxrules.engine.evaluation import evaluate, levels

if TYPE_CHECKING:
    from collections.abc import Callable

    from bench.assessments import Full
    from cxrules.plan import Plan

VARIANTS = (("audit", "R2", ""), ("derive", "R2", "judged"), ("derive", "mean", "mean"))
"""Reading and method of the engine, and what the baseline calls them."""

RULESETS = Path(__file__).resolve().parents[1] / "rulesets"
LEVELS, TRACE = 3.0, 8.0
BASELINE = "by hand: levels and outcomes of rules"


def run(rounds: int = 60) -> None:
    """Measure and print."""
    full = full_assessment()
    bounds = {"Model.levels, from a dict": LEVELS, "evaluate, full trace": TRACE}
    with TemporaryDirectory() as folder:
        few = write_few(RULESETS, Path(folder))
        for reading, method, derive in VARIANTS:
            model = api.load(str(few), method, reading)
            _must_agree(full, model.plan, derive)
            title = f"One full assessment, {reading} reading, method {method} ({rounds} rounds)"
            show(title, rows(in_process(_candidates(full, model, derive), rounds), BASELINE, bounds))
    model = api.load("automotive-spice")
    candidates = _candidates(full, model, "")
    show(
        f"The same under all {len(model.plan.rule_texts)} rules, of which the baseline knows {_known(full)}",
        rows(in_process(candidates, rounds), BASELINE),
    )


def _known(full: Full) -> int:
    return len({rule for rule, _ in by_hand.outcomes(full.ranks, full.causes)})


def _candidates(full: Full, model: api.Model, derive: str) -> dict[str, Callable[[], object]]:
    plan, assessment = model.plan, full.assessment

    def by_hand_whole() -> object:
        return by_hand.levels(full.ranks, full.causes, derive=derive), by_hand.outcomes(
            full.ranks, full.causes
        )

    return {
        BASELINE: by_hand_whole,
        "by hand: levels": lambda: by_hand.levels(full.ranks, full.causes, derive=derive),
        "Model.levels, from a dict": lambda: model.levels(full.ratings),
        "levels, from an assessment": lambda: levels(plan, assessment),
        "evaluate, full trace": lambda: evaluate(plan, assessment),
        "evaluate and its result": lambda: evaluate(plan, assessment).result(),
    }


def _must_agree(full: Full, plan: Plan, derive: str) -> None:
    """Both sides do the same work, or comparing their times would say nothing."""
    expected = {
        name: (level, level) for name, level in by_hand.levels(full.ranks, full.causes, derive=derive).items()
    }
    evaluation = evaluate(plan, full.assessment)
    assert levels(plan, full.assessment) == evaluation.levels() == expected
    if not derive:
        found = {(row["rule"], row["subject"]): row["outcome"] for row in evaluation.result()["rules"]}
        assert found == by_hand.outcomes(full.ranks, full.causes)


if __name__ == "__main__":
    run()
