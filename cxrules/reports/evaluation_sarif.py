"""An evaluation as SARIF 2.1.0: broken rules and demands that are not surely met, where they can be mended.

The place of a result is in the assessment's file: the rating that breaks a rule, or the target. The rule's
own text is a related place, under RULES: the folder in which the packages of rules lie, wherever that is. A
recorded deviation is a suppressed result. Nothing is said of what is kept, or cannot be decided yet.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxrules.diagnostics import sarif
from cxrules.reports.columns import clean
from cxrules.reports.demands import demands

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cxrules.engine import Evaluation
    from cxrules.reports.demands import Demand
    from cxrules.text import Span

TARGET = "target"
"""The id of the one rule that is none of the model's: that a demand of the target is to be met."""
_RULES = "RULES"
_BASES = {_RULES: {"description": {"text": "The folder in which the packages of rules lie."}}}


def render(evaluation: Evaluation, *, version: str = "", overlays: Sequence[str] = ()) -> str:
    """The log; `overlays` name the files whose titles are shown."""
    rows = [each for each in evaluation.result()["rules"] if each["outcome"] in {"broken", "deviated"}]
    missed = [each for each in demands(evaluation) if each.standing != "met"]
    rules = [_rule(evaluation, name) for name in dict.fromkeys(row["rule"] for row in rows)]
    rules += [_target_rule(evaluation)] if missed else []
    index = {rule["id"]: place for place, rule in enumerate(rules)}
    results = [_broken(evaluation, row, index) for row in rows]
    results += [_missed(evaluation, each, index) for each in missed]
    more: dict[str, object] = {"originalUriBaseIds": _BASES}
    if overlays:
        more["properties"] = {"overlay": list(overlays)}
    return sarif.log(rules, results, version=version, more=more)


def _rule(evaluation: Evaluation, name: str) -> dict[str, Any]:
    told = evaluation.plan.rule_texts[name]
    return {
        "id": name,
        "shortDescription": {"text": clean(told.title or told.text)},
        "fullDescription": {"text": clean(told.because or told.text)},
        "help": {"text": clean(f"Source: {told.source}" if told.source else told.text)},
        "defaultConfiguration": {"level": "error"},
    }


def _target_rule(evaluation: Evaluation) -> dict[str, Any]:
    target = evaluation.result()["target"]
    name = f"the target {target['id']}" if target and target["id"] else "the target"
    said = clean(f"A level that {name} asks for is not reached")
    return {
        "id": TARGET,
        "shortDescription": {"text": said},
        "fullDescription": {"text": f"{said}, or not surely."},
        "help": {"text": "`cxrules explain` tells why not, `cxrules gap` what would reach it."},
        "defaultConfiguration": {"level": "error"},
    }


def _broken(evaluation: Evaluation, row: Mapping[str, Any], index: Mapping[str, int]) -> dict[str, Any]:
    name, subject = row["rule"], row["subject"]
    result: dict[str, Any] = {
        "ruleId": name,
        "ruleIndex": index[name],
        "level": "error",
        "message": {"text": clean(row["message"])},
        "locations": list(_places(evaluation, _rating_span(evaluation, subject), subject)),
    }
    cite = evaluation.plan.rule_texts[name].cite
    if cite is not None:
        where = {"artifactLocation": {"uri": sarif.uri(cite.file), "uriBaseId": _RULES}}
        place = {"physicalLocation": {**where, "region": {"startLine": cite.line}}}
        result["relatedLocations"] = [{"id": 1, "message": {"text": "The rule"}, **place}]
    if row["outcome"] == "deviated":
        result["suppressions"] = [{"kind": "external", "justification": "A deviation is recorded."}]
    return {**result, "partialFingerprints": {"rule/v1": f"{name} {subject}"}}


def _missed(evaluation: Evaluation, demand: Demand, index: Mapping[str, int]) -> dict[str, Any]:
    places = evaluation.assessment.places
    span = places.get(("target", demand.id), places.get(("target",)))
    return {
        "ruleId": TARGET,
        "ruleIndex": index[TARGET],
        "level": "error" if demand.standing == "missed" else "warning",
        "message": {"text": " ".join([f"{demand.id}: {demand.found}.", *demand.lacks])},
        "locations": list(_places(evaluation, span, demand.id)),
        "partialFingerprints": {"rule/v1": f"{TARGET} {demand.id}"},
    }


def _places(evaluation: Evaluation, span: Span | None, subject: str) -> Iterator[dict[str, Any]]:
    """Where it is in the assessment's file, and in the model."""
    logical = [{"fullyQualifiedName": subject, "kind": "resource"}] if subject else []
    if evaluation.source is None:
        if logical:
            yield {"logicalLocations": logical}
        return
    place = sarif.location(evaluation.source, span)
    there = place.get("logicalLocations", [])
    if logical:
        place["logicalLocations"] = [*(there if isinstance(there, list) else []), *logical]
    yield place


def _rating_span(evaluation: Evaluation, subject: str) -> Span | None:
    """Where the rating of a subject stands in the file, the first where there are several."""
    for each in evaluation.assessment.ratings:
        if each.subject == subject:
            return each.rating_span or each.span
    return None
