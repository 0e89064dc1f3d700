"""An evaluation as JUnit XML, which build servers show: a case for each demand of the target and each rule.

A demand that is not surely met and a broken rule fail. What nobody asks a level of, a rule that cannot be
decided yet, or from which a deviation is recorded, is skipped, and says why.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxrules.reports.columns import clean
from cxrules.reports.demands import demands
from cxrules.reports.junit_text import quoted, text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any

    from cxrules.engine import Evaluation

_PASSED = {"kept", "not-triggered"}


class _Case(NamedTuple):
    """A case: passed where it has no `tag`, else ``failure`` or ``skipped`` with its message and details."""

    name: str
    tag: str = ""
    kind: str = ""
    message: str = ""
    details: tuple[str, ...] = ()


def render(evaluation: Evaluation, overlays: Sequence[str] = ()) -> str:
    """Two suites, one of levels and one of rules; `overlays` name the files whose titles are shown."""
    name = evaluation.assessment.id
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f"<testsuites name={quoted(name)}>"]
    for suite, cases in (("levels", list(_levels(evaluation))), ("rules", list(_rules(evaluation)))):
        lines += _suite(f"{name}.{suite}", cases, evaluation, overlays)
    return "\n".join([*lines, "</testsuites>"]) + "\n"


def _levels(evaluation: Evaluation) -> Iterator[_Case]:
    asked = {each.id: each for each in demands(evaluation)}
    for entry in evaluation.result()["capabilities"]:
        demand = asked.get(entry["id"])
        if entry["state"] == "out-of-scope":
            continue
        if demand is None:
            yield _Case(f"{entry['id']} level", "skipped", message=_unasked(entry))
        elif demand.standing == "met":
            yield _Case(demand.title)
        else:
            yield _Case(demand.title, "failure", demand.standing, demand.found, demand.lacks)


def _unasked(entry: Mapping[str, Any]) -> str:
    if entry["state"] == "not-applicable":
        return f"not applicable: {entry['reason']}"
    level, possible = entry["level"], entry["possible"]
    told = "not rated" if level is None else f"level {level}"
    more = f", up to {possible} is possible" if level is not None and possible != level else ""
    return f"{told}{more}; no level is asked for"


def _rules(evaluation: Evaluation) -> Iterator[_Case]:
    for row in evaluation.result()["rules"]:
        name = f"{row['rule']} on {row['subject']}" if row["subject"] else str(row["rule"])
        if row["outcome"] in _PASSED:
            yield _Case(name)
        elif row["outcome"] == "broken":
            source = evaluation.plan.rule_texts[row["rule"]].source
            yield _Case(name, "failure", "broken", row["message"], (f"Source: {source}",) if source else ())
        else:
            yield _Case(name, "skipped", message=row["message"])


def _suite(
    name: str, cases: Sequence[_Case], evaluation: Evaluation, overlays: Sequence[str]
) -> Iterator[str]:
    tags = [case.tag for case in cases]
    counts = {"tests": len(cases), "failures": tags.count("failure"), "skipped": tags.count("skipped")}
    attributes = " ".join(f'{key}="{count}"' for key, count in counts.items())
    yield f'  <testsuite name={quoted(name)} {attributes} errors="0">'
    yield "    <properties>"
    plan, assessment = evaluation.plan, evaluation.assessment
    facts = [("model", f"{plan.model_id} {plan.model_version}"), ("reading", plan.reading)]
    facts += [("date", assessment.date.isoformat())] if assessment.date else []
    facts += [("overlay", each) for each in overlays]
    for key, value in facts:
        yield f"      <property name={quoted(key)} value={quoted(value)}/>"
    yield "    </properties>"
    for case in cases:
        yield from _case(case, name)
    yield "  </testsuite>"


def _case(case: _Case, suite: str) -> Iterator[str]:
    head = f"    <testcase classname={quoted(suite)} name={quoted(case.name)}"
    if not case.tag:
        yield f"{head}/>"
        return
    yield f"{head}>"
    kind = f" type={quoted(case.kind)}" if case.kind else ""
    body = "\n".join(text(each) for each in map(clean, case.details))
    part = f"      <{case.tag}{kind} message={quoted(case.message)}"
    yield f"{part}>{body}</{case.tag}>" if body else f"{part}/>"
    yield "    </testcase>"
