"""From reductions to the tree of what is computed: a method for each grammar rule, as in `build`."""

# A method is named for its grammar rule and takes what that rule found, in order.
from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxrules.syntax import tree

if TYPE_CHECKING:
    from collections.abc import Callable

Found = list[Any]


def _words(_: object, found: Found) -> str:
    return " ".join(found)


def _first(_: object, found: Found) -> Any:
    return found[0]


def _all(_: object, found: Found) -> Found:
    return found


def _taken(found: Found, kind: type | tuple[type, ...]) -> Any:
    """Take the first part of a kind out of what was found; None where there is none."""
    for place, each in enumerate(found):
        if isinstance(each, kind):
            return found.pop(place)
    return None


def _from_the_left(kind: type, found: Found) -> Any:
    """Operations of one rank, each with all before it on its left."""
    made = found[0]
    for word, right in zip(found[1::2], found[2::2], strict=True):
        made = kind(made, word, right)
    return made


class _OfElements(list[Any]):
    """The names and filters after `of`, told apart from other lists."""


def _head(found: Found) -> tuple[tree.Leaf, tree.Leaf | None, Found]:
    """Part name and title from the rest."""
    rest = found[1:]
    title = rest.pop(0) if rest and isinstance(rest[0], tree.Leaf) else None
    return found[0], title, rest


