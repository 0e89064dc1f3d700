"""An assessment file carried over to another version of its model: its text, and what became of its parts.

Ratings of what is the same are carried over and marked. What has no place in the new version stands under
``migrated``, as it was; there, too, is what to rate anew. Comments and layout stay where the file is laid out
so that its parts can be edited by themselves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxrules.compare.migration.moving import Head, Moving
from cxrules.compare.migration.questions import Question, questions
from cxrules.compare.migration.ways import Ways
from cxrules.exchange.document import read_tree
from cxrules.exchange.recorded import node
from cxrules.exchange.tree import Mapping, Node, Scalar, plain
from cxrules.exchange.write_tree import write_tree
from cxrules.model.version import full_version
from cxrules.text import Source, Span
from cxrules.text.edits import Edit, edited

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxrules.compare.versions.difference import Difference
    from cxrules.diagnostics import Diagnostic
    from cxrules.plan import Plan

KEY = "migrated"
BASED_ON = "based-on"


class Migrated(NamedTuple):
    """The text of the new file; `carried` are subjects with their ratings, `left` how much has no place now.

    `kept`: whether comments and layout are those of the old file.
    """

    text: str
    carried: dict[str, str]
    left: dict[str, object]
    renamed: dict[str, str]
    questions: list[Question]
    kept: bool


def migrate(
    source: Source, found: Difference, plans: tuple[Plan, Plan], name: str, model: str
) -> tuple[Migrated | None, list[Diagnostic]]:
    """Carry the file over; None where it is no map of keys and values, with what is wrong.

    `name` is what the new file is called, `model` how it names its model. It is read as a tree only: whether
    it is a right assessment of the old version is for who calls to see.
    """
    root, problems = read_tree(source)
    if not isinstance(root, Mapping) or any(each.severity == "error" for each in problems):
        return None, problems
    version = full_version(found.new.version)
    moving = Moving(root, source, Ways(found.matching, *plans), Head(name, model, version))
    asked = questions(moving, found.changes)
    behind = _behind(moving, asked, found)
    tree = _tree(moving, behind)
    text, kept = _text(source, root, moving, behind, tree)
    left = {key: plain(value) for key, value in moving.left.items()}
    return Migrated(text, moving.carried, left, moving.renamed, asked, kept), problems


def _behind(moving: Moving, asked: list[Question], found: Difference) -> Mapping:
    """What stands under ``migrated``."""
    old, new = (f"{each.id}@{full_version(each.version)}" for each in (found.old, found.new))
    told: dict[str, Node] = {"from": _word(old), "to": _word(new)}
    if moving.old_model != old:
        told["model"] = _word(moving.old_model)
    if moving.renamed:
        told["renamed"] = node(moving.renamed)
    if asked:
        told["questions"] = node(
            {
                each.subject: {"why": each.why, **({"before": each.before} if each.before else {})}
                for each in asked
            }
        )
    if moving.left:
        told["left"] = _mapping(moving.left)
    return _mapping(told)


def _tree(moving: Moving, behind: Mapping) -> Mapping:
    """The whole tree: the name of the old file after that of the new, and what stayed behind at the end."""
    entries: dict[str, tuple[Scalar, Node]] = {}
    for name, entry in moving.entries.items():
        entries[name] = entry
        if name == "assessment":
            entries[BASED_ON] = (_word(BASED_ON), _word(moving.old_name))
    entries[KEY] = (_word(KEY), behind)
    return Mapping(entries, 0, 0)


def _text(source: Source, root: Mapping, moving: Moving, behind: Mapping, tree: Mapping) -> tuple[str, bool]:
    """The old text with the changes made in it, if that says the same as the tree; else the tree written."""
    if moving.editable:
        text = _edited(source, root, moving, behind)
        again, problems = read_tree(Source(source.name, text))
        if isinstance(again, Mapping) and not problems and plain(again) == plain(tree):
            return text, True
    return write_tree(tree), False


def _edited(source: Source, root: Mapping, moving: Moving, behind: Mapping) -> str:
    lines = [Edit(source, _whole(source, key.start, value.end), "") for key, value in moving.gone]
    edits: list[Edit] = []
    for each in (*lines, *moving.rewritten, *moving.edits):  # what is within another goes with it
        if not any(_within(each.span, other.span) for other in (*lines, *edits) if other is not each):
            edits.append(each)
    key, value = root.entries["assessment"]
    indent = " " * (source.position(key.start).column - 1)
    based = write_tree(_mapping({BASED_ON: _word(moving.old_name)}))
    place = _next_line(source, value.end)
    edits.append(Edit(source, Span(place, place), f"{indent}{based}"))
    text = edited(source, edits)
    text += "" if text.endswith("\n") else "\n"
    comments = [f"{indent}# {each}\n" for each in _comments(source, moving)]
    told = write_tree(_mapping({KEY: behind})).splitlines(keepends=True)
    return text + "".join(["\n", *comments, *(f"{indent}{line}" for line in told)])


def _whole(source: Source, start: int, end: int) -> Span:
    """The lines of an entry, with the comment behind its last one."""
    first = source.text.rfind("\n", 0, start) + 1
    return Span(first, _next_line(source, end))


def _within(span: Span, other: Span) -> bool:
    return other.start <= span.start and span.end <= other.end and span != other


def _next_line(source: Source, after: int) -> int:
    end = source.text.find("\n", after)
    return len(source.text) if end < 0 else end + 1


def _comments(source: Source, moving: Moving) -> Iterator[str]:
    """Comments that stood beside and between what stayed behind."""
    for key, value in moving.gone:
        span = _whole(source, key.start, value.end)
        after = source.text[value.end : span.end].strip()
        if after.startswith("#"):
            yield f"{key.text}: {after.removeprefix('#').strip()}"
        if isinstance(value, Scalar):
            continue
        for line in source.text[value.start : value.end].splitlines():
            if line.lstrip().startswith("#"):
                yield f"{key.text}: {line.strip().removeprefix('#').strip()}"


def _word(text: str) -> Scalar:
    return Scalar(text, 0, 0)


def _mapping(entries: dict[str, Node]) -> Mapping:
    return Mapping({name: (_word(name), value) for name, value in entries.items()}, 0, 0)
