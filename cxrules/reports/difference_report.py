"""A difference as a report, which becomes a page or Markdown as other reports do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from cxrules.reports import difference_words as words
from cxrules.reports.audit.content import (
    Cell,
    Column,
    Entry,
    Facts,
    Figure,
    Figures,
    Fold,
    Listing,
    Paragraph,
    Report,
    Row,
    Section,
    Table,
    Verdict,
    said,
)
from cxrules.reports.columns import clean, listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from cxrules.reports.audit.content import Block

Document: TypeAlias = "Mapping[str, Any]"

_TONES = {"stricter": "bad", "incomparable": "bad", "not proven": "open", "laxer": "good"}
_GRADES = {"breaking": "bad", "additive": "warn", "patch": "good"}
_FEW = 12


def report(document: Document, page_words: dict[str, str]) -> Report:
    """The report; `page_words` are the words of the page itself, by their keys."""
    old, new = document["old"], document["new"]
    about = (
        ("Before", said(clean(f"{old['id']} {old['version']}"))),
        ("After", said(clean(f"{new['id']} {new['version']}"))),
        ("Follows", said(f"{document['least']} or higher" if document["differs"] else "nothing")),
        ("Method", said(clean(document["method"] or "none"))),
        ("Reading", said(document["reading"] or "none")),
    )
    sections = [_summary(document), _changed(document), _became(document), _added(document)]
    sections += [_altered(document), _others(document)]
    title = clean(f"{new['title'] or new['id']}: {old['version']} to {new['version']}")
    shown = tuple(each for each in sections if each.blocks or each.sections)
    return Report("en", title, "What changed between two versions", about, shown, page_words)


def _summary(document: Document) -> Section:
    first, *rest = words.verdict(document)
    word = {"breaking": "Breaking", "additive": "Additive", "patch": "Patch"}[document["version"]]
    tone = _GRADES[document["version"]]
    blocks: list[Block] = [
        Verdict(word if document["differs"] else "Equal", said(" ".join((first, *rest))), tone)
    ]
    blocks.append(Figures(tuple(_figures(document))))
    blocks += [Paragraph(said(clean(text))) for text in words.counts(document)]
    rows = [
        Row(
            (
                Cell(said(each["grade"]), _GRADES[each["grade"]]),
                Cell(said(each["text"])),
                _number(each["ids"]),
            )
        )
        for each in document["reasons"]
    ]
    if rows:
        columns = (Column("Grade", "short"), Column("What is so"), Column("How many", "number"))
        blocks.append(Table("Why", columns, tuple(rows)))
    blocks += [Paragraph(said(clean(text)), "quiet") for text in words.ground(document)]
    return Section("Summary", "summary", tuple(blocks))


def _number(ids: Sequence[str]) -> Cell:
    return Cell(said(str(len(ids))))


def _figures(document: Document) -> Iterator[Figure]:
    for verdict, label in (("stricter", "stricter"), ("laxer", "laxer"), ("incomparable", "incomparable")):
        number = sum(each["verdict"] == verdict for each in document["changed"])
        yield Figure(str(number), label, "changed" if number else "", _TONES[verdict] if number else "")
    for key, label, target in (("removed", "removed", "became"), ("added", "added", "added")):
        yield Figure(str(len(document[key])), label, target if document[key] else "")
    yield Figure(str(len(document["reused"])), "ids used again", "became" if document["reused"] else "")


# ------------------------------------------------------------------------------------------ what changed


def _changed(document: Document) -> Section:
    told = words.in_order(document["changed"])
    loud = [each for each in told if each["verdict"] in _TONES]
    quiet = [each for each in told if each["verdict"] not in _TONES]
    alike = words.alike(loud)
    parts = [
        Section(
            clean(f"{each['kind']} {each['id']} {each['title']}"),
            f"changed-{number}",
            tuple(_change(each, alike.get(each["id"]) if each["kind"] == "capability" else None)),
            tone=_TONES[each["verdict"]],
            word=each["verdict"],
        )
        for number, each in enumerate(loud)
        if each["kind"] != "capability" or alike.get(each["id"], []) is not None
    ]
    blocks: list[Block] = []
    if quiet:
        rows = tuple(_quiet_row(each) for each in quiet)
        columns = (Column("Element", "short"), Column("Verdict", "short"), Column("Before"), Column("Now"))
        table = Table("Told otherwise, and means the same", columns, rows)
        blocks.append(Fold(f"Told otherwise, and means the same ({len(quiet)})", (table,)))
    return Section("What changed", "changed", tuple(blocks), tuple(parts))


def _change(each: Document, others: list[str] | None) -> Iterator[Block]:
    """What changed in an element; `others` changed in the same way."""
    if others:
        yield Paragraph(said(clean(f"The same of {listed(others)}.")))
    if each["was"] != each["id"]:
        yield Paragraph(said(clean(f"It was called {each['was']} before.")))
    if each["facts"]:
        yield _facts(each["facts"])
    claims = [Entry(said(clean(text))) for text in each["claims"]]
    if claims:
        yield Listing(tuple(claims[:_FEW]), "Proven")
        if len(claims) > _FEW:
            yield Fold(f"{len(claims) - _FEW} more", (Listing(tuple(claims[_FEW:])),))
    for way, text in (
        ("lost", "A case that held before and does not now"),
        ("gained", "A case that holds only now"),
    ):
        case = (each["witness"] or {}).get(way)
        if case is not None:
            rows = tuple(_answers(case["old"], case["new"]))
            columns = (Column("Answer", "short"), Column("Before"), Column("Now"))
            yield Paragraph(said(clean(f"{text} ({case['claim']}): {case['text']}.")))
            yield Fold("The whole case", (Table("The whole case", columns, rows),))


def _facts(facts: Iterable[Document]) -> Table:
    rows = tuple(
        Row(
            (
                Cell(said(clean(each["what"]))),
                Cell(said(clean(each["before"]))),
                Cell(said(clean(each["after"]))),
            )
        )
        for each in facts
    )
    return Table("What it says", (Column("What", "short"), Column("Before"), Column("Now")), rows)


def _answers(old: Document, new: Document) -> Iterator[Row]:
    for part in ("ratings", "findings", "judgements", "values", "deviations", "evidence"):
        before, after = old.get(part, {}), new.get(part, {})
        for name in dict.fromkeys([*before, *after]):
            texts = [_text(each[name]) if name in each else "" for each in (before, after)]
            yield Row((Cell(said(clean(name))), *(Cell(said(clean(each))) for each in texts)))


def _text(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_text(each)}" for key, each in value.items())
    if isinstance(value, (list, tuple)):
        return ", ".join(map(_text, value))
    return str(value)


def _quiet_row(each: Document) -> Row:
    facts = each["facts"]
    before = "; ".join(fact["before"] or "nothing" for fact in facts)
    after = "; ".join(fact["after"] or "nothing" for fact in facts)
    name = f"{each['kind']} {each['id']}"
    return Row(tuple(Cell(said(clean(text))) for text in (name, each["verdict"], before, after)))


# --------------------------------------------------------------------------------- what became of what


def _became(document: Document) -> Section:
    parts = []
    fates = {fate: title for fate, title in words.FATES.items() if fate != "same"}
    for fate, title in {**fates, "same": words.FATES["same"]}.items():  # what matters first
        rows = [each for each in document["elements"] if each["fate"] == fate]
        reused = [each for each in rows if each["reused"]]
        if not rows:
            continue
        columns = (Column("Before", "short"), Column("Title"), Column("Now"), Column("How we know"))
        table = Table(f"Elements: {title}", columns, tuple(map(_fate_row, rows)))
        more = f", {len(reused)} of their ids used again" if reused else ""
        heading = f"{title[:1].upper()}{title[1:]} ({len(rows)}{more})"
        parts.append(Section(heading, f"became-{fate}", (table,)))
    return Section("What became of what", "became", (), tuple(parts))


def _fate_row(each: Document) -> Row:
    now = "; ".join(f"{name} {title}" for name, title in zip(each["new"], each["titles"], strict=True))
    how = {"map": "rename map", "text": "the text says so", "id": "same id, same words"}.get(each["by"], "")
    if each["likeness"] is not None:
        how = f"likeness {each['likeness']:.2f}"
    if each["fate"] == "removed" and each["by"] != "map":
        how = "nothing is like it"
    if each["certainty"]:
        how += f", {each['certainty']}"
    if each["note"]:
        how += f": {each['note']}"
    again = " (id used again)" if each["reused"] else ""
    tone = "warn" if each["reused"] else ""
    return Row(
        (
            Cell(said(clean(f"{each['id']}{again}")), tone),
            Cell(said(clean(each["title"]))),
            Cell(said(clean(now))),
            Cell(said(clean(how))),
        )
    )


def _added(document: Document) -> Section:
    titles = document["titles"]
    rows = tuple(
        Row((Cell(said(clean(name))), Cell(said(clean(titles.get(name, "")))))) for name in document["added"]
    )
    table = Table("Added", (Column("Id", "short"), Column("Title")), rows)
    return Section(f"Added ({len(rows)})", "added", (table,) if rows else ())


def _altered(document: Document) -> Section:
    folds = tuple(
        Fold(clean(f"{each['kind']} {each['id']} {each['title']}"), (_facts(each["facts"]),))
        for each in document["altered"]
    )
    return Section("Told otherwise, without stricter or laxer", "altered", folds)


def _others(document: Document) -> Section:
    facts = []
    for fate, rows in document["others"].items():
        kinds: dict[str, list[str]] = {}
        for each in rows:
            arrow = f" to {each['new']}" if "new" in each and each["new"] != each["id"] else ""
            kinds.setdefault(each["kind"], []).append(f"{each['id']}{arrow}")
        word = "used again" if fate == "reused" else fate
        facts += [(f"{kind}, {word}", said(clean(", ".join(names)))) for kind, names in kinds.items()]
    return Section("Items, findings, causes and the like", "others", (Facts(tuple(facts)),) if facts else ())
