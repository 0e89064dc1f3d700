"""Mending: what it makes of a text can be read and checked again, and there is an end to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import event, given, strategies as st

from cxrules.lint import Selection, lint
from cxrules.lint.mending import mend
from tests.laws.running import law
from tests.lint.small import GOOD
from tests.semantics.inline import FRAMEWORK, analysed
from tests.strategies.assessments import Case, cases

if TYPE_CHECKING:
    from cxrules.diagnostics import Diagnostic

EVERYTHING = Selection(("CX1",))
WEIGHTS = """\
capability ZZ "Last" {
  criterion 1 "First" weight 1  # a comment
  criterion 2 "Second" weight 1
}
"""
ODDITIES = (
    'tag idle "Nobody has it"  # a comment\n',
    '# cxrules: allow CX1012 because "nothing of the kind is here"\n',
    'scope twice "Twice" { CAP, CAP, CAP }\n',
    "rule Z.1 warn when CAP reaches level TOP or CAP reaches level TOP\n",
    "rule Z.2 warn when CAP reaches level TOP\n",
    "rule Z.3 warn when CAP reaches level TOP\n# the end\n",
)


def advice(text: str) -> list[Diagnostic]:
    found = analysed(text)
    assert found.complete, found.diagnostics
    return lint(found, selection=EVERYTHING)


def mended(text: str, *, unsafe: bool) -> tuple[str, int]:
    """The text when nothing is left to mend, and the number of rounds."""
    for rounds in range(20):
        done = mend(advice(text), unsafe=unsafe)
        if not done.texts:
            return text, rounds
        ((source, text),) = done.texts.items()
        assert source.name == "model.cxr"
        assert done.done > 0
    raise AssertionError("there is no end to it")


@law
@given(cases(), st.lists(st.sampled_from(ODDITIES), unique=True), st.booleans())
def test_mending_comes_to_an_end_and_breaks_nothing(
    case: Case,
    oddities: list[str],
    unsafe: bool,  # noqa: FBT001 - drawn
) -> None:
    top = str(case.draft.bottom + len(case.draft.requirements) - 1)
    odd = "".join(oddities).replace("CAP", case.draft.capabilities[0].name).replace("TOP", top)
    text = f"{case.draft.text()}\n{odd}"
    after, rounds = mended(text, unsafe=unsafe)
    event(f"{rounds} rounds")
    left = [each.fix for each in advice(after) if each.fix is not None]
    assert all(each.safety == "unsafe" for each in left)
    assert not (unsafe and left)
    assert mended(after, unsafe=unsafe) == (after, 0)


def test_comments_beside_what_is_taken_out_stay() -> None:
    text = f"model m version 1.0.0\n{FRAMEWORK}\n{GOOD}\n{WEIGHTS}"
    after, _ = mended(text, unsafe=False)
    assert 'criterion 1 "First"  # a comment\n  criterion 2 "Second"\n}' in after


def test_a_comment_within_what_is_named_twice_is_left_to_people() -> None:
    text = f'model m version 1.0.0\n{FRAMEWORK}\n{GOOD}\nscope s "Twice" {{ A, # once\n  A }}\n'
    assert [(each.code, each.fix) for each in advice(text) if each.code == "CX1017"] == [("CX1017", None)]


def test_changes_that_meet_take_two_rounds() -> None:
    text = f'model m version 1.0.0\n{FRAMEWORK}\n{GOOD}\nscope s "Thrice" {{ A, A, A }}\n'
    after, rounds = mended(text, unsafe=False)
    assert "{ A }" in after
    assert rounds == 2
