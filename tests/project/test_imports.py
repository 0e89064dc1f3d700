"""What may be loaded, and when.

Start-up stays instant because heavy libraries are imported where they are used.
Which layer may import which is held by the contracts in pyproject.toml.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

# What takes longer to import than everything else that a quick command does.
HEAVY = {"lark", "networkx", "numpy", "pydantic", "pydantic_core", "typing_extensions", "importlib.metadata"}


def loaded(code: str, *arguments: str, cache: Path, project: Path) -> set[str]:
    """The modules that `code` makes a fresh interpreter load."""
    program = (
        "import sys\n"
        "before = set(sys.modules)\n"
        f"try:\n    {code}\n"
        "except SystemExit as end:\n    assert end.code in (None, 0, 1), end.code\n"
        "print('\\n' + ' '.join(set(sys.modules) - before))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        cwd=project,
        env={**os.environ, "XDG_CACHE_HOME": str(cache), "PYTHONPATH": str(project)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return set(done.stdout.splitlines()[-1].split())


def test_importing_the_package_loads_nothing_else(tmp_path: Path, project: Path) -> None:
    assert loaded("import cxrules", cache=tmp_path, project=project) == {"cxrules"}


def test_version_loads_nothing_heavy(tmp_path: Path, project: Path) -> None:
    modules = loaded("from cxrules.cli import main; main()", "--version", cache=tmp_path, project=project)
    assert not modules & (HEAVY | {"yaml", "fractions", "decimal"})


@pytest.mark.parametrize("verb", [("evaluate",), ("evaluate", "--format", "json")], ids=" ".join)
def test_evaluate_with_a_cached_plan_loads_nothing_heavy(
    verb: tuple[str, ...], tmp_path: Path, project: Path
) -> None:
    command = ("from cxrules.cli import main; main()", *verb, "examples/brake-ecu/assessment.yaml")
    loaded(*command, cache=tmp_path, project=project)
    assert not loaded(*command, cache=tmp_path, project=project) & HEAVY


def test_a_lockfile_an_overlay_and_installed_rulesets_load_nothing_heavy(
    tmp_path: Path, project: Path
) -> None:
    site, work = tmp_path / "site", tmp_path / "work"
    for folder in (site / "acme-1.0.dist-info", site / "acme", work):
        folder.mkdir(parents=True)
    points = "[cxrules.rulesets]\nacme = acme\n"
    (site / "acme-1.0.dist-info" / "entry_points.txt").write_text(points, encoding="utf-8")
    (site / "acme" / "__init__.py").write_text("raise AssertionError\n", encoding="utf-8")
    model = 'model acme version 1.0.0\n  uses framework iso-33020 version ^2019\ncapability A "Ask"\n'
    (site / "acme" / "model.cxr").write_text(model, encoding="utf-8")
    (work / "o.yaml").write_text("model: acme\ntitles: {A: Asking}\n", encoding="utf-8")
    text = "cxrules: 1\nassessment: one\nmodel: acme\nratings: {A.PA.1.1: F}\n"
    (work / "one.yaml").write_text(text, encoding="utf-8")
    path, overlay = str(work / "one.yaml"), str(work / "o.yaml")
    code = f"sys.path.insert(0, {str(site)!r}); from cxrules.cli import main; assert main() == 0"
    loaded(code, "lock", path, cache=tmp_path, project=project)
    assert (work / "cxrules.lock").is_file()
    command = (code, "evaluate", path, "--overlay", overlay)
    loaded(*command, cache=tmp_path, project=project)
    assert not loaded(*command, cache=tmp_path, project=project) & (HEAVY | {"acme"})
