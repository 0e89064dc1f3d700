"""cxrules from Python: load a model, check and test text, evaluate, measure and compare, explain and release.

Everything here reads files and returns plain values; nothing is printed or written. Levels are whole
numbers, ratings the names of a scale's values, dates `datetime.date`.
"""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from cxrules.diagnostics import Diagnostic, has_errors

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from cxrules.engine import Evaluation
    from cxrules.engine.agreement import Agreement
    from cxrules.engine.because import Because
    from cxrules.model.assessment import Assessment
    from cxrules.model.ruleset import Ruleset
    from cxrules.model.wishes import Wishes
    from cxrules.plan import Plan
    from cxrules.plan.tailoring import UnknownProfile
    from cxrules.roadmap.roadmap import Roadmap
    from cxrules.solve.gap import Gap
    from cxrules.solve.goals import Goal
    from cxrules.testkit.tally import Tally
    from cxrules.workspace.benchmark import Benchmark
    from cxrules.workspace.locking import Drawn
    from cxrules.workspace.measures import Measures
    from cxrules.workspace.metric_models import MetricModel
    from cxrules.workspace.trend import Trend
    from cxrules.workspace.verifying import Verified


_FEWEST = 2
"""Peers without which there is no spread, whatever is asked for."""


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
    from cxrules.plan.tailoring import UnknownProfile
    from cxrules.workspace.cache import UnknownMethod, plan_at
    from cxrules.workspace.locate import find_named
    from cxrules.workspace.tailored import tailored_by

    root, lock_there, problems = find_named(str(model))
    if root is None:
        raise CxrulesError(f"the model {model} cannot be loaded", problems)
    if reading not in {"audit", "derive"}:
        raise CxrulesError(f"the reading is audit or derive, not {reading}")
    tailored = tailored_by(_text(profile), None, day)
    try:
        plan, problems = plan_at(root, method, reading, lock=lock_there, tailored=tailored)
    except UnknownMethod as error:
        raise CxrulesError(f"there is no method {error.name}; there are {', '.join(error.known)}") from error
    except UnknownProfile as error:
        raise _no_profile(error) from error
    if plan is None:
        raise CxrulesError(f"the model {model} has errors", problems)
    return Model(plan, root, problems)


def _text(path: str | Path | None) -> str | None:
    return None if path is None else str(path)


def _no_profile(error: UnknownProfile) -> CxrulesError:
    return CxrulesError(f"there is no profile {error.name}. {error.hint}")


def ruleset(model: str | Path, profile: str | Path | None = None, day: date | None = None) -> Ruleset:
    """What a model says: its levels, capabilities, criteria, rules, values and so on, as plain values.

    See `load` for the arguments and what is raised.
    """
    from cxrules.plan.tailoring import UnknownProfile
    from cxrules.workspace.loading import load_ruleset
    from cxrules.workspace.tailored import tailored_by

    try:
        found, problems = load_ruleset(str(model), tailored=tailored_by(_text(profile), None, day))
    except UnknownProfile as error:
        raise _no_profile(error) from error
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


def evaluate(  # noqa: PLR0913 - what may be asked differently from what the file says
    assessment: str | Path | Assessment,
    model: str | Path | Model | None = None,
    *,
    reading: str | None = None,
    method: str | None = None,
    target: str | None = None,
    profile: str | Path | None = None,
    view: str | None = None,
    date: date | None = None,
) -> Evaluation:
    """Evaluate an assessment file (YAML, JSON, or a CSV of ratings with `model`), or an Assessment value.

    What is given takes the place of what the assessment says. A Model that `load` gave is used as it is: its
    method, reading and profile are its own.
    Raises CxrulesError where the assessment or its model has errors, OSError where a file cannot be read.
    """
    from cxrules.workspace.assessing import Instead, evaluate_path, evaluate_value

    plan = model.plan if isinstance(model, Model) else None
    name = None if isinstance(model, Model) else _text(model)
    instead = Instead(name, reading, method, target, _text(profile), view, date)
    if isinstance(assessment, (str, Path)):
        evaluation, problems = evaluate_path(Path(assessment), instead, plan=plan)
    else:
        evaluation, problems = evaluate_value(assessment, instead, plan=plan)
    if evaluation is None:
        raise CxrulesError(
            "the assessment cannot be evaluated", [each for each in problems if each.severity == "error"]
        )
    return evaluation


