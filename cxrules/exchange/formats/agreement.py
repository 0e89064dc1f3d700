"""The format of agreement: ``cxrules-agreement/1``, what `cxrules agreement --format json` prints."""

from __future__ import annotations

from typing import Literal

from cxrules.exchange.formats.base import Open
from cxrules.exchange.formats.conduct import Disagreement  # noqa: TC001  # pydantic looks it up
from cxrules.exchange.formats.result import ModelReference  # noqa: TC001  # the same


class Statistic(Open):
    """A value with four decimals and exact, or why it is undefined, and from how many subjects."""

    value: str | None
    exact: str | None
    subjects: int
    undefined: str | None


class Pair(Open):
    """How well two assessors agree."""

    assessors: list[str]
    equal: Statistic
    kappa: Statistic
    linear_kappa: Statistic
    quadratic_kappa: Statistic


class Agreement(Open):
    """How well the assessors of an assessment agree."""

    format: Literal["cxrules-agreement/1"]
    assessment: str
    date: str | None
    model: ModelReference
    assessors: list[str]
    subjects: int
    not_applicable: int
    equal: Statistic
    fleiss_kappa: Statistic
    krippendorff_alpha: Statistic
    pairs: list[Pair]
    disagreements: list[Disagreement]
