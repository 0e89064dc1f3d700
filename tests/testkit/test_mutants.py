"""Mutants: each changes one thing; tests notice it or not; what means the same is none."""

from __future__ import annotations

import pytest

from cxrules.syntax.parse import parse
from cxrules.testkit.mutators import Model
from cxrules.testkit.variants import variants
from cxrules.text import Source
from tests.testkit.inline import MODEL, Suite

WORLD = Model(["N", "P", "L", "F"], [0, 1, 2, 3])


def changes(text: str) -> list[str]:
    """What the variants of a declaration say."""
    file, problems = parse(Source("a.cxr", text))
    assert not problems
    return [f"{each.change.before} → {each.change.after}" for each in variants(file.declarations[0], WORLD)]


def of(change: str) -> set[str]:
    """The words behind the arrow of all variants of a rule that warns under a condition."""
    return {said.partition(" → ")[2] for said in changes(f"rule R warn when {change}")} - {"without when"}


@pytest.mark.parametrize(
    ("condition", "after"),
    [
        ("A at least L", {"A above L", "A at least P"}),
        ("A above P", {"A at least P", "A above L"}),
        ("A at most P", {"A below P", "A at most L"}),
        ("A below F", {"A at most F", "A below L"}),
        ("A is L", {"A at least L", "A at most L", "A is P", "A is F"}),
        ("A is not F", {"A is F"}),
        (
            "A is one of P, F",
            {"A is one of P", "A is one of F", "A is one of N, F", "A is one of L, F", "A is one of P, L"},
        ),
        (
            "A below F for cause a, b",
            {
                "A at most F for cause a, b",
                "A below L for cause a, b",
                "A below F",
                "A below F for cause a",
                "A below F for cause b",
            },
        ),
        ("score of A at least 3", {"score of A above 3", "score of A at least 2", "score of A at least 4"}),
        ("A differs from B", {"A differs from B by more than 1 step"}),
        (
            "A differs from B by more than 1 step",
            {"A differs from B", "A differs from B by more than 2 steps"},
        ),
        ("not A is not applicable", {"A is not applicable"}),
        ("C reaches level 2", {"C reaches level 1", "C reaches level 3"}),
        (
            "PA.1 of any other capability is F",
            {
                "PA.1 of every other capability is F",
                "PA.1 of any capability is F",
                "PA.1 of any other capability at least F",
                "PA.1 of any other capability at most F",
                "PA.1 of any other capability is L",
            },
        ),
    ],
)
def test_conditions(condition: str, after: set[str]) -> None:
    assert of(condition) == after


def test_several_conditions() -> None:
    found = of("finding a and finding b")
    assert found == {"finding a or finding b", "without finding a", "without finding b"}
    assert "finding b and finding c" in of("finding a and (finding b or finding c)")


def test_lists_and_quantifiers() -> None:
    assert {"all of A, B is F", "any of A, B is L"} <= of("any of A, B is F")
    assert {"at least 1 of A, B is F", "at least 3 of A, B is F"} <= of("at least 2 of A, B is F")
    found = of("every attribute at level 2 is F")
    assert {"some attribute at level 2 is F", "every attribute at level 1 is F"} <= found


def test_filters_and_members_are_left_out() -> None:
    found = of("every criterion in A tagged x, y except A.1 is F")
    assert {
        "every criterion tagged x, y except A.1 is F",
        "every criterion in A except A.1 is F",
        "every criterion in A tagged x, y is F",
    } <= found
    assert {"tagged x", "tagged y"} <= found
    assert {"any of A, B is F", "any of A, C is F", "any of B, C is F"} <= of("any of A, B, C is F")


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("set s = { A, B .. C }", "B .. C → without B .. C"),
        ("set s = { A, B .. C }", "A → without A"),
        ("value v of criterion in s = 1", "in s → without in s"),
        ("decide d of criterion except s { otherwise -> F }", "except s → without except s"),
        (
            "rule R for every criterion in A except A.1 warn when it is F",
            "for every criterion in A except A.1 → for every criterion in A",
        ),
        ("target t { A, B reach level 2 }", "level 2 → level 3"),
        ('scale s { N "n" 0% .. 15% value 0 F "f" > 15% .. 100% value 1 }', "N up to 15% → N up to 16%"),
    ],
)
def test_what_something_is_said_of(text: str, change: str) -> None:
    assert change in changes(text)


def test_a_set_or_target_or_band_of_one_has_no_smaller_one() -> None:
    assert changes("set s = { A }") == []
    assert changes('scale s { N "n" value 0 F "f" value 1 }') == []


