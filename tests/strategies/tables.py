"""Small tables that join instances, each part drawn together with what it means.

The meaning is over the ranks of the instances and one finding, counted here by hand: nothing of it is asked
of the program. `ANSWERS` go from the lowest to the highest; the first is no rating but stands below them all.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import combinations_with_replacement
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Iterator

ANSWERS = ("late", "lo", "mid", "hi")
MOST = 5
"""Instances of which every case is tried."""
Truth: TypeAlias = Callable[[Sequence[int], bool], bool]
"""Of the ranks of the instances, and whether the finding is asserted."""


class Said(NamedTuple):
    """A condition and its meaning."""

    text: str
    means: Truth


class Row(NamedTuple):
    """A row: `allowed` are the ranks that it leaves, none for ``that``; `forced` take the choice away."""

    when: Said | None
    text: str
    allowed: tuple[int, ...]
    forced: tuple[tuple[Said, int], ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether nobody can choose what it leaves open."""
        return " open because " in self.text

    def is_choice(self, ranks: Sequence[int], finding: bool) -> bool:  # noqa: FBT001 - a case is ranks and an answer
        """Whether it leaves a choice that can be recorded."""
        return " judgement " in self.text and not any(said.means(ranks, finding) for said, _ in self.forced)

    def outcome(self, ranks: Sequence[int], finding: bool) -> tuple[int, ...]:  # noqa: FBT001 - a case is ranks and an answer
        """The ranks that it leaves in a case."""
        if not self.allowed:
            return tuple(range(min(ranks), max(ranks) + 1))
        found = next((rank for said, rank in self.forced if said.means(ranks, finding)), None)
        return self.allowed if found is None else (found,)


class Table(NamedTuple):
    """A table; `once`: no case may be decided twice."""

    rows: tuple[Row, ...]
    order: str

    @property
    def text(self) -> str:
        """As the language writes it."""
        return (
            f"decide join of instances {self.order} {{\n" + "\n".join(row.text for row in self.rows) + "\n}"
        )

    @property
    def once(self) -> bool:
        """Whether no case may be decided twice."""
        return self.order != "first fit"

    def fitting(self, ranks: Sequence[int], finding: bool) -> list[int]:  # noqa: FBT001 - a case is ranks and an answer
        """The places of all rows with a condition that holds, else of the row without one."""
        asked = [
            place
            for place, row in enumerate(self.rows)
            if row.when is not None and row.when.means(ranks, finding)
        ]
        return asked or [place for place, row in enumerate(self.rows) if row.when is None]

    def decided(self, ranks: Sequence[int], finding: bool) -> set[tuple[bool, tuple[int, ...]]]:  # noqa: FBT001 - a case is ranks and an answer
        """All that its fitting rows make of a case."""
        rows = [self.rows[place] for place in self.fitting(ranks, finding)]
        return {(row.is_open, row.outcome(ranks, finding)) for row in rows}


def cases() -> Iterator[tuple[tuple[int, ...], bool]]:
    """Every case of up to five instances."""
    for number in range(1, MOST + 1):
        for ranks in combinations_with_replacement(range(len(ANSWERS)), number):
            yield from ((ranks, False), (ranks, True))


# ---------------------------------------------------------------------------------- conditions


@st.composite
def _asked(draw: st.DrawFn) -> tuple[str, Callable[[int], bool]]:
    """What is asked of one instance."""
    rank, other = draw(st.integers(0, 3)), draw(st.integers(0, 3))
    word = draw(st.sampled_from(("is", "is one of", "is one of", "is at least", "is at most", "is not")))
    said = f"{word} {ANSWERS[rank]}"
    if word == "is one of":
        return f"{said}, {ANSWERS[other]}", lambda each: each in {rank, other}
    fits: dict[str, Callable[[int], bool]] = {
        "is": lambda each: each == rank,
        "is at least": lambda each: each >= rank,
        "is at most": lambda each: each <= rank,
        "is not": lambda each: each != rank,
    }
    return said, fits[word]


@st.composite
def _quantified(draw: st.DrawFn) -> Said:
    said, fits = draw(_asked())
    word = draw(st.sampled_from(("every", "some", "no")))
    means: dict[str, Truth] = {
        "every": lambda ranks, _: all(map(fits, ranks)),
        "some": lambda ranks, _: any(map(fits, ranks)),
        "no": lambda ranks, _: not any(map(fits, ranks)),
    }
    return Said(f"{word} instance {said}", means[word])


