"""From the parser's reductions to the tree: one method for each rule of the grammar.

The parser calls these while it parses, so no second tree is ever built. Nothing is checked here.
"""

# A method is named for its grammar rule and takes what that rule found, in order.
from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxrules.syntax import tree
from cxrules.syntax.mapping_build import MappingBuilder
from cxrules.syntax.measures_build import MeasuresBuilder
from cxrules.syntax.testing_build import TestingBuilder
from cxrules.syntax.values_build import ValuesBuilder

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import UnionType

Found = list[Any]


def words(_: Builder, found: Found) -> str:
    """Join the words of a keyword that has several."""
    return " ".join(found)


def first(_: Builder, found: Found) -> Any:
    """Pass on the one thing that was found."""
    return found[0]


def _all(_: Builder, found: Found) -> Found:
    return found


def _counted(found: Found) -> tuple[str, tree.Leaf | None]:
    """Part the words of `at least 2` from the count."""
    said = [part for part in found if isinstance(part, str)]
    return " ".join(said), None if len(said) == len(found) else found[-1]


def _split(found: Found, kind: type | tuple[type, ...] | UnionType) -> tuple[Any, Found]:
    """Take an optional first item of a kind off the front."""
    if found and isinstance(found[0], kind):
        return found[0], found[1:]
    return None, found


