"""Everything the analysis can find wrong: the code, how the message begins, and what is underlined.

Each row is a model on ISO/IEC 33020 with one mistake, and nothing else may be reported. `…` in a text stands
for a capability in which everything is right.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.semantics.small import HEADER, problems

if TYPE_CHECKING:
    from pathlib import Path

GOOD = 'capability A "One" { outcomes 2 criterion 1 "First" criterion 2 "Second" }'
MADE_UP = 'source "Made up"'

NAMES = [
    # text, code, the message begins with, underlined
    (
        f"… rule R cap A.3 at L {MADE_UP}",
        "CX0201",
        "There is no criterion, practice or attribute A.3.",
        "A.3",
    ),
    (
        f"… rule R lower A.1 when A.PA.1.9 is N {MADE_UP}",
        "CX0201",
        "There is no criterion, practice or attribute A.PA.1.9.",
        "A.PA.1.9",
    ),
    (f"… rule R lower A.1 when finding f {MADE_UP}", "CX0201", "There is no finding f.", "f"),
    (f"… rule R protect A.1 from cause c {MADE_UP}", "CX0201", "There is no cause c.", "c"),
    (f"… rule R lower A.1 when A.2 below F for cause c {MADE_UP}", "CX0201", "There is no cause c.", "c"),
    (f"… rule R cap A.1 at parameter p {MADE_UP}", "CX0201", "There is no parameter p.", "p"),
    (f"… rule R for every criterion tagged t lower it {MADE_UP}", "CX0201", "There is no tag t.", "t"),
    (f"… rule R for every capability in G lower PA.1.1 {MADE_UP}", "CX0201", "There is no group G.", "G"),
    (f"… rule R warn when B reaches level 1 {MADE_UP}", "CX0201", "There is no capability B.", "B"),
    ('capability A "One" in G { criterion 1 "First" }', "CX0201", "There is no group G.", "G"),
    ('group G "One" in H …', "CX0201", "There is no group H.", "H"),
    ('capability A "One" { criterion 1 "First" tagged t }', "CX0201", "There is no tag t.", "t"),
    (
        'capability A "One" { outcomes 2 criterion 1 "First" shows outcome 3 }',
        "CX0201",
        "There is no outcome 3",
        "3",
    ),
    ('capability A "One" { criterion 1 "First" shows outcome 1 }', "CX0201", "There is no outcome 1", "1"),
    ('capability A "One" { criterion 1 "First" item 01-01 }', "CX0201", "There is no item 01-01.", "01-01"),
    (
        'capability A "One" { criterion 1 "First" { prerequisite 2 } }',
        "CX0201",
        "There is no criterion, practice or attribute in A 2.",
        "2",
    ),
    ('… practices of PA.9.9 { practice GP.1 "One" }', "CX0201", "There is no attribute PA.9.9.", "PA.9.9"),
    ('… scope S "All" base { A, B }', "CX0201", "There is no capability B.", "B"),
    ("… refine abc as d { x value 0 }", "CX0201", "There is no scale abc.", "abc"),
    ("… method m { scale abc criteria judged }", "CX0201", "There is no scale abc.", "abc"),
    # twice
    ('… capability A "Another"', "CX0202", "The capability A is declared twice.", "A"),
    (
        'tag t "One" tag t "Other" capability A "One" { criterion 1 "First" tagged t }',
        "CX0202",
        "The tag t is",
        "t",
    ),
    (
        'capability A "One" { criterion 1 "First" criterion 1 "Again" }',
        "CX0202",
        "The criterion A.1 is declared twice.",
        "1",
    ),
    (
        '… practices of PA.2.1 { practice GP.1 "One" practice GP.1 "Again" }',
        "CX0202",
        "The practice GP.1 is declared twice.",
        "GP.1",
    ),
    (
        f"… rule R lower A.1 {MADE_UP} rule R lower A.2 {MADE_UP}",
        "CX0202",
        "The rule R is declared twice.",
        "R",
    ),
    ("… target T { A, A reach level 1 }", "CX0202", "The target T names A twice.", "A"),
    ("… method m { criteria judged criteria lowest }", "CX0202", "The method m says twice", "m"),
    # ranges
    (
        'capability A.1 "One" capability A.2 "Two" scope S "All" { A.2 .. A.1 }',
        "CX0206",
        "The range A.2 .. A.1 does not run upwards",
        "A.2 .. A.1",
    ),
    (
        'capability A.1 "One" capability B.2 "Two" scope S "All" { A.1 .. B.2 }',
        "CX0206",
        "The range A.1 .. B.2 does not run upwards",
        "A.1 .. B.2",
    ),
    # of the wrong kind
    (f"… rule R cap A at L {MADE_UP}", "CX0207", "A is a capability; a rating is asked for here.", "A"),
    (f"… rule R cap PA.1.1 at L {MADE_UP}", "CX0207", "PA.1.1 stands in many capabilities", "PA.1.1"),
    (f"… rule R lower it {MADE_UP}", "CX0207", "Nothing is meant by `it` here.", "it"),
    (
        f'tag t "One" … rule R for every capability tagged t lower PA.1.1 {MADE_UP}',
        "CX0207",
        "A capability has no tags.",
        "R",
    ),
]

TYPES = [
    (f"… rule R cap A.1 at M {MADE_UP}", "CX0301", "M is not a rating of the scale nplf.", "M"),
    (f"… rule R lower A.1 when A.2 is X {MADE_UP}", "CX0301", "X is not a rating of the scale nplf.", "X"),
    (f"… rule R lower A.1 when A.2 is one of N, X {MADE_UP}", "CX0301", "X is not a rating", "X"),
    (
        'capability A "One" { criterion 1 "First" criterion 2 "Second" { prerequisite 1 at least X } }',
        "CX0301",
        "X is not a rating of the scale nplf.",
        "X",
    ),
    (
        f"… rule R cap A.1 at L+ {MADE_UP}",
        "CX0302",
        "L+ is a rating of nplf6; levels and rules compare",
        "L+",
    ),
    (f"… rule R warn when A reaches level 7 {MADE_UP}", "CX0303", "There is no level 7.", "7"),
    ("… target T { A reaches level 9 }", "CX0303", "There is no level 9.", "9"),
    (
        'capability A "One" { criterion 1 "First" level 8 requires 1 is F }',
        "CX0303",
        "There is no level 8.",
        "8",
    ),
    ('capability A "One" { criterion 1 "First" at level 6 }', "CX0303", "There is no level 6.", "6"),
    ('… attribute PA.6.1 "More" at level 6', "CX0303", "There is no level 6.", "6"),
    (
        'capability A "One" { criterion 1 "First" level 1 requires every attribute at level 9 is F }',
        "CX0303",
        "There is no level 9.",
        "9",
    ),
    (
        f"… rule R warn when A.1 reaches level 1 {MADE_UP}",
        "CX0304",
        "A.1 has a rating; only capabilities",
        "A.1",
    ),
    ('capability A "One" { criterion 1 "First" weight 0 }', "CX0304", "A weight is a number above 0.", "0"),
    (
        f"… parameter p : rating = 50% rule R cap A.1 at parameter p {MADE_UP}",
        "CX0305",
        "50% is not a rating",
        "50%",
    ),
    (
        f"… parameter p : level = 1 rule R cap A.1 at parameter p {MADE_UP}",
        "CX0305",
        "The parameter p is a level; a rating is asked for here.",
        "p",
    ),
    (
        f"… parameter p : rating = L rule R warn when A reaches level parameter p {MADE_UP}",
        "CX0305",
        "The parameter p is a rating; a level is asked for here.",
        "p",
    ),
]

TARGETS = [
    ("… target T { A, B reach level 1 }", "CX0407", "There is no capability for the target T: B.", "B"),
    (
        f"… rule R lower A.PA.1.1 when at least 3 of A.1, A.2 is N {MADE_UP}",
        "CX0408",
        "At least 3 of 2 can never hold.",
        "3",
    ),
    ("… method m { criteria at least 0 }", "CX0408", "`at least` needs a number of at least 1.", "0"),
    (
        "… method m { criteria judged together mean, half rounds up instances lowest }",
        "CX0406",
        "The method m joins criteria and instances together and also one by one.",
        "m",
    ),
    ("… method m { instances lowest }", "CX0406", "The method m does not say how criteria are rated.", "m"),
    ("… method m { criteria mean }", "CX0406", "The method m does not say which way exactly half", "m"),
    (
        "… refine nplf as fine { N value 0 P value 1 L value 2 }",
        "CX0405",
        "The refinement fine leaves out F of nplf.",
        "fine",
    ),
    (
        "… refine nplf as fine { N value 0 P value 1 L value 2 F value 3 G value 4 }",
        "CX0405",
        "G refines no rating of nplf",
        "G",
    ),
    (
        "… refine nplf as fine { N value 0 P- to 60% value 1 P+ value 2 L value 3 F value 4 }",
        "CX0405",
        "60% does not lie within what is left of the band of P.",
        "60%",
    ),
    (
        "… target T { A reaches level 1 by 2027-02-30 }",
        "CX0106",
        "2027-02-30 is not a day of the calendar.",
        "2027-02-30",
    ),
]

RESTS_ON_B = 'capability A "One" {{ level {level} requires B reaches level 2 }}'
RESTS_ON_A = 'capability B "Two" {{ level {level} requires A reaches level {level} }}'
CYCLES = [
    (
        'capability A "One" { criterion 1 "One" { prerequisite 2 } criterion 2 "Two" { prerequisite 1 } }',
        "CX0601",
        "A.1 rests on itself: A.1 → A.2 → A.1.",
        "2",
    ),
    (
        'capability A "One" { criterion 1 "First" { prerequisite 1 } }',
        "CX0601",
        "A.1 rests on itself: A.1 → A.1.",
        "1",
    ),
    (
        f"{RESTS_ON_B.format(level=2)} {RESTS_ON_A.format(level=2)}",
        "CX0601",
        "A at level 2 rests on itself: A at level 2 → B at level 2 → A at level 2.",
        "2",
    ),
    (
        f"{RESTS_ON_B.format(level=1)} {RESTS_ON_A.format(level=1)}",
        "CX0601",
        "A at level 1 rests on itself: A at level 1 → B at level 2 → B at level 1 → A at level 1.",
        "1",
    ),
    (
        f"… rule R cap A.1 at L when A.2 is N {MADE_UP} rule S cap A.2 at L when A.1 is N {MADE_UP}",
        "CX0601",
        "A.1 rests on itself: A.1 → A.2 → A.1.",
        "R",
    ),
    ('group G "One" in H group H "Two" in G …', "CX0601", "G lies in itself: G → H → G.", "H"),
]

GOOD_RULES = [
    "",
    f"rule R cap A.1 at L when A.2 at most P {MADE_UP}",
    f"rule R fix A.1 at N when A.2 is N {MADE_UP}",
    f"rule R warn when A.2 above P {MADE_UP}",
    f"rule R for every capability lower PA.2.1 when PA.1.1 below F {MADE_UP}",
    f'cause c "Late" rule R not used for A.1 cause c {MADE_UP}',
]


@pytest.mark.parametrize(("text", "code", "message", "underlined"), [*NAMES, *TYPES, *TARGETS, *CYCLES])
def test_one_mistake_is_reported_once_and_underlined(
    tmp_path: Path, text: str, code: str, message: str, underlined: str
) -> None:
    found = problems(tmp_path, text.replace("…", GOOD))
    assert [each.code for each in found] == [code], found
    assert found[0].message.startswith(message)
    assert found[0].underlined == underlined


@pytest.mark.parametrize("text", GOOD_RULES)
def test_what_is_right_is_not_reported(tmp_path: Path, text: str) -> None:
    assert problems(tmp_path, f"{GOOD} {text}") == []


ALONE = "framework small version 1.0.0\n"
SCALES = [
    (
        "scale s { a value 0 } scale t { b value 0 } method m { scale t criteria judged }",
        "CX0302",
        "Levels cannot read the scale t: it does not refine s.",
        "t",
    ),
    (
        'scale s { a value 0 } levels cumulative from 0 { 0 "No" } levels cumulative from 1 { 1 "No" }',
        "CX0202",
        "Levels are declared twice.",
        "1",
    ),
    (
        "scale s { a 0% .. 40% value 0 b > 50% .. 100% value 1 }",
        "CX0401",
        "The band of b does not begin where the one before it ends (40%).",
        "50% .. 100%",
    ),
    (
        "scale s { a 0% .. 40% value 0 b > 30% .. 100% value 1 }",
        "CX0401",
        "The band of b does not begin",
        "30% .. 100%",
    ),
    (
        "scale s { a 5% .. 40% value 0 b > 40% .. 100% value 1 }",
        "CX0401",
        "The band of a does not begin",
        "5% .. 40%",
    ),
    (
        "scale s { a 0% .. 40% value 0 b > 40% .. 90% value 1 }",
        "CX0401",
        "The last band ends at 90%, not at 100%.",
        "90%",
    ),
    (
        "scale s { a 0% .. 40% value 0 b > 40% .. 30% value 1 }",
        "CX0401",
        "The band of b ends before it begins.",
        "40% .. 30%",
    ),
    (
        "scale s { a 0% .. 40% value 0 b value 1 }",
        "CX0401",
        "The rating b has no band, the others have.",
        "b",
    ),
    (
        "scale s { a value 0 b value 0 }",
        "CX0402",
        "The encoded value 0 of b is not above the one before it.",
        "0",
    ),
    ("scale s { a value 2 b value 1.5 }", "CX0402", "The encoded value 1.5 of b is not above", "1.5"),
    ("scale s { a value 0 a value 1 }", "CX0202", "The rating a stands twice on its scale.", "a"),
    ("scale s met from c { a value 0 b value 1 }", "CX0301", "There is no rating c.", "c"),
    (
        'scale s { a value 0 b value 1 } levels cumulative from 0 { 0 "None" 2 "Two" }',
        "CX0403",
        "Level 2 stands where level 1 is due.",
        "2",
    ),
    (
        'scale s { a value 0 b value 1 } levels cumulative from 1 { 0 "None" 1 "One" }',
        "CX0403",
        "Level 0 stands where level 1 is due.",
        "0",
    ),
    (
        "scale s { a value 0 b value 1 } method m { criteria mean of percent }",
        "CX0406",
        "The method m takes a mean of percent",
        "m",
    ),
]


@pytest.mark.parametrize(("text", "code", "message", "underlined"), SCALES)
def test_mistakes_in_a_framework(tmp_path: Path, text: str, code: str, message: str, underlined: str) -> None:
    found = problems(tmp_path, text, ALONE)
    assert [each.code for each in found] == [code], found
    assert found[0].message.startswith(message)
    assert found[0].underlined == underlined


def test_a_model_needs_a_scale_and_levels(tmp_path: Path) -> None:
    found = problems(tmp_path, 'capability A "One" { criterion 1 "First" }', "model small version 1.0.0\n")
    assert [(each.code, each.message, each.underlined) for each in found] == [
        ("CX0404", "The model small has no scale and no levels.", "small")
    ]


@pytest.mark.parametrize(
    ("line", "code", "message", "underlined", "hint"),
    [
        (
            "uses framework iso-33021 version ^2019",
            "CX0204",
            "The framework iso-33021 is not found.",
            "iso-33021",
            "Did you mean iso-33020?",
        ),
        (
            "uses framework iso-33020 version ^2020",
            "CX0205",
            "iso-33020 is here in version 2019.0.0; version ^2020 is asked for.",
            "2020",
            "Found: 2019.0.0 (shipped).",
        ),
        (
            "uses framework automotive-spice version ^4",
            "CX0204",
            "The framework automotive-spice is not found.",
            "automotive-spice",
            None,
        ),
    ],
)
def test_a_package_that_is_not_there(
    tmp_path: Path, line: str, code: str, message: str, underlined: str, hint: str | None
) -> None:
    found = problems(tmp_path, 'capability A "One"', f"model small version 1.0.0\n  {line}\n")
    assert [(each.code, each.message, each.underlined) for each in found] == [(code, message, underlined)]
    if hint is not None:
        assert found[0].hint == hint


def test_all_problems_are_found_in_one_run(tmp_path: Path) -> None:
    """Eight mistakes, one a line: eight are reported, each at its line."""
    mistakes = [
        'capability A "One" { criterion 1 "First" shows outcome 4 criterion 2 "Second" }',
        'capability A "One, again" { criterion 1 "First" }',
        'capability B "Two" in NOWHERE { criterion 1 "First" }',
        f"rule R.1 cap A.7 at L {MADE_UP}",
        f"rule R.2 cap A.1 at M {MADE_UP}",
        f"rule R.3 lower A.1 when finding unheard-of {MADE_UP}",
        "target T { A reaches level 9 }",
        "method m { criteria mean }",
    ]
    found = problems(tmp_path, "\n".join(mistakes))
    first = HEADER.count("\n") + 1
    assert sorted(each.line or 0 for each in found) == list(range(first, first + len(mistakes)))


def test_one_mistake_in_a_template_is_reported_once(tmp_path: Path) -> None:
    capabilities = "\n".join(f'capability C.{n} "Number {n}" {{ criterion 1 "First" }}' for n in range(20))
    found = problems(tmp_path, f"{capabilities}\nrule R for every capability lower PA.2.9 {MADE_UP}")
    assert [(each.code, each.underlined) for each in found] == [("CX0201", "PA.2.9")]


NEAR = [
    (f"… rule R cap A.3 at L {MADE_UP}", "Did you mean A.1?"),
    ('capability SWE.10 "Ten" scope S "All" { SWE.1O }', "Did you mean SWE.10?"),
    (
        f'… finding reviewed "Reviewed" rule R lower A.1 when finding reveiwed {MADE_UP}',
        "Did you mean reviewed?",
    ),
    (f"… rule R cap A.PA_1_1 at L {MADE_UP}", "Did you mean A.PA.1.1?"),
    ('capability A "One" { criterion BP1 "First" { prerequisite BP2 } }', "Did you mean BP1?"),
    ('group ENG "Engineering" capability A "One" in EGN', "Did you mean ENG?"),
    (f"… rule R warn when something-quite-different is N {MADE_UP}", ""),
]


@pytest.mark.parametrize(("text", "hint"), NEAR)
def test_an_unknown_name_gets_the_near_one(tmp_path: Path, text: str, hint: str) -> None:
    found = [each for each in problems(tmp_path, text.replace("…", GOOD)) if each.code == "CX0201"]
    assert [each.hint for each in found] == [hint]
