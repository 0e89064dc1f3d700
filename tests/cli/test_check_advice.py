"""Choosing advice, taking it for an error, and mending by `cxrules check`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run

ODD = """
cause stale "The flour was stale"
scope oven "What comes out of the oven" { BAK.1, BAK.1 }
rule BAK.1.RL.2 lower BAK.1.BP2
"""


@pytest.fixture
def odd(bakery: Path) -> Path:
    file = bakery / "bakery" / "model.cxr"
    file.write_text(file.read_text("utf-8") + ODD, "utf-8")
    return file


def codes(run: Run, *options: str) -> list[str]:
    return [each["code"] for each in json.loads(run("check", "bakery", "--format", "json", *options).out)]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ((), ["CX1003", "CX1017", "CX1002"]),
        (("--select", "CX1003"), ["CX1003"]),
        (("--select", "cx1003,CX1002"), ["CX1003", "CX1002"]),
        (("--select", "CX1003", "--select", "CX1017"), ["CX1003", "CX1017"]),
        (("--ignore", "CX1003"), ["CX1017", "CX1002"]),
        (("--ignore", "CX10"), []),
        (("--select", "CX10", "--ignore", "CX100"), ["CX1020", "CX1017", "CX1021"]),
    ],
)
def test_advice_is_chosen_by_its_code(
    run: Run, odd: Path, options: tuple[str, ...], expected: list[str]
) -> None:
    assert codes(run, *options) == expected


def test_advice_that_is_not_there(run: Run, bakery: Path) -> None:
    ran = run("check", "bakery", "--select", "CX0201")
    assert ran.code == 2
    assert "There is no advice CX0201; the codes are CX1001 .. CX1091." in ran.err


def test_warnings_count_only_if_they_are_to(run: Run, odd: Path) -> None:
    assert run("check", "bakery").code == 0
    strict = run("check", "bakery", "--strict")
    assert strict.code == 1
    assert "error CX1003" in strict.out
    assert run("check", "bakery", "--strict", "--ignore", "CX1").code == 0


def test_what_can_be_mended_is_told(run: Run, odd: Path) -> None:
    last = run("check", "bakery").out.splitlines()[-1]
    assert last == "3 warnings (1 mended by --fix, 1 more by --unsafe-fixes)"


def test_safe_mending_leaves_the_rest(run: Run, odd: Path) -> None:
    ran = run("check", "bakery", "--fix")
    assert ran.err == "Mended: 1 in bakery/model.cxr\n"
    assert ran.out.splitlines()[-1] == "2 warnings (1 mended by --unsafe-fixes)"
    assert "{ BAK.1 }" in odd.read_text("utf-8")
    assert "cause stale" in odd.read_text("utf-8")
    again = run("check", "bakery", "--fix")
    assert again == (ran.code, ran.out, "")


def test_all_mending(run: Run, odd: Path) -> None:
    ran = run("check", "bakery", "--unsafe-fixes")
    assert ran.err == "Mended: 2 in bakery/model.cxr\n"
    assert "cause stale" not in odd.read_text("utf-8")
    assert codes(run) == ["CX1002"]


def test_the_line_breaks_of_a_file_stay(run: Run, odd: Path) -> None:
    odd.write_bytes(odd.read_bytes().replace(b"\n", b"\r\n"))
    run("check", "bakery", "--unsafe-fixes")
    data = odd.read_bytes()
    assert data.count(b"\n") == data.count(b"\r\n")
    assert b"cause stale" not in data


def test_nothing_is_mended_where_nothing_can_be(run: Run, bakery: Path) -> None:
    assert run("check", "bakery", "shop.yaml", "--fix").err == ""
