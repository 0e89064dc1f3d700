"""Names that are no plain words, and levels that do not build on each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.engine.small import ALONE

if TYPE_CHECKING:
    from tests.engine.small import Make

QUOTED = """
tag 'a:b/c' "A tag of another tool"
capability '4.2 Plan / do' "A clause" {
  criterion '3.1.1' "A clause below" tagged 'a:b/c'
  criterion 'ü "x"' "Anything" { prerequisite '3.1.1' }
}
capability rule "A word of the language" { criterion level "Another" }
rule 'R 1' cap '4.2 Plan / do.3.1.1' at L when rule.level is N source "Made up"
rule 'R 2' for every criterion tagged 'a:b/c' lower it when rule.level is N source "Made up"
"""


def test_any_text_in_single_quotes_is_a_name(make: Make) -> None:
    seen = make(QUOTED).evaluate({"4.2 Plan / do.3.1.1": "F", "rule.level": "N", "4.2 Plan / do.PA.1.1": "L"})
    assert seen.counts("4.2 Plan / do.3.1.1") == "F"
    assert seen.level("4.2 Plan / do") == (1, 1)
    assert seen.outcomes("R 1") == {"4.2 Plan / do.3.1.1": "broken"}
    assert seen.outcomes("R 2") == {"4.2 Plan / do.3.1.1": "broken"}


def test_it_stands_in_prerequisites_and_explanations_as_well(make: Make) -> None:
    seen = make(QUOTED).evaluate({"4.2 Plan / do.3.1.1": "P", '4.2 Plan / do.ü "x"': "F"})
    rule = '4.2 Plan / do.ü "x".prerequisite.4.2 Plan / do.3.1.1'
    assert seen.outcomes(rule) == {'4.2 Plan / do.ü "x"': "broken"}
    assert seen.why('4.2 Plan / do.ü "x"')[0].startswith('4.2 Plan / do.ü "x" (Anything) is F')


def test_words_of_the_language_can_be_names(make: Make) -> None:
    seen = make(QUOTED).evaluate({"rule.level": "P", "rule.PA.1.1": "P"})
    assert seen.counts("rule.level") == "P"
    assert seen.level("rule") == (0, 0)


LADDER = """
scale answer {{ no "No" value 0 yes "Yes" value 1 }}
method asked {{ criteria judged }}
levels {mode} from 0 {{
  0 "Nothing"
  1 "Known" requires known is yes
  2 "Written" requires written is yes
  3 "Lived" requires lived is yes
}}
capability A "Complaints" {{ criterion known "1" criterion written "2" criterion lived "3" }}
"""

MODES = [
    # known, written, lived; the level when cumulative, independent, first stop
    ("no no no", (0, 0), (0, 0), (0, 0)),
    ("yes no no", (1, 1), (1, 1), (1, 1)),
    ("yes yes no", (2, 2), (2, 2), (2, 2)),
    ("yes yes yes", (3, 3), (3, 3), (3, 3)),
    ("no yes no", (0, 0), (2, 2), (0, 0)),
    ("no no yes", (0, 0), (3, 3), (0, 0)),
    ("yes no yes", (1, 1), (3, 3), (1, 1)),
    ("yes ? no", (1, 2), (1, 2), (1, 2)),
    ("? yes no", (0, 2), (2, 2), (0, 2)),
    ("? no yes", (0, 1), (3, 3), (0, 1)),
    ("yes ? yes", (1, 3), (3, 3), (1, 3)),
    ("yes no ?", (1, 1), (1, 3), (1, 1)),
]


@pytest.mark.parametrize(("answers", "cumulative", "independent", "first_stop"), MODES)
def test_how_levels_build_on_each_other(
    make: Make,
    answers: str,
    cumulative: tuple[int, int],
    independent: tuple[int, int],
    first_stop: tuple[int, int],
) -> None:
    given = dict(zip(("A.known", "A.written", "A.lived"), answers.split(), strict=True))
    ratings = {name: answer for name, answer in given.items() if answer != "?"}
    expected = {"cumulative": cumulative, "independent": independent, "first stop": first_stop}
    for mode, levels in expected.items():
        assert make(LADDER.format(mode=mode), ALONE).evaluate(ratings).level() == levels, mode


def test_levels_may_begin_above_zero(make: Make) -> None:
    model = """
    scale nplf { N "Not" value 0 P "Partially" value 1 L "Largely" value 2 F "Fully" value 3 }
    method judged { criteria judged }
    levels cumulative from 1 {
      1 "Starting"
      2 "Repeatable" requires every criterion at level 2 is at least L
      3 "Steered" requires every criterion at level 3 is at least L
    }
    capability A "Measurement" { criterion 2.1 "Ask" at level 2 criterion 3.1 "Decide" at level 3 }
    capability B "Culture" { criterion 3.1 "Goals" at level 3 }
    """
    small = make(model, ALONE)
    assert small.evaluate({"A.2.1": "P", "A.3.1": "F"}).level() == (1, 1)
    assert small.evaluate({"A.2.1": "L", "A.3.1": "P"}).level() == (2, 2)
    assert small.evaluate({"A.2.1": "L", "A.3.1": "L"}).level() == (3, 3)
    # Every one of none holds: B has no criterion at level 2.
    assert small.evaluate({"B.3.1": "N"}).level("B") == (2, 2)
    # Where there are criteria and none applies, it fails.
    assert small.evaluate({"A.2.1": {"not-applicable": "none"}, "A.3.1": "F"}).level() == (1, 1)


def test_what_a_capability_adds_belongs_to_that_level_only(make: Make) -> None:
    model = """
    capability A "First" { criterion 1 "One" level 2 requires 1 is F }
    capability B "Second" { criterion 1 "One" }
    """
    high = {"PA.1.1": "F", "PA.2.1": "L", "PA.2.2": "L", "1": "L"}
    ratings = {f"{name}.{each}": rating for name in "AB" for each, rating in high.items()}
    seen = make(model).evaluate(ratings, up_to_level=2)
    assert (seen.level("A"), seen.level("B")) == ((1, 1), (2, 2))


def test_parameters_stand_for_ratings_and_levels(make: Make) -> None:
    model = """
    parameter floor "From here on" : rating = L source "Made up"
    parameter wanted "What is needed" : level = 1 source "Made up"
    capability A "First" { criterion 1 "One" }
    capability B "Second" { criterion 1 "One" level 1 requires A reaches level parameter wanted }
    rule R cap A.PA.1.1 at parameter floor when A.1 below parameter floor source "Made up"
    """
    seen = make(model).evaluate({"A.1": "P", "A.PA.1.1": "F", "B.PA.1.1": "F"}, up_to_level=1)
    assert seen.outcomes("R") == {"A.PA.1.1": "broken"}
    assert seen.level("B") == (1, 1)
    seen = make(model).evaluate({"A.1": "L", "A.PA.1.1": "P", "B.PA.1.1": "F"}, up_to_level=1)
    assert seen.outcomes("R") == {"A.PA.1.1": "not-triggered"}
    assert seen.level("B") == (0, 0)
