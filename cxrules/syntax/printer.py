"""The one layout of ruleset text: a tree as text that reads back as the same tree.

A statement stands on one line where it fits, otherwise each of its clauses on a line of its own. Comments
and single blank lines stay where they were. How names and conditions are written is in `phrases`.
"""

from __future__ import annotations

from functools import singledispatch
from typing import TYPE_CHECKING

from cxrules.syntax import phrases, tree
from cxrules.syntax.phrases import Pieces, name, string, title

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

WIDTH = 100
STEP = "  "

Lines = list[str]


def print_file(file: tree.File) -> str:
    """Write a file, with its comments; the text ends with a line break, unless it is empty."""
    lines: Lines = []
    spacious = True
    for each in file.declarations:
        written = _written(each, WIDTH)
        if lines and (len(written) > 1 or spacious or _is_blank(each)):
            lines.append("")
        lines += written
        spacious = len(write(each, WIDTH)) > 1  # a heading over one-line declarations stays with them
    lines += file.layout.closing if lines else file.layout.closing[_leading(file.layout.closing) :]
    return "".join(f"{line}\n" for line in lines)


def print_declaration(declaration: tree.Declaration) -> str:
    """Write one declaration, with its comments; the text ends with a line break."""
    return "".join(f"{line}\n" for line in _written(declaration, WIDTH))


def _leading(lines: Sequence[str]) -> int:
    return next((index for index, line in enumerate(lines) if line), len(lines))


# --------------------------------------------------------------------------------------- statements


def _written(statement: tree.Statement, width: int) -> Lines:
    """Write a statement and the comments before it, as lines of at most `width` where that can be."""
    before = statement.layout.before if statement.layout else []
    return [*before, *write(statement, width)]


@singledispatch
def write(statement: tree.Statement, width: int) -> Lines:
    """Write a statement that has no statements inside of it."""
    return _simple(statement, _clauses(statement), width)


def _simple(statement: tree.Statement, clauses: Sequence[Pieces], width: int) -> Lines:
    return _with_comment(_flow(clauses, width, STEP), _after(statement))


def _block(
    statement: tree.Statement, clauses: Sequence[Pieces], body: Sequence[tree.Statement], width: int
) -> Lines:
    """Write a statement with a body in braces."""
    closing = statement.layout.closing if statement.layout else []
    if not body and not closing:
        clauses = [*clauses[:-1], phrases.glued(clauses[-1], ["{ }"])]
        return _simple(statement, clauses, width)
    clauses = [*clauses[:-1], phrases.glued(clauses[-1], ["{"])]
    head = _with_comment(_flow(clauses, width, STEP * 2), _after(statement))
    return [*head, *_indented(_body(body, width - len(STEP))), *_indented(closing), "}"]


def _optional_block(
    statement: tree.Statement, clauses: Sequence[Pieces], body: Sequence[tree.Statement], width: int
) -> Lines:
    """Write a statement that needs no braces where there is nothing inside."""
    if body or (statement.layout and statement.layout.closing):
        return _block(statement, clauses, body, width)
    return _simple(statement, clauses, width)


def _body(statements: Iterable[tree.Statement], width: int) -> Lines:
    lines: Lines = []
    for each in statements:
        if lines and _is_blank(each):
            lines.append("")
        lines += _written(each, width)
    return lines


def _sentence(
    statement: tree.Statement, clauses: Sequence[Pieces], parts: Sequence[tree.Property], width: int
) -> Lines:
    """Write a statement whose parts go on its own line where all of it fits, otherwise each below it."""
    if not _after(statement) or not parts:
        line = " ".join(piece for clause in [*clauses, *map(_property, parts)] for piece in clause)
        if len(line) <= width and not any(_is_commented(part) for part in parts[:-1]):
            last = parts[-1] if parts else statement
            if not (parts and _has_own_lines(last)):
                return _with_comment([line], _after(last))
    head = _with_comment(
        _broken(clauses, width, STEP) if parts else _flow(clauses, width, STEP), _after(statement)
    )
    for part in parts:
        head += _indented(_written(part, width - len(STEP)))
    return head


# ------------------------------------------------------------------------------------------- flow


def _flow(clauses: Sequence[Pieces], width: int, indent: str) -> Lines:
    """Write clauses on one line where they fit, otherwise each on its own, the later ones indented."""
    line = " ".join(piece for clause in clauses for piece in clause)
    return [line] if len(line) <= width else _broken(clauses, width, indent)


def _broken(clauses: Sequence[Pieces], width: int, indent: str) -> Lines:
    lines: Lines = []
    for clause in clauses:
        if lines:
            lines += [indent + each for each in _filled(clause, width - len(indent))]
        else:
            lines += _filled(clause, width)
    return lines


