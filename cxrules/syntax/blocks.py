"""How a statement becomes lines: its head, its body in braces, its clauses, and the comments around them.

A statement stands on one line where it fits, otherwise each of its clauses on a line of its own. Comments
and single blank lines stay where they were. Which clauses and which body a kind of statement has is said in
`printer` and `values_print`.
"""

from __future__ import annotations

from functools import singledispatch
from typing import TYPE_CHECKING

from cxrules.syntax import spelling, tree
from cxrules.syntax.spelling import Pieces, glued

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

WIDTH = 100
STEP = "  "

Lines = list[str]


def written(statement: tree.Statement, width: int) -> Lines:
    """Write a statement and the comments before it, as lines of at most `width` where that can be."""
    before = statement.layout.before if statement.layout else []
    return [*before, *write(statement, width)]


@singledispatch
def write(statement: tree.Statement, width: int) -> Lines:
    """Write a statement that has no statements inside of it."""
    return simple(statement, clauses_of(statement), width)


@singledispatch
def clauses_of(statement: tree.Statement) -> list[Pieces]:
    """Give the clauses of a statement without a body."""
    raise TypeError(statement)


# ------------------------------------------------------------------------------------------ shapes


def simple(statement: tree.Statement, clauses: Sequence[Pieces], width: int) -> Lines:
    """Write a statement that is nothing but its clauses."""
    return with_comment(flow(clauses, width, STEP), comment_of(statement))


def block(
    statement: tree.Statement, clauses: Sequence[Pieces], body: Sequence[tree.Statement], width: int
) -> Lines:
    """Write a statement with a body in braces."""
    closing = statement.layout.closing if statement.layout else []
    if not body and not closing:
        clauses = [*clauses[:-1], glued(clauses[-1], ["{ }"])]
        return simple(statement, clauses, width)
    clauses = [*clauses[:-1], glued(clauses[-1], ["{"])]
    head = with_comment(flow(clauses, width, STEP * 2), comment_of(statement))
    return [*head, *indented(in_lines(body, width - len(STEP))), *indented(closing), "}"]


def optional_block(
    statement: tree.Statement, clauses: Sequence[Pieces], body: Sequence[tree.Statement], width: int
) -> Lines:
    """Write a statement that needs no braces where there is nothing inside."""
    if body or (statement.layout and statement.layout.closing):
        return block(statement, clauses, body, width)
    return simple(statement, clauses, width)


def block_and_reasons(
    statement: tree.Statement,
    clauses: Sequence[Pieces],
    body: Sequence[tree.Statement],
    reasons: Sequence[tree.Statement],
    width: int,
) -> Lines:
    """Write a statement with a body in braces and, behind it, its source and reason."""
    lines = block(statement, clauses, body, width)
    if not reasons:
        return lines
    comment = comment_of(statement)
    one_line = len(lines) == 1 and comment
    said = " ".join([lines[-1], *(piece for each in reasons for piece in pieces_of(each))])
    bare = not any(is_commented(each) for each in reasons[:-1]) and not has_own_lines(reasons[-1])
    if bare and len(said) <= width and not one_line:
        return [*lines[:-1], *with_comment([said], comment_of(reasons[-1]))]
    return [*lines, *(line for each in reasons for line in indented(written(each, width - len(STEP))))]


def members(
    statement: tree.Statement, head: Pieces, names: Sequence[tree.Leaf | tree.NameRange], width: int
) -> Lines:
    """Write a statement whose body in braces is a list of names; `head` ends with the brace."""
    pieces = spelling.names(names)
    line = " ".join([*head, *pieces, "}"])
    if len(line) <= width:
        return with_comment([line], comment_of(statement))
    body = filled(pieces, width - len(STEP), "")
    return with_comment([" ".join(head), *indented(body), "}"], comment_of(statement))


def in_lines(statements: Iterable[tree.Statement], width: int) -> Lines:
    """Write statements below each other."""
    lines: Lines = []
    for each in statements:
        if lines and is_blank(each):
            lines.append("")
        lines += written(each, width)
    return lines


def sentence(
    statement: tree.Statement, clauses: Sequence[Pieces], parts: Sequence[tree.Statement], width: int
) -> Lines:
    """Write a statement whose parts go on its own line where all of it fits, otherwise each below it."""
    if not comment_of(statement) or not parts:
        line = " ".join(piece for clause in [*clauses, *map(pieces_of, parts)] for piece in clause)
        if len(line) <= width and not any(is_commented(part) for part in parts[:-1]):
            last = parts[-1] if parts else statement
            if not (parts and has_own_lines(last)):
                return with_comment([line], comment_of(last))
    head = with_comment(
        _broken(clauses, width, STEP) if parts else flow(clauses, width, STEP), comment_of(statement)
    )
    for part in parts:
        head += indented(written(part, width - len(STEP)))
    return head


def pieces_of(found: tree.Statement) -> Pieces:
    """Write a statement that stands behind another one, such as `source "…"`."""
    return [piece for clause in clauses_of(found) for piece in clause]


# ------------------------------------------------------------------------------------------- flow


def flow(clauses: Sequence[Pieces], width: int, indent: str) -> Lines:
    """Write clauses on one line where they fit, otherwise each on its own, the later ones indented."""
    line = " ".join(piece for clause in clauses for piece in clause)
    return [line] if len(line) <= width else _broken(clauses, width, indent)


def _broken(clauses: Sequence[Pieces], width: int, indent: str) -> Lines:
    lines: Lines = []
    for clause in clauses:
        if lines:
            lines += [indent + each for each in filled(clause, width - len(indent))]
        else:
            lines += filled(clause, width)
    return lines


def filled(pieces: Pieces, width: int, indent: str = STEP) -> Lines:
    """Fill lines with pieces; all lines but the first are indented."""
    lines: Lines = []
    for piece in pieces:
        if lines and len(lines[-1]) + 1 + len(piece) <= width:
            lines[-1] += f" {piece}"
        else:
            lines.append(f"{indent}{piece}" if lines else piece)
    return lines


def indented(lines: Iterable[str]) -> Lines:
    """Move lines in by a step."""
    return [STEP + line if line else "" for line in lines]


# --------------------------------------------------------------------------------------- comments


def comment_of(statement: tree.Statement) -> str:
    """Give the comment that stands behind a statement, or behind its head."""
    return statement.layout.after if statement.layout else ""


def with_comment(lines: Lines, comment: str) -> Lines:
    """Put a comment behind the last line."""
    return [*lines[:-1], f"{lines[-1]}  {comment}"] if comment else lines


def is_blank(statement: tree.Statement) -> bool:
    """Tell whether a blank line goes before a statement."""
    return statement.layout is not None and statement.layout.blank


def has_own_lines(statement: tree.Statement) -> bool:
    """Tell whether comments stand before a statement."""
    return statement.layout is not None and bool(statement.layout.before)


def is_commented(statement: tree.Statement) -> bool:
    """Tell whether a statement has a comment of its own, before it or behind it."""
    return has_own_lines(statement) or bool(comment_of(statement))
