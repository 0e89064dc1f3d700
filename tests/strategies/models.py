"""Generated models: small, whole, and written out as text in the language.

A `Draft` says in the simplest terms what a model is made of. `Draft.text` writes it down; the oracle of the
laws reads the same draft and knows nothing of the program. Conditions are tuples, as `Condition` tells.
Everything rests only on what stands before it, so that a draft never holds a cycle.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Sequence

Condition: TypeAlias = tuple[Any, ...]
"""A condition as a tuple that begins with its kind.

- ``("rated", subject, word, ranks)``: ``SUBJECT at least R``, ``is one of R, S``, …
- ``("caused", subject, word, ranks, cause)``: the same, ``for cause CAUSE``
- ``("inapplicable", subject)``, ``("differs", one, other, steps)``, ``("finding", name)``
- ``("listed", count, subjects, word, ranks)``: ``any of`` (1), ``at least 2 of`` (2), ``all of`` (0)
- ``("elements", every, kind, filter, word, ranks)``: ``every attribute below level 2 is F``
- ``("elsewhere", every, name, word, ranks)``: ``A1 of any other capability below F``
- ``("reaches", capability, level)``
- ``("not", condition)``, ``("and", conditions)``, ``("or", conditions)``
"""

RATINGS = ("N", "P", "L", "F")
FINDING, CAUSE, TAG = "doubt", "haste", "shared"


class Aggregate(NamedTuple):
    """How several ratings become one, as a method says it."""

    word: str
    percent: bool = False
    least: int = 0
    rounding: str = "up"

    def text(self) -> str:
        """What stands after `criteria`, `instances` or `together`."""
        if self.word == "at least":
            return f"at least {self.least}"
        if self.percent:
            return f"{self.word} of percent"
        return f"{self.word}, half rounds {self.rounding}" if "me" in self.word else self.word


class DraftScale(NamedTuple):
    """Ratings from lowest to highest with their numbers and the upper ends of their bands."""

    ratings: tuple[str, ...]
    codes: tuple[Fraction, ...]
    ends: tuple[Fraction, ...]
    base: tuple[int, ...]  # the rank of each on the scale that levels read


class DraftAttribute(NamedTuple):
    """An attribute; without practices it comes from the criteria of the capability."""

    name: str
    level: int
    practices: tuple[str, ...] = ()


class DraftCriterion(NamedTuple):
    """A criterion by its name within the capability; prerequisites are full ids with a rank or None."""

    name: str
    weight: Fraction = Fraction(1)
    tagged: bool = False
    prerequisites: tuple[tuple[str, int | None], ...] = ()


class DraftCapability(NamedTuple):
    """A capability with its criteria and with what it adds to levels."""

    name: str
    criteria: tuple[DraftCriterion, ...]
    requires: tuple[tuple[int, Condition], ...] = ()


class DraftRule(NamedTuple):
    """A rule. `over`: ``capability`` or ``criterion`` where it is a template; `rank` for cap and fix."""

    name: str
    effect: str
    subjects: tuple[str, ...] = ()
    rank: int = 0
    other: str = ""
    steps: int = 0
    when: Condition | None = None
    over: str = ""


@dataclass(frozen=True)
class Draft:
    """A whole model under one method. `refined` are the ratings of the method's scale, if it has one."""

    scale: DraftScale
    met: int
    refined: DraftScale | None
    criteria: Aggregate | None
    instances: Aggregate | None
    together: Aggregate | None
    attributes: tuple[DraftAttribute, ...]
    mode: str
    bottom: int
    requirements: tuple[Condition | None, ...]
    capabilities: tuple[DraftCapability, ...]
    rules: tuple[DraftRule, ...] = ()

    # ------------------------------------------------------------------------ what there is in it

    @property
    def given(self) -> DraftScale:
        """The scale that ratings are given on."""
        return self.refined or self.scale

    @property
    def levels(self) -> range:
        """The levels above the bottom."""
        return range(self.bottom + 1, self.bottom + 1 + len(self.requirements))

    def subjects(self) -> list[str]:
        """The full id of everything that can be rated, in the order in which it is worked out."""
        return [subject for capability in self.capabilities for subject in self.of(capability)]

    def of(self, capability: DraftCapability) -> list[str]:
        """The full ids of one capability: criteria, practices, attributes."""
        own = [each.name for each in capability.criteria]
        own += [practice for each in self.attributes for practice in each.practices]
        return [f"{capability.name}.{name}" for name in (*own, *(each.name for each in self.attributes))]

    def beneath(self, capability: DraftCapability, attribute: DraftAttribute) -> list[str]:
        """What an attribute is derived from."""
        names = attribute.practices or [each.name for each in capability.criteria]
        return [f"{capability.name}.{name}" for name in names]

    def without_rules(self) -> Draft:
        """The same model without its rules; prerequisites stay."""
        return replace(self, rules=())

    # ---------------------------------------------------------------------------------- the text

    def text(self) -> str:
        """The model in the language."""
        return "\n".join([self.header(), *self.declarations()]) + "\n"

    @staticmethod
    def header() -> str:
        """The line that every model begins with."""
        return "model drafted version 1.0.0"

    def declarations(self) -> list[str]:
        """All declarations but the header; their order has no meaning."""
        refined = [self._refinement(self.refined)] if self.refined else []
        return [
            self._scale(),
            *refined,
            self._method(),
            *(self._attribute(each) for each in self.attributes),
            self._levels(),
            f'tag {TAG} "Counts for several"',
            f'cause {CAUSE} "It was done in haste"',
            f'finding {FINDING} "There is a doubt"',
            *(self._capability(each) for each in self.capabilities),
            *(self._rule(each) for each in self.rules),
        ]

    def _scale(self) -> str:
        ratings, codes, ends, _ = self.scale
        starts = ["0%", *(f"> {decimal(end)}%" for end in ends[:-1])]
        lines = [
            f'  {rating} "{rating}" {start} .. {decimal(end)}% value {decimal(code)}'
            for rating, start, end, code in zip(ratings, starts, ends, codes, strict=True)
        ]
        return "\n".join([f"scale steps met from {ratings[self.met]} {{", *lines, "}"])

    def _refinement(self, refined: DraftScale) -> str:
        lines = [
            f"  {rating}{'' if end in self.scale.ends else f' to {decimal(end)}%'} value {decimal(code)}"
            for rating, code, end, _ in zip(*refined, strict=True)
        ]
        return "\n".join(["refine steps as halves {", *lines, "}"])

    def _method(self) -> str:
        parts = ["scale halves"] if self.refined else []
        if self.together:
            parts.append(f"together {self.together.text()}")
        else:
            parts.append(f"criteria {self.criteria.text() if self.criteria else 'judged'}")
        parts += [f"instances {self.instances.text()}"] if self.instances else []
        return f'method way "The way" {{ {"  ".join(parts)} }}'

    @staticmethod
    def _attribute(each: DraftAttribute) -> str:
        inside = "".join(f' practice {name} "{name}"' for name in each.practices)
        origin = inside or " from criteria of capability"
        return f'attribute {each.name} "{each.name}" at level {each.level} {{{origin} }}'

    def _levels(self) -> str:
        lines = [f'  {self.bottom} "Level {self.bottom}"']
        for level, condition in zip(self.levels, self.requirements, strict=True):
            asks = f" requires {self.said(condition)}" if condition else ""
            lines.append(f'  {level} "Level {level}"{asks}')
        return "\n".join([f"levels {self.mode} from {self.bottom} {{", *lines, "}"])

    def _capability(self, each: DraftCapability) -> str:
        lines = []
        for name, weight, tagged, prerequisites in each.criteria:
            needs = "".join(
                f" prerequisite {need}{f' at least {self.scale.ratings[rank]}' if rank is not None else ''}"
                for need, rank in prerequisites
            )
            tag = f" tagged {TAG}" if tagged else ""
            body = f" {{{needs} }}" if needs else ""
            lines.append(f'  criterion {name} "{name}"{tag} weight {decimal(weight)}{body}')
        lines += [f"  level {level} requires {self.said(condition)}" for level, condition in each.requires]
        return "\n".join([f'capability {each.name} "{each.name}" {{', *lines, "}"])

    def _rule(self, rule: DraftRule) -> str:
        over = {
            "": "",
            "capability": " for every capability",
            "criterion": f" for every criterion tagged {TAG}",
        }
        subjects, rating = ", ".join(rule.subjects), self.scale.ratings[rule.rank]
        effect = {
            "cap": f"cap {subjects} at {rating}",
            "fix": f"fix {subjects} at {rating}",
            "lower": f"lower {subjects}",
            "keep": f"keep {subjects} at most {rule.other}",
            "align": f"align {subjects} with {rule.other} within {rule.steps} steps",
            "protect": f"protect {subjects} from cause {CAUSE}",
            "not used": f"not used for {subjects} cause {CAUSE}",
            "warn": "warn",
        }[rule.effect]
        when = f" when {self.said(rule.when)}" if rule.when else ""
        return f'rule {rule.name}{over[rule.over]} {effect}{when} source "Made for a test"'

    def said(self, condition: Condition) -> str:  # noqa: PLR0911 - a case a kind
        """A condition in the words of the language."""
        kind, *rest = condition
        if kind == "not":
            return f"not ({self.said(rest[0])})"
        if kind in {"and", "or"}:
            return f" {kind} ".join(f"({self.said(part)})" for part in rest[0])
        if kind == "finding":
            return f"finding {rest[0]}"
        if kind == "inapplicable":
            return f"{rest[0]} is not applicable"
        if kind == "reaches":
            return f"{rest[0]} reaches level {rest[1]}"
        if kind == "differs":
            return f"{rest[0]} differs from {rest[1]} by more than {rest[2]} steps"
        return self._compared(kind, rest)

    def _compared(self, kind: str, rest: Sequence[Any]) -> str:
        if kind == "caused":
            return f"{rest[0]} {self._asked(*rest[1:3])} for cause {rest[3]}"
        said = self._asked(*rest[-2:])
        if kind == "rated":
            return f"{rest[0]} {said}"
        if kind == "listed":
            quantifier = {0: "all of", 1: "any of"}.get(rest[0], f"at least {rest[0]} of")
            return f"{quantifier} {', '.join(rest[1])} {said}"
        if kind == "elsewhere":
            return f"{rest[1]} of {rest[0]} other capability {said}"
        return f"{rest[0]} {rest[1]} {rest[2]} {said if said.startswith('is ') else f'is {said}'}"

    def _asked(self, word: str, ranks: Sequence[int]) -> str:
        return f"{word} {', '.join(self.scale.ratings[rank] for rank in ranks)}"


