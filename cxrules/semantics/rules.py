"""Rules written out: one entry for each subject that a rule bounds, with its condition as a term.

What a rule wants is a term too (`holds`), so that an audit asks the same kind of question for every effect;
`bound` is what the derive reading applies.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxrules.semantics.conditions import Conditions
from cxrules.semantics.elements_index import Elements, full
from cxrules.semantics.terms import Term, both, findings_in
from cxrules.syntax import tree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxrules.model.ruleset import Ruleset, Scale
    from cxrules.semantics.declared import Declared
    from cxrules.semantics.report import Report
    from cxrules.text import Source


class Bound(NamedTuple):
    """What the derive reading does: ``cap``, ``fix`` (with a rank) or ``keep`` (with another subject)."""

    word: str
    rank: int = 0
    other: str = ""


class Written(NamedTuple):
    """A rule for one subject. `when` None: always; `holds` None: its condition alone is the report."""

    rule: str
    effect: str
    subject: str
    capability: str
    when: Term | None
    holds: Term | None
    bound: Bound | None
    source: Source
    at: tree.Leaf


class Rules:
    """Writes the rules of a model out."""

    def __init__(self, ruleset: Ruleset, elements: Elements, scale: Scale, report: Report) -> None:
        """Take the model whose subjects the rules bound."""
        self.ruleset, self.elements, self.scale, self.report = ruleset, elements, scale, report
        self.top = len(scale.values) - 1

    def written(self, declared: Declared) -> list[Written]:
        """Every rule for every subject it bounds, then every prerequisite."""
        out: list[Written] = []
        for source, rule in declared.of(tree.Rule):
            for capability, it in self._stands_at(source, rule):
                out += self._rule(rule, self._at(source, capability, it))
        for source, owner in declared.of(tree.Capability):
            out += self._prerequisites(source, owner)
        return out

    def _at(self, source: Source, capability: str | None, it: str | None = None) -> Conditions:
        return Conditions(
            self.ruleset, self.elements, self.scale, self.report, source, capability=capability, it=it
        )

    def _stands_at(self, source: Source, rule: tree.Rule) -> Iterator[tuple[str | None, str | None]]:
        template = rule.template
        if template is None:
            yield None, None
            return
        capabilities = list(self.ruleset.capabilities)
        place = self._at(source, None)
        if template.kind == "capability":
            filters = [each for each in template.filters if each.word != "tagged"]
            for each in template.filters:
                if each.word == "tagged":
                    self.report.add(
                        "CX0207", "A capability has no tags.", source, rule.name, "Use `in` or `except`."
                    )
            for name in place._filtered(capabilities, filters):  # noqa: SLF001 - the same pass, split in two files
                yield name, None
            return
        kinds = {"practice": {"practice"}, "criterion": {"criterion"}}[template.kind]
        names = [name for name, element in self.elements.by_id.items() if element.kind in kinds]
        for name in place._filtered(names, template.filters):  # noqa: SLF001 - as above
            yield self.elements.by_id[name].capability, name

    # ------------------------------------------------------------------------------------ effects

    def _rule(self, rule: tree.Rule, place: Conditions) -> Iterator[Written]:
        when = place.term(rule.condition) if rule.condition is not None else None
        effect = rule.effect
        if effect.word == "warn":
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
            rule.name.text, rule.effect.word, subject, capability, when, holds, bound, place.source, rule.name
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

    # ------------------------------------------------------------------------------ prerequisites

    def _prerequisites(self, source: Source, capability: tree.Capability) -> Iterator[Written]:
        place = self._at(source, capability.name.text)
        for part in capability.parts:
            if not isinstance(part, tree.Criterion):
                continue
            subject = full(capability.name.text, part.name.text)
            for need, rank, leaf in prerequisites(part, place):
                below: Term = ("test", "at-most", need, rank - 1)
                yield Written(
                    rule=f"{subject}.prerequisite.{need}",
                    effect="prerequisite",
                    subject=subject,
                    capability=capability.name.text,
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
