"""A command run in this process, and a small bakery to run commands on."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, NamedTuple, Protocol

import pytest

from cxrules.cli import main
from tests.cli import grown
from tests.cli.counter import write_shop

if TYPE_CHECKING:
    from pathlib import Path

MODEL = """\
model bakery version 1.2.0
  title "Small bakery model"
  source "Own work"
  uses framework iso-33020 version ^2019
  term capability "process"
  term criterion "base practice"
  term attribute "process attribute"

group BAK "Baking"

tag dough "What touches the dough"

item 01-01 "Recipe"

capability BAK.1 "Bread" in BAK {
  purpose "Bread that people come back for"
  outcomes 2
  criterion BP1 "Choose the flour" shows outcome 1
  criterion BP2 "Knead the dough" shows outcome 1, 2 tagged dough
  item 01-01 shows outcome 1
}

capability BAK.2 "Cake" in BAK {
  criterion BP1 "Beat the eggs" tagged dough {
    prerequisite BAK.1.BP1
  }
}

practices of PA.2.1 {
  practice GP.2.1.1 "Plan the baking"
}

rule BAK.1.RL.1 cap BAK.1.PA.1.1 at L when BAK.1.BP1 at most P
  source "House rules, 3"
  because "No bread is better than its flour"

scope counter "What is sold over the counter" {
  BAK.1, BAK.2
}

target shop "To open the shop" {
  BAK.1 .. BAK.2 reach level 1 by 2027-06-30
}
"""

ASSESSMENT = """\
cxrules: 1
assessment: corner-shop
title: Corner shop, first look
model: bakery
date: 2026-11-20
target: shop
ratings:
  BAK.1.BP1: P
  BAK.1.PA.1.1: F
  BAK.2.PA.1.1: P
"""


class Ran(NamedTuple):
    """How a command ended and what it printed."""

    code: int
    out: str
    err: str


class Run(Protocol):
    """Run a command with these arguments."""

    def __call__(self, *arguments: str) -> Ran:
        """Give how it ended."""


@pytest.fixture(autouse=True)
def _plain_surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for name in ("NO_COLOR", "CXRULES_TRACEBACK", "CXRULES_CACHE"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Run:
    """Run commands in this process; what they print is text as a terminal would get it."""

    def command(*arguments: str) -> Ran:
        code = main(arguments)
        out, err = capfd.readouterr()
        return Ran(code, out, err)

    return command


@pytest.fixture
def bakery(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder we are in: it holds the model ``bakery`` and the assessment ``shop.yaml``."""
    folder = tmp_path / "work"
    (folder / "bakery").mkdir(parents=True)
    (folder / "bakery" / "model.cxr").write_text(MODEL, encoding="utf-8")
    (folder / "shop.yaml").write_text(ASSESSMENT, encoding="utf-8")
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def garden(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder we are in: it holds the model ``garden`` and the assessment ``season.yaml``."""
    folder = tmp_path / "work"
    (folder / "garden").mkdir(parents=True)
    (folder / "garden" / "model.cxr").write_text(grown.MODEL, encoding="utf-8")
    (folder / "season.yaml").write_text(grown.ASSESSMENT, encoding="utf-8")
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def kiosk(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder we are in: the example with a survey."""
    folder = tmp_path / "kiosk"
    shutil.copytree(project / "examples" / "coffee-kiosk", folder)
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder we are in: a model with nothing but two tables and their metrics, and a file for each."""
    folder = write_shop(tmp_path / "work")
    monkeypatch.chdir(folder)
    return folder
