"""CX1020: a header without what a reader of a published ruleset looks for: title, source, trademark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.diagnostics import Diagnostic, diagnose
from cxrules.lint.rule import Rule
from cxrules.syntax import tree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxrules.lint.facts import Facts

_WANTED = ("title", "source", "trademark")


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Report each header once, with all that it lacks."""
    for package in facts.own:
        if package.header is None:
            continue
        there = {part.word for part in package.header.parts if isinstance(part, tree.Property)}
        missing = [word for word in _WANTED if word not in there]
        if missing:
            message = f"The header of {package.name} has no {' and no '.join(missing)}."
            hint = " and ".join(f'`{word} "…"`' for word in missing)
            span = package.header.name.span
            yield diagnose("CX1020", message, package.header_source, span, f"Add {hint}.")


RULE = Rule("CX1020", check, reads="text", by_default=False)
