"""Conditions to terms: names are bound, ratings become ranks, quantifiers are written out."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from cxrules.semantics.comparisons import Test, at_least, compare, every
from cxrules.semantics.demands import row_of
from cxrules.semantics.elements_index import full
from cxrules.semantics.expressions import Expressions
from cxrules.semantics.kinds import NUMBERS, Typed, a_kind, kinds_of, span_of
from cxrules.semantics.members import where_asked
from cxrules.semantics.terms import Term, both
from cxrules.syntax import tree

if TYPE_CHECKING:
    from collections.abc import Sequence

_ALWAYS: Term = ("all", ())
INSTANCE = ""
"""The subject that stands for the rating of an instance, in decisions that join instances."""
RATING = "rating"
"""The name of the value that says what a thing is rated, where that is decided and not given."""


class Conditions(Expressions):
    """Writes conditions out for one file and one place in the model.

    `of_record`: what is said is said of the record, and no level rests on it.
    """

    of_record = False

    _compared_last: tuple[tree.Compare, Test | None] | None = None
    """The comparison read last, for the next of many subjects."""

    def term(self, condition: tree.Condition) -> Term:
        """The term of a condition; a part with a mistake counts as one that holds, for it is reported."""
        if isinstance(condition, tree.And):
            return ("all", tuple(self.term(part) for part in condition.parts))
        if isinstance(condition, tree.Or):
            return ("any", tuple(self.term(part) for part in condition.parts))
        if isinstance(condition, tree.Not):
            return ("not", self.term(condition.part))
        if isinstance(condition, tree.Asserted):
            known = self.ruleset.contexts if condition.word == "context" else self.ruleset.findings
            self.report.find(condition.word, known, condition.name, self.source)
            about = () if condition.word == "context" else self.about
            return ("finding", condition.name.text, about)
        if isinstance(condition, tree.Judged):
            return self._judged(condition.name)
        return self._claim(condition)

    def _judged(self, name: tree.Leaf) -> Term:
        judgement = self.report.find("judgement", self.ruleset.judgements, name, self.source)
        here = self.at or self.it or self.capability
        if judgement is None or here is None:
            return _ALWAYS
        kind = self.elements.things.by_id[here].kind
        if kind not in judgement.of:
            message = f"{name.text} is judged of a {' or a '.join(judgement.of)}, not of a {kind}."
            self.report.add("CX0207", message, self.source, name)
        return ("judged", f"{here}.{name.text}")

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
            return (word, tuple(self._of(name, predicate) for name in self.elsewhere(about)))
        if isinstance(about, (tree.Leaf, tree.It)):
            return self._said(about, predicate)
        return self._compared(self.expression(about), predicate)

    def _joined(self, about: tree.Listed, terms: tuple[Term, ...]) -> Term:
        if about.count is None:
            return ("any" if about.word == "any" else "every", terms)
        count = int(about.count.text)
        if count > len(terms):
            message = f"At least {count} of {len(terms)} can never hold."
            self.report.add("CX0408", message, self.source, about.count)
        return ("count", count, terms)

    def _said(self, about: tree.Subject, predicate: tree.Predicate) -> Term:
        if isinstance(about, tree.Leaf) and (typed := self._value(about)) is not None:
            return self._compared(typed, predicate)
        if isinstance(predicate, tree.Reaches):
            return self._reaches(about, predicate)
        if isinstance(about, tree.It) and self.it is None and self.at is not None:
            return self.said_of(self.at, predicate, None)
        subject = self.subject(about)
        return _ALWAYS if subject is None else self._of(subject, predicate)

    def _value(self, about: tree.Leaf) -> Typed | None:
        """What a name means if it is no subject but a value; only models with values have some."""
        if not self.elements.values.any() and not self.ruleset.facets and not self.ruleset.properties:
            return None
        own = full(self.capability or "", about.text)
        if own in self.elements.by_id or about.text in self.elements.by_id:
            return None
        return self.named(about)

    def _reaches(self, about: tree.Subject, predicate: tree.Reaches) -> Term:
        if isinstance(about, tree.It):
            if self.it is None and self.capability is not None:
                return self._reach(self.capability, predicate)
            self.subject(about)
            return _ALWAYS
        if self._has_rating(about.text):
            self._no_levels(about.text, about)
            return _ALWAYS
        if self.report.find("capability", self.ruleset.capabilities, about, self.source) is None:
            return _ALWAYS
        return self._reach(about.text, predicate)

    def _reach(self, capability: str, predicate: tree.Reaches) -> Term:
        level = self.level(predicate.level)
        if predicate.lowest is not None:
            level = min(level, self._top(capability, predicate.lowest))
        term: Term = ("reaches", capability, level)
        excused = [name for name, _ in self._excused(predicate)]
        return ("when", ("asked", capability), term) if capability in excused else term

    def _top(self, capability: str, leaf: tree.Leaf) -> int:
        """The highest level of a capability, or the number it carries."""
        highest = max((level.order for level in self.ruleset.levels), default=0)
        if leaf.text == "top":
            return self.ruleset.capabilities[capability].top or highest
        number = self.number(leaf.text, capability)
        if number is None:
            self.report.unknown(
                "property of a capability", leaf.text, ["top", *self.ruleset.properties], self.source, leaf
            )
            return highest
        return int(number)

    def _excused(self, predicate: tree.Reaches) -> list[tuple[str, tree.Leaf]]:
        if not predicate.excused:
            return []
        return self.report.expand("capability", self.ruleset.capabilities, predicate.excused, self.source)

    def _of(self, subject: str, predicate: tree.Predicate) -> Term:
        """What is said of a subject, or of a capability that shall reach a level."""
        if isinstance(predicate, tree.Compare):
            return self._rated(subject, predicate)
        if isinstance(predicate, tree.NotApplicable):
            return self._not_applicable(subject)
        if isinstance(predicate, tree.NotRated):
            return self._not_rated(subject, predicate)
        if isinstance(predicate, tree.Differs):
            return self._differs(subject, predicate)
        if isinstance(predicate, tree.Reaches):
            if subject in self.elements.by_id:
                self._no_levels(subject, predicate.level.name)
                return _ALWAYS
            return self._reach(subject, predicate)
        if isinstance(predicate, tree.Shown):
            row = row_of(predicate.demand, self.ruleset.parameters, self.source, self.report)
            return ("evidence", subject, row)
        if isinstance(predicate, tree.Has):
            return self._has(subject, predicate)
        self.report.add("CX0304", "`is the same` compares instances.", self.source, span_of(predicate))
        return _ALWAYS

    def _not_applicable(self, subject: str) -> Term:
        condition = self.elements.applies.get(subject)
        applies: Term = ("applies", subject)
        outside: Term = ("not", applies if condition is None else both(condition, applies))
        capability = self.elements.by_id[subject].capability if subject in self.elements.by_id else ""
        # What is out of scope is nothing to refuse or warn of.
        return both(("assessed", capability), outside) if self.of_record and capability else outside

    def _not_rated(self, subject: str, predicate: tree.NotRated) -> Term:
        """Whether a rating that is asked for is missing from the record; no level may rest on that."""
        if not self.of_record:
            message = "Only a rule that refuses or warns can ask whether something is rated."
            hint = "What is not rated is open here; `blank counts …` says what it stands for."
            self.report.add("CX0304", message, self.source, span_of(predicate), hint)
        asked = where_asked(subject, self.elements)
        return both(asked, ("not", ("rated", subject)))

    def _rated(self, subject: str, predicate: tree.Compare) -> Term:
        said = None if self.elements.is_plain else self._said_by_value(subject, predicate)
        if said is not None:
            return said
        if self._compared_last is None or self._compared_last[0] is not predicate:
            self._compared_last = predicate, self._test(predicate)
        test = self._compared_last[1]
        if test is None:
            return self._compared(Typed(("code", subject), "number"), predicate)
        if not test.op:
            return _ALWAYS
        term: Term = ("test", test.op, subject, test.param)
        return both(term, ("cause", subject, test.causes)) if test.causes else term

    def _test(self, predicate: tree.Compare) -> Test | None:
        """How any rating is compared; None where it is not compared with ratings."""
        if predicate.ratings and not all(isinstance(each, tree.RatingValue) for each in predicate.ratings):
            return None
        ratings = cast("Sequence[tree.RatingValue]", predicate.ratings)
        ranks = [rank for value in ratings if (rank := self.rating(value)) is not None]
        if len(ranks) < len(ratings):
            return Test("", None, ())
        _, op, _, param = compare(predicate.word, ranks, len(self.scale.values) - 1, ("test", ""))
        return Test(op, param, self.causes(predicate.causes) if predicate.causes else ())

    def _said_by_value(self, thing: str, predicate: tree.Compare) -> Term | None:
        """`is satisfied`, where that is a value that holds or not, or a word of a decision."""
        first = predicate.ratings[0]
        if not isinstance(first, tree.RatingValue) or first.parameter:
            return None
        if predicate.word not in {"is", "is not"} or first.name.text not in self.elements.values.of(thing):
            return self._said_by_rating(thing, first.name, predicate)
        typed = self.elements.values.typed(thing, first.name.text, self.at_level, first.name, self.source)
        if typed.type not in {"truth", ""}:
            message = f"{first.name.text} is no value that holds or not."
            self.report.add("CX0306", message, self.source, first.name, f"Write `has {first.name.text} …`.")
        return typed.term if predicate.word == "is" else ("not", typed.term)

    def _said_by_rating(self, thing: str, word: tree.Leaf, predicate: tree.Compare) -> Term | None:
        """What is said of the value `rating` of a thing; of one that is rated, in its words alone."""
        own = self.scale.rank(word.text) if thing in self.elements.by_id else None
        if own is not None or RATING not in self.elements.values.of(thing):
            return None
        typed = self.elements.values.typed(thing, RATING, self.at_level, word, self.source)
        return self._compared_words(typed, predicate) if typed.type == "rating" else None

    def said_of(self, name: str, predicate: tree.Predicate, about: tree.Elements | None) -> Term:
        """What a predicate says of any thing of the model."""
        if name == INSTANCE or name in self.elements.by_id or isinstance(predicate, (tree.Reaches, tree.Has)):
            if isinstance(predicate, tree.Reaches) and name not in self.ruleset.capabilities:
                self._no_levels(name, predicate.level.name, about)
                return _ALWAYS
            return self._of(name, predicate)
        if isinstance(predicate, tree.Compare):
            said = self._said_by_value(name, predicate)
            if said is not None:
                return said
            leaf = next((each.name for each in predicate.ratings if isinstance(each, tree.RatingValue)), None)
            self._no_rating(name, leaf, about)
        elif isinstance(predicate, tree.NotApplicable) and name in self.ruleset.capabilities:
            return ("not", ("asked", name))
        else:
            self._no_rating(name, None, about)
        return _ALWAYS

    def _no_rating(self, name: str, leaf: tree.Leaf | None, about: tree.Elements | None) -> None:
        kind = about.kind if about is not None else self.elements.things.by_id[name].kind
        values = list(self.elements.values.of(name))
        hint = f"Its values are {', '.join(values)}." if values else "Declare a value of it: `value … of …`."
        self.report.add("CX0207", f"A {kind} has no rating of its own.", self.source, leaf, hint)

    def _has(self, thing: str, predicate: tree.Has) -> Term:
        place = self.inside(thing)
        found = place.named(predicate.name)
        if found is None:
            known = self.elements.values.of(thing)
            self.report.unknown("value", predicate.name.text, known, self.source, predicate.name)
            return _ALWAYS
        return self._compared(found, predicate.compare)

    def _has_rating(self, name: str) -> bool:
        own = full(self.capability or "", name)
        known = own in self.elements.by_id or name in self.elements.by_id
        return known and name not in self.ruleset.capabilities

    def _no_levels(self, name: str, leaf: tree.Leaf, about: tree.Elements | None = None) -> None:
        if name not in self.elements.by_id and about is not None:
            message = f"A {about.kind} reaches no level; only capabilities do."
            self.report.add("CX0304", message, self.source, leaf)
            return
        message = f"{name} has a rating; only capabilities reach levels."
        hint = "Compare its rating: `at least L`, or name a capability."
        self.report.add("CX0304", message, self.source, leaf, hint)

    def _differs(self, subject: str, predicate: tree.Differs) -> Term:
        steps = int(predicate.steps.text) if predicate.steps else 0
        if isinstance(predicate.other, tree.Elsewhere):
            others = self.elsewhere(predicate.other)
            word = "every" if predicate.other.every else "any"
            return (word, tuple(("apart", subject, other, steps) for other in others))
        other = self.subject(predicate.other)
        return _ALWAYS if other is None else ("apart", subject, other, steps)

    # -------------------------------------------------------------------------------- quantifiers

    def _quantified(self, about: tree.Elements, predicate: tree.Predicate) -> Term:
        if about.kind == "instance":
            return self._of_instances(about, predicate)
        members = self.members(about, asked=not isinstance(predicate, tree.NotApplicable))
        terms = tuple(self.said_of(member.name, predicate, about) for member in members)
        if about.word == "every":
            return every(members, terms)
        terms = tuple(
            term if member.guard is None else both(member.guard, term)
            for member, term in zip(members, terms, strict=True)
        )
        return ("any", terms) if about.word == "some" else ("not", ("any", terms))

    def _of_instances(self, about: tree.Elements, predicate: tree.Predicate) -> Term:
        if self.it != INSTANCE:
            message = "Instances can be asked about only in a decision `of instances`."
            self.report.add("CX0207", message, self.source, span_of(about))
            return _ALWAYS
        if isinstance(predicate, tree.TheSame):
            return ("instances", "same", ("rating-of", INSTANCE))
        if not isinstance(predicate, tree.Compare):
            self.report.add("CX0304", "Of an instance its rating is asked.", self.source, None)
            return _ALWAYS
        term = self._rated(INSTANCE, predicate)
        if about.word == "every":
            return ("instances", "every", term)
        held: Term = ("instances", "any", term)
        return held if about.word == "some" else ("not", held)

    # ------------------------------------------------------------------------------- values compared

    def _compared(self, typed: Typed, predicate: tree.Predicate) -> Term:
        """A value held against what a predicate says."""
        if not isinstance(predicate, tree.Compare):
            self.report.add("CX0304", "A value is compared: `at least`, `below`, `is`.", self.source, None)
            return _ALWAYS
        if typed.type == "rating":
            return self._compared_words(typed, predicate)
        if typed.type == "truth":
            return self._compared_truth(typed, predicate)
        if not typed.type:
            return _ALWAYS
        return self._compared_numbers(typed, predicate)

    def _compared_words(self, typed: Typed, predicate: tree.Compare) -> Term:
        ranks = []
        for each in predicate.ratings:
            if not isinstance(each, tree.RatingValue):
                return self._wrong(predicate, "It is one of " + ", ".join(typed.words))
            if each.parameter:
                rank = self.rating(each)
            else:
                if each.name.text not in typed.words:
                    self.report.unknown(
                        "value", each.name.text, typed.words, self.source, each.name, "CX0301"
                    )
                    return _ALWAYS
                rank = typed.words.index(each.name.text)
            if rank is None:
                return _ALWAYS
            ranks.append(rank)
        return compare(predicate.word, ranks, len(typed.words) - 1, ("compare", typed.term))

    def _compared_truth(self, typed: Typed, predicate: tree.Compare) -> Term:
        first = predicate.ratings[0]
        word = first.name.text if isinstance(first, tree.RatingValue) else ""
        if predicate.word not in {"is", "is not"} or word not in {"yes", "no"}:
            return self._wrong(predicate, "It holds or not: write `is yes` or `is no`")
        return typed.term if (predicate.word == "is") == (word == "yes") else ("not", typed.term)

    def _compared_numbers(self, typed: Typed, predicate: tree.Compare) -> Term:
        if predicate.word == "one of":
            return self._wrong(predicate, "Numbers are compared one at a time")
        first = predicate.ratings[0]
        if isinstance(first, tree.RatingValue) and self._is_rating(first):
            return self._wrong(predicate, f"It is {a_kind(typed.type)}, and {first.name.text} is a rating")
        held = self.expression(first)
        if len(kinds_of(held, typed)) > 1:
            return self._wrong(
                predicate, f"It is {a_kind(typed.type)}, and is held against {a_kind(held.type)}"
            )
        if held.type not in NUMBERS:
            return _ALWAYS
        least, most = at_least(typed.term, held.term), at_least(held.term, typed.term)
        known: Term = ("known", typed.term)
        return {
            "at least": least,
            "at most": most,
            "below": both(known, ("not", least)),
            "above": both(known, ("not", most)),
            "is": both(least, most),
            "is not": both(known, ("not", both(least, most))),
        }[predicate.word]

    def _is_rating(self, value: tree.RatingValue) -> bool:
        """Whether a word can mean nothing but a rating here."""
        leaf = value.name
        known = value.parameter or self.scale.rank(leaf.text) is None
        return not known and self.named(leaf) is None and self.thing(leaf, quiet=True) is None

    def _wrong(self, predicate: tree.Compare, hint: str) -> Term:
        first = predicate.ratings[0]
        leaf = first.name if isinstance(first, tree.RatingValue) else first
        at = leaf if isinstance(leaf, (tree.Leaf, tree.It)) else None
        self.report.add("CX0306", "These two cannot be compared.", self.source, at, f"{hint}.")
        return _ALWAYS
