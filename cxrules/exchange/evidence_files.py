"""Which files the evidence of an assessment refers to. Looking at them is the workspace's work."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from cxrules.model.assessment import Assessment
    from cxrules.text import Span

_URL = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]+:")  # a letter and a colon alone are a Windows drive


class FileReference(NamedTuple):
    """A file named by the `ref` of an evidence record, as written, with its checksum where one is given."""

    evidence: str
    ref: str
    sha256: str
    span: Span | None
    sha256_span: Span | None


def evidence_files(assessment: Assessment) -> list[FileReference]:
    """List the references that are files: those that are not addresses such as ``https://…``."""
    return [
        FileReference(one.id, one.ref, one.sha256, one.ref_span, one.sha256_span)
        for one in assessment.evidence.values()
        if one.ref and not _URL.match(one.ref)
    ]


def leaves_folder(ref: str) -> bool:
    """Tell from its words alone whether a reference leads out of the assessment's folder.

    True for absolute paths, Windows drives, the home folder and whatever climbs above where it began.
    """
    path = ref.replace("\\", "/")
    if path.startswith(("/", "~")) or path[1:2] == ":":
        return True
    depth = 0
    for part in path.split("/"):
        depth += {"": 0, ".": 0, "..": -1}.get(part, 1)
        if depth < 0:
            return True
    return False
