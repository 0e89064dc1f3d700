"""Trees to a ruleset: every declaration bound to what it names.

Conditions stay trees here; `expand` writes them out. What does not fit is reported and left out, so that
everything else can still be checked.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from cxrules.model import ruleset as model
from cxrules.semantics.answers import answers_of
from cxrules.semantics.elements import capabilities_of, groups_of, words_of
from cxrules.semantics.frameworks import attributes_of, levels_of, methods_of, scales_of
from cxrules.semantics.kinds import is_number, is_percentage
from cxrules.semantics.measures import metrics_of, tables_of
from cxrules.semantics.past import past_of
from cxrules.semantics.tailoring import in_force
from cxrules.semantics.texts import with_texts
from cxrules.syntax import phrases, printer, spelling, tree

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxrules.semantics.declared import Declared
    from cxrules.semantics.package import Package
    from cxrules.semantics.report import Report
    from cxrules.text import Source


def resolve(
    packages: Sequence[Package], declared: Declared, report: Report, day: date | None = None
) -> model.Ruleset:
    """The ruleset that these packages make together; the first is the one it is named for.

    Parameters have the values they have on `day`; None: those they begin with.
    """
    main = packages[0]
    scales = scales_of(declared, report)
    words = words_of(declared)
    mode, levels = levels_of(declared, report)
    groups = groups_of(declared, report)
    capabilities = capabilities_of(declared, groups, words, report)
    answers = answers_of(declared, capabilities, groups, scales, report)
    tables = tables_of(declared, report)
    parameters = _parameters(declared, report, day)
    ruleset = model.Ruleset(
        id=main.name,
        version=main.version,
        title=_property(main, "title"),
        source=_property(main, "source"),
        trademark=_property(main, "trademark"),
        packages=tuple(
            (package.name, package.version, package.digest)
            for package in packages
            if package.header is not None  # one without is a file with a profile
        ),
        terms=_terms(packages),
        scales=scales,
        methods=methods_of(declared, scales, report),
        attributes=attributes_of(declared, words, report),
        mode=mode,
        levels=levels,
        groups=groups,
        capabilities=capabilities,
        tags=words["tag"],
        items=words["item"],
        causes=words["cause"],
        findings=words["finding"],
        parameters=parameters,
        rules=_rules(declared),
        scopes=_scopes(declared, capabilities, report),
        targets=_targets(declared, capabilities, {level.order for level in levels}, report),
        contexts=words["context"],
        tables=tables,
        metrics=metrics_of(declared, tables, parameters, report),
        **answers,
    )
    _check_levels(declared, ruleset, report)
    _check_practices_of(declared, ruleset, report)
    ruleset = with_texts(ruleset, declared)
    return replace(ruleset, past=past_of(packages, ruleset, report))


def with_prerequisites(ruleset: model.Ruleset, needs: dict[str, list[tuple[str, int]]]) -> model.Ruleset:
    """The same ruleset, its criteria knowing what they rest on."""
    capabilities = {
        name: replace(
            capability,
            criteria=tuple(
                replace(criterion, prerequisites=tuple(needs[criterion.id]))
                if criterion.id in needs
                else criterion
                for criterion in capability.criteria
            ),
        )
        for name, capability in ruleset.capabilities.items()
    }
    return replace(ruleset, capabilities=capabilities)


def _property(package: Package, word: str) -> str:
    parts = package.header.parts if package.header else ()
    return next(
        (part.value.text for part in parts if isinstance(part, tree.Property) and part.word == word), ""
    )


def _terms(packages: Sequence[Package]) -> dict[str, str]:
    terms: dict[str, str] = {}
    for package in reversed(packages):
        for part in package.header.parts if package.header else ():
            if isinstance(part, tree.Term):
                terms[part.word] = part.value.text
    return terms


def _parameters(declared: Declared, report: Report, day: date | None) -> dict[str, model.Parameter]:
    parameters: dict[str, model.Parameter] = {}
    for source, written in declared.of(tree.Parameter):
        _check_dates(source, written, report)
        each = replace(written, value=in_force(written, day)[0])
        if not _is_of_type(each.type, each.value.text):
            message = f"{each.value.text} is not a {each.type}, as the parameter {each.name.text} is to be."
            report.add("CX0305", message, source, each.value)
            parameters[each.name.text] = model.Parameter(each.name.text, "", "broken", each.value.text)
            continue
        origin = next((part.value.text for part in each.parts if part.word == "source"), "")
        title = each.title.text if each.title else ""
        parameters[each.name.text] = model.Parameter(
            each.name.text, title, each.type, each.value.text, origin
        )
    return parameters


def _check_dates(source: Source, parameter: tree.Parameter, report: Report) -> None:
    for each in parameter.since:
        if not is_date(each.day.text):
            report.add("CX0106", f"{each.day.text} is not a day of the calendar.", source, each.day)
        if not _is_of_type(parameter.type, each.value.text):
            message = (
                f"{each.value.text} is not a {parameter.type}, "
                f"as the parameter {parameter.name.text} is to be."
            )
            report.add("CX0305", message, source, each.value)


def _is_of_type(kind: str, text: str) -> bool:
    if kind == "date":
        return is_date(text)
    if kind == "percent":
        return is_percentage(text)
    if kind == "rating":
        return not text.endswith("%")
    if kind == "number":
        return is_number(text)
    return text.isdecimal()


def is_date(text: str) -> bool:
    """Whether a text is a day of the calendar, written as 2026-12-31."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _rules(declared: Declared) -> dict[str, model.Rule]:
    rules: dict[str, model.Rule] = {}
    for source, rule in declared.of(tree.Rule):
        properties = {part.word: part.value.text for part in rule.parts}
        rules[rule.name.text] = model.Rule(
            id=rule.name.text,
            effect=rule.effect.word,
            title=rule.title.text if rule.title else properties.get("title", ""),
            source=properties.get("source", ""),
            because=properties.get("because", ""),
            text=rule_text(rule),
            place=model.Place(source, rule.name.span),
        )
    return rules


