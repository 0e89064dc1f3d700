"""Why a capability is at its level: the facts, what each is tied to, and that nothing else is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cxrules.engine.justification import justifications
from cxrules.engine.justification.places import PLACES
from cxrules.engine.justification.statement import Statement, most, state
from tests.reports.audit.whole import evaluated

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cxrules.engine import Evaluation
    from cxrules.engine.justification.statement import Argument, Justification


@pytest.fixture(scope="module")
def evaluation(tmp_path_factory: pytest.TempPathFactory) -> Evaluation:
    return evaluated(tmp_path_factory.mktemp("whole"), "Bread")[2026]


@pytest.fixture(scope="module")
def found(evaluation: Evaluation) -> dict[str, Justification]:
    return {each.id: each for each in justifications(evaluation)}


def keys(justification: Justification, part: str) -> list[str]:
    return [each.key for one in justification.parts if one.key == part for each in one.statements]


def statements(justification: Justification) -> Iterator[Statement]:
    for part in justification.parts:
        for each in part.statements:
            yield from _with_phrases(each)
    yield from justification.bound_to


def _with_phrases(argument: Argument) -> Iterator[Statement]:
    if isinstance(argument, Statement):
        yield argument
        for each in argument.arguments.values():
            yield from _with_phrases(each)
    elif isinstance(argument, tuple):
        for each in argument:
            yield from _with_phrases(each)


def test_the_parts_in_their_order(found: dict[str, Justification]) -> None:
    assert [each.key for each in found["WHO.1"].parts] == [
        "scope",
        "evidence",
        "ratings",
        "strengths",
        "weaknesses",
        "notes",
        "rules",
        "deviations",
        "level",
        "open",
    ]
    assert [each.key for each in found["WHO.3"].parts] == ["scope"]


def test_each_part_says_what_there_is(found: dict[str, Justification]) -> None:
    first, second, third = found["WHO.1"], found["WHO.2"], found["WHO.3"]
    assert keys(first, "scope") == ["scope.assessed", "scope.instances", "scope.rated", "scope.target"]
    assert keys(first, "ratings") == [
        "rating.given",
        "rating.open",
        "rating.open",
        "rating.summary",
        "rating.disagreement",
    ]
    assert keys(first, "rules") == ["rule.applied", "rule.broken", "rule.broken"]
    assert keys(first, "deviations") == ["deviation.none"]
    assert keys(first, "level") == ["level.open", "level.met", "level.undecided", "level.target-open"]
    assert keys(second, "strengths") == ["strength.none"]
    assert keys(second, "deviations") == ["deviation.recorded", "waiver.in-force"]
    assert keys(third, "scope") == ["scope.not-applicable"]


def test_sentences_are_tied_to_what_they_speak_of(found: dict[str, Justification]) -> None:
    by_key = {each.key: each for each in statements(found["WHO.1"])}
    broken = by_key["rule.broken"]
    assert (broken.rules, broken.subjects) == (("WHO.1.RL.2",), ("WHO.1.PA.1.1",))
    given = by_key["rating.given"]
    assert (given.subjects, given.evidence) == (("WHO.1.PA.1.1",), ("E1",))
    assert by_key["weakness.noted"].rests_on == ("WHO.1.BP1", "E1", "E2")


def test_every_sentence_has_its_places_and_no_others(found: dict[str, Justification]) -> None:
    told = [each for one in found.values() for each in statements(one)]
    assert told
    assert [(each.key, set(each.arguments)) for each in told] == [
        (each.key, set(PLACES[each.key])) for each in told
    ]


@pytest.mark.parametrize(
    "example", ["brake-ecu/assessment", "signal-works/assessment", "ferry-tickets/assessment"]
)
def test_the_same_for_the_examples(project: Path, example: str) -> None:
    from cxrules import api

    evaluation = api.evaluate(project / "examples" / f"{example}.yaml")
    for one in justifications(evaluation):
        for each in statements(one):
            assert set(each.arguments) == set(PLACES[each.key])


def test_the_digests_change_with_what_they_are_of(tmp_path: Path, evaluation: Evaluation) -> None:
    other = evaluated(tmp_path, "Cake")[2026]
    mine, others = (
        [each.arguments["digest"] for each in justifications(one)[0].bound_to] for one in (evaluation, other)
    )
    assert len(mine) == 3
    assert all(one != another for one, another in zip(mine, others, strict=True))


def test_an_unknown_capability(evaluation: Evaluation) -> None:
    with pytest.raises(KeyError):
        justifications(evaluation, ["WHO.9"])


def test_of_many_names_only_the_first_are_listed() -> None:
    names = [str(n) for n in range(12)]
    shown = most(names)
    assert shown[:8] == tuple(names[:8])
    assert shown[8] == state("phrase.more", count=4)
    assert most(names[:9]) == tuple(names[:9])
