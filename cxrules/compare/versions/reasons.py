"""The reasons for which a change is breaking, additive or a patch, read off what changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.compare.versions.following import Reason

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from cxrules.compare.versions.changed import Change
    from cxrules.compare.versions.following import Grade
    from cxrules.compare.versions.judged import Judged
    from cxrules.compare.versions.matching import Became, Matching


def reasons(matching: Matching, changes: Sequence[Change], judged: Sequence[Judged]) -> Iterator[Reason]:
    """Every reason there may be; those that are about nothing are for who reads them to leave out."""
    yield from _of_fates(matching)
    yield from _of_verdicts(changes, judged)
    added = tuple(key.id for key in matching.added)
    yield Reason("additive", "was added", added)
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

    yield Reason("breaking", "was removed", of(lambda row: row.fate == "removed"))
    yield Reason("breaking", "has its id used for something else", tuple(key.id for key in matching.reused))
    yield Reason("breaking", "keeps its id with another meaning", of(lambda row: row.fate == "new-meaning"))
    yield Reason("breaking", "was merged or split", of(lambda row: row.fate in {"merged", "split"}))
    another = of(lambda row: _other_id(row) and row.by != "text")
    yield Reason("breaking", "has another id, and the text does not say so (`renamed from`)", another)
    told = of(lambda row: _other_id(row) and row.by == "text")
    yield Reason("additive", "has another id, as the text says", told)
    moved = of(lambda row: row.fate == "moved" and not _other_id(row))
    yield Reason("additive", "lies in something else now", moved)


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
