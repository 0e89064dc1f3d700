"""The words of a report in one language: templates by key, with places to fill.

A place stands in braces: ``{subject}``; a brace of its own is written twice. What may stand behind a colon
says how a name is written: ``{subject:id}`` its id alone, ``{subject:title}`` its title alone, and
``{evidence:ids}`` several ids with commas and no "and".
"""

from __future__ import annotations

import re
from collections.abc import Mapping  # noqa: TC003 - a field is of that type
from dataclasses import dataclass
from typing import TypeAlias

PLURALS = ("one", "other")
"""The forms of a sentence that counts: for one, and for every other number."""
STYLES = ("", "id", "ids", "title")
_PARTS = re.compile(r"\{\{|\}\}|\{([^{}]*)\}")

Form: TypeAlias = "str | Mapping[str, str]"


@dataclass(frozen=True, slots=True)
class Wording:
    """Templates by key; where a sentence counts, a template for each of `PLURALS`."""

    language: str
    forms: Mapping[str, Form]

    def template(self, key: str, count: int | None = None) -> str | None:
        """The template of a key, in the form for a number; None where there is none."""
        form = self.forms.get(key)
        if form is None or isinstance(form, str):
            return form
        return form["one" if count == 1 else "other"]

    def over(self, other: Wording) -> Wording:
        """The same words, and those of another wording where this one has none."""
        return Wording(other.language, {**other.forms, **self.forms})


def pieces(template: str) -> list[tuple[str, str | None, str]]:
    """A template taken apart: text, then the place behind it (None: none) and how that is written."""
    found: list[tuple[str, str | None, str]] = []
    text, begins = "", 0
    for match in _PARTS.finditer(template):
        text += template[begins : match.start()]
        begins = match.end()
        if match[0] in {"{{", "}}"}:
            text += match[0][0]
            continue
        name, _, style = match[1].partition(":")
        found.append((text, name, style))
        text = ""
    return [*found, (text + template[begins:], None, "")]


def places(template: str) -> list[tuple[str, str, int]]:
    """The places of a template, each with its style and the offset at which it stands."""
    return [
        (*_named(match[1]), match.start())
        for match in _PARTS.finditer(template)
        if match[0] not in {"{{", "}}"}
    ]


def _named(written: str) -> tuple[str, str]:
    name, _, style = written.partition(":")
    return name, style


def loose_brace(template: str) -> int:
    """The offset of a brace that belongs to no place; -1 where there is none."""
    rest = _PARTS.sub(lambda match: " " * len(match[0]), template)
    return min((at for at in (rest.find("{"), rest.find("}")) if at >= 0), default=-1)
