"""Every SARIF log keeps to the specification: of each code of the gallery, with fixes, of evaluations."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cxrules import api
from cxrules.diagnostics import Diagnostic, Fix, Related, diagnose, sarif
from cxrules.reports import evaluation_sarif
from cxrules.text import Source, Span
from cxrules.text.edits import Edit
from tests.diagnostics.sarif_rules import Json, faults

if TYPE_CHECKING:
    from collections.abc import Callable

GALLERY = Path(__file__).resolve().parents[1] / "gallery"
SOURCE = Source("a folder/größe & co.cxr", "rule R1\n  cap SWE.9 at L\n")


def mended() -> Diagnostic:
    """A diagnostic with everything that one may have."""
    related = (Related("here", SOURCE, Span(0, 4)), Related("there", Source("/abs/x.cxr", ""), Span(0, 0)))
    found = diagnose("CX0201", "SWE.9 is unknown", SOURCE, Span(14, 19), "did you mean SWE.6?", related)
    return found._replace(fix=Fix((Edit(SOURCE, Span(14, 19), "SWE.6"),), "safe", "Write SWE.6"))


def log_of(diagnostics: list[Diagnostic]) -> Json:
    found: Json = json.loads(sarif.render(diagnostics, version="1.0"))
    return found


@pytest.mark.parametrize("code", sorted(each.name for each in GALLERY.glob("CX*")))
def test_every_code_of_the_gallery(code: str) -> None:
    assert faults(log_of(api.check(GALLERY / code))) == []


def test_everything_at_once_and_nothing_at_all() -> None:
    whole = diagnose("CX0522", "not text", Source("C:\\x y\\b.yaml", ""))
    assert faults(log_of([mended(), whole, diagnose("CX1002", "nowhere")])) == []
    assert faults(log_of([])) == []


@pytest.mark.parametrize("name", ["brake-ecu", "signal-works", "ferry-tickets", "coffee-kiosk"])
def test_every_example_evaluated(project: Path, name: str) -> None:
    evaluation = api.evaluate(project / "examples" / name / "assessment.yaml")
    assert faults(json.loads(evaluation_sarif.render(evaluation, version="1.0", overlays=["o.yaml"]))) == []


def _region(log: Json) -> Json:
    found: Json = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]
    return found


BREAKS: list[tuple[str, Callable[[Json], object]]] = [
    ("ruleIndex 7 is not CX0201", lambda log: log["runs"][0]["results"][0].update(ruleIndex=7)),
    ("does not count from 1", lambda log: _region(log).update(startColumn=0)),
    ("ends before it begins", lambda log: _region(log).update(endLine=1)),
    ("result has colour", lambda log: log["runs"][0]["results"][0].update(colour="red")),
    (
        "two rules of one id",
        lambda log: log["runs"][0]["tool"]["driver"]["rules"].append(
            copy.deepcopy(log["runs"][0]["tool"]["driver"]["rules"][0])
        ),
    ),
    (
        "ids of related locations",
        lambda log: log["runs"][0]["results"][0]["relatedLocations"][1].update(id=1),
    ),
    ("level fatal", lambda log: log["runs"][0]["results"][0].update(level="fatal")),
]


@pytest.mark.parametrize(("told", "spoil"), BREAKS, ids=[told for told, _ in BREAKS])
def test_what_is_wrong_is_found(told: str, spoil: Callable[[Json], object]) -> None:
    log = log_of([mended()])
    spoil(log)
    assert any(told in each for each in faults(log)), faults(log)
