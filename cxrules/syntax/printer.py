"""The one layout of ruleset text: a tree as text that reads back as the same tree.

Here stands what each kind of statement looks like: frameworks, models and rules; values, decisions and
tailorings are in `values_print`. How statements become lines is in `blocks`, how names and conditions are
written in `phrases`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import cxrules.syntax.mapping_print
import cxrules.syntax.measures_print
import cxrules.syntax.testing_print  # noqa: F401 - what mappings, measures and tests look like
from cxrules.syntax import phrases, spelling, tree
from cxrules.syntax.blocks import (
    STEP,
    WIDTH,
    Lines,
    block,
    clauses_of,
    comment_of,
    in_lines,
    indented,
    is_blank,
    is_commented,
    members,
    optional_block,
    sentence,
    simple,
    with_comment,
    write,
    written,
)
from cxrules.syntax.spelling import Pieces, literal, name, string, title
from cxrules.syntax.values_print import carrying

if TYPE_CHECKING:
    from collections.abc import Sequence


def print_file(file: tree.File) -> str:
    """Write a file, with its comments; the text ends with a line break, unless it is empty."""
    lines: Lines = []
    spacious = True
    for each in file.declarations:
        made = written(each, WIDTH)
        if lines and (len(made) > 1 or spacious or is_blank(each)):
            lines.append("")
        lines += made
        spacious = len(write(each, WIDTH)) > 1  # a heading over one-line declarations stays with them
    lines += file.layout.closing if lines else file.layout.closing[_leading(file.layout.closing) :]
    return "".join(f"{line}\n" for line in lines)


def print_declaration(declaration: tree.Declaration) -> str:
    """Write one declaration, with its comments; the text ends with a line break."""
    return "".join(f"{line}\n" for line in written(declaration, WIDTH))


def _leading(lines: Sequence[str]) -> int:
    return next((index for index, line in enumerate(lines) if line), len(lines))


# ------------------------------------------------------------------------- statements without a body


@clauses_of.register
def _(found: tree.Property) -> list[Pieces]:
    return [[f"{found.word} {string(found.value)}"]]


@clauses_of.register
def _(found: tree.Renamed) -> list[Pieces]:
    return [phrases.past(found)]


@clauses_of.register
def _(found: tree.Deprecated) -> list[Pieces]:
    return [phrases.past(found)]


@clauses_of.register
def _(found: tree.Use) -> list[Pieces]:
    wanted = " ".join(f"{operator}{version.text}" for operator, version in found.range.parts)
    word = "for model" if found.word == "for" else f"uses {found.word}"
    return [[f"{word} {name(found.name)} version {wanted}{' if installed' * found.optional}"]]


@clauses_of.register
def _(found: tree.Term) -> list[Pieces]:
    return [[f"term {found.word} {string(found.value)}"]]


@clauses_of.register
def _(found: tree.ScaleValue) -> list[Pieces]:
    band: Pieces = []
    if found.low and found.high:
        band = [f"{'> ' * found.above}{found.low.text} .. {found.high.text}"]
    said = name(found.name, spelling.SCALE_LINE)
    return [[said, *title(found.title), *band, f"value {found.value.text}"]]


@clauses_of.register
def _(found: tree.RefinedValue) -> list[Pieces]:
    upper = [f"to {found.to.text}"] if found.to else []
    return [[name(found.name), *title(found.title), *upper, f"value {found.value.text}"]]


@clauses_of.register
def _(found: tree.MethodPart) -> list[Pieces]:
    if found.scale:
        return [[f"scale {name(found.scale)}"]]
    if found.decide:
        return [[f"{found.word} by {name(found.decide)}"]]
    if found.aggregation is None:
        return [[f"{found.word} judged"]]
    how = found.aggregation
    count = f" {how.count.text}" if how.count else ""
    rounding = f", half rounds {how.rounding}" if how.rounding else ""
    return [[f"{found.word} {how.word}{count}{' of percent' * how.percent}{rounding}"]]


@clauses_of.register
def _(found: tree.From) -> list[Pieces]:
    if found.word == "criteria":
        return [["from criteria of capability"]]
    return [
        spelling.after("from practices", spelling.names(found.names, spelling.AFTER_PRACTICES))
        if found.names
        else ["from practices"]
    ]


@clauses_of.register
def _(found: tree.Count) -> list[Pieces]:
    return [[f"{found.word} {found.count.text}"]]


@clauses_of.register
def _(found: tree.Purpose) -> list[Pieces]:
    return [[f"purpose {string(found.value)}"]]


@clauses_of.register
def _(found: tree.ItemLink) -> list[Pieces]:
    return [[f"item {name(found.name)}"], *([phrases.clause(found.shows)] if found.shows else [])]


@clauses_of.register
def _(found: tree.Prerequisite) -> list[Pieces]:
    wanted = [[f"at least {spelling.rating(found.rating)}"]] if found.rating else []
    return [spelling.after("prerequisite", spelling.names(found.names)), *wanted]


@clauses_of.register
def _(found: tree.Requirement) -> list[Pieces]:
    return [[f"level {found.order.text}"], spelling.after("requires", phrases.condition(found.condition))]


@clauses_of.register
def _(found: tree.Level) -> list[Pieces]:
    condition = [spelling.after("requires", phrases.condition(found.condition))] if found.condition else []
    return [[found.order.text, string(found.title)], *condition]


@clauses_of.register
def _(found: tree.Group) -> list[Pieces]:
    kind = [[f"as {name(found.kind)}"]] if found.kind else []
    head = [f"group {name(found.name)}", string(found.title)]
    return [head, *kind, *_within(found.parent), *map(phrases.clause, carrying(found))]


@clauses_of.register
def _(found: tree.Word) -> list[Pieces]:
    names_subjects = [["names subjects"]] if found.names_subjects else []
    return [[f"{found.word} {name(found.name)}", string(found.title)], *names_subjects]


@clauses_of.register
def _(found: tree.TargetLine) -> list[Pieces]:
    alone = len(found.names) == 1 and isinstance(found.names[0], tree.Leaf)
    reach = f"{'reaches' if alone else 'reach'} level {found.level.text}"
    return [
        [
            *spelling.names(found.names, spelling.AFTER_LEVEL),
            reach,
            *([f"by {found.by.text}"] if found.by else []),
        ]
    ]


def _within(group: tree.Leaf | None) -> list[Pieces]:
    return [[f"in {name(group)}"]] if group else []


# ---------------------------------------------------------------------------- statements with a body


@write.register
def _(found: tree.Header, width: int) -> Lines:
    head = simple(found, [[f"{found.word} {name(found.name)} version {found.version.text}"]], width)
    return [*head, *indented(in_lines(found.parts, width - len(STEP)))]


@write.register
def _(found: tree.Scale, width: int) -> Lines:
    met = [f"met from {name(found.met)}"] if found.met else []
    return block(found, [[f"scale {name(found.name)}", *title(found.title), *met]], found.values, width)


@write.register
def _(found: tree.Refine, width: int) -> Lines:
    return block(found, [[f"refine {name(found.base)} as {name(found.name)}"]], found.values, width)


@write.register
def _(found: tree.Method, width: int) -> Lines:
    return block(found, [[f"method {name(found.name)}", *title(found.title)]], found.parts, width)


@write.register
def _(found: tree.Attribute, width: int) -> Lines:
    head = [f"attribute {name(found.name)}", string(found.title), f"at level {found.level.text}"]
    return optional_block(found, [head, *map(phrases.clause, found.past)], found.parts, width)


@write.register
def _(found: tree.Practices, width: int) -> Lines:
    return block(found, [[f"practices of {name(found.attribute)}", *title(found.title)]], found.parts, width)


@write.register
def _(found: tree.Levels, width: int) -> Lines:
    return block(found, [[f"levels {found.mode} from {found.start.text}"]], found.levels, width)


@write.register
def _(found: tree.Capability, width: int) -> Lines:
    head = [[f"capability {name(found.name)}", string(found.title)], *_within(found.group)]
    if found.top:
        head.append([f"to level {found.top.text}"])
    if found.tags:
        head.append(phrases.clause(tree.Tagged(found.tags)))
    head += map(phrases.clause, (*carrying(found), *found.past))
    return optional_block(found, head, found.parts, width)


@write.register
def _(found: tree.Criterion, width: int) -> Lines:
    head = [[f"{found.word} {name(found.name)}", string(found.title)], *map(phrases.clause, found.clauses)]
    return optional_block(found, head, found.parts, width)


@write.register
def _(found: tree.Parameter, width: int) -> Lines:
    head = [f"parameter {name(found.name)}", *title(found.title)]
    since = [f"{literal(each.value)} from {each.day.text}" for each in found.since]
    value = spelling.listed([f": {found.type} = {literal(found.value)}", *since])
    return sentence(found, [[*head, *value]], found.parts, width)


@write.register
def _(found: tree.Scope, width: int) -> Lines:
    kind = [found.kind] if found.kind else []
    head = [f"scope {name(found.name)}", string(found.title), *kind, "{"]
    return members(found, head, found.names, width)


@write.register
def _(found: tree.Target, width: int) -> Lines:
    head = [f"target {name(found.name)}", *title(found.title)]
    if (
        len(found.lines) == 1
        and not is_commented(found.lines[0])
        and not (found.layout and found.layout.closing)
    ):
        line = " ".join([*head, "{", *clauses_of(found.lines[0])[0], "}"])
        if len(line) <= width:
            return with_comment([line], comment_of(found))
    return block(found, [head], found.lines, width)


@write.register
def _(found: tree.Rule, width: int) -> Lines:
    head = [f"rule {name(found.name)}", *title(found.title)]
    if found.template:
        head += phrases.template(found.template)
    condition = [spelling.after("when", phrases.condition(found.condition))] if found.condition else []
    past = map(phrases.clause, found.past)
    return sentence(found, [head, effect(found.effect), *condition, *past], found.parts, width)


def effect(found: tree.Effect) -> Pieces:
    """Write what a rule does."""
    if found.word == "warn":
        return ["warn"]
    if found.text:
        return [f"refuse {string(found.text)}"]
    if found.demands:
        asked = spelling.after("demand", phrases.demands(found.demands))
        return [*asked, *spelling.after("for", spelling.subjects(found.subjects))]
    words = "not used for" if found.word == "not used" else found.word
    pieces = spelling.after(words, spelling.subjects(found.subjects))
    if found.rating:
        pieces = spelling.glued(pieces, [f"at {spelling.rating(found.rating)}"])
    if found.other:
        link = "at most" if found.word == "keep" else "with"
        pieces.append(f"{link} {spelling.subject(found.other)}")
    if found.causes:
        cause = "cause" if found.word == "not used" else "from cause"
        pieces += spelling.after(cause, spelling.names(found.causes))
    if found.steps:
        pieces.append(f"within {spelling.steps(found.steps)}")
    return pieces
