"""What is carried over as data, in the format ``cxrules-carried/1``; pages are made from it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxrules.solve.interview import worths
from cxrules.solve.pivotal import level_nodes

if TYPE_CHECKING:
    from cxrules.compare.carrying import Clue
    from cxrules.engine.evaluation import Evaluation
    from cxrules.workspace.carrying import CarriedOver

FORMAT = "cxrules-carried/1"
ASSUMPTIONS = (
    "What is rated and asks all that another element asks is taken to show that one at least as well.",
    "Everything that no row carries is open.",
)


def data(found: CarriedOver) -> dict[str, Any]:
    """The whole document."""
    before, after = found.before.result(), found.after.result()
    hints = found.over.hints
    return {
        "format": FORMAT,
        "assessment": before["assessment"],
        "title": before["title"],
        "date": before["date"],
        "from": before["model"],
        "to": after["model"],
        "reading": after["reading"],
        "method": after["method"],
        "mappings": [
            {"id": each.id, "version": each.version, "title": each.title} for each in found.mappings
        ],
        "assumptions": list(ASSUMPTIONS),
        "organisation": after["organisation"],
        "capabilities": [
            {
                "id": each["id"],
                "title": _title(found.after, each["id"]),
                "level": each["level"],
                "possible": each["possible"],
            }
            for each in after["capabilities"]
        ],
        "carried": [
            {
                "subject": each.subject,
                "title": _title(found.after, each.subject),
                "rating": each.low,
                "possible": each.high,
                "agrees": not each.clashes,
                "clues": list(map(_clue, each.clues)),
            }
            for each in found.over.carried
        ],
        "questions": [
            {
                "subject": each.question.name,
                "title": _title(found.after, each.question.name),
                "worth": str(each.worth),
                "look": list(map(_clue, hints.get(each.question.name, ()))),
            }
            for each in worths(found.after, level_nodes(found.after).values())
        ],
        "wordless": list(map(_clue, found.over.wordless)),
    }


def _title(evaluation: Evaluation, name: str) -> str:
    return evaluation.plan.title(name)


def _clue(clue: Clue) -> dict[str, Any]:
    rated = clue.rated
    return {
        "subject": clue.row.from_id,
        "relation": clue.row.relation,
        "rating": None if rated is None else rated.rating,
        "possible": None if rated is None else rated.possible,
        "evidence": [] if rated is None else list(rated.evidence),
        "because": clue.row.because,
    }
