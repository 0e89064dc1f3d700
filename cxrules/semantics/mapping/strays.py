"""Lines of a mapping in another package, and other declarations in a mapping."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.syntax import tree
from cxrules.text import Span

if TYPE_CHECKING:
    from cxrules.semantics.package import Package
    from cxrules.semantics.report import Report

_ROWS = (tree.Mapped, tree.MappedLevel, tree.MappedRatings, tree.Unmapped)


def strays(package: Package, report: Report) -> None:
    """Report what stands in a package of the wrong kind. Tests are told of elsewhere."""
    mapping = package.kind == "mapping"
    if not mapping and package.header is None:
        return
    for source, each in package.declarations():
        if isinstance(each, (tree.Header, tree.Test)) or isinstance(each, _ROWS) == mapping:
            continue
        line = source.text.find("\n", each.begin, each.end)
        span = Span(each.begin, each.end if line < 0 else line)
        if mapping:
            message = f"{package.name} is a mapping, which has only `map`, `unmapped`, `level` and `ratings`."
            hint = "Move this to a model, a framework or a package of rules."
        else:
            message = (
                f"{package.name} is a {package.kind}; rows of a mapping stand in a package of their own."
            )
            hint = "Begin that package with `mapping NAME version 1.0.0`, in a file mapping.cxr."
        report.add("CX0710", message, source, span, hint)
