"""Why each capability is at its level: its justification, its ratings, and the explanation step by step."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxrules.engine.justification import justification
from cxrules.engine.ratings import RatingStory
from cxrules.reports.audit.content import (
    Block,
    Cell,
    Fold,
    Listing,
    Paragraph,
    Reason,
    Reasons,
    Row,
    Run,
    Section,
    Table,
    Text,
    said,
)
from cxrules.reports.audit.ground import Ground, anchor, cell, row, table
from cxrules.reports.columns import clean
from cxrules.reports.explanation import place, steps

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from cxrules.engine.because import Because
    from cxrules.engine.justification.statement import Part
    from cxrules.model.assessment import Given
    from cxrules.model.speech import Speech

_AS_PARAGRAPH = {"scope", "evidence"}
_MOST_STEPS = 150


def capabilities(ground: Ground) -> Section:
    """A part for each capability in scope."""
    sections = tuple(_capability(ground, each) for each in ground.entries)
    lead = Paragraph(
        ground.sentence("capabilities.lead", len(sections), what=ground.term("capability", len(sections)))
    )
    title = ground.word("section.capabilities", what=ground.term("capability", 1))
    return Section(title, "capabilities", (lead,), sections)


def _capability(ground: Ground, entry: Mapping[str, Any]) -> Section:
    name = entry["id"]
    told = justification(ground.known, name)
    ground.within = name
    verdict, tone = ground.standing(entry)
    blocks: list[Block] = []
    for part in told.parts:
        blocks += _part(ground, name, part)
    if entry["state"] != "not-applicable":
        blocks += _details(ground, entry)
    ground.within = ""
    level = ground.level_words(entry)
    words = level if entry["level"] is None else ground.word("capabilities.level", level=level)
    words += f" · {verdict}" if verdict else ""
    return Section(ground.title(name), anchor("capability", name), tuple(blocks), (), tone, words)


def _part(ground: Ground, name: str, part: Part) -> Iterator[Block]:
    title = ground.word(f"part.{part.key}")
    at = anchor("level" if part.key == "level" else f"{part.key}-of", name)
    if part.key in _AS_PARAGRAPH or len(part.statements) == 1:
        paragraph = ground.paragraph(part.statements)
        yield Paragraph(
            (Run(f"{title}. ", "", "strong"), *paragraph.text), paragraph.tone, at, paragraph.rests_on
        )
    else:
        yield Listing(tuple(ground.entry(each) for each in part.statements), title, at)


def _details(ground: Ground, entry: Mapping[str, Any]) -> Iterator[Block]:
    name = entry["id"]
    ratings = _ratings(ground, entry)
    if ratings.rows:
        title = ground.word(
            "capabilities.ratings", len(ratings.rows), what=ground.term("rating", len(ratings.rows))
        )
        yield Fold(title, (ratings,), anchor("ratings", name))
    reasons = why(ground, name)
    if reasons.reasons:
        yield Fold(ground.word("capabilities.steps"), (reasons,), anchor("why", name))


# ----------------------------------------------------------------------------------------- ratings


def _ratings(ground: Ground, entry: Mapping[str, Any]) -> Table:
    """Every rating that was asked for: what counts, what was given in which instance, by whom, on what."""
    asked = set(ground.known.subjects(entry["id"]))
    several = any(each is not None for each in ground.known.bound.instances)
    titles: list[tuple[str, str] | str] = ["column.subject", ("column.counts", "short")]
    titles += [("column.instances", "short")] if several else []
    titles += ["column.by", "column.evidence", "column.remarks"]
    rows = []
    for each in entry["attributes"]:
        subject = f"{entry['id']}.{each['id']}"
        if subject in asked:
            rows.append(_rating(ground, subject, each, several=several))
    rows += [
        _rating(ground, each["id"], each, several=several)
        for each in entry["criteria"]
        if each["id"] in asked
    ]
    caption = ground.word("capabilities.ratings-of", name=ground.title(entry["id"]))
    return table(caption, ground.columns(*titles), rows)


def _rating(ground: Ground, name: str, entry: Mapping[str, Any], *, several: bool) -> Row:
    given = ground.known.remarked.get(name, ())
    cells = [cell(f"{name} {ground.plan.title(name)}".strip()), _counts(ground, entry)]
    if several:
        cells.append(cell(_instances(ground, name)))
    people = dict.fromkeys(
        ground.known.person(each.by).id for each in given if each.by and each.by != "consensus"
    )
    evidence = dict.fromkeys(each for one in given for each in one.evidence)
    cells += [
        cell(", ".join(people)),
        Cell(linked(ground, "evidence", evidence)),
        Cell(_remarks(ground, given)),
    ]
    return row(*cells, at=anchor("rating", name))


def _counts(ground: Ground, entry: Mapping[str, Any]) -> Cell:
    if not entry["applicable"]:
        return cell(ground.word("state.not-applicable"), "", "quiet")
    return ground.rating_cell(entry["rating"])


def _instances(ground: Ground, name: str) -> str:
    places = ground.known.given.get(name, ())
    if len(places) < 2:  # noqa: PLR2004 - the same in all
        return ""
    return ", ".join(clean(f"{place} {told[0].rating or ''}") for place, told in places)


def linked(ground: Ground, kind: str, names: Iterable[str]) -> Text:
    """Ids side by side, each leading to what the report says of it."""
    runs: list[Run] = []
    for each in names:
        runs += [*([Run(", ")] if runs else []), Run(clean(each), ground.lead(kind, each))]
    return tuple(runs)


def _remarks(ground: Ground, given: Sequence[Given]) -> Text:
    """Strengths, weaknesses and notes, each with what it is."""
    told: list[str] = []
    for one in given:
        where = f"{one.instance}: " if one.instance else ""
        for key, texts in (("strength", one.strengths), ("weakness", one.weaknesses), ("note", (one.note,))):
            told += [f"{ground.word(f'remark.{key}')}: {where}{text}" for text in texts if text]
        if one.carried:
            told.append(ground.word("remark.carried"))
        if one.confidential:
            told.append(ground.word("remark.confidential"))
    return said(" · ".join(clean(each) for each in dict.fromkeys(told)))


# --------------------------------------------------------------------------------------- step by step


def why(ground: Ground, name: str) -> Reasons:
    """The explanation of a level as the engine tells it, up to so many steps."""
    story = ground.known.story
    story.ratings = RatingStory(story)
    return Reasons(_tree(story.capability(name), story.say), story.say.language)


def _tree(because: Because, say: Speech) -> tuple[Reason, ...]:
    """Nested steps out of the flat list in which repeated reasons are told only once."""
    flat: list[tuple[int, str, str]] = []
    for count, (node, depth, remark, _) in enumerate(steps(because, None, say)):
        if count >= _MOST_STEPS:
            flat.append((_deep(flat), "…", ""))
            break
        sentence = clean(node.sentence) or clean(f"{node.id}: {node.value}")
        flat.append((depth, f"{sentence} {remark}".rstrip(), place(node.source)))
    found, _ = _nested(flat, 0, 0)
    return found


def _deep(flat: Sequence[tuple[int, str, str]]) -> int:
    return flat[-1][0]


def _nested(flat: Sequence[tuple[int, str, str]], at: int, depth: int) -> tuple[tuple[Reason, ...], int]:
    found: list[Reason] = []
    while at < len(flat) and flat[at][0] >= depth:
        _, words, source = flat[at]
        below, at = _nested(flat, at + 1, depth + 1)
        found.append(Reason(said(words), source, below))
    return tuple(found), at
