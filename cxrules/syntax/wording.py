"""What is said about each mistake: message, hint, and the exact place.

One function a label; which one applies is decided in `mistakes`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from cxrules.syntax.scene import NAMES, SHAPES
from cxrules.text import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from cxrules.syntax.scene import Scene, Seen


class Said(NamedTuple):
    """A message with its code, place and hint."""

    code: str
    message: str
    span: Span
    hint: str = ""


_HOMES = {
    "criterion": "in a capability",
    "purpose": "in a capability",
    "outcomes": "in a capability",
    "prerequisite": "in a criterion",
    "practice": "in an attribute, or in ‘practices of’ an attribute",
    "achievements": "in an attribute, or in ‘practices of’ an attribute",
    "level": "in ‘levels’, or as a requirement in a capability",
    "criteria": "in a method",
    "instances": "in a method",
    "together": "in a method",
    "from": "in an attribute",
    "uses": "in the header, after ‘framework’, ‘model’ or ‘rules’",
    "term": "in the header, after ‘framework’, ‘model’ or ‘rules’",
    "title": "in the header, after ‘framework’, ‘model’ or ‘rules’",
    "trademark": "in the header, after ‘framework’, ‘model’ or ‘rules’",
    "source": "in a header, a rule or a parameter",
    "note": "in a header, a rule or a parameter",
    "because": "in a header, a rule or a parameter",
    "for": "in a rule, or in the header of rules",
    "shows": "after the title of a criterion, or after an item",
    "tagged": "after the title of a criterion",
    "weight": "after the title of a criterion",
    "requires": "after the title of a level",
}
_EFFECTS = frozenset("cap lower protect fix keep align not warn when".split())
_CURLY = dict.fromkeys("“”„‟«»", '"') | dict.fromkeys("‘’‚‛‹›", "'")
_LOOKALIKES = {"–": "-", "—": "-", "−": "-", "‐": "-", "‑": "-", "…": "..", "，": ",", "；": ",", ";": ","}
_CLOSERS = {"“": "”“", "„": "“”", "‟": "”", "«": "»", "»": "«", "‘": "’", "‚": "‘’", "‹": "›"}
_KINDS = {
    "$STRING": "a text in double quotes",
    "$INT": "a whole number",
    "$DECIMAL": "a number",
    "$PERCENT": "a percentage such as 15%",
    "$DATE": "a date such as 2027-06-30",
    "$VERSION": "a version such as 1.0.0",
    "$END": "the end",
}
_RUN = re.compile(r"""[^\s{}(),"#]+""")
_UNQUOTED = re.compile(r"""[^\n\r{}#"]*""")
_MOST = 6


# -------------------------------------------------------------------------- what the text itself shows


def too_deep(here: Scene) -> Said:
    """Say that parentheses or negations stand in each other too often."""
    hint = "Write it as several rules, or with fewer parentheses."
    return Said("CX0101", "This condition is nested too deeply.", _span(here.found), hint)


def strange(here: Scene) -> Said:
    """Say what is wrong with a character that begins nothing."""
    mark, start = here.found.text, here.found.start
    if mark in "\"'":
        return _open_quote(here, mark)
    if mark in _CURLY:
        return _curly(here, mark)
    if mark.isalpha():
        if here.last is not None and here.last.kind == "$NAME" and here.last.end == start:
            start = here.last.start  # it began with a letter that a name may have
        run = _RUN.match(here.text, start)
        word = run[0] if run else mark
        hint = "Names are written in letters A to Z, digits, ‘.’, ‘-’ and ‘_’; any other name in single quotes: "
        return Said("CX0107", f"{word} is not a name.", Span(start, start + len(word)), f"{hint}'{word}'.")
    if mark == "%" and here.last is not None and here.last.kind in {"$INT", "$DECIMAL"}:
        hint = f"Write it without a space: {here.last.text}%."
        return Said("CX0106", "The percent sign stands apart.", Span(here.last.start, here.found.end), hint)
    if mark in _LOOKALIKES:
        apart = here.text[start - 1 : start].isspace() and here.text[start + 1 : start + 2].isspace()
        hint = f"Type ‘{'..' if apart and _LOOKALIKES[mark] == '-' else _LOOKALIKES[mark]}’ instead."
    else:
        hint = "Take it away. In a text in double quotes any character may stand."
    return Said("CX0107", f"The character {_shown(mark)} is not used here.", _span(here.found), hint)


