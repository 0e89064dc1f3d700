"""What elements were called before: gathered from wherever it may stand, and checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.model.past import Past
from cxrules.workspace.checking import check_path
from cxrules.workspace.loading import load_ruleset

if TYPE_CHECKING:
    from pathlib import Path

HEAD = """\
model m version 2.1.0
  title "M"
  source "Made up"
  uses framework iso-33020 version ^2019
kind goal in capability
"""
TEXT = """\
capability C "c" renamed from B, A {
  criterion 1 "one" renamed from 7, B.8 deprecated since 2
  goal G "g" renamed from H { criterion 2 "two" deprecated since 2.1 }
}
practices of PA.2.1 { practice P "p" renamed from Q }
rule R cap C.1 at L when C.2 is at most P renamed from S source "s" because "b"
value v of model = level of C renamed from w
decide d of instances first fit deprecated since 1 { otherwise -> F }
"""


def check(folder: Path, text: str) -> list[str]:
    (folder / "model.cxr").write_text(HEAD + text, encoding="utf-8")
    return [each.code for each in check_path(folder) if not each.code.startswith("CX1")]


def test_everything_that_can_say_it_says_it(tmp_path: Path) -> None:
    assert check(tmp_path, TEXT) == []
    ruleset, _ = load_ruleset(f"{tmp_path}/model.cxr")
    assert ruleset is not None
    assert ruleset.past == {
        ("capability", "C"): Past(("B", "A")),
        ("criterion", "C.1"): Past(("7", "B.8"), "2.0.0"),
        ("goal", "C.G"): Past(("H",)),
        ("criterion", "C.2"): Past((), "2.1.0"),
        ("practice", "P"): Past(("Q",)),
        ("rule", "R"): Past(("S",)),
        ("value", "v"): Past(("w",)),
        ("decision", "d"): Past((), "1.0.0"),
    }


def test_an_earlier_name_may_leave_out_its_capability() -> None:
    past = Past(("7", "B.8"))
    assert past.earlier("C") == ("C.7", "C.B.8", "7", "B.8")
    assert past.earlier("") == ("7", "B.8")


def test_an_id_in_use_is_no_earlier_one(tmp_path: Path) -> None:
    text = 'capability C "c" { criterion 1 "one" renamed from 2  criterion 2 "two" }\n'
    assert check(tmp_path, text) == ["CX0414"]
    assert check(tmp_path, text.replace("from 2", "from C.2")) == ["CX0414"]
    assert check(tmp_path, text.replace("from 2", "from C")) == ["CX0414"]
    assert check(tmp_path, text.replace("from 2", "from 3")) == []


def test_a_rule_and_a_criterion_may_have_had_the_same_id(tmp_path: Path) -> None:
    text = 'capability C "c" { criterion 1 "one" }\nrule R warn when C.1 is N renamed from C.1\n'
    assert check(tmp_path, text) == []
    assert check(tmp_path, f"{text}rule S warn when C.1 is N renamed from R\n") == ["CX0414"]


def test_nothing_is_deprecated_by_a_version_to_come(tmp_path: Path) -> None:
    text = 'capability C "c" { criterion 1 "one" deprecated since 2.1 }\n'
    assert check(tmp_path, text) == []
    assert check(tmp_path, text.replace("2.1", "2.1.1")) == ["CX0415"]
