"""Which rules run: by default, chosen, left out."""

from __future__ import annotations

import pytest

from cxrules.lint import Selection
from cxrules.lint.rule import Rule

ON, OFF = Rule("CX1004", lambda _: iter(())), Rule("CX1020", lambda _: iter(()), by_default=False)


@pytest.mark.parametrize(
    ("select", "ignore", "on", "off"),
    [
        ((), (), True, False),
        (("CX1004",), (), True, False),
        (("CX1020",), (), False, True),
        (("CX10",), (), True, True),
        ((), ("CX1004",), False, False),
        ((), ("CX1",), False, False),
        (("CX1",), ("CX102",), True, False),
        (("CX1020",), ("CX102",), False, True),
        (("CX1004",), ("CX1004",), False, False),
    ],
)
def test_the_longer_beginning_counts(
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    on: bool,  # noqa: FBT001 - a column of the table
    off: bool,  # noqa: FBT001 - the same
) -> None:
    selection = Selection(select, ignore)
    assert (selection.takes(ON), selection.takes(OFF)) == (on, off)
