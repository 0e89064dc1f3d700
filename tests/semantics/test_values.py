"""Values: what kind each has, what cannot stand together, what rests on itself."""

from __future__ import annotations

import pytest

from tests.semantics.inline import FRAMEWORK, analysed, hints, problems

MODEL = (
    "model m version 1.0.0\n"
    + FRAMEWORK
    + """
parameter k "K" : count = 2  parameter p "P" : percent = 80%  parameter r "R" : rating = L
parameter d "D" : date = 2026-01-01
input money "Money" : number 0 .. 10  input part "Part" : percent  input day "Day" : date
input mood "Mood" : one of bad, fair, good  input fact "Fact" : truth
kind goal in capability
property stage of capability : number = 1
facet trust "Trust" of rating : count 0 .. 5
capability A "A" with stage 2 { goal SG "Goal" { criterion 1 "One" weight 2  criterion 2 "Two" } }
capability B "B" { criterion 1 "One" }
"""
)

KINDS = [
    # what is declared, of what, the kind of value
    ("money", "number"),
    ("part", "percent"),
    ("day", "date"),
    ("day plus 3", "date"),
    ("day minus 2026-01-01", "number"),
    ("age of day in months", "number"),
    ("3 plus 4.5", "number"),
    ("50%", "percent"),
    ("2 times 50%", "percent"),
    ("money divided by parameter k", "number"),
    ("count of every criterion that is at least L", "count"),
    ("share of every criterion that is at least L", "percent"),
    ("mean of it over every criterion", "number"),
    ("mean of (count of every criterion) over every capability", "number"),
    ("highest of it over every criterion", "number"),
    ("highest of (money and 3)", "number"),
    ("if fact is yes then money otherwise 1", "number"),
    ("if fact is yes then parameter k otherwise 1", "number"),
    ("evidence-count of A.1", "count"),
    ("trust of A.1", "number"),
    ("stage of A", "number"),
    ("weight of A.1", "number"),
    ("level of A", "number"),
    ("parameter p", "percent"),
    ("parameter d", "date"),
    ("parameter r", "rating"),
    ("mood", "rating"),
    ("money at least 3", "truth"),
    ("every criterion is at least L", "truth"),
    ("mood is good or part above 50%", "truth"),
]


@pytest.mark.parametrize(("body", "kind"), KINDS)
def test_the_kind_of_a_value_follows_from_its_text(body: str, kind: str) -> None:
    analysis = analysed(f"{MODEL} value v of m = {body}")
    assert not analysis.diagnostics
    (value,) = analysis.values
    assert (value.key, value.type) == ("m.v", kind)