def agreement(evaluation: Evaluation) -> Agreement:
    """How well the assessors of an evaluated assessment agree: exact statistics for each pair and for all."""
    from cxrules.engine.agreement import agreement as agree, units_of

    return agree(units_of(evaluation)[0])


def release(path: str | Path, by: str, day: date) -> str:
    """The text of an assessment file, signed off by one of its assessors on a day; nothing is written.

    Raises CxrulesError where it cannot be released, with the reason, OSError where it cannot be read.
    """
    from cxrules.workspace.releasing import Refused, release as sign_off

    try:
        return sign_off(Path(path), by, day).text
    except Refused as refusal:
        raise CxrulesError(str(refusal), refusal.diagnostics) from refusal


def sign(path: str | Path, key: bytes, *, password: str = "", day: date | None = None) -> bytes:
    """The attestation of an assessment file, with its rules, evidence and result; nothing is written.

    `key` is a private key as PEM, `day` what the attestation states (default: the day of the assessment).
    Needs the extra ``sign``. Raises CxrulesError for an assessment with errors or a text that is no key, and
    OSError where a file cannot be read.
    """
    from cxrules import __version__
    from cxrules.exchange.proof.keys import BadKey, private_key
    from cxrules.workspace.proving import Unsigned, sign as attest

    try:
        return attest(Path(path), private_key(key, password), day, __version__)[0]
    except BadKey as error:
        raise CxrulesError(f"the key {error}") from error
    except Unsigned as refusal:
        raise CxrulesError(str(refusal).rstrip("."), refusal.diagnostics) from refusal


def verify(
    attestation: str | Path, assessment: str | Path | None = None, *, key: str | Path | None = None
) -> Verified:
    """Check an attestation against the files that are there now, and evaluate the assessment again.

    It is `fine`, or has `differences`, each with what it is about. `assessment` is beside it unless given;
    `key` is the file of the public key of who should have signed. Needs the extra ``sign``. Raises
    CxrulesError where something is not what it should be, OSError where a file cannot be read.
    """
    from cxrules.workspace.verifying import Unverifiable, verify as check_attestation

    named = None if assessment is None else Path(assessment)
    try:
        return check_attestation(Path(attestation), named, None if key is None else Path(key))
    except Unverifiable as error:
        raise CxrulesError(str(error)) from error


def redact(evaluation: Evaluation, audience: str) -> str:
    """The file of an evaluated assessment without what one of its audiences may not see; nothing is written.

    Raises CxrulesError where it has no such audience, or was not read from a file.
    """
    from cxrules.workspace.redacting import UnknownAudience, redacted_text

    try:
        return redacted_text(evaluation, audience)
    except UnknownAudience as error:
        there = f"there are {', '.join(error.known)}" if error.known else "it has none"
        raise CxrulesError(f"the assessment has no audience {error.name}; {there}") from error


def exact_levels(evaluation: Evaluation) -> dict[str, tuple[int, int]]:
    """Guaranteed and possible level of each capability and of the organisation, proven to be what can happen.

    `Evaluation.levels` may tell a wider range where one open rating counts in two directions. Needs the extra
    ``solve``. Raises CxrulesError where the solver is missing or cannot answer.
    """
    from cxrules.solve.bounds import exact_levels as prove

    with _solving():
        return dict(prove(evaluation).levels)


def gap(evaluation: Evaluation, to: str | None = None, *, seconds: float = 5.0) -> Gap:
    """What lies between an assessment and a goal: what reaches it, what blocks it, what to ask next.

    `to` is ``target``, a target of the model, a level (``2``), or a level of one thing (``SWE.1:2``);
    without it the assessment's target, or else the next level of everything. `seconds` limit each question
    to the solver. `cxrules.reports.gap.data` gives it as plain data. Needs the extra ``solve``. Raises
    CxrulesError for an unknown goal, and where the solver is missing or cannot answer.
    """
    from cxrules.solve.gap import gap as find

    wanted = _goal(evaluation, to)
    with _solving():
        return find(evaluation, wanted, seconds)