class Builder(ValuesBuilder, MeasuresBuilder, MappingBuilder, TestingBuilder):
    """Builds the tree of one declaration, or of a whole file."""

    # The parser itself hands over leaves for names, texts and numbers, and the word for a keyword.

    def start(self, found: Found) -> tree.File:
        return tree.File(found)

    # words ---------------------------------------------------------------------------------

    id = id_word = number = version = percent = date = below_zero = first
    names = _all
    numbers = _all
    subjects = _all
    ratings = _all

    def name_range(self, found: Found) -> tree.NameRange:
        return tree.NameRange(found[0], found[1])

    header_word = property_word = use_word = term_word = above = levels_mode = words
    aggregated_word = rounding_word = shows_word = word_kind = every_or = parameter_type = scope_kind = words
    bound_word = reach = reach_of = other = of_percent = installed = words

    # header --------------------------------------------------------------------------------

    def header(self, found: Found) -> tree.Header:
        return tree.Header(found[0], found[1], found[2], found[3:])

    def mapping_header(self, found: Found) -> tree.Header:
        return tree.Header("mapping", found[0], found[1], found[2:])

    def property(self, found: Found) -> tree.Property:
        return tree.Property(found[0], found[1])

    def range_part(self, found: Found) -> tuple[str, tree.Leaf]:
        return ("", found[0]) if len(found) == 1 else (str(found[0]), found[1])

    def range(self, found: Found) -> tree.Range:
        return tree.Range(found)

    def use(self, found: Found) -> tree.Use:
        return tree.Use(found[0], found[1], found[2], optional=len(found) > 3)

    def serves(self, found: Found) -> tree.Use:
        return tree.Use("for", found[0], found[1], optional=False)

    def term(self, found: Found) -> tree.Term:
        return tree.Term(found[0], found[1])

    # framework -----------------------------------------------------------------------------

    def met(self, found: Found) -> tuple[str, tree.Leaf]:
        return ("met", found[0])

    def scale(self, found: Found) -> tree.Scale:
        name, rest = found[0], found[1:]
        title, rest = _split(rest, tree.Leaf)
        met, rest = _split(rest, tuple)
        return tree.Scale(name, title, met[1] if met else None, rest)

    def band(self, found: Found) -> tuple[bool, tree.Leaf, tree.Leaf]:
        return (len(found) > 2, found[-2], found[-1])

    def scale_value(self, found: Found) -> tree.ScaleValue:
        title, rest = _split(found[1:-1], tree.Leaf)
        band, _ = _split(rest, tuple)
        above, low, high = band or (False, None, None)
        return tree.ScaleValue(found[0], title, above, low, high, found[-1])

    def upper(self, found: Found) -> tuple[str, tree.Leaf]:
        return ("to", found[0])

    def refined_value(self, found: Found) -> tree.RefinedValue:
        title, rest = _split(found[1:-1], tree.Leaf)
        return tree.RefinedValue(found[0], title, rest[0][1] if rest else None, found[-1])

    def refine(self, found: Found) -> tree.Refine:
        return tree.Refine(found[0], found[1], found[2:])

    def judged(self, _: Found) -> tree.MethodPart:
        return tree.MethodPart("criteria")

    def aggregated(self, found: Found) -> tree.MethodPart:
        return tree.MethodPart(found[0], found[1])

    def method_scale(self, found: Found) -> tree.MethodPart:
        return tree.MethodPart("scale", scale=found[0])

    def method(self, found: Found) -> tree.Method:
        title, rest = _split(found[1:], tree.Leaf)
        return tree.Method(found[0], title, rest)

    aggregate = quantifier = _all

    def rounding(self, found: Found) -> tuple[str]:
        return (found[0],)

    def aggregation(self, found: Found) -> tree.Aggregation:
        word, count = _counted(found[0])
        rounding = next((part[0] for part in found[1:] if isinstance(part, tuple)), None)
        percent = any(part == "of percent" for part in found[1:])
        return tree.Aggregation(word, count, percent, rounding)

    def from_criteria(self, _: Found) -> tree.From:
        return tree.From("criteria", [])

    def from_practices(self, found: Found) -> tree.From:
        return tree.From("practices", found[0] if found else [])

    def achievements(self, found: Found) -> tree.Count:
        return tree.Count("achievements", found[0])

    def outcomes(self, found: Found) -> tree.Count:
        return tree.Count("outcomes", found[0])

    def attribute(self, found: Found) -> tree.Attribute:
        past = [part for part in found[3:] if isinstance(part, tree.Past)]
        return tree.Attribute(found[0], found[1], found[2], found[3 + len(past) :], past)

    def practices(self, found: Found) -> tree.Practices:
        title, rest = _split(found[1:], tree.Leaf)
        return tree.Practices(found[0], title, rest)

    def practice(self, found: Found) -> tree.Criterion:
        return tree.Criterion("practice", found[0], found[1], found[2:])

    def level(self, found: Found) -> tree.Level:
        return tree.Level(found[0], found[1], found[2] if len(found) > 2 else None)

    def levels(self, found: Found) -> tree.Levels:
        return tree.Levels(found[0], found[1], found[2:])

    # model ---------------------------------------------------------------------------------

    def in_group(self, found: Found) -> tuple[str, tree.Leaf]:
        return ("in", found[0])

    def up_to_level(self, found: Found) -> tuple[str, tree.Leaf]:
        return ("to", found[0])

    def as_kind(self, found: Found) -> tuple[str, tree.Leaf]:
        return ("as", found[0])

    def group(self, found: Found) -> tree.Group:
        said: dict[str, tree.Leaf] = dict(part for part in found if isinstance(part, tuple))
        carrying = found[-1] if isinstance(found[-1], tree.Carrying) else None
        return tree.Group(found[0], found[1], said.get("in"), said.get("as"), carrying)

    def capability(self, found: Found) -> tree.Capability:
        past = [part for part in found if isinstance(part, tree.Past)]
        clauses = (tuple, tree.Carrying, tree.Tagged, tree.Renamed, tree.Deprecated)
        said: dict[str, tree.Leaf] = dict(part for part in found if isinstance(part, tuple))
        tags = [name for part in found if isinstance(part, tree.Tagged) for name in part.names]
        carried = [each for part in found if isinstance(part, tree.Carrying) for each in part.items]
        carrying = tree.Carrying(carried) if carried else None
        parts = [part for part in found[2:] if not isinstance(part, clauses)]
        return tree.Capability(
            found[0], found[1], said.get("in"), parts, said.get("to"), tags, carrying, past
        )

    def purpose(self, found: Found) -> tree.Purpose:
        return tree.Purpose(found[0])

    def tagged(self, found: Found) -> tree.Tagged:
        return tree.Tagged(found[0])

    def shows(self, found: Found) -> tree.Shows:
        return tree.Shows(found[0], found[1])

    def weight(self, found: Found) -> tree.Weight:
        return tree.Weight(found[0])

    def at_level(self, found: Found) -> tree.AtLevel:
        return tree.AtLevel(found[0])

    def renamed(self, found: Found) -> tree.Renamed:
        return tree.Renamed(found)

    def deprecated(self, found: Found) -> tree.Deprecated:
        return tree.Deprecated(found[0])

    def prerequisite(self, found: Found) -> tree.Prerequisite:
        return tree.Prerequisite(found[0], found[1] if len(found) > 1 else None)

    def criterion(self, found: Found) -> tree.Criterion:
        clauses = [part for part in found[2:] if isinstance(part, tree.Clause)]
        return tree.Criterion("criterion", found[0], found[1], clauses, found[2 + len(clauses) :])

    def item_link(self, found: Found) -> tree.ItemLink:
        return tree.ItemLink(found[0], found[1] if len(found) > 1 else None)

    def requirement(self, found: Found) -> tree.Requirement:
        return tree.Requirement(found[0], found[1])

    def word(self, found: Found) -> tree.Word:
        return tree.Word(found[0], found[1], found[2], names_subjects=len(found) > 3)

    def parameter(self, found: Found) -> tree.Parameter:
        title, rest = _split(found[1:], tree.Leaf)
        since = [part for part in rest if isinstance(part, tree.Since)]
        parts = [part for part in rest[2:] if not isinstance(part, tree.Since)]
        return tree.Parameter(found[0], title, rest[0], rest[1], parts, since)

    def scope(self, found: Found) -> tree.Scope:
        kind, rest = _split(found[2:], str)
        return tree.Scope(found[0], found[1], kind, rest[0])

    def target_line(self, found: Found) -> tree.TargetLine:
        return tree.TargetLine(found[0], found[2], found[3] if len(found) > 3 else None)

    def target(self, found: Found) -> tree.Target:
        title, rest = _split(found[1:], tree.Leaf)
        return tree.Target(found[0], title, rest)

    # rules ---------------------------------------------------------------------------------

    def it(self, _: Found) -> tree.It:
        return tree.It()

    def rating(self, found: Found) -> tree.RatingValue:
        return tree.RatingValue(found[0], parameter=False)

    def parameter_value(self, found: Found) -> tree.RatingValue:
        return tree.RatingValue(found[0], parameter=True)

    def level_number(self, found: Found) -> tree.RatingValue:
        return tree.RatingValue(found[0], parameter=False)

    def template_kind(self, found: Found) -> str:
        text: str = found[0].text
        return text

    element_word = template_kind

    def template(self, found: Found) -> tree.Template:
        return tree.Template(found[0], found[1:])

    def cap(self, found: Found) -> tree.Effect:
        return tree.Effect("cap", found[0], rating=found[1])

    def lower(self, found: Found) -> tree.Effect:
        return tree.Effect("lower", found[0])

    protect_from = first

    def protect(self, found: Found) -> tree.Effect:
        return tree.Effect("protect", found[0], causes=found[1] if len(found) > 1 else [])

    def fix(self, found: Found) -> tree.Effect:
        return tree.Effect("fix", found[0], rating=found[1])

    def keep(self, found: Found) -> tree.Effect:
        return tree.Effect("keep", found[0], other=found[1])

    within = first

    def align(self, found: Found) -> tree.Effect:
        return tree.Effect("align", found[0], other=found[1], steps=found[2] if len(found) > 2 else None)

    def not_used(self, found: Found) -> tree.Effect:
        return tree.Effect("not used", found[0], causes=found[1])

    def demand_for(self, found: Found) -> tree.Effect:
        return tree.Effect("demand", found[1], demands=found[0])

    def refuse(self, found: Found) -> tree.Effect:
        return tree.Effect("refuse", [], text=found[0])

    def warn(self, _: Found) -> tree.Effect:
        return tree.Effect("warn", [])

    def rule(self, found: Found) -> tree.Rule:
        title, rest = _split(found[1:], tree.Leaf)
        template, rest = _split(rest, tree.Template)
        condition, parts = _split(rest[1:], tree.Condition)
        past = [part for part in parts if isinstance(part, tree.Past)]
        return tree.Rule(found[0], title, template, rest[0], condition, parts[len(past) :], past)

    # conditions ----------------------------------------------------------------------------

    def condition(self, found: Found) -> tree.Condition:
        return tree.Or(found)

    def conjunction(self, found: Found) -> tree.Condition:
        return found[0] if len(found) == 1 else tree.And(found)

    def negated(self, found: Found) -> tree.Condition:
        return tree.Not(found[0])

    def asserted(self, found: Found) -> tree.Asserted:
        return tree.Asserted(found[0])

    def statement(self, found: Found) -> tree.Claim:
        return tree.Claim(found[0], found[1])

    def subject_elsewhere(self, found: Found) -> tree.Elsewhere:
        return tree.Elsewhere(found[0], every=found[1] == "every", other=len(found) > 2)

    def elsewhere(self, found: Found) -> tree.Claim:
        return tree.Claim(self.subject_elsewhere(found[:-1]), found[-1])

    def listed(self, found: Found) -> tree.Claim:
        word, count = _counted(found[0])
        return tree.Claim(tree.Listed(word, count, found[1]), found[2])

    def elements(self, found: Found) -> tree.Elements:
        return tree.Elements(found[0], found[1], found[2:])

    quantified = statement

    def bound(self, found: Found) -> tree.Compare:
        held = found[1]
        return tree.Compare(found[0], [self.rating([held]) if isinstance(held, tree.Leaf) else held])

    def comparison(self, found: Found) -> tree.Compare:
        compare: tree.Compare = found[0]
        if len(found) > 1:
            compare.causes = found[1]
        return compare

    is_ = comparison

    def equal(self, found: Found) -> tree.Compare:
        return tree.Compare("is", found)

    def unequal(self, found: Found) -> tree.Compare:
        return tree.Compare("is not", found)

    def not_applicable(self, _: Found) -> tree.NotApplicable:
        return tree.NotApplicable()

    def not_rated(self, _: Found) -> tree.NotRated:
        return tree.NotRated()

    def one_of(self, found: Found) -> tree.Compare:
        return tree.Compare("one of", found[0])

    for_cause = first

    def lowest_level(self, found: Found) -> tuple[tree.RatingValue, tree.Leaf]:
        return (self.rating([found[0]]), found[1])

    def reaches(self, found: Found) -> tree.Reaches:
        excused = found[2] if len(found) > 2 else []
        if isinstance(found[1], tuple):
            return tree.Reaches(found[1][0], found[1][1], excused)
        return tree.Reaches(found[1], None, excused)

    def differs(self, found: Found) -> tree.Differs:
        return tree.Differs(found[0], found[1] if len(found) > 1 else None)


def _filter(word: str) -> Callable[[Builder, Found], tree.Filter]:
    def build(_: Builder, found: Found) -> tree.Filter:
        names = found[0] if isinstance(found[0], list) else [found[0]]
        return tree.Filter(word, names)

    return build


for _word in ("at", "below", "up to", "tagged", "in", "except", "of", "feeding"):
    setattr(Builder, f"filter_{_word.replace(' ', '_')}", _filter(_word))
