"""Every code has an example that triggers it, and a page that explains it.

Those of advice have theirs in the folders of their rules, which tests/lint holds together with their pages.

The exact message, hint, place and underlined text are held in `expected.yaml`. After a wording has been
changed on purpose, `python -m tests.gallery.write_expected CODE` writes it anew; read what it wrote.
"""

import pytest

from cxrules.diagnostics import CATALOGUE
from tests.gallery.examples import ADVICE, CODES, GALLERY, PAGES, examples, expected, found

SECTIONS = ["## What it means", "## Why it matters", "## Example", "## How to mend it"]


@pytest.mark.parametrize("code", CODES)
def test_a_code_has_exactly_one_example(code: str) -> None:
    assert len(examples(code)) == 1


@pytest.mark.parametrize("code", CODES)
def test_the_example_is_reported_exactly_so(code: str) -> None:
    reported = found(code)
    assert reported == expected(code)
    assert code in {diagnostic["code"] for diagnostic in reported}


@pytest.mark.parametrize("code", CODES)
def test_a_code_has_a_page(code: str) -> None:
    page = (PAGES / f"{code}.md").read_text(encoding="utf-8")
    lines = page.splitlines()
    assert lines[0] == f"# {code}: {CATALOGUE[code].title}"
    assert [line for line in lines if line.startswith("## ")] == SECTIONS
    assert f"tests/gallery/{code}/expected.yaml" in page
    for example in examples(code):
        assert f"tests/gallery/{code}/{example.as_posix()}" in page


def test_no_example_and_no_page_without_a_code() -> None:
    assert {path.name for path in GALLERY.glob("CX*")} == set(CODES)
    assert {path.stem for path in PAGES.glob("CX*.md")} == {*CODES, *ADVICE}
