"""Advice about a model that has no mistakes: what is allowed, and probably not meant.

Each rule of advice is a folder in `rules`: its code, its page, an example it reports and one it does not.
What the rules read is gathered once, in `facts`; whether a condition can hold is decided in `possible`;
comments that allow something with a reason are read in `allow`, and changes are made in `mending`. Errors are
the work of `cxrules.semantics`.
"""

from cxrules.lint.run import ABSENCES, CODES, lint
from cxrules.lint.selection import Selection

__all__ = ["ABSENCES", "CODES", "Selection", "lint"]
