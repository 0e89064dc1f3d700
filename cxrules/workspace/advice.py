"""Advice about the packages at a path: which are the user's, and what holds in all models they are part of.

What there is to say about one model is found by `cxrules.lint`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.diagnostics import has_errors

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cxrules.diagnostics import Diagnostic
    from cxrules.lint import Selection
    from cxrules.workspace.loading import Loaded


class Advice:
    """Collects what the rules of advice say about one model after the other."""

    def __init__(self, within: Path, selection: Selection | None = None) -> None:
        """Report about packages at a path and below; packages elsewhere are somebody else's."""
        self.within = within.resolve()
        self.selection = selection
        self._found: dict[Diagnostic, None] = {}
        self._models: list[tuple[set[str], set[Diagnostic]]] = []

    def take(self, loaded: Loaded) -> None:
        """Look at one model with all it uses."""
        from cxrules.lint import Selection, lint

        if loaded.analysis is None:
            return
        packages = zip(loaded.analysis.packages, loaded.roots, strict=True)
        own = [package for package, root in packages if root.resolve().is_relative_to(self.within)]
        sound = not has_errors(loaded.diagnostics)
        found = lint(loaded.analysis, own, self.selection or Selection(), sound=sound)
        self._found.update(dict.fromkeys(found))
        self._models.append(({source.name for package in own for source, _ in package.files}, set(found)))

    def given(self) -> Iterator[Diagnostic]:
        """What was found; that something is missing only if no other model has it."""
        from cxrules.lint import ABSENCES

        for each in self._found:
            name = each.source.name if each.source and each.code in ABSENCES else None
            if all(each in found for names, found in self._models if name in names):
                yield each
