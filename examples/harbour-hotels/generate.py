"""Writes the invented data of the Harbour Hotels: `python generate.py` fills data/, a folder for each year.

Nothing here was measured anywhere. A year is a handful of chances, in YEARS below: how many guests were
asked, how many answered, how they felt in each channel, how fast contacts were dealt with. From these, and
from random numbers with a fixed seed, every row follows. Only whole numbers and plain arithmetic are used,
and of the random numbers only `random()`, so that every machine writes the same bytes.

A year ends with the day of its assessment, 20 November, and is the twelve months up to it:

    survey.csv     one row an invitation; blank where nobody answered, or left a question out; with the
                   rows of the year before, which the new ones are held against
    tickets.csv    one row a contact; what is open at the end has no day of closing
    customers.csv  one row a guest with an account; guests of before are there again each year
    purchases.csv  one row a booking
    staff.csv      one row an invitation to the survey of staff
    training.csv   one row an employee
"""
# ruff: noqa: INP001 - a script

from __future__ import annotations

import csv
import sys
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

CHANNELS = ("desk", "web", "app", "phone")
JOURNEYS = ("booking", "arrival", "stay")
LAST_DAY = (11, 20)
SEED = "harbour-hotels"

# How a guest felt decides all answers: of 1000 guests, so many give each answer.
HAPPY, FINE, CROSS = "happy", "fine", "cross"
SCORES = {
    HAPPY: {10: 480, 9: 340, 8: 140, 7: 40},
    FINE: {9: 140, 8: 380, 7: 290, 6: 120, 5: 70},
    CROSS: {7: 40, 6: 200, 5: 230, 4: 150, 3: 140, 2: 100, 1: 60, 0: 80},
}
SATISFIED = {
    HAPPY: {5: 730, 4: 250, 3: 20},
    FINE: {5: 150, 4: 610, 3: 220, 2: 20},
    CROSS: {4: 60, 3: 290, 2: 370, 1: 280},
}
EASE = {
    HAPPY: {7: 560, 6: 310, 5: 100, 4: 30},
    FINE: {7: 90, 6: 280, 5: 360, 4: 180, 3: 90},
    CROSS: {5: 110, 4: 220, 3: 290, 2: 230, 1: 150},
}
PROBLEM = {
    HAPPY: {"no": 930, "yes": 30, "unknown": 40},
    FINE: {"no": 820, "yes": 130, "unknown": 50},
    CROSS: {"no": 330, "yes": 630, "unknown": 40},
}
# Guests of a channel among all guests, by guests of it among those who answered.
WEIGHTS = {"desk": "1.1", "web": "1.2", "app": "0.7", "phone": "1"}
# Who came that many days ago may have left before the year began.
LONG_AGO = 800
# Of a thousand contacts that are late, so many lie about for weeks.
FORGOTTEN = 300
PROMISED_HOURS = {"desk": 24, "web": 48, "app": 48, "phone": 24}


@dataclass(frozen=True)
class Year:
    """What a year is made of: counts of rows, and chances in a thousand, several in the order of CHANNELS."""

    year: int
    asked: int
    answered: int
    happy: Sequence[int]
    cross: Sequence[int]
    repeated: int
    contacts: int
    in_time: Sequence[int]
    fast: int
    reopened: int
    passed_on: int
    escalated: int
    acknowledged: int
    guests_leave: int
    bookings: int
    staff: int
    staff_answered: int
    knows_strategy: int
    engaged: int
    for_guests: int
    trained: int
    proven: int

    @property
    def last(self) -> date:
        """The day of the assessment."""
        return date(self.year, *LAST_DAY)

    def random(self, table: str) -> Random:
        """Random numbers of one table, which no other table disturbs."""
        return Random(f"{SEED} {self.year} {table}")  # noqa: S311 - nothing secret


