"""Why: the trace of one level, rating or rule as a tree of sentences that can be read aloud.

Only what made the difference is told: what failed where something failed, what is open where something is
open, and everything where all of it was needed. Rendering is the reports' work.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.engine import asked, valued
from cxrules.engine.decided import decided, is_decision
from cxrules.engine.outcome import Outcome, message_of, outcomes
from cxrules.engine.ratings import RatingStory
from cxrules.engine.reason import Because, UnknownSubject
from cxrules.engine.words import Words, truth
from cxrules.model.speech import ENGLISH, Speech, phrase
from cxrules.plan.kinds import kind_of
from cxrules.plan.operations import OPERATIONS
from cxrules.plan.types import Telling
from cxrules.plan.values import YES, Value

if TYPE_CHECKING:
    from cxrules.engine.evaluation import Evaluation
    from cxrules.plan.plan import ValueNodes

_GATHERS = {"all", "every"}
_CARRIES = {"collapse", "join", "cap", "floor", "fix", "keep", "choose"}
REACHED = {
    "yes": phrase("Level {} is reached."),
    "no": phrase("Level {} is not reached."),
    "open": phrase("Level {} is still open."),
}
_REACHES = {
    "yes": phrase("{} reaches level {}."),
    "no": phrase("{} does not reach level {}."),
    "open": phrase("{} may still reach level {}."),
}
_REQUIRED = {
    "yes": phrase("Met: {}."),
    "no": phrase("Not met: {}."),
    "open": phrase("Not decided yet: {}."),
}
OUTCOMES = {
    "broken": phrase("broken"),
    "deviated": phrase("deviated"),
    "undecidable": phrase("undecidable"),
    "kept": phrase("kept"),
    "not-triggered": phrase("not triggered"),
}
_RULE_IS = {
    "broken": phrase("The rule {} is broken."),
    "deviated": phrase("The rule {} is deviated."),
    "undecidable": phrase("The rule {} is undecidable."),
    "not-triggered": phrase("The rule {} is not-triggered."),
}
_DEEPEST = 25
"""Conditions told within one another. A model may chain hundreds; nobody follows them in one breath, and each
may be asked for by itself."""


def explain(evaluation: Evaluation, subject: str, say: Speech = ENGLISH) -> Because:
    """Why a capability is at its level, a rating or value is what it is, or a rule ended as it did.

    `subject` may also be ``maturity``, or the name of a list of levels of the organisation; `say` is the
    language in which it is told.

    Raises UnknownSubject for an id that the model does not have.
    """
    story = Story(evaluation, say)
    plan = evaluation.plan
    if subject in plan.capabilities:
        return story.capability(subject)
    if subject in plan.subjects:
        return story.subject(subject)
    if subject in plan.rule_texts:
        return story.rule(subject)
    found = valued.asked_for(story, subject)
    if found is None:
        known = [*plan.capabilities, *plan.subjects, *plan.rule_texts, *valued.known(plan)]
        raise UnknownSubject(plan.model_id, subject, known)
    return found


class Story:
    """Tells the trace of one evaluation."""

    def __init__(self, evaluation: Evaluation, say: Speech = ENGLISH) -> None:
        """Take the evaluation whose trace is told, and the language to tell it in."""
        self.say = say
        self.evaluation, self.plan, self.bound = evaluation, evaluation.plan, evaluation.bound
        self.words = Words(evaluation.plan, say)
        self.ratings = RatingStory(self)
        self._valued: dict[int, ValueNodes] | None = None
        self._depth = 0
        self._outcomes: dict[str, list[Outcome]] | None = None

    # ----------------------------------------------------------------------------------- the parts

    def called(self, subject: str) -> str:
        """A subject's id with its title, as sentences name it."""
        title = self.plan.title(subject)
        return f"{subject} ({title})" if title else subject

    def node_names(self) -> dict[int, str]:
        """Which subject a rating's node speaks of."""
        names: dict[int, str] | None = self.plan.linked.get("node names")
        if names is None:
            names = self.plan.linked["node names"] = {}
            for name, subject in self.plan.subjects.items():
                for node in (subject.whole, subject.counts, subject.derived, subject.given):
                    if node >= 0:
                        names[node] = name
            self._name_between(names)
        return names

    def valued(self) -> dict[int, ValueNodes]:
        """Which value of the model a node is."""
        if self._valued is None:
            self._valued = {each.node: each for each in reversed(self.plan.values)}
        return self._valued

    def _name(self, node: int) -> str:
        """How sentences name what a node tells of; empty where it has no name."""
        names, values = self.node_names(), self.valued()
        if node in names:
            return self.called(names[node])
        if node in values:
            return valued.called(self, values[node])
        op, _, param, _ = self.plan.nodes[node]
        return str(param[1]) if op == "input" and param[0] == "value" else ""

    def _name_between(self, names: dict[int, str]) -> None:
        """Nodes between a subject's own nodes speak of the same subject."""
        for place, (op, args, _, _) in enumerate(self.plan.nodes.walk()):
            if op in _CARRIES and place not in names:
                of = args[-1 if op == "choose" else 0]
                if of in names:
                    names[place] = names[of]

    def outcomes_of(self, subject: str) -> list[Outcome]:
        """What became of the rules that bound a subject."""
        if self._outcomes is None:
            self._outcomes = {}
            for outcome in outcomes(self.evaluation):
                self._outcomes.setdefault(outcome.rule.subject, []).append(outcome)
        return self._outcomes.get(subject, [])

    # ------------------------------------------------------------------------------- capabilities

    def capability(self, name: str) -> Because:
        """Why a capability is at its level."""
        capability = self.plan.capabilities[name]
        if name not in self.bound.scope:
            sentence = self.say("{} is not in the scope of this assessment.", self.called(name))
            return Because(name, "scope", self.say("out of scope"), sentence)
        if name in self.bound.not_applicable:
            given = self.bound.not_applicable[name]
            approved = self.say(" Approved by {}.", given.approved_by) if given.approved_by else ""
            said = self.say("{} does not apply: {}.", self.called(name), given.not_applicable)
            return Because(name, "input", self.say("not applicable"), f"{said}{approved}".replace("..", "."))
        value = self.evaluation.value(capability.level)
        places = OPERATIONS["level"].decisive(
            None, [self.evaluation.value(node) for node in capability.reaches]
        )
        orders = self.plan.orders
        children = [self.reach(name, orders[place], capability.reaches[place]) for place in places]
        return Because(
            name, "level", self.words.levels(value), self._at_level(name, value), None, tuple(children)
        )

    def _at_level(self, name: str, value: Value) -> str:
        low, high = value
        if low == high:
            return self.say("{} is at level {}.", self.called(name), self.words.level(low))
        return self.say(
            "{} is at level {} for sure; with what is still open, level {} is possible.",
            self.called(name),
            self.words.level(low),
            self.words.level(high),
        )

    def reach(self, name: str, order: int, node: int) -> Because:
        """Why a capability reaches a level, or not."""
        value = self.evaluation.value(node)
        sentence = self.say(REACHED[truth(value)], self.words.level(order))
        parts = [each for each in self.decisive(node) if not self._covers(each)]
        children = tuple(self.requirement(name, each) for each in parts)
        return Because(
            f"{name} level {order}", "all", truth(value), sentence, self.plan.level_cites.get(order), children
        )

    def _reached(self, name: str, order: int, node: int) -> Because:
        """The same, told elsewhere: the capability is named, and one that is not assessed is told as that."""
        if name not in self.bound.scope or name in self.bound.not_applicable:
            return self.capability(name)
        because = self.reach(name, order, node)
        told = self.say(_REACHES[because.value], self.called(name), self.words.level(order))
        return because._replace(sentence=told)

    def _covers(self, node: int) -> bool:
        """That the assessment covers a level goes without saying; that it does not must be said."""
        op, _, param, _ = self.plan.nodes[node]
        return op == "input" and param[0] == "within" and self.evaluation.value(node) == YES

    def requirement(self, name: str, node: int) -> Because:
        """A part of what a level requires, with the words of the model."""
        if node in self.plan.capabilities[name].reaches:
            place = self.plan.capabilities[name].reaches.index(node)
            return self.reach(name, self.plan.orders[place], node)
        return self.required(name, node)

    def required(self, name: str, node: int) -> Because:
        """A requirement for a level of a capability, or of the organisation, with the words of the model."""
        cite = self.plan.cites.get(node)
        if cite is None:
            return self.told(node)
        value = self.evaluation.value(node)
        below = self.strictest(self.leaves(node)) if self.plan.nodes[node].args else []
        leaves = tuple(self.told(each, required=True) for each in below)
        return Because(
            f"{name} requirement",
            self.plan.nodes[node].op,
            truth(value),
            self.say(_REQUIRED[truth(value)], cite.text),
            cite,
            leaves,
        )

    # -------------------------------------------------------------------------------- plain nodes

    def decisive(self, node: int, instance: int = 0) -> list[int]:
        """The operands that made a node what it is."""
        return list(dict.fromkeys(arg for arg, _ in self.grounds(node, instance)))

    def grounds(self, node: int, instance: int) -> list[tuple[int, int]]:
        """The operands that made a node what it is, each with the instance it is of."""
        op, _, param, _ = self.plan.nodes[node]
        operands = self._operands(node, instance)
        if not operands:
            return []
        places = OPERATIONS[op].decisive(param, [self.evaluation.value(*operand) for operand in operands])
        found = dict.fromkeys(operands[place] for place in places)
        # What the model states outright, a number or an outcome, stands in the sentence already.
        return [each for each in found if self.plan.nodes[each[0]].op != "constant"]

    def _operands(self, node: int, instance: int) -> list[tuple[int, int]]:
        """The operands of a node, each with the instance it is of; a join takes them of all instances."""
        op, args, _, _ = self.plan.nodes[node]
        joins = op != "input" and OPERATIONS[op].joins
        instances = range(len(self.bound.instances)) if joins else (instance,)
        return [(arg, each) for arg in args for each in instances]

    def leaves(self, node: int, instance: int = 0) -> list[int]:
        """The decisive conditions below a node, with nested lists of conditions made one."""
        if self.plan.nodes[node].op not in _GATHERS or self.is_reach(node):
            return [node]
        found: dict[int, None] = {}
        for each in self.decisive(node, instance):
            found.update(dict.fromkeys(self.leaves(each, instance)))
        return list(found)

    def is_reach(self, node: int) -> bool:
        """Whether a node tells that a capability reaches a level."""
        return node in self.reached_by()

    def reached_by(self) -> dict[int, tuple[str, int]]:
        """Which capability at which level a node tells of."""
        known = self.plan.linked.get("reached_by")
        if known is None:
            known = self.plan.linked["reached_by"] = {
                node: (name, order)
                for name, capability in self.plan.capabilities.items()
                for node, order in zip(capability.reaches, self.plan.orders, strict=True)
            }
        return known

    def strictest(self, nodes: list[int]) -> list[int]:
        """Of several lower bounds on one rating only the highest: who meets it meets the others."""
        highest: dict[int, int] = {}
        for node in nodes:
            op, args, param, _ = self.plan.nodes[node]
            if op == "at-least":
                highest[args[0]] = max(param, highest.get(args[0], 0))
        return [node for node in nodes if not self._is_weaker(node, highest)]

    def _is_weaker(self, node: int, highest: dict[int, int]) -> bool:
        op, args, param, _ = self.plan.nodes[node]
        return op == "at-least" and param < highest[args[0]]

    def told(self, node: int, instance: int = 0, *, required: bool = False) -> Because:
        """Any condition: its sentence, and below it what it rests on, unless that would lead too far."""
        if self._depth >= _DEEPEST:
            return self._elsewhere(node, instance)
        self._depth += 1
        because = self._told(node, instance, required=required)
        self._depth -= 1
        return because

    def _elsewhere(self, node: int, instance: int) -> Because:
        """The value of a condition, and what to ask for to read on."""
        value = self.words.value(node, self.evaluation.value(node, instance))
        names, reached = self.node_names(), self.reached_by()
        if node in reached:
            name, order = reached[node]
            called, level = self.called(name), self.words.level(order)
            shown = self.words.said(value)
            sentence = self.say("{} at level {}: {}. Why: explain {}.", called, level, shown, name)
            return Because(f"{name} level {order}", "elsewhere", value, sentence)
        of = next((each for each in (node, *self.plan.nodes[node].args) if each in names), None)
        if of is None:
            sentence = self.say("What lies below is left out here: {}.", self.words.shown(node, value))
            return Because("", "elsewhere", value, sentence)
        rating = self.words.value(of, self.evaluation.value(of, instance))
        called = self.called(names[of])
        sentence = self.say("{} is {}. Why: explain {}.", called, rating, names[of])
        return Because(names[of], "elsewhere", rating, sentence)

    def _told(self, node: int, instance: int, *, required: bool) -> Because:
        names = self.node_names()
        if node in self.reached_by():
            return self._reached(*self.reached_by()[node], node)
        if node in names:
            return self.ratings.told(names[node], node, instance)
        if node in self.valued():
            return valued.of_value(self, self.valued()[node])
        op, args, _, _ = self.plan.nodes[node]
        if op == "input":
            return asked.because(self, node, instance)
        if op == "not" and self.plan.nodes[args[0]].op == "input":
            return self.told(args[0], instance)  # what is recorded tells by itself that it is not so
        levels = next((each for each in self.plan.organisations if each.level == node), None)
        if levels is not None:
            return valued.of_organisation(self, levels)
        if is_decision(self, node):
            found = decided(self, node, instance)
            words = self.words.value(node, self.evaluation.value(node, instance))
            sentence = found.told(self.say("This"))
            return Because(op, op, words, sentence, found.source, found.children)
        told = self.telling(node, instance, required=required)
        children = tuple(self.told(*each) for each in self.grounds(node, instance))
        about = self._about(args[0]) or op if args else op
        because = Because(
            about, op, told.value, OPERATIONS[op].says(told), self.plan.cites.get(node), children
        )._replace(limit=self.words.limit(node))
        if len(children) == 1 and children[0].id == about and op != "not":
            return self.ratings.merged(because._replace(children=()), children[0])
        return because

    def _about(self, node: int) -> str:
        """The id of what a node tells of; empty where it has none."""
        names, values = self.node_names(), self.valued()
        return names.get(node) or (valued.key(values[node]) if node in values else "")

    def telling(self, node: int, instance: int, *, about: str = "", required: bool = False) -> Telling:
        """What a sentence about a node may speak of."""
        words = self.words
        op, args, param, _ = self.plan.nodes[node]
        of = args[0] if args else node
        is_rating = kind_of(self.plan.nodes, of) == "rating"
        held = [(arg, self.evaluation.value(arg, each)) for arg, each in self._operands(node, instance)]
        return Telling(
            about=about,
            value=words.value(node, self.evaluation.value(node, instance)),
            names=[self._name(arg) for arg, _ in held],
            values=words.operands(op, held, param),
            param=param,
            rating=words.parameter(of),
            required=required,
            best=words.names(of)[-1] if is_rating else "",
            members=self.say("ratings") if is_rating else self.say("values"),
            say=words.say,
            shown=words.said
            if "truth" in (kind_of(self.plan.nodes, of), kind_of(self.plan.nodes, node))
            else str,
        )

    # -------------------------------------------------------------------------- subjects and rules

    def subject(self, name: str) -> Because:
        """Why a rating is what it is."""
        subject = self.plan.subjects[name]
        if subject.capability not in self.bound.scope:
            return self.capability(subject.capability)
        decided_of = valued.rating_of(self.plan, name)
        if decided_of is not None:
            return valued.of_value(self, decided_of)
        if subject.whole >= 0:
            return self.ratings.told(name, subject.whole, 0)
        return self.ratings.in_instances(name, subject.counts)

    def rule(self, name: str) -> Because:
        """What became of a rule, for every subject it bounds."""
        text = self.plan.rule_texts[name]
        found = [each for each in outcomes(self.evaluation) if each.rule.rule == name]
        shown = [each for each in found if each.outcome != "not-triggered"]
        parts = [
            f"{sum(each.outcome == kind for each in found)} {self.say(OUTCOMES[kind])}"
            for kind in dict.fromkeys(e.outcome for e in found)
        ]
        why = f" {text.because}." if text.because else ""
        here = ", ".join(parts) or self.say("nothing in scope")
        sentence = self.say("The rule {} says: {}.{} Here: {}.", name, text.text, why, here)
        children = tuple(self.outcome(each) for each in shown)
        return Because(
            name,
            "rule",
            ", ".join(parts) or self.say("out of scope"),
            sentence.replace("..", "."),
            text.cite,
            children,
        )

    def outcome(self, outcome: Outcome) -> Because:
        """One rule for one subject."""
        rule = outcome.rule
        text = self.plan.rule_texts[rule.rule]
        source = f" ({text.source})" if text.source else ""
        called = f"{rule.rule}{source}"
        if outcome.outcome == "kept":
            sentence = self.say("The rule {} is kept for {}: {}.", called, rule.subject, text.text)
        else:
            message = message_of(self.evaluation, outcome, self.say)
            sentence = f"{self.say(_RULE_IS[outcome.outcome], called)} {message}"
        children: tuple[Because, ...] = ()
        if rule.when >= 0 and outcome.outcome in {"broken", "deviated", "kept"}:
            children = tuple(self.told(each) for each in self.leaves(rule.when))
        return Because(rule.rule, "rule", outcome.outcome, sentence, text.cite, children)


__all__ = ["Because", "Story", "UnknownSubject", "explain"]
