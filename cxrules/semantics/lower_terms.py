"""Terms to nodes: one method for each shape of term. What counts for a subject is decided in `lower`."""

from __future__ import annotations

from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING, Any, TypeAlias

from cxrules.semantics.conditions import INSTANCE
from cxrules.semantics.extents import Extents
from cxrules.semantics.nodes import Nodes
from cxrules.semantics.presence import Presence

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cxrules.model.ruleset import Method, Scale
    from cxrules.semantics.analysis import Analysis
    from cxrules.semantics.terms import Term

Whole: TypeAlias = bool
"""Whether a node is evaluated once, for all instances."""
_HELD = frozenset({"test", "compare", "compare-two", "known", "close", "apart", "not-above"})
"""What asks something of a value, and holds only where the value is there."""
_OVER = {
    "any": "join-any",
    "every": "join-every",
    "count": "join-count",
    "share": "join-share",
    "same": "join-same",
}


class TermLowering:
    """Writes the nodes of terms for one method and one reading."""

    def __init__(self, analysis: Analysis, method: Method, reading: str) -> None:
        """Take what the analysis found, the method whose aggregates count, and the reading."""
        self.analysis, self.method, self.reading = analysis, method, reading
        self.ruleset, self.elements = analysis.ruleset, analysis.elements
        self.scale: Scale = self.ruleset.scales[method.scale]
        self.base: Scale = analysis.scale
        self.nodes = Nodes()
        self.counts: dict[str, int] = {}
        self.wholes: dict[str, int] = {}
        self.levels: dict[tuple[str, int], int] = {}
        self.values: dict[str, int] = {}
        self.refusals: dict[int, list[str]] = {}
        self.plain: set[int] = set()
        """Nodes that are on the base scale already, whatever the method's scale is: decisions are."""
        self._instance = ""
        worked = {value.key: value.term for value in analysis.values}
        self.extents = Extents([value.code for value in self.base.values], worked.__getitem__)
        self.presence = Presence(self.elements.applies, worked.__getitem__)
        self._types = {value.key: value.type for value in analysis.values}

    # ------------------------------------------------------------------------------------- reading

    def read(self, subject: str, *, whole: bool) -> int:
        """The rating of a subject on the base scale, of one instance or of all."""
        if subject == INSTANCE:
            return self.collapsed(self.counts[self._instance])
        return self.collapsed(self.whole(subject) if whole else self.counts[subject])

    def collapsed(self, node: int) -> int:
        """A rating of the method's scale as one of the base scale."""
        if self.scale.base is None or node in self.plain:
            return node
        return self.nodes.add("collapse", (node,), list(self.scale.collapse))

    def whole(self, subject: str) -> int:
        """The rating of a subject over all instances."""
        if subject not in self.wholes:
            self.wholes[subject] = self.joined(subject, self.counts[subject])
        return self.wholes[subject]

    def joined(self, subject: str, node: int) -> int:
        """One rating from those of all instances, as the method says."""
        if self.nodes.is_whole(node):
            return node
        decision = self.analysis.decisions.get(self.method.decide)
        if decision is None:
            return self.nodes.add("join", (node,), self.join_param())
        outer, self._instance = self._instance, subject
        made = self.term(decision.term, whole=True)
        self._instance = outer
        applies = self.nodes.add("applies", (self.counts[subject],))
        asked = self.nodes.add("join-any", (applies,), None, whole=True)
        joined = self.nodes.add("decide", (asked, made), None, whole=True)
        self.plain.add(joined)
        return joined

    def join_param(self) -> dict[str, Any]:
        """How the method joins instances."""
        raise NotImplementedError

    def reach(self, capability: str, order: int) -> int:
        """The truth of a capability at a level; the bottom level is always reached."""
        if order == self.ruleset.levels[0].order:
            return self.nodes.add("all", (), whole=True)
        return self.levels[capability, order]

    # ------------------------------------------------------------------------------------- truths

    def term(self, term: Term, *, whole: bool) -> int:
        """The node of a term; `whole`: over all instances. What may not be there holds only where it is."""
        node = self._bare(term, whole=whole)
        if term[0] not in _HELD and not self._is_truth(term):
            return node
        asked = self.presence.of(term)
        if asked is None:
            return node
        return self.nodes.add("all", (self.term(asked, whole=whole), node), whole=whole)

    def _is_truth(self, term: Term) -> bool:
        return term[0] == "value" and self._types[term[1]] == "truth"

    def _bare(self, term: Term, *, whole: bool) -> int:
        """The node of a term, which may be outside."""
        word, *rest = term
        made = _SHAPES.get(word)
        if made is not None:
            return made(self, rest, whole)
        add = partial(self.nodes.add, whole=whole)
        if word == "test":
            op, subject, param = rest
            return add(op, (self.read(subject, whole=whole),), param)
        if word in {"all", "any"}:  # what never holds says why, so that it is not taken for another such
            return add(word, [self.term(part, whole=whole) for part in rest[0]], *rest[1:])
        if word == "every":
            return self._every(rest, whole=whole)
        if word == "reaches":
            return self.reach(*rest)
        if word == "applies":
            return add("applies", (self.read(rest[0], whole=whole),))
        if word in {"close", "apart", "not-above"}:
            one, other = (self.read(subject, whole=whole) for subject in rest[:2])
            return add(word, (one, other), None if word == "not-above" else rest[2])
        if word == "finding":
            return add("input", (), ["finding", rest[0], *rest[1]])
        return add("input", (), [word, rest[0], *rest[1]])

    def _every(self, rest: list[Any], *, whole: bool) -> int:
        guards = rest[1] if len(rest) > 1 else (None,) * len(rest[0])
        return self._guarded("every", list(zip(rest[0], guards, strict=True)), None, whole=whole)

    def _guarded(self, op: str, pairs: Sequence[tuple[Term, Term | None]], param: Any, *, whole: bool) -> int:
        """An aggregate whose members count only where their guards hold and they are there."""
        args = [self._bare(part, whole=whole) for part, _ in pairs]
        guards = [self.presence.member(*pair) for pair in pairs]
        guarded = [place for place, guard in enumerate(guards) if guard is not None]
        if not guarded:
            return self.nodes.add(op, args, param, whole=whole)
        args += [self.term(guard, whole=whole) for guard in guards if guard is not None]
        said = {**(param or {}), "optional": len(guarded), "members": guarded}
        return self.nodes.add(op, args, said, whole=whole)


