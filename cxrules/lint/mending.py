"""Making the changes that diagnostics propose, as new texts. Writing them to files is the command's work."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxrules.syntax.parse import parse
from cxrules.text import Source
from cxrules.text.edits import chosen, edited

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cxrules.diagnostics import Diagnostic


class Mended(NamedTuple):
    """The new text of each file that changes, and how many diagnostics that puts right."""

    texts: Mapping[Source, str]
    done: int


def mend(diagnostics: Iterable[Diagnostic], *, unsafe: bool = False) -> Mended:
    """Make all safe changes that fit together, with `unsafe` the others as well.

    Changes that meet are left for another round, after the text was checked anew. Raises AssertionError
    where a file could no longer be read: that is a bug in cxrules, and the files are better left as they are.
    """
    fixes = [each.fix for each in diagnostics if each.fix is not None]
    groups = [each.edits for each in fixes if unsafe or each.safety == "safe"]
    taken = chosen(groups)
    made = set(taken)
    texts = {source: edited(source, taken) for source in dict.fromkeys(edit.source for edit in taken)}
    for source, text in texts.items():
        if parse(Source(source.name, text))[1]:
            raise AssertionError(f"mending {source.name} would make a mistake")
    return Mended(texts, sum(made.issuperset(group) for group in groups))
