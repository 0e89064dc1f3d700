"""A plan for the next interview: what is open, what asking it is worth, and what a level really rests on."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple

from cxrules.engine.link import support
from cxrules.engine.ripple import Ripple
from cxrules.plan.linear.forms import Known
from cxrules.plan.linear.program import Affine, Program
from cxrules.solve.answers import CHANGED, answer, answered_together
from cxrules.solve.derived import BENEATH, derived, following, is_beneath_given, is_by_hand
from cxrules.solve.highs import solve
from cxrules.solve.unfold import OF_ALL, Unfolded, any_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from cxrules.engine.evaluation import Evaluation
    from cxrules.plan.linear.forms import Form
    from cxrules.plan.values import Point, Value
    from cxrules.solve.unfold import Place

_ASKED = CHANGED - {"evidence", "recorded"}
"""What can be asked in an interview by itself; evidence and notes come with a rating."""


class Question(NamedTuple):
    """Something open.

    `kind` and `name`, a subject or key, say what is asked, `places` are the inputs where it counts.
    `instance` None: of all instances at once. `answers` are what it may be: for each the values of its
    inputs.
    """

    kind: str
    name: str
    instance: int | None
    places: Sequence[Place]
    answers: Sequence[Mapping[Place, Value]]


class Worth(NamedTuple):
    """A question, and by how many levels the open ranges shrink on average over its answers."""

    question: Question
    worth: Fraction


def questions(evaluation: Evaluation, nodes: Collection[int]) -> list[Question]:
    """Everything open that may bear on some nodes and that can be asked, in the order of the model."""
    rows, arrays = evaluation.plan.nodes.walk(), evaluation.bound.arrays
    together = answered_together(evaluation)
    found: dict[tuple[str, str, int | None], list[Place]] = {}
    for node in sorted(_open_below(evaluation, nodes)):
        op, _, param, whole = rows[node]
        if op != "input" or param[0] not in _ASKED:
            continue
        alike = len(arrays) == 1 or whole or node in together or param[0] in OF_ALL
        for instance, values in enumerate(arrays):
            low, high = values[node]
            if low != high and _is_asked(evaluation, (node, instance)):
                key = (str(param[0]), str(param[1]), None if alike else instance)
                found.setdefault(key, []).append((node, instance))
    return [Question(*key, places, _answers(evaluation, places)) for key, places in found.items()]


def _open_below(evaluation: Evaluation, nodes: Collection[int]) -> set[int]:
    """What is open below some nodes; beneath what is known whatever is open, nothing makes a difference."""
    rows, arrays = evaluation.plan.nodes.walk(), evaluation.bound.arrays
    found: set[int] = set()
    waiting = list(nodes)
    while waiting:
        node = waiting.pop()
        if node not in found and any(values[node][0] != values[node][1] for values in arrays):
            found.add(node)
            waiting.extend(rows[node][1])
    return found


def _is_asked(evaluation: Evaluation, place: Place) -> bool:
    """Whether an answer would count: nothing is that is worked out, or that lies beneath what is rated."""
    return is_by_hand(evaluation, place) and not is_beneath_given(evaluation, place)


def _answers(evaluation: Evaluation, places: Sequence[Place]) -> list[Mapping[Place, Value]]:
    """What a question may be answered with; of a number only both ends."""
    node, instance = places[0]
    param = evaluation.plan.nodes[node].param
    if param[0] == "choice":
        return _choices(evaluation, places)
    low, high = evaluation.bound.arrays[instance][node]
    ends: tuple[Point, ...] = (low, high)
    if param[0] == "rating" and low is not None and high is not None:
        ends = tuple(range(int(low), int(high) + 1))
    return [dict.fromkeys(places, (end, end)) for end in ends]


def _choices(evaluation: Evaluation, places: Sequence[Place]) -> list[Mapping[Place, Value]]:
    """The outcomes of a judgement, which the rows of a decision allow in part; elsewhere it stays open."""
    params: dict[Place, Any] = {place: evaluation.plan.nodes[place[0]].param for place in places}
    ranks = sorted({rank for param in params.values() for rank in param[2]})
    return [{place: (rank, rank) for place, param in params.items() if rank in param[2]} for rank in ranks]


def worths(evaluation: Evaluation, levels: Collection[int]) -> list[Worth]:
    """The open questions on which open levels (their nodes) rest, those first that narrow them most.

    What a question is worth is exact: the levels are worked out again for each answer it may have. Equal ones
    stand in the order of the model. A question that narrows nothing by itself is worth 0.
    """
    nodes = [node for node in levels if _span(evaluation.value(node))]
    ripple = Ripple(evaluation, nodes)
    now = sum(map(_span, ripple.now))
    found = []
    for question in questions(evaluation, nodes):
        answers = [{**each, **following(evaluation, each)} for each in question.answers]
        spans = [sum(map(_span, ripple.after(each))) for each in answers]
        found.append(Worth(question, now - Fraction(sum(spans), len(spans))))
    return sorted(found, key=lambda each: -each.worth)


def _span(value: Value) -> int:
    low, high = value
    return 0 if low is None or high is None else int(high) - int(low)


def deciding(
    evaluation: Evaluation, node: int, asked: Sequence[Question], limit: float | None = None
) -> list[Question]:
    """The smallest set of open questions that decides a truth whatever is found: those it really depends on.

    A question is left out where it is proven that no answer to it makes a difference, whatever else is
    answered. Raises Unsolved where `limit` (in seconds, for each question) was not enough for that.
    """
    below = support(evaluation.plan, [node])
    together = answered_together(evaluation)
    return [
        question
        for question in asked
        if any(place[0] in below for place in question.places)
        and _depends(evaluation, node, question, (together, limit))
    ]


def _depends(
    evaluation: Evaluation, node: int, question: Question, how: tuple[Collection[int], float | None]
) -> bool:
    """Whether two assessments that differ in one answer only may differ in a truth: both are written out."""
    (together, limit), program = how, Program()
    frame = [each.node for each in evaluation.plan.refusals]
    own = set(question.places)
    shared: dict[Place, Form] = {}

    def first(program: Program, place: Place) -> Form | None:
        made = _open(evaluation, program, place)
        if made is not None and place not in own:
            shared[place] = made
        return made

    def second(program: Program, place: Place) -> Form | None:
        return shared.get(place) or _open(evaluation, program, place)

    copies = [
        Unfolded(evaluation, [node], "free", together, frame, program).write(given)
        for given in (first, second)
    ]
    for copy in copies:
        for each in frame:
            program.require(-copy.form(each).holds())
    program.require(copies[0].form(node).holds())
    program.require(-copies[1].form(node).holds())
    return solve(program, Affine({}), limit) is not None


def _open(evaluation: Evaluation, program: Program, place: Place) -> Form | None:
    """An open input; what is asked of all instances stands under the first."""
    node, instance = place
    if evaluation.plan.nodes[node].param[0] in BENEATH:
        return Known(program, 1) if _comes_to_be_rated(evaluation, place) else None
    low, high = evaluation.bound.arrays[instance][node]
    if low is None or high is None or low == high:
        return None
    asked = answer(evaluation, place)
    param = evaluation.plan.nodes[node].param if asked is None else asked.param
    return any_of(program, param, low, high)


def _comes_to_be_rated(evaluation: Evaluation, place: Place) -> bool:
    """Whether something beneath is rated as soon as all is answered that is asked for."""
    node, instance = place
    arrays = evaluation.bound.arrays
    instances = range(len(arrays)) if evaluation.plan.nodes[node].whole else (instance,)
    return any(
        arrays[at][each][0] != arrays[at][each][1] and _is_asked(evaluation, (each, at))
        for each in derived(evaluation.plan).answering[node]
        for at in instances
    )
