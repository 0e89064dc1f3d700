"""Files of wishes for a roadmap, and what packages of models say their steps cost (``roadmap.yaml``)."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cxrules.diagnostics import Diagnostic
from cxrules.exchange.document import decode
from cxrules.exchange.wishes import Known, check_wishes, read_wishes
from cxrules.model.wishes import Wishes
from cxrules.workspace.packages import is_package, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cxrules.engine import Evaluation
    from cxrules.plan import Plan

DEFAULTS = "roadmap.yaml"
"""The file in the folder of a model with what steps cost."""

_HEADER = re.compile(r'^\s*[{]?\s*"?cxrules-wishes"?\s*:', re.MULTILINE)
_GLANCE = 65536
_RAISED = frozenset({"value", "judged", "choice", "finding", "recorded", "evidence"})
_KINDS = ("evidence", "value", "judgement", "finding", "note")


class Found(NamedTuple):
    """Wishes, None where something is wrong, and what is wrong."""

    wishes: Wishes | None
    problems: Sequence[Diagnostic]


def is_wishes(path: Path) -> bool:
    """Whether a file says that it is one of wishes."""
    if path.suffix.lower() not in {".yaml", ".yml", ".json"}:
        return False
    with path.open(encoding="utf-8", errors="replace") as file:
        return _HEADER.search(file.read(_GLANCE)) is not None


def read_file(path: Path) -> Found:
    """The wishes in a file, by themselves. Raises OSError where it cannot be read."""
    source = decode(shown(path), path.read_bytes())
    return Found(None, [source]) if isinstance(source, Diagnostic) else Found(*read_wishes(source))


def wishes_for(evaluations: Sequence[Evaluation], file: Path | None, model: str | None = None) -> Found:
    """The wishes in a file for some assessments, over what the packages of their models say.

    `model` is what the models are named by, in place of what the assessments say. Raises OSError where a file
    cannot be read.
    """
    found = Found(Wishes(), ()) if file is None else read_file(file)
    if found.wishes is None:
        return found
    projects = [each.assessment.id for each in evaluations]
    problems = check_wishes(found.wishes, known_of([each.plan for each in evaluations], projects))
    defaults, trouble = _defaults(evaluations, model)
    problems += trouble
    wrong = any(each.severity == "error" for each in problems)
    return Found(None if wrong else found.wishes.over(defaults), problems)


def with_defaults(evaluations: Sequence[Evaluation], wishes: Wishes) -> Wishes:
    """Wishes that a program made, over what the packages of the models say, as far as that is right."""
    return wishes.over(_defaults(evaluations, None)[0])


def _defaults(
    evaluations: Sequence[Evaluation], model: str | None
) -> tuple[dict[str, Wishes], list[Diagnostic]]:
    found: dict[str, Wishes] = {}
    problems: list[Diagnostic] = []
    for evaluation in evaluations:
        if evaluation.plan.reference not in found:
            said = _defaults_of(evaluation, model)
            problems += said.problems
            if said.wishes is not None:
                found[evaluation.plan.reference] = said.wishes
    return found, problems


def _defaults_of(evaluation: Evaluation, model: str | None) -> Found:
    """What the packages of an assessment's model say of costs; the model goes before what it uses."""
    from cxrules.workspace.roots import roots_of

    plan, source = evaluation.plan, evaluation.source
    base = None if model or source is None else Path(source.name).parent
    found: Wishes | None = None
    for root in roots_of(plan, model or evaluation.assessment.model, base):
        if (root / DEFAULTS).is_file():
            said = read_file(root / DEFAULTS)
            if said.wishes is None:
                return said
            costs = said.wishes.costs if found is None else said.wishes.costs.over(found.costs)
            found = said.wishes._replace(costs=costs)
    return Found(found, ())


# --------------------------------------------------------------------------------------------- checking


def known_of(plans: Iterable[Plan], projects: Sequence[str] | None = None) -> Known:
    """What models have that wishes may name."""
    subjects: dict[str, None] = {}
    wholes: dict[str, None] = {}
    levels: dict[str, list[int]] = {}
    ratings: dict[str, None] = {}
    kinds: dict[str, None] = dict.fromkeys(_KINDS)
    for plan in plans:
        subjects |= dict.fromkeys(plan.subjects)
        for op, _, param, _ in plan.nodes.walk():
            if op == "input" and param[0] in _RAISED:
                subjects[param[1]] = None
        wholes |= dict.fromkeys(plan.capabilities)
        kinds |= dict.fromkeys(each.kind for each in plan.subjects.values())
        ratings |= dict.fromkeys(plan.given_values)
        levels |= {name: list(plan.orders) for name in plan.capabilities}
        levels |= {each.name: [order for order in each.levels if order] for each in plan.organisations}
    return Known(subjects, wholes, levels, list(ratings), kinds, projects)


def check_wishes_file(path: Path) -> list[Diagnostic]:
    """Everything wrong with a file of wishes, held against the models that it names."""
    found = read_file(path)
    if found.wishes is None:
        return list(found.problems)
    plans, problems = _models(found.wishes, path)
    if problems:
        return problems
    return check_wishes(found.wishes, known_of(plans) if plans else None)


def check_defaults(root: Path) -> list[Diagnostic]:
    """Everything wrong with what a package says of costs."""
    return check_wishes_file(root / DEFAULTS) if (root / DEFAULTS).is_file() else []


def _models(wishes: Wishes, path: Path) -> tuple[list[Plan], list[Diagnostic]]:
    """The plans of the models that wishes name, or of the package in which they lie."""
    from cxrules.workspace.cache import plan_at
    from cxrules.workspace.locate import find_model

    plans: list[Plan] = []
    names: Mapping[str, Path | None] = dict.fromkeys(wishes.models, path.parent)
    if not names and path.name == DEFAULTS and is_package(path.parent):
        names = {str(path.parent.resolve()): None}
    for name, base in names.items():
        root, problems = find_model(name, base)
        place = wishes.place("model", name)
        if root is None:
            return plans, [each._replace(source=wishes.source, span=place) for each in problems]
        plan, _ = plan_at(root, None, "audit")
        if plan is not None:
            plans.append(plan)
    return plans, []
