"""The one layout of values, decisions, demands and tailorings."""

from __future__ import annotations

import pytest

from cxrules.fmt.format import format_text
from cxrules.text import Source
from tests.strategies.words import KEYWORDS

TIDY = """\
kind goal in capability
kind question in goal
set ml2 "Managed" = { REQM, PP }
property points of question : number = 1
group SWE "Software" as area in ENG with points 5

capability CM "Configuration management" in SUP to level 3 tagged trace with points 5, stage 2 {
  applies-to G1 "x"
  goal SG.1 "Baselines" with points 5 {
    criterion SP.1 "Identify" tagged trace weight 2 with points 1 {
      needs document "baseline plan" not older than 12 months and 2 interview with role "lead"
        from 2 people
      feeds OTHER at level 2 weight 3
      rate
        F when it is shown by document
        L when (a plus b) times 2 at least 3 or finding x  # note
        # why
        otherwise N
      applies when not context small
    }
    criterion SP.2 "Control" {
      rate F when it is F
    }
  }
}

input points "Points" of question tagged a : number 0 .. 10 because "why"
input kind : one of small, large
facet confidence of rating : count 1 .. 5
judgement significant-weakness "Significant" on goal
blank ratings count N
weakness needed below F
finding known "Known" names subjects
parameter k : count = 2, 3 from 2027-01-01, 4 from 2028-01-01 source "s"
value satisfied of goal = every criterion of it is at least L and not judged significant-weakness

value score "Score" of question where (it is not applicable) on each level n
  = (mean of points of it over every question of it, that.x (blank counts 0, none left is open))
    plus 3
  rounded half up to 0.01
  source "S"
  because "B"

value t of goal = lowest of (score and 9.9 and if finding a then 1 otherwise 2)

decide roll-up "Roll up" of instances as nplf first fit {
  when every criterion of it is at least L -> F  # c
  # before
  when judged x -> judgement { L, P } but P when finding y
  otherwise -> open because "nobody knows"
} source "CMMI" because "so"

decide other of goal {
  when A is F -> 50%
  otherwise -> refuse "no"
}
  # note
  source "A long text that does not fit behind the brace, for it is as long as a line can be, and then some"

levels cumulative from 0 {
  0 "Zero"
  every level n requires every attribute up to level n is at least L
}

maturity staged "Staged" cumulative from 1 {
  1 "Initial"
  2 "Managed"
    requires every capability in ml2 reaches level lowest of (2 and its top),
      X may be not applicable
}

profile retail "Retail" of cx {
  set industry_nps = 30 because "measured"
  drop CX.OMN.3.2 because "no shops"
  extend CX.OMN {
    criterion 9 "Shops"
  } because "ours"
  replace rule R1 cap A at L
  # new
  add rule R2 refuse "No" when A is F because "x"
}
"""

PARENTHESES = [
    ("a plus (b plus c)", "a plus (b plus c)"),
    ("(a plus b) plus c", "a plus b plus c"),
    ("a plus (b times c)", "a plus b times c"),
    ("(a plus b) times c", "(a plus b) times c"),
    ("a times (b times c)", "a times (b times c)"),
    ("((a))", "a"),
    ("a minus (mean of (b) over every c)", "a minus (mean of b over every c)"),
    ("(mean of b plus c over every d)", "mean of b plus c over every d"),
    ("((a at least 2))", "a at least 2"),
    ("(a) at least (2)", "a at least 2"),
    ("(a at least 2 and b is F) or not (c is F)", "a at least 2 and b is F or not c is F"),
    ("(if (a is F) then (b) otherwise (c))", "if a is F then b otherwise c"),
    ("lowest of ((a) and (b plus c))", "lowest of (a and b plus c)"),
]
QUOTES = [
    ("'lowest' plus 'lowest' plus 'age' of it", "'lowest' plus lowest plus 'age' of it"),
    ("'any' is F and 'count' is F", "'any' is F and count is F"),
    ("'any' of 'any' at least 3", "'any' of 'any' at least 3"),
    ("a is 'the' and a is not 'the' and a is 'shown'", "a is 'the' and a is not the and a is 'shown'"),
    ("'2027-06-30' of it plus '2027-06-30'", "'2027-06-30' of it plus 2027-06-30"),
    ("'if' plus ('if' plus a) times b", "'if' plus ('if' plus a) times b"),
]


def formatted(text: str) -> str | None:
    return format_text(Source("a.cxr", text))[0]


def test_what_is_tidy_stays() -> None:
    assert formatted(TIDY) == TIDY


@pytest.mark.parametrize(("written", "tidy"), PARENTHESES)
def test_parentheses_only_where_they_are_needed(written: str, tidy: str) -> None:
    assert formatted(f"value x of y = {written}") == f"value x of y = {tidy}\n"


@pytest.mark.parametrize(("written", "tidy"), QUOTES)
def test_quotes_only_where_a_name_would_be_a_keyword(written: str, tidy: str) -> None:
    assert formatted(f"value x of y = {written}") == f"value x of y = {tidy}\n"


# What is spelled like a word of the language, where that word could stand as well: quotes are kept.
SPELLED_ALIKE = [
    """\
capability C "x" {{
  criterion C.1 "x" {{
    rate
      F when judged a
      '{word}' when judged b
  }}
}}
""",
    "rule r warn when a is not '{word}'\n",
    "rule r warn when every criterion is '{word}'\n",
    "test \"x\" {{\n  given value a is '{word}'\n  expect value a = '{word}'\n}}\n",
    "test \"x\" {{\n  given a is '{word}'\n  expect rating of a = '{word}'\n}}\n",
]


@pytest.mark.parametrize("text", SPELLED_ALIKE)
def test_names_spelled_like_words_stay_names(text: str) -> None:
    for word in KEYWORDS:
        result, problems = format_text(Source("a.cxr", text.format(word=word)))  # raises where names are lost
        assert problems == []
        assert result is not None
