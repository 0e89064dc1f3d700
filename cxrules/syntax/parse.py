"""From the text of a file to its tree and its syntax errors.

A text without mistakes is parsed in one go. Only where that fails is it split by declaration; each is
then parsed alone and yields its part of the tree, or one diagnostic.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.syntax.drive import drive
from cxrules.syntax.layout import lay_out
from cxrules.syntax.tables import tables
from cxrules.syntax.tree import File, Leaf
from cxrules.text.pause import collector_paused

if TYPE_CHECKING:
    from cxrules.diagnostics import Diagnostic
    from cxrules.syntax.tables import Tables, Value
    from cxrules.text import Source

MOST = 100
"""So many mistakes are shown; a text with more is hardly a ruleset."""


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
    from cxrules.syntax.mistakes import explain, too_many
    from cxrules.syntax.split import split

    file, comments = File([]), []
    diagnostics: list[Diagnostic] = []
    broken = False
    for begin, end in split(rules, source.text):
        driven = drive(rules, source.text, begin, end)
        comments += driven.comments
        if driven.failure is None:
            file.declarations += driven.value.declarations
            broken = False
            continue
        explained = explain(rules, source, begin, driven.failure)
        if explained.complete:
            file.declarations += drive(rules, source.text, begin, driven.failure.start).value.declarations
        else:
            _salvage(file, driven.failure.values)
        if not broken or explained.diagnostic.code != "CX0108":  # else it closes what was broken before it
            diagnostics.append(explained.diagnostic)
        broken = True
        if len(diagnostics) == MOST:
            diagnostics.append(too_many(source, end))
            break
    lay_out(file, source.text, comments)
    return file, diagnostics


def _salvage(file: File, values: list[Value]) -> None:
    """Keep what was complete before a mistake, and the name of the declaration that is broken."""
    if values and isinstance(values[0], list):
        file.declarations += values.pop(0)
    file.lost += [value for value in values if isinstance(value, Leaf)][:1]
