"""The story of one rating: who gave it on which evidence, or from what it was derived and bounded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.engine.asked import BY
from cxrules.engine.decided import Decided, decided, is_decision
from cxrules.engine.link import support
from cxrules.engine.waivers import applied, said
from cxrules.engine.words import NOT_APPLICABLE, NOT_RATED
from cxrules.model.assessment import CONSENSUS
from cxrules.model.demand import KINDS
from cxrules.model.speech import phrase
from cxrules.plan.operations import OPERATIONS
from cxrules.plan.plan import Cite
from cxrules.plan.values import NO, OUTSIDE, YES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxrules.engine.because import Because, Story
    from cxrules.model.assessment import Given, Waiver
    from cxrules.text import Span

_BOUNDS = {"cap", "floor", "fix", "keep"}
_ROUNDS = {"nearest", "band"}
_RATED = phrase(": rated ")
_UNRATED = phrase(": not rated; ")
_ABOVE = phrase("; it is at level ")
_SHOWN = {"broken", "deviated"}
IN = phrase(" in {}")
IS = phrase("{} is {}.")
DERIVED = phrase("{} is derived as {}{}.")


class RatingStory:
    """Tells ratings for a story."""

    def __init__(self, story: Story) -> None:
        """Belong to a story."""
        self.story, self.plan, self.evaluation, self.say = story, story.plan, story.evaluation, story.say
        self._told: set[tuple[str, int, int]] = set()
        self._labelled = True

    def told(self, name: str, node: int, instance: int) -> Because:
        """A rating of a subject: its value and what it comes from."""
        from cxrules.engine.because import Because

        value = self.evaluation.value(node, instance)
        words = self.story.words.value(node, value)
        op, args, _, _ = self.plan.nodes[node]
        waiver = applied(self.evaluation, name, instance)
        if waiver is not None and op != "input" and node == self.plan.subjects[name].counts:
            return self._waived(waiver, name, node, instance)
        key = (name, node, instance)
        if key in self._told:
            sentence = self.say("{} is {}, as told above.", self.story.called(name), words)
            return Because(name, "above", words, sentence)
        self._told.add(key)
        if op in {"join", "collapse"} and len(args) == 1:
            return self._joined(name, node, instance)
        if op == "decide" and node == self.plan.subjects[name].whole:
            return self._rolled_up(name, node)
        if op == "input":
            return self._given(name, instance, words)
        if node == self.plan.subjects[name].given:
            return self._asked(name, args[0], args[1], instance)
        if op in _BOUNDS:
            return self._bounded(name, node, instance)
        if op == "choose":
            chosen = [each for each in self.story.decisive(node, instance) if each != args[0]]
            return (
                self.told(name, chosen[0], instance)
                if len(chosen) == 1
                else self._either(name, node, instance, chosen)
            )
        return self._derived(name, node, instance)

    def _asked(self, name: str, guard: int, rating: int, instance: int) -> Because:
        """A rating that is asked for under a condition."""
        from cxrules.engine.because import Because

        asked = self.evaluation.value(guard, instance)
        if asked in {NO, OUTSIDE}:
            sentence = self.say("{} does not apply here.", self.story.called(name))
            why = self.story.told(guard, instance)
            return Because(name, "decide", self.say(NOT_APPLICABLE), sentence, None, (why,))
        below = self.told(name, rating, instance)
        if asked == YES:
            return below
        return below._replace(children=(*below.children, self.story.told(guard, instance)))

    def merged(self, comparison: Because, told: Because) -> Because:
        """A comparison and the plain story of its rating as one sentence: nothing is said twice."""
        if told.operation == "above":
            return comparison
        if told.operation == "decide":
            required = comparison.sentence.partition("; ")[2]
            sentence = f"{told.sentence.removesuffix('.')}; {required}" if required else told.sentence
            return told._replace(operation=comparison.operation, sentence=sentence)
        if told.operation != "input":
            return comparison._replace(children=(told,))
        sentence = comparison.sentence
        for begins in [self.say(each) for each in (_RATED, _UNRATED, _ABOVE)]:
            _, found, tail = told.sentence.partition(begins)
            if found:
                sentence = f"{comparison.sentence.removesuffix('.')}{begins}{tail}"
                break
        return comparison._replace(sentence=sentence, source=told.source, children=told.children)

    # ------------------------------------------------------------------------------ what was given

    def _given(self, name: str, instance: int, words: str) -> Because:
        from cxrules.engine.because import Because

        bound = self.evaluation.bound
        given = bound.ratings[instance].get(name, ())
        waiver = applied(self.evaluation, name, instance)
        label = None if self._same_everywhere(name) else bound.instances[instance]
        where = self.say(IN, label) if label is not None else ""
        called = self.story.called(name)
        children = [*self._noted(name, instance), *self._rules(name)]
        if not given and waiver is None:
            if words == self.say(NOT_APPLICABLE):
                sentence = self.say("{} is outside the scope of this assessment.", called)
            else:
                recorded = "".join(
                    self.say("; recorded: {}", self._said(each)) for each in bound.said(name, instance)
                )
                rest = f"{recorded}{self._above(name)}"
                sentence = self.say("{} is not rated yet{}{}.", called, where, rest)
            return Because(name, "input", words, sentence, None, tuple(children))
        told = "; ".join(self._said(each) for each in given) or self.say(NOT_RATED)
        told += self._decided(name, given)
        if waiver is not None:
            told += self.say("; counts as {} {}", words, said(waiver, self.say))
        sentence = f"{self.say('{} is {}{}', called, words, where)}: {told}."
        cite = self.cite(given[0].span if given else waiver and waiver.span)
        return Because(name, "input", words, sentence.replace("..", "."), cite, tuple(children))

    def _above(self, name: str) -> str:
        """That a rating was not asked for, since it is at a level above those that were assessed."""
        most, level = self.evaluation.assessment.up_to_level, self.plan.level_of(name)
        if most is None or level <= most:
            return ""
        return f"{self.say(_ABOVE)}{self.say('{}, above those that were assessed', level)}"

    def _waived(self, waiver: Waiver, name: str, node: int, instance: int) -> Because:
        """A rating that is worked out and counts as more: under which waiver, and what it rests on."""
        from cxrules.engine.because import Because

        words = self.story.words.value(node, self.evaluation.value(node, instance))
        before = self.story.words.value(node, self.evaluation.unwaived().value(node, instance))
        under = said(waiver, self.say)
        sentence = self.say(
            "{} would be {}, but counts as {} {}.", self.story.called(name), before, words, under
        )
        op, args, _, _ = self.plan.nodes[self._below_guards(node)[0]]
        if op == "choose":
            args = tuple(each for each in self.story.decisive(node, instance) if each != args[0])
        elif op in _BOUNDS:
            args = args[:1]
        children = tuple(self._operands(name, args, instance))
        return Because(name, "waiver", words, sentence, self.cite(waiver.span), children)

    def _decided(self, name: str, given: Sequence[Given]) -> str:
        """What decides between assessors, where a rule or a recorded consensus does or waits to."""
        alone = self.evaluation.assessment.consensus is None
        if not given or (alone and all(each.by != CONSENSUS for each in given)):
            return ""
        from cxrules.engine.conduct import settled

        found = settled(self.evaluation, name, given)
        if found.counts is None:
            return self.say("; open, because {}", found.told(self.say))
        return f"; {found.told(self.say)}" if len(given) > 1 else ""

    def cite(self, span: Span | None) -> Cite | None:
        """Where in the assessment's file a rating or a waiver is written."""
        source = self.evaluation.source
        if source is None or span is None:
            return None
        file = source.name.replace("\\", "/").rpartition("/")[2]
        cell = source.cell(span.start)
        if cell is not None:
            return Cite(f"{file}:{cell}", 0, source.slice(span))
        return Cite(file, source.position(span.start).line, source.slice(span))

    def _said(self, each: Given) -> str:
        say = self.say
        by = say(BY, each.by) if each.by else ""
        if each.not_applicable is not None:
            return say("stated not applicable{}, because {}", by, each.not_applicable)
        parts = [] if each.rating is None else [say("rated {}{}", each.rating, by)]
        if each.carried:
            parts.append(say("carried over from an earlier assessment"))
        if each.causes:
            parts.append(say("because {}", ", ".join(self._cause(cause) for cause in each.causes)))
        if each.weaknesses:
            parts.append(say("weakness: {}", "; ".join(text.rstrip(".") for text in each.weaknesses)))
        if each.evidence:
            parts.append(say("evidence {}", ", ".join(self._evidence(item) for item in each.evidence)))
        if each.note:
            parts.append(say("note: {}", each.note.rstrip(".")))
        return ", ".join(parts)

    def _cause(self, cause: str) -> str:
        title = self.plan.causes.get(cause) or self.plan.findings.get(cause) or cause
        return self.say("“{}”", title)

    def _evidence(self, item: str) -> str:
        found = self.evaluation.assessment.evidence.get(item)
        if found is None:
            return item
        kind = self.say(KINDS[found.kind][0]) if found.kind in KINDS else found.kind
        title = found.title or (self.say("{} with {}", kind, found.role) if found.role else kind)
        return f"{item} ({title})"

    def _noted(self, name: str, instance: int) -> list[Because]:
        """What was rated below the top beneath an attribute that was judged as a whole."""
        subject = self.plan.subjects[name]
        if subject.kind != "attribute":
            return []
        top = len(self.plan.given_values) - 1
        out = []
        for each in self.beneath(name):
            low, high = self.evaluation.value(self.plan.subjects[each].counts, instance)
            if low == high and low is not None and low < top:
                out.append(self.told(each, self.plan.subjects[each].counts, instance))
        return out

    def beneath(self, attribute: str) -> Sequence[str]:
        """The criteria or practices of an attribute, by the plan's own names."""
        subject = self.plan.subjects[attribute]
        members = self.plan.capabilities[subject.capability].criteria if subject.capability else ()
        return [each for each in members if self.plan.subjects[each].beneath == attribute]

    def _rules(self, name: str) -> list[Because]:
        return [self.story.outcome(each) for each in self.story.outcomes_of(name) if each.outcome in _SHOWN]

    # ------------------------------------------------------------------------- what was worked out

    def _joined(self, name: str, node: int, instance: int) -> Because:
        from cxrules.engine.because import Because

        op, (arg,), _, _ = self.plan.nodes[node]
        bound = self.evaluation.bound
        if op == "collapse":
            below = self.told(name, arg, instance)
            words = self.story.words.value(node, self.evaluation.value(node, instance))
            sentence = self.say("{} counts as {}.", self.story.called(name), words)
            return below if words == below.value else Because(name, op, words, sentence, None, (below,))
        if bound.instances == (None,):
            return self.told(name, arg, 0)
        if self.plan.nodes[arg].op == "input" and self._same_everywhere(name):
            return self._given(name, 0, self.story.words.value(arg, bound.arrays[0][arg]))
        words = self.story.words.value(node, self.evaluation.value(node))
        each = [
            f"{label} {self.story.words.value(arg, values[arg])}{self._weight(weight)}"
            for label, weight, values in zip(bound.instances, bound.weights, bound.arrays, strict=True)
        ]
        if self._alike(arg):
            self._labelled = False
            below = self.told(name, arg, 0)
            self._labelled = True
            return below
        sentence = self.say("{} is {}, joined from {}.", self.story.called(name), words, ", ".join(each))
        children = tuple(self.told(name, arg, place) for place in range(len(bound.arrays)))
        return Because(name, op, words, sentence, None, children)

    def in_instances(self, name: str, node: int) -> Because:
        """A rating that is not joined: that of each instance, where they are not all alike."""
        from cxrules.engine.because import Because

        bound = self.evaluation.bound
        if len(bound.arrays) == 1 or self._alike(node):
            return self.told(name, node, 0)
        each = [
            f"{label} {self.story.words.value(node, values[node])}"
            for label, values in zip(bound.instances, bound.arrays, strict=True)
        ]
        sentence = self.say("{}, by instance: {}.", self.story.called(name), ", ".join(each))
        children = tuple(self.told(name, node, place) for place in range(len(bound.arrays)))
        return Because(name, "instances", ", ".join(each), sentence, None, children)

    def _rolled_up(self, name: str, node: int) -> Because:
        """One rating from those of all instances, by a decision."""
        from cxrules.engine.because import Because

        bound, counts = self.evaluation.bound, self.plan.subjects[name].counts
        if bound.instances == (None,) or (self._same_everywhere(name) and self._alike(counts)):
            self._labelled = False
            below = self.told(name, counts, 0)
            self._labelled = True
            return below
        found = decided(self.story, self.plan.body_of(node), 0, conditions=False)
        if self.evaluation.value(node) == OUTSIDE:
            told = phrase("{} is not applicable, for it applies in no instance.")
            found = Decided(told, (), None, (), self.say)
        each = [
            f"{label} {self.story.words.value(counts, values[counts])}"
            for label, values in zip(bound.instances, bound.arrays, strict=True)
        ]
        places = [place for place, values in enumerate(bound.arrays) if values[counts] != OUTSIDE]
        children = tuple(self.told(name, counts, place) for place in places)
        words = self.story.words.value(node, self.evaluation.value(node))
        sentence = found.told(self.say("{}, with {},", self.story.called(name), ", ".join(each)))
        return Because(name, "decide", words, sentence, found.source, (*children, *found.children))

    def _alike(self, node: int) -> bool:
        """Whether a node and all it rests on have one value in every instance."""
        first, *others = self.evaluation.bound.arrays
        below = support(self.plan, [node])
        return all(values[each] == first[each] for values in others for each in below)

    def _same_everywhere(self, name: str) -> bool:
        """Whether one rating, or none, stands for all instances."""
        first, *others = (chosen.get(name) for chosen in self.evaluation.bound.ratings)
        return all(other == first for other in others)

    def _weight(self, weight: object) -> str:
        weighted = self.plan.join is not None and self.plan.join["weighted"]
        return self.say(" (weight {})", self.say.number(str(weight))) if weighted and weight != 1 else ""

    def _bounded(self, name: str, node: int, instance: int) -> Because:
        from cxrules.engine.because import Because

        below = self.told(name, self.plan.nodes[node].args[0], instance)
        words = self.story.words.value(node, self.evaluation.value(node, instance))
        if words == below.value:
            return below
        applied = [
            self.story.outcome(each) for each in self.story.outcomes_of(name) if each.outcome == "kept"
        ]
        sentence = self.say("{} would be {}, but is held to {}.", self.story.called(name), below.value, words)
        return Because(name, self.plan.nodes[node].op, words, sentence, None, (*applied, below))

    def _either(self, name: str, node: int, instance: int, chosen: Sequence[int]) -> Because:
        from cxrules.engine.because import Because

        words = self.story.words.value(node, self.evaluation.value(node, instance))
        children = tuple(self.told(name, each, instance) for each in chosen)
        sentence = self.say(IS, self.story.called(name), words)
        return Because(name, "choose", words, sentence, None, children)

    def _derived(self, name: str, node: int, instance: int) -> Because:
        from cxrules.engine.because import Because

        subject = self.plan.subjects[name]
        if node == subject.derived and self.plan.body_of(node) != node:
            if self.evaluation.value(node, instance) == OUTSIDE:
                return self.told(name, subject.given, instance)
            return self._rated_by(name, node, instance)
        op, args, _, _ = self.plan.nodes[node]
        told = self.story.telling(node, instance, about=self.story.called(name))
        sentence = OPERATIONS[op].says(told)
        if op in _ROUNDS:
            (node_below,) = args
            below, args, _, _ = self.plan.nodes[node_below]
            sentence = f"{OPERATIONS[below].says(self.story.telling(node_below, instance))} {sentence}"
        if node == self.plan.subjects[name].derived:
            derived = self.say(DERIVED, told.about, told.value, self._where(instance))
            sentence = f"{derived} {sentence}"
        return Because(name, op, told.value, sentence, None, tuple(self._operands(name, args, instance)))

    def _rated_by(self, name: str, node: int, instance: int) -> Because:
        """A rating by data or a decision, below what asks whether it applies at all."""
        from cxrules.engine.because import Because

        body, guards = self._below_guards(node)
        asked = [guard for guard in guards if self.evaluation.value(guard, instance) != YES]
        open_still = [self.story.told(guard, instance) for guard in asked]
        about, where = self.story.called(name), self._where(instance)
        words = self.story.words.value(node, self.evaluation.value(node, instance))
        if is_decision(self.story, body):
            found = decided(self.story, body, instance)
            derived = self.say("{} is derived{}:", about, where)
            sentence = f"{derived} {found.told(self.say('it'))}"
            return Because(name, "decide", words, sentence, found.source, (*open_still, *found.children))
        op, args, _, _ = self.plan.nodes[body]
        if op == "decide":  # rows behind the one that holds decided nothing
            args = tuple(self.story.decisive(body, instance))
        says = OPERATIONS[op].says(self.story.telling(body, instance, about=about))
        children = (*open_still, *self._operands(name, args, instance))
        sentence = f"{self.say(DERIVED, about, words, where)} {says}"
        return Because(name, op, words, sentence, None, children)

    def _below_guards(self, node: int) -> tuple[int, list[int]]:
        """A node below what asks whether it applies at all, and the nodes that ask."""
        guards: list[int] = []
        while (below := self.plan.body_of(node)) != node:
            guards.append(self.plan.nodes[node].args[0])
            node = below
        return node, guards

    def _where(self, instance: int) -> str:
        label = self.evaluation.bound.instances[instance]
        if label is None:
            return ""
        return self.say(IN, label) if self._labelled else self.say(" in every instance")

    def _operands(self, name: str, args: Sequence[int], instance: int) -> list[Because]:
        """Operands below the top explain a derived rating; those at the top are only counted."""
        names = self.story.node_names()
        top = len(self.plan.given_values) - 1
        out = []
        for arg in args:
            if self.plan.nodes[arg].op == "constant":
                continue  # an outcome that the sentence tells
            if arg not in names or names[arg] == name:
                out.append(self.story.told(arg, instance))
            elif self.evaluation.value(arg, instance) != (top, top):
                out.append(self.told(names[arg], arg, instance))
        return out
