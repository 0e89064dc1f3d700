"""An overlay file: what it says, and what is wrong with its form."""

from __future__ import annotations

import pytest
import yaml
from jsonschema import Draft202012Validator

from cxrules.exchange import overlay as reading
from cxrules.exchange.formats import FORMATS, schema
from cxrules.exchange.overlay import read_overlay
from cxrules.text import Source

WHOLE = """\
model: bakery
version: ">=1.2 <2"
language: de
title: Bäckerei
titles: {BAK.1: Brot, BAK.1.BP1: "Mehl wählen", BAK.2: }
texts:
  BAK.1: |
    Erster Absatz.

    Zweiter Absatz.
attributes: {PA.2.1: Steuern}
levels: {1: Gebacken}
ratings: {F: Ganz}
"""


def problems(text: str) -> list[tuple[str, str, str]]:
    """Code, message and underlined text of everything that is wrong."""
    overlay, found = read_overlay(Source("o.yaml", text), "o.yaml")
    assert overlay is None
    return [
        (each.code, each.message, each.source.slice(each.span) if each.source and each.span else "")
        for each in found
    ]


def test_a_whole_one() -> None:
    overlay, found = read_overlay(Source("o.yaml", WHOLE), "o.yaml")
    assert not found
    assert overlay is not None
    assert (overlay.name, overlay.model, overlay.language, overlay.title) == (
        "o.yaml",
        "bakery",
        "de",
        "Bäckerei",
    )
    assert overlay.range == ((">=", "1.2"), ("<", "2"))
    assert overlay.titles == {"BAK.1": "Brot", "BAK.1.BP1": "Mehl wählen"}
    assert overlay.texts == {"BAK.1": "Erster Absatz.\n\nZweiter Absatz.\n"}
    assert (overlay.attributes, overlay.levels, overlay.ratings) == (
        {"PA.2.1": "Steuern"},
        {1: "Gebacken"},
        {"F": "Ganz"},
    )


@pytest.mark.parametrize(
    ("text", "code", "message", "underlined"),
    [
        ("titles: {A: b}", "CX0503", "This overlay lacks 'model'.", "titles: {A: b}"),
        ("model: a\ntitle: {A: b}", "CX0504", "'title' must be text, not a map.", "{A: b}"),
        ("model: a\ntitels: {A: b}", "CX0502", "Unknown key 'titels' in the overlay.", "titels"),
        ("model: a\ntitles: [A]", "CX0504", "'titles' must be a map of keys and values, not a list.", "[A]"),
        ("model: a\ntitles: {A: [b]}", "CX0504", "'A' must be text, not a list.", "[b]"),
        (
            "model: a\nversion: new",
            "CX0504",
            "'version' must be a range of versions, not 'new'.",
            "new",
        ),
        ("model: a\nlevels: {one: b}", "CX0504", "A level is a whole number such as 2, not 'one'.", "one"),
        ("- a", "CX0504", "An overlay is a map of keys and values, not a list.", "- a"),
        ("model: a\nmodel: b", "CX0505", "The key 'model' is written twice.", "model"),
    ],
)
def test_what_is_wrong_is_told_at_its_place(text: str, code: str, message: str, underlined: str) -> None:
    assert problems(text) == [(code, message, underlined)]


def test_the_published_schema_takes_what_is_read() -> None:
    assert set(FORMATS["overlay"].model_fields) == set(reading.KEYS)
    document = {**yaml.safe_load(WHOLE), "levels": {"1": "Gebacken"}}
    Draft202012Validator(schema("overlay")).validate(document)
    assert not Draft202012Validator(schema("overlay")).is_valid({**document, "titels": {}})