def decimal(number: Fraction) -> str:
    """An exact number as the language writes it: ``32.5``."""
    whole, part = divmod(number, 1)
    return f"{whole}.{int(part * 100):02d}" if part else str(whole)


# --------------------------------------------------------------------------------------- strategies


def scales() -> st.SearchStrategy[DraftScale]:
    """Scales of two to four ratings; their numbers and bands are seldom even."""

    @st.composite
    def build(draw: st.DrawFn) -> DraftScale:
        size = draw(st.integers(2, 4))
        steps = draw(st.lists(st.sampled_from([1, 1, 1, 2, 3]), min_size=size, max_size=size))
        codes = tuple(Fraction(sum(steps[: place + 1]) - steps[0], 2) for place in range(size))
        quarters = st.lists(
            st.integers(1, 399).map(lambda n: Fraction(n, 4)),
            min_size=size - 1,
            max_size=size - 1,
            unique=True,
        )
        ends = (*sorted(draw(quarters)), Fraction(100))
        return DraftScale(RATINGS[-size:], codes, ends, tuple(range(size)))

    return build()


@st.composite
def refinements(draw: st.DrawFn, scale: DraftScale) -> DraftScale:
    """The same scale with one of its ratings cut in two."""
    cut = draw(st.integers(0, len(scale.ratings) - 1))
    low = scale.ends[cut - 1] if cut else Fraction(0)
    ratings, ends, base = list(scale.ratings), list(scale.ends), list(scale.base)
    name = ratings[cut]
    ratings[cut : cut + 1] = [f"{name}-", f"{name}+"]
    ends[cut : cut + 1] = [(low + scale.ends[cut]) / 2, scale.ends[cut]]
    base[cut : cut + 1] = [cut, cut]
    return DraftScale(
        tuple(ratings), tuple(Fraction(n) for n in range(len(ratings))), tuple(ends), tuple(base)
    )


