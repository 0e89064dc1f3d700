"""`cxrules compare` and `carry` with the shipped models, as one reads them and as programs do."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import jsonschema

from cxrules.exchange.formats import schema

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run


def test_two_models_side_by_side(run: Run) -> None:
    ran = run("compare", "cmmi-dev", "cmmi")
    assert ran.code == 0
    assert "What cmmi-dev asks, looked for in cmmi: of 180 specific practices 126 asked in full" in ran.out
    assert "Asked by cmmi-dev, without a counterpart in cmmi:" in ran.out
    assert "(--all lists them)" in ran.out
    assert "(--all lists them)" not in run("compare", "cmmi-dev", "cmmi", "--all").out


def test_every_element_is_in_the_data_once(run: Run) -> None:
    document = json.loads(run("compare", "cx", "automotive-spice", "cmmi", "--format", "json").out)
    jsonschema.validate(document, schema("comparison"))
    assert [each["id"] for each in document["models"]] == ["cx", "automotive-spice", "cmmi"]
    counts = {
        (each["model"], each["other"]): sum(
            sum(unit["counts"].values())
            for unit in document["capabilities"]
            if (unit["model"], unit["other"]) == (each["model"], each["other"])
        )
        for each in document["capabilities"]
    }
    assert counts == {
        ("cx", "automotive-spice"): 91,
        ("automotive-spice", "cx"): 230,
        ("cx", "cmmi"): 91,
        ("cmmi", "cx"): 276,
        ("automotive-spice", "cmmi"): 230,
        ("cmmi", "automotive-spice"): 276,
    }
    assert all(each["to"] is not None for each in document["coverage"])
    assert {each["relation"] for each in document["coverage"]} <= {
        "equal", "equivalent", "subset", "superset", "intersects",
    }  # fmt: skip


def test_models_that_nothing_ties_are_compared_in_what_they_are_made_of(run: Run) -> None:
    ran = run("compare", "cx-motex", "cx-fiveable")
    assert ran.code == 0
    assert "No mapping ties cx-motex and cx-fiveable, so their elements are not compared." in ran.out
    assert "Optimized" in ran.out


def test_a_page_holds_the_matrix_the_flows_and_both_texts(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "comparison.html"
    assert run("compare", "cmmi", "automotive-spice", "-o", str(file)).code == 0
    page = file.read_text(encoding="utf-8")
    for words in ("automotive-spice down, cmmi across", "From cmmi to automotive-spice", "SUP.8", "Why"):
        assert words in page
    assert "http" not in page.split("</head>")[0].replace("http-equiv", "")


def test_what_cannot_be_compared_is_refused_plainly(run: Run) -> None:
    assert run("compare", "cx").code == 2
    ran = run("compare", "cx", "cmi")
    assert ran.code == 2
    assert "cmmi" in ran.err
    ran = run("compare", "cx", "cmmi", "--mapping", "cmmi-dev-to-cmmi")
    assert ran.code == 2
    assert "cmmi-dev-to-cmmi is a mapping between cmmi-dev and cmmi" in ran.err


def test_what_is_wrong_in_a_named_mapping_is_told_and_not_passed_over(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mapping.cxr").write_text(
        'mapping own version 1.0.0\n  title "Own"\n  source "Own"\n  from model cx version ^1\n'
        "  to model cmmi version ^3\n  own reading\n\n"
        'map CX.MEA.2.1 intersects MPM.2.2 because "Both measure"\n'
        'map CX.MEA.2.1 intersects MPM.99.1 because "No such practice"\n',
        encoding="utf-8",
    )
    ran = run("compare", "cx", "cmmi", "automotive-spice", "--mapping", str(tmp_path))
    assert (ran.code, ran.out) == (2, "")
    assert "MPM.99.1" in ran.err


def test_an_assessment_carried_over_is_a_file_like_any_other(run: Run, project: Path, tmp_path: Path) -> None:
    file = tmp_path / "carried.yaml"
    example = str(project / "examples" / "signal-works" / "assessment.yaml")
    ran = run("carry", example, "--to", "cmmi", "-o", str(file))
    assert ran.code == 0, ran.err
    assert "CM.2.1 Name items under CM: FM (CM.SP.1.1 is FI and asks" in " ".join(ran.out.split())
    assert run("check", str(file)).out == "No problems found.\n"
    again = json.loads(run("evaluate", str(file), "--format", "json").out)
    told = json.loads(run("carry", example, "--to", "cmmi", "--format", "json").out)
    jsonschema.validate(told, schema("carried"))
    assert [(each["id"], each["level"], each["possible"]) for each in told["capabilities"]] == [
        (each["id"], each["level"], each["possible"]) for each in again["capabilities"]
    ]
    assert told["organisation"] == again["organisation"]
    ran = run("carry", example, "--to", "cmmi", "-o", str(file))
    assert ran.code != 0
    assert "--force" in ran.err


def test_without_a_mapping_nothing_is_carried(run: Run, project: Path) -> None:
    example = str(project / "examples" / "harbour-hotels" / "2026.yaml")
    ran = run("carry", example, "--to", "cmmi-dev")
    assert ran.code != 0
    assert "No mapping ties cx and cmmi-dev." in ran.err
