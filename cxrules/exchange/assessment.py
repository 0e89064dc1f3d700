"""An assessment file, YAML or JSON, read into an assessment: its structure, whole and at once.

Only the file's own form is looked at. Whether its words are those of the model is for `against`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Never, TypeGuard

from cxrules.exchange.document import read_tree
from cxrules.exchange.evidence import read_evidence
from cxrules.exchange.fields import Fields
from cxrules.exchange.findings import read_deviations, read_findings
from cxrules.exchange.header import PLAIN_KEYS, RECORD_KEYS, VERSION, read_header
from cxrules.exchange.judgements import read_judgements
from cxrules.exchange.people import read_assessors, read_instances
from cxrules.exchange.problems import Problems, listed
from cxrules.exchange.ratings import read_ratings
from cxrules.exchange.stated_values import read_values
from cxrules.exchange.tables import read_tables
from cxrules.exchange.tree import Mapping, Node, kind
from cxrules.exchange.waivers import read_waivers
from cxrules.model.assessment import Assessment
from cxrules.text.pause import collector_paused

if TYPE_CHECKING:
    from cxrules.diagnostics import Diagnostic
    from cxrules.exchange.process import Process
    from cxrules.text import Source

PARTS = (
    "assessors",
    "instances",
    "evidence",
    "ratings",
    "findings",
    "judgements",
    "waivers",
    "values",
    "tables",
    "deviations",
)
PROCESS_KEYS = (  # how the assessment was done, and what became of it
    *RECORD_KEYS,
    "consensus",
    "audiences",
    "redacted-for",
    "based-on",
    "supersedes",
    "signed-off",
)
MIGRATED = "migrated"  # what `cxrules migrate` leaves in a file: nothing of it is evaluated
KEYS = (*PLAIN_KEYS, "target", "scope", *PARTS, *PROCESS_KEYS, MIGRATED)
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
    return assessment_of(*read_tree(source), source)


def assessment_of(
    node: Node | None, found: list[Diagnostic], source: Source
) -> tuple[Assessment | None, list[Diagnostic]]:
    """Make an assessment of a file's tree; `found` is what was wrong with that. See `read_assessment`."""
    problems = Problems(source)
    problems.found = found
    if node is None or not _may_be_one(node, problems):
        return None, found
    fields = Fields(node, KEYS, "the assessment", problems)
    header = read_header(fields)
    ratings, recorded = read_ratings(part, problems) if (part := fields.value("ratings")) else ((), ())
    assessment = Assessment(
        **header._asdict(),
        **_process(fields),
        assessors=read_assessors(part, problems) if (part := fields.value("assessors")) else {},
        instances=read_instances(part, problems) if (part := fields.value("instances")) else {},
        evidence=read_evidence(part, problems) if (part := fields.value("evidence")) else {},
        ratings=ratings,
        recorded=recorded,
        findings=read_findings(part, problems) if (part := fields.value("findings")) else {},
        judgements=read_judgements(part, problems) if (part := fields.value("judgements")) else {},
        waivers=read_waivers(part, problems) if (part := fields.value("waivers")) else (),
        values=read_values(part, problems) if (part := fields.value("values")) else {},
        tables=read_tables(part, problems) if (part := fields.value("tables")) else {},
        deviations=read_deviations(part, problems) if (part := fields.value("deviations")) else (),
    )
    fields.mapping(MIGRATED)
    if not header.model or fields.text("cxrules") not in {None, VERSION}:
        return None, found
    return assessment, found


def _process(fields: Fields) -> Process | dict[str, Never]:
    """Read how the assessment was done; most of them do not say, and need not load what reads it."""
    if not any(key in fields.node.entries for key in PROCESS_KEYS):
        return {}
    from cxrules.exchange.process import read_process

    return read_process(fields)


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
