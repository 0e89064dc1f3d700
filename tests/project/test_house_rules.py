"""Rules of the house that no tool checks."""

import ast
import re
import tomllib
from pathlib import Path

import pytest

import cxrules

ROOT = Path(__file__).resolve().parents[2]
MODULES = sorted([*ROOT.glob("cxrules/**/*.py"), *ROOT.glob("tests/**/*.py"), *ROOT.glob("bench/**/*.py")])
NAMES_THAT_SAY_NOTHING = {"utils", "util", "helpers", "helper", "manager", "common", "misc"}
LONGEST = 600


@pytest.mark.parametrize("module", MODULES, ids=lambda module: str(module.relative_to(ROOT)))
def test_a_module_says_what_lives_in_it(module: Path) -> None:
    text = module.read_text(encoding="utf-8")
    assert ast.get_docstring(ast.parse(text)), "a module starts with a docstring"
    assert module.stem not in NAMES_THAT_SAY_NOTHING
    assert text.count("\n") <= LONGEST, "a module this long has a second topic"


def test_versions_agree() -> None:
    heading = re.search(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert heading is not None
    assert heading[1] == cxrules.__version__


def test_dependencies_have_lower_bounds_only() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    for requirement in [*project["dependencies"], *(r for extra in extras.values() for r in extra)]:
        assert re.fullmatch(r"[\w-]+>=[\d.]+|cxrules\[[\w,]+\]", requirement)
