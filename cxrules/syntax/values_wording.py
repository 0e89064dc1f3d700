"""What is said about slips in expressions and decisions, seen from the words around them.

A label on the parser's state cannot tell these: the same slip can follow whatever an expression or a
condition may end with. All other messages are in `signs` and `wording`.
"""

# ruff: noqa: RUF001, RUF002 - messages quote words in curly quotes
from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.syntax.saying import Said, blamed, declared, whole
from cxrules.syntax.scene import NAMES
from cxrules.syntax.wording import missing_parenthesis
from cxrules.text import Span

if TYPE_CHECKING:
    from cxrules.syntax.scene import Scene

_COUNTERS = frozenset({"count", "share"})
_EXTREMES = frozenset({"lowest", "highest"})
_CALCULATED = frozenset({"plus", "minus", "times", "divided"})
_DEFINED = frozenset({"value", "set", "parameter", "profile"})
_OF_ELEMENTS = frozenset({"value", "decide", "property"})


def telling(here: Scene) -> Said | None:
    """Say what the words around a mistake tell, None where they tell nothing."""
    for tell in (_on_level, _missing_is, _comma, _aggregate, _row, _reason):
        said = tell(here)
        if said is not None:
            return said
    return None


def _words(here: Scene) -> tuple[str, str, str]:
    """Give the last three words before the mistake, the nearest last."""
    first, second, last = ["", "", "", *(seen.text for seen in here.before)][-3:]
    return first, second, last


def _from_last(here: Scene) -> Span:
    return Span(here.last.start if here.last else here.found.start, here.found.end)


def _on_level(here: Scene) -> Said | None:
    """`done at level 2`: the value of a level is read with another word."""
    if here.found.kind == "on" and "on" not in here.fitting and {"at", "is"} <= here.fitting:
        return Said("CX0101", "Elements are chosen with ‘at level’.", whole(here.found), "Write ‘at level’.")
    if here.found.kind != "level" or _words(here)[-1] != "at" or "least" not in here.fitting:
        return None
    message = "‘at level’ chooses among elements; what something is on a level is said with ‘on level’."
    return Said("CX0101", message, _from_last(here), "Write ‘on level’.")


def _missing_is(here: Scene) -> Said | None:
    """`every criterion at least L`: what is said of elements begins with ‘is’."""
    bound = _words(here)[-1]
    if here.found.kind == "above" and "above" not in here.fitting and "is" in here.fitting:
        return Said(
            "CX0101", "Before ‘above’ the word ‘is’ is missing.", whole(here.found), "Write ‘is above’."
        )
    if here.fitting != {"level"} or bound not in {"at", "below"}:
        return None
    said = f"{bound} {here.found.text}" if here.found.kind in {"least", "most"} else bound
    hint = f"Write ‘is {said}’."
    return Said("CX0101", f"Before ‘{said}’ the word ‘is’ is missing.", _from_last(here), hint)


def _comma(here: Scene) -> Said | None:
    """`lowest of (a, b)`, `lowest of a, b`."""
    if here.found.kind != ",":
        return None
    first, second, last = _words(here)
    if "over" in here.fitting and first in _EXTREMES and second == "of":
        message = f"What the {first} is taken of stands in parentheses, with ‘and’ between."
        return Said("CX0101", message, whole(here.found), f"Write {first} of ({last} and …).")
    if {"and", ")"} <= here.fitting:
        message = "Between these stands ‘and’, not a comma."
        return Said("CX0101", message, whole(here.found), "Write ‘and’.")
    return None


def _aggregate(here: Scene) -> Said | None:
    """An aggregate in a condition or a sum, without parentheses."""
    first, second, last = _words(here)
    counted = second == "of" and last == "every" and first in _COUNTERS and "capability" in here.fitting
    extreme = here.found.kind == "(" and second in _EXTREMES and last == "of" and "it" in here.fitting
    over = here.found.kind == "over" and "over" not in here.fitting
    chosen = last == "if" and here.found.kind in {*NAMES, "it", "finding", "context", "judged", "not"}
    calculated = here.found.kind in _CALCULATED and "(" in here.fitting and "of" in here.fitting
    if not (counted or extreme or over or chosen or calculated):
        return None
    message = "Within a condition or a sum this stands in parentheses."
    what = {counted: "(count of every …)", extreme: f"({second} of (…))", chosen: "(if … then … otherwise …)"}
    return Said("CX0101", message, blamed(here), f"Write {what.get(True, '(mean of … over every …)')}.")


def _row(here: Scene) -> Said | None:
    """A row of a decision without `when`, or without its arrow."""
    if {"when", "otherwise"} <= here.fitting and here.found.kind in {*NAMES, "it", "finding", "every", "("}:
        hint = "Write when, a condition, -> and the result; the last row may begin with ‘otherwise’."
        return Said("CX0101", "A row of a decision begins with ‘when’.", whole(here.found), hint)
    if "->" in here.fitting and here.found.kind == "=":
        return Said("CX0101", "This is not the arrow of a row.", whole(here.found), "Write ->.")
    if "->" in here.fitting:
        hint = "Write -> and a result, such as -> L."
        return Said("CX0101", "This row does not say what it leads to.", blamed(here), hint)
    return None


def _reason(here: Scene) -> Said | None:
    """`open` without its reason."""
    if here.fitting != {"because"} or _words(here)[-1] != "open":
        return None
    text = here.found.text if here.found.kind == "$STRING" else '"…"'
    return Said("CX0101", "What is left open has a reason.", blamed(here), f"Write open because {text}.")


def lacking(here: Scene) -> Said | None:
    """Say that a declaration does not say of what it is, or what it is; None where neither is missing."""
    what = declared(here)
    word = what.split(" ")[0]
    if "of" in here.fitting <= {"of", "$STRING"} and here.before[0].text == word in _OF_ELEMENTS:
        hint = f"Write {what} of criterion, or of another kind of element."
        return Said("CX0101", f"It is not said of what {what} is.", blamed(here), hint)
    if "=" in here.fitting and word in _DEFINED:
        name = what if word != "profile" else f"set {here.last.text if here.last else ''}"
        hint = "Write = before the brace." if here.found.kind == "{" else "Write = and what it is."
        return Said("CX0101", f"The ‘=’ of {name} is missing.", blamed(here), hint)
    if "leading" in here.fitting:
        hint = "Write what is computed, such as score, 3 or (count of every criterion)."
        last = here.last.text if here.last else ""
        return Said("CX0101", f"After ‘{last}’ an expression is missing.", blamed(here), hint)
    if ")" in here.fitting and not here.same_line and here.open("(", ")"):
        return missing_parenthesis(here)
    return None
