"""CX1003: a declaration that nothing uses.

What a framework declares is there for others to use, and scopes, targets and methods are named by
assessments: of these nobody can say that nothing uses them. The same holds for information items, which a
reader may look up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.diagnostics import Diagnostic, Fix, diagnose
from cxrules.lint.rule import Rule
from cxrules.syntax import tree
from cxrules.text.edits import Edit, whole_lines
from cxrules.text.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxrules.lint.facts import Facts
    from cxrules.text import Source

_KINDS: dict[type, str] = {
    tree.Parameter: "parameter",
    tree.Group: "group",
    tree.SetOf: "set",
    tree.Kind: "kind",
    tree.Input: "input",
    tree.Judgement: "judgement",
    tree.PropertyOf: "property",
}


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Report what no other declaration of any package mentions."""
    for package in facts.own:
        if package.kind == "framework":
            continue
        for source, each in package.declarations():
            word = each.word if isinstance(each, tree.Word) else _KINDS.get(type(each))
            name = getattr(each, "name", None)
            if word not in {None, "item"} and isinstance(name, tree.Leaf) and not facts.mentions(name.text):
                yield _unused(source, str(word), each, name)


def _unused(source: Source, word: str, each: tree.Declaration, name: tree.Leaf) -> Diagnostic:
    if word == "group":
        message, hint = f"Nothing lies in the group {name.text}.", "Put a capability in it, or take it out."
    else:
        message, hint = f"Nothing uses the {word} {name.text}.", "Use it, or take it out."
    edit = Edit(source, whole_lines(source, Span(each.begin, each.end)), "")
    fix = Fix((edit,), "unsafe", f"Take out the {word} {name.text}")
    return diagnose("CX1003", message, source, name.span, hint)._replace(fix=fix)


RULE = Rule("CX1003", check, absence=True)
