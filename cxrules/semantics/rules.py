"""Rules written out: one entry for each subject that a rule bounds, with its condition as a term.

What a rule wants is a term too (`holds`), so that an audit asks the same kind of question for every effect;
`bound` is what the derive reading applies.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple, overload

from cxrules.semantics.conditions import Conditions
from cxrules.semantics.demands import row_of
from cxrules.semantics.elements_index import Elements, full
from cxrules.semantics.situations import Alike, Move, Place
from cxrules.semantics.terms import Term, both, findings_in
from cxrules.syntax import tree

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cxrules.model.ruleset import Ruleset, Scale
    from cxrules.semantics.declared import Declared
    from cxrules.semantics.report import Report
    from cxrules.text import Source


class Bound(NamedTuple):
    """What the derive reading does: ``cap``, ``fix`` (with a rank) or ``keep`` (with another subject).

    `when`: it does so only where this holds too.
    """

    word: str
    rank: int = 0
    other: str = ""
    when: Term | None = None

    def moved(self, move: Move) -> Bound:
        """The same bound at another place."""
        when = None if self.when is None else move.term(self.when)
        return Bound(self.word, self.rank, move.name(self.other), when)


class Written(NamedTuple):
    """A rule for one subject. `when` None: always; `holds` None: its condition alone is the report.

    `message`: an assessment for which the condition holds is refused with these words.
    """

    rule: str
    effect: str
    subject: str
    capability: str
    when: Term | None
    holds: Term | None
    bound: Bound | None
    source: Source
    at: tree.Leaf
    message: str = ""

    def moved(self, move: Move) -> Written:
        """The same rule for the subject that takes this one's part at another place."""
        return Written(
            self.rule,
            self.effect,
            move.name(self.subject),
            move.name(self.capability),
            None if self.when is None else move.term(self.when),
            None if self.holds is None else move.term(self.holds),
            None if self.bound is None else self.bound.moved(move),
            self.source,
            self.at,
            self.message,
        )


HERE = Place(0)
"""The one place of a rule without template."""
RATED = ("criterion", "practice", "attribute")
"""The kinds of elements that have a rating, so that a rule can bound it."""


class Situation(NamedTuple):
    """What a rule says of the first of some places, and in the same way of each of them."""

    places: Sequence[Place]
    written: list[Written]

    @property
    def rule(self) -> str:
        """The id of the rule; empty where none is written."""
        return self.written[0].rule if self.written else ""

    def at(self, move: Move) -> list[Written]:
        """What the rule says of the place that a move from the first one ends at."""
        return [each.moved(move) for each in self.written]


class WrittenOut(Sequence[Written]):
    """Rules for every subject, in the order of the text and the model; written out when first asked for."""

    def __init__(self, situations: Iterable[Situation]) -> None:
        """Take what is to be written out."""
        self._situations = situations
        self._written: list[Written] | None = None

    def __len__(self) -> int:
        return len(self._all())

    @overload
    def __getitem__(self, place: int) -> Written: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Written]: ...
    def __getitem__(self, place: int | slice) -> Written | Sequence[Written]:
        return self._all()[place]

    def _all(self) -> list[Written]:
        if self._written is None:
            found = groupby(self._situations, key=lambda each: each.rule)
            moves: dict[tuple[Place, Place], Move] = {}
            self._written = [rule for _, same in found for rule in _in_order(list(same), moves)]
        return self._written


def _in_order(situations: Sequence[Situation], moves: dict[tuple[Place, Place], Move]) -> Iterator[Written]:
    """The situations of one rule, by place; moves that were made for others are used again."""
    by_place = [(place, each) for each in situations for place in each.places]
    for place, situation in sorted(by_place, key=lambda each: each[0].number):
        first = situation.places[0]
        if place is first:
            yield from situation.written
            continue
        move = moves.get((first, place))
        if move is None:
            move = moves[first, place] = Move(first, place)
        yield from situation.at(move)


