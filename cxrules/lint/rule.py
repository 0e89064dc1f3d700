"""What a rule of advice is: its code, the check that finds it, and when it runs.

Its severity and title stand in the catalogue of diagnostics, its page and examples in its folder.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cxrules.diagnostics import Diagnostic
    from cxrules.lint.facts import Facts

    Check: TypeAlias = Callable[[Facts], Iterator[Diagnostic]]

Reads = Literal["text", "model", "allowances"]


class Rule(NamedTuple):
    """A rule of advice.

    `reads` says when it can run: ``text`` on any text that could be parsed, ``model`` only on a model without
    errors, ``allowances`` after all others. `by_default`: whether it runs unless it is asked for. `absence`:
    it reports that something is not there, so it is right only if no other model shows it to be there.
    """

    code: str
    check: Check
    reads: Reads = "model"
    by_default: bool = True
    absence: bool = False
