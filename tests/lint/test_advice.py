"""What is reported and, as important, what is not: rows beyond the examples in the folders of the rules."""

from __future__ import annotations

import pytest

from cxrules.lint import Selection
from tests.lint.small import GOOD, MADE_UP, codes, said
from tests.semantics.inline import FRAMEWORK, SCALE, analysed

REPORTED = [
    # text, code, the message begins with, underlined
    (f"… rule R cap A.1 at L when not A.2 is N {MADE_UP}", "CX1001", "By the rule R, raising one", "R"),
    (f"… rule R fix A.1 at P when A.2 is N {MADE_UP}", "CX1001", "By the rule R, raising one", "R"),
    (
        'capability A "One" { criterion 1 "First" level 1 requires 1 at most P }',
        "CX1001",
        "By what level 1 requires, raising a rating can lower a level.",
        "1",
    ),
    ('… context c "Alone"', "CX1003", "Nothing uses the context c.", "c"),
    (
        "… parameter p : count = 3 source 'x'".replace("'", '"'),
        "CX1003",
        "Nothing uses the parameter p.",
        "p",
    ),
    ("… set s = { A }", "CX1003", "Nothing uses the set s.", "s"),
    (
        'capability A "One" { criterion 1 "First" level 2 requires 1 is not applicable and 1 at least P }',
        "CX1004",
        "Level 2 can never be reached: what it requires cannot hold.",
        "2",
    ),
    (
        'capability A "One" { criterion 1 "First" level 2 requires PA.1 is not applicable }',
        "CX1004",
        "Level 2 can never be reached: what it requires cannot hold.",
        "2",
    ),
    (
        '… capability B "Two" { criterion 1 "First" level 2 requires PA.2 is not applicable }',
        "CX1004",
        "Level 2 can never be reached by B:",
        "2",
    ),
    (
        f"… rule R warn when A.1 differs from A.2 by more than 3 steps {MADE_UP}",
        "CX1005",
        "The rule R can",
        "R",
    ),
    (
        f"… rule R warn when A reaches level 2 and not A reaches level 1 {MADE_UP}",
        "CX1005",
        "The rule R",
        "R",
    ),
    (f"… rule R warn when all of A.1, A.2 at most P and A.2 above P {MADE_UP}", "CX1005", "The rule R", "R"),
    (f"… rule R warn when A.1 at least L or not A.1 at least L {MADE_UP}", "CX1006", "The condition of", "R"),
    (
        'capability A "One" { criterion 1 "First" level 1 requires PA.2 at least P }',
        "CX1009",
        "Level 1 asks for PA.2, which belongs to level 2.",
        "1",
    ),
    (
        'tag trace "Links" tag Trace "Ways" capability A "One" { criterion 1 "First" tagged trace, Trace }',
        "CX1010",
        "The id of the tag Trace differs from trace only in upper and lower case.",
        "Trace",
    ),
    (
        f'{GOOD} capability B "One" {{ criterion 1 "First" }}',
        "CX1011",
        "The capability B has the same",
        '"One"',
    ),
    (
        f"… rule R fix A.1 at N {MADE_UP} rule S fix A.1 at P {MADE_UP}",
        "CX1012",
        "The rules R and S contradict each other: under one condition, A.1 is to be N and P.",
        "S",
    ),
    (
        f"… rule R lower A.1 when A.2 at most P {MADE_UP} rule S cap A.1 at L when A.2 below L {MADE_UP}",
        "CX1013",
        "The rule S says the same as R.",
        "S",
    ),
    (
        f"… rule R lower A.1, A.2 {MADE_UP} rule S lower A.2 {MADE_UP}",
        "CX1013",
        "The rule S says nothing beyond what is said by R.",
        "S",
    ),
    (f"… rule R lower A.1 {MADE_UP} rule S cap A.1 at N {MADE_UP}", "CX1014", "The rule R is idle", "R"),
    (
        f'tag t "Links" … rule R for every practice tagged t lower it {MADE_UP}',
        "CX1015",
        "The rule R stands for nothing: the model has no such practice.",
        "R",
    ),
    (
        'capability A "One" { criterion 1 "First" level 0 requires PA.1 is F }',
        "CX1016",
        "Level 0 is the lowest and always reached; what it requires has no effect.",
        "0",
    ),
    (f"… rule R lower A.1, A.2, A.1 {MADE_UP}", "CX1017", "A.1 is named twice.", "A.1"),
    ('capability A1 "One" capability A2 "Two" scope s "S" { A1 .. A2, A2 }', "CX1017", "A2 is named", "A2"),
    (
        'capability A "One" { criterion 1 "First" weight 1.0 criterion 2 "Second" }',
        "CX1018",
        "Every weight in A is 1",
        "1.0",
    ),
    (
        'capability A "One" { outcomes 3 criterion 1 "First" shows outcome 2 }',
        "CX1019",
        "No criterion of A shows outcomes 1, 3.",
        "A",
    ),
    (f'… rule R lower A.1 {MADE_UP} because "  "', "CX1022", "Nothing stands in this text.", '"  "'),
]

REPORTED += [
    (
        'capability A "One" to level 1 { criterion 1 "First" } target t "T" { A reaches level 2 }',
        "CX1004",
        "The target t can never be met: it demands too much of A.",
        "t",
    ),
    (
        'capability B "B" to level 1 maturity cumulative from 1 { 1 "N" 2 "Y" requires B reaches level 2 }',
        "CX1004",
        "Level 2 can never be reached: what it requires cannot hold.",
        "2",
    ),
]

