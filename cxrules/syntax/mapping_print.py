"""What the lines of a mapping look like; the rest of the layout is in `printer`."""

from __future__ import annotations

from cxrules.syntax import mapping_tree as mappings, spelling
from cxrules.syntax.blocks import Lines, clauses_of, sentence, write
from cxrules.syntax.spelling import Pieces, after, glued, listed, name, names, numbers, string

# A word that wins over a name where both could stand.
_UNMAPPED = frozenset({"level"})


def claim_pieces(found: mappings.ClaimPart) -> Pieces:
    """Write `confidence medium` and its like."""
    if found.value is None:
        return [found.word]
    return [f"{found.word} {found.value.text if found.word == 'confidence' else string(found.value)}"]


@clauses_of.register
def _(found: mappings.ClaimPart) -> list[Pieces]:
    return [claim_pieces(found)]


@clauses_of.register
def _(found: mappings.MappingEnd) -> list[Pieces]:
    wanted = " ".join(f"{operator}{version.text}" for operator, version in found.range.parts)
    return [[f"{found.word} {found.kind} {name(found.name)} version {wanted}"]]


@write.register
def _(found: mappings.Mapped, width: int) -> Lines:
    targets = names(found.targets) if found.targets else []
    head = _related(after("map", names(found.names)), found.relation, targets)
    return sentence(found, [head], found.parts, width)


@write.register
def _(found: mappings.MappedLevel, width: int) -> Lines:
    targets = numbers(found.targets) if found.targets else []
    head = _related(after("level", numbers(found.levels)), found.relation, targets)
    return sentence(found, [head], found.parts, width)


def _related(about: Pieces, relation: str, targets: Pieces) -> Pieces:
    return glued(about, after(relation, targets) if targets else [relation])


@clauses_of.register
def _(found: mappings.MappedRatings) -> list[Pieces]:
    return [after("ratings", listed(f"{name(each.rating)} = {name(each.word)}" for each in found.pairs))]


@write.register
def _(found: mappings.Unmapped, width: int) -> Lines:
    about = after("level", numbers(found.levels)) if found.levels else names(found.names, _UNMAPPED)
    return sentence(found, [spelling.after("unmapped", about)], found.parts, width)
