"""Aggregates: several members become one value; what each means exactly, and on ranges.

A member may be outside, and whether it applies may itself be open; `Policy` says what is counted then. Every
aggregate here is a fold that rises with each member and does not depend on their order. The arithmetic of
the folds is in `aggregation`, the sentences that tell them in `sentences`.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from cxrules.plan import aggregation
from cxrules.plan.values import OUTSIDE, YES, Value

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cxrules.plan.aggregation import Number
    from cxrules.plan.values import Point

Pair: TypeAlias = "tuple[Number, Number]"
"""A member's number and its weight."""


class Policy(NamedTuple):
    """What an aggregate does about members that do not apply.

    `na`: the number counted for such a member; None: it is left out. `empty`: the range of the result where
    no member is left; None: what the aggregate gives by itself. `optional`: the places of the members whose
    applicability is told by the last operands, which are truths in the same order. `strict`: where one of
    them does not apply, neither does the result.
    """

    na: Number | None = None
    empty: tuple[Number, Number] | None = None
    optional: tuple[int, ...] = ()
    strict: bool = False


PLAIN = Policy()


def policy_of(param: Any) -> Policy:
    """The policy in a prepared parameter, or the usual one."""
    found: Policy = param.get("policy", PLAIN) if param else PLAIN
    return found


class Aggregate(NamedTuple):
    """One way to make one value of many.

    `fold` makes the value of at least one pair. `encode` is applied to each member first. `order`: by which
    further members are sorted when the least or the greatest result is sought. `nothing` gives the result
    where no member is left, from the number of members there are.
    """

    fold: Callable[[Any, list[Pair]], Number]
    encode: Callable[[Any, Any], Number] = lambda _, number: number
    weighted: bool = False
    order: Callable[[Pair], Number] = lambda pair: pair[0]
    nothing: Callable[[int], Point] = lambda _: None

    def meaning(self, param: Any, values: Sequence[Point]) -> Point:
        """The exact result. Where the policy leaves an empty aggregate open, its guaranteed end."""
        policy, weights = policy_of(param), self._weights(param)
        if policy.strict and None in values:
            return None
        members = applicable(policy, values)
        pairs = []
        for place, member in enumerate(members):
            number = policy.na if member is None else self.encode(param, member)
            weight = weights[place] if weights else 1
            if number is not None and weight:
                pairs.append((number, weight))
        if pairs:
            return self.fold(param, pairs)
        return policy.empty[0] if policy.empty else self.nothing(len(members))

    def ranges(self, param: Any, values: Sequence[Value], args: Sequence[int]) -> Value:
        """The exact range of the result, unless nothing may be left and that is outside.

        Then it is the range of what comes where something is left.
        """
        policy = policy_of(param)
        sure: list[tuple[Pair, Pair]]
        maybe: list[tuple[Pair, Pair]] = []
        if policy.strict and any(values[arg] == OUTSIDE for arg in args):
            return OUTSIDE
        if policy is PLAIN:
            sure = self._present(param, values, args)
        else:
            sure, maybe = self._members(param, policy, [values[arg] for arg in args])
        if sure and not maybe:
            return self._ends(param, sure)
        found = [self._extreme(param, sure, maybe, end) for end in (0, 1)] if sure or maybe else []
        if not sure:
            left = self.nothing(len(args) - len(policy.optional))
            empty = policy.empty or (None if left is None else (left, left))
            if empty is None:
                return (found[0], found[1]) if found else OUTSIDE
            found += empty
        return (min(found), max(found))

    def _present(self, param: Any, values: Sequence[Value], args: Sequence[int]) -> list[tuple[Pair, Pair]]:
        """The members that are not outside, each at its low and its high end."""
        weights, encode = self._weights(param), self.encode
        found = []
        for place, arg in enumerate(args):
            low, high = values[arg]
            weight = weights[place] if weights else 1
            if low is not None and weight:
                found.append(((encode(param, low), weight), (encode(param, high), weight)))
        return found

    def _members(
        self, param: Any, policy: Policy, values: Sequence[Value]
    ) -> tuple[list[tuple[Pair, Pair]], list[tuple[Pair, Pair]]]:
        """The members that surely count and those that may, each at its low and its high end."""
        weights = self._weights(param)
        count = len(values) - len(policy.optional)
        asked = dict(zip(policy.optional, values[count:], strict=True))
        sure: list[tuple[Pair, Pair]] = []
        maybe: list[tuple[Pair, Pair]] = []
        for place in range(count):
            low, high = values[place]
            weight = weights[place] if weights else 1
            surely, possibly = asked.get(place, YES)
            ends: list[Number] = []
            if low is not None and high is not None and possibly:
                ends = [self.encode(param, low), self.encode(param, high)]
            if policy.na is not None and (not surely or not ends):
                ends.append(policy.na)
                surely = 1
            if ends and weight:
                (sure if surely else maybe).append(((min(ends), weight), (max(ends), weight)))
        return sure, maybe

    def _ends(self, param: Any, members: list[tuple[Pair, Pair]]) -> Value:
        lows, highs = [low for low, _ in members], [high for _, high in members]
        lowest = self.fold(param, lows)
        return (lowest, lowest if lows == highs else self.fold(param, highs))

    def _extreme(
        self, param: Any, sure: list[tuple[Pair, Pair]], maybe: list[tuple[Pair, Pair]], end: int
    ) -> Number:
        """The least (end 0) or greatest (end 1) result over all choices of further members, at least one.

        For any number of further members the least ones give the least result, and for a weighted mean the
        best choice is all below some number; so only as many choices as there are members must be tried.
        """
        taken = [member[end] for member in sure]
        found = [self.fold(param, taken)] if taken else []
        for pair in sorted((member[end] for member in maybe), key=self.order, reverse=end == 1):
            taken.append(pair)
            found.append(self.fold(param, taken))
        return max(found) if end else min(found)

    def _weights(self, param: Any) -> Sequence[Number] | None:
        return param.get("weights") if self.weighted and param else None


