"""Changes to a text: what to put where, and putting many of them into one text at once.

Why a text should change is said by whoever proposes it; reading and writing files is the workspace's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxrules.text.source import Source, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Edit(NamedTuple):
    """Put `text` where `span` is in a source: an empty span inserts, an empty text removes."""

    source: Source
    span: Span
    text: str


def chosen(groups: Iterable[Sequence[Edit]]) -> list[Edit]:
    """The edits of all groups that can be made together, sorted by place.

    The edits of a group belong together: a group of which one edit meets one of an earlier group is left
    out as a whole. Two edits meet where they touch, for then it would be unclear which one comes first.
    """
    taken: dict[Source, list[Span]] = {}
    out: list[Edit] = []
    for group in groups:
        if not any(_meets(edit.span, taken.get(edit.source, ())) for edit in group):
            for edit in group:
                taken.setdefault(edit.source, []).append(edit.span)
            out += group
    return sorted(out, key=lambda edit: (edit.source.name, edit.span))


def edited(source: Source, edits: Iterable[Edit]) -> str:
    """The text of a source with those of the edits made that are meant for it; none may overlap another.

    Raises ValueError where two do.
    """
    pieces: list[str] = []
    at = 0
    for edit in sorted((each for each in edits if each.source == source), key=lambda each: each.span):
        if edit.span.start < at:
            raise ValueError(f"two edits of {source.name} overlap at {edit.span.start}")
        pieces += [source.text[at : edit.span.start], edit.text]
        at = edit.span.end
    return "".join([*pieces, source.text[at:]])


def whole_lines(source: Source, span: Span) -> Span:
    """The span with everything that would leave an empty line behind if it were taken out.

    Where nothing else stands on its lines, that is the lines with their breaks; otherwise the blanks before.
    """
    text = source.text
    start, end = span
    while start and text[start - 1] in " \t":
        start -= 1
    behind = end
    while behind < len(text) and text[behind] in " \t":
        behind += 1
    begins = start == 0 or text[start - 1] in "\r\n"
    if not begins:
        return Span(start, end)
    if behind == len(text):
        return Span(start, behind)
    if text[behind] in "\r\n":
        return Span(start, behind + (2 if text.startswith("\r\n", behind) else 1))
    return span


def _meets(span: Span, others: Iterable[Span]) -> bool:
    return any(span.start <= other.end and other.start <= span.end for other in others)
