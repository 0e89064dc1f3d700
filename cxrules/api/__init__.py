"""cxrules from Python: load a model, check and test text, evaluate, measure and compare, explain and release.

Everything here reads files and returns plain values; nothing is printed or written. Levels are whole
numbers, ratings the names of a scale's values, dates `datetime.date`.
"""

from __future__ import annotations

from cxrules.api.assessing import agreement, evaluate, explain, what_if
from cxrules.api.comparing import benchmark, measure, trend
from cxrules.api.errors import CxrulesError
from cxrules.api.handing_over import redact, release, sign, verify
from cxrules.api.models import Model, check, load, lock, ruleset, run_tests
from cxrules.api.side_by_side import diff
from cxrules.api.solving import exact_levels, gap, roadmap
from cxrules.diagnostics import Diagnostic, has_errors

__all__ = [
    "CxrulesError",
    "Diagnostic",
    "Model",
    "agreement",
    "benchmark",
    "check",
    "diff",
    "evaluate",
    "exact_levels",
    "explain",
    "gap",
    "has_errors",
    "load",
    "lock",
    "measure",
    "redact",
    "release",
    "roadmap",
    "ruleset",
    "run_tests",
    "sign",
    "trend",
    "verify",
    "what_if",
]
