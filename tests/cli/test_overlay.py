"""`--overlay` on every command that shows titles, and the surroundings in its place."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run

OVERLAY = """\
model: bakery
version: ^1
titles: {BAK.1: Loaves, BAK.1.BP1: Pick a flour, GP.2.1.1: Plan it, BAK: Ovens}
texts:
  BAK.1.BP1: |
    The flour is picked.

    It is noted down.
levels: {1: Baked}
"""
NOTICE = "With titles from german.yaml: pass this on only where you may pass those on."


@pytest.fixture
def overlay(bakery: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The name of an overlay for the bakery, in the folder we are in."""
    monkeypatch.delenv("CXRULES_OVERLAY", raising=False)
    (bakery / "german.yaml").write_text(OVERLAY, encoding="utf-8")
    return "german.yaml"


def test_showing(run: Run, overlay: str) -> None:
    plain = run("show", "bakery", "BAK.1.BP1").out
    ran = run("show", "bakery", "BAK.1.BP1", "--overlay", overlay)
    assert ran.out == plain.replace("Choose the flour", "Pick a flour").replace("Bread", "Loaves") + (
        f"\nText:\n  The flour is picked.\n\n  It is noted down.\n\n{NOTICE}\n"
    )
    assert "Loaves" in run("show", "bakery", "--overlay", overlay).out
    assert "Ovens" in run("show", "bakery", "BAK", "--overlay", overlay).out
    assert NOTICE not in plain


def test_evaluating_and_explaining(run: Run, overlay: str) -> None:
    ran = run("evaluate", "shop.yaml", "--overlay", overlay)
    assert ran.code == run("evaluate", "shop.yaml").code == 1
    assert "Loaves" in ran.out
    assert ran.out.endswith(f"\n{NOTICE}\n")
    ran = run("explain", "shop.yaml", "BAK.1.BP1", "--overlay", overlay)
    assert "Pick a flour" in ran.out
    assert "The flour is picked." in ran.out
    ran = run("explain", "shop.yaml", "BAK.1", "--overlay", overlay, "--format", "markdown")
    assert ran.out.endswith(f"\n{NOTICE}\n")


def test_a_new_assessment(run: Run, overlay: str, bakery: Path) -> None:
    ran = run("new", "bakery", "--overlay", overlay, "-o", "fresh.yaml")
    assert ran.code == 0
    text = (bakery / "fresh.yaml").read_text("utf-8")
    assert text.startswith(f"# {NOTICE}\n")
    assert "Pick a flour" in text
    assert run("check", "fresh.yaml").code == 0


@pytest.mark.parametrize(
    "command",
    [
        ("evaluate", "shop.yaml"),
        ("explain", "shop.yaml", "BAK.1"),
        ("show", "bakery"),
        ("show", "bakery", "BAK.1"),
    ],
    ids=" ".join,
)
def test_json_says_whose_titles_it_holds(run: Run, overlay: str, command: tuple[str, ...]) -> None:
    plain = json.loads(run(*command, "--format", "json").out)
    marked = json.loads(run(*command, "--format", "json", "--overlay", overlay).out)
    assert "overlay" not in plain
    assert marked.pop("overlay") == ["german.yaml"]
    assert marked.keys() == plain.keys()


def test_the_result_means_the_same(run: Run, overlay: str) -> None:
    plain = json.loads(run("evaluate", "shop.yaml", "--format", "json").out)
    marked = json.loads(run("evaluate", "shop.yaml", "--format", "json", "--overlay", overlay).out)
    for key in ("model", "capabilities", "target", "packages"):
        assert plain[key] == marked[key]


def test_the_project_names_it(run: Run, overlay: str, bakery: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (bakery / "cxrules.yaml").write_text(f"overlays: [{overlay}]\n", encoding="utf-8")
    assert "Loaves" in run("evaluate", "shop.yaml").out
    assert "Loaves" in run("show", "bakery").out
    monkeypatch.setenv("CXRULES_OVERLAY", "off")
    assert "Loaves" not in run("evaluate", "shop.yaml").out


def test_what_is_wrong_with_it_ends_the_command(run: Run, overlay: str, bakery: Path) -> None:
    (bakery / overlay).write_text("model: bakery\ntitles: {BAK.1.BP9: a}\n", encoding="utf-8")
    for command in (("evaluate", "shop.yaml"), ("show", "bakery"), ("new", "bakery")):
        ran = run(*command, "--overlay", overlay)
        assert (ran.code, ran.out) == (2, "")
        assert "bakery has no id BAK.1.BP9." in ran.err
        assert "Did you mean BAK.1.BP1?" in ran.err
    ran = run("show", "bakery", "--overlay", "germn.yaml")
    assert (ran.code, ran.out) == (2, "")
    assert "Did you mean german.yaml?" in ran.err
    ran = run("show", "automotive-spice", "--overlay", overlay)
    assert "is for bakery, not for automotive-spice." in ran.err
