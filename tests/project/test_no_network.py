"""No command speaks to a network, nor to any other machine: all it needs lies in files."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from cxrules.api import sign
from cxrules.exchange.proof.keys import new_pair
from cxrules.workspace.locking import draw

if TYPE_CHECKING:
    from pathlib import Path

# Every way to a network leads through one of these, whatever library goes it.
PROGRAM = """
import sys
def refuse(event, arguments):
    if event.startswith(("socket.", "urllib.", "http.", "ftplib.", "smtplib.", "imaplib.", "poplib.")):
        raise AssertionError(f"{event} {arguments}")
sys.addaudithook(refuse)
from cxrules.cli import main
code = main(sys.argv[1:])
assert code in (0, 1), code
"""
COMMANDS = [
    ("lock", "work"),
    ("lock", "--check", "work"),
    ("lock", "--update", "work"),
    ("models",),
    ("check", "work"),
    ("show", "automotive-spice@4.0", "SWE.1"),
    ("new", "automotive-spice", "--scope", "SWE.1"),
    ("evaluate", "work/one.yaml"),
    ("evaluate", "work/one.yaml", "--format", "json"),
    ("evaluate", "work/one.yaml", "--format", "sarif"),
    ("badge", "work/one.yaml"),
    ("sign", "--new-key", "other"),
    ("sign", "work/one.yaml", "--key", "one.key"),
    ("verify", "work/one.json", "--key", "one.pub"),
    ("explain", "work/one.yaml", "SWE.1"),
    ("graph", "automotive-spice", "SWE.1"),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an assessment of a shipped model."""
    folder = tmp_path_factory.mktemp("quiet")
    (folder / "work").mkdir()
    text = "cxrules: 1\nassessment: one\nmodel: automotive-spice@4.0\nratings: {SWE.1.PA.1.1: L}\n"
    (folder / "work" / "one.yaml").write_text(text, encoding="utf-8")
    drawn, _ = draw(folder / "work")
    assert drawn is not None
    drawn.path.write_text(drawn.text, encoding="utf-8")
    secret, public = new_pair()
    (folder / "one.key").write_bytes(secret)
    (folder / "one.key").chmod(0o600)
    (folder / "one.pub").write_bytes(public)
    (folder / "work" / "one.json").write_bytes(sign(folder / "work" / "one.yaml", secret))
    return folder


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_no_command_opens_a_socket(command: tuple[str, ...], folder: Path, project: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *command],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(project), "XDG_CACHE_HOME": str(folder / "cache")},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
