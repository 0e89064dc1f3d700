"""The form of an assessment file: what each key gives, and what is said where a key is wrong."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, strategies as st

from cxrules.exchange.assessment import KEYS, read_assessment
from cxrules.model.assessment import Assessor, Deviation, Instance
from cxrules.text import Source
from tests.exchange.telling import HEAD, Told, of_body, of_file, read

WHOLE = """\
cxrules: 1
assessment: brake-ecu-2026-q4
title: Brake ECU, supplier assessment
model: automotive-spice@4.0
date: 2026-11-20
reading: derive
method: R2
target: vda-cl2
scope: [SWE.1 .. SWE.6, MAN.3]
up-to-level: 2
status: consolidated
purpose: "supplier selection"
based-on: brake-ecu-2025-q4
sampling: {rationale: both products, population: 2}
assessors: {lead: {role: lead, name: A. Ssessor}, co: }
instances: {platform: {weight: 2, title: Platform}, app: {weight: 1.5}, tool: {weight: 1/3}, rest: }
evidence:
  E1: {kind: document, title: SRS 2.3, ref: docs/srs.pdf, date: 2026-09-01}
  I3: {kind: interview, role: developer, note: no}
findings:
  risk-handled: {answer: yes, subjects: [SYS.2], evidence: E1, by: lead, note: seen}
  other: open
deviations:
  SUP.1.RL.3: {reason: "agreed", by: lead}
  SUP.1.RL.4: [{reason: "one", subjects: SWE.1}, "another"]