def _open_quote(here: Scene, mark: str) -> Said:
    end = _line_end(here.text, here.found.start)
    end = here.found.start + len(here.text[here.found.start : end].rstrip())
    span = Span(here.found.start, end)
    if mark == "'":
        hint = "Close it with ' on the same line. A text stands in double quotes."
        return Said("CX0103", "This name in single quotes is not closed.", span, hint)
    if "\\" in here.text[span.start : span.end] and here.text[span.start + 1 : span.end].count('"'):
        hint = r'In a text write a double quote as \", a backslash as \\ and a line break as \n.'
        return Said("CX0103", "This text has a backslash that stands for nothing, or is not closed.", span, hint)
    return Said("CX0103", "This text is not closed.", span, 'Close it with " on the same line.')


def _curly(here: Scene, mark: str) -> Said:
    start = here.found.start
    line = here.text[start + 1 : _line_end(here.text, start)]
    closers = _CLOSERS.get(mark, "") + "".join(sorted(_CURLY)) + "\"'"
    length = next((index for index, letter in enumerate(line) if letter in closers), -1)
    end = start + 2 + length if length >= 0 else start + 1
    straight = _CURLY[mark]
    hint = f"Type straight quotes: {straight}{line[: max(length, 0)] or '…'}{straight}."
    return Said("CX0107", f"{mark} is a curly quote.", Span(start, end), hint)


def open_brace(here: Scene, place: int) -> Said:
    """Say which brace is not closed."""
    what = _declared(here)
    return Said("CX0102", f"The brace of {what} is not closed.", Span(place, place + 1), "Write } where it ends.")


def stray_brace(here: Scene) -> Said:
    """Say that a closing brace has no opening one."""
    hint = "Take it away, or write the { that belongs to it."
    return Said("CX0108", "Nothing was opened that this brace could close.", _span(here.found), hint)


def stray_parenthesis(here: Scene) -> Said:
    """Say that a closing parenthesis has no opening one."""
    hint = "Take it away, or write the ( that belongs to it."
    return Said("CX0101", "Nothing was opened that this parenthesis could close.", _span(here.found), hint)


# ------------------------------------------------------------------------------------- misspelt words


def unknown_declaration(here: Scene, guess: str | None, known: Iterable[str]) -> Said:
    """Say that no declaration begins with this word."""
    words = _joined([f"‘{word}’" for word in known if word not in SHAPES])
    hint = f"Did you mean ‘{guess}’?" if guess else f"Declarations begin with {words}."
    return Said("CX0104", f"No declaration begins with ‘{here.found.text}’.", _span(here.found), hint)


def misspelt(here: Scene, guess: str) -> Said:
    """Say that a word is not known here, and which was meant."""
    hint = f"Did you mean ‘{guess}’?"
    return Said("CX0101", f"‘{here.found.text}’ is not understood here.", _span(here.found), hint)


def misplaced(here: Scene) -> Said:
    """Say where a word belongs that cannot begin a declaration."""
    word = here.found.text
    home = _HOMES.get(word, "in a rule")
    message = f"‘{word}’ does not begin a declaration."
    return Said("CX0104", message, _span(here.found), f"It belongs {home}; perhaps a brace is closed too early.")


# ------------------------------------------------------------------------------------ missing things


def missing_title(here: Scene) -> Said:
    """Say whose title is missing, or that it stands without quotes."""
    what = _described(here)
    bare = _unquoted(here)
    if bare is not None:
        hint = f'Write "{here.text[bare.start : bare.end]}".'
        return Said("CX0109", f"The title of {what} is not in double quotes.", bare, hint)
    return Said("CX0109", f"The title of {what} is missing.", _at(here), f'Write it after the name: {what} "…".')


def missing_text(here: Scene) -> Said:
    """Say after which word a text is missing, or that it stands without quotes."""
    word = here.last.text if here.last else ""
    bare = _unquoted(here)
    if bare is not None:
        hint = f'Write "{here.text[bare.start : bare.end]}".'
        return Said("CX0109", f"The text after ‘{word}’ is not in double quotes.", bare, hint)
    return Said("CX0109", f"The text after ‘{word}’ is missing.", _at(here), f'Write {word} "…".')


def missing_name(here: Scene) -> Said:
    """Say after which word a name is missing."""
    word = here.last.text if here.last else ""
    if here.found.kind == "$VERSION":
        hint = f"A name with two dots between numbers stands in single quotes: '{here.found.text}'."
        return Said("CX0105", f"{here.found.text} is read as a version, not as a name.", _span(here.found), hint)
    if here.found.kind == "$STRING":
        hint = f"Write {word} NAME {here.found.text}." if word.isalpha() else "A name stands without double quotes."
        return Said("CX0105", f"After ‘{word}’ a name is missing.", _span(here.found), hint)
    return Said("CX0105", f"After ‘{word}’ a name is missing.", _at(here))