NOT_REPORTED = [
    "…",
    f"… rule R cap A.1 at L when A.2 at most P {MADE_UP}",
    f"… rule R fix A.1 at N when A.2 is N {MADE_UP}",
    f"… rule R warn when A.2 above P {MADE_UP}",
    f"… rule R for every capability lower PA.2 when PA.1 below F {MADE_UP}",
    f'cause c "Late" … rule R not used for A.1 cause c {MADE_UP}',
    # a cause in the middle of a range is used
    f'cause c1 "a" cause c2 "b" cause c3 "c" … rule R lower A.1 when A.2 is N for cause c1 .. c3 {MADE_UP}',
    # under every condition another thing
    f"… rule R lower A.1 when A.2 is N {MADE_UP} rule S lower A.1 when A.2 at most L {MADE_UP}",
    f"… rule R fix A.1 at N when A.2 is N {MADE_UP} rule S lower A.1 when A.2 at most P {MADE_UP}",
    # not applicable is a way out
    f"… rule R warn when not A.1 at least P and not A.1 at most L {MADE_UP}",
    # a parameter may be another one tomorrow
    f"parameter p : rating = F {MADE_UP} … rule R cap A.1 at parameter p {MADE_UP}",
    f"parameter p : rating = N {MADE_UP} … rule R warn when A.1 at least parameter p {MADE_UP}",
    # what is found in some capabilities only
    f'… capability B "Two" rule R for every capability warn when some criterion is N {MADE_UP}',
    # 1.11 is not 11.1
    'capability A "One" { criterion 1.11 "First" criterion 11.1 "Second" }',
    'item 1 "Plan" item 2 "Plan" capability A "One" { criterion 1 "First" item 1 item 2 }',
    'capability A "One" { criterion 1 "First" } capability B "Two" { criterion 1 "First" }',
    'capability A "One" { outcomes 3 criterion 1 "First" }',
    'capability A "One" { criterion 1 "First" weight 2 criterion 2 "Second" weight 1 }',
    'capability A "One" to level 1 { criterion 1 "First" }',
]


@pytest.mark.parametrize(("text", "code", "message", "underlined"), REPORTED)
def test_one_piece_of_advice_is_given_once_and_underlined(
    text: str, code: str, message: str, underlined: str
) -> None:
    found = said(text)
    assert [each.code for each in found] == [code], found
    assert found[0].message.startswith(message)
    assert found[0].underlined == underlined


@pytest.mark.parametrize("text", NOT_REPORTED)
def test_nothing_is_said_about_what_is_right(text: str) -> None:
    assert said(text) == []


def test_a_framework_declares_for_others() -> None:
    framework = f'framework f version 1.0.0\n{FRAMEWORK}\ntag trace "Links"\ncause late "Late"\n'
    assert codes(framework.replace("framework f", "model f")) == ["CX1003", "CX1003"]
    assert (
        codes(f"model m version 1.0.0 uses framework f version 1 # levels cumulative\n{GOOD}", framework)
        == []
    )


def test_a_level_that_nobody_requires_anything_for() -> None:
    third = FRAMEWORK.rstrip().removesuffix("}") + '  3 "Established"\n}\n'
    assert [(each.code, each.underlined) for each in said(f"{third}\n…")] == [("CX1016", "3")]


def test_only_cumulative_levels_may_not_contradict_each_other() -> None:
    own = 'capability A "One" { criterion 1 "First" level 2 requires 1 is N level 1 requires 1 at least P }'
    assert "CX1004" in codes(own)
    independent = FRAMEWORK.replace("levels cumulative", "levels independent")
    assert "CX1004" not in codes(f"model m version 1.0.0\n{independent}\n# levels cumulative\n{own}")


def test_criteria_that_no_level_uses() -> None:
    levels = 'levels cumulative from 0 { 0 "No" 1 "Yes" requires A.1 at least L }'
    text = f'{SCALE} method m "M" {{ criteria judged }} {levels} {GOOD}'
    assert said(text) == [("CX1008", "No level and no rule uses the criterion A.2.", "2")]
    assert said(f"{text} rule R align A.1 with A.2 {MADE_UP}") == []


def test_what_has_a_value_is_used() -> None:
    levels = 'levels cumulative from 0 { 0 "No" 1 "Yes" requires every attribute has enough at least L }'
    decide = "decide enough of attribute { when every practice is at least L -> L otherwise -> N }"
    attribute = 'attribute X.1 "Planned" at level 1 { practice GX.1 "Plan it" }'
    text = f'{SCALE} method m "M" {{ criteria judged }} {attribute} {levels} {decide} capability A "One"'
    assert said(text) == []


def test_without_requirements_there_is_nothing_to_use() -> None:
    levels = 'levels cumulative from 0 { 0 "No" 1 "Yes" }'
    assert codes(f'{SCALE} method m "M" {{ criteria judged }} {levels} {GOOD}') == ["CX1016"]


def test_a_model_with_errors_gets_advice_on_its_text_alone() -> None:
    from cxrules.lint import lint

    text = f'model m version 1.0.0\n{FRAMEWORK}\n{GOOD} tag t "Links" rule R lower A.1 when finding none\n'
    found = analysed(text)
    assert not found.complete
    assert [each.code for each in lint(found)] == ["CX1002"]


def test_what_is_off_can_be_asked_for() -> None:
    assert codes(GOOD, selection=Selection(("CX1020",))) == ["CX1020"]
    assert codes(f"… rule R lower A.1 {MADE_UP}", selection=Selection(("CX1021",))) == ["CX1021"]
