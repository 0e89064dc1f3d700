"""A comparison in the terminal: how far each model asks what the other does, levels, what only one asks."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from cxrules.compare.comparison import demands, name_of, sizes
from cxrules.compare.coverage import METS
from cxrules.compare.words import RELATION
from cxrules.reports.columns import clean, clip, counted, left, right, width, wrap
from cxrules.reports.comparison.words import MET
from cxrules.reports.names import plural

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxrules.compare.comparison import Comparison, Pair, Side
    from cxrules.compare.coverage import Coverage
    from cxrules.reports.names import Look

_SHOWN = 10


def render(comparison: Comparison, look: Look, *, every: bool = False) -> str:
    """The text; `every` shows lists to their ends."""
    sides = {name_of(side.ruleset, comparison.sides): side for side in comparison.sides}
    blocks = [_models(sides, look), _levels(sides, look)]
    for pair in comparison.pairs:
        blocks += _pair(pair, sides, look, every=every)
    blocks += [
        wrap(f"No mapping ties {one} and {other}, so their elements are not compared.", look.columns)
        for one, other in comparison.unmapped
    ]
    return "\n\n".join("\n".join(line.rstrip() for line in block) for block in blocks if block) + "\n"


def _models(sides: dict[str, Side], look: Look) -> list[str]:
    lines = []
    for name, side in sides.items():
        count = sizes(side.ruleset)
        capabilities = counted(count["capabilities"], *_words(side, "capability"))
        criteria = counted(count["criteria"], *_words(side, "criterion"))
        rest = [
            counted(count[kind], kind[:-1]) for kind in ("attributes", "practices", "rules") if count[kind]
        ]
        told = ", ".join([capabilities, criteria, *rest])
        lines += wrap(
            f"{name} {side.ruleset.version}, {clean(side.ruleset.title)}: {told}", look.columns, "", "  "
        )
    return lines


def _words(side: Side, kind: str) -> tuple[str, str]:
    return side.ruleset.terms.get(kind, kind), plural(side.ruleset, kind)


def _levels(sides: dict[str, Side], look: Look) -> list[str]:
    found = [demands(side.ruleset) for side in sides.values()]
    rows = [["Level", *sides]]
    orders = sorted({order for each in found for order in each})
    rows += [
        [str(order), *(clean(each[order][0]) if order in each else "" for each in found)] for order in orders
    ]
    return _table(rows, look)


def _pair(pair: Pair, sides: dict[str, Side], look: Look, *, every: bool) -> list[list[str]]:
    blocks = []
    for seen in (pair.there, pair.back):
        counts = seen.counts()
        told = ", ".join(f"{counts[met]} {MET[met]}" for met in METS if counts[met])
        total = counted(sum(counts.values()), *_words(sides[seen.from_model], "criterion"))
        blocks.append(
            wrap(
                f"What {seen.from_model} asks, looked for in {seen.to_model}: of {total} {told}.",
                look.columns,
            )
        )
        blocks.append(_units(seen, sides[seen.from_model], look))
    if pair.levels:
        blocks.append(_level_rows(pair, look))
    return [*blocks, *(_gaps(seen, look, every=every) for seen in (pair.there, pair.back))]


def _units(seen: Coverage, side: Side, look: Look) -> list[str]:
    rows = [[_words(side, "capability")[0].capitalize(), *(MET[met] for met in METS), "tied to"]]
    for unit in side.elements.units.values():
        counts = seen.counts(unit.id)
        ties = [tie.to_unit for key, tie in seen.ties.items() if key[0] == unit.id]
        if any(counts[met] for met in METS if met != "unsaid") or ties:
            rows.append(
                [unit.id, *(str(counts[met]) if counts[met] else "" for met in METS), ", ".join(ties)]
            )
    kept = [at for at in range(len(rows[0])) if not at or any(each[at] for each in rows[1:])]
    return _table([[each[at] for at in kept] for each in rows], look) if rows[1:] else []


def _level_rows(pair: Pair, look: Look) -> list[str]:
    lines = ["Levels:"]
    for each in pair.levels:
        here = "none" if each.from_level is None else f"level {each.from_level} of {pair.first}"
        there = "" if each.to_level is None else f" level {each.to_level} of {pair.second}"
        why = f": {clean(each.because)}" if each.because else ""
        lines += wrap(
            f"{here} {RELATION[each.relation]}{there}{why}", look.columns, f"  {look.signs.bullet} ", "    "
        )
    return lines


def _gaps(seen: Coverage, look: Look, *, every: bool) -> list[str]:
    gaps = seen.gaps()
    if not gaps:
        return []
    lines = wrap(f"Asked by {seen.from_model}, without a counterpart in {seen.to_model}:", look.columns)
    for each in gaps if every else islice(gaps, _SHOWN):
        start = f"  {look.signs.bullet} "
        words = f"{each.element.id} {clean(each.element.title)} ({MET[each.met]})"
        lines.append(start + clip(words, look.columns - width(start), look.signs.more))
    if len(gaps) > _SHOWN and not every:
        lines.append(f"  {look.signs.bullet} and {len(gaps) - _SHOWN} more (--all lists them)")
    return lines


def _table(rows: Sequence[Sequence[str]], look: Look) -> list[str]:
    """Columns beside each other; numbers stand at the right, the last column goes on below itself."""
    wide = [max(width(each[at]) for each in rows) for at in range(len(rows[0]))]
    numbers = [all(each[at].isdigit() for each in rows[1:] if each[at]) for at in range(len(rows[0]))]
    lines = []
    for each in rows:
        *cells, last = [
            (right if at and numbers[at] else left)(cell, wide[at]) for at, cell in enumerate(each)
        ]
        start = "".join(f"{cell}  " for cell in cells)
        lines += wrap(last.rstrip(), look.columns, start, " " * width(start)) or [start]
    return lines
