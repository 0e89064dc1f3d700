"""The words that shipped models bring along: each in English and German, and in their reports."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml

from cxrules import api
from cxrules.engine.justification import justifications
from cxrules.model.speech import speech_in
from cxrules.reports.saying import Saying
from cxrules.workspace.wording import languages, read_own, wording_for

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted((ROOT / "rulesets").glob("*/wording/*.yaml"))
PACKAGES = sorted({each.parent.parent for each in FILES})


def test_some_models_bring_words_along() -> None:
    assert {each.name for each in PACKAGES} >= {
        "automotive-spice",
        "cmmi",
        "cmmi-dev",
        "cx-areas",
        "cx-motex",
    }


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.parent.name}-{path.stem}")
def test_words_fit_the_sentences_there_are(path: Path) -> None:
    found = read_own(path)
    assert found.wording is not None, [each.message for each in found.problems]
    shipped = yaml.safe_load((ROOT / "cxrules/reports/wording" / path.name).read_text(encoding="utf-8"))
    same = [key for key, form in found.wording.forms.items() if shipped.get(key) == form]
    assert same == [], "it says nothing different"


@pytest.mark.parametrize("package", PACKAGES, ids=lambda path: path.name)
def test_each_language_is_there(package: Path) -> None:
    assert sorted(each.stem for each in (package / "wording").glob("*.yaml")) == languages()


@pytest.mark.parametrize(
    ("file", "name", "english", "german"),
    [
        (
            "brake-ecu/assessment.yaml",
            "SWE.1",
            "The process SWE.1 (Software Requirements Analysis) is at capability level 1 (Performed).",
            "Der Prozess SWE.1 (Software Requirements Analysis) ist auf Fähigkeitsstufe 1 (Performed).",
        ),
        (
            "signal-works/assessment.yaml",
            "PMC",
            "21 of 23 characterisations asked for are given.",
            "Von 23 verlangten Charakterisierungen liegen 21 vor.",
        ),
        (
            "harbour-hotels/2026.yaml",
            "CX.OMN",
            "The area CX.OMN (Omnichannel delivery) is at level 4 (Quantified).",
            "Der Bereich CX.OMN (Omnichannel delivery) ist auf Stufe 4 (Quantified).",
        ),
    ],
)
def test_a_justification_speaks_as_its_model_does(file: str, name: str, english: str, german: str) -> None:
    evaluation = api.evaluate(ROOT / "examples" / file)
    for language, expected in (("en", english), ("de", german)):
        wording = wording_for(evaluation.plan, language).wording
        assert wording is not None
        saying = Saying(wording)
        (found,) = justifications(evaluation, [name], speech_in(language))
        told = [saying.plain(each) for part in found.parts for each in part.statements]
        assert expected in " ".join(told), told


def test_a_model_goes_before_what_it_uses() -> None:
    plan = api.load("cx-motex").plan
    wording = wording_for(plan, "en").wording
    assert wording is not None
    assert wording.forms["level.reached"] == "The area {capability} is at stage {level}."
    assert wording.forms["rule.none"] == "Nothing in the model bounds the ratings of {capability}."


def test_words_are_no_rules(tmp_path: Path) -> None:
    """A model with other words has the same digest: what was signed with the one holds with the other."""
    from cxrules.workspace.packages import content_of, digest_of

    copy = tmp_path / "automotive-spice"
    shutil.copytree(ROOT / "rulesets/automotive-spice", copy)
    before = digest_of(content_of(copy))
    shutil.rmtree(copy / "wording")
    assert digest_of(content_of(copy)) == before
