"""Every example of the documentation does what the page says.

A page is worked through from top to bottom in a folder of its own, which starts with copies of examples/ and
rulesets/. What happens with a block depends on its first line:

    ```console              each `$ command` prints what follows it (`...` stands for anything)
    ```cxr                  a ruleset that checks clean by itself
    ```cxr part             a part of a ruleset: it need not make sense alone, but it parses
    ```cxr fails=CX0201     a ruleset for which `check` reports this code
    ```python               runs; the blocks of a page share their names
    ```LANGUAGE file=NAME   is written to that file, for the commands after it

All other blocks are only shown.
"""

import difflib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.docs.blocks import Block, blocks, matches, steps

ROOT = Path(__file__).resolve().parents[2]
RUNNABLE = {"console", "cxr", "python"}
NEGATIVE_VERDICT = 1
WRONG_USAGE = 2


def runnable_pages() -> list[str]:
    """The pages of the project that have an example to run, relative to its folder."""
    pages = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]
    pages += [*ROOT.glob("rulesets/*/README.md"), *ROOT.glob("examples/*/README.md")]
    return sorted(
        str(page.relative_to(ROOT))
        for page in pages
        if "_build" not in page.parts
        and any(block.language in RUNNABLE for block in blocks(page.read_text(encoding="utf-8")))
    )


class Page:
    """A folder to work a page in, and what may be done there."""

    def __init__(self, name: str, folder: Path) -> None:
        self.name = name
        self.folder = folder / "page"
        self.names: dict[str, object] = {"__name__": "example"}
        self.environment = {
            **os.environ,
            "PATH": f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT),
            "XDG_CACHE_HOME": str(folder / "cache"),
            "COLUMNS": "100",
            "LC_ALL": "C.UTF-8",
            "NO_COLOR": "1",
        }
        for shipped in ("examples", "rulesets"):
            shutil.copytree(ROOT / shipped, self.folder / shipped)
        command = folder / "bin" / "cxrules"
        command.parent.mkdir()
        command.write_text(
            f"#!{sys.executable}\n"
            "import sys\n"
            "from cxrules.cli import main\n"
            "sys.argv[0] = 'cxrules'\n"
            "sys.exit(main())\n",
            encoding="utf-8",
        )
        command.chmod(0o755)

    def work(self, block: Block) -> None:
        """Do what the block asks for, and fail where the page is wrong."""
        if "file" in block.options:
            file = self.folder / block.options["file"]
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(block.text, encoding="utf-8")
        elif block.language == "console":
            self._console(block)
        elif block.language == "cxr":
            self._ruleset(block)
        elif block.language == "python":
            self._python(block)

    def _console(self, block: Block) -> None:
        for step in steps(block):
            status, printed = self._run(step.command)
            where = f"{self.name}:{step.line}: $ {step.command}"
            assert status <= WRONG_USAGE, f"{where}\n{printed}\nended with {status}"
            assert "Traceback" not in printed, f"{where}\n{printed}"
            if not matches(step.expected, printed):
                difference = difflib.unified_diff(
                    step.expected.splitlines(), printed.splitlines(), "on the page", "printed", lineterm=""
                )
                pytest.fail(
                    "\n".join([f"{self.name}:{step.line}: $ {step.command}", *difference]), pytrace=False
                )

    def _ruleset(self, block: Block) -> None:
        file = self.folder / f"line-{block.line}" / "example.cxr"
        file.parent.mkdir()
        file.write_text(block.text, encoding="utf-8")
        status, printed = self._run(f"cxrules check --format json {file.parent.name}")
        where = f"{self.name}:{block.line}"
        assert status <= NEGATIVE_VERDICT, f"{where}: {printed}"
        found = json.loads(printed)
        codes = {diagnostic["code"] for diagnostic in found}
        if "fails" in block.options:
            assert block.options["fails"] in codes, f"{where}: check reports {sorted(codes) or 'nothing'}"
            return
        if "part" in block.options:
            found = [diagnostic for diagnostic in found if diagnostic["code"].startswith("CX01")]
        complaints = [f"{d['start']['line']}: {d['code']} {d['message']}" for d in found]
        assert not complaints, "\n".join([f"{where}: does not check clean:", *complaints])

    def _python(self, block: Block) -> None:
        # Empty lines before the text, so that a traceback names the line of the page.
        text = "\n" * block.line + block.text
        exec(compile(text, str(ROOT / self.name), "exec"), self.names)  # noqa: S102 - to run it is the point

    def _run(self, command: str) -> tuple[int, str]:
        done = subprocess.run(
            ["bash", "-c", command],
            cwd=self.folder,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            timeout=120,
            check=False,
        )
        return done.returncode, done.stdout


@pytest.mark.parametrize("name", runnable_pages())
def test_page(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = Page(name, tmp_path)
    monkeypatch.chdir(page.folder)
    monkeypatch.setenv("XDG_CACHE_HOME", page.environment["XDG_CACHE_HOME"])
    for block in blocks((ROOT / name).read_text(encoding="utf-8")):
        page.work(block)
