"""Small models with one value for each level, and with levels of the organisation, drawn with what they mean.

The meaning is over exact ranks and knows nothing of plans or ranges; None stands for what does not apply.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Ranks: TypeAlias = "Mapping[str, int | None]"
WORDS = ("no", "half", "yes")
TOP = 3


class Demand(NamedTuple):
    """What a level of the organisation asks, as text, and its meaning over the levels of capabilities."""

    text: str
    means: Callable[[Mapping[str, int], int], bool]


class LevelModel(NamedTuple):
    """A model: `limit` in percent is asked on each level; `places` has the criteria of each level."""

    text: str
    places: Mapping[str, tuple[tuple[str, ...], ...]]
    limit: int
    part: bool
    demands: tuple[Demand, ...]
    mode: str

    @property
    def criteria(self) -> tuple[str, ...]:
        """The full ids of all criteria."""
        return tuple(name for levels in self.places.values() for names in levels for name in names)

    def done(self, capability: str, level: int, ranks: Ranks) -> Fraction | None:
        """The share of a level's criteria that are rated as it is asked, in percent; None: none is left."""
        least = 1 if self.part else 2
        asked = [rank for name in self.places[capability][level - 1] if (rank := ranks[name]) is not None]
        if not asked:
            return None
        return Fraction(100 * sum(rank >= least for rank in asked), len(asked))

    def leading(self, capability: str, ranks: Ranks) -> Fraction | None:
        """How many levels are done before the first that is not, and the part of that; None as before."""
        asked = [self.done(capability, level, ranks) for level in range(1, TOP + 1)]
        shares = [each / 100 for each in asked if each is not None]
        below = next((place for place, each in enumerate(shares) if each < 1), None)
        if not shares:
            return None
        return Fraction(len(shares)) if below is None else below + shares[below]

    def level(self, capability: str, ranks: Ranks) -> int:
        """The level of a capability: cumulative, each asks for the same share."""
        reached = 0
        for level in range(1, TOP + 1):
            found = self.done(capability, level, ranks)
            if found is None or found < self.limit:
                break
            reached = level
        return reached

    def organisation(self, ranks: Ranks) -> int:
        """The level of the organisation."""
        levels = {name: self.level(name, ranks) for name in self.places}
        holds = [demand.means(levels, order) for order, demand in enumerate(self.demands, 1)]
        if self.mode == "independent":
            return max((order for order, held in enumerate(holds, 1) if held), default=0)
        return next((order for order, held in enumerate(holds) if not held), len(holds))


@st.composite
def _demands(draw: st.DrawFn, names: tuple[str, ...]) -> Demand:
    kind = draw(st.sampled_from(("every", "some", "count", "one", "either")))
    name, other = draw(st.sampled_from(names)), draw(st.sampled_from(names))
    least, level = draw(st.integers(1, len(names))), draw(st.integers(1, TOP))
    return {
        "every": Demand(f"every capability reaches level {level}", lambda of, _: min(of.values()) >= level),
        "some": Demand(f"some capability reaches level {level}", lambda of, _: max(of.values()) >= level),
        "count": Demand(
            f"(count of every capability that reaches level {level}) at least {least}",
            lambda of, _: sum(each >= level for each in of.values()) >= least,
        ),
        "one": Demand(f"{name} reaches level {level}", lambda of, _: of[name] >= level),
        "either": Demand(
            f"{name} reaches level {level} or not ({other} reaches level 1)",
            lambda of, _: of[name] >= level or of[other] < 1,
        ),
    }[kind]


@st.composite
def level_models(draw: st.DrawFn) -> LevelModel:
    """A model of one to three capabilities, each with one or two criteria at each of three levels."""
    places = {
        name: tuple(
            tuple(f"{name}.{level}.{place}" for place in range(draw(st.integers(1, 2))))
            for level in range(1, TOP + 1)
        )
        for name in ("A", "B", "C")[: draw(st.integers(1, 3))]
    }
    limit, part = draw(st.sampled_from((0, 50, 100))), draw(st.booleans())
    demands = tuple(draw(st.lists(_demands(tuple(places)), min_size=1, max_size=3)))
    mode = draw(st.sampled_from(("cumulative", "independent", "first stop")))
    said = "is at least half" if part else "is yes"
    capabilities = "\n".join(
        f'capability {name} "{name}" {{\n'
        + "\n".join(
            f'  criterion {criterion.partition(".")[2]} "C" at level {level}'
            for level, criteria in enumerate(levels, 1)
            for criterion in criteria
        )
        + "\n}"
        for name, levels in places.items()
    )
    rows = "\n".join(f'  {order} "{order}" requires {each.text}' for order, each in enumerate(demands, 1))
    text = f"""model drawn version 1.0.0
scale mark {{ no value 0  half value 1  yes value 2 }}
value done of capability on each level n = share of every criterion at level n that {said}
value place of capability = leading done
levels cumulative from 0 {{
  0 "None"
  every level n requires done on level n at least {limit}%
  1 "One"
  2 "Two"
  3 "Three"
}}
{capabilities}
maturity staged {mode} from 0 {{
  0 "None"
{rows}
}}
"""
    return LevelModel(text, places, limit, part, demands, mode)