def aggregates() -> st.SearchStrategy[Aggregate]:
    """Every way to make one rating of several."""
    averages = ("mean", "weighted mean", "median")
    roundings = ("up", "down", "even")
    ways = [Aggregate(word, rounding=rounding) for word in averages for rounding in roundings]
    ways += [Aggregate(word, percent=True) for word in averages]
    return st.sampled_from([*ways, Aggregate("lowest"), Aggregate("highest"), Aggregate("at least", least=2)])


def asked_once(ranks: int) -> st.SearchStrategy[tuple[str, tuple[int, ...]]]:
    """A comparison with one rating of a scale of so many."""
    one = st.integers(0, ranks - 1).map(lambda rank: (rank,))
    return st.tuples(
        st.sampled_from(["at least", "at least", "at most", "below", "above", "is", "is not"]), one
    )


def asked(ranks: int) -> st.SearchStrategy[tuple[str, tuple[int, ...]]]:
    """A comparison with one or several ratings of a scale of so many."""
    several = st.lists(st.integers(0, ranks - 1), min_size=1, max_size=2, unique=True).map(tuple)
    return st.one_of(asked_once(ranks), st.tuples(st.just("is one of"), several))


def rising(ranks: int) -> st.SearchStrategy[tuple[str, tuple[int, ...]]]:
    """A comparison that a better rating can only help to meet."""
    return st.integers(1, ranks - 1).map(lambda rank: ("at least", (rank,)))