YEARS = (
    Year(
        year=2023, asked=1000, answered=230, happy=(420, 400, 340, 380), cross=(240, 250, 320, 270),
        repeated=380, contacts=900, in_time=(640, 560, 480, 600), fast=420, reopened=120, passed_on=300,
        escalated=290, acknowledged=560, guests_leave=210, bookings=600, staff=220, staff_answered=310,
        knows_strategy=180, engaged=470, for_guests=380, trained=240, proven=60,
    ),
    Year(
        year=2024, asked=2900, answered=320, happy=(510, 500, 470, 490), cross=(170, 180, 200, 180),
        repeated=150, contacts=1100, in_time=(870, 860, 860, 870), fast=680, reopened=80, passed_on=220,
        escalated=210, acknowledged=870, guests_leave=180, bookings=650, staff=240, staff_answered=480,
        knows_strategy=390, engaged=530, for_guests=520, trained=660, proven=380,
    ),
    Year(
        year=2025, asked=3700, answered=390, happy=(600, 610, 480, 590), cross=(110, 110, 210, 120),
        repeated=140, contacts=1250, in_time=(890, 880, 610, 890), fast=740, reopened=60, passed_on=180,
        escalated=170, acknowledged=920, guests_leave=150, bookings=700, staff=300, staff_answered=590,
        knows_strategy=810, engaged=620, for_guests=690, trained=880, proven=860,
    ),
    Year(
        year=2026, asked=3700, answered=420, happy=(720, 740, 680, 720), cross=(50, 45, 65, 55),
        repeated=90, contacts=1350, in_time=(930, 930, 910, 930), fast=850, reopened=34, passed_on=130,
        escalated=110, acknowledged=950, guests_leave=110, bookings=750, staff=310, staff_answered=720,
        knows_strategy=880, engaged=760, for_guests=850, trained=970, proven=930,
    ),
)  # fmt: skip

Row = dict[str, object]
T = TypeVar("T")


def chance(random: Random, thousandths: int) -> bool:
    """Whether something happens that does in so many of a thousand cases."""
    return random.random() * 1000 < thousandths


def one_of(random: Random, shares: Mapping[T, int]) -> T:
    """One of several things, each with its share."""
    left = random.random() * sum(shares.values())
    for thing, share in shares.items():
        left -= share
        if left < 0:
            return thing
    raise AssertionError


def below(random: Random, end: int) -> int:
    """A whole number from 0, below the end."""
    return int(random.random() * end)


def yes_or_no(random: Random, thousandths: int) -> str:
    """How a file says whether something happened that does in so many of a thousand cases."""
    return "yes" if chance(random, thousandths) else "no"


def survey(year: Year) -> list[Row]:
    """The invitations of the year before, if there was a survey, and those of the year."""
    return [row for each in YEARS if each.year in {year.year - 1, year.year} for row in invited(each)]