def applicable(policy: Policy, values: Sequence[Point]) -> list[Point]:
    """The members alone; what turns out not to apply is outside."""
    count = len(values) - len(policy.optional)
    members = list(values[:count])
    for place, applies in zip(policy.optional, values[count:], strict=True):
        if not applies:
            members[place] = None
    return members


# ---------------------------------------------------------------------------------- the aggregates


def _mean(_: Any, pairs: list[Pair]) -> Number:
    return aggregation.weighted_mean([number for number, _ in pairs], [weight for _, weight in pairs])


def _sum(_: Any, pairs: list[Pair]) -> Number:
    return sum(number * weight for number, weight in pairs)


def _coded(param: Any, number: Any) -> Number:
    """The code of a rating where the parameter has codes, else the number itself."""
    codes = param.get("codes") if param else None
    found: Number = codes[number] if codes else number
    return found


def _kth_highest(param: Any, pairs: list[Pair]) -> Number:
    return aggregation.kth_highest([number for number, _ in pairs], param["count"], param.get("bottom", 0))


MEAN = Aggregate(_mean, _coded, weighted=True)
"""The (weighted) mean of the codes of ratings, or of numbers."""
MEDIAN = Aggregate(lambda _, pairs: aggregation.median([number for number, _ in pairs]), _coded)
"""The median of the codes of ratings, or of numbers."""
SUM = Aggregate(_sum, weighted=True, order=lambda pair: pair[0] * pair[1])
"""The (weighted) sum."""
LOWEST = Aggregate(lambda _, pairs: min(pairs)[0])
HIGHEST = Aggregate(lambda _, pairs: max(pairs)[0])
KTH_HIGHEST = Aggregate(_kth_highest)
"""What at least `count` of the members reach; `bottom`, or 0, where there are fewer."""
COUNT = Aggregate(_sum, nothing=lambda _: 0)
"""How many of some truths hold."""
SHARE = Aggregate(_mean, lambda _, truth: 100 * truth, weighted=True)
"""How many percent of the truths that apply hold."""
EVERY = Aggregate(LOWEST.fold, nothing=lambda members: 0 if members else 1)
"""Whether all truths that apply hold. None left fails; none to begin with passes."""

# ---------------------------------------------------------------------------------- their parameters


def exact(number: Any) -> Number:
    """An exact number from its stored form, a whole number or text such as ``"65/2"``."""
    if isinstance(number, int):
        return number
    found = Fraction(number)
    return int(found) if found.denominator == 1 else found


def prepared(param: Any, whole: int = 1) -> Any:
    """A parameter ready for use; what it says of members that do not apply becomes a policy.

    `whole` is what counts for a truth that holds.
    """
    if param is None:
        return None
    out = dict(param)
    for key in ("codes", "weights", "ends", "criteria"):
        if out.get(key) is not None:
            out[key] = [exact(number) for number in out[key]]
    for key in ("bottom", "full", "step"):
        if key in out:
            out[key] = exact(out[key])
    policy = Policy(
        _na(out.get("na"), whole),
        _empty(out.get("empty")),
        tuple(out.get("members") or ()),
        bool(out.get("strict")),
    )
    if policy != PLAIN:
        out["policy"] = policy
    return out


def _na(said: Any, whole: int) -> Number | None:
    if said is None or said == "left out":
        return None
    return {"holds": whole, "fails": 0}[said] if said in {"holds", "fails"} else exact(said)


def _empty(said: Any) -> tuple[Number, Number] | None:
    if said is None:
        return None
    if isinstance(said, dict):
        return (exact(said["low"]), exact(said["high"]))
    return (exact(said), exact(said))
