"""From the text of a file to its tree and its syntax errors.

A text without mistakes is parsed in one go. Only where that fails is it split by declaration; each is
then parsed alone and yields its part of the tree, or one diagnostic.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.syntax.drive import drive
from cxrules.syntax.layout import lay_out
from cxrules.syntax.pause import collector_paused
from cxrules.syntax.tables import tables
from cxrules.syntax.tree import File, Leaf

if TYPE_CHECKING:
    from cxrules.diagnostics import Diagnostic
    from cxrules.syntax.tables import Tables
    from cxrules.text import Source


def parse(source: Source) -> tuple[File, list[Diagnostic]]:
    """Parse a file.

    What could not be understood is missing in the tree, and has its one diagnostic; the names of such
    declarations are in `File.lost`. The tree's leaves know their characters in the source.
    """
    with collector_paused():
        rules = tables()
        text = source.text
        driven = drive(rules, text, 0, len(text))
        if driven.failure is None:
            file: File = driven.value
            lay_out(file, text, driven.comments)
            return file, []
        return _parse_split(rules, source)


def _parse_split(rules: Tables, source: Source) -> tuple[File, list[Diagnostic]]:
    """Parse each declaration alone."""
    from cxrules.syntax.mistakes import explain
    from cxrules.syntax.split import split

    file, diagnostics, comments = File([]), [], []
    for begin, end in split(rules, source.text):
        driven = drive(rules, source.text, begin, end)
        comments += driven.comments
        if driven.failure is None:
            file.declarations += driven.value.declarations
            continue
        values = driven.failure.values
        if values and isinstance(values[0], list):  # declarations of this stretch before the broken one
            file.declarations += values.pop(0)
        lost = next((value for value in values if isinstance(value, Leaf)), None)
        file.lost += [lost] if lost else []
        diagnostics.append(explain(rules, source, begin, driven.failure))
    lay_out(file, source.text, comments)
    return file, diagnostics
