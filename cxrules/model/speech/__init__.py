"""The language in which reasons are told: sentences of the engine, each written in English where it is said.

`say("{} is {}.", name, rating)` fills the places of a sentence. For another language a table gives the
sentence for the English one, with its places by number where their order differs (`{1}`). A test keeps every
table complete. What a model or an assessor wrote is filled in as it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class Speech(NamedTuple):
    """The sentences of one language by the English ones; `point` and `comma` are those of its numbers."""

    language: str
    table: Mapping[str, str]
    point: str = "."
    comma: str = ","
    day: str = "{}-{}-{}"

    def __call__(self, sentence: str, *parts: object) -> str:
        """A sentence with its places filled; in English where the language has no words for it."""
        return self.table.get(sentence, sentence).format(*parts)

    def number(self, text: str) -> str:
        """A number as English writes it (``1,234.5 %``), as the language does."""
        if self.point == ".":
            return text
        return "".join({".": self.point, ",": self.comma}.get(char, char) for char in text)

    def date(self, iso: object) -> str:
        """A day, written ``2026-11-20``, as the language writes it; what is none as it is."""
        parts = str(iso).split("-")
        return self.day.format(*parts) if len(parts) == 3 else str(iso)  # noqa: PLR2004 - year, month, day


ENGLISH = Speech("en", {})


def phrase(sentence: str) -> str:
    """The sentence itself: marks one that is said elsewhere, so that it is found where tables are checked."""
    return sentence


def speech_in(language: str) -> Speech:
    """The sentences of a language; the English ones where it has none."""
    if language == "de":
        from cxrules.model.speech.german import GERMAN  # only who wants German needs it

        return GERMAN
    return ENGLISH


LANGUAGES = ("en", "de")
"""The languages in which reasons can be told."""
