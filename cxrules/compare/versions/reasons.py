"""The reasons for which a change is breaking, additive or a patch, read off what changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.compare.versions.element import RATED
from cxrules.compare.versions.following import Reason

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from cxrules.compare.versions.changed import Change
    from cxrules.compare.versions.element import Key
    from cxrules.compare.versions.following import Grade
    from cxrules.compare.versions.judged import Judged
    from cxrules.compare.versions.matching import Became, Matching


def reasons(matching: Matching, changes: Sequence[Change], judged: Sequence[Judged]) -> Iterator[Reason]:
    """Every reason there may be; those that are about nothing are for who reads them to leave out."""
    yield from _of_fates(matching)
    yield from _of_verdicts(changes, judged)
    told, named, listed = _kinds(matching.added)
    yield Reason("additive", "was added", told)
    yield Reason("additive", f"was added to {_NAMED}", (*named, *listed))
    meant = [each for each in changes if any(fact.weight == "meaning" for fact in each.facts)]
    yield Reason("additive", "says something else", _ids(each for each in meant if each.verdict is None))
    linked = [each for each in changes if any(fact.weight == "links" for fact in each.facts)]
    yield Reason("additive", "shows or is told by other things", _ids(each for each in linked))
    proven = [each for each in meant if each.verdict == "equal"]
    yield Reason("patch", "is written differently and means the same", _ids(proven))
    worded = [each for each in changes if any(fact.weight == "words" for fact in each.facts)]
    yield Reason("patch", "is worded differently", _ids(worded))


def _of_fates(matching: Matching) -> Iterator[Reason]:
    rows = list(matching.rows.values())

    def of(wanted: Callable[[Became], bool]) -> tuple[str, ...]:
        return tuple(row.old.id for row in rows if wanted(row))

    told, named, listed = _kinds(row.old for row in rows if row.fate == "removed")
    yield Reason("breaking", "was removed", told)
    yield Reason("breaking", f"was removed from {_NAMED}", named)
    yield Reason("additive", "is listed no more (items, tags and the like)", listed)
    yield Reason("breaking", "has its id used for something else", tuple(key.id for key in matching.reused))
    yield Reason("breaking", "keeps its id with another meaning", of(lambda row: row.fate == "new-meaning"))
    yield Reason("breaking", "was merged or split", of(lambda row: row.fate in {"merged", "split"}))
    another = of(lambda row: _other_id(row) and row.by != "text")
    yield Reason("breaking", "has another id, and the text does not say so (`renamed from`)", another)
    told = of(lambda row: _other_id(row) and row.by == "text")
    yield Reason("additive", "has another id, as the text says", told)
    moved = of(lambda row: row.fate == "moved" and not _other_id(row))
    yield Reason("additive", "lies in something else now", moved)


_TOLD = frozenset({*RATED, "rule"})
_LISTED = frozenset({"item", "tag", "group"})
"""Kinds that no assessment can name."""
_NAMED = "what else has a name (targets, findings, items and the like)"


def _kinds(keys: Iterable[Key]) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Ids of what is rated or ruled, of what else assessments may name, and of what they may not."""
    all_of_them = list(keys)
    told = tuple(key.id for key in all_of_them if key.kind in _TOLD)
    listed = tuple(key.id for key in all_of_them if key.kind in _LISTED)
    return told, tuple(key.id for key in all_of_them if key.kind not in _TOLD | _LISTED), listed


def _other_id(row: Became) -> bool:
    return row.fate in {"renamed", "moved"} and tuple(key.id for key in row.new) != (row.old.id,)


_VERDICTS: tuple[tuple[str, Grade, str], ...] = (
    ("stricter", "breaking", "is stricter"),
    ("incomparable", "breaking", "is stricter in one case and laxer in another"),
    ("not proven", "breaking", "may be stricter: nothing is proven"),
    ("laxer", "additive", "is laxer"),
)


def _of_verdicts(changes: Sequence[Change], judged: Sequence[Judged]) -> Iterator[Reason]:
    for verdict, grade, text in _VERDICTS:
        ids = _ids(each for each in changes if each.verdict == verdict)
        others = tuple(dict.fromkeys(each.claim.new for each in judged if each.verdict == verdict))
        yield Reason(grade, text, ids or others)


def _ids(changes: Iterable[Change]) -> tuple[str, ...]:
    return tuple(each.new.id for each in changes)
