"""The file to fill in reads back without a message."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given, strategies as st

from cxrules.exchange.assessment import read_assessment
from cxrules.exchange.tree import plain
from cxrules.exchange.write import Beside, Blank, Fact, Section, quoted, write_assessment
from cxrules.exchange.yaml import read_yaml
from cxrules.text import Source
from tests.exchange.telling import read

BLANK = Blank(
    "brake",
    "automotive-spice@4.0",
    method="R2",
    scope=("SWE.1 .. SWE.6", "base"),
    ratings="NPLF",
    up_to_level=2,
)
SECTIONS = (
    Section("SWE.1", "Software requirements", [("SWE.1.BP1", "Specify: the #1 thing"), ("SWE.1.PA.1.1", "")]),
    Section("REQM", "Requirements", [("REQM.SP 1.1", "Understand\nthem"), ("3.1", "No")]),
)

EXPECTED = """\
cxrules: 1
assessment: brake
title:
model: automotive-spice@4.0
date:                   # year-month-day, as in 2026-11-20
reading: audit          # or derive: compute what has a method
method: R2
scope: [SWE.1 .. SWE.6, base]
up-to-level: 2
status: draft
assessors:
  lead: {role: lead}
consensus:              # where several of them rate: lead-decides, majority, lowest, highest or discussion
evidence:               # E1: {kind: document, title: …, ref: …, date: …}
# Write each rating (N, P, L or F) after its colon, or in full: {rating: …, evidence: [E1], note: …}.
# What is left blank is not rated.
ratings:

  # SWE.1 Software requirements
  SWE.1.BP1:            # Specify: the #1 thing
  SWE.1.PA.1.1:

  # REQM Requirements
  REQM.SP 1.1:          # Understand them
  "3.1":                # No
"""


def test_a_file_to_fill_in() -> None:
    assert write_assessment(BLANK, SECTIONS) == EXPECTED


def test_it_reads_back_without_a_message() -> None:
    found, diagnostics = read_assessment(Source("new.yaml", EXPECTED))
    assert not diagnostics
    assert found is not None
    assert (found.id, found.model, found.ratings) == ("brake", "automotive-spice@4.0", ())
    assert found.scope == (("SWE.1", "SWE.6"), "base")


def test_filled_in_it_gives_ratings() -> None:
    filled = EXPECTED.replace("SWE.1.BP1:            #", "SWE.1.BP1: L          #").replace(
        '"3.1":', '"3.1": P'
    )
    assert [(one.subject, one.rating) for one in read(filled).ratings] == [("SWE.1.BP1", "L"), ("3.1", "P")]


@pytest.mark.parametrize(
    "word", ["no", "Yes", "3.1", "2026-11-20", "null", "a: b", "#a", "a #b", "", " a", "-", "é"]
)
def test_what_other_readers_would_convert_stands_in_quotes(word: str) -> None:
    assert quoted(word).startswith('"')
    assert yaml.safe_load(f"{quoted(word)}: {quoted(word)}") == {word: word}


texts = st.text(st.characters(exclude_categories=["Cs"]))


@given(texts)
def test_any_text_reads_back(text: str) -> None:
    node, found = read_yaml(Source("a.yaml", f"{quoted(text)}: [{quoted(text)}]\n"))
    assert not found
    assert node is not None
    assert plain(node) == {text: [text]}


@given(texts, texts, st.lists(st.tuples(st.text(), st.text()), unique_by=lambda pair: quoted(pair[0])))
def test_any_model_gives_a_file_that_reads_back(
    name: str, title: str, subjects: list[tuple[str, str]]
) -> None:
    text = write_assessment(Blank("a" + name, "m", title), [Section(name, title, subjects)])
    found, diagnostics = read_assessment(Source("a.yaml", text))
    assert found is not None
    assert not diagnostics
    assert (found.id, found.title) == ("a" + name, title)


def test_half_of_a_character_cannot_be_written() -> None:
    assert quoted("\ud800") == '"\ufffd"'


FULL = Blank(
    "fair",
    "garden",
    views=("spring", "autumn"),
    profile="../mine.cxr",
    profiles=("small",),
    instances=True,
    ratings="NPLF",
    weakness="F",
    beside=Beside(
        values=[("rain", "number 0 to 2000: Rain")],
        judgements=[("P.1.neglected", "Roses"), ("P.10.B.1.neglected", "")],
        choices=["together", "state"],
        contexts=[Fact("drought", "It did\nnot rain")],
        findings=[Fact("fungus", "There is a fungus", named=True)],
        facets=[("sure", "1 to 5")],
    ),
)
ASKED = """\
# A rating below F needs a weakness: {rating: …, weaknesses: ["…"]}.
# What is left blank is not rated.
ratings:

  # P.1 Roses
  P.1.C.9:              # Hedge
  # P.1.B.1 Climbing
  P.1.C.1:              # Cut

# What is left blank is open; in full: {value: …, by: lead, evidence: [E1], note: …}.
values:
  rain:                 # number 0 to 2000: Rain

# Each in full: {answer: yes or no, by: lead, because: "…"}. What is left blank is open.
# Where together or state leaves a choice, it is recorded as ID.together, in the same form.
judgements:
  P.1.neglected:        # Roses
  P.10.B.1.neglected:

# Take the '#' away where one holds. What is not listed was not asserted; open is not known.
findings:
  # drought: yes                           # It did not rain
  # fungus: {answer: yes, subjects: [ID]}  # There is a fungus
"""


def test_what_is_asked_beside_ratings_has_its_place() -> None:
    beds = [Section("P.1.B.1", "Climbing", [("P.1.C.1", "Cut")])]
    text = write_assessment(FULL, [Section("P.1", "Roses", [("P.1.C.9", "Hedge")], beds)])
    assert text.endswith(ASKED)
    assert '\nprofile: "../mine.cxr"\n' in text
    assert "\nview:                   # spring or autumn; spring without one\n" in text
    assert "\ninstances: " in text
    assert "{rating: …, sure: 1 to 5, evidence: [E1], note: …}" in text
    found, diagnostics = read_assessment(Source("new.yaml", text))
    assert not diagnostics
    assert found is not None
    said = (found.ratings, found.values, found.judgements, found.findings, found.instances)
    assert not any(said)
