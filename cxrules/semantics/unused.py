"""Small signs that something was forgotten: a rule without a source, a word that nothing uses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.semantics.leaves import leaves
from cxrules.syntax import tree

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cxrules.semantics.declared import Declared
    from cxrules.semantics.package import Package
    from cxrules.semantics.report import Report


def check_sources(declared: Declared, report: Report) -> None:
    """Report each rule that cannot be cited, since it names no source."""
    for source, rule in declared.of(tree.Rule):
        if not any(part.word == "source" for part in rule.parts):
            hint = 'Add `source "…"`: the clause, guideline or decision that it comes from.'
            report.add("CX1002", f"The rule {rule.name.text} names no source.", source, rule.name, hint)


def check_unused(declared: Declared, packages: Sequence[Package], report: Report) -> None:
    """Report findings, causes, tags and parameters that no declaration mentions."""
    own = {id(file[0]) for package in packages[:1] for file in package.files}
    candidates: list[tuple[str, object, tree.Leaf]] = [
        (each.word, source, each.name)
        for source, each in declared.of(tree.Word)
        if each.word != "item" and id(source) in own
    ]
    candidates += [
        ("parameter", source, each.name) for source, each in declared.of(tree.Parameter) if id(source) in own
    ]
    if not candidates:
        return
    mentioned = {leaf.text for leaf in _mentioned(packages) if isinstance(leaf, tree.Leaf)}
    for word, source, name in candidates:
        if name.text not in mentioned:
            message = f"Nothing uses the {word} {name.text}."
            report.add("CX1003", message, source, name, "Use it, or take it out.")  # type: ignore[arg-type] # a Source


def _mentioned(packages: Sequence[Package]) -> Iterator[object]:
    """Every name in conditions, effects, tags and causes."""
    for package in packages:
        for _, each in package.declarations():
            if isinstance(each, tree.Rule):
                yield from leaves([each.template, each.effect, each.condition])
            elif isinstance(each, (tree.Capability, tree.Attribute, tree.Practices)):
                for part in each.parts:
                    if isinstance(part, tree.Criterion):
                        yield from leaves(part.clauses)
                    elif isinstance(part, tree.Requirement):
                        yield from leaves([part.condition])
            elif isinstance(each, tree.Levels):
                yield from leaves([level.condition for level in each.levels])
