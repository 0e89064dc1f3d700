"""The ratings of an assessment file, in each of the forms that they may take.

A value of `ratings` is a rating, a map with a rating and what is said about it, a list of these (one for
each assessor), a map ``{instances: …}`` of any of these, or ``{not-applicable: reason}``. Whether a subject
exists and a rating is on its scale is not asked here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.exchange import values
from cxrules.exchange.fields import Fields
from cxrules.exchange.tree import Mapping, Node, Scalar, Sequence
from cxrules.model.assessment import Given
from cxrules.model.vocabulary import RATING_KEYS

if TYPE_CHECKING:
    from cxrules.exchange.problems import Problems
    from cxrules.text import Span

_RECORDS = frozenset(("evidence", "note", "strengths", "weaknesses"))
"""What can be recorded of a subject that the model rates itself."""

_NO_REASONS = frozenset(("true", "false", "yes", "no"))


def read_ratings(node: Node, problems: Problems) -> tuple[tuple[Given, ...], tuple[Given, ...]]:
    """Read all ratings, in the order of the file, and what is recorded of subjects without rating them.

    One that is wrong is told and left out. Which subjects need no rating is for the model to say.
    """
    entries = values.mapping(node, "ratings", problems)
    if entries is None:
        return (), ()
    given: list[Given] = []
    for subject, (key, value) in entries.entries.items():
        if isinstance(value, Scalar):
            if not value.empty:  # left blank: not rated yet
                given.append(Given(subject, value.text, span=key.span, rating_span=value.span))
        else:
            _Subject(subject, key.span, problems).read(value, given)
    rated = tuple([each for each in given if each.rating is not None or each.not_applicable is not None])
    recorded = () if len(rated) == len(given) else tuple([each for each in given if _is_unrated(each)])
    return rated, recorded


def _is_unrated(given: Given) -> bool:
    return given.rating is None and given.not_applicable is None


def no_rating(subject: str) -> str:
    """The message on a rating that has none."""
    return f"The rating of {subject} lacks 'rating'."


class _Subject:
    """Reads what is recorded for one subject."""

    __slots__ = ("_id", "_problems", "_span")

    def __init__(self, subject: str, span: Span, problems: Problems) -> None:
        self._id = subject
        self._span = span
        self._problems = problems

    def read(self, node: Node, given: list[Given]) -> None:
        if isinstance(node, Mapping) and "instances" in node.entries:
            self._instances(node, given)
        else:
            self._assessors(node, None, given)

    def _instances(self, node: Mapping, given: list[Given]) -> None:
        known = ("instances",)
        values.unknown_keys(node, known, f"the map of instances of {self._id}", self._problems)
        inner = values.mapping(node.entries["instances"][1], "instances", self._problems)
        for key, value in inner.entries.values() if inner else ():
            self._assessors(value, key, given)

    def _assessors(self, node: Node, instance: Scalar | None, given: list[Given]) -> None:
        if not isinstance(node, Sequence):
            one = self._one(node, instance)
            if one is not None:
                given.append(one)
            return
        seen: dict[tuple[str | None, bool], Given] = {}
        for item in node.items:
            one = self._one(item, instance)
            if one is None:
                continue
            voice = (one.by, one.carried)  # who rates anew what was carried over from him speaks once
            if voice in seen:
                self._twice(one, seen[voice])
            else:
                seen[voice] = one
                given.append(one)

    def _twice(self, one: Given, first: Given) -> None:
        who = f"by {one.by}" if one.by else "without saying by whom"
        where = f" for {one.instance}" if one.instance else ""
        self._problems.add_second(
            "CX0520",
            f"{self._id} is rated twice{where} {who}; give each rating an assessor of its own as 'by'.",
            one.rating_span,
            first.rating_span,
            "The first rating.",
        )

    def _one(self, node: Node, instance: Scalar | None) -> Given | None:
        """Read one rating; None where it is left blank or cannot be read."""
        name, place = (instance.text, instance.span) if instance else (None, None)
        if isinstance(node, Scalar):
            if node.empty:
                return None
            return Given(
                self._id, node.text, name, span=self._span, rating_span=node.span, instance_span=place
            )
        if isinstance(node, Mapping):
            return self._described(node, name, place)
        message = f"A rating of {self._id} must be text or a map, not a list in a list."
        self._problems.add("CX0504", message, node.span)
        return None

    def _described(self, node: Mapping, instance: str | None, place: Span | None) -> Given | None:
        """Read a rating with what is said about it."""
        facets = {
            key: (place, value)
            for key, (place, value) in node.entries.items()
            if key not in RATING_KEYS and isinstance(value, Scalar) and not key.startswith("\0")
        }
        known = (*RATING_KEYS, *facets) if facets else RATING_KEYS
        fields = Fields(node, known, f"the rating of {self._id}", self._problems)
        causes, cause_spans = fields.words("causes")
        evidence, evidence_spans = fields.words("evidence")
        rating, reason = fields.text("rating"), None
        if "not-applicable" in node.entries:
            reason = self._reason(fields)
        elif "rating" not in node.entries and not _RECORDS & node.entries.keys():
            self._problems.add("CX0503", no_rating(self._id), node.span)
        given = Given(
            self._id,
            rating,
            instance,
            fields.text("by"),
            causes,
            evidence,
            fields.text("note") or "",
            fields.words("strengths")[0],
            fields.words("weaknesses")[0],
            fields.flag("confidential"),
            fields.flag("carried"),
            reason,
            fields.text("approved-by"),
            self._span,
            fields.span("rating") or fields.span("not-applicable"),
            place,
            fields.span("by"),
            cause_spans,
            evidence_spans,
        )
        if "because" in node.entries:
            given = given._replace(because=fields.text("because") or "")
        if facets:
            given = _with_facets(given, facets)
        if rating is None and reason is None:
            said = node.entries.keys()
            recorded = _RECORDS & said and not said & {"rating", "not-applicable"}
            return given._replace(rating_span=node.span) if recorded else None
        return given if rating is None or reason is None else None

    def _reason(self, fields: Fields) -> str | None:
        """Give the reason why the subject does not apply."""
        if fields.text("rating") is not None:
            message = f"{self._id} is rated and said not to apply; only one can be."
            self._problems.add("CX0520", message, fields.span("not-applicable"))
            return None
        before = len(self._problems.found)
        reason = (fields.text("not-applicable") or "").strip()
        if reason and reason not in _NO_REASONS:
            return reason
        if len(self._problems.found) == before:
            self._problems.add(
                "CX0521",
                f"'not-applicable' of {self._id} lacks its reason.",
                fields.span("not-applicable"),
                'Write why, as in not-applicable: "no suppliers".',
            )
        return None


def _with_facets(given: Given, facets: dict[str, tuple[Scalar, Scalar]]) -> Given:
    """Add the further answers beside a rating: keys that only the model can tell from mistaken ones."""
    answered = {key: pair for key, pair in facets.items() if not pair[1].empty}
    return given._replace(
        facets={key: value.text.strip() for key, (_, value) in answered.items()},
        facet_spans=tuple([(key.span, value.span) for key, value in answered.values()]),
    )
