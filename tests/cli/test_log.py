"""`cxrules log`: what each commit made of the levels, why, and what there is to say where git has no more."""

from __future__ import annotations

import json
import os
import time
from typing import TYPE_CHECKING

import pytest

from cxrules.exchange.formats import schema
from cxrules.exchange.formats.history import History
from tests.cli.repositories import DOORS, STALL, Repository, stall

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run

jsonschema = pytest.importorskip("jsonschema", reason="needs jsonschema")


@pytest.fixture(autouse=True)
def _no_settings_of_ours(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """The folder we are in: a repository with a model of its own and an assessment by it."""
    made = Repository(tmp_path / "work")
    made.commit("First look", {"stall/model.cxr": STALL, "units/corner.yaml": stall()})
    monkeypatch.chdir(made.folder)
    return made


def data(run: Run, *arguments: str) -> History:
    ran = run("log", *arguments, "--format", "json")
    assert (ran.code, ran.err) == (0, "")
    return History.model_validate_json(ran.out)


def refusal(run: Run, *arguments: str) -> str:
    ran = run("log", *arguments)
    assert (ran.code, ran.out) == (2, "")
    return " ".join(ran.err.split())


def test_a_rating_a_rule_and_a_finding_are_told_with_their_commit(run: Run, repository: Repository) -> None:
    again = repository.commit("Look again", {"units/corner.yaml": stall(S__PA__1__1="F")})
    remark = repository.commit("A remark", {"units/corner.yaml": f"# seen\n{stall(S__PA__1__1='F')}"})
    doors = repository.commit(
        "Doors are to be locked", {"stall/model.cxr": STALL.replace("1.0.0", "1.1.0") + DOORS}
    )
    lock = repository.commit("A lock", {"units/corner.yaml": stall(S__PA__1__1="F", S__BP2="F")})
    repository.write("units/corner.yaml", stall(S__PA__1__1="F", S__BP2="F") + "findings: {mice: yes}\n")
    first = repository.git("rev-parse", "--short", "HEAD~4")
    ran = run("log", "units")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (
        "Stall corner, units/corner.yaml: 5 commits\n"
        f"  2026-01-02  {first}  Anna Example: First look\n"
        "    Levels: S 0\n"
        f"  2026-01-03  {again}  Anna Example: Look again\n"
        "    S Stall rose from 0 to 1:\n"
        "      S.PA.1.1 Process performance: P, now F\n"
        f"  2026-01-05  {doors}  Anna Example: Doors are to be locked\n"
        "    The model changed from 1.0.0 to 1.1.0.\n"
        "    S Stall fell from 1 to 0:\n"
        "      rule S.RL.2: none, now cap S.PA.1.1 at P when S.BP2 at most P\n"
        "      S.PA.1.1 Process performance: F, now P\n"
        f"  2026-01-06  {lock}  Anna Example: A lock\n"
        "    S Stall rose from 0 to 1:\n"
        "      S.PA.1.1 Process performance: P, now F\n"
        "        S.BP2 Lock: P, now F\n"
        "  not committed\n"
        "    S Stall fell from 1 to 0:\n"
        "      finding mice Mice were seen: none, now yes\n"
        "      S.PA.1.1 Process performance: F, now P\n"
        "  1 more commit moved no level; --all tells them.\n"
        "  Now, not committed: S 0\n"
    )
    assert f"{remark}  Anna Example: A remark\n    Touched units/corner.yaml.\n" in (
        run("log", "units", "--all").out
    )


def test_nothing_of_the_repository_is_touched(run: Run, repository: Repository) -> None:
    repository.commit("Look again", {"units/corner.yaml": stall(S__PA__1__1="F")})
    repository.write("units/other.yaml", stall("other"))

    def everything() -> dict[str, tuple[bytes, int]]:
        files = (path for path in repository.folder.rglob("*") if path.is_file())
        return {str(path): (path.read_bytes(), path.stat().st_mtime_ns) for path in files}

    before = everything()
    assert run("log", ".").code == 0
    assert everything() == before


def test_a_file_is_followed_through_renames(run: Run, repository: Repository) -> None:
    repository.git("mv", "units/corner.yaml", "units/ecke.yaml")
    repository.commit("Say it in German")
    repository.commit("Look again", {"units/ecke.yaml": stall(S__PA__1__1="F")})
    (told,) = data(run, "units/ecke.yaml").histories
    assert [
        (each.path, each.earlier_path, [one.level for one in each.levels]) for each in told.happenings
    ] == [
        ("units/corner.yaml", None, [0]),
        ("units/ecke.yaml", "units/corner.yaml", [0]),
        ("units/ecke.yaml", None, [1]),
    ]
    assert "Renamed from units/corner.yaml to units/ecke.yaml." in run("log", "units/corner.yaml").out


def test_a_file_that_was_gone_and_came_back_is_one_unit(run: Run, repository: Repository) -> None:
    repository.commit("Away", {"units/corner.yaml": None})
    assert data(run, "units/corner.yaml").histories[0].happenings[-1].state == "gone"
    repository.commit("Back", {"units/corner.yaml": stall(S__PA__1__1="F")})
    out = run("log", "units").out
    assert out.count("units/corner.yaml:") == 1
    assert "    The file is gone.\n" in out
    assert "    It can be evaluated again.\n    Levels: S 1\n    S Stall rose from 0 to 1:\n" in out


def test_a_commit_with_errors_is_told_with_the_first_and_the_history_goes_on(
    run: Run, repository: Repository
) -> None:
    repository.commit("Slip", {"units/corner.yaml": stall(S__BP2="X")})
    repository.commit("Break the model", {"stall/model.cxr": STALL.replace("mice\n", "mouse\n")})
    repository.commit("Mend both", {"units/corner.yaml": stall(S__PA__1__1="F"), "stall/model.cxr": STALL})
    (told,) = data(run, "units").histories
    assert [(each.state, each.line) for each in told.happenings] == [
        ("evaluated", None),
        ("error", 10),
        ("error", None),
        ("evaluated", None),
    ]
    assert told.happenings[1].error == "'X' is not a rating of this model."
    assert (told.happenings[2].error or "").startswith("stall/model.cxr:13: ")
    assert [(each.old, each.new) for each in told.happenings[3].changes] == [(0, 1)]


def test_a_merge_is_one_step_along_its_first_parent(run: Run, repository: Repository) -> None:
    repository.git("checkout", "-q", "-b", "side")
    repository.commit("Halfway", {"units/corner.yaml": stall(S__PA__1__1="L")})
    repository.commit("All the way", {"units/corner.yaml": stall(S__PA__1__1="F")})
    repository.git("checkout", "-q", "main")
    repository.commit("Meanwhile", {"notes.txt": "nothing of ours"})
    repository.git("merge", "-q", "--no-ff", "-m", "Merge what was seen", "side")
    (told,) = data(run, "units").histories
    subjects = [each.commit.subject for each in told.happenings if each.commit]
    assert subjects == ["First look", "Merge what was seen"]
    assert [(each.old, each.new) for each in told.happenings[1].changes] == [(0, 1)]


def test_odd_names_of_files_folders_and_branches(run: Run, repository: Repository) -> None:
    name = "-o dd\n: ü 'x\" {.yaml"
    repository.git("mv", "units/corner.yaml", f"units/{name}")
    repository.commit("-n --oneline\x1b[31m")
    repository.git("branch", "odd", "HEAD~1")
    repository.git("update-ref", "refs/heads/--all", "HEAD~1")
    (told,) = data(run, f"units/{name}", "--since=--all").histories
    assert told.path == f"units/{name}"
    assert [each.before for each in told.happenings] == [True, False]
    assert "\x1b" not in run("log", "units").out
    assert refusal(run, "units", "--since=--output=x") == "Error: The repository has no commit '--output=x'."
    assert not (repository.folder / "x").exists()


def test_links_of_a_repository_are_not_followed(run: Run, repository: Repository, tmp_path: Path) -> None:
    (tmp_path / "secret.yaml").write_text(stall("secret"), encoding="utf-8")
    (repository.folder / "units" / "link.yaml").symlink_to(tmp_path / "secret.yaml")
    (repository.folder / "beyond").symlink_to(tmp_path)
    repository.commit("Links")
    assert [each.path for each in data(run, ".").histories] == ["units/corner.yaml"]


def test_tables_count_as_they_were(run: Run, repository: Repository) -> None:
    model = """\
model kiosk version 1.0.0
  title "Kiosk"
  source "Own work"
  uses framework iso-33020 version ^2019

table survey { shop : text  stars : count 1 .. 5 }
metric liked "Likes it" from survey : percent { share of rows where stars at least 4 }

capability K "Kiosk" {
  criterion C1 "Guests like it" { rate F when liked at least 50% otherwise N }
  level 1 requires every criterion is F
}
"""
    head = "cxrules: 1\nassessment: k\nmodel: ../kiosk\ndate: 2026-01-10\nreading: derive\nup-to-level: 1\n"
    rest = "tables: {survey: data/answers.csv}\nevidence: {E: {kind: document, title: Menu, ref: menu.txt}}\n"
    files = {
        "kiosk/model.cxr": model,
        "units/k.yaml": head + rest + "ratings: {K.PA.1.1: F}\n",
        "units/data/answers.csv": "shop,stars\n" + "north,5\n" * 40,
        "units/menu.txt": "tea",
    }
    repository.commit("Ask the guests", files)
    repository.commit("Ask again", {"units/data/answers.csv": "shop,stars\n" + "north,1\n" * 40})
    repository.commit("More on the menu", {"units/menu.txt": "tea, coffee"})
    (told,) = data(run, "units/k.yaml").histories
    assert [each.touched for each in told.happenings] == [
        ["units/k.yaml"],
        ["units/data/answers.csv"],
        ["units/menu.txt"],
    ]
    assert "    K Kiosk fell from 1 to 0:\n" in run("log", "units/k.yaml").out
    assert "liked Likes it: 100.0 %, now 0.0 %" in run("log", "units/k.yaml").out


def test_a_model_that_is_not_in_the_repository_is_told(run: Run, repository: Repository) -> None:
    text = "cxrules: 1\nassessment: w\nmodel: automotive-spice@4.0\nratings: {SUP.1.PA.1.1: L}\n"
    repository.commit("By a model that is shipped", {"units/w.yaml": text})
    repository.commit("By the older one", {"units/w.yaml": text.replace("@4.0", "@3.1")})
    out = run("log", "units/w.yaml").out
    assert "The model changed from 4.0.0 to 3.1.0." in out
    assert out.endswith("Not in the repository, and taken as installed now: automotive-spice@3.1.0.\n")


def test_since_a_day_or_a_commit_begins_with_the_levels_up_to_then(run: Run, repository: Repository) -> None:
    repository.commit("Look again", {"units/corner.yaml": stall(S__PA__1__1="F")})
    repository.commit("Doors", {"stall/model.cxr": STALL + DOORS})
    for since in ("2026-01-04", "HEAD~1", "main~1"):
        (told,) = data(run, "units", "--since", since).histories
        assert [(each.before, [one.level for one in each.levels]) for each in told.happenings] == [
            (True, [1]),
            (False, [0]),
        ]
    assert "    Levels up to then: S 1\n" in run("log", "units", "--since", "HEAD~1").out
    assert refusal(run, "units", "--since", "2026-02-31") == (
        "Error: 2026-02-31 is no day; write it as in 2026-11-20."
    )


def test_one_capability(run: Run, repository: Repository) -> None:
    assert "Levels: S 0" in run("log", "units", "--to", "S").out
    assert refusal(run, "units", "--to", "s") == (
        "Error: No level of 's' is told by these assessments. Did you mean S?"
    )


def test_json_is_as_published_and_markdown_is_escaped(run: Run, repository: Repository) -> None:
    repository.commit("*Look* <b>again</b>", {"units/corner.yaml": stall(S__PA__1__1="F")})
    printed = run("log", "units", "--format", "json").out
    jsonschema.validate(json.loads(printed), schema("history"))
    out = run("log", "units", "--format", "markdown").out
    assert out.startswith("## Stall corner, units/corner.yaml: 2 commits\n\n- **2026-01-02 ")
    assert r"Anna Example: \*Look\* \<b\>again\</b\>**" in out
    assert "  - S Stall rose from 0 to 1\n    - S.PA.1.1 Process performance: P, now F\n" in out


def test_a_shallow_clone_says_so(
    run: Run, repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.commit("Look again", {"units/corner.yaml": stall(S__PA__1__1="F")})
    repository.git("clone", "-q", "--depth", "1", f"file://{repository.folder}", str(tmp_path / "copy"))
    monkeypatch.chdir(tmp_path / "copy")
    assert run("log", "units").out.endswith(
        "This is a shallow clone, without older commits. What was before 2026-01-03 is not here. `git fetch\n"
        "--unshallow` brings them.\n"
    )


def test_what_there_is_no_history_of(
    run: Run, repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert refusal(run, "stall") == "Error: There is no assessment in the history of stall."
    assert refusal(run, "never.yaml") == "Error: There is no assessment in the history of never.yaml."
    assert refusal(run, str(tmp_path)).endswith("lies in no git repository: there is no history to tell.")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert refusal(run, "units") == (
        "Error: The program git is not found; a history is read with it. Install git."
    )


def test_before_the_first_commit_there_is_what_is_not_committed(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = Repository(tmp_path / "new")
    made.write("stall/model.cxr", STALL)
    made.write("units/corner.yaml", stall())
    monkeypatch.chdir(made.folder)
    assert run("log", "units").out == (
        "Stall corner, units/corner.yaml: 0 commits\n  not committed\n    Levels: S 0\n"
    )


def test_a_hook_does_not_point_git_elsewhere(
    run: Run, repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Repository(tmp_path / "other").commit("Elsewhere")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "other" / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "nothing"))
    assert "First look" in run("log", "units").out


def test_what_is_unchanged_is_evaluated_once(
    run: Run, repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    from cxrules.workspace import assessing

    asked = []
    really = assessing.evaluate_path

    def counted(path: Path, **how: object) -> object:
        asked.append(path.name)
        return really(path, **how)  # type: ignore[arg-type]

    monkeypatch.setattr("cxrules.workspace.history.evaluate_path", counted)
    repository.commit("Another", {"units/other.yaml": stall("other")})
    for number in range(5):
        repository.commit(f"Note {number}", {"notes.txt": f"{number}"})
    repository.commit("Look again", {"units/corner.yaml": stall(S__PA__1__1="F")})
    assert run("log", "units").code == 0
    assert asked == ["corner.yaml", "other.yaml", "corner.yaml"]


@pytest.mark.slow
def test_a_hundred_commits_take_seconds(run: Run, repository: Repository) -> None:
    for number in range(100):
        rating = "FLPN"[number % 4]
        repository.commit(f"Look {number}", {"units/corner.yaml": stall(S__BP1=rating, S__PA__1__1=rating)})
    begun = time.perf_counter()
    (told,) = data(run, "units").histories
    taken = time.perf_counter() - begun
    assert len(told.happenings) == 101
    assert taken < 20, f"{taken:.1f} s"
