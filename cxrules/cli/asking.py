"""What a new assessment is to fill in, found in a model and its plan. Not a command; `new` writes it."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from cxrules.exchange.write import Beside, Fact, Section
from cxrules.plan.figures import number_text
from cxrules.plan.questions import questions

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from cxrules.model.ruleset import Capability, Criterion, Part, Ruleset
    from cxrules.plan import Plan
    from cxrules.plan.questions import Questions


class Asking(NamedTuple):
    """Which part of a model is asked about: capabilities, up to a level, with practices or without."""

    ruleset: Ruleset
    plan: Plan
    chosen: Sequence[Capability]
    level: int | None
    practices: bool

    def questions(self) -> Questions:
        """What bears on these capabilities."""
        return questions(self.plan, {each.id for each in self.chosen}, self.level)


def sections(asking: Asking) -> Iterator[Section]:
    """A section for each capability, with one for each element in it; what a profile drops is left out.

    Attributes stand here only where their own ratings bear on something.
    """
    rated = asking.questions().rated
    yield from (_section(asking, capability, rated) for capability in asking.chosen)


def dropped(ruleset: Ruleset) -> set[str]:
    """What a profile leaves out."""
    return {name for word, name, _ in ruleset.tailoring if word == "drop"}


def _section(asking: Asking, capability: Capability, rated: Collection[str]) -> Section:
    ruleset, level, left_out = asking.ruleset, asking.level, dropped(asking.ruleset)
    inside = {
        name: part.id for part in capability.parts for name in part.criteria
    }  # the innermost comes last
    asked: dict[str, list[tuple[str, str]]] = {}
    for each in capability.criteria:
        if (level is None or (each.level or 0) <= level) and each.id not in left_out:
            asked.setdefault(inside.get(each.id, capability.id), []).append((each.id, _remark(ruleset, each)))
    own: list[tuple[str, str]] = []
    for attribute in ruleset.attributes.values():
        if level is not None and attribute.level > level:
            continue
        below = attribute.practices if asking.practices else ()
        own += [(f"{capability.id}.{each.id}", each.title) for each in below]
        if f"{capability.id}.{attribute.id}" in rated:
            own.append((f"{capability.id}.{attribute.id}", attribute.title))
    parts = [Section(part.id, part.title, asked[part.id]) for part in capability.parts if part.id in asked]
    first = asked.get(capability.id, [])
    if not parts:
        return Section(capability.id, capability.title, [*first, *own])
    behind = [Section(capability.id, "as a whole", own)] if own else []
    return Section(capability.id, capability.title, first, [*parts, *behind])


def _remark(ruleset: Ruleset, criterion: Criterion) -> str:
    """The title of a criterion, with what it asks beside a rating."""
    clauses = ruleset.clauses.get(criterion.id)
    if clauses is None:
        return criterion.title
    notes = [f"applies when {clauses.applies}"] if clauses.applies else []
    notes += [f"needs {' and '.join(clauses.needs)}"] if clauses.needs else []
    notes += ["computed"] if clauses.rates else []
    return f"{criterion.title} ({'; '.join(notes)})"


def beside(asking: Asking) -> Beside:
    """What is asked beside ratings."""
    ruleset, found = asking.ruleset, asking.questions()
    titles = _titles(asking)
    judged = []
    for key in found.judged:
        of, _, name = key.rpartition(".")
        judgement = ruleset.judgements.get(name)
        judged.append((key, ": ".join(filter(None, (titles.get(of), judgement.title if judgement else "")))))
    return Beside(
        values=[(key, _asked(asking, key)) for key in found.values],
        judgements=judged,
        choices=[name for name in found.choices if any(each.id == name for each in ruleset.decisions)],
        contexts=[Fact(name, ruleset.contexts[name]) for name in found.facts if name in ruleset.contexts],
        findings=[
            Fact(name, ruleset.findings[name], name in ruleset.naming)
            for name in found.facts
            if name in ruleset.findings
        ],
        facets=[(each.id, f"{each.low} to {each.high}") for each in ruleset.facets.values()],
    )


def _titles(asking: Asking) -> dict[str, str]:
    """Titles of what may be judged or stated something of."""
    titles: dict[str, str] = {}
    for capability in asking.chosen:
        things: tuple[Capability | Part | Criterion, ...] = (
            capability,
            *capability.parts,
            *capability.criteria,
        )
        titles.update((each.id, each.title) for each in things)
        for attribute in asking.ruleset.attributes.values():
            titles[f"{capability.id}.{attribute.id}"] = attribute.title
    return titles


def _asked(asking: Asking, key: str) -> str:
    """What kind of answer is asked for, and the title of what is asked."""
    kind, low, high, title = asking.plan.answers.inputs[key]
    asked = asking.ruleset.inputs.get(key.rpartition(".")[2])
    if asked is not None and asked.choices:
        kind = " or ".join((", ".join(asked.choices[:-1]), asked.choices[-1]))
    elif low is not None and high is not None and asked is not None and asked.low is not None:
        kind = f"{kind} {number_text(Fraction(low))} to {number_text(Fraction(high))}"
    return f"{'yes or no' if kind == 'truth' else kind}{': ' * bool(title)}{title}"
