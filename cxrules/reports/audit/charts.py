"""Charts of a report as data; how they are drawn is in `cxrules.reports.audit.svg`."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias


class Bar(NamedTuple):
    """The level of a thing: surely reached, possible, demanded, and at the assessment before.

    `level` None: there is none, and `word` says why. `tone` tells how it stands to its target.
    """

    id: str
    label: str
    target_anchor: str
    word: str
    level: int | None = None
    possible: int | None = None
    target: int | None = None
    before: int | None = None
    tone: str = ""


class Profile(NamedTuple):
    """Levels as bars from left to right; `levels` are all there are, lowest first, with their names.

    `legend` are the words for: reached, possible, target, before.
    """

    levels: tuple[tuple[int, str], ...]
    bars: tuple[Bar, ...]
    legend: tuple[str, str, str, str]


class HeatCell(NamedTuple):
    """A rating in words, and its rank where it is known; `anchor` leads to its reason."""

    word: str
    rank: int | None
    anchor: str = ""
    told: str = ""


class HeatMap(NamedTuple):
    """Ratings, a row for each thing and a column for each of what is rated of it.

    `scale` are the ratings from the lowest to the highest, with their titles. `mild`: none of them is bad.
    """

    columns: tuple[tuple[str, str], ...]
    rows: tuple[tuple[str, str, tuple[HeatCell, ...]], ...]
    scale: tuple[tuple[str, str], ...]
    mild: bool = False


class Radar(NamedTuple):
    """Levels of areas around a centre; the axes are bars, the rings levels."""

    levels: tuple[tuple[int, str], ...]
    axes: tuple[Bar, ...]
    legend: tuple[str, str, str, str]


class Range(NamedTuple):
    """A measured value with its interval, as numbers to draw with, and in words."""

    label: str
    told: str
    value: float | None
    low: float | None = None
    high: float | None = None


class Ranges(NamedTuple):
    """Measured values of one unit on one scale."""

    unit: str
    lowest: float
    highest: float
    rows: tuple[Range, ...]


class Task(NamedTuple):
    """A step of a roadmap, from one time to another, both counted from the beginning in the plan's unit.

    `group` is what it stands under: steps of one group stand together.
    """

    label: str
    told: str
    begins: float
    ends: float
    phase: int
    group: str = ""


class Gantt(NamedTuple):
    """The steps of a roadmap over time; `phases` are titles with the time at which each ends."""

    tasks: tuple[Task, ...]
    phases: tuple[tuple[str, float], ...]
    unit: str


class Band(NamedTuple):
    """What ties a thing on the left to one on the right: how much, of which kind, and the same in words.

    `kind` is ``full``, ``part`` or ``whole``.
    """

    left: str
    right: str
    size: int
    kind: str
    told: str


class Flow(NamedTuple):
    """Things in two columns, each an id and a title, and the bands between them, in the order of the left.

    `legend` has words for each kind of band.
    """

    left: tuple[tuple[str, str], ...]
    right: tuple[tuple[str, str], ...]
    bands: tuple[Band, ...]
    legend: tuple[tuple[str, str], ...]


Drawing: TypeAlias = Profile | HeatMap | Radar | Ranges | Gantt | Flow
