"""What elements were called in earlier versions, and since when they are deprecated: gathered and checked."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxrules.model.past import Past
from cxrules.model.version import full_version, numbers
from cxrules.semantics.elements_index import full
from cxrules.syntax import tree

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cxrules.model.ruleset import Ruleset
    from cxrules.semantics.package import Package
    from cxrules.semantics.report import Report
    from cxrules.text import Source


class _Saying(NamedTuple):
    """An element that says something of its past; `capability` is the one it lies in, empty without."""

    kind: str
    id: str
    said: Sequence[tree.Past]
    capability: str = ""


def past_of(packages: Iterable[Package], ruleset: Ruleset, report: Report) -> dict[tuple[str, str], Past]:
    """The past of each element that says something of it, by its kind and full id."""
    found: dict[tuple[str, str], Past] = {}
    current = _Current(ruleset)
    for package in packages:
        for source, declaration in package.declarations():
            for each in _saying(declaration):
                _check(each, current, package, source, report)
                known = found.get((each.kind, each.id), Past())
                names = [
                    leaf.text for part in each.said if isinstance(part, tree.Renamed) for leaf in part.names
                ]
                since = [
                    full_version(part.since.text) for part in each.said if isinstance(part, tree.Deprecated)
                ]
                found[each.kind, each.id] = Past(
                    (*known.renamed_from, *names), since[0] if since else known.deprecated_since
                )
    return found


def _saying(declaration: tree.Declaration) -> Iterator[_Saying]:
    """The elements of a declaration that say something of their past, itself included."""
    if isinstance(declaration, tree.Capability):
        if declaration.past:
            yield _Saying("capability", declaration.name.text, declaration.past)
        yield from _inside(declaration.parts, declaration.name.text)
    elif isinstance(declaration, (tree.Attribute, tree.Practices)):
        if isinstance(declaration, tree.Attribute) and declaration.past:
            yield _Saying("attribute", declaration.name.text, declaration.past)
        yield from _inside(declaration.parts, "")
    elif isinstance(declaration, (tree.Rule, tree.Value, tree.Decide)) and declaration.past:
        kind = {tree.Rule: "rule", tree.Value: "value"}.get(type(declaration), "decision")
        yield _Saying(kind, declaration.name.text, declaration.past)
    elif isinstance(declaration, tree.Extend):
        yield from _inside(declaration.parts, declaration.name.text)


def _inside(parts: Iterable[object], capability: str) -> Iterator[_Saying]:
    for part in parts:
        if isinstance(part, tree.Criterion):
            said = [clause for clause in part.clauses if isinstance(clause, tree.Past)]
            if said:
                yield _Saying(part.word, full(capability, part.name.text), said, capability)
        elif isinstance(part, tree.Element):
            if part.past:
                yield _Saying(part.kind.text, full(capability, part.name.text), part.past, capability)
            yield from _inside(part.parts, capability)


class _Current:
    """The ids that a model has now: those of elements, and those of rules, values and decisions apart."""

    def __init__(self, ruleset: Ruleset) -> None:
        self.apart = {
            "rule": set(ruleset.rules),
            "value": {each.id for each in ruleset.values},
            "decision": {each.id for each in ruleset.decisions},
        }
        self.elements = {*ruleset.capabilities, *ruleset.attributes}
        for capability in ruleset.capabilities.values():
            self.elements |= {each.id for each in capability.criteria}
            self.elements |= {each.id for each in capability.parts}
        for attribute in ruleset.attributes.values():
            self.elements |= {each.id for each in attribute.practices}

    def has(self, kind: str, name: str) -> bool:
        """Whether something of that kind, or any element, has an id."""
        return name in self.apart.get(kind, self.elements)


def _check(each: _Saying, current: _Current, package: Package, source: Source, report: Report) -> None:
    """An id that is in use has not become another one; nothing is deprecated by a version to come."""
    for part in each.said:
        if isinstance(part, tree.Deprecated):
            if numbers(part.since.text) > numbers(package.version):
                here = f"this is {package.name} {package.version}"
                message = f"{each.id} is deprecated since {part.since.text}; {here}."
                hint = f"Write the version in which that began, {package.version} at the latest."
                report.add("CX0415", message, source, part.since, hint)
            continue
        for leaf in part.names:
            meant = Past((leaf.text,)).earlier(each.capability)
            names = [name for name in meant if current.has(each.kind, name)]
            if names:
                message = f"{each.id} says that it was called {names[0]}, which is still there."
                hint = "An id that is in use has not become another one: leave this out."
                report.add("CX0414", message, source, leaf, hint)
