"""The sentence that tells each operation, in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxrules.model.speech import phrase
from cxrules.plan.aggregates import policy_of
from cxrules.plan.figures import number_text

if TYPE_CHECKING:
    from cxrules.plan.aggregation import Number
    from cxrules.plan.types import Says, Telling

AT_LEAST = phrase("at least {}")
AT_MOST = phrase("at most {}")


def compared(words: str) -> Says:
    """A rating against a bound."""

    def says(t: Telling) -> str:
        rating = t.rating(t.param)
        return _held_against(t, rating if rating == t.best and words == AT_LEAST else t.say(words, rating))

    return says


def one_of(t: Telling) -> str:
    """A rating against several."""
    return _held_against(t, t.say(" or ").join(t.rating(rank) for rank in t.param) or t.say("no rating"))


def _held_against(t: Telling, bound: str) -> str:
    name, value = _name(t, 0), t.values[0]
    if t.required:
        return t.say("{} is {}; {} is required.", name, value, bound)
    return t.say("{} is {}.", name, value) if value == bound else t.say("{} is {} ({}).", name, value, bound)


def _name(t: Telling, place: int) -> str:
    """What an operand is called; a value that was worked out has no name."""
    return t.names[place] or (t.say("the other") if place else t.say("This"))


def applies(t: Telling) -> str:
    """Whether something applies."""
    return t.say("{} applies." if t.value == "yes" else "{} does not apply.", _name(t, 0))


def not_above(t: Telling) -> str:
    """One rating as the bound of another."""
    first, second = (_name(t, 0), t.values[0]), (_name(t, 1), t.values[1])
    return t.say("{} is {}; it may be at most {}, which is {}.", *first, *second)


def close(t: Telling) -> str:
    """Two ratings that shall not be far apart."""
    both = (t.names[0], t.values[0], t.names[1], t.values[1])
    return t.say("{} is {} and {} is {}; they may be {} apart.", *both, t.param)


def apart(t: Telling) -> str:
    """Two ratings that differ."""
    both = (t.names[0], t.values[0], t.names[1], t.values[1])
    return t.say("{} is {} and {} is {}; to differ, they must be more than {} apart.", *both, t.param)


def negation(t: Telling) -> str:
    """The opposite of what stands below."""
    if t.value == "yes":
        return t.say("It is so that this does not hold:")
    if t.value == "no":
        return t.say("This should not hold, but does:")
    return t.say("It is not known yet whether this holds:")


def gathered(yes: str, no: str, unknown: str) -> Says:
    """One of three sentences, by the value."""

    def says(t: Telling) -> str:
        return t.say({"yes": yes, "no": no}.get(t.value, unknown))

    return says


def counted(t: Telling) -> str:
    """How many of some conditions hold."""
    reached = sum(value == "yes" for value in t.values)
    return t.say("{} of {} hold; at least {} must.", reached, len(t.values), t.param)


def aggregated(words: str) -> Says:
    """One value of many, with the numbers that stand for ratings where numbers are averaged."""

    def says(t: Telling) -> str:
        what = t.say(words)
        told = t.say("{} of the {} {}{} is {}.", what, _members(t), t.members, _counting(t), t.shown(t.value))
        return f"{told}{_left_out(t)}"

    return says


def _members(t: Telling) -> int:
    """How many members there are."""
    return len(t.values) - len(policy_of(_policed(t)).optional)


def _policed(t: Telling) -> Any:
    return t.param if isinstance(t.param, dict) else None


def _left_out(t: Telling) -> str:
    """What is done about members that do not apply, where that is not simply to leave them out."""
    na = policy_of(_policed(t)).na
    return "" if na is None else t.say(" What does not apply counts {}.", _number(t, na))


def _number(t: Telling, number: Number) -> str:
    return t.say.number(number_text(number))


def _counting(t: Telling) -> str:
    codes = (_policed(t) or {}).get("codes") or ()
    pairs = [t.say("{} as {}", t.rating(rank), _number(t, code)) for rank, code in enumerate(codes)]
    return t.say(", counting {},", ", ".join(pairs)) if pairs else ""


def kth_highest(t: Telling) -> str:
    """What enough of the ratings reach."""
    return t.say("At least {} of the {} {} reach {}.", t.param["count"], _members(t), t.members, t.value)


def count(t: Telling) -> str:
    """How many hold."""
    return f"{t.say('{} of these {} hold.', t.value, _members(t))}{_left_out(t)}"


def share(t: Telling) -> str:
    """How many percent hold."""
    if policy_of(_policed(t)).na is not None:
        return f"{t.say('Of these {}, {} hold.', _members(t), t.value)}{_left_out(t)}"
    return t.say("Of these {}, {} of those that apply hold.", _members(t), t.value)


def same(t: Telling) -> str:
    """Whether several values agree."""
    values = _different(t)
    if t.value == "yes":
        return t.say("All that apply are the same: {}.", values)
    if t.value == "no":
        return t.say("They are not the same: {}.", values)
    return t.say("Whether they are the same is not known yet: {}.", values)


def _different(t: Telling) -> str:
    """The different values of operands, each once."""
    return ", ".join(map(t.shown, dict.fromkeys(t.values)))


def that(t: Telling) -> str:
    """The value on which several agree, or what lies between them."""
    return t.say("Taken from {}, this is {}.", _different(t), t.shown(t.value))


def leading(t: Telling) -> str:
    """How many levels are complete, and how much of the next."""
    reached = ", ".join(map(t.shown, t.values[: _members(t)]))
    return t.say("Levels reached in full, and the part of the next one, make {}: {}.", t.value, reached)


def worked_out(sign: str) -> Says:
    """Arithmetic between operands."""

    def says(t: Telling) -> str:
        return t.say("{} is {}.", _named(t, t.say(sign)), t.value)

    return says


def _named(t: Telling, sign: str) -> str:
    """The operands with their names, where they have one."""
    pairs = zip(t.names, t.values, strict=True)
    return sign.join(f"{name} ({value})" if name else value for name, value in pairs)


def divide(t: Telling) -> str:
    """A number divided by a fixed one."""
    return t.say("{} divided by {} is {}.", _named(t, ""), _number(t, t.param), t.value)


def age(t: Telling) -> str:
    """How old something is."""
    of = t.names[0] or t.values[0]
    return t.say(_OLD[t.param], of, t.value) if t.param in _OLD else f"{of}: {t.value} {t.param}."


def rounded(t: Telling) -> str:
    """A number as a multiple of a step."""
    of, step, mode = _named(t, ""), _number(t, t.param["step"]), t.param["mode"]
    if mode in _ROUNDED:
        return t.say(_ROUNDED[mode], of, step, t.value)
    return t.say(
        "{} rounded to the nearest multiple of {}, exactly {}, is {}.", of, step, t.say(mode), t.value
    )


_ROUNDED = {
    "up": phrase("{} rounded up to a multiple of {} is {}."),
    "down": phrase("{} rounded down to a multiple of {} is {}."),
    "towards zero": phrase("{} rounded towards zero to a multiple of {} is {}."),
}
HALVES = (
    phrase("half up"),
    phrase("half down"),
    phrase("half even"),
    phrase("half away"),
    phrase("up"),
    phrase("down"),
    phrase("even"),
)
_OLD = {
    "days": phrase("{} is {} days old."),
    "months": phrase("{} is {} months old."),
    "years": phrase("{} is {} years old."),
}


def constant(t: Telling) -> str:
    """What is stated."""
    return t.say("The value is stated as {}.", t.shown(t.value))


def step_down(t: Telling) -> str:
    """A rating one step lower."""
    return t.say("One step below {} is {}.", t.values[0], t.value)


def refuse(t: Telling) -> str:
    """Why something is refused, or that the reason does not hold."""
    message = str(t.param).rstrip(".")
    if t.value == "yes":
        return f"{message}."
    if t.value == "no":
        return t.say("There is no reason to say “{}”.", message)
    return t.say("It is not known yet whether “{}”.", message)


def decide(t: Telling) -> str:
    """Which row of a table decides."""
    conditions = list(t.values[: len(t.values) - 1 : 2])
    for place, value in enumerate(conditions, 1):
        if value == "yes":
            return t.say("Row {} is the first whose condition holds: {}.", place, t.shown(t.value))
        if value != "no":
            so_far = phrase("It is not known yet which row decides; from what is known, it is {}.")
            return t.say(so_far, t.shown(t.value))
    if len(t.values) % 2:
        return t.say("No condition holds, so it is otherwise {}.", t.shown(t.value))
    return t.say("No condition holds, so there is no value: {}.", t.shown(t.value))


def nearest(t: Telling) -> str:
    """A number rounded to a rating."""
    return t.say(
        "The nearest rating, with exactly half going {}, is {}.", t.say(t.param["rounding"]), t.value
    )


def band(t: Telling) -> str:
    """A percentage in a band."""
    return t.say("This lies in the band of {}.", t.value)


def collapse(t: Telling) -> str:
    """A refined rating as a plain one."""
    return t.say("{} counts as {}.", t.values[0], t.value)


def join(t: Telling) -> str:
    """Instances joined."""
    return t.say("{} is {}, joined from its instances.", t.about, t.value)


def joined_truth(t: Telling) -> str:
    """Something that is asked of all instances at once."""
    if t.value == "yes":
        return t.say("Over the instances, this holds.")
    if t.value == "no":
        return t.say("Over the instances, this does not hold.")
    return t.say("Over the instances, this is still open.")


def bounded(words: str) -> Says:
    """A rating that a rule bounds."""

    def says(t: Telling) -> str:
        limit = t.rating(t.param) if isinstance(t.param, int) else t.names[1]
        return t.say("{} is {}: {}.", t.about, t.value, t.say(words, limit))

    return says


def plain(t: Telling) -> str:
    """A rating as it is."""
    return t.say("{} is {}.", t.about, t.value)


def level(t: Telling) -> str:
    """A level."""
    return t.say("{} is at level {}.", t.about, t.value)
