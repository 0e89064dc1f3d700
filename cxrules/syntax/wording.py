"""What is said about each mistake: message, hint, and the exact place.

One function a label; which one applies is decided in `mistakes`.
"""

# ruff: noqa: RUF001 - messages quote words in curly quotes
from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cxrules.syntax.mapping_wording import (
    level_outside,
    missing_relation,
    none_of_what,
    own_reading,
)
from cxrules.syntax.saying import RUN, Said, blamed, declared, whole
from cxrules.syntax.scene import NAMES, SHAPES
from cxrules.syntax.testing_wording import expected_exactly, given_exactly
from cxrules.text import Span

RELATIONS = frozenset({"equal", "equivalent", "subset", "superset", "intersects"})

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from cxrules.syntax.scene import Scene


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
    "source": "in a header, or after what a rule, value or parameter says",
    "note": "in a header, or after what a rule, value or parameter says",
    "because": "in a header, or after what a rule, value or parameter says",
    "for": "in a rule, or in the header of rules",
    "shows": "after the title of a criterion, or after an item",
    "tagged": "after the title of a criterion",
    "weight": "after the title of a criterion",
    "requires": "after the title of a level",
    "needs": "in a criterion",
    "feeds": "in a criterion",
    "rate": "in a criterion",
    "applies": "in a criterion",
    "otherwise": "in a decision, or after the rows of ‘rate’",
    "rounded": "after what a value is",
    "outside": "in a scale",
    "every": "in ‘levels’ or ‘maturity’",
    "given": "in a test",
    "expect": "in a test",
    "reading": "in a test",
    "confidence": "in a row of a mapping, or in its header",
    "own": "in a row of a mapping, or in its header",
    "published": "in a row of a mapping, or in its header",
    "reviewer": "in a row of a mapping, or in its header",
    "drop": "in a profile",
    "extend": "in a profile",
    "replace": "in a profile",
    "add": "in a profile",
}
_KINDS = {
    "$STRING": "a text in double quotes",
    "$INT": "a whole number",
    "$DECIMAL": "a number",
    "$PERCENT": "a percentage such as 15%",
    "$DATE": "a date such as 2027-06-30",
    "$VERSION": "a version such as 1.0.0",
}
_UNQUOTED = re.compile(r"""[^\n\r{}#"]*""")
_MOST = 8


# ------------------------------------------------------------------------------------- misspelt words


def unknown_declaration(here: Scene, guess: str | None) -> Said:
    """Say that no declaration begins with this word."""
    words = "‘capability’, ‘rule’, ‘value’ or ‘target’"
    hint = f"Did you mean ‘{guess}’?" if guess else f"Declarations begin with a word such as {words}."
    return Said("CX0104", f"No declaration begins with ‘{here.found.text}’.", whole(here.found), hint)


def misspelt(here: Scene, guess: str) -> Said:
    """Say that a word is not known here, and which was meant."""
    hint = f"Did you mean ‘{guess}’?"
    return Said("CX0101", f"‘{here.found.text}’ is not understood here.", whole(here.found), hint)


def misplaced(here: Scene) -> Said:
    """Say where a word belongs that cannot begin a declaration."""
    word = here.found.text
    home = _HOMES.get(word, "in a rule")
    message = f"‘{word}’ does not begin a declaration."
    return Said(
        "CX0104", message, whole(here.found), f"It belongs {home}; perhaps a brace is closed too early."
    )


# ------------------------------------------------------------------------------------ missing things


def missing_title(here: Scene) -> Said:
    """Say whose title is missing, or that it stands without quotes."""
    what = _described(here)
    bare = _unquoted(here)
    if bare is not None:
        hint = f'Write "{here.text[bare.start : bare.end]}".'
        return Said("CX0109", f"The title of {what} is not in double quotes.", bare, hint)
    return Said(
        "CX0109", f"The title of {what} is missing.", blamed(here), f'Write it after the name: {what} "…".'
    )


def missing_text(here: Scene) -> Said:
    """Say after which word a text is missing, or that it stands without quotes."""
    word = here.last.text if here.last else ""
    bare = _unquoted(here)
    if bare is not None:
        hint = f'Write "{here.text[bare.start : bare.end]}".'
        return Said("CX0109", f"The text after ‘{word}’ is not in double quotes.", bare, hint)
    return Said("CX0109", f"The text after ‘{word}’ is missing.", blamed(here), f'Write {word} "…".')


def missing_name(here: Scene) -> Said:
    """Say after which word a name is missing."""
    word = here.last.text if here.last else ""
    if here.found.kind == "$VERSION":
        hint = f"A name with two dots between numbers stands in single quotes: '{here.found.text}'."
        return Said(
            "CX0105", f"{here.found.text} is read as a version, not as a name.", whole(here.found), hint
        )
    if here.found.kind == "$STRING":
        hint = (
            f"Write {word} NAME {here.found.text}."
            if word.isalpha() and word not in {"kind", "needs", "map", "unmapped", "from", *RELATIONS}
            else "A name stands without double quotes."
        )
        return Said("CX0105", f"After ‘{word}’ a name is missing.", whole(here.found), hint)
    return Said("CX0105", f"After ‘{word}’ a name is missing.", blamed(here))


