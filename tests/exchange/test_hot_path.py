"""What reading an assessment may load: nothing that takes longer than the reading itself."""

from __future__ import annotations

import subprocess
import sys

READING = """
import sys
from cxrules.exchange.assessment import read_assessment
from cxrules.exchange.against import check_against
from cxrules.text import Source
assert "yaml" not in sys.modules
read_assessment(Source("a.json", '{"cxrules": 1, "assessment": "a", "model": "m", "ratings": {"A": "L"}}'))
assert "yaml" not in sys.modules
read_assessment(Source("a.yaml", "{cxrules: 1, assessment: a, model: m, ratings: {A: L}, date: 2026-11-20}"))
print(*sorted({name.partition(".")[0] for name in sys.modules}))
"""
HEAVY = {
    "pydantic",
    "pydantic_core",
    "lark",
    "networkx",
    "click",
    "typing_extensions",
    "importlib_metadata",
    "csv",
}


def test_reading_loads_nothing_heavy(project: object) -> None:
    run = subprocess.run(
        [sys.executable, "-c", READING], cwd=str(project), capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    assert not HEAVY.intersection(run.stdout.split())
