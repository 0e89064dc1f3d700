"""Problems of decisions: cases without a row, and cases that two rows decide differently."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxrules.semantics.conditions import INSTANCE, Conditions
from cxrules.semantics.decisions import rank_of
from cxrules.semantics.elements_index import full
from cxrules.semantics.possible_values import PossibleValues
from cxrules.semantics.report import Report
from cxrules.semantics.tables import Facts, Leaves, facts_of, told
from cxrules.semantics.values import Declaration, scale_of
from cxrules.syntax import tree

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cxrules.model.ruleset import Scale
    from cxrules.semantics.declared import Declared
    from cxrules.semantics.elements_index import Elements
    from cxrules.semantics.terms import Term
    from cxrules.semantics.values import Values
    from cxrules.text import Source


class Table(NamedTuple):
    """A decision as written, its rows, and what trying all its cases showed."""

    source: Source
    name: tree.Leaf
    rows: Sequence[tree.Row | tree.RateRow]
    facts: Facts


def check_tables(
    declared: Declared, elements: Elements, scale: Scale, values: Values, report: Report
) -> list[Table]:
    """Try all cases of every decision; what is wrong is reported, what was found out is given back."""
    possible = PossibleValues(scale, values.all(), elements.applies)
    return [
        *_decisions(declared, elements, scale, values, possible, report),
        *_rates(declared, elements, scale, possible, report),
    ]


def _decisions(
    declared: Declared,
    elements: Elements,
    scale: Scale,
    values: Values,
    possible: PossibleValues,
    report: Report,
) -> Iterator[Table]:
    for source, written in declared.of(tree.Decide):
        place = _place(source, written, elements, scale, values)
        if place is None:
            continue
        outcomes = scale if written.joins_instances else scale_of(Declaration(source, written), place)[0]
        rows = [
            (
                possible.asked_for(place.term(row.condition), place.it)
                if row.condition is not None
                else None,
                _leaves(row.outcome, place, outcomes, possible),
            )
            for row in written.rows
        ]
        facts = facts_of(rows, [value.id for value in scale.values], possible)
        _report(source, written.name, facts, scale, report, once=written.order != "first fit")
        yield Table(source, written.name, written.rows, facts)


def _place(
    source: Source, written: tree.Decide, elements: Elements, scale: Scale, values: Values
) -> Conditions | None:
    """The place of the first thing that a decision is for; what is wrong there was reported before."""
    quiet = Report()
    if written.joins_instances:
        return Conditions(elements.ruleset, elements, scale, quiet, source, it=INSTANCE)
    for thing in elements.things.by_id.values():
        declaration = values.of(thing.id).get(written.name.text)
        if declaration is not None and declaration.tree is written:
            return Conditions(
                elements.ruleset,
                elements,
                scale,
                quiet,
                source,
                capability=thing.capability or None,
                it=thing.id if thing.id in elements.by_id else None,
                at=thing.id,
            )
    return None


def _rates(
    declared: Declared, elements: Elements, scale: Scale, possible: PossibleValues, report: Report
) -> Iterator[Table]:
    words = [value.id for value in scale.values]
    for source, own, part in declared.criteria():
        for rate in part.parts:
            if not isinstance(rate, tree.Rate):
                continue
            name = full(own, part.name.text)
            place = Conditions(
                elements.ruleset, elements, scale, Report(), source, capability=own, it=name, at=name
            )
            rows: list[tuple[Term | None, Leaves]] = [
                (possible.asked_for(place.term(row.condition), name), Leaves((row.rating.name.text,)))
                for row in rate.rows
            ]
            if rate.otherwise is not None:
                rows.append((None, Leaves((rate.otherwise.name.text,))))
            facts = facts_of(rows, words, possible)
            _report(source, part.name, facts, scale, report, once=False)
            yield Table(source, part.name, rate.rows, facts)


def _leaves(outcome: tree.Outcome, place: Conditions, scale: Scale, possible: PossibleValues) -> Leaves:
    """What a row leaves, in ratings from the lowest to the highest where it names any."""
    known = [value.id for value in scale.values]
    if outcome.word == "rating" and outcome.rating is not None:
        rank = rank_of(outcome.rating, place, scale)
        return Leaves((known[rank],) if rank is not None else ())
    if outcome.word == "judgement":
        named = {name for name, _ in place.report.expand("rating", known, outcome.names, place.source)}
        forced = [(each.condition, rank_of(each.rating, place, scale)) for each in outcome.forced]
        return Leaves(
            tuple(name for name in known if name in named),
            forced=tuple(
                (possible.asked_for(place.term(when), place.it), known[rank])
                for when, rank in forced
                if rank is not None
            ),
        )
    return Leaves((outcome.text.text if outcome.text else "",), outcome.word)


def _report(
    source: Source, name: tree.Leaf, facts: Facts, scale: Scale, report: Report, *, once: bool
) -> None:
    words = [value.id for value in scale.values]
    if facts.gap is not None:
        gap = told(facts.gap, words)
        message = f"{name.text} decides nothing{f' when {gap}' if gap else ''}."
        hint = 'Add a row for it, or `otherwise -> …`; where the source is silent, `open because "…"`.'
        report.add("CX0410", message, source, name, hint)
    if facts.twice is not None and once:
        case, one, other = facts.twice
        message = f"Rows {one + 1} and {other + 1} of {name.text} both fit when {told(case, words)}."
        hint = "Let only one of them fit, or write `first fit` after the name if the first shall count."
        report.add("CX0410", message, source, name, hint)
