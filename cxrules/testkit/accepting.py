"""Comments that accept a mutant which no test notices: `# cxrules: mutant "at most F" because "…"`.

The words are those that `cxrules test --mutants` shows behind the arrow. The comment covers the statement it
stands before or behind, as one that allows advice does (`cxrules.lint.allow`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from cxrules.diagnostics import diagnose
from cxrules.lint.allow import covered
from cxrules.lint.walk import statements
from cxrules.syntax.layout import comment_places
from cxrules.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cxrules.diagnostics import Diagnostic
    from cxrules.semantics import Package
    from cxrules.testkit.mutating import Mutant
    from cxrules.text import Source

FORM = '# cxrules: mutant "at most F" because "…"'
_SPEAKS = re.compile(r"#+\s*cxrules\s*:\s*mutant\b")
_ACCEPTS = re.compile(r'#+\s*cxrules:\s*mutant\s+"(?P<words>.*?)"\s+because\s+"(?P<reason>[^"]*)"\s*\Z')


class Accepted(NamedTuple):
    """A comment that accepts the mutants with these words within `covers`."""

    source: Source
    span: Span
    covers: Span
    words: str
    reason: str

    def is_about(self, mutant: Mutant) -> bool:
        """Whether a mutant is meant."""
        within = self.covers.start <= mutant.span.start < self.covers.end
        return mutant.source is self.source and within and mutant.after == self.words


class Acceptance(NamedTuple):
    """The reasons of accepted mutants, by their identity, and comments that accept nothing."""

    reasons: dict[int, str]
    problems: list[Diagnostic]


def accept(package: Package, mutants: Sequence[Mutant], survived: Sequence[Mutant]) -> Acceptance:
    """Find a reason in the text for each survivor, and report comments that are about none."""
    reasons: dict[int, str] = {}
    problems: list[Diagnostic] = []
    for each in _comments(package):
        meant = [mutant for mutant in survived if each.is_about(mutant)]
        reasons.update((id(mutant), each.reason) for mutant in meant)
        if not meant and each.words:
            known = any(each.is_about(mutant) for mutant in mutants)
            message = f"Nothing here can be changed to “{each.words}”."
            if known:
                message = f"The mutant “{each.words}” does not survive: tests notice it."
            problems.append(diagnose("CX0705", message, each.source, each.span, "Take the comment away."))
    return Acceptance(reasons, problems)


def misread(package: Package) -> Iterator[Diagnostic]:
    """Comments that are to accept a mutant and do not say which, or why."""
    for each in _comments(package):
        if not each.words or not each.reason.strip():
            message = "It is not said which mutant is accepted, and why."
            yield diagnose("CX0705", message, each.source, each.span, f"Write {FORM}.")


def _comments(package: Package) -> Iterator[Accepted]:
    for source, file in package.files:
        if _SPEAKS.search(source.text) is None:
            continue
        spans = sorted((each.begin, each.end) for each in statements(file))
        for start, end in comment_places(source.text):
            if _SPEAKS.match(source.text, start):
                span = Span(start, start + len(source.text[start:end].rstrip()))
                found = _ACCEPTS.match(source.slice(span))
                words, reason = (found["words"], found["reason"]) if found else ("", "")
                yield Accepted(source, span, covered(source.text, span, spans), words, reason)
