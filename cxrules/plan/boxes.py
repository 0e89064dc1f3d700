"""A model and its plan as boxes and arrows: criteria, elements, values, levels, rules, and what they rest on.

Levels, values and rules are read out of the plan, so that a drawing shows what is evaluated. Which criteria
an attribute stands for is read from the model where the method leaves that to the assessors.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxrules.plan.drawing import Arrow, Box, Drawing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from cxrules.model.ruleset import Ruleset
    from cxrules.plan.plan import OrganisationNodes, Plan, RuleNodes, ValueNodes

_STATED = {"judged", "value"}


def drawing(ruleset: Ruleset, plan: Plan) -> Drawing:
    """Everything in a model, with a box for each attribute, level and value of each thing.

    A rule for several subjects has a box for each of which it reads something else: "RULE on SUBJECT".
    """
    return _Drawn(ruleset, plan).drawing()


class _RuleBox(NamedTuple):
    """A rule for one subject, the box it stands in, and what it reads."""

    nodes: RuleNodes
    box: str
    reads: Sequence[str]


class _Drawn:
    def __init__(self, ruleset: Ruleset, plan: Plan) -> None:
        self.ruleset, self.plan = ruleset, plan
        self.stated = _stated(plan)
        self.ends = self._ends()
        self.rules = self._rules()

    def drawing(self) -> Drawing:
        boxes = {box.id: box for box in self._boxes()}
        arrows = list(dict.fromkeys(self._arrows()))
        arrows += self._loose(arrows)
        return Drawing(boxes, [a for a in arrows if a.start in boxes and a.end in boxes and a.start != a.end])

    # -------------------------------------------------------------------------------------- boxes

    def _boxes(self) -> Iterator[Box]:
        plan = self.plan
        for name, capability in plan.capabilities.items():
            yield Box(name, capability.title, "capability")
            for order in plan.orders:
                yield Box(_level(name, order), plan.level_names[order], "level")
            for part in self.ruleset.capabilities[name].parts:
                yield Box(part.id, part.title, "element")
        for name, subject in plan.subjects.items():
            yield Box(name, subject.title, subject.kind)
        for key in self.stated.values():
            yield self._stated_box(key)
        for value in plan.values:
            yield self._value_box(value)
        for each in plan.organisations:
            name = _organisation(each)
            yield Box(name, each.title or "Levels of the organisation", "organisation")
            for order in _orders(each):
                yield Box(_level(name, order), each.levels[order], "level")
        for rule in self.rules:
            written = self.ruleset.rules.get(rule.nodes.rule)
            label = (written.title or written.effect) if written else "prerequisite"
            yield Box(rule.box, label, "rule", rule.nodes.rule)

    def _stated_box(self, key: str) -> Box:
        """A judgement or an input."""
        of, _, name = key.rpartition(".")
        judgement = self.ruleset.judgements.get(name)
        title = judgement.title if judgement else self.plan.answers.inputs.get(key, ("", "", "", ""))[3]
        about = [self._title(of)] if judgement or not title else []
        return Box(key, ": ".join(filter(None, (*about, title or name))), "stated", name)

    def _value_box(self, value: ValueNodes) -> Box:
        op, _, param, _ = self.plan.nodes[self.plan.body_of(value.node)]
        kind = "decision" if op == "decide" and param else "value"
        label = ": ".join(filter(None, (self._title(value.subject), value.title or value.name)))
        return Box(_value(value), label, kind, value.name)

    def _title(self, name: str) -> str:
        return self.plan.model_title if name == self.plan.model_id else self.plan.title(name)

    # ------------------------------------------------------------------------------------- arrows

    def _arrows(self) -> Iterator[Arrow]:
        plan = self.plan
        for name, capability in plan.capabilities.items():
            levels = [_level(name, order) for order in plan.orders]
            yield from self._levels(name, levels, capability.reaches, self.ruleset.mode)
        for each in plan.organisations:
            name = _organisation(each)
            levels = [_level(name, order) for order in _orders(each)]
            yield from self._levels(name, levels, each.reaches, self.ruleset.organisations[each.name].mode)
        inside = dict(self._containers())
        for name, members in inside.items():
            yield from (Arrow(start, name, "part") for start in members)
        for name, subject in plan.subjects.items():
            if subject.kind != "attribute":  # where it is computed, or applies only under a condition
                nodes = [node for node in (subject.given, subject.counts) if node >= 0]
                yield from (Arrow(start, name, "part") for start in self._read(nodes, skip=name))
        for value in plan.values:
            yield from self._reads_of(value, inside)
        for rule in self.rules:
            yield Arrow(rule.box, rule.nodes.subject, "rule")
            yield from (Arrow(start, rule.box, "rule") for start in rule.reads)

    def _levels(self, name: str, levels: Sequence[str], reaches: Sequence[int], mode: str) -> Iterator[Arrow]:
        """Each level rests on what its requirement reads and on the one below, the whole on the highest.

        Where levels are independent, the whole rests on each.
        """
        above = [*levels[1:], name] if mode != "independent" else [name] * len(levels)
        for level, node, end in zip(levels, reaches, above, strict=True):
            yield from (Arrow(start, level, "part") for start in self._read([node], skip=level))
            yield Arrow(level, end, "part")

    def _containers(self) -> Iterator[tuple[str, list[str]]]:
        """Elements and attributes, each with what lies directly in it."""
        for capability in self.ruleset.capabilities.values():
            inner = {name: part.id for part in capability.parts for name in part.criteria}
            inner.update((part.id, part.within[0]) for part in capability.parts)
            for part in capability.parts:
                yield part.id, [name for name, outer in inner.items() if outer == part.id]
        for name, subject in self.plan.subjects.items():
            if subject.kind == "attribute":
                yield name, self._beneath(name)

    def _beneath(self, name: str) -> list[str]:
        """The criteria or practices of an attribute: those the method joins, else those the model names."""
        subject = self.plan.subjects[name]
        if subject.derived >= 0:
            return self._read([subject.derived], skip=name)
        attribute = self.ruleset.attributes.get(name.removeprefix(f"{subject.capability}."))
        if attribute is None:
            return []
        if attribute.source == "criteria":
            return [each.id for each in self.ruleset.capabilities[subject.capability].criteria]
        return [f"{subject.capability}.{practice.id}" for practice in attribute.practices]

    def _reads_of(self, value: ValueNodes, inside: Mapping[str, Sequence[str]]) -> Iterator[Arrow]:
        """What a value reads; what lies in its own element or attribute is read through that."""
        name, subject = _value(value), value.subject
        within = _all_within(subject, inside) if subject in inside else set()
        for start in self._read([value.node], skip=name):
            yield Arrow(subject if start in within else start, name, "part")

    def _loose(self, arrows: Iterable[Arrow]) -> list[Arrow]:
        """Values and elements that nothing reads belong to the thing they are of, or lie in."""
        read = {arrow.start for arrow in arrows}
        loose = [Arrow(_value(value), value.subject, "part") for value in self.plan.values]
        for capability in self.ruleset.capabilities.values():
            loose += [Arrow(part.id, capability.id, "part") for part in capability.parts]
        kept = {"capability", "group"}
        return [each for each in loose if each.start not in read and self.plan.kind(each.end) in kept]

    # --------------------------------------------------------------------------------- what is read

    def _ends(self) -> dict[int, str]:
        """The nodes that stand for something with a box of its own; of two for one node the first counts."""
        plan, ends = self.plan, dict(self.stated)
        for name, subject in plan.subjects.items():
            ends.update((node, name) for node in (subject.given, subject.counts, subject.whole) if node >= 0)
        for value in plan.values:
            ends.setdefault(value.node, _value(value))
        for name, capability in plan.capabilities.items():
            for order, node in zip(plan.orders, capability.reaches, strict=True):
                ends.setdefault(node, _level(name, order))
        for each in plan.organisations:
            for order, node in zip(_orders(each), each.reaches, strict=True):
                ends.setdefault(node, _level(_organisation(each), order))
        return ends

    def _read(self, nodes: Iterable[int], skip: str = "") -> list[str]:
        """The boxes that these nodes read, in the order of the plan; the way there ends at the first box.

        It does not end at the box `skip`, for which this is asked.
        """
        found: set[int] = set()
        seen: set[int] = set()
        waiting = list(nodes)
        while waiting:
            node = waiting.pop()
            if node in seen:
                continue
            seen.add(node)
            if self.ends.get(node, skip) != skip:
                found.add(node)
            else:
                waiting += self.plan.nodes[node].args
        return list(dict.fromkeys(self.ends[node] for node in sorted(found)))

    def _rules(self) -> list[_RuleBox]:
        """The rules with their boxes: one for all subjects that nothing else reads, one for each other."""
        counts: dict[str, int] = {}
        found = []
        for each in self.plan.rules:
            nodes = [node for node in (each.when, each.holds) if node >= 0]
            reads = [name for name in self._read(nodes) if name != each.subject]
            counts[each.rule] = counts.get(each.rule, 0) + 1
            found.append(_RuleBox(each, each.rule, reads))
        return [
            each._replace(box=f"{each.nodes.rule} on {each.nodes.subject}")
            if each.reads and counts[each.nodes.rule] > 1
            else each
            for each in found
        ]


def _stated(plan: Plan) -> dict[int, str]:
    """The judgements and inputs that a plan asks for, by node."""
    return {
        place: param[1]
        for place, (op, _, param, _) in enumerate(plan.nodes.walk())
        if op == "input" and param[0] in _STATED
    }


def _all_within(name: str, inside: Mapping[str, Sequence[str]]) -> set[str]:
    """Everything in an element or attribute, and itself, however deep."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        each = waiting.pop()
        found.add(each)
        waiting += [inner for inner in inside.get(each, ()) if inner not in found]
    return found


def _level(of: str, order: int) -> str:
    return f"{of} level {order}"


def _organisation(found: OrganisationNodes) -> str:
    """What levels of the organisation are asked for by."""
    return found.name or "maturity"


def _orders(found: OrganisationNodes) -> list[int]:
    """The levels of the organisation above the lowest, rising."""
    return list(found.levels)[1:]


def _value(value: ValueNodes) -> str:
    name = f"{value.subject}.{value.name}"
    return name if value.level is None else f"{name} on level {value.level}"
