"""The sentence that tells each operation, in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cxrules.plan.types import Says, Telling

AT_LEAST = "at least {}"
AT_MOST = "at most {}"


def compared(words: str) -> Says:
    """A rating against a bound."""

    def says(t: Telling) -> str:
        rating = t.rating(t.param)
        return _held_against(t, rating if rating == t.best and words == AT_LEAST else words.format(rating))

    return says


def one_of(t: Telling) -> str:
    """A rating against several."""
    return _held_against(t, " or ".join(t.rating(rank) for rank in t.param) or "no rating")


def _held_against(t: Telling, bound: str) -> str:
    name, value = t.names[0], t.values[0]
    return f"{name} is {value}; {bound} is required." if t.required else f"{name} is {value} ({bound})."


def applies(t: Telling) -> str:
    """Whether something applies."""
    return f"{t.names[0]} {'applies' if t.value == 'yes' else 'does not apply'}."


def not_above(t: Telling) -> str:
    """One rating as the bound of another."""
    return f"{t.names[0]} is {t.values[0]}; it may be at most {t.names[1]}, which is {t.values[1]}."


def close(t: Telling) -> str:
    """Two ratings that shall not be far apart."""
    return f"{t.names[0]} is {t.values[0]} and {t.names[1]} is {t.values[1]}; they may be {t.param} apart."


def apart(t: Telling) -> str:
    """Two ratings that differ."""
    both = f"{t.names[0]} is {t.values[0]} and {t.names[1]} is {t.values[1]}"
    return f"{both}; to differ, they must be more than {t.param} apart."


def negation(t: Telling) -> str:
    """The opposite of what stands below."""
    return {"yes": "It is so that this does not hold:", "no": "This should not hold, but does:"}.get(
        t.value, "It is not known yet whether this holds:"
    )


def gathered(yes: str, no: str, unknown: str) -> Says:
    """One of three sentences, by the value."""

    def says(t: Telling) -> str:
        return {"yes": yes, "no": no}.get(t.value, unknown)

    return says


def counted(t: Telling) -> str:
    """How many of some conditions hold."""
    reached = sum(value == "yes" for value in t.values)
    return f"{reached} of {len(t.values)} hold; at least {t.param} must."


def aggregated(words: str) -> Says:
    """One value of many, with the numbers that stand for ratings where numbers are averaged."""

    def says(t: Telling) -> str:
        return f"{words.format(n=len(t.values))}{_counting(t)} is {t.value}."

    return says


def _counting(t: Telling) -> str:
    codes = t.param["codes"] if isinstance(t.param, dict) else ()
    pairs = [f"{t.rating(rank)} as {code}" for rank, code in enumerate(codes)]
    return f", counting {', '.join(pairs)}," if pairs else ""


def kth_highest(t: Telling) -> str:
    """What enough of the ratings reach."""
    return f"At least {t.param['count']} of the {len(t.values)} ratings reach {t.value}."


def nearest(t: Telling) -> str:
    """A number rounded to a rating."""
    return f"The nearest rating, with exactly half going {t.param['rounding']}, is {t.value}."


def band(t: Telling) -> str:
    """A percentage in a band."""
    return f"This lies in the band of {t.value}."


def collapse(t: Telling) -> str:
    """A refined rating as a plain one."""
    return f"{t.values[0]} counts as {t.value}."


def join(t: Telling) -> str:
    """Instances joined."""
    return f"{t.about} is {t.value}, joined from its instances."


def bounded(words: str) -> Says:
    """A rating that a rule bounds."""

    def says(t: Telling) -> str:
        limit = t.rating(t.param) if isinstance(t.param, int) else t.names[1]
        return f"{t.about} is {t.value}: {words.format(limit)}."

    return says


def plain(t: Telling) -> str:
    """A rating as it is."""
    return f"{t.about} is {t.value}."


def level(t: Telling) -> str:
    """A level."""
    return f"{t.about} is at level {t.value}."
