"""The history of assessments under git: what each commit made of their levels, and why.

Which files are meant is told by `history_units`; `history_files` lays them as they were; what rose and fell
between two states, and why, is found as in a trend. Nothing is shown here.
"""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from cxrules.exchange.evidence_files import evidence_files
from cxrules.text import near
from cxrules.workspace.assessing import evaluate_path, read_file
from cxrules.workspace.git import Commit, Contents, NoHistory, is_day, repository_of
from cxrules.workspace.history_files import Laid, seen_from
from cxrules.workspace.history_units import Unit, assessments_among, units_in
from cxrules.workspace.kept_plans import KeptPlans
from cxrules.workspace.standing import Standing
from cxrules.workspace.trend import Course, Move, differences, lined_up
from cxrules.workspace.trend_versions import doubts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cxrules.diagnostics import Diagnostic
    from cxrules.engine import Evaluation
    from cxrules.workspace.git import Change, Repository
    from cxrules.workspace.trend import Reached

State = Literal["evaluated", "error", "gone"]


class Level(NamedTuple):
    """A level at a commit, of a capability or of the organisation."""

    id: str
    title: str
    reached: Reached


class Happening(NamedTuple):
    """What a commit made of an assessment; `commit` None: what is in the working tree and not committed.

    `touched` are the files that it changed, of those the assessment rests on. `levels` are all of them, and
    `moves` those that are not as they were when the assessment could last be evaluated. `error` is the first
    thing that is wrong, and `line` where. `before`: it happened before the time that was asked for.
    """

    commit: Commit | None
    path: str
    state: State
    model: str = ""
    earlier_path: str = ""
    touched: Sequence[str] = ()
    remarks: Sequence[str] = ()
    levels: Sequence[Level] = ()
    moves: Sequence[tuple[Course, Move]] = ()
    error: str = ""
    line: int | None = None
    first: bool = False
    again: bool = False
    before: bool = False

    @property
    def tells(self) -> bool:
        """Whether there is more to tell than that a file was touched and every level stayed."""
        new = self.first or self.again or self.state != "evaluated" or self.commit is None or self.before
        return bool(new or self.earlier_path or self.remarks or self.moves)


class History(NamedTuple):
    """An assessment over its commits, oldest first; `installed`: its model is not in the repository."""

    path: str
    title: str
    installed: str
    happenings: Sequence[Happening]


class Told(NamedTuple):
    """The histories in a place, and what there is to know about the repository."""

    histories: Sequence[History]
    remarks: Sequence[str]


def history(place: Path, since: str | None = None, subject: str | None = None) -> Told:
    """The history of an assessment, or of all in a folder, which lies in a git repository.

    `since` is a commit, which is left out, or a day. `subject` is the one capability that is told.
    Raises NoHistory where there is none to tell, and OSError where a file cannot be read.
    """
    repository = repository_of(place)
    below = _below(repository, place)
    head = repository.head()
    before, commits = _asked(repository, head, since)
    tracked = repository.files_at(before.hash) if before is not None else {}
    changed = repository.changes(commits)
    steps: list[tuple[Commit | None, Sequence[Change]]] = [
        (each, changed.get(each.hash, ())) for each in commits
    ]
    steps.append((None, repository.uncommitted()))
    with Contents(repository) as contents, tempfile.TemporaryDirectory(prefix="cxrules-") as folder:
        found = units_in(below, tracked, [changes for _, changes in steps])
        units = assessments_among(found, contents, named=len(found) == 1 and found[0].path == below)
        if not units:
            raise NoHistory(f"There is no assessment in the history of {place}.")
        laid = Laid(Path(folder).resolve(), contents)
        walk = _Walk(laid, [_Following(each) for each in units])
        walk.begin(before, tracked)
        for number, (commit, changes) in enumerate(steps, start=1):
            walk.go_on(number, commit, changes)
    return Told(_of_subject(walk.histories(), subject), list(_about(repository, commits, since)))


def _below(repository: Repository, place: Path) -> str:
    """The path in the repository; "" for its top folder."""
    try:
        path = place.resolve().relative_to(repository.top.resolve()).as_posix()
    except ValueError as error:
        raise NoHistory(f"{place} lies outside of its repository, {repository.top}.") from error
    return "" if path == "." else path


