"""The plan: the operations, the graph of them, and its stored form.

Making one is the work of `cxrules.semantics`, running one of `cxrules.engine`.
"""

from cxrules.plan.plan import Plan

__all__ = ["Plan"]
