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
    from collections.abc import Mapping

    from cxrules.model.metrics import Metric, Table

InputKind: TypeAlias = Literal[
    "rating",
    "cause",
    "only-causes",
    "finding",
    "deviated",
    "rated-beneath",
    "known-beneath",
    "within",
    "value",
    "judged",
    "choice",
    "asked",
    "in-view",
    "assessed",
    "recorded",
    "evidence",
    "today",
]
"""What an input node asks of the assessment.

- ``rating`` SUBJECT: the rating given.
- ``cause`` SUBJECT CAUSE…: whether the rating's recorded causes include one of these.
- ``only-causes`` SUBJECT CAUSE…: whether causes are recorded and all are among these.
- ``finding`` ID SUBJECT…: whether the finding is asserted for one of these subjects.
- ``deviated`` RULE SUBJECT: whether a deviation from the rule is recorded.
- ``rated-beneath`` SUBJECT…: whether any of these is rated.
- ``known-beneath`` SUBJECT…: whether any of these is rated, or something is known by which it is rated.
- ``within`` ORDER: whether the assessment covers levels up to this one.
- ``value`` KEY TYPE LOW HIGH: the number or fact stated, within its bounds (as text, empty where there is
  none).
- ``judged`` KEY: what was judged. ``choice`` KEY RANK…: which of these outcomes was chosen.
- ``asked`` CAPABILITY: whether it applies. ``in-view`` CAPABILITY: whether it lies in the assessment's view.
  ``assessed`` CAPABILITY: whether it applies and lies in the assessment's scope.
- ``recorded`` SUBJECT WHAT: how much is recorded of a rating: ``note-length``, ``evidence-count``,
  ``link-count``, ``weakness-count``.
- ``evidence`` SUBJECT DEMAND: whether a rating's evidence meets a demand.
- ``today``: the day of the assessment, as the ordinal of the calendar.
"""


class Node(NamedTuple):
    """An operation over other nodes; inputs have the operation ``input`` and their question as `param`."""

    op: str
    args: tuple[int, ...]
    param: Any = None
    whole: bool = False


Row: TypeAlias = tuple[str, tuple[int, ...], Any, bool]
"""A node as a plain tuple: operation, operands, parameter, whether it is whole."""


class Nodes(Sequence[Node]):
    """The nodes of a plan; most runs need them only once, in order, so each is named only when asked for."""

    __slots__ = ("_rows",)

    def __init__(self, rows: Sequence[Row]) -> None:
        """Take the nodes as plain tuples."""
        self._rows = rows

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
            return [Node._make(row) for row in self._rows[place]]
        return Node._make(self._rows[place])

    def __eq__(self, other: object) -> bool:
        """Whether all nodes are the same."""
        return isinstance(other, Nodes) and list(self._rows) == list(other._rows)

    __hash__ = None  # type: ignore[assignment] # as any list

    def walk(self) -> Sequence[Row]:
        """All nodes in order as plain tuples."""
        return self._rows


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


class ValueNodes(NamedTuple):
    """A declared value of a thing, on one level or (None) at all, with its type and the words of its scale.

    One without a title is a step on the way to others, and is not shown to people unasked.
    """

    subject: str
    name: str
    level: int | None
    node: int
    type: str
    words: tuple[str, ...]
    title: str = ""


class OrganisationNodes(NamedTuple):
    """Levels of the organisation: their names, the level's node, a node for reaching each but the lowest."""

    name: str
    title: str
    levels: Mapping[int, str]
    level: int
    reaches: tuple[int, ...]


class Answers(NamedTuple):
    """What an assessment may state beside ratings.

    `judgements`: allowed answers by the id under which they are recorded. `inputs`: type, bounds and title.
    `naming`: findings that are asserted of something. `outside`: answers that are no rating. `blank`: what a
    blank rating counts as, with all its parts where the scale is a finer one. `decided`: what has a rating
    by a decision of the model, whatever an assessment gives it, with the scale of that. `computed`: what
    has a rating that follows, by the criterion's own `rate`, so that it need not be given. `questions`: what
    is judged, in the model's words, by the name of the judgement.
    """

    judgements: Mapping[str, Sequence[str]] = {}
    inputs: Mapping[str, tuple[str, str | None, str | None, str]] = {}
    facets: Mapping[str, tuple[int, int]] = {}
    views: Sequence[str] = ()
    blank: Sequence[str] | None = None
    weakness_below: str | None = None
    naming: Sequence[str] = ()
    contexts: Mapping[str, str] = {}
    outside: Sequence[str] = ()
    decided: Mapping[str, str] = {}
    computed: Sequence[str] = ()
    questions: Mapping[str, str] = {}


