"""From the parser's reductions to the tree of a test: a method for each grammar rule, as in `build`."""

# A method is named for its grammar rule and takes what that rule found, in order.
from __future__ import annotations

from typing import Any

from cxrules.syntax import testing_tree as tests
from cxrules.syntax.parts import Leaf

Found = list[Any]


class _Between(list[Any]):
    """The two ends after `between`, told apart from other lists."""


class _From(list[Any]):
    """How many rows something is from."""


class _On(list[Leaf]):
    """The names after `on`: told apart from other lists."""


def _words(_: object, found: Found) -> str:
    return " ".join(found)


def _first(_: object, found: Found) -> Any:
    return found[0]


def _taken(found: Found, kind: type) -> Any:
    """Give the first part of a kind, None where there is none."""
    return next((each for each in found if isinstance(each, kind)), None)


class TestingBuilder:
    """What `Builder` knows of tests."""

    def test(self, found: Found) -> tests.Test:
        return tests.Test(found[0], found[1:])

    setting_word = fact_word = outcome_word = _words

    def test_setting(self, found: Found) -> tests.Setting:
        return tests.Setting(found[0], found[1])

    def test_date(self, found: Found) -> tests.Setting:
        return tests.Setting("date", found[0])

    def test_up_to(self, found: Found) -> tests.Setting:
        return tests.Setting("up to level", found[0])

    def test_scope(self, found: Found) -> tests.ScopeLine:
        return tests.ScopeLine(found[0])

    def test_instance(self, found: Found) -> tests.TestInstance:
        return tests.TestInstance(found[0], found[1].value if len(found) > 1 else None)

    def test_instances(self, found: Found) -> tests.Instances:
        return tests.Instances(found)

    # given -----------------------------------------------------------------------------------

    def every_of(self, found: Found) -> tests.Every:
        return tests.Every(found[0], found[1:])

    def rated_in(self, found: Found) -> tuple[str, Leaf]:
        return ("in", found[0])

    def said_rating(self, found: Found) -> tuple[str, Leaf | None]:
        return ("is", found[0])

    def said_not_applicable(self, _: Found) -> tuple[str, Leaf | None]:
        return ("not applicable", None)

    def said_not_rated(self, _: Found) -> tuple[str, Leaf | None]:
        return ("not rated", None)

    def rated_with(self, found: Found) -> tests.RatedWith:
        return tests.RatedWith(found[0], found[1])

    def rated(self, found: Found) -> tests.Rated:
        facets = [each for each in found if isinstance(each, tests.RatedWith)]
        *where, (said, rating) = found[1 : len(found) - len(facets)]
        return tests.Rated(found[0], where[0][1] if where else None, said, rating, facets)

    def given_ratings(self, found: Found) -> tests.GivenRatings:
        return tests.GivenRatings(found)

    def given_caused(self, found: Found) -> tests.GivenRatings:
        return tests.GivenRatings([found[0]], found[1])

    def on_subjects(self, found: Found) -> _On:
        return _On(found)

    fact_answer = _first

    def given_fact(self, found: Found) -> tests.GivenFact:
        subjects = list(_taken(found, _On) or [])
        return tests.GivenFact(found[0], found[1], subjects, _taken(found[2:], Leaf))

    def given_deviation(self, found: Found) -> tests.GivenDeviation:
        return tests.GivenDeviation(found[0], list(_taken(found, _On) or []), found[-1])

    def given_judged(self, found: Found) -> tests.GivenAnswer:
        return tests.GivenAnswer("judged", found[0], found[1])

    def given_value(self, found: Found) -> tests.GivenAnswer:
        return tests.GivenAnswer("value", found[0], found[1])

    def measured_between(self, found: Found) -> _Between:
        return _Between(found)

    def measured_from(self, found: Found) -> _From:
        return _From(found)

    def given_measure(self, found: Found) -> tests.GivenMeasure:
        low, high = _taken(found, _Between) or (None, None)
        (rows,) = _taken(found, _From) or (None,)
        instance = _taken(found, tuple)
        metric, value = (each for each in found if isinstance(each, Leaf))
        return tests.GivenMeasure(metric, instance[1] if instance else None, value, low, high, rows)

    def evidence_dated(self, found: Found) -> tests.EvidencePart:
        return tests.EvidencePart("dated", found[0])

    def evidence_valid(self, found: Found) -> tests.EvidencePart:
        return tests.EvidencePart("valid until", found[0])

    def evidence_role(self, found: Found) -> tests.EvidencePart:
        return tests.EvidencePart("role", found[0])

    def evidence_link(self, _: Found) -> tests.EvidencePart:
        return tests.EvidencePart("link")

    def evidence_state(self, found: Found) -> tests.EvidencePart:
        return tests.EvidencePart("state", found[0])

    def evidence_by(self, found: Found) -> tests.EvidencePart:
        return tests.EvidencePart("by", found[0])

    def evidence_independent(self, _: Found) -> tests.EvidencePart:
        return tests.EvidencePart("independent")

    def evidence_for(self, found: Found) -> list[Leaf]:
        return found

    def given_evidence(self, found: Found) -> tests.GivenEvidence:
        parts = [each for each in found if isinstance(each, tests.EvidencePart)]
        return tests.GivenEvidence(found[0], _taken(found[1:2], Leaf), parts, list(found[-1]))

    def given_waiver(self, found: Found) -> tests.GivenWaiver:
        return tests.GivenWaiver(*found)

    # expect ----------------------------------------------------------------------------------

    def found_between(self, found: Found) -> tests.Found:
        return tests.Found(found[0], found[1] if len(found) > 1 else None, "")

    def found_open(self, _: Found) -> tests.Found:
        return tests.Found(None, None, "open")

    def found_not_rated(self, _: Found) -> tests.Found:
        return tests.Found(None, None, "not rated")

    def found_not_applicable(self, _: Found) -> tests.Found:
        return tests.Found(None, None, "not applicable")

    def negative(self, found: Found) -> Leaf:
        number = found[0]
        return Leaf(f"-{number.text}", number.start, number.end)

    def quotient(self, found: Found) -> Leaf:
        number, by = found
        return Leaf(f"{number.text}/{by.text}", number.start, by.end)

    def negative_quotient(self, found: Found) -> Leaf:
        return self.negative([self.quotient(found)])

    def stated(self, _: Found) -> bool:
        return True

    def expect_level(self, found: Found) -> tests.Expect:
        return tests.Expect("level", None, found[-2], None, found[-1], stated=found[0] is True)

    def expect_rating(self, found: Found) -> tests.Expect:
        instance = _taken(found, tuple)
        return tests.Expect("rating", None, found[0], instance[1] if instance else None, found[-1])

    def on_level(self, found: Found) -> tuple[str, Leaf]:
        return ("level", found[0])

    def expect_value(self, found: Found) -> tests.Expect:
        stated = found[0] is True
        level = _taken(found, tuple)
        name, *about = [each for each in found if isinstance(each, Leaf)]
        subject = about[0] if about else None
        return tests.Expect("value", name, subject, None, found[-1], level[1] if level else None, stated)

    def expect_maturity(self, found: Found) -> tests.Expect:
        stated = found[0] is True
        return tests.Expect("maturity", _taken(found, Leaf), None, None, found[-1], stated=stated)

    def expect_because(self, found: Found) -> tests.ExpectBecause:
        return tests.ExpectBecause(found[0])

    def expect_rule(self, found: Found) -> tests.ExpectRule:
        instance = _taken(found, tuple)
        subject = _taken(found[1:], Leaf)
        return tests.ExpectRule(found[0], subject, instance[1] if instance else None, found[-1])

    def expect_no_violation(self, _: Found) -> tests.ExpectNoViolation:
        return tests.ExpectNoViolation()

    def expect_met(self, _: Found) -> tests.ExpectTarget:
        return tests.ExpectTarget(met=True)

    def expect_not_met(self, _: Found) -> tests.ExpectTarget:
        return tests.ExpectTarget(met=False)

    def expect_error(self, found: Found) -> tests.ExpectError:
        return tests.ExpectError(found[0])
