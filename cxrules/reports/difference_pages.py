"""A difference as text for a terminal: the verdict first, then what matters most."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from cxrules.reports import difference_words as words
from cxrules.reports.columns import clean, listed, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cxrules.reports.names import Look

Document: TypeAlias = "Mapping[str, Any]"

_MOST = 8


def render(document: Document, look: Look, *, full: bool = False) -> str:
    """As text, ending with a line break; `full`: with every element, also where there are many."""
    bullet = f"  {look.signs.bullet} "
    lines: list[str] = []

    def tell(text: str, first: str = "", rest: str | None = None) -> None:
        lines.extend(wrap(clean(text), look.columns, first, rest))

    tell(words.headline(document))
    for text in (*words.verdict(document), *words.counts(document), *words.ground(document)):
        tell(text)
    for heading, rows in _sections(document, full=full or document["about"] is not None):
        told = list(rows)
        if told:
            lines += ["", heading]
            for text, below in told:
                tell(text, bullet, "    ")
                for each in below:
                    tell(each, "      ", "      ")
    return "\n".join(lines) + "\n"


Rows: TypeAlias = "Iterator[tuple[str, list[str]]]"


def _sections(document: Document, *, full: bool) -> Iterator[tuple[str, Rows]]:
    yield "Why", _reasons(document, full=full)
    yield "What changed", _changed(document, full=full)
    yield "What became of what", _became(document, full=full)
    yield "Also", _others(document, full=full)


def _reasons(document: Document, *, full: bool) -> Rows:
    if document["about"] is not None:
        return
    for each in document["reasons"]:
        ids = each["ids"]
        yield f"{each['grade']}: {len(ids)} {_plural(each['text'], len(ids))}: {_few(ids, full=full)}", []


_MANY = (("was ", "were "), ("is ", "are "), ("has its id ", "have their ids "), ("has ", "have "))
_MANY_MORE = (("keeps its id ", "keep their ids "), ("lies ", "lie "), ("says ", "say "), ("shows ", "show "))


def _plural(text: str, count: int) -> str:
    if count == 1:
        return text
    for one, many in (*_MANY, *_MANY_MORE):
        if text.startswith(one):
            return (many + text.removeprefix(one)).replace(" means ", " mean ")
    return text


def _few(ids: list[str], *, full: bool) -> str:
    return listed(list(ids), 0 if full else _MOST)


def _changed(document: Document, *, full: bool) -> Rows:
    told = words.in_order(document["changed"])
    shown = [each for each in told if full or each["verdict"] not in {"equal", "reworded"}]
    alike = {} if full else words.alike(shown)
    for each in shown:
        others = alike.get(each["id"], []) if each["kind"] == "capability" else []
        if others is not None:
            also = [f"The same of {listed(others, _MOST)}."] if others else []
            yield _heading(each), [*_facts(each), *also]
    quiet = [each for each in told if each not in shown]
    for verdict, text in (("equal", "told otherwise, proven equal"), ("reworded", "only worded otherwise")):
        names = [each["id"] for each in quiet if each["verdict"] == verdict]
        if names:
            yield f"{text}: {_few(names, full=full)}", []
    altered = document["altered"]
    if full:
        for each in altered:
            yield _heading(each), list(_facts(each))
    elif altered:
        yield f"without an order of stricter and laxer: {_few(_kinds(altered), full=False)}", []


def _kinds(altered: list[Any]) -> list[str]:
    return [f"{each['kind']} {each['id']}" for each in altered]


def _heading(each: Document) -> str:
    was = f" (was {each['was']})" if each["was"] != each["id"] else ""
    title = f" ({each['title']})" if each["title"] else ""
    verdict = {"incomparable": "stricter in some cases, laxer in others"}.get(
        each["verdict"], each["verdict"]
    )
    return f"{each['kind']} {each['id']}{title}{was}: {verdict or 'changed'}"


def _facts(each: Document) -> Iterator[str]:
    for fact in each["facts"]:
        yield f"{fact['what']}: {fact['before'] or 'nothing'} -> {fact['after'] or 'nothing'}"
    claims = each["claims"]
    yield from claims[:_MOST]
    if len(claims) > _MOST:
        yield f"and {len(claims) - _MOST} more"
    witness = each["witness"] or {}
    for way, text in (("lost", "Held before and not now"), ("gained", "Holds now and not before")):
        if way in witness:
            yield f"{text}: {witness[way]['text']}."


def _became(document: Document, *, full: bool) -> Rows:
    told = {fate: [each for each in document["elements"] if each["fate"] == fate] for fate in words.FATES}
    for fate, rows in told.items():
        if fate == "same" or not rows:
            continue
        ids = [_leads(each) for each in rows]
        if full:
            for each, text in zip(rows, ids, strict=True):
                note = [f"{each['note']}"] if each["note"] else []
                yield f"{words.FATES[fate]}: {text} ({each['title']}{_how(each)})", note
        else:
            more = f"; and {len(ids) - _MOST} more" if len(ids) > _MOST else ""
            yield f"{words.FATES[fate]} ({len(rows)}): {'; '.join(ids[:_MOST])}{more}", []
    if document["reused"]:
        yield f"id used again ({len(document['reused'])}): {_few(document['reused'], full=full)}", []
    if document["added"]:
        yield f"added ({len(document['added'])}): {_few(document['added'], full=full)}", []


def _leads(each: Document) -> str:
    return f"{each['id']} -> {', '.join(each['new'])}" if each["new"] else str(each["id"])


def _how(each: Document) -> str:
    if each["likeness"] is not None:
        return f"; likeness {each['likeness']:.2f}"
    return f"; {each['certainty']}" if each["certainty"] else ""


def _others(document: Document, *, full: bool) -> Rows:
    for fate, rows in document["others"].items():
        kinds: dict[str, list[str]] = {}
        for each in rows:
            arrow = f" -> {each['new']}" if "new" in each and each["new"] != each["id"] else ""
            kinds.setdefault(each["kind"], []).append(f"{each['id']}{arrow}")
        for kind, names in kinds.items():
            word = "used again" if fate == "reused" else fate
            yield f"{kind}, {word} ({len(names)}): {_few(names, full=full)}", []
