"""`cxrules show` of a criterion that is rated by data: grades, figures and limits in plain words."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from cxrules.exchange.formats import schema

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run

jsonschema = pytest.importorskip("jsonschema", reason="needs jsonschema")

MODEL = """\
model kiosk version 1.0.0
  title "Kiosk"
  source "Own work"
  uses framework iso-33020 version ^2019

table survey { shop : text instance  score : count 0 .. 10  weight : number }

metric nps "Net promoter score" from survey weighted by weight : points {
  share of rows where score at least 9 minus share of rows where score at most 6
  needs 100 rows
  interval adjusted-wald 95%
}
metric seen from survey : count { count of rows }

parameter wanted_nps : number = 30 source "What the trade reaches"

grade sampled of x at least t {
  F when lower bound of x at least t
  otherwise N
}
grade plain of x at least t { F when x at least t  otherwise N }

capability K "Kiosk" {
  criterion 1 "Guests come back" {
    rate by sampled of nps at least parameter wanted_nps and plain of seen at least 50
  }
  criterion 2 "Somebody answers" { rate by plain of seen at least 1 }
}

profile humble of kiosk { set wanted_nps = 20 because "A station is no harbour" }
"""


@pytest.fixture
def kiosk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder we are in, with the model."""
    (tmp_path / "kiosk").mkdir()
    (tmp_path / "kiosk" / "model.cxr").write_text(MODEL, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_grades_figures_and_limits(run: Run, kiosk: Path) -> None:
    out = run("show", "./kiosk", "K.1").out
    assert out.endswith(
        "Rated by data; the lowest counts:\n"
        "  sampled of nps at least parameter wanted_nps\n"
        "    F  when lower bound of nps at least 30\n"
        "    N  otherwise\n"
        "  plain of seen at least 50\n"
        "    F  when seen at least 50\n"
        "    N  otherwise\n"
        "\n"
        "Figures:\n"
        "  nps   Net promoter score: points from the table survey, weighted by weight, 100 rows needed, 95%\n"
        "        interval by adjusted-wald\n"
        "  seen  count from the table survey, without an interval\n"
        "\n"
        "Limits:\n"
        "  wanted_nps  30 (What the trade reaches)\n"
    )


def test_a_limit_says_which_profile_set_it(run: Run, kiosk: Path) -> None:
    out = run("show", "./kiosk", "K.1", "--profile", "humble").out
    assert "F  when lower bound of nps at least 20\n" in out
    assert "wanted_nps  20, set by the profile humble: A station is no harbour\n" in out


def test_a_single_grade(run: Run, kiosk: Path) -> None:
    out = run("show", "./kiosk", "K.2").out
    assert "Rated by data:\n  plain of seen at least 1\n" in out
    assert "Limits" not in out


def test_the_capability_says_what_is_computed(run: Run, kiosk: Path) -> None:
    assert "Guests come back (computed)" in run("show", "./kiosk", "K").out


def test_a_metric_and_a_limit_name_their_criteria(run: Run, kiosk: Path) -> None:
    out = run("show", "./kiosk", "nps").out
    assert "metric nps, number" in out
    assert "Measured: points from the table survey, weighted by weight, 100 rows needed" in " ".join(
        out.split()
    )
    wanted = "K.1  rated by sampled of nps at least parameter wanted_nps"
    assert wanted in out
    assert wanted in run("show", "./kiosk", "wanted_nps").out


def test_as_data(run: Run, kiosk: Path) -> None:
    out = json.loads(run("show", "./kiosk", "--format", "json").out)
    jsonschema.Draft202012Validator(schema("model")).validate(out)
    both, plain = out["capabilities"][0]["criteria"]
    nps, seen = both["graded"]
    assert (both["joined"], plain["joined"]) == ("lowest", "lowest")
    assert nps["rows"][0] == {"rating": "F", "when": "lower bound of nps at least parameter wanted_nps"}
    assert nps["parameters"] == ["wanted_nps"]
    assert (nps["metrics"][0]["needs"], nps["metrics"][0]["confidence"]) == (100, "19/20")
    assert seen["metrics"][0]["interval"] is None


def test_the_highest_of_grades_as_data(run: Run, kiosk: Path) -> None:
    model = kiosk / "kiosk" / "model.cxr"
    text = MODEL.replace("wanted_nps and plain", "wanted_nps or plain")
    text = text.replace("rate by plain of seen at least 1", "rate F when seen at least 1 otherwise N")
    model.write_text(text, encoding="utf-8")
    out = json.loads(run("show", "./kiosk", "--format", "json").out)
    assert [each["joined"] for each in out["capabilities"][0]["criteria"]] == ["highest", None]
