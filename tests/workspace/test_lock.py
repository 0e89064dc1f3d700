"""What a lockfile fixes, when it holds, and what is told when something is different."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from jsonschema import Draft202012Validator

from cxrules import api
from cxrules.exchange.formats import schema
from cxrules.workspace.cache import plan_at
from cxrules.workspace.checking import check_path
from cxrules.workspace.lock import LOCK_FILE, digest_of_files, hashes, lock_over
from cxrules.workspace.locking import draw, out_of_date
from tests.workspace.shelves import FRAMEWORK, chosen, put, put_assessment, put_model, told

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a model ``m`` that uses rules ``b``, of which there is 1.0.0."""
    monkeypatch.chdir(tmp_path)
    put(tmp_path / "b1", "b", "1.0.0")
    put_model(tmp_path / "m", "m", "1.0.0", "uses rules b version ^1")
    return tmp_path


def lock(path: Path, *, update: bool = False) -> dict[str, str]:
    """Write the lockfile for a path, and give the versions that it has by name."""
    drawn, problems = draw(path, update=update)
    assert drawn is not None, problems
    drawn.path.write_text(drawn.text, encoding="utf-8")
    return {each.name: each.version for each in drawn.packages}


def change(package: Path, file: str = "rules.cxr") -> None:
    """Change what a file of a package says."""
    path = package / file
    path.write_text(path.read_text("utf-8").replace("A small one", "Another one"), "utf-8")


def test_it_says_what_is_used_and_where_it_came_from(shelf: Path) -> None:
    assert lock(shelf / "m") == {"b": "1.0.0", "iso-33020": "2019.0.0"}
    document = json.loads((shelf / "m" / LOCK_FILE).read_text("utf-8"))
    Draft202012Validator(schema("lock")).validate(document)
    assert (document["format"], document["for"]) == ("cxrules-lock/1", ["."])
    first, second = document["packages"]
    files = hashes(shelf / "b1")
    assert first == {
        "name": "b",
        "version": "1.0.0",
        "kind": "rules",
        "from": "beside",
        "digest": digest_of_files(files),
        "files": files,
    }
    assert (second["name"], second["from"]) == ("iso-33020", "shipped")
    assert str(shelf) not in (shelf / "m" / LOCK_FILE).read_text("utf-8")


def test_the_locked_version_is_used_though_there_is_a_higher_one(shelf: Path) -> None:
    lock(shelf / "m")
    put(shelf / "b2", "b", "1.5.0")
    assert chosen(shelf / "m") == ({"iso-33020": "2019.0.0", "b": "1.0.0"}, [])
    assert lock(shelf / "m")["b"] == "1.0.0"
    assert lock(shelf / "m", update=True)["b"] == "1.5.0"
    assert chosen(shelf / "m")[0]["b"] == "1.5.0"


def test_a_changed_package_is_named_with_its_files(shelf: Path) -> None:
    put(shelf / "b1" / "more", "unused", "1.0.0")
    for name in ("gone", "kept"):
        (shelf / "b1" / f"{name}.cxr").write_text("# a comment\n", "utf-8")
    lock(shelf / "m")
    change(shelf / "b1")
    (shelf / "b1" / "gone.cxr").unlink()
    (shelf / "b1" / "extra.cxr").write_text("# new\n", "utf-8")
    _, (problem,) = chosen(shelf / "m")
    message = "b 1.0.0 is not as it was locked: extra.cxr is new, gone.cxr is gone, rules.cxr has changed."
    assert (problem.code, problem.message) == ("CX0210", message)
    assert problem.hint == "Restore it, or lock it as it is now: cxrules lock --update m"
    assert problem.source is not None
    assert problem.span is not None
    assert (problem.source.name, problem.source.slice(problem.span)) == ("m/cxrules.lock", '"b"')
    assert draw(shelf / "m")[0] is None
    assert lock(shelf / "m", update=True)["b"] == "1.0.0"
    assert chosen(shelf / "m")[1] == []


