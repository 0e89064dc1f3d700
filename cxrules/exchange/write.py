"""An assessment file to fill in: everything that is asked, with its title beside it, and no answer yet.

Reading the file back gives an assessment without ratings, and no message. What is asked is found out
elsewhere; here it is only written.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from cxrules.exchange.problems import listed
from cxrules.model.record import RULES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

# What needs no quotes, not even for readers that turn plain words into numbers, dates or truth values.
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_./@+-]*(?: [A-Za-z0-9_./@+-]+)*")
_CONVERTED = frozenset(("y", "n", "yes", "no", "on", "off", "true", "false", "null"))
_COMMENT_COLUMN = 24


class Section(NamedTuple):
    """A capability, or an element in one, with the subjects to rate, each with its id and title."""

    id: str
    name: str
    subjects: Sequence[tuple[str, str]]
    parts: Sequence[Section] = ()


class Fact(NamedTuple):
    """A finding or context; `named`: with the subjects it holds for."""

    id: str
    title: str
    named: bool = False


class Beside(NamedTuple):
    """What is asked beside ratings: keys with a remark, or with the title of what is judged.

    `choices` are the names of decisions that may leave a choice, `facets` further answers beside each rating
    with their bounds, as text.
    """

    values: Sequence[tuple[str, str]] = ()
    judgements: Sequence[tuple[str, str]] = ()
    choices: Sequence[str] = ()
    contexts: Sequence[Fact] = ()
    findings: Sequence[Fact] = ()
    facets: Sequence[tuple[str, str]] = ()


class Blank(NamedTuple):
    """What is known of an assessment before it begins, and what the model lets one choose.

    `view` and `profile` are those chosen, `views` and `profiles` all there are; `instances`: whether there
    may be several; `weakness`: the rating below which a weakness is recorded.
    """

    id: str
    model: str
    title: str = ""
    date: str = ""
    method: str = ""
    target: str = ""
    scope: Sequence[str] = ()
    ratings: Sequence[str] = ()
    up_to_level: int | None = None
    view: str = ""
    views: Sequence[str] = ()
    profile: str = ""
    profiles: Sequence[str] = ()
    instances: bool = False
    weakness: str = ""
    beside: Beside = Beside()


def write_assessment(blank: Blank, sections: Iterable[Section]) -> str:
    """Write the YAML of an assessment that holds a line for every subject, and for all that is asked beside.

    `blank.date` is written YYYY-MM-DD; `blank.ratings` are the values of the scale, for the comment.
    """
    return "\n".join([*_head(blank), *_ratings(blank, sections), *_beside(blank.beside)]) + "\n"


# ----------------------------------------------------------------------------------------------- head


def _head(blank: Blank) -> Iterator[str]:
    yield "cxrules: 1"
    yield f"assessment: {quoted(blank.id)}"
    yield f"title: {quoted(blank.title)}" if blank.title else "title:"
    yield f"model: {quoted(blank.model)}"
    yield from _chosen("profile", blank.profile, blank.profiles, "the model as it is without one")
    yield f"date: {blank.date}" if blank.date else _remarked("date:", "year-month-day, as in 2026-11-20")
    yield _remarked("reading: audit", "or derive: compute what has a method")
    if blank.method:
        yield f"method: {quoted(blank.method)}"
    if blank.target:
        yield f"target: {quoted(blank.target)}"
    first = f"{blank.views[0]} without one" if blank.views else ""
    yield from _chosen("view", blank.view, blank.views, first)
    if blank.scope:
        yield f"scope: [{', '.join(quoted(name) for name in blank.scope)}]"
    if blank.up_to_level is not None:
        yield f"up-to-level: {blank.up_to_level}"
    yield "status: draft"
    yield "assessors:"
    yield "  lead: {role: lead}"
    yield _remarked("consensus:", f"where several of them rate: {listed(RULES, 'or')}")
    if blank.instances:
        yield _remarked("instances:", "where several are looked at: {platform: {}, app: {}}")
    yield _remarked("evidence:", "E1: {kind: document, title: …, ref: …, date: …}")


def _chosen(key: str, chosen: str, known: Sequence[str], otherwise: str) -> Iterator[str]:
    """What may be chosen: the choice, or else all there are to choose from."""
    if chosen:
        yield f"{key}: {quoted(chosen)}"
    elif known:
        yield _remarked(f"{key}:", f"{listed(known, 'or')}; {otherwise}")


# -------------------------------------------------------------------------------------------- ratings


def _ratings(blank: Blank, sections: Iterable[Section]) -> Iterator[str]:
    values = f" ({listed(blank.ratings, 'or')})" if blank.ratings else ""
    facets = "".join(f"{name}: {bounds}, " for name, bounds in blank.beside.facets)
    full = f"{{rating: …, {facets}evidence: [E1], note: …}}"
    yield f"# Write each rating{values} after its colon, or in full: {full}."
    if blank.weakness:
        yield f'# A rating below {blank.weakness} needs a weakness: {{rating: …, weaknesses: ["…"]}}.'
    yield "# What is left blank is not rated."
    yield "ratings:"
    for section in sections:
        yield ""
        yield from _section(section)


def _section(section: Section) -> Iterator[str]:
    yield f"  # {_one_line(f'{section.id} {section.name}')}"
    for subject, title in section.subjects:
        yield _remarked(f"  {quoted(subject)}:", title)
    for part in section.parts:
        yield from _section(part)


# --------------------------------------------------------------------------------------------- beside


def _beside(beside: Beside) -> Iterator[str]:
    if beside.values:
        yield ""
        yield "# What is left blank is open; in full: {value: …, by: lead, evidence: [E1], note: …}."
        yield "values:"
        yield from _aligned((f"  {quoted(key)}:", remark) for key, remark in beside.values)
    if beside.judgements or beside.choices:
        yield ""
        yield from _judgements(beside)
    if beside.contexts or beside.findings:
        yield ""
        yield "# Take the '#' away where one holds. What is not listed was not asserted; open is not known."
        yield "findings:"
        yield from _aligned(map(_fact, (*beside.contexts, *beside.findings)))


def _judgements(beside: Beside) -> Iterator[str]:
    yield '# Each in full: {answer: yes or no, by: lead, because: "…"}. What is left blank is open.'
    if beside.choices:
        names = listed(beside.choices, "or")
        yield f"# Where {names} leaves a choice, it is recorded as ID.{beside.choices[0]}, in the same form."
    yield "judgements:"
    yield from _aligned((f"  {quoted(key)}:", remark) for key, remark in beside.judgements)


def _fact(fact: Fact) -> tuple[str, str]:
    answer = "{answer: yes, subjects: [ID]}" if fact.named else "yes"
    return f"  # {quoted(fact.id)}: {answer}", fact.title


# ----------------------------------------------------------------------------------------------- text


def _aligned(lines: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Lines with a comment beside each, all in one column."""
    rows = list(lines)
    column = max(_COMMENT_COLUMN, *(len(line) + 2 for line, _ in rows))
    yield from (_remarked(line, remark, column) for line, remark in rows)


def _remarked(line: str, remark: str, column: int = _COMMENT_COLUMN) -> str:
    """Put a comment beside a line."""
    text = _one_line(remark)
    return f"{line:<{column - 1}} # {text}" if text else line


def _one_line(text: str) -> str:
    """Make a text fit for a comment, which ends with its line."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())


def quoted(text: str) -> str:
    """Write a text as a YAML scalar: plain where every reader takes it for text, else in double quotes."""
    if _PLAIN.fullmatch(text) and text.casefold() not in _CONVERTED:
        return text
    return '"' + "".join(map(_escaped, text)) + '"'


def _escaped(char: str) -> str:
    if char in '"\\':
        return "\\" + char
    if char.isprintable():
        return char
    number = ord(char)
    if 0xD800 <= number < 0xE000:  # noqa: PLR2004  # half of a character cannot be written at all
        return "\ufffd"
    return f"\\U{number:08x}"
