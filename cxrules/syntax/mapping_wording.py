"""What is said about mistakes in mappings; all others are in `wording`."""

# ruff: noqa: RUF001 - messages quote words in curly quotes
from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.syntax.saying import Said, blamed, whole

if TYPE_CHECKING:
    from cxrules.syntax.scene import Scene

_RELATIONS = "‘equal’, ‘equivalent’, ‘subset’, ‘superset’, ‘intersects’ or ‘none’"


def missing_relation(here: Scene) -> Said:
    """Say that nothing relates what a row of a mapping begins with."""
    what = here.last.text if here.last else "it"
    what = f"level {what}" if here.last and here.last.kind == "$INT" else what
    if here.found.kind == "=":
        hint = f"A relation is a word: {_RELATIONS}."
        return Said("CX0101", "Elements are related in words.", whole(here.found), hint)
    return Said("CX0101", f"How {what} is related is missing.", blamed(here), f"Write {_RELATIONS}.")


def none_of_what(here: Scene) -> Said:
    """Say that nothing stands on the other side of `none`."""
    hint = "Leave it out: ‘none’ says that the other model has no counterpart at all."
    return Said("CX0101", f"After ‘none’ there is no {here.found.text}.", whole(here.found), hint)


def level_outside(here: Scene) -> Said:
    """Say where a line belongs that begins like one of `levels`, or like a requirement."""
    number = here.last.text if here.last else "2"
    home = "It belongs in ‘levels’, or as a requirement in a capability"
    hint = f"{home}; perhaps a brace is closed too early. In a mapping write: level {number} equivalent 3."
    return Said("CX0104", f"‘level {number}’ does not begin a declaration of a model.", blamed(here), hint)


def own_reading(here: Scene) -> Said:
    """Say how a row of a mapping tells where it comes from."""
    hint = "Write ‘own reading’, or published and its source in double quotes."
    return Said("CX0101", f"‘{here.found.text}’ is not understood here.", whole(here.found), hint)
