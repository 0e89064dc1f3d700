"""A plan as data and back: JSON with a format name and a content hash.

What is loaded is checked before it is used: the hash, the format, every operation's name, and that each
node stands after its operands. Anything else raises `ForeignPlan`; where plans are kept, and that a bad
one is made anew, is decided in the workspace. Nothing in a stored plan is ever run as code.
"""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from cxrules.plan.operations import OPERATIONS
from cxrules.plan.plan import (
    Answers,
    CapabilityNodes,
    Cite,
    Nodes,
    OrganisationNodes,
    Plan,
    Refusal,
    Row,
    RuleNodes,
    RuleText,
    SubjectNodes,
    Tailoring,
    TargetText,
    ValueNodes,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

FORMAT = "cxrules-plan/1"


class ForeignPlan(Exception):  # noqa: N818 - it names what was found
    """The data is not a plan of this format, or not the one that was stored."""


def dump(data: Mapping[str, Any], header: Mapping[str, Any]) -> str:
    """The stored form: a hash, then `header` (what the plan was made from) and the plan's data.

    `data` is what `cxrules.semantics` makes; `from_data` gives the plan. Exact numbers in it are text.
    """
    body = json.dumps([header, data], separators=(",", ":"), ensure_ascii=False)
    return f"{sha256(body.encode()).hexdigest()}\n{body}"


def load(stored: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Header and data of a stored plan, with its hash checked.

    Raises ForeignPlan where the text is not what `dump` wrote.
    """
    digest, _, body = stored.partition("\n")
    if sha256(body.encode("utf-8", "surrogatepass")).hexdigest() != digest:
        raise ForeignPlan("the hash does not fit the content")
    try:
        header, data = json.loads(body)
    except (ValueError, TypeError, RecursionError) as error:
        raise ForeignPlan(str(error)) from error
    if not isinstance(header, dict) or not isinstance(data, dict) or data.get("format") != FORMAT:
        raise ForeignPlan("another format")
    return header, data


def from_data(data: Mapping[str, Any]) -> Plan:
    """The plan from its data.

    Raises ForeignPlan where the data does not have the shape of a plan or its graph is not in order.
    """
    try:
        plan = _plan(data)
        _check_places(plan)
    except (LookupError, TypeError, ValueError, ArithmeticError, AttributeError) as error:
        raise ForeignPlan(f"not the shape of a plan: {error}") from error
    return plan


def _check_places(plan: Plan) -> None:
    """Every node that something names must be there; -1 stands for none."""
    named = [node for subject in plan.subjects.values() for node in subject[3:7]]
    named += [
        node for capability in plan.capabilities.values() for node in (capability.level, *capability.reaches)
    ]
    named += [node for rule in plan.rules for node in rule[3:]]
    named += [value.node for value in plan.values]
    named += [node for each in plan.organisations for node in (each.level, *each.reaches)]
    named += [refusal.node for refusal in plan.refusals]
    if named and not (min(named) >= -1 and max(named) < len(plan.nodes)):
        raise ForeignPlan("it names a node that is not there")


def _plan(data: Mapping[str, Any]) -> Plan:
    model, method, scale, levels = data["model"], data["method"], data["scale"], data["levels"]
    findings, causes, parameters = data["words"]
    return Plan(
        model_id=model[0],
        model_version=model[1],
        model_title=model[2],
        digest=model[3],
        packages=[(name, version) for name, version in data["packages"]],
        method=method[0],
        method_title=method[1],
        methods=method[2],
        reading=method[3],
        join=OPERATIONS["join"].prepare(method[4]) if method[4] else None,
        terms=data["terms"],
        scale_values=[(name, title) for name, title in scale[0]],
        given_values=scale[1],
        refused=scale[2],
        bottom_level=levels[0],
        level_names=dict(levels[1]),
        level_cites={order: Cite(*cite) for order, cite in levels[2]},
        attribute_levels=levels[3],
        nodes=_nodes(data["operations"], data["params"], data["nodes"]),
        cites={node: Cite(*cite) for node, cite in data["cites"]},
        subjects=dict(zip(data["subjects"], map(SubjectNodes._make, data["subjects"].values()), strict=True)),
        capabilities={
            name: CapabilityNodes(title, group, level, tuple(reaches), tuple(attributes), tuple(criteria))
            for name, (title, group, level, reaches, attributes, criteria) in data["capabilities"].items()
        },
        rules=[RuleNodes._make(rule) for rule in data["rules"]],
        rule_texts={
            name: RuleText._make([*words, Cite(*cite) if cite else None])
            for name, (*words, cite) in data["rule-texts"].items()
        },
        findings=findings,
        causes=causes,
        targets={name: TargetText(*target) for name, target in data["targets"].items()},
        scopes=data["scopes"],
        parameters=parameters,
        values=[
            ValueNodes(thing, name, level, node, kind, tuple(words), title)
            for thing, name, level, node, kind, words, title in data["values"]
        ],
        things={name: (kind, title) for name, (kind, title) in data["things"].items()},
        organisations=[
            OrganisationNodes(name, title, dict(names), level, tuple(reaches))
            for name, title, names, level, reaches in data["organisations"]
        ],
        answers=Answers._make(data["answers"]),
        refusals=[Refusal._make(each) for each in data["refusals"]],
        tailoring=_tailoring(*data["tailoring"]),
        **_measures(*data["measures"]),
    )


def _measures(tables: list[Any], metrics: list[Any]) -> dict[str, Any]:
    """Tables and metrics; most models have none, and do without their classes."""
    if not tables and not metrics:
        return {}
    from cxrules.model.metrics import metric_of, table_of

    return {
        "tables": {each[0]: table_of(each) for each in tables},
        "metrics": {each[0]: metric_of(each) for each in metrics},
    }


def _tailoring(profile: str | None, validity: list[str | None], changes: list[list[str]]) -> Tailoring:
    since, until = validity
    return Tailoring(profile, since, until, [(word, name, reason) for word, name, reason in changes])


def _nodes(operations: list[str], params: list[Any], rows: list[list[int]]) -> Nodes:
    meant: dict[tuple[int, int], tuple[str, Any]] = {}
    made: list[Row] = []
    for place, (op, param, whole, *args) in enumerate(rows):
        if args and not (min(args) >= 0 and max(args) < place):
            raise ForeignPlan(f"node {place} stands before its operands")
        known = meant.get((op, param))
        if known is None and operations[op] == "input":  # about half of all, and hardly any twice
            known = "input", params[param]
        elif known is None:
            known = meant[op, param] = _prepared(operations[op], params[param])
        made.append((known[0], tuple(args), known[1], whole == 1))
    return Nodes(made)


def _prepared(name: str, param: Any) -> tuple[str, Any]:
    return name, OPERATIONS[name].prepare(param)
