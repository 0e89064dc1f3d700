"""The files that evidence refers to."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from cxrules.exchange.assessment import read_assessment
from cxrules.exchange.evidence_files import evidence_files, leaves_folder
from cxrules.text import Source
from cxrules.workspace.evidence_files import check_evidence_files
from tests.exchange.telling import HEAD, Told, read, tell

if TYPE_CHECKING:
    from pathlib import Path

SUM = sha256(b"content").hexdigest()


@pytest.fixture(name="folder")
def _folder(tmp_path: Path) -> Path:
    inside = tmp_path / "assessment"
    (inside / "docs").mkdir(parents=True)
    (inside / "docs" / "srs.pdf").write_bytes(b"content")
    (tmp_path / "secret.txt").write_text("secret")
    (inside / "link.txt").symlink_to(tmp_path / "secret.txt")
    (inside / "circle").symlink_to(inside / "circle")
    return inside


def told(folder: Path, evidence: str) -> list[Told]:
    source = Source("a.yaml", f"{HEAD}evidence: {{E1: {{{evidence}}}}}\n")
    found, diagnostics = read_assessment(source)
    assert found is not None
    assert not diagnostics
    return tell(check_evidence_files(found, folder, source))


@pytest.mark.parametrize(
    "evidence",
    [
        "kind: interview",
        "ref: docs/srs.pdf",
        "ref: ./docs/../docs/srs.pdf",
        "ref: 'docs\\srs.pdf'",
        f"ref: docs/srs.pdf, sha256: {SUM}",
        f"ref: docs/srs.pdf, sha256: {SUM.upper()}",
        "ref: https://example.org/../srs.pdf",
        "ref: 'doors:module/12'",
    ],
)
def test_nothing_to_say(folder: Path, evidence: str) -> None:
    assert told(folder, evidence) == []


@pytest.mark.parametrize(
    "ref",
    [
        "/etc/passwd",
        "../secret.txt",
        "docs/../../secret.txt",
        "~/x",
        "'C:\\x'",
        "'..\\secret.txt'",
        "link.txt",
    ],
)
def test_a_file_outside_the_folder(folder: Path, ref: str) -> None:
    assert told(folder, f"ref: {ref}") == [
        Told(
            "CX0510",
            ref,
            "The file of E1 lies outside the assessment's folder.",
            "Put it beside the assessment, or give an address.",
        )
    ]


@pytest.mark.parametrize("ref", ["docs/other.pdf", "docs"])
def test_a_file_that_is_not_there(folder: Path, ref: str) -> None:
    assert told(folder, f"ref: {ref}") == [Told("CX0524", ref, f"The file of E1 is not there: '{ref}'.")]


def test_a_file_that_has_changed(folder: Path) -> None:
    assert told(folder, f"ref: docs/srs.pdf, sha256: {'0' * 64}") == [
        Told(
            "CX0524",
            "0" * 64,
            "The file of E1 has changed since its checksum was recorded.",
            f"It now has {SUM}.",
        )
    ]


@pytest.mark.parametrize("ref", ["circle", '"a\\0b"', "a" * 5000])
def test_a_name_that_cannot_be_looked_at(folder: Path, ref: str) -> None:
    (one,) = told(folder, f"ref: {ref}")
    assert one.code == "CX0524"


def test_only_files_are_listed() -> None:
    found = read(HEAD + "evidence: {E1: {ref: a.pdf}, E2: {ref: 'https://b'}, E3: {kind: interview}}\n")
    assert [one.ref for one in evidence_files(found)] == ["a.pdf"]


@pytest.mark.parametrize(
    ("ref", "leaves"),
    [("a/../b", False), ("a/../../b", True), ("..a/b", False), ("", False), ("\\\\server\\x", True)],
)
def test_leaving_the_folder_by_words_alone(ref: str, leaves: bool) -> None:  # noqa: FBT001
    assert leaves_folder(ref) is leaves
