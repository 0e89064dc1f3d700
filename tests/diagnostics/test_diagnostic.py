"""The diagnostic, its catalogue, and the order in which diagnostics are shown."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from cxrules.diagnostics import CATALOGUE, Related, by_place, diagnose, has_errors
from cxrules.diagnostics.order import summary
from cxrules.text import Source, Span

A = Source("a.cxr", "rule R1\nrule R2\n")
B = Source("b.cxr", "rule R3\n")


def test_the_severity_comes_from_the_catalogue() -> None:
    assert diagnose("CX0201", "unknown").severity == "error"
    assert diagnose("CX1002", "no source").severity == "warning"


def test_an_unknown_code_is_a_bug() -> None:
    with pytest.raises(KeyError):
        diagnose("CX9999", "never")


def test_the_catalogue_is_sorted_and_well_formed() -> None:
    assert list(CATALOGUE) == sorted(CATALOGUE)
    for code, entry in CATALOGUE.items():
        assert entry.code == code
        assert re.fullmatch(r"CX[01]\d{3}", code)
        assert entry.severity in {"error", "warning", "info"}
        assert entry.title
        assert not entry.title.endswith(".")


def test_codes_and_titles_are_given_once() -> None:
    from cxrules.diagnostics.catalogue import _TABLE

    assert len(_TABLE) == len(CATALOGUE) == len({entry.title for entry in CATALOGUE.values()})


def test_equality_ignores_nothing() -> None:
    one = diagnose("CX0202", "twice", A, Span(5, 7), "rename it", (Related("first", B, Span(0, 4)),))
    assert one == diagnose("CX0202", "twice", A, Span(5, 7), "rename it", (Related("first", B, Span(0, 4)),))
    assert one != one._replace(hint="")
    assert one != one._replace(related=())
    assert one != one._replace(span=Span(5, 8))


def test_order_is_by_file_then_place_then_code() -> None:
    nowhere = diagnose("CX0203", "no header")
    whole_file = diagnose("CX0522", "not text", A)
    first = diagnose("CX0201", "x", A, Span(0, 4))
    same_place = diagnose("CX0207", "x", A, Span(0, 4))
    later = diagnose("CX0101", "x", A, Span(8, 12))
    other_file = diagnose("CX0101", "x", B, Span(0, 4))
    ordered = [nowhere, whole_file, first, same_place, later, other_file]
    assert by_place(reversed(ordered)) == ordered


def test_exact_repetitions_are_shown_once() -> None:
    one = diagnose("CX0201", "x", A, Span(0, 4))
    assert by_place([one, one]) == [one]


def test_only_errors_are_errors() -> None:
    assert has_errors([diagnose("CX0201", "x")])
    assert not has_errors([diagnose("CX1001", "x")])


def test_the_summary_counts_in_words() -> None:
    error, warning = diagnose("CX0201", "x"), diagnose("CX1001", "x")
    note = warning._replace(severity="info")
    assert summary([error, warning, error]) == "2 errors, 1 warning"
    assert summary([warning, note, warning]) == "2 warnings, 1 note"
    assert summary([]) == ""


LOADED = """
import sys, cxrules.diagnostics
heavy = {"json", "unicodedata", "dataclasses", "urllib"}
print(*sorted(name for name in sys.modules if name in heavy or name.startswith("cxrules.diagnostics.")))
"""


def test_importing_the_package_loads_no_renderer() -> None:
    root = Path(__file__).parents[2]
    shown = subprocess.run(
        [sys.executable, "-S", "-c", LOADED], cwd=root, capture_output=True, text=True, check=True
    ).stdout
    assert shown.split() == [
        "cxrules.diagnostics.catalogue",
        "cxrules.diagnostics.diagnostic",
        "cxrules.diagnostics.order",
        "cxrules.diagnostics.refusal",
    ]
