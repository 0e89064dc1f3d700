"""Conditions to terms: names are bound, ratings become ranks, quantifiers are written out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.semantics.elements_index import Element, Elements, full
from cxrules.semantics.terms import Term, both
from cxrules.syntax import tree
from cxrules.text import Span

if TYPE_CHECKING:
    from cxrules.model.ruleset import Ruleset, Scale
    from cxrules.semantics.report import Report
    from cxrules.text import Source


class Conditions:
    """Writes conditions out for one file and one place in the model.

    `capability` is the capability that short names belong to, None where only full names can be used;
    `it` is the subject a template stands at.
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
    ) -> None:
        """Take the model and the place at which names are read."""
        self.ruleset, self.elements, self.scale, self.report, self.source = (
            ruleset,
            elements,
            scale,
            report,
            source,
        )
        self.capability, self.it = capability, it
        self.about = tuple(name for name in (it, capability) if name)

    def term(self, condition: tree.Condition) -> Term:
        """The term of a condition; a part with a mistake counts as one that holds, for it is reported."""
        if isinstance(condition, tree.And):
            return ("all", tuple(self.term(part) for part in condition.parts))
        if isinstance(condition, tree.Or):
            return ("any", tuple(self.term(part) for part in condition.parts))
        if isinstance(condition, tree.Not):
            return ("not", self.term(condition.part))
        if isinstance(condition, tree.Asserted):
            self.report.find("finding", self.ruleset.findings, condition.name, self.source)
            return ("finding", condition.name.text, self.about)
        return self._claim(condition)

    # -------------------------------------------------------------------------------- who is meant

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

    def _elsewhere(self, about: tree.Elsewhere) -> list[str]:
        names = {each: full(each, about.name.text) for each in self.elements.capabilities}
        found = {each: name for each, name in names.items() if name in self.elements.by_id}
        if not found:
            known = {name.removeprefix(full(of.capability, "")) for name, of in self.elements.by_id.items()}
            self.report.unknown(
                "criterion, practice or attribute", about.name.text, known, self.source, about.name
            )
        return [name for each, name in found.items() if not (about.other and each == self.capability)]

    # ------------------------------------------------------------------------------- what is said

    def _claim(self, claim: tree.Claim) -> Term:
        about, predicate = claim.about, claim.predicate
        if isinstance(about, tree.Elements):
            return self._quantified(about, predicate)
        if isinstance(about, tree.Listed):
            terms = tuple(self._said(each, predicate) for each in about.subjects)
            return self._joined(about, terms)
        if isinstance(about, tree.Elsewhere):
            word = "every" if about.every else "any"
            return (word, tuple(self._of(name, predicate) for name in self._elsewhere(about)))
        return self._said(about, predicate)

    def _joined(self, about: tree.Listed, terms: tuple[Term, ...]) -> Term:
        if about.count is None:
            return ("any" if about.word == "any" else "every", terms)
        count = int(about.count.text)
        if count > len(terms):
            message = f"At least {count} of {len(terms)} can never hold."
            self.report.add("CX0408", message, self.source, about.count)
        return ("count", count, terms)

    def _said(self, about: tree.Subject, predicate: tree.Predicate) -> Term:
        if isinstance(predicate, tree.Reaches):
            if isinstance(about, tree.It):
                self.subject(about)
                return ("all", ())
            if self._has_rating(about.text):
                self._no_levels(about.text, about)
                return ("all", ())
            if self.report.find("capability", self.ruleset.capabilities, about, self.source) is None:
                return ("all", ())
            return ("reaches", about.text, self.level(predicate.level))
        subject = self.subject(about)
        return ("all", ()) if subject is None else self._of(subject, predicate)

    def _of(self, subject: str, predicate: tree.Predicate) -> Term:
        if isinstance(predicate, tree.NotApplicable):
            return ("not", ("applies", subject))
        if isinstance(predicate, tree.Differs):
            return self._differs(subject, predicate)
        if isinstance(predicate, tree.Reaches):
            if subject in self.elements.by_id:
                self._no_levels(subject, predicate.level.name)
                return ("all", ())
            return ("reaches", subject, self.level(predicate.level))
        ranks = [rank for value in predicate.ratings if (rank := self.rating(value)) is not None]
        if len(ranks) < len(predicate.ratings):
            return ("all", ())
        term = self._compare(predicate.word, ranks, subject)
        if not predicate.causes:
            return term
        causes = self.causes(predicate.causes)
        return both(term, ("cause", subject, causes))

    def _has_rating(self, name: str) -> bool:
        own = full(self.capability or "", name)
        known = own in self.elements.by_id or name in self.elements.by_id
        return known and name not in self.ruleset.capabilities

    def _no_levels(self, name: str, leaf: tree.Leaf) -> None:
        message = f"{name} has a rating; only capabilities reach levels."
        hint = "Compare its rating: `at least L`, or name a capability."
        self.report.add("CX0304", message, self.source, leaf, hint)

    def _compare(self, word: str, ranks: list[int], subject: str) -> Term:
        rank, top = ranks[0], len(self.scale.values) - 1
        if word == "at least" or (word == "is" and rank == top):
            return ("test", "at-least", subject, rank)
        if word == "at most" or (word == "is" and rank == 0):
            return ("test", "at-most", subject, rank)
        if word == "below" and rank > 0:
            return ("test", "at-most", subject, rank - 1)
        if word == "above" and rank < top:
            return ("test", "at-least", subject, rank + 1)
        allowed = [] if word in {"below", "above"} else sorted(set(ranks))
        if word == "is not":  # one of the others, so that it is as false as `is` of what does not apply
            allowed = [other for other in range(top + 1) if other not in ranks]
        if allowed and allowed == list(range(allowed[0], top + 1)):
            return ("test", "at-least", subject, allowed[0])
        if allowed == list(range(len(allowed))) and allowed:
            return ("test", "at-most", subject, allowed[-1])
        return ("test", "one-of", subject, tuple(allowed))

    def _differs(self, subject: str, predicate: tree.Differs) -> Term:
        steps = int(predicate.steps.text) if predicate.steps else 0
        if isinstance(predicate.other, tree.Elsewhere):
            others = self._elsewhere(predicate.other)
            word = "every" if predicate.other.every else "any"
            return (word, tuple(("apart", subject, other, steps) for other in others))
        other = self.subject(predicate.other)
        return ("all", ()) if other is None else ("apart", subject, other, steps)

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

    # -------------------------------------------------------------------------------- quantifiers

    def _quantified(self, about: tree.Elements, predicate: tree.Predicate) -> Term:
        names = self._chosen(about)
        terms = tuple(self._of(name, predicate) for name in names)
        if about.word == "every":
            return ("every", terms)
        return ("any", terms) if about.word == "some" else ("not", ("any", terms))

    def _chosen(self, about: tree.Elements) -> list[str]:
        if about.kind == "capability":
            names = [name for name in self.ruleset.capabilities if name != self.capability]
        elif self.capability is None:
            at = Span(about.start, about.end) if about.end else None
            message = f"It is not said whose {about.kind} is meant."
            self.report.add("CX0207", message, self.source, at, "Begin the rule with `for every capability`.")
            return []
        elif about.kind == "prerequisite":
            criteria = self._filtered(self.elements.members(self.capability, "criterion"), about.filters)
            return list(dict.fromkeys(need for name in criteria for need, _ in self._prerequisites(name)))
        else:
            names = self.elements.members(self.capability, about.kind)
        return self._filtered(names, about.filters)

    def _prerequisites(self, criterion: str) -> tuple[tuple[str, int], ...]:
        return getattr(self.elements.by_id[criterion].of, "prerequisites", ())

    def _filtered(self, names: list[str], filters: list[tree.Filter]) -> list[str]:
        for each in filters:
            names = self._filter(names, each)
        return names

    def _filter(self, names: list[str], each: tree.Filter) -> list[str]:
        by_id = self.elements.by_id
        if each.word in {"at", "below", "up to"}:
            leaf = each.names[0]
            assert isinstance(leaf, tree.Leaf)  # noqa: S101 - the grammar allows nothing else
            bound = int(leaf.text)
            if bound not in {level.order for level in self.ruleset.levels}:
                self.no_level(leaf.text, leaf)
            fits = {"at": bound.__eq__, "below": bound.__gt__, "up to": bound.__ge__}[each.word]
            return [
                name
                for name in names
                if name in by_id and (level := by_id[name].level) is not None and fits(level)
            ]
        if each.word == "tagged":
            wanted = {
                name for name, _ in self.report.expand("tag", self.ruleset.tags, each.names, self.source)
            }
            return [name for name in names if name in by_id and wanted.intersection(by_id[name].tags)]
        if each.word == "in":
            groups = {
                name for name, _ in self.report.expand("group", self.ruleset.groups, each.names, self.source)
            }
            return [name for name in names if self._group_of(name) & groups]
        return self._except(names, each)

    def _except(self, names: list[str], each: tree.Filter) -> list[str]:
        known = {**self.ruleset.capabilities, **self.elements.by_id}
        if self.capability is not None:
            prefix = full(self.capability, "")
            known.update({name.removeprefix(prefix): by_id for name, by_id in self._own().items()})
        gone = {name for name, _ in self.report.expand("element", known, each.names, self.source)}
        own = self.capability or ""
        return [name for name in names if name not in gone and name.removeprefix(f"{own}.") not in gone]

    def _own(self) -> dict[str, Element]:
        return {
            name: self.elements.by_id[name] for name in self.elements.of_capability[self.capability or ""]
        }

    def _group_of(self, name: str) -> set[str]:
        """The groups a capability (or an element's capability) lies in, outwards."""
        capability = self.elements.by_id[name].capability if name in self.elements.by_id else name
        of = self.ruleset.capabilities.get(capability)
        groups: set[str] = set()
        group = of.group if of else None
        while group is not None and group not in groups:
            groups.add(group)
            group = self.ruleset.groups[group].parent if group in self.ruleset.groups else None
        return groups
