"""Names of values, inputs, properties and second answers that would stand for two things.

What is declared twice in one way is found where it is declared; here it is found across them, and against the
short ids of what is rated, which conditions read first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxrules.diagnostics import Related
from cxrules.model.vocabulary import RATING_KEYS
from cxrules.semantics.expressions import RECORDED
from cxrules.syntax import tree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxrules.semantics.declared import Declared
    from cxrules.semantics.elements_index import Elements
    from cxrules.semantics.report import Report
    from cxrules.semantics.values import Values
    from cxrules.text import Source

_OF_RATINGS = frozenset({*RECORDED, "weight"})


class _Named(NamedTuple):
    """What a name is declared as, where, and of which things."""

    word: str
    source: Source
    name: tree.Leaf
    of: frozenset[str]


def check_value_names(declared: Declared, elements: Elements, values: Values, report: Report) -> None:
    """Report each name that means two things at one place."""
    named = list(_named(declared, elements, values))
    if not named:
        return
    shorts = {
        full.removeprefix(f"{each.capability}."): full for full, each in reversed(elements.by_id.items())
    }
    known: dict[str, list[_Named]] = {}
    for each in named:
        name = each.name.text
        others = known.setdefault(name, [])
        first = next((other for other in others if other.word != each.word and other.of & each.of), None)
        if first is not None:
            _report_second(each, first, report)
        elif name in shorts:
            _report_short(each, shorts[name], elements, report)
        elif each.word == "second answer" and name in RATING_KEYS:
            message = f"In an assessment {name} says something else of a rating."
            report.add("CX0202", message, each.source, each.name, "Give it another name.")
        elif name in _OF_RATINGS and each.of & elements.by_id.keys() and each.word != "property":
            message = f"Everything that is rated has a {name} already."
            report.add("CX0202", message, each.source, each.name, "Give it another name.")
        others.append(each)


def _named(declared: Declared, elements: Elements, values: Values) -> Iterator[_Named]:
    """Everything with a name that a value or a condition can read, as it is declared."""
    for source, asked in declared.of(tree.Input):
        of = values.inputs_of(asked.name.text) if asked.of else frozenset((elements.ruleset.id,))
        yield _Named("input", source, asked.name, of)
    for source, facet in declared.of(tree.Facet):
        yield _Named("second answer", source, facet.name, frozenset(elements.by_id))
    for source, carried in declared.of(tree.PropertyOf):
        kinds = [leaf.text for leaf in carried.of if isinstance(leaf, tree.Leaf)]
        of = frozenset(name for kind in kinds for name in elements.things.of_kind(kind))
        yield _Named("property", source, carried.name, of)
    for written, things in values.declared():
        word = "decision" if isinstance(written.tree, tree.Decide) else "value"
        yield _Named(word, written.source, written.tree.name, things)


def _report_second(each: _Named, first: _Named, report: Report) -> None:
    thing = min(first.of & each.of)
    message = f"{each.name.text} of {thing} is a {first.word} already."
    if first.word[0] in "aeiou":
        message = message.replace(" is a ", " is an ")
    related = (Related("first declared here", first.source, first.name.span),)
    report.add("CX0202", message, each.source, each.name, "Give one of them another name.", related)


def _report_short(each: _Named, full: str, elements: Elements, report: Report) -> None:
    kind = elements.by_id[full].kind
    article = "an" if kind == "attribute" else "a"
    message = f"The {each.word} {each.name.text} has the id of {article} {kind}, {full}."
    hint = f"In a condition {each.name.text} is that {kind}. Give one of them another name."
    place = elements.by_id[full].of.place
    related = () if place is None else (Related(f"the {kind}", place.source, place.span),)
    report.add("CX0202", message, each.source, each.name, hint, related)