class Rules:
    """Writes the rules of a model out."""

    def __init__(self, ruleset: Ruleset, elements: Elements, scale: Scale, report: Report) -> None:
        """Take the model whose subjects the rules bound."""
        self.ruleset, self.elements, self.scale, self.report = ruleset, elements, scale, report
        self.top = len(scale.values) - 1
        self._all_places: dict[str, Sequence[Place]] = {}

    @cached_property
    def alike(self) -> Alike:
        """Which places are alike for a rule; the elements are complete when it is asked for."""
        return Alike(self.elements)

    def situations(self, declared: Declared) -> list[Situation]:
        """Every rule, prerequisite and need of a rating, each once for all places at which it is the same."""
        out = [each for source, rule in declared.of(tree.Rule) for each in self.situations_of(source, rule)]
        written = self.prerequisites(declared)
        written += [
            rule for source, owner, part in declared.criteria() for rule in self._needs(source, owner, part)
        ]
        return [*out, Situation((HERE,), written)]

    def one(self, source: Source, rule: tree.Rule) -> list[Written]:
        """A rule for every subject it bounds."""
        return list(WrittenOut(self.situations_of(source, rule)))

    def situations_of(self, source: Source, rule: tree.Rule) -> Iterator[Situation]:
        """A rule, bound and checked once for all places at which it says the same."""
        if rule.template is None:
            yield Situation((HERE,), list(self._rule(rule, self._at(source, None))))
            return
        for places in self.alike.groups(
            [rule.effect, rule.condition], self._places(source, rule, rule.template)
        ):
            if places:
                first = places[0]
                yield Situation(places, list(self._rule(rule, self._at(source, first.capability, first.it))))

    def prerequisites(self, declared: Declared) -> list[Written]:
        """Every prerequisite, as a rule."""
        return [
            rule
            for source, owner, part in declared.criteria()
            for rule in self._prerequisites(source, owner, part)
        ]

    def _at(self, source: Source, capability: str | None, it: str | None = None) -> Conditions:
        return Conditions(
            self.ruleset, self.elements, self.scale, self.report, source, capability=capability, it=it
        )

    def _places(self, source: Source, rule: tree.Rule, template: tree.Template) -> Sequence[Place]:
        """Where a template stands; those of the same kind without filters share their places."""
        if template.filters or template.kind not in {"capability", *RATED}:
            return list(self._filtered_places(source, rule, template))
        if template.kind not in self._all_places:
            self._all_places[template.kind] = list(self._filtered_places(source, rule, template))
        return self._all_places[template.kind]

    def _filtered_places(self, source: Source, rule: tree.Rule, template: tree.Template) -> Iterator[Place]:
        place = self._at(source, None)
        if template.kind == "capability":
            filters = [each for each in template.filters if each.word != "tagged"]
            for each in template.filters:
                if each.word == "tagged":
                    self.report.add(
                        "CX0207", "A capability has no tags.", source, rule.name, "Use `in` or `except`."
                    )
            for number, member in enumerate(place.filtered(self.ruleset.capabilities, filters)):
                yield Place(number, member.name)
            return
        if template.kind not in RATED:
            known = ("capability", *RATED)
            self.report.unknown("kind of element with a rating", template.kind, known, source, rule.name)
            return
        names: Iterable[str] = self.elements.of_kind(template.kind)
        if template.filters:
            names = [member.name for member in place.filtered(names, template.filters)]
        for number, name in enumerate(names):
            yield Place(number, self.elements.by_id[name].capability, name)

    # ------------------------------------------------------------------------------------ effects

    def _rule(self, rule: tree.Rule, place: Conditions) -> Iterator[Written]:
        place.of_record = rule.effect.word in {"warn", "refuse"}
        when = place.term(rule.condition) if rule.condition is not None else None
        effect = rule.effect
        if effect.word in {"warn", "refuse"}:
            about = place.it or place.capability or ""
            yield self._entry(rule, place, about, when, None, None)
            return
        rank = place.rating(effect.rating) if effect.rating is not None else self.top - 1
        other = place.subject(effect.other) if effect.other is not None else None
        causes = place.causes(effect.causes)
        for each in effect.subjects:
            subject = place.subject(each)
            if subject is None or rank is None or (effect.other is not None and other is None):
                continue
            if when is not None and rule.condition is not None and findings_in(when):
                place.about = (subject, self.elements.by_id[subject].capability)
                when = place.term(rule.condition)
            if effect.word == "demand":
                yield self._entry(rule, place, subject, when, *self._demanded(place, subject, effect.demands))
                continue
            holds = self._holds(effect, subject, rank, other or "", causes, when)
            bound = {
                "cap": Bound("cap", rank),
                "lower": Bound("cap", rank),
                "fix": Bound("fix", rank),
                "keep": Bound("keep", other=other or ""),
            }.get(effect.word)
            yield self._entry(rule, place, subject, when, holds, bound)

    def _entry(
        self,
        rule: tree.Rule,
        place: Conditions,
        subject: str,
        when: Term | None,
        holds: Term | None,
        bound: Bound | None,
    ) -> Written:
        element = self.elements.by_id.get(subject)
        capability = element.capability if element else place.capability or ""
        return Written(
            rule.name.text,
            rule.effect.word,
            subject,
            capability,
            when,
            holds,
            bound,
            place.source,
            rule.name,
            rule.effect.text.text if rule.effect.text else "",
        )

    def _holds(
        self,
        effect: tree.Effect,
        subject: str,
        rank: int,
        other: str,
        causes: tuple[str, ...],
        when: Term | None,
    ) -> Term:
        below_top: Term = ("test", "at-most", subject, self.top - 1)
        if effect.word in {"cap", "lower"}:
            return ("test", "at-most", subject, rank)
        if effect.word == "fix":
            if rank in {0, self.top}:
                return ("test", "at-least" if rank else "at-most", subject, rank)
            return ("test", "one-of", subject, (rank,))
        if effect.word == "keep":
            return ("not-above", subject, other)
        if effect.word == "align":
            return ("close", subject, other, int(effect.steps.text) if effect.steps else 0)
        if effect.word == "protect":
            protected = {*causes, *(findings_in(when) if when else ())}
            return ("not", both(below_top, ("only-causes", subject, tuple(sorted(protected)))))
        return ("not", both(below_top, ("cause", subject, causes)))

    # ------------------------------------------------------------------------------------- demands

    def _demanded(
        self, place: Conditions, subject: str, demands: Sequence[tree.Demand]
    ) -> tuple[Term, Bound]:
        """A rating that counts as met stands only with the evidence that is demanded for it."""
        parameters = place.ruleset.parameters
        rows = [row_of(each, parameters, place.source, self.report) for each in demands]
        shown = both(*(("evidence", subject, row) for row in rows))
        # What does not apply is as little met as what is rated below that.
        below: Term = ("not", ("test", "at-least", subject, self.scale.met))
        return ("any", (shown, below)), Bound("cap", self.scale.met - 1, when=("not", shown))

    def _needs(self, source: Source, owner: str, part: tree.Criterion) -> Iterator[Written]:
        demands = [demand for each in part.parts if isinstance(each, tree.Need) for demand in each.demands]
        if not demands:
            return
        subject = full(owner, part.name.text)
        holds, bound = self._demanded(self._at(source, owner), subject, demands)
        yield Written(f"{subject}.needs", "demand", subject, owner, None, holds, bound, source, part.name)

    # ------------------------------------------------------------------------------ prerequisites

    def _prerequisites(self, source: Source, owner: str, part: tree.Criterion) -> Iterator[Written]:
        if not part.prerequisites:
            return
        subject = full(owner, part.name.text)
        for need, rank, leaf in prerequisites(part, self._at(source, owner)):
            below: Term = ("test", "at-most", need, rank - 1)
            yield Written(
                rule=f"{subject}.prerequisite.{need}",
                effect="prerequisite",
                subject=subject,
                capability=owner,
                when=below,
                holds=("test", "at-most", subject, rank - 1),
                bound=Bound("cap", rank - 1),
                source=source,
                at=leaf,
            )


def prerequisites(criterion: tree.Criterion, place: Conditions) -> Iterator[tuple[str, int, tree.Leaf]]:
    """What a criterion rests on: full id, the rank it must reach, and where it is written."""
    for each in criterion.prerequisites:
        rank = place.rating(each.rating) if each.rating is not None else place.scale.met
        for name in each.names:
            if isinstance(name, tree.NameRange):
                found = _range(name, place)
            else:
                subject = place.subject(name)
                found = [(subject, name)] if subject else []
            for subject, leaf in found:
                if rank:
                    yield subject, rank, leaf


def _range(names: tree.NameRange, place: Conditions) -> list[tuple[str, tree.Leaf]]:
    capability = place.capability or ""
    short = {
        name.removeprefix(full(capability, "")): name for name in place.elements.of_capability[capability]
    }
    known = short if names.first.text in short else dict.fromkeys(place.elements.by_id)
    found = place.report.expand("criterion", known, [names], place.source)
    return [(short[name] if known is short else name, leaf) for name, leaf in found]
