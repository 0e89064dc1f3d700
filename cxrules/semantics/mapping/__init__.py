"""Mappings between two models: their names bound in both, and their claims held against each other.

A mapping is read alone (`bind`), and together with others that speak of the same models (`contradictions`).
Finding the files, and the rulesets of both models, is the work of the workspace.
"""

from cxrules.semantics.mapping.bind import Bound, bind
from cxrules.semantics.mapping.chains import chain_problems
from cxrules.semantics.mapping.claims import Claim, claims_of
from cxrules.semantics.mapping.header import End, ends_of
from cxrules.semantics.mapping.pairs import pair_problems
from cxrules.semantics.mapping.strays import strays
from cxrules.semantics.mapping.together import contradictions

__all__ = [
    "Bound",
    "Claim",
    "End",
    "bind",
    "chain_problems",
    "claims_of",
    "contradictions",
    "ends_of",
    "pair_problems",
    "strays",
]
