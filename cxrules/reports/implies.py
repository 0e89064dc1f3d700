"""What follows between two models as data (``cxrules-implies/1``), with the sentences that its pages tell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from cxrules.model.mapping import CARRIES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cxrules.compare.dominance import Direction, Dominance, Dominated
    from cxrules.compare.implications import Answer, Equivalence, Highest, Implication, Implications
    from cxrules.compare.rows import RowKey
    from cxrules.model.assessment import Assessment
    from cxrules.plan import Plan
    from cxrules.solve.pairs import Comparison, Witness

FORMAT = "cxrules-implies/1"

_FEW = 3
"""So many ratings of a case are explained; the others are alike."""


class Shown(NamedTuple):
    """A case that is shown: short, and the files that it was written to, if any."""

    witness: Witness
    files: Sequence[str] = ()


def data(
    asked: Implications,
    found: Implication | None,
    cases: Mapping[str, Shown],
    equivalence: Equivalence | None = None,
    dominance: Dominance | None = None,
) -> dict[str, Any]:
    """The whole document; `cases` are those to show, by the claim that they are against."""
    return {
        "format": FORMAT,
        "left": _model(asked.left),
        "right": _model(asked.right),
        "linked-by": "ids" if asked.rows is None else "mappings",
        "mappings": [
            {"id": each.id, "version": each.version, "title": each.title} for each in asked.mappings
        ],
        "rows-that-carry": 0 if asked.rows is None else len(asked.rows.used),
        "rows-that-do-not": 0 if asked.rows is None else len(asked.rows.unused),
        "assumptions": _assumptions(asked),
        "given": None if found is None else {"claim": found.given.text, "title": found.given.title},
        "possible": None if found is None else found.possible,
        "answers": [] if found is None else [_answer(asked, each, cases) for each in found.answers],
        "highest": [] if found is None else [_highest(asked, each, cases) for each in found.highest],
        "equivalent": _same(equivalence, dominance),
        "compared": [] if equivalence is None else _compared(asked, equivalence, cases),
        "dominance": []
        if dominance is None
        else [
            _dominated(side, each, cases)
            for side in (dominance.there, dominance.back)
            for each in side.levels
        ],
    }


def _same(equivalence: Equivalence | None, dominance: Dominance | None) -> bool | None:
    found = equivalence or dominance
    return None if found is None else found.same


def dominance_key(asked: Implications, each: Dominated) -> str:
    """What a case against a level that is not implied is called: it differs by direction and level."""
    above = "" if each.above is None else each.above.claim.text
    return f"{asked.left.model_id} {each.given.text} {asked.right.model_id} {above}"


def _dominated(side: Direction, each: Dominated, cases: Mapping[str, Shown]) -> dict[str, Any]:
    asked = side.asked
    above = None if each.above is None else _answer(asked, each.above, {})
    shown = cases.get(dominance_key(asked, each))
    if above is not None and shown is not None:
        above["case"] = _case(asked, shown)
    return {
        "model": asked.left.model_id,
        "other": asked.right.model_id,
        "level": each.level,
        "name": _whole_name(asked.left, each.level),
        "possible": each.possible,
        "implies": each.implies,
        "implies-name": _whole_name(asked.right, each.implies),
        "above": above,
    }


def _whole_name(plan: Plan, level: int) -> str:
    levels = plan.organisations[0].levels if plan.organisations else plan.level_names
    return levels.get(level, "")


def case_key(subject: str, level: int) -> str:
    """The claim that a case is against, where a level was compared."""
    return f"{subject}:{level}"


def _model(plan: Plan) -> dict[str, Any]:
    return {
        "id": plan.model_id,
        "version": plan.model_version,
        "title": plan.model_title,
        "method": plan.method or None,
        "reading": plan.reading,
        "best": plan.given_values[-1],
    }


def _assumptions(asked: Implications) -> list[str]:
    left, right = asked.left, asked.right
    words = {"audit": "ratings count as given", "derive": "what has a method is derived"}
    told = [
        f"{each.model_id} {each.model_version} is read in the {each.reading} reading: {words[each.reading]}"
        + (f", method {each.method}." if each.method else ".")
        for each in (left, right)
    ]
    told.append(
        "Everything applies, everything that can be rated is rated, there are no instances and no waivers. "
        f"The day is {asked.pair.left.assessment.date}."
    )
    if asked.rows is None:
        told.append("What has the same id in both models is the same, and rated alike.")
    else:
        told.append(
            "A row that carries says at least: who has a rating of the one element has at least the word for "
            "it in the other scale. Equal and equivalent carry both ways, superset forth and subset back; "
            "intersects carries nothing, nor does a row of what has no rating."
        )
    return told


def _answer(asked: Implications, answer: Answer, cases: Mapping[str, Shown]) -> dict[str, Any]:
    shown = cases.get(answer.claim.text)
    return {
        "claim": answer.claim.text,
        "title": answer.claim.title,
        "verdict": answer.verdict,
        "rows": None if answer.rows is None else [_row(each) for each in answer.rows],
        "rows-are-least": None if answer.rows is None else answer.least,
        "reason": answer.reason or None,
        "case": None if shown is None else _case(asked, shown),
    }


def _row(row: RowKey) -> dict[str, str]:
    return {"mapping": row.mapping, "from": row.left, "relation": row.relation, "to": row.right}


def _highest(asked: Implications, each: Highest, cases: Mapping[str, Shown]) -> dict[str, Any]:
    return {
        "subject": each.subject,
        "title": each.title,
        "level": each.level,
        "name": each.name,
        "rows": None if each.proof.rows is None else [_row(row) for row in each.proof.rows],
        "rows-are-least": None if each.proof.rows is None else each.proof.least,
        "reason": each.proof.reason or None,
        "above": None if each.above is None else _answer(asked, each.above, cases),
    }


def _compared(asked: Implications, found: Equivalence, cases: Mapping[str, Shown]) -> list[dict[str, Any]]:
    return [
        {
            "subject": subject,
            "level": level,
            "left-name": _level_name(asked.left, subject, level),
            "right-name": _level_name(asked.right, subject, level),
            "verdict": each.verdict,
            "sentence": _verdict(asked, each),
            "case": _case(asked, cases[case_key(subject, level)])
            if case_key(subject, level) in cases
            else None,
        }
        for (subject, level), each in found.compared.items()
    ]


def _verdict(asked: Implications, each: Comparison) -> str:
    left, right = asked.left.model_id, asked.right.model_id
    return {
        "equal": f"{left} and {right} ask for the same.",
        "stricter": f"{right} asks for more than {left}.",
        "laxer": f"{right} asks for less than {left}.",
        "incomparable": f"Neither of {left} and {right} asks for all that the other asks.",
        "not proven": f"The time was not enough to find out ({each.reason}).",
    }[each.verdict]


def _level_name(plan: Plan, subject: str, level: int) -> str:
    found = next((each.levels for each in plan.organisations if each.name == subject), plan.level_names)
    return found[level]


def _case(asked: Implications, shown: Shown) -> dict[str, Any]:
    witness = shown.witness
    return {
        "left": _told(witness.left),
        "right": _told(witness.right),
        "why": list(_why(asked, witness.right)),
        "files": list(shown.files),
    }


def _why(asked: Implications, right: Assessment) -> Iterator[str]:
    """Why the rows allow a rating on the right that is not the highest."""
    if asked.rows is None:
        return
    best = asked.right.given_values[-1]
    lower = [each for each in right.ratings if each.rating not in {None, best}]
    for each in lower[:_FEW]:
        rows = [row for row in asked.rows.used if row.right == each.subject]
        forth = [row.left for row in rows if row.relation in CARRIES]
        back = [f"{row.left} {row.relation} {row.right}" for row in rows if row.relation not in CARRIES]
        if forth:
            names = ", ".join(forth)
            yield f"The rows of {names} ask no more of {each.subject} than {each.rating} in this case."
        elif back:
            told = "; ".join(back)
            yield (
                f"{each.subject} may be {each.rating}: the rows that name it carry its rating to the other "
                f"model, and none back to it ({told})."
            )
        else:
            yield f"{each.subject} may be {each.rating}: no row carries a rating to it."


def _told(assessment: Assessment) -> list[dict[str, str]]:
    """Everything that a case records, by what it is of."""
    found = [
        {"of": each.subject, "is": each.rating or "recorded"}
        for each in (*assessment.ratings, *assessment.recorded)
    ]
    found += [{"of": each.id, "is": _about(each.subjects)} for each in assessment.findings.values()]
    found += [
        {"of": each.rule, "is": f"deviated from{_about(each.subjects, '')}"} for each in assessment.deviations
    ]
    found += [{"of": each.key, "is": f"judged {each.answer}"} for each in assessment.judgements.values()]
    return [*found, *({"of": each.name, "is": each.text} for each in assessment.values.values())]


def _about(subjects: Sequence[str], start: str = "asserted") -> str:
    return f"{start} of {', '.join(subjects)}" if subjects else start
