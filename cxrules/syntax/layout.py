"""Comments and blank lines: from places in the text to the statements they belong to.

A comment on a line of its own belongs to the statement after it, one behind a statement to that
statement, the last ones of a block to its end. A comment in the middle of a statement moves before it.
None is ever lost. How they are written out again is the printer's work.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.syntax import tree
from cxrules.syntax.tables import tables
from cxrules.syntax.tree import Layout, Statement

if TYPE_CHECKING:
    from collections.abc import Sequence

Places = list[tuple[int, int]]

# Where a statement keeps the statements inside of it.
_INSIDE: dict[type, str] = {
    tree.Header: "parts",
    tree.Scale: "values",
    tree.Refine: "values",
    tree.Method: "parts",
    tree.Attribute: "parts",
    tree.Practices: "parts",
    tree.Levels: "levels",
    tree.Capability: "parts",
    tree.Criterion: "parts",
    tree.Element: "parts",
    tree.Rate: "rows",
    tree.Parameter: "parts",
    tree.Input: "parts",
    tree.Value: "parts",
    tree.Decide: "rows",
    tree.Table: "columns",
    tree.Metric: "lines",
    tree.Grade: "rows",
    tree.Maturity: "levels",
    tree.Profile: "parts",
    tree.ProfileSet: "parts",
    tree.Drop: "parts",
    tree.Extend: "parts",
    tree.Patch: "rules",
    tree.Target: "lines",
    tree.Rule: "parts",
    tree.Mapped: "parts",
    tree.MappedLevel: "parts",
    tree.Unmapped: "parts",
    tree.Test: "lines",
}
_WITHOUT_BRACES = (
    *(tree.Header, tree.Parameter, tree.Rule, tree.Input, tree.Value),
    *(tree.Rate, tree.ProfileSet, tree.Drop, tree.Patch),
    *(tree.Mapped, tree.MappedLevel, tree.Unmapped),
)
# Where a statement keeps what stands behind its braces.
_BEHIND: dict[type, str] = {
    **dict.fromkeys((tree.Decide, tree.Table, tree.Metric, tree.Grade), "parts"),
    tree.Extend: "properties",
}


def inside(statement: Statement) -> Sequence[Statement]:
    """Give the statements inside of a statement, in their order, without those behind its braces."""
    name = _INSIDE.get(type(statement))
    found: Sequence[Statement] = getattr(statement, name) if name else ()
    return found


def behind(statement: Statement) -> Sequence[Statement]:
    """Give the statements behind the braces of a statement."""
    name = _BEHIND.get(type(statement))
    found: Sequence[Statement] = getattr(statement, name) if name else ()
    return found


def is_block(statement: Statement) -> bool:
    """Tell whether a statement may have a body in braces that holds other statements."""
    return type(statement) in _INSIDE and not isinstance(statement, _WITHOUT_BRACES)


def _last_within(statement: Statement) -> Statement | None:
    """Give the statement inside of another one that ends where the other one does."""
    if isinstance(statement, tree.Rate) and statement.otherwise:
        return None
    found = inside(statement) if isinstance(statement, _WITHOUT_BRACES) else behind(statement)
    return found[-1] if found else None


def lay_out(file: tree.File, text: str, comments: Places) -> None:
    """Hang comments (their places, rising) and blank lines of a text on the statements of its file."""
    _Hanging(text, comments).file(file)


def layout_of(statement: Statement) -> Layout:
    """Give the layout of a statement, a new one where it has none."""
    if statement.layout is None:
        statement.layout = Layout()
    return statement.layout


class _Hanging:
    """One walk through a file, with the comments that are not yet placed."""

    def __init__(self, text: str, comments: Places) -> None:
        self.text = text
        self.comments = comments
        self.next = 0
        self.upcoming = comments[0][0] if comments else len(text) + 1

    def file(self, file: tree.File) -> None:
        """Walk through all declarations; what is left belongs to the end of the file."""
        end = self.statements(file.declarations, 0)
        last = file.declarations[-1] if file.declarations else None
        lines = self.lines(last, end, len(self.text))
        file.layout.closing = lines[:-1] if lines and not lines[-1] else lines

    def statements(self, statements: Sequence[Statement], end: int) -> int:
        """Walk through statements that follow each other from `end` on; gives where the last one ends."""
        count, last = self.text.count, None
        for each in statements:
            begin = each.begin
            if self.upcoming < begin:
                self.between(last, each, end)
            elif last is not None and count("\n", end, begin) > 1:
                each.layout = Layout(blank=True)
            end = each.end
            if type(each) in _INSIDE or self.upcoming < end:
                self.within(each)
            last = each
        return end

    def between(self, last: Statement | None, each: Statement, end: int) -> None:
        """Place the comments before a statement; one on the line of the statement before belongs to that."""
        lines = self.lines(last, end, each.begin)
        blank = bool(lines) and not lines[0]
        if lines:
            layout = layout_of(each)
            layout.blank, layout.before = blank, lines[blank:]

    def within(self, each: Statement) -> None:
        """Place what stands inside of a statement."""
        body, reasons = inside(each), behind(each)
        if self.upcoming >= each.end:
            self.statements(body, each.begin)
            self.statements(reasons, each.begin)
            return
        until = self.closing_brace(body, each, reasons[0].begin) if reasons else each.end
        braces = is_block(each) and self.text[until - 1] == "}"
        first = body[0].begin if body else until - braces
        begin = self.head(each, first, inner=bool(body) or braces)
        end = self.statements(body, begin)
        if self.upcoming < until:
            lines = self.lines(body[-1] if body else None, end, until)
            layout_of(each).closing += lines[:-1] if lines and not lines[-1] else lines
        if reasons:
            self.statements(reasons, until)

    def closing_brace(self, body: Sequence[Statement], each: Statement, end: int) -> int:
        """Give where the body in braces ends of a statement that has more behind it, from `end` on."""
        begin = body[-1].end if body else each.begin
        places = dict(self.comments[self.next : self.before(end)])
        while (found := self.text.rfind("}", begin, end)) >= 0:
            inner = next((start for start, stop in places.items() if start <= found < stop), None)
            if inner is None:
                return found + 1
            end = inner
        raise AssertionError("a body in braces ends with a brace")

    def head(self, each: Statement, end: int, *, inner: bool) -> int:
        """Place the comments of a statement's head, which ends before `end`; gives where the last one ends.

        Those with more of the head behind them go before the statement; one at the end of the head's last
        line stays there. Any others are the body's, where there is one (`inner`).
        """
        after = each.begin
        last = self.next
        for index in range(self.next, self.before(end)):
            following = min(self.comments[index + 1][0], end) if index + 1 < len(self.comments) else end
            if not inner or self.text[self.comments[index][1] : following].strip():
                last = index + 1
        if last > self.next:
            layout_of(each).before += [self.shown(place) for place in self.comments[self.next : last]]
            after = self.comments[last - 1][1]
            self.move(last)
        if self.upcoming < end:
            code = self.text[after : self.upcoming].rstrip()
            if code and "\n" not in self.text[after + len(code) : self.upcoming]:
                layout_of(each).after = self.shown(self.comments[self.next])
                after = self.comments[self.next][1]
                self.move(self.next + 1)
        return after

    def lines(self, last: Statement | None, begin: int, end: int) -> list[str]:
        """Take the comments from `begin` to `end` as lines, blank lines between them as empty ones.

        A comment on the line of `last` goes there first. A blank line at the beginning counts only behind
        another statement.
        """
        lines: list[str] = []
        if last is not None and self.upcoming < end and "\n" not in self.text[begin : self.upcoming]:
            self.behind(last, self.shown(self.comments[self.next]))
            begin = self.comments[self.next][1]
            self.move(self.next + 1)
        for place in self.comments[self.next : self.before(end)]:
            if self.text.count("\n", begin, place[0]) > 1 and (lines or last is not None):
                lines.append("")
            lines.append(self.shown(place))
            begin = place[1]
        if self.text.count("\n", begin, end) > 1 and (lines or last is not None):
            lines.append("")
        self.move(self.before(end))
        return lines

    def behind(self, each: Statement, comment: str) -> None:
        """Place a comment that stands on the line on which a statement ends."""
        while (inner := _last_within(each)) is not None:
            each = inner
        layout = layout_of(each)
        if not layout.after:
            layout.after = comment
        else:  # the head of a block has one too
            layout.closing.append(comment)

    def shown(self, place: tuple[int, int]) -> str:
        """Give the text of a comment."""
        return self.text[place[0] : place[1]].rstrip()

    def before(self, end: int) -> int:
        """Give the number of the first comment that begins at `end` or later."""
        index = self.next
        while index < len(self.comments) and self.comments[index][0] < end:
            index += 1
        return index

    def move(self, index: int) -> None:
        """Go on to the comment of this number."""
        self.next = index
        self.upcoming = self.comments[index][0] if index < len(self.comments) else len(self.text) + 1


def comments_in(text: str) -> list[str]:
    """List all comments of a text that has no mistake."""
    return [text[start:end].rstrip() for start, end in comment_places(text)]


def comment_places(text: str) -> Places:
    """List where the comments of a text stand, rising."""
    tokens, kinds = tables().tokens, tables().kinds
    group = kinds.index("$COMMENT")
    return [match.span(group) for match in tokens.finditer(text) if match.lastindex == group]


def comments_of(file: tree.File) -> list[str]:
    """List all comments of a file."""
    found = [line for line in file.layout.closing if line]
    waiting: list[Statement] = list(file.declarations)
    while waiting:
        statement = waiting.pop()
        waiting += (*inside(statement), *behind(statement))
        layout = statement.layout
        if layout is not None:
            found += [line for line in (*layout.before, layout.after, *layout.closing) if line]
    return found
