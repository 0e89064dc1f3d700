"""What a model keeps of its own words: the text of a rule, and of what a level requires."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.semantics.small import analysed

if TYPE_CHECKING:
    from pathlib import Path

CAPABILITY = 'capability A "One" { criterion 1 "First" criterion 2 "Second" }\n'

RULES = [
    ('rule R cap A.1 at L when A.2 at most P source "Made up"', "cap A.1 at L when A.2 at most P"),
    ('rule R "A title" cap A.1 at L when A.2 at most P because "Why"', "cap A.1 at L when A.2 at most P"),
    ('rule R cap A.1 at L\n  when A.2 at most P\n  source "Made up"', "cap A.1 at L when A.2 at most P"),
    ("rule R lower A.1   when   A.2 below F", "lower A.1 when A.2 below F"),
    ("rule R lower A.1   # a remark\n  when A.2 below F", "lower A.1 when A.2 below F"),
    ("rule R lower A.1 when A.2 is N rule S lower A.2", "lower A.1 when A.2 is N"),
    (
        "rule R lower A.1 when (A.2 is N or A.2 is P) and not A.2 is not applicable",
        "lower A.1 when (A.2 is N or A.2 is P) and not A.2 is not applicable",
    ),
    ('rule R lower A.1\n  when A.2 below F\ntag t "Next"', "lower A.1 when A.2 below F"),
    (
        'rule R for every capability lower PA.2.1 when PA.1.1 below F source "Made up"',
        "for every capability lower PA.2.1 when PA.1.1 below F",
    ),
    ('rule R lower A.1 when A.2 below F\n  note "A note"\n  source "Made up"', "lower A.1 when A.2 below F"),
]


@pytest.mark.parametrize(("written", "text"), RULES)
def test_the_text_of_a_rule_is_its_effect_and_condition(tmp_path: Path, written: str, text: str) -> None:
    analysis, _ = analysed(tmp_path, CAPABILITY + written)
    assert analysis.ruleset.rules["R"].text == text


def test_a_rule_keeps_its_title_source_and_reason(tmp_path: Path) -> None:
    rule = 'rule R "A title" lower A.1 source "Clause 2" because "It is so"'
    analysis, _ = analysed(tmp_path, CAPABILITY + rule)
    found = analysis.ruleset.rules["R"]
    assert (found.effect, found.title, found.source, found.because) == (
        "lower",
        "A title",
        "Clause 2",
        "It is so",
    )


REQUIRED = [
    ("level 1 requires 1 is F", "1 is F"),
    ("level 1 requires 1 at least L and 2 is F", "1 at least L and 2 is F"),
    ("level 1 requires 1 is F   # a remark\n  and 2 is F", "1 is F and 2 is F"),
    ("level 1 requires\n  every criterion is at least L", "every criterion is at least L"),
    ("level 1 requires not 1 is N", "not 1 is N"),
    ("level 1 requires (1 is F or 2 is F) and 1 above P", "(1 is F or 2 is F) and 1 above P"),
    ("level 1 requires any of 1, 2 is F", "any of 1, 2 is F"),
    ("level 1 requires at least 1 of 1, 2 is F", "at least 1 of 1, 2 is F"),
    ("level 1 requires finding f", "finding f"),
    ("level 1 requires 1 is not applicable", "1 is not applicable"),
    ("level 1 requires 1 differs from 2 by more than 1 step", "1 differs from 2 by more than 1 step"),
    ("level 1 requires no criterion except 2 is N", "no criterion except 2 is N"),
    ("level 1 requires PA.1.1 of every capability is F", "PA.1.1 of every capability is F"),
    ("level 1 requires B reaches level 1", "B reaches level 1"),
]


@pytest.mark.parametrize(("written", "words"), REQUIRED)
def test_a_requirement_is_cited_in_its_own_words(tmp_path: Path, written: str, words: str) -> None:
    capability = CAPABILITY.replace(" }\n", f"\n{written}\n}}\n")
    text = f'{capability}capability B "Two" finding f "A fact"'
    analysis, _ = analysed(tmp_path, text)
    framework, own = analysis.requirements["A", 1]
    assert framework.words == "PA.1.1 at least L"
    assert own.words == words
    assert own.source.position(own.at.start).line == 4


def test_the_requirements_of_the_framework_are_cited_as_well(tmp_path: Path) -> None:
    analysis, _ = analysed(tmp_path, CAPABILITY)
    (second,) = analysis.requirements["A", 2]
    assert second.words == "every attribute at level 2 is at least L and every attribute below level 2 is F"
    assert second.source.name.endswith("levels.cxr")
