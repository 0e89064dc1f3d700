"""The one door of HiGHS: the best solution of a linear program over 0 and 1, proven.

One thread and fixed settings, so that the same program gives the same answer. Nothing found here is believed
alone: whoever reports it has the engine evaluate it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxrules.diagnostics import Refusal
from cxrules.plan.linear.program import FALSE, TRUE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from highspy import HighsLp

    from cxrules.plan.linear.program import Affine, Literal, Program

_OPTIONS: dict[str, float | bool] = {
    "output_flag": False,
    "threads": 1,
    "random_seed": 0,
    "mip_rel_gap": 0.0,
    "mip_abs_gap": 1e-6,
}


class MissingSolver(Refusal):
    """The solver is not installed; it comes with ``pip install "cxrules[solve]"``."""

    def __init__(self) -> None:
        """Say so."""
        super().__init__("This needs a solver.", 'pip install "cxrules[solve]" installs it.')


class Solution(NamedTuple):
    """The values of all variables, their cost, what any solution costs at least, and the seconds taken."""

    values: Sequence[float]
    cost: float
    bound: float
    optimal: bool
    seconds: float


class Unsolved(Refusal):
    """The time was over before any solution was found, or the solver failed; the text says which."""

    def __init__(self, reason: str) -> None:
        """Say so."""
        super().__init__(f"The solver found no answer in the time it was given ({reason}).")


def solve(
    program: Program,
    cost: Affine,
    seconds: float | None = None,
    fixed: Iterable[Literal] = (),
    *,
    solutions: int | None = None,
    spent: list[float] | None = None,
) -> Solution | None:
    """The cheapest solution of a program; None where it has none.

    `seconds` limits the time; the best solution until then is given with the bound that is proven. So does
    `solutions`, how many better and better ones are looked for: on any machine that ends in the same place.
    `fixed` are truths that have to hold this time. `spent` is given the seconds taken, whatever comes of it.
    Raises Unsolved where none was found in that time, MissingSolver where HiGHS is not installed.
    """
    try:
        import highspy
    except ImportError as error:
        raise MissingSolver from error
    wanted = set(fixed) - {TRUE}
    if FALSE in wanted or any(-each in wanted for each in wanted):
        return None
    if not program.variables:
        constant = float(cost.constant)
        met = all(row.least <= 0 for row in program.rows)
        return Solution((), constant, constant, optimal=True, seconds=0.0) if met else None
    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    for name, value in _OPTIONS.items():
        solver.setOptionValue(name, value)
    if seconds is not None:
        solver.setOptionValue("time_limit", seconds)
    if solutions is not None:
        solver.setOptionValue("mip_max_improving_sols", solutions)
    solver.passModel(_model(program, cost, wanted))
    solver.run()
    if spent is not None:
        spent.append(solver.getRunTime())
    status = solver.getModelStatus()
    if status in {highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible}:
        return None
    info = solver.getInfo()
    if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
        raise Unsolved(solver.modelStatusToString(status))
    optimal = status == highspy.HighsModelStatus.kOptimal
    found = info.objective_function_value
    bound = found if optimal else info.mip_dual_bound
    return Solution(list(solver.getSolution().col_value), found, bound, optimal, solver.getRunTime())


def _model(program: Program, cost: Affine, fixed: Iterable[Literal]) -> HighsLp:
    """The program in the solver's own form."""
    import highspy
    import numpy as np

    count, rows = program.variables, program.rows
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = count, len(rows)
    costs, lower, upper = np.zeros(count), np.zeros(count), np.ones(count)
    for variable, factor in cost.terms.items():
        costs[variable - 1] = float(factor)
    for truth in fixed:
        (lower if truth > 0 else upper)[abs(truth) - 1] = 1.0 if truth > 0 else 0.0
    model.col_cost_, model.col_lower_, model.col_upper_ = costs, lower, upper
    model.offset_ = float(cost.constant)
    model.integrality_ = [highspy.HighsVarType.kInteger] * count
    model.row_lower_ = np.array([row.least for row in rows], dtype=np.double)
    model.row_upper_ = np.full(len(rows), highspy.kHighsInf)
    starts, places, factors = [0], list[int](), list[int]()
    for row in rows:
        places += [variable - 1 for variable in row.factors]
        factors += row.factors.values()
        starts.append(len(places))
    matrix = model.a_matrix_
    matrix.format_ = highspy.MatrixFormat.kRowwise
    matrix.start_ = np.array(starts, dtype=np.int32)
    matrix.index_ = np.array(places, dtype=np.int32)
    matrix.value_ = np.array(factors, dtype=np.double)
    return model
