"""Grades: what a measured number is rated by, declared once and used by many criteria.

A grade is written out where it is used: its two names become what the criterion grades, and the number that
it is held against. What does not fit is reported at the criterion.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.semantics.conditions import Conditions
from cxrules.semantics.leaves import leaves, with_expression
from cxrules.semantics.report import Report
from cxrules.syntax import tree

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxrules.model.ruleset import Scale
    from cxrules.semantics.declared import Declared
    from cxrules.semantics.elements_index import Elements
    from cxrules.semantics.terms import Term
    from cxrules.text import Source

_ALWAYS: Term = ("all", ())


def decided_by(rows: Sequence[tree.RateRow], otherwise: tree.RatingValue | None, place: Conditions) -> Term:
    """The decision over ranks that rows of a rating and a condition make."""
    made = []
    for row in rows:
        rank = place.rating(row.rating)
        made.append((place.term(row.condition), ("rank", 0 if rank is None else rank, ())))
    last = place.rating(otherwise) if otherwise is not None else None
    if last is not None:
        made.append((_ALWAYS, ("rank", last, ())))
    return ("decide", tuple(made))


class Grades:
    """The grades of a model."""

    def __init__(self, declared: Declared, elements: Elements, scale: Scale, report: Report) -> None:
        """Take what the model declares, and check each grade by itself."""
        self._elements, self._scale, self._report = elements, scale, report
        self._by_name = {each.name.text: (source, each) for source, each in declared.of(tree.Grade)}
        for source, grade in self._by_name.values():
            self._check(source, grade)

    def rated(self, written: tree.RateBy, place: Conditions) -> Term:
        """The lowest or the highest of some grades, as a decision over ranks."""
        return self._grading(written.body, place)

    def _grading(self, written: tree.Grading, place: Conditions) -> Term:
        if isinstance(written, tree.Graded):
            return self._graded(written, place)
        word = "lowest" if isinstance(written, tree.GradedAll) else "highest"
        members = tuple((self._grading(each, place), None) for each in written.parts)
        return ("aggregate", word, members, (("strict", True),))

    def _graded(self, written: tree.Graded, place: Conditions) -> Term:
        known = {name: grade for name, (_, grade) in self._by_name.items()}
        grade = self._report.find("grade", known, written.name, place.source)
        if grade is None:
            return ("open", 0, len(self._scale.values) - 1, ())
        if written.compare.word != grade.word:
            message = f"The grade {grade.name.text} holds against `{grade.word}`."
            hint = f"Write {grade.word}, or use another grade."
            self._report.add("CX0306", message, place.source, written.name, hint)
        held = written.compare.ratings[0]
        place.expect_alike(
            written.name,
            "What is graded is of the kind it is held against",
            [place.expression(written.of), place.expression(held)],
        )
        return self._written_out(grade, written.of, held, place, written.name)

    def _written_out(
        self,
        grade: tree.Grade,
        of: tree.Expression,
        held: tree.Expression,
        place: Conditions,
        at: tree.Leaf,
    ) -> Term:
        """The rows of a grade for what is graded; a problem that only this use has is reported at it."""
        rows, last = _rows(grade)
        names = {grade.of.text: of, grade.limit.text: held}
        inner = Report()
        quiet = Conditions(
            self._elements.ruleset,
            *(self._elements, self._scale, inner, place.source),
            capability=place.capability,
            it=place.it,
            at=place.at,
        )
        term = decided_by([with_expression(row, names) for row in rows], last, quiet)
        for each in inner.diagnostics:
            self._report.add(each.code, each.message, place.source, at, each.hint)
        return term

    def _check(self, source: Source, grade: tree.Grade) -> None:
        """Ratings and names of a grade that no use can mend."""
        place = Conditions(self._elements.ruleset, self._elements, self._scale, self._report, source)
        rows, last = _rows(grade)
        for rating in [*(row.rating for row in rows), last]:
            place.rating(rating)
        used = {leaf.text for row in rows for leaf in leaves(row.condition) if isinstance(leaf, tree.Leaf)}
        for name in (grade.of, grade.limit):
            if name.text not in used:
                message = f"{name.text} is nowhere used in the grade {grade.name.text}."
                self._report.add("CX0306", message, source, name)


def _rows(grade: tree.Grade) -> tuple[list[tree.RateRow], tree.RatingValue]:
    rows = [row for row in grade.rows if isinstance(row, tree.RateRow)]
    last = next(row.rating for row in grade.rows if isinstance(row, tree.Otherwise))
    return rows, last
