"""`lock`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run

HOUSE = """\
rules house version 1.0.0
  title "House rules"
"""


def _add_house(folder: Path) -> None:
    (folder / "house").mkdir()
    (folder / "house" / "rules.cxr").write_text(HOUSE, encoding="utf-8")
    model = folder / "bakery" / "model.cxr"
    text = model.read_text(encoding="utf-8")
    model.write_text(text.replace("  term cap", "  uses rules house version ^1\n  term cap", 1), "utf-8")


def test_locking_tells_what_is_used(run: Run, bakery: Path) -> None:
    _add_house(bakery)
    ran = run("lock", "bakery")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        "bakery/cxrules.lock:",
        "  house 1.0.0         beside",
        "  iso-33020 2019.0.0  shipped",
    ]
    before = (bakery / "bakery" / "cxrules.lock").read_bytes()
    assert run("lock", "bakery") == ran
    assert (bakery / "bakery" / "cxrules.lock").read_bytes() == before


def test_a_lock_that_holds_and_one_that_does_not(run: Run, bakery: Path) -> None:
    _add_house(bakery)
    assert run("lock", "--check", "bakery") == (1, "There is no bakery/cxrules.lock.\n", "")
    run("lock", "bakery")
    assert run("lock", "--check", "bakery") == (0, "bakery/cxrules.lock holds.\n", "")
    (bakery / "house" / "rules.cxr").write_text(HOUSE.replace("House", "Our"), "utf-8")
    ran = run("lock", "--check", "bakery")
    assert (ran.code, ran.out) == (1, "bakery/cxrules.lock does not hold.\n")
    assert "house 1.0.0 is not as it was locked: rules.cxr has changed." in ran.err
    assert run("lock", "bakery").code == 1
    assert run("check", "bakery").code == 1
    assert run("show", "./bakery").code == 2
    assert run("lock", "--update", "bakery").code == 0
    assert run("lock", "--check", "bakery").code == 0
    assert run("check", "bakery").code == 0


def test_the_folder_we_are_in_is_locked_by_default(run: Run, bakery: Path) -> None:
    assert run("lock").out.splitlines()[0] == "cxrules.lock:"
    assert (bakery / "cxrules.lock").is_file()
    assert run("evaluate", "shop.yaml").code == 1
    (bakery / "bakery" / "more.cxr").write_text("# a comment\n", "utf-8")
    ran = run("evaluate", "shop.yaml")
    assert ran.code == 2
    assert "bakery 1.2.0 is not as it was locked: more.cxr is new." in ran.err


def test_a_name_on_the_command_line_means_the_locked_version(run: Run, bakery: Path) -> None:
    run("lock")
    newer = bakery / "newer"
    newer.mkdir()
    text = (bakery / "bakery" / "model.cxr").read_text("utf-8").replace("1.2.0", "1.3.0")
    (newer / "model.cxr").write_text(text, "utf-8")
    (bakery / "bakery").rename(bakery / "older")
    assert "bakery 1.2.0" in run("show", "bakery").out
    (bakery / "cxrules.lock").unlink()
    assert "bakery 1.3.0" in run("show", "bakery").out


def test_what_cannot_be_locked(run: Run, bakery: Path) -> None:
    (bakery / "shop.yaml").write_text("cxrules: 1\nassessment: a\nmodel: bakry\n", "utf-8")
    ran = run("lock", "shop.yaml")
    assert (ran.code, ran.out) == (2, "")
    assert "There is no model bakry." in ran.err
    assert "shop.yaml:3:8" in ran.err
    assert run("lock", "nowhere").code == 2
    ran = run("lock", "--check", "--update")
    assert ran.code == 2
    assert "--check writes nothing" in ran.err
