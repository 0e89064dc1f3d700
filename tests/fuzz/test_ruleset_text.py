"""No ruleset text brings the checker down: it is understood, or it is told what is wrong with it."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from cxrules.diagnostics import text as as_text
from cxrules.fmt.format import format_text
from cxrules.semantics import Package, analyse, compile_plan
from cxrules.syntax import tree
from cxrules.syntax.parse import parse
from cxrules.text import Source
from cxrules.workspace.shipped import shipped
from tests.fuzz.mutating import mutated

SEEDS = [path.read_text("utf-8") for path in sorted(shipped("rulesets").rglob("*.cxr"))]
OWN = """model small version 1.0.0
scale nplf met from L {
  N "No" 0% .. 15% value 0  P "Part" > 15% .. 50% value 1
  L "Large" > 50% .. 85% value 2  F "Full" > 85% .. 100% value 3
}
refine nplf as fine { N value 0  P- to 32.5% value 1  P+ value 2  L value 3  F value 4 }
method M { criteria weighted mean, half rounds up  instances median, half rounds even }
attribute A "A" at level 1 { from criteria of capability }
levels cumulative from 0 { 0 "None" 1 "Some" requires every attribute at level 1 is at least L }
tag t "T"  cause c "C"  finding f "F"
parameter p "P" : rating = L
capability X "X" { criterion 1 "One" tagged t weight 2  criterion 2 "Two" { prerequisite 1 at least P } }
capability Y "Y" { criterion 1 "One"  level 1 requires X reaches level 1 }
rule R.1 cap X.2 at L when X.1 at most P for cause c
rule R.2 for every capability except Y keep A at most 1 when finding f
rule R.3 for every criterion tagged t fix it at N when not (Y.1 is F or Y.1 is not applicable)
rule R.4 protect X.1 from cause c when any of X.2, Y.1 below parameter p
target all "All" { X, Y reach level 1 by 2027-06-30 }
"""
MANY = 3 * settings().max_examples
WORDS = sorted({word for seed in [*SEEDS, OWN] for word in seed.split() if len(word) < 30})[:800]


def _checked(text: str) -> None:
    source = Source("fuzz.cxr", text)
    file, problems = parse(source)
    header = next((each for each in file.declarations if isinstance(each, tree.Header)), None)
    package = Package(((source, file),), header, source if header else None, "0")
    analysis = analyse([package])
    for problem in [*problems, *analysis.diagnostics]:
        assert problem.message
        if problem.source is not None and problem.span is not None:
            assert 0 <= problem.span.start <= problem.span.end <= len(problem.source.text)
    assert as_text.render([*problems, *analysis.diagnostics]) is not None
    if analysis.complete and not problems and analysis.ruleset.levels and analysis.ruleset.scales:
        for reading in ("audit", "derive"):
            compile_plan(analysis, None, reading)


def _laid_out(text: str) -> None:
    source = Source("fuzz.cxr", text)
    formatted, problems = format_text(source)
    assert (formatted is None) == any(problem.severity == "error" for problem in problems)
    if formatted is not None:
        again, _ = format_text(Source("fuzz.cxr", formatted))
        assert again == formatted


@settings(max_examples=MANY, suppress_health_check=[HealthCheck.too_slow])
@given(mutated([*SEEDS, OWN, OWN, OWN], WORDS))
def test_almost_right_text(text: str) -> None:
    _checked(text)
    _laid_out(text)


@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    _checked(text)
    _laid_out(text)


@given(st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join))
def test_any_words(text: str) -> None:
    _checked(text)


@pytest.mark.parametrize(
    "text",
    [
        "{" * 100_000,
        "(" * 50_000,
        "rule " * 20_000,
        "not " * 20_000,
        '"' * 9999,
        "\0" * 100,
        "model m version 1\n" * 3000,
    ],
    ids=["braces", "parentheses", "rules", "nots", "quotes", "nulls", "headers"],
)
def test_a_lot_of_one_thing(text: str) -> None:
    _checked(text)
