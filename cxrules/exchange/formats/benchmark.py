"""The format of a benchmark: ``cxrules-benchmark/1``, what `cxrules benchmark --format json` prints."""

from __future__ import annotations

from typing import Literal

from cxrules.exchange.formats.base import Open
from cxrules.exchange.formats.measures import Unit  # noqa: TC001  # pydantic looks it up
from cxrules.exchange.formats.result import ModelReference  # noqa: TC001  # the same


class OwnValue(Open):
    """One's own value with its interval and rows; without a value `reason` says why."""

    value: str | None
    exact: str | None
    low: str | None
    high: str | None
    n: int | None
    reason: str


class OtherValue(Open):
    """The value of somebody else, from a source and of a day.

    `difference` is one's own value less this one; `side`: where this one lies of one's own interval.
    """

    name: str
    kind: Literal["industry", "competitor"] | None
    value: str
    exact: str
    low: str | None
    high: str | None
    n: int | None
    source: str
    date: str
    difference: str | None
    side: Literal["below", "within", "above"] | None


class MetricAgainst(Open):
    """A metric, one's own value, and those of others."""

    id: str
    title: str
    unit: Unit
    own: OwnValue
    others: list[OtherValue]


class Group(Open):
    """How many peers there are, how many a spread takes, and how many assessments do not count, by reason.

    `other_versions`: peers by versions of the model in which an id may mean something else.
    """

    peers: int
    least: int
    other_model: int
    unreadable: int
    superseded: int
    other_versions: dict[str, int]


class Spread(Open):
    """From the lowest to the highest of `n` peers, with the quartiles between them."""

    n: int
    lowest: str
    lower: str
    median: str
    upper: str
    highest: str


class Place(Open):
    """How many peers lie below one's own, are equal to it, and lie above."""

    below: int
    equal: int
    above: int


class AmongPeers(Open):
    """A level or measure among those of peers; without a spread `reason` says why."""

    kind: Literal["capability", "organisation", "measure"]
    id: str
    title: str
    unit: Unit | None
    own: str | None
    spread: Spread | None
    place: Place | None
    reason: str


class Benchmark(Open):
    """An assessment held against values of others, and (where `group` is not null) against peers."""

    format: Literal["cxrules-benchmark/1"]
    assessment: str
    date: str | None
    model: ModelReference
    against: list[MetricAgainst]
    group: Group | None
    peers: list[AmongPeers]
