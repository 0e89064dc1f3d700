"""Demands on evidence: trees to `cxrules.model.demand.Demand`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxrules.model.demand import Demand
from cxrules.semantics.expressions import UNITS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cxrules.model.ruleset import Parameter
    from cxrules.semantics.report import Report
    from cxrules.syntax import tree
    from cxrules.text import Source

KINDS = ("document", "interview", "record", "observation", "measure", "evidence")
"""What can be asked for; ``evidence`` is of any kind."""


_COUNTED = ("kinds", "people")


def demand_of(
    written: tree.Demand, parameters: Mapping[str, Parameter], source: Source, report: Report
) -> Demand:
    """A demand; what it does not know is reported and left out."""
    kind = written.kind.text
    if kind not in KINDS:
        report.unknown("kind of evidence", kind, KINDS, source, written.kind)
    _check_counts(written, source, report)
    said: dict[str, Any] = {"kinds": () if kind == "evidence" else (kind,)}
    said["count"] = int(written.count.text) if written.count else 1
    said["title"] = written.title.text if written.title else ""
    for part in written.parts:
        if part.word == "older" and part.text is not None:
            unit = UNITS.get(part.text.text)
            number = _age(part, parameters, source, report)
            if unit is None:
                report.unknown("unit of time", part.text.text, UNITS, source, part.text)
            elif number is not None:
                said["within"] = (number, unit)
        elif part.word in {"kinds", "people"} and part.number is not None:
            said["different"], said["count"] = part.word, int(part.number.text)
        elif part.word in {"role", "state"} and part.text is not None:
            said[part.word] = part.text.text
        else:
            said["linked" if part.word == "link" else part.word] = True
    return Demand(**said)


def _check_counts(written: tree.Demand, source: Source, report: Report) -> None:
    """Report what is said twice, and numbers that ask for nothing or for what cannot be."""
    seen: set[str] = set()
    for part in written.parts:
        word = "people" if part.word in _COUNTED else part.word
        if word in seen:
            report.add("CX0202", "This is demanded twice.", source, part.number or part.text or written.kind)
        seen.add(word)
        many = int(part.number.text) if part.number is not None and part.word in _COUNTED else None
        if written.count is not None and many is not None and int(written.count.text) > many:
            message = f"Of these, only the {part.word} are counted."
            hint = "Join two demands by `and`: one for how many, one for how many different."
            report.add("CX0202", message, source, written.count, hint)
        if part.word == "kinds" and part.number is not None and written.kind.text != "evidence":
            message = f"All of these are of one kind, {written.kind.text}."
            hint = f"Write `evidence of {part.number.text} kinds`."
            report.add("CX0408", message, source, part.number, hint)
    for number in (written.count, *(part.number for part in written.parts if part.word in _COUNTED)):
        if number is not None and int(number.text) == 0:
            report.add("CX0408", "Nothing is demanded by a number of 0.", source, number)


def _age(
    part: tree.DemandPart, parameters: Mapping[str, Parameter], source: Source, report: Report
) -> int | None:
    """How old evidence may be, written out or as a parameter that counts something."""
    if part.parameter is None:
        return int(part.number.text) if part.number is not None else None
    name = part.parameter.name
    found = report.find("parameter", parameters, name, source)
    if found is None or found.type == "broken":
        return None
    if found.type != "count":
        message = f"The parameter {name.text} is a {found.type}; a count is asked for here."
        report.add("CX0305", message, source, name)
        return None
    return int(found.value)


def row_of(
    written: tree.Demand, parameters: Mapping[str, Parameter], source: Source, report: Report
) -> tuple[Any, ...]:
    """A demand as a part of a term, which has no lists."""
    row = demand_of(written, parameters, source, report).as_row()
    return tuple(tuple(each) if isinstance(each, list) else each for each in row)
