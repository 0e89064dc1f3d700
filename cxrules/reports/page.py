"""A page about a model, as lines of text that grow block by block, and what its text speaks of.

What stands on a page is in the modules that use this one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

from cxrules.plan.figures import number_text
from cxrules.reports.columns import clean, clip, left, width, wrap
from cxrules.reports.names import noun, plural

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from fractions import Fraction

    from cxrules.model.ruleset import Place, Ruleset, Written
    from cxrules.reports.names import Look

Rows: TypeAlias = list[tuple[str, str]]
"""Ids, and what is said of each."""

_NARROW = 0.4
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')


class Page:
    """Lines of text that grow block by block; empty blocks leave no trace."""

    def __init__(self, ruleset: Ruleset, look: Look) -> None:
        """Begin an empty page."""
        self.ruleset, self.look = ruleset, look
        self.blocks: list[list[str]] = []

    def text(self) -> str:
        """All of it, ending with a line break."""
        return "\n\n".join("\n".join(line.rstrip() for line in block) for block in self.blocks) + "\n"

    def term(self, kind: str) -> str:
        """The model's word for a kind of thing."""
        return noun(self.ruleset, kind)

    def terms(self, kind: str) -> str:
        """The model's word for several of a kind, as a heading."""
        word = plural(self.ruleset, kind)
        return word[:1].upper() + word[1:]

    def heading(self, title: str, what: str) -> None:
        """What the page is about: its title, where it has one, and below that what it is."""
        lines = [clean(title), clean(what)] if title else [clean(what)]
        self.blocks.append([broken for line in lines for broken in wrap(line, self.look.columns)])

    def facts(self, facts: Iterable[tuple[str, str]]) -> None:
        """Named facts below each other; those without a word are left out."""
        told = [(f"{name}:", clean(value)) for name, value in facts if value]
        widest = max((len(name) for name, _ in told), default=0)
        lines = [
            line for name, value in told for line in wrap(value, self.look.columns, left(name, widest + 1))
        ]
        if lines:
            self.blocks.append(lines)

    def table(self, heading: str, rows: Sequence[tuple[str, str]], *, short: bool = False) -> None:
        """Ids and what they are; `short` cuts what does not fit on a line."""
        if not rows:
            return
        widest = max(width(clean(name)) for name, _ in rows)
        lines = [f"{clean(heading)}:"]
        for name, title in rows:
            start = f"  {left(clean(name), widest)}  "
            room = self.look.columns - width(start)
            text = clip(clean(title), room, self.look.signs.more) if short else clean(title)
            lines += wrap(text, self.look.columns, start)
        self.blocks.append(lines)

    def columns(self, first: str, second: str, rows: Sequence[tuple[str, str]]) -> None:
        """Two columns of text under their headings, as broad as their text wants and the page allows."""
        if not rows:
            return
        cells = [(first, second), *((clean(one), clean(other)) for one, other in rows)]
        before, behind = (max(map(width, column)) for column in zip(*cells, strict=True))
        room = self.look.columns - 4
        before = min(before, max(room - behind, int(room * (1 - _NARROW))))
        behind = min(behind, room - before)
        lines: list[str] = []
        for one, other in cells:
            ones, others = wrap(one, before, "", "  "), wrap(other, behind, "", "  ")
            for place in range(max(len(ones), len(others))):
                here = ones[place] if place < len(ones) else ""
                there = others[place] if place < len(others) else ""
                lines.append(f"  {left(here, max(before, width(here)))}  {there}")
        self.blocks.append(lines)

    def words(self, text: str) -> None:
        """A text of the model as it is written."""
        if text:
            self.blocks.append(["  " + printable(line) for line in text.rstrip().splitlines()])

    def titled(self, names: Iterable[str]) -> Rows:
        """Capabilities and groups with their titles."""
        found = {name: each.title for name, each in self.ruleset.groups.items()}
        found.update((name, each.title) for name, each in self.ruleset.capabilities.items())
        return [(name, found.get(name, "")) for name in names]

    def rules(self, *names: str) -> None:
        """The rules that speak of one of these ids."""
        found = [rule for rule in self.ruleset.rules.values() if speaks_of(rule.text, names)]
        self.table("Rules that name it", [(rule.id, rule.title or rule.text) for rule in found])


def uses(ruleset: Ruleset, names: Sequence[str]) -> Rows:
    """Where the text of a model speaks of one of these ids."""
    return [
        (name, title)
        for name, title, text in _sentences(ruleset)
        if speaks_of(_QUOTED.sub('""', text), names)
    ]


def body(written: Written) -> str:
    """What a value is, on one line: what its text says after the name."""
    return " ".join(written.text.split()).partition(" = ")[2]


def _sentences(ruleset: Ruleset) -> Iterator[tuple[str, str, str]]:
    """Everything that may speak of something: its name, what it is, and its text."""
    for each in ruleset.values:
        yield f"value {each.id}", each.title or f"of {', '.join(each.of)}", body(each)
    for decision in ruleset.decisions:
        title = decision.title or f"of {', '.join(decision.of)}"
        yield f"decision {decision.id}", title, " ".join(text for row in decision.rows for text in row)
    for level in ruleset.levels:
        yield f"level {level.order}", level.title, level.requires
    for name, rows in ruleset.requirements.items():
        yield from ((f"level {order} of {name}", text, text) for order, text in rows)
    for organisation in ruleset.organisations.values():
        for level in organisation.levels:
            name = " ".join(filter(None, (organisation.id, f"level {level.order}")))
            yield name, level.title, level.requires
    for name, clauses in ruleset.clauses.items():
        yield name, f"applies when {clauses.applies}", clauses.applies
        yield from ((name, f"{rating} when {text}", text) for rating, text in clauses.rates)
        yield from ((name, f"rated by {each.text}", each.text) for each in clauses.graded)
    for method in ruleset.methods.values():
        yield f"method {method.id}", method.title, method.decide
    for rule in ruleset.rules.values():
        yield f"rule {rule.id}", rule.title or rule.text, rule.text


def speaks_of(text: str, names: Iterable[str]) -> bool:
    """Whether one of the ids stands in the text of a rule, also at the beginning of a longer one."""
    either = "|".join(map(re.escape, names))
    return re.search(rf"(?<![\w.-])(?:{either})(?![\w-]|\.\d)", text) is not None


def declared(place: Place | None) -> tuple[str, str]:
    """Where something is written, as a fact."""
    if place is None:
        return ("Declared in", "")
    return ("Declared in", f"{place.source.name}:{place.source.position(place.span.start).line}")


def past(page: Page, kind: str, name: str) -> list[tuple[str, str]]:
    """What something was called before, and since when it is deprecated, as facts."""
    found = page.ruleset.past.get((kind, name))
    if found is None:
        return []
    return [
        ("Renamed from", ", ".join(found.renamed_from)),
        ("Deprecated since", f"version {found.deprecated_since}" if found.deprecated_since else ""),
    ]


def numbers(carried: Iterable[tuple[str, Fraction]]) -> str:
    """The numbers that a thing carries, as `with points 5, stage 2` says them."""
    return ", ".join(f"{name} {number_text(number)}" for name, number in carried)


def printable(line: str) -> str:
    """A line of a model's text, with nothing in it that would steer a terminal."""
    return line.expandtabs(4) if line.isprintable() else clean(line)
