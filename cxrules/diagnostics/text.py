"""Diagnostics for people: message, place, excerpt with the exact span underlined, hint, related places.

Whether a terminal wants colour is the caller's to find out. How an excerpt is drawn is in `excerpt`.
"""

from collections.abc import Sequence

from cxrules.diagnostics.catalogue import Severity
from cxrules.diagnostics.diagnostic import Diagnostic
from cxrules.diagnostics.excerpt import draw, visible
from cxrules.diagnostics.order import by_place, summary
from cxrules.text import Source, Span

_STYLES: dict[Severity | str, str] = {
    "error": "1;31",
    "warning": "1;33",
    "info": "1;36",
    "message": "1",
    "frame": "34",
    "hint": "32",
}


def render(diagnostics: Sequence[Diagnostic], *, colour: bool = False) -> str:
    """Show all diagnostics in the order of their places, and a last line that counts them.

    The text ends with a line break, and is empty where there is nothing to show. `colour` adds ANSI
    colours and changes nothing else.
    """
    if not diagnostics:
        return ""
    ordered = by_place(diagnostics)
    blocks = ["\n".join(_block(diagnostic, _painter(colour=colour))) for diagnostic in ordered]
    return "\n\n".join([*blocks, summary(ordered) + _remedies(ordered)]) + "\n"


def _remedies(diagnostics: Sequence[Diagnostic]) -> str:
    """Say how many of them can be mended, and how; nothing where none can."""
    safe = sum(each.fix is not None and each.fix.safety == "safe" for each in diagnostics)
    unsafe = sum(each.fix is not None and each.fix.safety == "unsafe" for each in diagnostics)
    found = [
        (safe, "mended by --fix"),
        (unsafe, "more by --unsafe-fixes" if safe else "mended by --unsafe-fixes"),
    ]
    parts = [f"{count} {how}" for count, how in found if count]
    return f" ({', '.join(parts)})" if parts else ""


class _Paint:
    """Puts a style around a text."""

    __slots__ = ()

    def __call__(self, style: str, text: str) -> str:
        return f"\x1b[{_STYLES[style]}m{text}\x1b[0m" if text else ""


class _Plain(_Paint):
    """Leaves a text as it is."""

    __slots__ = ()

    def __call__(self, style: str, text: str) -> str:  # noqa: ARG002  # the plain one has no styles
        return text


def _painter(*, colour: bool) -> _Paint:
    return _Paint() if colour else _Plain()


def _block(diagnostic: Diagnostic, paint: _Paint) -> list[str]:
    """Give the lines of one diagnostic."""
    severity = diagnostic.severity
    message = _hanging(diagnostic.message)
    lines = [paint(severity, f"{severity} {diagnostic.code}") + paint("message", f": {message}")]
    margin = _margin(diagnostic)
    if diagnostic.source is not None:
        lines += _place(diagnostic.source, diagnostic.span, margin, severity, paint)
    if diagnostic.hint:
        hint = _hanging(diagnostic.hint, margin + 9)
        lines.append(" " * (margin + 1) + paint("frame", "=") + paint("hint", f" hint: {hint}"))
    for related in diagnostic.related:
        note = _hanging(related.message, margin + 9)
        lines.append(" " * (margin + 1) + paint("frame", "=") + f" note: {note}")
        lines += _place(related.source, related.span, margin, "info", paint)
    return lines


def _place(source: Source, span: Span | None, margin: int, severity: Severity, paint: _Paint) -> list[str]:
    """Give the place as file:line:column, or file:cell, and the excerpt."""
    arrow = " " * margin + paint("frame", "-->")
    name = _hanging(source.name)
    if span is None:
        return [f"{arrow} {name}"]
    position = source.position(span.start)
    gutter = " " * (margin + 1) + paint("frame", "|")
    cell = source.cell(span.start)
    shown = visible(cell) if cell else f"{position.line}:{position.column}"
    lines = [f"{arrow} {name}:{shown}", gutter]
    for drawn in draw(source, span):
        if drawn.number is None:
            lines.append(" " * (margin + 1) + paint("frame", ":"))
            continue
        number = paint("frame", f"{drawn.number:>{margin}} |")
        lines.append(f"{number} {drawn.text}".rstrip())
        indent = len(drawn.underline) - len(drawn.underline.lstrip())
        if drawn.text.strip() or drawn.number == source.number(
            position.line
        ):  # a blank line inside has nothing to mark
            lines.append(f"{gutter} {' ' * indent}{paint(severity, drawn.underline[indent:])}")
    return lines


def _margin(diagnostic: Diagnostic) -> int:
    """Give the width of the widest line number that the diagnostic shows."""
    places = [(related.source, related.span) for related in diagnostic.related]
    if diagnostic.source is not None and diagnostic.span is not None:
        places.append((diagnostic.source, diagnostic.span))
    lines = [source.number(source.position(max(span)).line) for source, span in places]
    return len(str(max(lines, default=1)))


def _hanging(text: str, indent: int = 4) -> str:
    """Make a text safe to show, its second and later lines indented."""
    return visible(text).replace("\n", "\n" + " " * indent)