def test_the_ends_of_lines_are_no_difference(shelf: Path) -> None:
    lock(shelf / "m")
    file = shelf / "b1" / "rules.cxr"
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    assert chosen(shelf / "m")[1] == []


def test_of_two_with_the_locked_version_the_unchanged_one_is_used(shelf: Path) -> None:
    lock(shelf / "m")
    put(shelf / "m" / "parts" / "b", "b", "1.0.0", FRAMEWORK)
    assert chosen(shelf / "m") == ({"iso-33020": "2019.0.0", "b": "1.0.0"}, [])


def test_what_is_not_locked_is_not_used(shelf: Path) -> None:
    lock(shelf / "m")
    put(shelf / "e", "e", "1.0.0")
    put_model(shelf / "m", "m", "1.0.0", "uses rules b version ^1", "uses rules e version ^1")
    _, (problem,) = chosen(shelf / "m")
    assert (problem.code, problem.message) == ("CX0211", "e is not in cxrules.lock.")
    assert problem.hint == "Write the lockfile anew: cxrules lock m"
    put_model(shelf / "m", "m", "1.0.0", "uses rules b version ^1", "uses rules e version ^1 if installed")
    assert chosen(shelf / "m") == ({"iso-33020": "2019.0.0", "b": "1.0.0"}, [])


def test_a_locked_version_that_does_not_fit_any_more(shelf: Path) -> None:
    lock(shelf / "m")
    put(shelf / "b2", "b", "2.0.0")
    put_model(shelf / "m", "m", "1.0.0", "uses rules b version ^2")
    message = "cxrules.lock has b 1.0.0; what is here and fits is 2.0.0 (beside)."
    assert told(chosen(shelf / "m")[1]) == [("CX0211", message)]
    assert lock(shelf / "m")["b"] == "2.0.0"
    assert chosen(shelf / "m")[1] == []


def test_a_locked_version_that_is_not_there_any_more(shelf: Path) -> None:
    lock(shelf / "m")
    (shelf / "b1" / "rules.cxr").unlink()
    assert told(chosen(shelf / "m")[1]) == [("CX0211", "cxrules.lock has b 1.0.0, which is not found.")]


def test_an_assessment_uses_the_model_that_is_locked_for_it(shelf: Path) -> None:
    file = put_assessment(shelf / "one.yaml", "m")
    assert lock(file) == {"b": "1.0.0", "iso-33020": "2019.0.0", "m": "1.0.0"}
    put_model(shelf / "m2", "m", "1.1.0", "uses rules b version ^1")
    assert api.evaluate(file).plan.model_version == "1.0.0"
    assert api.evaluate(put_assessment(shelf / "two.yaml", "m")).plan.model_version == "1.1.0"
    file.write_text(file.read_text("utf-8").replace("model: m", "model: m@1.1"), "utf-8")
    message = "cxrules.lock has m 1.0.0; what is here and fits is 1.1.0 (beside)."
    assert told(check_path(file)) == [("CX0211", message)]


def test_a_model_that_changed_since_it_was_assessed(shelf: Path) -> None:
    file = put_assessment(shelf / "one.yaml", "./m")
    lock(file)
    (shelf / "m" / "asking.cxr").write_text('capability A "Asking" { criterion BP1 "Ask" }\n', "utf-8")
    message = "m 1.0.0 is not as it was locked: asking.cxr has changed."
    assert told(check_path(file)) == [("CX0210", message)]
    with pytest.raises(api.CxrulesError, match="not as it was locked"):
        api.evaluate(file)


def test_a_stored_plan_is_not_used_under_another_lock(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(shelf / "cache"))
    monkeypatch.delenv("CXRULES_CACHE", raising=False)
    lock(shelf / "m")
    assert plan_at(shelf / "m")[1] == []
    change(shelf / "b1")
    plan, problems = plan_at(shelf / "m")
    assert plan is None
    assert [each.code for each in problems] == ["CX0210"]
    (shelf / "m" / LOCK_FILE).unlink()
    assert plan_at(shelf / "m")[0] is not None
    lock(shelf / "m")
    put(shelf / "b2", "b", "1.5.0")
    plan, _ = plan_at(shelf / "m")
    assert plan is not None
    assert ("b", "1.0.0") in list(plan.packages)


