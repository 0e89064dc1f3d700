"""An assessment file, YAML or JSON, read into an assessment: its structure, whole and at once.

Only the file's own form is looked at. Whether its words are those of the model is for `against`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeGuard

from cxrules.exchange.document import read_tree
from cxrules.exchange.evidence import read_evidence
from cxrules.exchange.fields import Fields
from cxrules.exchange.findings import read_deviations, read_findings
from cxrules.exchange.header import ABOUT_KEYS, PLAIN_KEYS, UNUSED_KEYS, VERSION, read_header
from cxrules.exchange.people import read_assessors, read_instances
from cxrules.exchange.problems import Problems, listed
from cxrules.exchange.ratings import read_ratings
from cxrules.exchange.tree import Mapping, Node, kind
from cxrules.model.assessment import Assessment
from cxrules.text.pause import collector_paused

if TYPE_CHECKING:
    from cxrules.diagnostics import Diagnostic
    from cxrules.text import Source

PARTS = ("assessors", "instances", "evidence", "ratings", "findings", "deviations")
KEYS = (*PLAIN_KEYS, "target", "scope", *PARTS, *ABOUT_KEYS, *UNUSED_KEYS)
_REQUIRED = ("cxrules", "assessment", "model")


def read_assessment(source: Source) -> tuple[Assessment | None, list[Diagnostic]]:
    """Read an assessment file.

    Returns the assessment and everything that is wrong with the file's form. What is wrong is left out of the
    assessment, and what is right survives. None stands for a file of which nothing can be made: no YAML, no
    assessment, no model named, or a version of the format that is not known.
    """
    with collector_paused():  # a tree is many small objects that all stay until it is read
        return _read(source)


def _read(source: Source) -> tuple[Assessment | None, list[Diagnostic]]:
    node, found = read_tree(source)
    problems = Problems(source)
    problems.found = found
    if node is None or not _may_be_one(node, problems):
        return None, found
    fields = Fields(node, KEYS, "the assessment", problems)
    header = read_header(fields)
    assessment = Assessment(
        **header._asdict(),
        assessors=read_assessors(part, problems) if (part := fields.value("assessors")) else {},
        instances=read_instances(part, problems) if (part := fields.value("instances")) else {},
        evidence=read_evidence(part, problems) if (part := fields.value("evidence")) else {},
        ratings=read_ratings(part, problems) if (part := fields.value("ratings")) else (),
        findings=read_findings(part, problems) if (part := fields.value("findings")) else {},
        deviations=read_deviations(part, problems) if (part := fields.value("deviations")) else (),
    )
    if not header.model or fields.text("cxrules") not in {None, VERSION}:
        return None, found
    return assessment, found


def _may_be_one(node: Node, problems: Problems) -> TypeGuard[Mapping]:
    """Tell whether a document is meant to be an assessment; where it is not, one message is enough."""
    if not isinstance(node, Mapping):
        message = f"An assessment is a map of keys and values, not {kind(node)}."
        problems.add("CX0504", message, node.span)
        return False
    if any(key in node.entries for key in _REQUIRED):
        return True
    missing = listed([f"'{key}'" for key in _REQUIRED])
    hint = "It begins with cxrules: 1, assessment: an id, model: a name."
    problems.add("CX0503", f"This is not an assessment: it lacks {missing}.", None, hint)
    return False
