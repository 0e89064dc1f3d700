"""What a plan computes, however its nodes are numbered: two plans with one signature mean the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Key: TypeAlias = tuple[str, ...]
"""What can be looked at: ``("level", capability)``, ``("rating", subject)``, ``("rule", rule, subject)``,
``("value", name, subject, level)``, ``("maturity", name)``, ``("target", name)``,
``("refusal", by, message)``."""

_GATHERING = frozenset({"all", "any", "every"})
_ANY_ORDER = frozenset({"all", "any", "every", "at-least-k", "lowest", "highest"})


def signature(data: Mapping[str, Any], nodes: Sequence[int]) -> dict[Key, int]:
    """For each thing that a plan tells of a number for all it rests on; `nodes` are those of its nodes."""
    found: dict[Key, int] = {("way",): hash(repr(data["method"]))}
    for rule, subject, _, when, holds in data["rules"]:
        key = ("rule", rule, subject)
        found[key] = hash((found.get(key), _of(nodes, when), _of(nodes, holds)))
    for name, row in data["capabilities"].items():
        found["level", name] = _of(nodes, row[2])
    for name, row in data["subjects"].items():
        own = tuple(_of(nodes, node) for node in row if isinstance(node, int))
        # What is no part of a level is joined over instances where it is shown, by no node.
        found["rating", name] = hash((own, repr(data["method"][4]) if own[-1] < 0 else ""))
    for subject, name, level, node, *_ in data["values"]:
        found["value", name, subject, str(level or "")] = _of(nodes, node)
    for name, _, _, node, _ in data["organisations"]:
        found["maturity", name] = _of(nodes, node)
    for name, (_, levels, *_) in data["targets"].items():
        found["target", name] = hash(repr(sorted(levels.items())))
    for node, by, message in data["refusals"]:
        found["refusal", by, message] = _of(nodes, node)
    return found


def changed(one: Mapping[Key, int], other: Mapping[Key, int]) -> set[Key]:
    """What means something else in the other plan, or is in one of them only."""
    return {key for key, _ in one.items() ^ other.items()}


def numbers(data: Mapping[str, Any], *, loose: bool = False) -> list[int]:
    """A number for each node of a plan's data; the same for nodes that compute the same.

    `loose`: also for those that join the same in another order, and where one alone is joined.
    """
    found: list[int] = []
    operations, params = data["operations"], [hash(repr(_without_words(param))) for param in data["params"]]
    for operation, param, whole, *args in data["nodes"]:
        name = operations[operation]
        if loose and name in _GATHERING and len(args) == 1:
            found.append(found[args[0]])
            continue
        below = [found[arg] for arg in args]
        if loose and name in _ANY_ORDER:
            below.sort()
        found.append(hash((name, params[param], whole, *below)))
    return found


def _without_words(param: Any) -> Any:  # noqa: ANN401 - data of many shapes
    """A parameter without the words of a table's rows, which are for people."""
    if isinstance(param, dict) and "rows" in param:
        return {key: said for key, said in param.items() if key != "rows"}
    return param


def _of(nodes: Sequence[int], node: int) -> int:
    return nodes[node] if node >= 0 else -1
