"""The sentences of a difference, which its pages share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxrules.compare.versions.claims import KEPT, LEVEL, MATURITY, RATING
from cxrules.engine.evaluation import evaluate
from cxrules.exchange.recorded import recorded
from cxrules.reports.columns import counted, listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cxrules.compare.versions.difference import Difference
    from cxrules.compare.versions.judged import Judged
    from cxrules.model.assessment import Assessment
    from cxrules.plan import Plan
    from cxrules.solve.pairs import Witness

_MOST = 6
"""So many answers of a case are told; the whole case is in its file."""

FATES = {
    "same": "the same",
    "renamed": "renamed",
    "moved": "moved",
    "merged": "merged into others",
    "split": "split",
    "new-meaning": "of another meaning under the same id",
    "removed": "removed",
}


def claim(judged: Judged, found: Difference) -> str:
    """What was held against each other, and the verdict, as a sentence."""
    kind, _, name, level, _, _ = judged.claim
    what = {
        LEVEL: f"level {level} of {name}",
        MATURITY: f"level {level} of {_levels(name, found)}",
        RATING: f"the rating of {name}",
        KEPT: f"keeping rule {name}",
    }.get(kind, f"when rule {name} applies")
    verdict = _SAID[judged.verdict]
    if kind == "triggered":
        verdict = {"stricter": "in fewer cases", "laxer": "in more cases"}.get(judged.verdict, verdict)
    reason = f" ({judged.reason})" if judged.reason else ""
    return f"{what}: {verdict}{reason}"


_SAID = {
    "equal": "equal",
    "stricter": "stricter",
    "laxer": "laxer",
    "incomparable": "stricter in some cases, laxer in others",
    "not proven": "not proven",
}


def _levels(name: str, found: Difference) -> str:
    organisation = found.new.organisations.get(name)
    return (organisation.title if organisation else "") or "the organisation"


def case(witness: Witness, found: Difference) -> str:
    """What tells a case apart: the ratings that come out otherwise, or else its answers."""
    otherwise = _otherwise(witness, found)
    return listed(otherwise, _MOST) if otherwise else _answers(witness, found)


def _otherwise(witness: Witness, found: Difference) -> list[str]:
    """Ratings that are others in the new version, given the same answers."""
    if found.plans is None:
        return []
    before, after = (
        _ratings(plan, assessment)
        for plan, assessment in zip(found.plans, (witness.left, witness.right), strict=True)
    )
    return [
        f"{name} is {before[name] or 'open'} before and {rating or 'open'} now"
        for name, rating in after.items()
        if name in before and before[name] != rating
    ]


def _ratings(plan: Plan, assessment: Assessment) -> dict[str, str]:
    """What counts for each subject, by its id; empty where it is not known."""
    names = [name for name in assessment.scope or () if isinstance(name, str)]
    values = evaluate(plan, assessment, names).bound.arrays[0]
    found = {}
    for name, subject in plan.subjects.items():
        low, high = values[subject.counts]
        known = isinstance(low, int) and low == high and 0 <= low < len(plan.scale_values)
        found[name] = plan.scale_values[low][0] if known and isinstance(low, int) else ""
    return found


def _answers(witness: Witness, found: Difference) -> str:
    answers = recorded(witness.left)
    top = _top(found)
    told: list[str] = []
    told += [f"finding {name}" for name in answers.get("findings", {})]
    told += [f"{name} {value}" for name, value in answers.get("values", {}).items()]
    ratings = {
        name: given["rating"] if isinstance(given, dict) and "rating" in given else given
        for name, given in answers.get("ratings", {}).items()
        if isinstance(given, str) or "rating" in given
    }
    lower = [f"{name} {rating}" for name, rating in ratings.items() if rating != top]
    told += lower or [f"{name} {rating}" for name, rating in ratings.items()]
    told += [f"{name} {_answer(each)}" for name, each in answers.get("judgements", {}).items()]
    rest = f"; all else {top}" if lower and len(lower) < len(ratings) else ""
    return f"{listed(told, _MOST)}{rest}" if told else "nothing is answered"


def _answer(each: Any) -> str:  # noqa: ANN401 - plain data of a file
    return str(each.get("answer", "")) if isinstance(each, dict) else str(each)


def _top(found: Difference) -> str:
    scales = list(found.old.scales.values())
    return scales[0].values[-1].id if scales else ""


# --------------------------------------------------------------------------------------- of a document


def headline(document: Mapping[str, Any]) -> str:
    """What it is about."""
    old, new = document["old"], document["new"]
    name = old["id"] if old["id"] == new["id"] else f"{old['id']} to {new['id']}"
    return f"{name}: {old['version']} to {new['version']}"


def verdict(document: Mapping[str, Any]) -> list[str]:
    """The verdict on the version, in sentences."""
    old, stated, least = document["old"]["version"], document["stated"], document["least"]
    if not document["differs"]:
        return ["Nothing differs."]
    grade = {"breaking": "breaking", "additive": "additive", "patch": "a patch"}[document["version"]]
    out = [f"The change is {grade}. After {old} that is version {least} or higher."]
    if document["honoured"]:
        out.append(f"The new version is {stated}, which says so.")
    else:
        out.append(
            f"The new version is {stated}, which promises less: whoever takes it expects no such change. "
            f"Call it {least}."
        )
    return out


def counts(document: Mapping[str, Any]) -> list[str]:
    """How many elements became what."""
    fates: dict[str, int] = dict.fromkeys(FATES, 0)
    for each in document["elements"]:
        fates[each["fate"]] += 1
    known = [f"{count} {FATES[fate]}" for fate, count in fates.items() if count]
    added = len(document["added"])
    if not document["elements"] and not added:
        return []
    first = f"Of {counted(len(document['elements']), 'element')}: {listed(known)}."
    new = f"{counted(added, 'element')} {'is' if added == 1 else 'are'} new." if added else ""
    out = [first if known else "", new]
    reused = document["reused"]
    if reused:
        what = "id is" if len(reused) == 1 else "ids are"
        sure = "" if document["map"] else " (suspected)"
        out.append(f"{len(reused)} {what} used again for something else{sure}: never match by id alone.")
    return [each for each in out if each]


def ground(document: Mapping[str, Any]) -> list[str]:
    """What the matches and the verdicts rest on."""
    out = []
    if document["map"] is not None:
        source = f": {document['map']['source']}" if document["map"]["source"] else ""
        out.append(f"What became of what is told by a rename map of {document['map']['rows']} lines{source}.")
    else:
        guessed = sum(each["by"] == "likeness" for each in document["elements"])
        if guessed:
            out.append(
                f"No rename map was given. {counted(guessed, 'element')} were matched by likeness of titles, "
                "links and place: look through them, and write them down with --propose."
            )
    proof = document["proof"]
    if proof is None:
        out.append("Nothing here can be assessed by itself, so that no verdicts are proven.")
        return out
    how = f"under the method {document['method']} in the {document['reading']} reading"
    out.append(
        f"{counted(proof['claims'], 'claim')} {how}: {proof['alike']} are written alike, {proof['solved']} "
        f"were proven by the solver in {proof['seconds']} s, {proof['open']} are not proven."
    )
    return out


_ORDER = ("stricter", "incomparable", "not proven", "laxer", "equal", "reworded")
_KINDS = ("parameter", "scale", "level", "maturity level", "target", "rule", "criterion", "practice")


def in_order(changes: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Changes by verdict, the strictest first; what others follow from before these."""

    def key(each: Mapping[str, Any]) -> tuple[int, int]:
        kind = each["kind"]
        return _ORDER.index(each["verdict"]), _KINDS.index(kind) if kind in _KINDS else len(_KINDS)

    return sorted(changes, key=key)


def alike(changes: Iterable[Mapping[str, Any]]) -> dict[str, list[str] | None]:
    """Capabilities that say what they said, and whose levels changed in the same way.

    The first of them has the ids of the others; these have None.
    """
    groups: dict[tuple[str, ...], list[str]] = {}
    for each in changes:
        if each["kind"] == "capability" and not each["facts"]:
            claims = tuple(claim.replace(each["id"], "it") for claim in each["claims"])
            groups.setdefault((each["verdict"], *claims), []).append(each["id"])
    found: dict[str, list[str] | None] = {}
    for first, *others in groups.values():
        found[first] = others
        found.update(dict.fromkeys(others))
    return found
