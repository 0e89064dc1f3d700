"""Whole processes, from start to end: how long a user waits for a short command.

The baseline is a Python that imports click and ends, which any command line made with click takes.
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.timing import processes, rows, show

ROOT = Path(__file__).resolve().parents[1]
ASSESSMENT = str(ROOT / "examples" / "brake-ecu" / "assessment.yaml")
BASELINE = "python -c 'import click'"
BOUNDS = {"cxrules --version": 1.6, "evaluate, plan in the cache": 4.0}


def run(rounds: int = 30) -> None:
    """Measure and print."""
    cxrules = _command()
    commands = {
        BASELINE: [sys.executable, "-c", "import click"],
        "cxrules --version": [*cxrules, "--version"],
        "evaluate, plan in the cache": [*cxrules, "evaluate", ASSESSMENT],
        "evaluate --format json, the same": [*cxrules, "evaluate", ASSESSMENT, "--format", "json"],
        "explain, the same": [*cxrules, "explain", ASSESSMENT, "SWE.1", "--why-not", "2"],
    }
    slow = {
        BASELINE: commands[BASELINE],
        "evaluate, without a cache": [*cxrules, "evaluate", ASSESSMENT],
        "check of the whole model": [*cxrules, "check", str(ROOT / "rulesets" / "automotive-spice")],
    }
    with TemporaryDirectory() as folder:
        kept = {name: {"XDG_CACHE_HOME": folder} for name in commands}
        show(f"Start-up ({rounds} rounds)", rows(processes(commands, rounds, kept), BASELINE, BOUNDS))
    few = max(rounds // 5, 3)
    off = {name: {"CXRULES_CACHE": "off"} for name in slow}
    show(f"Start-up with parsing ({few} rounds)", rows(processes(slow, few, off), BASELINE))


def _command() -> list[str]:
    """The installed command, or else the same by way of Python."""
    installed = Path(sys.executable).with_name("cxrules")
    if installed.exists():
        return [str(installed)]
    return [sys.executable, "-c", "from cxrules.cli import run; run()"]


if __name__ == "__main__":
    run()