MISTAKES = [
    # the body of a value, the code, the message, what is underlined
    ("money plus mood", "CX0306", "`plus` joins numbers; this is a rating.", "money"),
    (
        "money plus (share of every criterion)",
        "CX0306",
        "On one side of `plus` stands a number; this is a percentage.",
        "money",
    ),
    ("day plus day", "CX0306", "To a date a number of days is added; this is a date.", "day"),
    ("3 minus day", "CX0306", "On one side of `minus` stands a number; this is a date.", "3"),
    ("day times 2", "CX0306", "`times` joins numbers; this is a date.", "day"),
    ("day divided by 2", "CX0306", "`divided by` joins numbers; this is a date.", "day"),
    (
        "money divided by part",
        "CX0306",
        "Only a number that is not 0, a parameter, or what an element carries can stand after `divided by`.",
        "part",
    ),
    (
        "money divided by 0",
        "CX0306",
        "Only a number that is not 0, a parameter, or what an element carries can stand after `divided by`.",
        "0",
    ),
    (
        "money divided by (count of every criterion)",
        "CX0306",
        "Only a number that is not 0, a parameter, or what an element carries can stand after `divided by`.",
        "money",
    ),
    (
        "highest of (money and part)",
        "CX0306",
        "`highest of` compares values of one kind: here a number; this is a percentage.",
        "money",
    ),
    (
        "if fact is yes then money otherwise 50%",
        "CX0306",
        "Both branches give one kind of value: here a number; this is a percentage.",
        "fact",
    ),
    (
        "if fact is yes then mood otherwise money",
        "CX0306",
        "Both branches give one kind of value: here a rating; this is a number.",
        "fact",
    ),
    ("age of money in days", "CX0306", "An age is asked of a date; this is a number.", "days"),
    ("age of day in weeks", "CX0201", "There is no unit of time weeks.", "weeks"),
    ("sum of mood over every criterion", "CX0306", "`sum` is taken of numbers; this is a rating.", "mood"),
    ("leading money", "CX0306", "`leading` is asked of shares in percent; this is a number.", "money"),
    (
        "money on the level before",
        "CX0306",
        "There is no level before: this value is not one on each level.",
        "money",
    ),
    ("money on level 7", "CX0303", "There is no level 7.", "7"),
    ("level of C", "CX0201", "There is no capability C.", "C"),
    ("money of C", "CX0201", "There is no element C.", "C"),
    ("speed of A", "CX0201", "There is no value of a capability speed.", "speed"),
    ("spede", "CX0201", "There is no criterion, practice or attribute spede.", "spede"),
    ("parameter q", "CX0201", "There is no parameter q.", "q"),
    ("money is good", "CX0201", "There is no criterion, practice or attribute good.", "good"),
    ("money at least part", "CX0306", "These two cannot be compared.", "part"),
    ("money is one of 1, 2", "CX0306", "These two cannot be compared.", "1"),
    ("mood at least 3", "CX0301", "There is no value 3.", "3"),
    ("mood at least parameter k", "CX0305", "The parameter k is a count; a rating is asked for here.", "k"),
    ("mood at least money", "CX0301", "There is no value money.", "money"),
    ("fact at least yes", "CX0306", "These two cannot be compared.", "yes"),
    ("fact is good", "CX0306", "These two cannot be compared.", "good"),
    ("day at least 3", "CX0306", "These two cannot be compared.", "3"),
    ("every goal is at least L", "CX0207", "A goal has no rating of its own.", "L"),
    ("every goal has score at least 3", "CX0201", "There is no value score.", "score"),
    ("every goal reaches level 1", "CX0304", "A goal reaches no level; only capabilities do.", "1"),
    ("every thing is at least L", "CX0201", "There is no kind of element thing.", "every thing"),
    ("mood rounded up to 1", "CX0306", "Only a number can be rounded.", "1"),
    ("judged harm", "CX0201", "There is no judgement harm.", "harm"),
    (
        "every instance is at least L",
        "CX0207",
        "Instances can be asked about only in a decision `of instances`.",
        "every instance",
    ),
    ("finding g", "CX0201", "There is no finding g.", "g"),
    ("parameter r at least 3", "CX0301", "There is no value 3.", "3"),
]


@pytest.mark.parametrize(("body", "code", "message", "underlined"), MISTAKES)
def test_what_does_not_fit_is_reported_once_and_underlined(
    body: str, code: str, message: str, underlined: str
) -> None:
    assert problems(f"{MODEL} value v of m = {body}") == [(code, message, underlined)]


def test_what_is_held_against_what_is_said() -> None:
    assert hints(f"{MODEL} value v of m = money at least part") == [
        "It is a number, and is held against a percentage."
    ]
    assert hints(f"{MODEL} value v of m = mood is god") == ["Did you mean good?"]


def test_a_mistake_in_a_value_is_told_once_however_many_rest_on_it() -> None:
    text = f"{MODEL} value v of m = spede  value w of m = v plus 1  value x of m = w at least 3 and v is yes"
    assert [message for _, message, _ in problems(text)] == [
        "There is no criterion, practice or attribute spede."
    ]


