"""Runs generated cases. Tests nothing itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, settings

from cxrules.engine import evaluate
from cxrules.lint import Selection, lint
from cxrules.plan.serial import dump, from_data, load
from cxrules.semantics import compile_plan
from tests.semantics.inline import analysed

if TYPE_CHECKING:
    from cxrules.engine import Evaluation
    from cxrules.model.assessment import Assessment
    from cxrules.plan import Plan
    from tests.strategies.assessments import Case

law = settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
)
"""Generated models are large for hypothesis, and a slow machine is no reason to fail."""

solved = settings(law, max_examples=max(settings().max_examples // 3, 20))
"""The same where each case is solved many times over."""


def planned(case: Case, text: str | None = None) -> Plan:
    """The plan of a case's model, or of the same model written differently."""
    return compiled(case, text)[0]


def compiled(case: Case, text: str | None = None) -> tuple[Plan, list[str]]:
    """The plan of a case's model, and a code for each rule by which a better rating lowers a level."""
    analysis = analysed(case.draft.text() if text is None else text)
    assert analysis.complete, [(each.code, each.message) for each in analysis.diagnostics]
    data = load(dump(compile_plan(analysis, None, case.reading), {}))[1]
    return from_data(data), [each.code for each in lint(analysis, selection=Selection(("CX1001",)))]


def evaluated(case: Case, plan: Plan | None = None) -> Evaluation:
    """A case with its full trace."""
    return evaluate(plan or planned(case), case.assessment, scope_of(case.assessment))


def scope_of(assessment: Assessment) -> list[str] | None:
    """The capabilities in scope; generated assessments name each by itself."""
    return None if assessment.scope is None else [each for each in assessment.scope if isinstance(each, str)]


def unordered(result: dict[str, Any]) -> dict[str, Any]:
    """A result without what may differ with the order of a text: every list by its ids, and no digest."""
    rows = [
        {**row, "missing": sorted(row["missing"]), "message": "" if row["missing"] else row["message"]}
        for row in result["rules"]
    ]
    capabilities = {
        each["id"]: {
            **each,
            "attributes": {attribute["id"]: attribute for attribute in each["attributes"]},
            "criteria": {criterion["id"]: criterion for criterion in each["criteria"]},
            "open": sorted(each["open"]),
        }
        for each in result["capabilities"]
    }
    disagreements = sorted(
        result["disagreements"], key=lambda each: (each["subject"], each["instance"] or "")
    )
    for each in disagreements:
        each["ratings"] = sorted(each["ratings"], key=lambda said: said["by"] or "")
    return {
        **result,
        "model": result["model"]["id"],
        "capabilities": capabilities,
        "disagreements": disagreements,
        "rules": sorted(rows, key=lambda row: (row["rule"], row["subject"])),
    }


def plan_of_text(text: str) -> Plan:
    """The plan of a model that stands as text; the last one is kept, since a law asks for it again."""
    if text not in _LAST:
        analysis = analysed(text)
        assert analysis.complete, [(each.code, each.message) for each in analysis.diagnostics]
        _LAST.clear()
        _LAST[text] = from_data(load(dump(compile_plan(analysis), {}))[1])
    return _LAST[text]


_LAST: dict[str, Plan] = {}
