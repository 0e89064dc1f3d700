"""What a model says, kept as text beside what it means: values, decisions, inputs, profiles, requirements.

This is for people who read the model. The text is that of `cxrules fmt`, without the comments before it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeAlias

import cxrules.syntax.printer  # noqa: F401 - what statements look like
from cxrules.model import ruleset as model
from cxrules.model.metrics import GradedText
from cxrules.semantics.frameworks import level_trees, rows_of
from cxrules.semantics.leaves import leaves, with_expression
from cxrules.syntax import phrases, spelling, tree
from cxrules.syntax.blocks import WIDTH, clauses_of, write

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cxrules.semantics.declared import Declared
    from cxrules.text import Source

_Of: TypeAlias = "tree.Value | tree.Decide | tree.Input"


def with_texts(ruleset: model.Ruleset, declared: Declared) -> model.Ruleset:
    """The same ruleset, with the texts of what was declared."""
    return replace(
        ruleset,
        levels=_required(ruleset.levels, [level for _, level in level_trees(declared)]),
        organisations=_organisations(ruleset, declared),
        parameters=_dated(ruleset, declared),
        set_titles={each.name.text: each.title.text for _, each in declared.of(tree.SetOf) if each.title},
        values=tuple(model.Written(**_written(*row)) for row in declared.of(tree.Value)),
        decisions=tuple(_decision(*row) for row in declared.of(tree.Decide)),
        asked={row[1].name.text: model.Written(**_written(*row)) for row in declared.of(tree.Input)},
        profiles={row[1].name.text: _profile(*row) for row in declared.of(tree.Profile)},
        clauses=_clauses(ruleset, declared),
        requirements=_requirements(declared),
    )


def _text(statement: tree.Statement) -> str:
    return "\n".join(write(statement, WIDTH))


def _words(condition: tree.Condition) -> str:
    return " ".join(phrases.condition(condition))


def _said(parts: Iterable[tree.Property], word: str) -> str:
    return next((part.value.text for part in parts if part.word == word), "")


# ---------------------------------------------------------------------------- values, decisions, inputs


def _written(source: Source, each: _Of) -> dict[str, Any]:
    filters = phrases.filters(each.filters)
    of = [" ".join([leaf.text, *filters]) for leaf in each.of if isinstance(leaf, tree.Leaf)]
    return {
        "id": each.name.text,
        "title": each.title.text if each.title else "",
        "of": tuple(of),
        "text": _text(each),
        **{word: _said(each.parts, word) for word in ("source", "because", "note")},
        "place": model.Place(source, each.name.span),
    }


def _decision(source: Source, each: tree.Decide) -> model.DecisionText:
    return model.DecisionText(
        **_written(source, each),
        scale=each.scale.text if each.scale else "",
        order=each.order or "",
        rows=tuple(map(_row, each.rows)),
    )


def _row(row: tree.Row) -> tuple[str, str]:
    """The condition of a row of a decision and its outcome, each on one line."""
    condition = "otherwise" if row.condition is None else _words(row.condition)
    outcome = " ".join(clauses_of(row)[-1])
    return condition, outcome.removeprefix("otherwise ").removeprefix("-> ")


def _dated(ruleset: model.Ruleset, declared: Declared) -> dict[str, model.Parameter]:
    """The parameters, with all the values they ever have."""
    found = dict(ruleset.parameters)
    for _, each in declared.of(tree.Parameter):
        known = found.get(each.name.text)
        if known is not None and each.since:
            rows = sorted((since.day.text, since.value.text) for since in each.since)
            found[each.name.text] = replace(known, dated=(("", each.value.text), *rows))
    return found


# -------------------------------------------------------------------------------------------- levels


def _required(levels: Sequence[model.Level], rows: Iterable[tree.Level]) -> tuple[model.Level, ...]:
    """The levels, each with all that is required there."""
    required: dict[int, list[str]] = {}
    for row in rows:
        if row.condition is not None:
            required.setdefault(int(row.order.text), []).append(_words(row.condition))
    return tuple(replace(each, requires="; ".join(required.get(each.order, ()))) for each in levels)


def _organisations(ruleset: model.Ruleset, declared: Declared) -> dict[str, model.Organisation]:
    found = dict(ruleset.organisations)
    for _, each in declared.of(tree.Maturity):
        name = each.name.text if each.name else ""
        if name in found:
            found[name] = replace(found[name], levels=_required(found[name].levels, rows_of(each)))
    return found


def _requirements(declared: Declared) -> dict[str, tuple[tuple[int, str], ...]]:
    found: dict[str, tuple[tuple[int, str], ...]] = {}
    for _, capability in declared.bodies():
        own = [part for part in capability.parts if isinstance(part, tree.Requirement)]
        if own:
            rows = tuple((int(part.order.text), _words(part.condition)) for part in own)
            found[capability.name.text] = (*found.get(capability.name.text, ()), *rows)
    return found


# ------------------------------------------------------------------------------ criteria and profiles


_SAYING = (tree.Need, tree.Rate, tree.RateBy, tree.Applies)


def _clauses(ruleset: model.Ruleset, declared: Declared) -> dict[str, model.CriterionText]:
    grades = {each.name.text: each for _, each in declared.of(tree.Grade)}
    found: dict[str, model.CriterionText] = {}
    for _, capability, each in declared.criteria():
        if any(isinstance(part, _SAYING) for part in each.parts):
            by = [grade for part in each.parts if isinstance(part, tree.RateBy) for grade in part.grades]
            known = [(one, grades[one.name.text]) for one in by if one.name.text in grades]
            graded = tuple(_graded(*one, ruleset) for one in known)
            text = replace(_criterion(each), graded=graded, joined=_joined(each))
            found[f"{capability}.{each.name.text}"] = text
    return found


def _joined(each: tree.Criterion) -> str:
    """Which of its grades counts for a criterion: the lowest, the highest, or as it says."""
    written = next((part for part in each.parts if isinstance(part, tree.RateBy)), None)
    if written is None or isinstance(written.body, tree.Graded):
        return "lowest"
    if all(isinstance(part, tree.Graded) for part in written.body.parts):
        return "lowest" if isinstance(written.body, tree.GradedAll) else "highest"
    return " ".join(piece for pieces in clauses_of(written) for piece in pieces)


def _criterion(each: tree.Criterion) -> model.CriterionText:
    applies = [_words(part.condition) for part in each.parts if isinstance(part, tree.Applies)]
    needs = [
        " ".join(phrases.demand(demand))
        for part in each.parts
        if isinstance(part, tree.Need)
        for demand in part.demands
    ]
    rates: list[tuple[str, str]] = []
    for part in each.parts:
        if isinstance(part, tree.Rate):
            rates += [(_rating(row.rating), _words(row.condition)) for row in part.rows]
            rates += [(_rating(part.otherwise), "otherwise")] if part.otherwise else []
    return model.CriterionText(" and ".join(applies), tuple(needs), tuple(rates))


def _graded(written: tree.Graded, grade: tree.Grade, ruleset: model.Ruleset) -> GradedText:
    """A grade of a criterion, with its rows written out for what is graded."""
    names = {grade.of.text: written.of, grade.limit.text: written.compare.ratings[0]}
    rows = []
    for row in grade.rows:
        condition = row.condition if isinstance(row, tree.RateRow) else None
        text = _words(with_expression(condition, names)) if condition is not None else "otherwise"
        rows.append((_rating(row.rating), text))
    used = dict.fromkeys(leaf.text for leaf in leaves(written) if isinstance(leaf, tree.Leaf))
    return GradedText(
        " ".join(phrases.graded(written)),
        tuple(rows),
        tuple(sorted(name for name in used if name in ruleset.metrics)),
        tuple(sorted(name for name in used if name in ruleset.parameters)),
    )


def _rating(value: tree.RatingValue) -> str:
    return f"parameter {value.name.text}" if value.parameter else value.name.text


def _profile(source: Source, each: tree.Profile) -> model.ProfileText:
    return model.ProfileText(
        id=each.name.text,
        title=each.title.text if each.title else "",
        of=(each.of.text,),
        text=_text(each),
        place=model.Place(source, each.name.span),
        changes=tuple(change for part in each.parts for change in _changes(part)),
    )


def _changes(part: tree.ProfilePart) -> list[model.Change]:
    match part:
        case tree.ProfileSet():
            words = f"{part.name.text} = {part.value.text}"
            return [model.Change("set", words, _said(part.parts, "because"), _text(part))]
        case tree.Drop():
            because, text = _said(part.parts, "because"), _text(part)
            dropped = [" ".join(spelling.names([name])) for name in part.names]
            return [model.Change("drop", name, because, text) for name in dropped]
        case tree.Extend():
            return [model.Change("extend", part.name.text, _said(part.properties, "because"), _text(part))]
        case tree.Patch():
            because = _said(part.rule.parts, "because")
            return [model.Change(part.word, part.rule.name.text, because, _text(part))]
