"""The languages in which reasons are told: every sentence there is, in every one of them."""

from __future__ import annotations

import re
from string import Formatter

import pytest

from cxrules.model.speech import ENGLISH, LANGUAGES, speech_in
from tests.model.said_sentences import sentences

SAID = sentences()
OTHERS = [each for each in LANGUAGES if each != ENGLISH.language]


def places(sentence: str) -> list[int]:
    """The parts that a sentence uses, by their numbers."""
    names = [name for _, name, _, _ in Formatter().parse(sentence) if name is not None]
    return sorted(int(name) if name else at for at, name in enumerate(names))


def test_sentences_are_found_where_they_are_said() -> None:
    assert len(SAID) > 250
    assert SAID["{} is at level {}."] == "plan/sentences.py"
    assert "The mean" in SAID


@pytest.mark.parametrize("language", OTHERS)
def test_a_language_has_every_sentence_and_no_other(language: str) -> None:
    table = speech_in(language).table
    needed = {each for each in SAID if re.search(r"[^\W\d_]", each.replace("{}", ""))}
    assert sorted(needed - set(table)) == []
    assert sorted(set(table) - set(SAID)) == []


@pytest.mark.parametrize("language", OTHERS)
def test_a_sentence_has_the_same_places_in_every_language(language: str) -> None:
    for english, other in speech_in(language).table.items():
        assert places(other) == places(english), english
        assert other.strip(), english
        assert other[:1].isspace() == english[:1].isspace(), english


def test_a_language_that_there_is_not_is_english() -> None:
    assert speech_in("fr") is ENGLISH
    assert speech_in("de").language == "de"


def test_numbers_and_days() -> None:
    german = speech_in("de")
    assert german.number("1,234.5 %") == "1.234,5 %"
    assert german.date("2026-11-20") == "20.11.2026"
    assert ENGLISH.number("1,234.5") == "1,234.5"
    assert ENGLISH.date("2026-11-20") == "2026-11-20"


def test_what_is_filled_in_stays_as_it_is() -> None:
    assert speech_in("de")("{} is {}.", "{0} yes", "no") == "{0} yes ist no."
