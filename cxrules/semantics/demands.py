"""Demands on evidence: trees to `cxrules.model.demand.Demand`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxrules.model.demand import Demand
from cxrules.semantics.expressions import UNITS

if TYPE_CHECKING:
    from cxrules.semantics.report import Report
    from cxrules.syntax import tree
    from cxrules.text import Source

KINDS = ("document", "interview", "record", "observation", "measure", "evidence")
"""What can be asked for; ``evidence`` is of any kind."""


def demand_of(written: tree.Demand, source: Source, report: Report) -> Demand:
    """A demand; what it does not know is reported and left out."""
    kind = written.kind.text
    if kind not in KINDS:
        report.unknown("kind of evidence", kind, KINDS, source, written.kind)
    said: dict[str, Any] = {"kinds": () if kind == "evidence" else (kind,)}
    said["count"] = int(written.count.text) if written.count else 1
    said["title"] = written.title.text if written.title else ""
    for part in written.parts:
        if part.word == "older" and part.number is not None and part.text is not None:
            unit = UNITS.get(part.text.text)
            if unit is None:
                report.unknown("unit of time", part.text.text, UNITS, source, part.text)
            else:
                said["within"] = (int(part.number.text), unit)
        elif part.word in {"kinds", "people"} and part.number is not None:
            said["different"], said["count"] = part.word, int(part.number.text)
        elif part.word in {"role", "state"} and part.text is not None:
            said[part.word] = part.text.text
        else:
            said["linked" if part.word == "link" else part.word] = True
    return Demand(**said)


def row_of(written: tree.Demand, source: Source, report: Report) -> tuple[Any, ...]:
    """A demand as a part of a term, which has no lists."""
    row = demand_of(written, source, report).as_row()
    return tuple(tuple(each) if isinstance(each, list) else each for each in row)


def text_of(demand: Demand) -> str:
    """A demand in plain words: ``2 documents not older than 12 months``."""
    kind = demand.kinds[0] if demand.kinds else "piece of evidence"
    article = "an" if kind[0] in "aeiou" else "a"
    number = article if demand.count == 1 else str(demand.count)
    words = [number, kind + ("s" if demand.count > 1 and demand.kinds else "")]
    if demand.title:
        words.append(f"“{demand.title}”")
    if demand.role:
        words.append(f"with the role {demand.role}")
    if demand.within:
        words.append(f"not older than {demand.within[0]} {demand.within[1]}")
    return " ".join(words)
