"""The renderers for other programs: JSON, SARIF and GitHub's workflow commands."""

import json as json_library

from cxrules.diagnostics import Diagnostic, Fix, Related, diagnose, github, json, sarif
from cxrules.text import Source, Span
from cxrules.text.edits import Edit

SOURCE = Source("rules/my file.cxr", "rule R1\n  cap SWE.9 at L\n")
RELATED = (Related("here", SOURCE, Span(0, 4)),)
FULL = diagnose("CX0201", "SWE.9 is unknown", SOURCE, Span(14, 19), "did you mean SWE.6?", RELATED)
FIX = Fix((Edit(SOURCE, Span(14, 19), "SWE.6"),), "unsafe", "Write SWE.6")
BARE = diagnose("CX1002", "100 % bare,\r\nreally: yes")
WHOLE_FILE = diagnose("CX0522", "not text", Source("a,b:c.yaml", ""))


def loaded(text: str) -> object:
    result: object = json_library.loads(text)
    return result


def test_json_has_exactly_the_published_form() -> None:
    assert loaded(json.render([FULL])) == [
        {
            "code": "CX0201",
            "severity": "error",
            "message": "SWE.9 is unknown",
            "file": "rules/my file.cxr",
            "start": {"line": 2, "column": 7},
            "end": {"line": 2, "column": 12},
            "cell": None,
            "hint": "did you mean SWE.6?",
            "related": [
                {
                    "message": "here",
                    "file": "rules/my file.cxr",
                    "start": {"line": 1, "column": 1},
                    "end": {"line": 1, "column": 5},
                    "cell": None,
                }
            ],
            "fix": None,
        }
    ]


def test_json_tells_what_a_fix_changes() -> None:
    (found,) = json_library.loads(json.render([FULL._replace(fix=FIX)]))
    place = {
        "file": "rules/my file.cxr",
        "start": {"line": 2, "column": 7},
        "end": {"line": 2, "column": 12},
    }
    edits = [{"text": "SWE.6", **place}]
    assert found["fix"] == {"title": "Write SWE.6", "safety": "unsafe", "edits": edits}


def test_json_keys_are_always_present() -> None:
    bare, whole_file = json_library.loads(json.render([BARE, WHOLE_FILE]))
    assert list(bare) == list(whole_file)
    assert (bare["file"], bare["start"], bare["end"], bare["hint"]) == (None, None, None, "")
    assert (whole_file["file"], whole_file["start"]) == ("a,b:c.yaml", None)


def test_json_of_nothing_is_an_empty_list() -> None:
    assert loaded(json.render([])) == []


def test_json_is_ascii_so_that_any_terminal_can_pass_it_on() -> None:
    assert json.render([diagnose("CX0101", "漢字 \ud800")]).isascii()


def run_of(diagnostics: list[Diagnostic], version: str = "") -> dict[str, object]:
    log = json_library.loads(sarif.render(diagnostics, version=version))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    assert isinstance(run, dict)
    return run


def test_sarif_points_at_rule_file_and_region() -> None:
    run = run_of([FULL])
    results = run["results"]
    assert isinstance(results, list)
    (result,) = results
    region = {"startLine": 2, "startColumn": 7, "endLine": 2, "endColumn": 12}
    uri = {"uri": "rules/my%20file.cxr"}
    assert result == {
        "ruleId": "CX0201",
        "ruleIndex": 0,
        "level": "error",
        "message": {"text": "SWE.9 is unknown\ndid you mean SWE.6?"},
        "locations": [{"physicalLocation": {"artifactLocation": uri, "region": region}}],
        "relatedLocations": [
            {
                "id": 1,
                "message": {"text": "here"},
                "physicalLocation": {
                    "artifactLocation": uri,
                    "region": {"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 5},
                },
            }
        ],
    }


def test_sarif_describes_the_rules_that_occur() -> None:
    run = run_of([FULL, BARE, FULL._replace(message="again")], version="0.1.0")
    assert run["tool"] == {
        "driver": {
            "name": "cxrules",
            "version": "0.1.0",
            "rules": [
                {
                    "id": code,
                    "shortDescription": {"text": title},
                    "fullDescription": {"text": f"{title}."},
                    "help": {"text": f"{title}. What it means and how to mend it: {page}"},
                    "defaultConfiguration": {"level": level},
                }
                for code, title, level, page in [
                    ("CX0201", "Unknown name", "error", "docs/diagnostics/CX0201.md"),
                    (
                        "CX1002",
                        "A rule or parameter without a source",
                        "warning",
                        "docs/diagnostics/CX1002.md",
                    ),
                ]
            ],
        }
    }
    results = run["results"]
    assert isinstance(results, list)
    assert [(result["ruleId"], result["ruleIndex"]) for result in results] == [
        ("CX1002", 1),
        ("CX0201", 0),
        ("CX0201", 0),
    ]


def test_sarif_tells_what_a_fix_changes() -> None:
    results = run_of([FULL._replace(fix=FIX)])["results"]
    assert isinstance(results, list)
    region = {"startLine": 2, "startColumn": 7, "endLine": 2, "endColumn": 12}
    replacement = {"deletedRegion": region, "insertedContent": {"text": "SWE.6"}}
    changes = [{"artifactLocation": {"uri": "rules/my%20file.cxr"}, "replacements": [replacement]}]
    assert results[0]["fixes"] == [
        {
            "description": {"text": "Write SWE.6"},
            "artifactChanges": changes,
            "properties": {"safety": "unsafe"},
        }
    ]


def test_sarif_of_nothing_is_a_clean_run() -> None:
    run = run_of([])
    assert run["results"] == []
    assert run["tool"] == {"driver": {"name": "cxrules", "rules": []}}


def test_sarif_writes_paths_as_uris() -> None:
    names = ["/a b/c.cxr", "C:\\a\\b.cxr", "ä.cxr", "x:y.cxr"]
    run = run_of([diagnose("CX0522", "x", Source(name, "")) for name in names])
    results = run["results"]
    assert isinstance(results, list)
    uris = [result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in results]
    assert set(uris) == {"file:///a%20b/c.cxr", "file:///C:/a/b.cxr", "%C3%A4.cxr", "x%3Ay.cxr"}


def test_github_points_at_file_line_and_columns() -> None:
    assert github.render([FULL]) == (
        "::error file=rules/my file.cxr,line=2,endLine=2,col=7,endColumn=12,title=CX0201"
        "::SWE.9 is unknown%0Adid you mean SWE.6?\n"
    )


def test_github_gives_no_columns_over_several_lines() -> None:
    assert github.render([FULL._replace(span=Span(0, 12))]).startswith(
        "::error file=rules/my file.cxr,line=1,endLine=2,title=CX0201::"
    )


def test_github_escapes_what_would_end_a_field_or_a_line() -> None:
    assert github.render([WHOLE_FILE]) == "::error file=a%2Cb%3Ac.yaml,title=CX0522::not text\n"
    assert github.render([BARE]) == "::warning title=CX1002::100 %25 bare,%0D%0Areally: yes\n"
    assert github.render([BARE._replace(severity="info")]).startswith("::notice title=")
