"""What has to come after what: by wish, and by what a rating rests on in the model.

A task is a measure, by its id, or everything that is done about one answer, by assessment and place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias, TypeVar

from cxrules.engine.link import support
from cxrules.roadmap.steps import raised_by

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from cxrules.roadmap.program import Written
    from cxrules.solve.unfold import Place

Task: TypeAlias = "str | tuple[int, Place]"
_Thing = TypeVar("_Thing")


def precedence(written: Written, tasks: Iterable[Task]) -> Mapping[Task, set[Task]]:
    """The tasks among some after which each comes.

    Where they would come after each other, wishes go before the model, and what would close a circle is left
    out: these are done together.
    """
    asked = _Asked(written, list(dict.fromkeys(tasks)))
    edges = [*asked.by_wish(), *asked.by_model()]
    after: dict[Task, set[Task]] = {task: set() for task in asked.tasks}
    for task, before in edges:
        after[task].add(before)
    if not _is_circular(after):
        return after
    after = {task: set() for task in asked.tasks}
    for task, before in edges:
        if not reaches(after.__getitem__, before, task):
            after[task].add(before)
    return after


class _Asked:
    def __init__(self, written: Written, tasks: Sequence[Task]) -> None:
        self.written, self.tasks = written, tasks
        self._named: dict[str, list[Task]] = {}
        self._at: dict[tuple[int, int], list[Task]] = {}
        self._touched: dict[Task, list[tuple[int, int]]] = {}
        self._names: dict[Task, Collection[str]] = {}
        for task in tasks:
            self._names[task] = names = self._called(task)
            for name in names:
                self._named.setdefault(name, []).append(task)
            self._touched[task] = nodes = list(dict.fromkeys(self._nodes(task)))
            for node in nodes:
                self._at.setdefault(node, []).append(task)
        self._below: dict[tuple[int, int], set[int]] = {}

    def by_wish(self) -> Iterator[tuple[Task, Task]]:
        wishes = self.written.wishes
        for task in self.tasks:
            befores = {each for name in self._names[task] for each in wishes.after.get(name, ())}
            if isinstance(task, str):
                befores.update(wishes.measures[task].after)
            for name in sorted(befores):
                yield from ((task, other) for other in self._named.get(name, ()) if other != task)

    def by_model(self) -> Iterator[tuple[Task, Task]]:
        """What the rating of a subject rests on in the model comes before it."""
        for task in self.tasks:
            for unit, node in self._touched[task]:
                for below in sorted(self._rests_on(unit, node)):
                    yield from ((task, other) for other in self._at.get((unit, below), ()) if other != task)

    def _rests_on(self, unit: int, node: int) -> set[int]:
        plan = self.written.units[unit][0].plan
        subject = plan.subjects.get(plan.nodes[node].param[1])
        if subject is None or subject.counts == node:
            return set()
        key = (unit, subject.counts)
        if key not in self._below:
            self._below[key] = support(plan, [subject.counts])
        return self._below[key]

    def _called(self, task: Task) -> Collection[str]:
        return {task} if isinstance(task, str) else self.written.names_at(*task)

    def _nodes(self, task: Task) -> Iterator[tuple[int, int]]:
        """The inputs that a task answers, with their assessments."""
        if not isinstance(task, str):
            yield task[0], task[1][0]
            return
        measure = self.written.wishes.measures[task]
        for number, (evaluation, _) in enumerate(self.written.units):
            for step in raised_by(number, evaluation, measure):
                yield number, step.place[0]


def _is_circular(after: Mapping[Task, Collection[Task]]) -> bool:
    waiting = {task: len(befores) for task, befores in after.items()}
    followers: dict[Task, list[Task]] = {}
    for task, befores in after.items():
        for before in befores:
            followers.setdefault(before, []).append(task)
    free = [task for task, count in waiting.items() if not count]
    done = 0
    while free:
        done += 1
        for follower in followers.get(free.pop(), ()):
            waiting[follower] -= 1
            if not waiting[follower]:
                free.append(follower)
    return done < len(waiting)


def reaches(after: Callable[[_Thing], Iterable[_Thing]], start: _Thing, wanted: _Thing) -> bool:
    """Whether one comes after another, directly or through others; `after` tells what each comes after."""
    stack: list[_Thing] = [start]
    seen: set[_Thing] = set()
    while stack:
        each = stack.pop()
        if each == wanted:
            return True
        if each not in seen:
            seen.add(each)
            stack.extend(after(each))
    return False
