"""Why each capability is at its level, as an auditor writes it: sentences without words, tied to ids.

Every fact is read from an evaluation and its result. The words are in wording files; laying them out is for
the reports.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.engine.justification.binding import bound_to
from cxrules.engine.justification.known import Known
from cxrules.engine.justification.levels import level, open_points
from cxrules.engine.justification.ratings import notes, ratings, strengths, weaknesses
from cxrules.engine.justification.rules import deviations, rules
from cxrules.engine.justification.scope import evidence, scope
from cxrules.engine.justification.statement import Justification, Part
from cxrules.model.speech import ENGLISH, Speech

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cxrules.engine.evaluation import Evaluation

__all__ = ["Known", "bound_to", "justification", "justifications"]

_PARTS = (
    ("scope", scope),
    ("evidence", evidence),
    ("ratings", ratings),
    ("strengths", strengths),
    ("weaknesses", weaknesses),
    ("notes", notes),
    ("rules", rules),
    ("deviations", deviations),
    ("level", level),
    ("open", open_points),
)
_OUTSIDE = {"out-of-scope", "not-applicable"}


def justifications(
    evaluation: Evaluation, names: Iterable[str] = (), say: Speech = ENGLISH
) -> list[Justification]:
    """The justification of each of these capabilities; of none named, of all in scope.

    `say` is the language in which values are told. Raises KeyError for a name that is no capability of the
    model.
    """
    known = Known(evaluation, say)
    chosen: Sequence[str] = list(names) or [
        name for name, entry in known.entries.items() if entry["state"] != "out-of-scope"
    ]
    return [justification(known, name) for name in chosen]


def justification(known: Known, name: str) -> Justification:
    """The justification of one capability."""
    entry = known.entries[name]
    parts = _PARTS[:1] if entry["state"] in _OUTSIDE else _PARTS
    told = (Part(key, tuple(tells(known, name))) for key, tells in parts)
    return Justification(
        name,
        known.plan.title(name),
        entry["state"],
        tuple(each for each in told if each.statements),
        known.bound_to,
    )
