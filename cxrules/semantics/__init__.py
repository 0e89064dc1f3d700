"""From trees to a plan: names are bound, types checked, and rules written out for what they bound.

Everything wrong is collected in one run. The passes, in order: `resolve` (trees to a ruleset), `expand`
(levels and rules to terms over subjects), `dependencies` (order, and cycles), `lower` (terms to nodes).
"""

from cxrules.semantics.analysis import Analysis
from cxrules.semantics.package import Package
from cxrules.semantics.pipeline import analyse, compile_plan, resolved
from cxrules.semantics.under_profiles import problems_under_profiles

__all__ = ["Analysis", "Package", "analyse", "compile_plan", "problems_under_profiles", "resolved"]
