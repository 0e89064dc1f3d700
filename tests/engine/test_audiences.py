"""An evaluation for an audience: the same levels and ratings, and nothing that is marked in any output."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, given, settings, strategies as st

from cxrules import api
from cxrules.engine.because import explain
from cxrules.reports.agreement import agreement_data
from cxrules.reports.columns import ASCII
from cxrules.reports.explanation import render as explained
from cxrules.reports.levels import render
from cxrules.reports.names import Look
from cxrules.workspace.redacting import changed_levels, for_audience, redacted_text

if TYPE_CHECKING:
    from cxrules.engine import Evaluation
    from tests.engine.small import Make

MODEL = """
capability A "A process" { criterion 1 "One" criterion 2 "Two" }
capability B "Another process" { criterion 1 "One" }
cause late "It is late"
rule B.1.late protect B.1 from cause late when A.1 at most P
  source "The house"
"""
SUBJECTS = ("A.1", "A.2", "A.PA.1.1", "B.1", "B.PA.1.1")
TEAM = {
    "lead": {"role": "lead"},
    "co": {"role": "co-assessor", "name": "secret name", "confidential": True},
    "third": {"role": "co-assessor"},
}

secrets = st.sampled_from(["secret one", "secret two"])
remark = st.fixed_dictionaries(
    {"rating": st.sampled_from("NPLF"), "confidential": st.just(value=True)},
    optional={
        "note": secrets,
        "weaknesses": st.lists(secrets, max_size=2),
        "strengths": st.lists(secrets, max_size=2),
        "because": secrets,
        "causes": st.just(["late"]),
        "evidence": st.just(["secret-evidence"]),
    },
)
voices = st.lists(
    st.builds(
        lambda said, by: {**said, "by": by}, remark, st.sampled_from(["lead", "co", "third", "consensus"])
    ),
    min_size=1,
    unique_by=lambda said: said["by"],
)
assessments = st.fixed_dictionaries(
    {
        "ratings": st.dictionaries(st.sampled_from(SUBJECTS), voices, min_size=1),
        "consensus": st.sampled_from(["lead-decides", "majority", "lowest", "highest", "discussion"]),
    }
)
FIXED = {
    "cxrules": 1,
    "assessment": "case",
    "model": "small",
    "scope": ["A", "B"],
    "target": {"A": 1},
    "sponsor": "secret sponsor",
    "confidentiality": {"keys": ["sponsor"]},
    "log": [{"what": "secret meeting", "confidential": True}],
    "audiences": {"press": {}},
    "assessors": TEAM,
    "evidence": {"secret-evidence": {"kind": "interview", "title": "secret title", "confidential": True}},
    "deviations": {"B.1.late": {"reason": "secret reason", "by": "co", "confidential": True}},
}


def printed(evaluation: Evaluation) -> str:
    """Everything that any command prints of an evaluation."""
    look = Look(100, ASCII)
    pages = [
        json.dumps(evaluation.result()),
        json.dumps(agreement_data(evaluation)),
        render(evaluation.result(), evaluation.plan, look, ask="explain", every=True),
    ]
    names = [*evaluation.plan.capabilities, *evaluation.plan.subjects, *evaluation.plan.rule_texts]
    pages += [explained(explain(evaluation, name), columns=100) for name in names]
    return "\n".join(pages)


def ratings(result: dict[str, Any]) -> list[Any]:
    """Levels, ratings and outcomes: what redaction must not touch."""
    return [
        [
            {key: each[key] for key in ("id", "state", "level", "possible", "attributes", "criteria")}
            for each in result["capabilities"]
        ],
        [(each["rule"], each["subject"], each["outcome"]) for each in result["rules"]],
        [(each["subject"], each["counts"], each["rule"]) for each in result["disagreements"]],
    ]


def test_nothing_marked_is_printed_and_levels_stay(make: Make) -> None:
    small = make(MODEL)
    path = small.folder / "assessment.json"

    @settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=40)
    @given(assessments)
    def law(tree: dict[str, Any]) -> None:
        path.write_text(json.dumps({**FIXED, **tree}), "utf-8")
        full = api.evaluate(path, small.load())
        left = for_audience(full, "press")
        assert "secret" in printed(full)
        assert "secret" not in printed(left)
        assert ratings(left.result()) == ratings(full.result())
        text = redacted_text(full, "press")
        assert "secret" not in text
        assert changed_levels(full, text) == []

    law()
