"""Which packages go together: for each name one version that everyone who asks for it takes.

A package has one version in a model, since two would declare the same names twice. Taken is the highest that
fits all who ask, in the order in which they are come by; where a choice leads nowhere the next lower is
tried. What cannot be had is told with everyone who asks, and with what was found.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from cxrules.diagnostics import Diagnostic, Related, diagnose
from cxrules.model.version import within
from cxrules.text import near
from cxrules.workspace.locate import around_package, found_hint, not_offered
from cxrules.workspace.lock import Lock, differing, misfit
from cxrules.workspace.packages import Found

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from cxrules.semantics import Package
    from cxrules.syntax import tree
    from cxrules.workspace.loading import Reader
    from cxrules.workspace.locate import Surroundings

_TRIES = 1000  # more than any honest set of packages needs; the problem is told as it stands then


class Ask(NamedTuple):
    """One package's wish for another, as a line of its header states it."""

    asker: Package
    use: tree.Use

    @property
    def name(self) -> str:
        """What is asked for."""
        return self.use.name.text

    @property
    def kind(self) -> str:
        """``framework``, ``model`` or ``rules``."""
        return "model" if self.use.word == "for" else self.use.word

    @property
    def range(self) -> tuple[tuple[str, str], ...]:
        """The versions that are taken."""
        return tuple((operator, leaf.text) for operator, leaf in self.use.range.parts)

    @property
    def written(self) -> str:
        """The range as it stands in the text."""
        return " ".join(operator + bound for operator, bound in self.range)

    def takes(self, found: Found) -> bool:
        """Whether a package is what is asked for."""
        return found.kind == self.kind and within(found.version, self.range)

    def related(self) -> Related | None:
        """The place of the wish, for a message about another."""
        if self.asker.header_source is None:
            return None
        said = f"{self.asker.name} asks for {self.written} here"
        return Related(said, self.asker.header_source, self.use.name.span)


class Resolution(NamedTuple):
    """The packages that a model uses, nearest first, each with where it lies; and what is wrong with them."""

    used: list[Found]
    problems: list[Diagnostic]


def resolve(
    main: Package, root: Path, reader: Reader, lock: Lock | None = None, *, prefer: Lock | None = None
) -> Resolution:
    """Choose a version of every package that the one at `root` uses, and that those use in turn.

    With a `lock` nothing else than what is locked is taken, and its content must be unchanged; with `prefer`
    what is locked there is taken where it fits. Raises OSError where a file cannot be read.
    """
    return _Resolver(main, root, reader, lock, prefer).resolution()


