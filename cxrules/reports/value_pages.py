"""Pages on what is worked out, stated, judged and tailored: values, inputs, sets, profiles, levels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.plan.figures import number_text
from cxrules.reports.columns import counted, listed
from cxrules.reports.measures import about_metric
from cxrules.reports.names import plural
from cxrules.reports.page import declared, past, uses
from cxrules.reports.subjects import things
from cxrules.reports.tailoring import DONE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cxrules.model.ruleset import (
        Aggregation,
        DecisionText,
        Facet,
        Input,
        Judgement,
        Level,
        Method,
        Organisation,
        Parameter,
        ProfileText,
        Scale,
        Written,
    )
    from cxrules.reports.page import Page, Rows
    from cxrules.reports.subjects import Found

_RATING = "rating"
"""A value of this name is also read as ``GG.2 is satisfied``, with a word of its scale."""


# ------------------------------------------------------------------------------- values and decisions


def value_page(page: Page, found: Found) -> None:
    """A value: its text, where it is from, and where it is used."""
    value: Written = found.thing
    page.heading(value.title, f"value {value.id} of {listed(list(value.of))}")
    _origin(page, value, "value")
    page.words(value.text)
    page.table("Used by", uses(page.ruleset, [value.id, *_words_of(page, value)]))


def _origin(page: Page, written: Written, kind: str = "") -> None:
    page.facts(
        [
            ("Source", written.source),
            ("Because", written.because),
            ("Note", written.note),
            *past(page, kind, written.id),
            declared(written.place),
        ]
    )


def _words_of(page: Page, value: Written) -> list[str]:
    """The words with which a rating is asked for that a decision makes of a scale of its own."""
    ruleset = page.ruleset
    if value.id != _RATING:
        return []
    scales = {each.scale for each in ruleset.decisions if each.id == value.id and each.scale}
    known = [ruleset.scales[scale] for scale in scales if scale in ruleset.scales]
    return [f"{word} {each.id}" for scale in known for each in scale.values for word in ("is", "is not")]


def decision_page(page: Page, found: Found) -> None:
    """A decision as a table."""
    decision: DecisionText = found.thing
    page.heading(decision.title, f"decision {decision.id} of {listed(list(decision.of))}")
    page.facts(
        [
            ("Outcomes", f"on the scale {decision.scale}" if decision.scale else ""),
            ("Rows", _ROW_ORDER.get(decision.order, "")),
        ]
    )
    page.columns("When", "Then", decision.rows)
    _origin(page, decision, "decision")
    page.table("Used by", uses(page.ruleset, [decision.id, *_words_of(page, decision)]))


_ROW_ORDER = {
    "": "one fits, whatever is found",
    "only fit": "one fits, whatever is found",
    "first fit": "the first that fits counts",
}


# ------------------------------------------------------------------------ what is stated and judged


def kind_of_input(asked: Input) -> str:
    """The type of an input with its bounds: ``number 0 to 10``, ``one of no, partly, yes``."""
    if asked.choices:
        return f"one of {', '.join(asked.choices)}"
    if asked.low is None or asked.high is None or asked.type == "percent":
        return {"truth": "yes or no"}.get(asked.type, asked.type)
    return f"{asked.type} {number_text(asked.low)} to {number_text(asked.high)}"


def input_page(page: Page, found: Found) -> None:
    """A number or fact that an assessment states."""
    asked: Input = found.thing
    written = page.ruleset.asked.get(asked.id)
    what = "metric" if asked.id in page.ruleset.metrics else "input"
    page.heading(asked.title, f"{what} {asked.id}, {kind_of_input(asked)}")
    of = listed(list(written.of)) if written else ""
    key = f"{asked.of[0]}.{asked.id}" if asked.of else asked.id
    metric = page.ruleset.metrics.get(asked.id)
    if metric is None:
        page.facts([("Asked of", of), ("Stated as", f"values: {{{key}: …}}")])
    else:
        page.facts([("Measured", about_metric(metric._replace(title="")))])
    if written is not None:
        _origin(page, written)
    page.table("Asked of", _things(page, asked.of))
    page.table("Used by", uses(page.ruleset, [asked.id]))


def judgement_page(page: Page, found: Found) -> None:
    """What the assessors judge."""
    judgement: Judgement = found.thing
    page.heading(judgement.title, f"judgement {judgement.id} on {listed(list(judgement.of))}")
    page.facts(
        [
            ("Answers", "yes or no, with who judged and why"),
            ("Recorded as", f'judgements: {{ID.{judgement.id}: {{answer: …, by: …, because: "…"}}}}'),
        ]
    )
    page.table("Used by", uses(page.ruleset, [judgement.id]))


def facet_page(page: Page, found: Found) -> None:
    """A second answer beside each rating."""
    facet: Facet = found.thing
    page.heading(facet.title, f"facet {facet.id}, {facet.low} to {facet.high}")
    page.facts([("Stated as", f"{{rating: …, {facet.id}: {facet.high}}}, beside each rating")])
    page.table("Used by", uses(page.ruleset, [facet.id]))


def property_page(page: Page, found: Found) -> None:
    """A number that elements carry."""
    page.heading("", f"property {found.id} of {listed(list(found.thing))}")
    defaults = [(kind, "" if number is None else number_text(number)) for kind, number in found.thing.items()]
    page.table("Where none is stated", [row for row in defaults if row[1]])
    carriers = [each for each in things(page.ruleset) if _carries(each, found.id)]
    page.table(
        "Carried by",
        [(each.id, f"{number_text(each.thing.numbers[found.id])} {each.thing.title}") for each in carriers],
    )
    page.table("Used by", uses(page.ruleset, [found.id]))


def _carries(found: Found, name: str) -> bool:
    return name in getattr(found.thing, "numbers", ())


# ------------------------------------------------------------------------------------ sets and kinds


def set_page(page: Page, found: Found) -> None:
    """A set with its members."""
    page.heading(page.ruleset.set_titles.get(found.id, ""), f"set {found.id}")
    page.table("In it", _things(page, found.thing))
    page.table("Used by", uses(page.ruleset, [found.id]))


def _things(page: Page, names: Iterable[str]) -> Rows:
    wanted = dict.fromkeys(names, "")
    for each in things(page.ruleset) if wanted else ():
        if each.id in wanted and not wanted[each.id]:
            wanted[each.id] = each.thing if isinstance(each.thing, str) else getattr(each.thing, "title", "")
    return list(wanted.items())


def kind_page(page: Page, found: Found) -> None:
    """A kind of element that the model declares, with all of them."""
    ruleset = page.ruleset
    page.heading("", f"kind {found.id} in {found.thing}")
    parts = [part for each in ruleset.capabilities.values() for part in each.parts if part.kind == found.id]
    groups = [group for group in ruleset.groups.values() if group.kind == found.id]
    rows = [*((each.id, each.title) for each in groups), *((each.id, each.title) for each in parts)]
    page.table(page.terms(found.id), rows)
    page.table("Used by", uses(ruleset, [found.id]))


# ------------------------------------------------------------------------------ profiles, parameters


def changes(profile: ProfileText) -> Rows:
    """What a profile does, and why."""
    return [(f"{DONE[each.word]} {each.of}", each.because) for each in profile.changes]


def profile_page(page: Page, found: Found) -> None:
    """A profile: its changes with their reasons, and its text."""
    profile: ProfileText = found.thing
    page.heading(profile.title, f"profile {profile.id} of {', '.join(profile.of)}")
    page.facts([declared(profile.place)])
    page.columns("What it does", "because", changes(profile))
    page.words(profile.text)


def values_of(parameter: Parameter) -> str:
    """The value of a parameter, or all of them with the days from which they hold."""
    if not parameter.dated:
        return parameter.value
    rows = [f"{value} from {day}" if day else value for day, value in parameter.dated]
    return ", ".join(rows)


def parameter_page(page: Page, found: Found) -> None:
    """A parameter with all its values."""
    parameter: Parameter = found.thing
    page.heading(parameter.title or parameter.id, f"parameter {parameter.id}")
    page.facts([("Type", parameter.type), ("Value", values_of(parameter)), ("Source", parameter.source)])
    page.table("Used by", uses(page.ruleset, [f"parameter {parameter.id}"]))


# --------------------------------------------------------------------------- levels, scales, methods


def organisation_title(organisation: Organisation) -> str:
    """What levels of the organisation are called."""
    return organisation.title or "Levels of the organisation"


def organisation_page(page: Page, found: Found) -> None:
    """Levels of the organisation, with what each requires."""
    organisation: Organisation = found.thing
    page.heading(
        organisation_title(organisation), f"maturity {organisation.id}".rstrip() + f", {organisation.mode}"
    )
    _levels(page, organisation.levels)


def levels_page(page: Page, found: Found) -> None:
    """Levels of capabilities, with what each requires."""
    page.heading("", f"{plural(page.ruleset, 'level')} of a {page.term('capability')}, {page.ruleset.mode}")
    _levels(page, found.thing)


def _levels(page: Page, levels: Iterable[Level]) -> None:
    for level in levels:
        page.table(f"{level.order} {level.title}", [("requires", level.requires)] if level.requires else [])
        if not level.requires:
            page.blocks.append([f"{level.order} {level.title}"])


def scale_page(page: Page, found: Found) -> None:
    """A scale from its lowest value up."""
    scale: Scale = found.thing
    page.heading(scale.title, f"scale {scale.id}")
    page.facts([("Refines", scale.base or ""), declared(scale.place)])
    rows = []
    for each in scale.values:
        band = (
            f"{number_text(each.low)} % to {number_text(each.high)} %"
            if each.low is not None and each.high is not None
            else ""
        )
        counts = "" if each.outside else f"value {number_text(each.code)}"
        rows.append((each.id, ", ".join(filter(None, (each.title, counts, band)))))
    page.table("Values from the lowest", rows)


def method_page(page: Page, found: Found) -> None:
    """How a method joins ratings."""
    method: Method = found.thing
    page.heading(method.title, f"method {method.id}, scale {method.scale}")
    instances = f"by the decision {method.decide}" if method.decide else _aggregation(method.instances)
    page.facts(
        [
            ("Criteria", _aggregation(method.criteria) or "judged"),
            ("Instances", instances),
            ("Together", _aggregation(method.together)),
            declared(method.place),
        ]
    )


def _aggregation(found: Aggregation | None) -> str:
    if found is None:
        return ""
    count = f" {found.count}" if found.count else ""
    rounds = f", half rounds {found.rounding}" if "mean" in found.kind or found.kind == "median" else ""
    return f"{found.kind}{count}{' of percent' if found.percent else ''}{rounds}"


def sized_kind(page: Page, kind: str) -> str:
    """Where a kind of element stands, and how many there are."""
    ruleset = page.ruleset
    count = sum(part.kind == kind for each in ruleset.capabilities.values() for part in each.parts)
    count += sum(group.kind == kind for group in ruleset.groups.values())
    return f"in {page.term(ruleset.kinds[kind])}: {counted(count, page.term(kind), plural(ruleset, kind))}"