@st.composite
def _counted(draw: st.DrawFn) -> Said:
    said, fits = draw(_asked())
    word, number = draw(st.sampled_from(("at least", "at most", "below", "above"))), draw(st.integers(0, 3))
    share = draw(st.booleans())
    limit = number * 25 if share else number

    def means(ranks: Sequence[int], _: bool) -> bool:  # noqa: FBT001 - a case is ranks and an answer
        found = Fraction(sum(map(fits, ranks)))
        if share:
            found = 100 * found / len(ranks)
        return {
            "at least": found >= limit,
            "at most": found <= limit,
            "below": found < limit,
            "above": found > limit,
        }[word]

    counted = f"({'share' if share else 'count'} of every instance that {said})"
    return Said(f"{counted} {word} {limit}{'%' if share else ''}", means)


SAME = Said("every instance is the same", lambda ranks, _: len(set(ranks)) == 1)
_FINDING = Said("finding doubt", lambda _, finding: finding)


def _joined(word: str, parts: list[Said]) -> Said:
    test = all if word == "and" else any
    return Said(
        "(" + f" {word} ".join(each.text for each in parts) + ")",
        lambda ranks, finding: test(each.means(ranks, finding) for each in parts),
    )


def _negated(inner: Said) -> Said:
    return Said(f"not {inner.text}", lambda ranks, finding: not inner.means(ranks, finding))


def conditions() -> st.SearchStrategy[Said]:
    """Conditions over the ratings of instances and the finding."""
    leaves = st.one_of(_quantified(), _quantified(), _counted(), st.sampled_from([SAME, _FINDING]))
    return st.recursive(
        leaves,
        lambda inner: st.one_of(
            st.builds(_joined, st.sampled_from(("and", "or")), st.lists(inner, min_size=2, max_size=4)),
            inner.map(_negated),
        ),
        max_leaves=4,
    )


# -------------------------------------------------------------------------------------- tables


@st.composite
def _rows(draw: st.DrawFn, when: Said | None) -> Row:
    begins = "  otherwise" if when is None else f"  when {when.text}"
    kind = draw(st.sampled_from(("rating", "rating", "that", "judgement", "judgement", "open")))
    if kind == "rating":
        rank = draw(st.integers(0, 3))
        return Row(when, f"{begins} -> {ANSWERS[rank]}", (rank,))
    if kind == "that":
        return Row(when, f"{begins} -> that", ())
    if kind == "open":
        return Row(when, f'{begins} -> open because "nothing is said"', (0, 1, 2, 3))
    allowed = sorted(draw(st.sets(st.integers(0, 3), min_size=1, max_size=3)))
    forced = tuple(draw(st.lists(st.tuples(conditions(), st.sampled_from(allowed)), max_size=2)))
    names = ", ".join(ANSWERS[rank] for rank in draw(st.permutations(allowed)))
    buts = "".join(f" but {ANSWERS[rank]} when {said.text}" for said, rank in forced)
    return Row(when, f"{begins} -> judgement {{ {names} }}{buts}", tuple(allowed), forced)


@st.composite
def tables(draw: st.DrawFn, *, ends: bool | None = None) -> Table:
    """A table; `ends`: whether it ends with `otherwise`, None: either way."""
    rows = [draw(_rows(said)) for said in draw(st.lists(conditions(), min_size=1, max_size=4))]
    if draw(st.booleans()) if ends is None else ends:
        rows.append(draw(_rows(None)))
    return Table(tuple(rows), draw(st.sampled_from(("first fit", "only fit", ""))))


def model_of(table: Table) -> str:
    """A model of one criterion that is joined by a table, and a level that asks for `mid`."""
    return f"""model drawn version 1.0.0
scale answer {{ outside late "Not yet"  lo value 0  mid value 1  hi value 2 }}
finding doubt "Doubt"
method joined {{ criteria judged  instances by join }}
{table.text}
capability A "A" {{ criterion c "C" }}
levels cumulative from 0 {{ 0 "None"  1 "One" requires every criterion is at least mid }}
"""
