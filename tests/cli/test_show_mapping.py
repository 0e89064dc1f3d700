"""Mappings at the command line: shown, listed, completed; and where a model is wanted."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.shell_completion import ShellComplete

from cxrules.cli import cxrules
from cxrules.exchange.formats import FORMATS
from tests.workspace.pairs import put_mapping, put_models

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run

ROWS = """\
ratings yes = all
level 1 equivalent 1 because "The same."
map X.one superset X.one, X.two because "More is asked for" confidence high
map X.three none because "Nobody else asks"
map Y subset Y published "A book" reviewer "R"
unmapped X.three
"""
SHOWN = """\
a seen from b
mapping a-to-b 1.0.0

From:         a 1.0.0: The model a
To:           b 1.0.0: The model b
Relations:    3: 1 subset, 2 superset
Read by:      1 published, 2 our own reading
Reached from: 2 elements of 6 in a
Reached to:   3 elements of 6 in b

Ratings:
  yes  is all

Levels:
  1 One  equivalent 1 One: The same (our own reading)

X.one First of a:
  superset X.one  First of b: More is asked for (confidence high, our own reading)
  superset X.two  Second of b: More is asked for (confidence high, our own reading)

Y The Y of a:
  subset Y  The Y of b (published: A book, reviewed by R)

Of a, with no counterpart in b:
  X.three  Third of a: Nobody else asks (our own reading)

Of b, with no counterpart in a:
  X.three  Third of b (our own reading)
"""


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    put_models(tmp_path, "a", "b")
    put_mapping(tmp_path, "a", "b", ROWS)
    return tmp_path


@pytest.mark.usefixtures("shelf")
def test_a_mapping_is_shown_whole(run: Run) -> None:
    ran = run("show", "a-to-b")
    assert (ran.code, ran.err, ran.out) == (0, "", SHOWN)


@pytest.mark.usefixtures("shelf")
def test_a_mapping_is_shown_for_an_element_and_what_lies_in_it(run: Run) -> None:
    ran = run("show", "a-to-b", "X")
    assert ran.code == 0
    assert ran.out.startswith("The X of a\nX in the mapping a-to-b 1.0.0\n")
    assert "superset X.two" in ran.out
    assert "subset Y" not in ran.out
    assert run("show", "a-to-b", "X.two").out.count("superset") == 1
    ran = run("show", "a-to-b", "X.tow")
    assert ran.code == 2
    assert "Did you mean X.two?" in ran.err


@pytest.mark.usefixtures("shelf")
def test_a_mapping_as_data(run: Run) -> None:
    document = json.loads(run("show", "a-to-b", "--format", "json").out)
    assert document["format"] == "cxrules-mapping/1"
    FORMATS["mapping"].model_validate(document)
    assert document["from"] == {"model": "a", "version": "1.0.0", "range": "^1"}
    assert [(each["from"], each["relation"], each["to"]) for each in document["rows"]] == [
        ("X.one", "superset", "X.one"),
        ("X.one", "superset", "X.two"),
        ("X.three", "none", None),
        ("Y", "subset", "Y"),
        (None, "none", "X.three"),
    ]
    assert document["rows"][3]["published"] == "A book"
    part = json.loads(run("show", "a-to-b", "Y", "--format", "json").out)
    assert [each["from"] for each in part["rows"]] == ["Y"]


@pytest.mark.usefixtures("shelf")
def test_mappings_are_listed_with_models(run: Run) -> None:
    lines = [line.split() for line in run("models").out.splitlines()]
    assert ["a-to-b", "1.0.0", "mapping"] in [line[:3] for line in lines]


@pytest.mark.usefixtures("shelf")
def test_where_a_model_is_wanted_a_mapping_is_refused(run: Run) -> None:
    ran = run("new", "a-to-b")
    assert ran.code == 2
    assert "a-to-b is a mapping between models: cxrules show a-to-b" in ran.err
    assert run("show", "a-to-b", "--profile", "x").code == 2


@pytest.mark.usefixtures("shelf")
def test_names_are_completed_where_they_can_be_used() -> None:
    def completed(*words: str) -> list[str]:
        complete = ShellComplete(cxrules, {}, "cxrules", "_CXRULES_COMPLETE")
        return [each.value for each in complete.get_completions([*words[:-1]], words[-1])]

    assert "a-to-b" in completed("show", "a-to")
    assert "a-to-b" not in completed("new", "a-to")
    assert completed("show", "a-to-b", "X.t") == ["X.two", "X.three"]