class Tailoring(NamedTuple):
    """The profile applied, its changes as word, name and reason, and the days on which the plan holds.

    The first day and the one after the last, as ISO dates; None: without end.
    """

    profile: str | None = None
    since: str | None = None
    until: str | None = None
    changes: Sequence[tuple[str, str, str]] = ()

    def holds_on(self, day: str | None) -> bool:
        """Whether the plan is that of a day; without a day it must be that from the beginning."""
        if day is None:
            return self.since is None
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)

    def dropped(self) -> dict[str, str]:
        """What is left out, with the reason."""
        return {name: reason for word, name, reason in self.changes if word == "drop"}


class Refusal(NamedTuple):
    """Where a node holds, the assessment is refused, for the reason of a rule or a decision."""

    node: int
    by: str
    message: str


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
    values: Sequence[ValueNodes] = ()
    things: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    organisations: Sequence[OrganisationNodes] = ()
    answers: Answers = field(default_factory=Answers)
    refusals: Sequence[Refusal] = ()
    tailoring: Tailoring = field(default_factory=Tailoring)
    tables: Mapping[str, Table] = field(default_factory=dict)
    metrics: Mapping[str, Metric] = field(default_factory=dict)
    linked: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)
    """What readers of the plan prepare once and keep with it; never stored."""

    @property
    def reference(self) -> str:
        """How this version of the model is named, and no other: ``automotive-spice@4.0.0``."""
        return f"{self.model_id}@{self.model_version}"

    def title(self, name: str) -> str:
        """The title of anything; empty for what the model does not know."""
        if name in self.capabilities:
            return self.capabilities[name].title
        return self.subjects[name].title if name in self.subjects else self.things.get(name, ("", ""))[1]

    def kind(self, name: str) -> str:
        """The kind of a thing: ``capability``, ``criterion``, a kind of the model's own."""
        if name in self.subjects:
            return self.subjects[name].kind
        return "capability" if name in self.capabilities else self.things.get(name, ("", ""))[0]

    def body_of(self, node: int) -> int:
        """The node of a value as its text says it, below what asks whether its thing applies at all."""
        op, args, param, _ = self.nodes[node]
        return args[1] if (op, len(args), param) == ("decide", 2, None) else node

    def capability_of(self, name: str) -> str | None:
        """The capability that a subject or any other thing of the model is or lies in; None for none."""
        if name in self.subjects:
            return self.subjects[name].capability
        while name and name not in self.capabilities:
            name = name.rpartition(".")[0]
        return name or None

    @property
    def top(self) -> int:
        """The highest rank of the base scale."""
        return len(self.scale_values) - 1

    @property
    def orders(self) -> list[int]:
        """The levels above the bottom one, rising; `CapabilityNodes.reaches` is in this order."""
        return [order for order in self.level_names if order != self.bottom_level]

    def level_of(self, name: str) -> int:
        """The level that a subject states, or that of its attribute; the bottom level for anything else."""
        if name in self.attribute_levels:
            return self.attribute_levels[name]
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
            findings={**self.findings, **self.answers.contexts},
            causes={**self.causes, **self.findings},
            rules=rules,
            methods=self.methods,
            scopes=self.scopes,
            targets={name: target.levels for name, target in self.targets.items()},
            levels=tuple(self.level_names),
            judgements={key: tuple(answers) for key, answers in self.answers.judgements.items()},
            inputs={key: asked[0] for key, asked in self.answers.inputs.items()},
            bounds={key: asked[1:3] for key, asked in self.answers.inputs.items()},
            facets=self.answers.facets,
            views=self.answers.views,
            naming=self.answers.naming,
            weakness_below=self.answers.weakness_below,
            outside=self.answers.outside,
            decided=self.answers.decided,
            computed=frozenset(self.answers.computed),
            attribute_levels={
                name: self.level_of(name)
                for name, subject in self.subjects.items()
                if name in self.attribute_levels or self._attribute(name, subject) in self.attribute_levels
            },
        )
