"""The graph of a plan, and the one place that uses a graph library.

Imported only where a graph is asked for or a cycle must be shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import networkx as nx

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

T = TypeVar("T", bound=tuple[Any, ...])


def cycles(edges: Mapping[T, Iterable[T]]) -> list[list[T]]:
    """One shortest path for each group of things that rest on each other, without repeating its start.

    `edges` maps a thing to what it rests on. The result does not depend on the order of `edges`.
    """
    graph: nx.DiGraph[T] = nx.DiGraph()
    graph.add_edges_from((one, other) for one, others in edges.items() for other in others)
    found = []
    for component in nx.strongly_connected_components(graph):
        first = min(component, key=str)
        inside = graph.subgraph(component)
        if len(component) == 1 and not inside.has_edge(first, first):
            continue
        back = [nx.shortest_path(inside, after, first) for after in sorted(inside.successors(first), key=str)]
        path = min(back, key=len)
        found.append([first, *path[:-1]])
    return sorted(found, key=str)


def pairing(worth: Mapping[tuple[int, int], int]) -> dict[int, int]:
    """The pairs of one side with the other that are worth most together, each of both sides at most once.

    `worth` maps a pair, by numbers on either side, to what it is worth; only those above 0 are taken. The
    result does not depend on the order of `worth`.
    """
    graph: nx.Graph[tuple[int, int]] = nx.Graph()
    for (one, other), gain in sorted(worth.items()):
        if gain > 0:
            graph.add_edge((0, one), (1, other), weight=gain)
    chosen = (sorted(edge) for edge in nx.max_weight_matching(graph))
    return dict(sorted((one[1], other[1]) for one, other in chosen))
