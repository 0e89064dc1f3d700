"""Purchases made up from a seed, and what each customer bought by plain loops. Tests nothing itself."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from fractions import Fraction
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from cxrules.model.metrics import Column, Metric, Table
from cxrules.workspace.lifetimes import History

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

START, DAYS = date(2025, 1, 1), 540
TABLE = Table(
    "purchases",
    "",
    (
        Column("customer", "", "text", "customer"),
        Column("bought", "", "date", "bought"),
        Column("margin", "", "number", "margin"),
        Column("shop", "", "text", "shop"),
    ),
)
EXPECTED = ("expected", ("column", "margin"), ("column", "customer"), ("column", "bought"), 12, "1/10")
WORTH = Metric("worth", "", "purchases", "number", EXPECTED)


class Purchase(NamedTuple):
    """A row of the file."""

    customer: str
    bought: date
    margin: Fraction
    shop: str


def made_up(customers: int, seed: int = 1) -> list[Purchase]:
    """Purchases as BG/NBD and Gamma-Gamma suppose them, some of them in two rows of one day."""
    random = Random(seed)  # noqa: S311  # nothing is to be kept secret
    found = []
    for number in range(customers):
        name = f"c{number:05}"
        often = random.gammavariate(0.8, 1 / 40)
        leaving, worth = random.betavariate(1, 3), random.gammavariate(4, 1 / 60)
        day, shop = float(random.randrange(DAYS // 2)), random.choice(["harbour", "station"])
        while day < DAYS:
            margin = Fraction(round(100 * random.gammavariate(5, 1 / worth)) + 1, 100)
            halves = [margin] if random.random() < 0.9 else [margin / 2, margin - margin / 2]
            found += [
                Purchase(name, START + timedelta(int(day)), Fraction(round(half * 1000), 1000), shop)
                for half in halves
            ]
            if random.random() < leaving and len(found) > 1:
                break
            day += 1 + random.expovariate(often)
    random.shuffle(found)
    return found


def written(purchases: Iterable[Purchase]) -> str:
    """The purchases as CSV."""
    lines = [f"{each.customer},{each.bought},{float(each.margin)},{each.shop}" for each in purchases]
    return "\n".join(["customer,bought,margin,shop", *lines, ""])


def histories(purchases: Sequence[Purchase]) -> list[History]:
    """What each customer bought, in no order."""
    days: dict[str, dict[date, Fraction]] = defaultdict(lambda: defaultdict(Fraction))
    for each in purchases:
        days[each.customer][each.bought] += each.margin
    end = max(each.bought for each in purchases)
    return [_history(own, end) for own in days.values()]


def _history(own: dict[date, Fraction], end: date) -> History:
    first, *later = sorted(own)
    margin = sum((own[day] for day in later), Fraction(0)) / len(later) if later else Fraction(0)
    recency = (later[-1] - first).days if later else 0
    return History(len(later), recency, (end - first).days, margin, below_zero=min(own.values()) < 0)
