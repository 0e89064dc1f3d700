"""Evidence and waivers that a test gives, as an assessment would hold them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from cxrules.model.assessment import Evidence, Given, Waiver

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cxrules.semantics.report import Report
    from cxrules.syntax import testing_tree as tests
    from cxrules.syntax.parts import Leaf
    from cxrules.text import Source

AUTHOR = "test"
"""Who decides and approves in tests."""


class EvidenceGiven:
    """The evidence and waivers of one test."""

    def __init__(self, report: Report, source: Source) -> None:
        """Begin with none."""
        self.report, self.source = report, source
        self.pieces: dict[str, Evidence] = {}
        self.waivers: list[Waiver] = []
        self._links: dict[str, list[tuple[str, Leaf]]] = {}

    def add(self, line: tests.GivenEvidence) -> None:
        """Take a piece of evidence, under a name of its own."""
        name = f"evidence-{len(self.pieces) + 1}"
        said = {part.word: part.value for part in line.parts}
        texts = {word: value.text for word, value in said.items() if value is not None}
        self.pieces[name] = Evidence(
            name,
            line.kind.text,
            title=line.title.text if line.title else "",
            ref="as the test says" if "link" in said else "",
            date=self.day(said.get("dated")),
            role=texts.get("role", ""),
            by=texts.get("by"),
            independent=True if "independent" in said else None,
            valid_until=self.day(said.get("valid until")),
            state=texts.get("state", ""),
        )
        for subject in line.subjects:
            self._links.setdefault(subject.text, []).append((name, subject))

    def waive(self, line: tests.GivenWaiver) -> None:
        """Take a waiver."""
        begins, until = self.day(line.begins), self.day(line.until)
        if begins is not None and until is not None:
            self.waivers.append(
                Waiver(
                    *(line.subject.text, line.rating.text, line.reason.text, AUTHOR, begins, until),
                    *(line.subject.span, line.rating.span, line.until.span),
                )
            )

    def attached(self, ratings: Iterable[Given]) -> list[Given]:
        """The ratings with their evidence; evidence for what is not rated is reported."""
        linked: Mapping[str, list[tuple[str, Leaf]]] = dict(self._links)
        out: list[Given] = []
        for each in ratings:
            pieces = tuple(name for name, _ in linked.get(each.subject, ()))
            out.append(each._replace(evidence=pieces) if pieces else each)
        rated = {each.subject for each in out}
        for subject, found in linked.items():
            if subject not in rated:
                message = f"There is evidence for {subject}, and no rating of it."
                hint = f"Write `given {subject} is …`, too."
                self.report.add("CX0706", message, self.source, found[0][1], hint)
        return out

    def day(self, leaf: Leaf | None) -> date | None:
        """A day of the calendar; anything else is reported."""
        if leaf is None:
            return None
        try:
            return date.fromisoformat(leaf.text)
        except ValueError:
            self.report.add("CX0106", f"{leaf.text} is not a day of the calendar.", self.source, leaf)
            return None
