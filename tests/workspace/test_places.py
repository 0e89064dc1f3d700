"""Where packages are looked for, in which order, and what is no package."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cxrules.workspace.checking import check_path
from cxrules.workspace.loading import load
from cxrules.workspace.locate import around_folder, around_package, find_model
from cxrules.workspace.lock import hashes
from cxrules.workspace.packages import files_of, package_tested_by, packages_below
from tests.workspace.shelves import chosen, put, put_model, told

if TYPE_CHECKING:
    from pathlib import Path


def places(root: Path, name: str) -> list[tuple[str, str]]:
    """Version and kind of place of each package of a name that can be used from a package."""
    return [(each.version, each.origin) for each in around_package(root).of("rules", name)]


def test_the_nearest_of_equal_versions_is_taken_and_the_highest_of_all(tmp_path: Path) -> None:
    root = put(tmp_path / "project" / "a", "a", "1.0.0", "uses rules b version ^1")
    (tmp_path / "project" / "cxrules.yaml").write_text("rulesets: [ours]\n", encoding="utf-8")
    put(root / "parts" / "b", "b", "1.0.0")
    put(tmp_path / "project" / "b", "b", "1.0.0")
    put(tmp_path / "project" / "ours" / "deep" / "b", "b", "1.0.0")
    put(tmp_path / "project" / "ours" / "b2", "b", "1.2.0")
    assert places(root, "b") == [
        ("1.2.0", "project"),
        ("1.0.0", "within"),
        ("1.0.0", "beside"),
        ("1.0.0", "project"),
    ]


def test_a_single_file_can_be_used(tmp_path: Path) -> None:
    root = put(tmp_path / "a", "a", "1.0.0", "uses rules extra version ^1")
    (tmp_path / "b-and-more.cxr").write_text('rules extra version 1.0.0\n  title "E"\n', encoding="utf-8")
    assert chosen(root) == ({"extra": "1.0.0"}, [])


def test_a_single_file_uses_what_lies_beside_it(tmp_path: Path) -> None:
    put(tmp_path / "b", "b", "1.0.0")
    file = tmp_path / "a.cxr"
    file.write_text("rules a version 1.0.0\n  uses rules b version ^1\n", encoding="utf-8")
    assert chosen(file) == ({"b": "1.0.0"}, [])


def test_tests_are_no_part_of_a_package(tmp_path: Path) -> None:
    root = put_model(tmp_path / "m", "m", "1.0.0")
    before = hashes(root)
    test = root / "tests" / "deep" / "one.cxr"
    test.parent.mkdir(parents=True)
    test.write_text("this is no ruleset at all\n", encoding="utf-8")
    put(root / "tests" / "fixture", "fixture", "1.0.0")
    assert hashes(root) == before
    assert test not in files_of(root)
    assert [each.name for each in packages_below(tmp_path)] == ["m"]
    assert told(list(load(root).diagnostics)) == []
    assert package_tested_by(test) == root.resolve()
    assert package_tested_by(root / "model.cxr") is None


def test_a_folder_of_tests_that_is_no_part_of_a_package_is_any_folder(tmp_path: Path) -> None:
    put(tmp_path / "tests" / "families" / "b", "b", "1.0.0")
    assert [each.name for each in packages_below(tmp_path)] == ["b"]


@pytest.mark.parametrize(
    ("reference", "version"),
    [("m", "4.2.0"), ("m@4", "4.2.0"), ("m@4.1", "4.1.7"), ("m@4.1.3", "4.1.3"), ("m@3", "3.0.0")],
)
def test_a_model_is_named_with_as_much_of_its_version_as_one_likes(
    reference: str, version: str, tmp_path: Path
) -> None:
    for each in ("3.0.0", "4.1.3", "4.1.7", "4.2.0"):
        put_model(tmp_path / f"m-{each}", "m", each)
    root, problems = find_model(reference, tmp_path)
    assert not problems
    assert root == tmp_path / f"m-{version}"


def test_a_version_that_is_not_there(tmp_path: Path) -> None:
    for each in ("3.0.0", "4.1.3"):
        put_model(tmp_path / f"m-{each}", "m", each)
    root, (problem,) = find_model("m@5", tmp_path)
    assert root is None
    assert (problem.code, problem.message) == ("CX0205", "m is here in version 4.1.3, 3.0.0, not 5.")
    assert problem.hint == "Write m@4.1.3, or install version 5."


def test_a_folder_that_only_has_the_name_of_a_model_is_no_hindrance(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "automotive-spice").mkdir()
    monkeypatch.chdir(tmp_path)
    root, problems = find_model("automotive-spice")
    assert not problems
    assert root is not None
    assert (root / "model.cxr").is_file()
    (tmp_path / "nothing").mkdir()
    assert told(find_model("nothing")[1]) == [("CX0204", "nothing is not a package.")]


def test_a_project_file_is_found_from_below(tmp_path: Path) -> None:
    (tmp_path / "cxrules.yaml").write_text("rulesets: [lib]\n", encoding="utf-8")
    put(tmp_path / "lib" / "b", "b", "1.0.0")
    deep = tmp_path / "one" / "two"
    deep.mkdir(parents=True)
    assert [each.origin for each in around_folder(deep).of("rules", "b")] == ["project"]


def test_a_project_file_with_mistakes_is_told_of(tmp_path: Path) -> None:
    file = tmp_path / "cxrules.yaml"
    file.write_text("ruleset: [lib]\noverlays: [gone.yaml]\n", encoding="utf-8")
    wanted = [
        ("CX0502", "Unknown key 'ruleset' in the project file."),
        ("CX0212", "There is no file gone.yaml, which 'overlays' names."),
    ]
    assert told(check_path(file)) == wanted
    root = put(tmp_path / "a", "a", "1.0.0", "uses rules b version ^1")
    assert told(chosen(root)[1]) == [("CX0204", "The rules b is not found."), *wanted]
    file.write_text("- lib\n", encoding="utf-8")
    assert told(check_path(file)) == [("CX0504", "A project file is a map of rulesets and overlays.")]
    file.write_text("# nothing yet\n", encoding="utf-8")
    assert check_path(file) == []
