"""What was found across all capabilities: strengths, weaknesses, facts, rules, deviations, disagreements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.engine.justification.ratings import disagreements, strengths
from cxrules.engine.justification.rules import broken, deviations, recorded
from cxrules.engine.justification.statement import Argument, Named, Quote, state
from cxrules.reports.audit.capabilities import linked
from cxrules.reports.audit.content import (
    Block,
    Cell,
    Entry,
    Fold,
    Listing,
    Paragraph,
    Row,
    Section,
    Text,
    said,
)
from cxrules.reports.audit.ground import Ground, anchor, cell, row, table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cxrules.engine.justification.statement import Statement
    from cxrules.model.assessment import Finding, Judgement

_AGAIN = 3
_OUTCOMES = ("broken", "deviated", "undecidable", "kept")
_TONES = {"broken": "bad", "deviated": "warn", "undecidable": "open", "kept": "good"}


def findings(ground: Ground) -> Section:
    """Every finding, the bad ones first."""
    parts = [_weaknesses(ground), _strengths(ground), _facts(ground), _rules(ground), _deviations(ground)]
    parts.append(_disagreements(ground))
    sections = tuple(each for each in parts if each is not None)
    blocks: tuple[Block, ...] = () if sections else (Paragraph(said(ground.word("findings.none"))),)
    return Section(ground.word("section.findings"), "findings", blocks, sections)


def _weaknesses(ground: Ground) -> Section:
    found = ground.weaknesses
    blocks = tuple(_by_capability(ground, found)) if found else _nothing(ground, "weakness.none")
    return Section(
        ground.word("findings.weaknesses"), "weaknesses", blocks, (), "", str(len(found)) if found else ""
    )


def _by_capability(ground: Ground, statements: Sequence[Statement]) -> Iterator[Block]:
    """What is said of three ratings or more once and first, then all others capability by capability."""
    alike: dict[str, list[Statement]] = {}
    for each in statements:
        alike.setdefault(_gist(each), []).append(each)
    again = [group for group in alike.values() if len(group) >= _AGAIN]
    if again:
        yield Listing(
            tuple(_recurring(ground, each) for each in again), ground.word("findings.recurring-title")
        )
    told = {id(each) for group in again for each in group}
    groups: dict[str, list[Statement]] = {}
    for each in statements:
        if id(each) not in told:
            groups.setdefault(ground.plan.capability_of(each.subjects[0]) or "", []).append(each)
    for name, group in groups.items():
        yield Listing(tuple(ground.entry(each) for each in group), ground.title(name))


def _gist(statement: Statement) -> str:
    """What is said, whatever it is said of."""
    said_of = {key: statement.arguments.get(key, "") for key in ("text", "causes", "evidence")}
    return repr(said_of)


def _recurring(ground: Ground, group: Sequence[Statement]) -> Entry:
    first = group[0].arguments
    causes = first["causes"]
    text = first.get("text") or (causes if isinstance(causes, tuple) else ())
    words = tuple(
        Quote(each.title or each.id) if isinstance(each, Named) else each for each in _several(text)
    )
    subjects = tuple(Named("subject", name) for each in group for name in each.subjects[:1])
    told = state(
        "findings.recurring",
        count=len(group),
        text=words,
        evidence=first["evidence"],
        subjects=subjects,
        tone="bad",
    )
    return ground.entry(told)


def _several(argument: Argument) -> tuple[Argument, ...]:
    return argument if isinstance(argument, tuple) else (argument,)


def _strengths(ground: Ground) -> Section:
    found = ground.each(strengths)
    blocks: tuple[Block, ...] = (_grouped(ground, found),) if found else _nothing(ground, "strength.none")
    return Section(
        ground.word("findings.strengths"), "strengths", blocks, (), "", str(len(found)) if found else ""
    )


def _nothing(ground: Ground, key: str) -> tuple[Block, ...]:
    return (Paragraph(said(ground.word(key))),)


def _grouped(ground: Ground, statements: Iterable[Statement]) -> Block:
    return Listing(tuple(ground.entry(each) for each in statements))


def _facts(ground: Ground) -> Section | None:
    """What assessors asserted, denied or left open as facts, and what they judged."""
    titles = {**ground.plan.findings, **ground.plan.answers.contexts}
    rows = []
    for each in ground.assessment.findings.values():
        name = f"{each.id}: {titles.get(each.id, '')}".rstrip(": ")
        rows.append(_fact(ground, each, name, ", ".join(each.subjects), each.note))
    rows += [
        _fact(ground, each, each.key, "", each.because) for each in ground.assessment.judgements.values()
    ]
    if not rows:
        return None
    columns = ground.columns(
        "column.fact",
        ("column.answer", "short"),
        "column.about",
        "column.evidence",
        "column.by",
        "column.remarks",
    )
    caption = ground.word("findings.facts")
    return Section(caption, "facts", (table(caption, columns, rows),))


def _fact(ground: Ground, told: Finding | Judgement, name: str, about: str, note: str) -> Row:
    word = ground.saying.wording.template(f"answer.{told.answer}") or told.answer
    tone = "open" if told.answer == "open" else ""
    person = ground.known.person(told.by).id if told.by else ""
    return row(
        cell(name),
        cell(word, "", tone),
        cell(about),
        Cell(linked(ground, "evidence", told.evidence)),
        cell(person),
        cell(note),
    )


# --------------------------------------------------------------------------------------------- rules


def _rules(ground: Ground) -> Section | None:
    """Broken rules in full sentences, then every rule that had something to say with its outcome."""
    rows = ground.result["rules"]
    told = [each for each in rows if each["outcome"] != "not-triggered"]
    if not rows:
        return None
    blocks: list[Block] = []
    bad = [one for group in ground.known.outcomes.values() for one in group if one.outcome == "broken"]
    if bad:
        blocks.append(Listing(tuple(ground.entry(broken(ground.known, each)) for each in bad)))
    counts = {each: sum(one["outcome"] == each for one in rows) for each in (*_OUTCOMES, "not-triggered")}
    words = [
        f"{ground.saying.number(str(count))} {ground.word(f'outcome.{each}')}"
        for each, count in counts.items()
        if count
    ]
    blocks.append(Paragraph(ground.sentence("findings.rule-counts", outcomes=ground.saying.names(words))))
    if told:
        blocks.append(Fold(ground.word("findings.rule-table"), (_rule_table(ground),), "rule-table"))
    return Section(
        ground.word("findings.rules"), "rules", tuple(blocks), (), "", str(len(bad)) if bad else ""
    )


def _rule_table(ground: Ground) -> Block:
    by_rule: dict[str, dict[str, list[str]]] = {}
    for each in ground.result["rules"]:
        if each["outcome"] != "not-triggered":
            by_rule.setdefault(each["rule"], {}).setdefault(each["outcome"], []).append(each["subject"])
    columns = ground.columns(
        "column.rule", ("column.outcome", "short"), "column.subjects", "column.says", "column.source"
    )
    rows = []
    for name, outcomes in sorted(by_rule.items(), key=lambda item: min(map(_OUTCOMES.index, item[1]))):
        text = ground.plan.rule_texts.get(name)
        worst = min(outcomes, key=_OUTCOMES.index)
        words = ", ".join(
            ground.word(f"outcome.{each}") + (f" ({len(outcomes[each])})" if len(outcomes) > 1 else "")
            for each in _OUTCOMES
            if each in outcomes
        )
        rows.append(
            row(
                cell(f"{name} {text.title if text else ''}".rstrip()),
                cell(words, "", _TONES[worst]),
                Cell(_subjects(ground, outcomes[worst])),
                cell(text.text if text else ""),
                cell(text.source if text else ""),
                at=anchor("rule", name),
            )
        )
    return table(ground.word("findings.rule-table"), columns, rows)


def _subjects(ground: Ground, names: Iterable[str]) -> Text:
    found = [each for each in dict.fromkeys(names) if each]
    text = linked(ground, "subject", found[:12])
    if len(found) > 12:  # noqa: PLR2004 - as many as anybody reads
        text = (*text, *ground.sentence("findings.more", len(found) - 12))
    return text


# ----------------------------------------------------------------------------- deviations, disagreements


def _deviations(ground: Ground) -> Section | None:
    found = [*recorded(ground.known, ""), *ground.each(deviations)]
    if not found:
        return None
    return Section(ground.word("findings.deviations"), "deviations", (_grouped(ground, found),))


def _disagreements(ground: Ground) -> Section | None:
    found: list[Entry] = []
    for entry in ground.entries:
        found += [ground.entry(each) for each in disagreements(ground.known, entry["id"])]
    if not found:
        return None
    return Section(ground.word("findings.disagreements"), "disagreements", (Listing(tuple(found)),))
