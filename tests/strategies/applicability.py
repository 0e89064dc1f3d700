"""Small models whose criteria apply under conditions, each condition drawn together with what it means.

They are the models of `tests.strategies.values`, with `applies when` added to their criteria. What is asked
beside ratings stands in the same mapping as the ratings, under the names in `FACTS`.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from hypothesis import strategies as st

from tests.strategies.values import CODES, Said, ValueModel, conditions, rated, value_models

if TYPE_CHECKING:
    from tests.strategies.values import Ratings

FACTS = {"doubt": 1, "remote": 1, "big": 1, "size": 4}
"""A finding, a context, a fact and a number that an assessment states; each with its highest value."""
_DECLARED = """finding doubt "Doubt"
context remote "Remote"
input big "Big" : truth
input size "Size" : count 0 .. 4
"""


class ConditionalModel(NamedTuple):
    """A model with values, and under which condition each of its criteria applies; none: it always does."""

    model: ValueModel
    applies: tuple[Said | None, ...]

    @property
    def text(self) -> str:
        """As the language writes it."""
        text = self.model.text
        for place, said in enumerate(self.applies):
            if said is not None:
                line = next(each for each in text.splitlines() if each.startswith(f"  criterion c{place} "))
                text = text.replace(line, f"{line} {{ applies when {said.text} }}")
        sets = [
            f"set before{place} = {{ {', '.join(self.model.criteria[:place])} }}\n"
            for place in range(1, len(self.model.criteria))
        ]
        return text + _DECLARED + "".join(sets)

    def effective(self, ratings: Ratings) -> dict[str, int | None]:
        """The same ratings, without those of criteria that do not apply."""
        found = dict(ratings)
        for name, said in zip(self.model.criteria, self.applies, strict=True):
            if said is not None and not said.means(found):
                found[name] = None
        return found


def _is(name: str, text: str) -> Said:
    return Said(text, lambda ratings: ratings[name] == 1)


@st.composite
def _sized(draw: st.DrawFn) -> Said:
    word, limit = draw(st.sampled_from(("at least", "below"))), draw(st.integers(0, 4))

    def means(ratings: Ratings) -> bool:
        size = ratings["size"]
        assert size is not None
        return size >= limit if word == "at least" else size < limit

    return Said(f"size {word} {limit}", means)


@st.composite
def _rated(draw: st.DrawFn, names: tuple[str, ...]) -> Said:
    """Another criterion's rating, which holds of nothing that does not apply."""
    name, rank = draw(st.sampled_from(names)), draw(st.integers(1, 3))
    said = ("none", "some", "most", "full")[rank]
    if draw(st.booleans()):
        return Said(f"{name} at least {said}", lambda ratings: (ratings[name] or 0) >= rank)
    return Said(f"{name} is not applicable", lambda ratings: ratings[name] is None)


def _both(word: str, one: Said, other: Said) -> Said:
    test = all if word == "and" else any
    return Said(
        f"({one.text} {word} {other.text})", lambda ratings: test([one.means(ratings), other.means(ratings)])
    )


def _negated(said: Said) -> Said:
    return Said(f"not {said.text}", lambda ratings: not said.means(ratings))


def _of_set(said: Said, name: str) -> Said:
    """A condition over all criteria as one over those of a set."""
    text = said.text
    for word in ("every", "some"):
        text = text.replace(f"{word} criterion", f"{word} criterion of {name}")
    return Said(f"({text})", said.means)


def facts(names: tuple[str, ...] = ()) -> st.SearchStrategy[Said]:
    """Conditions over what is stated beside ratings, and over some criteria."""
    leaves = [
        st.sampled_from(
            [_is("doubt", "finding doubt"), _is("remote", "context remote"), _is("big", "big is yes")]
        ),
        _sized(),
        *(
            (_rated(names), conditions(names).map(lambda said: _of_set(said, f"before{len(names)}")))
            if names
            else ()
        ),
    ]
    return st.recursive(
        st.one_of(leaves),
        lambda inner: st.one_of(
            inner.map(_negated), st.builds(_both, st.sampled_from(("and", "or")), inner, inner)
        ),
        max_leaves=2,
    )


@st.composite
def conditional_models(draw: st.DrawFn) -> ConditionalModel:
    """A model of `value_models` in which about every second criterion applies under a condition."""
    model = draw(value_models())
    return ConditionalModel(
        model,
        tuple(
            draw(st.one_of(st.none(), facts(model.criteria[:place]))) for place in range(len(model.criteria))
        ),
    )


@st.composite
def answered(draw: st.DrawFn, model: ConditionalModel) -> dict[str, int | None]:
    """A rank for each criterion, and an answer to all that is asked beside."""
    return {
        **draw(rated(model.model)),
        **{name: draw(st.integers(0, highest)) for name, highest in FACTS.items()},
    }


@st.composite
def choosing_models(draw: st.DrawFn) -> ConditionalModel:
    """A model of which the first value takes the rating of one criterion or a number, as others demand."""
    names = ("A.c0", "A.c1", "A.c2")
    when, also = draw(conditions(names[1:])), draw(conditions(names[1:]))
    number, other, limit = (draw(st.integers(0, 4)) for _ in range(3))

    def score(ratings: Ratings) -> Fraction | None:
        if not when.means(ratings):
            return Fraction(number)
        return CODES[rank] if (rank := ratings["A.c0"]) is not None else None

    def best(ratings: Ratings) -> Fraction | None:
        return score(ratings) if also.means(ratings) else Fraction(other)

    def levels(ratings: Ratings) -> int:
        one, two = score(ratings), best(ratings)
        if one is None or one < limit:
            return 0
        return 2 if two is not None and two <= limit else 1

    criteria = "\n".join(
        f'  criterion c{place} "C" {"tagged odd " if place % 2 else ""}weight {place} with points {place}'
        if place
        else '  criterion c0 "C" '
        for place in range(len(names))
    )
    text = f"""model drawn version 1.0.0
scale answer {{ none value 0  some value 1  most value 1.5  full value 4 }}
tag odd "Odd"
property points of criterion : number
set asked = {{ A.c1, A.c2 }}
capability A "A" {{
{criteria}
}}
value score of capability = if {_of_set(when, "asked").text} then A.c0 otherwise {number}
value best of capability = if {_of_set(also, "asked").text} then score otherwise {other}
levels cumulative from 0 {{
  0 "None"
  1 "One" requires score at least {limit}
  2 "Two" requires best at most {limit}
}}
"""
    model = ValueModel(text, names, {"score": score, "best": best}, levels)
    return ConditionalModel(model, (None, draw(st.one_of(st.none(), facts())), None))
