"""Wishes held against the assessments or models they are for, and against each other."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from cxrules.exchange.problems import Problems, listed, shortened

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from cxrules.diagnostics import Diagnostic
    from cxrules.model.wishes import Cost, Measure, Wishes
    from cxrules.text import Span


class Known(NamedTuple):
    """What the models have that wishes may name.

    `subjects` are those that can rise, `wholes` what they belong to, `levels` the levels of capabilities and
    of the organisation, `ratings` those that may be given, `kinds` of things that cost. `projects` are the
    assessments; None: there are none at hand.
    """

    subjects: Collection[str]
    wholes: Collection[str]
    levels: Mapping[str, Sequence[int]]
    ratings: Sequence[str]
    kinds: Collection[str]
    projects: Collection[str] | None = None


def check_wishes(wishes: Wishes, known: Known | None) -> list[Diagnostic]:
    """Everything that does not fit: names, circles, contradictions, a capacity that is too small.

    Without what the models have, only what the wishes say among themselves.
    """
    check = _Check(wishes)
    if known is not None:
        check.names(known)
    check.measures(known)
    check.circles()
    check.contradictions()
    check.capacity()
    check.time(known)
    return check.problems.found


class _Check:
    def __init__(self, wishes: Wishes) -> None:
        self.wishes = wishes
        self.problems = Problems(wishes.source)
        self.projects: Collection[str] | None = None

    # ------------------------------------------------------------------------------------------- names

    def names(self, known: Known) -> None:
        """Names that no model has."""
        wishes = self.wishes
        self.projects = known.projects
        anything = {*known.subjects, *known.wholes, *wishes.measures}
        self._costs(known)
        for measure in wishes.measures.values():
            for name, reached in measure.raises.items():
                path = ("measures", measure.id, "raises", name)
                self._known(name, known.subjects, "subject", *path)
                self._rating(reached, known, *path)
        for name in wishes.fixed:
            self._known(name, {*known.subjects, *wishes.measures}, "subject or measure", "fixed", name)
        for name in wishes.excluded:
            self._known(name, anything, "subject or measure", "excluded", name)
        for name, befores in wishes.after.items():
            self._known(name, anything, "subject or measure", "after", name)
            for before in befores:
                self._known(before, anything, "subject or measure", "after", name, before)
        self._levels(known)

    def _levels(self, known: Known) -> None:
        for each in self.wishes.goals:
            for name, level in each.levels.items():
                self._level(name, level, known, "goals", each.id, "levels", name)
        for name, level in self.wishes.deadlines:
            self._level(name, level, known, "deadlines", name, str(level))

    def _costs(self, known: Known) -> None:
        costs = self.wishes.costs
        for name, rating in costs.subjects:
            self._known(name, known.subjects, "subject", "costs", "subjects", name)
            self._rating(rating, known, "costs", "subjects", name, rating or "")
        for name, rating in costs.kinds:
            self._known(name, known.kinds, "kind of thing with a cost", "costs", "kinds", name)
            self._rating(rating, known, "costs", "kinds", name, rating or "")

    def _alone(self, name: str, *path: str) -> str:
        """A name without the assessment that stands before it."""
        project, space, rest = name.partition(" ")
        if not space:
            return name
        if self.projects is not None and project not in self.projects:
            hint = self.problems.meant(project, self.projects, f"There are {listed(sorted(self.projects))}.")
            message = f"There is no assessment {shortened(project)}."
            self.problems.add("CX0580", message, self._place(*path), hint)
        return rest

    def _known(self, name: str, known: Iterable[str], what: str, *path: str) -> None:
        name = self._alone(name, *path)
        if name not in known:
            hint = self.problems.meant(name, known)
            self.problems.add("CX0580", f"There is no {what} {shortened(name)}.", self._place(*path), hint)

    def _rating(self, rating: str | None, known: Known, *path: str) -> None:
        if rating is not None and rating not in known.ratings:
            hint = self.problems.meant(rating, known.ratings, f"Ratings are {listed(known.ratings)}.")
            message = f"{shortened(rating)} is no rating that may be given."
            self.problems.add("CX0580", message, self._place(*path), hint)

    def _level(self, name: str, level: int, known: Known, *path: str) -> None:
        place = self._place(*path)
        name = self._alone(name, *path)
        if name not in known.levels:
            hint = self.problems.meant(name, known.levels)
            self.problems.add(
                "CX0580", f"There is nothing with levels called {shortened(name)}.", place, hint
            )
        elif level not in known.levels[name]:
            orders = listed(map(str, known.levels[name]))
            self.problems.add("CX0580", f"{name} has no level {level}.", place, f"It has {orders}.")

    def _place(self, *path: str) -> Span | None:
        return self.wishes.place(*path)

    # ---------------------------------------------------------------------------------------- measures

    def measures(self, known: Known | None) -> None:
        """Measures and projects that are named and not there."""
        wishes = self.wishes
        names = {*wishes.measures, *(known.subjects if known else ()), *(known.wholes if known else ())}
        for measure in wishes.measures.values():
            for before in measure.after:
                alone = before if before in wishes.measures else before.partition(" ")[2] or before
                if (known is not None and alone not in names) or before == measure.id:
                    self._after_nothing(measure, before)
        projects = {each.project for each in wishes.measures.values() if each.project}
        if known is not None and known.projects is not None:
            projects |= set(known.projects)
            for name in wishes.capacities:
                if name not in projects:
                    hint = self.problems.meant(name, projects, f"There are {listed(sorted(projects))}.")
                    place = self._place("capacities", name)
                    self.problems.add("CX0581", f"There is no project {shortened(name)}.", place, hint)

    def _after_nothing(self, measure: Measure, before: str) -> None:
        place = self._place("measures", measure.id, "after", before)
        if before == measure.id:
            self.problems.add("CX0583", f"The measure {before} comes after itself.", place)
            return
        hint = self.problems.meant(before, self.wishes.measures)
        self.problems.add("CX0581", f"There is no measure or subject {shortened(before)}.", place, hint)

    # ----------------------------------------------------------------------------------------- circles

    def circles(self) -> None:
        """Things that come after each other."""
        after: dict[str, tuple[str, ...]] = {name: tuple(each) for name, each in self.wishes.after.items()}
        for measure in self.wishes.measures.values():
            after[measure.id] = (*after.get(measure.id, ()), *measure.after)
        done: set[str] = set()
        for name in after:
            circle = _circle(name, after, done)
            if circle and len(circle) > 2:  # noqa: PLR2004 - of itself is told of already
                self._circle(circle)

    def _circle(self, circle: Sequence[str]) -> None:
        first, second = circle[0], circle[1]
        measure = first in self.wishes.measures and second in self.wishes.measures[first].after
        path = ("measures", first, "after", second) if measure else ("after", first, second)
        message = f"These come after each other: {', '.join(circle)}."
        self.problems.add("CX0583", message, self._place(*path), "Leave out one of them.")

    # ---------------------------------------------------------------------------------- contradictions

    def contradictions(self) -> None:
        """What cannot both be."""
        wishes = self.wishes
        for name in wishes.fixed:
            if name in wishes.excluded:
                message = f"{name} is both fixed and excluded."
                self.problems.add("CX0585", message, self._place("excluded", name), "Leave out one of them.")
        wanted = [wishes.measures[name] for name in wishes.fixed if name in wishes.measures]
        cost = sum(each.cost for each in wanted)
        if wishes.budget is not None and cost > wishes.budget:
            message = f"The fixed measures cost {_text(cost)}; the budget is {_text(wishes.budget)}."
            self.problems.add("CX0585", message, self._place("budget"))
        for measure in wanted:
            missing = [name for name in measure.after if name in wishes.excluded and name in wishes.measures]
            for name in missing:
                message = f"The fixed measure {measure.id} comes after {name}, which is excluded."
                self.problems.add("CX0585", message, self._place("excluded", name))

    # ---------------------------------------------------------------------------------------- capacity

    def capacity(self) -> None:
        """Measures that cost more in a period than any period pays for."""
        for measure in self.wishes.measures.values():
            share = Fraction(measure.cost) / max(measure.duration, 1)
            for project in dict.fromkeys((None, measure.project)):
                limits = self.wishes.capacity if project is None else self.wishes.capacities.get(project, ())
                if limits and share > max(limits):
                    self._too_small(measure, share, max(limits), project)

    def _too_small(self, measure: Measure, share: Cost, most: Cost, project: str | None) -> None:
        path = ("capacity",) if project is None else ("capacities", project)
        each = self.wishes.period or "period"
        message = (
            f"{measure.id} costs {_text(share)} in each {each}; no {each} pays for more than {_text(most)}."
        )
        self.problems.add("CX0584", message, self._place(*path), "Let it last longer, or raise the capacity.")

    # -------------------------------------------------------------------------------------------- time

    def time(self, known: Known | None) -> None:
        """What alone takes longer than there are periods, or than to a deadline that it is meant for."""
        wishes = self.wishes
        for measure in wishes.measures.values():
            raised = {_whole(name, known) for name in measure.raises}
            self._too_long(measure.id, measure.duration, raised, "measures", measure.id, "duration")
        for (name, rating), step in wishes.costs.subjects.items():
            path = ("subjects", name, rating) if rating else ("subjects", name)
            self._too_long(name, step.duration, {_whole(name, known)}, "costs", *path)

    def _too_long(self, name: str, takes: int, wholes: Collection[str], *path: str) -> None:
        wishes, each = self.wishes, self.wishes.period or "period"
        lasts = f"{name} takes {takes} {each}{'' if takes == 1 else 's'}"
        if wishes.periods is not None and takes > wishes.periods:
            there = f"there {'is' if wishes.periods == 1 else 'are'} only {wishes.periods}"
            hint = "No plan can use it. Let it take less time, or allow more periods."
            self.problems.add("CX0586", f"{lasts}; {there}.", self._place(*path), hint)
            return
        for (subject, level), due in wishes.deadlines.items():
            if takes > due and subject in wholes:
                by = f"{subject} is to be at level {level} by the end of {each} {due}"
                hint = "It cannot help to keep the deadline. Let it take less time, or move the deadline."
                self.problems.add("CX0586", f"{lasts}; {by}.", self._place(*path), hint)
                return


def _whole(name: str, known: Known | None) -> str:
    """The longest name of something with levels that stands at the beginning of another."""
    levels = known.levels if known is not None else ()
    inside = [each for each in levels if name == each or name.startswith(f"{each}.")]
    return max(inside, key=len, default=name)


def _circle(start: str, after: Mapping[str, Sequence[str]], done: set[str]) -> list[str] | None:
    """A way from a name back to where it has been; names that lead nowhere are kept in `done`."""
    path: list[str] = []
    stack: list[tuple[str, int]] = [(start, 0)]
    while stack:
        name, at = stack.pop()
        if at == 0:
            if name in done:
                continue
            if name in path:
                done.update(path)
                return [*path[path.index(name) :], name]
            path.append(name)
        befores = after.get(name, ())
        if at < len(befores):
            stack.append((name, at + 1))
            stack.append((befores[at], 0))
        else:
            done.add(name)
            path.pop()
    return None


def _text(cost: Cost) -> str:
    from cxrules.plan.figures import number_text

    return number_text(cost)
