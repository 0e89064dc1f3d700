"""The measurement framework holds the facts of the published one."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from cxrules.semantics.frameworks import rows_of
from cxrules.syntax import tree
from tests.rulesets.reading import read, reference

FRAMEWORK = "iso-33020"


def _percent(leaf: tree.Leaf | None) -> Fraction | None:
    return Fraction(leaf.text.rstrip("%")) if leaf else None


def _scale() -> tree.Scale:
    (scale,) = read(FRAMEWORK).all(tree.Scale)
    return scale


def test_the_scale_has_the_bands_of_the_reference() -> None:
    facts = reference("automotive-spice-4.0.yaml")["rating_scale"]
    assert [value.name.text for value in _scale().values] == facts["ordinal"]
    for value in _scale().values:
        assert isinstance(value, tree.ScaleValue)
        band = facts["bands_percent"][value.name.text]
        assert _percent(value.high) == band["le"]
        assert _percent(value.low) == (band["gt"] if value.above else band["ge"])
        assert value.above == (band["gt"] is not None)
        assert int(value.value.text) == facts["interval_encoding"][value.name.text]


def test_bands_touch_and_fill_the_whole() -> None:
    values = [value for value in _scale().values if isinstance(value, tree.ScaleValue)]
    assert _percent(values[0].low) == 0
    assert _percent(values[-1].high) == 100
    for lower, upper in pairwise(values):
        assert _percent(lower.high) == _percent(upper.low)
        assert upper.above


def test_the_refined_scale_halves_the_middle_steps() -> None:
    facts = reference("automotive-spice-4.0.yaml")["rating_scale"]
    (refined,) = read(FRAMEWORK).all(tree.Refine)
    assert refined.base.text == _scale().name.text
    assert [value.name.text for value in refined.values] == facts["refined_ordinal"]
    codes = {value.name.text: int(value.value.text) for value in refined.values}
    assert codes == facts["refined_interval_encoding"]
    for value in refined.values:
        if value.to:
            band = facts["refined_bands_percent"][value.name.text]
            assert _percent(value.to) == Fraction(str(band["le"]))


def test_the_first_method_is_the_default_one() -> None:
    methods = read(FRAMEWORK).all(tree.Method)
    assert [method.name.text for method in methods[:3]] == ["R2", "R1", "R3"]
    judged, joined = methods[0].parts
    assert judged.aggregation is None
    assert joined.word == "instances"
    assert joined.aggregation == tree.Aggregation("mean", None, percent=False, rounding="up")


def test_every_way_of_joining_has_a_method() -> None:
    parts = [part for method in read(FRAMEWORK).all(tree.Method) for part in method.parts]
    words = {part.aggregation.word for part in parts if part.aggregation}
    assert words == {"mean", "weighted mean", "median", "lowest", "at least"}
    assert any(part.word == "together" for part in parts)
    assert any(part.aggregation and part.aggregation.percent for part in parts)
    assert any(part.scale for part in parts)


def test_a_mean_of_numbers_says_how_it_rounds() -> None:
    for method in read(FRAMEWORK).all(tree.Method):
        for part in method.parts:
            made = part.aggregation
            if made and made.word in {"mean", "weighted mean", "median"} and not made.percent:
                assert made.rounding == "up", method.name.text


def test_nine_attributes_at_their_levels() -> None:
    facts = reference("automotive-spice-4.0.yaml")["process_attributes"]
    attributes = read(FRAMEWORK).all(tree.Attribute)
    held = {each.name.text: int(each.level.text) for each in attributes}
    assert held == {each["id"].replace(" ", "."): each["level"] for each in facts}
    sources = [part.word for each in attributes for part in each.parts if isinstance(part, tree.From)]
    assert sources == ["criteria"] + ["practices"] * 8


def test_levels_have_the_names_of_the_reference() -> None:
    facts = reference("automotive-spice-4.0.yaml")["capability_level_model"]["levels"]
    (levels,) = read(FRAMEWORK).all(tree.Levels)
    assert levels.mode == "cumulative"
    assert levels.start.text == "0"
    assert {int(each.order.text): each.title.text for each in rows_of(levels)} == {
        order: level["name"] for order, level in facts.items()
    }


def _required(level: tree.Level) -> dict[str, str]:
    """What a level requires of each attribute, read from its condition, as the reference prints it."""
    attributes = {each.name.text: each.level.text for each in read(FRAMEWORK).all(tree.Attribute)}
    if level.condition is None:
        return {}
    claims = level.condition.parts if isinstance(level.condition, tree.And) else [level.condition]
    found: dict[str, str] = {}
    for claim in claims:
        assert isinstance(claim, tree.Claim)
        assert isinstance(claim.predicate, tree.Compare)
        first = claim.predicate.ratings[0]
        assert isinstance(first, tree.RatingValue)
        rating = first.name.text
        word = {("at least", "L"): "LF", ("is", "F"): "F"}[claim.predicate.word, rating]
        if isinstance(claim.about, tree.Leaf):
            found[claim.about.text] = word
            continue
        assert isinstance(claim.about, tree.Elements)
        assert (claim.about.word, claim.about.kind) == ("every", "attribute")
        (chosen,) = claim.about.filters
        (bound,) = chosen.names
        assert isinstance(bound, tree.Leaf)
        for attribute, order in attributes.items():
            if (order == bound.text) if chosen.word.startswith("at") else (order < bound.text):
                found[attribute] = word
    return found


def test_levels_require_what_the_table_says() -> None:
    facts = reference("automotive-spice-4.0.yaml")["capability_level_model"]["levels"]
    (levels,) = read(FRAMEWORK).all(tree.Levels)
    for level in rows_of(levels):
        wanted = {
            name.replace(" ", "."): word for name, word in facts[int(level.order.text)]["requires"].items()
        }
        assert _required(level) == wanted, level.title.text
