"""The commands that read or write files: `new`, `check`, `fmt`, `graph`, `schema`, `completion`."""

from __future__ import annotations

import json
import os
import stat
import subprocess
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from tests.cli.test_main import COMMAND

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run

UNTIDY = 'model   tidy version 1.0.0 # why\n  title "Tidy"\n'


# ------------------------------------------------------------------------------------------- new


def test_a_new_assessment_is_ready_to_fill_in(run: Run, bakery: Path) -> None:
    ran = run("new", "bakery", "--target", "shop", "-o", "fresh.yaml")
    assert (ran.code, ran.err) == (0, "")
    text = (bakery / "fresh.yaml").read_text(encoding="utf-8")
    assert "model: bakery\n" in text
    assert "target: shop\n" in text
    for subject in ("BAK.1.BP1", "BAK.1.BP2", "BAK.2.BP1", "BAK.1.GP.2.1.1", "BAK.2.PA.5.2"):
        assert f"\n  {subject}: " in text
    assert run("check", "fresh.yaml").code == 0
    assert "Not rated at all: processes BAK.1 and BAK.2." in run("evaluate", "fresh.yaml").out


def test_a_new_assessment_of_a_part(run: Run, bakery: Path) -> None:
    out = run("new", "bakery", "--scope", "BAK.2", "--up-to-level", "1", "--no-practices").out
    subjects = [line.split(":")[0].strip() for line in out.splitlines() if line.startswith("  BAK")]
    assert subjects == ["BAK.2.BP1", "BAK.2.PA.1.1"]
    assert "\nup-to-level: 1\n" in out


@pytest.mark.parametrize("scope", ["counter", "BAK", "BAK.1..BAK.2", "BAK.1 .. BAK.2"])
def test_a_scope_can_be_named_in_several_ways(scope: str, run: Run, bakery: Path) -> None:
    out = run("new", "bakery", "--scope", scope).out
    assert "scope: [BAK.1, BAK.2]" in out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--scope", "countre"], "bakery has no scope or capability 'countre'. Did you mean counter?"),
        (["--scope", "BAK.2..BAK.1"], "The range BAK.2..BAK.1 runs backwards: BAK.1 stands before BAK.2."),
        (["--target", "shpo"], "bakery has no target 'shpo'. Did you mean shop?"),
        (["--method", "R22"], "bakery has no method 'R22'. Did you mean R2?"),
        (["--up-to-level", "7"], "bakery has no level 7. There are: 0, 1, 2, 3, 4, 5."),
    ],
)
def test_what_new_does_not_know(arguments: list[str], message: str, run: Run, bakery: Path) -> None:
    assert run("new", "bakery", *arguments) == (2, "", f"Error: {message}\n")


def test_new_never_overwrites_unasked(run: Run, bakery: Path) -> None:
    before = (bakery / "shop.yaml").read_text(encoding="utf-8")
    ran = run("new", "bakery", "-o", "shop.yaml")
    assert (ran.code, ran.err) == (2, "Error: shop.yaml exists already. --force overwrites it.\n")
    assert (bakery / "shop.yaml").read_text(encoding="utf-8") == before
    assert run("new", "bakery", "-o", "shop.yaml", "--force").code == 0
    assert (bakery / "shop.yaml").read_text(encoding="utf-8") != before


def test_a_path_to_the_model_is_seen_from_the_new_file(run: Run, bakery: Path) -> None:
    (bakery / "2026").mkdir()
    assert run("new", "bakery", "-o", "2026/fresh.yaml").code == 0
    assert 'model: "../bakery"\n' in (bakery / "2026" / "fresh.yaml").read_text(encoding="utf-8")
    assert run("check", "2026/fresh.yaml").code == 0


# ----------------------------------------------------------------------------------------- check


def test_check_finds_nothing_wrong(run: Run, bakery: Path) -> None:
    ran = run("check", "bakery", "shop.yaml")
    assert (ran.code, ran.err) == (0, "")
    assert "error" not in ran.out


