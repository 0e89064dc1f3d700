"""How an assessment was done: who decides, how it was sampled, who signed it off, who may see what.

What was found is in `cxrules.model.assessment`. The parts follow ISO/IEC 33002, clauses 4.4 to 4.6. Nothing
here knows a model.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from cxrules.text import Span

RULES = ("lead-decides", "majority", "lowest", "highest", "discussion")
"""What can decide between assessors who differ; under ``discussion`` they have not finished yet."""
TIES = ("open", "lowest")
LEAD = "lead"

Statement: TypeAlias = "str | tuple[str, ...] | Mapping[str, str]"
"""A text, several of them, or a text for each of several names."""


class Consensus(NamedTuple):
    """Which rating counts where several assessors rated one subject.

    `quorum` is the number of assessors who must have rated. `tie` tells what a majority rule does where no
    rating has one. `exceptions` hold for a subject, or for all of a capability, by its id.
    """

    rule: str = "discussion"
    quorum: int = 1
    tie: str = "open"
    exceptions: Mapping[str, Consensus] = MappingProxyType({})
    span: Span | None = None
    quorum_span: Span | None = None

    def of(self, subject: str) -> Consensus:
        """What holds for a subject: what is said of it, of the longest id above it, or of all."""
        if self.exceptions:
            name = subject
            while name:
                if name in self.exceptions:
                    return self.exceptions[name]
                name = name.rpartition(".")[0]
        return self


class SignOff(NamedTuple):
    """Who released an assessment, when, under which model, and the digest of what was released."""

    by: str
    role: str = ""
    date: date | None = None
    model: str = ""
    digest: str = ""
    span: Span | None = None
    by_span: Span | None = None


class LogEntry(NamedTuple):
    """What was done in the course of an assessment, by whom and when."""

    what: str
    date: date | None = None
    who: str = ""


class Subgroup(NamedTuple):
    """A part of an organisation whose units are alike: how many it has, and the instances looked at."""

    id: str
    units: int
    sampled: tuple[str, ...] = ()
    why: str = ""
    span: Span | None = None
    sampled_spans: tuple[Span, ...] = ()  # one for each of `sampled`


class Support(NamedTuple):
    """A support function: an instance that serves others with whole capabilities, such as quality."""

    id: str
    serves: tuple[str, ...] = ()
    span: Span | None = None
    serves_spans: tuple[Span, ...] = ()  # one for each of `serves`


class Sampling(NamedTuple):
    """How the instances were chosen: the population, its subgroups, and why these were taken."""

    rationale: str = ""
    population: int | None = None
    subgroups: Mapping[str, Subgroup] = MappingProxyType({})
    support: Mapping[str, Support] = MappingProxyType({})
    population_span: Span | None = None


class Record(NamedTuple):
    """What ISO/IEC 33002 wants to be recorded of an assessment besides its findings.

    `class_` is 1, 2 or 3. `independence` maps ``body``, ``lead`` and ``members`` to a category from A
    to D. `hidden` are the keys of this record that are confidential.
    """

    purpose: str = ""
    class_: int | None = None
    sponsor: Statement = ""
    independence: Mapping[str, str] = MappingProxyType({})
    context: Statement = ""
    confidentiality: str = ""
    hidden: tuple[str, ...] = ()
    plan: Statement = ""
    sampling: Sampling | None = None
    log: tuple[LogEntry, ...] = ()


class Audience(NamedTuple):
    """Readers of an assessment, and which kinds of confidential things they may see nevertheless."""

    id: str
    sees: tuple[str, ...] = ()


NO_RECORD = Record()
