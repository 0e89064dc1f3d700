"""The capability levels of ISO/IEC 33020, row by row.

A row gives the ratings of the attributes as a table prints them: PA.1.1, then the two of each level above.
A question mark is an attribute that is not rated.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.engine.small import Make

ATTRIBUTES = ("PA.1.1", "PA.2.1", "PA.2.2", "PA.3.1", "PA.3.2", "PA.4.1", "PA.4.2", "PA.5.1", "PA.5.2")
MODEL = 'capability A "A process" { criterion 1 "What it is there for" }'

RATED = [
    ("N NN NN NN NN", 0, "nothing is achieved"),
    ("P NN NN NN NN", 0, "partially is not enough for level 1"),
    ("N FF FF FF FF", 0, "what is fully done above does not make up for a gap below"),
    ("P FF FF FF FF", 0, "nor does it for a half gap"),
    ("L NN NN NN NN", 1, "largely is enough for the level of an attribute"),
    ("F NN NN NN NN", 1, "fully is, too"),
    ("L FF FF FF FF", 1, "for level 2, level 1 must be achieved fully"),
    ("F PF FF FF FF", 1, "each attribute of level 2 is needed: the first"),
    ("F FP FF FF FF", 1, "each attribute of level 2 is needed: the second"),
    ("F LL NN NN NN", 2, "both largely"),
    ("F LF PP NN NN", 2, "one of them fully"),
    ("F FF NN NN NN", 2, "both fully"),
    ("F LF FF FF FF", 2, "for level 3, each attribute of level 2 must be achieved fully: the first"),
    ("F FL FF FF FF", 2, "for level 3, each attribute of level 2 must be achieved fully: the second"),
    ("F FF PL FF FF", 2, "a gap at level 3"),
    ("F FF LL NN NN", 3, "level 3 largely"),
    ("F FF FF PP NN", 3, "level 3 fully, level 4 partially"),
    ("F FF LF FF FF", 3, "for level 4, all of level 3 must be achieved fully"),
    ("F FF FF LL NN", 4, "level 4 largely"),
    ("F FF FF FF LP", 4, "a gap at level 5"),
    ("F FF FF FL FF", 4, "for level 5, all of level 4 must be achieved fully"),
    ("F FF FF FF LL", 5, "level 5 largely"),
    ("F FF FF FF FF", 5, "everything fully"),
]

UNFINISHED = [
    ("F ?? ?? ?? ??", 1, 5, "only level 1 is rated, and everything is possible"),
    ("L ?? ?? ?? ??", 1, 1, "nothing above can change a level that L below holds back"),
    ("P ?? ?? ?? ??", 0, 0, "the same one level lower"),
    ("? FF FF FF FF", 0, 5, "one open rating at the bottom decides between 0 and 5"),
    ("? LL NN NN NN", 0, 2, "it cannot give more than the rest allows"),
    ("F L? NN NN NN", 1, 2, "one open attribute at level 2"),
    ("F LL ?? ?? ??", 2, 2, "L at level 2 rules level 3 out, whatever is rated there"),
    ("F FF ?? LL NN", 2, 4, "two open attributes at level 3"),
    ("F FF L? FF FF", 2, 3, "level 3 may be reached, but not fully"),
    ("F FF FF F? ??", 3, 5, "the last three are open"),
]


@pytest.mark.parametrize(("ratings", "level", "why"), RATED)
def test_level_of_a_rated_process(make: Make, ratings: str, level: int, why: str) -> None:
    seen = make(MODEL).evaluate(_rated(ratings))
    assert seen.level() == (level, level), why
    assert seen.state() == "rated"


@pytest.mark.parametrize(("ratings", "guaranteed", "possible", "why"), UNFINISHED)
def test_levels_of_an_unfinished_assessment(
    make: Make, ratings: str, guaranteed: int, possible: int, why: str
) -> None:
    seen = make(MODEL).evaluate(_rated(ratings))
    assert seen.level() == (guaranteed, possible), why
    assert seen.state() == ("rated" if guaranteed == possible else "open")


def test_a_plain_map_of_ratings_gives_the_same_levels(make: Make) -> None:
    model = make(MODEL)
    for ratings, level, why in RATED:
        assert model.load().levels(_rated(ratings)) == {"A": (level, level)}, why


def _rated(row: str) -> dict[str, str]:
    letters = row.replace(" ", "")
    return {f"A.{name}": each for name, each in zip(ATTRIBUTES, letters, strict=True) if each != "?"}
