"""All benches one after the other: `python -m bench` in a short form, `python -m bench long` in full."""

from __future__ import annotations

import platform
import sys

from bench import check, compare, evaluation, measures, pairs, report, roadmap, solve, startup


def main(arguments: list[str]) -> int:
    """Run the benches; 2 for arguments that are not understood."""
    if arguments not in ([], ["short"], ["long"]):
        print("usage: python -m bench [short|long]")
        return 2
    long = arguments == ["long"]
    print(f"Python {platform.python_version()}, {platform.machine()}, {platform.system()}")
    startup.run(rounds=40 if long else 10)
    evaluation.run(rounds=100 if long else 20)
    report.run(rounds=20 if long else 5)
    solve.run(rounds=20 if long else 5)
    roadmap.run(rounds=10 if long else 3)
    compare.run(rounds=5 if long else 2)
    pairs.run(rounds=3 if long else 1)
    if long:
        check.run()
        measures.run()
    else:
        check.run({1_000: 5, 10_000: 1}, rounds=5)
        measures.run(100_000, rounds=5)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
