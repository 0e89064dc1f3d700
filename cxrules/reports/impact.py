"""The impact of a new version on assessments, as data (``cxrules-impact/1``), text and Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from cxrules.model.version import full_version
from cxrules.reports.columns import clean, counted, wrap
from cxrules.reports.explanation_markdown import escaped

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cxrules.compare.migration.effect import Effect, Levels, Moved
    from cxrules.reports.names import Look
    from cxrules.workspace.migrating import Impact

FORMAT = "cxrules-impact/1"
Document: TypeAlias = "Mapping[str, Any]"
_MOST = 5


def data(found: Impact) -> dict[str, Any]:
    """The whole document."""
    old, new = found.difference.old, found.difference.new
    return {
        "format": FORMAT,
        "old": {"id": old.id, "version": full_version(old.version)},
        "new": {"id": new.id, "version": full_version(new.version)},
        "assessments": [_effect(str(path), each) for path, each in found.effects],
        "skipped": [{"file": str(each.file), "why": each.why} for each in found.skipped],
    }


def _effect(file: str, each: Effect) -> dict[str, Any]:
    assessment = each.old.assessment
    return {
        "file": file,
        "assessment": assessment.id,
        "title": assessment.title,
        "date": assessment.date.isoformat() if assessment.date else None,
        "changes-level": bool(each.moved),
        "levels": [_moved(moved) for moved in each.moved],
        "target": {"before": each.target[0], "after": each.target[1]},
        "rules": [ruled._asdict() for ruled in each.rules],
        "carried": len(each.migrated.carried),
        "left": _left(each),
        "revisit": [
            {"subject": question.subject, "why": question.why, "before": dict(question.before)}
            for question in each.migrated.questions
        ],
        "problems": list(each.problems),
    }


def _left(each: Effect) -> list[str]:
    ratings = each.migrated.left.get("ratings")
    return list(ratings) if isinstance(ratings, dict) else []


def _moved(moved: Moved) -> dict[str, Any]:
    return {
        "subject": moved.subject,
        "new": moved.new,
        "title": moved.title,
        "before": _levels(moved.before),
        "after": _levels(moved.after),
        "why": list(moved.why),
    }


def _levels(levels: Levels | None) -> dict[str, int | None] | None:
    return None if levels is None else levels._asdict()


# ------------------------------------------------------------------------------------------ sentences


def _summary(document: Document) -> list[str]:
    told, old, new = document["assessments"], document["old"], document["new"]
    changed = sum(each["changes-level"] for each in told)
    of = f"{old['id']} {old['version']}"
    first = f"{counted(len(told), 'assessment')} of {of}, carried over to {new['version']}."
    out = [first, f"{counted(changed, 'of them changes', 'of them change')} a level."]
    out += [f"{counted(len(document['skipped']), 'file was', 'files were')} left aside."] * bool(
        document["skipped"]
    )
    return out


def _heading(each: Document) -> str:
    title = f" ({each['title']})" if each["title"] else ""
    count = len(each["levels"])
    what = f"{counted(count, 'level changes', 'levels change')}" if count else "no level changes"
    return f"{each['assessment']}{title}, {each['file']}: {what}"


def _lines(each: Document) -> Iterator[tuple[str, list[str]]]:
    """What is told of one assessment, and what stands below that."""
    for problem in each["problems"]:
        yield f"It cannot be evaluated: {problem}", []
    for moved in each["levels"]:
        name = moved["subject"] or moved["title"] or "the organisation"
        now = f" (now {moved['new']})" if moved["new"] not in {None, moved["subject"]} else ""
        yield f"{name}{now}: level {_said(moved['before'])} -> {_said(moved['after'])}", list(moved["why"])
    before, after = each["target"]["before"], each["target"]["after"]
    if before != after:
        yield f"target: {_met(before)} -> {_met(after)}", []
    broken = [f"{rule['rule']} for {rule['subject']}" for rule in each["rules"] if rule["after"] == "broken"]
    if broken:
        yield f"broken now: {_few(broken)}", []
    mended = [f"{rule['rule']} for {rule['subject']}" for rule in each["rules"] if rule["before"] == "broken"]
    if mended:
        yield f"no longer broken: {_few(mended)}", []
    yield f"{counted(each['carried'], 'rating')} carried over, {len(each['left'])} left behind.", []
    if each["revisit"]:
        names = [question["subject"] for question in each["revisit"]]
        yield f"To revisit ({len(names)}): {_few(names)}", []


def _few(names: list[str]) -> str:
    more = f" and {len(names) - _MOST} more" if len(names) > _MOST else ""
    return f"{', '.join(names[:_MOST])}{more}"


def _said(levels: Document | None) -> str:
    if levels is None:
        return "none"
    low, high = levels["level"], levels["possible"]
    if low is None:
        return "not rated"
    return str(low) if high in {None, low} else f"{low} to {high}"


def _met(met: bool | None) -> str:  # noqa: FBT001 - a verdict of three
    return "none" if met is None else "met" if met else "missed"


def render(document: Document, look: Look) -> str:
    """As text, ending with a line break."""
    lines = [line for text in _summary(document) for line in wrap(clean(text), look.columns)]
    bullet = f"  {look.signs.bullet} "
    for each in document["assessments"]:
        lines += ["", *wrap(clean(_heading(each)), look.columns)]
        for text, below in _lines(each):
            lines += wrap(clean(text), look.columns, bullet, "    ")
            for why in below:
                lines += wrap(clean(why), look.columns, "      ", "      ")
    if document["skipped"]:
        lines += ["", "Left aside"]
        for each in document["skipped"]:
            lines += wrap(clean(f"{each['file']}: {each['why']}"), look.columns, bullet, "    ")
    return "\n".join(lines) + "\n"


def markdown(document: Document) -> str:
    """As Markdown."""
    old, new = document["old"], document["new"]
    title = f"{old['id']}: assessments from {old['version']} to {new['version']}"
    lines = [f"# {escaped(title)}", ""]
    lines += [escaped(text) for text in _summary(document)]
    for each in document["assessments"]:
        lines += ["", f"## {escaped(_heading(each))}", ""]
        for text, below in _lines(each):
            lines.append(f"- {escaped(text)}")
            lines += [f"  - {escaped(why)}" for why in below]
    if document["skipped"]:
        lines += ["", "## Left aside", ""]
        lines += [f"- {escaped(each['file'])}: {escaped(each['why'])}" for each in document["skipped"]]
    return "\n".join(lines) + "\n"
