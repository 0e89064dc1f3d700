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
