"""Profiles: what each kind of change does to a model, and what is wrong with one."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from cxrules.plan.tailoring import UnknownProfile
from cxrules.semantics import Package, analyse, problems_under_profiles
from tests.semantics.inline import FRAMEWORK, package, underlined

if TYPE_CHECKING:
    from cxrules.semantics import Analysis

MODEL = (
    "model m version 1.0.0\n"
    + FRAMEWORK
    + """
finding f "F"
parameter k "K" : count = 2, 3 from 2027-01-01, 4 from 2028-01-01
parameter r "R" : rating = L
capability A "A" { criterion 1 "One"  criterion 2 "Two" }
capability B "B" { criterion 1 "One" }
rule R1 cap A.1 at parameter r when finding f source "s"
rule R2 for every capability lower GP.1 when GP.2 below F source "s"
"""
)
BECAUSE = 'because "Ours"'


def packages(parts: str, of: str = "m") -> list[Package]:
    return [package(f'{MODEL} profile own "Own" of {of} {{ {parts} }}')]


def wrong(parts: str, of: str = "m") -> list[tuple[str, str, str]]:
    found = analyse(packages(parts, of), "own").diagnostics
    return [(each.code, each.message, underlined(each)) for each in found]


def test_without_its_name_a_profile_changes_nothing() -> None:
    plain, tailored = analyse([package(MODEL)]), analyse(packages(f"drop R1 {BECAUSE}"))
    assert [each.rule for each in plain.rules] == [each.rule for each in tailored.rules]
    assert (tailored.ruleset.profile, tailored.ruleset.tailoring) == (None, ())


def test_a_profile_that_is_not_there() -> None:
    with pytest.raises(UnknownProfile) as raised:
        analyse(packages(f"drop R1 {BECAUSE}"), "oen")
    assert (raised.value.name, raised.value.known) == ("oen", ["own"])
    assert raised.value.hint == "Did you mean own?"


def test_a_parameter_is_set_and_its_dates_are_gone() -> None:
    analysis = analyse(packages(f"set r = P {BECAUSE}  set k = 9"), "own", date(2028, 5, 1))
    assert analysis.ruleset.parameters["r"].value == "P"
    assert analysis.ruleset.parameters["k"].value == "9"
    assert analysis.ruleset.tailoring == (("set", "r = P", "Ours"), ("set", "k = 9", ""))
    (rule,) = [each for each in analysis.rules if each.rule == "R1"]
    assert rule.holds == ("test", "at-most", "A.1", 1)
    assert analysis.ruleset.validity == (None, None)


def test_a_rule_is_dropped() -> None:
    analysis = analyse(packages(f"drop R1 {BECAUSE}"), "own")
    assert {each.rule for each in analysis.rules} == {"R2"}
    assert "R1" not in analysis.ruleset.rules
    assert analysis.ruleset.tailoring == (("drop", "R1", "Ours"),)


def test_what_is_dropped_is_never_asked_for_and_still_has_its_name() -> None:
    analysis = analyse(packages(f"drop A.2, B {BECAUSE}"), "own")
    assert not analysis.diagnostics
    assert {"A.2", "B.1", "B.PA.1", "B.GP.1"} <= set(analysis.elements.applies)
    assert "A.1" not in analysis.elements.applies
    assert "A.2" in analysis.elements.by_id
    assert analysis.complete


def test_a_capability_gets_further_criteria() -> None:
    analysis = analyse(packages(f'extend A {{ criterion 3 "Three" }} {BECAUSE}'), "own")
    assert [each.id for each in analysis.ruleset.capabilities["A"].criteria] == ["A.1", "A.2", "A.3"]
    assert ("subject", "A.3") in analysis.dependencies.edges["subject", "A.PA.1"]


def test_a_rule_takes_the_place_of_another() -> None:
    rule = f'replace rule R1 cap B.1 at P when finding f source "s" {BECAUSE}'
    analysis = analyse(packages(rule), "own")
    assert [each.subject for each in analysis.rules if each.rule == "R1"] == ["B.1"]
    assert list(analysis.ruleset.rules) == ["R1", "R2"]
    assert analysis.ruleset.tailoring == (("replace", "R1", "Ours"),)


def test_a_rule_is_added() -> None:
    analysis = analyse(packages('add rule R3 lower B.1 when finding f source "s"'), "own")
    assert [each.subject for each in analysis.rules if each.rule == "R3"] == ["B.1"]
    assert analysis.ruleset.tailoring == (("add", "R3", ""),)


def test_every_profile_has_a_digest_of_its_own() -> None:
    found = packages(f"drop R1 {BECAUSE}")
    assert analyse(found, "own").digest != analyse(found).digest


MISTAKES = [
    # the parts of a profile, the code, the message, what is underlined
    ("drop R1", "CX0411", "It is not said why R1 is changed.", "R1"),
    ('drop R1 because " "', "CX0411", "It is not said why R1 is changed.", "R1"),
    ('extend A { criterion 3 "Three" }', "CX0411", "It is not said why A is changed.", "A"),
    (
        'replace rule R1 lower A.1 when finding f source "s"',
        "CX0411",
        "It is not said why R1 is changed.",
        "R1",
    ),
    (f"drop A.9 {BECAUSE}", "CX0201", "There is no element or rule A.9.", "A.9"),
    (f"set q = 3 {BECAUSE}", "CX0201", "There is no parameter q.", "q"),
    (f"set k = L {BECAUSE}", "CX0305", "L is not a count, as the parameter k is to be.", "L"),
    (f'extend Z {{ criterion 1 "One" }} {BECAUSE}', "CX0201", "There is no capability Z.", "Z"),
    (
        f'extend A {{ criterion 1 "One" }} {BECAUSE}',
        "CX0202",
        "The criterion A.1 is declared twice.",
        "1",
    ),
    (f'replace rule R9 lower A.1 source "s" {BECAUSE}', "CX0201", "There is no rule R9.", "R9"),
    ('add rule R1 lower A.1 source "s"', "CX0202", "The rule R1 is there already.", "R1"),
    (
        'add rule R3 lower A.9 source "s"',
        "CX0201",
        "There is no criterion, practice or attribute A.9.",
        "A.9",
    ),
]


@pytest.mark.parametrize(("parts", "code", "message", "underlined_"), MISTAKES)
def test_mistakes_in_a_profile(parts: str, code: str, message: str, underlined_: str) -> None:
    assert wrong(parts) == [(code, message, underlined_)]


def test_a_profile_of_another_model() -> None:
    assert wrong(f"drop R1 {BECAUSE}", "n") == [("CX0201", "There is no model n.", "n")]


# ------------------------------------------------------------------ found by checking the model itself


@pytest.mark.parametrize(("parts", "code", "message", "underlined_"), MISTAKES)
def test_a_check_of_the_model_finds_the_same(parts: str, code: str, message: str, underlined_: str) -> None:
    found = problems_under_profiles(analyse(packages(parts)))
    assert [(each.code, each.message, underlined(each)) for each in found] == [(code, message, underlined_)]


@pytest.mark.parametrize(
    "parts",
    [
        'add rule R3 for every capability lower GP.2 when GP.1 below F source "s"',
        f'replace rule R1 for every capability lower GP.2 when GP.1 below F source "s" {BECAUSE}',
        'add rule R3 lower A.GP.2 when A.GP.1 below F source "s"',
        'add rule R3 cap A.1 at L when A reaches level 1 source "s"',
    ],
)
def test_a_patch_that_closes_a_circle_is_found(parts: str) -> None:
    found = problems_under_profiles(analyse(packages(parts)))
    assert [each.code for each in found if each.code != "CX0601"] == []
    assert found


@pytest.mark.parametrize(
    "parts",
    [
        'add rule R3 for every capability lower GP.2 when PA.1 below F source "s"',
        f'replace rule R2 for every capability lower GP.2 when GP.1 below F source "s" {BECAUSE}',
        f"drop B, A.2 {BECAUSE}",
    ],
)
def test_nothing_is_said_about_a_sound_profile(parts: str) -> None:
    assert problems_under_profiles(analyse(packages(parts))) == []


# ------------------------------------------------------------------------------ values from a day on

DAYS = [
    (None, "2", (None, "2027-01-01")),
    (date(2026, 12, 31), "2", (None, "2027-01-01")),
    (date(2027, 1, 1), "3", ("2027-01-01", "2028-01-01")),
    (date(2028, 1, 1), "4", ("2028-01-01", None)),
    (date(2030, 1, 1), "4", ("2028-01-01", None)),
]


@pytest.mark.parametrize(("day", "value", "validity"), DAYS)
def test_a_parameter_has_the_value_of_its_day(
    day: date | None, value: str, validity: tuple[str | None, str | None]
) -> None:
    analysis = analyse([package(MODEL)], None, day)
    assert analysis.ruleset.parameters["k"].value == value
    assert analysis.ruleset.validity == validity


def test_the_shortest_time_counts_where_several_have_dates() -> None:
    more = "parameter q : count = 1, 2 from 2027-06-01"
    analysis = analyse([package(f"{MODEL} {more}")], None, date(2027, 2, 1))
    assert analysis.ruleset.validity == ("2027-01-01", "2027-06-01")


def test_days_are_days_and_values_are_of_their_kind() -> None:
    text = f"{MODEL} parameter q : count = 1, L from 2027-06-01, 3 from 2027-02-30"
    found = [(each.code, each.message) for each in analyse([package(text)]).diagnostics]
    assert found == [
        ("CX0305", "L is not a count, as the parameter q is to be."),
        ("CX0106", "2027-02-30 is not a day of the calendar."),
    ]


RANGED = f"""model m version 1.0.0
{FRAMEWORK}
capability A "A" {{ criterion 1 "One" criterion 2 "Two" criterion 3 "Three" criterion 4 "Four" }}
parameter floor "Floor" : rating = L source "s"
rule R.1 lower A.4 when A.1 below parameter floor source "s"
rule R.2 lower A.4 when A.2 is N source "s"
rule R.3 lower A.4 when A.3 is N source "s"
"""


def _under(profile: str) -> Analysis:
    return analyse([package(f"{RANGED}profile p of m {{ {profile} }}")], "p")


def test_a_range_leaves_out_all_of_its_members() -> None:
    found = _under('drop A.1 .. A.3 because "x" drop R.1 .. R.3 because "y"')
    assert not found.diagnostics
    left_out = [name for word, name, _ in found.ruleset.tailoring if word == "drop"]
    assert left_out == ["A.1", "A.2", "A.3", "R.1", "R.2", "R.3"]
    assert sorted(found.elements.applies) == ["A.1", "A.2", "A.3"]
    assert not found.ruleset.rules


@pytest.mark.parametrize(
    ("profile", "message"),
    [
        ('drop A.1 because "x" drop A.1 because "y"', "A.1 is left out twice."),
        ("set floor = P set floor = F", "The parameter floor is set twice."),
    ],
)
def test_what_a_profile_says_twice_is_reported(profile: str, message: str) -> None:
    assert [(each.code, each.message) for each in _under(profile).diagnostics] == [("CX0202", message)]