class _Resolver:
    def __init__(
        self, main: Package, root: Path, reader: Reader, lock: Lock | None, prefer: Lock | None
    ) -> None:
        self.main, self.root, self.reader, self.lock, self.prefer = main, root, reader, lock, prefer
        self.tries = 0
        self.problems: list[Diagnostic] = []

    @cached_property
    def around(self) -> Surroundings:
        return around_package(self.root)

    def resolution(self) -> Resolution:
        here = Found(self.main.kind, self.main.name, self.main.version, "", self.root)
        start = {self.main.name: here}
        asks = tuple(self._asks_of(here))
        chosen = self._search(asks, start)
        if chosen is None:
            chosen = self._told(list(asks), start)
        self._tell_circles(chosen)
        used = [each for name, each in chosen.items() if name != self.main.name]
        if self.lock is not None:
            changed = [differing(self.lock, each) for each in used]
            self.problems += [problem for problem in changed if problem is not None]
        if asks:
            self.problems += self.around.problems
        return Resolution(used, self.problems)

    # -------------------------------------------------------------------------------- who asks

    def _package(self, found: Found) -> Package | None:
        return self.main if found.root is self.root else self.reader.package(found.root)[0]

    def _uses(self, found: Found) -> list[Ask]:
        from cxrules.syntax import tree

        package = self._package(found)
        if package is None or package.header is None:
            return []
        return [Ask(package, part) for part in package.header.parts if isinstance(part, tree.Use)]

    def _asks_of(self, found: Found) -> Iterator[Ask]:
        """What a package wants to be there; for which model rules are made matters only to the main ones."""
        for ask in self._uses(found):
            if ask.use.word != "for" or found.root is self.root:
                yield ask

    def _options(self, ask: Ask) -> list[Found]:
        """The packages of the name and kind that is asked for, the best first."""
        found = self.around.of(ask.kind, ask.name)
        if self.lock is not None:
            return self.lock.choose(found)
        if self.prefer is not None:
            kept = self.prefer.choose(found)
            return [*kept, *(each for each in found if each not in kept)]
        return found

    def _left_out(self, ask: Ask) -> bool:
        """Whether nothing is there and nothing need be. With a lock, what was not there stays out."""
        if not ask.use.optional:
            return False
        return not (self.lock.of(ask.name) if self.lock is not None else self._options(ask))

    # ------------------------------------------------------------------------- finding what fits

    def _search(self, asks: tuple[Ask, ...], chosen: dict[str, Found]) -> dict[str, Found] | None:
        if not asks:
            return chosen if all(each.takes(chosen[each.name]) for each in self._made_for(chosen)) else None
        ask, rest = asks[0], asks[1:]
        if ask.name in chosen:
            return self._search(rest, chosen) if ask.takes(chosen[ask.name]) else None
        if self._left_out(ask):
            return self._search(rest, chosen)
        wishes = [each for each in asks if each.name == ask.name]
        for option in self._options(ask):
            self.tries += 1
            if self.tries > _TRIES:
                return None
            if all(each.takes(option) for each in wishes):
                found = self._search((*rest, *self._asks_of(option)), {**chosen, ask.name: option})
                if found is not None:
                    return found
        return None

    def _made_for(self, chosen: dict[str, Found]) -> Iterator[Ask]:
        """For which models the rules among the packages are made, if these are there."""
        for found in chosen.values():
            if found.root is not self.root:
                made = (ask for ask in self._uses(found) if ask.use.word == "for")
                yield from (ask for ask in made if ask.name in chosen)

    # ------------------------------------------------------------------------ telling what does not

    def _told(self, asks: list[Ask], chosen: dict[str, Found]) -> dict[str, Found]:
        """Choose as well as can be, and tell all that does not fit."""
        asked: dict[str, list[Ask]] = {}
        while asks:
            ask = asks.pop(0)
            before = asked.setdefault(ask.name, [])
            before.append(ask)
            if ask.name in chosen:
                if not ask.takes(chosen[ask.name]):
                    self.problems.append(self._unfit(before, chosen[ask.name]))
                continue
            if self._left_out(ask):
                continue
            options = [each for each in self._options(ask) if ask.takes(each)]
            wishes = [each for each in asks if each.name == ask.name]
            both = [each for each in options if all(wish.takes(each) for wish in wishes)]
            if not options:
                self.problems.append(self._not_there(ask))
                continue
            chosen = {**chosen, ask.name: (both or options)[0]}
            asks += self._asks_of(chosen[ask.name])
        unfit = [ask for ask in self._made_for(chosen) if not ask.takes(chosen[ask.name])]
        self.problems += [self._unfit([ask], chosen[ask.name]) for ask in unfit]
        return chosen

    def _not_there(self, ask: Ask) -> Diagnostic:
        source, found = ask.asker.header_source, self.around.of(ask.kind, ask.name)
        if self.lock is not None:
            fitting = [each for each in found if ask.takes(each)]
            if fitting or (self.lock.of(ask.name) and not found):
                return misfit(self.lock, ask.name, fitting, source, ask.use.name.span)
        if found:
            return self._wrong_version(ask, found)
        guess = near(ask.name, [each.name for each in self.around.packages if each.kind == ask.kind])
        hint = "Put it beside this package, or install it."
        hint = f"Did you mean {guess}?" if guess else " ".join(filter(None, [hint, not_offered()]))
        message = f"The {ask.kind} {ask.name} is not found."
        return diagnose("CX0204", message, source, ask.use.name.span, hint)

    @staticmethod
    def _wrong_version(ask: Ask, found: Sequence[Found]) -> Diagnostic:
        versions = ", ".join(dict.fromkeys(each.version for each in found))
        message = f"{ask.name} is here in version {versions}; version {ask.written} is asked for."
        span = ask.use.range.parts[0][1].span
        return diagnose("CX0205", message, ask.asker.header_source, span, found_hint(found))

    def _unfit(self, asks: list[Ask], chosen: Found) -> Diagnostic:
        """The problem with the last of some wishes, which what was chosen for the others does not meet."""
        ask, others = asks[-1], [each for each in asks[:-1] if each.takes(chosen)]
        source, span = ask.asker.header_source, ask.use.name.span
        if chosen.kind != ask.kind:
            message = f"The {ask.kind} {ask.name} is not found: {ask.name} is the name of a {chosen.kind}."
            return diagnose("CX0204", message, source, span)
        hint = found_hint(self.around.of(ask.kind, ask.name))
        if not others:
            message = f"{ask.asker.name} is made for {ask.name} {ask.written}; this is {chosen.version}."
            return diagnose("CX0208", message, source, span, hint)
        said = [f"{each.asker.name} asks for {each.written}" for each in [*others, ask]]
        message = f"No version of {ask.name} fits all who use it: {', '.join(said)}."
        related = tuple(place for each in others if (place := each.related()) is not None)
        return diagnose("CX0208", message, source, span, hint, related)

    def _tell_circles(self, chosen: dict[str, Found]) -> None:
        """Tell every circle of packages that use each other, once."""
        done: set[str] = set()
        for name in chosen:
            self._follow(name, [], chosen, done)

    def _follow(self, name: str, path: list[Ask], chosen: dict[str, Found], done: set[str]) -> None:
        on_path = [ask.asker.name for ask in path]
        if name in on_path:
            self.problems.append(_circle(path[on_path.index(name) :]))
        elif name not in done:
            for ask in self._uses(chosen[name]):
                if ask.use.word != "for" and ask.name in chosen:
                    self._follow(ask.name, [*path, ask], chosen, done)
            done.add(name)


def _circle(asks: list[Ask]) -> Diagnostic:
    names = " → ".join([*(ask.asker.name for ask in asks), asks[-1].name])
    message = f"{asks[0].asker.name} uses itself: {names}."
    related = tuple(
        Related("this is also part of the circle", ask.asker.header_source, ask.use.name.span)
        for ask in asks[1:]
        if ask.asker.header_source is not None
    )
    hint = "Take one of these lines out; what both need can be a package of its own."
    return diagnose("CX0209", message, asks[0].asker.header_source, asks[0].use.name.span, hint, related)
