"""What version follows from a change, and how levels that are demanded compare."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from cxrules.compare.versions.facts import demanded
from cxrules.compare.versions.following import GRADES, Grade, Reason, following
from cxrules.compare.versions.judged import Verdict, together

LEVELS = st.dictionaries(st.sampled_from("ABC"), st.integers(0, 3))


@pytest.mark.parametrize(
    ("old", "grade", "least"),
    [
        ("4.0.0", "breaking", "5.0.0"),
        ("4.0.0", "additive", "4.1.0"),
        ("4.0.0", "patch", "4.0.1"),
        ("0.3.1", "breaking", "0.4.0"),
        ("0.3.1", "additive", "0.3.2"),
        ("4", "breaking", "5.0.0"),
    ],
)
def test_the_least_version(old: str, grade: Grade, least: str) -> None:
    found = following(old, least, [Reason(grade, "so", ("A",)), Reason("patch", "so", ("B",))])
    assert (found.grade, found.least, found.honoured, found.changed) == (grade, least, True, True)
    assert not following(old, old, [Reason(grade, "so", ("A",))]).honoured


def test_reasons_about_nothing_do_not_count() -> None:
    found = following("1.2.3", "1.2.3", [Reason("breaking", "so", ())])
    assert (found.grade, found.least, found.honoured, found.changed) == ("patch", "1.2.3", True, False)


@given(st.lists(st.sampled_from(GRADES), min_size=1))
def test_the_gravest_reason_decides(grades: list[Grade]) -> None:
    found = following("1.0.0", "9.0.0", [Reason(each, "so", ("A",)) for each in grades])
    assert found.grade == max(grades, key=GRADES.index)


@given(LEVELS, LEVELS)
def test_demands_compare_both_ways(one: dict[str, int], other: dict[str, int]) -> None:
    opposite = {"stricter": "laxer", "laxer": "stricter"}
    there, back = demanded(one, other), demanded(other, one)
    assert back == opposite.get(there, there)
    if there in {"equal", "stricter"}:
        for reached in (dict.fromkeys("ABC", 3), one, other):
            met = [
                all(reached.get(name, 0) >= level for name, level in each.items()) for each in (one, other)
            ]
            assert met[0] or not met[1]


@given(st.lists(st.sampled_from(["equal", "stricter", "laxer", "incomparable", "not proven"])))
def test_verdicts_together(verdicts: list[Verdict]) -> None:
    found = together(verdicts)
    if {"stricter", "laxer"} <= set(verdicts) or "incomparable" in verdicts:
        assert found == "incomparable"
    elif "not proven" in verdicts:
        assert found == "not proven"
    else:
        assert found == next((each for each in verdicts if each != "equal"), "equal")
