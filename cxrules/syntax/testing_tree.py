"""The tree of a test: what it gives, and what it expects to come out.

All lines of a test are statements of their own kind (`TestLine`); what they mean for a model is worked out in
`cxrules.testkit`.
"""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from cxrules.syntax.node import Node, node
from cxrules.syntax.parts import Leaf, NameRange, Names, Statement

if TYPE_CHECKING:
    from cxrules.syntax.tree import Filter


@node
class TestLine(Statement):
    """A line of a test."""


@node
class Test(Statement):
    """`test "a gap blocks level 2" { … }`; lines as in the file."""

    title: Leaf
    lines: list[TestLine]


# ----------------------------------------------------------------------------------- how it is read


@node
class Setting(TestLine):
    """`reading audit`, `method R2`, `date 2026-11-20`, `profile …`, `view …`, `target …`, `up to level 2`."""

    word: str
    value: Leaf


@node
class ScopeLine(TestLine):
    """`scope SWE.1 .. SWE.6, base`: what is assessed; without it, whatever is rated."""

    names: Names


@node
class TestInstance(Node):
    """`b weight 2`."""

    name: Leaf
    weight: Leaf | None


@node
class Instances(TestLine):
    """`instances a, b weight 2`."""

    instances: list[TestInstance]


# ----------------------------------------------------------------------------------- what is given


@node
class Every(Node):
    """`every criterion of SWE.1 except SWE.1.BP2`: a kind of element, and filters."""

    kind: str
    filters: list[Filter]
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


@node
class RatedWith(Node):
    """`with confidence 3`: a second answer beside a rating."""

    name: Leaf
    value: Leaf


@node
class Rated(Node):
    """`SWE.1.BP1 in a is L`; `said` is ``is`` (with a rating), ``not applicable`` or ``not rated``."""

    about: Leaf | NameRange | Every
    instance: Leaf | None
    said: str
    rating: Leaf | None
    facets: list[RatedWith] = field(default_factory=list)


@node
class GivenRatings(TestLine):
    """`given SWE.1.PA.1.1 is L, SWE.1.PA.2.1 is F`; causes only where a single one is given."""

    ratings: list[Rated]
    causes: Names = field(default_factory=list)


@node
class GivenFact(TestLine):
    """`given finding NAME on SYS.2 is open`, or a `context` (`word`); without an answer it is asserted."""

    word: str
    name: Leaf
    subjects: list[Leaf]
    answer: Leaf | None


@node
class GivenDeviation(TestLine):
    """`given deviation SUP.1.RL.3 on SUP.1 because "…"`."""

    rule: Leaf
    subjects: list[Leaf]
    reason: Leaf


@node
class GivenAnswer(TestLine):
    """`given judged CM.SG.1.significant-weakness is no`, or `given value NAME is 92%` (`word`)."""

    word: str
    name: Leaf
    answer: Leaf


@node
class GivenMeasure(TestLine):
    """`given measure nps in web = 40 between 31.5 and 48 from 400 rows`."""

    metric: Leaf
    instance: Leaf | None
    value: Leaf
    low: Leaf | None = None
    high: Leaf | None = None
    rows: Leaf | None = None


@node
class EvidencePart(Node):
    """What is said of evidence, by `word`: dated, valid until, role, link, state, by, independent."""

    word: str
    value: Leaf | None = None


@node
class GivenEvidence(TestLine):
    """`given evidence interview "Talk" with role "lead" dated 2026-02-01 for CX.MEA.2.1`."""

    kind: Leaf
    title: Leaf | None
    parts: list[EvidencePart]
    subjects: list[Leaf]


@node
class GivenWaiver(TestLine):
    """`given waiver of SWE.1.BP1 is L from 2026-01-01 until 2026-12-31 because "…"`."""

    subject: Leaf
    rating: Leaf
    begins: Leaf
    until: Leaf
    reason: Leaf


# --------------------------------------------------------------------------------- what is expected


@node
class Found(Node):
    """`= 1 to 2`, or what is said instead: open, not rated, not applicable (`said`)."""

    low: Leaf | None
    high: Leaf | None
    said: str


@node
class Expect(TestLine):
    """`expect level of SWE.1 = 1`: `word` level, rating, value or maturity.

    `about` is the subject, `name` that of the value or of the levels of the organisation, `instance` stands
    where only one instance is asked, `level` where a value has one on each level. `stated`: the result in
    which what is blank counts as the model says.
    """

    word: str
    name: Leaf | None
    about: Leaf | None
    instance: Leaf | None
    found: Found
    level: Leaf | None = None
    stated: bool = False


@node
class ExpectBecause(TestLine):
    """`expect because SWE.1.PA.1.1`: the explanation of what was expected last names all of these."""

    names: Names


@node
class ExpectRule(TestLine):
    """`expect rule SUP.1.RL.3 on SUP.1.PA.1.1 is broken`."""

    rule: Leaf
    subject: Leaf | None
    instance: Leaf | None
    outcome: str


@node
class ExpectNoViolation(TestLine):
    """`expect no violation`: no rule is broken."""


@node
class ExpectTarget(TestLine):
    """`expect target is met`, or not (`met`)."""

    met: bool


@node
class ExpectError(TestLine):
    """`expect error "…"`: the assessment is refused with a message that holds this text."""

    text: Leaf
