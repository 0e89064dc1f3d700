"""Which rating counts where assessors differ, read from an assessment file. Deciding it is for the engine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.exchange import values
from cxrules.exchange.fields import Fields
from cxrules.exchange.tree import Mapping, Node, Sequence
from cxrules.model.record import RULES, TIES, Consensus

if TYPE_CHECKING:
    from cxrules.exchange.problems import Problems

CONSENSUS_KEYS = ("rule", "quorum", "tie")


def read_consensus(node: Node, problems: Problems) -> Consensus | None:
    """Read ``majority``, or ``{rule: majority, quorum: 2, tie: lowest, SWE.1: lead-decides}``.

    What is no key of the rule is the id of a subject with a rule of its own.
    """
    if isinstance(node, Mapping):
        own = Mapping({key: node.entries[key] for key in CONSENSUS_KEYS if key in node.entries}, *node.span)
        general = _one(own, problems, Consensus())
        exceptions = {}
        for name, (key, value) in node.entries.items():
            if name not in CONSENSUS_KEYS:
                found = _one(value, problems, general)
                exceptions[name] = found._replace(span=key.span)
        return general._replace(exceptions=exceptions)
    return _one(node, problems, Consensus())


def _one(node: Node, problems: Problems, general: Consensus) -> Consensus:
    """Read a rule by itself; what is not said is as in general."""
    if isinstance(node, Sequence):
        message = "'consensus' must be a rule, or a map such as {rule: majority, tie: lowest}, not a list."
        problems.add("CX0504", message, node.span)
        return general
    if not isinstance(node, Mapping):
        rule = values.choice(node, "consensus", RULES, problems)
        return general._replace(rule=rule or general.rule, span=node.span)
    fields = Fields(node, CONSENSUS_KEYS, "the consensus", problems)
    quorum = fields.whole("quorum")
    return Consensus(
        fields.choice("rule", RULES) or general.rule,
        general.quorum if quorum is None else max(quorum, 1),
        fields.choice("tie", TIES) or general.tie,
        span=fields.span("rule"),
        quorum_span=fields.span("quorum"),
    )