@pytest.mark.parametrize("form", ["text", "json", "sarif", "github"])
def test_check_tells_errors_in_every_form(form: str, run: Run, bakery: Path) -> None:
    (bakery / "shop.yaml").write_text("cxrules: 1\nassessment: a\nmodel: bakery\nratings: {BAK.3: L}\n")
    ran = run("check", "shop.yaml", "bakery", "--format", form)
    assert (ran.code, ran.err) == (1, "")
    assert "BAK.3" in ran.out
    if form == "json":
        assert json.loads(ran.out)[0]["start"]["line"] == 4
    if form == "sarif":
        assert json.loads(ran.out)["runs"][0]["results"]


def test_check_of_a_table_of_ratings(run: Run, bakery: Path) -> None:
    (bakery / "ratings.csv").write_text("subject,rating\nBAK.1.PA.1.1,X\n", encoding="utf-8")
    ran = run("check", "ratings.csv", "--model", "bakery")
    assert ran.code == 1
    assert "ratings.csv:2" in ran.out


def test_check_of_what_is_not_there(run: Run, bakery: Path) -> None:
    assert run("check", "bakry").err == "Error: There is no file or folder bakry. Did you mean bakery?\n"


# ------------------------------------------------------------------------------------------- fmt


def test_fmt_lays_out_a_file(run: Run, bakery: Path) -> None:
    file = bakery / "tidy.cxr"
    file.write_text(UNTIDY, encoding="utf-8")
    file.chmod(0o640)
    assert run("fmt", "--check", "tidy.cxr") == (1, "tidy.cxr would change\n", "")
    ran = run("fmt", "--diff", "tidy.cxr")
    assert (ran.code, ran.err) == (0, "")
    assert "\n-model   tidy version 1.0.0 # why\n" in ran.out
    assert file.read_text(encoding="utf-8") == UNTIDY
    assert run("fmt", "tidy.cxr") == (0, "tidy.cxr laid out\n", "")
    assert "# why" in file.read_text(encoding="utf-8")
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert run("fmt", "tidy.cxr") == (0, "", "")
    assert run("fmt", "--check", "tidy.cxr").code == 0
    assert sorted(each.name for each in bakery.iterdir()) == ["bakery", "shop.yaml", "tidy.cxr"]


def test_fmt_lays_out_a_folder(run: Run, bakery: Path) -> None:
    (bakery / "bakery" / "deeper").mkdir()
    (bakery / "bakery" / "deeper" / "more.cxr").write_text('tag   a "A"\n', encoding="utf-8")
    (bakery / "bakery" / ".hidden.cxr").write_text('tag   b "B"\n', encoding="utf-8")
    assert run("fmt", "bakery/deeper").out == "bakery/deeper/more.cxr laid out\n"
    assert (bakery / "bakery" / ".hidden.cxr").read_text(encoding="utf-8") == 'tag   b "B"\n'


def test_fmt_leaves_a_file_with_errors_alone(run: Run, bakery: Path) -> None:
    (bakery / "broken.cxr").write_text("model {\n", encoding="utf-8")
    ran = run("fmt", "broken.cxr")
    assert (ran.code, ran.out) == (2, "")
    assert "broken.cxr:1" in ran.err
    assert (bakery / "broken.cxr").read_text(encoding="utf-8") == "model {\n"


def test_fmt_of_what_is_no_text(run: Run, bakery: Path) -> None:
    (bakery / "image.cxr").write_bytes(b"\x89PNG\xff")
    ran = run("fmt", "image.cxr")
    assert (ran.code, ran.out) == (2, "")
    assert "UTF-8" in ran.err


