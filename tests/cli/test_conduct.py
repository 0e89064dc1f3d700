"""Agreement, release, redaction and re-assessment on the command line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from cxrules.exchange.formats.agreement import Agreement
from cxrules.exchange.formats.result import Result

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run

TEAM = """\
# What each of us saw
cxrules: 1
assessment: corner-shop
model: bakery
date: 2026-11-20
target: shop
up-to-level: 1
status: consolidated
purpose: Improve
class: 3
consensus: majority
audiences: {press: {}, owner: {sees: [everything]}}
assessors: {anna: {role: lead}, ben: {role: co-assessor}, cleo: {role: co-assessor}}
ratings:
  BAK.1.BP1: [{rating: F, by: anna}, {rating: F, by: ben}, {rating: L, by: cleo}]
  BAK.1.BP2: [{rating: L, by: anna}, {rating: L, by: ben}, {rating: L, by: cleo}]
  BAK.1.PA.1.1: {rating: L, by: anna, note: "a secret recipe", confidential: true}
  BAK.2.PA.1.1: {rating: F, carried: true}
based-on: corner-shop-2025
"""


@pytest.fixture
def team(bakery: Path) -> Path:
    """An assessment by three people."""
    path = bakery / "team.yaml"
    path.write_text(TEAM, encoding="utf-8")
    return path


def test_evaluate_tells_how_it_was_done(run: Run, team: Path) -> None:
    ran = run("evaluate", "team.yaml")
    assert ran.code == 0
    assert "Class 3 assessment; purpose: Improve." in ran.out
    assert "1 rating is carried over from corner-shop-2025: BAK.2.PA.1.1." in ran.out
    assert (
        "Decided between assessors, 1 rating: BAK.1.BP1 counts as F (anna F, ben F, cleo L; 2 of 3" in ran.out
    )
    assert ran.err == ""


def test_the_result_fits_its_format(run: Run, team: Path) -> None:
    result = Result.model_validate_json(run("evaluate", "team.yaml", "--format", "json").out)
    assert result.record.class_ == 3
    assert [each.subject for each in result.carried] == ["BAK.2.PA.1.1"]
    assert [each.note for each in result.remarks] == ["a secret recipe"]
    assert result.sampling is None
    assert result.disagreements[0].counts == "F"


def test_check_tells_what_the_record_lacks(run: Run, team: Path) -> None:
    ran = run("check", "team.yaml")
    assert ran.code == 0
    assert "wants a class 3 assessment to name its sponsor (4.4)" in ran.out


def test_agreement_as_text(run: Run, team: Path) -> None:
    ran = run("agreement", "team.yaml")
    assert ran.code == 0
    assert ran.out.startswith("corner-shop: 3 assessors, 2 subjects rated by two or more of them.\n")
    assert "Krippendorff's alpha, ordinal  0.3750 (2 subjects)" in ran.out
    assert "anna and ben           2     1.0000     1.0000     1.0000     1.0000" in ran.out
    assert "Decided between assessors, 1 rating" in ran.out


def test_agreement_as_data(run: Run, team: Path) -> None:
    data = Agreement.model_validate_json(run("agreement", "team.yaml", "--format", "json").out)
    assert (data.equal.value, data.equal.exact) == ("0.6667", "2/3")
    assert data.pairs[1].kappa.undefined is None
    assert data.subjects == 2


def test_agreement_of_one_person(run: Run, bakery: Path) -> None:
    ran = run("agreement", "shop.yaml")
    assert ran.out == (
        "corner-shop: 0 assessors, 0 subjects rated by two or more of them.\n\nNo disagreements.\n"
    )


def test_release_and_a_change_after_it(run: Run, team: Path) -> None:
    ran = run("release", "team.yaml", "--by", "anna", "--date", "2026-11-30")
    assert (ran.code, ran.out) == (0, "corner-shop is released, signed off by anna on 2026-11-30.\n")
    text = team.read_text("utf-8")
    assert text.startswith(TEAM.replace("consolidated", "released"))
    assert "Signed off by anna (lead) on 2026-11-30." in run("evaluate", "team.yaml").out
    assert run("check", "team.yaml").code == 0
    team.write_text(text.replace("rating: L, by: cleo", "rating: F, by: cleo"), "utf-8")
    for verb in ("check", "evaluate"):
        ran = run(verb, "team.yaml")
        assert ran.code != 0
        assert "corner-shop has changed since anna signed it off on 2026-11-30." in ran.out + ran.err


def test_a_change_of_the_model_is_found_too(run: Run, team: Path, bakery: Path) -> None:
    run("release", "team.yaml", "--by", "anna")
    model = bakery / "bakery" / "model.cxr"
    model.write_text(model.read_text("utf-8").replace("1.2.0", "1.3.0"), "utf-8")
    ran = run("evaluate", "team.yaml")
    assert ran.code == 2
    assert "signed corner-shop off under bakery@1.2.0; this is bakery@1.3.0" in ran.err


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("consolidated", "draft", "Not released: corner-shop is a draft."),
        ("consensus: majority", "consensus: discussion", "BAK.1.BP1 is still open"),
        ("anna: {", "hanna: {", "Did you mean hanna?"),
        ("rating: L", "rating: X", "'X' is not a rating"),
        ("cxrules: 1\n", "cxrules: 1\nredacted-for: press\n", "release the original"),
        ("cxrules: 1\n", "", "lacks 'cxrules'"),
    ],
)
def test_what_cannot_be_released(run: Run, team: Path, old: str, new: str, reason: str) -> None:
    text = TEAM.replace(old, new)
    team.write_text(text, "utf-8")
    ran = run("release", "team.yaml", "--by", "anna")
    assert ran.code == 2
    assert reason in ran.err
    assert team.read_text("utf-8") == text


def test_nobody_signs_twice(run: Run, team: Path) -> None:
    run("release", "team.yaml", "--by", "anna")
    assert run("release", "team.yaml", "--by", "ben").code == 0
    ran = run("release", "team.yaml", "--by", "anna")
    assert (ran.code, ran.err) == (2, "Not released: anna has signed corner-shop off already.\n")


def test_an_audience_does_not_see_what_is_confidential(run: Run, team: Path) -> None:
    for verb in (["evaluate"], ["evaluate", "--format", "json"], ["explain", "--format", "json"]):
        subject = ["BAK.1.PA.1.1"] if verb[0] == "explain" else []
        ran = run(verb[0], "team.yaml", *subject, *verb[1:], "--audience", "press")
        assert "secret" not in ran.out + ran.err
    assert "secret" in run("explain", "team.yaml", "BAK.1.PA.1.1").out
    assert "secret" in run("explain", "team.yaml", "BAK.1.PA.1.1", "--audience", "owner").out


def test_an_unknown_audience(run: Run, team: Path, bakery: Path) -> None:
    ran = run("evaluate", "team.yaml", "--audience", "pres")
    assert (ran.code, ran.err) == (2, "Error: The assessment has no audience 'pres'. Did you mean press?\n")
    ran = run("redact", "shop.yaml", "--audience", "press")
    assert "List them under 'audiences'." in ran.err


def test_redact_writes_a_file_that_stands_by_itself(run: Run, team: Path) -> None:
    assert run("redact", "team.yaml", "--audience", "press", "-o", "press.yaml").code == 0
    text = (team.parent / "press.yaml").read_text("utf-8")
    assert "secret" not in text
    assert "# What" not in text
    before = json.loads(run("evaluate", "team.yaml", "--format", "json").out)
    after = json.loads(run("evaluate", "press.yaml", "--format", "json").out)
    assert after["redacted-for"] == "press"
    assert [each["level"] for each in after["capabilities"]] == [
        each["level"] for each in before["capabilities"]
    ]
    assert run("redact", "team.yaml", "--audience", "press").out == text
    assert run("redact", "team.yaml", "--audience", "press", "-o", "press.yaml").code == 2


def test_a_re_assessment(run: Run, team: Path) -> None:
    ran = run("new", "--based-on", "team.yaml", "-o", "next/again.yaml")
    assert ran.code == 2
    (team.parent / "next").mkdir()
    ran = run("new", "--based-on", "team.yaml", "--supersedes", "-o", "next/again.yaml")
    assert ran.out == "next/again.yaml carries over 8 ratings from corner-shop; rate anew what has changed.\n"
    text = (team.parent / "next" / "again.yaml").read_text("utf-8")
    assert 'model: "../bakery"\n' in text
    assert "based-on: corner-shop\nsupersedes: corner-shop\n" in text
    result = json.loads(run("evaluate", "next/again.yaml", "--format", "json").out)
    assert {each["subject"] for each in result["carried"]} == {
        "BAK.1.BP1",
        "BAK.1.BP2",
        "BAK.1.PA.1.1",
        "BAK.2.PA.1.1",
    }


def test_new_needs_a_model_or_an_earlier_assessment(run: Run, team: Path) -> None:
    assert "Name a MODEL, or an earlier assessment with --based-on." in run("new").err
    ran = run("new", "--based-on", "team.yaml", "--target", "shop")
    assert "A re-assessment has the scope, target and method of the earlier one." in ran.err
    assert run("new", "--based-on", "bakery/model.cxr").code == 2