# ----------------------------------------------------------------------------- values and decisions


def _number(self: TermLowering, rest: list[Any], _: Whole) -> int:
    return self.nodes.add("constant", (), [rest[0], rest[0]], whole=True)


def _rank(self: TermLowering, rest: list[Any], _: Whole) -> int:
    *ends, words = rest
    if words is None:  # no rank but a number
        return self.nodes.add("constant", (), [str(ends[0]), str(ends[-1])], whole=True)
    return self.nodes.add("constant", (), [ends[0], ends[-1], "rating", list(words)], whole=True)


def _code(self: TermLowering, rest: list[Any], whole: Whole) -> int:
    codes = [str(value.code) for value in self.base.values]
    return self.nodes.add("code", (self.read(rest[0], whole=whole),), {"codes": codes}, whole=whole)


def _value(self: TermLowering, rest: list[Any], _: Whole) -> int:
    return self.values[rest[0]]


def _asked(word: str) -> Shape:
    """An input that asks the assessment; `whole`: once, not for each instance."""

    def make(self: TermLowering, rest: list[Any], _: Whole) -> int:
        return self.nodes.add("input", (), [word, *rest], whole=True)

    return make


def _measured(self: TermLowering, rest: list[Any], whole: Whole) -> int:
    return self.nodes.add("input", (), ["value", *rest], whole=whole)


def _evidence(self: TermLowering, rest: list[Any], whole: Whole) -> int:
    subject, row = rest
    demanded = [list(each) if isinstance(each, tuple) else each for each in row]
    return self.nodes.add("input", (), ["evidence", subject, demanded], whole=whole)


def _recorded(self: TermLowering, rest: list[Any], whole: Whole) -> int:
    return self.nodes.add("input", (), ["recorded", *rest], whole=whole)


def _count(self: TermLowering, rest: list[Any], whole: Whole) -> int:
    least, parts = rest
    return self.nodes.add("at-least-k", [self.term(part, whole=whole) for part in parts], least, whole=whole)


def _compare(self: TermLowering, rest: list[Any], whole: Whole) -> int:
    op, part, param = rest
    return self.nodes.add(op, (self.term(part, whole=whole),), param, whole=whole)


def _compare_two(self: TermLowering, rest: list[Any], whole: Whole) -> int:
    op, *parts = rest
    return self.nodes.add(op, [self.term(part, whole=whole) for part in parts], None, whole=whole)


def _on(op: str) -> Shape:
    """An operation over terms, with the rest as its parameter."""

    def make(self: TermLowering, rest: list[Any], whole: Whole) -> int:
        parts = [self.term(part, whole=whole) for part in rest if isinstance(part, tuple)]
        return self.nodes.add(
            op, parts, next((p for p in rest if not isinstance(p, tuple)), None), whole=whole
        )

    return make


def _asked_for(self: TermLowering, rest: list[Any], _: Whole) -> int:
    given = self.nodes.add("input", (), ["rating", rest[0]])
    return self.nodes.add("join-any", (self.nodes.add("applies", (given,)),), None, whole=True)


def _asked_when(self: TermLowering, rest: list[Any], whole: Whole) -> int:
    """Of all instances together it is asked for where it is of any."""
    subject, condition = rest
    node = self.term(condition, whole=False)
    if not whole:
        return node
    given = self.nodes.add("applies", (self.nodes.add("input", (), ["rating", subject]),))
    return self.nodes.add("join-any", (self.nodes.add("all", (node, given)),), None, whole=True)