def missing_rating(here: Scene) -> Said:
    """Say after which words a rating is missing."""
    words = [here.last.text] if here.last else []
    if words and words[0] in {"least", "most"}:
        words.insert(0, "at")
    hint = "Write a rating of the scale, such as L, or ‘parameter’ and its name."
    if here.found.kind == "$STRING":
        hint = f"A rating stands without quotes: {here.found.text.strip(chr(34))}."
    return Said("CX0105", f"After ‘{' '.join(words)}’ a rating is missing.", _at(here), hint)


def missing_dot(here: Scene) -> Said:
    """Say that two names stand side by side."""
    if here.last is None or here.found.kind not in NAMES:
        return not_understood(here)
    one, other = here.last.text, here.found.text
    span = Span(here.last.start, here.found.end)
    hint = f"A name has no space in it: {one}.{other}."
    if "," in here.fitting:
        hint += f" Two names have a comma between them: {one}, {other}."
    return Said("CX0101", f"{one} {other} are two names.", span, hint)


def missing_comma(here: Scene) -> Said:
    """Say that two members of a list stand side by side."""
    if here.last is None or here.found.kind not in NAMES:
        return not_understood(here)
    one, other = here.last.text, here.found.text
    span = Span(here.last.start, here.found.end)
    return Said("CX0101", f"Between {one} and {other} a comma is missing.", span, f"Write {one}, {other}.")


def missing_condition(here: Scene) -> Said:
    """Say after which word a condition is missing."""
    word = here.last.text if here.last else ""
    hint = "Write what must hold, such as SWE.1.BP1 at most P."
    if here.found.kind == "$STRING":
        hint = "A condition stands without quotes."
    return Said("CX0101", f"After ‘{word}’ a condition is missing.", _at(here), hint)


def missing_predicate(here: Scene) -> Said:
    """Say of what nothing is said."""
    if here.found.kind == ",":
        hint = "Write ‘any of’ or ‘all of’ before the names."
        return Said("CX0101", "Of several names one must say how many are meant.", _span(here.found), hint)
    known = here.last is not None and here.last.kind in {"$NAME", "$QUOTED"} and not here.last.text.islower()
    what = here.last.text if here.last and known else "it"
    hint = "Write ‘is’, ‘at least’, ‘at most’, ‘below’ or ‘above’ and a rating."
    if "reaches" in here.fitting:
        hint = f"{hint[:-1]}, or ‘reaches level’ and a number."
    return Said("CX0101", f"What must hold for {what} is missing.", _at(here), hint)


def comparison_sign(here: Scene) -> Said:
    """Say that comparisons are written in words."""
    word = {"=": "is", "<": "below", ">": "above", ">=": "at least"}.get(here.found.text)
    if word is None:
        return missing_predicate(here)
    return Said("CX0101", "Ratings are compared in words.", _span(here.found), f"Write ‘{word}’.")


def missing_effect(here: Scene) -> Said:
    """Say that a rule does nothing."""
    hint = "Before ‘when’ write cap, lower, fix, keep, protect, align, not used for, or warn."
    if here.found.kind in {"cause", "finding"}:
        return not_understood(here)
    return Said("CX0101", "The rule does not say what it does.", _at(here), hint)


def missing_parenthesis(here: Scene) -> Said:
    """Say which parenthesis is not closed."""
    opened = here.open("(", ")")
    span = Span(opened[-1], opened[-1] + 1) if opened else _at(here)
    return Said("CX0101", "This parenthesis is not closed.", span, "Write ) where it ends.")


def missing_opening_brace(here: Scene) -> Said:
    """Say before what a brace is missing."""
    what = _declared(here)
    return Said("CX0101", f"The body of {what} has no brace.", _at(here), "Write { before it and } after it.")


def decimal_comma(here: Scene) -> Said:
    """Say that decimals have a point."""
    whole = here.last or here.found
    after = re.compile(r"\s*[0-9]+").match(here.text, here.found.end)
    end = after.end() if after else here.found.end
    hint = f"Write {whole.text}.{after[0].strip() if after else '0'}."
    return Said("CX0106", "A decimal number is written with a point.", Span(whole.start, end), hint)


