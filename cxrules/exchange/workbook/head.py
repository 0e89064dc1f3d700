"""The keys of the first sheet: the same as in the head of an assessment file, each with what it means."""

from __future__ import annotations

from typing import NamedTuple

STRUCTURED = frozenset(
    (
        "target",
        "consensus",
        "sponsor",
        "independence",
        "context",
        "plan",
        "confidentiality",
        "sampling",
        "log",
        "audiences",
        "signed-off",
    )
)
"""Keys of the head whose value may be more than a text; it is then written as in YAML, on one line."""


class HeadRow(NamedTuple):
    """A row of the first sheet: its key, what stands there (see `Column`; list: with commas), and why."""

    key: str
    kind: str
    help: str
    always: bool = False


HEAD_ROWS = (
    HeadRow("cxrules", "id", "The version of this form. Leave it as it is.", always=True),
    HeadRow("assessment", "id", "A short id by which this assessment is known.", always=True),
    HeadRow("title", "text", "What is assessed, in words.", always=True),
    HeadRow("model", "id", "The model, with its version or its path. Leave it as it is.", always=True),
    HeadRow("profile", "id", "A profile of the model that tailors it."),
    HeadRow("view", "id", "A view of the model."),
    HeadRow(
        "date",
        "day",
        "The day of the assessment. The age of evidence counts from it.",
        always=True,
    ),
    HeadRow(
        "reading",
        "id",
        "audit: what was given counts. derive: what the model can work out is worked out.",
        always=True,
    ),
    HeadRow("method", "id", "The rating method; blank: the first of the model."),
    HeadRow("target", "text", "A target of the model, or levels as in {SWE.1: 2, SWE.2: 1}."),
    HeadRow("scope", "list", "What is assessed, with commas between; ranges as in SWE.1 .. SWE.6."),
    HeadRow("up-to-level", "id", "The highest level that was looked at; blank: all of them."),
    HeadRow(
        "status", "id", "draft, then consolidated once nothing is open between the assessors.", always=True
    ),
    HeadRow("consensus", "text", "Which rating counts where assessors differ; blank: none until they agree."),
    HeadRow("purpose", "text", "What the assessment is for.", always=True),
    HeadRow("class", "id", "The class of the assessment: 1, 2 or 3 (ISO/IEC 33002)."),
    HeadRow("sponsor", "text", "Who asked for the assessment.", always=True),
    HeadRow(
        "independence", "id", "The category of independence, A to D, or one each as in {body: A, lead: B}."
    ),
    HeadRow("context", "text", "What is good to know of the organisation and the project.", always=True),
    HeadRow("sampling", "text", "How projects were chosen.", always=True),
    HeadRow("plan", "text", "Where the plan of the assessment is.", always=True),
    HeadRow("confidentiality", "text", "Who may see what.", always=True),
    HeadRow("log", "text", 'What was done when, as in [{date: 2026-11-18, who: lead, what: "Interviews"}].'),
    HeadRow("audiences", "text", "Who may see which confidential things, as in {customer: {sees: [notes]}}."),
    HeadRow("based-on", "id", "The earlier assessment whose ratings are carried over."),
    HeadRow("supersedes", "id", "The released assessment whose place this one takes."),
    HeadRow("redacted-for", "id", "The audience for which confidential things were left out."),
)
