"""Automotive SPICE 4.0 written by hand over dicts: what a program for this one model would look like.

It knows complete assessments of one instance only: no open ratings, nothing outside the scope, no weights, no
explanation. Ratings are numbers from 0 (N) to 3 (F), subjects full ids such as ``SWE.1.BP1``. It is the
baseline of the evaluation bench, and a test holds it against the engine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

P, L, F = 1, 2, 3

PRACTICES = {
    "ACQ.4": 5, "HWE.1": 6, "HWE.2": 6, "HWE.3": 6, "HWE.4": 6, "MAN.3": 10, "MAN.5": 7, "MAN.6": 6,
    "MLE.1": 6, "MLE.2": 7, "MLE.3": 5, "MLE.4": 7, "PIM.3": 8, "REU.2": 6, "SPL.2": 8, "SUP.1": 7,
    "SUP.8": 8, "SUP.9": 7, "SUP.10": 6, "SUP.11": 6, "SWE.1": 6, "SWE.2": 5, "SWE.3": 5, "SWE.4": 5,
    "SWE.5": 7, "SWE.6": 5, "SYS.1": 4, "SYS.2": 6, "SYS.3": 5, "SYS.4": 5, "SYS.5": 5, "VAL.1": 5,
}  # fmt: skip
"""How many base practices each process has."""

GENERIC = {"2.1": 6, "2.2": 4, "3.1": 4, "3.2": 4, "4.1": 6, "4.2": 3, "5.1": 3, "5.2": 3}
"""How many generic practices each attribute above level 1 has."""

LEVELS = (("1.1",), ("2.1", "2.2"), ("3.1", "3.2"), ("4.1", "4.2"), ("5.1", "5.2"))
"""The attributes of each level, from level 1 up."""


class Bound(NamedTuple):
    """A rule: `subject` is at most `limit` when one of `reads` is at most `most` for one of `causes`."""

    rule: str
    subject: str
    limit: int
    reads: tuple[str, ...]
    most: int
    causes: frozenset[str] = frozenset()


def _bound(rule: str, subject: str, limit: int, reads: str, most: int, causes: str = "") -> Bound:
    return Bound(rule, subject, limit, tuple(reads.split()), most, frozenset(causes.split()))


KEPT = (("SUP.10.RL.5", "SUP.10.BP3", "SUP.10.BP2", P),)
"""Rule, subject, the subject it may not exceed, and the rating of the latter from which down this holds."""

BASE = (
    _bound("ACQ.4.RL.1", "ACQ.4.BP2", L, "ACQ.4.BP1", L, "exchange-agreements-incomplete"),
    _bound("SUP.8.RL.6", "SUP.8.BP7", L, "SUP.8.BP5", L),
    _bound("SUP.9.RL.1", "SUP.9.BP2", L, "SUP.9.BP1", P, "problem-descriptions-imprecise"),
    _bound("SUP.10.RL.2", "SUP.10.BP2", L, "SUP.10.BP1", P, "change-content-insufficient"),
    _bound("SUP.10.RL.6", "SUP.10.BP2", L, "SUP.10.BP4", L, "affected-work-products-unlinked"),
    _bound("SUP.10.RL.9", "SUP.10.BP5", L, "SUP.10.BP2", P, "change-confirmation-data-missing"),
    _bound(
        "SUP.10.RL.11", "SUP.10.BP6", L, "SUP.10.BP1", P, "change-initiator-missing change-reason-missing"
    ),
    _bound("MAN.5.RL.9", "MAN.5.BP5", L, "MAN.5.BP4", L, "treatment-options-missing"),
    _bound("MAN.3.RL.17", "MAN.3.BP4", L, "MAN.5.BP5", L, "treatment-activities-incomplete"),
    _bound("MAN.3.RL.18", "MAN.3.BP5", L, "MAN.5.BP5", L, "treatment-resources-unidentified"),
    _bound(
        "MAN.3.RL.19", "MAN.3.BP3", L, "SYS.2.BP3 HWE.1.BP3 SWE.1.BP3 MLE.1.BP3", L, "feasibility-missing"
    ),
    _bound("MAN.3.RL.20", "MAN.3.BP10", L, "SUP.8.BP6 SUP.9.BP7", L, "report-missing"),
    _bound("MAN.3.RL.21", "MAN.3.BP4", L, "SUP.9.BP6 SUP.10.BP6", L, "status-tracking-missing"),
    _bound("MAN.6.RL.2", "MAN.6.BP5", L, "MAN.6.BP1", L, "decision-makers-not-involved"),
    _bound("MAN.6.RL.2", "MAN.6.BP6", L, "MAN.6.BP1", L, "decision-makers-not-involved"),
    _bound("PIM.3.RL.3", "MAN.3.BP4", L, "PIM.3.BP5", L, "improvement-planning-poor"),
    _bound("REU.2.RL.3", "REU.2.BP4", L, "MAN.5.BP1", L, "reuse-not-a-risk-source"),
)
"""Rules about base practices, in an order in which each comes after what it reads has been bounded."""

EVERYWHERE = (
    _bound("PA2.1.RL.9", "2.1.2", L, "2.1.1", L, "outcomes-out-of-reach"),
    _bound("PA2.1.RL.13", "2.1.3", L, "2.1.2", L, "outcomes-not-planned reviews-not-planned"),
    _bound("PA2.1.RL.15", "2.1.4", L, "2.1.3", L, "resource-needs-unclear"),
    _bound("PA2.1.RL.18", "2.1.5", L, "2.1.2", L, "activities-incomplete planned-resources-incomplete"),
    _bound("PA3.1.RL.25", "3.1.1", L, "3.2.4", L, "monitoring-information-weak"),
    _bound("PA.3.2.RL.10", "3.2.1", L, "3.1.1", L, "standard-process-weak"),
    _bound("PA3.2.RL.11", "3.2.2", L, "3.1.1", L, "role-definitions-weak"),
    _bound("PA3.2.RL.12", "3.2.2", L, "3.1.2", L, "competency-definitions-weak"),
    _bound("PA3.2.RL.13", "3.2.3", L, "3.1.3", L, "resource-definitions-weak"),
    _bound("PA3.2.RL.15", "3.2.2", L, "2.1.3", L, "responsibilities-unclear skill-needs-unclear"),
    _bound("PA3.2.RL.16", "3.2.2", L, "2.1.4", L, "people-lacking"),
    _bound("PA3.2.RL.17", "3.2.2", L, "2.1.4", L, "people-unqualified"),
    _bound("PA3.2.RL.18", "3.2.3", L, "2.1.4", L, "material-resources-lacking"),
)
"""Rules about the generic practices of every process; subjects without process and GP."""

ATTRIBUTES = (
    _bound("SUP.1.RL.3", "SUP.1.PA.1.1", L, "SUP.1.BP3", P),
    _bound("SUP.1.RL.5", "SUP.1.PA.1.1", L, "SUP.1.BP4", P),
)
"""Rules about attributes."""

Ratings = dict[str, int]
Causes = dict[str, set[str]]


def levels(
    ratings: Mapping[str, int], causes: Mapping[str, Collection[str]], *, derive: str = ""
) -> dict[str, int]:
    """The level of each process.

    `derive` empty: the attributes' ratings count as given (audit). ``judged``: rules bound given ratings.
    ``mean``: attributes are the mean of their practices, and rules bound practices and attributes.
    """
    counts = _counting(ratings, causes, derive) if derive else ratings
    return {process: _level(process, counts) for process in PRACTICES}


def _level(process: str, counts: Mapping[str, int]) -> int:
    reached = 0
    for attributes in LEVELS:
        found = [counts[f"{process}.PA.{attribute}"] for attribute in attributes]
        if min(found) < L:
            break
        reached += 1
        if min(found) < F:
            break
    return reached


def _counting(ratings: Mapping[str, int], causes: Mapping[str, Collection[str]], method: str) -> Ratings:
    """The ratings that count in the derive reading."""
    counts = dict(ratings)
    for bound in BASE:
        _apply(bound, counts, causes)
        if bound.rule == "SUP.10.RL.6":  # the last that bounds what the next one reads
            _keep(counts)
    for process in PRACTICES:
        _bound_generic(f"{process}.GP.", counts, causes)
    if method == "mean":
        _derive(counts)
    for bound in ATTRIBUTES:
        _apply(bound, counts, causes)
    return counts


def _keep(counts: Ratings) -> None:
    for _, subject, other, most in KEPT:
        if counts[other] <= most:
            counts[subject] = min(counts[subject], counts[other])


def _bound_generic(start: str, counts: Ratings, causes: Mapping[str, Collection[str]]) -> None:
    for _, subject, limit, reads, most, wanted in EVERYWHERE:
        name = start + reads[0]
        if counts[name] <= most and not wanted.isdisjoint(causes.get(name, ())):
            counts[start + subject] = min(counts[start + subject], limit)
    if counts[start + "2.2.2"] < F:
        counts[start + "2.2.3"] = min(counts[start + "2.2.3"], counts[start + "2.2.2"])


def _triggered(bound: Bound, counts: Mapping[str, int], causes: Mapping[str, Collection[str]]) -> bool:
    for name in bound.reads:
        if counts[name] <= bound.most and (
            not bound.causes or not bound.causes.isdisjoint(causes.get(name, ()))
        ):
            return True
    return False


def _apply(bound: Bound, counts: Ratings, causes: Mapping[str, Collection[str]]) -> None:
    if counts[bound.subject] > bound.limit and _triggered(bound, counts, causes):
        counts[bound.subject] = bound.limit


def _derive(counts: Ratings) -> None:
    for process, many in PRACTICES.items():
        counts[f"{process}.PA.1.1"] = _mean([counts[f"{process}.BP{n}"] for n in range(1, many + 1)])
        for attribute, few in GENERIC.items():
            found = [counts[f"{process}.GP.{attribute}.{n}"] for n in range(1, few + 1)]
            counts[f"{process}.PA.{attribute}"] = _mean(found)


def _mean(found: list[int]) -> int:
    """The nearest whole number, the half up."""
    return (2 * sum(found) + len(found)) // (2 * len(found))


def outcomes(ratings: Mapping[str, int], causes: Mapping[str, Collection[str]]) -> dict[tuple[str, str], str]:
    """What became of each rule in the audit reading: kept, broken or not-triggered, by rule and subject."""
    found = {}
    for bound in (*BASE, *ATTRIBUTES):
        triggered = _triggered(bound, ratings, causes)
        found[bound.rule, bound.subject] = _outcome(triggered, holds=ratings[bound.subject] <= bound.limit)
    for rule, subject, other, most in KEPT:
        found[rule, subject] = _outcome(ratings[other] <= most, holds=ratings[subject] <= ratings[other])
    low = [process for process in PRACTICES if ratings[f"{process}.PA.1.1"] <= P]
    for process in PRACTICES:
        start = f"{process}.GP."
        for rule, subject, limit, reads, most, wanted in EVERYWHERE:
            name = start + reads[0]
            triggered = ratings[name] <= most and not wanted.isdisjoint(causes.get(name, ()))
            found[rule, start + subject] = _outcome(triggered, holds=ratings[start + subject] <= limit)
        rules, stored = ratings[start + "2.2.2"], ratings[start + "2.2.3"]
        found["PA2.2.RL.7", start + "2.2.3"] = _outcome(rules < F, holds=stored <= rules)
        attribute = f"{process}.PA.1.1"
        misused = ratings[attribute] < F and "weakness-of-another-process" in causes.get(attribute, ())
        elsewhere = len(low) > (process in low)
        found["GEN.RL.1", attribute] = _outcome(elsewhere, holds=not misused)
    same = ratings["PIM.3.BP5"] == ratings["PIM.3.BP2"]
    found["PIM.3.RL.2", "PIM.3.BP5"] = _outcome(triggered=True, holds=same)
    return found


def _outcome(triggered: bool, *, holds: bool) -> str:  # noqa: FBT001 # reads well where it is called
    if not triggered:
        return "not-triggered"
    return "kept" if holds else "broken"