class Known(NamedTuple):
    """What a condition may speak of: subjects and capabilities that stand before it."""

    subjects: Sequence[str]
    capabilities: Sequence[str]
    levels: Sequence[int]
    ranks: int


@st.composite
def conditions(  # noqa: PLR0911 - a case a kind
    draw: st.DrawFn, known: Known, depth: int = 2
) -> Condition:
    """Any condition over what is known so far."""
    kinds = ["rated", "rated", "rated", "inapplicable", "finding", "differs", "caused", "listed"]
    kinds += ["reaches"] * bool(known.capabilities) + ["not", "and", "or"] * bool(depth)
    kind = draw(st.sampled_from(kinds))
    subject = st.sampled_from(known.subjects)
    question = asked(known.ranks)
    if kind == "not":
        return ("not", draw(conditions(known, depth - 1)))
    if kind in {"and", "or"}:
        return (kind, tuple(draw(st.lists(conditions(known, depth - 1), min_size=2, max_size=3))))
    if kind == "finding":
        return ("finding", FINDING)
    if kind == "reaches":
        return ("reaches", draw(st.sampled_from(known.capabilities)), draw(st.sampled_from(known.levels)))
    if kind == "inapplicable":
        return (kind, draw(subject))
    if kind == "differs":
        return (kind, draw(subject), draw(subject), draw(st.integers(0, 2)))
    if kind == "caused":
        return (kind, draw(subject), *draw(asked_once(known.ranks)), CAUSE)
    if kind == "listed":
        names = draw(st.lists(subject, min_size=1, max_size=3, unique=True))
        return (kind, draw(st.integers(0, min(2, len(names)))), tuple(names), *draw(question))
    return (kind, draw(subject), *draw(question))


