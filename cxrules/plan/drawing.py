"""What rests on what in a model, for drawing: boxes and arrows, and which of them to show.

How a model becomes boxes and arrows is in `boxes`; how they are drawn is not known here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence


_MOST_READ = 8  # a rule that reads more gets one box for all of it


_HELD = {"level", "value", "decision"}
_MOST_BENEATH = 60  # of an organisation with more beneath it, only what its levels themselves read is shown


class Box(NamedTuple):
    """A box: what it is of, by its id; what is written in it; and what it is.

    `kind` is capability, level, attribute, element, criterion, practice, rule, value, decision, organisation,
    stated (judgements and inputs), or others. `name` is another name to ask for it by: of a rule, a value, a
    judgement.
    """

    id: str
    label: str
    kind: str
    name: str = ""


class Arrow(NamedTuple):
    """`end` rests on `start`; `kind` is ``rule`` where a rule comes in, else ``part``."""

    start: str
    end: str
    kind: str


class Drawing(NamedTuple):
    """Boxes by id, in the order of the model, and the arrows between them, each once."""

    boxes: Mapping[str, Box]
    arrows: Sequence[Arrow]


def outline(drawn: Drawing) -> Drawing:
    """Without the practices, which are the same in every capability, and without rules on them."""
    kept = {name for name, box in drawn.boxes.items() if box.kind != "practice"}
    seen = _gathered(_only(drawn, kept))
    bound = {arrow.start for arrow in seen.arrows}
    return _only(seen, {name for name, box in seen.boxes.items() if box.kind != "rule" or name in bound})


def named(drawn: Drawing, name: str) -> list[str]:
    """The boxes an id stands for: its own, or those of a rule, an attribute or a value of each thing."""
    if name in drawn.boxes and drawn.boxes[name].kind != "rule":
        return [name]
    return [
        each
        for each, box in drawn.boxes.items()
        if name in {each, box.name} or each.startswith(f"{name} on ") or each.endswith(f".{name}")
    ]


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
    asked = _held(drawn, set(names) - rules)
    found = _beneath(drawn, asked, before) | _reached([*asked, *bound], after)
    if not rules:
        rules = {rule for rule, ends in bounds.items() if found.intersection(ends)}
        rules |= {
            rule for rule, ends in reads.items() if len(ends) <= _MOST_READ and found.intersection(ends)
        }
    far: set[str] = set()
    for rule in rules:
        ends, read = bounds.get(rule, ()), reads.get(rule, ())
        found |= {rule, *(() if found.intersection(ends) and rule not in names else ends)}
        (far if len(read) > _MOST_READ else found).update(read)
    gathered = _gathered(_only(drawn, found | far), rules)
    return _only(gathered, gathered.boxes.keys() - (far - found))


def _beneath(drawn: Drawing, names: Collection[str], before: Mapping[str, Sequence[str]]) -> set[str]:
    """All that these rest on; of an organisation with too much of it, only what its own levels read."""
    found = _reached(names, before)
    if len(found) <= _MOST_BENEATH or not any(drawn.boxes[each].kind == "organisation" for each in names):
        return found
    own = {*names, *(each for name in names for each in before.get(name, ()))}
    return own | {each for name in own for each in before.get(name, ())}


def _held(drawn: Drawing, names: Iterable[str]) -> set[str]:
    """These, and the levels and values of capabilities among them: what rests on those rests on these."""
    capabilities = [name for name in names if drawn.boxes[name].kind == "capability"]
    parts = [(f"{name} level ", f"{name}.") for name in capabilities]
    held = [
        each
        for each, box in drawn.boxes.items()
        for level, value in parts
        if each.startswith((level, f"{value}{box.name}")) and box.kind in _HELD
    ]
    return {*names, *held}


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
