"""What is wrong, as data: one type for every message, the catalogue of their codes, and refusals.

Renderers live here too, one module each (`text`, `json`, `sarif`, `github`); they are imported where
a command shows messages, never from here, so that importing this package costs next to nothing.
"""

from cxrules.diagnostics.catalogue import CATALOGUE, Entry, Severity
from cxrules.diagnostics.diagnostic import Diagnostic, Fix, Related, diagnose
from cxrules.diagnostics.order import by_place, has_errors
from cxrules.diagnostics.refusal import Refusal, Unknown

__all__ = [
    "CATALOGUE",
    "Diagnostic",
    "Entry",
    "Fix",
    "Refusal",
    "Related",
    "Severity",
    "Unknown",
    "by_place",
    "diagnose",
    "has_errors",
]
