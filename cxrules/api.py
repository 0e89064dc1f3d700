"""cxrules from Python: load a model, check text, evaluate an assessment, explain its result.

Everything here reads files and returns plain values; nothing is printed. Levels are whole numbers, ratings
the names of a scale's values, dates `datetime.date`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cxrules.diagnostics import Diagnostic, has_errors

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cxrules.engine import Evaluation
    from cxrules.engine.because import Because
    from cxrules.model.assessment import Assessment
    from cxrules.plan import Plan


class CxrulesError(Exception):
    """What was asked for cannot be done, for reasons that lie in the text; `diagnostics` tells them all."""

    def __init__(self, message: str, diagnostics: Sequence[Diagnostic] = ()) -> None:
        """Keep the diagnostics."""
        super().__init__(message if not diagnostics else f"{message}: {diagnostics[0].message}")
        self.diagnostics = list(diagnostics)


class Model:
    """A model ready to evaluate assessments, under one method and one reading."""

    __slots__ = ("diagnostics", "plan", "root")

    def __init__(self, plan: Plan, root: Path, diagnostics: Sequence[Diagnostic] = ()) -> None:
        """Take a compiled plan and the place its model was read from."""
        self.plan, self.root, self.diagnostics = plan, root, list(diagnostics)

    def levels(self, ratings: Mapping[str, str]) -> dict[str, tuple[int, int]]:
        """Guaranteed and possible level per capability, from a map of full subject ids to ratings.

        Raises CxrulesError for a subject the model does not have or a rating that is not on the scale.
        """
        from cxrules.engine.evaluation import levels_of_ratings

        try:
            return levels_of_ratings(self.plan, ratings)
        except KeyError as error:
            raise CxrulesError(
                f"{error.args[0]} is neither a subject of {self.plan.model_id} nor a rating"
            ) from error


def load(model: str | Path, method: str | None = None, reading: str = "audit") -> Model:
    """Load a model by name (`automotive-spice`), name and version (`automotive-spice@4.0`), or path.

    `method` is one of the framework's rating methods (default: its first), `reading` is ``audit`` or
    ``derive``. Raises CxrulesError where the model is not found or has errors, OSError where a file cannot
    be read.
    """
    from cxrules.workspace.cache import UnknownMethod, plan_at
    from cxrules.workspace.locate import find_model

    root, problems = find_model(str(model))
    if root is None:
        raise CxrulesError(f"the model {model} cannot be loaded", problems)
    if reading not in {"audit", "derive"}:
        raise CxrulesError(f"the reading is audit or derive, not {reading}")
    try:
        plan, problems = plan_at(root, method, reading)
    except UnknownMethod as error:
        raise CxrulesError(f"there is no method {error.name}; there are {', '.join(error.known)}") from error
    if plan is None:
        raise CxrulesError(f"the model {model} has errors", problems)
    return Model(plan, root, problems)


def check(path: str | Path) -> list[Diagnostic]:
    """Everything that is wrong with a ruleset file, a package, a folder of packages, or an assessment.

    Sorted by place. Raises OSError where a file cannot be read.
    """
    from cxrules.workspace.checking import check_path

    return check_path(Path(path))


def evaluate(
    assessment: str | Path | Assessment,
    model: str | Path | Model | None = None,
    *,
    reading: str | None = None,
    method: str | None = None,
    target: str | None = None,
) -> Evaluation:
    """Evaluate an assessment file (YAML, JSON, or a CSV of ratings with `model`), or an Assessment value.

    `model`, `reading`, `method` and `target` take the place of what the assessment says.
    Raises CxrulesError where the assessment or its model has errors, OSError where a file cannot be read.
    """
    from cxrules.workspace.assessing import evaluate_path, evaluate_value

    plan = model.plan if isinstance(model, Model) else None
    name = None if model is None or isinstance(model, Model) else str(model)
    if isinstance(assessment, (str, Path)):
        evaluation, problems = evaluate_path(
            Path(assessment), plan=plan, model=name, reading=reading, method=method, target=target
        )
    else:
        evaluation, problems = evaluate_value(
            assessment, plan=plan, model=name, reading=reading, method=method, target=target
        )
    if evaluation is None:
        raise CxrulesError(
            "the assessment cannot be evaluated", [each for each in problems if each.severity == "error"]
        )
    return evaluation


def explain(evaluation: Evaluation, subject: str, *, why_not: int | None = None) -> Because:
    """Why a capability is at its level, a rating what it is, or a rule ended as it did.

    With `why_not`, what keeps a capability from that level. Raises CxrulesError for an unknown id or level.
    """
    from cxrules.engine.because import UnknownSubject
    from cxrules.engine.because import explain as tell
    from cxrules.engine.whynot import NoSuchLevel
    from cxrules.engine.whynot import why_not as tell_why_not
    from cxrules.text import near

    try:
        return tell(evaluation, subject) if why_not is None else tell_why_not(evaluation, subject, why_not)
    except UnknownSubject as error:
        guess = near(error.name, error.known)
        hint = f"; did you mean {guess}?" if guess else ""
        raise CxrulesError(f"nothing in the model is called {error.name}{hint}") from error
    except NoSuchLevel as error:
        known = ", ".join(str(order) for order in error.known)
        raise CxrulesError(f"there is no level {error.order} to ask for; there are {known}") from error


__all__ = ["CxrulesError", "Diagnostic", "Model", "check", "evaluate", "explain", "has_errors", "load"]
