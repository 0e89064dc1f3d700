"""Models that stand as text in a test: checked and compiled without any file. Tests nothing itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.plan.serial import dump, from_data, load
from cxrules.semantics import Package, analyse, compile_plan
from cxrules.syntax import tree
from cxrules.syntax.parse import parse
from cxrules.text import Source

if TYPE_CHECKING:
    from cxrules.diagnostics import Diagnostic
    from cxrules.plan import Plan
    from cxrules.semantics import Analysis

SCALE = """
scale nplf met from L {
  N "Not achieved"         0% ..  15% value 0
  P "Partially achieved" > 15% ..  50% value 1
  L "Largely achieved"   > 50% ..  85% value 2
  F "Fully achieved"     > 85% .. 100% value 3
}
"""
FRAMEWORK = (
    SCALE
    + """
method judged "As judged" { criteria judged  instances mean, half rounds up }
method mean "As derived" { criteria mean, half rounds up  instances mean, half rounds up }
attribute PA.1 "Performance" at level 1 { from criteria of capability }
attribute PA.2 "Management" at level 2 { practice GP.1 "Plan it"  practice GP.2 "Watch it" }
levels cumulative from 0 {
  0 "Incomplete"
  1 "Performed" requires PA.1 at least L
  2 "Managed"   requires every attribute at level 2 is at least L and every attribute below level 2 is F
}
"""
)


def package(text: str, name: str = "model.cxr") -> Package:
    """A package of one file, which must be written as the language wants it."""
    source = Source(name, text)
    file, problems = parse(source)
    assert not problems, problems
    headers = [each for each in file.declarations if isinstance(each, tree.Header)]
    return Package(((source, file),), headers[0] if headers else None, source, name)


def analysed(text: str, *others: str) -> Analysis:
    """A model, with the texts of the packages that it uses."""
    packages = [package(text), *(package(other, f"other{place}.cxr") for place, other in enumerate(others))]
    return analyse(packages)


def problems(text: str, *others: str) -> list[tuple[str, str, str]]:
    """Code, message and underlined text of everything that is reported."""
    return [(each.code, each.message, underlined(each)) for each in analysed(text, *others).diagnostics]


def underlined(each: Diagnostic) -> str:
    """The text that a diagnostic points at; empty where it points at none."""
    return each.source.slice(each.span) if each.source and each.span else ""


def hints(text: str) -> list[str]:
    """The hints of everything that is reported."""
    return [each.hint for each in analysed(text).diagnostics]


def plan_of(text: str, method: str | None = None, reading: str = "audit") -> Plan:
    """The plan of a model without mistakes, by way of its stored form."""
    analysis = analysed(text)
    assert analysis.complete, analysis.diagnostics
    return from_data(load(dump(compile_plan(analysis, method, reading), {}))[1])
