"""What an assessment under one model tells of another: ratings that a mapping carries, and where to look.

A rating is carried by a row that is equal, equivalent or a superset: what is rated asks all that the other
element asks. From a superset it is a lower bound, and what lies above stays open. The other relations carry
nothing; they tell an assessor which evidence to look at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxrules.model.mapping import CARRIES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from cxrules.engine.evaluation import Evaluation
    from cxrules.model.mapping import Correspondence, Mapped
    from cxrules.plan import Plan


class Rated(NamedTuple):
    """What counts for a subject in the assessment: the rating it surely has, and the highest possible.

    `evidence` is what its ratings name, by id, `weaknesses` what they tell.
    """

    subject: str
    rating: str | None
    possible: str | None
    evidence: tuple[str, ...] = ()
    weaknesses: tuple[str, ...] = ()


class Clue(NamedTuple):
    """A row of a mapping that leads to an element of the other model, and what is rated at its other end."""

    row: Mapped
    rated: Rated | None


class Carried(NamedTuple):
    """A rating of an element of the other model: at least `low`, at most `high`, and the rows that say so.

    `clashes`: the rows do not agree, so everything between them is open.
    """

    subject: str
    low: str
    high: str
    clues: Sequence[Clue]
    clashes: bool = False


class Over(NamedTuple):
    """Everything that is carried over, and for the other elements where to look.

    `wordless` are ratings of the assessment for which a mapping has no word on the other scale, each with the
    row that would have carried it.
    """

    carried: Sequence[Carried]
    hints: Mapping[str, Sequence[Clue]]
    wordless: Sequence[Clue]


def carry(evaluation: Evaluation, mappings: Sequence[Correspondence], plan: Plan) -> Over:
    """Carry the ratings of an evaluation over into the model of a plan.

    Each mapping leads from the model of the evaluation to that of the plan.
    """
    rated = {each.subject: each for each in ratings(evaluation)}
    scale = [name for name, _ in plan.scale_values]
    clues: dict[str, list[tuple[Clue, Mapping[str, str]]]] = {}
    for mapping in mappings:
        words = mapping.ratings or {name: name for name, _ in evaluation.plan.scale_values if name in scale}
        for row in mapping.rows:
            if row.to_id is not None and row.relation != "none":
                clue = Clue(row, rated.get(str(row.from_id)))
                clues.setdefault(row.to_id, []).append((clue, words))
    carried: list[Carried] = []
    hints: dict[str, Sequence[Clue]] = {}
    wordless: list[Clue] = []
    for name, found in clues.items():
        carrying = [each for each in found if name in plan.subjects and _carries(each[0])]
        worded = [each for each in carrying if _words(each)]
        wordless += [clue for clue, words in carrying if not _words((clue, words))]
        one = _joined(name, worded, scale)
        if one is not None:
            carried.append(one)
        if one is None or one.low != one.high:
            hints[name] = [clue for clue, _ in found]
    order = {name: place for place, name in enumerate(plan.subjects)}
    return Over(sorted(carried, key=lambda each: order[each.subject]), hints, wordless)


def ratings(evaluation: Evaluation) -> Iterable[Rated]:
    """What counts for every subject that applies, for all instances together."""
    seen: dict[str, dict[str, None]] = {}
    weak: dict[str, dict[str, None]] = {}
    for given in (*evaluation.assessment.ratings, *evaluation.assessment.recorded):
        seen.setdefault(given.subject, {}).update(dict.fromkeys(given.evidence))
        weak.setdefault(given.subject, {}).update(dict.fromkeys(given.weaknesses))
    for capability in evaluation.result()["capabilities"]:
        rows = [(each["id"], each) for each in capability["criteria"]]
        rows += [(f"{capability['id']}.{each['id']}", each) for each in capability["attributes"]]
        for name, each in rows:
            if each["applicable"]:
                told = tuple(seen.get(name, ())), tuple(weak.get(name, ()))
                yield Rated(name, each["rating"], each["possible"], *told)


def _carries(clue: Clue) -> bool:
    return clue.row.relation in CARRIES and clue.rated is not None and clue.rated.rating is not None


def _words(each: tuple[Clue, Mapping[str, str]]) -> bool:
    clue, words = each
    return clue.rated is not None and clue.rated.rating in words


def _joined(
    name: str, found: Collection[tuple[Clue, Mapping[str, str]]], scale: Sequence[str]
) -> Carried | None:
    """What all rows that carry a rating say together."""
    lows: list[int] = []
    highs: list[int] = []
    for clue, words in found:
        assert clue.rated is not None and clue.rated.rating is not None  # noqa: S101, PT018 - see `_carries`
        lows.append(scale.index(words[clue.rated.rating]))
        high = words.get(clue.rated.possible or "")
        if clue.row.relation != "superset" and high is not None:
            highs.append(scale.index(high))
    if not lows:
        return None
    low, high_rank = max(lows), min(highs, default=len(scale) - 1)
    clashes = low > high_rank
    if clashes:
        low, high_rank = high_rank, low
    return Carried(name, scale[low], scale[high_rank], [clue for clue, _ in found], clashes)
