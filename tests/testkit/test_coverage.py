"""Coverage counts what tests look at, and nothing that merely happened beside them."""

from __future__ import annotations

from tests.semantics.inline import FRAMEWORK
from tests.testkit.inline import MODEL, Suite

CONDITION = "A.1 below F and not finding known"


def uncovered(lines: str, model: str = MODEL) -> set[tuple[str, str, tuple[str, ...]]]:
    return Suite(f'test "one" {{ {lines} }}', model).uncovered()


def test_a_test_of_levels_covers_no_rule() -> None:
    found = uncovered("given A.1 is P, A.PA.1 is L expect level of A = 1")
    assert {("gap", "rule gap", ("yes", "no")), ("both", "rule both", ("yes", "no"))} <= found


def test_a_rule_is_covered_once_it_fired_and_was_silent() -> None:
    assert ("gap", "rule gap", ("no",)) in uncovered("given A.1 is P, A.PA.1 is L expect rule gap is kept")
    silent = "given A.1 is F, A.PA.1 is L expect rule gap is not triggered"
    assert ("gap", "rule gap", ("yes",)) in uncovered(silent)
    both = Suite(f'test "a" {{ given A.1 is P, A.PA.1 is L expect no violation }} test "b" {{ {silent} }}')
    assert not {each for each in both.uncovered() if each[0] == "gap"}


def test_what_is_open_covers_nothing() -> None:
    assert ("gap", "rule gap", ("yes", "no")) in uncovered("given A.PA.1 is F expect rule gap is undecidable")


def test_a_rule_about_what_is_not_assessed_is_not_silent_but_unseen() -> None:
    """Nothing of A is in scope, so that the condition over A.2 means nothing here."""
    found = uncovered("scope B given B.1 is F expect rule why is not triggered")
    assert ("why", "rule why", ("yes", "no")) in found


def test_each_operand_of_a_condition_is_asked_both_ways() -> None:
    lines = "given A.1 is P, A.2 is L expect rule both is kept"
    found = {each for each in uncovered(lines) if each[0] == "both"}
    assert found == {
        ("both", "rule both", ("no",)),
        ("both", "A.1 below F", ("no",)),
        ("both", "not finding known", ("no",)),
        ("both", "finding known", ("yes",)),
    }


def test_requirements_are_met_and_missed() -> None:
    requirement = "every attribute at level 2 is at least L and every attribute below level 2 is F"
    found = uncovered("given A.PA.1 is F, A.PA.2 is P expect level of A = 1")
    assert {each for each in found if each[0].startswith("level")} == {
        ("level 1", "PA.1 at least L", ("no",)),
        ("level 2", requirement, ("yes",)),
        ("level 2", "every attribute at level 2 is at least L", ("yes",)),
        ("level 2", "every attribute below level 2 is F", ("no",)),
    }


def test_a_template_is_covered_by_any_of_its_places() -> None:
    model = MODEL + 'rule each for every capability lower PA.2 when PA.1 below F source "s"\n'
    lines = "given A.PA.1 is L, A.PA.2 is L, B.PA.1 is F expect rule each on A.PA.2 is kept"
    assert ("each", "rule each", ("no",)) in uncovered(lines, model)
    lines += " expect rule each on B.PA.2 is not triggered"
    assert not {each for each in uncovered(lines, model) if each[0] == "each"}


def test_a_rule_that_always_holds_is_kept_and_broken() -> None:
    model = MODEL + 'rule same align A.1 with A.2 source "s"\n'
    lines = "given A.1 is L, A.2 is L expect rule same is kept"
    assert ("same", "rule same", ("no",)) in uncovered(lines, model)


def test_a_requirement_of_one_capability() -> None:
    model = MODEL.replace('criterion 2 "Two"\n', 'criterion 2 "Two"\n  level 1 requires A.2 at least P\n')
    found = uncovered("given A.PA.1 is L, A.2 is P expect level of A = 1", model)
    assert ("level 1 of A", "A.2 at least P", ("no",)) in found


