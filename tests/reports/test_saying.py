"""Statements in words: both languages are complete, and names, lists, plurals, days and numbers are right."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, strategies as st

from cxrules.engine.justification import justifications
from cxrules.engine.justification.places import PLACES
from cxrules.engine.justification.statement import Day, Named, Quote, Word, state
from cxrules.reports.audit.content import Run, plain
from cxrules.reports.saying import Saying
from cxrules.workspace.wording import known_keys, languages, shipped_wording, wording_for
from tests.reports.audit.whole import evaluated

if TYPE_CHECKING:
    from pathlib import Path

    from cxrules.model.wording import Wording


def words(language: str) -> Wording:
    found = shipped_wording(language)
    assert not found.problems
    assert found.wording is not None
    return found.wording


ENGLISH, GERMAN = Saying(words("en")), Saying(words("de"))
BREAD = Named("subject", "BAK.1.BP1", "Choose the flour")


def test_english_and_german_are_shipped_and_complete() -> None:
    assert languages() == ["de", "en"]
    assert PLACES.keys() <= known_keys().keys()
    for saying in (ENGLISH, GERMAN):
        own = {key for key in saying.wording.forms if not key.startswith(("term.", "kind."))}
        assert own == {key for key in known_keys() if not key.startswith(("term.", "kind."))}


@pytest.mark.parametrize("key", sorted(key for key in known_keys() if key in PLACES))
def test_german_uses_the_places_that_english_uses(key: str) -> None:
    from cxrules.model.wording import places

    used = []
    for saying in (ENGLISH, GERMAN):
        template = saying.wording.template(key, 2)
        assert template is not None
        used.append({place for place, _, _ in places(template)})
    assert used[0] - {"what"} == used[1] - {"what"}  # German says what is counted in the sentence itself


def test_titles_are_never_translated() -> None:
    statement = state("rating.not-applicable", subject=BREAD)
    assert ENGLISH.plain(statement) == "BAK.1.BP1 (Choose the flour) does not apply."
    assert GERMAN.plain(statement) == "BAK.1.BP1 (Choose the flour) ist nicht anwendbar."


@pytest.mark.parametrize(
    ("count", "english", "german"),
    [
        (1, "One rating is carried over: BP1.", "Eine Bewertung ist übernommen: BP1."),
        (2, "2 ratings are carried over: BP1 and BP2.", "2 Bewertungen sind übernommen: BP1 und BP2."),
        (
            3,
            "3 ratings are carried over: BP1, BP2 and BP3.",
            "3 Bewertungen sind übernommen: BP1, BP2 und BP3.",
        ),
    ],
)
def test_plurals_and_lists(count: int, english: str, german: str) -> None:
    subjects = tuple(Named("subject", f"BP{n}") for n in range(1, count + 1))
    statement = state("scope.carried", count=count, subjects=subjects, source="")
    assert (ENGLISH.plain(statement), GERMAN.plain(statement)) == (english, german)


def test_days_and_numbers() -> None:
    statement = state(
        "waiver.expired",
        subject=BREAD,
        rating=Named("rating", "F"),
        day=Day("2026-03-01"),
        reason=Quote("No oven"),
        approved=Named("person", "Lea"),
    )
    assert " expired on 2026-03-01, approved by Lea: No oven." in ENGLISH.plain(statement)
    assert " ist am 01.03.2026 abgelaufen, genehmigt von Lea: No oven." in GERMAN.plain(statement)
    assert [ENGLISH.number(each) for each in ("1234567.5", "-12", "999")] == ["1,234,567.5", "−12", "999"]
    assert [GERMAN.number(each) for each in ("1234567.5", "-12", "999")] == ["1.234.567,5", "−12", "999"]


@given(st.integers(-(10**12), 10**12))
def test_a_number_is_read_back(number: int) -> None:
    assert int(ENGLISH.number(str(number)).replace(",", "").replace("−", "-")) == number


def test_words_that_a_wording_lacks_stay_as_they_are() -> None:
    statement = state("phrase.kind", count=2, kind=Word("kind.sketch", "sketch", 2))
    assert GERMAN.plain(statement) == "2 sketch"


def test_names_lead_where_the_report_says_more() -> None:
    saying = Saying(words("en"), lambda kind, name: f"{kind}-{name}" if kind == "subject" else "")
    text = saying.text(state("rating.not-applicable", subject=BREAD))
    assert text == (Run("BAK.1.BP1", "subject-BAK.1.BP1"), Run(" (Choose the flour) does not apply."))
    assert plain(text) == "BAK.1.BP1 (Choose the flour) does not apply."


@pytest.mark.parametrize("language", ["en", "de"])
def test_a_model_brings_words_of_its_own(tmp_path: Path, language: str) -> None:
    evaluation = evaluated(tmp_path, "Bread")[2026]
    (tmp_path / "whole" / "wording").mkdir()
    path = tmp_path / "whole" / "wording" / f"{language}.yaml"
    path.write_text('level.open: "{capability:id}: {level:id} ... {possible:id}"\n', encoding="utf-8")
    found = wording_for(evaluation.plan, language, "whole", tmp_path)
    assert not found.problems
    assert found.wording is not None
    (first, *_) = justifications(evaluation, ["WHO.1"])
    told = [each for part in first.parts if part.key == "level" for each in part.statements]
    assert Saying(found.wording).plain(told[0]) == "WHO.1: 1 ... 2"


def test_a_model_brings_another_language(tmp_path: Path) -> None:
    evaluation = evaluated(tmp_path, "Bread")[2026]
    (tmp_path / "whole" / "wording").mkdir()
    path = tmp_path / "whole" / "wording" / "fr.yaml"
    path.write_text('strength.none: "Aucun point fort."\n', encoding="utf-8")
    found = wording_for(evaluation.plan, "fr", "whole", tmp_path)
    assert found.wording is not None
    assert found.wording.language == "fr"
    assert found.wording.template("strength.none") == "Aucun point fort."
    assert found.wording.template("weakness.none") == "No weakness is recorded."
