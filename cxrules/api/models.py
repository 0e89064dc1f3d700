"""Models and packages: load, look into, check, test, lock."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cxrules.api.errors import CxrulesError, refusals

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from cxrules.diagnostics import Diagnostic
    from cxrules.model.ruleset import Ruleset
    from cxrules.plan import Plan
    from cxrules.testkit.tally import Tally
    from cxrules.workspace.locking import Drawn


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


def load(
    model: str | Path,
    method: str | None = None,
    reading: str = "audit",
    profile: str | Path | None = None,
    day: date | None = None,
) -> Model:
    """Load a model by name (`automotive-spice`), name and version (`automotive-spice@4.0`), or path.

    `method` is one of the model's rating methods (default: its first), `reading` is ``audit`` or ``derive``,
    `profile` a tailoring: one of the model's, or the path of a file with one. Parameters have the values they
    have on `day` (default: those they begin with). Raises CxrulesError where the model is not found or has
    errors, OSError where a file cannot be read.
    """
    from cxrules.workspace.cache import plan_at
    from cxrules.workspace.locate import find_named
    from cxrules.workspace.tailored import tailored_by

    root, lock_there, problems = find_named(str(model))
    if root is None:
        raise CxrulesError(f"the model {model} cannot be loaded", problems)
    if reading not in {"audit", "derive"}:
        raise CxrulesError(f"the reading is audit or derive, not {reading}")
    tailored = tailored_by(text_of(profile), None, day)
    with refusals():
        plan, problems = plan_at(root, method, reading, lock=lock_there, tailored=tailored)
    if plan is None:
        raise CxrulesError(f"the model {model} has errors", problems)
    return Model(plan, root, problems)


def ruleset(model: str | Path, profile: str | Path | None = None, day: date | None = None) -> Ruleset:
    """What a model says: its levels, capabilities, criteria, rules, values and so on, as plain values.

    See `load` for the arguments and what is raised.
    """
    from cxrules.workspace.loading import load_ruleset
    from cxrules.workspace.tailored import tailored_by

    with refusals():
        found, problems = load_ruleset(str(model), tailored=tailored_by(text_of(profile), None, day))
    if found is None:
        raise CxrulesError(f"the model {model} cannot be loaded", problems)
    return found


def check(path: str | Path) -> list[Diagnostic]:
    """Everything that is wrong with a ruleset file, a package, a folder of packages, or an assessment.

    Sorted by place. Raises OSError where a file cannot be read.
    """
    from cxrules.workspace.checking import check_path

    return check_path(Path(path))


def run_tests(path: str | Path, *, wanted: str = "", mutants: bool = False) -> list[Tally]:
    """Run the tests of the packages at a path: those whose titles hold `wanted`.

    With `mutants`, the rules are changed one thing at a time, to see what no test notices. A tally has what
    was `ran`, what `failed`, the `coverage`, and every problem. Raises OSError where a file cannot be read.
    """
    from cxrules.workspace.testing import run_suites, suites_at

    return run_suites(suites_at(Path(path)), wanted=wanted, mutants=mutants)


def lock(path: str | Path, *, update: bool = False) -> Drawn:
    """The lockfile for a package, an assessment or a folder as it would be now; nothing is written.

    It has the `path` where it goes, its `text`, and `changes()` to the one that is there. `update` takes the
    highest versions that fit. Raises CxrulesError where something has errors, OSError where a file cannot
    be read.
    """
    from cxrules.workspace.locking import draw

    drawn, problems = draw(Path(path), update=update)
    if drawn is None:
        raise CxrulesError(f"{path} cannot be locked", problems)
    return drawn


def text_of(path: str | Path | None) -> str | None:
    """A name or path as text."""
    return None if path is None else str(path)
