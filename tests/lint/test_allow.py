"""Comments that allow something: where they stand, what they cover, when they are reported themselves."""

from __future__ import annotations

import pytest

from cxrules.fmt.format import format_text
from cxrules.lint import Selection
from cxrules.lint.allow import allowances_in
from cxrules.text import Source
from tests.lint.small import GOOD, codes, said
from tests.semantics.inline import FRAMEWORK, package

ALLOW = '# cxrules: allow CX1002 because "own work"'
RULE = "rule R lower A.1\n  when A.2 at most P\n"

COVERED = [
    f"{ALLOW}\n{RULE}",
    f"# first\n{ALLOW}\n# last\n{RULE}",
    f"{ALLOW}\n\n{RULE}",
    f"rule R lower A.1  {ALLOW}\n  when A.2 at most P\n",
    f"rule R lower A.1\n  when A.2 at most P  {ALLOW}\n",
    f'rule R lower A.1\n  when A.2 at most P\n  because "so"  {ALLOW}\n',
    f'rule R lower A.1\n  {ALLOW}\n  when A.2 at most P\n  because "so"\n',
    f'rule R lower A.1\n  when A.2 at most P\n  {ALLOW}\n  because "so"\n',
    RULE.replace("\n  when", f" when  {ALLOW}\n "),
    f"{ALLOW.replace('CX1002', 'CX1001,CX1002').replace('P', 'P')}\nrule R lower A.1 when A.2 above P\n",
]
NOT_COVERED = [
    f"{RULE}{ALLOW}\n",
    f'{ALLOW}\nscope s "Some" {{ A }}\n{RULE}',
    f'{RULE}\n{ALLOW}\nscope s "Some" {{ A }}\n',
]


@pytest.mark.parametrize("text", COVERED)
def test_it_covers_the_statement_it_stands_at(text: str) -> None:
    assert codes(f"…\n{text}") == []


@pytest.mark.parametrize("text", NOT_COVERED)
def test_it_covers_nothing_else(text: str) -> None:
    found = codes(f"…\n{text}")
    assert "CX1002" in found
    assert "CX1090" in found


def test_a_block_is_covered_with_all_that_stands_in_it() -> None:
    inside = 'capability B "Two" {\n  criterion 1 "Same"\n  criterion 2 "Same"\n}\n'
    allow = '# cxrules: allow CX1011 because "two of a kind"'
    assert codes(f"…\n{inside}") == ["CX1011"]
    assert codes(f"…\n{allow}\n{inside}") == []
    assert codes("…\n" + inside.replace("{\n", f"{{  {allow}\n")) == []
    assert codes("…\n" + inside.replace("}\n", f"}}  {allow}\n")) == []
    assert codes("…\n" + inside.replace("  criterion 2", f"  {allow}\n  criterion 2")) == []
    assert codes("…\n" + inside.replace("  criterion 1", f"  {allow}\n  criterion 1")) == ["CX1011", "CX1090"]


def test_before_the_header_it_covers_the_package() -> None:
    text = f"model m version 1.0.0\n{FRAMEWORK}\n{GOOD}\n{RULE}"
    assert codes(text) == ["CX1002"]
    allowed = package(f"{ALLOW}\n{text}")
    (allowance,) = allowances_in(allowed)
    assert allowance.covers is None
    assert codes(f"model m version 1.0.0  {ALLOW}\n{FRAMEWORK}\n{GOOD}\n{RULE}") == []


def test_it_is_not_taken_from_a_text_in_quotes() -> None:
    text = GOOD.replace("First", "# cxrules: allow nothing")
    assert codes(f"{text}\n{RULE}") == ["CX1002"]


@pytest.mark.parametrize(
    ("comment", "hint"),
    [
        ("# cxrules: allow CX1002", 'Say why: because "…", as in # cxrules: allow CX1003 because "…".'),
        ('# cxrules: allow CX1002 because ""', "The reason is empty: say why this is as it should be."),
        ('# cxrules: allow CX1002 for now because "x"', 'Say why: because "…"'),
        ('# cxrules: allow CX1777 because "x"', "There is no code CX1777."),
        ('# cxrules: allow CX0202 because "x"', "Only advice, CX1xxx, can be allowed"),
        ("# cxrules: off", 'It is written # cxrules: allow CX1003 because "…".'),
        ("#CXRULES : allow", 'It is written # cxrules: allow CX1003 because "…".'),
    ],
)
def test_one_that_is_not_understood_is_reported_and_allows_nothing(comment: str, hint: str) -> None:
    from tests.lint.small import advice

    found = advice(f"…\n{comment}\n{RULE}")
    assert [each.code for each in found] == ["CX1002", "CX1091"]
    assert found[1].hint.startswith(hint)


def test_an_allowance_is_idle_only_if_its_rule_has_run() -> None:
    text = f'…\n{ALLOW}\nrule R lower A.1 when A.2 at most P source "x"\n'
    assert said(text) == [
        ("CX1090", "Nothing here is reported as CX1002: there is nothing to allow.", "CX1002")
    ]
    assert codes(text, selection=Selection(ignore=("CX1002",))) == []
    off = ALLOW.replace("CX1002", "CX1021")
    assert codes(f'…\n{off}\nrule R lower A.1 when A.2 at most P source "x"\n') == []


@pytest.mark.parametrize("text", COVERED)
def test_the_common_layout_keeps_what_is_allowed(text: str) -> None:
    whole = f"model m version 1.0.0\n{FRAMEWORK}\n{GOOD}\n{text}"
    laid_out, problems = format_text(Source("m.cxr", whole))
    assert not problems
    assert laid_out is not None
    assert codes(laid_out) == []
