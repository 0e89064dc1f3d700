"""A source text and the places in it.

Offsets are what the passes work with; lines and columns are what people read, and are computed
only when somebody asks. Display columns (tabs, wide characters) belong to the text renderer.
"""

from bisect import bisect_right
from itertools import accumulate
from typing import NamedTuple


class Span(NamedTuple):
    """A stretch of a source: characters from `start` up to, not including, `end`."""

    start: int
    end: int


class Position(NamedTuple):
    """A place as people count it: line and column from 1, the column in characters."""

    line: int
    column: int


class Source:
    """A text with the name people know it by, mostly a path as the user wrote it.

    Two sources are equal when name and text are. Lines end with LF, CR LF or a lone CR.
    """

    __slots__ = ("_starts", "name", "text")

    name: str
    text: str
    _starts: list[int] | None

    def __init__(self, name: str, text: str) -> None:
        """Take name and text as they are; nothing is computed yet."""
        self.name = name
        self.text = text
        self._starts = None

    def __repr__(self) -> str:
        """Show name and size, since the text may be large."""
        return f"Source({self.name!r}, {len(self.text)} characters)"

    def __eq__(self, other: object) -> bool:
        """Compare name and text; the identical object needs no look at either."""
        if self is other:
            return True
        if not isinstance(other, Source):
            return NotImplemented
        return self.name == other.name and self.text == other.text

    def __hash__(self) -> int:
        """Hash the name and the length only: equal sources agree on both, and it stays cheap."""
        return hash((self.name, len(self.text)))

    @property
    def line_count(self) -> int:
        """The number of lines; an empty text has one, and so has the place after a last line break."""
        return len(self._line_starts())

    def position(self, offset: int) -> Position:
        """Give line and column of a character offset.

        An offset outside the text counts as its nearer end, so that a message can always be shown.
        """
        starts = self._line_starts()
        offset = min(max(offset, 0), len(self.text))
        index = bisect_right(starts, offset) - 1
        return Position(index + 1, offset - starts[index] + 1)

    def offset(self, line: int, column: int) -> int:
        """Give the character offset of a line and column, both from 1.

        A column past the end of its line counts as that end, a line past the last as the end of the text.
        """
        starts = self._line_starts()
        if line > len(starts):
            return len(self.text)
        start = starts[max(line, 1) - 1]
        return start + min(max(column, 1) - 1, len(self.line(max(line, 1))))

    def line(self, number: int) -> str:
        """Give one line, counted from 1, without its line break; empty for a line that does not exist."""
        starts = self._line_starts()
        if not 1 <= number <= len(starts):
            return ""
        end = starts[number] if number < len(starts) else len(self.text)
        return _without_break(self.text[starts[number - 1] : end])

    def cell(self, offset: int) -> str | None:
        """Name the cell in which an offset lies, such as ``Ratings!D17``; None, since a text has no cells."""
        _ = offset
        return None

    def number(self, line: int) -> int:
        """Give the number by which people know a line; in a text the same."""
        return line

    def slice(self, span: Span) -> str:
        """Give the text of a span."""
        return self.text[span.start : span.end]

    def _line_starts(self) -> list[int]:
        if self._starts is None:
            self._starts = _line_starts(self.text)
        return self._starts


def _line_starts(text: str) -> list[int]:
    """List the offset of each line's first character."""
    if "\r" in text:  # same length, one kind of line break
        text = text.replace("\r\n", " \n").replace("\r", "\n")
    lengths = [len(line) + 1 for line in text.split("\n")]
    lengths.pop()  # the last line has no successor
    return list(accumulate(lengths, initial=0))


def _without_break(line: str) -> str:
    return line.removesuffix("\n").removesuffix("\r")
