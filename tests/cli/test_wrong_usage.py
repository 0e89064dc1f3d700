"""What is asked of the wrong thing, or without what it belongs to: said clearly, and ended with 2."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run

WRONG_USAGE = 2


@pytest.mark.parametrize(
    "verb",
    [
        ["evaluate", "{}"],
        ["explain", "{}", "A"],
        ["agreement", "{}"],
        ["release", "{}", "--by", "lead"],
        ["redact", "{}", "--audience", "all"],
        ["new", "--based-on", "{}"],
    ],
)
def test_what_is_no_assessment(run: Run, tmp_path: Path, verb: list[str]) -> None:
    model = tmp_path / "model.cxr"
    model.write_text("model m version 1.0.0\n", encoding="utf-8")
    ran = run(*(each.format(model) for each in verb))
    assert (ran.code, ran.out) == (WRONG_USAGE, "")
    assert "is text of a ruleset, not an assessment" in ran.err
    ran = run(*(each.format(tmp_path) for each in verb))
    assert (ran.code, ran.out) == (WRONG_USAGE, "")
    assert "is a folder. Name the file of an assessment in it." in ran.err


def test_what_is_superseded_must_be_named(run: Run) -> None:
    ran = run("new", "iso-33020", "--supersedes")
    assert ran.code == WRONG_USAGE
    assert "--supersedes belongs to --based-on" in ran.err


def test_a_filter_that_no_test_passes(run: Run) -> None:
    ran = run("test", "rulesets/iso-33020", "--filter", "no such thing")
    assert (ran.code, ran.out) == (WRONG_USAGE, "")
    assert ran.err == "Error: No test here has “no such thing” in its title.\n"