def roadmap(
    *evaluations: Evaluation,
    to: str | None = None,
    wishes: str | Path | Wishes | None = None,
    seconds: float = 60.0,
) -> Roadmap:
    """The cheapest proven way from one or several assessments to a goal, in phases.

    `to` is as for `gap`. `wishes` are costs, measures, order, capacity, budget and deadlines, or the path of
    a file with them. `cxrules.reports.roadmap.data` gives it as plain data. `seconds` limit the solver.
    Needs the extra ``solve``. Raises CxrulesError for an unknown goal, for wishes with errors, where nothing
    reaches the goal, and where the solver is missing or cannot answer; OSError where the file cannot be
    read.
    """
    from cxrules.roadmap.causes import causes
    from cxrules.roadmap.choosing import Impossible
    from cxrules.roadmap.roadmap import DoesNotFit, roadmap as plan
    from cxrules.roadmap.words import does_not_fit, impossible

    units = [(each, _goal(each, to)) for each in sorted(evaluations, key=lambda each: each.assessment.id)]
    asked = _wishes(evaluations, wishes)
    with _solving():
        try:
            return plan(units, asked, seconds)
        except Impossible as error:
            raise CxrulesError(impossible(causes(units, asked, seconds)).rstrip(".")) from error
        except DoesNotFit as error:
            raise CxrulesError(does_not_fit(error, asked).rstrip(".")) from error


def _wishes(evaluations: Sequence[Evaluation], wishes: str | Path | Wishes | None) -> Wishes:
    """Wishes over what the packages of the models say of costs."""
    from cxrules.workspace.wishes import wishes_for, with_defaults

    if wishes is not None and not isinstance(wishes, str | Path):
        return with_defaults(evaluations, wishes)
    found = wishes_for(evaluations, None if wishes is None else Path(wishes))
    if found.wishes is None:
        raise CxrulesError("the wishes have errors", found.problems)
    return found.wishes


def _goal(evaluation: Evaluation, to: str | None) -> Goal:
    """What is to be reached: what is asked for, the assessment's target, or the next level of everything."""
    from cxrules.solve.goals import UnknownGoal, goal, next_levels

    wanted = to or ("target" if evaluation.assessment.target else None)
    try:
        return next_levels(evaluation) if wanted is None else goal(evaluation, wanted)
    except UnknownGoal as error:
        raise CxrulesError(f"there is no goal {error.name}; there are {', '.join(error.known)}") from error


@contextmanager
def _solving() -> Iterator[None]:
    """Raise CxrulesError in place of what the solver raises."""
    from cxrules.plan.linear.forms import TooWide
    from cxrules.solve.highs import MissingSolver, Unsolved

    try:
        yield
    except MissingSolver as error:
        raise CxrulesError('this needs a solver: pip install "cxrules[solve]"') from error
    except TooWide as error:
        raise CxrulesError("the model's numbers have too many different values for the solver") from error
    except Unsolved as error:
        raise CxrulesError(f"the solver found no answer in time: {error}") from error


def what_if(evaluation: Evaluation, answers: Mapping[str, str]) -> Evaluation:
    """The same assessment evaluated with other answers: ``{"SWE.1.PA.1.1": "F", "SWE.2.BP1@app": "L"}``.

    The keys are subjects, behind an @ an instance, and names of values, judgements and findings; ``open``
    takes an answer away. Raises CxrulesError for what the model does not have, or refuses.
    """
    from cxrules.workspace.whatif import NoSetting, read_setting, what_if as evaluate_with

    try:
        settings = [read_setting(f"{name}={answer}") for name, answer in answers.items()]
        return evaluate_with(evaluation, settings)
    except NoSetting as error:
        raise CxrulesError(str(error).rstrip(".")) from error


def measure(  # noqa: PLR0913 - what may be asked of a table
    data: str | Path | Evaluation,
    model: str | Path | Model | None = None,
    *,
    metrics: Sequence[str] = (),
    table: str = "",
    by: str = "",
    period: str = "",
    date: date | None = None,
    sheet: str = "",
) -> Measures:
    """What metrics come to, in a data file (CSV, Parquet, JSON, XLSX) by a model, or in an assessment.

    Only `metrics`, all without them. Of a file: `table` says which table of the model it is, where its
    columns do not; `by` names a column whose values are told apart; `period` is ``year``, ``quarter`` or
    ``month``, with the column where there are several dates (``year:answered``); `date` is the day on which
    windows end; `sheet` that of a workbook.

    Each of the result's `metrics` has its `measures`, of all and of each group and period, as `found`: the
    exact value, the ends of the interval, and the rows; without a value the reason why.
    Raises CxrulesError for what cannot be measured or is wrong with the file, OSError for an unreadable one.
    """
    from cxrules.engine import Evaluation
    from cxrules.workspace.data_files import measured_file
    from cxrules.workspace.measure_choices import Unmeasurable, Wanted, named_metrics
    from cxrules.workspace.measures import Place, measures_of_assessment
    from cxrules.workspace.metric_models import metric_model_of

    try:
        if isinstance(data, Evaluation):
            named = named_metrics(metric_model_of(data.plan), metrics)
            return measures_of_assessment(data, [each.name for each in named] or list(data.plan.metrics))
        place = Place(Path(data), sheet, date)
        found, problems = measured_file(_metrics_of(model), Wanted(table, metrics, by, period), place)
    except Unmeasurable as error:
        raise CxrulesError(str(error)) from error
    if found is None:
        raise CxrulesError(f"{data} cannot be measured", problems)
    return found