def _asked(repository: Repository, head: str | None, since: str | None) -> tuple[Commit | None, list[Commit]]:
    """The commits that are asked for, and the one before them."""
    if head is None:
        return None, []
    if since is None:
        return None, repository.line(head)
    if is_day(since):
        try:
            day = date.fromisoformat(since)
        except ValueError as error:
            raise NoHistory(f"{since} is no day; write it as in 2026-11-20.") from error
        line = repository.line(head)
        start = next((at for at, each in enumerate(line) if each.day >= day), len(line))
        return (line[start - 1] if start else None), line[start:]
    line = repository.line(head, repository.commit(since))
    parent = line[0].parent if line else head
    return (repository.line(parent)[-1] if parent else None), line


def _about(repository: Repository, commits: Sequence[Commit], since: str | None) -> Iterator[str]:
    if repository.is_shallow():
        oldest = f" What was before {commits[0].day} is not here." if commits and since is None else ""
        yield f"This is a shallow clone, without older commits.{oldest} `git fetch --unshallow` brings them."


# ------------------------------------------------------------------------------------ the walk


class _Following:
    """One unit on the way: what its last state rested on, its last standing, and what happened."""

    def __init__(self, unit: Unit) -> None:
        self.unit = unit
        self.path: str | None = None
        self.refers: Mapping[str, str] = {}
        self.key: tuple[object, ...] | None = None
        self.standing: Standing | None = None
        self.installed = ""
        self.happenings: list[Happening] = []

    @property
    def title(self) -> str:
        result = self.standing.result if self.standing is not None else {}
        return str(result.get("title") or result.get("assessment") or "")


class _Walk:
    """From commit to commit; only what a commit touches is looked at."""

    def __init__(self, laid: Laid, units: Sequence[_Following]) -> None:
        self.laid, self.units = laid, units
        self.plans = KeptPlans(laid.folder)

    def begin(self, commit: Commit | None, tracked: dict[str, str]) -> None:
        """The state before the first commit that is told."""
        self.laid.begin(tracked)
        self.plans.state = self.laid.rules
        if commit is not None:
            for each in self.units:
                each.path = each.unit.paths.get(0)
                if each.path is not None:
                    self._look(each, Happening(commit, each.path, "gone", before=True))

    def go_on(self, number: int, commit: Commit | None, changes: Sequence[Change]) -> None:
        """One step further."""
        self.laid.go_on(changes)
        self.plans.state = self.laid.rules
        paths = {path for each in changes for path in (each.path, each.earlier) if path}
        for each in self.units:
            earlier = each.path
            each.path = each.unit.paths.get(number, earlier)
            if each.path is None:
                if earlier is not None:
                    each.key = None
                    each.happenings.append(Happening(commit, earlier, "gone", touched=(earlier,)))
                continue
            touched = [path for path in (each.path, *each.refers) if path in paths]
            moved = earlier if earlier is not None and earlier != each.path else ""
            self._look(each, Happening(commit, each.path, "gone", earlier_path=moved, touched=touched))

    def _look(self, unit: _Following, happening: Happening) -> None:
        """Evaluate what is new, and note what happened where anything did."""
        path = happening.path
        key = (path, self.laid.rules, self.laid.tracked.get(path), *self._contents_of(unit))
        if key == unit.key:
            if happening.touched:
                unit.happenings.append(_unchanged(unit.happenings[-1], happening))
            return
        evaluation, error, line = self._evaluated(unit, path)
        unit.key = (path, self.laid.rules, self.laid.tracked.get(path), *self._contents_of(unit))
        last = unit.happenings[-1] if unit.happenings else None
        happening = happening._replace(
            first=last is None,
            again=last is not None and last.state != "evaluated" and evaluation is not None,
        )
        if evaluation is None:
            if happening.touched or last is None or last.error != error or last.state != "error":
                unit.happenings.append(happening._replace(state="error", error=error, line=line))
            return
        before, unit.standing = unit.standing, _standing(happening, evaluation)
        told = _compared(before, unit.standing, happening)
        if told.touched or told.tells:
            unit.happenings.append(told)

    def _contents_of(self, unit: _Following) -> Iterator[str | None]:
        return (self.laid.tracked.get(path) for path, what in unit.refers.items() if what != "evidence")

    def _evaluated(self, unit: _Following, path: str) -> tuple[Evaluation | None, str, int | None]:
        """The evaluation, or else the first thing that is wrong, and the line it stands in."""
        place = self.laid.lay(path)
        assessment, _, problems = read_file(place)
        if assessment is not None:
            tables = {seen_from(path, each.file): "table" for each in assessment.tables.values()}
            proofs = {seen_from(path, each.ref): "evidence" for each in evidence_files(assessment)}
            profile = assessment.profile or ""
            own = {seen_from(path, profile): "profile"} if profile.endswith(".cxr") else {}
            unit.refers = {**proofs, **tables, **own}
            for each in tables:
                if not each.startswith("../"):
                    self.laid.lay(each)
            evaluation, problems = evaluate_path(place, made=self.plans)
            if evaluation is not None:
                unit.installed = "" if self.plans.own else evaluation.plan.reference
                return evaluation, "", None
        first = next(each for each in problems if each.severity == "error")
        return None, *self._said(first, place)

    def _said(self, problem: Diagnostic, place: Path) -> tuple[str, int | None]:
        """The message of a problem, and its line where it is one of the assessment."""
        message = problem.message.replace(f"{self.laid.folder.as_posix()}/", "")
        if problem.source is None or problem.span is None:
            return message, None
        line = problem.source.position(problem.span.start).line
        if problem.source.name == str(place):
            return message, line
        name = problem.source.name.removeprefix(f"{self.laid.folder.as_posix()}/")
        return f"{name}:{line}: {message}", None

    def histories(self) -> list[History]:
        """What happened to each unit."""
        return [
            History(each.unit.path, each.title, each.installed, each.happenings)
            for each in self.units
            if each.happenings
        ]


