"""Releasing an assessment: only what is consolidated and without errors may be signed off."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxrules.diagnostics import Refusal, has_errors
from cxrules.exchange.document import TreeSource
from cxrules.exchange.release import Signature, released
from cxrules.text import near
from cxrules.workspace.assessing import check_assessment, plan_for, read_file

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from cxrules.model.assessment import Assessment


class Refused(Refusal):
    """An assessment that cannot be released; `diagnostics` are its errors where it has any."""


class Released(NamedTuple):
    """What a file is to hold once it is signed off, and its assessment."""

    text: str
    assessment: Assessment


def release(path: Path, by: str, day: date) -> Released:
    """Sign an assessment file off; nothing is written.

    Raises Refused with the reason, OSError where the file cannot be read.
    """
    assessment, source, problems = read_file(path, "")
    if assessment is None or source is None or has_errors(problems):
        raise Refused(
            f"{path} has errors.", diagnostics=[each for each in problems if each.severity == "error"]
        )
    _may_be(assessment, by)
    plan, trouble = plan_for(assessment, source, path)
    if plan is not None:
        _, found = check_assessment(assessment, source, plan)
        trouble = [*trouble, *found]
    errors = [each for each in trouble if each.severity == "error"]
    if plan is None or errors:
        raise Refused(f"{assessment.id} has errors.", diagnostics=errors)
    role = assessment.assessors[by].role
    if isinstance(source, TreeSource):
        message = f"{path} is a workbook; a sign-off is of a text that nobody changes unnoticed."
        raise Refused(f"{message} Keep it as YAML, and release that.")
    text = released(source, Signature(by, role, day, plan.model_id, plan.model_version))
    if text is None:
        message = f"{path} is laid out so that a sign-off cannot be added without changing more than that."
        raise Refused(f"{message} Give each key of the file a line of its own.")
    return Released(text, assessment)


def _may_be(assessment: Assessment, by: str) -> None:
    """Refuse what is not to be signed off, or not by this person."""
    if assessment.redacted_for:
        raise Refused(f"{assessment.id} was redacted for {assessment.redacted_for}; release the original.")
    if assessment.status == "draft":
        raise Refused(
            f"{assessment.id} is a draft. Settle where assessors differ and write status: consolidated; "
            "then it can be released."
        )
    if by not in assessment.assessors:
        close = near(by, assessment.assessors)
        hint = (
            f"Did you mean {close}?" if close else f"There are: {', '.join(assessment.assessors) or 'none'}."
        )
        raise Refused(f"There is no assessor {by!r} in {assessment.id}. {hint}")
    if any(each.by == by for each in assessment.signed_off):
        raise Refused(f"{by} has signed {assessment.id} off already.")
