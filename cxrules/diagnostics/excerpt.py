"""Drawing a piece of source with a span underlined, aligned for the eye.

Only characters and their widths are known here; what stands around an excerpt is the text renderer's.
"""

from typing import NamedTuple

from cxrules.text import Source, Span

_TAB = 4  # display columns from one tab stop to the next
_WIDTH = 120  # a line wider than this is shown as a window around its span
_LEAD = 30  # display columns kept before the span in such a window
_MOST_LINES = 6  # a longer span shows its first lines and its last one
_UNSHOWABLE = "\N{REPLACEMENT CHARACTER}"  # stands for control characters: a file must not steer a terminal


class Drawn(NamedTuple):
    """One line of an excerpt: its number (None where lines are left out), its text and its underline."""

    number: int | None
    text: str
    underline: str


def draw(source: Source, span: Span) -> list[Drawn]:
    """Draw the lines that a span touches, each with the part that belongs to the span underlined.

    An empty span is underlined by a single caret at its place.
    """
    start = source.position(span.start)
    end = source.position(max(span.start, span.end))
    last = end.line
    if last > start.line and end.column == 1:  # a span that ends with a line break ends on that line
        last -= 1
    drawn = []
    for number in _shown(start.line, last):
        if number is None:
            drawn.append(Drawn(None, "", ""))
            continue
        line = source.line(number)
        first = start.column - 1 if number == start.line else len(line) - len(line.lstrip())
        stop = end.column - 1 if number == end.line else len(line)
        drawn.append(_drawn(source.number(number), line, first, stop))
    return drawn


def visible(text: str) -> str:
    """Give the text with every character that cannot be shown replaced; line breaks stay."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() or char == "\n" else _UNSHOWABLE for char in text)


def _shown(first: int, last: int) -> list[int | None]:
    """List the line numbers to show, None standing for those left out."""
    if last - first < _MOST_LINES:
        return list(range(first, last + 1))
    return [*range(first, first + _MOST_LINES - 2), None, last]


def _drawn(number: int, line: str, first: int, stop: int) -> Drawn:
    """Draw one line with its characters from `first` up to `stop` underlined."""
    cells = _cells(line)
    first = min(first, len(cells))
    stop = max(first, min(stop, len(cells)))
    before = sum(width for _, width in cells[:first])
    under = sum(width for _, width in cells[first:stop]) or 1
    if before + under > _WIDTH or sum(width for _, width in cells) > _WIDTH:
        return _window(number, cells, first, stop)
    return Drawn(number, "".join(shown for shown, _ in cells), " " * before + "^" * under)


def _window(number: int, cells: list[tuple[str, int]], first: int, stop: int) -> Drawn:
    """Draw the part of a very wide line that lies around its span."""
    left, lead = first, 0
    while left and lead + cells[left - 1][1] <= _LEAD:
        left -= 1
        lead += cells[left][1]
    right, width = left, 0
    while right < len(cells) and width + cells[right][1] <= _WIDTH:
        width += cells[right][1]
        right += 1
    opening = "…" if left else ""
    closing = "…" if right < len(cells) else ""
    text = opening + "".join(shown for shown, _ in cells[left:right]) + closing
    under = sum(width for _, width in cells[first : min(stop, right)]) or 1
    return Drawn(number, text, " " * (len(opening) + lead) + "^" * under)


def _cells(line: str) -> list[tuple[str, int]]:
    """Give what is shown for each character, and how many display columns it takes."""
    if line.isascii() and line.isprintable():
        return [(char, 1) for char in line]
    cells = []
    column = 0
    for char in line:
        if char == "\t":
            width = _TAB - column % _TAB
            shown = " " * width
        elif char.isprintable():
            shown, width = char, _width(char)
        else:
            shown, width = _UNSHOWABLE, 1
        cells.append((shown, width))
        column += width
    return cells


def _width(char: str) -> int:
    """Give the display columns of a printable character: 0 for a combining mark, 2 for a wide one."""
    if char.isascii():
        return 1
    import unicodedata  # only where a text needs it

    if unicodedata.combining(char) or unicodedata.category(char) in {"Mn", "Me"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in {"W", "F"} else 1
