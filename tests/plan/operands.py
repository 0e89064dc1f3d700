"""Parameters and operands for every operation of the table. Tests nothing itself."""

from __future__ import annotations

import json
from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from cxrules.plan.aggregates import policy_of
from cxrules.plan.values import NO, OPEN, OUTSIDE, YES, Value

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cxrules.plan.operations import Operation
    from cxrules.plan.values import Point

TOP = 3
_CODES = {"codes": ["0", "1", "3/2", "3"], "weights": None, "rounding": "up", "ends": None}
_JOIN = {**_CODES, "kind": "mean", "weighted": False, "criteria": None, "count": 1}
_POLICIES: list[dict[str, Any]] = [
    {},
    {"na": "left out", "empty": None},
    {"na": "3/2"},
    {"empty": 1},
    {"empty": {"low": "1/2", "high": 3}},
]
_OF_TRUTHS: list[dict[str, Any]] = [{}, {"na": "holds"}, {"na": "fails"}, {"empty": "100"}]
_OF_MEMBERS = [None, *_POLICIES]
_MODES = ("half up", "half down", "half even", "half away", "up", "down", "towards zero")

PARAMS: dict[str, list[Any]] = {
    "constant": [[2, 2], ["5/2", "5/2"], [0, 1, "truth"], ["-1/2", 3, "number"], [None, None]],
    "code": [_CODES],
    "at-least": [0, 1, 3, "5/2"],
    "at-most": [0, 2, 3, "1/2"],
    "one-of": [(), (1,), (0, 2), (2, 3)],
    "applies": [None],
    "not-above": [None],
    "close": [0, 1, 2],
    "apart": [0, 1],
    "same": [None],
    "not": [None],
    "all": [None],
    "any": [None],
    "every": [None, *_OF_TRUTHS],
    "at-least-k": [1, 2, 4],
    "refuse": ["A strategy is missing"],
    "count": [None, {"na": "holds"}, {"empty": 2}],
    "share": [*_OF_TRUTHS, {"weights": [1, 2, 0, "1/2"]}],
    "mean": [{**_CODES, **policy} for policy in _POLICIES],
    "average": [*_OF_MEMBERS, {"weights": ["1/2", 0, 3, 1]}, {"weights": [1, 5, 1, 2], "na": "-1"}],
    "sum": [*_OF_MEMBERS, {"weights": ["1/2", 0, 3, 1]}],
    "median": [*_OF_MEMBERS, *({**_CODES, **policy} for policy in _POLICIES)],
    "lowest": _OF_MEMBERS,
    "highest": _OF_MEMBERS,
    "kth-highest": [{"count": 1}, {"count": 2}, {"count": 5}, {"count": 2, "bottom": "-1", "na": 2}],
    "that": [None],
    "leading": [{}, {"full": 3}, {"full": "5/2", "na": 0}, {"empty": {"low": 1, "high": 2}}],
    "nearest": [{**_CODES, "rounding": each} for each in ("up", "down", "even")],
    "band": [{"ends": [15, 50, 85, 100]}],
    "collapse": [[0, 0, 1, 2]],
    "join": [{**_JOIN, "kind": each} for each in ("mean", "median", "lowest", "highest")]
    + [{**_JOIN, "kind": "at least", "count": 2}],
    "plus": [None],
    "minus": [None],
    "times": [None],
    "divide": [2, "-3/2"],
    "round": [{"mode": mode, "step": step} for mode in _MODES for step in (1, "1/2", "3/10")],
    "age": ["days", "months", "years"],
    "cap": [0, 1, 3],
    "floor": [0, 1, 3],
    "fix": [0, 2],
    "keep": [None],
    "step-down": [None],
    "choose": [None],
    "decide": [None],
    "level": [[0, 1, 2]],
    "first-stop": [[0, 1, 2]],
}
COUNTS = {"level": (2, 2), "first-stop": (2, 2), "plus": (1, 4), "leading": (1, 4), "decide": (0, 7)}
SEVERAL = {
    "same",
    "that",
    "all",
    "any",
    "every",
    "at-least-k",
    "count",
    "share",
    "join",
    "mean",
    "average",
    "sum",
}
SEVERAL |= {"median", "lowest", "highest", "kth-highest"}
OPTIONAL = {"every", "count", "share", "mean", "average", "sum", "median", "lowest", "highest", "kth-highest"}
"""Aggregates whose members may apply or not."""