def test_it_is_the_nearest_lockfile_that_was_made_for_a_thing(shelf: Path) -> None:
    one, two = (put_assessment(shelf / f"{name}.yaml", "m") for name in ("one", "two"))
    lock(one)
    assert [lock_over(each)[0] is not None for each in (one, two, shelf / "m")] == [True, False, False]
    lock(two)
    assert [lock_over(each)[0] is not None for each in (one, two, shelf / "m")] == [True, True, False]
    lock(shelf)
    assert [lock_over(each)[0] is not None for each in (one, two, shelf / "m")] == [True, True, True]
    (shelf / "m" / "cxrules.yaml").write_text("", "utf-8")
    assert lock_over(shelf / "m")[0] is None


def test_a_folder_is_locked_with_all_its_packages_and_assessments(shelf: Path) -> None:
    put_assessment(shelf / "one.yaml", "automotive-spice@4.0").write_text(
        "cxrules: 1\nassessment: one\nmodel: automotive-spice@4.0\n", "utf-8"
    )
    versions = lock(shelf)
    assert {"b", "iso-33020", "automotive-spice"} <= set(versions)
    assert "m" not in versions


def test_what_keeps_a_lockfile_from_holding_is_told(shelf: Path) -> None:
    assert out_of_date(shelf / "m") == ("There is no m/cxrules.lock.", [])
    lock(shelf / "m")
    assert out_of_date(shelf / "m") == ("", [])
    put(shelf / "e", "e", "1.0.0")
    put_model(shelf / "m", "m", "1.0.0", "uses rules e version ^1")
    reason = "m/cxrules.lock is out of date:\n  - b 1.0.0\n  + e 1.0.0"
    assert out_of_date(shelf / "m") == (reason, [])
    lock(shelf / "m")
    change(shelf / "e")
    reason, problems = out_of_date(shelf / "m")
    assert reason == "m/cxrules.lock does not hold."
    assert [each.code for each in problems] == ["CX0210"]


def test_another_file_beside_the_locked_one_is_not_held(shelf: Path) -> None:
    one, two = (put_assessment(shelf / f"{name}.yaml", "m") for name in ("one", "two"))
    lock(one)
    assert out_of_date(two) == ("cxrules.lock was not made for this.", [])
    two.unlink()
    put_assessment(two, "m")
    lock(two)
    one.unlink()
    assert out_of_date(two) == ("", [])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "CX0501"),
        ("[]", "CX0504"),
        ('{"format": "cxrules-lock/9", "for": ["."]}', "CX0530"),
        ('{"format": "cxrules-lock/1", "for": ["."], "packages": [{"name": "b"}]}', "CX0503"),
        ('{"format": "cxrules-lock/1", "for": ["."], "packages": ["b"]}', "CX0504"),
    ],
)
def test_a_lockfile_that_cannot_be_read(text: str, code: str, shelf: Path) -> None:
    (shelf / "m" / LOCK_FILE).write_text(text, "utf-8")
    _, problems = chosen(shelf / "m")
    assert problems[0].code == code
    assert code in [each.code for each in check_path(shelf / "m" / LOCK_FILE)]
    assert plan_at(shelf / "m")[0] is None
    assert draw(shelf / "m")[0] is None
    assert lock(shelf / "m", update=True)["b"] == "1.0.0"
    assert chosen(shelf / "m")[1] == []


def test_an_entry_that_was_edited_by_hand(shelf: Path) -> None:
    lock(shelf / "m")
    file = shelf / "m" / LOCK_FILE
    digest = json.loads(file.read_text("utf-8"))["packages"][0]["digest"]
    file.write_text(file.read_text("utf-8").replace(digest, "sha256:0"), "utf-8")
    message = "b 1.0.0 is not as it was locked: its digest in the lockfile is not that of its files."
    assert told(chosen(shelf / "m")[1]) == [("CX0210", message)]