def rule_text(rule: tree.Rule) -> str:
    """The effect and condition of a rule, as `cxrules fmt` writes them, without its id, source and reason."""
    pieces: list[str] = []
    if rule.template is not None:
        pieces = phrases.template(rule.template)
    pieces += printer.effect(rule.effect)
    if rule.condition is not None:
        pieces += spelling.after("when", phrases.condition(rule.condition))
    return " ".join(pieces)


def _scopes(
    declared: Declared, capabilities: dict[str, model.Capability], report: Report
) -> dict[str, model.Scope]:
    scopes: dict[str, model.Scope] = {}
    for source, each in declared.of(tree.Scope):
        names = [name for name, _ in report.expand("capability", capabilities, each.names, source)]
        scopes[each.name.text] = model.Scope(each.name.text, each.title.text, each.kind or "", tuple(names))
    return scopes


def _targets(
    declared: Declared, capabilities: dict[str, model.Capability], orders: set[int], report: Report
) -> dict[str, model.Target]:
    targets: dict[str, model.Target] = {}
    for source, each in declared.of(tree.Target):
        levels: dict[str, int] = {}
        by: dict[str, str] = {}
        for line in each.lines:
            level = int(line.level.text)
            if orders and level not in orders:
                there = ", ".join(str(order) for order in sorted(orders))
                report.add(
                    "CX0303", f"There is no level {level}.", source, line.level, f"The levels are {there}."
                )
            if line.by is not None and not is_date(line.by.text):
                report.add("CX0106", f"{line.by.text} is not a day of the calendar.", source, line.by)
            for name, leaf in _in_model(source, line.names, capabilities, each, report):
                if name in levels:
                    report.add("CX0202", f"The target {each.name.text} names {name} twice.", source, leaf)
                levels[name] = level
                if line.by is not None:
                    by[name] = line.by.text
        targets[each.name.text] = model.Target(
            each.name.text, each.title.text if each.title else "", levels, by
        )
    return targets


def _in_model(
    source: Source,
    names: tree.Names,
    capabilities: dict[str, model.Capability],
    target: tree.Target,
    report: Report,
) -> list[tuple[str, tree.Leaf]]:
    known: tree.Names = []
    for each in names:
        ends = [each.first, each.last] if isinstance(each, tree.NameRange) else [each]
        missing = [end for end in ends if end.text not in capabilities]
        for end in missing:
            report.unknown(
                f"capability for the target {target.name.text}:",
                end.text,
                capabilities,
                source,
                end,
                "CX0407",
            )
        if not missing:
            known.append(each)
    return report.expand("capability", capabilities, known, source)


def _check_levels(declared: Declared, ruleset: model.Ruleset, report: Report) -> None:
    orders = {level.order for level in ruleset.levels}
    if not orders:
        return
    there = f"The levels are {', '.join(str(order) for order in sorted(orders))}."
    for source, each in declared.of(tree.Attribute):
        if int(each.level.text) not in orders:
            report.add("CX0303", f"There is no level {each.level.text}.", source, each.level, there)
    for source, capability in declared.bodies():
        for part in capability.parts:
            if isinstance(part, tree.Requirement) and int(part.order.text) not in orders:
                report.add("CX0303", f"There is no level {part.order.text}.", source, part.order, there)
            for clause in part.clauses if isinstance(part, tree.Criterion) else ():
                if isinstance(clause, tree.AtLevel) and int(clause.level.text) not in orders:
                    report.add(
                        "CX0303", f"There is no level {clause.level.text}.", source, clause.level, there
                    )


def _check_practices_of(declared: Declared, ruleset: model.Ruleset, report: Report) -> None:
    for source, each in declared.of(tree.Practices):
        report.find("attribute", ruleset.attributes, each.attribute, source)