@pytest.mark.parametrize(
    ("effect", "after"),
    [
        ("cap A at L", {"fix A at L", "cap A at P", "cap A at F"}),
        ("fix A at N", {"fix A at P"}),
        ("lower A", {"protect A", "cap A at P"}),
        ("keep A at most B", {"align A with B"}),
        ("align A with B", {"keep A at most B", "align A with B within 1 step"}),
        (
            "protect A from cause x, y",
            {"lower A", "protect A", "protect A from cause x", "protect A from cause y"},
        ),
        ("not used for A cause x, y", {"not used for A cause x", "not used for A cause y"}),
        ("warn", set()),
    ],
)
def test_effects(effect: str, after: set[str]) -> None:
    found = {each.partition(" → ")[2] for each in changes(f"rule R {effect} when finding f")}
    assert found == after | {"without when"}


@pytest.mark.parametrize(
    ("text", "change"),
    [
        (
            'levels cumulative from 0 { 0 "a" 1 "b" requires A is F }',
            "requires A is F → without requires A is F",
        ),
        ('levels cumulative from 0 { 0 "a" }', "levels cumulative → levels independent"),
        ('attribute PA "a" at level 2', "PA at level 2 → PA at level 3"),
        ('capability A "a" { level 1 requires B is F }', "requires B is F → without requires B is F"),
        (
            'capability A "a" { criterion 1 "x" { prerequisite 2, 3 } }',
            "prerequisite 3 → without prerequisite 3",
        ),
        ('capability A "a" { criterion 1 "x" { prerequisite 2 at least L } }', "at least L → at least P"),
        ("scale s met from L { N value 0 P value 1 L value 2 F value 3 }", "met from L → met from P"),
        (
            "method M { instances mean, half rounds up }",
            "instances mean, half rounds up → instances mean, half rounds down",
        ),
        ("method M { instances at least 2 }", "instances at least 2 → instances at least 3"),
        ("method M { criteria mean of percent }", "criteria mean of percent → criteria mean, half rounds up"),
        ("value v of model = 110 minus n", "110 minus n → 109 minus n"),
        ("value v of model = 110 minus n", "110 minus n → 110 plus n"),
        ("value v of model = lowest of (a and b)", "lowest of (a and b) → highest of (a and b)"),
        (
            "value v of model = a rounded half up to 0.1",
            "rounded half up to 0.1 → without rounded half up to 0.1",
        ),
        ("value v of model = a rounded half up to 0.1", "rounded half up to 0.1 → rounded half down to 0.1"),
        (
            "value v of model = sum of a over every area (blank counts 0)",
            "sum of a over every area (blank counts 0) → sum of a over every area",
        ),
        (
            "value v of model = share of every area that is F",
            "share of every area that is F → share of every area",
        ),
        ("decide d of goal { when A is F -> F otherwise -> N }", "row 1 → without row 1"),
        ("decide d of goal { when A is F -> F otherwise -> N }", "otherwise → without otherwise"),
        ("decide d of goal { when A is F -> F otherwise -> N }", "-> F → -> L"),
        (
            "decide d of goal { when A is F -> judgement { N, P } but N when B is N }",
            "but N when B is N → without but N when B is N",
        ),
        (
            'capability A "a" { criterion 1 "x" { rate F when s at least 9 otherwise N } }',
            "s at least 9 → s above 9",
        ),
        (
            'capability A "a" { criterion 1 "x" { needs 2 document with link and record } }',
            "needs 2 document with link and record → needs 2 document and record",
        ),
        ("blank ratings count N", "N → P"),
        (
            'maturity cumulative from 1 { 2 "b" requires every a reaches level 2, C may be not applicable}',
            "every a reaches level 2, C may be not applicable → every a reaches level 2",
        ),
    ],
)
def test_everything_else(text: str, change: str) -> None:
    assert change in changes(text)


def test_a_variant_is_well_formed_and_the_tree_stays_as_it_was() -> None:
    source = Source("a.cxr", MODEL)
    file, _ = parse(source)
    before = repr(file)
    made = [each for declaration in file.declarations for each in variants(declaration, WORLD)]
    assert made
    assert all(each.change.after and each.change.after != each.change.before for each in made)
    assert repr(file) == before


STRONG = """
test "gap" { given A.1 is P, A.PA.1 is F expect rule gap is broken }
test "gap, kept" { given A.1 is P, A.PA.1 is L expect rule gap is kept }
test "gap, kept far" { given A.1 is P, A.PA.1 is N expect rule gap is kept }
test "gap, silent" { given A.1 is L, A.PA.1 is F expect rule gap is not triggered }
"""


def survivors(tests: str, model: str = MODEL) -> set[str]:
    return {f"{each.of}: {each.after}" for each in Suite(tests, model).mutants().unexplained}


def test_good_tests_notice_everything() -> None:
    assert not {each for each in survivors(STRONG) if each.startswith("rule gap")}


