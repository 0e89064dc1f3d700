"""Git repositories for tests: the same names, days and hashes on every machine and at every time."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

STALL = """\
model stall version 1.0.0
  title "Stall"
  source "Own work"
  uses framework iso-33020 version ^2019

finding mice "Mice were seen"

capability S "Stall" {
  criterion BP1 "Sweep" { }
  criterion BP2 "Lock" { }
}

rule S.RL.1 cap S.PA.1.1 at P when finding mice
  source "House rules"
  because "Mice come back"
"""
DOORS = """
rule S.RL.2 cap S.PA.1.1 at P when S.BP2 at most P
  source "House rules"
  because "Open doors"
"""
RATINGS = {"S.BP1": "F", "S.BP2": "P", "S.PA.1.1": "P"}


def stall(name: str = "corner", model: str = "../stall", **ratings: str) -> str:
    """An assessment of a stall; ratings are named with two underscores for a dot."""
    said = {**RATINGS, **{key.replace("__", "."): value for key, value in ratings.items()}}
    lines = "".join(f"  {key}: {value}\n" for key, value in said.items())
    return (
        f"cxrules: 1\nassessment: {name}\ntitle: Stall {name}\nmodel: {model}\ndate: 2026-01-10\n"
        f"reading: derive\nup-to-level: 1\nratings:\n{lines}"
    )


class Repository:
    """A repository to write in; each commit is a day later than the one before."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.day = 0
        self.git("init", "-q", "-b", "main")

    def git(self, *words: str) -> str:
        day = f"2026-{1 + self.day // 28:02}-{1 + self.day % 28:02}T12:00:00+0000"
        environment = {
            **os.environ,
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_SYSTEM": os.devnull,
            "GIT_AUTHOR_NAME": "Anna Example",
            "GIT_AUTHOR_EMAIL": "anna@example.org",
            "GIT_COMMITTER_NAME": "Ben Example",
            "GIT_COMMITTER_EMAIL": "ben@example.org",
            "GIT_AUTHOR_DATE": day,
            "GIT_COMMITTER_DATE": day,
        }
        ran = subprocess.run(
            ["git", *words], cwd=self.folder, env=environment, capture_output=True, text=True, check=True
        )
        return ran.stdout.strip()

    def write(self, path: str, text: str) -> Path:
        place = self.folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
        return place

    def commit(self, subject: str, files: Mapping[str, str | None] | None = None) -> str:
        """Write files (None: remove), commit all, and give the short hash."""
        for path, text in (files or {}).items():
            if text is None:
                (self.folder / path).unlink()
            else:
                self.write(path, text)
        self.git("add", "-A")
        self.day += 1
        self.git("commit", "-q", "--allow-empty", "-m", subject)
        return self.git("rev-parse", "--short", "HEAD")
