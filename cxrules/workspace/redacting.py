"""An assessment as an audience may see it: its evaluation, and its file."""

from __future__ import annotations

from dataclasses import replace

from cxrules.diagnostics import Unknown
from cxrules.engine.bind import bind
from cxrules.engine.evaluation import Evaluation, levels
from cxrules.exchange.assessment import assessment_of, read_assessment
from cxrules.exchange.document import read_tree
from cxrules.exchange.redaction import redacted
from cxrules.exchange.tree import Mapping
from cxrules.exchange.write_tree import write_tree
from cxrules.text import Source
from cxrules.workspace.assessing import Instead

_NOT_HANDED_ON = ("signed-off",)
"""Sign-offs are of the whole file; what is left of it is another one."""


class UnknownAudience(Unknown):
    """The assessment has no such audience; `known` are those it has."""

    def __init__(self, name: str, known: list[str]) -> None:
        """Keep the name and the known ones."""
        otherwise = None if known else "List them under 'audiences'."
        super().__init__("The assessment has no audience", name, known, otherwise)


def for_audience(evaluation: Evaluation, audience: str) -> Evaluation:
    """The evaluation with the same levels and ratings, and without what an audience may not see.

    Raises UnknownAudience.
    """
    source = evaluation.source
    full = evaluation.assessment
    tree = None if source is None else _tree(source)
    if audience not in full.audiences or source is None or tree is None:
        raise UnknownAudience(audience, list(full.audiences))
    left, _ = assessment_of(redacted(tree, full.audiences[audience]), [], source)
    if left is None:
        raise AssertionError("redaction broke the form of an assessment")
    same = {key: getattr(full, key) for key in Instead._fields}
    left = replace(left, **same)
    bound = bind(evaluation.plan, left, evaluation.bound.scope)
    kept = bound._replace(arrays=evaluation.bound.arrays, joins=evaluation.bound.joins)
    return Evaluation(evaluation.plan, left, kept, (), source)


def redacted_text(evaluation: Evaluation, audience: str) -> str:
    """The file of an assessment without what an audience may not see, as YAML without comments.

    Raises UnknownAudience.
    """
    full = evaluation.assessment
    tree = None if evaluation.source is None else _tree(evaluation.source)
    if audience not in full.audiences or tree is None:
        raise UnknownAudience(audience, list(full.audiences))
    left = redacted(tree, full.audiences[audience])
    for key in _NOT_HANDED_ON:
        left.entries.pop(key, None)
    return write_tree(left)


def changed_levels(evaluation: Evaluation, text: str) -> list[str]:
    """The capabilities with other levels in a redacted file: they rest on evidence left out of it."""
    left, _ = read_assessment(Source("redacted.yaml", text))
    if left is None:
        raise AssertionError("redaction broke the form of an assessment")
    found = levels(evaluation.plan, left, evaluation.bound.scope)
    return [name for name, level in evaluation.levels().items() if found.get(name) != level]


def _tree(source: Source) -> Mapping | None:
    node, _ = read_tree(source)
    return node if isinstance(node, Mapping) else None
