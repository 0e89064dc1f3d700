"""What all commands have in common: help, version, exit codes, mistakes and bugs."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from typing import TYPE_CHECKING

import pytest

import cxrules
from cxrules.cli import _VERBS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run

COMMAND = [sys.executable, "-c", "import sys; from cxrules.cli import main; sys.exit(main())"]


def test_version(run: Run) -> None:
    assert run("--version") == (0, f"cxrules {cxrules.__version__}\n", "")


def test_help_lists_every_verb(run: Run) -> None:
    ran = run("--help")
    assert ran.code == 0
    for verb in _VERBS:
        assert f"\n  {verb} " in ran.out
    assert "Example:\n    cxrules evaluate " in ran.out


@pytest.mark.parametrize("verb", _VERBS)
def test_every_verb_has_a_module_and_help_with_an_example(verb: str, run: Run) -> None:
    assert import_module(f"cxrules.cli.{verb}").command.name == verb
    ran = run(verb, "--help")
    assert ran.code == 0
    assert ran.out.startswith(f"Usage: cxrules {verb}")
    _, _, examples = ran.out.rpartition("\n  Example")
    assert f"cxrules {verb}" in examples


def test_a_mistyped_verb_gets_the_near_one(run: Run) -> None:
    ran = run("evalute", "x.yaml")
    assert ran.code == 2
    assert "There is no verb 'evalute'. Did you mean evaluate?" in ran.err


def test_an_unknown_verb_gets_the_way_to_help(run: Run) -> None:
    assert "`cxrules --help` lists the verbs." in run("zzz").err


def test_a_wrong_option_is_wrong_usage(run: Run) -> None:
    assert run("models", "--wrong").code == 2


def test_a_missing_file_gets_the_near_one(run: Run, bakery: Path) -> None:
    ran = run("evaluate", "shpo.yaml")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "Error: There is no file or folder shpo.yaml. Did you mean shop.yaml?\n"


def test_what_the_system_refuses_is_told_without_a_traceback(
    run: Run, bakery: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", path.name)

    monkeypatch.setattr("pathlib.Path.read_bytes", refused)
    ran = run("evaluate", "shop.yaml")
    assert ran.code == 2
    assert ran.err == "Error: shop.yaml: Permission denied\n"


def _break(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("the oven is on fire")

    monkeypatch.setattr("cxrules.workspace.locate.around_folder", broken)


def test_a_bug_is_called_a_bug(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    _break(monkeypatch)
    ran = run("models")
    assert (ran.code, ran.out) == (3, "")
    first, second = ran.err.splitlines()
    assert first == "cxrules has a bug: RuntimeError: the oven is on fire"
    assert second.startswith("Please report it")
    assert "CXRULES_TRACEBACK=1" in second


def test_the_traceback_of_a_bug_on_request(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    _break(monkeypatch)
    monkeypatch.setenv("CXRULES_TRACEBACK", "1")
    assert "Traceback (most recent call last)" in run("models").err


def test_an_interrupt_ends_the_command(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("cxrules.workspace.locate.around_folder", interrupted)
    ran = run("models")
    assert ran.code == 130
    assert "Interrupted." in ran.err


@pytest.mark.parametrize(("verdict", "code"), [("shop", 1), (None, 0)])
def test_a_closed_pipe_keeps_the_verdict(verdict: str | None, code: int, bakery: Path) -> None:
    text = (bakery / "shop.yaml").read_text(encoding="utf-8")
    (bakery / "shop.yaml").write_text(
        text if verdict else text.replace("target: shop\n", ""), encoding="utf-8"
    )
    with subprocess.Popen(
        [*COMMAND, "evaluate", "shop.yaml"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=bakery
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        errors = process.stderr.read()
        assert process.wait() == code
    assert errors == b""


def test_a_terminal_that_knows_only_ascii(bakery: Path) -> None:
    done = subprocess.run(
        [*COMMAND, "evaluate", "shop.yaml"],
        cwd=bakery,
        env={"PYTHONIOENCODING": "ascii", "PATH": "", "COLUMNS": "100", "HOME": str(bakery)},
        capture_output=True,
        check=False,
    )
    assert done.stderr == b""
    assert b"###F" in done.stdout


@pytest.mark.parametrize("surroundings", [{"NO_COLOR": "1"}, {"TERM": "dumb"}, {}])
def test_no_colour_where_it_is_not_wanted(
    surroundings: dict[str, str], run: Run, bakery: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in surroundings.items():
        monkeypatch.setenv(name, value)
    (bakery / "shop.yaml").write_text("cxrules: 1\n", encoding="utf-8")
    ran = run("check", "shop.yaml")
    assert ran.code == 1
    assert "\x1b" not in ran.out