def invited(year: Year) -> list[Row]:
    """Who was asked for an answer, every channel and journey as often as the others."""
    random = year.random("survey")
    rows = []
    for number in range(year.asked):
        channel = CHANNELS[number % len(CHANNELS)]
        day = year.last - timedelta(days=7 + below(random, 358))
        row: Row = {
            "respondent": f"g{year.year % 100}{number:04}",
            "channel": channel,
            "journey": JOURNEYS[number // len(CHANNELS) % len(JOURNEYS)],
            "invited": day,
            **dict.fromkeys(("answered", "score", "csat", "ces", "problem", "repeated"), ""),
            "weight": WEIGHTS[channel],
        }
        if chance(random, year.answered):
            row |= answer(random, year, CHANNELS.index(channel), day)
        rows.append(row)
    return rows


def answer(random: Random, year: Year, channel: int, invited: date) -> Row:
    """What one guest answers. Every question is left out by some; most never changed the channel."""
    happy, cross = year.happy[channel], year.cross[channel]
    mood = one_of(random, {HAPPY: happy, CROSS: cross, FINE: 1000 - happy - cross})
    return {
        "answered": invited + timedelta(days=below(random, 7)),
        "score": "" if chance(random, 25) else one_of(random, SCORES[mood]),
        "csat": "" if chance(random, 15) else one_of(random, SATISFIED[mood]),
        "ces": "" if chance(random, 80) else one_of(random, EASE[mood]),
        "problem": "" if chance(random, 20) else one_of(random, PROBLEM[mood]),
        "repeated": yes_or_no(random, year.repeated) if chance(random, 720) else "",
    }


def tickets(year: Year) -> list[Row]:
    """The contacts of twelve months, oldest first. What would be done after the last day is not done yet."""
    random = year.random("tickets")
    start = datetime(year.year - 1, *LAST_DAY, 7, 0)  # noqa: DTZ001 - the clock on the wall
    end = datetime(year.year, *LAST_DAY, 0, 0)  # noqa: DTZ001
    rows = []
    for number in range(year.contacts):
        channel = CHANNELS[number * 3 % len(CHANNELS)]
        day = 1 + number * 364 // year.contacts
        opened = start + timedelta(days=day, minutes=below(random, 15 * 60))
        rows.append(
            {"ticket": f"t{year.year % 100}{number:04}", "channel": channel}
            | contact(random, year, channel, opened, end)
        )
    return rows


def contact(random: Random, year: Year, channel: str, opened: datetime, end: datetime) -> Row:
    """How one contact goes on."""
    promised = PROMISED_HOURS[channel] * 60
    fast, in_time = chance(random, year.fast), chance(random, year.in_time[CHANNELS.index(channel)])
    minutes = 4 + below(random, 260) if fast else 300 + below(random, 1900)
    lasts = max(minutes, below(random, promised)) if in_time else promised + 30 + below(random, 4 * promised)
    if not in_time and chance(random, FORGOTTEN):
        lasts += (20 + below(random, 50)) * 24 * 60
    if in_time:
        minutes, lasts = min(minutes, promised - 60), min(lasts, promised - 10)
    closed = opened + timedelta(minutes=lasts)
    complaint = chance(random, 450)
    quickly = chance(random, year.acknowledged)
    waits = 20 + below(random, 2400) if quickly else 3000 + below(random, 6000)
    acknowledged = opened + timedelta(minutes=waits)

    def done(when: datetime) -> str:
        return f"{when:%Y-%m-%d %H:%M}" if when < end else ""

    over = bool(done(closed))
    return {
        "opened": f"{opened:%Y-%m-%d %H:%M}",
        "first_answer": "" if chance(random, 12) else done(opened + timedelta(minutes=minutes)),
        "due": f"{opened + timedelta(minutes=promised):%Y-%m-%d %H:%M}",
        "closed": done(closed),
        "reopened": yes_or_no(random, year.reopened) if over else "",
        "reassigned": yes_or_no(random, year.passed_on) if over else "",
        "escalated": yes_or_no(random, year.escalated) if over else "",
        "complaint": "yes" if complaint else "no",
        "acknowledged": done(acknowledged) if complaint else "",
    }


def customers(year: Year) -> list[Row]:
    """Guests with an account. Some left in these twelve months, some before."""
    random = year.random("customers")
    rows = []
    for number in range(800):
        joined = year.last - timedelta(days=30 + below(random, 1800))
        days = (year.last - joined).days
        left: object = ""
        if chance(random, year.guests_leave):
            left = year.last - timedelta(days=below(random, min(days, 365)))
        elif days > LONG_AGO and chance(random, 80):
            left = joined + timedelta(days=300 + below(random, 100))
        rows.append({"customer": f"c{number:04}", "joined": joined, "left": left})
    return rows


def purchases(year: Year) -> list[Row]:
    """Bookings, oldest first."""
    random = year.random("purchases")
    guests = 300
    bought = [
        (f"c{below(random, guests):04}", year.last - timedelta(days=below(random, 364)))
        for _ in range(year.bookings)
    ]
    return [
        {"customer": guest, "bought": day, "margin": 12 + below(random, 140)}
        for guest, day in sorted(bought, key=lambda one: one[1])
    ]


def staff(year: Year) -> list[Row]:
    """Who of the staff was asked in spring, and what they said."""
    random = year.random("staff")
    invited = date(year.year, 4, 8)
    rows = []
    for number in range(year.staff):
        row: Row = {
            "person": f"p{number:03}",
            "invited": invited,
            **dict.fromkeys(("answered", "knows_strategy", "engagement", "customer_in_mind"), ""),
        }
        if chance(random, year.staff_answered):
            row["answered"] = invited + timedelta(days=below(random, 21))
            row["knows_strategy"] = "" if chance(random, 20) else yes_or_no(random, year.knows_strategy)
            row["engagement"] = "" if chance(random, 20) else agreed(random, year.engaged)
            row["customer_in_mind"] = "" if chance(random, 20) else agreed(random, year.for_guests)
        rows.append(row)
    return rows


def agreed(random: Random, thousandths: int) -> int:
    """4 or 5 of 5 by so many of a thousand people, and less by the others."""
    return one_of(random, {4: 55, 5: 45} if chance(random, thousandths) else {3: 60, 2: 28, 1: 12})


def training(year: Year) -> list[Row]:
    """Everybody on the payroll, three of four of them in touch with guests."""
    random = year.random("training")
    rows: list[Row] = []
    for number in range(year.staff):
        facing = chance(random, 750)
        trained = chance(random, year.trained if facing else year.trained // 3)
        rows.append(
            {
                "employee": f"p{number:03}",
                "customer_facing": "yes" if facing else "no",
                "trained": year.last - timedelta(days=20 + below(random, 700)) if trained else "",
                "passed": yes_or_no(random, year.proven * 1000 // year.trained) if trained else "no",
            }
        )
    return rows


TABLES = (survey, tickets, customers, purchases, staff, training)


def write(folder: Path) -> None:
    """Write every table of every year below the folder."""
    for year in YEARS:
        target = folder / str(year.year)
        target.mkdir(parents=True, exist_ok=True)
        for table in TABLES:
            rows = table(year)
            with (target / f"{table.__name__}.csv").open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, rows[0], lineterminator="\n")
                writer.writeheader()
                writer.writerows(rows)


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent / "data")
