"""A benchmark as a page of text: values of others for each metric, and the spread of peers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.model.surd import decimal_text
from cxrules.plan.figures import measured_text
from cxrules.reports.columns import clean, clip, counted, left, right, width, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxrules.model.metrics import Metric
    from cxrules.model.surd import Number
    from cxrules.reports.names import Look
    from cxrules.workspace.benchmark import AgainstOthers, AgainstPeers, Benchmark, Group, Held

_WIDEST_LABEL = 30
_HEADS = ("own", "n", "lowest", "lower", "median", "upper", "highest")
_CELL = 7


def benchmark_text(benchmark: Benchmark, look: Look) -> str:
    """The page, ending with a line break."""
    plan, assessment = benchmark.evaluation.plan, benchmark.evaluation.assessment
    day = f", {assessment.date}" if assessment.date else ""
    head = f"{clean(assessment.title or assessment.id)} by {plan.model_id} {plan.model_version}{day}."
    blocks = [wrap(head, look.columns)]
    blocks += [list(_against(each, look)) for each in benchmark.against]
    if benchmark.group is not None:
        blocks.append(list(_peers(benchmark, benchmark.group, look)))
    return "\n\n".join("\n".join(each.rstrip() for each in block) for block in blocks if block) + "\n"


# ------------------------------------------------------------------------------- values of others


def _against(found: AgainstOthers, look: Look) -> Iterator[str]:
    metric, own = found.metric, found.own
    yield from wrap(clean(f"{metric.title} ({metric.name})" if metric.title else metric.name), look.columns)
    if own is None or own.value is None:
        text = f"no value: {clean(own.reason)}" if own is not None else "not measured"
    else:
        text = measured_text(own.value, metric.unit) + _between(own.low, own.high) + _rows(own.n)
    yield from wrap(text, look.columns, "  own: ", "    ")
    for each in found.others:
        yield from _other(metric, each, look)


def _other(metric: Metric, held: Held, look: Look) -> Iterator[str]:
    other = held.reference
    kind = f" ({other.kind})" if other.kind else ""
    value = measured_text(other.value, metric.unit) + _between(other.low, other.high) + _rows(other.n)
    yield from wrap(f"{clean(other.name)}{kind}: {value}, {_side(held)}", look.columns, "  ", "    ")
    yield from wrap(f"{clean(other.source)}, {other.date}", look.columns, "    ", "    ")


def _side(held: Held) -> str:
    """``below the own interval; own +5.2``."""
    if held.difference is None:
        return "nothing of one's own to hold against it"
    sign = "+" if held.difference > 0 else ""
    difference = f"own {sign}{decimal_text(held.difference, 1)}"
    return f"{held.side} the own interval; {difference}" if held.side else f"no own interval; {difference}"


def _between(low: Number | None, high: Number | None) -> str:
    if low is None and high is None:
        return ""
    ends = ["?" if each is None else decimal_text(each, 1) for each in (low, high)]
    return f" ({ends[0]} to {ends[1]})"


def _rows(n: int | None) -> str:
    return "" if n is None else f", n = {n:,}"


# ------------------------------------------------------------------------------------------ peers


def _peers(benchmark: Benchmark, group: Group, look: Look) -> Iterator[str]:
    yield from wrap(_of(group, benchmark.least), look.columns)
    if group.other_versions:
        told = ", ".join(
            f"{count} of them are by {each}" for each, count in sorted(group.other_versions.items())
        )
        text = f"{told}, the assessment is by {benchmark.evaluation.plan.model_version}"
        yield from wrap(f"Warning: {text}: the same id may mean something else.", look.columns)
    rows = benchmark.peers
    shown = [each for each in rows if each.spread is not None]
    broad = min(max((width(_label(each)) for each in shown), default=0), _WIDEST_LABEL)
    if shown:
        yield "  ".join(["  " + left("", broad), *(right(each, _CELL) for each in _HEADS), "own place"])
    for row in shown:
        yield from _row(row, broad, look)
    for row in rows:
        if row.spread is None:
            yield from wrap(f"{_label(row)}: not shown, {row.reason}", look.columns, "  ", "    ")


def _of(group: Group, least: int) -> str:
    others = {
        "by another model": group.other_model,
        "with errors": group.unreadable,
        "followed by a newer one": group.superseded,
    }
    left_out = [f"{count} {why}" for why, count in others.items() if count]
    told = f" Left out: {', '.join(left_out)}." if left_out else ""
    few = f" Shown is what at least {least} of them have."
    return f"{counted(len(group.peers), 'peer')} by the same model.{few}{told}"


def _label(row: AgainstPeers) -> str:
    title = row.title or ("Organisation" if row.kind == "organisation" else "")
    unit = f", {row.unit}" if row.unit and row.unit != "number" else ""
    return clean(f"{row.id} {title}{unit}".strip())


def _row(row: AgainstPeers, broad: int, look: Look) -> Iterator[str]:
    spread, rank = row.spread, row.rank
    if spread is None:
        return
    places = 1 if row.kind == "measure" else 0
    own = "?" if row.own is None else decimal_text(row.own, places)
    numbers = [spread.lowest, spread.lower, spread.median, spread.upper, spread.highest]
    cells = [own, str(spread.n), *(decimal_text(each, places) for each in numbers)]
    place = "" if rank is None else f"above {rank.below}, equal to {rank.equal}, below {rank.above}"
    label = left(clip(_label(row), broad, look.signs.more), broad)
    line = "  ".join(["  " + label, *(right(each, _CELL) for each in cells)])
    fits = width(line) + 2 + width(place) <= look.columns
    yield f"{line}  {place}" if fits else line
    if not fits and place:
        yield f"      {place}"
