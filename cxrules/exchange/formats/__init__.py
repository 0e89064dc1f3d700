"""The published formats as pydantic models, and their JSON Schemas.

For other programs, and for tests; never imported where an assessment is read or evaluated, since importing
pydantic takes longer than both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxrules.exchange.formats.agreement import Agreement
from cxrules.exchange.formats.assessment import AssessmentFile
from cxrules.exchange.formats.attestation import Statement
from cxrules.exchange.formats.badge import Badge
from cxrules.exchange.formats.benchmark import Benchmark
from cxrules.exchange.formats.carried import Carried
from cxrules.exchange.formats.cases import CaseFile
from cxrules.exchange.formats.changes import ChangesFile
from cxrules.exchange.formats.comparison import Comparison
from cxrules.exchange.formats.diagnostics import DiagnosticList
from cxrules.exchange.formats.difference import Difference
from cxrules.exchange.formats.explanation import Explanation
from cxrules.exchange.formats.gap import Gap
from cxrules.exchange.formats.history import History
from cxrules.exchange.formats.impact import Impact
from cxrules.exchange.formats.implies import Implies
from cxrules.exchange.formats.justification import Justification
from cxrules.exchange.formats.lock import LockFile
from cxrules.exchange.formats.mapping import Mapping
from cxrules.exchange.formats.measures import Measures
from cxrules.exchange.formats.model import Model
from cxrules.exchange.formats.overlay import OverlayFile
from cxrules.exchange.formats.plan import Plan
from cxrules.exchange.formats.result import Result
from cxrules.exchange.formats.roadmap import Roadmap
from cxrules.exchange.formats.tests import Tests
from cxrules.exchange.formats.trend import Trend
from cxrules.exchange.formats.verification import Verification
from cxrules.exchange.formats.wishes import WishesFile

if TYPE_CHECKING:
    from pydantic import BaseModel

_DIALECT = "https://json-schema.org/draft/2020-12/schema"

FORMATS: dict[str, type[BaseModel]] = {
    "assessment": AssessmentFile,
    "result": Result,
    "explanation": Explanation,
    "gap": Gap,
    "roadmap": Roadmap,
    "implies": Implies,
    "wishes": WishesFile,
    "difference": Difference,
    "impact": Impact,
    "changes": ChangesFile,
    "justification": Justification,
    "agreement": Agreement,
    "measures": Measures,
    "trend": Trend,
    "history": History,
    "benchmark": Benchmark,
    "comparison": Comparison,
    "carried": Carried,
    "attestation": Statement,
    "verification": Verification,
    "badge": Badge,
    "model": Model,
    "mapping": Mapping,
    "diagnostics": DiagnosticList,
    "plan": Plan,
    "overlay": OverlayFile,
    "lock": LockFile,
    "cases": CaseFile,
    "tests": Tests,
}


def names() -> tuple[str, ...]:
    """Give the names of the published formats."""
    return tuple(FORMATS)


def schema(name: str) -> dict[str, Any]:
    """Give the JSON Schema (2020-12) of a format.

    Raises KeyError for a name that is not among `names()`.
    """
    return {"$schema": _DIALECT, **FORMATS[name].model_json_schema(by_alias=True, mode="validation")}
