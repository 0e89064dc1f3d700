"""A gap as text for a terminal, and as Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.reports.columns import clean, wrap
from cxrules.reports.explanation_markdown import escaped
from cxrules.reports.gap_outline import Document, Line, sections

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxrules.reports.names import Look


def render(document: Document, look: Look, *, every: bool = False) -> str:
    """As text, ending with a line break."""
    blocks = [wrap(_about(document), look.columns)]
    for section in sections(document, every=every):
        block = wrap(clean(section.title), look.columns) if section.title else []
        indent = "  " if section.title else ""
        for line in section.lines:
            block += wrap(clean(line.text), look.columns, *_margins(line, indent, look))
        blocks.append(block)
    blocks[0] += blocks.pop(1)
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def _margins(line: Line, indent: str, look: Look) -> tuple[str, str]:
    """What stands before the first line of a sentence, and before the others."""
    if not line.depth:
        return indent, indent
    before = indent + "  " * line.depth
    mark = f"{line.number}. " if line.number is not None else f"{look.signs.bullet} "
    return f"{before}{mark}", before + " " * len(mark)


def markdown(document: Document) -> str:
    """As Markdown, with all lists to their ends."""
    return "\n".join(_markdown(document)).rstrip() + "\n"


def _markdown(document: Document) -> Iterator[str]:
    yield from (f"# {escaped('What lacks: ' + document['goal']['title'])}", "", escaped(_about(document)))
    for section in sections(document, every=True):
        if section.title:
            yield f"## {escaped(section.title)}"
        before = 0
        for line in section.lines:
            if not line.depth or not before:
                yield ""
            mark = "" if not line.depth else f"{line.number}. " if line.number is not None else "- "
            yield f"{'  ' * max(line.depth - 1, 0)}{mark}{escaped(line.text)}"
            before = line.depth
        yield ""


def _about(document: Document) -> str:
    name = document["assessment"]
    title = f"{document['title']} ({name})" if document["title"] else name
    model, date = document["model"], f", {document['date']}" if document["date"] else ""
    return f"{title}{date}. Model {model['id']} {model['version']}, {document['reading']} reading."
