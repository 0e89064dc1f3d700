"""The result as published: plain data in the format ``cxrules-result/1``.

Everything is read from the trace; nothing is decided here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxrules.engine.bind import target_levels
from cxrules.engine.conduct import conduct
from cxrules.engine.evaluation import join
from cxrules.engine.link import link
from cxrules.engine.outcome import open_inputs, outcomes
from cxrules.engine.valued import is_rating
from cxrules.engine.waivers import applied
from cxrules.engine.words import Words
from cxrules.engine.worked_out import is_stated, organisation, values_of
from cxrules.plan.values import OUTSIDE, Value

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from cxrules.engine.evaluation import Evaluation
    from cxrules.model.assessment import Given, Waiver
    from cxrules.plan.plan import CapabilityNodes

FORMAT = "cxrules-result/1"
_UNWAIVED: dict[str, Any] = {"waived": None}
_LEVELLED = {"rated", "open", "not-rated"}


def result(evaluation: Evaluation) -> dict[str, Any]:
    """The whole result of an evaluation."""
    return _Result(evaluation).data()


class _Result:
    def __init__(self, evaluation: Evaluation) -> None:
        self.evaluation = evaluation
        self.plan, self.bound, self.assessment = evaluation.plan, evaluation.bound, evaluation.assessment
        self.words = Words(evaluation.plan)
        self.decided = {
            each.subject: each
            for each in self.plan.values
            if each.type == "rating" and is_rating(self.plan, each)
        }
        self.demanded = target_levels(evaluation.plan, evaluation.assessment)
        self.unwaived: _Result = self
        self.falls: Mapping[int, date] = {}
        if evaluation.bound.waived.by:
            from cxrules.engine.expiry import falls

            self.unwaived = _Result(evaluation.unwaived())
            nodes = [each.level for each in self.plan.capabilities.values()]
            self.falls = falls(evaluation, [*nodes, *(each.level for each in self.plan.organisations)])

    def data(self) -> dict[str, Any]:
        assessment, plan = self.assessment, self.plan
        return {
            "format": FORMAT,
            "assessment": assessment.id,
            "title": assessment.title,
            "date": assessment.date.isoformat() if assessment.date else None,
            "model": {"id": plan.model_id, "version": plan.model_version, "digest": plan.digest},
            "packages": [{"id": name, "version": version} for name, version in plan.packages],
            "reading": plan.reading,
            "method": plan.method,
            "status": assessment.status,
            "up-to-level": assessment.up_to_level,
            "view": assessment.view or next(iter(plan.answers.views), None),
            "profile": plan.tailoring.profile,
            "tailoring": [
                {"change": word, "of": name, "because": reason}
                for word, name, reason in plan.tailoring.changes
            ],
            "instances": [name for name in self.bound.instances if name is not None],
            "capabilities": [self._capability(name, each) for name, each in plan.capabilities.items()],
            "organisation": organisation(self.evaluation, self.falls),
            "measures": self._measures(),
            "values": values_of(self.evaluation),
            "rules": [self._rule(each) for each in outcomes(self.evaluation)],
            **conduct(self.evaluation),
            "waivers": [self._waiver(each) for each in assessment.waivers],
            "target": self._target(),
        }

    def _measures(self) -> list[dict[str, Any]]:
        """What was measured; most models have no metrics, and do without what tells of them."""
        if not self.plan.metrics:
            return []
        from cxrules.engine.measured import measures_of

        return measures_of(self.evaluation)

    # ------------------------------------------------------------------------------- capabilities

    def _capability(self, name: str, capability: CapabilityNodes) -> dict[str, Any]:
        state, level, possible = self.levels_of(name)
        known = state in _LEVELLED
        _, unwaived_level, unwaived_possible = self.unwaived.levels_of(name)
        fall = self.falls.get(capability.level) if known else None
        return {
            "id": name,
            "state": state,
            "level": level,
            "possible": possible,
            "stated": self._stated(capability.level) if known else None,
            "target": self.demanded.get(name),
            "met": self._met(name, state, level),
            "without-waivers": {"level": unwaived_level, "possible": unwaived_possible},
            "falls": fall.isoformat() if fall else None,
            "attributes": [self._attribute(each, name) for each in capability.attributes] if known else [],
            "criteria": [self._criterion(each) for each in capability.criteria] if known else [],
            "open": self._open(capability.level) if state in {"open", "not-rated"} else [],
            "reason": self.bound.not_applicable[name].not_applicable if state == "not-applicable" else None,
        }

    def _stated(self, node: int) -> int | None:
        """The level where what is blank counts as the model says."""
        found = self.evaluation.stated(node)
        return None if found is None or found[0] != found[1] else _int(found[0])

    def _state(self, name: str, capability: CapabilityNodes) -> str:
        if name not in self.bound.scope:
            return "out-of-scope"
        if name in self.bound.not_applicable:
            return "not-applicable"
        if not self._is_rated(capability) and not self._is_waived(capability):
            return "not-rated"
        low, high = self.evaluation.value(capability.level)
        return "rated" if low == high else "open"

    def _is_rated(self, capability: CapabilityNodes) -> bool:
        subjects = (*capability.attributes, *capability.criteria)
        if any(subject in chosen for chosen in self.bound.ratings for subject in subjects):
            return True
        blank = link(self.plan).blank
        given = self.assessment.values or self.assessment.measured.found
        return bool(given) and is_stated(self.evaluation, capability.level, blank)

    def _is_waived(self, capability: CapabilityNodes) -> bool:
        waived = self.bound.waived.by
        return bool(waived) and any(
            subject in waived for subject in (*capability.attributes, *capability.criteria)
        )

    def levels_of(self, name: str) -> tuple[str, int | None, int | None]:
        """State, guaranteed and possible level of a capability."""
        capability = self.plan.capabilities[name]
        state = self._state(name, capability)
        if state not in _LEVELLED:
            return state, None, None
        low, high = self.evaluation.value(capability.level)
        return state, None if state == "not-rated" else _int(low), _int(high)

    def _met(self, name: str, state: str, level: int | None) -> bool | None:
        wanted = self.demanded.get(name)
        if wanted is None or state == "not-applicable":
            return None
        return level is not None and level >= wanted

    def _open(self, node: int) -> list[str]:
        found: dict[str, None] = {}
        for instance in range(len(self.bound.arrays)):
            found.update(dict.fromkeys(open_inputs(self.evaluation, node, instance)))
        return list(found)

    # ------------------------------------------------------------------------------------ ratings

    def _attribute(self, name: str, capability: str) -> dict[str, Any]:
        subject = self.plan.subjects[name]
        relative = name.removeprefix(f"{capability}.")
        own = self.decided.get(name)
        if own is not None:
            data = self._rating(self.evaluation.value(own.node), own.words)
            counts = "none" if data["rating"] is None else "derived"
            return {
                "id": relative,
                **data,
                "given": self.as_given(name),
                "derived": data["rating"],
                "counts": counts,
                **_UNWAIVED,
            }
        data = self._rating(self.evaluation.value(subject.whole), self.words.base)
        return {
            "id": relative,
            **data,
            **self._origin(name, data["rating"]),
            **self._waived(name),
        }

    def _criterion(self, name: str) -> dict[str, Any]:
        subject = self.plan.subjects[name]
        value = self.evaluation.value(subject.whole) if subject.whole >= 0 else self._joined(subject.counts)
        data = self._rating(value, self.words.given if subject.whole < 0 else self.words.base)
        return {"id": name, **data, **self._origin(name, data["rating"]), **self._waived(name)}

    def _rating(self, value: Value, names: Sequence[str]) -> dict[str, Any]:
        low, high = value
        if low is None or high is None:
            return {"rating": None, "possible": None, "applicable": False}
        rating = names[int(low)] if low == high else None
        return {"rating": rating, "possible": names[int(high)], "applicable": True}

    def _origin(self, name: str, rating: str | None) -> dict[str, Any]:
        """What was given, what the engine derives, and which of the two counts."""
        subject = self.plan.subjects[name]
        if subject.counts == subject.given and subject.derived < 0 and not self.words.refined:
            counts = "none" if rating is None else "given"
            return {"given": rating, "derived": None, "counts": counts}
        given = self._name(self._joined(subject.given), subject.given)
        derived = None
        if subject.derived >= 0:
            derived = self._name(self._joined(subject.derived), subject.derived)
        counts = "none"
        if rating is not None:
            same = subject.counts == subject.given or self._joined(subject.counts) == self._joined(
                subject.given
            )
            counts = "given" if same and given is not None else "derived"
        if self.plan.reading == "derive" and subject.counts != subject.given:
            if subject.derived < 0 and counts == "derived":
                derived = self._name(self._joined(subject.counts), subject.counts)
            elif subject.derived >= 0 and counts == "given" and derived is not None:
                counts = "derived"
        return {"given": given, "derived": derived, "counts": counts}

    def as_given(self, name: str) -> str | None:
        """The rating that was given for a subject, joined over instances."""
        node = self.plan.subjects[name].given
        return self._name(self._joined(node), node)

    def _waived(self, name: str) -> dict[str, Any]:
        """The rating that a subject counts with under a waiver, and what was given in its place."""
        if name not in self.bound.waived.by:
            return _UNWAIVED
        given = self.unwaived.as_given(name)
        found = (applied(self.evaluation, name, place) for place in range(len(self.bound.arrays)))
        waiver = next(filter(None, found), None)
        if waiver is None:
            return {"given": given, **_UNWAIVED}
        return {"given": given, "counts": "none", "waived": waiver.rating}

    def _waiver(self, waiver: Waiver) -> dict[str, Any]:
        today = self.assessment.date
        return {
            "subject": waiver.subject,
            "rating": waiver.rating,
            "reason": waiver.reason,
            "approved-by": waiver.approved_by,
            "from": waiver.begins.isoformat(),
            "until": waiver.until.isoformat(),
            "state": waiver.state(today) if today else "not-yet",
        }

    def _joined(self, node: int) -> Value:
        if self.plan.nodes[node].whole:
            return self.evaluation.value(node)
        return join(self.plan, self.bound, [values[node] for values in self.bound.arrays])

    def _name(self, value: Value, node: int) -> str | None:
        if value == OUTSIDE or value[0] != value[1]:
            return None
        return self.words.names(node)[int(value[0] or 0)]

    # --------------------------------------------------------------------------- rules and target

    @staticmethod
    def _rule(outcome: Any) -> dict[str, Any]:
        data = {
            "rule": outcome.rule.rule,
            "subject": outcome.rule.subject,
            "outcome": outcome.outcome,
            "message": outcome.message,
            "missing": list(outcome.missing),
        }
        if outcome.by_instance:
            data["instances"] = outcome.by_instance
        return data

    def _target(self) -> dict[str, Any] | None:
        if self.assessment.target is None:
            return None
        met = [
            self._met(name, self._state(name, self.plan.capabilities[name]), self._level(name))
            for name in self.demanded
            if name in self.plan.capabilities
        ]
        name = self.assessment.target if isinstance(self.assessment.target, str) else None
        title = self.plan.targets[name].title if name is not None and name in self.plan.targets else ""
        return {"id": name, "title": title, "met": all(each is not False for each in met)}

    def _level(self, name: str) -> int | None:
        capability = self.plan.capabilities[name]
        if self._state(name, capability) not in {"rated", "open"}:
            return None
        return _int(self.evaluation.value(capability.level)[0])


def given_of(evaluation: Evaluation, name: str, instance: int) -> Sequence[Given]:
    """The recorded ratings of a subject that count in an instance."""
    return evaluation.bound.ratings[instance].get(name, ())


def _int(point: Any) -> int | None:
    return None if point is None else int(point)
