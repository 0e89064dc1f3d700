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


# ------------------------------------------------------------- what is not mixed by its bare id

MODEL = """\
model stall version {version}
  title "Stall"
  source "Own work"
  uses framework iso-33020 version ^2019

capability S "{capability}" {{
  criterion BP1 "{criterion}" {{ }}
}}

rule S.RL.1 cap S.PA.1.1 at P when S.BP1 at most P
  source "House rules"
  because "Dust"
"""


def stall(folder: str, version: str, criterion: str = "Sweep", capability: str = "Stall") -> str:
    Path(folder).mkdir()
    text = MODEL.format(version=version, criterion=criterion, capability=capability)
    Path(folder, "model.cxr").write_text(text, encoding="utf-8")
    return f"./{folder}"


def assessed(name: str, model: str, rating: str, day: str) -> str:
    head = f"cxrules: 1\nassessment: {name}\nmodel: {model}\ndate: {day}\nreading: derive\nup-to-level: 1\n"
    text = f"{head}ratings: {{S.BP1: {rating}, S.PA.1.1: F}}\n"
    Path(f"{name}.yaml").write_text(text, encoding="utf-8")
    return f"{name}.yaml"


@pytest.mark.parametrize(
    ("old", "new", "refused"),
    [
        ("1.0.0", "1.0.1", False),
        ("1.9.0", "1.2.0", False),
        ("1.0.0", "2.0.0", True),
        ("2.0.0", "1.0.0", True),
        ("0.1.0", "0.2.0", True),
        ("0.1.0", "0.1.7", False),
    ],
)
def test_ratings_go_by_their_id_within_a_major_version_only(
    run: Run, here: Path, old: str, new: str, *, refused: bool
) -> None:
    file = assessed("one", stall("old", old), "F", "2026-01-01")
    ran = run("new", stall("new", new), "--based-on", file, "-o", "two.yaml")
    assert ran.code == (2 if refused else 0)
    assert (here / "two.yaml").exists() is not refused
    if refused:
        assert " ".join(ran.err.split()) == (
            f"Error: one.yaml is by stall {old}. In {new} the same id may mean something else, so ratings "
            f"are not carried over by it. `cxrules migrate one.yaml --to stall@{new}` carries over what "
            "means the same."
        )


def test_versions_that_ship_are_not_mixed_either(run: Run, here: Path) -> None:
    text = "cxrules: 1\nassessment: a\nmodel: automotive-spice@3.1\nratings: {SUP.1.PA.1.1: L}\n"
    Path("a.yaml").write_text(text, encoding="utf-8")
    ran = run("new", "automotive-spice@4.0", "--based-on", "a.yaml")
    assert (ran.code, ran.out) == (2, "")
    assert "a.yaml is by automotive-spice 3.1.0. In 4.0.0 the same id may mean something else" in ran.err
    assert run("new", "automotive-spice@3", "--based-on", "a.yaml").code == 0


def test_another_model_is_asked_for_by_its_name(run: Run, here: Path) -> None:
    file = assessed("one", stall("old", "1.0.0"), "F", "2026-01-01")
    assert run("new", "automotive-spice@4.0", "--based-on", file, "-o", "two.yaml").code == 0


def test_a_trend_across_major_versions_says_what_it_does_not_compare(run: Run, here: Path) -> None:
    files = [
        assessed("one", stall("old", "1.0.0"), "F", "2025-01-01"),
        assessed("two", stall("new", "2.0.0", "Count the till"), "P", "2026-01-01"),
    ]
    out = " ".join(run("trend", *files).out.split())
    assert (
        "Between 1.0.0 and 2.0.0 an id may have got another meaning: only what has the same title in both is "
        "compared. Not compared for another title: S.BP1."
    ) in out
    assert "S Stall fell from 1 to 0: S.PA.1.1 Process performance: F, now P" in out
    assert "S.BP1 Count" not in run("trend", *files, "--details").out
    (capability,) = json.loads(run("trend", *files, "--format", "json").out)["capabilities"]
    assert [each["left-out"] for each in capability["changes"]] == [1]


def test_a_capability_of_another_title_neither_rises_nor_falls(run: Run, here: Path) -> None:
    files = [
        assessed("one", stall("old", "1.0.0"), "F", "2025-01-01"),
        assessed("two", stall("new", "2.0.0", capability="Bank"), "P", "2026-01-01"),
    ]
    out = run("trend", *files).out
    assert "no level rose or fell" in out
    assert "Not compared for another title: S, S.BP1, S.PA.1.1 and " in out


def test_within_a_major_version_another_title_is_only_a_better_word(run: Run, here: Path) -> None:
    files = [
        assessed("one", stall("old", "1.0.0"), "F", "2025-01-01"),
        assessed("two", stall("new", "1.1.0", "Sweep the floor"), "P", "2026-01-01"),
    ]
    out = run("trend", *files, "--details").out
    assert "meaning" not in out
    assert "S.BP1 Sweep the floor: F, now P" in out


def test_a_benchmark_warns_of_peers_by_another_major_version(run: Run, here: Path) -> None:
    old, new = stall("old", "1.0.0"), stall("new", "2.0.0")
    assessed("own", new, "F", "2026-01-01")
    Path("peers").mkdir()
    for number in range(5):
        file = assessed(f"p{number}", f".{old}" if number < 2 else f".{new}", "F", "2026-01-01")
        Path(file).rename(Path("peers", file))
    out = " ".join(run("benchmark", "own.yaml", "--peers", "peers").out.split())
    assert (
        "Warning: 2 of them are by 1.0.0, the assessment is by 2.0.0: the same id may mean something else."
    ) in out
    document = json.loads(run("benchmark", "own.yaml", "--peers", "peers", "--format", "json").out)
    assert document["group"]["other-versions"] == {"1.0.0": 2}