"""


def test_a_whole_head() -> None:
    found = read(WHOLE)
    assert found.id == "brake-ecu-2026-q4"
    assert found.model == "automotive-spice@4.0"
    assert found.title == "Brake ECU, supplier assessment"
    assert found.date == date(2026, 11, 20)
    assert (found.reading, found.method, found.status, found.up_to_level) == (
        "derive",
        "R2",
        "consolidated",
        2,
    )
    assert found.target == "vda-cl2"
    assert found.scope == (("SWE.1", "SWE.6"), "MAN.3")
    assert found.based_on == "brake-ecu-2025-q4"
    assert found.record is not None
    assert found.record.purpose == "supplier selection"
    assert found.record.sampling is not None
    assert found.record.sampling[:2] == ("both products", 2)
    assert found.assessors == {"lead": Assessor("lead", "lead", "A. Ssessor"), "co": Assessor("co")}
    assert found.instances == {
        "platform": Instance("platform", 2, "Platform"),
        "app": Instance("app", Fraction(3, 2)),
        "tool": Instance("tool", Fraction(1, 3)),
        "rest": Instance("rest"),
    }
    assert found.evidence["E1"][:6] == ("E1", "document", "SRS 2.3", "docs/srs.pdf", "", date(2026, 9, 1))
    assert found.evidence["I3"].note == "no"
    risk = found.findings["risk-handled"]
    assert risk[:6] == ("risk-handled", "yes", ("SYS.2",), ("E1",), "lead", "seen")
    assert found.findings["other"].answer == "open"
    assert [one._replace(span=None, by_span=None, subject_spans=()) for one in found.deviations] == [
        Deviation("SUP.1.RL.3", "agreed", "lead"),
        Deviation("SUP.1.RL.4", "one", None, ("SWE.1",)),
        Deviation("SUP.1.RL.4", "another"),
    ]


def test_places_of_the_head() -> None:
    source = Source("a.yaml", WHOLE.replace("vda-cl2", "{SWE.1: 2}"))
    found, _ = read_assessment(source)
    assert found is not None
    assert found.target == {"SWE.1": 2}
    shown = {
        key: source.slice(span)
        for key, span in found.places.items()
        if key[0] in {"method", "target", "scope"}
    }
    assert shown == {
        ("method",): "R2",
        ("target",): "{SWE.1: 2}",
        ("target", "SWE.1"): "SWE.1",
        ("target", "SWE.1", "level"): "2",
        ("scope",): "[SWE.1 .. SWE.6, MAN.3]",
        ("scope", "0"): "SWE.1 .. SWE.6",
        ("scope", "1"): "MAN.3",
    }


def test_defaults() -> None:
    found = read(HEAD)
    assert (found.reading, found.status, found.scope, found.target, found.date) == (
        "audit",
        "draft",
        None,
        None,
        None,
    )


def test_blank_keys_are_keys_not_given() -> None:
    blank = "".join(f"{key}:\n" for key in KEYS if key not in {"cxrules", "assessment", "model"})
    assert of_file(HEAD + blank) == []


def test_a_scope_may_be_a_single_name() -> None:
    assert read(HEAD + "scope: base\n").scope == ("base",)


def test_tables_name_their_files() -> None:
    found = read(HEAD + "tables: {t: {file: t.csv, sheet: Answers, sha256: 00ff}, u: u.parquet, v: }\n")
    given = {name: (each.file, each.sheet, each.sha256) for name, each in found.tables.items()}
    assert given == {"t": ("t.csv", "Answers", "00ff"), "u": ("u.parquet", None, None)}


def test_a_table_without_a_file() -> None:
    assert of_body("tables: {t: {sheet: Answers}}\n") == [
        Told("CX0503", "t", "The table t lacks 'file'."),
    ]
    assert of_body("tables: {t: [a.csv]}\n") == [
        Told("CX0504", "[a.csv]", "The table t must be a file or a map, not a list."),
    ]


def test_an_empty_part_is_not_worth_a_warning() -> None:
    assert of_body("waivers: {}\nvalues:\n") == []


def test_what_is_missing_from_the_head() -> None:
    assert of_file("assessment: a\ntitle: t\n") == [
        Told("CX0503", "assessment: a\ntitle: t", "This assessment lacks 'cxrules'."),
        Told("CX0503", "assessment: a\ntitle: t", "This assessment lacks 'model'."),
    ]
    assert of_file("cxrules: 1\nassessment:\nmodel: ''\n") == [
        Told("CX0503", "assessment", "This assessment lacks 'assessment'."),
        Told("CX0503", "''", "This assessment lacks 'model'."),
    ]


@pytest.mark.parametrize("text", ["a: 1\n", "{}", "name: x\nratings: {}\n"])
def test_something_else_altogether(text: str) -> None:
    (one,) = of_file(text)
    assert one.message == "This is not an assessment: it lacks 'cxrules', 'assessment' and 'model'."
    assert one.hint == "It begins with cxrules: 1, assessment: an id, model: a name."


@pytest.mark.parametrize(("text", "what"), [("[a]", "a list"), ("a", "text")])
def test_no_map_at_all(text: str, what: str) -> None:
    message = f"An assessment is a map of keys and values, not {what}."
    assert of_file(text) == [Told("CX0504", text, message)]


@pytest.mark.parametrize("version", ["2", "'1.0'", "one"])
def test_another_version_of_the_format(version: str) -> None:
    text = f"cxrules: {version}\nassessment: a\nmodel: m\n"
    name = version.strip("'")
    assert of_file(text) == [
        Told("CX0530", version, f"Version '{name}' of the file format is not known.", "Write cxrules: 1.")
    ]
    assert read_assessment(Source("a.yaml", text))[0] is None


ONE_MISTAKE = [
    ("titel: x", "CX0502", "titel", "Unknown key 'titel' in the assessment.", "Did you mean title?"),
    ("title: [x]", "CX0504", "[x]", "'title' must be text, not a list.", ""),
    ("model: {a: b}", "CX0505", "model", "The key 'model' is written twice.", ""),
    (
        "date: 20.11.2026",
        "CX0509",
        "20.11.2026",
        "'date' must be a date, not '20.11.2026'.",
        "Write year, month and day, as in 2026-11-20.",
    ),
    (
        "date: 2026-02-30",
        "CX0509",
        "2026-02-30",
        "There is no 2026-02-30: February 2026 has the days 01 to 28.",
        "",
    ),
    (
        "date: 2026-13-01",
        "CX0509",
        "2026-13-01",
        "There is no 2026-13-01: a year has the months 01 to 12.",
        "",
    ),
    (
        "date: 0000-01-01",
        "CX0509",
        "0000-01-01",
        "There is no 0000-01-01: the calendar begins with the year 1.",
        "",
    ),
    (
        "date: 2026-11-20T10:00",
        "CX0509",
        "2026-11-20T10:00",
        "'date' must be a date, not '2026-11-20T10:00'.",
        "Write year, month and day, as in 2026-11-20.",
    ),
    (
        "reading: audits",
        "CX0518",
        "audits",
        "'reading' is audit or derive, not 'audits'.",
        "Did you mean audit?",
    ),
    (
        "status: done",
        "CX0528",
        "done",
        "'status' is draft, consolidated or released, not 'done'.",
        "",
    ),
    ("up-to-level: two", "CX0504", "two", "'up-to-level' must be a whole number such as 2, not 'two'.", ""),
    ("up-to-level: -1", "CX0504", "-1", "'up-to-level' must be a whole number such as 2, not '-1'.", ""),
    ("target: {SWE.1: L}", "CX0504", "L", "'SWE.1' must be a whole number such as 2, not 'L'.", ""),
    ("target: [a]", "CX0504", "[a]", "'target' must be text, not a list.", ""),
    ("scope: {a: b}", "CX0504", "{a: b}", "'scope' must be a list or text, not a map.", ""),
    ("scope: [a, [b]]", "CX0504", "[b]", "Each member of 'scope' must be text, not a list.", ""),
    ("scope: [a, ]", "", "", "", ""),
    ("scope: [a, ~]", "CX0504", "~", "Each member of 'scope' must be text, not nothing.", ""),
    (
        "assessors: [lead]",
        "CX0504",
        "[lead]",
        "'assessors' must be a map of keys and values, not a list.",
        "",
    ),
    ("assessors: {a: lead}", "CX0504", "lead", "The assessor a must be a map, such as {role: …}.", ""),
    (
        "assessors: {a: {rol: x}}",
        "CX0502",
        "rol",
        "Unknown key 'rol' in the assessor a.",
        "Did you mean role?",
    ),
    (
        "instances: {a: {weight: 0}}",
        "CX0504",
        "0",
        "'weight' must be a number above 0, such as 2, 1.5 or 3/2, not '0'.",
        "",
    ),
    (
        "instances: {a: {weight: 1/0}}",
        "CX0504",
        "1/0",
        "'weight' must be a number above 0, such as 2, 1.5 or 3/2, not '1/0'.",
        "",
    ),
    ("evidence: {E1: srs}", "CX0504", "E1", "The evidence E1 must be a map, such as {kind: document}.", ""),
    (
        "evidence: {E1: {knd: x}}",
        "CX0502",
        "knd",
        "Unknown key 'knd' in the evidence E1.",
        "Did you mean kind?",
    ),
    (
        "evidence: {E1: {sha256: 9f}}",
        "CX0531",
        "9f",
        "'9f' is not a SHA-256 checksum, so the file cannot be compared.",
        "It has 64 hexadecimal digits.",
    ),
    ("findings: {f: {answer: ja}}", "CX0528", "ja", "'answer' is yes, no or open, not 'ja'.", ""),
    ("findings: {f: true}", "CX0528", "true", "'f' is yes, no or open, not 'true'.", ""),
    ("findings: {f: {by: x}}", "CX0503", "f", "The finding f lacks 'answer': yes, no or open.", ""),
    (
        "findings: {f: {answer: open, subject: a}}",
        "CX0502",
        "subject",
        "Unknown key 'subject' in the finding f.",
        "Did you mean subjects?",
    ),
    ("deviations: {R: {by: lead}}", "CX0521", "R", "The deviation from R lacks its reason.", ""),
    ("deviations: {R: {reason: ' '}}", "CX0521", "' '", "The deviation from R lacks its reason.", ""),
    ("deviations: {R: }", "CX0521", "R", "The deviation from R lacks its reason.", ""),
    ("deviations: {R: {reason: [a]}}", "CX0504", "[a]", "'reason' must be text, not a list.", ""),
    ("tables: [a]", "CX0504", "[a]", "'tables' must be a map of keys and values, not a list.", ""),
    ("waivers: [a]", "CX0504", "[a]", "'waivers' must be a map of keys and values, not a list.", ""),
    ("ratings: [a]", "CX0504", "[a]", "'ratings' must be a map of keys and values, not a list.", ""),
]


@pytest.mark.parametrize(
    ("line", "code", "under", "message", "hint"), ONE_MISTAKE, ids=[row[0] for row in ONE_MISTAKE]
)
def test_one_mistake(line: str, code: str, under: str, message: str, hint: str) -> None:
    assert of_body(line + "\n") == ([Told(code, under, message, hint)] if code else [])


def test_an_unknown_key_without_a_near_one_lists_what_is_known() -> None:
    (one,) = of_body("assessors: {lead: {x: y}}\n")
    assert one.hint == "Known here: role, name and confidential."


def test_all_mistakes_are_told_at_once_and_the_rest_survives() -> None:
    text = (
        HEAD
        + "date: 2026-02-30\nstatus: x\nratings:\n  A: L\n  B: []\n  C: {rating: L, nte: [y]}\n  D: [[]]\n"
    )
    found, diagnostics = read_assessment(Source("a.yaml", text))
    assert found is not None
    assert [one.code for one in diagnostics] == ["CX0509", "CX0528", "CX0502", "CX0504"]
    assert [one.subject for one in found.ratings] == ["A", "C"]


@given(st.text())
def test_no_text_crashes(text: str) -> None:
    for shown in (text, HEAD + text, HEAD + "ratings:\n  " + text):
        found, diagnostics = read_assessment(Source("a.yaml", shown))
        assert found is not None or diagnostics


keys = st.sampled_from(KEYS) | st.text(max_size=4)
leaves = st.sampled_from(["L", "yes", "true", "2", "2026-01-01", "", "a .. b"]) | st.text(max_size=6)
inner = st.sampled_from(
    ["rating", "instances", "not-applicable", "by", "answer", "reason", "weight", "kind", "date"]
)
below = st.recursive(
    leaves,
    lambda part: st.lists(part, max_size=3) | st.dictionaries(inner | st.text(max_size=3), part, max_size=3),
)


@given(st.dictionaries(keys, below, max_size=6))
def test_no_tree_crashes(tree: dict[str, object]) -> None:
    import json

    text = json.dumps({"cxrules": 1, "assessment": "a", "model": "m", **tree})
    read_assessment(Source("a.json", text))
