"""The sentence on stated levels: only where blanks decide something and the model says what they count as."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run

MODEL = """model drawn version 1.0.0
scale answer { no value 0 yes value 1 }
__POLICY__
levels cumulative from 0 { 0 "None"  1 "One" requires every criterion is yes }
capability A "A" { criterion 1 "One" criterion 2 "Two" }
maturity cumulative from 0 { 0 "Low"  1 "High" requires every capability reaches level 1 }
"""


def _page(run: Run, folder: Path, policy: str, ratings: str) -> str:
    (folder / "model.cxr").write_text(MODEL.replace("__POLICY__", policy), encoding="utf-8")
    text = f"cxrules: 1\nassessment: a\nmodel: .\ndate: 2026-11-20\nratings: {{{ratings}}}\n"
    (folder / "a.yaml").write_text(text, encoding="utf-8")
    ran = run("evaluate", str(folder / "a.yaml"))
    assert (ran.code, ran.err) == (0, "")
    return ran.out


def test_blanks_are_told_where_they_decide(run: Run, tmp_path: Path) -> None:
    page = _page(run, tmp_path, "blank ratings count yes", "A.1: yes")
    assert "Levels with blanks counted as the model states: A 1, the organisation 1." in page


def test_nothing_is_told_where_nothing_is_blank(run: Run, tmp_path: Path) -> None:
    assert "blanks" not in _page(run, tmp_path, "blank ratings count yes", "A.1: yes, A.2: no")


def test_nothing_is_told_where_nothing_is_stated(run: Run, tmp_path: Path) -> None:
    assert "blanks" not in _page(run, tmp_path, "", "A.1: yes")


def test_a_value_of_the_model_is_explained_by_its_name_alone(run: Run, tmp_path: Path) -> None:
    policy = """value got of model = count of every criterion that is yes
    context busy "It is busy" """
    _page(run, tmp_path, policy, "A.1: yes, A.2: no")
    ran = run("explain", str(tmp_path / "a.yaml"), "got")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("got of drawn is 1.")
    ran = run("explain", str(tmp_path / "a.yaml"), "busy")
    assert ran.code == 2
    assert ran.err == "Error: busy is stated in the assessment and not worked out: it rests on nothing.\n"
