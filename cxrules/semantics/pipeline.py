"""The passes, in order: `analyse` checks a model, `compile_plan` writes a plan of a checked one."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from cxrules.diagnostics import has_errors
from cxrules.model.ruleset import Scale
from cxrules.semantics.analysis import Analysis
from cxrules.semantics.clashes import check_clashes
from cxrules.semantics.declared import Declared
from cxrules.semantics.declared_values import decisions_of, values_of
from cxrules.semantics.dependencies import Dependencies
from cxrules.semantics.elements_index import Elements
from cxrules.semantics.frameworks import level_trees
from cxrules.semantics.levels import requirements_of
from cxrules.semantics.lower import Lowering
from cxrules.semantics.mapping.strays import strays
from cxrules.semantics.members import LEFT_OUT
from cxrules.semantics.numbers import without_endless_numbers
from cxrules.semantics.organisation import organisations_of
from cxrules.semantics.rates import applicability_of, rates_of
from cxrules.semantics.report import Report
from cxrules.semantics.resolve import resolve, with_prerequisites
from cxrules.semantics.rules import Rules, WrittenOut
from cxrules.semantics.table_checks import check_tables
from cxrules.semantics.tailoring import Tailored, check_dropped, in_force, tailor
from cxrules.semantics.value_names import check_value_names
from cxrules.syntax import tree
from cxrules.text.pause import collector_paused

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from cxrules.diagnostics import Diagnostic
    from cxrules.model.ruleset import Ruleset
    from cxrules.semantics.package import Package

_NO_SCALE = Scale("", "", (), 0)


def analyse(packages: Sequence[Package], profile: str | None = None, day: date | None = None) -> Analysis:
    """Check a model together with its framework and rules; the first package is the one meant.

    A `profile` tailors it; parameters have the values they have on `day` (None: those they begin with).
    Everything wrong is in `diagnostics`, sorted by nothing yet; nothing is raised for what a file says.
    Raises UnknownProfile.
    """
    with collector_paused():  # terms and tables are many small objects that all stay
        return _analysed(packages, profile, day)


def _analysed(packages: Sequence[Package], profile: str | None, day: date | None) -> Analysis:
    report = Report()
    packages = without_endless_numbers(packages, report)
    for package in packages:
        strays(package, report)
    declared = Declared(packages, report)
    tailored = tailor(declared, profile, {package.name: package for package in packages}, report)
    ruleset = replace(
        resolve(packages, declared, report, day),
        profile=profile,
        tailoring=tuple(tailored.rows),
        validity=validity_of(declared, day),
    )
    _check_whole(packages, ruleset, report)
    check_clashes(ruleset, report)
    scale = next((each for each in ruleset.scales.values() if each.base is None), _NO_SCALE)
    elements = Elements(ruleset)
    needs = _needs(Rules(ruleset, elements, scale, Report()).prerequisites(declared))
    if needs:
        ruleset = with_prerequisites(ruleset, needs)
        elements = Elements(ruleset)
    elements.values = values = values_of(declared, elements, scale, report)
    ruleset = elements.ruleset = replace(ruleset, inputs=values.inputs)
    check_value_names(declared, elements, values, report)
    elements.applies = applicability_of(declared, elements, scale, report)
    _leave_out(tailored, elements, report)
    worked = list(values.all())
    rates = rates_of(declared, elements, scale, worked, report)
    situations = Rules(ruleset, elements, scale, report).situations(declared)
    organisations = organisations_of(declared, elements, scale, report)
    requirements = requirements_of(ruleset, elements, scale, level_trees(declared), declared, report)
    dependencies = Dependencies(elements, situations, requirements, ruleset.mode, worked, rates)
    order = dependencies.order(report)
    decisions = decisions_of(declared, elements, scale, report)
    tables = check_tables(declared, elements, scale, values, report)
    return Analysis(
        packages=packages,
        ruleset=ruleset,
        diagnostics=report.diagnostics,
        elements=elements,
        scale=scale,
        rules=WrittenOut(situations),
        requirements=requirements,
        dependencies=dependencies,
        order=order or (),
        digest=digest_of(packages, profile),
        complete=order is not None and not has_errors(report.diagnostics),
        values=worked,
        rates=rates,
        organisations=organisations,
        decisions=decisions,
        tables=tables,
        situations=situations,
    )


def resolved(packages: Sequence[Package]) -> tuple[Ruleset, list[Diagnostic]]:
    """The ruleset that packages make, with the problems of its names; what it means is not looked at."""
    report = Report()
    with collector_paused():
        packages = without_endless_numbers(packages, report)
        return resolve(packages, Declared(packages, report), report), report.diagnostics


def compile_plan(analysis: Analysis, method: str | None = None, reading: str = "audit") -> dict[str, Any]:
    """The data of the plan for a method (default: the framework's first) and a reading (audit or derive).

    Raises KeyError for a method the model does not have, ValueError for an analysis that is not complete.
    """
    if not analysis.complete:
        raise ValueError("a model with errors has no plan")
    methods = analysis.ruleset.methods
    return Lowering(analysis, methods[method or next(iter(methods))], reading).data()


def digest_of(packages: Sequence[Package], profile: str | None = None) -> str:
    """One digest over the content of all packages and the profile's name, as ``sha256:…``."""
    parts = [package.digest for package in packages] + ([f"profile {profile}"] if profile else [])
    return "sha256:" + sha256("\n".join(parts).encode()).hexdigest()


def validity_of(declared: Declared, day: date | None) -> tuple[str | None, str | None]:
    """From which day on, and until which (exclusive), all parameters have the values they have on a day."""
    found = [in_force(each, day) for _, each in declared.of(tree.Parameter) if each.since]
    since = max((start for _, start, _ in found if start is not None), default=None)
    until = min((end for _, _, end in found if end is not None), default=None)
    return since, until


def _leave_out(tailored: Tailored, elements: Elements, report: Report) -> None:
    """What a profile drops is never asked for: a capability with everything in it."""
    if not tailored.drops:
        return
    check_dropped(tailored, elements.things.by_id, report)
    for name in tailored.dropped:
        for subject in elements.of_capability.get(name, [name] if name in elements.by_id else ()):
            elements.applies[subject] = LEFT_OUT


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
