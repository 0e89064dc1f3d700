"""Formatting a ruleset file: parse it, print it, and prove that nothing was lost.

Where the layout comes from is `cxrules.syntax.printer`; reading and writing files is the workspace's work.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.syntax.layout import comments_in
from cxrules.syntax.parse import parse
from cxrules.syntax.printer import print_file
from cxrules.text import Source

if TYPE_CHECKING:
    from cxrules.diagnostics import Diagnostic
    from cxrules.syntax.tree import File


def format_text(source: Source) -> tuple[str | None, list[Diagnostic]]:
    """Give the text of a file in the one layout, or None and the syntax errors.

    Raises AssertionError where the result would not say the same as the source, or would lay out
    differently once more: that is a bug in cxrules, and the file is better left as it is.
    """
    file, diagnostics = parse(source)
    if diagnostics:
        return None, diagnostics
    text = print_file(file)
    again, problems = parse(Source(source.name, text))
    if problems or again != file:
        raise AssertionError(f"formatting {source.name} would change what it says")
    if sorted(comments_in(text)) != sorted(comments_in(source.text)):
        raise AssertionError(f"formatting {source.name} would lose a comment")
    if print_file(again) != text:
        raise AssertionError(f"formatting {source.name} twice would change it again")
    return text, []


def is_formatted(source: Source, file: File) -> bool:
    """Tell whether a file that was parsed already stands in the one layout."""
    return print_file(file) == source.text
