"""Assessments that a decision or a rule refuses: noticed by tests, counted, and changed by mutants."""

from __future__ import annotations

from tests.testkit.inline import MODEL, Suite, failing

REFUSING = (
    MODEL
    + """
decide mark of capability first fit {
  when every criterion is F -> F
  when finding known -> refuse "It is known."
  when some criterion is P -> open because "It may be anything"
  otherwise -> L
}
"""
)


def uncovered(lines: str) -> set[tuple[str, tuple[str, ...]]]:
    found = Suite(f'test "one" {{ {lines} }}', REFUSING).uncovered()
    return {(words, missing) for of, words, missing in found if of == "decide mark"}


def test_a_row_that_refuses_is_covered() -> None:
    found = uncovered('given every criterion of A is L given finding known expect error "It is known"')
    assert ("when finding known", ("no",)) in found
    assert ("when every criterion is F", ("yes",)) in found


def test_a_row_that_leaves_open_is_covered() -> None:
    found = uncovered("given A.1 is P, A.2 is L given finding known is no expect value mark of A is open")
    assert ("when some criterion is P", ("no",)) in found
    assert ("when finding known", ("yes",)) in found


def test_a_row_refuses_only_where_no_row_before_it_fits() -> None:
    lines = "given every criterion of A is F given finding known expect value mark of A = F"
    assert failing(lines, REFUSING) == []


def test_what_is_refused_has_no_result() -> None:
    lines = "given every criterion of A is L given finding known expect level of A is open"
    assert ("", "the assessment is refused: It is known.") in failing(lines, REFUSING)


def test_mutants_of_what_refuses_are_noticed() -> None:
    tests = """
    test "all" { given every criterion of A is F given finding known expect value mark of A = F }
    test "known" { given every criterion of A is L given finding known expect error "It is known" }
    """
    found = {
        mutant.after: verdict
        for mutant, verdict in Suite(tests, REFUSING).verdicts()
        if mutant.of == "decide mark"
    }
    assert found["without row 1"] == "noticed"
    assert found["without row 2"] == "noticed"


def test_mutants_of_a_rule_that_refuses_are_noticed() -> None:
    model = MODEL + 'rule no refuse "Too late." when A.1 at most P source "s"\n'
    tests = """
    test "refused" { given A.1 is P expect error "Too late" }
    test "not refused" { given A.1 is L, A.PA.1 is L expect level of A = 1 }
    """
    found = {mutant.after: verdict for mutant, verdict in Suite(tests, model).verdicts() if "no" in mutant.of}
    assert found["A.1 below P"] == found["A.1 at most L"] == "noticed"
