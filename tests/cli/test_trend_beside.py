"""`cxrules trend`: what is behind ratings that differ: a waiver that ran out, a finding, the model's text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run

MODEL = """\
model stall version {version}
  title "Stall"
  source "Own work"
  uses framework iso-33020 version ^2019

finding mice "Mice were seen"

capability S "Stall" {{
  criterion BP1 "Sweep" {{ }}
  criterion BP2 "Lock" {{ }}
}}

rule S.RL.1 cap S.PA.1.1 at {cap} when finding mice
  source "House rules"
  because "Mice come back"
{more}"""
RULE = 'rule S.RL.2 cap S.PA.1.1 at P when S.BP2 at most P\n  source "House rules"\n  because "Open doors"\n'


def write(name: str, day: str, *, lines: str = "", model: str = "./stall") -> str:
    from pathlib import Path

    head = f"cxrules: 1\nassessment: {name}\nmodel: {model}\ndate: {day}\nreading: derive\nup-to-level: 1\n"
    ratings = "ratings: {S.BP1: F, S.BP2: P, S.PA.1.1: F}\n"
    Path(f"{name}.yaml").write_text(head + ratings + lines, encoding="utf-8")
    return f"{name}.yaml"


def write_model(folder: str, version: str = "1.0.0", cap: str = "P", more: str = "") -> None:
    from pathlib import Path

    Path(folder).mkdir()
    text = MODEL.format(version=version, cap=cap, more=more)
    (Path(folder) / "model.cxr").write_text(text, encoding="utf-8")


@pytest.fixture
def _stall(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write_model("stall")


WAIVER = (
    "waivers:\n  S.PA.1.1: {rating: L, reason: the door is on order, approved-by: lead,"
    " from: 2025-01-01, until: 2025-12-31}\n"
)


@pytest.mark.usefixtures("_stall")
def test_a_finding_is_told_where_a_level_rests_on_it(run: Run) -> None:
    files = [write("one", "2025-03-01"), write("two", "2025-04-01", lines="findings: {mice: yes}\n")]
    out = run("trend", *files).out
    assert "  S Stall fell from 1 to 0:\n    finding mice Mice were seen: none, now yes\n" in out


@pytest.mark.usefixtures("_stall")
def test_a_waiver_that_ran_out_is_told_with_its_day(run: Run) -> None:
    lines = "findings: {mice: yes}\n" + WAIVER
    files = [write("one", "2025-03-01", lines=lines), write("two", "2026-04-01", lines=lines)]
    out = run("trend", *files).out
    assert (
        "  S Stall fell from 1 to 0:\n"
        "    waiver of S.PA.1.1 Process performance: L until 2025-12-31, now run out on 2025-12-31\n"
    ) in out


@pytest.mark.usefixtures("_stall")
def test_a_rule_that_is_new_in_the_model_is_told_with_its_words(run: Run) -> None:
    write_model("later", "1.1.0", more=RULE)
    files = [write("one", "2025-03-01"), write("two", "2025-04-01", model="./later")]
    out = run("trend", *files).out
    assert "The model changed from 1.0.0 to 1.1.0 between 2025-03-01 and 2025-04-01.\n" in out
    assert (
        "  S Stall fell from 1 to 0:\n    rule S.RL.2: none, now cap S.PA.1.1 at P when S.BP2 at most P\n"
    ) in out
    assert "S.RL.1" not in out


@pytest.mark.usefixtures("_stall")
def test_a_text_that_would_have_given_the_same_level_did_not_make_it_fall(run: Run) -> None:
    write_model("later", "1.1.0", cap="N")
    files = [
        write("one", "2025-03-01"),
        write("two", "2025-04-01", model="./later", lines="findings: {mice: yes}\n"),
    ]
    assert "rule S.RL.1" not in run("trend", *files).out
    details = run("trend", *files, "--details").out
    assert "Also changed:\n      rule S.RL.1: cap S.PA.1.1 at P when finding mice, now cap S.PA.1.1 at N" in (
        details
    )
