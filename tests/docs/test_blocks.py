"""How examples are read out of a page and compared with what was printed."""

import pytest

from tests.docs.blocks import Block, blocks, matches, steps

PAGE = """\
Some prose.

```console
$ cxrules one \\
    two
first
$ cxrules three
```

- in a list

  ````cxr file=a.cxr part
  ```
    indented
  ````
"""


def test_blocks_carry_language_options_text_and_line() -> None:
    session, ruleset = blocks(PAGE)
    assert (session.language, session.options, session.line) == ("console", {}, 3)
    assert (ruleset.language, ruleset.options) == ("cxr", {"file": "a.cxr", "part": ""})
    assert ruleset.text == "```\n  indented\n"


def test_a_session_is_commands_with_what_they_print() -> None:
    session, _ = blocks(PAGE)
    assert list(steps(session)) == [
        ("cxrules one \\\n    two", "first\n", 4),
        ("cxrules three", "", 7),
    ]


def test_a_session_without_a_command_is_refused() -> None:
    with pytest.raises(ValueError, match="line 2: a console block starts with a command"):
        list(steps(Block("console", {}, "cxrules\n", 1)))


@pytest.mark.parametrize(
    ("expected", "printed", "same"),
    [
        ("a\nb\n", "a  \nb\n\n", True),
        ("a\n", "a\nb\n", False),
        ("", "", True),
        ("", "a\n", False),
        ("a ... c\n", "a b b c\n", True),
        ("a ... c\n", "a\nc\n", False),
        ("a\n...\nd\n", "a\nb\nc\nd\n", True),
        ("a\n...\nb\n", "a\nb\n", True),
        ("1.5 (x)\n", "1x5 (x)\n", False),
    ],
)
def test_three_dots_stand_for_anything(expected: str, printed: str, *, same: bool) -> None:
    assert matches(expected, printed) is same