def test_a_subject_of_a_rule_is_missed_by_tests_about_it() -> None:
    model = MODEL + 'rule two lower A.2, B.1 when A.1 below F source "s"\n'
    one = STRONG + 'test "two" { given A.1 is P, A.2 is F expect rule two on A.2 is broken }'
    assert "rule two: lower A.2" in survivors(one, model)
    assert "rule two: lower B.1" not in survivors(one, model)
    both = one + 'test "too" { given A.1 is P, B.1 is F expect rule two on B.1 is broken }'
    assert "rule two: lower A.2" not in survivors(both, model)


def test_the_level_of_a_target_is_noticed_by_tests_of_it() -> None:
    lines = 'test "t" { target first given A.PA.1 is L, A.PA.2 is N expect target is met }'
    assert "target first: level 0" in survivors(lines)
    assert "target first: level 2" not in survivors(lines)


def test_what_no_test_notices_survives() -> None:
    assert "rule gap: A.1 at most L" in survivors(
        STRONG.replace('test "gap, silent"', 'test "x"').replace(
            "given A.1 is L, A.PA.1 is F expect rule gap is not triggered",
            "given A.1 is F expect no violation",
        )
    )


def test_what_means_the_same_is_no_mutant() -> None:
    """At most the second highest is the same as lower; at level 1 there is one attribute, some or every."""
    model = MODEL + 'rule same lower A.PA.2 when every attribute at level 1 is F source "s"\n'
    model = model.replace("rule same lower", "rule same for every capability lower").replace(
        "A.PA.2 when", "PA.2 when"
    )
    found = {
        mutant.after: verdict for mutant, verdict in Suite(STRONG, model).verdicts() if "same" in mutant.of
    }
    assert found["some attribute at level 1 is F"] == "equivalent"
    assert found["every attribute at level 2 is F"] == "invalid"  # it would rest on itself
    assert found["without when"] == "survived"


def test_what_makes_no_sense_is_no_mutant() -> None:
    model = MODEL + 'rule two warn when at least 2 of A.1, A.2 is F source "s"\n'
    found = {
        mutant.after: verdict for mutant, verdict in Suite(STRONG, model).verdicts() if "two" in mutant.of
    }
    assert found["at least 3 of A.1, A.2 is F"] == "invalid"


def test_the_quick_way_agrees_with_the_long_one(monkeypatch: pytest.MonkeyPatch) -> None:
    quick = Suite(STRONG).verdicts()
    mutating = Suite(STRONG).mutating()
    monkeypatch.setattr(mutating, "_is_noticed_by_audit", lambda *_: False)
    assert [mutating.verdict(each) for each in mutating.mutants()] == [verdict for _, verdict in quick]


def test_a_survivor_may_be_accepted_with_a_reason() -> None:
    weak = 'test "a" { given A.1 is P, A.PA.1 is L expect rule gap is kept }'
    words = "cap A.PA.1 at F"
    assert f"rule gap: {words}" in survivors(weak)
    model = MODEL.replace("rule gap", f'# cxrules: mutant "{words}" because "Nobody minds"\nrule gap')
    run = Suite(weak, model).mutants()
    assert [(each.after, reason) for each, reason in run.accepted] == [(words, "Nobody minds")]
    assert words not in {each.after for each in run.unexplained}
    assert list(run.problems) == []


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("cap A.PA.1 at P", "The mutant “cap A.PA.1 at P” does not survive: tests notice it."),
        ("cap A.PA.1 at Q", "Nothing here can be changed to “cap A.PA.1 at Q”."),
    ],
)
def test_a_reason_that_no_survivor_needs_is_reported(words: str, message: str) -> None:
    model = MODEL.replace("rule gap", f'# cxrules: mutant "{words}" because "Nobody minds"\nrule gap')
    (problem,) = Suite(STRONG, model).mutants().problems
    assert (problem.code, problem.message) == ("CX0705", message)


def test_what_joins_criteria_where_they_are_shown_is_noticed_by_their_ratings() -> None:
    model = """
    model m version 1.0.0
    scale nplf met from L { N value 0 P value 1 L value 2 F value 3 }
    method weakest { criteria judged instances lowest }
    levels cumulative from 0 { 0 "None" 1 "One" requires every criterion is at least L }
    capability A "First" { criterion 1 "One" }
    """
    given = "instances x, y given A.1 in x is L given A.1 in y is F"
    for expected, verdict in (("rating of A.1 = L", "noticed"), ("rating of A.1 in x = L", "survived")):
        suite = Suite(f'test "one" {{ {given} expect {expected} }}', model)
        assert suite.failures() == []
        found = {mutant.after: told for mutant, told in suite.verdicts() if mutant.of == "method weakest"}
        assert found == {"instances highest": verdict}