class ValuesBuilder:
    """What `Builder` knows of values, decisions, inputs, demands and tailorings."""

    # elements ------------------------------------------------------------------------------

    def kind(self, found: Found) -> tree.Kind:
        return tree.Kind(found[0], found[1])

    def carried(self, found: Found) -> tree.Carried:
        return tree.Carried(found[0], found[1])

    def carrying(self, found: Found) -> tree.Carrying:
        return tree.Carrying(found)

    def element(self, found: Found) -> tree.Element:
        rest = found[3:]
        carrying = _taken(rest, tree.Carrying)
        past = [part for part in rest if isinstance(part, tree.Past)]
        return tree.Element(found[0], found[1], found[2], carrying, rest[len(past) :], past)

    def set_of(self, found: Found) -> tree.SetOf:
        name, title, rest = _head(found)
        return tree.SetOf(name, title, rest[0])

    def outside_value(self, found: Found) -> tree.OutsideValue:
        return tree.OutsideValue(found[0], found[1] if len(found) > 1 else None)

    def decided(self, found: Found) -> tree.MethodPart:
        return tree.MethodPart("instances", decide=found[0])

    # what stands in a criterion ------------------------------------------------------------

    demands = _all

    def demand(self, found: Found) -> tree.Demand:
        parts = [part for part in found if isinstance(part, tree.DemandPart)]
        leaves = [part for part in found if isinstance(part, tree.Leaf)]
        count = leaves.pop(0) if leaves[0].text.isdecimal() else None
        return tree.Demand(count, leaves[0], leaves[1] if len(leaves) > 1 else None, parts)

    def not_older(self, found: Found) -> tree.DemandPart:
        age, unit = found
        if isinstance(age, tree.RatingValue):
            return tree.DemandPart("older", text=unit, parameter=age)
        return tree.DemandPart("older", age, unit)

    def with_role(self, found: Found) -> tree.DemandPart:
        return tree.DemandPart("role", text=found[0])

    def with_link(self, _: Found) -> tree.DemandPart:
        return tree.DemandPart("link")

    def in_state(self, found: Found) -> tree.DemandPart:
        return tree.DemandPart("state", text=found[0])

    def still_valid(self, _: Found) -> tree.DemandPart:
        return tree.DemandPart("valid")

    def independent(self, _: Found) -> tree.DemandPart:
        return tree.DemandPart("independent")

    def of_kinds(self, found: Found) -> tree.DemandPart:
        return tree.DemandPart("kinds", found[0])

    def from_people(self, found: Found) -> tree.DemandPart:
        return tree.DemandPart("people", found[0])

    def need(self, found: Found) -> tree.Need:
        return tree.Need(found[0])

    def feed(self, found: Found) -> tree.Feed:
        level, weight = _taken(found, tree.AtLevel), _taken(found, tree.Weight)
        return tree.Feed(found[0], level.level if level else None, weight.value if weight else None)

    def rate_row(self, found: Found) -> tree.RateRow:
        return tree.RateRow(found[0], found[1])

    def rate(self, found: Found) -> tree.Rate:
        otherwise = _taken(found, tree.RatingValue)
        return tree.Rate(found, otherwise)

    def applies(self, found: Found) -> tree.Applies:
        return tree.Applies(found[0])

    # what an assessment answers ------------------------------------------------------------

    plain_type = _words
    names_subjects = _words

    def of_elements(self, found: Found) -> _OfElements:
        return _OfElements(found)

    def bounds(self, found: Found) -> tuple[tree.Leaf, tree.Leaf]:
        return (found[0], found[1])

    def one_of_type(self, found: Found) -> list[Any]:
        return list(found[0])

    def input(self, found: Found) -> tree.Input:
        name, title, rest = _head(found)
        of, filters = [], []
        if isinstance(rest[0], _OfElements):
            of, *filters = rest.pop(0)
        kind = rest.pop(0)
        choices = kind if isinstance(kind, list) else []
        low, high = _taken(rest, tuple) or (None, None)
        return tree.Input(name, title, of, filters, "one of" if choices else kind, low, high, choices, rest)

    def facet(self, found: Found) -> tree.Facet:
        name, title, rest = _head(found)
        low, high = rest[0]
        return tree.Facet(name, title, low, high)

    def property_of(self, found: Found) -> tree.PropertyOf:
        name, title, rest = _head(found)
        return tree.PropertyOf(name, title, rest[0], rest[1] if len(rest) > 1 else None)

    def judgement(self, found: Found) -> tree.Judgement:
        return tree.Judgement(found[0], found[1], found[2])

    def blank_ratings(self, found: Found) -> tree.BlankRatings:
        return tree.BlankRatings(found[0])

    def weakness_needed(self, found: Found) -> tree.WeaknessNeeded:
        return tree.WeaknessNeeded(found[0])

    def since(self, found: Found) -> tree.Since:
        return tree.Since(found[0], found[1])

    # values and decisions ------------------------------------------------------------------

    rounding_mode = row_order = plus_or_minus = times_or_by = extreme = aggregator = counter = _words
    that = _first
    policies = _all

    def on_each_level(self, found: Found) -> tuple[str, tree.Leaf]:
        return ("on each level", found[0])

    def rounded(self, found: Found) -> tree.Rounded:
        return tree.Rounded(found[0], found[1])

    def value(self, found: Found) -> tree.Value:
        name, title, rest = _head(found)
        of = rest.pop(0)
        filters = [part for part in rest if isinstance(part, tree.Filter)]
        parts = [part for part in rest if isinstance(part, tree.Property)]
        past = [part for part in rest if isinstance(part, tree.Past)]
        rounded = _taken(rest, tree.Rounded)
        each_level = _taken(rest, tuple)
        body = next(part for part in rest if not isinstance(part, tree.Filter | tree.Property | tree.Past))
        return tree.Value(
            name, title, of, filters, each_level[1] if each_level else None, body, rounded, parts, past
        )

    def as_scale(self, found: Found) -> tuple[str, tree.Leaf]:
        return ("as", found[0])

    def row(self, found: Found) -> tree.Row:
        return tree.Row(found[0], found[1])

    def otherwise(self, found: Found) -> tree.Row:
        return tree.Row(None, found[0])

    def forced(self, found: Found) -> tree.Forced:
        return tree.Forced(found[0], found[1])

    def outcome_rating(self, found: Found) -> tree.Outcome:
        return tree.Outcome("rating", found[0])

    def outcome_percent(self, found: Found) -> tree.Outcome:
        return tree.Outcome("percent", text=found[0])

    def outcome_that(self, _: Found) -> tree.Outcome:
        return tree.Outcome("that")

    def outcome_judgement(self, found: Found) -> tree.Outcome:
        return tree.Outcome("judgement", names=found[0], forced=found[1:])

    def outcome_open(self, found: Found) -> tree.Outcome:
        return tree.Outcome("open", text=found[0])

    def outcome_refuse(self, found: Found) -> tree.Outcome:
        return tree.Outcome("refuse", text=found[0])

    def decide(self, found: Found) -> tree.Decide:
        name, title, rest = _head(found)
        of = rest.pop(0)
        scale = _taken(rest, tuple)
        order = _taken(rest, str)
        filters = [part for part in rest if isinstance(part, tree.Filter)]
        rows = [part for part in rest if isinstance(part, tree.Row)]
        parts = [part for part in rest if isinstance(part, tree.Property)]
        past = [part for part in rest if isinstance(part, tree.Past)]
        on = scale[1] if scale else None
        return tree.Decide(name, title, of, filters, on, order, rows, parts, past)

    def each_level(self, found: Found) -> tree.EachLevel:
        return tree.EachLevel(found[0], found[1])

    def maturity(self, found: Found) -> tree.Maturity:
        name = _taken(found, tuple)
        title = found.pop(0) if isinstance(found[0], tree.Leaf) else None
        return tree.Maturity(name[1] if name else None, title, found[0], found[1], found[2:])

    def maturity_name(self, found: Found) -> tuple[str, tree.Leaf]:
        return ("name", found[0])

    # tailoring -----------------------------------------------------------------------------

    def profile(self, found: Found) -> tree.Profile:
        name, title, rest = _head(found)
        return tree.Profile(name, title, rest[0][1], rest[1:])

    def of_model(self, found: Found) -> tuple[str, tree.Leaf]:
        return ("of", found[0])

    def profile_set(self, found: Found) -> tree.ProfileSet:
        return tree.ProfileSet(found[0], found[1], found[2:])

    def profile_drop(self, found: Found) -> tree.Drop:
        return tree.Drop(found[0], found[1:])

    def profile_extend(self, found: Found) -> tree.Extend:
        properties = [part for part in found if isinstance(part, tree.Property)]
        return tree.Extend(found[0], found[1 : len(found) - len(properties)], properties)

    def profile_replace(self, found: Found) -> tree.Patch:
        return tree.Patch("replace", found[0])

    def profile_add(self, found: Found) -> tree.Patch:
        return tree.Patch("add", found[0])

    # expressions ---------------------------------------------------------------------------

    def calculation(self, found: Found) -> tree.Calculation:
        calculated: tree.Calculation = _from_the_left(tree.Calculation, found)
        return calculated

    def value_of(self, found: Found) -> tree.ValueOf:
        return tree.ValueOf(found[0], found[1])

    def value_at(self, found: Found) -> tree.ValueAt:
        return tree.ValueAt(found[0], found[1])

    def value_before(self, found: Found) -> tree.ValueAt:
        return tree.ValueAt(found[0], None)

    def level_of(self, found: Found) -> tree.LevelOf:
        return tree.LevelOf(found[0])

    def age_of(self, found: Found) -> tree.AgeOf:
        return tree.AgeOf(found[0], found[1])

    def leading(self, found: Found) -> tree.Leading:
        return tree.Leading(found[0])

    def extreme_of(self, found: Found) -> tree.ExtremeOf:
        return tree.ExtremeOf(found[0], found[1:])

    def aggregate_over(self, found: Found) -> tree.AggregateOver:
        return tree.AggregateOver(found[0], found[1], found[2], found[3] if len(found) > 3 else [])

    def count_over(self, found: Found) -> tree.CountOver:
        policies = _taken(found, list) or []
        return tree.CountOver(found[0], found[1], found[2] if len(found) > 2 else None, policies)

    def conditional(self, found: Found) -> tree.Conditional:
        return tree.Conditional(found[0], found[1], found[2])

    # conditions ----------------------------------------------------------------------------

    def asserted_context(self, found: Found) -> tree.Asserted:
        return tree.Asserted(found[0], "context")

    def judged_yes(self, found: Found) -> tree.Judged:
        return tree.Judged(found[0])

    def the_same(self, _: Found) -> tree.TheSame:
        return tree.TheSame()

    def shown(self, found: Found) -> tree.Shown:
        return tree.Shown(found[0])

    def has(self, found: Found) -> tree.Has:
        return tree.Has(found[0], found[1])

    may_be = _first

    def filter_with(self, found: Found) -> tree.Filter:
        return tree.Filter("with", [found[0]], bound=found[1], limit=found[2])

    def filter_where(self, found: Found) -> tree.Filter:
        return tree.Filter("where", [], condition=found[0])


def _policy(word: str) -> Callable[[object, Found], tree.Policy]:
    def build(_: object, found: Found) -> tree.Policy:
        return tree.Policy(word, found[0] if found else None)

    return build


for _word in (
    "blank counts",
    "blank left out",
    "outside counts",
    "none left counts",
    "none left open",
):
    setattr(ValuesBuilder, _word.replace(" ", "_"), _policy(_word))
