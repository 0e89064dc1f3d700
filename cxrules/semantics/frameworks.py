"""Scales, refinements, methods, attributes and levels: the part of a ruleset that a framework brings.

Trees in, `cxrules.model.ruleset` values out; what does not fit is reported and left out.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from cxrules.model import ruleset as model
from cxrules.semantics.elements import attribute_of
from cxrules.semantics.leaves import with_number
from cxrules.syntax import tree
from cxrules.text import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxrules.semantics.declared import Declared
    from cxrules.semantics.report import Report
    from cxrules.text import Source


def percent(leaf: tree.Leaf) -> Fraction:
    """``32.5%`` as an exact number of percent."""
    return Fraction(leaf.text.removesuffix("%"))


def scales_of(declared: Declared, report: Report) -> dict[str, model.Scale]:
    """Every scale and every refinement of one."""
    scales: dict[str, model.Scale] = {}
    for source, each in declared.of(tree.Scale):
        scales[each.name.text] = _scale(source, each, report)
    for source, refined in declared.of(tree.Refine):
        base = report.find("scale", scales, refined.base, source)
        if base is not None:
            scales[refined.name.text] = _refined(source, refined, base, report)
    return scales


def _scale(source: Source, each: tree.Scale, report: Report) -> model.Scale:
    rated = [value for value in each.values if isinstance(value, tree.ScaleValue)]
    values = tuple(
        model.ScaleValue(
            id=value.name.text,
            title=value.title.text if value.title else "",
            code=Fraction(value.value.text),
            low=percent(value.low) if value.low else None,
            high=percent(value.high) if value.high else None,
            above=value.above,
        )
        for value in rated
    )
    if not values:
        report.add("CX0402", f"The scale {each.name.text} has no values.", source, each.name)
    _check_values(source, [(value.name, value.value) for value in rated], report)
    _check_bands(source, rated, values, report)
    values = (*_outside(source, each, values, report), *values)
    scale = model.Scale(
        each.name.text, each.title.text if each.title else "", values, met=max(len(values) - 1, 0)
    )
    if each.met is None:
        return scale
    met = scale.rank(each.met.text)
    if met is None:
        report.unknown("rating", each.met.text, [v.id for v in values], source, each.met, "CX0301")
        return scale
    return model.Scale(scale.id, scale.title, values, met)


def _outside(
    source: Source, each: tree.Scale, values: Sequence[model.ScaleValue], report: Report
) -> list[model.ScaleValue]:
    """Answers that are no rating: below all ratings, and never counted as a number."""
    written = [value for value in each.values if isinstance(value, tree.OutsideValue)]
    names = {value.id for value in values}
    lowest = values[0].code if values else Fraction(0)
    out: list[model.ScaleValue] = []
    for place, value in enumerate(written):
        if value.name.text in names:
            report.add(
                "CX0202", f"The rating {value.name.text} stands twice on its scale.", source, value.name
            )
        names.add(value.name.text)
        title = value.title.text if value.title else ""
        code = lowest - len(written) + place
        out.append(model.ScaleValue(value.name.text, title, code, outside=True))
    return out


def _check_values(source: Source, values: Sequence[tuple[tree.Leaf, tree.Leaf]], report: Report) -> None:
    seen: set[str] = set()
    before: Fraction | None = None
    for name, leaf in values:
        if name.text in seen:
            report.add("CX0202", f"The rating {name.text} stands twice on its scale.", source, name)
        seen.add(name.text)
        code = Fraction(leaf.text)
        if before is not None and code <= before:
            message = f"The encoded value {leaf.text} of {name.text} is not above the one before it."
            report.add(
                "CX0402",
                message,
                source,
                leaf,
                "List the ratings from lowest to highest, with rising values.",
            )
        before = code


def _check_bands(
    source: Source, rated: Sequence[tree.ScaleValue], values: Sequence[model.ScaleValue], report: Report
) -> None:
    banded = [value for value in values if value.high is not None]
    if not banded:
        return
    expected, first = Fraction(0), True
    for written, value in zip(rated, values, strict=True):
        if value.low is None or value.high is None or written.low is None or written.high is None:
            report.add("CX0401", f"The rating {value.id} has no band, the others have.", source, written.name)
            return
        if value.low != expected or value.above == first or value.high <= value.low:
            due = expected_text(expected)
            message = f"The band of {value.id} does not begin where the one before it ends ({due}%)."
            hint = "The first band begins at 0%, each further one with > and the end of the one before."
            if value.high <= value.low:
                message, hint = f"The band of {value.id} ends before it begins.", "Write the lower end first."
            report.add("CX0401", message, source, Span(written.low.start, written.high.end), hint)
            return
        expected, first = value.high, False
    if expected != 100:  # noqa: PLR2004 - percent
        last = rated[-1]
        message = f"The last band ends at {expected_text(expected)}%, not at 100%."
        report.add("CX0401", message, source, last.high or last.name)


def expected_text(number: Fraction) -> str:
    """A number as people write it: ``32.5``."""
    return str(int(number)) if number.denominator == 1 else str(float(number))


def _refined(source: Source, each: tree.Refine, base: model.Scale, report: Report) -> model.Scale:
    """Values refine the base values in order; one without `to` closes the band of its base value."""
    _check_values(source, [(value.name, value.value) for value in each.values], report)
    values: list[model.ScaleValue] = []
    collapse: list[int] = []
    rank, low = 0, base.values[0].low if base.values else None
    for value in each.values:
        if rank >= len(base.values):
            report.add(
                "CX0405",
                f"{value.name.text} refines no rating of {base.id}: all are used up.",
                source,
                value.name,
            )
            break
        whole = base.values[rank]
        high = percent(value.to) if value.to else whole.high
        if value.to and (high is None or whole.high is None or low is None or not low < high < whole.high):
            message = f"{value.to.text} does not lie within what is left of the band of {whole.id}."
            report.add("CX0405", message, source, value.to)
        code = Fraction(value.value.text)
        title = value.title.text if value.title else whole.title
        values.append(
            model.ScaleValue(value.name.text, title, code, low, high, above=rank > 0 or bool(values))
        )
        collapse.append(rank)
        low = high
        if value.to is None:
            rank += 1
    if rank < len(base.values):
        missing = ", ".join(value.id for value in base.values[rank:])
        report.add(
            "CX0405", f"The refinement {each.name.text} leaves out {missing} of {base.id}.", source, each.name
        )
    met = next((place for place, whole_rank in enumerate(collapse) if whole_rank >= base.met), 0)
    return model.Scale(each.name.text, base.title, tuple(values), met, base.id, tuple(collapse))


def methods_of(declared: Declared, scales: dict[str, model.Scale], report: Report) -> dict[str, model.Method]:
    """Every method; where a framework has none, one by judgement alone."""
    base = next((scale.id for scale in scales.values() if scale.base is None), "")
    methods = {
        each.name.text: _method(source, each, scales, base, report)
        for source, each in declared.of(tree.Method)
    }
    return methods or {"judged": model.Method("judged", "Every rating is judged", base)}


def _method(
    source: Source, each: tree.Method, scales: dict[str, model.Scale], base: str, report: Report
) -> model.Method:
    found: dict[str, model.Aggregation | None] = {}
    scale, decide = base, ""
    for part in each.parts:
        if part.word in found or (part.word == "scale" and scale != base):
            report.add(
                "CX0202",
                f"The method {each.name.text} says twice what it does with {part.word}.",
                source,
                each.name,
            )
        if part.scale is not None:
            known = report.find("scale", scales, part.scale, source)
            if known is not None:
                if base not in {known.id, known.base}:
                    message = f"Levels cannot read the scale {known.id}: it does not refine {base}."
                    report.add("CX0302", message, source, part.scale)
                scale = known.id
        elif part.decide is not None:
            found[part.word], decide = None, part.decide.text
        else:
            found[part.word] = _aggregation(source, each, part.aggregation, scales.get(scale), report)
    if "together" in found and (found.get("criteria") or found.get("instances")):
        message = f"The method {each.name.text} joins criteria and instances together and also one by one."
        report.add(
            "CX0406", message, source, each.name, "Keep either `together` or `criteria` and `instances`."
        )
    if "criteria" not in found and "together" not in found:
        message = f"The method {each.name.text} does not say how criteria are rated."
        hint = "Write `criteria judged`, or `criteria mean, half rounds up`."
        report.add("CX0406", message, source, each.name, hint)
    return model.Method(
        each.name.text,
        each.title.text if each.title else "",
        scale,
        found.get("criteria"),
        found.get("instances"),
        found.get("together"),
        decide,
        model.Place(source, each.name.span),
    )


def _aggregation(
    source: Source,
    method: tree.Method,
    part: tree.Aggregation | None,
    scale: model.Scale | None,
    report: Report,
) -> model.Aggregation | None:
    if part is None:
        return None
    averages = part.word in {"mean", "weighted mean", "median"}
    if averages and scale is not None and any(value.outside for value in scale.values):
        message = (
            f"The method {method.name.text} takes a {part.word}, "
            f"but the scale {scale.id} has answers that are no number."
        )
        report.add(
            "CX0406", message, source, method.name, "Join its instances by a decision: `instances by …`."
        )
    elif part.percent and scale is not None and any(value.high is None for value in scale.values):
        message = (
            f"The method {method.name.text} takes a mean of percent, but the scale {scale.id} has no bands."
        )
        report.add("CX0406", message, source, method.name)
    elif averages and not part.percent and part.rounding is None:
        message = (
            f"The method {method.name.text} does not say which way exactly half is rounded ({part.word})."
        )
        report.add("CX0406", message, source, method.name, "Add `, half rounds up`.")
    count = int(part.count.text) if part.count else 0
    if part.count is not None and count < 1:
        report.add("CX0408", "`at least` needs a number of at least 1.", source, part.count)
    return model.Aggregation(part.word, part.percent, max(count, 1), part.rounding or "up")


def attributes_of(
    declared: Declared, words: dict[str, dict[str, str]], report: Report
) -> dict[str, model.Attribute]:
    """Every attribute, with the practices that the model adds to it."""
    attributes: dict[str, model.Attribute] = {}
    for source, each in declared.of(tree.Attribute):
        attributes[each.name.text] = attribute_of(source, each, declared, words, report)
    return attributes


def level_trees(declared: Declared) -> list[tuple[Source, tree.Level]]:
    """The levels as written, from the bottom up; those that count where several packages declare some."""
    found = next(declared.of(tree.Levels), None)
    return [] if found is None else [(found[0], each) for each in rows_of(found[1])]


def rows_of(levels: tree.Levels | tree.Maturity) -> list[tree.Level]:
    """The rows of a list of levels; `every level n` becomes a row for each level but the lowest."""
    rows: list[tree.Level] = []
    orders = [each.order for each in levels.levels if isinstance(each, tree.Level)]
    for each in levels.levels:
        if isinstance(each, tree.Level):
            rows.append(each)
        else:
            rows += [
                tree.Level(
                    replace(each.name, text=order.text),  # where it is written that the level asks for this
                    order,
                    with_number(each.condition, each.name.text, order.text),
                )
                for order in orders[1:]
            ]
    return rows


def levels_of(declared: Declared, report: Report) -> tuple[str, tuple[model.Level, ...]]:
    """The mode of the levels, and the levels from the bottom up."""
    found = list(declared.of(tree.Levels))
    if not found:
        return "cumulative", ()
    source, levels = found[0]
    for other_source, other in found[1:]:
        report.add("CX0202", "Levels are declared twice.", other_source, other.start)
    return levels.mode, orders_of(source, levels, report)


def orders_of(source: Source, levels: tree.Levels | tree.Maturity, report: Report) -> tuple[model.Level, ...]:
    """The levels of a list from the bottom up; one that stands in the wrong place is reported."""
    expected = int(levels.start.text)
    rows = [each for each in levels.levels if isinstance(each, tree.Level)]
    for each in rows:
        if int(each.order.text) != expected:
            message = f"Level {each.order.text} stands where level {expected} is due."
            report.add(
                "CX0403", message, source, each.order, "List the levels one by one, rising from the first."
            )
            break
        expected += 1
    return tuple(
        model.Level(int(each.order.text), each.title.text, model.Place(source, each.order.span))
        for each in rows
    )
