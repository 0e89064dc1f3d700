"""What is wrong with a model under one of its profiles, and is not wrong without.

A profile that only patches rules leaves everything else as it was found: its rules alone are looked at, and
whether they close a circle. As soon as anything about them is unusual, the model is analysed anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.semantics.dependencies import by_rules, closes_circle
from cxrules.semantics.pipeline import analyse
from cxrules.semantics.report import Report
from cxrules.semantics.rules import Rules
from cxrules.semantics.tailoring import reason_of
from cxrules.syntax import tree

if TYPE_CHECKING:
    from cxrules.diagnostics import Diagnostic
    from cxrules.semantics.analysis import Analysis
    from cxrules.semantics.rules import Situation
    from cxrules.text import Source


def problems_under_profiles(analysis: Analysis) -> list[Diagnostic]:
    """What every profile of a model adds to what is wrong with it."""
    known = set(analysis.diagnostics)
    found: dict[Diagnostic, None] = {}
    for package in analysis.packages:
        for source, each in package.declarations():
            if isinstance(each, tree.Profile) and not _is_sound_patch(source, each, analysis):
                found.update(dict.fromkeys(analyse(analysis.packages, each.name.text).diagnostics))
    return [problem for problem in found if problem not in known]


def _is_sound_patch(source: Source, profile: tree.Profile, analysis: Analysis) -> bool:
    """Whether a profile surely adds no problem, as far as that shows without analysing the model anew."""
    names = {package.name for package in analysis.packages}
    if not analysis.complete or profile.of.text not in names:
        return False
    report = Report()
    rules = Rules(analysis.ruleset, analysis.elements, analysis.scale, report)
    known = set(analysis.ruleset.rules)
    situations: list[Situation] = []
    for part in profile.parts:
        if not isinstance(part, tree.Patch) or not _fits(part, known):
            return False
        situations += rules.situations_of(source, part.rule)
    return not report.diagnostics and not closes_circle(analysis.dependencies.edges, by_rules(situations))


def _fits(patch: tree.Patch, known: set[str]) -> bool:
    """Whether a patch finds the rule it is for and says why, or adds one, which is known from then on."""
    name = patch.rule.name.text
    if patch.word == "replace":
        return name in known and bool(reason_of(patch.rule.parts).strip())
    there = name in known
    known.add(name)
    return not there
