"""Tables that join instances decide as they read, and what check says of them is so in every small case."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from hypothesis import event, given, strategies as st

from cxrules.engine.evaluation import evaluate
from cxrules.model.assessment import Assessment, Finding, Given, Instance, Judgement
from cxrules.plan.values import OUTSIDE
from tests.laws.running import law, plan_of_text
from tests.semantics.inline import analysed
from tests.strategies.tables import ANSWERS, MOST, Table, cases, model_of, tables

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cxrules.plan.values import Value

RANKS = st.lists(st.integers(0, len(ANSWERS) - 1), min_size=1, max_size=MOST)


class Case(NamedTuple):
    """What is recorded; a rank of None does not apply there, and what is `open` is not rated yet."""

    ranks: tuple[int | None, ...]
    finding: str
    open: frozenset[int] = frozenset()
    chosen: int | None = None

    def assessment(self) -> Assessment:
        """As recorded."""
        names = [f"I{place}" for place in range(len(self.ranks))]
        said = [
            Given("A.c", ANSWERS[rank], names[place])
            if rank is not None
            else Given("A.c", None, names[place], not_applicable="no such work")
            for place, rank in enumerate(self.ranks)
            if place not in self.open
        ]
        choices = {}
        if self.chosen is not None:
            choices["A.c.join"] = Judgement("A.c.join", ANSWERS[self.chosen], "lead", "seen")
        return Assessment(
            "a",
            "drawn",
            instances={name: Instance(name) for name in names},
            ratings=tuple(said),
            findings={"doubt": Finding("doubt", self.finding)},
            judgements=choices,
        )


def _joined(table: Table, case: Case) -> tuple[Value, tuple[int, int]]:
    """The joined rating and the level."""
    plan = plan_of_text(model_of(table))
    evaluation = evaluate(plan, case.assessment(), ("A",))
    return evaluation.value(plan.subjects["A.c"].whole), evaluation.levels()["A"]


def _meant(table: Table, case: Case) -> Value:
    """What a table makes of a case in which everything is known but what it leaves to be chosen."""
    ranks = [rank for rank in case.ranks if rank is not None]
    if not ranks:
        return OUTSIDE
    finding = case.finding == "yes"
    row = table.rows[table.fitting(ranks, finding)[0]]
    allowed = row.outcome(ranks, finding)
    if row.is_choice(ranks, finding) and case.chosen in allowed:
        return (case.chosen, case.chosen)
    return (min(allowed), max(allowed))


def _decisive(tables: st.SearchStrategy[Table]) -> st.SearchStrategy[Table]:
    """Tables in which every case has a row, and the first counts."""
    return tables.map(lambda table: table._replace(order="first fit"))


@law
@given(tables())
def test_check_finds_a_gap_and_a_clash_exactly_where_there_is_one(table: Table) -> None:
    analysis = analysed(model_of(table))
    (facts,) = [each.facts for each in analysis.tables]
    gaps = [case for case in cases() if not table.fitting(*case)]
    clashes = [case for case in cases() if len(table.decided(*case)) > 1] if table.once else []
    event(f"gaps: {bool(gaps)}, clashes: {bool(clashes)}")
    said = [each.message for each in analysis.diagnostics if each.code == "CX0410"]
    assert any(" decides nothing when " in each for each in said) == bool(gaps)
    assert any(" both fit when " in each for each in said) == bool(clashes and not gaps)
    assert analysis.complete == (not said)
    if gaps:
        assert _case(facts.gap) in gaps
    if clashes:
        assert facts.twice is not None
        case, one, other = facts.twice
        assert _case(case) in clashes
        assert {one, other} <= set(table.fitting(*_case(case)))


def _case(found: Mapping[Any, Any] | None) -> tuple[tuple[int, ...], bool]:
    """An example as check gives it: the ranks of the instances, and the finding if it is asked about."""
    assert found is not None
    said = dict(found)
    ranks = said.pop("", (0,))
    return ranks, any(said.values())


@law
@given(_decisive(tables(ends=True)), RANKS, st.sampled_from(["yes", "no"]), st.integers(0, 3))
def test_a_table_joins_instances_as_it_reads(
    table: Table, ranks: list[int], finding: str, chosen: int
) -> None:
    case = Case(tuple(ranks), finding)
    found, level = _joined(table, case)
    assert found == _meant(table, case)
    assert level == tuple(int(end >= ANSWERS.index("mid")) for end in found if end is not None)
    settled = case._replace(chosen=chosen)
    assert _joined(table, settled)[0] == _meant(table, settled)


@law
@given(_decisive(tables(ends=True)), st.data())
def test_what_does_not_apply_is_left_out_of_a_table(table: Table, data: st.DataObject) -> None:
    ranks = data.draw(st.lists(st.one_of(st.integers(0, 3), st.none()), min_size=1, max_size=MOST))
    case = Case(tuple(ranks), data.draw(st.sampled_from(["yes", "no"])))
    assert _joined(table, case)[0] == _meant(table, case)


@law
@given(_decisive(tables(ends=True)), RANKS, st.data())
def test_a_table_over_what_is_open_allows_all_that_it_can_become(
    table: Table, ranks: list[int], data: st.DataObject
) -> None:
    missing = data.draw(st.frozensets(st.integers(0, len(ranks) - 1)))
    asked = data.draw(st.booleans())
    finding = data.draw(st.sampled_from(["yes", "no"]))
    (low, high), level = _joined(table, Case(tuple(ranks), finding if asked else "open", missing))
    known, settled = _joined(table, Case(tuple(ranks), finding))
    assert low is not None
    assert high is not None
    assert all(end is not None and low <= end <= high for end in known)
    assert level[0] <= settled[0] <= settled[1] <= level[1]
