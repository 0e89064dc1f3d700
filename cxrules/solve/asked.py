"""The single answers of a case, and what each input of a plan makes of them.

An assessment records ratings, causes, findings, deviations, judgements, numbers and evidence; an input of a
plan often asks about several of them at once, as ``is one of these causes recorded``. Here every input is
told by the answers it rests on, so that no case is thought of that nobody could record.

A case is complete: whatever can be rated is, so that what is derived from ratings is derived.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from cxrules.engine.link import link, unknown
from cxrules.model.stated import allowed
from cxrules.plan.linear.forms import Form, Known, Ordered, Truth
from cxrules.plan.values import OUTSIDE
from cxrules.solve.unfold import any_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from cxrules.engine.evaluation import Evaluation
    from cxrules.plan import Plan
    from cxrules.plan.linear.program import Program
    from cxrules.solve.unfold import Place

OTHER = ""
"""Any cause that no input asks about by name, and anything else that a finding may be about."""

TRUTHS = {"cause", "finding", "deviated", "judged", "evidence", "given"}
"""Kinds of answers that are yes or no."""


class Atom(NamedTuple):
    """A single answer: its kind, what it is about, what is asked of that, and in which instance.

    - ``rating`` SUBJECT. ``given`` SUBJECT: whether anybody rates what the model rates itself.
    - ``cause`` SUBJECT (CAUSE,). ``finding`` ID (SUBJECT,). ``deviated`` RULE (SUBJECT,).
    - ``judged`` KEY, ``choice`` KEY, ``value`` KEY, ``today``.
    - ``evidence`` SUBJECT (DEMAND,), ``recorded`` SUBJECT (WHAT,).
    """

    kind: str
    name: str
    detail: tuple[Any, ...] = ()
    instance: str | None = None


class Questions(NamedTuple):
    """What the inputs of a plan ask about, worked out once a plan."""

    findings: dict[str, set[str]]
    deviated: dict[str, set[str]]
    causes: dict[str, set[str]]
    judged: set[str]
    choices: dict[str, set[int]]
    values: dict[str, tuple[Any, ...]]
    evidence: set[tuple[str, Any]]
    recorded: set[tuple[str, str]]


def questions(plan: Plan) -> Questions:
    """What a plan asks about."""
    made: Questions | None = plan.linked.get("questions")
    if made is None:
        made = Questions({}, {}, {}, set(), {}, {}, set(), set())
        for op, _, param, _ in plan.nodes.walk():
            if op == "input":
                _sort(made, *param)
        plan.linked["questions"] = made
    return made


def _sort(made: Questions, kind: str, name: Any = "", *rest: Any) -> None:
    if kind == "finding":
        made.findings.setdefault(name, set()).update(rest or (OTHER,))
    elif kind == "deviated":
        made.deviated.setdefault(name, set()).add(rest[0])
    elif kind in {"cause", "only-causes"}:
        made.causes.setdefault(name, set()).update(rest)
    elif kind == "judged":
        made.judged.add(name)
    elif kind == "choice":
        made.choices.setdefault(name, set()).update(rest[0])
    elif kind == "value":
        made.values[name] = ("value", name, *rest)
    elif kind == "evidence":
        made.evidence.add((name, frozen(rest[0])))
    elif kind == "recorded":
        made.recorded.add((name, rest[0]))


def frozen(row: Any) -> Any:
    """A row of a plan as something that can be a key."""
    return tuple(frozen(each) for each in row) if isinstance(row, (list, tuple)) else row


class Side:
    """The answers of one of two evaluations, as forms over the program that both share.

    `adopt` may say that an answer is one that stands in the program already.
    """

    def __init__(
        self,
        evaluation: Evaluation,
        program: Program,
        causes: Callable[[str], Collection[str]] | None = None,
        adopt: Callable[[Atom], Form | None] = lambda _: None,
    ) -> None:
        """Begin without answers. `causes` gives those of a subject that are told apart."""
        self.evaluation, self.program, self.plan = evaluation, program, evaluation.plan
        self.asked = questions(self.plan)
        self._causes = causes or (lambda subject: self.asked.causes.get(subject, ()))
        self.forms: dict[Atom, Form] = {}
        self._adopt = adopt
        self._chosen: dict[tuple[int, tuple[int, ...]], Form] = {}

    def knows(self, atom: Atom) -> bool:
        """Whether an assessment by this plan can hold the answer."""
        kind, name, detail, instance = atom
        plan, asked = self.plan, self.asked
        if instance not in self.evaluation.bound.instances and instance is not None:
            return False
        subject = name in plan.subjects and self._is_inside(name, instance)
        found: dict[str, Callable[[], bool]] = {
            "rating": lambda: subject,
            "given": lambda: subject and name in plan.answers.computed,
            "cause": lambda: subject and self._knows_cause(name, detail[0]),
            "finding": lambda: name in asked.findings,
            "deviated": lambda: detail[0] in asked.deviated.get(name, ()),
            "judged": lambda: name in asked.judged,
            "choice": lambda: name in asked.choices,
            "value": lambda: name in asked.values,
            "evidence": lambda: subject and (name, detail[0]) in asked.evidence,
            "recorded": lambda: subject and (name, detail[0]) in asked.recorded,
            "today": lambda: True,
        }
        return found[kind]()

    def causes(self, subject: str) -> list[str]:
        """The causes that are told apart of a subject, beside any other one."""
        known = dict.fromkeys([*self.plan.causes, *self.plan.findings])
        return [each for each in self._causes(subject) if each in known]

    def other_cause(self, subject: str) -> str | None:
        """A cause that stands for all that are not told apart; None: there is none."""
        told = set(self._causes(subject))
        return next((each for each in (*self.plan.causes, *self.plan.findings) if each not in told), None)

    def _knows_cause(self, subject: str, cause: str) -> bool:
        if cause == OTHER:
            return self.other_cause(subject) is not None
        return cause in self.plan.causes or cause in self.plan.findings

    def _is_inside(self, subject: str, instance: str | None) -> bool:
        bound = self.evaluation.bound
        place = bound.instances.index(instance) if instance in bound.instances else 0
        return bound.arrays[place][link(self.plan).ratings[subject]] != OUTSIDE

    def atom(self, atom: Atom) -> Form:
        """The answer as a form, made when it is first asked for."""
        found = self.forms.get(atom)
        if found is None:
            found = self._adopt(atom)
            self.forms[atom] = found = self.fresh(atom) if found is None else found
        return found

    def fresh(self, atom: Atom) -> Form:
        """Any answer that the plan allows."""
        kind, name, detail, _ = atom
        if kind in TRUTHS:
            return Truth(self.program, self.program.fresh())
        if kind == "rating":
            return Ordered(self.program, range(len(self.plan.given_values)))
        if kind == "choice":
            return Ordered(self.program, self.asked.choices[name])
        param = self.asked.values[name] if kind == "value" else (kind, name, *detail)
        low, high = unknown(kind, param[1:])
        if low is None or high is None:
            return Known(self.program, None)
        return any_of(self.program, param, low, high)

    def names(self, atom: Atom) -> Sequence[str] | None:
        """The words for the points of an answer, from the lowest; None where it is a number or a truth."""
        if atom.kind == "rating":
            return self.plan.given_values
        if atom.kind == "choice":
            return self._outcomes(atom.name)
        return allowed(self.asked.values[atom.name][2]) or None if atom.kind == "value" else None

    def _outcomes(self, key: str) -> Sequence[str]:
        found: dict[str, Sequence[str]] | None = self.plan.linked.get("outcomes")
        if found is None:
            found = self.plan.linked["outcomes"] = {
                param[1]: param[3]
                for op, _, param, _ in self.plan.nodes.walk()
                if op == "input" and param[0] == "choice"
            }
        return found[key]

    # ---------------------------------------------------------------------------------------- inputs

    def given(self, _: Program, place: Place) -> Form | None:
        """What an input is; None for the frame of the assessment, which stands already."""
        node, instance = place
        row, bound = self.plan.nodes[node], self.evaluation.bound
        value = bound.arrays[instance][node]
        if value == OUTSIDE:
            return None
        kind, *rest = row.param
        names = bound.instances if row.whole else (bound.instances[instance],)
        if kind == "rated-beneath" and set(rest) <= set(self.plan.answers.computed):
            return self._given(rest, instance, names[0])
        if kind in {"rated-beneath", "known-beneath"}:
            return Known(self.program, 1) if self._is_rated(rest, instance) else None
        if kind == "today" and value[0] == value[1]:
            return None
        make: dict[str, Callable[[], Form | None]] = {
            "rating": lambda: self.atom(Atom("rating", rest[0], (), names[0])),
            "cause": lambda: self._truth([self._caused(*rest, at=name) for name in names]),
            "only-causes": lambda: self._truth([self._only(*rest, at=name) for name in names]),
            "finding": lambda: self._found(*rest),
            "deviated": lambda: self._deviated(*rest),
            "judged": lambda: self.atom(Atom("judged", rest[0])),
            "choice": lambda: self._choice(rest[0], rest[1]),
            "value": lambda: self._stated(rest, names),
            "evidence": lambda: self.atom(Atom("evidence", rest[0], (frozen(rest[1]),), names[0])),
            "recorded": lambda: self.atom(Atom("recorded", rest[0], (rest[1],), names[0])),
            "today": lambda: self.atom(Atom("today", "")),
        }
        return make[kind]() if kind in make else None

    def _given(self, subjects: Sequence[str], instance: int, name: str | None) -> Form | None:
        """Whether anybody rates what the model rates itself: that is free, and counts before the model."""
        if not self._is_rated(subjects, instance):
            return None
        return self._truth([self._holds(Atom("given", each, (), name)) for each in subjects])

    def _is_rated(self, subjects: Sequence[str], instance: int) -> bool:
        values, ratings = self.evaluation.bound.arrays[instance], link(self.plan).ratings
        return any(values[ratings[name]] != OUTSIDE for name in subjects if name in ratings)

    def _truth(self, any_of_these: Sequence[int]) -> Form:
        return Truth(self.program, self.program.either(any_of_these))

    def _holds(self, atom: Atom) -> int:
        return self.atom(atom).at_least(1)

    def _caused(self, subject: str, *wanted: str, at: str | None) -> int:
        return self.program.either(self._holds(Atom("cause", subject, (each,), at)) for each in wanted)

    def _only(self, subject: str, *wanted: str, at: str | None) -> int:
        """Causes are recorded, and all of them are wanted; a case has at least one where this is asked."""
        known = [*sorted(self.causes(subject)), *([] if self.other_cause(subject) is None else [OTHER])]
        said = {each: self._holds(Atom("cause", subject, (each,), at)) for each in known}
        self.program.require_any(said.values())
        return self.program.both(-truth for each, truth in said.items() if each not in wanted)

    def _found(self, name: str, *subjects: str) -> Form:
        return self._truth(
            [self._holds(Atom("finding", name, (subject,))) for subject in subjects or (OTHER,)]
        )

    def _deviated(self, rule: str, subject: str) -> Form:
        """A deviation of a capability covers what lies in it."""
        nodes = self.plan.subjects.get(subject)
        above = nodes.capability if nodes else subject
        names = [subject, *({above} - {subject} if above in self.asked.deviated[rule] else ())]
        return self._truth([self._holds(Atom("deviated", rule, (each,))) for each in names])

    def _choice(self, key: str, ranks: Sequence[int]) -> Form:
        """The outcome chosen, where this question allows it; any of those allowed where it does not."""
        form = self.atom(Atom("choice", key))
        if set(ranks) >= set(form.points()):
            return form
        known = (id(form), tuple(sorted(ranks)))
        if known not in self._chosen:
            own = self._chosen[known] = Ordered(self.program, ranks)
            for rank in set(ranks) & set(form.points()):
                self.program.implies(form.is_(rank), own.is_(rank))
        return self._chosen[known]

    def _stated(self, rest: Sequence[Any], instances: Sequence[str | None]) -> Form | None:
        if rest[1] == "text":
            return None
        return self.atom(Atom("value", rest[0], (), instances[0] if rest[1] == "facet" else None))

    # ----------------------------------------------------------------------------------- consistency

    def tie(self) -> None:
        """Write what answers say of each other: a finding of something is one at all, and the like."""
        for atom, form in list(self.forms.items()):
            if atom.kind == "finding" and atom.detail[0] != OTHER:
                general = self.forms.get(Atom("finding", atom.name, (OTHER,)))
                if general is not None:
                    self.program.implies(form.at_least(1), general.at_least(1))
        for atom, form in list(self.forms.items()):
            if atom.kind == "finding" and atom.detail[0] == OTHER and not self.else_about(atom.name):
                own = [
                    self._holds(Atom("finding", atom.name, (each,)))
                    for each in sorted(self.asked.findings[atom.name] - {OTHER})
                ]
                if own:
                    for truth in own:
                        self.program.implies(truth, form.at_least(1))
                    self.program.require_any([-form.at_least(1), *own])

    def else_about(self, finding: str) -> str | None:
        """Something that a finding can be about without any input asking for it; None: there is nothing."""
        taken = self.asked.findings[finding]
        names = (*self.plan.capabilities, *self.plan.subjects)
        return next((name for name in names if name not in taken), None)
