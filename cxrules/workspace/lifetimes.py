"""What customers are expected to bring, by models that are fitted to their purchases.

The one door to pymc-marketing. How often a customer buys again, and until when, is BG/NBD (Fader, Hardie and
Lee 2005, *"Counting your customers" the easy way*); how much a purchase brings is Gamma-Gamma (Fader and
Hardie 2013, *The Gamma-Gamma model of monetary value*). Both are fitted by maximum likelihood: priors are
flat, so that the unit of time or money decides nothing, and nothing is drawn at
random. How customers are counted is not done here.
"""

from __future__ import annotations

import logging
import math
import warnings
from contextlib import contextmanager
from decimal import Decimal
from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

DIGITS = 4
"""So many significant digits of what is expected are told; those behind depend on the machine."""

_DAYS_A_MONTH = 365.25 / 12
_MONTHS_A_YEAR = 12
_STEP = math.log(1.01)
_LESS_LIKELY = 1e-6
_RUN_OFF = 1e4
_PURCHASES, _MARGINS = ("r", "alpha", "a", "b"), ("p", "q", "v")
_SEARCH = {"ftol": 1e-13, "gtol": 1e-7, "maxiter": 1000}


class History(NamedTuple):
    """A customer: on how many days he bought again after the first, and when.

    `recency` is the time from the first to the last of these days and `age` that from the first day to the
    last one looked at, in days. `margin` is the mean of the days after the first; `below_zero` tells whether
    any day brought less than nothing.
    """

    repeats: int
    recency: int
    age: int
    margin: Fraction
    below_zero: bool = False


class NotInstalled(Exception):  # noqa: N818  # it is no error of the program
    """The library that fits the models is not there."""

    library = "pymc-marketing"
    extra = "cxrules[clv]"


def expected_of(histories: Sequence[History], months: int, rate: Fraction) -> tuple[Fraction | None, str]:
    """What a customer is expected to bring on average in the next months, or None and why not.

    The mean over all customers, those who bought once included; what a month brings is discounted from its
    end by `rate` a year. Rounded to `DIGITS` significant digits. Raises NotInstalled.
    """
    reason = _unfit(histories)
    if reason:
        return None, reason
    with _quiet():
        customers = _frame(histories)
        scale = float(customers["monetary_value"][customers["monetary_value"] > 0].mean())
        customers["monetary_value"] /= scale
        purchases, margins = _purchases(customers), _margins(customers)
        if purchases is None or margins is None:
            what = "how often customers buy" if purchases is None else "how much a purchase brings"
            return None, f"the model of {what} does not settle on these purchases"
        if float(margins.fit_result["q"].squeeze()) <= 1:
            return None, "the margins differ too much for a mean to be expected"
        monthly = (1 + float(rate)) ** (1 / _MONTHS_A_YEAR) - 1
        found = margins.expected_customer_lifetime_value(
            purchases, customers, future_t=months, discount_rate=monthly, time_unit="M"
        )
        value = float(found.mean()) * scale
    return (_rounded(value), "") if math.isfinite(value) else (None, "the models come to no number")


def _unfit(histories: Sequence[History]) -> str:
    """Why purchases are none that the models are for; empty where they are."""
    below = sum(each.below_zero for each in histories)
    if below:
        customers = "1 customer has" if below == 1 else f"{below} customers have"
        return f"{customers} days with a margin below 0, for which there is no model"
    if not any(each.repeats for each in histories):
        return "no customer bought on a second day"
    if not any(each.repeats and each.margin > 0 for each in histories):
        return "no customer brought a margin above 0 after the first day"
    return ""


def _rounded(value: float) -> Fraction:
    return Fraction(Decimal(f"{value:.{DIGITS - 1}e}"))


# ------------------------------------------------------------------------------------------ the library


@contextmanager
def _quiet() -> Iterator[None]:
    """Without what the library says to its own developers, and without a compiler of C.

    The same steps are taken on each machine, whether it has a compiler or not.
    """
    logging.getLogger("pytensor.configdefaults").setLevel(logging.ERROR)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            import pymc_marketing.clv  # noqa: F401  # to know whether it is there, while nothing is said
            import pytensor
        except ImportError:
            raise NotInstalled from None
        with pytensor.config.change_flags(cxx="", mode="FAST_COMPILE"):
            yield


def _frame(histories: Sequence[History]) -> Any:  # noqa: ANN401  # a data frame
    import pandas as pd

    return pd.DataFrame(
        {
            "customer_id": range(len(histories)),
            "frequency": [float(each.repeats) for each in histories],
            "recency": [each.recency / _DAYS_A_MONTH for each in histories],
            "T": [each.age / _DAYS_A_MONTH for each in histories],
            "monetary_value": [float(each.margin) for each in histories],
        }
    )


def _purchases(customers: Any) -> Any:  # noqa: ANN401
    from pymc_marketing.clv import BetaGeoModel

    model = BetaGeoModel(model_config=_flat(_PURCHASES))
    return _fitted(model, customers[["customer_id", "frequency", "recency", "T"]], _PURCHASES)


def _margins(customers: Any) -> Any:  # noqa: ANN401
    from pymc_marketing.clv import GammaGammaModel

    again = customers[customers["monetary_value"] > 0]
    model = GammaGammaModel(model_config=_flat(_MARGINS))
    return _fitted(model, again[["customer_id", "frequency", "monetary_value"]], _MARGINS)


def _flat(names: Sequence[str]) -> dict[str, Any]:
    return {name: {"dist": "HalfFlat"} for name in names}


def _fitted(model: Any, customers: Any, names: Sequence[str]) -> Any:  # noqa: ANN401
    """The model fitted to customers, None where the fit has not settled."""
    model.fit(customers, method="map", progressbar=False, options=_SEARCH)
    found = {name: float(model.fit_result[name].squeeze()) for name in names}
    within = all(1 / _RUN_OFF < each < _RUN_OFF for each in found.values())
    settled = within and _settled(model.model, found)
    return model if settled else None


def _settled(model: Any, found: Mapping[str, float]) -> bool:  # noqa: ANN401
    """Whether what was found is a peak: a hundredth more or less of any parameters is less likely.

    The library does not tell whether its search ended at one; where parameters run off there is none.
    """
    keys = {name: model.rvs_to_values[model[name]].name for name in found}
    likelihood = model.compile_logp(jacobian=False)

    def at(steps: Sequence[int]) -> float:
        moved = zip(found.items(), steps, strict=True)
        return float(
            likelihood({keys[name]: math.log(value) + step * _STEP for (name, value), step in moved})
        )

    peak = at([0] * len(found))
    around = [steps for steps in product((-1, 0, 1), repeat=len(found)) if any(steps)]
    return all(at(steps) < peak - _LESS_LIKELY for steps in around)
