"""The assumption about judged attributes: each rises as far as all of its criteria that are rated do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.engine.link import link
from cxrules.solve.changes import Change

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxrules.engine.evaluation import Evaluation


def risen(
    evaluation: Evaluation, assumed: Sequence[tuple[str, Sequence[str]]], changes: Sequence[Change]
) -> list[Change]:
    """The attributes that rise with some changes of criteria; none falls, and none that is changed itself counts."""
    ratings, arrays = link(evaluation.plan).ratings, evaluation.bound.arrays
    after = {(each.node, each.instance): each.number for each in changes}
    everywhere = {each.node: each.number for each in changes if _is_everywhere(evaluation, each.node)}
    out = []
    for attribute, criteria in assumed:
        node = ratings[attribute]
        for instance, values in enumerate(arrays):
            held = values[node][0]
            if (node, instance) in after or held is None:
                continue
            ranks = [
                everywhere.get(ratings[name], after.get((ratings[name], instance), values[ratings[name]][0]))
                for name in criteria
            ]
            reached = min((rank for rank in ranks if rank is not None), default=held)
            if reached > held:
                out.append(Change(node, instance, held, reached, open=False))
    return out


def _is_everywhere(evaluation: Evaluation, node: int) -> bool:
    from cxrules.solve.changes import answered_together

    return node in answered_together(evaluation)
