"""A profile is as if the model had been written that way; a stored plan is that of its day and profile."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import assume, given, strategies as st

from cxrules.engine.evaluation import evaluate
from cxrules.model.assessment import Assessment, Given
from cxrules.plan.serial import dump, from_data, load
from cxrules.semantics import analyse, compile_plan
from cxrules.workspace import cache
from cxrules.workspace.cache import plan_at
from cxrules.workspace.tailored import Tailored
from tests.laws.running import law
from tests.semantics.inline import package
from tests.strategies.tailorings import DAYS, tailored
from tests.strategies.values import RATINGS, ValueModel, value_models

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cxrules.plan import Plan
    from cxrules.semantics import Analysis

_READINGS = st.sampled_from(["audit", "derive"])


def _planned(analysis: Analysis, reading: str) -> Plan:
    assert analysis.complete, [(each.code, each.message) for each in analysis.diagnostics]
    return from_data(load(dump(compile_plan(analysis, None, reading), {}))[1])


def _comparable(result: dict[str, Any]) -> dict[str, Any]:
    """A result without what tells of the text it comes from."""
    return {key: part for key, part in result.items() if key not in {"model", "profile", "tailoring"}} | {
        "rules": sorted(result["rules"], key=lambda row: (row["rule"], row["subject"]))
    }


@law
@given(st.data(), _READINGS)
def test_a_profile_is_as_if_the_model_said_it(data: st.DataObject, reading: str) -> None:
    made = data.draw(tailored())
    own = analyse([package(made.text)], "own", made.day)
    plain = analyse([package(made.plain)], None, made.day)
    assume("CX0601" not in {each.code for each in plain.diagnostics})
    ratings = data.draw(st.dictionaries(st.sampled_from(made.criteria), st.sampled_from(RATINGS)))
    given = tuple(Given(name, rating) for name, rating in ratings.items())
    gone = tuple(Given(name, None, not_applicable="no") for name in made.dropped)
    kept = tuple(each for each in given if each.subject not in made.dropped)
    assume(kept)  # that something does not apply is a record, too: what is only left out stays without one
    one = evaluate(_planned(own, reading), Assessment("a", "drawn", ratings=given), ("A",))
    other = evaluate(_planned(plain, reading), Assessment("a", "drawn", ratings=(*kept, *gone)), ("A",))
    assert one.levels() == other.levels()
    a, b = _known(one.result()), _known(other.result())
    assert a == b, [(k, a[k], b[k]) for k in a if a[k] != b[k]]


@law
@given(value_models(), _READINGS)
def test_a_profile_that_says_nothing_changes_nothing(model: ValueModel, reading: str) -> None:
    own = analyse([package(f"{model.text}profile own of drawn {{\n}}\n")], "own")
    plan, plain = _planned(own, reading), _planned(analyse([package(model.text)]), reading)
    assert plan.nodes == plain.nodes
    assert (plan.subjects, plan.capabilities, plan.rules) == (
        plain.subjects,
        plain.capabilities,
        plain.rules,
    )


def _known(result: dict[str, Any]) -> dict[str, Any]:
    """What was given of something left out is told, though it does not count."""
    found = _comparable(result)
    for capability in found["capabilities"]:
        for each in capability["criteria"]:
            if not each["applicable"]:
                each["given"] = None
    return found


MODEL = """model stored version 1.0.0
scale answer { none value 0  some value 1  most value 1.5  full value 4 }
parameter limit : number = 1, 2 from 2025-07-01, 3 from 2027-01-01
parameter floor : rating = some, full from 2026-01-01
capability A "A" { criterion c0 "C"  criterion c1 "C" }
levels cumulative from 0 {
  0 "None"
  1 "One" requires (sum of it over every criterion) at least parameter limit
    and some criterion is at least parameter floor
}
profile one of stored { set limit = 4 }
profile two of stored { set floor = none  drop A.c1 because "not here" }
"""


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A model whose plans differ with the day and the profile, and a cache of its own."""
    root = tmp_path_factory.mktemp("tailored")
    (root / "model").mkdir()
    (root / "model" / "model.cxr").write_text(MODEL, "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(root / "cache"))
        patch.delenv("CXRULES_CACHE", raising=False)
        # The program that makes the plans does not change here, even while somebody edits it.
        patch.setattr(cache, "_compiler", lambda: [0, 0], raising=False)
        yield root / "model"


_ASKED = st.tuples(
    st.sampled_from([None, "one", "two"]),
    st.sampled_from([None, *DAYS, date(2026, 12, 31), date(2020, 1, 1)]),
)
_FRESH: dict[tuple[str | None, date | None], Plan] = {}


def _fresh(profile: str | None, day: date | None) -> Plan:
    if (profile, day) not in _FRESH:
        _FRESH[profile, day] = _planned(analyse([package(MODEL)], profile, day), "audit")
    return _FRESH[profile, day]


@law
@given(st.lists(_ASKED, min_size=2, max_size=6))
def test_a_stored_plan_is_that_of_its_day_and_profile(
    stored: Path, asked: list[tuple[str | None, date | None]]
) -> None:
    for profile, day in asked:
        plan, problems = plan_at(stored, tailored=Tailored(profile, None, day))
        assert plan is not None
        assert not problems
        fresh = _fresh(profile, day)
        assert plan.tailoring == fresh.tailoring
        assert plan.nodes == fresh.nodes
        assert plan.parameters == fresh.parameters
