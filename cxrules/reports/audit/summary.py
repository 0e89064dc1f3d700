"""The first page: the verdict, the numbers that matter, and in a few sentences what they mean."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from cxrules.engine.justification.statement import Argument, Named, Quote, state
from cxrules.reports.audit.content import Block, Entry, Figure, Figures, Listing, Run, Section, Verdict
from cxrules.reports.columns import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cxrules.reports.audit.ground import Ground

_MOST = 6


def summary(ground: Ground) -> Section:
    """What a manager reads in a minute."""
    blocks: list[Block] = [*_verdict(ground), Figures(tuple(_figures(ground)))]
    entries = tuple(_sentences(ground))
    if entries:
        blocks.append(Listing(entries, ground.word("summary.in-short")))
    return Section(ground.word("section.summary"), "summary", tuple(blocks))


def _verdict(ground: Ground) -> Iterator[Verdict]:
    target = ground.result["target"]
    asked = [each for each in ground.entries if each["met"] is not None]
    if not target or not asked:
        yield from _organisation(ground)
        return
    missed, still = _standing(ground, "missed"), _standing(ground, "open")
    name = Named("target", target["id"] or "", target["title"] or "")
    parts: dict[str, Argument] = {
        "target": name if target["id"] else Quote(ground.word("summary.the-target")),
        "of": len(asked),
        "what": ground.term("capability", len(asked)),
    }
    if target["met"]:
        text = ground.sentence("summary.met", len(asked), **parts)
        yield Verdict(ground.word("verdict.met"), text, "good")
    elif missed:
        text = ground.sentence("summary.missed", len(missed), **parts)
        yield Verdict(ground.word("verdict.missed"), text, "bad")
    else:
        text = ground.sentence("summary.open", len(still), **parts)
        yield Verdict(ground.word("verdict.open"), text, "open")


def _organisation(ground: Ground) -> Iterator[Verdict]:
    whole = ground.result["organisation"]
    if whole:
        text = ground.sentence(
            "summary.organisation",
            title=Quote(whole["title"] or ground.word("summary.organisation-title")),
            level=Named("level", str(whole["level"]), whole["name"]),
        )
        yield Verdict(str(whole["level"]), text, "")
        return
    rated = [each for each in ground.entries if each["level"] is not None]
    lowest = min((each["level"] for each in rated), default=None)
    if lowest is not None:
        text = ground.sentence(
            "summary.lowest",
            len(rated),
            level=ground.known.level(lowest),
            what=ground.term("capability", len(rated)),
        )
        yield Verdict(str(lowest), text, "")


def _standing(ground: Ground, wanted: str) -> list[Mapping[str, Any]]:
    tone = {"missed": "bad", "open": "open", "met": "good"}[wanted]
    return [each for each in ground.entries if each["met"] is not None and ground.standing(each)[1] == tone]


def _figures(ground: Ground) -> Iterator[Figure]:
    result = ground.result
    whole = result["organisation"]
    if whole:
        title = whole["title"] or ground.word("summary.organisation-title")
        level = (
            str(whole["level"])
            if whole["level"] == whole["possible"]
            else f"{whole['level']}\u2013{whole['possible']}"
        )
        yield Figure(level, clean(f"{title}: {whole['name']}" if whole["name"] else title), "organisation")
    assessed = [each for each in ground.entries if each["state"] in {"rated", "open"}]
    yield Figure(
        str(len(assessed)),
        ground.word("figure.assessed", len(assessed), what=ground.term("capability", len(assessed))),
        "profile",
    )
    for key, tone in (("met", "good"), ("missed", "bad"), ("open", "open")):
        found = _standing(ground, key)
        if found or (key != "open" and any(each["met"] is not None for each in ground.entries)):
            yield Figure(str(len(found)), ground.word(f"figure.{key}"), "profile", tone if found else "")
    outcomes = Counter(each["outcome"] for each in result["rules"])
    if outcomes:
        broken = outcomes["broken"]
        yield Figure(str(broken), ground.word("figure.broken", broken), "rules", "bad" if broken else "good")
    weaknesses = len(ground.weaknesses)
    yield Figure(str(weaknesses), ground.word("figure.weaknesses", weaknesses), "weaknesses")
    if result["waivers"]:
        count = sum(each["state"] == "in-force" for each in result["waivers"])
        yield Figure(str(count), ground.word("figure.waivers", count), "deviations", "warn" if count else "")


# ---------------------------------------------------------------------------------------- in short


def _sentences(ground: Ground) -> Iterator[Entry]:
    for entry in _standing(ground, "missed")[:_MOST]:
        yield _short(ground, "summary.misses", entry, "bad", _blocking(ground, entry))
    for entry in _standing(ground, "open")[:_MOST]:
        yield _short(ground, "summary.is-open", entry, "open", _waiting(ground, entry))
    yield from _levels(ground)
    yield from _rules(ground)
    yield from _rests(ground)


def _short(ground: Ground, key: str, entry: Mapping[str, Any], tone: str, why: Sequence[Argument]) -> Entry:
    capability = Named("capability", entry["id"], ground.plan.title(entry["id"]))
    level: Argument = ground.known.level(entry["level"]) if entry["level"] is not None else ""
    if entry["level"] is None:
        key = "summary.not-rated"
    elif why:
        key += "-because"
    statement = state(key, capability=capability, level=level, target=str(entry["target"]), why=tuple(why))
    return Entry(ground.saying.text(statement), (entry["id"],), tone)


def _blocking(ground: Ground, entry: Mapping[str, Any]) -> list[Argument]:
    """What keeps a capability from its target, as far as one requirement tells."""
    from cxrules.engine.justification.levels import level

    for statement in level(ground.known, entry["id"]):
        leaves = statement.arguments.get("leaves")
        if statement.key == "level.missed" and leaves:
            return [leaves.arguments["leaves"]]  # type: ignore[union-attr] # it is a phrase
    return []


def _waiting(ground: Ground, entry: Mapping[str, Any]) -> list[Argument]:
    from cxrules.engine.justification.missing import named
    from cxrules.engine.justification.statement import most

    found = ground.deciding.get(entry["id"], entry["open"])
    return [most(named(ground.known, found), 4)] if found else []


def _levels(ground: Ground) -> Iterator[Entry]:
    """How many capabilities are at which level."""
    rated = [each for each in ground.entries if each["level"] is not None]
    if len(rated) < 2:  # noqa: PLR2004 - one is no distribution
        return
    counts = Counter(each["level"] for each in rated)
    parts = tuple(
        state("summary.at-level", count=counts[order], level=ground.known.level(order))
        for order in sorted(counts, reverse=True)
    )
    text = ground.sentence(
        "summary.levels", len(rated), what=ground.term("capability", len(rated)), parts=parts
    )
    yield Entry(text)


def _rules(ground: Ground) -> Iterator[Entry]:
    broken = [each for each in ground.result["rules"] if each["outcome"] == "broken"]
    if broken:
        names = dict.fromkeys(each["rule"] for each in broken)
        listed = tuple(Named("rule", each) for each in list(names)[:_MOST])
        yield Entry(ground.sentence("summary.broken", len(names), rules=listed), tuple(names), "bad")
    disagree = [each for each in ground.result["disagreements"] if not each["decided"]]
    if disagree:
        subjects = ground.known.subject_list(dict.fromkeys(each["subject"] for each in disagree))
        yield Entry(ground.sentence("summary.disagree", len(disagree), subjects=subjects), (), "open")


def _rests(ground: Ground) -> Iterator[Entry]:
    """On how much evidence and how many measures all of this rests."""
    evidence, measures = len(ground.assessment.evidence), ground.result["measures"]
    measured = len({each["id"] for each in measures if each["value"] is not None})
    if evidence:
        yield Entry((*ground.sentence("summary.evidence", evidence), *_more(ground, "evidence")))
    if measured:
        yield Entry((*ground.sentence("summary.measures", measured), *_more(ground, "measures")))


def _more(ground: Ground, target: str) -> tuple[Run, ...]:
    return Run(" "), Run(ground.word("summary.see"), target)
