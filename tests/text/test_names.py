"""Near names: what is offered, and that nothing far-fetched is."""

import pytest
from hypothesis import given, strategies as st

from cxrules.text import near

KNOWN = [
    "SWE.1",
    "SWE.2",
    "SWE.1.BP1",
    "SUP.1",
    "capability",
    "feasibility-missing",
    "links-missing",
    "L",
]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("capabilty", "capability"),
        ("capabiltiy", "capability"),
        ("Capability", "capability"),
        ("links_missing", "links-missing"),
        ("feasability-missing", "feasibility-missing"),
        ("SWE1", "SWE.1"),
        ("SWE.1.BP11", "SWE.1.BP1"),
        ("swe.2", "SWE.2"),
        ("l", "L"),
    ],
)
def test_a_slip_finds_the_name_that_was_meant(written: str, meant: str) -> None:
    assert near(written, KNOWN) == meant


@pytest.mark.parametrize("written", ["", "X", "MAN.3", "zzz", "something else entirely"])
def test_nothing_is_offered_where_nothing_is_near(written: str) -> None:
    assert near(written, KNOWN) is None


def test_no_candidates_no_name() -> None:
    assert near("SWE.1", []) is None


def test_the_name_itself_is_never_offered() -> None:
    assert near("SWE.1", ["SWE.1"]) is None


def test_of_two_equally_near_the_longer_common_beginning_wins() -> None:
    assert near("SWE.9", ["XWE.9", "SWE.4"]) == "SWE.4"


def test_of_two_equal_in_everything_the_first_wins() -> None:
    assert near("SWE.9", ["SWE.4", "SWE.5"]) == "SWE.4"


def test_candidates_may_be_used_up() -> None:
    assert near("SWE1", iter(KNOWN)) == "SWE.1"


def slips(one: str, other: str) -> int:
    """Count slips the plain way: the definition, without any shortcut."""
    table = {(i, 0): i for i in range(len(one) + 1)} | {(0, j): j for j in range(len(other) + 1)}
    for i in range(1, len(one) + 1):
        for j in range(1, len(other) + 1):
            changed = table[i - 1, j - 1] + (one[i - 1] != other[j - 1])
            table[i, j] = min(table[i - 1, j] + 1, table[i, j - 1] + 1, changed)
            if i > 1 and j > 1 and one[i - 2 : i] == other[j - 2 : j][::-1]:
                table[i, j] = min(table[i, j], table[i - 2, j - 2] + 1)
    return table[len(one), len(other)]


WORDS = st.text(alphabet="abcd", min_size=2, max_size=9)


@given(WORDS, st.lists(WORDS, max_size=6))
def test_the_name_offered_is_one_with_the_fewest_slips(written: str, known: list[str]) -> None:
    others = [name for name in known if name != written]
    fewest = min((slips(written, name) for name in others), default=99)
    offered = near(written, known)
    if fewest > max(len(written) // 3, 1):
        assert offered is None
    else:
        assert offered is not None
        assert slips(written, offered) == fewest
