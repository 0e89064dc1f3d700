"""The plan: one model under one method and one reading, compiled to a finite graph of operations.

Plain data with names, so that it can be stored, loaded without the language, and shown. The nodes stand
in an order in which each comes after its operands. A node is evaluated per instance, or once for the
whole assessment (`whole`) from a `join` on. How a plan is made is in `cxrules.semantics`, what running it
means in `cxrules.engine`, how it is stored in `cxrules.plan.serial`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias, overload

from cxrules.model.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

InputKind: TypeAlias = Literal[
    "rating", "cause", "only-causes", "finding", "deviated", "rated-beneath", "within"
]
"""What an input node asks of the assessment.

- ``rating`` SUBJECT: the rating given.
- ``cause`` SUBJECT CAUSE…: whether the rating's recorded causes include one of these.
- ``only-causes`` SUBJECT CAUSE…: whether causes are recorded and all are among these.
- ``finding`` ID SUBJECT…: whether the finding is asserted for one of these subjects.
- ``deviated`` RULE SUBJECT: whether a deviation from the rule is recorded.
- ``rated-beneath`` SUBJECT…: whether any of these is rated.
- ``within`` ORDER: whether the assessment covers levels up to this one.
"""


class Node(NamedTuple):
    """An operation over other nodes; inputs have the operation ``input`` and their question as `param`."""

    op: str
    args: tuple[int, ...]
    param: Any = None
    whole: bool = False


class Nodes(Sequence[Node]):
    """The nodes of a plan, kept as rows; most runs need them only once, in order, so each is made when asked.

    A row is operation and parameter (as places in lists), 1 if whole, then the operands.
    """

    __slots__ = ("_meant", "_rows")

    def __init__(
        self, meant: Mapping[tuple[int, int], tuple[str, Any]], rows: Sequence[Sequence[int]]
    ) -> None:
        """Take the rows, and for each pair of places the operation's name and the parameter itself."""
        self._meant, self._rows = meant, rows

    def __len__(self) -> int:
        """How many there are."""
        return len(self._rows)

    @overload
    def __getitem__(self, place: int) -> Node: ...
    @overload
    def __getitem__(self, place: slice) -> list[Node]: ...
    def __getitem__(self, place: int | slice) -> Node | list[Node]:
        """The node at a place."""
        if isinstance(place, slice):
            return [self[each] for each in range(*place.indices(len(self)))]
        op, param, whole, *args = self._rows[place]
        name, value = self._meant[op, param]
        return Node(name, tuple(args), value, whole == 1)

    def __eq__(self, other: object) -> bool:
        """Whether all nodes are the same."""
        return isinstance(other, Nodes) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment] # as any list

    def walk(self) -> Iterator[tuple[str, tuple[int, ...], Any, bool]]:
        """All nodes in order as plain tuples: operation, operands, parameter, whether it is whole."""
        meant = self._meant
        for op, param, whole, *args in self._rows:
            name, value = meant[op, param]
            yield name, tuple(args), value, whole == 1


class Cite(NamedTuple):
    """Where a thing is written: file as shown to people, line from 1, and its words."""

    file: str
    line: int
    text: str = ""


class SubjectNodes(NamedTuple):
    """A ratable thing and its nodes: given and counting per instance, derived where a method derives.

    `whole` is the rating joined over instances, which only attributes have a node for; -1: no node. `beneath`
    is the attribute that a criterion or practice belongs to.
    """

    kind: str
    title: str
    capability: str
    given: int
    derived: int
    counts: int
    whole: int
    beneath: str = ""


class CapabilityNodes(NamedTuple):
    """A capability: its level node, and for each level the node that tells whether it is reached."""

    title: str
    group: str
    level: int
    reaches: tuple[int, ...]
    attributes: tuple[str, ...]
    criteria: tuple[str, ...]


class RuleNodes(NamedTuple):
    """A rule for one subject: when it is triggered (-1: always) and what must then hold (-1: nothing)."""

    rule: str
    subject: str
    capability: str
    when: int
    holds: int


class RuleText(NamedTuple):
    """A rule as written, for people: its effect in the language's words, its reason and source."""

    effect: str
    title: str
    source: str
    because: str
    text: str
    cite: Cite | None


class TargetText(NamedTuple):
    """A target: capability to level, and capability to date where one is stated."""

    title: str
    levels: Mapping[str, int]
    by: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Plan:
    """See the module. Ranks count from 0 on the base scale, or on the method's scale before `collapse`."""

    model_id: str
    model_version: str
    model_title: str
    digest: str
    packages: Sequence[tuple[str, str]]
    method: str
    method_title: str
    methods: Sequence[str]
    reading: str
    terms: Mapping[str, str]
    scale_values: Sequence[tuple[str, str]]
    given_values: Sequence[str]
    refused: Mapping[str, str]
    join: Mapping[str, Any] | None
    bottom_level: int
    level_names: Mapping[int, str]
    level_cites: Mapping[int, Cite]
    attribute_levels: Mapping[str, int]
    nodes: Nodes
    cites: Mapping[int, Cite]
    subjects: Mapping[str, SubjectNodes]
    capabilities: Mapping[str, CapabilityNodes]
    rules: Sequence[RuleNodes]
    rule_texts: Mapping[str, RuleText]
    findings: Mapping[str, str]
    causes: Mapping[str, str]
    targets: Mapping[str, TargetText]
    scopes: Mapping[str, Sequence[str]]
    parameters: Mapping[str, str]
    linked: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)
    """What readers of the plan prepare once and keep with it; never stored."""

    def title(self, name: str) -> str:
        """The title of a capability or of any ratable subject; empty for what the model does not know."""
        if name in self.capabilities:
            return self.capabilities[name].title
        return self.subjects[name].title if name in self.subjects else ""

    @property
    def top(self) -> int:
        """The highest rank of the base scale."""
        return len(self.scale_values) - 1

    @property
    def orders(self) -> list[int]:
        """The levels above the bottom one, rising; `CapabilityNodes.reaches` is in this order."""
        return [order for order in self.level_names if order != self.bottom_level]

    def level_of(self, name: str) -> int:
        """The level of the attribute that a subject is or belongs to; the bottom level for anything else."""
        subject = self.subjects.get(name)
        above = "" if subject is None else self._attribute(name, subject)
        return self.attribute_levels.get(above, self.bottom_level)

    @staticmethod
    def _attribute(name: str, subject: SubjectNodes) -> str:
        """The id, without capability, of the attribute that a subject is or belongs to."""
        of = name if subject.kind == "attribute" else subject.beneath
        return of.removeprefix(f"{subject.capability}.")

    def vocabulary(self) -> Vocabulary:
        """The names an assessment under this plan may use."""
        subjects = dict.fromkeys(self.capabilities, "capability")
        subjects.update((name, subject.kind) for name, subject in self.subjects.items())
        rules: dict[str, list[str]] = {rule: [] for rule in self.rule_texts}
        for each in self.rules:
            rules[each.rule].append(each.subject)
        return Vocabulary(
            model=self.model_id,
            subjects=subjects,
            capabilities=tuple(self.capabilities),
            ratings={value: rank for rank, value in enumerate(self.given_values)},
            refused=self.refused,
            findings=self.findings,
            causes={**self.causes, **self.findings},
            rules=rules,
            methods=self.methods,
            scopes=self.scopes,
            targets={name: target.levels for name, target in self.targets.items()},
            levels=tuple(self.level_names),
            attribute_levels={
                name: self.attribute_levels[above]
                for name, subject in self.subjects.items()
                if (above := self._attribute(name, subject)) in self.attribute_levels
            },
        )
