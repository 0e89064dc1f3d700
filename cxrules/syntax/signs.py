"""What is said about strange characters, and about quotes, braces and parentheses that stand alone.

The text alone shows these mistakes, whatever the parser had expected. All others are in `wording`.
"""

# ruff: noqa: RUF001 - messages quote words in curly quotes, and tell about characters that look alike
from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.syntax.saying import RUN, Said, declared, line_end, whole
from cxrules.syntax.scene import Seen
from cxrules.text import Span

if TYPE_CHECKING:
    from cxrules.syntax.scene import Scene

_CURLY = dict.fromkeys("“”„‟«»", '"') | dict.fromkeys("‘’‚‛‹›", "'")
_LOOKALIKES = {"–": "-", "—": "-", "−": "-", "‐": "-", "‑": "-", "…": "..", "，": ",", "；": ",", ";": ","}
_OPERATORS = {"+": "plus", "-": "minus", "–": "minus", "*": "times", "/": "divided by"}
_CLOSERS = {"“": "”“", "„": "“”", "‟": "”", "«": "»", "»": "«", "‘": "’", "‚": "‘’", "‹": "›"}


def too_deep(here: Scene) -> Said:
    """Say that parentheses, negations or elements stand in each other too often."""
    hint = "Write it as several rules or values, or with fewer parentheses."
    return Said("CX0101", "This is nested too deeply.", whole(here.found), hint)


def strange(here: Scene) -> Said:
    """Say what is wrong with a character that begins nothing."""
    mark, start = here.found.text, here.found.start
    if mark in "\"'":
        return _open_quote(here, mark)
    if mark in _CURLY:
        return _curly(here, mark)
    if mark.isalpha():
        return _foreign_letter(here)
    if mark == "%" and here.last is not None and here.last.kind in {"$INT", "$DECIMAL"}:
        hint = f"Write it without a space: {here.last.text}%."
        return Said("CX0106", "The percent sign stands apart.", Span(here.last.start, here.found.end), hint)
    if (instead := _in_words(here, mark)) is not None:
        return instead
    if mark in "-–" and ".." in here.fitting:
        hint = "Type ‘..’ instead."
    elif mark in _LOOKALIKES:
        apart = here.text[start - 1 : start].isspace() and here.text[start + 1 : start + 2].isspace()
        hint = f"Type ‘{'..' if apart and _LOOKALIKES[mark] == '-' else _LOOKALIKES[mark]}’ instead."
    else:
        hint = "Take it away. In a text in double quotes any character may stand."
    return Said("CX0107", f"The character {_shown(mark)} is not used here.", whole(here.found), hint)


def below_zero(here: Scene) -> Said:
    """Say what is wrong with a minus sign before a number where none below zero can stand."""
    if here.fitting & {"$INT", "$DECIMAL", "$PERCENT"}:
        message = f"{here.found.text} is below zero; here only 0 or more can stand."
        return Said("CX0106", message, whole(here.found))
    sign = Seen("$STRANGE", "-", here.found.start, here.found.start + 1)
    return strange(here._replace(found=sign))


def _foreign_letter(here: Scene) -> Said:
    start = here.found.start
    if here.last is not None and here.last.kind == "$NAME" and here.last.end == start:
        start = here.last.start  # it began with a letter that a name may have
    run = RUN.match(here.text, start)
    word = run[0] if run else here.found.text
    hint = (
        f"Names have letters A to Z, digits, ‘.’, ‘-’ and ‘_’; any other stands in single quotes: '{word}'."
    )
    return Said("CX0107", f"{word} is not a name.", Span(start, start + len(word)), hint)


def _open_quote(here: Scene, mark: str) -> Said:
    end = line_end(here.text, here.found.start)
    end = here.found.start + len(here.text[here.found.start : end].rstrip())
    span = Span(here.found.start, end)
    if mark == "'":
        hint = "Close it with ' on the same line. A text stands in double quotes."
        return Said("CX0103", "This name in single quotes is not closed.", span, hint)
    if "\\" in here.text[span.start : span.end] and here.text[span.start + 1 : span.end].count('"'):
        hint = r"In a text write a double quote as \", a backslash as \\ and a line break as \n."
        return Said(
            "CX0103", "This text has a backslash that stands for nothing, or is not closed.", span, hint
        )
    return Said("CX0103", "This text is not closed.", span, 'Close it with " on the same line.')


def _in_words(here: Scene, mark: str) -> Said | None:
    """Say what stands for a sign of arithmetic, or what the arrow of a decision looks like."""
    if mark in "-–" and "->" in here.fitting:
        return Said("CX0107", "This is not the arrow of a row.", whole(here.found), "Write -> in one piece.")
    if mark in _OPERATORS and "plus" in here.fitting:
        hint = f"Write ‘{_OPERATORS[mark]}’."
        return Said("CX0107", "Sums and products are written in words.", whole(here.found), hint)
    return None


def _curly(here: Scene, mark: str) -> Said:
    start = here.found.start
    line = here.text[start + 1 : line_end(here.text, start)]
    closers = _CLOSERS.get(mark, "") + "".join(sorted(_CURLY)) + "\"'"
    length = next((index for index, letter in enumerate(line) if letter in closers), -1)
    end = start + 2 + length if length >= 0 else start + 1
    straight = _CURLY[mark]
    hint = f"Type straight quotes: {straight}{line[: max(length, 0)] or '…'}{straight}."
    return Said("CX0107", f"{mark} is a curly quote.", Span(start, end), hint)


def open_brace(here: Scene, place: int) -> Said:
    """Say which brace is not closed."""
    what = declared(here)
    return Said(
        "CX0102", f"The brace of {what} is not closed.", Span(place, place + 1), "Write } where it ends."
    )


def stray_brace(here: Scene) -> Said:
    """Say that a closing brace has no opening one."""
    hint = "Take it away, or write the { that belongs to it."
    return Said("CX0108", "Nothing was opened that this brace could close.", whole(here.found), hint)


def stray_parenthesis(here: Scene) -> Said:
    """Say that a closing parenthesis has no opening one."""
    hint = "Take it away, or write the ( that belongs to it."
    return Said("CX0101", "Nothing was opened that this parenthesis could close.", whole(here.found), hint)


def _shown(mark: str) -> str:
    return f"‘{mark}’" if mark.isprintable() else f"U+{ord(mark):04X}"
