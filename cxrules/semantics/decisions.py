"""Decisions to terms: the first row whose condition holds gives the outcome.

An outcome may be a set among which the assessors judge; some conditions then leave no choice. What a decision
leaves open stays open.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.semantics.kinds import NOTHING, Typed
from cxrules.semantics.levels import words_of
from cxrules.semantics.terms import Term, both

if TYPE_CHECKING:
    from cxrules.model.ruleset import Scale
    from cxrules.semantics.conditions import Conditions
    from cxrules.syntax import tree

_ALWAYS: Term = ("all", ())
_ANY_PERCENT: Term = ("open", 0, 100, None)
_RATINGS = frozenset({"rating", "that", "judgement"})


def decided(written: tree.Decide, place: Conditions, scale: Scale, words: tuple[str, ...], key: str) -> Typed:
    """The term of a decision at a place; `key` is the id under which a choice is recorded."""
    rows: list[tuple[Term, Term]] = []
    said: list[tuple[str, int, str]] = []
    percent = _are_percentages(written, place)
    for row in written.rows:
        when = place.term(row.condition) if row.condition is not None else _ALWAYS
        if row.outcome.word == "refuse" and row.outcome.text is not None:
            earlier = [("not", condition) for condition, _ in rows]
            rows.append((when, ("refused", key, row.outcome.text.text, both(when, *earlier), words)))
        elif percent and row.outcome.word == "open":
            rows.append((when, _ANY_PERCENT))
        else:
            rows += _outcome(row, when, place, scale, key)
        said += _said(row, place, len(rows) - len(said))
    term: Term = ("decide", tuple(rows), tuple(said))
    return Typed(term, "percent") if percent else Typed(term, "rating", words)


def _are_percentages(written: tree.Decide, place: Conditions) -> bool:
    """Whether the outcomes are percentages; reports those that do not go with the others."""
    percent = any(row.outcome.word == "percent" for row in written.rows)
    for row in written.rows:
        found = row.outcome
        at = found.rating.name if found.rating is not None else found.text or written.name
        if percent and (written.joins_instances or found.word in _RATINGS):
            message = "Instances are joined to a rating, not to a percentage."
            if not written.joins_instances:
                message = f"Either all rows of {written.name.text} give percentages, or none does."
            place.report.add("CX0306", message, place.source, at)
        elif found.word == "that" and not written.joins_instances:
            message = "Nothing is meant by `that` here: it is what instances agree on."
            place.report.add("CX0207", message, place.source, at, "Write the value that is meant.")
    return percent


def _said(row: tree.Row, place: Conditions, count: int) -> list[tuple[str, int, str]]:
    """File, line and condition of each of the `count` rows that a row becomes: forced outcomes first."""
    line = place.source.position(row.begin).line
    words = "" if row.condition is None else words_of(row.condition)
    forced = [words_of(each.condition) for each in row.outcome.forced][: count - 1]
    return [(place.source.name, line, text) for text in (*(f"{words} and {each}" for each in forced), words)]


def _outcome(row: tree.Row, when: Term, place: Conditions, scale: Scale, key: str) -> list[tuple[Term, Term]]:
    outcome = row.outcome
    words = tuple(value.id for value in scale.values)
    if outcome.word == "rating" and outcome.rating is not None:
        rank = rank_of(outcome.rating, place, scale)
        return [(when, NOTHING.term if rank is None else ("rank", rank, words))]
    if outcome.word == "percent" and outcome.text is not None:
        return [(when, ("number", outcome.text.text.removesuffix("%")))]
    if outcome.word == "that":
        here = ("that",) if place.it == "" else NOTHING.term  # the empty name stands for an instance
        return [(when, here)]
    if outcome.word == "judgement":
        return _judged(outcome, when, place, scale, key)
    return [(when, ("open", 0, len(scale.values) - 1, words))]


def _judged(
    outcome: tree.Outcome, when: Term, place: Conditions, scale: Scale, key: str
) -> list[tuple[Term, Term]]:
    """The forced outcomes first, then the choice."""
    known = [value.id for value in scale.values]
    allowed = sorted(
        known.index(name) for name, _ in place.report.expand("rating", known, outcome.names, place.source)
    )
    rows: list[tuple[Term, Term]] = []
    for forced in outcome.forced:
        rank = rank_of(forced.rating, place, scale)
        if rank is None:
            continue
        if rank not in allowed:
            message = f"{known[rank]} is none of the outcomes among which is judged."
            place.report.add("CX0410", message, place.source, forced.rating.name)
        rows.append((both(when, place.term(forced.condition)), ("rank", rank, tuple(known))))
    rows.append((when, ("choice", key, tuple(allowed), tuple(known))))
    return rows


def rank_of(value: tree.RatingValue, place: Conditions, scale: Scale) -> int | None:
    """The rank of an outcome on the scale of the decision, or None with the problem reported."""
    if scale.id == place.scale.id:
        return place.rating(value)
    rank = scale.rank(value.name.text)
    if rank is None:
        place.report.unknown(
            f"value of the scale {scale.id}",
            value.name.text,
            [each.id for each in scale.values],
            place.source,
            value.name,
            "CX0301",
        )
    return rank
