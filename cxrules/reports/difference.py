"""A difference as data (``cxrules-difference/1``): everything that its pages tell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxrules.compare.versions.element import RATED
from cxrules.exchange.recorded import recorded
from cxrules.model.version import full_version
from cxrules.reports import difference_words as words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cxrules.compare.versions.changed import Change
    from cxrules.compare.versions.difference import Difference
    from cxrules.compare.versions.element import Element, Key
    from cxrules.compare.versions.judged import Judged
    from cxrules.compare.versions.matching import Became
    from cxrules.model.ruleset import Ruleset
    from cxrules.solve.pairs import Witness

FORMAT = "cxrules-difference/1"

_LISTED = frozenset({*RATED, "rule"})
"""Kinds of which the lists of ids tell; what became of the others stands under ``others``."""


def data(found: Difference, about: str | None = None) -> dict[str, Any]:
    """The whole document; `about` narrows it to an element and what lies in it."""
    return _Document(found, about).whole()


class _Document:
    def __init__(self, found: Difference, about: str | None) -> None:
        self.found, self.about, self.matching = found, about, found.matching
        self.rows = [row for row in self.matching.rows.values() if self._is_asked(row.old, *row.new)]
        self.added = [key for key in self.matching.added if self._is_asked(key)]
        self.changes = [each for each in found.changes if self._is_asked(each.old.key, each.new.key)]

    def _is_asked(self, *keys: Key) -> bool:
        about = self.about
        return about is None or any(key.id == about or key.id.startswith(f"{about}.") for key in keys)

    def whole(self) -> dict[str, Any]:
        found, follows = self.found, self.found.following
        judged = found.judged
        return {
            "format": FORMAT,
            "old": _model(found.old),
            "new": _model(found.new),
            "about": self.about,
            "method": found.method or None,
            "reading": found.reading or None,
            "map": _map(found),
            "version": follows.grade,
            "least": follows.least,
            "stated": follows.stated,
            "honoured": follows.honoured,
            "differs": follows.changed,
            "reasons": [
                {"grade": each.grade, "text": each.text, "ids": list(each.ids)} for each in follows.reasons
            ],
            "added": [key.id for key in self.added if key.kind in _LISTED],
            "removed": [row.old.id for row in self._fated("removed")],
            **{fate: self._pairs(fate) for fate in ("renamed", "moved", "split", "merged")},
            "new-meaning": self._pairs("new-meaning"),
            "reused": [key.id for key in self.matching.reused if key.kind in _LISTED and self._is_asked(key)],
            "changed": [self._change(each) for each in self.changes if each.verdict is not None],
            "altered": [self._change(each) for each in self.changes if each.verdict is None],
            "others": self._others(),
            "elements": [self._element(row) for row in self.rows if row.old.kind in _LISTED],
            "titles": {key.id: self.matching.new[key].title for key in self.added if key.kind in _LISTED},
            "proof": None if judged is None else _proof(judged, found.seconds),
        }

    # -------------------------------------------------------------------------------- what became of it

    def _fated(self, fate: str, *, listed: bool = True) -> list[Became]:
        return [row for row in self.rows if row.fate == fate and (row.old.kind in _LISTED) == listed]

    def _pairs(self, fate: str) -> list[list[str]]:
        return [[row.old.id, new.id] for row in self._fated(fate) for new in row.new]

    def _others(self) -> dict[str, Any]:
        return {
            "added": [_named(self.matching.new[key]) for key in self.added if key.kind not in _LISTED],
            "removed": [_named(self.matching.old[row.old]) for row in self._fated("removed", listed=False)],
            "renamed": [
                {**_named(self.matching.old[row.old]), "new": row.new[0].id}
                for fate in ("renamed", "moved")
                for row in self._fated(fate, listed=False)
            ],
            "reused": [
                _named(self.matching.old[key])
                for key in self.matching.reused
                if key.kind not in _LISTED and self._is_asked(key)
            ],
        }

    def _element(self, row: Became) -> dict[str, Any]:
        one = self.matching.old[row.old]
        return {
            "id": row.old.id,
            "kind": row.old.kind,
            "title": one.title,
            "fate": row.fate,
            "new": [key.id for key in row.new],
            "titles": [self.matching.new[key].title for key in row.new],
            "reused": row.old in self.matching.new and row.old not in row.new,
            "by": row.by,
            "likeness": row.likeness / 1000 if row.by == "likeness" else None,
            "certainty": row.certainty or None,
            "note": row.note or None,
        }

    # ------------------------------------------------------------------------------------ what changed

    def _change(self, change: Change) -> dict[str, Any]:
        verdict: str | None = change.verdict
        worded = bool(change.facts) and all(fact.weight == "words" for fact in change.facts)
        if verdict == "equal" and worded:
            verdict = "reworded"
        return {
            "id": change.new.id,
            "kind": change.new.key.kind,
            "was": change.old.id,
            "title": change.new.title,
            "verdict": verdict,
            "reworded": any(fact.weight == "words" for fact in change.facts),
            "facts": [fact._asdict() for fact in change.facts],
            "claims": [words.claim(each, self.found) for each in change.judged],
            "witness": self._witness(change),
        }

    def _witness(self, change: Change) -> dict[str, Any] | None:
        found: dict[str, Any] = {}
        for way in ("lost", "gained"):
            judged = next((each for each in change.judged if getattr(each, way) is not None), None)
            if judged is not None:
                found[way] = self._case(judged, getattr(judged, way))
        return found or None

    def _case(self, judged: Judged, witness: Witness) -> dict[str, Any]:
        return {
            "claim": words.claim(judged, self.found),
            "text": words.case(witness, self.found),
            "old": recorded(witness.left),
            "new": recorded(witness.right),
        }


def _named(element: Element) -> dict[str, str]:
    return {"kind": element.key.kind, "id": element.id, "title": element.title}


def _model(ruleset: Ruleset) -> dict[str, str]:
    return {"id": ruleset.id, "version": full_version(ruleset.version), "title": ruleset.title}


def _map(found: Difference) -> dict[str, Any] | None:
    known = found.known
    if known is None:
        return None
    file = known.source.name if known.source is not None else None
    return {"file": file, "source": known.note or None, "rows": len(known.rows)}


def _proof(judged: Iterable[Judged], seconds: float) -> dict[str, Any]:
    """How much was held against each other, and how."""
    all_of_them = list(judged)
    return {
        "claims": len(all_of_them),
        "alike": sum(each.claim.alike for each in all_of_them),
        "solved": sum(not each.claim.alike and each.verdict != "not proven" for each in all_of_them),
        "open": sum(each.verdict == "not proven" for each in all_of_them),
        "seconds": f"{seconds:.2f}",
    }