def not_a_number(here: Scene, wanted: Iterable[str]) -> Said:
    """Say that a number, percentage, date or version is missing, or not written as one."""
    kinds = _KINDS["$DECIMAL" if {"$INT", "$DECIMAL"} <= set(wanted) else min(wanted)]
    if "$VERSION" in wanted:
        kinds = _KINDS["$VERSION"]
    run = _RUN.match(here.text, here.found.start) if here.same_line else None
    if run is None or run[0] == "..":
        return Said("CX0106", f"Here {kinds} is missing.", _at(here))
    end = run.end()
    apart = re.compile(r"[ \t]+%").match(here.text, end)
    if "$PERCENT" in wanted and apart:
        hint = f"Write it without a space: {run[0]}%."
        return Said("CX0106", "The percent sign stands apart.", Span(run.start(), apart.end()), hint)
    hint = f"Write {run[0]}%." if "$PERCENT" in wanted and here.found.kind in {"$INT", "$DECIMAL"} else ""
    return Said("CX0106", f"{run[0]} is not {kinds}.", Span(run.start(), end), hint)


def not_understood(here: Scene) -> Said:
    """Say what could have stood here instead."""
    could = _choice(here.fitting)
    if not here.same_line and here.last is not None:
        hint = f"After it could stand {could}." if could else ""
        word = here.last.text if here.last.kind == "$STRING" else f"‘{here.last.text}’"
        return Said("CX0101", f"After {word} something is missing.", _at(here), hint)
    hint = f"Here could stand {could}." if could else ""
    return Said("CX0101", f"‘{here.found.text}’ is not understood here.", _span(here.found), hint)


# --------------------------------------------------------------------------------------------- places


def _span(seen: Seen) -> Span:
    return Span(seen.start, seen.end)


def _at(here: Scene) -> Span:
    """Point at what does not fit where it is on the same line, otherwise at what stands before it."""
    return _span(here.found if here.same_line or here.last is None else here.last)


def _line_end(text: str, start: int) -> int:
    ends = [end for mark in "\n\r" if (end := text.find(mark, start)) >= 0]
    return min(ends, default=len(text))


def _unquoted(here: Scene) -> Span | None:
    """Find a text that stands without quotes: from a word that is no keyword to the end of its line."""
    if not here.same_line or here.found.kind != "$NAME":
        return None
    run = _UNQUOTED.match(here.text, here.found.start)
    return Span(here.found.start, here.found.start + len(run[0].rstrip())) if run else None


# ---------------------------------------------------------------------------------------------- words


def _declared(here: Scene) -> str:
    """Name the declaration: its first word and its name."""
    head = re.compile(r"""[a-z-]+(?:[ \t]+of)?(?:[ \t]+[^\s"'{}]+|[ \t]+'[^'\n]+')?""").match(here.text, here.begin)
    return " ".join(head[0].split()) if head else "this declaration"


def _described(here: Scene) -> str:
    """Name what the last two tokens are about, such as criterion BP1."""
    return " ".join(seen.text for seen in here.before[-2:] if seen.kind != "$PUNCTUATION")


def _choice(kinds: Iterable[str]) -> str:
    """List kinds of token in words; empty where they are too many to help."""
    kinds = set(kinds)
    said = [f"‘{kind}’" for kind in sorted(kinds - SHAPES)]
    if kinds >= NAMES:
        said.append("a name")
        kinds -= NAMES
    said += [_KINDS[kind] for kind in sorted(kinds & set(_KINDS)) if kind != "$END"]
    if not said or len(said) > _MOST:
        return "" if len(said) > 3 * _MOST + 2 or not said else _joined(said)
    return _joined(said)


def _joined(said: list[str]) -> str:
    return said[0] if len(said) == 1 else f"{', '.join(said[:-1])} or {said[-1]}"


def _shown(mark: str) -> str:
    return f"‘{mark}’" if mark.isprintable() else f"U+{ord(mark):04X}"


LABELS: dict[str, Callable[[Scene], Said]] = {
    "comparison-sign": comparison_sign,
    "decimal-comma": decimal_comma,
    "misplaced": misplaced,
    "missing-comma": missing_comma,
    "missing-condition": missing_condition,
    "missing-dot": missing_dot,
    "missing-effect": missing_effect,
    "missing-name": missing_name,
    "missing-opening-brace": missing_opening_brace,
    "missing-parenthesis": missing_parenthesis,
    "missing-predicate": missing_predicate,
    "missing-rating": missing_rating,
    "missing-text": missing_text,
    "missing-title": missing_title,
}
