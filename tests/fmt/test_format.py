"""The formatter: one layout, nothing lost, the same when done twice, and hands off what has mistakes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from cxrules.fmt import format as formatting
from cxrules.fmt.format import format_text, is_formatted
from cxrules.syntax.parse import parse
from cxrules.syntax.printer import print_file
from cxrules.text import Source
from tests.strategies.trees import files

if TYPE_CHECKING:
    from pathlib import Path

    from cxrules.syntax import tree


def formatted(text: str) -> str:
    result, diagnostics = format_text(Source("a.cxr", text))
    assert diagnostics == []
    assert result is not None
    return result


LOOSE = """\
# a model
model   m version 1.0.0 title "M"
   source    "S"
capability SWE.1 "Requirements"  in   SWE{   # head
criterion BP1 "One" tagged a,b shows outcome 1,2
criterion BP2 "Two" { prerequisite  BP1 at   least L }
    item 17-00  }
rule R1 cap SWE.1.PA.1.1 at L when(SWE.1.BP1 at most P or SWE.1.BP2 is N)and not finding known because "x"


rule R2 warn
target t { SWE.1..SWE.6,MAN.3 reaches level 2 by 2027-06-30 }
"""

TIDY = """\
# a model
model m version 1.0.0
  title "M"
  source "S"

capability SWE.1 "Requirements" in SWE {  # head
  criterion BP1 "One" tagged a, b shows outcome 1, 2
  criterion BP2 "Two" {
    prerequisite BP1 at least L
  }
  item 17-00
}

rule R1
  cap SWE.1.PA.1.1 at L
  when (SWE.1.BP1 at most P or SWE.1.BP2 is N) and not finding known
  because "x"

rule R2 warn
target t { SWE.1 .. SWE.6, MAN.3 reach level 2 by 2027-06-30 }
"""

LONG = """\
rule MAN.3.RL.19
  lower MAN.3.BP3
  when any of SYS.2.BP3, SYS.3.BP3, HWE.1.BP3, HWE.2.BP3, SWE.1.BP3, SWE.2.BP3, SWE.3.BP3,
    MLE.1.BP3 below F for cause feasibility-missing and not finding feasibility-in-risk-management
  because "A long list is filled up to the width, and a condition breaks at its words."

scope everything "A scope that does not fit on one line breaks inside of its braces" base {
  SYS.1, SYS.2 .. SYS.5, SWE.1 .. SWE.6, HWE.1 .. HWE.4, MLE.1 .. MLE.4, MAN.3, MAN.5, MAN.6, SUP.1,
  SUP.8 .. SUP.11
}

attribute PA.1.1 "Performance" at level 1 {
  practice GP.1.1.1
    "A title that is so long that what comes after it would leave the line stands alone"
    shows achievement 1, 2
}
"""


def test_one_layout() -> None:
    assert formatted(LOOSE) == TIDY


@pytest.mark.parametrize("text", [TIDY, LONG, ""], ids=["tidy", "long", "empty"])
def test_what_is_tidy_stays(text: str) -> None:
    assert formatted(text) == text


def test_single_quotes_only_where_they_are_needed() -> None:
    text = "rule 'R1' lower 'it', it, 'A B' when 'not' is 'not' and B is 'L' and 'C' is not 'applicable'\n"
    assert formatted(text) == text.replace("'R1'", "R1").replace("'L'", "L").replace("'C'", "C")


def test_a_file_with_mistakes_is_left_alone() -> None:
    text, diagnostics = format_text(Source("a.cxr", 'group A "a"\ngroup B\n'))
    assert text is None
    assert [each.code for each in diagnostics] == ["CX0109"]


def test_whether_a_file_is_tidy() -> None:
    for text, tidy in ((LOOSE, False), (TIDY, True)):
        source = Source("a.cxr", text)
        assert is_formatted(source, parse(source)[0]) is tidy


@given(files)
def test_twice_is_once(file: tree.File) -> None:
    text = formatted(print_file(file))
    assert formatted(text) == text


def _changed(file: tree.File) -> str:
    return print_file(file).replace("is N", "is P")


def _without_comment(file: tree.File) -> str:
    return print_file(file).replace("# a model\n", "")


@pytest.mark.parametrize("printer", [_changed, _without_comment])
def test_a_printer_that_changes_anything_is_caught(printer: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formatting, "print_file", printer)
    with pytest.raises(AssertionError, match=r"formatting a\.cxr would"):
        format_text(Source("a.cxr", LOOSE))


def test_shipped_rulesets_are_formatted_without_loss(project: Path) -> None:
    for path in sorted((project / "rulesets").rglob("*.cxr")):
        formatted(path.read_text("utf-8"))