def _metrics_of(model: str | Path | Model | None) -> MetricModel:
    from cxrules.workspace.metric_models import metric_model, metric_model_of

    if model is None:
        raise CxrulesError("a table does not say which model its metrics are of; name it as model")
    if isinstance(model, Model):
        return metric_model_of(model.plan)
    found, problems = metric_model(str(model))
    if found is None:
        raise CxrulesError(f"the model {model} cannot be loaded", problems)
    return found


def trend(assessments: Sequence[str | Path | Evaluation], target: str | None = None) -> Trend:
    """What rose and what fell between two or more assessments of one unit by one model, and why.

    They are files or evaluated assessments, put in the order of their dates. `target` is one of the newest
    one's model, in place of that in the files. A course has the levels `reached`, its `moves` with their
    `causes`, and the `progress` to the target; measures have their `changes`.
    Raises CxrulesError where they cannot stand in one line or have errors, OSError for unreadable files.
    """
    from cxrules.workspace.trend import NoTrend, trend as put_in_order

    found = [_named(each) for each in assessments]
    try:
        return put_in_order(found, target)
    except NoTrend as error:
        raise CxrulesError(str(error)) from error


def benchmark(
    assessment: str | Path | Evaluation,
    *,
    against: Sequence[str | Path] = (),
    peers: str | Path | None = None,
    least: int = 5,
) -> Benchmark:
    """An assessment held against values of others, and against the spread of peers, none of which is named.

    `against` are tables of values (CSV: metric, name, value, source, date), `peers` a folder with other
    assessments by the same model; with fewer than `least` of them, and never with fewer than 2, there is no
    spread. Raises CxrulesError for what is wrong with these files, OSError where they cannot be read.
    """
    from cxrules.workspace.benchmark import benchmark as hold
    from cxrules.workspace.data_files import references_in
    from cxrules.workspace.peers import peers_below

    if least < _FEWEST:
        raise CxrulesError(f"a spread of fewer than {_FEWEST} peers would tell what each of them has")
    _, evaluation = _named(assessment)
    references, problems = references_in(map(Path, against), evaluation.plan.metrics)
    if problems:
        raise CxrulesError("the values of others cannot be read", problems)
    group = None if peers is None else peers_below(Path(peers), evaluation)
    return hold(evaluation, references, group, least)


def _named(assessment: str | Path | Evaluation) -> tuple[str, Evaluation]:
    """An assessment, evaluated, with the name of its file."""
    if isinstance(assessment, (str, Path)):
        return str(assessment), evaluate(assessment)
    source = assessment.source
    return source.name if source is not None else assessment.assessment.id, assessment


def explain(evaluation: Evaluation, subject: str, *, why_not: int | None = None) -> Because:
    """Why a capability is at its level, a rating what it is, or a rule ended as it did.

    With `why_not`, what keeps a capability from that level. Raises CxrulesError for an unknown id or level.
    """
    from cxrules.engine.because import UnknownSubject, explain as tell
    from cxrules.engine.whynot import NoSuchLevel, why_not as tell_why_not
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


__all__ = [
    "CxrulesError",
    "Diagnostic",
    "Model",
    "agreement",
    "benchmark",
    "check",
    "evaluate",
    "exact_levels",
    "explain",
    "gap",
    "has_errors",
    "load",
    "lock",
    "measure",
    "redact",
    "release",
    "roadmap",
    "ruleset",
    "run_tests",
    "sign",
    "trend",
    "verify",
    "what_if",
]
