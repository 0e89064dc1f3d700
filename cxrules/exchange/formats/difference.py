"""The format of a difference: ``cxrules-difference/1``, what `cxrules diff --format json` prints."""

from __future__ import annotations

from typing import Any, Literal, TypeAlias

from cxrules.exchange.formats.base import Open

Fate: TypeAlias = Literal["same", "renamed", "moved", "merged", "split", "new-meaning", "removed"]
Grade: TypeAlias = Literal["breaking", "additive", "patch"]
Pairs: TypeAlias = list[tuple[str, str]]


class ComparedModel(Open):
    """One of the two versions."""

    id: str
    version: str
    title: str


class RenameMapUsed(Open):
    """The rename map that was used: its file, what it says of its source, and its lines."""

    file: str | None
    source: str | None
    rows: int


class DifferenceReason(Open):
    """Why the change is of its grade, and what that is about."""

    grade: Grade
    text: str
    ids: list[str]


class ChangedFact(Open):
    """Something that an element says otherwise; what hangs on it is its `weight`."""

    what: str
    before: str
    after: str
    weight: Literal["words", "links", "meaning"]


class WitnessCase(Open):
    """A case as assessments of both versions: its claim, what tells it apart, and the contents of files."""

    claim: str
    text: str
    old: dict[str, Any]
    new: dict[str, Any]


class Witness(Open):
    """A case that only the old version holds, and one that only the new one does."""

    lost: WitnessCase | None = None
    gained: WitnessCase | None = None


class ChangedElement(Open):
    """An element in both versions; `verdict` null: it has no order of stricter and laxer."""

    id: str
    kind: str
    was: str
    title: str
    verdict: Literal["stricter", "laxer", "equal", "incomparable", "reworded", "not proven"] | None
    reworded: bool
    facts: list[ChangedFact]
    claims: list[str]
    witness: Witness | None


class NamedElement(Open):
    """An element of a kind that is not listed by its id alone; `new` where it has another one."""

    kind: str
    id: str
    title: str
    new: str | None = None


class OtherElements(Open):
    """What became of items, findings, causes, targets and the like."""

    added: list[NamedElement]
    removed: list[NamedElement]
    renamed: list[NamedElement]
    reused: list[NamedElement]


class ElementFate(Open):
    """What became of an element, and how we know."""

    id: str
    kind: str
    title: str
    fate: Fate
    new: list[str]
    titles: list[str]
    reused: bool
    by: Literal["map", "text", "id", "likeness"]
    likeness: float | None
    certainty: str | None
    note: str | None


class Proof(Open):
    """How many claims were held against each other, and how; `seconds` of the solver."""

    claims: int
    alike: int
    solved: int
    open: int
    seconds: str


class Difference(Open):
    """The document; ids are those of the old version, in pairs the old before the new."""

    format: Literal["cxrules-difference/1"]
    old: ComparedModel
    new: ComparedModel
    about: str | None
    method: str | None
    reading: Literal["audit", "derive"] | None
    map: RenameMapUsed | None
    version: Grade
    least: str
    stated: str
    honoured: bool
    differs: bool
    reasons: list[DifferenceReason]
    added: list[str]
    removed: list[str]
    renamed: Pairs
    moved: Pairs
    split: Pairs
    merged: Pairs
    new_meaning: Pairs
    reused: list[str]
    changed: list[ChangedElement]
    altered: list[ChangedElement]
    others: OtherElements
    elements: list[ElementFate]
    titles: dict[str, str]
    proof: Proof | None
