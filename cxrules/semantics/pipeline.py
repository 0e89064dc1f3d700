"""The passes, in order: `analyse` checks a model, `compile_plan` writes a plan of a checked one."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any

from cxrules.diagnostics import has_errors
from cxrules.model.ruleset import Scale
from cxrules.semantics.analysis import Analysis
from cxrules.semantics.clashes import check_clashes
from cxrules.semantics.declared import Declared
from cxrules.semantics.dependencies import Dependencies
from cxrules.semantics.elements_index import Elements
from cxrules.semantics.frameworks import level_trees
from cxrules.semantics.levels import requirements_of
from cxrules.semantics.lower import Lowering
from cxrules.semantics.monotone import check_monotone
from cxrules.semantics.numbers import without_endless_numbers
from cxrules.semantics.report import Report
from cxrules.semantics.resolve import resolve, with_prerequisites
from cxrules.semantics.rules import Rules
from cxrules.semantics.unused import check_sources, check_unused
from cxrules.syntax import tree
from cxrules.text.pause import collector_paused

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxrules.model.ruleset import Ruleset
    from cxrules.semantics.package import Package

_NO_SCALE = Scale("", "", (), 0)


def analyse(packages: Sequence[Package]) -> Analysis:
    """Check a model together with its framework and rules; the first package is the one meant.

    Everything wrong is in `diagnostics`, sorted by nothing yet; nothing is raised for what a file says.
    """
    with collector_paused():  # terms and tables are many small objects that all stay
        return _analysed(packages)


def _analysed(packages: Sequence[Package]) -> Analysis:
    report = Report()
    packages = without_endless_numbers(packages, report)
    declared = Declared(packages, report)
    ruleset = resolve(packages, declared, report)
    _check_whole(packages, ruleset, report)
    check_clashes(ruleset, report)
    scale = next((each for each in ruleset.scales.values() if each.base is None), _NO_SCALE)
    elements = Elements(ruleset)
    rules = Rules(ruleset, elements, scale, report).written(declared)
    ruleset = with_prerequisites(ruleset, _needs(rules))
    elements = Elements(ruleset)
    requirements = requirements_of(ruleset, elements, scale, level_trees(declared), declared, report)
    dependencies = Dependencies(elements, rules, requirements, ruleset.mode)
    order = dependencies.order(report)
    check_monotone(rules, requirements, report)
    check_sources(declared, report)
    check_unused(declared, packages, report)
    return Analysis(
        ruleset=ruleset,
        diagnostics=report.diagnostics,
        elements=elements,
        scale=scale,
        rules=rules,
        requirements=requirements,
        dependencies=dependencies,
        order=order or (),
        digest=digest_of(packages),
        complete=order is not None and not has_errors(report.diagnostics),
    )


def compile_plan(analysis: Analysis, method: str | None = None, reading: str = "audit") -> dict[str, Any]:
    """The data of the plan for a method (default: the framework's first) and a reading (audit or derive).

    Raises KeyError for a method the model does not have, ValueError for an analysis that is not complete.
    """
    if not analysis.complete:
        raise ValueError("a model with errors has no plan")
    methods = analysis.ruleset.methods
    return Lowering(analysis, methods[method or next(iter(methods))], reading).data()


def digest_of(packages: Sequence[Package]) -> str:
    """One digest over the content of all packages, as ``sha256:…``."""
    return "sha256:" + sha256("\n".join(package.digest for package in packages).encode()).hexdigest()


def _needs(rules: Sequence[Any]) -> dict[str, list[tuple[str, int]]]:
    needs: dict[str, list[tuple[str, int]]] = {}
    for rule in rules:
        if rule.effect == "prerequisite":
            need = rule.when[2]
            needs.setdefault(rule.subject, []).append((need, rule.when[3] + 1))
    return needs


def _check_whole(packages: Sequence[Package], ruleset: Ruleset, report: Report) -> None:
    """A model needs a scale and levels; a framework alone or rules alone may lack the rest."""
    main = packages[0]
    if main.kind != "model" or main.header is None:
        return
    here = {package.name for package in packages}
    if any(isinstance(part, tree.Use) and part.name.text not in here for part in main.header.parts):
        return  # what is missing may lie in the package that was not found, which is reported
    missing = [what for what, there in (("scale", ruleset.scales), ("levels", ruleset.levels)) if not there]
    if missing:
        message = f"The model {main.name} has no {' and no '.join(missing)}."
        hint = "Write `uses framework NAME version …` in its header, or declare them in the model."
        report.add("CX0404", message, main.header_source, main.header.name, hint)
