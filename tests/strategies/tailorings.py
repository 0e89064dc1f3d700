"""Small models with a profile, each drawn together with the model that says the same without one."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from hypothesis import strategies as st

from tests.strategies.values import RATINGS, conditions, numbers_of

DAYS = tuple(date(year, month, 1) for year in (2025, 2026, 2027) for month in (1, 7))


class Tailored(NamedTuple):
    """Two texts that mean the same on a day; only the one with the profile leaves out what is dropped."""

    text: str
    plain: str
    dropped: tuple[str, ...]
    criteria: tuple[str, ...]
    day: date | None


class _Parts(NamedTuple):
    """What a model is written from."""

    limit: str
    floor: str
    criteria: tuple[str, ...]
    rules: tuple[str, ...]
    score: str
    holds: str

    def text(self, profile: str = "") -> str:
        lines = "\n".join(f"  {each}" for each in self.criteria)
        return "\n".join(
            [
                "model drawn version 1.0.0",
                "scale answer { none value 0  some value 1  most value 1.5  full value 4 }",
                'tag odd "Odd"',
                "property points of criterion : number",
                f"parameter limit : number = {self.limit}",
                f"parameter floor : rating = {self.floor}",
                f'capability A "A" {{\n{lines}\n}}',
                f"value score of capability = {self.score}",
                f"value holds of capability = {self.holds}",
                *self.rules,
                "levels cumulative from 0 {",
                '  0 "None"',
                '  1 "One" requires score at least parameter limit',
                "    and some criterion is at least parameter floor",
                '  2 "Two" requires holds is yes',
                "}",
                profile,
            ]
        )


@st.composite
def _rules(draw: st.DrawFn, name: str, criteria: tuple[str, ...]) -> str:
    subject, rating = draw(st.sampled_from(criteria)), draw(st.sampled_from(RATINGS))
    asked = draw(st.sampled_from(criteria))
    effect = draw(
        st.sampled_from(
            (f"cap {subject} at {rating}", f"lower {subject}", f"fix {subject} at {rating}", "warn")
        )
    )
    if asked == subject and effect != "warn":
        return f"rule {name} {effect}"
    return f"rule {name} {effect} when {asked} below parameter floor"


@st.composite
def _dated(draw: st.DrawFn, day: date | None, values: st.SearchStrategy[str]) -> tuple[str, str]:
    """A parameter's values as text, and the one that counts on a day."""
    value = counts = draw(values)
    text = value
    for each in sorted(draw(st.lists(st.sampled_from(DAYS), max_size=2, unique=True))):
        value = draw(values)
        text += f", {value} from {each}"
        if day is not None and each <= day:
            counts = value
    return text, counts


@st.composite
def tailored(draw: st.DrawFn) -> Tailored:
    """A model, a profile that changes some of it, and the model with these changes in place."""
    day = draw(st.sampled_from((None, *DAYS, date(2026, 6, 30), date(2024, 1, 1))))
    limits, floors = st.integers(0, 4).map(str), st.sampled_from(RATINGS[1:])
    limit, counting = draw(_dated(day, limits))
    floor, floor_counting = draw(_dated(day, floors))
    names = tuple(f"A.c{place}" for place in range(draw(st.integers(2, 4))))
    lines = tuple(
        f'criterion c{place} "C" {"tagged odd " if place % 2 == 0 else ""}'
        f"weight {place + 1} with points {place + 1}"
        for place in range(len(names))
    )
    rules = [draw(_rules(f"R{place}", names[place:] or names)) for place in range(draw(st.integers(0, 2)))]
    score, holds = draw(numbers_of(names)).text, draw(conditions(names)).text
    made = _Parts(limit, floor, lines, tuple(rules), score, holds)
    said, plain = [], made._replace(limit=counting, floor=floor_counting)
    if draw(st.booleans()):
        value = draw(limits)
        said.append(f"set limit = {value}")
        plain = plain._replace(limit=value)
    if draw(st.booleans()):
        value = draw(floors)
        said.append(f'set floor = {value} because "stricter"')
        plain = plain._replace(floor=value)
    dropped = tuple(sorted(draw(st.sets(st.sampled_from(names), max_size=2))))
    if dropped:
        said.append(f'drop {", ".join(dropped)} because "nothing of it here"')
    if draw(st.booleans()):
        line = 'criterion extra "More" tagged odd weight 2 with points 2'
        said.append(f'extend A {{ {line} }} because "asked for here"')
        plain = plain._replace(criteria=(*plain.criteria, line))
        names = (*names, "A.extra")
    if rules:
        what = draw(st.sampled_from(("drop", "replace", "leave")))
        if what == "drop":
            said.append('drop R0 because "not here"')
            plain = plain._replace(rules=plain.rules[1:])
        elif what == "replace":
            rule = f'{draw(_rules("R0", names))} because "otherwise here"'
            said.append(f"replace {rule}")
            plain = plain._replace(rules=(rule, *plain.rules[1:]))
    if draw(st.booleans()):
        rule = f'{draw(_rules("S", names))} because "asked for here"'
        said.append(f"add {rule}")
        plain = plain._replace(rules=(*plain.rules, rule))
    parts = "\n".join(f"  {each}" for each in said)
    return Tailored(made.text(f"profile own of drawn {{\n{parts}\n}}\n"), plain.text(), dropped, names, day)