@st.composite
def requirements(draw: st.DrawFn, names: Sequence[str], level: int, ranks: int, *, steady: bool) -> Condition:
    """What a level asks of each capability; `steady`: nothing that a better rating could spoil."""
    question = rising(ranks) if steady else asked(ranks)
    kind = draw(st.sampled_from(["rated", "rated", "at", "below", "tagged", "and"]))
    if kind == "rated":
        return ("rated", draw(st.sampled_from(names)), *draw(question))
    if kind == "and":
        parts = [draw(requirements(names, level, ranks, steady=steady)) for _ in range(2)]
        return ("and", tuple(parts))
    every = "every" if steady else draw(st.sampled_from(["every", "every", "some", "no"]))
    if kind == "tagged":
        return ("elements", every, "criterion", f"tagged {TAG}", *draw(question))
    return ("elements", every, "attribute", f"{kind} level {level}", *draw(question))


@st.composite
def drafts(draw: st.DrawFn, *, steady: bool = False, rules: bool = True, refined: bool = True) -> Draft:
    """Any small model. `steady`: only with what a better rating never spoils, save for what rules do."""
    scale = draw(scales())
    bottom = draw(st.sampled_from([0, 0, 1]))
    count = draw(st.integers(1, 3))
    attributes = tuple(draw(_attributes(range(bottom + 1, bottom + count + 1))))
    names = [each.name for each in attributes]
    levels = [
        draw(
            st.none()
            if draw(st.integers(0, 7)) == 0
            else requirements(names, level, len(scale.ratings), steady=steady)
        )
        for level in range(bottom + 1, bottom + count + 1)
    ]
    together = draw(st.one_of(st.none(), st.none(), aggregates()))
    instances = draw(st.one_of(st.none(), aggregates())) if together is None else None
    draft = Draft(
        scale=scale,
        met=draw(st.integers(0, len(scale.ratings) - 1)),
        refined=draw(refinements(scale)) if refined and draw(st.integers(0, 3)) == 0 else None,
        criteria=draw(st.one_of(st.none(), aggregates(), aggregates())) if together is None else None,
        instances=instances,
        together=together,
        attributes=attributes,
        mode=draw(st.sampled_from(["cumulative", "cumulative", "independent", "first stop"])),
        bottom=bottom,
        requirements=tuple(levels),
        capabilities=(),
    )
    for number in range(draw(st.integers(1, 3))):
        added = draw(_capabilities(draft, f"C.{number + 1}", steady=steady))
        draft = replace(draft, capabilities=(*draft.capabilities, added))
    if not rules:
        return draft
    wanted = draw(st.integers(0, 4))
    return replace(
        draft, rules=tuple(draw(_rules(draft, f"R.{number + 1}", steady=steady)) for number in range(wanted))
    )


@st.composite
def _attributes(draw: st.DrawFn, levels: range) -> list[DraftAttribute]:
    found = [DraftAttribute("A.1", levels[0])]
    for number in range(2, draw(st.integers(1, 3)) + 1):
        practices = tuple(f"G.{number}.{place + 1}" for place in range(draw(st.integers(1, 2))))
        found.append(DraftAttribute(f"A.{number}", draw(st.sampled_from(levels)), practices))
    return found


@st.composite
def _capabilities(draw: st.DrawFn, draft: Draft, name: str, *, steady: bool) -> DraftCapability:
    criteria: list[DraftCriterion] = []
    earlier = [f"{each.name}.{criterion.name}" for each in draft.capabilities for criterion in each.criteria]
    ranks = len(draft.scale.ratings)
    for number in range(draw(st.integers(1, 3))):
        needs = earlier + [f"{name}.{each.name}" for each in criteria]
        prerequisites: list[tuple[str, int | None]] = []
        if needs and draw(st.integers(0, 3)) == 0:
            rank = draw(st.none() | st.integers(0, ranks - 1))
            prerequisites.append((draw(st.sampled_from(needs)), rank))
        weight = draw(st.sampled_from([Fraction(1), Fraction(1), Fraction(2), Fraction(3, 2)]))
        criteria.append(DraftCriterion(f"K{number + 1}", weight, draw(st.booleans()), tuple(prerequisites)))
    return DraftCapability(
        name, tuple(criteria), tuple(draw(_additions(draft, name, criteria, steady=steady)))
    )


