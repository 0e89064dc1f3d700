"""What customers are expected to bring, held against the likelihoods written out with scipy."""

from __future__ import annotations

import subprocess
import sys
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

from cxrules.workspace.lifetimes import History, NotInstalled, expected_of
from tests.workspace.tables.purchases import histories, made_up

if TYPE_CHECKING:
    from collections.abc import Sequence

TEN = Fraction(1, 10)
ONCE = History(0, 0, 300, Fraction(0))
AGAIN = History(2, 90, 300, Fraction(20))


def fitted(own: Sequence[History], months: int = 12, rate: Fraction = TEN) -> tuple[Fraction | None, str]:
    missing = "needs pymc-marketing: scripts/venv dev,clv, as in CI"
    pytest.importorskip("pymc_marketing.clv", reason=missing, exc_type=ImportError)
    return expected_of(own, months, rate)


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_what_the_likelihoods_say() -> None:
    own = sorted(histories(made_up(400)))
    value, reason = fitted(own)
    theirs = oracle(own, 12, 0.1)
    assert (value is not None, reason) == (True, "")
    assert float(value or 0) == pytest.approx(theirs, rel=6e-4)  # four digits
    assert len(str(float(value or 0)).replace(".", "").strip("0")) <= 4


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_the_same_again_and_in_other_units() -> None:
    own = sorted(histories(made_up(400)))
    value, _ = fitted(own)
    assert value is not None
    in_cents = [each._replace(margin=each.margin * 100) for each in own]
    assert fitted(in_cents) == (value * 100, "")
    undiscounted, _ = fitted(own, 12, Fraction(0))
    assert value < (undiscounted or 0)
    assert float(undiscounted or 0) == pytest.approx(oracle(own, 12, 0), rel=6e-4)


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_models_that_do_not_settle() -> None:
    """Margins that are all the same, and customers who all did the same: parameters run off."""
    same = [each._replace(margin=Fraction(20)) for each in histories(made_up(400)) if each.repeats]
    assert fitted(same) == (
        None,
        "the model of how much a purchase brings does not settle on these purchases",
    )
    assert fitted([AGAIN] * 50) == (
        None,
        "the model of how often customers buy does not settle on these purchases",
    )


@pytest.mark.parametrize(
    ("own", "reason"),
    [
        ([ONCE] * 200, "no customer bought on a second day"),
        (
            [ONCE, AGAIN._replace(margin=Fraction(0))],
            "no customer brought a margin above 0 after the first day",
        ),
        (
            [AGAIN, AGAIN._replace(below_zero=True)],
            "1 customer has days with a margin below 0, for which there is no model",
        ),
    ],
)
def test_purchases_that_the_models_are_not_for(own: list[History], reason: str) -> None:
    assert expected_of(own, 12, TEN) == (None, reason)


def test_without_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pymc_marketing", None)
    monkeypatch.setitem(sys.modules, "pymc_marketing.clv", None)
    with pytest.raises(NotInstalled) as told:
        expected_of([ONCE, AGAIN], 12, TEN)
    assert (told.value.library, told.value.extra) == ("pymc-marketing", "cxrules[clv]")


def test_the_library_is_loaded_where_it_is_needed_alone() -> None:
    code = (
        "import sys, cxrules.workspace.tables, cxrules.workspace.lifetimes as l\n"
        "l.expected_of([l.History(0, 0, 9, 0)], 12, 0)\n"
        "print({'pymc_marketing', 'pytensor', 'pandas', 'numpy'} & set(sys.modules))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == "set()\n"


# ------------------------------------------------------------------------------------------ the oracle


def oracle(own: Sequence[History], months: int, rate: float) -> float:
    """The mean expected margin, from the formulas of the papers and a search of scipy."""
    np = pytest.importorskip("numpy")
    month = 365.25 / 12
    columns = [(h.repeats, h.recency / month, h.age / month, float(h.margin)) for h in own]
    x, recency, age, margin = np.array(columns, dtype=float).T
    r, alpha, a, b = _peak(lambda at: _purchases(at, x, recency, age), 4)
    again = margin > 0
    p, q, v = _peak(lambda at: _margins(at, x[again], margin[again]), 3)
    spent = (v + x * margin) * p / (p * x + q - 1)
    bought = [_bought((r, alpha, a, b), x, recency, age, month) for month in range(months + 1)]
    monthly = (1 + rate) ** (1 / 12)
    worth: float = sum(
        float(((later - sooner) * spent).mean()) / monthly**at
        for at, (sooner, later) in enumerate(pairwise(bought), 1)
    )
    return worth


def _peak(likelihood: Any, many: int) -> Any:  # noqa: ANN401
    np = pytest.importorskip("numpy")
    optimize = pytest.importorskip("scipy.optimize", reason="needs scipy")
    options = {"ftol": 1e-14, "gtol": 1e-9, "maxfun": 50_000}
    start = np.zeros(many)
    for _ in range(2):  # from where it ended it starts anew, with another idea of how curved all is
        start = optimize.minimize(
            lambda at: -likelihood(np.exp(at)), start, method="L-BFGS-B", options=options
        ).x
    return np.exp(start)


def _purchases(at: Any, x: Any, recency: Any, age: Any) -> float:  # noqa: ANN401
    """Fader, Hardie and Lee 2005, equation 6, in logarithms."""
    np = pytest.importorskip("numpy")
    special = pytest.importorskip("scipy.special", reason="needs scipy")
    r, alpha, a, b = at
    rate = special.gammaln(r + x) - special.gammaln(r) + r * np.log(alpha)
    alive = special.betaln(a, b + x) - special.betaln(a, b) - (r + x) * np.log(alpha + age)
    left = special.betaln(a + 1, b + np.maximum(x, 1) - 1) - special.betaln(a, b)
    left = np.where(x > 0, left - (r + x) * np.log(alpha + recency), -np.inf)
    return float((rate + np.logaddexp(alive, left)).sum())


def _margins(at: Any, x: Any, mean: Any) -> float:  # noqa: ANN401
    """Fader and Hardie 2013, equation 1a, in logarithms."""
    np = pytest.importorskip("numpy")
    special = pytest.importorskip("scipy.special", reason="needs scipy")
    p, q, v = at
    beta = special.gammaln(p * x + q) - special.gammaln(p * x) - special.gammaln(q)
    powers = q * np.log(v) + (p * x - 1) * np.log(mean) + p * x * np.log(x)
    return float((beta + powers - (p * x + q) * np.log(x * mean + v)).sum())


def _bought(at: Any, x: Any, recency: Any, age: Any, months: float) -> Any:  # noqa: ANN401
    """Fader, Hardie and Lee 2005, equation 10: how often a customer buys in the next months."""
    np = pytest.importorskip("numpy")
    special = pytest.importorskip("scipy.special", reason="needs scipy")
    r, alpha, a, b = at
    place = months / (alpha + age + months)
    grown = special.hyp2f1(r + x, b + x, a + b + x - 1, place)
    kept = 1 - ((alpha + age) / (alpha + age + months)) ** (r + x) * grown
    gone = a / (b + np.maximum(x, 1) - 1) * ((alpha + age) / (alpha + recency)) ** (r + x)
    return (a + b + x - 1) / (a - 1) * kept / (1 + np.where(x > 0, gone, 0))
