"""How well the assessors of an assessment agree, as text and as data (``cxrules-agreement/1``)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxrules.engine.agreement import agreement, units_of
from cxrules.reports.columns import clean, counted, left, right, width, wrap

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from fractions import Fraction

    from cxrules.engine import Evaluation
    from cxrules.engine.agreement import Agreement, Statistic
    from cxrules.reports.names import Look

FORMAT = "cxrules-agreement/1"
_DIGITS = 4


def agreement_data(evaluation: Evaluation) -> dict[str, Any]:
    """The statistics of an evaluated assessment and its disagreements, as plain data; numbers are texts."""
    assessment, plan = evaluation.assessment, evaluation.plan
    units, left_out = units_of(evaluation)
    found = agreement(units)
    return {
        "format": FORMAT,
        "assessment": assessment.id,
        "date": assessment.date.isoformat() if assessment.date else None,
        "model": {"id": plan.model_id, "version": plan.model_version, "digest": plan.digest},
        "assessors": list(found.assessors),
        "subjects": found.units,
        "not-applicable": left_out,
        **_all(found),
        "pairs": [
            {
                "assessors": [each.first, each.second],
                "equal": _statistic(each.equal),
                "kappa": _statistic(each.kappa),
                "linear-kappa": _statistic(each.linear),
                "quadratic-kappa": _statistic(each.quadratic),
            }
            for each in found.pairs
        ],
        "disagreements": evaluation.result()["disagreements"],
    }


def agreement_text(data: Mapping[str, Any], look: Look) -> str:
    """The same as a page of text, ending with a line break."""
    from cxrules.reports.conduct import disagreement_lines

    names = data["assessors"]
    people = counted(len(names), "assessor")
    subjects = counted(data["subjects"], "subject")
    head = f"{clean(data['assessment'])}: {people}, {subjects} rated by two or more of them"
    blocks = [wrap(f"{head}.", look.columns)]
    if names[1:]:
        blocks += [_overall(data, look), _pairs(data["pairs"], look)]
    blocks.append(disagreement_lines(data, look) or ["No disagreements."])
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _all(found: Agreement) -> dict[str, Any]:
    return {
        "equal": _statistic(found.equal),
        "fleiss-kappa": _statistic(found.fleiss),
        "krippendorff-alpha": _statistic(found.alpha),
    }


def _statistic(statistic: Statistic) -> dict[str, Any]:
    value = statistic.value
    return {
        "value": None if value is None else decimal(value),
        "exact": None if value is None else str(value),
        "subjects": statistic.units,
        "undefined": statistic.undefined or None,
    }


def decimal(value: Fraction, digits: int = _DIGITS) -> str:
    """A fraction with so many decimals, a half away from zero."""
    scaled = abs(value) * 10**digits
    rounded = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    whole, part = divmod(rounded, 10**digits)
    return f"{'-' if value < 0 and rounded else ''}{whole}.{part:0{digits}d}"


def _overall(data: Mapping[str, Any], look: Look) -> list[str]:
    rows = [
        ("Equal ratings", data["equal"]),
        ("Fleiss' kappa", data["fleiss-kappa"]),
        ("Krippendorff's alpha, ordinal", data["krippendorff-alpha"]),
    ]
    broad = max(width(name) for name, _ in rows)
    lines = []
    for name, each in rows:
        lines += wrap(_told(each), look.columns, f"{left(name, broad)}  ")
    return lines


def _told(statistic: Mapping[str, Any]) -> str:
    if statistic["value"] is None:
        return f"undefined: {statistic['undefined']}"
    return f"{statistic['value']} ({counted(statistic['subjects'], 'subject')})"


def _pairs(pairs: Sequence[Mapping[str, Any]], look: Look) -> list[str]:
    """A line for each pair, and below it why a statistic is undefined."""
    names = [clean(" and ".join(pair["assessors"])) for pair in pairs]
    broad = max(map(width, ["Pair", *names]))
    heads = ("subjects", "equal", "kappa", "linear", "quadratic")
    lines = [f"{left('Pair', broad)}  {'  '.join(right(head, 9) for head in heads)}"]
    undefined: dict[str, None] = {}
    for name, pair in zip(names, pairs, strict=True):
        statistics = [pair[key] for key in ("equal", "kappa", "linear-kappa", "quadratic-kappa")]
        cells = [str(pair["equal"]["subjects"]), *(each["value"] or "undefined" for each in statistics)]
        lines.append(f"{left(name, broad)}  {'  '.join(right(cell, 9) for cell in cells)}")
        undefined.update(
            (f"Undefined for {name}: {each['undefined']}.", None) for each in statistics if each["undefined"]
        )
    return [*lines, *(line for text in undefined for line in wrap(text, look.columns))]
