"""What is counted over levels that were not assessed: open, with the reason, and never silently left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cxrules import api

if TYPE_CHECKING:
    from pathlib import Path

MODEL = """\
model m version 1.0.0
  title "M"
  source "Own work"
scale nplf met from L { N value 0 P value 1 L value 2 F value 3 }
method lowest { criteria lowest instances lowest }
levels cumulative from 0 {
  0 "None" 1 "One" 2 "Two"
  every level n requires every criterion at level n is at least L
}
value share-met of model = share of every criterion that is at least L
capability A "A" { criterion 1 "One" at level 1  criterion 2 "Two" at level 2 }
"""
HEAD = "cxrules: 1\nassessment: a\nmodel: ./m\ndate: 2026-11-20\nscope: [A]\nup-to-level: 1\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder we are in, with the model."""
    monkeypatch.setenv("CXRULES_CACHE", "off")
    (tmp_path / "m").mkdir()
    (tmp_path / "m" / "model.cxr").write_text(MODEL, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_share_over_levels_that_were_not_assessed_is_open_and_says_why(folder: Path) -> None:
    (folder / "a.yaml").write_text(HEAD + "ratings: {A.1: F}\n", encoding="utf-8")
    evaluation = api.evaluate("a.yaml")
    assert evaluation.levels() == {"A": (1, 1)}
    (met,) = evaluation.result()["values"]
    assert (met["value"], met["possible"]) == ("50", "100")
    told = [each.sentence for each in api.explain(evaluation, "m.share-met").children]
    assert told == [
        "A.1 (One) is F (at least L): rated F.",
        "A.2 (Two) is not rated (at least L); it is at level 2, above those that were assessed.",
    ]


def test_what_is_given_above_them_is_counted_and_warned_of(folder: Path) -> None:
    (folder / "a.yaml").write_text(HEAD + "ratings: {A.1: F, A.2: N}\n", encoding="utf-8")
    evaluation = api.evaluate("a.yaml")
    assert evaluation.levels() == {"A": (1, 1)}
    (met,) = evaluation.result()["values"]
    assert (met["value"], met["possible"]) == ("50", "50")
    assert [each.code for each in evaluation.diagnostics] == ["CX0526"]
