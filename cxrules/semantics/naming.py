"""Names at a place of a model: subjects, ratings, levels, causes, each bound or reported."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from cxrules.semantics.elements_index import full
from cxrules.syntax import tree

if TYPE_CHECKING:
    from cxrules.model.ruleset import Ruleset, Scale
    from cxrules.semantics.elements_index import Elements
    from cxrules.semantics.report import Report
    from cxrules.text import Source


class Names:
    """Reads names for one file and one place in the model.

    `capability` is the capability that short names belong to, None where only full names can be used;
    `it` is the subject a template stands at; `at` is the thing whose value or level is asked for, where it
    is another than the capability; `level` the level, where each level has a value of its own.
    """

    def __init__(  # noqa: PLR0913 - the place a condition is read at
        self,
        ruleset: Ruleset,
        elements: Elements,
        scale: Scale,
        report: Report,
        source: Source,
        *,
        capability: str | None = None,
        it: str | None = None,
        at: str | None = None,
        level: int | None = None,
    ) -> None:
        """Take the model and the place at which names are read."""
        self.ruleset, self.elements, self.scale, self.report, self.source = (
            ruleset,
            elements,
            scale,
            report,
            source,
        )
        self.capability, self.it, self.at, self.at_level = capability, it, at, level
        self.about = tuple(name for name in (it, capability) if name)

    def inside(self, thing: str) -> Self:
        """The place within a thing, where `it` and short names mean that thing and what lies in it."""
        capability = self.elements.things.by_id[thing].capability or self.capability
        it = thing if thing in self.elements.by_id else None
        return self._moved(capability, it, thing, self.at_level)

    def on(self, level: int) -> Self:
        """The same place on a level."""
        return self._moved(self.capability, self.it, self.at, level)

    def _moved(self, capability: str | None, it: str | None, at: str | None, level: int | None) -> Self:
        return type(self)(
            self.ruleset,
            self.elements,
            self.scale,
            self.report,
            self.source,
            capability=capability,
            it=it,
            at=at,
            level=level,
        )

    def thing(self, written: tree.Subject, *, quiet: bool = False) -> str | None:
        """The id of any thing of the model, or None with the problem reported (unless `quiet`)."""
        things = self.elements.things.by_id
        if isinstance(written, tree.It):
            return self.at or self.subject(written)
        if self.capability is not None and (own := full(self.capability, written.text)) in things:
            return own
        if written.text in things:
            return written.text
        if not quiet:
            self.report.unknown("element", written.text, things, self.source, written)
        return None

    def subject(self, written: tree.Subject) -> str | None:
        """The full id of a criterion, practice or attribute, or None with the problem reported."""
        if isinstance(written, tree.It):
            if self.it is None:
                hint = "Write the id, or make the rule a template: `for every criterion tagged …`."
                self.report.add("CX0207", "Nothing is meant by `it` here.", self.source, written, hint)
            return self.it
        if self.capability is not None:
            own = full(self.capability, written.text)
            if own in self.elements.by_id:
                return own
        if written.text in self.elements.by_id:
            return written.text
        self._unknown_subject(written)
        return None

    def _unknown_subject(self, written: tree.Leaf) -> None:
        if written.text in self.ruleset.capabilities:
            message = f"{written.text} is a capability; a rating is asked for here."
            hint = f"Name an attribute or criterion of it, such as {self._example(written.text)}."
            self.report.add("CX0207", message, self.source, written, hint)
            return
        if self.capability is None and any(e.name == written.text for e in self.elements.by_id.values()):
            message = f"{written.text} stands in many capabilities; say which one is meant."
            hint = f"Write CAPABILITY.{written.text}, or begin the rule with `for every capability`."
            self.report.add("CX0207", message, self.source, written, hint)
            return
        short = [
            self.elements.by_id[n].name for n in self.elements.of_capability.get(self.capability or "", ())
        ]
        known = [*short, *self.elements.by_id]
        if self.capability:
            where = f" in {self.capability}"
            known += [
                name.removeprefix(f"{self.capability}.")
                for name in self.elements.of_capability[self.capability]
            ]
        else:
            where = ""
        self.report.unknown(
            "criterion, practice or attribute" + where, written.text, known, self.source, written
        )

    def _example(self, capability: str) -> str:
        return next(iter(self.elements.of_capability[capability]), f"{capability}.…")

    def elsewhere(self, about: tree.Elsewhere) -> list[str]:
        """The full ids of one element of every capability, or of every other one."""
        names = {each: full(each, about.name.text) for each in self.elements.capabilities}
        found = {each: name for each, name in names.items() if name in self.elements.by_id}
        if not found:
            known = {name.removeprefix(full(of.capability, "")) for name, of in self.elements.by_id.items()}
            self.report.unknown(
                "criterion, practice or attribute", about.name.text, known, self.source, about.name
            )
        return [name for each, name in found.items() if not (about.other and each == self.capability)]

    def causes(self, names: tree.Names) -> tuple[str, ...]:
        """Names of causes, bound."""
        return tuple(name for name, _ in self.report.expand("cause", self.ruleset.causes, names, self.source))

    def rating(self, value: tree.RatingValue) -> int | None:
        """The rank of a rating on the base scale, or None with the problem reported."""
        text = value.name.text
        if value.parameter:
            parameter = self.report.find("parameter", self.ruleset.parameters, value.name, self.source)
            if parameter is None or parameter.type == "broken":
                return None
            if parameter.type != "rating":
                message = f"The parameter {text} is a {parameter.type}; a rating is asked for here."
                self.report.add("CX0305", message, self.source, value.name)
                return None
            text = parameter.value
        rank = self.scale.rank(text)
        if rank is None:
            self._off_scale(text, value.name)
        return rank

    def _off_scale(self, text: str, leaf: tree.Leaf) -> None:
        names = [value.id for value in self.scale.values]
        for scale in self.ruleset.scales.values():
            if scale.base == self.scale.id and scale.rank(text) is not None:
                message = (
                    f"{text} is a rating of {scale.id}; levels and rules compare ratings of {self.scale.id}."
                )
                self.report.add("CX0302", message, self.source, leaf, f"Use one of {', '.join(names)}.")
                return
        message = f"{text} is not a rating of the scale {self.scale.id}."
        self.report.add("CX0301", message, self.source, leaf, f"Its ratings are {', '.join(names)}.")

    def level(self, value: tree.RatingValue) -> int:
        """A level that exists; one that does not is reported and taken for the lowest."""
        orders = [level.order for level in self.ruleset.levels]
        text = value.name.text
        if value.parameter:
            parameter = self.report.find("parameter", self.ruleset.parameters, value.name, self.source)
            if parameter is not None and parameter.type not in {"level", "broken"}:
                message = f"The parameter {text} is a {parameter.type}; a level is asked for here."
                self.report.add("CX0305", message, self.source, value.name)
            text = (
                parameter.value
                if parameter is not None and parameter.type == "level"
                else str(min(orders, default=0))
            )
        if text.isdecimal() and int(text) in orders:
            return int(text)
        self.no_level(text, value.name)
        return min(orders, default=0)

    def no_level(self, text: str, leaf: tree.Leaf) -> None:
        """Report a level that does not exist."""
        orders = [str(level.order) for level in self.ruleset.levels]
        there = f"The levels are {', '.join(orders)}." if orders else "No levels are declared."
        self.report.add("CX0303", f"There is no level {text}.", self.source, leaf, there)
