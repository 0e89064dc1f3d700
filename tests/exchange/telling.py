"""Reads a text and tells what was said about it: code, the exact underlined text, message and hint."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxrules.exchange.against import check_against
from cxrules.exchange.assessment import read_assessment
from cxrules.exchange.ratings_table import read_ratings_table
from cxrules.model.vocabulary import Vocabulary
from cxrules.text import Source

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cxrules.diagnostics import Diagnostic
    from cxrules.model.assessment import Assessment

HEAD = "cxrules: 1\nassessment: brake\nmodel: small\n"


class Told(NamedTuple):
    """A diagnostic in short; `under` is the underlined text."""

    code: str
    under: str
    message: str
    hint: str = ""


def tell(found: Iterable[Diagnostic]) -> list[Told]:
    """Shorten diagnostics."""
    return [Told(one.code, under(one), one.message, one.hint) for one in found]


def under(one: Diagnostic) -> str:
    """Give the underlined text; the place itself where it is empty."""
    if one.source is None or one.span is None:
        return ""
    place = one.source.position(one.span.start)
    return one.source.slice(one.span) or f"{place.line}:{place.column}"


def of_file(text: str, name: str = "a.yaml") -> list[Told]:
    """Tell what is wrong with the form of an assessment file."""
    return tell(read_assessment(Source(name, text))[1])


def of_body(text: str) -> list[Told]:
    """Tell what is wrong with an assessment file whose head is fine."""
    return of_file(HEAD + text)


def of_table(text: str) -> list[Told]:
    """Tell what is wrong with a table of ratings."""
    return tell(read_ratings_table(Source("ratings.csv", text), "small")[1])


def of_fit(text: str) -> list[Told]:
    """Tell what in an assessment, whose form is fine, does not fit the small model."""
    source = Source("a.yaml", HEAD + text)
    assessment = read(HEAD + text)
    return tell(check_against(assessment, SMALL, source))


def read(text: str, name: str = "a.yaml") -> Assessment:
    """Read an assessment file that is fine."""
    assessment, found = read_assessment(Source(name, text))
    assert assessment is not None, tell(found)
    assert not [one for one in found if one.severity == "error"], tell(found)
    return assessment


def _small() -> Vocabulary:
    subjects: dict[str, str] = {}
    for capability in ("SYS.1", "SYS.2", "SWE.1", "SWE.2", "SWE.3", "SWE.10"):
        subjects[capability] = "capability"
        subjects.update({f"{capability}.BP{number}": "criterion" for number in range(1, 4)})
        subjects.update({f"{capability}.PA.{number}": "attribute" for number in ("1.1", "2.1", "2.2")})
        subjects[f"{capability}.GP.2.1.1"] = "practice"
    levels = {"PA.1.1": 1, "PA.2.1": 2, "PA.2.2": 2, "GP.2.1.1": 2}
    return Vocabulary(
        model="small",
        subjects=subjects,
        capabilities=[name for name, kind in subjects.items() if kind == "capability"],
        ratings={"N": 0, "P": 1, "L": 2, "F": 3},
        refused={"P+": "the method R2 uses the scale nplf"},
        findings={"risk-handled": "Risk is handled"},
        causes={"links-missing": "Links are missing"},
        rules={"SWE.1.RL.1": ["SWE.1.PA.1.1"], "align.qa": []},
        methods=["R2", "M1"],
        scopes={"base": ["SYS.2", "SWE.1"]},
        targets={"oem": {"SWE.1": 2}},
        levels=[0, 1, 2],
        attribute_levels={
            name: level for name in subjects for end, level in levels.items() if name.endswith(f".{end}")
        },
    )


SMALL = _small()