@st.composite
def _additions(
    draw: st.DrawFn, draft: Draft, name: str, criteria: Sequence[DraftCriterion], *, steady: bool
) -> list[tuple[int, Condition]]:
    """What a capability adds to a level: mostly nothing."""
    if draw(st.integers(0, 2)):
        return []
    level = draw(st.sampled_from(draft.levels))
    capabilities = [each.name for each in draft.capabilities]
    reaching = draw(st.booleans())
    if capabilities and reaching:
        return [
            (level, ("reaches", draw(st.sampled_from(capabilities)), draw(st.sampled_from(draft.levels))))
        ]
    subjects = [*draft.subjects(), *(f"{name}.{each.name}" for each in criteria)]
    if steady:
        return [(level, ("rated", draw(st.sampled_from(subjects)), *draw(rising(len(draft.scale.ratings)))))]
    known = Known(subjects, capabilities, draft.levels, len(draft.scale.ratings))
    return [(level, draw(conditions(known, 1)))]


@st.composite
def _rules(draw: st.DrawFn, draft: Draft, name: str, *, steady: bool) -> DraftRule:
    """A rule about a subject, resting only on subjects before it."""
    effects = ["cap", "lower", "keep", "cap", "lower", "fix", "align", "protect", "not used", "warn"]
    effect = draw(st.sampled_from(effects))
    ranks = len(draft.scale.ratings)
    rank, steps = draw(st.integers(0, ranks - 1)), draw(st.integers(0, 1))
    if draw(st.integers(0, 4)) == 0 and effect in {"cap", "lower", "fix", "protect", "warn"}:
        return draw(_templates(draft, name, effect, rank))
    subjects = draft.subjects()
    place = draw(st.integers(1, len(subjects) - 1))
    subject, before = subjects[place], subjects[:place]
    reached = [
        each.name
        for each in draft.capabilities
        if subject not in subjects[: subjects.index(draft.of(each)[-1]) + 1]
    ]
    known = Known(before, reached, draft.levels, ranks)
    when = draw(_triggers(known, steady=steady))
    other = draw(st.sampled_from(before))
    return DraftRule(name, effect, (subject,), rank, other, steps, when)


@st.composite
def _triggers(draw: st.DrawFn, known: Known, *, steady: bool) -> Condition | None:
    if draw(st.integers(0, 5)) == 0:
        return None
    if steady and draw(st.integers(0, 4)):
        names = draw(st.lists(st.sampled_from(known.subjects), min_size=1, max_size=2, unique=True))
        limit = (draw(st.integers(0, known.ranks - 2)),)
        return ("listed", draw(st.integers(0, len(names))), tuple(names), "at most", limit)
    return draw(conditions(known))


@st.composite
def _templates(draw: st.DrawFn, draft: Draft, name: str, effect: str, rank: int) -> DraftRule:
    """A rule over every capability, or over every criterion with the tag."""
    ranks = len(draft.scale.ratings)
    if effect == "warn" or draw(st.booleans()):
        every = draw(st.sampled_from(["any", "every"]))
        when: Condition | None = ("rated", "K1", *draw(asked(ranks)))
        if effect in {"warn", "protect"}:  # these bound nothing, so that they may look everywhere
            when = draw(st.sampled_from([when, ("elsewhere", every, "A.1", *draw(asked(ranks)))]))
        subjects = () if effect == "warn" else ("A.1",)
        return DraftRule(name, effect, subjects, rank, when=when, over="capability")
    when = ("finding", FINDING) if draw(st.booleans()) else None
    return DraftRule(name, effect, ("it",), rank, when=when, over="criterion")
