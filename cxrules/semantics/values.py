"""Declared values and decisions: for which things there are some, and what each works out to, as a term.

A value is worked out when it is first asked for, since its type follows from its body; one that asks for
itself is reported with its way round.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from cxrules.diagnostics import Related
from cxrules.semantics.conditions import Conditions
from cxrules.semantics.decisions import decided
from cxrules.semantics.kinds import NOTHING, NUMBERS, Typed, somewhere
from cxrules.semantics.leaves import with_number
from cxrules.semantics.members import where_asked
from cxrules.semantics.terms import both, walk
from cxrules.syntax import phrases, tree

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cxrules.model import ruleset as model
    from cxrules.semantics.elements_index import Elements
    from cxrules.semantics.report import Report
    from cxrules.semantics.terms import Term
    from cxrules.text import Source


class Declaration(NamedTuple):
    """A value or decision as written, for one thing."""

    source: Source
    tree: tree.Value | tree.Decide


class Worked(NamedTuple):
    """A value of one thing, worked out; `level` None where it is not one for each level."""

    key: str
    thing: str
    name: str
    level: int | None
    term: Term
    type: str
    words: tuple[str, ...]
    written: Declaration


class Values:
    """All values of a model, and the inputs they may rest on."""

    def __init__(self, elements: Elements, scale: model.Scale, report: Report) -> None:
        """Begin with none."""
        self.inputs: dict[str, model.Input] = {}
        self.everywhere: frozenset[str] = frozenset()
        self.by_instance: frozenset[str] = frozenset()
        self._elements, self._scale, self._report = elements, scale, report
        self._declared: dict[str, dict[str, Declaration]] = {}
        self._worked: dict[str, Worked | None] = {}
        self._inputs_of: dict[str, frozenset[str]] = {}

    def declare(self, thing: str, value: Declaration) -> None:
        """A value of a thing; a second one of its name is reported and left out."""
        own, name = self._declared.setdefault(thing, {}), value.tree.name
        first = own.setdefault(name.text, value)
        if first is not value:
            message = f"{thing} has two values of the name {name.text}."
            related = (Related("first declared here", first.source, first.tree.name.span),)
            self._report.add("CX0202", message, value.source, name, related=related)

    def ask(self, asked: model.Input) -> None:
        """An input, of the things it is asked of, or of none."""
        self.inputs[asked.id] = asked
        self._inputs_of[asked.id] = frozenset(asked.of)

    def of(self, thing: str) -> Mapping[str, Declaration]:
        """The values of a thing by name."""
        return self._declared.get(thing, {})

    def declared(self) -> Iterator[tuple[Declaration, frozenset[str]]]:
        """Every value and decision as written, with the things that have it."""
        found: dict[int, tuple[Declaration, list[str]]] = {}
        for thing, values in self._declared.items():
            for written in values.values():
                found.setdefault(id(written.tree), (written, []))[1].append(thing)
        yield from ((written, frozenset(things)) for written, things in found.values())

    def inputs_of(self, name: str) -> frozenset[str]:
        """The things of which an input is asked."""
        return self._inputs_of.get(name, frozenset())

    def any(self) -> bool:
        """Whether there is anything beside ratings that a name could mean."""
        return bool(self._declared or self.inputs)

    def all(self) -> Iterator[Worked]:
        """Every value of every thing, worked out, in the order of the text."""
        for thing, values in self._declared.items():
            for name, written in values.items():
                for level in self._levels(written):
                    self._work(thing, name, level, written)
        yield from (each for each in self._worked.values() if each is not None)

    def type_of(self, thing: str, name: str) -> tuple[str, tuple[str, ...]]:
        """The type of a value, as far as its text tells without working it out."""
        written = self.of(thing).get(name)
        known = [each for each in self._worked.values() if each and (each.thing, each.name) == (thing, name)]
        if known:
            return known[0].type, known[0].words
        if written is not None and isinstance(written.tree, tree.Decide):
            return "rating", scale_of(written, self._at(thing, None, written.source))[1]
        body = written.tree.body if written is not None and isinstance(written.tree, tree.Value) else None
        return ("truth", ()) if isinstance(body, tree.Condition) else ("number", ())

    def typed(self, thing: str, name: str, level: int | None, leaf: tree.Leaf, source: Source) -> Typed:
        """A value as part of another: a name for it, and its type."""
        written = self._declared[thing][name]
        levels = self._levels(written)
        if levels == [None]:
            level = None
        elif level not in levels:
            message = f"{name} is a value on each level; it is not said which level is meant."
            self._report.add("CX0306", message, source, leaf, f"Write `{name} on level {levels[0]}`.")
            return NOTHING
        found = self._work(thing, name, level, written, (source, leaf))
        return NOTHING if found is None else Typed(("value", found.key), found.type, found.words)

    def _levels(self, written: Declaration) -> list[int | None]:
        if not isinstance(written.tree, tree.Value) or written.tree.each_level is None:
            return [None]
        return [*[level.order for level in self._elements.ruleset.levels][1:]]

    def _work(
        self,
        thing: str,
        name: str,
        level: int | None,
        written: Declaration,
        asked: tuple[Source, tree.Leaf] | None = None,
    ) -> Worked | None:
        key = key_of(thing, name, level)
        if key in self._worked:
            found = self._worked[key]
            if found is None and asked is not None:
                self._report_circle(key, asked)
            return found
        self._worked[key] = None
        place = self._at(thing, level, written.source)
        typed = self._body(place, name, level, written)
        term = where_it_applies(thing, typed.term, place.elements)
        worked = Worked(key, thing, name, level, term, typed.type, typed.words, written)
        del self._worked[key]  # so that what it rests on comes before it
        self._worked[key] = worked
        return worked

    def _at(self, thing: str, level: int | None, source: Source) -> Conditions:
        elements = self._elements
        return Conditions(
            elements.ruleset,
            elements,
            self._scale,
            self._report,
            source,
            capability=elements.things.by_id[thing].capability or None,
            it=thing if thing in elements.by_id else None,
            at=thing,
            level=level,
        )

    @staticmethod
    def _body(place: Conditions, name: str, level: int | None, written: Declaration) -> Typed:
        value = written.tree
        if isinstance(value, tree.Decide):
            scale, words = scale_of(written, place)
            return decided(value, place, scale, words, f"{place.at}.{name}")
        body = value.body
        if value.each_level is not None:
            body = with_number(body, value.each_level.text, str(level))
        if isinstance(body, tree.Condition):
            typed = Typed(place.term(body), "truth")
        else:
            typed = place.expression(body)
        if typed.type.startswith("bound"):
            message = "A bound of an interval is held against a number; it is no value of its own."
            place.report.add("CX0306", message, place.source, somewhere(body))
        if value.rounded is None:
            return typed
        if typed.type not in NUMBERS and typed.type:
            message = "Only a number can be rounded."
            place.report.add("CX0306", message, place.source, value.rounded.step)
        if Fraction(value.rounded.step.text) == 0:
            message = "There are no steps of 0 to round to."
            place.report.add("CX0306", message, place.source, value.rounded.step)
            return typed
        param = (value.rounded.mode, str(Fraction(value.rounded.step.text)))
        return typed._replace(
            term=("round", typed.term, param), type="number" if typed.type == "count" else typed.type
        )

    def _report_circle(self, key: str, asked: tuple[Source, tree.Leaf]) -> None:
        waiting = [each for each, found in self._worked.items() if found is None]
        path = waiting[waiting.index(key) :]
        shown = " → ".join([*path, key])
        message = f"{key} rests on itself: {shown}."
        source, leaf = asked
        first = self._declared_of(key)
        related = (Related("declared here", first.source, first.tree.name.span),) if first else ()
        self._report.add("CX0601", message, source, leaf, "Take one of these out.", related)

    def _declared_of(self, key: str) -> Declaration | None:
        thing, _, name = key.partition("@")[0].rpartition(".")
        return self.of(thing).get(name)


def key_of(thing: str, name: str, level: int | None = None) -> str:
    """The id of a value: of its thing, its name, and its level where there is one for each."""
    return f"{thing}.{name}" if level is None else f"{thing}.{name}@{level}"


def where_it_applies(thing: str, term: Term, elements: Elements) -> Term:
    """A value of something in a capability: none where that is not assessed, unless it asks about it."""
    capability = elements.things.by_id[thing].capability
    if not capability or ("applies", thing) in walk(term) or ("asked", thing) in walk(term):
        return term
    asked = where_asked(thing, elements) if thing in elements.by_id else ("assessed", capability)
    return ("when", asked, _refusing(term, asked) if term[0] == "decide" else term)


def _refusing(term: Term, asked: Term) -> Term:
    """A decision that refuses only where what it decides about is assessed."""
    rows = tuple(
        (when, (*outcome[:3], both(asked, outcome[3]), *outcome[4:]) if outcome[0] == "refused" else outcome)
        for when, outcome in term[1]
    )
    return (term[0], rows, *term[2:])


def scale_of(written: Declaration, place: Conditions) -> tuple[model.Scale, tuple[str, ...]]:
    """The scale of a decision's outcomes, and its ids; the base scale where none is named."""
    scale = place.scale
    named = written.tree.scale if isinstance(written.tree, tree.Decide) else None
    if named is not None:
        found = place.report.find("scale", place.ruleset.scales, named, written.source)
        scale = found or scale
    return scale, tuple(value.id for value in scale.values)


def words_of(written: Declaration) -> str:
    """The body of a value in words, as `cxrules fmt` writes it; of a decision its name."""
    value = written.tree
    if isinstance(value, tree.Decide):
        return f"decide {value.name.text}"
    if isinstance(value.body, tree.Condition):
        return " ".join(phrases.condition(value.body))
    return f"{value.name.text} of {', '.join(leaf.text for leaf in value.of if isinstance(leaf, tree.Leaf))}"
