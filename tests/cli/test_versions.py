"""Two versions of one model on the command line: written, filled in and evaluated, each by its own name."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Run


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def filled(run: Run, model: str, *scope: str) -> dict[str, Any]:
    """The result of an assessment that `new` wrote and in which everything is F."""
    file = Path("a.yaml")
    ran = run("new", model, *scope, "-o", str(file), "--force")
    assert (ran.code, ran.err) == (0, "")
    text = file.read_text("utf-8").replace("date: ", "date: 2026-11-20 ")
    file.write_text(re.sub(r"^(  [A-Z]+\.\d+\.\S+:) ", r"\1 F ", text, flags=re.MULTILINE), "utf-8")
    ran = run("evaluate", str(file), "--format", "json")
    assert (ran.code, ran.err) == (0, "")
    document: dict[str, Any] = json.loads(ran.out)
    return document


@pytest.mark.parametrize(
    ("model", "written", "version"),
    [
        ("automotive-spice@3.1", "automotive-spice@3.1", "3.1.0"),
        ("automotive-spice@3", "automotive-spice@3", "3.1.0"),
        ("automotive-spice", "automotive-spice@4.0", "4.0.0"),
    ],
)
def test_from_a_blank_to_a_level(run: Run, here: Path, model: str, written: str, version: str) -> None:
    result = filled(run, model, "--scope", "SWE.4", "--scope", "SUP.8..SUP.10")
    assert f"\nmodel: {written}\n" in (here / "a.yaml").read_text("utf-8")
    assert (result["model"]["id"], result["model"]["version"]) == ("automotive-spice", version)
    assessed = [each for each in result["capabilities"] if each["state"] != "out-of-scope"]
    assert [(each["id"], each["level"], each["possible"]) for each in assessed] == [
        (name, 5, 5) for name in ("SUP.8", "SUP.9", "SUP.10", "SWE.4")
    ]


def test_the_extended_scope_of_3_1_and_its_targets(run: Run, here: Path) -> None:
    result = filled(run, "automotive-spice@3.1", "--scope", "extended-vda", "--target", "vda-cl3")
    assessed = [each["id"] for each in result["capabilities"] if each["state"] == "rated"]
    assert len(assessed) == 23
    assert result["target"] == {**result["target"], "id": "vda-cl3", "met": True}
    assert (here / "a.yaml").is_file()


def test_both_are_listed(run: Run) -> None:
    lines = [line.split() for line in run("models").out.splitlines()]
    versions = [line[1] for line in lines if line[0] == "automotive-spice"]
    assert versions == ["3.1.0", "4.0.0"]


def test_each_shows_its_own(run: Run) -> None:
    old = run("show", "automotive-spice@3.1", "SWE.4.BP2").out
    new = run("show", "automotive-spice", "SWE.4.BP2").out
    assert "Set criteria for verifying units" in old
    assert "Choose the checks to run, with rationale" in new