def _filled(pieces: Pieces, width: int, indent: str = STEP) -> Lines:
    """Fill lines with pieces; all lines but the first are indented."""
    lines: Lines = []
    for piece in pieces:
        if lines and len(lines[-1]) + 1 + len(piece) <= width:
            lines[-1] += f" {piece}"
        else:
            lines.append(f"{indent}{piece}" if lines else piece)
    return lines


def _indented(lines: Iterable[str]) -> Lines:
    return [STEP + line if line else "" for line in lines]


# --------------------------------------------------------------------------------------- comments


def _after(statement: tree.Statement) -> str:
    return statement.layout.after if statement.layout else ""


def _with_comment(lines: Lines, comment: str) -> Lines:
    return [*lines[:-1], f"{lines[-1]}  {comment}"] if comment else lines


def _is_blank(statement: tree.Statement) -> bool:
    return statement.layout is not None and statement.layout.blank


def _has_own_lines(statement: tree.Statement) -> bool:
    return statement.layout is not None and bool(statement.layout.before)


def _is_commented(statement: tree.Statement) -> bool:
    return _has_own_lines(statement) or bool(_after(statement))


# ------------------------------------------------------------------------- statements without a body


@singledispatch
def _clauses(statement: tree.Statement) -> list[Pieces]:
    """Give the clauses of a statement without a body."""
    raise TypeError(statement)


def _property(found: tree.Property) -> Pieces:
    return [f"{found.word} {string(found.value)}"]


@_clauses.register
def _(found: tree.Property) -> list[Pieces]:
    return [_property(found)]


@_clauses.register
def _(found: tree.Use) -> list[Pieces]:
    wanted = " ".join(f"{operator}{version.text}" for operator, version in found.range.parts)
    word = "for model" if found.word == "for" else f"uses {found.word}"
    return [[f"{word} {name(found.name)} version {wanted}{' if installed' * found.optional}"]]


@_clauses.register
def _(found: tree.Term) -> list[Pieces]:
    return [[f"term {found.word} {string(found.value)}"]]


@_clauses.register
def _(found: tree.ScaleValue) -> list[Pieces]:
    band: Pieces = []
    if found.low and found.high:
        band = [f"{'> ' * found.above}{found.low.text} .. {found.high.text}"]
    return [[name(found.name), *title(found.title), *band, f"value {found.value.text}"]]


@_clauses.register
def _(found: tree.RefinedValue) -> list[Pieces]:
    upper = [f"to {found.to.text}"] if found.to else []
    return [[name(found.name), *title(found.title), *upper, f"value {found.value.text}"]]


@_clauses.register
def _(found: tree.MethodPart) -> list[Pieces]:
    if found.scale:
        return [[f"scale {name(found.scale)}"]]
    if found.aggregation is None:
        return [[f"{found.word} judged"]]
    how = found.aggregation
    count = f" {how.count.text}" if how.count else ""
    rounding = f", half rounds {how.rounding}" if how.rounding else ""
    return [[f"{found.word} {how.word}{count}{' of percent' * how.percent}{rounding}"]]


@_clauses.register
def _(found: tree.From) -> list[Pieces]:
    if found.word == "criteria":
        return [["from criteria of capability"]]
    return [
        phrases.after("from practices", phrases.names(found.names, phrases.AFTER_PRACTICES))
        if found.names
        else ["from practices"]
    ]


@_clauses.register
def _(found: tree.Count) -> list[Pieces]:
    return [[f"{found.word} {found.count.text}"]]


@_clauses.register
def _(found: tree.Purpose) -> list[Pieces]:
    return [[f"purpose {string(found.value)}"]]


@_clauses.register
def _(found: tree.ItemLink) -> list[Pieces]:
    return [[f"item {name(found.name)}"], *([phrases.clause(found.shows)] if found.shows else [])]


@_clauses.register
def _(found: tree.Prerequisite) -> list[Pieces]:
    wanted = [[f"at least {phrases.rating(found.rating)}"]] if found.rating else []
    return [phrases.after("prerequisite", phrases.names(found.names)), *wanted]


@_clauses.register
def _(found: tree.Requirement) -> list[Pieces]:
    return [[f"level {found.order.text}"], phrases.after("requires", phrases.condition(found.condition))]


@_clauses.register
def _(found: tree.Level) -> list[Pieces]:
    condition = [phrases.after("requires", phrases.condition(found.condition))] if found.condition else []
    return [[found.order.text, string(found.title)], *condition]


@_clauses.register
def _(found: tree.Group) -> list[Pieces]:
    return [[f"group {name(found.name)}", string(found.title)], *_within(found.parent)]


@_clauses.register
def _(found: tree.Word) -> list[Pieces]:
    return [[f"{found.word} {name(found.name)}", string(found.title)]]


