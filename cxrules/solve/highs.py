"""The one door of HiGHS: the best solution of a linear program over 0 and 1, proven.

One thread and fixed settings, so that the same program gives the same answer. Nothing found here is believed
alone: whoever reports it has the engine evaluate it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cxrules.plan.linear.program import Affine, Program


class MissingSolver(Exception):  # noqa: N818 - it names what is the matter
    """The solver is not installed; it comes with ``pip install "cxrules[solve]"``."""


class Solution(NamedTuple):
    """The values of all variables, what they cost, what any solution costs at least, and the seconds taken."""

    values: Sequence[float]
    cost: float
    bound: float
    optimal: bool
    seconds: float


class Unsolved(Exception):  # noqa: N818 - it names what is the matter
    """The time was over before any solution was found, or the solver failed; the text says which."""


def solve(program: Program, cost: Affine, seconds: float | None = None) -> Solution | None:
    """The cheapest solution of a program; None where it has none.

    `seconds` limits the time; the best solution until then is given with the bound that is proven. Raises Unsolved
    where none was found in that time, MissingSolver where HiGHS is not installed.
    """
    try:
        import highspy
        import numpy as np
    except ImportError as error:
        raise MissingSolver from error
    if not program.variables:
        met = all(row.least <= 0 for row in program.rows)
        return Solution((), float(cost.constant), float(cost.constant), optimal=True, seconds=0.0) if met else None
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("random_seed", 0)
    solver.setOptionValue("mip_rel_gap", 0.0)
    solver.setOptionValue("mip_abs_gap", 1e-6)
    if seconds is not None:
        solver.setOptionValue("time_limit", seconds)
    count = program.variables
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = count, len(program.rows)
    model.col_cost_ = _dense(cost.terms, count, np)
    model.offset_ = float(cost.constant)
    model.col_lower_, model.col_upper_ = np.zeros(count), np.ones(count)
    model.integrality_ = [highspy.HighsVarType.kInteger] * count
    model.row_lower_ = np.array([row.least for row in program.rows], dtype=np.double)
    model.row_upper_ = np.full(len(program.rows), highspy.kHighsInf)
    starts, places, factors = [0], [], []
    for row in program.rows:
        places += [variable - 1 for variable in row.factors]
        factors += row.factors.values()
        starts.append(len(places))
    matrix = model.a_matrix_
    matrix.format_ = highspy.MatrixFormat.kRowwise
    matrix.start_ = np.array(starts, dtype=np.int32)
    matrix.index_ = np.array(places, dtype=np.int32)
    matrix.value_ = np.array(factors, dtype=np.double)
    solver.passModel(model)
    solver.run()
    status = solver.getModelStatus()
    taken = solver.getRunTime()
    if status in {highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible}:
        return None
    info = solver.getInfo()
    if not info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible:
        raise Unsolved(solver.modelStatusToString(status))
    optimal = status == highspy.HighsModelStatus.kOptimal
    return Solution(
        list(solver.getSolution().col_value),
        info.objective_function_value,
        info.objective_function_value if optimal else info.mip_dual_bound,
        optimal,
        taken,
    )


def _dense(terms: Mapping[int, object], count: int, np: object) -> object:
    out = np.zeros(count)  # type: ignore[attr-defined] # numpy
    for variable, factor in terms.items():
        out[variable - 1] = float(factor)  # type: ignore[arg-type] # exact numbers
    return out