def _unchanged(last: Happening, happening: Happening) -> Happening:
    """A commit that touched only what no level rests on."""
    return happening._replace(
        state=last.state, model=last.model, levels=last.levels, error=last.error, line=last.line
    )


def _standing(happening: Happening, evaluation: Evaluation) -> Standing:
    day = happening.commit.day if happening.commit is not None else date.max
    return Standing(happening.path, day, evaluation, evaluation.result())


def _compared(old: Standing | None, new: Standing, happening: Happening) -> Happening:
    plan = new.evaluation.plan
    standings = [new] if old is None or old.evaluation.plan.model_id != plan.model_id else [old, new]
    line = lined_up(standings)
    courses = [*line.capabilities, *line.organisations]
    remarks: list[str] = []
    if old is not None and len(standings) > 1:
        remarks = [*(f"{each}." for each in differences(old, new)), *doubts(old, new)]
    if old is not None and len(standings) == 1:
        remarks = [
            f"It is by another model from here on: {plan.reference}, before {old.evaluation.plan.reference}."
        ]
    return happening._replace(
        state="evaluated",
        model=plan.reference,
        levels=[Level(each.id, each.title, each.reached[-1]) for each in courses],
        moves=[(course, move) for course in courses for move in course.moves],
        remarks=remarks,
    )


# -------------------------------------------------------------------------------- one capability


def _of_subject(found: list[History], subject: str | None) -> list[History]:
    if subject is None:
        return found
    known = {level.id for each in found for one in each.happenings for level in one.levels}
    if subject not in known:
        guess = near(subject, known)
        hint = f"Did you mean {guess}?" if guess else f"There are: {', '.join(sorted(known))}."
        raise NoHistory(f"No level of {subject!r} is told by these assessments. {hint}")
    kept = [
        each._replace(
            happenings=[
                one._replace(
                    levels=[level for level in one.levels if level.id == subject],
                    moves=[(course, move) for course, move in one.moves if course.id == subject],
                )
                for one in each.happenings
            ]
        )
        for each in found
    ]
    return [each for each in kept if any(one.levels for one in each.happenings)]
