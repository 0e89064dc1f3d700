"""Two versions of the largest ruleset: what became of each rule, proven or shown, in seconds of the solver.

The new version is the shipped Automotive SPICE with its rating rules, each of which is changed in one place.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING

from bench.changed import write_changed
from cxrules import api
from cxrules.solve.cases import blank
from cxrules.solve.pairs import Pair
from cxrules.solve.truths import Not, broken

if TYPE_CHECKING:
    from cxrules.plan import Plan
    from cxrules.solve.pairs import Comparison

RULESETS = Path(__file__).resolve().parents[1] / "rulesets"
MOST = 10.0


def run(rounds: int = 1) -> None:
    """Measure and print."""
    with TemporaryDirectory() as folder:
        root, changed = write_changed(RULESETS, Path(folder))
        old = api.load(RULESETS / "automotive-spice" / "guidelines").plan
        new = api.load(root / "guidelines").plan
    print(f"\nTwo versions of Automotive SPICE, {len(changed)} rules changed ({rounds} rounds)")
    solver, clock, found = [], [], dict[str, "Comparison"]()
    for _ in range(rounds):
        begun = perf_counter()
        found = compared(old, new)
        clock.append(perf_counter() - begun)
        solver.append(sum(each.seconds for each in found.values()))
    verdicts = Counter(each.verdict for each in found.values())
    print(
        f"  equal or a witness of every rule: solver {median(solver):.1f} s (at most {MOST:g} s), "
        f"in all {median(clock):.1f} s: " + ", ".join(f"{count} {name}" for name, count in verdicts.items())
    )


def compared(old: Plan, new: Plan) -> dict[str, Comparison]:
    """Each rule of the old version against the one of the same name: in which cases it is kept."""
    pair = Pair(blank(old), blank(new))
    subjects: dict[str, list[str]] = {}
    for each in old.rules:
        subjects.setdefault(each.rule, []).append(each.subject)
    return {
        rule: pair.compare_all(
            [(Not(broken(old, rule, name)), Not(broken(new, rule, name))) for name in names]
        )
        for rule, names in subjects.items()
    }


if __name__ == "__main__":
    run()
