"""What Python programs call: what is asked for differently, and what cannot be done."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from cxrules import api
from cxrules.model.assessment import Assessment, Given
from tests.cli import grown

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def garden(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder we are in, with the model ``garden`` and the assessment ``season.yaml``."""
    monkeypatch.setenv("CXRULES_CACHE", "off")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "garden").mkdir()
    (tmp_path / "garden" / "model.cxr").write_text(grown.MODEL, encoding="utf-8")
    (tmp_path / "season.yaml").write_text(grown.ASSESSMENT, encoding="utf-8")
    return tmp_path


def test_a_model_is_loaded_with_a_profile_and_for_a_day(garden: Path) -> None:
    assert "P.1.C.9" not in api.load("garden").plan.subjects
    assert "P.1.C.9" in api.load("garden", profile="small").plan.subjects
    assert api.ruleset("garden").parameters["dry"].value == "300"
    assert api.ruleset("garden", day=date(2027, 1, 1)).parameters["dry"].value == "350"
    assert api.load("garden", day=date(2027, 1, 1)).plan.tailoring.since == "2027-01-01"
    for ask in (api.load, api.ruleset):
        with pytest.raises(api.CxrulesError, match="no profile 'smal'"):
            ask("garden", profile="smal")
    with pytest.raises(api.CxrulesError, match="cannot be loaded"):
        api.ruleset("gardn")


def test_a_profile_may_stand_in_a_file(garden: Path) -> None:
    file = garden / "mine.cxr"
    file.write_text('profile mine of garden {\n  drop P.2 because "No herbs"\n}\n', encoding="utf-8")
    (garden / "2026").mkdir()
    (garden / "season.yaml").rename(garden / "2026" / "season.yaml")
    result = api.evaluate("2026/season.yaml", "garden", profile="mine.cxr").result()
    assert (result["profile"], result["tailoring"][0]["of"]) == ("mine", "P.2")
    assert result["packages"] == [{"id": "garden", "version": "1.0.0"}]
    assert api.evaluate("2026/season.yaml", "garden", profile=file).result()["profile"] == "mine"
    given = Assessment(id="a", model="garden", ratings=(Given("P.1.C.1", "all"),))
    assert api.evaluate(given, profile="mine.cxr").result()["profile"] == "mine"


def test_what_is_given_takes_the_place_of_what_the_file_says(garden: Path) -> None:
    result = api.evaluate("season.yaml", view="autumn", date=date(2026, 12, 1), profile="small").result()
    assert (result["view"], result["date"], result["profile"]) == ("autumn", "2026-12-01", "small")
    plain = api.evaluate("season.yaml").result()
    assert (plain["view"], plain["date"], plain["profile"]) == ("spring", "2026-11-20", None)
    with pytest.raises(api.CxrulesError, match="There is no view 'winter'"):
        api.evaluate("season.yaml", view="winter")


def test_the_result_has_values_and_the_organisation(garden: Path) -> None:
    result = api.evaluate("season.yaml").result()
    assert result["organisation"]["level"] == 2
    values = {
        (each["subject"], each["name"]): each["value"] for each in result["values"] if each["level"] is None
    }
    assert values["P.1", "score"] == "3"
    assert values["P.1.B.1", "fine"] == "yes"


SIGNED = """\
cxrules: 1
assessment: signed
model: garden
date: 2026-11-20
status: consolidated
assessors: {lead: {role: lead}, co: {role: co-assessor}}
audiences: {members: {sees: []}}
consensus: lead-decides
ratings:
  P.1.C.1: [{rating: all, by: lead, note: Between us, confidential: true}, {rating: most, by: co}]
  P.1.C.3: [{rating: all, by: lead}, {rating: all, by: co}]
"""


def test_agreement_readers_and_sign_off(garden: Path) -> None:
    file = garden / "signed.yaml"
    file.write_text(
        SIGNED.replace("most, by: co", 'most, by: co, weaknesses: ["One shoot"]'), encoding="utf-8"
    )
    evaluation = api.evaluate(file)
    found = api.agreement(evaluation)
    assert (found.assessors, found.units, str(found.equal.value)) == (("lead", "co"), 2, "1/2")
    assert "Between us" not in api.redact(evaluation, "members")
    with pytest.raises(api.CxrulesError, match="no audience 'member'"):
        api.redact(evaluation, "member")
    with pytest.raises(api.CxrulesError, match="no assessor 'me'"):
        api.release(file, "me", date(2026, 11, 30))
    text = api.release(file, "lead", date(2026, 11, 30))
    assert "status: released" in text
    assert "status: consolidated" in file.read_text(encoding="utf-8")


def test_running_tests(garden: Path) -> None:
    tests = garden / "garden" / "tests"
    tests.mkdir()
    (tests / "levels.cxr").write_text(
        'test "roses" {\n  given P.1.C.3 is all\n  expect level of P.1 = 0 to 2\n}\n'
        'test "herbs" {\n  given P.2.C.1 is all\n  expect level of P.2 = 2\n}\n',
        encoding="utf-8",
    )
    (tally,) = api.run_tests("garden")
    assert [ran.case.title for ran in tally.failed] == ["herbs"]
    (tally,) = api.run_tests("garden", wanted="ROSES")
    assert len(tally.ran) == 1


def test_locking(garden: Path) -> None:
    drawn = api.lock("season.yaml")
    assert [each.name for each in drawn.packages] == ["garden"]
    assert not drawn.path.exists()
    (garden / "season.yaml").write_text("model: garden\n", encoding="utf-8")
    with pytest.raises(api.CxrulesError, match="cannot be locked"):
        api.lock("season.yaml")
