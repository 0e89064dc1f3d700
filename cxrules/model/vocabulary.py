"""The words an assessment may use: what a compiled model knows by name.

This is all that reading an assessment needs to know of a model, so that a cached plan can serve it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence


RATING_KEYS = (
    "rating",
    "not-applicable",
    "approved-by",
    "causes",
    "evidence",
    "by",
    "note",
    "strengths",
    "weaknesses",
    "confidential",
    "carried",
    "because",
)
"""What can be said of a rating in an assessment; a second answer has a name that is none of these."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Names of one model under one method.

    `subjects` maps every full id to its kind (``capability``, ``criterion``, ``practice``,
    ``attribute``); `capabilities` are in the order of the model. `ratings` are the values that may be
    given under the method, `refused` those of other scales of the model with the reason in words.
    `rules` maps a rule to the subjects it bounds; `scopes` and `targets` map names to capabilities.
    `attribute_levels` gives the level to which an attribute or a practice, by its full id, belongs.
    `judgements` maps SUBJECT.NAME to the answers it allows, `inputs` the name of a value (SUBJECT.NAME where
    it is asked of a subject) to its type, as `cxrules.model.stated` has it: ``percent``, ``one of a b c``, ….
    `bounds` gives the lowest and the highest number of an input, as text, where it has any.
    `facets` maps a second answer beside a rating to the lowest and highest number it takes.
    `naming` are findings that must say of what they are asserted. `weakness_below`: a rating below this one
    needs a weakness; None: none does. `decided` has what the model rates by a decision alone, with its scale.
    `computed` are those subjects whose rating follows from data or by a decision, and need not be given.
    """

    model: str
    subjects: Mapping[str, str]
    capabilities: Sequence[str]
    ratings: Mapping[str, int]
    refused: Mapping[str, str]
    findings: Mapping[str, str]
    causes: Mapping[str, str]
    rules: Mapping[str, Sequence[str]]
    methods: Sequence[str]
    scopes: Mapping[str, Sequence[str]]
    targets: Mapping[str, Mapping[str, int]]
    levels: Sequence[int]
    attribute_levels: Mapping[str, int] = field(default_factory=dict)
    judgements: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    inputs: Mapping[str, str] = field(default_factory=dict)
    bounds: Mapping[str, tuple[str | None, str | None]] = field(default_factory=dict)
    facets: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    views: Sequence[str] = ()
    naming: Sequence[str] = ()
    weakness_below: str | None = None
    outside: Sequence[str] = ()
    decided: Mapping[str, str] = field(default_factory=dict)
    computed: Collection[str] = ()
