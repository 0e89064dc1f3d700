"""No file can do harm: each is refused by a message, quickly, and an honest one passes."""

from __future__ import annotations

import time

import pytest

from cxrules.diagnostics import Diagnostic
from cxrules.exchange.document import decode
from cxrules.exchange.limits import too_large
from cxrules.text import Source
from tests.exchange.telling import HEAD, Told, of_file, of_table, read, tell

MIB = 1024 * 1024


def test_a_file_of_100_mib_is_refused_by_its_size() -> None:
    text = " " * (100 * MIB)
    began = time.perf_counter()
    assert of_file(text) == [
        Told(
            "CX0512",
            "",
            "This file has 100.0 MiB; at most 10 MiB are read.",
            "Split it into several assessments.",
        )
    ]
    assert of_table(text)[0].message == "This file has 100.0 MiB; at most 10 MiB are read."
    assert time.perf_counter() - began < 1


def test_the_size_is_told_before_a_file_is_opened() -> None:
    assert too_large("a.yaml", 10 * MIB) is None
    found = too_large("a.yaml", 10 * MIB + 1)
    assert found is not None
    assert found.source == Source("a.yaml", "")


def test_the_limit_counts_bytes() -> None:
    (one,) = of_file("# " + "é" * (6 * MIB))
    assert one.message == "This file has 12.0 MiB; at most 10 MiB are read."


def test_billion_laughs() -> None:
    lines = ['a: &a ["lol", "lol"]']
    lines += [
        f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]"
        for old, new in zip("abcdefgh", "bcdefghi", strict=True)
    ]
    found = of_file("\n".join(lines))
    assert found[0] == Told(
        "CX0511",
        "&a",
        "The anchor '&a' is not allowed in these files.",
        "Write the text out where it is needed.",
    )
    assert {one.code for one in found[:81]} == {"CX0511"}


@pytest.mark.parametrize("text", ["[" * 100_000, "{a: " * 100_000, "- " * 100_000, "? " * 100_000])
@pytest.mark.parametrize("name", ["a.yaml", "a.json"])
def test_deep_nesting(text: str, name: str) -> None:
    (one,) = of_file(text, name)
    if name == "a.yaml" or text.startswith("["):
        assert (one.code, one.message) == ("CX0512", "This is nested more than 32 levels deep.")


def test_too_many_entries() -> None:
    (one,) = of_file("[" + "a," * 600_000 + "]")
    assert (one.code, one.message) == ("CX0512", "This file has more than 500,000 entries.")


def test_too_many_cells() -> None:
    found = of_table("subject,rating\n" + "a,\n" * 300_000)
    assert [(one.code, one.message) for one in found] == [
        ("CX0512", "This table has more than 500,000 cells.")
    ]


def test_a_large_honest_assessment_passes() -> None:
    rating = '{rating: L, causes: [links-missing], evidence: [E1, E2], by: lead, note: "a remark"}'
    lines = [f"  P.{number}: {rating}" for number in range(20_000)]
    assert len(read(HEAD + "ratings:\n" + "\n".join(lines)).ratings) == 20_000


def test_reading_stops_after_a_hundred_faults_of_the_same_kind() -> None:
    found = of_file("a: 1\n" * 1000)
    assert len(found) == 101
    assert found[-1].message == "Reading stops here, after 100 problems."


def test_no_more_is_told_than_anybody_reads() -> None:
    found = of_file(HEAD + "".join(f"k{number}: 1\n" for number in range(3000)))
    assert len(found) == 1001
    assert found[-1].message == "There are more than 1,000 problems; only the first of them are told."


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("a: é".encode("utf-16"), "This file is UTF-16, not UTF-8."),
        ("a: é".encode("utf-16-be"), "This file is not UTF-8 text: byte 0xe9 in line 1."),
        ("a: 1\nb: é".encode("latin-1"), "This file is not UTF-8 text: byte 0xe9 in line 2."),
        (b"\xed\xa0\x80", "This file is not UTF-8 text: byte 0xed in line 1."),
    ],
)
def test_what_is_not_utf_8(data: bytes, message: str) -> None:
    found = decode("a.yaml", data)
    assert isinstance(found, Diagnostic)
    assert tell([found]) == [Told("CX0522", "", message, "Save the file as UTF-8.")]


def test_utf_8_with_and_without_a_mark() -> None:
    assert decode("a.yaml", "a: é".encode()) == Source("a.yaml", "a: é")
    assert decode("a.yaml", "a: é".encode("utf-8-sig")) == Source("a.yaml", "\ufeffa: é")


def test_bytes_beyond_the_limit() -> None:
    found = decode("a.yaml", b" " * (10 * MIB + 1))
    assert isinstance(found, Diagnostic)
    assert found.code == "CX0512"
