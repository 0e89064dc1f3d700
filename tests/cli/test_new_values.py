"""`new` asks for everything that a model asks for, and for nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli import grown

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run

HEAD = """\
model: garden
profile:                # small; the model as it is without one
date:                   # year-month-day, as in 2026-11-20
reading: audit          # or derive: compute what has a method
view:                   # spring or autumn; spring without one
status: draft
"""
REST = """\
# A rating below most needs a weakness: {rating: …, weaknesses: ["…"]}.
# What is left blank is not rated.
ratings:

  # P.1 Roses
  # P.1.B.1 Climbing roses
  P.1.C.1:              # Cut in spring (needs record "cutting plan" not older than 12 months)
  P.1.C.2:              # Watered (applies when rain below parameter dry)
  # P.1.B.2 Wild roses
  P.1.C.3:              # Left alone

  # P.2 Herbs
  # P.2.B.1 Kitchen herbs
  P.2.C.1:              # Harvested (computed)

# What is left blank is open; in full: {value: …, by: lead, evidence: [E1], note: …}.
values:
  rain:                 # number 0 to 2000: Rain in the season
  P.1.tools:            # own or lent: Tools
  P.2.tools:            # own or lent: Tools

# Each in full: {answer: yes or no, by: lead, because: "…"}. What is left blank is open.
# Where together or state leaves a choice, it is recorded as ID.together, in the same form.
judgements:
  P.1.B.1.neglected:    # Climbing roses: What is missing endangers the bed
  P.1.B.2.neglected:    # Wild roses: What is missing endangers the bed
  P.2.B.1.neglected:    # Kitchen herbs: What is missing endangers the bed

# Take the '#' away where one holds. What is not listed was not asserted; open is not known.
findings:
  # drought: yes                           # It did not rain
  # fungus: {answer: yes, subjects: [ID]}  # There is a fungus
"""


def test_everything_that_is_asked_is_listed(run: Run, garden: Path) -> None:
    ran = run("new", "garden")
    assert (ran.code, ran.err) == (0, "")
    assert HEAD in ran.out
    assert "{rating: …, sure: 1 to 5, evidence: [E1], note: …}" in ran.out
    assert ran.out.endswith(REST)


def test_what_is_asked_of_other_parts_is_left_out(run: Run, garden: Path) -> None:
    out = run("new", "garden", "--scope", "P.2").out
    assert "\nscope: [P.2]\n" in out
    assert "P.1." not in out
    assert "fungus" not in out
    assert "\n  rain:" in out
    assert "\n  # drought: yes" in out


def test_a_view_is_a_scope(run: Run, garden: Path) -> None:
    out = run("new", "garden", "--view", "autumn").out
    assert "\nview: autumn\nscope: [P.1]\n" in out
    assert "P.2." not in out
    ran = run("new", "garden", "--view", "atumn")
    assert ran == (2, "", "Error: garden has no view 'atumn'. Did you mean autumn?\n")


@pytest.mark.parametrize("arguments", [[], ["--profile", "small"], ["--view", "autumn"], ["--scope", "P.2"]])
def test_the_file_checks_clean(arguments: list[str], run: Run, garden: Path) -> None:
    assert run("new", "garden", *arguments, "-o", "fresh.yaml").code == 0
    assert run("check", "fresh.yaml") == (0, "No problems found.\n", "")
    filled = (garden / "fresh.yaml").read_text(encoding="utf-8").replace("date: ", "date: 2026-11-20 ")
    filled = filled.replace("  # drought: yes", "  drought: yes").replace("P.1.C.1: ", "P.1.C.1: all ")
    (garden / "fresh.yaml").write_text(filled, encoding="utf-8")
    assert run("check", "fresh.yaml").code == 0
    assert run("evaluate", "fresh.yaml").code == 0


def test_what_a_profile_drops_is_not_asked_for(run: Run, garden: Path) -> None:
    out = run("new", "garden", "--profile", "small").out
    assert "\nprofile: small\n" in out
    assert "P.2." not in out
    assert "\n  P.1.C.9: " in out


def test_a_profile_in_a_file_is_seen_from_the_new_file(run: Run, garden: Path) -> None:
    (garden / "mine.cxr").write_text(
        'profile mine of garden {\n  drop P.1.C.3 because "No wild roses"\n}\n', encoding="utf-8"
    )
    (garden / "2026").mkdir()
    assert run("new", "garden", "--profile", "mine.cxr", "-o", "2026/fresh.yaml").code == 0
    text = (garden / "2026" / "fresh.yaml").read_text(encoding="utf-8")
    assert '\nprofile: "../mine.cxr"\n' in text
    assert "P.1.C.3" not in text
    assert run("check", "2026/fresh.yaml").code == 0


def test_a_model_with_none_of_it_stays_short(run: Run, bakery: Path) -> None:
    out = run("new", "bakery").out
    for key in ("profile", "view", "values", "judgements", "findings"):
        assert f"\n{key}:" not in out


# -------------------------------------------------------------------------- asked in another way


def test_an_assessment_is_tailored_on_the_way(run: Run, garden: Path) -> None:
    plain = run("evaluate", "season.yaml")
    assert (plain.code, plain.err) == (0, "")
    assert "P.2  Herbs" in plain.out
    ran = run("evaluate", "season.yaml", "--profile", "small")
    assert "Tailored by the profile small:" in ran.out
    assert "P.2  Herbs  not applicable" in ran.out
    assert "cxrules explain season.yaml --profile small" in ran.out


def test_day_and_view_may_be_others(run: Run, garden: Path) -> None:
    out = run("evaluate", "season.yaml", "--date", "2027-11-20", "--view", "autumn").out
    assert out.splitlines()[1].startswith("garden 1.0.0 · 2027-11-20")
    assert run("evaluate", "season.yaml", "--date", "tomorrow").code == 2
    ran = run("evaluate", "season.yaml", "--view", "atumn")
    assert (ran.code, ran.out) == (2, "")
    assert "There is no view 'atumn'." in ran.err


def test_an_unknown_profile_is_told_without_pointing_at_the_file(run: Run, garden: Path) -> None:
    text = grown.ASSESSMENT.replace("\ndate:", "\nprofile: small\ndate:")
    (garden / "season.yaml").write_text(text, encoding="utf-8")
    ran = run("evaluate", "season.yaml", "--profile", "smal")
    assert (ran.code, ran.out) == (2, "")
    assert "The model has no profile smal." in ran.err
    assert "Did you mean small?" in ran.err
    assert "profile: small" not in ran.err
    assert run("evaluate", "season.yaml", "--profile", "none.cxr").code == 2


def test_explaining_takes_the_same_options(run: Run, garden: Path) -> None:
    assert run("explain", "season.yaml", "P.1.C.9", "--profile", "small").code == 0
    assert run("explain", "season.yaml", "P.1.C.9").code == 2