def _is_rated(self: TermLowering, rest: list[Any], whole: Whole) -> int:
    return self.nodes.add("input", (), ["rated-beneath", rest[0]], whole=whole)


def _round(self: TermLowering, rest: list[Any], whole: Whole) -> int:
    part, (mode, step) = rest
    return self.nodes.add("round", (self.term(part, whole=whole),), {"mode": mode, "step": step}, whole=whole)


def _age(self: TermLowering, rest: list[Any], whole: Whole) -> int:
    today = self.nodes.add("input", (), ["today"], whole=True)
    return self.nodes.add("age", (self.term(rest[0], whole=whole), today), rest[1], whole=whole)


def _aggregate(self: TermLowering, rest: list[Any], whole: Whole) -> int:
    op, pairs, param = rest
    said: dict[str, Any] = {key: list(value) if isinstance(value, tuple) else value for key, value in param}
    if said.get("empty") == "open":
        low, high = self.extents.aggregate(op, [part for part, _ in pairs])
        said["empty"] = {"low": str(low), "high": str(high)}
    if op == "share" and said.get("blank") not in {None, "left out"}:
        said["blank"] = str(Fraction(said["blank"]) / 100)  # of one member, which is a truth
    if said.get("strict"):
        return self.nodes.add(op, [self.term(part, whole=whole) for part, _ in pairs], said, whole=whole)
    return self._guarded(op, pairs, said, whole=whole)


def _leading(self: TermLowering, rest: list[Any], whole: Whole) -> int:
    return self._guarded("leading", [(part, None) for part in rest[0]], {"full": "100"}, whole=whole)


def _decide(self: TermLowering, rest: list[Any], whole: Whole) -> int:
    args: list[int] = []
    for condition, outcome in rest[0]:
        args += (self.term(condition, whole=whole), self.term(outcome, whole=whole))
        if condition == ("all", ()):
            args[-2:] = args[-1:]  # what always holds is the value that is left over
            break
    rows = {"rows": [list(each) for each in rest[1]]} if len(rest) > 1 else None
    return self.nodes.add("decide", args, rows, whole=whole)


def _when(self: TermLowering, rest: list[Any], whole: Whole) -> int:
    return self.nodes.add("decide", [self.term(part, whole=whole) for part in rest], None, whole=whole)


def _choice(self: TermLowering, rest: list[Any], _: Whole) -> int:
    key, ranks, words = rest
    name = f"{self._instance}.{key}" if self._instance else key
    return self.nodes.add("input", (), ["choice", name, list(ranks), list(words)], whole=True)


def _that(self: TermLowering, _: list[Any], __: Whole) -> int:
    return self.nodes.add("join-that", (self.collapsed(self.counts[self._instance]),), None, whole=True)


def _over_instances(self: TermLowering, rest: list[Any], _: Whole) -> int:
    op, part = rest
    inner = self.read(INSTANCE, whole=False) if part[0] == "rating-of" else self.term(part, whole=False)
    return self.nodes.add(_OVER[op], (inner,), None, whole=True)


def _refused(self: TermLowering, rest: list[Any], whole: Whole) -> int:
    key, message, condition, words = rest
    node = self.term(condition, whole=True)
    self.refusals[node] = [key, message]
    return self.nodes.add("constant", (), [0, len(words) - 1, "rating", list(words)], whole=whole)


def _level_of(self: TermLowering, rest: list[Any], _: Whole) -> int:
    capability, orders = rest
    reaches = [self.reach(capability, order) for order in orders]
    op = "first-stop" if self.ruleset.mode == "first stop" else "level"
    bottom = self.ruleset.levels[0].order
    return self.nodes.add(op, reaches, [bottom, *orders], whole=True)


if TYPE_CHECKING:
    Shape = Callable[[TermLowering, list[Any], Whole], int]

_SHAPES: dict[str, Shape] = {
    "number": _number,
    "rank": _rank,
    "open": _rank,
    "code": _code,
    "value": _value,
    "input": _asked("value"),
    "measured": _measured,
    "judged": _asked("judged"),
    "asked": _asked("asked"),
    "in-view": _asked("in-view"),
    "assessed": _asked("assessed"),
    "asked-for": _asked_for,
    "asked-when": _asked_when,
    "rated": _is_rated,
    "recorded": _recorded,
    "evidence": _evidence,
    "not": _on("not"),
    "count": _count,
    "compare": _compare,
    "compare-two": _compare_two,
    "known": _on("applies"),
    "plus": _on("plus"),
    "minus": _on("minus"),
    "times": _on("times"),
    "divide": _on("divide"),
    "round": _round,
    "age": _age,
    "aggregate": _aggregate,
    "leading": _leading,
    "decide": _decide,
    "when": _when,
    "choice": _choice,
    "that": _that,
    "instances": _over_instances,
    "refused": _refused,
    "level-of": _level_of,
}