CIRCLES = [
    ("value v of m = v plus 1", "m.v rests on itself: m.v → m.v.", "v"),
    ("value v of m = w plus 1  value w of m = v plus 2", "m.v rests on itself: m.v → m.w → m.v.", "v"),
]


@pytest.mark.parametrize(("text", "message", "underlined"), CIRCLES)
def test_a_value_that_rests_on_itself_is_shown_with_its_way_round(
    text: str, message: str, underlined: str
) -> None:
    assert problems(f"{MODEL} {text}") == [("CX0601", message, underlined)]


def test_a_circle_through_a_level_and_a_rating_is_found() -> None:
    text = f"""{MODEL}
    value v of capability = level of it
    rule R for every capability cap PA.1 at L when v at least 2 source "s"
    """
    (found,) = [each for each in problems(text) if each[1].startswith("A")]
    assert found[0] == "CX0601"
    assert "A.PA.1" in found[1]
    assert "A at level 1" in found[1]


def test_two_values_of_one_thing_need_two_names() -> None:
    text = f"{MODEL} value v of capability = 1  value v of A = 2"
    assert problems(text) == [("CX0202", "A has two values of the name v.", "v")]
    analysis = analysed(f"{MODEL} value v of capability = 1  value v of goal = 2")
    assert [value.key for value in analysis.values] == ["A.v", "B.v", "A.SG.v"]


def test_a_value_is_of_every_kind_of_thing() -> None:
    text = f"{MODEL} value v of m, capability, goal, criterion, practice, PA.1 = 1"
    things = {value.thing for value in analysed(text).values}
    criteria, practices = {"A.1", "A.2", "B.1"}, {"A.GP.1", "A.GP.2", "B.GP.1", "B.GP.2"}
    assert things == {"m", "A", "B", "A.SG", "A.PA.1", "B.PA.1", *criteria, *practices}


def test_a_kind_that_is_not_there_is_reported() -> None:
    assert problems(f"{MODEL} value v of gaol = 1") == [
        ("CX0201", "There is no kind or element gaol.", "gaol")
    ]


# --------------------------------------------------------------------------------- one value a level

PER_LEVEL = "value done of capability on each level n = (share of every attribute at level n that is F)"


def test_a_value_on_each_level_is_worked_out_for_every_level_but_the_lowest() -> None:
    analysis = analysed(f"{MODEL} {PER_LEVEL}")
    assert [(value.key, value.level) for value in analysis.values] == [
        ("A.done@1", 1),
        ("A.done@2", 2),
        ("B.done@1", 1),
        ("B.done@2", 2),
    ]
    assert "A.PA.2" in str(analysis.values[1].term)
    assert "A.PA.1" not in str(analysis.values[1].term)


@pytest.mark.parametrize(
    ("body", "rests_on"),
    [
        ("done on level 2", {"A.done@2"}),
        ("sum of done over every level", {"A.done@1", "A.done@2"}),
        ("leading done", {"A.done@1", "A.done@2"}),
    ],
)
def test_it_is_read_with_its_level(body: str, rests_on: set[str]) -> None:
    analysis = analysed(f"{MODEL} {PER_LEVEL} value v of A = {body}")
    assert not analysis.diagnostics
    assert {str(thing[1]) for thing in analysis.dependencies.edges["value", "A.v"]} == rests_on


def test_on_the_level_before_the_first_it_is_the_lowest_it_can_be() -> None:
    text = f"{MODEL} value total of A on each level n = 1 plus (total on the level before)"
    first, second = analysed(text).values
    assert "('number', '0')" in str(first.term)
    assert second.term != first.term
    assert ("value", "A.total@1") in analysed(text).dependencies.edges["value", "A.total@2"]


def test_without_a_level_it_is_not_said_which_is_meant() -> None:
    text = f"{MODEL} {PER_LEVEL} value v of A = done"
    assert problems(text) == [
        ("CX0306", "done is a value on each level; it is not said which level is meant.", "done")
    ]
    assert hints(text) == ["Write `done on level 1`."]