def missing_rating(here: Scene) -> Said:
    """Say after which words a rating is missing."""
    words = [here.last.text] if here.last else []
    if words and words[0] in {"least", "most"}:
        words.insert(0, "at")
    hint = "Write a rating of the scale, such as L, or ‘parameter’ and its name."
    if here.found.kind == "$STRING":
        hint = f"A rating stands without quotes: {here.found.text.strip(chr(34))}."
    return Said("CX0105", f"After ‘{' '.join(words)}’ a rating is missing.", blamed(here), hint)


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
    return Said("CX0101", f"After ‘{word}’ a condition is missing.", blamed(here), hint)


def missing_predicate(here: Scene) -> Said:
    """Say of what nothing is said."""
    if here.found.kind == ",":
        hint = "Write ‘any of’ or ‘all of’ before the names."
        return Said("CX0101", "Of several names one must say how many are meant.", whole(here.found), hint)
    known = here.last is not None and here.last.kind in {"$NAME", "$QUOTED"} and not here.last.text.islower()
    what = here.last.text if here.last and known else "it"
    hint = "Write ‘is’, ‘at least’, ‘at most’, ‘below’ or ‘above’ and a rating."
    if "reaches" in here.fitting:
        hint = f"{hint[:-1]}, or ‘reaches level’ and a number."
    return Said("CX0101", f"What must hold for {what} is missing.", blamed(here), hint)


def comparison_sign(here: Scene) -> Said:
    """Say that comparisons are written in words."""
    word = {"=": "is", "<": "below", ">": "above", ">=": "at least"}.get(here.found.text)
    if word is None:
        return missing_predicate(here)
    return Said("CX0101", "Ratings are compared in words.", whole(here.found), f"Write ‘{word}’.")


def missing_effect(here: Scene) -> Said:
    """Say that a rule does nothing."""
    hint = "Before ‘when’ write cap, lower, fix, keep, protect, align, not used for, or warn."
    if here.found.kind in {"cause", "finding"}:
        return not_understood(here)
    return Said("CX0101", "The rule does not say what it does.", blamed(here), hint)


def missing_parenthesis(here: Scene) -> Said:
    """Say which parenthesis is not closed."""
    opened = here.open("(", ")")
    span = Span(opened[-1], opened[-1] + 1) if opened else blamed(here)
    return Said("CX0101", "This parenthesis is not closed.", span, "Write ) where it ends.")


def missing_opening_brace(here: Scene) -> Said:
    """Say before what a brace is missing."""
    what = declared(here)
    if here.last and here.last.text == "judgement":
        hint = "Write judgement { and the ratings that may be chosen }."
        return Said("CX0101", "The choice of a judgement stands in braces.", blamed(here), hint)
    return Said(
        "CX0101", f"The body of {what} has no brace.", blamed(here), "Write { before it and } after it."
    )


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
    run = RUN.match(here.text, here.found.start) if here.same_line else None
    if run is None or run[0] == "..":
        return Said("CX0106", f"Here {kinds} is missing.", blamed(here))
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
        return Said("CX0101", f"After {word} something is missing.", blamed(here), hint)
    hint = f"Here could stand {could}." if could else ""
    return Said("CX0101", f"‘{here.found.text}’ is not understood here.", whole(here.found), hint)


# ---------------------------------------------------------------------------------------------- words


def _unquoted(here: Scene) -> Span | None:
    """Find a text that stands without quotes: from a word that is no keyword to the end of its line."""
    if not here.same_line or here.found.kind != "$NAME":
        return None
    run = _UNQUOTED.match(here.text, here.found.start)
    return Span(here.found.start, here.found.start + len(run[0].rstrip())) if run else None


def _described(here: Scene) -> str:
    """Name what the last two tokens are about, such as criterion BP1."""
    return " ".join(seen.text for seen in here.before[-2:] if seen.kind != "$PUNCTUATION")


def _choice(kinds: Iterable[str]) -> str:
    """List kinds of token in words; empty where they are too many to help."""
    kinds = set(kinds)
    said = [f"‘{kind}’" for kind in sorted(kinds - SHAPES)]
    if "$NAME" in kinds:
        said.append("a name")
        kinds -= NAMES
    said += [_KINDS[kind] for kind in sorted(kinds & _KINDS.keys())]
    return _joined(said) if len(said) <= _MOST else ""


def _joined(said: list[str]) -> str:
    return "".join(said) if len(said) <= 1 else f"{', '.join(said[:-1])} or {said[-1]}"


LABELS: dict[str, Callable[[Scene], Said]] = {
    "comparison-sign": comparison_sign,
    "decimal-comma": decimal_comma,
    "expected-exactly": expected_exactly,
    "given-exactly": given_exactly,
    "level-outside": level_outside,
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
    "missing-relation": missing_relation,
    "missing-text": missing_text,
    "missing-title": missing_title,
    "none-of-what": none_of_what,
    "own-reading": own_reading,
}
