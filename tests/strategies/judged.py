"""Small models of which a decision leaves a choice to people, drawn with what it allows in each case."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hypothesis import strategies as st

from tests.strategies.values import RATINGS, Said, conditions

if TYPE_CHECKING:
    from tests.strategies.values import Ratings


class Row(NamedTuple):
    """A row: the ranks that it allows, and those that are forced where a condition holds."""

    when: Said
    allowed: tuple[int, ...]
    forced: tuple[tuple[Said, int], ...]

    @property
    def text(self) -> str:
        """As the language writes it."""
        names = ", ".join(RATINGS[rank] for rank in self.allowed)
        buts = "".join(f" but {RATINGS[rank]} when {said.text}" for said, rank in self.forced)
        return f"  when {self.when.text} -> judgement {{ {names} }}{buts}"


class JudgedModel(NamedTuple):
    """A model: the first level asks for a `verdict` of at least `limit`, the second for one below the top."""

    rows: tuple[Row, ...]
    otherwise: int
    limit: int
    criteria: tuple[str, ...]

    @property
    def text(self) -> str:
        """As the language writes it."""
        criteria = "\n".join(
            f'  criterion c{place} "C" {"" if place % 2 else "tagged odd "}'
            f"weight {place + 1} with points {place + 1}"
            for place in range(len(self.criteria))
        )
        rows = "\n".join(row.text for row in self.rows)
        return f"""model drawn version 1.0.0
scale answer {{ none value 0  some value 1  most value 1.5  full value 4 }}
tag odd "Odd"
property points of criterion : number
capability A "A" {{
{criteria}
}}
decide verdict of capability first fit {{
{rows}
  otherwise -> {RATINGS[self.otherwise]}
}}
levels cumulative from 0 {{
  0 "None"
  1 "One" requires verdict at least {RATINGS[self.limit]}
  2 "Two" requires not (verdict is full)
}}
"""

    def allowed(self, ratings: Ratings, chosen: int | None = None) -> tuple[int, ...]:
        """The ranks that are left when all is rated; a choice that was recorded is the only one."""
        row = next((row for row in self.rows if row.when.means(ratings)), None)
        if row is None:
            return (self.otherwise,)
        forced = next((rank for said, rank in row.forced if said.means(ratings)), None)
        if forced is not None:
            return (forced,)
        return (chosen,) if chosen in row.allowed and chosen is not None else row.allowed

    def level(self, rank: int) -> int:
        """The level that a verdict gives."""
        return (1 if rank == len(RATINGS) - 1 else 2) if rank >= self.limit else 0


@st.composite
def _rows(draw: st.DrawFn, names: tuple[str, ...]) -> Row:
    allowed = tuple(sorted(draw(st.sets(st.integers(0, 3), min_size=2, max_size=3))))
    forced = draw(st.lists(st.tuples(conditions(names), st.sampled_from(allowed)), max_size=2))
    return Row(draw(conditions(names)), allowed, tuple(forced))


@st.composite
def judged_models(draw: st.DrawFn) -> JudgedModel:
    """A model of one capability and a decision of one to three rows."""
    names = tuple(f"A.c{place}" for place in range(draw(st.integers(1, 3))))
    rows = tuple(draw(st.lists(_rows(names), min_size=1, max_size=3)))
    return JudgedModel(rows, draw(st.integers(0, 3)), draw(st.integers(1, 3)), names)