def test_fmt_of_standard_input() -> None:
    done = subprocess.run(
        [*COMMAND, "fmt", "-"], input=UNTIDY, capture_output=True, encoding="utf-8", check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("model tidy version 1.0.0")


# ----------------------------------------------------------------------------------------- graph


def test_the_graph_of_a_model(run: Run, bakery: Path) -> None:
    ran = run("graph", "bakery")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith('digraph "bakery 1.2.0" {\n')
    for line in (
        '"BAK.1.BP1" [label="BAK.1.BP1\\nChoose the flour", shape=box, style="rounded"];',
        '"BAK.1.BP1" -> "BAK.1.PA.1.1";',
        '"BAK.1.PA.1.1" -> "BAK.1 level 1";',
        '"BAK.1 level 1" -> "BAK.1 level 2";',
        '"BAK.1 level 5" -> "BAK.1";',
        '"BAK.1.BP1" -> "BAK.1.RL.1" [style=dashed];',
        '"BAK.1.RL.1" -> "BAK.1.PA.1.1" [style=dashed];',
    ):
        assert f"  {line}\n" in ran.out
    assert "GP.2.1.1" not in ran.out


def test_the_graph_around_an_id(run: Run, bakery: Path) -> None:
    out = run("graph", "bakery", "BAK.2.BP1", "--format", "mermaid").out
    assert out.startswith('---\ntitle: "bakery 1.2.0: BAK.2.BP1"\n---\nflowchart LR\n')
    assert "BAK.1.BP1<br>Choose the flour" in out
    assert "BAK.2.PA.1.1" in out
    assert "BAK.1.BP2" not in out


def test_the_graph_as_a_picture(run: Run, bakery: Path) -> None:
    assert run("graph", "bakery", "--format", "svg", "-o", "bakery.svg") == (0, "", "")
    picture = ET.fromstring((bakery / "bakery.svg").read_text(encoding="utf-8"))  # noqa: S314 - our own
    texts = {text.text for text in picture.iter("{http://www.w3.org/2000/svg}text")}
    assert {"BAK.1.BP1", "Choose the flour", "BAK.2 level 3"} <= texts
    assert run("graph", "bakery", "--format", "svg", "-o", "bakery.svg").code == 2


def test_the_graph_around_what_is_unknown(run: Run, bakery: Path) -> None:
    message = "Error: bakery has nothing to draw with the id 'BAK.9'. Did you mean BAK.1?\n"
    assert run("graph", "bakery", "BAK.9") == (2, "", message)


# ------------------------------------------------------------------------------------- the others


def test_schemas_are_listed_and_printed(run: Run) -> None:
    names = run("schema").out.split()
    assert {"assessment", "result", "model", "diagnostics"} <= set(names)
    for name in names:
        assert json.loads(run("schema", name).out)["$schema"].startswith("https://json-schema.org/")


def test_an_unknown_schema_gets_the_near_one(run: Run) -> None:
    assert run("schema", "reslut").err == "Error: There is no format 'reslut'. Did you mean result?\n"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_completion_script(shell: str, run: Run) -> None:
    ran = run("completion", shell)
    assert (ran.code, ran.err) == (0, "")
    assert f"_CXRULES_COMPLETE={shell}_complete" in ran.out


@pytest.mark.parametrize(
    ("words", "completed"),
    [
        ("cxrules ev", ["evaluate"]),
        ("cxrules show automotive-spice-g", ["automotive-spice-guidelines", "automotive-spice-g"]),
        (
            "cxrules show automotive-spice",
            [
                *("automotive-spice", "automotive-spice@3.1.0", "automotive-spice@4.0.0"),
                *("automotive-spice-guidelines", "automotive-spice"),
            ],
        ),
        ("cxrules show automotive-spice@3", ["automotive-spice@3.1.0", "automotive-spice@3"]),
        ("cxrules show cmmi-dev", ["cmmi-dev", "cmmi-dev-to-cmmi", "cmmi-dev"]),
        ("cxrules show cmmi-dev@", ["cmmi-dev@1.3.0", "cmmi-dev@"]),
        ("cxrules show automotive-spice@3.1 SUP.7.BP1", ["SUP.7.BP1"]),
        ("cxrules show automotive-spice SUP.7.BP1", []),
        ("cxrules show bakery BAK.1.BP", ["BAK.1.BP1", "BAK.1.BP2"]),
        ("cxrules explain shop.yaml BAK.1.R", ["BAK.1.RL.1"]),
        ("cxrules explain nowhere.yaml BAK.1.R", []),
        ("cxrules evaluate shop.yaml --format j", ["json", "junit"]),
    ],
)
def test_what_a_shell_completes(words: str, completed: list[str], bakery: Path) -> None:
    done = subprocess.run(
        COMMAND,
        cwd=bakery,
        env={
            **os.environ,
            "_CXRULES_COMPLETE": "bash_complete",
            "COMP_WORDS": words,
            "COMP_CWORD": str(words.count(" ")),
        },
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.stderr == ""
    assert [line.partition(",")[2] for line in done.stdout.split()] == completed
