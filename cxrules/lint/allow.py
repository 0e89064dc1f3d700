"""Comments that allow what a rule of advice would report: `# cxrules: allow CX1004 because "…"`.

Such a comment stands on the line before a statement or at the end of one of its lines, and covers that
statement with all that stands in it; before the header of a package it covers the package. Which diagnostics
it allows, and whether it allowed any, is found in `run`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from cxrules.diagnostics.catalogue import CATALOGUE
from cxrules.lint.walk import statements
from cxrules.syntax.layout import comment_places
from cxrules.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cxrules.diagnostics import Diagnostic
    from cxrules.semantics import Package
    from cxrules.text import Source

FORM = '# cxrules: allow CX1003 because "…"'
_SPEAKS = re.compile(r"#+\s*cxrules\s*:(?!\s*mutant\b)", re.IGNORECASE)  # mutants: `cxrules.testkit`
_ALLOWS = re.compile(r"#+\s*cxrules:\s*allow\s+(?P<codes>\w+(?:\s*,\s*\w+)*)(?P<rest>.*)\Z", re.DOTALL)
_REASON = re.compile(r'\s+because\s+"(?P<reason>[^"]*)"\s*\Z')


class Allowance(NamedTuple):
    """A comment at `span`; it covers the characters `covers` of its file, or its whole package if None.

    `mistake` says why it allows nothing, and is empty for one that is well written.
    """

    source: Source
    span: Span
    codes: tuple[str, ...]
    covers: Span | None
    sources: frozenset[int]
    mistake: str = ""

    def allows(self, diagnostic: Diagnostic) -> bool:
        """Whether this is about a diagnostic."""
        if diagnostic.code not in self.codes or diagnostic.source is None or self.mistake:
            return False
        if self.covers is None:
            return id(diagnostic.source) in self.sources
        span = diagnostic.span
        return (
            diagnostic.source is self.source
            and span is not None
            and self.covers.start <= span.start < self.covers.end
        )


def allowances_in(package: Package) -> Iterator[Allowance]:
    """The comments of a package that speak to cxrules, well written or not."""
    for source, file in package.files:
        if "cxrules" not in source.text.casefold() or _SPEAKS.search(source.text) is None:
            continue
        spans = sorted((each.begin, each.end) for each in statements(file))
        for start, end in comment_places(source.text):
            if _SPEAKS.match(source.text, start):
                yield _allowance(package, source, Span(start, end), spans)


def _allowance(package: Package, source: Source, span: Span, spans: Sequence[tuple[int, int]]) -> Allowance:
    comment = source.slice(span).rstrip()
    span = Span(span.start, span.start + len(comment))
    found = _ALLOWS.match(comment)
    codes = tuple(re.split(r"\s*,\s*", found["codes"])) if found else ()
    mistake = _mistake(codes, found["rest"]) if found else f"It is written {FORM}."
    covers: Span | None = covered(source.text, span, spans)
    header = package.header
    if header is not None and source is package.header_source and covers == Span(header.begin, header.end):
        covers = None
    sources = frozenset(id(each) for each, _ in package.files)
    return Allowance(source, span, codes, covers, sources, mistake)


def _mistake(codes: Sequence[str], rest: str) -> str:
    """What is wrong with an allowance, or nothing."""
    for code in codes:
        if code not in CATALOGUE:
            return f"There is no code {code}."
        if not code.startswith("CX1"):
            return f"Only advice, CX1xxx, can be allowed; {code} must be put right."
    reason = _REASON.match(rest)
    if reason is None:
        return f'Say why: because "…", as in {FORM}.'
    return "" if reason["reason"].strip() else "The reason is empty: say why this is as it should be."


def covered(text: str, comment: Span, spans: Sequence[tuple[int, int]]) -> Span:
    """The statement that a comment belongs to; an empty span where there is none."""
    line = max(text.rfind("\n", 0, comment.start), text.rfind("\r", 0, comment.start)) + 1
    before = text[line : comment.start].rstrip()
    if before:
        return _innermost(line + len(before) - 1, spans)
    within = _innermost(comment.start, spans)
    following = next((Span(*each) for each in spans if each[0] >= comment.end), None)
    if following is not None and (within.end == within.start or following.start < within.end):
        between = text[comment.end : following.start]
        if all(not each.strip() or each.lstrip().startswith("#") for each in between.splitlines()):
            return following
    return within


def _innermost(place: int, spans: Sequence[tuple[int, int]]) -> Span:
    """The last statement to begin that contains a place."""
    found = Span(place, place)
    for begin, end in spans:
        if begin > place:
            break
        if place < end:
            found = Span(begin, end)
    return found
