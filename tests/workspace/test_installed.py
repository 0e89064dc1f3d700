"""Rulesets that installed distributions offer: found without importing anything of them."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from cxrules.workspace.installed import offers
from cxrules.workspace.locate import find_model
from tests.workspace.shelves import chosen, put, put_model

if TYPE_CHECKING:
    from pathlib import Path

BOMB = 'raise AssertionError("importing this was not needed")\n'


def install(site: Path, distribution: str, package: str, value: str) -> Path:
    """Install a distribution with one Python package, which must not be imported, and give its folder."""
    folder = site / package
    folder.mkdir(parents=True)
    (folder / "__init__.py").write_text(BOMB, encoding="utf-8")
    info = site / f"{distribution}.dist-info"
    info.mkdir()
    groups = {"console_scripts": f"{package}:main", "cxrules.rulesets": value, "other": "y"}
    text = "".join(f"[{group}]\nacme = {stated}\n\n" for group, stated in groups.items())
    (info / "entry_points.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that Python imports from."""
    folder = tmp_path / "site-packages"
    folder.mkdir()
    monkeypatch.syspath_prepend(str(folder))
    return folder


@pytest.mark.parametrize(
    ("value", "inside"),
    [
        ("acme_rules", "acme"),
        ("acme_rules:models", "models/acme"),
        ("acme_rules:models.current", "models/current/acme"),
        ("acme_rules.models", "models/acme"),
        ("acme_rules/models", "models/acme"),
        ("acme_rules [extra]", "acme"),
    ],
)
def test_a_value_names_a_package_or_a_folder_inside(
    value: str, inside: str, site: Path, tmp_path: Path
) -> None:
    folder = install(site, "acme_rules-1.2.0", "acme_rules", value)
    put_model(folder / inside, "acme", "1.0.0")
    work = tmp_path / "work"
    work.mkdir()
    root, problems = find_model("acme", work)
    assert not problems
    assert root == folder / inside
    assert "acme_rules" not in sys.modules


def test_an_installed_package_can_be_used(site: Path, tmp_path: Path) -> None:
    folder = install(site, "acme_rules-1.2.0", "acme_rules", "acme_rules")
    put(folder / "b1", "b", "1.0.0")
    put(folder / "b2", "b", "2.0.0")
    root = put(tmp_path / "a", "a", "1.0.0", "uses rules b version ^1")
    assert chosen(root) == ({"b": "1.0.0"}, [])
    assert "importlib.metadata" not in str(offers.__code__.co_names)


def test_what_is_promised_and_not_there_is_told_where_it_is_missed(site: Path, tmp_path: Path) -> None:
    install(site, "acme_rules-1.2.0", "acme_rules", "acme_rules:gone")
    root = put(tmp_path / "a", "a", "1.0.0", "uses rules b version ^1")
    _, (problem,) = chosen(root)
    told = "The installed acme_rules 1.2.0 offers acme_rules:gone, which is not there."
    assert problem.hint == f"Put it beside this package, or install it. {told}"


@pytest.mark.parametrize("value", ["acme_rules:../..", "..", "nothing_like_it", "", "acme_rules:no/such"])
def test_a_value_that_leads_nowhere(value: str, site: Path) -> None:
    install(site, "acme_rules-1.2.0", "acme_rules", value)
    assert [each.folder for each in offers([str(site)])] == ([None] if value else [])


def test_the_first_of_two_installations_counts(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    for place, version in ((one, "1.0.0"), (two, "2.0.0")):
        put(install(place, f"acme_rules-{version}", "acme_rules", "acme_rules"), "b", version)
    (offer,) = offers([str(one), str(two), str(tmp_path / "gone")])
    assert (offer.distribution, offer.folder) == ("acme_rules 1.0.0", one / "acme_rules")


def test_a_distribution_that_is_installed_to_be_edited(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "checkout"
    folder = install(source, "unused-0", "acme_edited", "acme_edited")
    (source / "unused-0.dist-info").rename(site / "acme_edited-1.0.0.dist-info")
    from importlib.machinery import PathFinder

    class Finder:
        """What an installer puts in place to lead imports to a checkout."""

        @staticmethod
        def find_spec(name: str, *_: object) -> object:
            return PathFinder.find_spec(name, [str(source)]) if name == "acme_edited" else None

    monkeypatch.setattr(sys, "meta_path", [*sys.meta_path, Finder])
    assert [each.folder for each in offers([str(site)])] == [folder]
    assert "acme_edited" not in sys.modules