@_clauses.register
def _(found: tree.TargetLine) -> list[Pieces]:
    alone = len(found.names) == 1 and isinstance(found.names[0], tree.Leaf)
    reach = f"{'reaches' if alone else 'reach'} level {found.level.text}"
    return [
        [
            *phrases.names(found.names, phrases.AFTER_LEVEL),
            reach,
            *([f"by {found.by.text}"] if found.by else []),
        ]
    ]


def _within(group: tree.Leaf | None) -> list[Pieces]:
    return [[f"in {name(group)}"]] if group else []


# ---------------------------------------------------------------------------- statements with a body


@write.register
def _(found: tree.Header, width: int) -> Lines:
    head = _simple(found, [[f"{found.word} {name(found.name)} version {found.version.text}"]], width)
    return [*head, *_indented(_body(found.parts, width - len(STEP)))]


@write.register
def _(found: tree.Scale, width: int) -> Lines:
    met = [f"met from {name(found.met)}"] if found.met else []
    return _block(found, [[f"scale {name(found.name)}", *title(found.title), *met]], found.values, width)


@write.register
def _(found: tree.Refine, width: int) -> Lines:
    return _block(found, [[f"refine {name(found.base)} as {name(found.name)}"]], found.values, width)


@write.register
def _(found: tree.Method, width: int) -> Lines:
    return _block(found, [[f"method {name(found.name)}", *title(found.title)]], found.parts, width)


@write.register
def _(found: tree.Attribute, width: int) -> Lines:
    head = [f"attribute {name(found.name)}", string(found.title), f"at level {found.level.text}"]
    return _optional_block(found, [head], found.parts, width)


@write.register
def _(found: tree.Practices, width: int) -> Lines:
    return _block(found, [[f"practices of {name(found.attribute)}", *title(found.title)]], found.parts, width)


@write.register
def _(found: tree.Levels, width: int) -> Lines:
    return _block(found, [[f"levels {found.mode} from {found.start.text}"]], found.levels, width)


@write.register
def _(found: tree.Capability, width: int) -> Lines:
    head = [[f"capability {name(found.name)}", string(found.title)], *_within(found.group)]
    return _optional_block(found, head, found.parts, width)


@write.register
def _(found: tree.Criterion, width: int) -> Lines:
    head = [[f"{found.word} {name(found.name)}", string(found.title)], *map(phrases.clause, found.clauses)]
    return _optional_block(found, head, found.prerequisites, width)


@write.register
def _(found: tree.Parameter, width: int) -> Lines:
    head = [f"parameter {name(found.name)}", *title(found.title), f": {found.type} = {_literal(found.value)}"]
    return _sentence(found, [head], found.parts, width)


def _literal(leaf: tree.Leaf) -> str:
    """Write a parameter's value: a percentage stays bare though no name may look like one."""
    return leaf.text if leaf.text.endswith("%") and leaf.text[0].isdigit() else name(leaf)


@write.register
def _(found: tree.Scope, width: int) -> Lines:
    kind = [found.kind] if found.kind else []
    head = [f"scope {name(found.name)}", string(found.title), *kind, "{"]
    members = phrases.names(found.names)
    line = " ".join([*head, *members, "}"])
    if len(line) <= width:
        return _with_comment([line], _after(found))
    body = _filled(members, width - len(STEP), "")
    return _with_comment([" ".join(head), *_indented(body), "}"], _after(found))


@write.register
def _(found: tree.Target, width: int) -> Lines:
    head = [f"target {name(found.name)}", *title(found.title)]
    if (
        len(found.lines) == 1
        and not _is_commented(found.lines[0])
        and not (found.layout and found.layout.closing)
    ):
        line = " ".join([*head, "{", *_clauses(found.lines[0])[0], "}"])
        if len(line) <= width:
            return _with_comment([line], _after(found))
    return _block(found, [head], found.lines, width)


@write.register
def _(found: tree.Rule, width: int) -> Lines:
    head = [f"rule {name(found.name)}", *title(found.title)]
    if found.template:
        head += [f"for every {found.template.kind}", *phrases.filters(found.template.filters)]
    condition = [phrases.after("when", phrases.condition(found.condition))] if found.condition else []
    return _sentence(found, [head, effect(found.effect), *condition], found.parts, width)


def effect(found: tree.Effect) -> Pieces:
    """Write what a rule does."""
    if found.word == "warn":
        return ["warn"]
    words = "not used for" if found.word == "not used" else found.word
    pieces = phrases.after(words, phrases.subjects(found.subjects))
    if found.rating:
        pieces = phrases.glued(pieces, [f"at {phrases.rating(found.rating)}"])
    if found.other:
        link = "at most" if found.word == "keep" else "with"
        pieces.append(f"{link} {phrases.subject(found.other)}")
    if found.causes:
        cause = "cause" if found.word == "not used" else "from cause"
        pieces += phrases.after(cause, phrases.names(found.causes))
    if found.steps:
        pieces.append(f"within {phrases.steps(found.steps)}")
    return pieces
