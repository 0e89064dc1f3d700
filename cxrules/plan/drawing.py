"""What rests on what in a model: criteria, practices, attributes, levels and rules, for drawing.

The levels and rules are read out of the plan, so that a drawing shows what is evaluated. Which criteria an
attribute stands for is read from the model where the method leaves that to the assessors.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from cxrules.model.ruleset import Ruleset
    from cxrules.plan.plan import Plan


_MOST_READ = 8  # a rule that reads more gets one box for all of it


class Box(NamedTuple):
    """A box: `kind` is capability, level, attribute, criterion, practice, rule, or others."""

    id: str
    label: str
    kind: str


class Arrow(NamedTuple):
    """`end` rests on `start`; `kind` is ``rule`` where a rule comes in, else ``part``."""

    start: str
    end: str
    kind: str


class Drawing(NamedTuple):
    """Boxes by id, in the order of the model, and the arrows between them, each once."""

    boxes: Mapping[str, Box]
    arrows: Sequence[Arrow]


def drawing(ruleset: Ruleset, plan: Plan) -> Drawing:
    """Everything in a model, with a box for each attribute and level of each capability.

    A rule that holds for several subjects has a box for each: "RULE on SUBJECT".
    """
    boxes = {box.id: box for box in _boxes(ruleset, plan)}
    arrows = dict.fromkeys(_arrows(ruleset, plan))
    return Drawing(boxes, [a for a in arrows if a.start in boxes and a.end in boxes and a.start != a.end])


def outline(drawn: Drawing) -> Drawing:
    """Without the practices, which are the same in every capability, and without rules on them."""
    kept = {name for name, box in drawn.boxes.items() if box.kind != "practice"}
    seen = _gathered(_only(drawn, kept))
    bound = {arrow.start for arrow in seen.arrows}
    return _only(seen, {name for name, box in seen.boxes.items() if box.kind != "rule" or name in bound})


def named(drawn: Drawing, name: str) -> list[str]:
    """The boxes an id stands for: its own, or those of a rule or an attribute in each capability."""
    if name in drawn.boxes:
        return [name]
    return [each for each in drawn.boxes if each.startswith(f"{name} on ") or each.endswith(f".{name}")]


def around(drawn: Drawing, names: Iterable[str]) -> Drawing:
    """What these rest on, what rests on them, and the rules that come in with what those rules read."""
    names = list(names)
    rules = {name for name in names if drawn.boxes[name].kind == "rule"}
    reads, bounds = _ends_of_rules(drawn)
    before: dict[str, list[str]] = {}
    after: dict[str, list[str]] = {}
    for start, end, kind in drawn.arrows:
        if kind == "part":
            before.setdefault(end, []).append(start)
            after.setdefault(start, []).append(end)
    bound = [each for rule in rules for each in bounds.get(rule, ())]
    found = _reached(set(names) - rules, before) | _reached([*(set(names) - rules), *bound], after)
    if not rules:
        rules = {rule for rule, ends in bounds.items() if found.intersection(ends)}
        rules |= {
            rule for rule, ends in reads.items() if len(ends) <= _MOST_READ and found.intersection(ends)
        }
    for rule in rules:
        found |= {rule, *bounds.get(rule, ()), *reads.get(rule, ())}
    return _gathered(_only(drawn, found), rules)


def _ends_of_rules(drawn: Drawing) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """What each rule reads, and what it bounds."""
    reads: dict[str, list[str]] = {}
    bounds: dict[str, list[str]] = {}
    for start, end, kind in drawn.arrows:
        if kind == "rule" and drawn.boxes[start].kind == "rule":
            bounds.setdefault(start, []).append(end)
        elif kind == "rule":
            reads.setdefault(end, []).append(start)
    return reads, bounds


def _gathered(drawn: Drawing, rules: set[str] | None = None) -> Drawing:
    """One box in place of all that a rule reads, where that is too much to draw.

    With `rules`, boxes that only such a rule asked for and rules that are not among them go as well.
    """
    reads, _ = _ends_of_rules(drawn)
    many = {rule: starts for rule, starts in reads.items() if len(starts) > _MOST_READ}
    boxes = dict(drawn.boxes)
    arrows = [each for each in drawn.arrows if each.end not in many]
    for rule, starts in many.items():
        if rules is None or rule in rules:
            gathered = f"{rule}: reads"
            boxes[gathered] = Box(gathered, f"{len(starts)} ratings", "others")
            arrows.append(Arrow(gathered, rule, "rule"))
    if rules is not None:
        joined = {end for arrow in arrows for end in arrow[:2]}
        boxes = {name: box for name, box in boxes.items() if name in joined}
    return _only(Drawing(boxes, arrows), set(boxes))


def layers(drawn: Drawing) -> list[list[str]]:
    """The boxes in columns, each close to what rests on it; arrows that close a circle do not count."""
    reasons: dict[str, list[str]] = {name: [] for name in drawn.boxes}
    conclusions: dict[str, list[str]] = {name: [] for name in drawn.boxes}
    for start, end, _ in drawn.arrows:
        reasons[end].append(start)
        conclusions[start].append(end)
    column: dict[str, int] = {}
    for name in drawn.boxes:
        _settle(name, reasons, column)
    for name in sorted(column, key=lambda each: -column[each]):
        behind = [column[each] for each in conclusions[name] if column[each] > column[name]]
        column[name] = min(behind, default=column[name] + 1) - 1
    found: list[list[str]] = [[] for _ in range(max(column.values(), default=-1) + 1)]
    for name in drawn.boxes:
        found[column[name]].append(name)
    return [layer for layer in found if layer]


def _settle(name: str, reasons: Mapping[str, Sequence[str]], column: dict[str, int]) -> None:
    """Find the column of a box after those of its reasons, without recursion."""
    path, waiting = {name}, [(name, iter(reasons[name]))]
    if name in column:
        return
    while waiting:
        current, rest = waiting[-1]
        following = next((each for each in rest if each not in column and each not in path), None)
        if following is None:
            waiting.pop()
            path.discard(current)
            column[current] = max(
                (column[each] + 1 for each in reasons[current] if each in column), default=0
            )
        else:
            path.add(following)
            waiting.append((following, iter(reasons[following])))


def _only(drawn: Drawing, names: set[str]) -> Drawing:
    boxes = {name: thing for name, thing in drawn.boxes.items() if name in names}
    return Drawing(boxes, [each for each in drawn.arrows if each.start in boxes and each.end in boxes])


def _reached(names: Iterable[str], following: Mapping[str, Sequence[str]]) -> set[str]:
    reached: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting += following.get(name, ())
    return reached


def _level(capability: str, order: int) -> str:
    return f"{capability} level {order}"


def _rule_boxes(plan: Plan) -> list[str]:
    """The box of each of the plan's rules: the rule's own id where it has no other subject."""
    counts: dict[str, int] = {}
    for each in plan.rules:
        counts[each.rule] = counts.get(each.rule, 0) + 1
    return [each.rule if counts[each.rule] == 1 else f"{each.rule} on {each.subject}" for each in plan.rules]


def _boxes(ruleset: Ruleset, plan: Plan) -> Iterator[Box]:
    for name, capability in plan.capabilities.items():
        yield Box(name, capability.title, "capability")
        for order in plan.orders:
            yield Box(_level(name, order), plan.level_names[order], "level")
    for name, subject in plan.subjects.items():
        yield Box(name, subject.title, subject.kind)
    for each, box in zip(plan.rules, _rule_boxes(plan), strict=True):
        rule = ruleset.rules.get(each.rule)
        yield Box(box, (rule.title or rule.effect) if rule else "prerequisite", "rule")


def _arrows(ruleset: Ruleset, plan: Plan) -> Iterator[Arrow]:
    ends = _ends(plan)
    for name, capability in plan.capabilities.items():
        for order, node in zip(plan.orders, capability.reaches, strict=True):
            level = _level(name, order)
            yield Arrow(level, name, "part")
            yield from (Arrow(end, level, "part") for end in _read(plan, [node], ends, skip=level))
    for name, subject in plan.subjects.items():
        if subject.kind == "attribute":
            yield from (Arrow(start, name, "part") for start in _beneath(ruleset, plan, name, ends))
    for each, rule in zip(plan.rules, _rule_boxes(plan), strict=True):
        yield Arrow(rule, each.subject, "rule")
        nodes = [node for node in (each.when, each.holds) if node >= 0]
        read = _read(plan, nodes, ends, skip=each.subject)
        yield from (Arrow(start, rule, "rule") for start in read if start != each.subject)


def _ends(plan: Plan) -> dict[int, str]:
    """The nodes that stand for something with a box of its own."""
    ends: dict[int, str] = {}
    for name, subject in plan.subjects.items():
        ends.update((node, name) for node in (subject.given, subject.counts, subject.whole) if node >= 0)
    for name, capability in plan.capabilities.items():
        ends.update((node, _level(name, o)) for o, node in zip(plan.orders, capability.reaches, strict=True))
    return ends


def _read(plan: Plan, nodes: Iterable[int], ends: Mapping[int, str], skip: str) -> list[str]:
    """The boxes that these nodes read, in the order of the plan; the way there ends at the first box."""
    found: set[int] = set()
    seen: set[int] = set()
    waiting = list(nodes)
    while waiting:
        node = waiting.pop()
        if node in seen:
            continue
        seen.add(node)
        if ends.get(node, skip) != skip:
            found.add(node)
        else:
            waiting += plan.nodes[node].args
    return list(dict.fromkeys(ends[node] for node in sorted(found)))


def _beneath(ruleset: Ruleset, plan: Plan, name: str, ends: Mapping[int, str]) -> list[str]:
    """The criteria or practices of an attribute: those the method joins, else those the model names."""
    subject = plan.subjects[name]
    if subject.derived >= 0:
        return _read(plan, [subject.derived], ends, skip=name)
    attribute = ruleset.attributes.get(name.removeprefix(f"{subject.capability}."))
    if attribute is None:
        return []
    if attribute.source == "criteria":
        return [each.id for each in ruleset.capabilities[subject.capability].criteria]
    return [f"{subject.capability}.{practice.id}" for practice in attribute.practices]
