"""Where the parts of rules, levels, values and tables are in a plan.

Templates, kinds and capabilities are written out there, so that many nodes may stand for one part.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxrules.engine.valued import orders_of
from cxrules.plan.values import NO, YES
from cxrules.semantics.leaves import with_number
from cxrules.semantics.levels import words_of
from cxrules.syntax import tree
from cxrules.testkit.parts import ONCE, Part, Root, inside, operand, parts_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from cxrules.plan import Plan
    from cxrules.plan.plan import OrganisationNodes
    from cxrules.plan.values import Value
    from cxrules.semantics import Analysis
    from cxrules.semantics.levels import Required
    from cxrules.testkit.signature import Key

_WORDS: Mapping[type, str] = {tree.And: "all", tree.Or: "any", tree.Not: "not"}


class Spot(NamedTuple):
    """A node that stands for a part; `row`: its place in the table that the node is.

    What belongs to a rule counts only where that rule was looked at (`rule`): others may ask the same.
    """

    node: int
    rule: Key | None = None
    row: int = -1


class Located(NamedTuple):
    """A part with all that stands for it in a plan."""

    part: Part
    spots: tuple[Spot, ...]


class Places:
    """Looks parts up in one plan, that of an analysis."""

    def __init__(self, plan: Plan, analysis: Analysis) -> None:
        """Take the plan."""
        self.plan, self._analysis = plan, analysis
        self._rules: dict[str, list[Spot]] = {}
        for rule in plan.rules:
            node = rule.when if rule.when >= 0 else rule.holds
            self._rules.setdefault(rule.rule, []).append(Spot(node, ("rule", rule.rule, rule.subject)))
        self._values: dict[int, list[int]] = {}
        for worked, row in zip(analysis.values, plan.values, strict=True):
            self._values.setdefault(id(worked.written.tree), []).append(plan.body_of(row.node))
        self._joined = [plan.body_of(each.whole) for each in plan.subjects.values() if each.whole >= 0]
        method = analysis.ruleset.methods.get(plan.method)
        self._decided = method.decide if method is not None else None

    def locate(self, roots: Sequence[Root]) -> list[Located]:
        """All parts of some roots; a part that stands nowhere in the plan has no nodes."""
        return [located for root in roots for located in self._located(root)]

    def _spots(self, root: Root) -> list[Spot]:
        """What stands for a root's own part."""
        match root.part.kind:
            case "rule":
                return [spot for name in self._names(root) for spot in self._rules.get(name, ())]
            case "value":
                return [Spot(node) for node in self._values.get(id(root.written), ())]
            case "row":
                return [Spot(table, row=_place(root)) for table in self._tables(root)]
            case "maturity":
                found = [each for each in self.plan.organisations if each.name == root.owner]
                return self._required(root, (row for each in found for row in self._of_organisation(each)))
            case _:
                names = [name for name in self.plan.capabilities if root.owner in {"", name}]
                return self._required(root, (row for name in names for row in self._of_capability(name)))

    def _names(self, root: Root) -> list[str]:
        """The names of the rules that something written is."""
        match root.written:
            case tree.Prerequisite():
                return self._needs(root)
            case tree.Need():
                return [f"{root.owner}.needs"]
            case _:
                return [root.part.of]

    def _needs(self, root: Root) -> list[str]:
        """The names of the rules that a prerequisite is."""
        assert isinstance(root.written, tree.Prerequisite)  # noqa: S101 - the caller knows
        own, capability = f"{root.owner}.prerequisite.", self.plan.capability_of(root.owner)
        found = [name for name in self._rules if name.startswith(own)]
        if any(isinstance(name, tree.NameRange) for name in root.written.names):
            return found
        texts = [name.text for name in root.written.names if isinstance(name, tree.Leaf)]
        wanted = {own + text for text in texts} | {f"{own}{capability}.{text}" for text in texts}
        return [name for name in found if name in wanted]

    def _required(self, root: Root, rows: Iterable[tuple[Required, int]]) -> list[Spot]:
        """The nodes of a requirement, known by its file and its words.

        Not by what the plan cites: a requirement that is a value has the node, and the cite, of that.
        """
        file, wanted = root.part.source.name, self._words(root)
        return [Spot(node) for each, node in rows if each.source.name == file and each.words in wanted]

    def _of_capability(self, name: str) -> Iterator[tuple[Required, int]]:
        """What each level of a capability requires; behind it stands whether the level was assessed."""
        for order, reach in zip(self.plan.orders, self.plan.capabilities[name].reaches, strict=True):
            required = self._analysis.requirements[name, order]
            yield from zip(required, self.plan.nodes[reach].args[-1 - len(required) : -1], strict=True)

    def _of_organisation(self, levels: OrganisationNodes) -> Iterator[tuple[Required, int]]:
        """What each level of the organisation requires."""
        for order, reach in zip(orders_of(levels), levels.reaches, strict=True):
            required = self._analysis.organisations.get(levels.name, {}).get(order, ())
            args = self.plan.nodes[reach].args
            yield from zip(required, args[len(args) - len(required) :], strict=True)

    def _words(self, root: Root) -> set[str]:
        """The words of a requirement; those of a line for every level once for each."""
        level = root.written
        if not isinstance(level, tree.EachLevel):
            return {root.part.words}
        named = [order for each in self.plan.organisations for order in each.levels]
        orders = {str(order) for order in (*self.plan.level_names, *named)}
        return {words_of(with_number(level.condition, level.name.text, order)) for order in orders}

    # -------------------------------------------------------------------------------------- tables

    def _tables(self, root: Root) -> list[int]:
        """The nodes of a table: those of a value, or of what a method joins instances by."""
        written = root.written
        assert isinstance(written, tree.Decide)  # noqa: S101 - a row stands in a table
        own = list(self._values.get(id(written), []))
        if written.name.text == self._decided:
            own += self._joined
        return [node for node in own if self.plan.nodes[node].op == "decide"]

    # ------------------------------------------------------------------------------------ operands

    def _located(self, root: Root) -> list[Located]:
        places: dict[Part, dict[Spot, None]] = {part: {} for part in parts_of(root)}
        for spot in self._spots(root):
            places[root.part][spot] = None
            node = self._condition(spot)
            if root.condition is not None and node is not None:
                for part, place in self._below(root, root.condition, node):
                    places[part][Spot(place, spot.rule)] = None
        return [Located(part, tuple(found)) for part, found in places.items()]

    def _condition(self, spot: Spot) -> int | None:
        """The node of a part's condition: for a row, the operand of its table."""
        if spot.row < 0:
            return spot.node
        args = self.plan.nodes[spot.node].args
        return args[spot.row] if spot.row + 1 < len(args) else None

    def _below(self, root: Root, condition: tree.Condition, node: int) -> Iterator[tuple[Part, int]]:
        """The operands of a condition side by side with those of its node."""
        joined = inside(condition)
        op, args, *_ = self.plan.nodes[node]
        if not joined or op != _WORDS[type(condition)] or len(args) != len(joined):
            return
        for each, arg in zip(joined, args, strict=True):
            yield operand(root, each), arg
            yield from self._below(root, each, arg)


def _place(root: Root) -> int:
    """Where a row stands among the operands of its table; forced outcomes stand before their row."""
    rows = root.written.rows  # type: ignore[attr-defined] # a table
    before = sum(1 + len(row.outcome.forced) for row in rows[: root.order])
    return 2 * (before + len(rows[root.order].outcome.forced))


def outcome(part: Part, spot: Spot, values: Sequence[Value], args: Sequence[int]) -> str | None:
    """What the values of a plan show of a part: yes or no; None for what is open. `args`: those of the node.

    Of a number only that there is one. A row has its outcome (yes) where all before it do not hold.
    """
    if spot.row >= 0:
        return _fits(args, spot.row, values)
    low, high = values[spot.node]
    if low is None or low != high:
        return None
    return "yes" if low or part.ways == ONCE else "no"


def _fits(args: Sequence[int], place: int, values: Sequence[Value]) -> str | None:
    conditions = range(0, len(args) - 1, 2)
    own = values[args[place]] if place in conditions else YES
    if own == NO:
        return "no"
    earlier = all(values[args[each]] == NO for each in conditions if each < place)
    return "yes" if own == YES and earlier else None