VALUES = (
    MODEL
    + """
input points of criterion : number 0 .. 10
value score of capability = sum of points over every criterion
value fine of capability = every criterion is at least L and finding known
decide mark of capability first fit {
  when every criterion is F -> F  when some criterion is N -> N  otherwise -> L
}
maturity cumulative from 1 { 1 "One" 2 "Two" requires A reaches level 1 }
"""
)


def test_values_rows_and_levels_of_the_organisation() -> None:
    lines = "given every criterion of A is F expect value mark of A = F expect maturity is open"
    found = uncovered(lines, VALUES)
    assert {
        each for each in found if each[0] in {"decide mark", "value score", "value fine", "maturity, level 2"}
    } >= {
        ("decide mark", "when every criterion is F", ("no",)),
        ("decide mark", "when some criterion is N", ("yes",)),
        ("decide mark", "otherwise", ("yes",)),
        ("value score", "sum of points over every criterion", ("yes",)),
        ("value fine", "every criterion is at least L and finding known", ("yes", "no")),
        ("maturity, level 2", "A reaches level 1", ("yes", "no")),
    }
    lines = (
        "given A.PA.1 is L, every criterion of A is L given value A.1.points is 1 given value A.2.points is 2"
    )
    lines += " expect value score of A = 3 expect value fine of A = no expect value mark of A = L"
    lines += " expect maturity = 2"
    found = uncovered(lines, VALUES)
    assert {each for each in found if each[0] in {"value score", "value fine", "maturity, level 2"}} == {
        ("value fine", "every criterion is at least L and finding known", ("yes",)),
        ("value fine", "every criterion is at least L", ("no",)),
        ("value fine", "finding known", ("yes",)),
        ("maturity, level 2", "A reaches level 1", ("no",)),
    }


DOTTED = f"""
model dotted version 1.0.0
{FRAMEWORK}
capability CX.GOV "Governance" {{
  criterion 1.1 "One"
  criterion 2.1 "Two" {{ prerequisite 1.1 }}
  criterion 2.2 "Three" {{ prerequisite CX.OMN.1.1 }}
}}
capability CX.OMN "Channels" {{ criterion 1.1 "One" }}
"""


def test_prerequisites_of_criteria_with_dots_in_their_ids() -> None:
    lines = "given CX.GOV.1.1 is N, CX.GOV.2.1 is F expect rule CX.GOV.2.1.prerequisite.CX.GOV.1.1 is broken"
    found = uncovered(lines, DOTTED)
    assert {each for each in found if "prerequisite" in each[1]} == {
        ("CX.GOV.2.1, prerequisite 1.1", "prerequisite 1.1", ("no",)),
        ("CX.GOV.2.2, prerequisite CX.OMN.1.1", "prerequisite CX.OMN.1.1", ("yes", "no")),
    }


BASE = """
framework base version 1.0.0
scale nplf met from L { N value 0 P value 1 L value 2 F value 3 }
method lowest { criteria lowest instances lowest }
value done of capability on each level n = every criterion at level n is at least L
value begun of model = A.1 at least L
capability A "First" { criterion 1 "One" at level 1  criterion 2 "Two" at level 2 }
"""
OVER = """
model over version 1.0.0
uses framework base version ^1
levels cumulative from 0 { 0 "None" 1 "One" 2 "Two" every level n requires done on level n is yes }
maturity cumulative from 0 { 0 "None" 1 "One" requires begun is yes }
"""


def test_a_requirement_that_is_a_value_of_another_package() -> None:
    text = 'test "one" { given A.1 is L, A.2 is N expect level of A = 1 expect maturity = 1 }'
    suite = Suite(text, OVER, BASE)
    assert suite.failures() == []
    assert suite.uncovered() == {("maturity, level 1", "begun is yes", ("no",))}


def test_percent() -> None:
    assert Suite('test "a" { given A.1 is P, A.PA.1 is L expect rule gap is kept }').coverage().percent < 10
