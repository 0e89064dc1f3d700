"""An assessment with something in every field that a report shows, and the report of it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from cxrules import api
from cxrules.reports.audit.build import Settings, report
from cxrules.reports.audit.planned import roadmap_of
from cxrules.workspace.trend import trend
from cxrules.workspace.wording import wording_for

if TYPE_CHECKING:
    from pathlib import Path

    from cxrules.engine import Evaluation
    from cxrules.reports.audit.content import Report

MODEL = """\
model whole version 1.0.0
  title %(text)s
  source "Own work"
  uses framework iso-33020 version ^2019
  term capability "process"

group WHO %(text)s

finding late %(text)s
cause   rushed %(text)s

capability WHO.1 %(text)s in WHO {
  criterion BP1 %(text)s
  criterion BP2 "Second"
}

capability WHO.2 %(text)s in WHO {
  criterion BP1 "First"
}

capability WHO.3 "Left out" in WHO {
  criterion BP1 "First"
}

maturity whole "Maturity" cumulative from 0 {
  0 "None"
  1 %(text)s
  every level n requires every capability reaches level n
}

rule WHO.1.RL.1 %(text)s cap WHO.1.PA.1.1 at L when WHO.1.BP1 at most P
  source %(text)s
  because %(text)s

rule WHO.1.RL.2 "Kept" cap WHO.1.PA.1.1 at L when finding late

rule WHO.2.RL.1 "Deviated" cap WHO.2.PA.1.1 at L when WHO.2.BP1 at most P

target both %(text)s {
  WHO.1 .. WHO.2 reach level 2
}
"""


def quoted(text: str) -> str:
    """A text as the language of models quotes it."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def assessment(text: str, year: int = 2026) -> dict[str, Any]:
    """An assessment with a text in every field that takes one."""
    return {
        "cxrules": "1",
        "assessment": f"whole-{year}",
        "title": text,
        "model": "whole",
        "date": f"{year}-11-20",
        "target": "both",
        "up-to-level": "2",
        "purpose": text,
        "sponsor": text,
        "context": {"where": text},
        "confidentiality": text,
        "plan": text,
        "log": [{"date": f"{year}-11-01", "who": text, "what": text}],
        "sampling": {"rationale": text, "population": "3"},
        "assessors": {"lead": {"role": text, "name": text}, "co": {"role": "co", "name": "Co"}},
        "instances": {"a": {"title": text, "weight": "2"}, "b": {"title": text}},
        "evidence": {
            "E1": {"kind": "document", "title": text, "note": text, "state": text, "date": f"{year}-01-01"},
            "E2": {"kind": "interview", "role": text, "date": f"{year}-01-01"},
        },
        "findings": {"late": {"answer": "yes", "evidence": ["E1"], "by": "lead", "note": text}},
        "deviations": {"WHO.2.RL.1": {"reason": text, "by": "lead"}},
        "waivers": {
            "WHO.2.PA.2.1": {
                "rating": "F",
                "reason": text,
                "approved-by": text,
                "from": f"{year}-01-01",
                "until": f"{year}-12-31",
            }
        },
        "ratings": {
            "WHO.1.BP1": {
                "rating": "P",
                "by": "lead",
                "evidence": ["E1", "E2"],
                "causes": ["rushed"],
                "strengths": [text],
                "weaknesses": [text],
                "note": text,
            },
            "WHO.1.BP2": {"instances": {"a": "F", "b": "L"}},
            "WHO.1.PA.1.1": {"rating": "F" if year > 2025 else "P", "by": "lead", "evidence": ["E1"]},
            "WHO.1.PA.2.1": [{"rating": "L", "by": "lead"}, {"rating": "P", "by": "co"}],
            "WHO.2.BP1": {"rating": "P", "weaknesses": [text]},
            "WHO.2.PA.1.1": "F",
            "WHO.2.PA.2.1": {"rating": "P", "note": text},
            "WHO.3": {"not-applicable": text, "approved-by": "lead"},
        },
    }


def roadmap(text: str) -> dict[str, Any]:
    """A roadmap in the published format."""
    return {
        "format": "cxrules-roadmap/1",
        "to": text,
        "cost": "12.50",
        "bound": "12.50",
        "optimal": True,
        "unit": text,
        "assumptions": [text],
        "phases": [
            {
                "end": "2027-03-31",
                "items": [
                    {"subject": "WHO.1.BP1", "from": "P", "to": "F", "cost": "12.50", "because": [text]}
                ],
                "levels": {"WHO.1": 2},
            }
        ],
    }


def evaluated(folder: Path, text: str, method: str | None = None) -> dict[int, Evaluation]:
    """The evaluation of this year and of the last."""
    (folder / "whole").mkdir(exist_ok=True)
    model = MODEL % {"text": quoted(text)}
    (folder / "whole" / "model.cxr").write_text(model, encoding="utf-8")
    found = {}
    for year in (2025, 2026):
        path = folder / f"{year}.json"
        document = assessment(text, year) | ({"method": method} if method else {})
        path.write_text(json.dumps(document), encoding="utf-8")
        found[year] = api.evaluate(path)
    return found


def whole(folder: Path, text: str, language: str = "en") -> Report:
    """The report of all that."""
    found = evaluated(folder, text)
    years = trend([(str(year), evaluation) for year, evaluation in found.items()])
    wording = wording_for(found[2026].plan, language, "whole", folder).wording
    assert wording is not None
    return report(found[2026], Settings(wording, years, roadmap_of(roadmap(text)), [text]))
