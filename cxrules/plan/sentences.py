"""The sentence that tells each operation, in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxrules.plan.aggregates import policy_of
from cxrules.plan.figures import number_text

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
    name, value = _name(t, 0), t.values[0]
    if t.required:
        return f"{name} is {value}; {bound} is required."
    return f"{name} is {value}." if value == bound else f"{name} is {value} ({bound})."


def _name(t: Telling, place: int) -> str:
    """What an operand is called; a value that was worked out has no name."""
    return t.names[place] or ("This", "the other")[place]


def applies(t: Telling) -> str:
    """Whether something applies."""
    return f"{_name(t, 0)} {'applies' if t.value == 'yes' else 'does not apply'}."


def not_above(t: Telling) -> str:
    """One rating as the bound of another."""
    return f"{_name(t, 0)} is {t.values[0]}; it may be at most {_name(t, 1)}, which is {t.values[1]}."


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
        return f"{words} of the {_members(t)} {t.members}{_counting(t)} is {t.value}.{_left_out(t)}"

    return says


def _members(t: Telling) -> int:
    """How many members there are."""
    return len(t.values) - len(policy_of(_policed(t)).optional)


def _policed(t: Telling) -> Any:
    return t.param if isinstance(t.param, dict) else None


def _left_out(t: Telling) -> str:
    """What is done about members that do not apply, where that is not simply to leave them out."""
    na = policy_of(_policed(t)).na
    return "" if na is None else f" What does not apply counts {number_text(na)}."


def _counting(t: Telling) -> str:
    codes = (_policed(t) or {}).get("codes") or ()
    pairs = [f"{t.rating(rank)} as {number_text(code)}" for rank, code in enumerate(codes)]
    return f", counting {', '.join(pairs)}," if pairs else ""


def kth_highest(t: Telling) -> str:
    """What enough of the ratings reach."""
    return f"At least {t.param['count']} of the {_members(t)} {t.members} reach {t.value}."


def count(t: Telling) -> str:
    """How many hold."""
    return f"{t.value} of these {_members(t)} hold.{_left_out(t)}"


def share(t: Telling) -> str:
    """How many percent hold."""
    if policy_of(_policed(t)).na is not None:
        return f"Of these {_members(t)}, {t.value} hold.{_left_out(t)}"
    return f"Of these {_members(t)}, {t.value} of those that apply hold."


def same(t: Telling) -> str:
    """Whether several values agree."""
    values = ", ".join(dict.fromkeys(t.values))
    return {
        "yes": f"All that apply are the same: {values}.",
        "no": f"They are not the same: {values}.",
    }.get(t.value, f"Whether they are the same is not known yet: {values}.")


def that(t: Telling) -> str:
    """The value on which several agree, or what lies between them."""
    return f"Taken from {', '.join(dict.fromkeys(t.values))}, this is {t.value}."


def leading(t: Telling) -> str:
    """How many levels are complete, and how much of the next."""
    reached = ", ".join(t.values[: _members(t)])
    return f"Levels reached in full, and the part of the next one, make {t.value}: {reached}."


def worked_out(sign: str) -> Says:
    """Arithmetic between operands."""

    def says(t: Telling) -> str:
        return f"{_named(t, sign)} is {t.value}."

    return says


def _named(t: Telling, sign: str) -> str:
    """The operands with their names, where they have one."""
    pairs = zip(t.names, t.values, strict=True)
    return sign.join(f"{name} ({value})" if name else value for name, value in pairs)


def divide(t: Telling) -> str:
    """A number divided by a fixed one."""
    return f"{_named(t, '')} divided by {number_text(t.param)} is {t.value}."


def age(t: Telling) -> str:
    """How old something is."""
    return f"{t.names[0] or t.values[0]} is {t.value} {t.param} old."


def rounded(t: Telling) -> str:
    """A number as a multiple of a step."""
    step = number_text(t.param["step"])
    how = _ROUNDED.get(
        t.param["mode"], f"rounded to the nearest multiple of {{}}, exactly {t.param['mode']},"
    )
    return f"{_named(t, '')} {how.format(step)} is {t.value}."


_ROUNDED = {
    "up": "rounded up to a multiple of {}",
    "down": "rounded down to a multiple of {}",
    "towards zero": "rounded towards zero to a multiple of {}",
}


def constant(t: Telling) -> str:
    """What is stated."""
    return f"The value is stated as {t.value}."


def step_down(t: Telling) -> str:
    """A rating one step lower."""
    return f"One step below {t.values[0]} is {t.value}."


def refuse(t: Telling) -> str:
    """Why something is refused, or that the reason does not hold."""
    message = str(t.param).rstrip(".")
    return {"yes": f"{message}.", "no": f"There is no reason to say “{message}”."}.get(
        t.value, f"It is not known yet whether “{message}”."
    )


def decide(t: Telling) -> str:
    """Which row of a table decides."""
    conditions = list(t.values[: len(t.values) - 1 : 2])
    for place, value in enumerate(conditions, 1):
        if value == "yes":
            return f"Row {place} is the first whose condition holds: {t.value}."
        if value != "no":
            return f"It is not known yet which row decides; from what is known, it is {t.value}."
    if len(t.values) % 2:
        return f"No condition holds, so it is otherwise {t.value}."
    return f"No condition holds, so there is no value: {t.value}."


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


def joined_truth(t: Telling) -> str:
    """Something that is asked of all instances at once."""
    said = {"yes": "holds", "no": "does not hold"}.get(t.value, "is still open")
    return f"Over the instances, this {said}."


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