ratings = st.one_of(
    st.just(OUTSIDE),
    st.tuples(st.integers(0, TOP), st.integers(0, TOP)).map(lambda ends: (min(ends), max(ends))),
)
truths = st.sampled_from([NO, OPEN, YES, OUTSIDE])


def _between(lowest: int, highest: int) -> st.SearchStrategy[Value]:
    """Ranges of quarters."""
    quarters = st.integers(lowest * 4, highest * 4).map(lambda number: Fraction(number, 4))
    return st.one_of(
        st.just(OUTSIDE),
        quarters.map(lambda number: (number, number)),
        st.tuples(quarters, quarters).map(lambda ends: (min(ends), max(ends))),
    )


NUMBERS = {"band": _between(0, 100), "leading": _between(0, 4)}


def operand(row: Operation, kind: str) -> st.SearchStrategy[Value]:
    """A value of a kind, as an operation takes it."""
    if kind == "number":
        return NUMBERS.get(row.name, _between(-4, 4))
    return truths if kind == "truth" else ratings


def _count(row: Operation) -> st.SearchStrategy[int]:
    if row.name in COUNTS:
        return st.integers(*COUNTS[row.name])
    if row.name in SEVERAL:
        return st.integers(0 if row.takes == ("truth",) else 1, 4)
    return st.just(len(row.takes))


class Call:
    """An operation with a parameter and operands."""

    def __init__(self, row: Operation, param: object, kinds: list[str], operands: list[Value]) -> None:
        self.row, self.param, self.kinds, self.operands = row, param, kinds, operands
        self.optional = len(policy_of(param).optional) if isinstance(param, dict) else 0

    def result(self, operands: Sequence[Value] | None = None) -> Value:
        """The range of the result."""
        values = self.operands if operands is None else operands
        return self.row.ranges(self.param, values, range(len(values)))

    def exact(self) -> Iterator[Point]:
        """Every exact result, or the ends of them, over what operands and parameter leave open."""
        for values in product(*self.points()):
            yield from self.meanings(values)

    def points(self) -> list[Sequence[Point]]:
        """What each operand may be."""
        return [
            _points(kind, value, self.row.name) for kind, value in zip(self.kinds, self.operands, strict=True)
        ]

    def meanings(self, values: Sequence[Point]) -> Iterator[Point]:
        """What known operands come to; several where the parameter leaves something open."""
        for param in _resolved(self.param):
            yield self.row.meaning(param, values)

    def __repr__(self) -> str:
        return f"{self.row.name} {self.param} {self.operands}"


def _points(kind: str, value: Value, name: str) -> Sequence[Point]:
    low, high = value
    if low is None or high is None:
        return [None]
    if kind == "number":
        inside = [low, Fraction(low + high) / 2, high]
        if name == "same":  # two numbers are equal where their ranges meet, which may be anywhere
            inside = [Fraction(number, 4) for number in range(int(low * 4), int(high * 4) + 1)]
        return list(dict.fromkeys(inside))
    return list(range(int(low), int(high) + 1))


def _resolved(param: object) -> list[Any]:
    """The known parameters that one which leaves something open stands for."""
    if isinstance(param, tuple):
        return [(end, end, *param[2:]) for end in param[:2]]
    if not isinstance(param, dict) or (policy := policy_of(param)).empty is None:
        return [param]
    return [{**param, "policy": policy._replace(empty=(end, end))} for end in policy.empty]


@st.composite
def calls(draw: st.DrawFn, row: Operation) -> Call:
    """A parameter and operands that fit an operation."""
    stored = draw(st.sampled_from(PARAMS[row.name]))
    count = draw(_count(row))
    same = draw(st.sampled_from(["rating", "number"]))
    if row.name == "median" and stored and "codes" in stored:
        same = "rating"
    kinds = [row.takes[row.slot(place)] for place in range(count)]
    if row.name == "decide":
        same = draw(st.sampled_from(["rating", "number", "truth"]))
        kinds[count - count % 2 :] = ["any"] * (count % 2)
    typed = [same if kind == "any" else kind for kind in kinds]
    if isinstance(stored, dict) and stored.get("weights"):
        stored = {**stored, "weights": stored["weights"][:count]}
    if row.name in OPTIONAL and draw(st.booleans()):
        members = sorted(draw(st.sets(st.sampled_from(range(count)), max_size=3))) if count else []
        stored = {**(stored or {}), "optional": len(members), "members": members}
        typed += ["truth"] * len(members)
    operands = [draw(operand(row, kind)) for kind in typed]
    prepared = row.prepare(json.loads(json.dumps(stored)))
    return Call(row, prepared, typed, operands)
