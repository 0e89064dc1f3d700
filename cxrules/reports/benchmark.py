"""A benchmark as data (``cxrules-benchmark/1``), with the words that its text shares."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxrules.model.surd import published

if TYPE_CHECKING:
    from cxrules.model.measured import Measurement
    from cxrules.workspace.benchmark import AgainstOthers, AgainstPeers, Benchmark, Group, Held

FORMAT = "cxrules-benchmark/1"


def benchmark_data(benchmark: Benchmark) -> dict[str, Any]:
    """A benchmark as plain data; numbers are texts, with two decimals and exact."""
    plan, assessment = benchmark.evaluation.plan, benchmark.evaluation.assessment
    return {
        "format": FORMAT,
        "assessment": assessment.id,
        "date": assessment.date.isoformat() if assessment.date else None,
        "model": {"id": plan.model_id, "version": plan.model_version, "digest": plan.digest},
        "against": [_against(each) for each in benchmark.against],
        "group": _group(benchmark.group, benchmark.least),
        "peers": [_among(each) for each in benchmark.peers],
    }


def _against(found: AgainstOthers) -> dict[str, Any]:
    metric = found.metric
    return {
        "id": metric.name,
        "title": metric.title,
        "unit": metric.unit,
        "own": _own(found.own),
        "others": [_held(each) for each in found.others],
    }


def _own(own: Measurement | None) -> dict[str, Any]:
    if own is None:
        return {"value": None, "exact": None, "low": None, "high": None, "n": None, "reason": "not measured"}
    ends = {"value": published(own.value), "exact": None if own.value is None else str(own.value)}
    return {**ends, "low": published(own.low), "high": published(own.high), "n": own.n, "reason": own.reason}


def _held(held: Held) -> dict[str, Any]:
    other = held.reference
    return {
        "name": other.name,
        "kind": other.kind,
        "value": published(other.value),
        "exact": str(other.value),
        "low": published(other.low),
        "high": published(other.high),
        "n": other.n,
        "source": other.source,
        "date": other.date.isoformat(),
        "difference": published(held.difference),
        "side": held.side,
    }


def _group(group: Group | None, least: int) -> dict[str, Any] | None:
    if group is None:
        return None
    return {
        "peers": len(group.peers),
        "least": least,
        "other-model": group.other_model,
        "unreadable": group.unreadable,
        "superseded": group.superseded,
        "other-versions": dict(sorted(group.other_versions.items())),
    }


def _among(row: AgainstPeers) -> dict[str, Any]:
    spread = row.spread
    return {
        "kind": row.kind,
        "id": row.id,
        "title": row.title,
        "unit": row.unit or None,
        "own": published(row.own),
        "spread": None
        if spread is None
        else {
            "n": spread.n,
            **{key: published(each) for key, each in spread._asdict().items() if key != "n"},
        },
        "place": None if row.rank is None else row.rank._asdict(),
        "reason": row.reason,
    }
